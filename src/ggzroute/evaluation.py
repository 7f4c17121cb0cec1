"""One evaluation: check, build, fire, plan, decide, account.

No clock, no network, and no global state but what was compiled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import attrs

from ggzroute.conclusies import Conclusies, fire
from ggzroute.decide.adviezen import decide_onderbrekingen
from ggzroute.decide.in_beeld import decide_in_beeld
from ggzroute.decide.interventies import decide_interventies
from ggzroute.decide.maatje import decide_maatje
from ggzroute.decide.poorten import decide_poorten
from ggzroute.decide.regie import decide_regie
from ggzroute.decide.verouderd import decide_verouderd
from ggzroute.decide.vragen import decide_vragen
from ggzroute.domain.advies import KaartVerouderd, MaatjeAdvies, Onderbreking, OpenVraag, Regie
from ggzroute.domain.casus import Casus
from ggzroute.domain.in_beeld import InBeeld
from ggzroute.domain.interventie import InterventieUitkomst
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.engine.choosing import choose_engine
from ggzroute.exceptions import CasusError, MissingPeildatumError, WorkflowNamedTwiceError, WorkflowNotFoundError
from ggzroute.problems import Problem
from ggzroute.registry import plugin_workflow, plugin_workflow_names
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Begrip
from ggzroute.workflow.builtin import DefinedWorkflow, NoWorkflow
from ggzroute.workflow.port import Workflow


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Evaluation(Conclusies):
    """What was concluded for a casus on one peildatum: advice to people, never a decision.

    Attributes:
        casus: pseudonym of the casus.
    """

    casus: str

    def __repr__(self) -> str:
        return f"Evaluation(route={self.route.staat!r}, regie={self.regie.status!r}, {len(self.adviezen)} adviezen)"

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, Evaluation) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.casus, self.peildatum, self.gevuurd))

    @cached_property
    def regie(self) -> Regie:
        """Who holds the regie or could, and why; a route beside the main one has no say in it."""
        return decide_regie(self.context, self.route)

    @cached_property
    def maatje(self) -> MaatjeAdvies:
        """Whether there is a maatje, and what is to be done."""
        return decide_maatje(self.context)

    @cached_property
    def in_beeld(self) -> InBeeld:
        """With whom the hulpvrager is in sight, who lost contact, and since when."""
        return decide_in_beeld(self.context)

    @cached_property
    def onderbrekingen(self) -> tuple[Onderbreking, ...]:
        """What comes before the route."""
        return decide_onderbrekingen(self.context)

    @cached_property
    def poorten(self) -> tuple[PoortUitkomst, ...]:
        """Gates that matter here: what may happen now, and which conditions stand in the way."""
        return decide_poorten(self.context)

    @cached_property
    def interventies(self) -> tuple[InterventieUitkomst, ...]:
        """Interventions as an aid to choose: which fit, on what condition, and who leads."""
        return decide_interventies(self.context, self.conflicten)

    @cached_property
    def vragen(self) -> tuple[OpenVraag, ...]:
        """Open questions, the weightiest first."""
        return decide_vragen(self.context, self.routes, self.poorten)

    @cached_property
    def kaart_verouderd(self) -> tuple[KaartVerouderd, ...]:
        """Named organisations whose entry on the sociale kaart was not checked in the year before the peildatum."""
        return decide_verouderd(
            self.context, self.peildatum, self.regie, self.maatje, self.adviezen, self.onderbrekingen
        )

    def again(self, gegeven: Casus) -> Evaluation:
        """The same evaluation of another casus: same pack, peildatum, engine and workflows."""
        casus = fitting(gegeven, self.context.pack)
        return attrs.evolve(
            self,
            casus=casus.id,
            gegeven=casus,
            context=fire(casus, self.context.pack, self.peildatum, self.engine, afgeleid=self.afgeleid),
        )

    def report(self, lezer: str = "regievoerder", vorm: str = "markdown") -> str:
        """A report for people, with only what its reader may know.

        Args:
            lezer: the reader: ``hulpvrager``, ``regievoerder``, ``maatje`` or ``auditor``.
            vorm: ``tekst``, ``markdown``, ``html`` (a part of a page) or ``pagina`` (a page by itself, with the
                pictures); the last two need the extra ``render``.

        Raises:
            ReaderNotFoundError: there is no such reader.
            FormatNotFoundError: there is no such format.
            ExtraMissingError: the format needs an extra that is not installed.
        """
        from ggzroute.verslag.vormen import write_report  # noqa: PLC0415 - reports are made when asked for

        return write_report(self, lezer, vorm)

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as plain JSON types, as in ``evaluation.schema.json``; the same input gives the same dict."""
        lists = (
            *("adviezen", "signalen", "onderbrekingen", "conflicten", "poorten", "interventies", "vragen"),
            "kaart_verouderd",
        )
        return {
            "casus": self.casus,
            "route": self.route.to_dict(),
            "routes": [route.to_dict() for route in self.routes],
            "regie": self.regie.to_dict(),
            "maatje": self.maatje.to_dict(),
            "in_beeld": self.in_beeld.to_dict(),
            **{name: [part.to_dict() for part in getattr(self, name)] for name in lists},
            "verantwoording": self.verantwoording.to_dict(),
        }


def evaluate(
    casus: Casus,
    pack: RulePack,
    *,
    peildatum: dt.date | None = None,
    engine: str = "direct",
    workflow: str | Sequence[str] | None = None,
    afgeleid: bool = False,
) -> Evaluation:
    """Evaluate one casus with one pack.

    Args:
        casus: the casus.
        pack: the rule pack, from :func:`ggzroute.load_pack`.
        peildatum: the day to look at; by default that of the casus.
        engine: ``direct`` or ``durable``.
        workflow: name of a workflow of the pack or of a plug-in, or several: the first is the main one, the others are
            walked beside it. By default that of the pack, if it has one.
        afgeleid: whether our own readings (``basis: afgeleid``) take part.

    Returns:
        The evaluation. Unknown facts, no matching rule and ties are results, not errors.

    Raises:
        CasusError: the casus does not fit the vocabulary or the sociale kaart of the pack.
        MissingPeildatumError: neither the casus nor the call gives a peildatum.
        WorkflowNotFoundError: there is no such workflow.
        WorkflowNamedTwiceError: the same workflow is named twice.
        EngineNotFoundError: there is no such engine.
        EngineUnavailableError: a package the engine needs is not installed.
    """
    day = peildatum or casus.peildatum
    if day is None:
        raise MissingPeildatumError
    chosen = choose_engine(engine)
    casus = fitting(casus, pack)
    walkers = find_workflows(pack, workflow)
    return Evaluation(
        casus=casus.id,
        niveau="casus",
        peildatum=day,
        afgeleid=afgeleid,
        gegeven=casus,
        context=fire(casus, pack, day, chosen, afgeleid=afgeleid),
        workflows=walkers,
        engine=chosen,
    )


def find_workflows(pack: RulePack, named: str | Sequence[str] | None) -> tuple[Workflow, ...]:
    """The workflows that are meant, the main one first: those that are named, or else that of the pack.

    Raises:
        WorkflowNotFoundError: there is no such workflow.
        WorkflowNamedTwiceError: the same workflow is named twice.
    """
    named = named or pack.workflow or ()
    wanted = (named,) if isinstance(named, str) else tuple(named)
    twice = next((name for n, name in enumerate(wanted) if name in wanted[:n]), None)
    if twice is not None:
        raise WorkflowNamedTwiceError(name=twice)
    return tuple(_workflow(pack, name) for name in wanted) or (NoWorkflow(),)


def _workflow(pack: RulePack, name: str) -> Workflow:
    if name in pack.workflows:
        return DefinedWorkflow(pack.workflows[name])
    offered = plugin_workflow(name)
    if offered is None:
        raise WorkflowNotFoundError(name=name, known=[*pack.workflows, *plugin_workflow_names()])
    return offered


def fitting(casus: Casus, pack: RulePack) -> Casus:
    """The casus, checked against this pack: its facts when it was read with another vocabulary, and its organisations.

    Raises:
        CasusError: it does not fit.
    """
    if casus.vocabulary is not pack.vocabulary and any(_differs(casus, pack, name) for name in casus.feiten):
        casus = type(casus).from_dict(casus.to_dict(), vocabulary=pack.vocabulary)
    unknown = [
        n for n, b in enumerate(casus.betrokkenen) if b.organisatie and b.organisatie not in pack.kaart.organisaties
    ]
    if unknown:
        raise CasusError(
            Problem(
                code="GGZ311",
                wat="deze organisatie staat niet op de sociale kaart van het pakket",
                plek=f"betrokkenen[{n + 1}].organisatie",
                herstel="Gebruik een id van de sociale kaart, of laat 'organisatie' weg en geef 'soort'",
            )
            for n in unknown
        )
    return casus


def _differs(casus: Casus, pack: RulePack, name: str) -> bool:
    mine: Begrip | None = pack.vocabulary.get(name)
    return mine is None or mine != casus.vocabulary.get(name)

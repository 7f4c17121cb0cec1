"""One evaluation: check, build, fire, plan, decide, account.

No clock, no network, and no global state but what was compiled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import attrs

from ggzroute._version import __version__
from ggzroute.decide.adviezen import decide_adviezen, decide_conflicten, decide_onderbrekingen, decide_signalen
from ggzroute.decide.context import Context
from ggzroute.decide.maatje import decide_maatje
from ggzroute.decide.regie import decide_regie
from ggzroute.decide.vragen import decide_vragen
from ggzroute.domain.advies import Advies, ConflictGevonden, MaatjeAdvies, Onderbreking, OpenVraag, Regie, Signaal
from ggzroute.domain.casus import Casus
from ggzroute.domain.facts import build_facts
from ggzroute.domain.route import Route
from ggzroute.domain.verantwoording import PakketStempel, RegelBuitenGeldigheid, RegelGevuurd, Verantwoording
from ggzroute.engine.choosing import choose_engine, compiled
from ggzroute.engine.port import Firing, RuleEngine, fire_all
from ggzroute.exceptions import CasusError, MissingPeildatumError, WorkflowNotFoundError
from ggzroute.explain import Verklaring, explain_rule
from ggzroute.problems import Problem
from ggzroute.registry import plugin_workflow, plugin_workflow_names
from ggzroute.rules.model import AFGELEID
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Begrip
from ggzroute.workflow.builtin import DefinedWorkflow, NoWorkflow
from ggzroute.workflow.port import Workflow


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Evaluation:
    """What was concluded for a casus on one peildatum: advice to people, never a decision.

    The rules have fired when this object exists. Each part is worked out when it is first asked for, from data that no
    longer changes, and is then kept.

    Attributes:
        casus: pseudonym of the casus.
        peildatum: the day that was looked at.
        afgeleid: whether our own readings took part.
        context: the facts and the rules that fired; for this library itself.
        workflow: what walks the route.
        engine: what fired the rules.
    """

    casus: str
    peildatum: dt.date
    afgeleid: bool
    context: Context
    workflow: Workflow
    engine: RuleEngine

    def __repr__(self) -> str:
        return f"Evaluation(route={self.route.staat!r}, regie={self.regie.status!r}, {len(self.adviezen)} adviezen)"

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, Evaluation) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.casus, self.peildatum, self.gevuurd))

    @cached_property
    def route(self) -> Route:
        """The route, and where it waits."""
        return self.workflow.walk(self.context.firing.facts, self.context.pack.vocabulary)

    @cached_property
    def regie(self) -> Regie:
        """Who holds the regie or could, and why."""
        return decide_regie(self.context, self.route)

    @cached_property
    def maatje(self) -> MaatjeAdvies:
        """Whether there is a maatje, and what is to be done."""
        return decide_maatje(self.context)

    @cached_property
    def adviezen(self) -> tuple[Advies, ...]:
        """Advice for, against and forbidden, and contacts to make; the strongest first."""
        return decide_adviezen(self.context)

    @cached_property
    def signalen(self) -> tuple[Signaal, ...]:
        """What people should know."""
        return decide_signalen(self.context)

    @cached_property
    def onderbrekingen(self) -> tuple[Onderbreking, ...]:
        """What comes before the route."""
        return decide_onderbrekingen(self.context)

    @cached_property
    def conflicten(self) -> tuple[ConflictGevonden, ...]:
        """Sources that disagree about this casus."""
        return decide_conflicten(self.context)

    @cached_property
    def vragen(self) -> tuple[OpenVraag, ...]:
        """Open questions, the weightiest first."""
        return decide_vragen(self.context, self.route)

    @cached_property
    def verantwoording(self) -> Verantwoording:
        """What was run, so that anyone can check it."""
        return account(self.context, self.route, self.engine, self.peildatum, afgeleid=self.afgeleid)

    @property
    def gevuurd(self) -> frozenset[str]:
        """Ids of the rules that fired."""
        return frozenset(hit.regel for hit in self.context.firing.hits)

    def why(self, regel: str) -> Verklaring:
        """Why a rule fired or did not: each line of its condition, with the facts it lacks.

        Args:
            regel: id of a rule of the pack.

        Raises:
            RuleNotFoundError: the pack has no such rule.
        """
        rule = self.context.pack.rule(regel)
        facts = self.context.facts
        derived = dict(self.context.firing.derived) | dict.fromkeys(facts.derived, ("netwerk",))
        return explain_rule(rule, facts, derived, took_part=rule.id in self.context.rules)

    def why_not(self, regel: str) -> Verklaring:
        """The same as :meth:`why`; ``struikelt_over`` of what it returns is the first line that does not hold."""
        return self.why(regel)

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as plain JSON types, as in ``evaluation.schema.json``; the same input gives the same dict."""
        lists = ("adviezen", "signalen", "onderbrekingen", "conflicten", "vragen")
        return {
            "casus": self.casus,
            "route": self.route.to_dict(),
            "regie": self.regie.to_dict(),
            "maatje": self.maatje.to_dict(),
            **{name: [part.to_dict() for part in getattr(self, name)] for name in lists},
            "verantwoording": self.verantwoording.to_dict(),
        }


def evaluate(
    casus: Casus,
    pack: RulePack,
    *,
    peildatum: dt.date | None = None,
    engine: str = "direct",
    workflow: str | None = None,
    afgeleid: bool = False,
) -> Evaluation:
    """Evaluate one casus with one pack.

    Args:
        casus: the casus.
        pack: the rule pack, from :func:`ggzroute.load_pack`.
        peildatum: the day to look at; by default that of the casus.
        engine: ``direct`` or ``durable``.
        workflow: name of a workflow of the pack or of a plug-in; by default that of the pack, if it has one.
        afgeleid: whether our own readings (``basis: afgeleid``) take part.

    Returns:
        The evaluation. Unknown facts, no matching rule and ties are results, not errors.

    Raises:
        CasusError: the casus does not fit the vocabulary or the sociale kaart of the pack.
        MissingPeildatumError: neither the casus nor the call gives a peildatum.
        WorkflowNotFoundError: there is no such workflow.
        EngineNotFoundError: there is no such engine.
        EngineUnavailableError: a package the engine needs is not installed.
    """
    day = peildatum or casus.peildatum
    if day is None:
        raise MissingPeildatumError
    chosen = choose_engine(engine)
    casus = _fitting(casus, pack)
    route_of = _workflow(pack, workflow)
    rules = {rule.id: rule for rule in pack.in_force(day, afgeleid=afgeleid)}
    strata, program = compiled(chosen, pack, rules)
    firing = fire_all(program, strata, build_facts(casus, pack.kaart, day))
    context = Context(pack=pack, rules=rules, firing=firing)
    return Evaluation(
        casus=casus.id, peildatum=day, afgeleid=afgeleid, context=context, workflow=route_of, engine=chosen
    )


def _workflow(pack: RulePack, name: str | None) -> Workflow:
    wanted = name or pack.workflow
    if wanted is None:
        return NoWorkflow()
    if wanted is not None and wanted in pack.workflows:
        return DefinedWorkflow(pack.workflows[wanted])
    offered = plugin_workflow(wanted)
    if offered is None:
        raise WorkflowNotFoundError(name=wanted, known=[*pack.workflows, *plugin_workflow_names()])
    return offered


def _fitting(casus: Casus, pack: RulePack) -> Casus:
    """The casus, checked against this pack when it was read with another vocabulary."""
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


def account(
    context: Context, route: Route, engine: RuleEngine, day: dt.date, *, niveau: str = "casus", afgeleid: bool
) -> Verantwoording:
    """What was run: engine, packs, rules and names of facts."""
    firing, facts = context.firing, context.facts
    looked_at = {name for rule in context.rules.values() for name in rule.needs} | set(route.wacht_op)
    known = {name for name in looked_at if facts.get(name) is not None}
    derived = {**dict.fromkeys(facts.derived, ("netwerk",)), **firing.derived}
    return Verantwoording(
        bibliotheek=__version__,
        engine=engine.naam,
        engine_versie=engine.versie,
        pakketten=tuple(PakketStempel(pakket=s.pakket, versie=s.versie, hash=s.hash) for s in context.pack.stempels),
        workflow=route.workflow,
        workflow_versie=route.versie,
        peildatum=day,
        afgeleid=afgeleid,
        regels_bekeken=tuple(sorted(context.rules)),
        regels_gevuurd=tuple(_fired(context, firing)),
        regels_open=firing.open,
        buiten_geldigheid=tuple(_out_of_force(context.pack, day, niveau, afgeleid=afgeleid)),
        feiten_gebruikt=tuple(sorted(known)),
        feiten_onbekend=tuple(sorted(looked_at - known)),
        feiten_geweigerd=tuple(sorted(facts.refused)),
        feiten_afgeleid=tuple((name, derived[name]) for name in sorted(derived)),
        betwist=firing.disputed,
    )


def _fired(context: Context, firing: Firing) -> Iterator[RegelGevuurd]:
    who: dict[str, list[str]] = {}
    for hit in firing.hits:
        who.setdefault(hit.regel, []).extend([hit.wie] if hit.wie else [])
    for id_, ids in who.items():
        rule = context.rules[id_]
        yield RegelGevuurd(
            regel=id_, pakket=rule.pakket, wie=tuple(ids), sterkte=rule.sterkte, basis=rule.basis, bron=rule.bron
        )


def _out_of_force(pack: RulePack, day: dt.date, niveau: str, *, afgeleid: bool) -> Iterator[RegelBuitenGeldigheid]:
    rules = (r for r in pack.regels.values() if r.niveau == niveau and (afgeleid or r.basis != AFGELEID))
    return (RegelBuitenGeldigheid(regel=r.id, van=r.van, tot=r.tot) for r in rules if not r.valid_on(day))

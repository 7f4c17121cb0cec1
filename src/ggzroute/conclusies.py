"""What rules conclude on one peildatum, about a casus, an organisation or a region: fire first, decide when asked."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from ggzroute._version import __version__
from ggzroute.decide.adviezen import decide_adviezen, decide_signalen
from ggzroute.decide.conflicten import decide_conflicten
from ggzroute.decide.context import Context
from ggzroute.decide.vragen import decide_vragen
from ggzroute.domain.advies import Advies, ConflictGevonden, OpenVraag, Signaal
from ggzroute.domain.casus import Casus
from ggzroute.domain.contact import FEITEN
from ggzroute.domain.facts import build_facts
from ggzroute.domain.route import Route
from ggzroute.domain.verantwoording import PakketStempel, RegelBuitenGeldigheid, RegelGevuurd, Verantwoording
from ggzroute.engine.choosing import program
from ggzroute.engine.port import Firing, RuleEngine, fire_all
from ggzroute.rules.pack import RulePack
from ggzroute.workflow.port import Workflow

if TYPE_CHECKING:
    from ggzroute.explain.outcome import Uitleg


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Conclusies(ABC):
    """What was concluded. The rules have fired when this object exists.

    Each part is worked out when it is first asked for, from data that no longer changes, and is then kept.

    Attributes:
        niveau: ``casus``, ``organisatie`` or ``regio``: the level of the rules that took part.
        peildatum: the day that was looked at.
        afgeleid: whether our own readings took part.
        gegeven: the casus, or the facts of the profile, as they were given.
        context: the facts and the rules that fired; for this library itself.
        workflows: what walks the routes, the main one first; never empty.
        engine: what fired the rules.
    """

    niveau: str
    peildatum: dt.date
    afgeleid: bool
    gegeven: Casus
    context: Context
    workflows: tuple[Workflow, ...]
    engine: RuleEngine

    @cached_property
    def route(self) -> Route:
        """The main route, and where it waits."""
        return self._walk(self.workflows[0])

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Every route: the main one first, then those of the workflows beside it, in the order in which they came."""
        return (self.route, *(self._walk(workflow) for workflow in self.workflows[1:]))

    @cached_property
    def adviezen(self) -> tuple[Advies, ...]:
        """Advice for, against and forbidden, and contacts to make; the strongest first."""
        return decide_adviezen(self.context)

    @cached_property
    def signalen(self) -> tuple[Signaal, ...]:
        """What people should know."""
        return decide_signalen(self.context)

    @cached_property
    def conflicten(self) -> tuple[ConflictGevonden, ...]:
        """Sources that disagree about this."""
        return decide_conflicten(self.context)

    @cached_property
    def vragen(self) -> tuple[OpenVraag, ...]:
        """Open questions, the weightiest first."""
        return decide_vragen(self.context, self.routes)

    @cached_property
    def verantwoording(self) -> Verantwoording:
        """What was run, so that anyone can check it."""
        return _account(self)

    @property
    def gevuurd(self) -> frozenset[str]:
        """Ids of the rules that fired."""
        return frozenset(hit.regel for hit in self.context.firing.hits)

    def why(self, what: str | Mapping[str, Any]) -> Uitleg:
        """Why something came out: the rules behind it, line by line and down to the facts, with their sources.

        Args:
            what: the id of a rule (``RG-009``), ``route``, ``regie``, ``maatje``, an outcome by its kind and name
                (``regie:ggz``, ``advies:bellen``, ``signaal:rust``), or a test as in the file of a casus.

        Raises:
            RuleNotFoundError: the pack has no such rule.
            UnknownQuestionError: this is no rule and no outcome.
        """
        from ggzroute.explain.outcome import explain  # noqa: PLC0415 - explanations are made when asked for

        return explain(self, what, change=False)

    def why_not(self, what: str | Mapping[str, Any]) -> Uitleg:
        """Why something did not come out: what stopped each rule, and the smallest change with which it would.

        Args:
            what: as for :meth:`why`.

        Raises:
            RuleNotFoundError: the pack has no such rule.
            UnknownQuestionError: this is no rule and no outcome.
        """
        from ggzroute.explain.outcome import explain  # noqa: PLC0415 - explanations are made when asked for

        return explain(self, what, change=True)

    def _walk(self, workflow: Workflow) -> Route:
        return workflow.walk(self.context.facts, self.context.pack.vocabulary)

    @abstractmethod
    def again(self, gegeven: Casus) -> Conclusies:
        """The same evaluation of another casus: same pack, peildatum, engine and workflows."""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Everything as plain JSON types; the same input gives the same dict."""


def fire(
    casus: Casus, pack: RulePack, day: dt.date, engine: RuleEngine, *, niveau: str = "casus", afgeleid: bool
) -> Context:
    """Fire the rules of one level that are in force on ``day``."""
    selection = pack.selection(day, niveau=niveau, afgeleid=afgeleid)
    firing = fire_all(program(engine, selection), selection.deriving, build_facts(casus, pack.kaart, day))
    return Context(pack=pack, rules=selection.rules, firing=firing)


def _account(found: Conclusies) -> Verantwoording:
    """What was run: engine, packs, rules and names of facts."""
    context, routes, engine = found.context, found.routes, found.engine
    firing, facts = context.firing, context.facts
    selection = context.pack.selection(found.peildatum, niveau=found.niveau, afgeleid=found.afgeleid)
    looked_at = set(selection.needs)
    looked_at |= {name for route in routes for name in route.wacht_op}
    looked_at |= _weighed(context.pack, found.niveau)
    looked_at |= {name for name in FEITEN if found.niveau == "casus" and name in context.pack.vocabulary}
    known = {name for name in looked_at if facts.get(name) is not None}
    derived = {**dict.fromkeys(facts.derived, ("netwerk",)), **firing.derived}
    return Verantwoording(
        bibliotheek=__version__,
        engine=engine.naam,
        engine_versie=engine.versie,
        pakketten=tuple(PakketStempel(pakket=s.pakket, versie=s.versie, hash=s.hash) for s in context.pack.stempels),
        workflow=routes[0].workflow,
        workflow_versie=routes[0].versie,
        workflows=tuple((route.workflow, route.versie) for route in routes),
        peildatum=found.peildatum,
        afgeleid=found.afgeleid,
        regels_bekeken=selection.ids,
        regels_gevuurd=tuple(_fired(context, firing)),
        regels_open=firing.open,
        buiten_geldigheid=tuple(
            RegelBuitenGeldigheid(regel=rule.id, van=rule.van, tot=rule.tot) for rule in selection.out_of_force
        ),
        feiten_gebruikt=tuple(sorted(known)),
        feiten_onbekend=tuple(sorted(looked_at - known)),
        feiten_geweigerd=tuple(sorted(facts.refused)),
        feiten_afgeleid=tuple((name, derived[name]) for name in sorted(derived)),
        betwist=firing.disputed,
    )


def _weighed(pack: RulePack, niveau: str) -> set[str]:
    """Facts that decide whether a conflict comes out; those about a person play no part in a profile.

    Gates and interventions are about a person, and play none in it either.
    """
    names = {name for conflict in pack.conflicten for name in conflict.needs if name in pack.vocabulary}
    if niveau == "casus":
        names |= {name for gate in pack.poorten.values() for name in gate.needs}
        names |= {name for intervention in pack.interventies.values() for name in intervention.needs}
    return {name for name in names if niveau == "casus" or pack.vocabulary[name].niveau != "casus"}


def _fired(context: Context, firing: Firing) -> Iterator[RegelGevuurd]:
    who: dict[str, list[str]] = {}
    for hit in firing.hits:
        who.setdefault(hit.regel, []).extend([hit.wie] if hit.wie else [])
    for id_, ids in who.items():
        rule = context.rules[id_]
        yield RegelGevuurd(
            regel=id_, pakket=rule.pakket, wie=tuple(ids), sterkte=rule.sterkte, basis=rule.basis, bron=rule.bron
        )

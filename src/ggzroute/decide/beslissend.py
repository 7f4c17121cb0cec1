"""Which unknown facts can still change what binds: route, regie, maatje, an interruption, or a binding advice.

A rule counts only while it can still make a difference: a proposal with a lower rank than a certain one cannot, nor can
a weaker word about a maatje, nor an advice that was given already. What no such rule waits for is not worth asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import attrs

from ggzroute.decide.context import Context
from ggzroute.decide.maatje import decide_maatje
from ggzroute.decide.regie import decide_regie, grounds
from ggzroute.domain.advies import MaatjeAdvies, Regie
from ggzroute.domain.facts import Facts
from ggzroute.domain.route import Route
from ggzroute.rules.conclusions import (
    Adviseer,
    Conclusion,
    Contact,
    GeenRegievoerder,
    KandidaatRegievoerder,
    LeidAf,
    MaatjeNodig,
    OnderbreekRoute,
    Richting,
    StelRegiekeuzeUit,
    Wie,
)
from ggzroute.rules.conditions import fact_name
from ggzroute.rules.model import Rule
from ggzroute.rules.settled import holding_up

BINDEND: Final = ("verplicht", "verboden")
"""Strengths of an advice that binds."""
_WHO: Final = (("regie.aanwezig", "regie"), ("regie.regievoerder", "regie"), ("maatje.aanwezig", "maatje"))
"""Facts that say whether somebody has a role, and the outcome that hangs on it whatever the rules say."""
_SAYS_WHOM: Final = {Wie.SOORT: "persoon.subregio", Wie.ROL: "vraag.ontvanger"}
MAIN: Final = "route"
"""What the main route is called among outcomes, and among the causes of a question; one beside it is ``route:name``."""
_STANDS: Final = ("open", "nagaan", "wenselijk", "regelen", "niet_toewijzen", "aanwezig")


def waited_for(routes: Sequence[Route]) -> Iterator[tuple[str, str]]:
    """Each fact that a route waits for, with what to call that route; the others by name, whatever their order."""
    main, *others = routes
    yield from ((fact, MAIN) for fact in main.wacht_op)
    for route in sorted(others, key=lambda route: route.workflow):
        yield from ((fact, f"{MAIN}:{route.workflow}") for fact in route.wacht_op)


def deciding_facts(context: Context, routes: Sequence[Route]) -> dict[str, frozenset[str]]:
    """Unknown fact to the outcomes that hang on it; facts that can change nothing that binds are absent.

    Outcomes are ``route``, ``route:<workflow>`` for a route beside the main one, ``regie``, ``maatje``,
    ``onderbreking:<handeling>``, ``advies:<handeling>`` (for, against or forbidden) and ``contact``.
    """
    return _Search(context, routes).run()


class _Search:
    def __init__(self, context: Context, routes: Sequence[Route]) -> None:
        self.context = context
        self.facts = _without_derived(context)
        self.routes = routes
        self.regie: Regie = decide_regie(context, routes[0])
        self.maatje: MaatjeAdvies = decide_maatje(context)
        self.fired = {hit.regel for hit in context.firing.hits}
        self.found: dict[str, set[str]] = {}
        self.waiting: dict[str, frozenset[str]] = {}

    def run(self) -> dict[str, frozenset[str]]:
        for fact, route in waited_for(self.routes):
            if self._askable(fact):
                self._note([fact], route)
        for rule in self.context.rules.values():
            outcomes = list(self._outcomes(rule))
            if outcomes:
                waiting = self._waiting(rule)
                for outcome in outcomes:
                    self._note(waiting, outcome)
                self._note(self._where(rule), "regie")
        for fact, outcome in _WHO:
            if self._askable(fact) and self._says_who(fact):
                self._note([fact], outcome)
        for fact in self._ends():
            self._note([fact], "regie")
        self._derived()
        return {fact: frozenset(outcomes) for fact, outcomes in self.found.items()}

    def _note(self, facts: Iterable[str], outcome: str) -> None:
        for fact in facts:
            self.found.setdefault(fact, set()).add(outcome)

    def _askable(self, fact: str) -> bool:
        begrip = self.context.pack.vocabulary.get(fact)
        facts = self.facts
        return (
            begrip is not None
            and begrip.afleiding != "netwerk"
            and fact not in facts.refused
            and fact not in facts.values
        )

    def _outcomes(self, rule: Rule) -> Iterator[str]:
        for conclusion in rule.dan:
            outcome = self._outcome(rule, conclusion)
            if outcome is not None:
                yield outcome

    def _outcome(self, rule: Rule, conclusion: Conclusion) -> str | None:
        """The outcome that a rule can still change, or ``None``."""
        match conclusion:
            case KandidaatRegievoerder(rang=rang):
                return "regie" if self._regie_open() and rang >= self._floor else None
            case GeenRegievoerder() | StelRegiekeuzeUit():
                return "regie" if self._regie_open() else None
            case MaatjeNodig(stand=stand):
                return "maatje" if self._matters(rule, stand.value) else None
            case OnderbreekRoute(handeling=handeling):
                return f"onderbreking:{handeling}"
            case Adviseer(handeling=handeling) if rule.sterkte in BINDEND:
                return None if self._said(rule, conclusion) else f"advies:{handeling}"
            case Contact() if rule.sterkte in BINDEND:
                return "contact"
        return None

    def _matters(self, rule: Rule, stand: str) -> bool:
        """Whether a rule can still change what is said of a maatje: by a stronger word, or by taking back its own."""
        now = self.maatje.stand
        return _STANDS.index(stand) > _STANDS.index(now) or (stand == now and rule.id in self.fired)

    def _says_who(self, fact: str) -> bool:
        """Whether a fact about who has a role still says something: once somebody has it, who else does not matter."""
        if fact == "regie.regievoerder":
            return self.context.facts.get("regie.aanwezig") != "nee" and not self.context.holders()
        return True

    def _where(self, rule: Rule) -> Iterator[str]:
        """Facts that say whom a proposal means, when it names a role or a kind."""
        if rule.id in self.fired or self._waiting(rule):
            for conclusion in rule.dan:
                if isinstance(conclusion, KandidaatRegievoerder) and self._outcome(rule, conclusion):
                    fact = _SAYS_WHOM.get(conclusion.wie.wie)
                    if fact is not None and self._askable(fact):
                        yield fact

    def _regie_open(self) -> bool:
        return self.regie.status not in ("aanwezig", "meer_dan_een", "niet_nodig")

    @cached_property
    def _floor(self) -> int:
        """The rank below which a proposal can no longer come out first: that of the best whom nothing can exclude."""
        return max((k.rang for k in self.regie.kandidaten), default=0) if not self._exclusions_open else 0

    @cached_property
    def _exclusions_open(self) -> bool:
        excluding = (
            rule
            for rule in self.context.rules.values()
            if rule.id not in self.fired and any(isinstance(c, GeenRegievoerder) for c in rule.dan)
        )
        return any(self._waiting(rule) for rule in excluding)

    def _waiting(self, rule: Rule) -> frozenset[str]:
        """What can still change whether a rule fires; worked out once."""
        if rule.id not in self.waiting:
            self.waiting[rule.id] = holding_up(rule.als, self.facts, self._askable)
        return self.waiting[rule.id]

    def _said(self, rule: Rule, conclusion: Adviseer) -> bool:
        """Whether another rule has said the same with the same force already, for certain."""
        same = self._advised.get((conclusion.handeling, conclusion.richting), ())
        return any(o.id != rule.id and o.sterkte in BINDEND and not self._waiting(o) for o in same)

    @cached_property
    def _advised(self) -> Mapping[tuple[str, Richting], list[Rule]]:
        """What is advised, and in which direction, to the rules that do."""
        found: dict[tuple[str, Richting], list[Rule]] = {}
        for rule, _, said in self.context.concluded(Adviseer):
            found.setdefault((said.handeling, said.richting), []).append(rule)
        return found

    def _ends(self) -> Iterator[str]:
        """Facts on which it hangs whether the end of a regie has come."""
        for holder in self.regie.huidig:
            node = self.context.node(holder.wie)
            if node is not None:
                for rule, zolang, _ in grounds(self.context, node):
                    yield from holding_up(zolang, self.facts, self._askable)
                    yield from self._waiting(rule)

    def _derived(self) -> None:
        """What would derive a fact on which something hangs, matters as much as that fact."""
        by_fact: dict[str, list[Rule]] = {}
        for rule in self.context.rules.values():
            for conclusion in rule.dan:
                if isinstance(conclusion, LeidAf):
                    by_fact.setdefault(conclusion.feit, []).append(rule)
        todo = [fact for fact in self.found if fact in by_fact]
        seen: set[str] = set()
        while todo:
            fact = todo.pop()
            if fact in seen:
                continue
            seen.add(fact)
            for rule in by_fact[fact]:
                for other in self._waiting(rule):
                    self.found.setdefault(other, set()).update(self.found[fact])
                    if other in by_fact:
                        todo.append(other)


def _without_derived(context: Context) -> Facts:
    """The facts without what rules derived: what people say goes before that, so it can still be asked."""
    derived = context.firing.derived
    kept = {name: value for name, value in context.facts.values.items() if fact_name(name) not in derived}
    return attrs.evolve(context.facts, values=kept)

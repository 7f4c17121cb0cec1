"""Whether conditions can hold together: a search over the states of terms that proves it when they cannot.

The search sees a casus a little too freely: what follows from the network is a fact that can be anything, and a row of
an open table stands apart from its key. So what it cannot bring together, no casus can; what it can bring together is a
plan for a casus, which must still be made and evaluated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from ggzroute.analysis.formula import And, Formula, Goal, In, Mode, Network, Or, checks_in, conjunction
from ggzroute.analysis.formula import formula as to_formula
from ggzroute.analysis.states import States, states_of, value_in
from ggzroute.domain.facts import INVENTARIS
from ggzroute.domain.netwerk import KENMERKEN, SOCIAAL
from ggzroute.rules.conditions import All, Check, Condition, Count, Reach, Term, Test
from ggzroute.rules.conditions import In as OneOf
from ggzroute.vocabulary import JA, NEE, Soort, Type, Vocabulary

BUDGET: Final = 4_000
"""At most so many steps of one search."""


@attrs.frozen(kw_only=True, eq=False)
class Person:
    """Somebody who must be there: attributes, and relations over which the hulpvrager can reach them."""

    values: dict[str, Any]
    reach: tuple[tuple[Reach, bool], ...] = ()
    times: int = 1


@attrs.frozen(kw_only=True, eq=False)
class Plan:
    """What a casus needs for the conditions to be as asked.

    Attributes:
        facts: term to value; a term that is left out stays unknown.
        people: who must be there.
        closed: whether nobody else may be there.
    """

    facts: dict[Term, Any]
    people: tuple[Person, ...]
    closed: bool


@attrs.define
class Solver:
    """Searches plans on one day.

    Attributes:
        vocabulary: the facts.
        day: the peildatum.
        exact: whether every "no" so far is a proof; once a term was met whose states are not all known it is not.
        cut: whether a search was broken off, so that it proved nothing.
    """

    vocabulary: Vocabulary
    day: dt.date
    exact: bool = True
    cut: bool = False

    def possible(self, goals: Sequence[Goal]) -> bool:
        """Whether there is a plan, or may be because the search was broken off."""
        self.cut = False
        return next(self.plans(goals), None) is not None or self.cut

    def plans(self, goals: Sequence[Goal]) -> Iterator[Plan]:
        """Plans with which every condition is as asked, one for each way to choose."""
        return _Search(self, [condition for condition, _ in goals]).run(goals)


class _Search:
    """One search: the states of every term that the conditions name, and the choices made."""

    def __init__(self, solver: Solver, conditions: Sequence[Condition]) -> None:
        self.solver = solver
        tests: dict[Term, dict[Test, None]] = {}
        for check in checks_in(conditions):
            tests.setdefault(check.term, {})[check.test] = None
        self.inventaris = _inventaris(solver.vocabulary)
        tests.setdefault(self.inventaris.term, {})[self.inventaris.test] = None
        self.states: dict[Term, States] = {
            term: states_of(term, list(named), solver.day) for term, named in tests.items()
        }
        self.steps = 0

    def run(self, goals: Sequence[Goal]) -> Iterator[Plan]:
        whole = conjunction([self.formula(condition, mode) for condition, mode in goals])
        for masks, network in self.models([whole], {}, ()):
            plan = self.plan(masks, network)
            if plan is not None:
                yield plan
        self.note()

    def note(self) -> None:
        """Tell the solver how far the search went."""
        self.solver.cut = self.solver.cut or self.steps > BUDGET
        self.solver.exact = self.solver.exact and all(states.exact for states in self.states.values())

    def formula(self, condition: Condition, mode: Mode) -> Formula:
        return to_formula(condition, mode, self.mask, lambda term: self.states[term].full)

    def mask(self, check: Check, mode: Mode) -> int:
        states = self.states[check.term]
        found = states.mask(check.test, want=mode in (Mode.TRUE, Mode.NOT_TRUE), day=self.solver.day)
        return found if mode in (Mode.TRUE, Mode.FALSE) else states.full & ~found

    # ---- choosing states

    def models(
        self, todo: Sequence[Formula], masks: dict[Term, int], network: tuple[Network, ...]
    ) -> Iterator[tuple[dict[Term, int], tuple[Network, ...]]]:
        """Every choice with which the formulas hold; a choice that leads nowhere is left early."""
        self.steps += 1
        if self.steps > BUDGET:
            return
        masks = dict(masks)
        ors: list[Or] = []
        stack = list(todo)
        while stack:
            part = stack.pop()
            match part:
                case In(term, mask):
                    masks[term] = masks.get(term, self.states[term].full) & mask
                    if not masks[term]:
                        return
                case And(parts):
                    stack += parts
                case Network():
                    if any(part.leaf == other.leaf and part.mode in _NEVER_WITH[other.mode] for other in network):
                        return
                    if part not in network:
                        network = (*network, part)
                        stack += self.needs_closed(part)
                case Or():
                    ors.append(part)
        open_: list[tuple[Or, list[Formula]]] = []
        for choice in ors:
            if any(self.holds(part, masks, network) for part in choice.parts):
                continue
            left = [part for part in choice.parts if self.viable(part, masks)]
            if not left:
                return
            open_.append((choice, left))
        if not open_:
            if self.people_fit(network):
                yield masks, network
            return
        if not self.people_fit(network):
            return
        first = min(open_, key=lambda pair: len(pair[1]))
        rest: list[Formula] = [choice for choice, _ in open_ if choice is not first[0]]
        for part in first[1]:
            yield from self.models([*rest, part], masks, network)

    def holds(self, part: Formula, masks: dict[Term, int], network: tuple[Network, ...]) -> bool:
        match part:
            case In(term, mask):
                return not masks.get(term, self.states[term].full) & ~mask
            case And(parts):
                return all(self.holds(inner, masks, network) for inner in parts)
            case Or(parts):
                return any(self.holds(inner, masks, network) for inner in parts)
            case Network():
                return part in network

    def viable(self, part: Formula, masks: dict[Term, int]) -> bool:
        match part:
            case In(term, mask):
                return bool(masks.get(term, self.states[term].full) & mask)
            case And(parts):
                return all(self.viable(inner, masks) for inner in parts)
            case Or(parts):
                return any(self.viable(inner, masks) for inner in parts)
            case Network():
                return True

    # ---- the network

    def needs_closed(self, part: Network) -> list[Formula]:
        """That somebody is not there is certain only when the network is complete."""
        closed = In(self.inventaris.term, self.mask(self.inventaris, Mode.TRUE))
        leaf, mode = part.leaf, part.mode
        if isinstance(leaf, Reach):
            return [closed] if mode is Mode.FALSE else []
        upper, lower = leaf.high is not None, leaf.low is not None
        if (mode is Mode.TRUE and upper) or (mode is Mode.FALSE and lower and not upper):
            return [closed]
        return []

    def people_fit(self, network: Sequence[Network]) -> bool:
        return self.people(network) is not None

    def people(self, network: Sequence[Network]) -> tuple[Person, ...] | None:
        """Who must be there; ``None`` when nobody can be as asked."""
        absent = [goal for part in network for goal in _absent(part)]
        found = []
        for part in network:
            times = _present(part)
            if times:
                assert isinstance(part.leaf, Count)  # noqa: S101 - only a count asks for people
                person = self.person([(part.leaf.pattern, Mode.TRUE), *absent], times)
                if person is None:
                    return None
                found.append(person)
        return tuple(found)

    def person(self, goals: Sequence[Goal], times: int) -> Person | None:
        goals = [*goals, (_outside_kring(), Mode.NOT_TRUE)]
        inner = _Search(self.solver, [condition for condition, _ in goals])
        whole = conjunction([inner.formula(condition, mode) for condition, mode in goals])
        for masks, network in inner.models([whole], {}, ()):
            values = {
                term.name: value_in(inner.states[term], mask)
                for term, mask in masks.items()
                if term.node and not mask & 1
            }
            reach = tuple(
                (part.leaf, part.mode is Mode.TRUE)
                for part in network
                if isinstance(part.leaf, Reach) and part.mode in (Mode.TRUE, Mode.FALSE)
            )
            return Person(values=values, reach=reach, times=times)
        inner.note()
        return None

    def plan(self, masks: dict[Term, int], network: Sequence[Network]) -> Plan | None:
        people = self.people(network)
        if people is None:
            return None
        facts = {term: value_in(self.states[term], mask) for term, mask in masks.items()}
        closed = not masks.get(self.inventaris.term, 1) & 1
        return Plan(facts=facts, people=people, closed=closed)


_NEVER_WITH: Final = {
    Mode.TRUE: {Mode.FALSE, Mode.NOT_TRUE},
    Mode.FALSE: {Mode.TRUE, Mode.NOT_FALSE},
    Mode.NOT_TRUE: {Mode.TRUE},
    Mode.NOT_FALSE: {Mode.FALSE},
}
"""What can never be asked of one leaf together."""


def _present(part: Network) -> int:
    """How many people must be there for something of the network."""
    if not isinstance(part.leaf, Count):
        return 0
    if part.mode is Mode.TRUE:
        return part.leaf.low or 0
    if part.mode is Mode.FALSE and part.leaf.low is None and part.leaf.high is not None:
        return part.leaf.high + 1
    return 0


def _absent(part: Network) -> Iterator[Goal]:
    """What everybody who is there must be like."""
    leaf = part.leaf
    if not isinstance(leaf, Count):
        return
    nobody = leaf.low is None and leaf.high == 0
    somebody = leaf.low == 1 and leaf.high is None
    if (nobody and part.mode is Mode.TRUE) or (somebody and part.mode is Mode.FALSE):
        yield leaf.pattern, Mode.FALSE
    elif (nobody and part.mode is Mode.NOT_FALSE) or (somebody and part.mode is Mode.NOT_TRUE):
        yield leaf.pattern, Mode.NOT_TRUE


def _outside_kring() -> Condition:
    """Somebody who holds the regie and does not come from the professional kring: no casus may say so."""
    holds = Term(name="regievoerder", type=Type(soort=Soort.JA_NEE, waarden={JA: JA, NEE: NEE}), node=True)
    kring = Term(name="kring", type=Type(soort=Soort.KEUZE, waarden={k: k for k in KENMERKEN["kring"]}), node=True)
    return All((Check(holds, OneOf(frozenset({JA}))), Check(kring, OneOf(frozenset({SOCIAAL})))))


def _inventaris(vocabulary: Vocabulary) -> Check:
    known = vocabulary.get(INVENTARIS)
    kind = known.type if known is not None else Type(soort=Soort.JA_NEE, waarden={JA: JA, NEE: NEE})
    return Check(Term(name=INVENTARIS, type=kind), OneOf(frozenset({JA})))

"""The smallest change of a casus with which a rule fires: searched, not guessed, and checked by evaluating.

A change sets one fact, sets one attribute of a betrokkene, adds one betrokkene, or sets one relation. A condition is
taken apart into alternatives; in each of them every fact stands by itself, so that it costs one change or none, and
what the network decides is searched with growing depth. No set that is found can do without one of its changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

import attrs

from ggzroute.analysis.contact_moves import contact_moves
from ggzroute.analysis.edits import BETROKKENE, FEIT, Data, Wijziging, relation
from ggzroute.analysis.literals import LIMIT, Literal, alternatives
from ggzroute.analysis.moves import (
    ROLE_FACT,
    ROLE_RELATION,
    joint,
    network_moves,
    newcomer,
    node_moves,
    room_for,
    values_for,
)
from ggzroute.analysis.values import UNKNOWN, choose_value
from ggzroute.domain.casus import Casus
from ggzroute.domain.contact import AFGELEID
from ggzroute.domain.encode import plain
from ggzroute.domain.facts import INVENTARIS, Facts, build_facts
from ggzroute.exceptions import CasusError
from ggzroute.rules.conclusions import LeidAf
from ggzroute.rules.conditions import Check, Condition, Count, Known, walk
from ggzroute.rules.logic import passes, truth
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack

DEPTH: Final = 6
"""At most so many changes of the network are tried together."""
BUDGET: Final = 2_500
"""At most so many casussen are tried in one search."""
MISSES: Final = 12
"""After so many changes with which the condition holds and the goal is still not reached, the search gives up."""

_MOST_LEFT_OUT: Final = 8
"""Of a larger set than this, only smaller parts are tried."""

_NETWORK_FACTS: Final = frozenset(
    {INVENTARIS, "regie.aanwezig", "regie.regievoerder", "maatje.aanwezig", "persoon.vertrouwt"}
)
"""Facts that are given, but also follow from the network or decide how it is read."""

Goal = Callable[[Casus], bool]


@attrs.frozen(kw_only=True)
class KleinsteWijziging:
    """The smallest set of changes that was found.

    Attributes:
        wijzigingen: the changes; together they are enough, and none can be left out.
        volledig: whether everything was searched, so that no smaller set exists.
    """

    wijzigingen: tuple[Wijziging, ...]
    volledig: bool

    def apply(self, data: Data) -> dict[str, Any]:
        """The casus with all changes."""
        changed = dict(data)
        for change in self.wijzigingen:
            changed = change.apply(changed)
        return changed

    def to_dict(self) -> dict[str, Any]:
        """The changes as plain JSON types."""
        return {"wijzigingen": [w.to_dict() for w in self.wijzigingen], "volledig": self.volledig}


def smallest_change(
    condition: Condition, casus: Casus, pack: RulePack, goal: Goal, *, rules: Iterable[Rule] = (), below: int = 99
) -> KleinsteWijziging | None:
    """The smallest change of ``casus`` with which ``condition`` holds and ``goal`` is reached.

    Args:
        condition: what must come to hold.
        casus: the casus, with a peildatum.
        pack: gives the vocabulary and the sociale kaart.
        goal: decides on a changed casus, by evaluating it.
        rules: the rules that take part; what they derive counts too.
        below: only sets with fewer changes than this.

    Returns:
        The changes, or ``None`` when there are none, or none that are few enough.
    """
    return _Search(condition, casus, pack, goal, [rule for rule in rules if rule.derives]).run(below)


class _Search:
    """One search. What it tries is counted; a search that was cut short is not complete."""

    def __init__(
        self, condition: Condition, casus: Casus, pack: RulePack, goal: Goal, deriving: Sequence[Rule]
    ) -> None:
        self.condition = condition
        self.pack = pack
        self.goal = goal
        self.deriving = deriving
        self.start = casus.to_dict()
        self.tried = 0
        self.missed = 0
        self.complete = True

    def run(self, below: int) -> KleinsteWijziging | None:
        plans = []
        options = [other for literals in alternatives(self.condition, want=True) for other in self._derivable(literals)]
        self.complete = len(options) < LIMIT
        for literals in options:
            plan = self._plan(literals)
            if plan is not None:
                plans.append(plan)
        plans.sort(key=lambda plan: (plan.least, sum(change.naar is None for change in plan.changes)))
        best: KleinsteWijziging | None = None
        for plan in plans:
            if plan.least >= below or (best is not None and plan.least >= len(best.wijzigingen)):
                break
            limit = min(below, len(best.wijzigingen) if best else below) - 1
            for depth in range(plan.least - len(plan.changes), min(DEPTH, limit - len(plan.changes)) + 1):
                found = self._deepen(plan, plan.data, (), depth)
                if found is not None:
                    best = KleinsteWijziging(wijzigingen=_merged((*plan.changes, *found)), volledig=True)
                    break
        return attrs.evolve(self._sparest(best), volledig=self.complete) if best else None

    def _sparest(self, found: KleinsteWijziging) -> KleinsteWijziging:
        """The fewest of the changes found that are enough: facts of one way may open another way by themselves."""
        for size in range(1, min(len(found.wijzigingen), _MOST_LEFT_OUT)):
            for some in combinations(found.wijzigingen, size):
                fewer = attrs.evolve(found, wijzigingen=some)
                if self._reached(fewer.apply(self.start)):
                    return fewer
        return found

    def _derivable(self, literals: Sequence[Literal]) -> Iterator[tuple[Literal, ...]]:
        """The literals as they are, and with what a rule derives replaced by the condition of that rule."""
        yield tuple(literals)
        for rule in self.deriving:
            for conclusion in rule.dan:
                if not isinstance(conclusion, LeidAf) or conclusion.feit in self.start.get("feiten", {}):
                    continue
                about = [
                    lit for lit in literals if isinstance(lit.leaf, Check) and lit.leaf.term.name == conclusion.feit
                ]
                if about and all(_derives(lit, conclusion) for lit in about):
                    rest = [lit for lit in literals if lit not in about]
                    for others in alternatives(rule.als, want=True):
                        yield (*rest, *others)

    def _plan(self, literals: Sequence[Literal]) -> _Plan | None:
        """Settle the facts that stand by themselves; what is left is for the search."""
        facts = self._facts(self.start)
        if facts is None:
            return None
        groups: dict[str, list[Literal]] = {}
        rest: list[Literal] = []
        for literal in literals:
            if isinstance(literal.leaf, Check) and self._stands_alone(literal.leaf):
                groups.setdefault(literal.leaf.term.name, []).append(literal)
            else:
                rest.append(literal)
        changes = []
        for name, group in groups.items():
            if all(_holds(literal, facts) for literal in group):
                continue
            change = self._settle(name, group, facts, self.start)
            if change is None:
                return None
            changes.append(change)
        data: dict[str, Any] = dict(self.start)
        for change in changes:
            data = change.apply(data)
        after = self._facts(data)
        self.complete = self.complete and not (self.deriving and after is not None and not _all_hold(groups, after))
        if after is None or not all(_holds(literal, after) for group in groups.values() for literal in group):
            return None
        waiting = any(not _holds(literal, after) for literal in rest)
        return _Plan(literals=tuple(literals), changes=tuple(changes), data=data, least=len(changes) + waiting)

    def _stands_alone(self, check: Check) -> bool:
        term = check.term
        return term.key is None and term.name not in _NETWORK_FACTS and not self._from_network(term.name)

    def _from_network(self, name: str) -> bool:
        return self.pack.vocabulary[name].afleiding == "netwerk" or name in (
            "netwerk.betrokken_organisaties",
            "netwerk.eerder_betrokken",
        )

    def _facts(self, data: Data) -> Facts | None:
        """What is known in a changed casus; ``None`` when it is no right casus."""
        self.tried += 1
        try:
            casus = Casus.from_dict(data, vocabulary=self.pack.vocabulary)
        except CasusError:
            return None
        assert casus.peildatum is not None  # noqa: S101 - the caller gives one
        return self._with_derived(build_facts(casus, self.pack.kaart, casus.peildatum))

    def _with_derived(self, given: Facts) -> Facts:
        """The facts with what the rules derive from them, and from what they derived."""
        facts = given
        for _ in self.deriving:
            found = {
                conclusion.feit: conclusion.waarde
                for rule in self.deriving
                if truth(rule.als, facts) is True
                for conclusion in rule.dan
                if isinstance(conclusion, LeidAf)
            }
            further = given.with_derived(found)
            if further.values == facts.values:
                break
            facts = further
        return facts

    def _reached(self, data: Data) -> bool:
        try:
            casus = Casus.from_dict(data, vocabulary=self.pack.vocabulary)
        except CasusError:
            return False
        return self.goal(casus)

    def _deepen(
        self, plan: _Plan, data: dict[str, Any], done: tuple[Wijziging, ...], depth: int
    ) -> tuple[Wijziging, ...] | None:
        """Changes of the network, exactly ``depth`` of them, with which the alternative holds."""
        if self.tried > BUDGET or self.missed > MISSES:
            self.complete = False
            return None
        facts = self._facts(data)
        if facts is None:
            return None
        open_ = [literal for literal in plan.literals if not _holds(literal, facts)]
        if not open_:
            if depth == 0 and self._reached(data):
                return done
            self.missed += depth == 0
            return None
        settled = {change.adres for change in plan.changes}
        used = {change.adres for change in done}
        for change in self._options(open_[0], open_[1:], facts, data):
            cost = 0 if change.adres in settled else 1
            if change.adres in used or cost > depth:
                continue
            found = self._deepen(plan, change.apply(data), (*done, change), depth - cost)
            if found is not None:
                return found
        return None

    # ---- changes that bring one literal nearer

    def _options(self, literal: Literal, others: Sequence[Literal], facts: Facts, data: Data) -> Iterator[Wijziging]:
        leaf = literal.leaf
        if isinstance(leaf, Check):
            yield from self._fact_options(leaf, [literal, *_same_fact(leaf, others)], facts, data)
        elif isinstance(leaf, Count):
            yield from self._count_options(leaf, literal.want, others, facts, data)

    def _fact_options(self, leaf: Check, group: list[Literal], facts: Facts, data: Data) -> Iterator[Wijziging]:
        term = leaf.term
        if term.key:
            yield from self._table_options(leaf, group, facts)
            return
        if term.name in AFGELEID:
            tests = [(lit.leaf.test, lit.want) for lit in group if isinstance(lit.leaf, Check)]
            yield from contact_moves(term.name, choose_value(term, tests, facts.peildatum), facts)
            return
        if self._from_network(term.name):
            yield from network_moves(term.name, facts)
        if self.pack.vocabulary[term.name].afleiding == "netwerk":
            return
        change = self._settle(term.name, group, facts, data)
        if change is not None:
            yield change
        for role, kind in ROLE_RELATION.items():
            if term.name == ROLE_FACT[role]:
                yield from (relation(node["id"], kind, holds=node.get(role) != "ja") for node in facts.nodes)
        if term.name == "regie.aanwezig" and "regie.regievoerder" in data.get("feiten", {}):
            yield Wijziging(soort=FEIT, plek="regie.regievoerder")

    def _table_options(self, leaf: Check, group: list[Literal], facts: Facts) -> Iterator[Wijziging]:
        """Another key that is in the table already, or another row under the key."""
        term = leaf.term
        assert term.key is not None  # noqa: S101 - the caller looked
        table, key = facts.get(term.name), facts.get(term.key)
        rows: Mapping[str, Any] = table if isinstance(table, Mapping) else {}
        key_fact, _, field = term.key.rpartition(".") if term.key.count(".") > 1 else (term.key, "", "")
        for name in [*rows, *([] if key else ["plaats_a"])]:
            if name != key:
                whole = facts.get(key_fact)
                new = {**(whole if isinstance(whole, Mapping) else {}), field: name} if field else name
                yield Wijziging(soort=FEIT, plek=key_fact, naar=plain(new))
        if isinstance(key, str):
            value = choose_value(
                term, [(lit.leaf.test, lit.want) for lit in group if isinstance(lit.leaf, Check)], facts.peildatum
            )
            if value is not None and value is not UNKNOWN:
                old = rows.get(key)
                row = {**(old if isinstance(old, Mapping) else {}), term.field: value} if term.field else value
                yield Wijziging(soort=FEIT, plek=term.name, naar=plain({**rows, key: row}))

    def _settle(self, name: str, group: Sequence[Literal], facts: Facts, data: Data) -> Wijziging | None:
        """One new value for a fact with which every literal about it holds."""
        for value in values_for(group, facts):
            change = Wijziging(soort=FEIT, plek=name, naar=None if value is UNKNOWN else plain(value))
            after = self._facts(change.apply(data))
            if after is not None and all(_holds(literal, after) for literal in group):
                return change
        return None

    def _count_options(
        self, count: Count, want: bool, others: Sequence[Literal], facts: Facts, data: Data
    ) -> Iterator[Wijziging]:
        more = count.low is not None if want else count.high is not None
        fewer = count.high is not None if want else count.low is not None
        if more:
            asked = {part.term.name for part in walk(count.pattern) if isinstance(part, Check) and part.term.node}
            yield from room_for(asked, facts)
            for node in facts.nodes:
                yield from node_moves(node, count.pattern, facts, want=True)
            yield from self._newcomers(count.pattern, others, facts, data)
        if fewer:
            if not facts.closed:
                yield Wijziging(soort=FEIT, plek=INVENTARIS, naar="ja")
            for node in facts.nodes:
                if truth(count.pattern, facts, node) is not False:
                    yield from node_moves(node, count.pattern, facts, want=False)

    def _newcomers(
        self, pattern: Condition, others: Sequence[Literal], facts: Facts, data: Data
    ) -> Iterator[Wijziging]:
        """Somebody new who matches the pattern, and if that can be, the other patterns that ask for somebody too."""
        wanted = [o.leaf.pattern for o in others if isinstance(o.leaf, Count) and o.want and o.leaf.low is not None]
        taken = {person["id"] for person in data.get("betrokkenen", ())}
        name = next(f"nieuw_{n}" for n in range(1, 99) if f"nieuw_{n}" not in taken)
        for patterns in ([pattern, *wanted], [pattern]) if wanted else ([pattern],):
            for literals in joint(patterns):
                person = newcomer(literals, facts, self.pack.kaart)
                if person is not None:
                    yield Wijziging(soort=BETROKKENE, plek=name, naar=person)


@attrs.frozen(kw_only=True)
class _Plan:
    """One alternative: its literals, the facts that are settled, the casus after that, and the fewest changes."""

    literals: tuple[Literal, ...]
    changes: tuple[Wijziging, ...]
    data: dict[str, Any]
    least: int


def _derives(literal: Literal, conclusion: LeidAf) -> bool:
    """Whether what a rule derives is what a literal about that fact asks for."""
    assert isinstance(literal.leaf, Check)  # noqa: S101 - the caller picked them
    if literal.leaf.term.field is not None:
        return False
    if isinstance(literal.leaf.test, Known):
        return literal.leaf.test.known is literal.want
    return passes(literal.leaf.test, conclusion.waarde, dt.date.min) is literal.want


def _all_hold(groups: Mapping[str, Sequence[Literal]], facts: Facts) -> bool:
    return all(_holds(literal, facts) for group in groups.values() for literal in group)


def _holds(literal: Literal, facts: Facts) -> bool:
    return truth(literal.leaf, facts) is literal.want


def _merged(changes: Sequence[Wijziging]) -> tuple[Wijziging, ...]:
    """The changes without those that a later one replaces."""
    return tuple({change.adres: change for change in changes}.values())


def _same_fact(leaf: Check, others: Sequence[Literal]) -> list[Literal]:
    return [o for o in others if isinstance(o.leaf, Check) and o.leaf.term.name == leaf.term.name]

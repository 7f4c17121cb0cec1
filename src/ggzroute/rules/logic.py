"""The readable interpreter of conditions: three-valued logic after Kleene.

``True`` and ``False`` are certain; ``None`` is unknown. The engines are faster and must agree with this; questions,
workflows and explanations use it directly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from ggzroute.domain.casus import NVT
from ggzroute.domain.facts import INVENTARIS, Facts, Node, lookup
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
    Term,
    fact_name,
)

Truth = bool | None


def truth(condition: Condition, facts: Facts, node: Node | None = None) -> Truth:
    """Whether a condition holds: true, false, or ``None`` when that cannot be known yet.

    Args:
        condition: what is asked.
        facts: what is known.
        node: the betrokkene at hand, inside a pattern.
    """
    match condition:
        case Check():
            return check(condition, facts, node)
        case All():
            return _all(truth(part, facts, node) for part in condition.parts)
        case AnyOf():
            return _invert(_all(_invert(truth(part, facts, node)) for part in condition.parts))
        case Not():
            return _invert(truth(condition.part, facts, node))
        case Count():
            return _count(condition, facts)
        case Reach():
            return _reach(condition, facts, node or {})


def value_of(term: Term, facts: Facts, node: Node | None) -> Any:
    """The value a term looks at: ``NVT``, or ``None`` when unknown."""
    if term.node:
        return (node or {}).get(term.name)
    if term.key:
        return lookup(facts.get(term.name), facts.get(term.key), term.field)
    if term.field is None:
        return facts.values.get(term.name)
    value = facts.get(term.address)
    if value is None and facts.get(term.name) is NVT:
        return NVT
    return value


def check(condition: Check, facts: Facts, node: Node | None) -> Truth:
    """One test on one term. A fact that does not apply fails every test but ``bekend``."""
    value = value_of(condition.term, facts, node)
    if isinstance(condition.test, Known):
        return (value is not None) is condition.test.known
    if value is None:
        return None
    return passes(condition.test, value, facts.peildatum)


def passes(test: Any, value: Any, peildatum: dt.date) -> bool:
    """Whether a known value passes a test; a value that does not apply passes none."""
    if value is NVT:
        return False
    match test:
        case In(values):
            return value in values
        case Range(low, high) | Size(low, high):
            number = value if isinstance(test, Range) else len(value)
            return within(number, low, high)
        case DateRange(low, high):
            first = low.ordinal(peildatum) if low else None
            last = high.ordinal(peildatum) if high else None
            return within(value.toordinal(), first, last)
        case Overlaps(values):
            return not values.isdisjoint(value)
        case Covers(values):
            return values.issubset(value)
        case Disjoint(values):
            return values.isdisjoint(value)
        case SizeWith(values, low, high):
            return within(sum(part in values for part in value.values()), low, high)
    raise AssertionError(test)  # pragma: no cover - the union of tests is closed


def within(number: int, low: int | None, high: int | None) -> bool:
    """Whether ``number`` lies between two bounds, both included; ``None`` is open."""
    return (low is None or number >= low) and (high is None or number <= high)


def _invert(value: Truth) -> Truth:
    return None if value is None else not value


def _all(values: Iterable[Truth]) -> Truth:
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def _count(condition: Count, facts: Facts) -> Truth:
    found = [truth(condition.pattern, facts, node) for node in facts.nodes]
    certain = sum(value is True for value in found)
    possible = certain + sum(value is None for value in found)
    return count_truth(condition, certain, possible, closed=facts.closed)


def count_truth(condition: Count, certain: int, possible: int, *, closed: bool) -> Truth:
    """What is known of a count when ``certain`` match, ``possible`` may, and more may exist unless ``closed``."""
    enough: Truth = (
        condition.low is None or certain >= condition.low or (False if closed and possible < condition.low else None)
    )
    if condition.high is None:
        few: Truth = True
    elif certain > condition.high:
        few = False
    else:
        few = True if closed and possible <= condition.high else None
    return _all((enough, few))


def _reach(condition: Reach, facts: Facts, node: Node) -> Truth:
    if node.get("id") in facts.reach(condition.over):
        return True
    return False if facts.closed else None


def matches(condition: Count, facts: Facts) -> tuple[str, ...]:
    """Ids of the betrokkenen that certainly match the pattern, in the order of the casus."""
    return tuple(node["id"] for node in facts.nodes if truth(condition.pattern, facts, node) is True)


def blockers(condition: Condition, facts: Facts, node: Node | None = None) -> frozenset[str]:
    """Names of the unknown facts that keep an unknown condition unknown; empty when it is certain.

    Attributes of a betrokkene are named ``betrokkene.<attribute>``.
    """
    return _looked_into(condition, facts, node)[1]


_NOBODY: Final = frozenset[str]()


def _looked_into(condition: Condition, facts: Facts, node: Node | None) -> tuple[Truth, frozenset[str]]:
    """Whether a condition holds, and what keeps it unknown: one walk for both."""
    match condition:
        case Check(term):
            holds = check(condition, facts, node)
            return holds, _unknown_names(term, facts) if holds is None else _NOBODY
        case All(parts):
            return _all_looked_into(parts, facts, node, stop=False)
        case AnyOf(parts):
            return _all_looked_into(parts, facts, node, stop=True)
        case Not(part):
            holds, names = _looked_into(part, facts, node)
            return _invert(holds), names
        case Count(pattern):
            found = [_looked_into(pattern, facts, n) for n in facts.nodes]
            certain = sum(holds is True for holds, _ in found)
            possible = certain + sum(holds is None for holds, _ in found)
            if (holds := count_truth(condition, certain, possible, closed=facts.closed)) is not None:
                return holds, _NOBODY
            inside = _NOBODY.union(*(names for _, names in found))
            return None, inside if facts.closed else inside | {INVENTARIS}
        case Reach():
            holds = _reach(condition, facts, node or {})
            return holds, frozenset({INVENTARIS}) if holds is None else _NOBODY


def _all_looked_into(
    parts: Iterable[Condition], facts: Facts, node: Node | None, *, stop: bool
) -> tuple[Truth, frozenset[str]]:
    """The parts of ``alle`` (``stop`` is false) or ``een_van_deze``; one that settles it ends the walk."""
    names, unknown = _NOBODY, False
    for part in parts:
        holds, inside = _looked_into(part, facts, node)
        if holds is stop:
            return stop, _NOBODY
        names, unknown = names | inside, unknown or holds is None
    return (None, names) if unknown else (not stop, _NOBODY)


def _unknown_names(term: Term, facts: Facts) -> frozenset[str]:
    if term.node:
        return frozenset({f"betrokkene.{term.name}"})
    if term.key and facts.get(term.key) is None:
        return frozenset({fact_name(term.key)})
    return frozenset({term.name})

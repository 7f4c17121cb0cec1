"""On which facts of a casus it hangs that a condition holds, fails, or stays unknown: names, never values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ggzroute.domain.facts import INVENTARIS, Facts, Node
from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Count, Not, Reach, Term, fact_name
from ggzroute.rules.logic import truth

RELATIES: Final = "relaties"
"""What a path over relations hangs on."""


def because(condition: Condition, facts: Facts, node: Node | None = None) -> frozenset[str]:
    """Names of the facts on which it hangs what the condition is now; as few as it takes.

    Attributes of a betrokkene are named ``betrokkene.<attribute>``.

    Args:
        condition: the condition.
        facts: what is known.
        node: the betrokkene at hand, inside a pattern.
    """
    match condition:
        case Check(term):
            return _names(term)
        case Reach():
            return frozenset({RELATIES})
        case Not(part):
            return because(part, facts, node)
        case All(parts) | AnyOf(parts):
            stops = not isinstance(condition, All)
            return _parts(parts, truth(condition, facts, node), facts, node, stops=stops)
        case Count():
            return _count(condition, facts)


def _parts(
    parts: Iterable[Condition], held: bool | None, facts: Facts, node: Node | None, *, stops: bool
) -> frozenset[str]:
    """One part is enough when it decides the whole; else it takes all parts that are as the whole is."""
    found = [because(part, facts, node) for part in parts if truth(part, facts, node) is held]
    return _fewest(found) if held is stops else frozenset[str]().union(*found)


def _count(condition: Count, facts: Facts) -> frozenset[str]:
    held = truth(condition, facts)
    matching = [because(condition.pattern, facts, n) for n in facts.nodes if truth(condition.pattern, facts, n) is True]
    if held is True and condition.high is None and condition.low == 1:
        return _fewest(matching)
    if (held is True and condition.high is None) or (held is False and condition.low is None):
        return frozenset[str]().union(*matching)
    others = (because(condition.pattern, facts, n) for n in facts.nodes)
    return frozenset({INVENTARIS}).union(*others)


def _fewest(found: Iterable[frozenset[str]]) -> frozenset[str]:
    return min(found, key=lambda names: (len(names), sorted(names)), default=frozenset())


def _names(term: Term) -> frozenset[str]:
    if term.node:
        return frozenset({f"betrokkene.{term.name}"})
    return frozenset({term.name, fact_name(term.key)} if term.key else {term.name})

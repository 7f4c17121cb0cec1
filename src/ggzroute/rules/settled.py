"""Whether a condition is settled: true or false whatever is still found out, as long as the network stays as it is.

This differs from its truth in one way: that a fact is *not known* is no answer that lasts. A fact that the hulpvrager
declined to give stays unknown, so that one does last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ggzroute.domain.contact import AFGELEID, FEITEN
from ggzroute.domain.facts import INVENTARIS, Facts, Node
from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Count, Known, Not, Reach, Term, fact_name
from ggzroute.rules.logic import Truth, check, count_truth, value_of

_ROLE_FACTS: Final = {
    "regievoerder": ("regie.aanwezig", "regie.regievoerder"),
    "maatje": ("maatje.aanwezig",),
    "vertrouwd": ("persoon.vertrouwt",),
}
"""Attribute of a betrokkene that follows from relations, to the facts that say as much."""
_BEHIND_THE_NETWORK: Final = (
    INVENTARIS,
    "regie.aanwezig",
    "regie.regievoerder",
    "maatje.aanwezig",
    "persoon.vertrouwt",
    "netwerk.sociaal_omvang",
)
"""Facts from which, with the network, others follow."""
_NETWORK_FACTS: Final = ("regie.aanwezig", "regie.regievoerder", "maatje.aanwezig", "persoon.vertrouwt")

Askable = Callable[[str], bool]
"""Whether a fact can still become known."""


def settled(condition: Condition, facts: Facts, askable: Askable, node: Node | None = None) -> Truth:
    """What a condition is now and stays; ``None`` when a fact that can still be asked may change it."""
    match condition:
        case Check(term, Known()):
            return None if open_facts(term, facts, askable, node) else check(condition, facts, node)
        case Check(term):
            moving = term.name in AFGELEID and open_facts(term, facts, askable, node)
            return None if moving else check(condition, facts, node)
        case All(parts) | AnyOf(parts):
            stop = isinstance(condition, AnyOf)
            found = [settled(part, facts, askable, node) for part in parts]
            return stop if stop in found else None if None in found else not stop
        case Not(part):
            inside = settled(part, facts, askable, node)
            return None if inside is None else not inside
        case Count(pattern):
            each = [settled(pattern, facts, askable, n) for n in facts.nodes]
            certain = each.count(True)
            return count_truth(condition, certain, certain + each.count(None), closed=facts.closed)
        case Reach(over):
            if node is not None and node.get("id") in facts.reach(over):
                return True
            return False if facts.closed else None


def holding_up(condition: Condition, facts: Facts, askable: Askable, node: Node | None = None) -> frozenset[str]:
    """Names of the facts that can still be asked and can still change the condition."""
    if settled(condition, facts, askable, node) is not None:
        return frozenset()
    match condition:
        case Check(term):
            return frozenset(open_facts(term, facts, askable, node))
        case All(parts) | AnyOf(parts):
            return frozenset[str]().union(*(holding_up(part, facts, askable, node) for part in parts))
        case Not(part):
            return holding_up(part, facts, askable, node)
        case Count(pattern):
            inside = frozenset[str]().union(*(holding_up(pattern, facts, askable, n) for n in facts.nodes))
            return inside | (frozenset({INVENTARIS}) if not facts.closed and askable(INVENTARIS) else frozenset())
        case Reach():
            return frozenset({INVENTARIS}) if askable(INVENTARIS) else frozenset()


def open_facts(term: Term, facts: Facts, askable: Askable, node: Node | None) -> tuple[str, ...]:
    """The facts that can still settle what a term looks at; for a table its key comes first.

    What follows about contact can still turn when it is known already: a later contact undoes an attempt that failed.
    """
    if term.name in AFGELEID:
        return tuple(fact for fact in FEITEN if askable(fact))
    if value_of(term, facts, node) is not None:
        return ()
    if term.node:
        return tuple(fact for fact in _ROLE_FACTS.get(term.name, ()) if askable(fact))
    if term.name in _NETWORK_FACTS or term.name.startswith("netwerk."):
        own = (term.name,) if askable(term.name) else ()
        return (*own, *(fact for fact in _BEHIND_THE_NETWORK if askable(fact) and fact != term.name))
    return tuple(_unknown(term, facts, askable))


def _unknown(term: Term, facts: Facts, askable: Askable) -> Iterator[str]:
    if term.key and facts.get(term.key) is None:
        if askable(fact_name(term.key)):
            yield fact_name(term.key)
        return
    if askable(term.name):
        yield term.name

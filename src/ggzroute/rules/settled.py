"""Whether a condition is settled: true or false whatever is still found out, as long as the network stays as it is.

This differs from its truth in one way: that a fact is *not known* is no answer that lasts. A fact that the hulpvrager
declined to give stays unknown, so that one does last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


_NOTHING: Final = frozenset[str]()


def settled(condition: Condition, facts: Facts, askable: Askable, node: Node | None = None) -> Truth:
    """What a condition is now and stays; ``None`` when a fact that can still be asked may change it."""
    return _looked_into(condition, facts, askable, node)[0]


def holding_up(condition: Condition, facts: Facts, askable: Askable, node: Node | None = None) -> frozenset[str]:
    """Names of the facts that can still be asked and can still change the condition."""
    return _looked_into(condition, facts, askable, node)[1]


def _looked_into(
    condition: Condition, facts: Facts, askable: Askable, node: Node | None
) -> tuple[Truth, frozenset[str]]:
    """What a condition stays, and what can still change it: one walk for both."""
    match condition:
        case Check(term, test):
            may_turn = isinstance(test, Known) or term.name in AFGELEID
            if may_turn and (still := open_facts(term, facts, askable, node)):
                return None, frozenset(still)
            holds = check(condition, facts, node)
            return holds, frozenset(open_facts(term, facts, askable, node)) if holds is None else _NOTHING
        case All(parts):
            return _all_looked_into(parts, facts, askable, node, stop=False)
        case AnyOf(parts):
            return _all_looked_into(parts, facts, askable, node, stop=True)
        case Not(part):
            inside, names = _looked_into(part, facts, askable, node)
            return None if inside is None else not inside, names
        case Count(pattern):
            each = [_looked_into(pattern, facts, askable, n) for n in facts.nodes]
            certain = sum(holds is True for holds, _ in each)
            possible = certain + sum(holds is None for holds, _ in each)
            if (holds := count_truth(condition, certain, possible, closed=facts.closed)) is not None:
                return holds, _NOTHING
            names = _NOTHING.union(*(found for _, found in each))
            return None, names if facts.closed else names | _inventaris(askable)
        case Reach(over):
            if node is not None and node.get("id") in facts.reach(over):
                return True, _NOTHING
            return (False, _NOTHING) if facts.closed else (None, _inventaris(askable))


def _all_looked_into(
    parts: Iterable[Condition], facts: Facts, askable: Askable, node: Node | None, *, stop: bool
) -> tuple[Truth, frozenset[str]]:
    """The parts of ``alle`` (``stop`` is false) or ``een_van_deze``; one that settles it ends the walk."""
    names, unknown = _NOTHING, False
    for part in parts:
        holds, inside = _looked_into(part, facts, askable, node)
        if holds is stop:
            return stop, _NOTHING
        if holds is None:
            names, unknown = names | inside, True
    return (None, names) if unknown else (not stop, _NOTHING)


def _inventaris(askable: Askable) -> frozenset[str]:
    return frozenset({INVENTARIS}) if askable(INVENTARIS) else _NOTHING


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

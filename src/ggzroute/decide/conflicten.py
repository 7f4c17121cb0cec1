"""Conflicts: sources that disagree about what is at hand, side by side. Nothing is chosen here."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from ggzroute.decide.context import Context
from ggzroute.domain.advies import ConflictGevonden, ConflictKant
from ggzroute.domain.facts import Facts
from ggzroute.rules.logic import truth
from ggzroute.rules.pack import Conflict, Kant
from ggzroute.rules.wording import say


def decide_conflicten(context: Context) -> tuple[ConflictGevonden, ...]:
    """The known conflicts of which every side stands: one of its rules fired, or its condition certainly holds."""
    fired = {hit.regel for hit in context.firing.hits}
    return tuple(
        ConflictGevonden(id=conflict.id, wat=conflict.wat, kanten=sides, voorstel=conflict.voorstel)
        for conflict in sorted(context.pack.conflicten, key=lambda conflict: conflict.id)
        if (sides := _sides(conflict, fired, context.facts))
    )


def _sides(conflict: Conflict, fired: AbstractSet[str], facts: Facts) -> tuple[ConflictKant, ...]:
    """All sides, or nothing when one of them does not stand."""
    sides = []
    for side in conflict.kanten:
        found = _side(side, fired, facts)
        if found is None:
            return ()
        sides.append(found)
    return tuple(sides)


def _side(side: Kant, fired: AbstractSet[str], facts: Facts) -> ConflictKant | None:
    regels = tuple(id_ for id_ in side.regels if id_ in fired)
    als = say(side.als) if side.als is not None and truth(side.als, facts) is True else ""
    return ConflictKant(regels=regels, als=als, zegt=side.zegt, bron=side.bron) if regels or als else None

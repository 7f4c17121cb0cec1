"""A condition as alternatives of literals: what must hold, and what must not, for the condition to be certain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import attrs

from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Count, Not, Reach

LIMIT = 400
"""At most so many alternatives of one condition are looked at."""


@attrs.frozen
class Literal:
    """One leaf of a condition, and whether it must be true or false."""

    leaf: Check | Count | Reach
    want: bool


def alternatives(condition: Condition, *, want: bool) -> Iterator[tuple[Literal, ...]]:
    """Sets of literals, each of which makes the condition certainly true (or false)."""
    return islice(_expand(condition, want=want), LIMIT)


def _expand(condition: Condition, *, want: bool) -> Iterator[tuple[Literal, ...]]:
    match condition:
        case Not(part):
            yield from _expand(part, want=not want)
        case All(parts) | AnyOf(parts):
            together = isinstance(condition, All) is want
            if together:
                for choice in product(*(list(islice(_expand(part, want=want), LIMIT)) for part in parts)):
                    yield tuple(literal for literals in choice for literal in literals)
            else:
                for part in parts:
                    yield from _expand(part, want=want)
        case Check() | Count() | Reach():
            yield (Literal(condition, want),)


def flipped(condition: Condition, number: int) -> Condition:
    """The condition with leaf ``number`` (from left to right) turned into its opposite."""
    return _flip(condition, [number])


def _flip(condition: Condition, left: list[int]) -> Condition:
    match condition:
        case All(parts):
            return All(tuple(_flip(part, left) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_flip(part, left) for part in parts))
        case Not(part):
            return Not(_flip(part, left))
        case Check() | Count() | Reach():
            left[0] -= 1
            return Not(condition) if left[0] == -1 else condition

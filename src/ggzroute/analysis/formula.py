"""Conditions as formulas over the states of terms: what must certainly hold, and what must not be certain.

Certainty runs through a condition as truth does: *all* is certainly true when every part is, and certainly false when
one part is. So each of the four ways to ask - true, false, not true, not false - turns into *and* and *or* over leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Final

import attrs

from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Count, Not, Reach, Term, walk


class Mode(Enum):
    """What is asked of a condition."""

    TRUE = "certainly true"
    FALSE = "certainly false"
    NOT_TRUE = "false or unknown"
    NOT_FALSE = "true or unknown"


_TURNED: Final = {
    Mode.TRUE: Mode.FALSE,
    Mode.FALSE: Mode.TRUE,
    Mode.NOT_TRUE: Mode.NOT_FALSE,
    Mode.NOT_FALSE: Mode.NOT_TRUE,
}

Goal = tuple[Condition, Mode]


@attrs.frozen
class In:
    """The term is in one of these states."""

    term: Term
    mask: int


@attrs.frozen
class Network:
    """Something of the network: a count, or whether somebody can be reached."""

    leaf: Count | Reach
    mode: Mode


@attrs.frozen
class And:
    """Every part holds."""

    parts: tuple[Formula, ...]


@attrs.frozen
class Or:
    """A part holds."""

    parts: tuple[Formula, ...]


Formula = In | Network | And | Or

TRUE: Final = And(())
FALSE: Final = Or(())

MaskOf = Callable[[Check, Mode], int]


def formula(condition: Condition, mode: Mode, mask_of: MaskOf, full_of: Callable[[Term], int]) -> Formula:
    """A condition as a formula.

    Args:
        condition: the condition.
        mode: what is asked of it.
        mask_of: the states in which a check is as asked.
        full_of: the mask of all states of a term.
    """
    match condition:
        case Check():
            mask = mask_of(condition, mode)
            if mask == full_of(condition.term):
                return TRUE
            return In(condition.term, mask) if mask else FALSE
        case Not(part):
            return formula(part, _TURNED[mode], mask_of, full_of)
        case All(parts) | AnyOf(parts):
            together = isinstance(condition, All) is (mode in (Mode.TRUE, Mode.NOT_FALSE))
            inner = [formula(part, mode, mask_of, full_of) for part in parts]
            return conjunction(inner) if together else disjunction(inner, full_of)
        case Count():
            return Network(attrs.evolve(condition, bind=None), mode)
        case Reach():
            return Network(condition, mode)


def conjunction(parts: Sequence[Formula]) -> Formula:
    """All of these, flat, and what is said of one term said once."""
    masks: dict[Term, int] = {}
    rest: list[Formula] = []
    for part in _flat(parts, And):
        if isinstance(part, In):
            masks[part.term] = masks.get(part.term, part.mask) & part.mask
        elif part == FALSE:
            return FALSE
        else:
            rest.append(part)
    if not all(masks.values()):
        return FALSE
    found = (*(In(term, mask) for term, mask in masks.items()), *dict.fromkeys(rest))
    return found[0] if len(found) == 1 else And(found)


def disjunction(parts: Sequence[Formula], full_of: Callable[[Term], int]) -> Formula:
    """One of these, flat, and what is said of one term said once."""
    masks: dict[Term, int] = {}
    rest: list[Formula] = []
    for part in _flat(parts, Or):
        if isinstance(part, In):
            masks[part.term] = masks.get(part.term, 0) | part.mask
        elif part == TRUE:
            return TRUE
        else:
            rest.append(part)
    if any(mask == full_of(term) for term, mask in masks.items()):
        return TRUE
    found = (*(In(term, mask) for term, mask in masks.items()), *dict.fromkeys(rest))
    return found[0] if len(found) == 1 else Or(found)


def _flat(parts: Sequence[Formula], kind: type[And | Or]) -> Iterator[Formula]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def checks_in(conditions: Sequence[Condition]) -> Iterator[Check]:
    """Every check in these conditions, also inside patterns."""
    for condition in conditions:
        for part in walk(condition):
            if isinstance(part, Check):
                yield part

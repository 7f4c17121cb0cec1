"""Everything a few conditions can tell apart, as the bits of one number, so that a proof is a few operations.

Values that no condition tells apart are one class; every combination of classes is one bit. A condition is then two
numbers: where it is true, and where it is false. What is counted in the network stands for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Count, Not, Reach, Term, leaves
from ggzroute.rules.logic import Truth
from ggzroute.tables.classes import classes, holds

MOST_BITS: Final = 1 << 21

Masks = tuple[int, int]
"""Where a condition is true, and where it is false; elsewhere it is unknown."""
Atom = Reach | Count | Term


class TooLargeError(Exception):
    """There are more combinations than are looked at, or values of which not all are known."""


def atom_of(leaf: Check | Reach | Count) -> Atom:
    """What a leaf looks at: a term, or of the network the leaf itself."""
    return leaf.term if isinstance(leaf, Check) else leaf


class Space:
    """All combinations of what these conditions look at, on one peildatum.

    Args:
        conditions: the conditions.
        day: the peildatum.

    Raises:
        TooLargeError: there are too many, or the values of a fact cannot all be looked at.
    """

    def __init__(self, conditions: Sequence[Condition], day: dt.date) -> None:
        self.day = day
        self._values: dict[Atom, list[Truth] | list[object]] = {}
        found = [leaf for condition in conditions for leaf in leaves(condition)]
        for leaf in found:
            atom = atom_of(leaf)
            if atom not in self._values:
                self._values[atom] = self._classes(atom, found) if isinstance(atom, Term) else [True, False, None]
        self.size = 1
        self._stride: dict[Atom, int] = {}
        for atom, values in self._values.items():
            self._stride[atom] = self.size
            self.size *= len(values)
            if self.size > MOST_BITS:
                raise TooLargeError
        self.everything = (1 << self.size) - 1

    @property
    def counts(self) -> tuple[Count, ...]:
        """The counts that stand for themselves."""
        return tuple(atom for atom in self._values if isinstance(atom, Count))

    def _classes(self, term: Term, found: Sequence[Check | Reach | Count]) -> list[object]:
        about: list[Condition] = [leaf for leaf in found if atom_of(leaf) == term]
        values, whole = classes(term.type, about, self.day)
        if not whole:
            raise TooLargeError
        return [value.waarde for value in values]

    def masks(self, condition: Condition) -> Masks:
        """Where the condition is true, and where it is false."""
        match condition:
            case All(parts):
                true, false = self.everything, 0
                for part in parts:
                    t, f = self.masks(part)
                    true, false = true & t, false | f
                return true, false
            case AnyOf(parts):
                true, false = 0, self.everything
                for part in parts:
                    t, f = self.masks(part)
                    true, false = true | t, false & f
                return true, false
            case Not(part):
                true, false = self.masks(part)
                return false, true
        return self._leaf(condition)

    def _leaf(self, leaf: Check | Reach | Count) -> Masks:
        atom = atom_of(leaf)
        values = self._values[atom]
        truths = [holds(leaf, value, self.day) for value in values] if isinstance(atom, Term) else values
        return self._spread(atom, truths, wanted=True), self._spread(atom, truths, wanted=False)

    def _spread(self, atom: Atom, truths: Sequence[object], *, wanted: bool) -> int:
        """The bits at which the atom has a value of which ``truths`` says ``wanted``."""
        stride = self._stride[atom]
        block = (1 << stride) - 1
        bits = sum(block << (n * stride) for n, truth in enumerate(truths) if truth is wanted)
        length = stride * len(truths)
        while length < self.size:
            bits |= bits << length
            length *= 2
        return bits & self.everything

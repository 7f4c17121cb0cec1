"""Draws that are the same everywhere: for one seed and one number, on any platform and any version of Python.

Only ``random.Random.random`` promises that. Choosing and mixing are done here, from that one stream, in plain
arithmetic and over sequences with a fixed order.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")


class Chances:
    """The stream of draws for one casus; it depends on the seed and the number of the casus, and on nothing else."""

    def __init__(self, seed: int, number: int) -> None:
        key = blake2b(f"{seed}:{number}".encode(), digest_size=16).digest()
        self._next = random.Random(int.from_bytes(key, "big")).random  # noqa: S311 - nothing is kept secret with it

    def happens(self, chance: float) -> bool:
        """Whether something with this chance, from 0 to 1, happens."""
        return self._next() < chance

    def number(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included; each is as likely."""
        return low + int(self._next() * (high - low + 1))

    def one(self, options: Sequence[T]) -> T:
        """One of these; each is as likely."""
        return options[int(self._next() * len(options))]

    def weighed(self, wheel: Wheel[T]) -> T:
        """One option of a wheel, by its weight."""
        return wheel.options[bisect_right(wheel.borders, self._next())]

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """Up to ``most`` of these, each at most once, in the order they have."""
        left = min(most, len(options))
        count = self.number(1, left) if left else 0
        kept: list[T] = []
        for n, option in enumerate(options):
            if self._next() * (len(options) - n) < count - len(kept):
                kept.append(option)
        return kept


@attrs.frozen
class Wheel(Generic[T]):
    """Options with the borders between them, on a scale from 0 to 1.

    Attributes:
        options: what can be drawn.
        borders: upper border of every option but the last.
    """

    options: tuple[T, ...]
    borders: tuple[float, ...]

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> Wheel[T]:
        """A wheel on which every option has the share that its weight gives it."""
        total = sum(weights.values())
        return cls(tuple(weights), tuple(border / total for border in accumulate(weights.values()))[:-1])

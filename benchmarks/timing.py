"""Clocks that hold on a machine that is shared: work is measured in turn with work that is known.

Times are of the processor, not of the wall. Each window of the work is put between two of the decision written by hand,
in the same process; the ratio of the two travels to other machines, the time does not.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from benchmarks.decision import records
from benchmarks.peers.hand_written import decide

WINDOW = 0.05
"""Seconds of work between two measurements of the yardstick."""


class Time(NamedTuple):
    """What one piece of work takes.

    Attributes:
        ratio: so many times the decision written by hand.
        us: microseconds here and now.
    """

    ratio: float
    us: float


class Yardstick:
    """The decision written by hand, over and over."""

    def __init__(self) -> None:
        self._records = records(500)
        self.measure()

    def measure(self) -> float:
        """Seconds for one decision, now."""
        start = time.process_time()
        for _ in range(8):
            for record in self._records:
                decide(record)
        return (time.process_time() - start) / (8 * len(self._records))


def clock(work: Callable[[Any], object], items: Sequence[Any], yardstick: Yardstick, seconds: float = 0.4) -> Time:
    """What ``work`` takes for one of the items, on the average over whole passes."""
    _passes(work, items, 1)  # what is made on demand is made here
    once = _passes(work, items, 1)
    passes = max(1, int(WINDOW / max(once, 1e-9)))
    windows = max(3, int(seconds / max(once * passes, 1e-9)))
    gc.collect()
    ratios, total, before = 0.0, 0.0, yardstick.measure()
    for _ in range(windows):
        taken = _passes(work, items, passes)
        after = yardstick.measure()
        ratios += taken / ((before + after) / 2)
        total += taken
        before = after
    number = windows * passes * len(items)
    return Time(ratios / number, total / number * 1e6)


def _passes(work: Callable[[Any], object], items: Sequence[Any], passes: int) -> float:
    start = time.process_time()
    for _ in range(passes):
        for item in items:
            work(item)
    return time.process_time() - start

"""The same decision in other engines, each as fast as that engine can be used from Python.

Every module has ``NEEDS`` (the packages it imports, by the name to install) and ``VARIANTS``: name to what makes a
function from one casus to the answer of :func:`benchmarks.decision.reference`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

Decide = Callable[[Any], dict[str, Any]]


def same(record: Any) -> Any:
    """The record as it is."""
    return record


class Variant(NamedTuple):
    """One way to use an engine.

    Attributes:
        make: sets the engine up and gives the function that is measured.
        prepare: makes what the function takes, before the clock starts.
        answer: makes the answer of what the function gave, outside the clock; only for what leaves work undone.
    """

    make: Callable[[], Decide]
    prepare: Callable[[Any], Any] = same
    answer: Callable[[Any], Any] = same


MODULES = ("hand_written", "ours", "datalogic", "zen", "clipspy", "rule_engine", "durable", "spiff")
"""Modules of this package, in the order of the table."""

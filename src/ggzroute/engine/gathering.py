"""Facts whose value several rows of a decision table make together: a sum, or a set.

Such a fact is known only when every row that may add to it is certain: a sum of which one part is unknown is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from ggzroute.rules.conclusions import LeidAf, Verzamel
from ggzroute.rules.model import Rule


class Gathered:
    """What the rows that fired add to facts, until every other row is certain too."""

    def __init__(self) -> None:
        self._parts: dict[str, list[tuple[str, LeidAf]]] = {}

    def __bool__(self) -> bool:
        """Whether there is a fact to which more may be added."""
        return bool(self._parts)

    def add(self, rule: str, conclusion: LeidAf) -> None:
        """Note what a rule adds."""
        self._parts.setdefault(conclusion.feit, []).append((rule, conclusion))

    def complete(
        self, strata: Sequence[Sequence[Rule]], done: int, open_: Callable[[], Collection[str]]
    ) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
        """Each fact to which nothing more can be added after stratum ``done``: name, value, and the rules.

        Args:
            strata: the rules of each stratum.
            done: the stratum that was fired last.
            open_: finds the ids of the rules that are still open; called only for a fact that may be complete.
        """
        for fact in list(self._parts):
            if any(fact in rule.derives for stratum in strata[done + 1 :] for rule in stratum):
                continue
            still = open_()
            if any(rule.id in still and _adds(rule, fact) for stratum in strata for rule in stratum):
                continue
            parts = self._parts.pop(fact)
            yield fact, _together([conclusion for _, conclusion in parts]), tuple(rule for rule, _ in parts)


def _adds(rule: Rule, fact: str) -> bool:
    return any(isinstance(c, LeidAf) and c.feit == fact and c.verzamel is not None for c in rule.dan)


def _together(parts: Sequence[LeidAf]) -> Any:
    if parts[0].verzamel is Verzamel.SOM:
        return sum(part.waarde for part in parts)
    return frozenset[Any]().union(*(part.waarde for part in parts))

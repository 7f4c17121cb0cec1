"""Layers of rules: a rule that uses a derived fact comes after every rule that derives it."""

from __future__ import annotations

from collections.abc import Iterable

from ggzroute.rules.model import Rule


class DerivationCycleError(Exception):
    """Rules that need each other's derived facts; ``cycle`` holds the fact names, the first again at the end."""

    def __init__(self, cycle: tuple[str, ...]) -> None:
        super().__init__(" -> ".join(cycle))
        self.cycle = cycle


def stratify(rules: Iterable[Rule]) -> tuple[tuple[str, ...], ...]:
    """Ids of the rules in layers, each sorted, so that the order of rules and files does not matter.

    Raises:
        DerivationCycleError: a derived fact depends on itself.
    """
    rules = list(rules)
    makers: dict[str, list[Rule]] = {}
    for rule in rules:
        for fact in rule.derives:
            makers.setdefault(fact, []).append(rule)
    level: dict[str, int] = {}
    for fact in sorted(makers):
        _level_of(fact, makers, level, [])
    layers: dict[int, list[str]] = {}
    for rule in rules:
        depth = max((level[fact] for fact in rule.needs if fact in level), default=0)
        layers.setdefault(depth, []).append(rule.id)
    return tuple(tuple(sorted(layers[depth])) for depth in sorted(layers))


def _level_of(fact: str, makers: dict[str, list[Rule]], level: dict[str, int], trail: list[str]) -> int:
    if fact in trail:
        raise DerivationCycleError((*trail[trail.index(fact) :], fact))
    if fact not in level:
        below = sorted({need for rule in makers[fact] for need in rule.needs if need in makers})
        level[fact] = 1 + max((_level_of(need, makers, level, [*trail, fact]) for need in below), default=0)
    return level[fact]

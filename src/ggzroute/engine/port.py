"""The port for rule engines, and what every engine shares: strata one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from operator import attrgetter
from typing import Any, Protocol

import attrs

from ggzroute.domain.facts import Facts
from ggzroute.engine.gathering import Gathered
from ggzroute.rules.conclusions import LeidAf
from ggzroute.rules.model import Hit, Rule


@attrs.frozen(kw_only=True)
class Layer:
    """What one stratum gave.

    Attributes:
        hits: the rules that fired, once for each match; those of one rule in the order of the casus.
        open: ids of the rules that are neither certainly true nor certainly false, or a function that finds them, for
            an engine that does so only when somebody asks.
    """

    hits: Sequence[Hit]
    open: Sequence[str] | Callable[[], Sequence[str]]

    def still_open(self) -> Sequence[str]:
        """Ids of the rules that are neither certainly true nor certainly false."""
        return self.open() if callable(self.open) else self.open


class Program(Protocol):
    """The rules of a pack, compiled by one engine. Safe to call from several threads."""

    def fire(self, stratum: int, facts: Facts) -> Layer:
        """Fire the rules of one stratum."""
        ...


class RuleEngine(Protocol):
    """An engine: compiles strata of rules into a program."""

    @property
    def naam(self) -> str:
        """Name by which it is chosen."""
        ...

    @property
    def versie(self) -> str:
        """Version of the engine, for the account."""
        ...

    def compile(self, strata: Sequence[Sequence[Rule]]) -> Program:
        """A program for these strata. The order of rules inside a stratum plays no part."""
        ...


@attrs.frozen(kw_only=True)
class Firing:
    """What all strata gave together.

    Attributes:
        hits: rules that fired, sorted by id, and by the order of the casus for one rule.
        layers: what each stratum gave.
        facts: the facts with everything that was derived.
        derived: fact name to the ids of the rules that derived it.
        disputed: facts for which rules derived different values; they stay unknown.
    """

    hits: tuple[Hit, ...]
    layers: tuple[Layer, ...]
    facts: Facts
    derived: Mapping[str, tuple[str, ...]]
    disputed: tuple[str, ...]

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Ids of rules that are still open, sorted."""
        return tuple(sorted(id_ for layer in self.layers for id_ in layer.still_open()))


def fire_all(program: Program, strata: Sequence[Sequence[Rule]], facts: Facts) -> Firing:
    """Fire the strata in order; what one derives, the next ones see.

    Args:
        program: the compiled rules.
        strata: the rules of each stratum; those that derive no fact may be left out.
        facts: what is known before any rule.
    """
    given = facts
    layers: list[Layer] = []
    concluded: dict[str, Any] = {}
    makers: dict[str, tuple[str, ...]] = {}
    disputed: set[str] = set()
    gathered = Gathered()
    for n, stratum in enumerate(strata):
        layer = program.fire(n, facts)
        layers.append(layer)
        if stratum:
            fired = {hit.regel for hit in layer.hits}
            derived_by = [rule for rule in stratum if rule.id in fired]
            if derived_by or gathered:
                _derive(derived_by, given, concluded, makers, disputed, gathered)
                for fact, value, ids in gathered.complete(strata, n, partial(_open_in, layers)):
                    _conclude(fact, value, ids, concluded, makers, disputed)
                facts = given.with_derived({name: value for name, value in concluded.items() if name not in disputed})
    hits = sorted((hit for layer in layers for hit in layer.hits), key=_by_rule)
    derived = {name: tuple(sorted(makers[name])) for name in sorted(makers) if name not in disputed}
    return Firing(
        hits=tuple(hits), layers=tuple(layers), facts=facts, derived=derived, disputed=tuple(sorted(disputed))
    )


_by_rule = attrgetter("regel")


def _open_in(layers: Sequence[Layer]) -> frozenset[str]:
    return frozenset(id_ for layer in layers for id_ in layer.still_open())


def _derive(
    rules: Sequence[Rule],
    given: Facts,
    concluded: dict[str, Any],
    makers: dict[str, tuple[str, ...]],
    disputed: set[str],
    gathered: Gathered,
) -> None:
    """Add what the fired rules of one stratum derive; the makers of one fact can lie in different strata."""
    for rule in rules:
        for conclusion in rule.dan:
            if isinstance(conclusion, LeidAf) and not given.settled(conclusion.feit):
                if conclusion.verzamel is not None:
                    gathered.add(rule.id, conclusion)
                else:
                    _conclude(conclusion.feit, conclusion.waarde, (rule.id,), concluded, makers, disputed)


def _conclude(
    fact: str,
    value: Any,
    ids: tuple[str, ...],
    concluded: dict[str, Any],
    makers: dict[str, tuple[str, ...]],
    disputed: set[str],
) -> None:
    if concluded.setdefault(fact, value) != value:
        disputed.add(fact)
    makers[fact] = (*makers.get(fact, ()), *ids)

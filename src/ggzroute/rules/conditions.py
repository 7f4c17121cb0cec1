"""Conditions of rules: a closed language without anything that runs code.

Every condition is true, false or unknown (Kleene). The classes say *what* is asked; :mod:`ggzroute.rules.logic` is the
readable interpreter, and the engines compile the same objects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import attrs

from ggzroute.vocabulary import Type


@attrs.frozen(kw_only=True)
class Term:
    """What a check looks at.

    Attributes:
        name: fact name, or attribute name of a betrokkene.
        type: type of the value that is looked at.
        field: field of a record, or key of a fixed table, or ``None``.
        key: name of the fact whose value is the key in an open table, or ``None``.
        node: whether this is an attribute of a betrokkene.
    """

    name: str
    type: Type = attrs.field(eq=False, hash=False, repr=False)
    field: str | None = None
    key: str | None = None
    node: bool = False

    @property
    def address(self) -> str:
        """Address in :class:`~ggzroute.domain.facts.Facts` of the value, or of the table when there is a key."""
        return self.name if self.key or self.field is None else f"{self.name}.{self.field}"

    def __str__(self) -> str:
        key = f"[{self.key}]" if self.key else ""
        field = f".{self.field}" if self.field else ""
        return f"{self.name}{key}{field}"


@attrs.frozen
class In:
    """The value is one of these."""

    values: frozenset[Any]


@attrs.frozen
class Range:
    """The number lies between these bounds, both included; ``None`` is open."""

    low: int | None
    high: int | None


@attrs.frozen
class Day:
    """A day: fixed, or so many days after the peildatum (negative: before)."""

    date: dt.date | None = None
    offset: int = 0

    def ordinal(self, peildatum: dt.date) -> int:
        """The day as a proleptic ordinal."""
        return self.date.toordinal() + self.offset if self.date else peildatum.toordinal() + self.offset


@attrs.frozen
class DateRange:
    """The date lies between these days, both included; ``None`` is open."""

    low: Day | None
    high: Day | None


@attrs.frozen
class Overlaps:
    """The set holds at least one of these."""

    values: frozenset[Any]


@attrs.frozen
class Covers:
    """The set holds all of these."""

    values: frozenset[Any]


@attrs.frozen
class Disjoint:
    """The set holds none of these."""

    values: frozenset[Any]


@attrs.frozen
class Size:
    """The collection has so many items; ``None`` is open."""

    low: int | None
    high: int | None


@attrs.frozen
class SizeWith:
    """So many values of the table are one of these; ``None`` is open."""

    values: frozenset[Any]
    low: int | None
    high: int | None


@attrs.frozen
class Known:
    """Whether the value is known (``nvt`` counts as known). The only test that is never unknown."""

    known: bool


@attrs.frozen
class Reach:
    """The betrokkene can be reached from the hulpvrager over these relations."""

    over: tuple[str, ...]


Test = In | Range | DateRange | Overlaps | Covers | Disjoint | Size | SizeWith | Known


@attrs.frozen
class Check:
    """One test on one term."""

    term: Term
    test: Test


@attrs.frozen
class All:
    """Every part holds. Without parts it always holds."""

    parts: tuple[Condition, ...] = ()


@attrs.frozen
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@attrs.frozen
class Not:
    """The part does not hold."""

    part: Condition


@attrs.frozen
class Count:
    """So many betrokkenen match the pattern; ``None`` is open.

    ``er_is`` is a count of at least one, ``er_is_geen`` of at most none.

    Attributes:
        pattern: condition on the attributes of one betrokkene.
        low: at least so many.
        high: at most so many.
        bind: name under which a match is known in the conclusions, or ``None``.
    """

    pattern: Condition
    low: int | None
    high: int | None
    bind: str | None = None


Condition = Check | Reach | All | AnyOf | Not | Count

ALWAYS = All()


def children(condition: Condition) -> tuple[Condition, ...]:
    """The direct parts of a condition."""
    if isinstance(condition, All | AnyOf):
        return condition.parts
    if isinstance(condition, Not):
        return (condition.part,)
    return (condition.pattern,) if isinstance(condition, Count) else ()


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it."""
    yield condition
    for part in children(condition):
        yield from walk(part)


def leaves(condition: Condition) -> Iterator[Check | Count | Reach]:
    """The leaves of a condition from left to right; patterns on betrokkenen are not entered."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case Check() | Count() | Reach():
            yield condition


def facts_of(condition: Condition) -> frozenset[str]:
    """Names of the facts that the condition looks at, keys of tables included."""
    names: set[str] = set()
    for part in walk(condition):
        if isinstance(part, Check) and not part.term.node:
            names.add(part.term.name)
            if part.term.key:
                names.add(fact_name(part.term.key))
        elif isinstance(part, Count):
            names.add("vraag.betrokkenen_geinventariseerd")
    return frozenset(names)


def fact_name(address: str) -> str:
    """The name of the fact that an address lies in."""
    return ".".join(address.split(".")[:2])


def binder(condition: Condition) -> Count | None:
    """The count that binds a name, when the condition has one at its top."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    return next((part for part in parts if isinstance(part, Count) and part.bind), None)

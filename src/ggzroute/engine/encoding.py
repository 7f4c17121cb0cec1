"""Turns facts into the flat, well-typed messages that durable-rules understands, and conditions into its patterns.

What is measured of durable-rules 2.0.28 decides the form: an absent field never matches (not even "not equal"), values
of different types are coerced in silence, and dots in names mean nesting. So every field has one type and a generated
name, unknown means absent, and free text never gets in: a text is sent as the number of the constant it equals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from ggzroute.domain.casus import NVT
from ggzroute.domain.facts import Facts, Node
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
    Term,
)
from ggzroute.rules.logic import value_of

Pattern = dict[str, Any]

JA: Final = "ja"
NEE: Final = "nee"
ALTIJD: Final[Pattern] = {"altijd": JA}
NOOIT: Final[Pattern] = {"altijd": NEE}

MAX_WIDTH: Final = 60
"""Tests in one ruleset that can hold at the same time; at 64 durable-rules refuses the message (error 303)."""
MAX_FIELDS: Final = 240
"""Fields in one message; at 255 durable-rules refuses it (error 302)."""

_OTHER: Final = "anders"
_NVT: Final = "nvt"


def both(parts: list[Pattern]) -> Pattern:
    """All of these patterns."""
    kept = _flat(parts, "$and", ALTIJD)
    if NOOIT in kept:
        return NOOIT
    return kept[0] if len(kept) == 1 else {"$and": kept} if kept else ALTIJD


def either(parts: list[Pattern]) -> Pattern:
    """At least one of these patterns."""
    kept = _flat(parts, "$or", NOOIT)
    if ALTIJD in kept:
        return ALTIJD
    return kept[0] if len(kept) == 1 else {"$or": kept} if kept else NOOIT


def _flat(parts: list[Pattern], word: str, neutral: Pattern) -> list[Pattern]:
    """The parts, those of the same kind taken apart, without doubles and without what changes nothing."""
    kept: list[Pattern] = []
    for part in (inner for outer in parts for inner in outer.get(word, [outer])):
        if part != neutral and part not in kept:
            kept.append(part)
    return kept


def fields_of(pattern: Pattern) -> frozenset[str]:
    """Names of the fields that a pattern looks at."""
    key, value = next(iter(pattern.items()))
    if isinstance(value, list):
        return frozenset[str]().union(*(fields_of(part) for part in value))
    return frozenset(value) if isinstance(value, dict) else frozenset({key})


def width(pattern: Pattern) -> int:
    """How many tests of a pattern can wait at the same time while durable-rules matches one message."""
    key, value = next(iter(pattern.items()))
    if key == "$and":
        return 1 + sum(width(part) - 1 for part in value)
    if key == "$or":
        equal = {next(iter(part)) for part in value if not next(iter(part)).startswith("$")}
        return len(equal) + sum(width(part) for part in value if next(iter(part)).startswith("$"))
    return 1


def portions(patterns: Mapping[str, Pattern]) -> Iterator[dict[str, Pattern]]:
    """The patterns in portions that durable-rules can match within its limits, in their order."""
    portion: dict[str, Pattern] = {}
    wide, names = 0, frozenset[str]()
    for key, pattern in patterns.items():
        wider, more = wide + width(pattern), names | fields_of(pattern)
        if portion and (wider > MAX_WIDTH or len(more) > MAX_FIELDS):
            yield portion
            portion, wider, more = {}, width(pattern), fields_of(pattern)
        portion[key], wide, names = pattern, wider, more
    if portion:
        yield portion


@attrs.define
class _Field:
    """The fields that carry one term.

    Attributes:
        naam: generated stem of the field names.
        codes: constant of a rule to the code that is sent instead.
        members: constant of a rule to the field that says whether a set holds it.
        withs: tests on tables to the field that carries the number.
    """

    naam: str
    codes: dict[Any, str] = attrs.field(factory=dict)
    members: dict[Any, str] = attrs.field(factory=dict)
    withs: dict[SizeWith, str] = attrs.field(factory=dict)


class Encoding:
    """The fields of one kind of message: the casus, or a betrokkene.

    Conditions are encoded first (:meth:`holds`, :meth:`fails`); that fixes the fields which :meth:`message` fills.
    """

    def __init__(self, counts: dict[Condition, int], paths: dict[tuple[str, ...], int]) -> None:
        self._fields: dict[Term, _Field] = {}
        self._counts = counts
        self._paths = paths

    def holds(self, condition: Condition) -> Pattern:
        """A pattern that matches exactly when the condition is certainly true."""
        match condition:
            case All(parts):
                return both([self.holds(part) for part in parts])
            case AnyOf(parts):
                return either([self.holds(part) for part in parts])
            case Not(part):
                return self.fails(part)
            case Count():
                return self._count(condition, certain=True)
            case Reach(over):
                return {f"r{self._paths.setdefault(over, len(self._paths))}": JA}
            case Check(term, test):
                return self._certain(self._field(term), test)

    def fails(self, condition: Condition) -> Pattern:
        """A pattern that matches exactly when the condition is certainly false."""
        match condition:
            case All(parts):
                return either([self.fails(part) for part in parts])
            case AnyOf(parts):
                return both([self.fails(part) for part in parts])
            case Not(part):
                return self.holds(part)
            case Count():
                return self._count(condition, certain=False)
            case Reach(over):
                return {f"r{self._paths.setdefault(over, len(self._paths))}": NEE}
            case Check(term, test):
                return self._excluded(self._field(term), test)

    def _field(self, term: Term) -> _Field:
        return self._fields.setdefault(term, _Field(f"f{len(self._fields)}"))

    def _certain(self, field: _Field, test: Any) -> Pattern:
        match test:
            case Known(known):
                return {f"{field.naam}k": JA if known else NEE}
            case In(values):
                return either([{field.naam: self._code(field, value)} for value in _sorted(values)])
            case Range(low, high):
                return _applying(field, _between(f"{field.naam}g", low, high))
            case Size(low, high):
                return _applying(field, _between(f"{field.naam}s", low, high))
            case SizeWith(_, low, high):
                return _applying(field, _between(self._with(field, test), low, high))
            case DateRange(low, high):
                return _applying(field, both([_edge(field, "$gte", low), _edge(field, "$lte", high)]))
            case Overlaps(values):
                return either([{self._member(field, value): JA} for value in _sorted(values)])
            case Covers(values):
                return both([{f"{field.naam}a": JA}, *({self._member(field, value): JA} for value in _sorted(values))])
            case Disjoint(values):
                return both([{f"{field.naam}a": JA}, *({self._member(field, value): NEE} for value in _sorted(values))])
        raise AssertionError(test)  # pragma: no cover - the union of tests is closed

    def _excluded(self, field: _Field, test: Any) -> Pattern:
        not_applicable: Pattern = {f"{field.naam}a": NEE}
        match test:
            case Known(known):
                return {f"{field.naam}k": NEE if known else JA}
            case In(values):
                others = both([{"$neq": {field.naam: self._code(field, value)}} for value in _sorted(values)])
                return others if values else {f"{field.naam}k": JA}
            case Range(low, high):
                return either([not_applicable, _outside(f"{field.naam}g", low, high)])
            case Size(low, high):
                return either([not_applicable, _outside(f"{field.naam}s", low, high)])
            case SizeWith(_, low, high):
                return either([not_applicable, _outside(self._with(field, test), low, high)])
            case DateRange(low, high):
                return either([not_applicable, _beyond(field, "$lt", low), _beyond(field, "$gt", high)])
            case Overlaps(values):
                none = both([{f"{field.naam}a": JA}, *({self._member(field, value): NEE} for value in _sorted(values))])
                return either([not_applicable, none])
            case Covers(values):
                return either([not_applicable, *({self._member(field, value): NEE} for value in _sorted(values))])
            case Disjoint(values):
                return either([not_applicable, *({self._member(field, value): JA} for value in _sorted(values))])
        raise AssertionError(test)  # pragma: no cover - the union of tests is closed

    @staticmethod
    def _code(field: _Field, value: Any) -> str:
        return field.codes.setdefault(value, f"c{len(field.codes)}")

    @staticmethod
    def _member(field: _Field, value: Any) -> str:
        return field.members.setdefault(value, f"{field.naam}m{len(field.members)}")

    @staticmethod
    def _with(field: _Field, test: SizeWith) -> str:
        return field.withs.setdefault(test, f"{field.naam}w{len(field.withs)}")

    def _count(self, condition: Count, *, certain: bool) -> Pattern:
        number = self._counts.setdefault(condition.pattern, len(self._counts))
        sure, possible, closed = f"n{number}z", f"n{number}m", {"gesloten": JA}
        if certain:
            low: Pattern = {"$gte": {sure: condition.low}} if condition.low is not None else ALTIJD
            high: Pattern = (
                both([closed, {"$lte": {possible: condition.high}}]) if condition.high is not None else ALTIJD
            )
            return both([low, high])
        too_few: Pattern = both([closed, {"$lt": {possible: condition.low}}]) if condition.low is not None else NOOIT
        too_many: Pattern = {"$gt": {sure: condition.high}} if condition.high is not None else NOOIT
        return either([too_few, too_many])

    def message(self, facts: Facts, node: Node | None = None) -> Pattern:
        """The fields of one message; what is unknown is absent."""
        message: Pattern = {"altijd": JA}
        for term, field in self._fields.items():
            message |= _encode(field, value_of(term, facts, node), facts)
        return message


def _sorted(values: frozenset[Any]) -> list[Any]:
    return sorted(values, key=str)


def _applying(field: _Field, pattern: Pattern) -> Pattern:
    """The pattern; without a bound it still asks that the fact is known and applies."""
    return {f"{field.naam}a": JA} if pattern == ALTIJD else pattern


def _between(field: str, low: int | None, high: int | None) -> Pattern:
    edges: list[Pattern] = [{"$gte": {field: low}}] if low is not None else []
    return both([*edges, *([{"$lte": {field: high}}] if high is not None else [])])


def _outside(field: str, low: int | None, high: int | None) -> Pattern:
    edges: list[Pattern] = [{"$lt": {field: low}}] if low is not None else []
    return either([*edges, *([{"$gt": {field: high}}] if high is not None else [])])


def _edge(field: _Field, operator: str, day: Any) -> Pattern:
    return ALTIJD if day is None else _day(field, operator, day)


def _beyond(field: _Field, operator: str, day: Any) -> Pattern:
    return NOOIT if day is None else _day(field, operator, day)


def _day(field: _Field, operator: str, day: Any) -> Pattern:
    """A fixed day is compared as an ordinal, a relative one as a distance from the peildatum."""
    if day.date is not None:
        return {operator: {f"{field.naam}d": day.date.toordinal() + day.offset}}
    return {operator: {f"{field.naam}v": day.offset}}


def _encode(field: _Field, value: Any, facts: Facts) -> Mapping[str, Any]:
    """The fields that carry one value."""
    stem = field.naam
    if value is None:
        return {f"{stem}k": NEE}
    if value is NVT:
        return {f"{stem}k": JA, f"{stem}a": NEE, stem: _NVT}
    fields: dict[str, Any] = {f"{stem}k": JA, f"{stem}a": JA}
    if hasattr(value, "toordinal"):
        fields |= {f"{stem}d": value.toordinal(), f"{stem}v": value.toordinal() - facts.peildatum.toordinal()}
    if isinstance(value, frozenset | dict | tuple):
        fields[f"{stem}s"] = len(value)
        fields |= {name: JA if member in value else NEE for member, name in field.members.items()}
    if isinstance(value, dict):
        fields |= {name: sum(part in test.values for part in value.values()) for test, name in field.withs.items()}
    if isinstance(value, int):
        fields[f"{stem}g"] = value
    if not isinstance(value, frozenset | dict | tuple):
        fields[stem] = field.codes.get(value, _OTHER)
    return fields

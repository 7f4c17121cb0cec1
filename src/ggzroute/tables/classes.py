"""The values of one column in classes: values that no cell of the column can tell apart are one class.

The classes cover the whole domain, so what holds for one value of each holds for all. Only for a set of which the
cells name more than :data:`MOST_NAMED` values, or a table whose parts can be counted in more than :data:`MOST_TABLES`
ways, not every combination is looked at; then it says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise, product
from typing import Any, Final

import attrs

from ggzroute.domain.casus import NVT
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Condition,
    Covers,
    DateRange,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Size,
    SizeWith,
    Test,
    walk,
)
from ggzroute.rules.logic import Truth, passes
from ggzroute.vocabulary import CODES, Soort, Type

MOST_NAMED: Final = 10
MOST_TABLES: Final = 1_000
_OTHER: Final = "iets_anders"


@attrs.frozen(eq=False)
class Waarde:
    """One class of values.

    Attributes:
        naam: how people read it: ``ja``, ``3..5``, ``>= 6``.
        waarde: one of its values; ``None`` is unknown.
        telt: whether a table should say something about it: not about ``nvt``, nor about unknown unless a cell asks.
    """

    naam: str
    waarde: Any
    telt: bool = True


def classes(kind: Type, conditions: Sequence[Condition], day: dt.date) -> tuple[list[Waarde], bool]:
    """The classes of one term, and whether they cover the whole domain."""
    return classes_of(kind, [part.test for c in conditions for part in walk(c) if isinstance(part, Check)], day)


def classes_of(kind: Type, tests: Sequence[Test], day: dt.date) -> tuple[list[Waarde], bool]:
    """The classes that these tests make of a type, and whether they cover the whole domain."""
    asks_known = any(isinstance(test, Known) for test in tests)
    values, whole = _values(kind, tests, day)
    return [*values, Waarde("nvt", NVT, telt=False), Waarde("onbekend", None, telt=asks_known)], whole


def holds(condition: Condition, value: Any, day: dt.date) -> Truth:
    """Whether a condition on one term holds for a value of it; ``None`` as value is unknown."""
    match condition:
        case Check(_, Known(known)):
            return (value is not None) is known
        case Check(_, test):
            return None if value is None else passes(test, value, day)
        case Not(part):
            inside = holds(part, value, day)
            return None if inside is None else not inside
        case All(parts) | AnyOf(parts):
            stop = isinstance(condition, AnyOf)
            found = [holds(part, value, day) for part in parts]
            return stop if stop in found else None if None in found else not stop
    raise AssertionError(condition)  # pragma: no cover - a cell on a term holds nothing else


def _values(kind: Type, tests: Sequence[Test], day: dt.date) -> tuple[list[Waarde], bool]:
    if kind.soort in (Soort.JA_NEE, Soort.KEUZE):
        return [Waarde(code, code) for code in kind.waarden], True
    if kind.soort in CODES:
        named = sorted({str(v) for test in tests if isinstance(test, In) for v in test.values})
        return [*(Waarde(v, v) for v in named), Waarde("een andere waarde", _free(named))], True
    if kind.soort is Soort.GETAL:
        return list(_numbers(tests)), True
    if kind.soort is Soort.DATUM:
        return list(_days(tests, day)), True
    if kind.is_set:
        return _sets(kind, tests, day)
    if kind.soort is Soort.TABEL:
        return _tables(kind, tests)
    return [Waarde("bekend", (1,))] if kind.soort is Soort.RECORD else list(_lengths(tests)), True


def _free(named: Sequence[str]) -> str:
    """A text that is none of these."""
    return next(text for n in range(len(named) + 1) if (text := _OTHER + "_" * n) not in named)


def _numbers(tests: Iterable[Test]) -> Iterator[Waarde]:
    """Stretches of whole numbers. A table should say something about those below zero when a cell reaches there."""
    starts: set[int] = set()
    for test in tests:
        if isinstance(test, Range):
            starts |= {test.low} if test.low is not None else set()
            starts |= {test.high + 1} if test.high is not None else set()
        elif isinstance(test, In):
            starts |= {n + d for n in test.values for d in (0, 1)}
    below = any(n < 0 for n in starts)
    edges = sorted(starts if below else {0, *starts})
    yield Waarde(f"< {edges[0]}", edges[0] - 1, telt=below)
    for low, high in pairwise(edges):
        yield Waarde(str(low) if low == high - 1 else f"{low}..{high - 1}", low)
    yield Waarde(f">= {edges[-1]}", edges[-1])


def _days(tests: Iterable[Test], day: dt.date) -> Iterator[Waarde]:
    starts = {day.toordinal(), day.toordinal() + 1}
    for test in tests:
        if isinstance(test, DateRange):
            starts |= {test.low.ordinal(day)} if test.low else set()
            starts |= {test.high.ordinal(day) + 1} if test.high else set()
        elif isinstance(test, In):
            starts |= {v.toordinal() + d for v in test.values for d in (0, 1)}
    edges = [dt.date.fromordinal(n) for n in sorted(starts)]
    yield Waarde(f"< {edges[0]}", edges[0] - dt.timedelta(days=1))
    for low, after in pairwise(edges):
        last = after - dt.timedelta(days=1)
        yield Waarde(str(low) if low == last else f"{low}..{last}", low)
    yield Waarde(f">= {edges[-1]}", edges[-1])


def _sets(kind: Type, tests: Sequence[Test], day: dt.date) -> tuple[list[Waarde], bool]:
    """Which of the named values are in it, with so many others as a count can tell."""
    named = sorted({v for t in tests if isinstance(t, Overlaps | Covers | Disjoint) for v in t.values}, key=str)
    most = _enough(tests)
    if kind.waarden:
        others: list[Any] = [code for code in kind.waarden if code not in named][:most]
    elif kind.soort is Soort.DATUMS:
        days = (day - dt.timedelta(days=n) for n in range(most + len(named)))
        others = [d for d in days if d not in named][:most]
    else:
        others = [_free([str(v) for v in named]) + str(n) for n in range(most)]
    pool = named[:MOST_NAMED]
    found = []
    for size in range(len(pool) + 1):
        for some in combinations(pool, size):
            for extra in range(len(others) + 1):
                value = frozenset([*some, *others[:extra]])
                label = "+".join([*(str(v) for v in some), *(["iets anders"] if extra else [])])
                found.append(Waarde(label or "leeg", value))
    return found, len(named) <= MOST_NAMED


def _enough(tests: Iterable[Test]) -> int:
    """So many that no test tells it apart from more."""
    sizes = (b for t in tests if isinstance(t, Size | SizeWith) for b in (t.low, t.high) if b is not None)
    return max([0, *sizes]) + 1


def _lengths(tests: Sequence[Test]) -> Iterator[Waarde]:
    most = _enough(tests)
    for size in range(most + 1):
        yield Waarde("leeg" if not size else "niet leeg" if most == 1 else _often(size, most), (1,) * size)


def _tables(kind: Type, tests: Sequence[Test]) -> tuple[list[Waarde], bool]:
    """How often each value is in it, up to as often as a count can tell; values that no count tells apart are one."""
    counted = [test.values for test in tests if isinstance(test, SizeWith)]
    named = sorted({value for values in counted for value in values}, key=str)
    groups: dict[tuple[bool, ...], Any] = {}
    codes = kind.waarde.waarden if kind.waarde else ()
    for value in (*named, *(codes or [_free([str(v) for v in named])]), NVT):
        groups.setdefault(tuple(value in values for values in counted), value)
    most = _enough(tests)
    rows = len(kind.sleutels) or most * len(groups)
    amounts = (found for found in product(range(most + 1), repeat=len(groups)) if sum(found) <= rows)
    tables = [dict(zip(groups.values(), found, strict=True)) for found in islice(amounts, MOST_TABLES + 1)]
    keys = list(kind.sleutels) or [f"plaats_{n}" for n in range(1, rows + 1)]
    return [_filled(keys, table, most) for table in tables[:MOST_TABLES]], len(tables) <= MOST_TABLES


def _filled(keys: Sequence[str], amounts: Mapping[Any, int], most: int) -> Waarde:
    """The class of tables with each value so often."""
    parts = [value for value, amount in amounts.items() for _ in range(amount)]
    if len(amounts) == 1:
        name = "leeg" if not parts else "niet leeg" if most == 1 else _often(len(parts), most)
    else:
        there = [(n, "nvt" if value is NVT else value) for value, n in amounts.items() if n]
        name = ", ".join(f"{_often(n, most)} keer {value}" for n, value in there) or "leeg"
    return Waarde(name, dict(zip(keys, parts, strict=False)), telt=NVT not in parts)


def _often(number: int, most: int) -> str:
    return f">= {number}" if number == most else str(number)

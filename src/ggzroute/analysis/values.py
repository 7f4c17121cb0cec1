"""Chooses a value for a term that passes some tests and fails others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Final

from ggzroute.domain.casus import NVT
from ggzroute.rules.conditions import (
    Covers,
    DateRange,
    Disjoint,
    In,
    Known,
    Overlaps,
    Range,
    Size,
    SizeWith,
    Term,
    Test,
)
from ggzroute.rules.logic import passes
from ggzroute.tables.classes import classes_of
from ggzroute.vocabulary import Soort, Type

UNKNOWN: Final = object()
"""Stands for leaving the fact out."""

Wanted = Sequence[tuple[Test, bool]]


def choose_value(term: Term, wanted: Wanted, peildatum: dt.date) -> Any:
    """A value that fits every test, :data:`UNKNOWN` when it must stay out, or ``None`` when there is none."""
    if any(isinstance(test, Known) and test.known is not want for test, want in wanted):
        return UNKNOWN if all(isinstance(test, Known) for test, _ in wanted) else None
    tests = [(test, want) for test, want in wanted if not isinstance(test, Known)]
    for value in candidates(term.type, [test for test, _ in tests], peildatum):
        if all(passes(test, value, peildatum) is want for test, want in tests):
            return value
    return None


def candidates(kind: Type, tests: Sequence[Test], peildatum: dt.date) -> Iterator[Any]:
    """Values of a type that these tests may tell apart, small ones first; not applying comes last."""
    match kind.soort:
        case Soort.JA_NEE | Soort.KEUZE:
            yield from kind.waarden
        case Soort.TEKST | Soort.ACTOR:
            yield from [*_constants(tests), "iets_anders"]
        case Soort.GETAL:
            bounds = [b for test in tests if isinstance(test, Range) for b in (test.low, test.high) if b is not None]
            yield from sorted({max(0, b + d) for b in [*bounds, *_constants(tests), 1] for d in (-1, 0, 1)})
        case Soort.DATUM:
            yield from _days(tests, peildatum)
        case Soort.KEUZES:
            yield from _sets(_mentioned(tests), list(kind.waarden))
        case Soort.TEKSTEN | Soort.ACTOREN:
            yield from _sets(_mentioned(tests), ["iets_anders", "nog_iets"])
        case Soort.DATUMS:
            yield from (frozenset(peildatum - dt.timedelta(days=n) for n in range(size)) for size in range(6))
        case Soort.TABEL if has_codes(kind):
            yield from tables_with_codes(kind, tests, peildatum)[0]
        case Soort.TABEL:
            yield from _tables(kind, tests)
        case Soort.RECORD:
            yield {name: next(candidates(field, [], peildatum)) for name, field in list(kind.velden.items())[:1]}
        case Soort.RECORDS:
            one = {name: next(candidates(field, [], peildatum)) for name, field in list(kind.velden.items())[:1]}
            yield from (tuple(one for _ in range(size)) for size in range(6))
    yield NVT


def has_codes(kind: Type) -> bool:
    """Whether it is a table with codes in it, of which every state can be told."""
    return kind.soort is Soort.TABEL and kind.waarde is not None and bool(kind.waarde.waarden)


def tables_with_codes(kind: Type, tests: Sequence[Test], peildatum: dt.date) -> tuple[list[dict[str, Any]], bool]:
    """Tables in every class that the tests make, small ones first, and whether those are all."""
    found, whole = classes_of(kind, tests, peildatum)
    return sorted((one.waarde for one in found if isinstance(one.waarde, dict)), key=len), whole


def _constants(tests: Sequence[Test]) -> list[Any]:
    return sorted({value for test in tests if isinstance(test, In) for value in test.values}, key=str)


def _mentioned(tests: Sequence[Test]) -> list[Any]:
    return sorted({v for test in tests if isinstance(test, Overlaps | Covers | Disjoint) for v in test.values}, key=str)


def _sets(mentioned: list[Any], others: list[Any]) -> Iterator[frozenset[Any]]:
    """Small sets first: of what the tests name, then of other values, then as large as it takes."""
    pool = [*mentioned[:8], *[value for value in others if value not in mentioned][:3]]
    for size in range(min(len(pool), 4) + 1):
        yield from (frozenset(some) for some in combinations(pool, size))
    yield frozenset(mentioned)
    yield frozenset([*mentioned, *others])


def _days(tests: Sequence[Test], peildatum: dt.date) -> Iterator[dt.date]:
    edges = [
        day.ordinal(peildatum) for test in tests if isinstance(test, DateRange) for day in (test.low, test.high) if day
    ]
    named = [value.toordinal() for value in _constants(tests)]
    yield from (
        dt.date.fromordinal(n)
        for n in sorted({e + d for e in [*edges, *named, peildatum.toordinal()] for d in (-1, 0, 1)})
    )


def _tables(kind: Type, tests: Sequence[Test]) -> Iterator[dict[str, Any]]:
    """Tables with the first so many keys, all with one value: one that is counted, then one that is not."""
    keys = list(kind.sleutels) or ["plaats_a", "plaats_b", "plaats_c", "plaats_d"]
    counted = [value for test in tests if isinstance(test, SizeWith) for value in sorted(test.values, key=str)]
    plain: list[Any] = [{} if kind.waarde and kind.waarde.velden else 1]
    sizes = [b for test in tests if isinstance(test, Size | SizeWith) for b in (test.low, test.high) if b is not None]
    for value in [*counted, *[v for v in plain if v not in counted]]:
        for size in sorted({max(0, s + d) for s in [*sizes, 1] for d in (-1, 0, 1)}):
            yield dict.fromkeys(keys[:size], value)

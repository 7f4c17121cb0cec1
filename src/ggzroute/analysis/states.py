"""The states of a term that some tests can tell apart: a finite list, in which unknown is a state too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any, Final

import attrs

from ggzroute.analysis.values import UNKNOWN, candidates, has_codes, tables_with_codes
from ggzroute.domain.casus import NVT
from ggzroute.rules.conditions import DateRange, In, Known, Range, Size, Term, Test
from ggzroute.rules.logic import passes
from ggzroute.vocabulary import CODES, SETS, Soort

MANY: Final = 3_000
"""At most so many states of one term are looked at."""

_EXACT: Final = CODES | {Soort.GETAL, Soort.KEUZES, Soort.TEKSTEN, Soort.ACTOREN}


@attrs.frozen(eq=False)
class States:
    """The states of one term.

    Attributes:
        values: one value for each state; :data:`UNKNOWN` for leaving it out, which comes first.
        exact: whether no other value is told apart by the tests.
    """

    values: tuple[Any, ...]
    exact: bool

    @property
    def full(self) -> int:
        """The mask of all states."""
        return (1 << len(self.values)) - 1

    def mask(self, test: Test, *, want: bool, day: dt.date) -> int:
        """The states in which a test is certainly what is wanted, as a bit mask."""
        return sum(1 << n for n, value in enumerate(self.values) if _outcome(test, value, day) is want)


def _outcome(test: Test, value: Any, day: dt.date) -> bool | None:
    if isinstance(test, Known):
        return (value is not UNKNOWN) is test.known
    return None if value is UNKNOWN else passes(test, value, day)


def states_of(term: Term, tests: Sequence[Test], day: dt.date) -> States:
    """Every state of a term that these tests can tell apart."""
    found: dict[tuple[bool | None, ...], Any] = {}
    options, whole = _options(term, tests, day)
    for number, value in enumerate([UNKNOWN, *islice(options, MANY)]):
        whole = whole and number < MANY
        if term.node and value is NVT:
            continue
        found.setdefault(tuple(_outcome(test, value, day) for test in tests), value)
    return States(tuple(found.values()), whole)


def _options(term: Term, tests: Sequence[Test], day: dt.date) -> tuple[Iterable[Any], bool]:
    """Values in every class that the tests make, as far as the type allows, and whether it does."""
    if not has_codes(term.type):
        return _values(term, tests, day), _is_exact(term.type.soort, tests)
    tables, whole = tables_with_codes(term.type, tests, day)
    return [*tables, NVT], whole


def _values(term: Term, tests: Sequence[Test], day: dt.date) -> Iterator[Any]:
    kind = term.type.soort
    if kind in SETS and kind is not Soort.DATUMS:
        yield from _sets(term, tests)
    else:
        yield from candidates(term.type, tests, day)
    if kind is Soort.GETAL:
        bounds = {b for test in tests if isinstance(test, Range) for b in (test.low, test.high) if b is not None}
        bounds |= {value for test in tests if isinstance(test, In) for value in test.values}
        yield from sorted({b + d for b in bounds for d in (-1, 0, 1) if b + d < 0})


def _is_exact(kind: Soort, tests: Sequence[Test]) -> bool:
    """Whether the candidates fall in every class; of days only when they all move with the peildatum, or none does."""
    if kind is not Soort.DATUM:
        return kind in _EXACT
    days = [day for test in tests if isinstance(test, DateRange) for day in (test.low, test.high) if day is not None]
    fixed = any(isinstance(test, In) for test in tests) or any(day.date is not None for day in days)
    return not (fixed and any(day.date is None for day in days))


def _sets(term: Term, tests: Sequence[Test]) -> Iterator[Any]:
    """Sets that differ for the tests: of each group of values that no test tells apart none, some, or all."""
    named = [test for test in tests if not isinstance(test, Known | Size)]
    open_ended = term.type.soort is not Soort.KEUZES
    pool = list(term.type.waarden) if not open_ended else []
    mentioned = sorted({value for test in named for value in getattr(test, "values", ())}, key=str)
    groups: dict[tuple[bool, ...], list[Any]] = {}
    for value in dict.fromkeys([*pool, *mentioned, *(["iets_anders", "nog_iets"] if open_ended else [])]):
        groups.setdefault(tuple(value in getattr(test, "values", ()) for test in named), []).append(value)
    sizes = [b for test in tests if isinstance(test, Size) for b in (test.low, test.high) if b is not None]
    most = max([0, *sizes]) + 1
    choices = [_amounts(group, most) for group in groups.values()]
    for choice in product(*choices):
        yield frozenset(value for part in choice for value in part)
    yield NVT


def _amounts(group: Sequence[Any], most: int) -> list[Sequence[Any]]:
    """Beginnings of a group: enough to make every size that matters, and the whole."""
    return [group[:n] for n in range(min(len(group), most) + 1)] + ([group] if len(group) > most else [])


def value_in(states: States, mask: int) -> Any:
    """The first value in a mask: leaving the fact out when that will do."""
    return states.values[(mask & -mask).bit_length() - 1]

"""The states of a term: every class of values that the tests make is there, and nothing is told apart twice."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ggzroute.analysis.states import states_of
from ggzroute.analysis.values import UNKNOWN
from ggzroute.domain.casus import NVT
from ggzroute.rules.conditions import Covers, DateRange, Day, Disjoint, In, Known, Overlaps, Range, Size, Term, Test
from ggzroute.rules.logic import passes
from ggzroute.vocabulary import Soort, Type

DAY = dt.date(2018, 6, 1)
CODES = ("a", "b", "c", "d")
NUMBER = Term(name="persoon.aantal", type=Type(soort=Soort.GETAL))
SET = Term(name="persoon.wensen", type=Type(soort=Soort.KEUZES, waarden={code: code for code in CODES}))
DATE = Term(name="persoon.dag", type=Type(soort=Soort.DATUM))

some_codes = st.frozensets(st.sampled_from(CODES), min_size=1)
bound = st.one_of(st.none(), st.integers(-4, 6))
number_tests = st.lists(
    st.one_of(st.builds(Range, bound, bound), st.builds(In, st.frozensets(st.integers(-4, 6), min_size=1))), max_size=4
)
set_tests = st.lists(
    st.one_of(*(st.builds(kind, some_codes) for kind in (Overlaps, Covers, Disjoint)), st.builds(Size, bound, bound)),
    max_size=4,
)


def outcomes(tests: list[Test], value: object) -> tuple[bool | None, ...]:
    return tuple(None if value is UNKNOWN else passes(test, value, DAY) for test in tests)


@given(number_tests, st.one_of(st.integers(-8, 10), st.just(NVT)))
def test_every_number_is_in_a_state(tests, value):
    found = states_of(NUMBER, tests, DAY)
    assert found.exact
    assert outcomes(tests, value) in {outcomes(tests, state) for state in found.values} or not tests


@example([Overlaps(frozenset("a")), Size(-2, None)], frozenset())
@given(set_tests, st.one_of(st.frozensets(st.sampled_from(CODES)), st.just(NVT)))
def test_every_set_is_in_a_state(tests, value):
    found = states_of(SET, tests, DAY)
    assert found.exact
    assert outcomes(tests, value) in {outcomes(tests, state) for state in found.values} or not tests


@given(st.one_of(number_tests))
def test_no_two_states_are_the_same_for_the_tests(tests):
    shown = [outcomes(tests, state) for state in states_of(NUMBER, tests, DAY).values]
    assert len(shown) == len(set(shown))


def test_unknown_comes_first_and_is_what_a_full_mask_gives():
    found = states_of(NUMBER, [Range(1, None), Known(known=True)], DAY)
    assert found.values[0] is UNKNOWN
    assert found.mask(Known(known=False), want=True, day=DAY) == 1


@pytest.mark.parametrize(
    ("days", "exact"),
    [
        ((Day(offset=1), Day(offset=-3)), True),
        ((Day(date=DAY), Day(date=dt.date(2020, 1, 1))), True),
        ((Day(offset=1), Day(date=DAY)), False),
    ],
)
def test_fixed_days_and_days_around_the_peildatum_together_are_not_exact(days, exact):
    assert states_of(DATE, [DateRange(days[0], None), DateRange(None, days[1])], DAY).exact is exact

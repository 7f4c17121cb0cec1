"""Which rules take part on a day is worked out once for all days on which it is the same."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ggzroute.engine.choosing import choose_engine, compiled, program
from ggzroute.engine.direct import DirectProgram
from ggzroute.engine.readable import ReadableProgram
from ggzroute.rules.selection import Kept, Selections
from rule_strategies import PEILDATUM, derives, equal, make_rule

DAY = dt.timedelta(days=1)


def valid(id_, van=None, tot=None, **more):
    """A rule that is in force from the one day to the other, both included, counted from the peildatum."""
    first, last = (None if days is None else PEILDATUM + days * DAY for days in (van, tot))
    return attrs.evolve(make_rule(id_), van=first, tot=last, **more)


def selections(*rules):
    return Selections({rule.id: rule for rule in rules}, (tuple(rule.id for rule in rules),))


def on(found, days, niveau="casus", *, afgeleid=False):
    return found.on(PEILDATUM + days * DAY, niveau, afgeleid=afgeleid)


def test_a_rule_takes_part_from_its_first_day_to_its_last():
    found = selections(valid("A", van=0, tot=2), valid("B"))
    assert [on(found, days).ids for days in (-1, 0, 2, 3)] == [("B",), ("A", "B"), ("A", "B"), ("B",)]
    assert [rule.id for rule in on(found, 3).out_of_force] == ["A"]
    assert on(found, 1).out_of_force == ()


def test_days_with_the_same_rules_share_a_selection_and_its_programs():
    found = selections(valid("A", van=0, tot=2), valid("B"))
    assert on(found, 0) is on(found, 2)
    assert on(found, -5) is on(found, -1)
    assert on(found, -1) is not on(found, 3)
    engine = choose_engine("direct")
    assert compiled(engine, on(found, 0)) is compiled(engine, on(found, 2))


def test_rules_are_read_for_the_first_casus_and_compiled_once_for_those_after_it():
    selection = on(selections(valid("A")), 0)
    engine = choose_engine("direct")
    first, second, third = (program(engine, selection) for _ in range(3))
    assert isinstance(first, ReadableProgram)
    assert isinstance(second, DirectProgram)
    assert third is second


def test_an_engine_that_is_asked_for_by_name_is_not_read_for():
    pytest.importorskip("durable")
    selection = on(selections(valid("A")), 0)
    engine = choose_engine("durable")
    assert program(engine, selection) is compiled(engine, selection)


def test_levels_and_our_own_readings_are_kept_apart():
    found = selections(valid("A", basis="afgeleid"), valid("B"), valid("C", niveau="regio"))
    assert on(found, 0).ids == ("B",)
    assert on(found, 0, afgeleid=True).ids == ("A", "B")
    assert on(found, 0, "regio").ids == ("C",)


def test_a_rule_that_is_in_force_for_ever_has_no_day_after():
    found = selections(attrs.evolve(make_rule("A"), van=dt.date.min, tot=dt.date.max))
    assert [found.on(day, "casus", afgeleid=False).ids for day in (dt.date.min, dt.date.max)] == [("A",), ("A",)]


def test_only_layers_with_rules_are_left_and_only_rules_that_derive_are_derived_from():
    rules = [make_rule("A", equal("proef.keuze", "aap"), derives("proef.een", "aap")), valid("B", van=9), valid("C")]
    found = Selections({rule.id: rule for rule in rules}, (("A", "C"), ("B",)))
    early, late = on(found, 0), on(found, 9)
    assert [[rule.id for rule in layer] for layer in early.strata] == [["A", "C"]]
    assert [[rule.id for rule in layer] for layer in late.strata] == [["A", "C"], ["B"]]
    assert [[rule.id for rule in layer] for layer in late.deriving] == [["A"], []]
    assert late.needs == {"proef.keuze"}


limits = st.none() | st.integers(-4, 4)


@given(st.lists(st.tuples(limits, limits), min_size=1, max_size=5), st.integers(-6, 6))
def test_a_selection_holds_the_rules_that_are_valid_on_the_day(bounds, days):
    rules = [valid(f"R{n}", van, tot) for n, (van, tot) in enumerate(bounds)]
    day = PEILDATUM + days * DAY
    found = on(selections(*rules), days)
    assert list(found.rules.values()) == [rule for rule in rules if rule.valid_on(day)]
    assert list(found.out_of_force) == [rule for rule in rules if not rule.valid_on(day)]


@pytest.mark.parametrize("again", [lambda value: pickle.loads(pickle.dumps(value)), copy.deepcopy])  # noqa: S301 - made here
def test_what_was_kept_stays_behind_when_its_owner_is_pickled_or_copied(again):
    assert again({"kept": Kept(a=1)}) == {"kept": Kept()}
    assert isinstance(again(Kept()), Kept)


def test_threads_that_ask_at_once_get_the_same_selection_and_program():
    found = selections(*(valid(f"R{n}", van=n) for n in range(40)))
    engine = choose_engine("direct")

    def ask(days):
        selection = on(found, days)
        return selection, compiled(engine, selection)

    with ThreadPoolExecutor(8) as pool:
        given_ = list(pool.map(ask, [days for days in range(40) for _ in range(8)]))
    assert len({id(selection) for selection, _ in given_}) == 40
    assert len({id(program) for _, program in given_}) == 40

"""The classes of a column cover its whole domain: every value does to the cells what one of the classes does."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ggzroute.rules.conditions import Check, Known, SizeWith
from ggzroute.rules.conditions import Size as HowMany
from ggzroute.rules.logic import passes
from ggzroute.tables.classes import classes
from ggzroute.vocabulary import Soort, Type
from rule_strategies import PEILDATUM, TYPES, fact, one_from, values
from rule_strategies import tests_for as forms_of

ASKED = [name for name in TYPES if name.startswith("proef.")]
AREAS = Type(
    soort=Soort.TABEL,
    sleutels={"wonen": "wonen", "werk": "werk", "geld": "geld"},
    waarde=Type(soort=Soort.KEUZE, waarden={"goed": "goed", "aandacht": "aandacht"}),
)


def names(kind: Type, *tests: HowMany | SizeWith) -> list[str]:
    found, whole = classes(kind, [Check(fact("proef.leden"), test) for test in tests], PEILDATUM)
    assert whole
    return [value.naam for value in found if value.telt]


def test_a_table_is_empty_or_not_when_no_cell_counts_further():
    assert names(AREAS, HowMany(None, 0)) == ["leeg", "niet leeg"]


def test_the_rows_of_a_table_are_counted_as_far_as_a_cell_counts():
    assert names(AREAS, HowMany(2, None)) == ["leeg", "1", "2", ">= 3"]


def test_a_table_is_told_by_how_often_a_value_is_in_it_and_has_no_more_rows_than_keys():
    assert names(AREAS, SizeWith(frozenset({"aandacht"}), 2, None)) == [
        "leeg",
        "1 keer goed",
        "2 keer goed",
        ">= 3 keer goed",
        "1 keer aandacht",
        "1 keer aandacht, 1 keer goed",
        "1 keer aandacht, 2 keer goed",
        "2 keer aandacht",
        "2 keer aandacht, 1 keer goed",
        ">= 3 keer aandacht",
    ]


def test_a_table_that_can_be_counted_in_too_many_ways_is_not_looked_at_whole():
    open_ended = Type(soort=Soort.TABEL, waarde=AREAS.waarde)
    found, whole = classes(open_ended, [Check(fact("proef.leden"), SizeWith(frozenset({"goed"}), 40, None))], PEILDATUM)
    assert (len(found), whole) == (1_002, False)


@settings(max_examples=300)
@given(st.data())
def test_every_value_is_in_a_class(data):
    name = data.draw(st.sampled_from(ASKED))
    kind = TYPES[name]
    forms = [form for made, form in forms_of(kind).items() if made is not Known]
    tests = data.draw(st.lists(one_from(forms), min_size=1, max_size=3)) if forms else []
    found, whole = classes(kind, [Check(fact(name), test) for test in tests], PEILDATUM)
    value = data.draw(values(kind))
    same = [tuple(passes(test, one.waarde, PEILDATUM) for test in tests) for one in found if one.waarde is not None]
    assert not whole or tuple(passes(test, value, PEILDATUM) for test in tests) in same

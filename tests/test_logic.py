"""What a condition means: Kleene's three values, four states of a fact, and a network that is open or closed."""

from __future__ import annotations

import datetime as dt
import itertools

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ggzroute.domain.casus import GEWEIGERD, NVT
from ggzroute.domain.facts import INVENTARIS
from ggzroute.domain.netwerk import HULPVRAGER, Betrokkene, Relatie
from ggzroute.rules.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
    Day,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
    facts_of,
    walk,
)
from ggzroute.rules.logic import blockers, count_truth, matches, truth
from rule_strategies import PEILDATUM, casussen, conditions, fact, facts_from, given_facts, of_node

TRUE: Condition = ALWAYS
FALSE: Condition = Not(ALWAYS)
UNKNOWN: Condition = Check(fact("proef.keuze"), In(frozenset({"aap"})))
NOTHING = given_facts()


def day(days: int) -> dt.date:
    return PEILDATUM + dt.timedelta(days=days)


def about(name: str, test: object, value: object, **term: str) -> bool | None:
    """The truth of one test on one fact with this value; ``None`` leaves the fact out."""
    given = {} if value is None else {name: value}
    return truth(Check(fact(name, **term), test), given_facts(given))


# --- and, or, not ----------------------------------------------------------------------------------------------------

KLEENE = {True: TRUE, False: FALSE, None: UNKNOWN}
AND = {
    (True, True): True,
    (True, None): None,
    (True, False): False,
    (None, None): None,
    (None, False): False,
    (False, False): False,
}
OR = {
    (True, True): True,
    (True, None): True,
    (True, False): True,
    (None, None): None,
    (None, False): None,
    (False, False): False,
}
BOTH_WAYS = [pair for row in AND for pair in {row, row[::-1]}]


def row_of(table, pair):
    return table[pair] if pair in table else table[pair[::-1]]


@pytest.mark.parametrize("pair", BOTH_WAYS)
def test_alle_follows_the_truth_table_of_kleene(pair):
    assert truth(All(tuple(KLEENE[value] for value in pair)), NOTHING) is row_of(AND, pair)


@pytest.mark.parametrize("pair", BOTH_WAYS)
def test_een_van_deze_follows_the_truth_table_of_kleene(pair):
    assert truth(AnyOf(tuple(KLEENE[value] for value in pair)), NOTHING) is row_of(OR, pair)


@pytest.mark.parametrize(("value", "expected"), [(True, False), (False, True), (None, None)])
def test_niet_turns_certain_around_and_leaves_unknown_unknown(value, expected):
    assert truth(Not(KLEENE[value]), NOTHING) is expected


def test_without_parts_alle_holds_and_een_van_deze_does_not():
    assert truth(All(()), NOTHING) is True
    assert truth(AnyOf(()), NOTHING) is False


# --- one test on one fact --------------------------------------------------------------------------------------------

WIM, ZUS = frozenset({"wim"}), frozenset({"zus"})
BOTH, NONE = WIM | ZUS, frozenset()
ROOD = frozenset({"rood"})

TABLE = [
    ("proef.keuze", In(frozenset({"aap"})), "aap", True),
    ("proef.keuze", In(frozenset({"aap", "mies"})), "mies", True),
    ("proef.keuze", In(frozenset({"aap", "mies"})), "noot", False),
    ("proef.ja_nee", In(frozenset({"nee"})), "nee", True),
    ("proef.ja_nee", In(frozenset({"nee"})), "ja", False),
    ("proef.tekst", In(frozenset({"lisse"})), "lisse", True),
    ("proef.tekst", In(frozenset({"lisse"})), "Lisse", False),
    ("proef.getal", In(frozenset({0})), 0, True),
    ("proef.getal", In(frozenset({0})), 1, False),
    ("proef.datum", In(frozenset({PEILDATUM})), PEILDATUM, True),
    ("proef.datum", In(frozenset({PEILDATUM})), day(1), False),
    ("proef.getal", Range(2, None), 1, False),
    ("proef.getal", Range(2, None), 2, True),
    ("proef.getal", Range(None, 2), 2, True),
    ("proef.getal", Range(None, 2), 3, False),
    ("proef.getal", Range(1, 3), 0, False),
    ("proef.getal", Range(1, 3), 1, True),
    ("proef.getal", Range(1, 3), 3, True),
    ("proef.getal", Range(1, 3), 4, False),
    ("proef.getal", Range(None, 0), 0, True),
    ("proef.getal", Range(None, None), 7, True),
    ("proef.keuzes", Overlaps(WIM), BOTH, True),
    ("proef.keuzes", Overlaps(BOTH), ZUS, True),
    ("proef.keuzes", Overlaps(WIM), ZUS, False),
    ("proef.keuzes", Overlaps(WIM), NONE, False),
    ("proef.keuzes", Covers(BOTH), BOTH, True),
    ("proef.keuzes", Covers(BOTH), ZUS, False),
    ("proef.keuzes", Covers(WIM), NONE, False),
    ("proef.keuzes", Disjoint(WIM), ZUS, True),
    ("proef.keuzes", Disjoint(WIM), BOTH, False),
    ("proef.keuzes", Disjoint(WIM), NONE, True),
    ("proef.keuzes", Size(None, 0), NONE, True),
    ("proef.keuzes", Size(None, 0), WIM, False),
    ("proef.keuzes", Size(1, None), NONE, False),
    ("proef.keuzes", Size(2, 2), BOTH, True),
    ("proef.datums", Overlaps(frozenset({PEILDATUM})), frozenset({PEILDATUM, day(1)}), True),
    ("proef.datums", Overlaps(frozenset({PEILDATUM})), frozenset({day(1)}), False),
    ("proef.records", Size(2, None), ({"dagen": 1}, {}), True),
    ("proef.records", Size(2, None), ({"dagen": 1},), False),
    ("proef.open", Size(1, None), {"leiden": "nee"}, True),
    ("proef.open", Size(1, None), {}, False),
    ("proef.leden", SizeWith(ROOD, 2, None), {"teun": "rood", "vuur": "rood", "gijs": "groen"}, True),
    ("proef.leden", SizeWith(ROOD, 2, None), {"teun": "rood", "gijs": "groen"}, False),
    ("proef.leden", SizeWith(ROOD, None, 0), {"gijs": "groen"}, True),
    ("proef.leden", SizeWith(ROOD, 1, 1), {"teun": "rood", "vuur": "rood"}, False),
]
EVERY_TEST = list({(name, test): None for name, test, _, _ in TABLE})


@pytest.mark.parametrize(("name", "test", "value", "expected"), TABLE)
def test_a_test_on_a_known_value_is_true_or_false(name, test, value, expected):
    assert about(name, test, value) is expected


@pytest.mark.parametrize(("name", "test"), EVERY_TEST)
def test_a_test_on_an_unknown_fact_is_unknown(name, test):
    assert about(name, test, None) is None


@pytest.mark.parametrize(("name", "test"), EVERY_TEST)
def test_a_test_on_a_refused_fact_is_unknown(name, test):
    assert about(name, test, GEWEIGERD) is None


@pytest.mark.parametrize(("name", "test"), EVERY_TEST)
def test_a_fact_that_does_not_apply_fails_every_test_for_certain(name, test):
    assert about(name, test, NVT) is False
    assert truth(Not(Check(fact(name), test)), given_facts({name: NVT})) is True


def test_the_tables_hold_every_form_of_test():
    forms = {type(test) for _, test in EVERY_TEST} | {Known, DateRange}
    assert forms == {In, Range, DateRange, Overlaps, Covers, Disjoint, Size, SizeWith, Known}


@pytest.mark.parametrize(("value", "known"), [("aap", True), (NVT, True), (None, False), (GEWEIGERD, False)])
def test_bekend_is_never_unknown(value, known):
    assert about("proef.keuze", Known(known=True), value) is known
    assert about("proef.keuze", Known(known=False), value) is not known


# --- dates -----------------------------------------------------------------------------------------------------------

BEFORE = DateRange(None, Day(None, -1))
AFTER = DateRange(Day(None, 1), None)
WITHIN_14 = DateRange(Day(), Day(None, 14))
IN_MORE_THAN_14 = DateRange(Day(None, 15), None)
NINETY_AGO = DateRange(None, Day(None, -90))
BEFORE_FIXED = DateRange(None, Day(day(3), -1))


@pytest.mark.parametrize(
    ("test", "last_false", "first_true"),
    [
        pytest.param(BEFORE, 0, -1, id="voor peildatum"),
        pytest.param(AFTER, 0, 1, id="na peildatum"),
        pytest.param(WITHIN_14, -1, 0, id="binnen 14 dagen, begin"),
        pytest.param(WITHIN_14, 15, 14, id="binnen 14 dagen, eind"),
        pytest.param(IN_MORE_THAN_14, 14, 15, id="over meer dan 14 dagen"),
        pytest.param(NINETY_AGO, -89, -90, id="90 dagen geleden"),
        pytest.param(BEFORE_FIXED, 3, 2, id="voor een vaste dag"),
    ],
)
def test_a_date_test_turns_on_the_right_day(test, last_false, first_true):
    assert about("proef.datum", test, day(last_false)) is False
    assert about("proef.datum", test, day(first_true)) is True


@pytest.mark.parametrize("test", [BEFORE, AFTER, WITHIN_14, IN_MORE_THAN_14, NINETY_AGO, BEFORE_FIXED])
@pytest.mark.parametrize(("value", "expected"), [(None, None), (GEWEIGERD, None), (NVT, False)])
def test_a_date_that_is_not_known_passes_no_date_test(test, value, expected):
    assert about("proef.datum", test, value) is expected


def test_a_relative_day_moves_with_the_peildatum_and_a_fixed_day_does_not():
    facts = given_facts({"proef.datum": PEILDATUM})
    later = attrs.evolve(facts, peildatum=day(100))
    assert truth(Check(fact("proef.datum"), NINETY_AGO), facts) is False
    assert truth(Check(fact("proef.datum"), NINETY_AGO), later) is True
    assert truth(Check(fact("proef.datum"), BEFORE_FIXED), later) is True


# --- parts of records and tables -------------------------------------------------------------------------------------

ROOD_OF_NIET = In(ROOD)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kleur": "rood"}, True),
        ({"kleur": "groen"}, False),
        ({"dagen": 3}, None),
        ({}, None),
        (None, None),
        (GEWEIGERD, None),
        (NVT, False),
    ],
)
def test_a_field_is_known_when_its_record_says_so(value, expected):
    assert about("proef.record", ROOD_OF_NIET, value, field="kleur") is expected


@pytest.mark.parametrize(("value", "expected"), [({"teun": "rood"}, True), ({"gijs": "rood"}, None), (NVT, False)])
def test_a_fixed_key_of_a_table_reads_like_a_field(value, expected):
    assert about("proef.leden", ROOD_OF_NIET, value, field="teun") is expected


@pytest.mark.parametrize(
    ("table", "key", "expected"),
    [
        ({"leiden": "ja"}, "leiden", True),
        ({"leiden": "nee"}, "leiden", False),
        ({"leiden": "ja"}, "lisse", None),
        ({"leiden": "ja"}, None, None),
        ({"leiden": "ja"}, GEWEIGERD, None),
        ({"leiden": "ja"}, NVT, False),
        (None, "leiden", None),
        (GEWEIGERD, "leiden", None),
        (NVT, "leiden", False),
        (NVT, None, False),
    ],
)
def test_a_place_in_an_open_table_is_known_when_table_and_key_are(table, key, expected):
    given = {name: value for name, value in (("proef.open", table), ("proef.plaats", key)) if value is not None}
    condition = Check(fact("proef.open", key="proef.plaats"), In(frozenset({"ja"})))
    assert truth(condition, given_facts(given)) is expected


@pytest.mark.parametrize(
    ("rows", "expected"), [({"lisse": {"dagen": 30}}, True), ({"lisse": {"dagen": 29}}, False), ({"lisse": {}}, None)]
)
def test_a_field_of_a_row_is_found_with_a_key_that_is_a_field_itself(rows, expected):
    condition = Check(fact("proef.rijen", key="proef.record.plaats", field="dagen"), Range(30, None))
    facts = given_facts({"proef.rijen": rows, "proef.record": {"plaats": "lisse"}})
    assert truth(condition, facts) is expected


# --- counts over betrokkenen -----------------------------------------------------------------------------------------

ACTIEF = Check(of_node("actief", "actief", "passief"), In(frozenset({"actief"})))


def people(*states: str | None) -> tuple[Betrokkene, ...]:
    """Betrokkenen who are ``actief``, ``passief``, or of whom that is unknown."""
    return tuple(Betrokkene(id=f"b{n}", kring="sociaal", actief=state) for n, state in enumerate(states))


def er_is(*states: str | None, gesloten: bool) -> bool | None:
    return truth(Count(ACTIEF, 1, None), given_facts(None, *people(*states), gesloten=gesloten))


def er_is_geen(*states: str | None, gesloten: bool) -> bool | None:
    return truth(Count(ACTIEF, None, 0), given_facts(None, *people(*states), gesloten=gesloten))


@pytest.mark.parametrize(
    ("states", "open_", "closed"),
    [
        ((), None, False),
        (("passief",), None, False),
        (("passief", None), None, None),
        (("passief", "actief"), True, True),
        ((None, "actief"), True, True),
    ],
)
def test_er_is_can_only_fail_when_the_network_is_closed(states, open_, closed):
    assert er_is(*states, gesloten=False) is open_
    assert er_is(*states, gesloten=True) is closed


@pytest.mark.parametrize(
    ("states", "open_", "closed"),
    [
        ((), None, True),
        (("passief",), None, True),
        (("passief", None), None, None),
        (("passief", "actief"), False, False),
    ],
)
def test_er_is_geen_can_only_hold_when_the_network_is_closed(states, open_, closed):
    assert er_is_geen(*states, gesloten=False) is open_
    assert er_is_geen(*states, gesloten=True) is closed


@pytest.mark.parametrize("answer", ["nee", NVT, GEWEIGERD])
def test_only_the_answer_ja_closes_the_network(answer):
    assert not given_facts({INVENTARIS: answer}).closed
    assert given_facts({INVENTARIS: "ja"}).closed


BOUNDS = [
    (low, high) for low in (None, 0, 1, 2) for high in (None, 0, 1, 2) if low is None or high is None or low <= high
]


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("bounds", BOUNDS)
def test_a_count_is_certain_exactly_when_every_way_to_fill_in_the_unknown_agrees(bounds, closed):
    low, high = bounds
    condition = Count(ACTIEF, low, high)
    for certain, doubtful in itertools.product(range(4), range(4)):
        unseen = 0 if closed else 5
        totals = range(certain, certain + doubtful + unseen + 1)
        outcomes = {(low is None or n >= low) and (high is None or n <= high) for n in totals}
        expected = outcomes.pop() if len(outcomes) == 1 else None
        assert count_truth(condition, certain, certain + doubtful, closed=closed) is expected


def test_matches_are_those_who_certainly_fit_in_the_order_of_the_casus():
    facts = given_facts(None, *people("actief", None, "passief", "actief"))
    assert matches(Count(ACTIEF, 1, None, "iemand"), facts) == ("b0", "b3")


def test_an_attribute_of_a_betrokkene_can_come_from_the_sociale_kaart():
    regievoerders = Check(of_node("kan", "regievoerder"), Overlaps(frozenset({"regievoerder"})))
    known = Betrokkene(id="b", kring="professioneel", organisatie="ggz", betrokken="nu")
    other = Betrokkene(id="c", kring="professioneel", organisatie="zon", betrokken="nu")
    strange = Betrokkene(id="d", kring="professioneel", betrokken="nu")
    facts = given_facts(None, known, other, strange)
    assert [truth(regievoerders, facts, node) for node in facts.nodes] == [True, False, None]


def reaches(*relaties: Relatie, gesloten: bool) -> bool | None:
    facts = given_facts(None, *people(None, None), relaties=relaties, gesloten=gesloten)
    return truth(Reach(("vertrouwt", "kent")), facts, facts.nodes[1])


def test_a_path_over_relations_holds_where_it_is_drawn():
    trusts = Relatie(van=HULPVRAGER, soort="vertrouwt", naar="b0")
    knows = Relatie(van="b1", soort="kent", naar="b0")
    assert reaches(trusts, knows, gesloten=False) is True


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(Relatie(van="b1", soort="vertrouwt", naar="b0"), id="trust runs one way"),
        pytest.param(Relatie(van="b0", soort="kent", naar="b1", stand=False), id="certainly not so"),
        pytest.param(Relatie(van="b0", soort="kent", naar="b1", sinds=day(1)), id="not yet"),
        pytest.param(Relatie(van="b0", soort="kent", naar="b1", tot=day(-1)), id="no longer"),
        pytest.param(Relatie(van="b0", soort="behandelt", naar=HULPVRAGER), id="another relation"),
    ],
)
def test_a_path_that_is_not_drawn_is_only_certainly_absent_in_a_closed_network(second):
    trusts = Relatie(van=HULPVRAGER, soort="vertrouwt", naar="b0")
    assert reaches(trusts, second, gesloten=False) is None
    assert reaches(trusts, second, gesloten=True) is False


# --- what holds an answer up -----------------------------------------------------------------------------------------

GETAL = Check(fact("proef.getal"), Range(1, None))
DATUM = Check(fact("proef.datum"), AFTER)
LOOKED_UP = Check(fact("proef.open", key="proef.record.plaats"), In(frozenset({"ja"})))


@pytest.mark.parametrize(
    ("condition", "given", "expected"),
    [
        pytest.param(UNKNOWN, {}, {"proef.keuze"}, id="an unknown fact"),
        pytest.param(UNKNOWN, {"proef.keuze": GEWEIGERD}, {"proef.keuze"}, id="a refused fact"),
        pytest.param(UNKNOWN, {"proef.keuze": NVT}, set(), id="a fact that does not apply"),
        pytest.param(UNKNOWN, {"proef.keuze": "noot"}, set(), id="a certain condition"),
        pytest.param(Not(UNKNOWN), {}, {"proef.keuze"}, id="niet"),
        pytest.param(All((UNKNOWN, GETAL)), {}, {"proef.keuze", "proef.getal"}, id="alle: every unknown part"),
        pytest.param(All((UNKNOWN, GETAL)), {"proef.getal": 1}, {"proef.keuze"}, id="alle: not the part that holds"),
        pytest.param(All((UNKNOWN, GETAL)), {"proef.getal": 0}, set(), id="alle: nothing, once a part fails"),
        pytest.param(AnyOf((UNKNOWN, GETAL)), {"proef.getal": 0}, {"proef.keuze"}, id="een_van_deze: what is left"),
        pytest.param(AnyOf((UNKNOWN, GETAL)), {"proef.getal": 1}, set(), id="een_van_deze: nothing, once a part holds"),
        pytest.param(Not(All((DATUM, GETAL))), {"proef.getal": 1}, {"proef.datum"}, id="nested"),
        pytest.param(
            Check(fact("proef.record", field="kleur"), ROOD_OF_NIET),
            {"proef.record": {}},
            {"proef.record"},
            id="a field: its record",
        ),
        pytest.param(LOOKED_UP, {"proef.open": {}}, {"proef.record"}, id="a table: the key first"),
        pytest.param(
            LOOKED_UP, {"proef.open": {}, "proef.record": {"plaats": "lisse"}}, {"proef.open"}, id="then the table"
        ),
        pytest.param(Check(fact("proef.keuze"), Known(known=True)), {}, set(), id="bekend is never held up"),
    ],
)
def test_blockers_are_the_unknown_facts_that_can_still_decide(condition, given, expected):
    assert blockers(condition, given_facts(given)) == expected


@pytest.mark.parametrize(
    ("states", "gesloten", "expected"),
    [
        ((), False, {INVENTARIS}),
        (("passief", None), False, {INVENTARIS, "betrokkene.actief"}),
        (("passief", None), True, {"betrokkene.actief"}),
        (("passief", "actief"), True, set()),
    ],
)
def test_a_count_is_held_up_by_attributes_and_by_who_may_be_missing(states, gesloten, expected):
    facts = given_facts(None, *people(*states), gesloten=gesloten)
    assert blockers(Count(ACTIEF, 1, None), facts) == expected


def test_a_path_is_held_up_by_who_may_be_missing():
    facts = given_facts(None, *people(None))
    assert blockers(Count(Reach(("kent",)), 1, None), facts) == {INVENTARIS}


def test_a_condition_names_the_facts_it_looks_at_with_keys_and_the_inventory():
    condition = All((LOOKED_UP, Not(GETAL), Count(ACTIEF, 1, None)))
    assert facts_of(condition) == {"proef.open", "proef.record", "proef.getal", INVENTARIS}


# --- what holds for every condition ----------------------------------------------------------------------------------


@given(conditions(), casussen())
def test_a_condition_is_unknown_exactly_when_something_holds_it_up(condition, casus):
    facts = facts_from(casus)
    assert (truth(condition, facts) is None) is bool(blockers(condition, facts))


@given(conditions(), casussen())
def test_niet_twice_changes_nothing(condition, casus):
    facts = facts_from(casus)
    assert truth(Not(Not(condition)), facts) is truth(condition, facts)


@given(conditions(), conditions(), casussen())
def test_not_both_is_not_the_one_or_not_the_other(first, second, casus):
    facts = facts_from(casus)
    assert truth(Not(All((first, second))), facts) is truth(AnyOf((Not(first), Not(second))), facts)


def asks_only_for_values(condition: Condition) -> bool:
    return not any(isinstance(part, Check) and isinstance(part.test, Known) for part in walk(condition))


@given(conditions().filter(asks_only_for_values), casussen(), st.data())
def test_learning_a_fact_never_overturns_what_was_certain(condition, casus, data):
    names = sorted(name for name, value in casus.feiten.items() if value is not GEWEIGERD)
    forgotten = data.draw(st.sets(st.sampled_from(names))) if names else set()
    less = attrs.evolve(casus, feiten={name: v for name, v in casus.feiten.items() if name not in forgotten})
    before = truth(condition, facts_from(less))
    assert before is None or truth(condition, facts_from(casus)) is before

"""The port for engines: one contract, held by both engines under the same tests."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ggzroute
from ggzroute.domain.casus import GEWEIGERD, NVT
from ggzroute.domain.facts import build_facts
from ggzroute.domain.netwerk import Betrokkene
from ggzroute.engine.choosing import choose_engine, compiled
from ggzroute.engine.direct import DirectEngine
from ggzroute.engine.encoding import MAX_FIELDS, MAX_WIDTH, Encoding, fields_of, portions, width
from ggzroute.engine.port import Firing, fire_all
from ggzroute.engine.readable import ReadableEngine
from ggzroute.exceptions import EngineNotFoundError, EngineUnavailableError
from ggzroute.replay.fixtures import fixture_from_file, fixtures_of
from ggzroute.resources import rules_root
from ggzroute.rules.conditions import ALWAYS, All, AnyOf, Check, Condition, Count, In, Known, Not, Range, Size
from ggzroute.rules.model import Hit
from ggzroute.vocabulary import Soort, Type
from rule_strategies import (
    PATTERNS,
    casussen,
    conditions,
    derives,
    equal,
    fact,
    facts_from,
    given_facts,
    layers,
    make_rule,
    of_node,
)


@pytest.fixture(params=["direct", "durable"])
def engine(request):
    if request.param == "durable":
        pytest.importorskip("durable")
    return choose_engine(request.param)


def fire(engine, facts, *rules) -> Firing:
    strata = layers(list(rules))
    return fire_all(engine.compile(strata), strata, facts)


AAP = equal("proef.keuze", "aap")
ACTIEF = Check(of_node("actief", "actief", "passief"), In(frozenset({"actief"})))
ER_IS = Count(ACTIEF, 1, None)
WIE = Count(ACTIEF, 1, None, "iemand")
NOTHING = given_facts()


def people(*states: str | None) -> tuple[Betrokkene, ...]:
    return tuple(Betrokkene(id=f"b{n}", kring="sociaal", actief=state) for n, state in enumerate(states))


# --- choosing --------------------------------------------------------------------------------------------------------


def test_an_engine_carries_the_name_it_is_chosen_by(engine):
    assert choose_engine(engine.naam).naam == engine.naam


def test_an_engine_tells_its_version_for_the_account(engine):
    expected = {"direct": ggzroute.__version__, "durable": engine.naam == "durable" and version("durable-rules")}
    assert engine.versie == expected[engine.naam]


def test_a_name_that_is_no_engine_is_refused_with_the_nearest():
    with pytest.raises(EngineNotFoundError) as caught:
        choose_engine("durabel")
    assert str(caught.value) == "no engine named 'durabel'; did you mean 'durable'? (known: direct, durable)"


def test_without_its_package_the_durable_engine_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "durable", None)
    monkeypatch.delitem(sys.modules, "ggzroute.engine.durable", raising=False)
    with pytest.raises(EngineUnavailableError) as caught:
        choose_engine("durable")
    assert str(caught.value) == "engine 'durable' needs an extra package: pip install 'ggzroute[durable]'"


def test_a_pack_is_compiled_once_for_each_engine(engine, pack):
    selection = pack.selection(dt.date(2016, 11, 24))
    assert compiled(engine, selection) is compiled(engine, selection)
    assert compiled(engine, pack.selection(dt.date(2016, 11, 25))) is compiled(engine, selection)


# --- hits and open rules ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feiten", "hits", "open_"),
    [
        ({"proef.keuze": "aap"}, (Hit("R"),), ()),
        ({"proef.keuze": "noot"}, (), ()),
        ({"proef.keuze": NVT}, (), ()),
        ({"proef.keuze": GEWEIGERD}, (), ("R",)),
        ({}, (), ("R",)),
    ],
)
def test_a_rule_fires_when_true_stays_open_when_unknown_and_is_silent_when_false(engine, feiten, hits, open_):
    firing = fire(engine, given_facts(feiten), make_rule("R", AAP))
    assert (firing.hits, firing.open) == (hits, open_)


def test_a_rule_without_a_condition_always_fires(engine):
    assert fire(engine, NOTHING, make_rule("R", ALWAYS)).hits == (Hit("R"),)


def test_a_rule_that_binds_a_name_fires_once_for_each_match_in_the_order_of_the_casus(engine):
    order = ("zus", "jet", "aap", "mies")
    states = ("actief", None, "actief", "passief")
    found = [Betrokkene(id=id_, kring="sociaal", actief=state) for id_, state in zip(order, states, strict=True)]
    firing = fire(engine, given_facts(None, *found), make_rule("R", WIE), make_rule("Q", ER_IS))
    assert firing.hits == (Hit("Q"), Hit("R", "zus"), Hit("R", "aap"))
    assert firing.open == ()


@pytest.mark.parametrize(
    ("states", "gesloten", "open_"),
    [
        ((), False, True),
        ((), True, False),
        (("passief",), False, True),
        (("passief",), True, False),
        (("passief", None), True, True),
    ],
)
def test_a_rule_without_a_match_is_open_while_somebody_may_still_match(engine, states, gesloten, open_):
    facts = given_facts(None, *people(*states), gesloten=gesloten)
    firing = fire(engine, facts, make_rule("R", WIE))
    assert (firing.hits, firing.open) == ((), ("R",) if open_ else ())


def test_a_match_does_not_fire_while_the_rest_of_the_condition_is_unknown(engine):
    facts = given_facts(None, *people("actief"))
    firing = fire(engine, facts, make_rule("R", All((WIE, AAP))), make_rule("S", All((WIE, Not(ALWAYS)))))
    assert (firing.hits, firing.open) == ((), ("R",))


def test_hits_and_open_rules_are_sorted_by_id(engine):
    rules = [make_rule(id_, condition) for id_ in "CAB" for condition in [ALWAYS]]
    rules += [make_rule(id_, AAP) for id_ in "FDE"]
    firing = fire(engine, NOTHING, *rules)
    assert firing.hits == (Hit("A"), Hit("B"), Hit("C"))
    assert firing.open == ("D", "E", "F")


def test_rules_with_the_same_condition_all_fire(engine):
    rules = [make_rule(f"R{n}", AnyOf((AAP, ER_IS))) for n in range(5)]
    firing = fire(engine, given_facts({"proef.keuze": "aap"}), *rules)
    assert firing.hits == tuple(Hit(f"R{n}") for n in range(5))


def test_two_hundred_and_fifty_rules_in_one_layer_all_take_part(engine):
    rules = [make_rule(f"R-{n:03}", Check(fact("proef.getal"), Range(n, None))) for n in range(250)]
    firing = fire(engine, given_facts({"proef.getal": 124}), *rules)
    assert firing.hits == tuple(Hit(f"R-{n:03}") for n in range(125))
    assert firing.open == ()


def test_a_hundred_and_fifty_patterns_on_forty_betrokkenen_are_all_matched(engine):
    facts = given_facts(None, *people(*["actief", "passief"] * 20), gesloten=True)
    same = Check(of_node("id"), In(frozenset({"b7"})))
    rules = [make_rule(f"R-{n:03}", Count(All((ACTIEF, Not(same))), n, None)) for n in range(150)]
    rules.append(make_rule("S", Count(same, 1, None, "iemand")))
    firing = fire(engine, facts, *rules)
    assert firing.hits == (*(Hit(f"R-{n:03}") for n in range(21)), Hit("S", "b7"))


@pytest.mark.parametrize("number", [-(10**12), -1, 0, 1, 10**12])
def test_numbers_are_compared_exactly(engine, number):
    rules = [
        make_rule("A", Check(fact("proef.getal"), Range(number, number))),
        make_rule("B", Check(fact("proef.getal"), Range(number + 1, None))),
        make_rule("C", Check(fact("proef.getal"), Range(None, number - 1))),
        make_rule("D", equal("proef.getal", number)),
        make_rule("E", equal("proef.getal", number + 1)),
    ]
    assert fire(engine, given_facts({"proef.getal": number}), *rules).hits == (Hit("A"), Hit("D"))


def test_a_text_that_looks_like_a_number_or_a_state_is_only_a_text(engine):
    facts = given_facts({"proef.tekst": "3"})
    rules = [make_rule(f"R-{n}", equal("proef.tekst", text)) for n, text in enumerate(("3", "3.0", "nvt", "anders"))]
    assert fire(engine, facts, *rules).hits == (Hit("R-0"),)
    for text in ("nvt", "anders", "c0", "ja"):
        assert fire(engine, given_facts({"proef.tekst": text}), *rules[:2]).hits == ()


# --- derived facts ---------------------------------------------------------------------------------------------------

EEN_IS_AAP = equal("proef.een", "aap")


def test_what_a_rule_derives_later_rules_see(engine):
    rules = [make_rule("Z", AAP, derives("proef.een", "aap")), make_rule("A", EEN_IS_AAP)]
    firing = fire(engine, given_facts({"proef.keuze": "aap"}), *rules)
    assert firing.hits == (Hit("A"), Hit("Z"))
    assert firing.facts.get("proef.een") == "aap"
    assert firing.derived == {"proef.een": ("Z",)}


def test_while_the_maker_is_open_so_is_what_builds_on_it(engine):
    firing = fire(engine, NOTHING, make_rule("A", AAP, derives("proef.een", "aap")), make_rule("B", EEN_IS_AAP))
    assert (firing.hits, firing.open, firing.derived) == ((), ("A", "B"), {})


def test_a_chain_of_derivations_is_followed_to_its_end(engine):
    rules = [
        make_rule("A", ALWAYS, derives("proef.een", "aap")),
        make_rule("B", EEN_IS_AAP, derives("proef.twee", frozenset({"wim"}))),
        make_rule("C", Check(fact("proef.twee"), Size(1, None)), derives("proef.drie", 2)),
        make_rule("D", Check(fact("proef.drie"), Range(2, None))),
    ]
    assert fire(engine, NOTHING, *rules).hits == (Hit("A"), Hit("B"), Hit("C"), Hit("D"))


def test_a_fact_can_be_derived_not_to_apply(engine):
    rules = [
        make_rule("A", ALWAYS, derives("proef.een", NVT)),
        make_rule("B", Check(fact("proef.een"), Known(known=True))),
    ]
    firing = fire(engine, NOTHING, *rules, make_rule("C", EEN_IS_AAP), make_rule("D", Not(EEN_IS_AAP)))
    assert firing.hits == (Hit("A"), Hit("B"), Hit("D"))


def test_the_parts_of_a_derived_table_can_be_looked_at(engine):
    teun = Check(fact("proef.leden", field="teun"), In(frozenset({"rood"})))
    rules = [make_rule("A", ALWAYS, derives("proef.leden", {"teun": "rood"})), make_rule("B", teun)]
    assert fire(engine, NOTHING, *rules).hits == (Hit("A"), Hit("B"))


def test_what_was_given_is_never_overwritten(engine):
    rules = [make_rule("A", ALWAYS, derives("proef.een", "aap")), make_rule("B", EEN_IS_AAP)]
    firing = fire(engine, given_facts({"proef.een": "noot"}), *rules)
    assert firing.hits == (Hit("A"),)
    assert firing.facts.get("proef.een") == "noot"
    assert firing.derived == {}


def test_what_the_hulpvrager_refused_to_tell_is_never_derived(engine):
    rules = [make_rule("A", ALWAYS, derives("proef.een", "aap")), make_rule("B", EEN_IS_AAP)]
    firing = fire(engine, given_facts({"proef.een": GEWEIGERD}), *rules)
    assert (firing.hits, firing.open) == ((Hit("A"),), ("B",))
    assert firing.facts.get("proef.een") is None
    assert (firing.derived, firing.disputed) == ({}, ())


def test_rules_that_agree_are_all_named_as_makers(engine):
    rules = [make_rule(id_, ALWAYS, derives("proef.een", "aap")) for id_ in ("B", "A")]
    firing = fire(engine, NOTHING, *rules)
    assert firing.derived == {"proef.een": ("A", "B")}
    assert firing.disputed == ()


def test_a_fact_that_rules_derive_differently_stays_unknown_and_is_disputed(engine):
    rules = [
        make_rule("A", ALWAYS, derives("proef.een", "aap")),
        make_rule("B", ALWAYS, derives("proef.een", "noot")),
        make_rule("C", EEN_IS_AAP),
    ]
    firing = fire(engine, NOTHING, *rules)
    assert (firing.hits, firing.open) == ((Hit("A"), Hit("B")), ("C",))
    assert firing.disputed == ("proef.een",)
    assert firing.derived == {}
    assert firing.facts.get("proef.een") is None


@pytest.mark.parametrize("early", ["aap", "noot"])
def test_a_dispute_between_layers_is_a_dispute_too(engine, early):
    late = {"aap": "noot", "noot": "aap"}[early]
    rules = [
        make_rule("A", ALWAYS, derives("proef.keuze", early)),
        make_rule("B", ALWAYS, derives("proef.een", "aap")),
        make_rule("C", EEN_IS_AAP, derives("proef.keuze", late)),
        make_rule("D", AAP),
    ]
    firing = fire(engine, NOTHING, *rules)
    assert firing.disputed == ("proef.keuze",)
    assert firing.derived == {"proef.een": ("B",)}
    assert firing.open == ("D",)


def test_agreement_between_layers_names_the_makers_of_both(engine):
    rules = [
        make_rule("C", ALWAYS, derives("proef.keuze", "aap")),
        make_rule("B", ALWAYS, derives("proef.een", "aap")),
        make_rule("A", EEN_IS_AAP, derives("proef.keuze", "aap")),
        make_rule("D", AAP),
    ]
    firing = fire(engine, NOTHING, *rules)
    assert firing.derived == {"proef.een": ("B",), "proef.keuze": ("A", "C")}
    assert Hit("D") in firing.hits


def test_there_is_nothing_to_dispute_about_a_fact_that_was_given(engine):
    rules = [make_rule(id_, ALWAYS, derives("proef.een", value)) for id_, value in (("A", "aap"), ("B", "noot"))]
    assert fire(engine, given_facts({"proef.een": "aap"}), *rules).disputed == ()


# --- order, state and threads ----------------------------------------------------------------------------------------

SEVERAL = [
    make_rule("E", WIE),
    make_rule("D", AAP, derives("proef.een", "aap")),
    make_rule("C", EEN_IS_AAP),
    make_rule("B", Not(AAP), derives("proef.een", "noot")),
    make_rule("A", AnyOf((ER_IS, AAP))),
]
SITUATIONS = [
    NOTHING,
    given_facts({"proef.keuze": "aap"}, *people("actief", "passief")),
    given_facts({"proef.keuze": "noot"}, *people("passief"), gesloten=True),
    given_facts({"proef.keuze": GEWEIGERD}, *people(None, "actief")),
]


def result(firing: Firing) -> tuple[object, ...]:
    return firing.hits, firing.open, firing.derived, firing.disputed


@pytest.mark.parametrize("facts", SITUATIONS)
def test_the_order_of_rules_plays_no_part(engine, facts):
    results = {
        repr(result(fire(engine, facts, *order))) for order in (SEVERAL, SEVERAL[::-1], sorted(SEVERAL, key=repr))
    }
    assert len(results) == 1


def test_the_order_inside_a_layer_plays_no_part_when_compiling(engine):
    strata = layers(SEVERAL)
    turned = tuple(layer[::-1] for layer in strata)
    for facts in SITUATIONS:
        expected = result(fire_all(engine.compile(strata), strata, facts))
        assert result(fire_all(engine.compile(turned), turned, facts)) == expected


def test_a_program_remembers_nothing_of_the_casus_before(engine):
    strata = layers(SEVERAL)
    program = engine.compile(strata)
    fresh = [result(fire_all(engine.compile(strata), strata, facts)) for facts in SITUATIONS]
    for _ in range(3):
        assert [result(fire_all(program, strata, facts)) for facts in SITUATIONS] == fresh
        assert [result(fire_all(program, strata, facts)) for facts in SITUATIONS[::-1]] == fresh[::-1]


def test_several_threads_can_share_a_program(engine):
    strata = layers(SEVERAL)
    program = engine.compile(strata)
    expected = [result(fire_all(program, strata, facts)) for facts in SITUATIONS] * 50

    def once(facts):
        return result(fire_all(program, strata, facts))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(once, SITUATIONS * 50)) == expected


def test_threads_that_ask_at_once_which_rules_are_open_get_the_same_answer():
    strata = layers(SEVERAL)
    expected = [result(fire_all(ReadableEngine().compile(strata), strata, facts)) for facts in SITUATIONS]
    for _ in range(20):
        program = DirectEngine().compile(strata)
        with ThreadPoolExecutor(4) as pool:
            found = pool.map(lambda facts, p=program: result(fire_all(p, strata, facts)), SITUATIONS)
            assert list(found) == expected


# --- many patterns at once -------------------------------------------------------------------------------------------

CODES = tuple(f"f{n:02}" for n in range(30))


def has(attribute: str, *codes: str) -> Condition:
    return Check(of_node(attribute, *CODES), In(frozenset(codes)))


MANY = [
    *(make_rule(f"A-{code}", Count(has("functie", code), 1, None, "iemand")) for code in CODES),
    *(make_rule(f"B-{code}", Count(has("functie", code), None, 0)) for code in CODES),
    *(
        make_rule(f"C-{code}", Count(All((has("functie", code), has("actief", "actief"))), None, 1))
        for code in CODES[:20]
    ),
    make_rule("D-wide", Count(has("functie", *CODES[5:15]), 2, None)),
    make_rule("D-both", Count(All((has("functie", *CODES[:3]), has("functie", *CODES[2:5]))), 1, None)),
    make_rule("D-none", Count(has("functie"), None, 0)),
    make_rule("D-all", Count(ALWAYS, 2, 3)),
    make_rule("D-not", Count(Not(has("functie", "f07")), 2, None, "iemand")),
]
FUNCTIES = ((), ("f03",), (None,), ("f07", None), ("f02", "f02", "elders"), (*CODES[5:9], None), CODES)


@pytest.mark.parametrize("functies", FUNCTIES)
@pytest.mark.parametrize("gesloten", [False, True])
def test_many_patterns_on_one_attribute_are_tried_as_one_by_one(functies, gesloten):
    states = ("actief", "passief", None)
    found = [
        Betrokkene(id=f"b{n:02}", kring="sociaal", functie=functie, actief=states[n % 3])
        for n, functie in enumerate(functies)
    ]
    facts, strata = given_facts(None, *found, gesloten=gesloten), layers(MANY)
    expected = result(fire_all(ReadableEngine().compile(strata), strata, facts))
    assert result(fire_all(DirectEngine().compile(strata), strata, facts)) == expected


def test_an_empty_pack_gives_nothing(engine):
    firing = fire(engine, NOTHING)
    assert (firing.hits, firing.open) == ((), ())
    assert firing.facts is NOTHING


# --- what reaches durable-rules --------------------------------------------------------------------------------------

GENERATED_NAME = re.compile(r"(altijd|[fnr]\d+[a-z]?\d*)\Z")
GENERATED_CODE = re.compile(r"(ja|nee|nvt|anders|c\d+)\Z")


def reaches(message: dict[str, object]) -> None:
    """Everything in a message is a generated name with a number or a generated code."""
    for name, value in message.items():
        assert GENERATED_NAME.match(name)
        assert type(value) is int or (isinstance(value, str) and GENERATED_CODE.match(value))


@given(conditions(), casussen())
def test_only_numbers_and_generated_codes_of_a_casus_reach_durable_rules(condition, casus):
    encoding = Encoding({}, {})
    encoding.holds(condition)
    encoding.fails(condition)
    reaches(encoding.message(facts_from(casus)))


@given(st.lists(PATTERNS, min_size=1, max_size=3), casussen())
def test_only_numbers_and_generated_codes_of_a_betrokkene_reach_durable_rules(patterns, casus):
    encoding = Encoding({}, {})
    for pattern in patterns:
        encoding.holds(pattern)
    facts = facts_from(casus)
    for node in facts.nodes:
        reaches(encoding.message(facts, node))


@given(st.lists(conditions(), min_size=1, max_size=25))
def test_patterns_are_portioned_within_what_durable_rules_can_match(several):
    encoding = Encoding({}, {})
    patterns = {str(n): encoding.fails(condition) for n, condition in enumerate(several)}
    found = list(portions(patterns))
    assert [key for portion in found for key in portion] == list(patterns)
    for portion in found:
        assert len(portion) == 1 or sum(width(pattern) for pattern in portion.values()) <= MAX_WIDTH
        assert len(frozenset().union(*map(fields_of, portion.values()))) < 250


def test_a_pattern_is_as_wide_as_the_tests_that_can_wait_together():
    either, both = {"$or": [{"$gt": {"a": 1}}, {"$lt": {"a": 0}}, {"b": "ja"}]}, {"$and": [{"a": 1}, {"b": 2}]}
    assert width({"a": "ja"}) == width({"$neq": {"a": "ja"}}) == width(both) == 1
    assert width(either) == 3
    assert width({"$or": [{"a": "c0"}, {"a": "c1"}, {"a": "c2"}]}) == 1
    assert width({"$and": [either, {"c": 1}, either]}) == 5
    assert fields_of({"$and": [either, {"c": 1}]}) == {"a", "b", "c"}


# --- the documented casussen -----------------------------------------------------------------------------------------

CASUSSEN = sorted(path.name.split(".")[0] for path in (rules_root() / "holland-rijnland" / "casussen").glob("*.yaml"))


CLAIMED = ("voert_regie_over", "is_maatje_van")


def situations_of(pack, id_):
    """The casus, and its situations, by name."""
    fixture = fixture_from_file(next(file for file in pack.casussen if file.id == id_), pack)
    return {"de dag zelf": fixture.casus, **fixture.situaties}


def comparable(evaluation) -> bytes:
    """Everything that comes out, as bytes, but for the name and version of the engine."""
    data = evaluation.to_dict()
    assert set(data["verantwoording"].pop("engine")) == {"naam", "versie"}
    return json.dumps(data, ensure_ascii=False).encode()


def test_every_documented_casus_is_compared(pack):
    assert {file.id for file in pack.casussen} >= set(CASUSSEN)
    assert len(CASUSSEN) == 11


@pytest.mark.parametrize("id_", CASUSSEN)
@pytest.mark.parametrize("afgeleid", [False, True], ids=["agreed rules", "with our own readings"])
def test_a_documented_casus_gives_the_hits_and_open_rules_of_the_readable_interpreter(engine, pack, id_, afgeleid):
    for name, casus in situations_of(pack, id_).items():
        found = ggzroute.evaluate(casus, pack, engine=engine.naam, afgeleid=afgeleid).context.firing
        rules = list(pack.in_force(casus.peildatum, afgeleid=afgeleid))
        strata = layers(rules)
        facts = build_facts(casus, pack.kaart, casus.peildatum)
        expected = fire_all(ReadableEngine().compile(strata), strata, facts)
        assert result(found) == result(expected), name
        assert expected.hits
        assert expected.open


@pytest.mark.parametrize("id_", CASUSSEN)
def test_a_documented_casus_gives_the_same_bytes_on_both_engines(pack, id_):
    pytest.importorskip("durable")
    for name, casus in situations_of(pack, id_).items():
        direct = ggzroute.evaluate(casus, pack, engine="direct")
        durable = ggzroute.evaluate(casus, pack, engine="durable")
        assert comparable(durable) == comparable(direct), name


@pytest.mark.parametrize("name", ggzroute.pack_names())
def test_every_casus_that_comes_with_a_pack_gives_the_same_bytes_on_both_engines(name):
    pytest.importorskip("durable")
    found = ggzroute.load_pack(name)
    assert found.casussen
    for fixture in fixtures_of(found):
        direct, durable = (ggzroute.evaluate(fixture.casus, found, engine=which) for which in ("direct", "durable"))
        assert comparable(durable) == comparable(direct), fixture.id


def some_value(kind: Type) -> object:
    """A value of any type; tables and records are filled."""
    match kind.soort:
        case Soort.JA_NEE | Soort.KEUZE:
            return next(iter(kind.waarden))
        case Soort.KEUZES:
            return list(kind.waarden)
        case Soort.GETAL:
            return 3
        case Soort.DATUM:
            return "2016-11-01"
        case Soort.DATUMS:
            return ["2016-11-01"]
        case Soort.TEKST | Soort.ACTOR:
            return "ergens"
        case Soort.TEKSTEN | Soort.ACTOREN:
            return ["ergens"]
        case Soort.RECORD:
            return {name: some_value(field) for name, field in kind.velden.items()}
        case Soort.RECORDS:
            return [{name: some_value(field) for name, field in kind.velden.items()}]
    assert kind.waarde is not None
    return dict.fromkeys(kind.sleutels or ["ergens"], some_value(kind.waarde))


def test_a_casus_of_which_everything_is_known_fits_through_both_engines(pack):
    pytest.importorskip("durable")
    data = {
        "id": "alles",
        "peildatum": "2016-11-24",
        "feiten": {
            name: some_value(begrip.type) for name, begrip in pack.vocabulary.items() if begrip.afleiding != "netwerk"
        },
        "betrokkenen": [{"id": "ergens", "soort": "ggz_instelling", "betrokken": "nu"}],
        "relaties": [{"van": "ergens", "soort": kind, "naar": "hulpvrager"} for kind in CLAIMED],
    }
    casus = ggzroute.Casus.from_dict(data, vocabulary=pack.vocabulary)
    durable = ggzroute.evaluate(casus, pack, engine="durable", afgeleid=True)
    assert comparable(durable) == comparable(ggzroute.evaluate(casus, pack, afgeleid=True))
    assert len(durable.verantwoording.regels_open) < len(durable.verantwoording.regels_bekeken) / 4


def test_the_direct_engine_is_the_one_that_is_used_when_none_is_named(pack):
    casus = situations_of(pack, CASUSSEN[0])["de dag zelf"]
    account = ggzroute.evaluate(casus, pack).verantwoording
    assert (account.engine, account.engine_versie) == ("direct", DirectEngine().versie)


def test_patterns_with_many_fields_are_portioned_within_what_one_message_can_carry():
    patterns = {str(n): {"$and": [{f"f{n}x{m}": "ja"} for m in range(20)]} for n in range(30)}
    found = list(portions(patterns))
    assert [key for portion in found for key in portion] == list(patterns)
    assert len(found) == 3
    assert max(len(frozenset().union(*map(fields_of, portion.values()))) for portion in found) == MAX_FIELDS

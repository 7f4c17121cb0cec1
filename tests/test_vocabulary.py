"""The vocabulary: every fact of the domain is there, every choice has values, and what must not come in is refused."""

from __future__ import annotations

import copy
import pickle
from collections import Counter
from collections.abc import Iterator

import pytest

from ggzroute import Casus, CasusError
from ggzroute.documents import read_text
from ggzroute.vocabulary import STATES, Begrip, Soort, Type, Verboden, Vocabulary, plain_type
from ggzroute.vocabulary_reading import read_vocabulary, standard_vocabulary

FACTS = {
    "vraag": 9,
    "persoon": 55,
    "netwerk": 5,
    "maatje": 8,
    "regie": 10,
    "toestemming": 8,
    "gegevens": 12,
    "contact": 4,
    "intake": 6,
    "plan": 15,
    "traject": 15,
    "maatregel": 3,
    "werkgever": 9,
    "plaatsing": 5,
    "organisatie": 22,
    "regio": 21,
}

ADDED = {"toestemming": 1, "gegevens": 1, "traject": 1, "werkgever": 2, "organisatie": 39, "regio": 39}
"""Facts of ours, that rules, gates and checklists need and the domain list does not name."""

DERIVED = {
    "netwerk.organisaties_langs_elkaar": Soort.JA_NEE,
    "netwerk.aantal_organisaties": Soort.GETAL,
    "netwerk.aantal_regievoerders": Soort.GETAL,
    "netwerk.alleen_passief_sociaal": Soort.JA_NEE,
    "netwerk.vertrouwen_in_regievoerder": Soort.JA_NEE,
    "netwerk.regievoerder_werkgeversgebonden": Soort.JA_NEE,
    "netwerk.eerder_betrokken_zonder_overdracht": Soort.JA_NEE,
    "netwerk.toestemming_voor_opvolger": Soort.JA_NEE,
    "netwerk.in_beeld": Soort.KEUZE,
    "netwerk.contact_kwijt": Soort.JA_NEE,
    "netwerk.contact_kwijt_bij": Soort.ACTOREN,
}

ANSWERERS = {
    *("hulpvrager", "ontvanger", "vrager", "regievoerder", "maatje", "klantmanager", "uwv", "ggz", "wijkteam"),
    *("werkgever", "behandelaar", "woonbegeleider", "verzekeringsarts", "organisatie", "regio"),
}

REFUSED = {
    "herkomst": ("etniciteit", "afkomst", "nationaliteit", "geboorteland", "migratieverhaal"),
    "taal": ("taalvaardigheid",),
    "nummer": ("bsn",),
    "aanduiding": ("naam", "geboortedatum", "adres", "telefoon", "email"),
    "aandoening": ("diagnose", "dsm_code", "ziekte_inzicht"),
    "behandeling": ("medicatie", "behandelinhoud", "prognose"),
    "verleden": ("zelfbeschadiging", "suicidaliteit"),
    "justitie": ("strafblad", "detentiedetails"),
    "anderen": ("familieziekten", "gezondheid_partner", "uitkering_partner"),
    "bijzonder": ("ziekte", "godsdienst", "vakbond"),
    "score": ("gedragsscore", "risicoscore"),
    "opleiding": ("opleidingsniveau", "welbespraaktheid"),
    "professional": ("naam_behandelaar", "contactpersoon_naam"),
}


@pytest.fixture(scope="module")
def vocabulary():
    return standard_vocabulary()


def types_in(kind: Type) -> Iterator[Type]:
    """A type, and the types of its fields and values."""
    yield kind
    for part in (*kind.velden.values(), *([kind.waarde] if kind.waarde else [])):
        yield from types_in(part)


def every_type(vocabulary):
    return [(name, kind) for name, begrip in vocabulary.items() for kind in types_in(begrip.type)]


class TestFacts:
    def test_all_207_facts_of_the_domain_and_the_11_that_follow_from_the_network_are_there(self, vocabulary):
        asked = [name for name, begrip in vocabulary.items() if begrip.afleiding != "netwerk"]

        assert sum(FACTS.values()) == 207
        assert Counter(name.split(".")[0] for name in asked) == Counter(FACTS) + Counter(ADDED)
        assert (len(asked), len(vocabulary)) == (290, 301)

    def test_the_facts_that_follow_from_the_network_are_these(self, vocabulary):
        derived = {name: b.type.soort for name, b in vocabulary.items() if b.afleiding == "netwerk"}

        assert derived == DERIVED

    def test_every_kind_of_value_occurs(self, vocabulary):
        assert {kind.soort for _, kind in every_type(vocabulary)} == set(Soort)

    def test_every_choice_has_values_with_a_label(self, vocabulary):
        empty = [
            name
            for name, kind in every_type(vocabulary)
            if kind.soort in (Soort.KEUZE, Soort.KEUZES) and not (kind.waarden and all(kind.waarden.values()))
        ]

        assert empty == []

    def test_every_record_has_fields_and_every_table_has_a_type_of_value(self, vocabulary):
        kinds = every_type(vocabulary)

        assert [n for n, k in kinds if k.soort in (Soort.RECORD, Soort.RECORDS) and not k.velden] == []
        assert [n for n, k in kinds if k.soort is Soort.TABEL and k.waarde is None] == []

    def test_no_choice_lists_a_state(self, vocabulary):
        assert [name for name, kind in every_type(vocabulary) if set(STATES) & set(kind.waarden)] == []

    def test_every_code_is_ascii_in_lower_case(self, vocabulary):
        codes = {c for _, kind in every_type(vocabulary) for c in (*kind.waarden, *kind.velden, *kind.sleutels)}

        assert [code for code in {*codes, *vocabulary} if not (code.isascii() and code == code.lower())] == []

    def test_every_fact_has_a_question_and_somebody_who_may_answer(self, vocabulary):
        assert [name for name, begrip in vocabulary.items() if not begrip.vraag.endswith("?")] == []
        assert {who for begrip in vocabulary.values() for who in begrip.antwoord_door} == ANSWERERS
        assert [name for name, begrip in vocabulary.items() if not begrip.antwoord_door] == []

    def test_every_fact_has_a_level(self, vocabulary):
        assert Counter(begrip.niveau for begrip in vocabulary.values()) == {
            "casus": 180,
            "organisatie": 61,
            "regio": 60,
        }

    @pytest.mark.parametrize(
        ("name", "sensitive"),
        [("persoon.opname_status", True), ("persoon.direct_gevaar", True), ("persoon.gemeente", False)],
    )
    def test_sensitive_facts_are_marked(self, vocabulary, name, sensitive):
        assert vocabulary[name].gevoelig is sensitive


class TestForbiddenNames:
    @pytest.mark.parametrize("kind", REFUSED)
    def test_every_kind_of_forbidden_input_is_refused_with_one_reason(self, vocabulary, kind):
        reasons = {vocabulary.forbidden(name) for name in REFUSED[kind]}

        assert len(reasons) == 1
        assert next(iter(reasons)).waarom.endswith(".")

    def test_there_are_as_many_kinds_as_are_named_here(self, vocabulary):
        named = {vocabulary.forbidden(names[0]).waarom for names in REFUSED.values()}

        assert named == {kind.waarom for kind in vocabulary.verboden}
        assert len(named) == 13

    @pytest.mark.parametrize(
        "spell",
        [
            str.upper,
            str.title,
            lambda name: name.replace("_", "-"),
            lambda name: name.replace("_", " "),
            lambda name: name.replace("_", "-").upper(),
            lambda name: f"persoon.{name}",
            lambda name: f"Persoon.{name.title()}",
        ],
    )
    def test_a_forbidden_name_is_refused_in_any_spelling(self, vocabulary, spell):
        names = [name for kind in vocabulary.verboden for name in kind.namen]

        assert [name for name in names if vocabulary.forbidden(spell(name)) is not vocabulary.forbidden(name)] == []
        assert [name for name in names if vocabulary.forbidden_name(spell(name)) != name] == []

    @pytest.mark.parametrize("name", ["gemeente", "persoon.gemeente", "bsnx", "mijn_naampje", "", "naam.van.de.regio"])
    def test_another_name_is_not_forbidden(self, vocabulary, name):
        assert vocabulary.forbidden(name) is None
        assert vocabulary.forbidden_name(name) == ""

    def test_nothing_in_the_vocabulary_is_itself_forbidden(self, vocabulary):
        names = {n for _, kind in every_type(vocabulary) for n in (*kind.velden, *kind.sleutels)}

        assert [name for name in {*names, *vocabulary} if vocabulary.forbidden(name)] == []

    @pytest.mark.parametrize("kind", REFUSED)
    def test_the_refusal_names_the_input_and_says_why_and_what_may_be_given_instead(self, vocabulary, kind):
        name = REFUSED[kind][0]
        forbidden = vocabulary.forbidden(name)
        why, instead = forbidden.waarom.rstrip("."), forbidden.in_plaats_daarvan.rstrip(".")

        with pytest.raises(CasusError) as caught:
            Casus.from_dict({"id": "c1", "feiten": {f"persoon.{name.upper()}": "x"}})

        assert [str(problem) for problem in caught.value.problems] == [
            f"GGZ310 '{name}' wordt geweigerd: {why}. In plaats daarvan: {instead} (bij feiten[…])."
        ]

    def test_without_an_alternative_only_the_reason_is_given(self):
        vocabulary = Vocabulary({}, (Verboden(namen=frozenset({"schoenmaat"}), waarom="Niemand vraagt ernaar."),))

        with pytest.raises(CasusError) as caught:
            Casus.from_dict({"id": "c1", "schoenmaat": 43}, vocabulary=vocabulary)

        assert [str(problem) for problem in caught.value.problems] == [
            "GGZ310 'schoenmaat' wordt geweigerd: Niemand vraagt ernaar (bij schoenmaat)."
        ]

    @pytest.mark.parametrize(
        "data",
        [
            {"bsn": 1},
            {"feiten": {"bsn": 1}},
            {"feiten": {"persoon.verblijf_wijziging": {"BSN": 1}}},
            {"feiten": {"persoon.leefgebieden": {"bsn": "urgent"}}},
            {"feiten": {"regio.wijkteam_beschikbaar": {"Bsn": True}}},
            {"feiten": {"contact.pogingen": [{"kanaal": "email"}, {"bsn": 1}]}},
            {"betrokkenen": [{"id": "tante", "kring": "sociaal", "bsn": 1}]},
            {
                "betrokkenen": [{"id": "tante", "kring": "sociaal"}],
                "relaties": [{"van": "hulpvrager", "soort": "kent", "naar": "tante", "bsn": 1}],
            },
        ],
    )
    def test_forbidden_input_is_refused_wherever_it_stands(self, data):
        with pytest.raises(CasusError) as caught:
            Casus.from_dict({"id": "c1", **data})

        assert [(p.code, p.wat.split(":")[0]) for p in caught.value.problems] == [("GGZ310", "'bsn' wordt geweigerd")]


class TestTypes:
    @pytest.mark.parametrize(
        ("kind", "phrase"),
        [
            (Type(soort=Soort.JA_NEE), "ja of nee"),
            (Type(soort=Soort.KEUZE, waarden={"a": "A", "b": "B"}), "een van a, b"),
            (Type(soort=Soort.KEUZES, waarden={"a": "A"}), "een lijst met keuzes uit a"),
            (Type(soort=Soort.GETAL), "een heel getal"),
            (Type(soort=Soort.DATUM), "een datum als 2016-11-24"),
            (Type(soort=Soort.DATUMS), "een lijst met datums"),
            (Type(soort=Soort.TEKST), "een korte tekst"),
            (Type(soort=Soort.TEKSTEN), "een lijst met korte teksten"),
            (Type(soort=Soort.ACTOR), "de id van een betrokkene of organisatie"),
            (Type(soort=Soort.ACTOREN), "een lijst met id's van betrokkenen of organisaties"),
            (Type(soort=Soort.RECORD, velden={"a": Type(soort=Soort.TEKST)}), "een blok met a"),
            (Type(soort=Soort.RECORDS, velden={"a": Type(soort=Soort.TEKST)}), "een lijst met blokken van a"),
            (Type(soort=Soort.TABEL, sleutels={"a": "A"}), "een blok met sleutels a"),
            (Type(soort=Soort.TABEL), "een blok met sleutels"),
        ],
    )
    def test_a_type_says_what_it_accepts(self, kind, phrase):
        assert kind.accepted() == phrase

    def test_a_long_list_of_values_is_cut_off_with_a_count(self):
        kind = Type(soort=Soort.KEUZE, waarden={f"k{n}": "" for n in range(14)})

        assert kind.accepted() == "een van k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11 en nog 2"

    @pytest.mark.parametrize(
        ("value", "word"),
        [
            (True, "true of false"),
            ("x", "tekst"),
            (1, "een getal"),
            (1.5, "een kommagetal"),
            ({}, "een blok"),
            ([], "een lijst"),
            ((), "een lijst"),
            (set(), "een lijst"),
            (frozenset(), "een lijst"),
            (None, "niets"),
            (object(), "iets anders"),
        ],
    )
    def test_what_was_found_is_named_by_its_kind_only(self, value, word):
        assert plain_type(value) == word

    @pytest.mark.parametrize("soort", Soort)
    def test_only_collections_are_sets(self, soort):
        expected = soort in (Soort.KEUZES, Soort.TEKSTEN, Soort.ACTOREN, Soort.DATUMS)

        assert Type(soort=soort).is_set is expected


class TestVocabulary:
    def test_it_is_a_mapping_in_the_order_of_the_file(self, vocabulary):
        assert next(iter(vocabulary)) == "vraag.vrager"
        assert vocabulary["persoon.verblijf"].naam == "persoon.verblijf"
        assert vocabulary.get("persoon.verblif") is None
        assert repr(vocabulary) == "Vocabulary(301 begrippen)"

    def test_it_is_read_once(self):
        assert standard_vocabulary() is standard_vocabulary()

    @pytest.mark.parametrize("copied", [copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))])  # noqa: S301 - our own
    def test_a_copy_knows_the_same(self, vocabulary, copied):
        other = copied(vocabulary)

        assert dict(other) == dict(vocabulary)
        assert other.forbidden("bsn") == vocabulary.forbidden("bsn")

    def test_merged_a_later_fact_wins_and_refusals_add_up(self):
        def with_fact(question, *forbidden):
            fact = Begrip(
                naam="a.b", type=Type(soort=Soort.JA_NEE), vraag=question, antwoord_door=("regio",), gevoelig=False
            )
            return Vocabulary({"a.b": fact}, tuple(Verboden(namen=frozenset({n}), waarom="Nee.") for n in forbidden))

        both = with_fact("Eerst?", "x").merged(with_fact("Later?", "y"))

        assert both["a.b"].vraag == "Later?"
        assert both.forbidden("x")
        assert both.forbidden("y")


class TestReading:
    def problems(self, text):
        return [str(problem) for problem in read_vocabulary(read_text(text, "begrippen.yaml"))[1]]

    def fact(self, body, name="a.b"):
        return f"begrippen:\n  {name}: {{{body}, vraag: 'Wat?', antwoord_door: [regio], gevoelig: nee}}\n"

    def test_a_fact_is_read_with_its_fields(self):
        text = self.fact("type: tabel, sleutel: gemeente, waarde: {type: record, velden: {min: {type: getal}}}")
        vocabulary, problems = read_vocabulary(read_text(text))
        fact = vocabulary["a.b"]

        assert problems == []
        assert (fact.vraag, fact.antwoord_door, fact.gevoelig, fact.niveau) == ("Wat?", ("regio",), False, "casus")
        assert (fact.type.soort, fact.type.sleutels) == (Soort.TABEL, {})
        assert fact.type.waarde.velden["min"].soort is Soort.GETAL

    @pytest.mark.parametrize(
        ("body", "lines"),
        [
            ("type: keuze", ["2:3: GGZ201 een begrip van type keuze heeft 'waarden' nodig (bij begrippen.a.b)."]),
            ("type: records", ["2:3: GGZ201 een begrip van type records heeft 'velden' nodig (bij begrippen.a.b)."]),
            (
                "type: tabel",
                [
                    "2:3: GGZ201 een begrip van type tabel heeft 'waarde' nodig (bij begrippen.a.b).",
                    "2:3: GGZ201 een begrip van type tabel heeft 'sleutel' nodig (bij begrippen.a.b).",
                ],
            ),
            (
                "type: tekst, waarden: {x: y}",
                [
                    (
                        "2:22: GGZ202 'waarden' hoort niet bij type tekst (bij begrippen.a.b.waarden). "
                        "Haal het weg, of kies type keuze, keuzes."
                    )
                ],
            ),
            (
                "type: keuze, waarden: {x: y, onbekend: niet bekend}",
                [
                    (
                        "2:22: GGZ203 'onbekend' is een toestand die elk feit kan hebben (bij begrippen.a.b.waarden). "
                        "Haal deze waarde weg."
                    )
                ],
            ),
            (
                "type: record, velden: {van: {type: keuze}}",
                ["2:32: GGZ201 een begrip van type keuze heeft 'waarden' nodig (bij begrippen.a.b.velden.van)."],
            ),
        ],
    )
    def test_what_a_schema_cannot_say_is_checked(self, body, lines):
        assert self.problems(self.fact(body)) == [f"begrippen.yaml:{line}" for line in lines]

    def test_a_fact_may_not_be_named_after_refused_input(self):
        text = self.fact("type: ja_nee", name="a.Bsn") + "verboden_invoer:\n  - {namen: [bsn], waarom: Nee.}\n"

        assert self.problems(text) == [
            (
                "begrippen.yaml:2:3: GGZ205 'a.Bsn' heet naar invoer die geweigerd wordt "
                "(bij begrippen[…]). Kies een andere naam."
            )
        ]

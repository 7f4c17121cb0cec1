"""Reading a casus: what is accepted, what each value becomes, and how a refusal reads."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ggzroute import Casus, CasusError, load_casus
from ggzroute.domain.casus import GEWEIGERD, NVT, ONBEKEND
from ggzroute.domain.decode import MAX_BETROKKENEN, MAX_RELATIES
from ggzroute.domain.waarden import MAX_ITEMS, MAX_TEXT
from ggzroute.problems import Problem, named, nearest, shown, sort_problems
from ggzroute.vocabulary import Soort, Vocabulary
from ggzroute.vocabulary_reading import standard_vocabulary
from strategies import Values, casus_data, casussen


def read(feiten=None, **rest):
    return Casus.from_dict({"id": "c1", "feiten": feiten or {}, **rest})


def value(name, raw):
    return read({name: raw}).feiten.get(name)


def refusal(data, **options):
    with pytest.raises(CasusError) as caught:
        Casus.from_dict(data, **options)
    return [str(problem) for problem in caught.value.problems]


def fact_refusal(feiten):
    return refusal({"id": "c1", "feiten": feiten})


def facts_of_kind(soort):
    return [n for n, b in standard_vocabulary().items() if b.type.soort is soort and b.afleiding != "netwerk"]


class TestStates:
    @pytest.mark.parametrize("raw", [None, "onbekend", ONBEKEND])
    @pytest.mark.parametrize("soort", Soort)
    def test_an_unknown_fact_is_absent_whatever_its_kind(self, soort, raw):
        feiten = read(dict.fromkeys(facts_of_kind(soort), raw)).feiten

        assert dict(feiten) == {}

    @pytest.mark.parametrize(("raw", "state"), [("geweigerd", GEWEIGERD), ("nvt", NVT), (GEWEIGERD, GEWEIGERD)])
    @pytest.mark.parametrize("soort", Soort)
    def test_a_refused_fact_and_one_that_does_not_apply_are_kept_as_such(self, soort, raw, state):
        names = facts_of_kind(soort)

        assert dict(read(dict.fromkeys(names, raw)).feiten) == dict.fromkeys(names, state)

    def test_an_absent_fact_reads_as_unknown_and_never_as_a_value(self):
        casus = read({"persoon.opname_status": "geweigerd", "vraag.volledig_beeld": "nee"})

        assert casus.hulpvrager["direct_gevaar"] is ONBEKEND
        assert casus.hulpvrager["opname_status"] is GEWEIGERD
        assert casus.vraag["volledig_beeld"] == "nee"
        assert casus.vraag["onderwerp"] is ONBEKEND

    @pytest.mark.parametrize("raw", [None, "onbekend", "geweigerd", "nvt"])
    def test_an_unknown_field_of_a_record_or_table_is_absent(self, raw):
        assert value("persoon.verblijf_wijziging", {"naar": "detentie", "gepland": raw}) == {"naar": "detentie"}
        assert value("persoon.leefgebieden", {"schulden": raw}) == {}
        assert value("regio.wijkteam_beschikbaar", {"leiden": raw, "lisse": "ja"}) == {"lisse": "ja"}
        assert value("contact.pogingen", [{"kanaal": "email", "datum": raw}, {"datum": raw}]) == (
            {"kanaal": "email"},
            {},
        )

    @pytest.mark.parametrize("raw", ["onbekend", "geweigerd", "nvt", ONBEKEND])
    @pytest.mark.parametrize("soort", [Soort.KEUZES, Soort.TEKSTEN, Soort.ACTOREN, Soort.DATUMS])
    def test_a_state_is_no_member_of_a_list(self, soort, raw):
        lines = [line for name in facts_of_kind(soort) for line in fact_refusal({name: [raw]})]

        assert {line.split(" (bij")[0] for line in lines} == {
            "GGZ312 een toestand staat op zichzelf, niet in een lijst"
        }

    @pytest.mark.parametrize("raw", [None, "onbekend", "geweigerd", "nvt"])
    def test_an_unknown_attribute_of_the_network_is_nothing(self, raw):
        casus = read(
            peildatum=raw,
            betrokkenen=[{"id": "ggz", "soort": "ggz_instelling", "betrokken": raw, "contact": raw, "functie": raw}],
            relaties=[{"van": "ggz", "soort": "behandelt", "naar": "hulpvrager", "sinds": raw, "afgerond": raw}],
        )
        betrokkene, relatie = casus.betrokkenen[0], casus.relaties[0]

        assert casus.peildatum is None
        assert (betrokkene.betrokken, betrokkene.contact, betrokkene.functie) == (None, None, None)
        assert (relatie.sinds, relatie.afgerond) == (None, None)

    @pytest.mark.parametrize("raw", [None, "", "onbekend", "geweigerd", "nvt"])
    def test_an_unknown_id_is_a_missing_id(self, raw):
        people = [{"id": "tante", "kring": "sociaal"}, {"id": raw, "kring": "sociaal"}]
        relations = [
            {"van": raw, "soort": "kent", "naar": "tante"},
            {"van": "tante", "soort": raw or None, "naar": raw},
        ]
        lines = refusal({"id": raw, "betrokkenen": people, "relaties": relations})

        assert [line.split(". ")[0] for line in lines] == [
            "GGZ305 'id' ontbreekt",
            "GGZ305 'id' ontbreekt (bij betrokkenen[2])",
            "GGZ305 'van' ontbreekt (bij relaties[1])",
            "GGZ305 'naar' ontbreekt (bij relaties[2])",
            "GGZ305 'soort' ontbreekt (bij relaties[2])",
        ]

    def test_a_relation_that_may_not_exist_is_not_taken_for_one(self):
        people = [{"id": "tante", "kring": "sociaal"}]
        relation = {"van": "hulpvrager", "soort": "vertrouwt", "naar": "tante"}

        assert read(betrokkenen=people, relaties=[relation]).relaties[0].stand is True
        assert read(betrokkenen=people, relaties=[{**relation, "stand": "ja"}]).relaties[0].stand is True
        assert read(betrokkenen=people, relaties=[{**relation, "stand": "nee"}]).relaties[0].stand is False
        for state in ("onbekend", "geweigerd", "nvt"):
            assert refusal({"id": "c", "betrokkenen": people, "relaties": [{**relation, "stand": state}]}) == [
                (
                    "GGZ330 een relatie waarvan niet bekend is of ze er is, staat niet in de lijst "
                    "(bij relaties[1].stand). Haal deze relatie weg."
                )
            ]


class TestValues:
    @pytest.mark.parametrize(("raw", "normal"), [(True, "ja"), (False, "nee"), ("ja", "ja"), ("nee", "nee")])
    def test_yes_and_no_may_be_given_as_truth_values(self, raw, normal):
        assert value("persoon.direct_gevaar", raw) == normal
        assert value("persoon.werkwens", raw) == normal
        assert value("regio.wijkteam_beschikbaar", {"leiden": raw}) == {"leiden": normal}

    def test_a_truth_value_in_the_network_means_yes_or_no(self):
        person = {
            "id": "chef",
            "soort": "leidinggevende",
            "betrokken": "nu",
            "namens_werkgever": True,
            "brengt_in": False,
        }
        betrokkene = read(betrokkenen=[person]).betrokkenen[0]

        assert (betrokkene.namens_werkgever, betrokkene.brengt_in) == ("ja", "nee")

    @pytest.mark.parametrize("raw", [True, False])
    def test_a_truth_value_is_no_number_no_text_and_no_choice_without_yes_and_no(self, raw):
        assert fact_refusal({"plaatsing.uren": raw, "persoon.gemeente": raw, "persoon.verblijf": raw}) == [
            (
                "GGZ302 hier staat true of false, en dat past niet (bij feiten.persoon.gemeente). "
                "Toegestaan: een korte tekst."
            ),
            (
                "GGZ302 hier staat true of false, en dat past niet (bij feiten.plaatsing.uren). "
                "Toegestaan: een heel getal."
            ),
            (
                "GGZ303 deze keuze bestaat niet (bij feiten.persoon.verblijf). Toegestaan: een van zelfstandig_alleen, "
                "zelfstandig_met_anderen, bij_ouders, begeleid_wonen, beschermd_wonen, c_woning, ggz_instelling, "
                "crisisopvang, dak_of_thuisloos, detentie."
            ),
        ]

    @pytest.mark.parametrize("raw", [dt.date(2016, 11, 24), "2016-11-24"])
    def test_a_date_may_be_given_as_a_date_or_as_text(self, raw):
        casus = read({"persoon.ontslag_gepland_op": raw, "regio.voorlichting": [raw, raw]}, peildatum=raw)

        assert casus.peildatum == dt.date(2016, 11, 24)
        assert casus.feiten["persoon.ontslag_gepland_op"] == dt.date(2016, 11, 24)
        assert casus.feiten["regio.voorlichting"] == frozenset({dt.date(2016, 11, 24)})

    @pytest.mark.parametrize(
        "raw",
        [
            *(
                "20161124",
                "2016-W47-4",
                "24-11-2016",
                "2016-11-31",
                "2016-11-24 ",
                "\u0662016-11-24",
                "",
                20161124,
                1.5,
            ),
            *(True, ["2016-11-24"], {}, dt.datetime(2016, 11, 24, tzinfo=dt.UTC), dt.time(1)),
        ],
    )
    def test_anything_but_a_whole_existing_day_is_no_date(self, raw):
        assert [line.split(", ")[1] for line in refusal({"id": "c1", "peildatum": raw})] == [
            "en dat past niet (bij peildatum). Toegestaan: een datum als 2016-11-24."
        ]

    @pytest.mark.parametrize("number", [0, -1, 12, 10**12, -(10**12)])
    def test_a_whole_number_is_a_number(self, number):
        assert value("plaatsing.uren", number) == number

    @pytest.mark.parametrize("raw", [1.0, "12", 10**12 + 1, [1], float("nan")])
    def test_anything_else_is_no_number(self, raw):
        assert [line.split(". ")[-1] for line in fact_refusal({"plaatsing.uren": raw})] == [
            "Toegestaan: een heel getal."
        ]

    @pytest.mark.parametrize("kind", [list, tuple, set, frozenset])
    def test_any_collection_may_be_a_set_of_codes(self, kind):
        assert value("vraag.onderwerp", kind(["wonen", "zorg"])) == frozenset({"wonen", "zorg"})

    def test_an_empty_set_is_a_value(self):
        assert value("persoon.in_beeld_bij", []) == frozenset()

    @pytest.mark.parametrize("soort", Soort)
    @pytest.mark.parametrize("raw", [object(), b"bytes", range(2), 1j, dt.timedelta(1)])
    def test_a_value_of_no_known_kind_fits_nowhere(self, soort, raw):
        for name in facts_of_kind(soort):
            assert [line.split(" (bij")[0] for line in fact_refusal({name: raw})] == [
                "GGZ302 hier staat iets anders, en dat past niet"
            ]

    @pytest.mark.parametrize("kind", Soort)
    def test_each_kind_refuses_the_values_of_the_others(self, kind):
        lists = (Soort.KEUZES, Soort.TEKSTEN, Soort.ACTOREN, Soort.DATUMS, Soort.RECORDS)
        fitting = {
            "tekst": (Soort.KEUZE, Soort.TEKST, Soort.ACTOR),
            "een getal": (Soort.GETAL,),
            "een datum": (Soort.DATUM,),
            "een lijst": lists,
            "een blok": (Soort.RECORD, Soort.TABEL),
        }
        examples = {"tekst": "x", "een getal": 3, "een datum": dt.date(2016, 11, 24), "een lijst": [], "een blok": {}}
        name = facts_of_kind(kind)[0]

        for word in [word for word in examples if kind not in fitting[word]]:
            how = "; een lijst staat tussen [ en ]" if word == "tekst" and kind in lists[:4] else ""
            assert [line.split(" (bij")[0] for line in fact_refusal({name: examples[word]})] == [
                f"GGZ302 hier staat {word}, en dat past niet{how}"
            ]


class TestStructure:
    def test_the_smallest_casus_is_an_id(self):
        casus = Casus.from_dict({"id": "c1"})

        assert (casus.id, casus.peildatum, dict(casus.feiten)) == ("c1", None, {})
        assert (casus.betrokkenen, casus.relaties) == ((), ())

    @pytest.mark.parametrize(("mark", "found"), [("ja", True), (True, True), ("nee", False), ("onbekend", False)])
    def test_a_casus_says_whether_a_program_made_it_up(self, mark, found):
        casus = Casus.from_dict({"id": "c1", "synthetisch": mark})

        assert casus.synthetisch is found
        assert Casus.from_dict(casus.to_dict()) == casus
        assert casus.to_dict().get("synthetisch") == ("ja" if found else None)

    @pytest.mark.parametrize("part", ["feiten", "betrokkenen", "relaties"])
    def test_an_empty_part_is_the_same_as_an_absent_one(self, part):
        assert Casus.from_dict({"id": "c1", part: None}) == Casus.from_dict({"id": "c1"})

    @pytest.mark.parametrize(
        ("data", "kind"),
        [(None, "niets"), ([], "een lijst"), ("id: c1", "tekst"), (1, "een getal"), (True, "true of false")],
    )
    def test_what_is_no_mapping_is_no_casus(self, data, kind):
        assert refusal(data) == [
            (
                f"GGZ300 een casus is een blok met sleutels, hier staat {kind}. "
                "Toegestaan: id, peildatum, feiten, betrokkenen, relaties, synthetisch."
            )
        ]

    def test_what_only_a_documented_casus_has_is_passed_over(self):
        extra = {"documentatie": {"titel": 1}, "route": [], "situaties": "", "verwacht": 0, "mag_niet": None}

        assert Casus.from_dict({"id": "c1", **extra}) == Casus.from_dict({"id": "c1"})

    @pytest.mark.parametrize(
        ("row", "kring"),
        [
            ({"soort": "familie"}, "sociaal"),
            ({"soort": "buurtgenoot"}, "sociaal"),
            ({"soort": "vrijwilliger", "kring": "sociaal"}, "sociaal"),
            ({"soort": "collega", "betrokken": "nu"}, "professioneel"),
            ({"soort": "huisarts", "betrokken": "nu"}, "professioneel"),
            ({"organisatie": "zon", "betrokken": "nu"}, "professioneel"),
            ({"kring": "professioneel", "betrokken": "onbekend"}, "professioneel"),
        ],
    )
    def test_the_kring_follows_from_what_somebody_is(self, row, kring):
        assert read(betrokkenen=[{"id": "x", **row}]).betrokkenen[0].kring == kring

    def test_a_key_that_is_no_text_is_refused_without_repeating_it(self):
        people = [{"id": "tante", "kring": "sociaal", 4: 1}]
        lines = refusal(
            {
                "id": "c1",
                1985: 1,
                "feiten": {
                    1985: 1,
                    None: 1,
                    "persoon.leefgebieden": {7: "urgent"},
                    "regio.wijkteam_beschikbaar": {7: True},
                },
                "betrokkenen": people,
            }
        )

        assert [line.split(")")[0] for line in lines] == [
            "GGZ301 een sleutel die geen naam is bestaat hier niet (bij […]",
            "GGZ301 een sleutel die geen naam is bestaat hier niet (bij betrokkenen[1][…]",
            "GGZ301 een sleutel die geen naam is bestaat hier niet (bij feiten.persoon.leefgebieden[…]",
            "GGZ301 een sleutel die geen naam is bestaat hier niet (bij feiten.regio.wijkteam_beschikbaar[…]",
            "GGZ306 een sleutel die geen naam is staat niet in de begrippen (bij feiten[…]",
        ]

    def test_one_wrong_part_does_not_make_a_right_part_wrong(self):
        people = [{"id": ["tante"], "kring": "sociaal"}, {"id": "oom", "kring": "socaal"}]
        relations = [
            {"van": "hulpvrager", "soort": "kent", "naar": "tante"},
            {"van": "hulpvrager", "soort": "kent", "naar": "oom"},
        ]

        assert refusal({"id": "c1", "betrokkenen": people, "relaties": relations}) == [
            "GGZ302 hier staat een lijst, en dat past niet (bij betrokkenen[1].id). Toegestaan: een korte tekst.",
            "GGZ303 deze keuze bestaat niet (bij betrokkenen[2].kring). Toegestaan: een van sociaal, professioneel.",
        ]

    def test_a_vocabulary_of_ones_own_says_which_facts_and_kinds_exist(self):
        begrip = standard_vocabulary()["persoon.gemeente"]
        small = Vocabulary({"plek.gemeente": attrs.evolve(begrip, naam="plek.gemeente")})

        assert Casus.from_dict({"id": "c", "feiten": {"plek.gemeente": "leiden"}}, vocabulary=small).vocabulary is small
        assert refusal({"id": "c", "feiten": {"persoon.gemeente": "leiden"}}, vocabulary=small) == [
            (
                "GGZ306 het feit 'persoon.gemeente' staat niet in de begrippen (bij feiten.persoon.gemeente). "
                "Bedoelt u 'plek.gemeente'?"
            ),
        ]
        assert refusal({"id": "c", "betrokkenen": [{"id": "h", "soort": "huisarts"}]}, vocabulary=small) == [
            (
                "GGZ303 deze keuze bestaat niet (bij betrokkenen[1].soort). Toegestaan: een van buurtgenoot, collega, "
                "familie, functionaris, kennis, leidinggevende, vriend, vrijwilliger, werkgever."
            )
        ]


class TestLimits:
    @pytest.mark.parametrize("name", ["persoon.gemeente", "vraag.ontvanger"])
    def test_a_text_has_at_most_two_hundred_characters(self, name):
        assert value(name, "x" * MAX_TEXT) == "x" * 200
        assert fact_refusal({name: "x" * 201}) == [
            (
                f"GGZ304 deze tekst is langer dan 200 tekens (bij feiten.{name}). "
                "Toegestaan: een korte code of naam van een plaats."
            )
        ]

    @pytest.mark.parametrize(
        ("name", "many"),
        [
            ("persoon.weigert_locatie", lambda n: [f"plek {i}" for i in range(n)]),
            ("regio.wijkteam_beschikbaar", lambda n: {f"g{i}": True for i in range(n)}),
            ("contact.pogingen", lambda n: [{"kanaal": "email"}] * n),
        ],
    )
    def test_a_collection_has_at_most_five_thousand_parts(self, name, many):
        assert len(value(name, many(MAX_ITEMS))) == 5000
        assert fact_refusal({name: many(5001)}) == [f"GGZ308 hier staan meer dan 5000 delen (bij feiten.{name})."]

    def test_a_network_has_at_most_so_many_betrokkenen_and_relations(self):
        people = [{"id": f"b{n}", "kring": "sociaal"} for n in range(MAX_BETROKKENEN)]
        relation = {"van": "hulpvrager", "soort": "kent", "naar": "b0"}

        assert len(read(betrokkenen=people).betrokkenen) == 5000
        assert refusal(
            {"id": "c", "betrokkenen": [*people, people[0]], "relaties": [relation] * (MAX_RELATIES + 1)}
        ) == [
            "GGZ308 deze lijst is langer dan 5000 regels (bij betrokkenen).",
            "GGZ308 deze lijst is langer dan 50000 regels (bij relaties).",
        ]


class TestLoading:
    def test_a_casus_is_loaded_from_yaml_and_from_json_alike(self, tmp_path):
        data = {"id": "c1", "peildatum": "2016-11-24", "feiten": {"persoon.direct_gevaar": "ja"}}
        (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
        (tmp_path / "a.yaml").write_text(
            "id: c1\npeildatum: 2016-11-24\nfeiten:\n  persoon.direct_gevaar: ja\n", encoding="utf-8"
        )

        assert load_casus(tmp_path / "a.json") == load_casus(str(tmp_path / "a.yaml")) == Casus.from_dict(data)

    def test_a_file_that_is_not_there_is_a_refused_casus(self, tmp_path):
        with pytest.raises(CasusError) as caught:
            load_casus(tmp_path / "weg.yaml")

        assert str(caught.value) == (
            f"casus refused: 1 problem\n  {tmp_path / 'weg.yaml'}: GGZ001 het bestand bestaat niet."
        )

    def test_a_folder_is_a_refused_casus(self, tmp_path):
        with pytest.raises(CasusError, match="GGZ001 het bestand is niet te lezen"):
            load_casus(tmp_path)


class TestRoundTrip:
    @given(casus=casussen())
    def test_what_is_written_is_read_back_the_same(self, casus):
        written = casus.to_dict()
        again = Casus.from_dict(written)

        assert again == casus
        assert again.to_dict() == written

    @given(casus=casussen())
    def test_what_is_written_is_json_and_reads_back_as_json_and_as_yaml(self, casus):
        text = json.dumps(casus.to_dict())

        assert Casus.from_json(text) == casus
        assert Casus.from_yaml(text.encode()) == casus

    @given(data=casus_data(), random=st.randoms())
    def test_the_order_of_the_facts_plays_no_part(self, data, random):
        facts = list(data["feiten"].items())
        random.shuffle(facts)

        assert Casus.from_dict({**data, "feiten": dict(facts)}) == Casus.from_dict(data)

    @settings(max_examples=25)  # the vocabulary goes along each time
    @given(casus=casussen())
    def test_a_casus_survives_pickling_and_copying(self, casus):
        pickled = pickle.loads(pickle.dumps(casus))  # noqa: S301 - our own bytes

        for other in (pickled, copy.copy(casus), copy.deepcopy(casus)):
            assert other == casus
            assert other.to_dict() == casus.to_dict()
            assert dict(other.vocabulary) == dict(casus.vocabulary)

    @given(data=casus_data())
    def test_reading_leaves_the_given_data_as_it_was_and_keeps_no_hold_on_it(self, data):
        before = copy.deepcopy(data)
        casus = Casus.from_dict(data)
        assert data == before

        written = copy.deepcopy(casus.to_dict())
        for part in data.values():
            if hasattr(part, "clear"):
                part.clear()
        assert casus.to_dict() == written

    def test_a_relation_that_does_not_hold_is_written_as_such(self):
        relation = {"van": "hulpvrager", "soort": "vertrouwt", "naar": "tante", "stand": "nee"}
        casus = read(betrokkenen=[{"id": "tante", "kring": "sociaal"}], relaties=[relation])

        assert casus.to_dict()["relaties"] == [relation]

    def test_states_dates_and_sets_are_written_as_plain_words_and_sorted_lists(self):
        feiten = {
            "persoon.opname_status": "geweigerd",
            "persoon.ontslag_gepland_op": dt.date(2016, 11, 28),
            "vraag.onderwerp": {"zorg", "wonen"},
            "regio.voorlichting": ["2016-12-01", "2016-11-01"],
            "persoon.laatste_contact": {"zon": "2016-11-01"},
        }

        assert read(feiten).to_dict()["feiten"] == {
            "persoon.opname_status": "geweigerd",
            "persoon.ontslag_gepland_op": "2016-11-28",
            "vraag.onderwerp": ["wonen", "zorg"],
            "regio.voorlichting": ["2016-11-01", "2016-12-01"],
            "persoon.laatste_contact": {"zon": "2016-11-01"},
        }


class TestTheStrategies:
    """What other tests build on: the drawn casussen are valid and reach every part of the vocabulary."""

    @given(data=casus_data(max_feiten=3, max_betrokkenen=2, max_relaties=1, niveaus=("regio",), peildatum=True))
    def test_the_knobs_hold(self, data):
        assert "peildatum" in data
        assert all(name.startswith("regio.") for name in data["feiten"])
        assert (len(data["feiten"]) <= 3, len(data["betrokkenen"]) <= 2, len(data["relaties"]) <= 1) == (True,) * 3

    @given(data=casus_data(organisaties=(), peildatum=False))
    def test_a_casus_may_be_without_a_day_and_without_the_sociale_kaart(self, data):
        assert "peildatum" not in data
        assert not any("organisatie" in row for row in data["betrokkenen"])

    @settings(max_examples=10)
    @given(data=st.data())
    def test_every_fact_of_the_vocabulary_can_be_drawn_and_is_accepted(self, data):
        values = Values(data.draw, dt.date(2016, 11, 24), ("tante", "zon"))
        asked = {name: b.type for name, b in standard_vocabulary().items() if b.afleiding != "netwerk"}

        casus = read({name: values.value(kind) for name, kind in asked.items() if name != "regie.regievoerder"})
        assert set(casus.feiten) == set(asked) - {"regie.regievoerder"}


class TestFrozen:
    def test_a_casus_cannot_be_changed(self):
        casus = read({"persoon.gemeente": "leiden"}, betrokkenen=[{"id": "tante", "kring": "sociaal"}])

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            casus.id = "c2"
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            casus.betrokkenen[0].id = "oom"
        with pytest.raises(TypeError):
            casus.feiten["persoon.gemeente"] = "lisse"

    def test_the_vocabulary_plays_no_part_in_whether_two_casussen_are_the_same(self):
        other = standard_vocabulary().merged(Vocabulary({}))

        assert Casus.from_dict({"id": "c1"}) == Casus.from_dict({"id": "c1"}, vocabulary=other)
        assert Casus.from_dict({"id": "c1"}) != Casus.from_dict({"id": "c2"})


class TestProblems:
    def test_a_problem_is_one_dutch_line(self):
        problem = Problem(
            code="GGZ999",
            wat="hier is iets",
            bestand="a.yaml",
            regel=3,
            kolom=5,
            plek="feiten.x",
            toegestaan="iets anders",
            bedoelt_u="y",
            herstel="Doe iets",
        )

        assert str(problem) == (
            "a.yaml:3:5: GGZ999 hier is iets (bij feiten.x). Bedoelt u 'y'? Toegestaan: iets anders. Doe iets."
        )
        assert problem.to_dict() == {
            "code": "GGZ999",
            "wat": "hier is iets",
            "bestand": "a.yaml",
            "regel": 3,
            "kolom": 5,
            "plek": "feiten.x",
            "toegestaan": "iets anders",
            "bedoelt_u": "y",
            "herstel": "Doe iets",
        }
        assert json.loads(json.dumps(problem.to_dict())) == problem.to_dict()

    def test_problems_come_in_the_order_of_the_file_and_once_each(self):
        places = [
            ("b", 1, 1),
            ("a", 10, 1),
            ("a", 9, 2),
            ("a", 9, 1),
            ("a", None, None),
            (None, None, None),
            ("a", 9, 1),
        ]
        problems = [Problem(code="GGZ999", wat="x", bestand=b, regel=r, kolom=k) for b, r, k in places]

        assert [p.plaats for p in sort_problems(problems)] == ["", "a", "a:9:1", "a:9:2", "a:10:1", "b:1:1"]

    @pytest.mark.parametrize("name", ["persoon.gemeente", "a", "x-1", "a" * 60])
    def test_what_looks_like_a_name_is_shown(self, name):
        assert shown(name) == f"'{name}'"
        assert named("het feit", name) == f"het feit '{name}'"

    @pytest.mark.parametrize(
        "name", ["Jan", "jan jansen", "1985", "", "a" * 61, "j\u00e9", "a\n", "a@b", 5, None, True, ("a",)]
    )
    def test_what_does_not_look_like_a_name_is_not_shown(self, name):
        assert shown(name) == "een sleutel die geen naam is"
        assert named("het feit", name) == "een sleutel die geen naam is"

    @pytest.mark.parametrize(
        ("name", "near"), [("verblif", "verblijf"), ("verblijf", "verblijf"), ("iets", ""), ("", "")]
    )
    def test_the_nearest_name_is_offered_only_when_it_is_near(self, name, near):
        assert nearest(name, ["verblijf", "gemeente"]) == near


@pytest.mark.parametrize(
    ("name", "block"),
    [
        ("persoon.verblijf_wijziging.gepland", "persoon.verblijf_wijziging: {gepland: ...}"),
        ("persoon.leefgebieden.schulden", "persoon.leefgebieden: {schulden: ...}"),
    ],
)
def test_a_part_of_a_fact_that_is_written_as_in_a_rule_is_told_how_to_write_it(name, block):
    assert refusal({"id": "c", "feiten": {name: "ja"}}) == [
        (
            f"GGZ306 het feit '{name}' staat niet in de begrippen (bij feiten.{name}). "
            f"Schrijf een deel van een feit in een blok, {block}."
        )
    ]

"""One record after another: what is good is evaluated, what is not is refused with a reason, and nothing stops."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given

import ggzroute
from ggzroute import Casus, batch
from ggzroute.batch import items
from ggzroute.batch.flat import COLUMNS, Flattener, refusal
from ggzroute.batch.items import MAX_PROBLEMS, Options, evaluate_records
from ggzroute.batch.work import split
from ggzroute.exceptions import EngineNotFoundError, WorkflowNotFoundError
from ggzroute.sampling import sample
from small_pack import rule, rules, small_pack
from strategies import casus_data

GOOD = {"id": "c1", "peildatum": "2016-11-24", "feiten": {"persoon.verblijf": "ggz_instelling"}}
DAY = dt.date(2016, 11, 24)


def line(**changes):
    return json.dumps({**GOOD, **changes})


BAD = {
    "no JSON": ("{", ["GGZ005"]),
    "JSON that was cut off": (line()[:-9], ["GGZ005"]),
    "more than one value": (line() + line(), ["GGZ005"]),
    "a comma too many": ('{"id": "c1",}', ["GGZ005"]),
    "not a number": ('{"id": NaN}', ["GGZ005"]),
    "a number beyond measure": ('{"id": ' + "9" * 5000 + "}", ["GGZ005"]),
    "half a character": ('{"id": "\\ud800"}', ["GGZ005"]),
    "a key twice": ('{"id": "c1", "id": "c2"}', ["GGZ008"]),
    "nested too deep": ("[" * 100_000 + "]" * 100_000, ["GGZ010"]),
    "another encoding": (line(id="één").replace("\\u00e9", "é").encode("latin-1"), ["GGZ003"]),
    "UTF-16": (line().encode("utf-16"), ["GGZ003"]),
    "a character that turns the reading direction": (line(id="\u202ec1").replace("\\u202e", "\u202e"), ["GGZ004"]),
    "a list": ("[]", ["GGZ300"]),
    "a number": ("7", ["GGZ300"]),
    "nothing": (None, ["GGZ300"]),
    "no id": ('{"peildatum": "2016-11-24"}', ["GGZ305"]),
    "no day": ('{"id": "c1"}', ["GGZ350"]),
    "a day that does not exist": (line(peildatum="2016-02-30"), ["GGZ302"]),
    "an unknown fact": (line(feiten={"persoon.onzin": "ja"}), ["GGZ306"]),
    "a forbidden input": (line(bsn="123456782"), ["GGZ310"]),
    "an organisation that is not on the kaart": (
        line(betrokkenen=[{"id": "x", "organisatie": "bestaat_niet", "betrokken": "nu"}]),
        ["GGZ311"],
    ),
    "two faults": (line(feiten={"persoon.onzin": "ja", "persoon.verblijf": "maan"}), ["GGZ303", "GGZ306"]),
}


def only(record, pack, **options):
    (item,) = evaluate_records([record], pack, Options(**options))
    return item


class TestRefused:
    @pytest.mark.parametrize("what", BAD)
    def test_what_is_wrong_is_refused_with_its_codes(self, pack, what):
        record, codes = BAD[what]
        item = only(record, pack)

        assert (item.evaluation, item.casus) == (None, None)
        assert refusal(item)["codes"] == codes
        assert {problem.regel for problem in item.problems} == {1}

    def test_what_is_wrong_does_not_stop_the_others(self, pack):
        records = [line(), *(record for record, _ in BAD.values()), line(id="c2")]
        found = list(evaluate_records(records, pack, Options()))

        assert [item.regel for item in found] == list(range(1, len(records) + 1))
        assert [item.regel for item in found if item.evaluation] == [1, len(records)]

    def test_a_line_that_is_too_long_is_refused(self, pack, monkeypatch):
        monkeypatch.setattr(items, "MAX_BYTES", len(line()) - 1)

        assert refusal(only(line(), pack)) == {
            "regel": 1,
            "codes": ["GGZ002"],
            "problemen": [{"code": "GGZ002", "wat": "deze regel is langer dan 0 MB"}],
        }

    def test_the_reasons_are_sentences_with_the_place(self, pack):
        assert refusal(only(line(feiten={"persoon.verblijff": "x"}), pack)) == {
            "regel": 1,
            "codes": ["GGZ306"],
            "problemen": [
                {
                    "code": "GGZ306",
                    "wat": "het feit 'persoon.verblijff' staat niet in de begrippen",
                    "plek": "feiten.persoon.verblijff",
                    "bedoelt_u": "persoon.verblijf",
                }
            ],
        }
        assert [str(problem) for problem in only('{"id": "c1"}', pack).problems] == [
            "1: GGZ350 er is geen peildatum. Zet 'peildatum' in de casus, of geef een peildatum voor alle casussen."
        ]

    def test_no_more_problems_are_kept_than_a_person_reads(self, pack):
        item = only(line(feiten={f"persoon.onzin_{n}": "ja" for n in range(500)}), pack)

        assert len(item.problems) == MAX_PROBLEMS

    def test_a_fault_in_the_program_refuses_one_casus_and_tells_nothing_of_it(self, pack, monkeypatch):
        real = items.evaluate

        def broken(casus, *args, **options):
            if casus.id == "c1":
                raise KeyError("geheim")
            return real(casus, *args, **options)

        monkeypatch.setattr(items, "evaluate", broken)
        first, second = evaluate_records([line(), line(id="c2")], pack, Options())

        assert [str(problem) for problem in first.problems] == [
            (
                "1: GGZ351 door een fout in het programma (KeyError) is deze casus niet bekeken. "
                "Meld dit bij de makers van het programma, zonder de casus."
            )
        ]
        assert second.evaluation is not None

    def test_a_fault_in_working_out_a_part_refuses_one_casus_too(self, pack, monkeypatch):
        def broken(*_):
            raise ZeroDivisionError

        monkeypatch.setattr("ggzroute.evaluation.decide_maatje", broken)
        rows, refused = split([line()], 1, pack, Options())

        assert (rows, [one["codes"] for one in refused]) == ([], [["GGZ351"]])

    @pytest.mark.parametrize("where", ["id", "feiten", "betrokkenen", "sleutel", "tekst"])
    def test_no_value_of_a_casus_is_told(self, pack, where):
        mark = "Zwanenburgwal"
        records = {
            "id": line(id=mark, feiten={"persoon.onzin": mark}),
            "feiten": line(feiten={"persoon.verblijf": mark, "persoon.gemeente": [mark], mark: mark}),
            "betrokkenen": line(betrokkenen=[{"id": mark, "soort": mark, mark: mark}], relaties=[{"van": mark}]),
            "sleutel": json.dumps({mark: mark}),
            "tekst": f'{{"id": "{mark}", {mark}',
        }
        item = only(records[where], pack)

        assert item.problems
        assert mark not in json.dumps(refusal(item)) + repr(item)


class TestEvaluateMany:
    def test_records_may_be_casussen_data_text_or_bytes(self, pack):
        casus = Casus.from_dict(GOOD, vocabulary=pack.vocabulary)
        found = list(batch.evaluate_many([casus, GOOD, line(), line().encode(), "  \n", b""], pack))

        assert [item.regel for item in found] == [1, 2, 3, 4]
        assert {item.evaluation for item in found} == {ggzroute.evaluate(casus, pack)}

    def test_it_takes_one_record_at_a_time(self, pack):
        taken = []
        found = batch.evaluate_many((taken.append(n) or GOOD for n in range(5)), pack)

        assert taken == []
        assert (next(found).regel, taken) == (1, [0])

    def test_an_open_file_will_do(self, pack, tmp_path):
        (tmp_path / "c.ndjson").write_text(f"{line()}\n\n{line(id='c2')}\n")
        with (tmp_path / "c.ndjson").open() as stream:
            found = list(batch.evaluate_many(stream, pack))

        assert [(item.regel, item.casus.id) for item in found] == [(1, "c1"), (3, "c2")]

    def test_options_count_for_every_casus(self, pack):
        (item,) = batch.evaluate_many(['{"id": "c1"}'], pack, peildatum=DAY, workflow="werkwijzer", afgeleid=True)

        assert item.evaluation.peildatum == DAY
        assert item.evaluation.route.workflow == "werkwijzer"
        assert item.evaluation.afgeleid

    def test_a_wrong_engine_or_workflow_shows_at_once(self, pack):
        with pytest.raises(EngineNotFoundError):
            batch.evaluate_many([], pack, engine="snel")
        with pytest.raises(WorkflowNotFoundError):
            batch.evaluate_many([], pack, workflow="geen")

    @given(data=casus_data(peildatum=True))
    def test_reading_json_by_the_million_is_reading_json(self, data):
        text = json.dumps(data)
        pack = ggzroute.load_pack("holland-rijnland")
        (item,) = batch.evaluate_many([text], pack)

        assert item.casus == Casus.from_json(text, vocabulary=pack.vocabulary)


class TestFlat:
    def test_a_row_says_what_the_evaluation_says(self, pack):
        for file in [file for file in pack.casussen if file.soort == "gedocumenteerd"]:
            casus = Casus.from_yaml(file.inhoud, vocabulary=pack.vocabulary)
            found = ggzroute.evaluate(casus, pack)
            row = Flattener(pack, Options(vragen=3)).row(7, casus, found)
            data = found.to_dict()

            assert list(row) == list(COLUMNS)
            assert (row["regel"], row["casus"], row["peildatum"]) == (7, casus.id, casus.peildatum)
            assert row["route_staat"] == data["route"]["staat"]
            assert row["route_wacht_bij"] == data["route"]["wacht_bij"]
            assert row["regie_status"] == data["regie"]["status"]
            assert row["regievoerder_huidig"] == [k["wie"] for k in data["regie"]["huidig"]]
            assert row["maatje_stand"] == data["maatje"]["stand"]
            assert row["signalen"] == list(dict.fromkeys(s["code"] for s in data["signalen"]))
            assert row["vragen"] == [v["feit"] for v in data["vragen"]][:3]
            assert row["regels_gevuurd"] == sorted(r["regel"] for r in data["verantwoording"]["regels_gevuurd"])
            assert row["pakket_hash"] == pack.hash

    def test_advice_stands_by_its_kind(self, pack):
        seen = set()
        for data in sample(300, pack, seed=8):
            (item,) = batch.evaluate_many([data], pack)
            row = Flattener(pack, Options()).row(1, item.casus, item.evaluation)
            advised = {a.handeling for a in item.evaluation.adviezen if a.soort == "adviseer" and not a.overstemd_door}
            overruled = {a.handeling for a in item.evaluation.adviezen if a.overstemd_door}
            assert (set(row["geadviseerd"]), set(row["overstemd"])) == (advised, overruled)
            assert len(row["geadviseerd"]) == len(set(row["geadviseerd"]))
            seen |= {column for column in COLUMNS if row[column]}

        assert {"afgeraden", "verboden", "contact_met", "signalen", "onderbrekingen"} <= seen

    def test_advice_that_is_overruled_stands_apart(self):
        said = "{handeling: bellen, gebied: werk, tekst: Zo.}"
        advise = rule("K-1", "altijd", f"[{{adviseer: {said}}}]")
        forbid = rule("K-2", "altijd", f"[{{verbied: {said}}}]", sterkte="verboden")
        small = small_pack(regels=rules(advise, forbid))
        (row,), _ = split(['{"id": "c1", "peildatum": "2016-11-24"}'], 1, small, Options())

        assert (row["geadviseerd"], row["overstemd"], row["verboden"]) == ([], ["bellen"], ["bellen"])

    def test_the_regievoerders_who_are_proposed_are_those_at_the_top(self, pack):
        statuses = set()
        for data in sample(400, pack, seed=9):
            (item,) = batch.evaluate_many([data], pack)
            regie = item.evaluation.regie
            row = Flattener(pack, Options()).row(1, item.casus, item.evaluation)
            top = [k.wie for k in regie.kandidaten if k.rang == max(one.rang for one in regie.kandidaten)]
            assert row["regievoerder_voorgesteld"] == (top if regie.status in ("voorgesteld", "gelijk") else [])
            statuses.add(regie.status)

        assert "voorgesteld" in statuses

    def test_no_value_of_a_fact_is_in_a_row(self, pack):
        mark = "zwanenburgwal"
        facts = {
            "persoon.gemeente": mark,
            "persoon.pseudoniem": mark,
            "contact.locatie": mark,
            "traject.gemeente": mark,
        }
        rows, _ = split([{**GOOD, "feiten": facts}], 1, pack, Options(vragen=50))

        assert mark not in json.dumps(rows, default=str)

    def test_a_made_up_casus_stays_marked_in_its_row(self, pack):
        rows, _ = split([{**GOOD, "synthetisch": "ja"}, GOOD], 1, pack, Options())

        assert [row["synthetisch"] for row in rows] == [True, False]

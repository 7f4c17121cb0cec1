"""Hit policies answer as the tests of the DMN Technology Compatibility Kit expect, with both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ggzroute
from ggzroute.documents import from_data, read_file
from ggzroute.rules.files import PackFiles
from ggzroute.rules.reading import read_pack
from ggzroute.tables.model import Beslistabel
from ggzroute.tables.outcome import counting_rows
from ggzroute.tables.reading import read_table, table_data
from ggzroute.yaml_builder import dump
from small_pack import casus

CASES = read_file(Path(__file__).parent / "data" / "dmn_cases.yaml").data["tables"]
CHOICES = {
    "risk": ["high", "low", "medium"],
    "approval": ["approved", "declined"],
    "rate": ["best", "standard", "basic"],
    "advert": ["cars", "videogames", "toys"],
}
TYPES = {
    **{name: {"type": "keuze", "waarden": values} for name, values in CHOICES.items()},
    **{name: {"type": "getal"} for name in ("age", "years", "amount")},
    **{name: {"type": "ja_nee"} for name in ("affordable", "answer")},
    "day": {"type": "datum"},
}
ABOUT = {"vraag": "Wat is het?", "antwoord_door": ["ontvanger"], "gevoelig": "nee"}
LISTS = ("R", "O")


def tabel_of(case: dict[str, Any]) -> Beslistabel:
    """The table as ours; the policies that give a list say signals instead of facts."""
    count = len(case["invoer"])
    order = case.get("volgorde") or [[]] * len(case["uitvoer"])
    listed = case["policy"] in LISTS or case.get("signals") == "ja"
    names = ["signaleer: signaal", "signaleer: tekst"] if listed else [f"leid_af: dmn.{n}" for n in case["uitvoer"]]
    if listed and len(case["uitvoer"]) == 1:
        order = [*order, []]
    uitvoer = [
        {kind: part.strip()} | ({"volgorde": values} if values else {})
        for (kind, _, part), values in zip((name.partition(":") for name in names), order, strict=True)
    ]
    filled = [[*row[count:], *(["Zin."] if len(row) - count < len(uitvoer) else [])] for row in case["rows"]]
    return read_table(
        from_data(
            {
                "beslistabel": "DMN",
                "titel": "Proef",
                "trefregel": case["policy"],
                "soort": "plan",
                "sterkte": "voorkeur",
                "basis": "praktijk",
                "bron": [{"document": "tck", "plaats": case["tck"]}],
                "invoer": [{"feit": f"dmn.{name}"} for name in case["invoer"]],
                "uitvoer": uitvoer,
                "rijen": [{"als": row[:count], "dan": dan} for row, dan in zip(case["rows"], filled, strict=True)],
            }
        )
    )


def pack_of(tabel: Beslistabel) -> ggzroute.RulePack:
    texts = {
        "pack.yaml": dump(
            {"pakket": "dmn", "naam": "DMN", "versie": "1.0.0", "bronnen": {"tck": {"titel": "DMN TCK"}}}
        ),
        "begrippen.yaml": dump({"begrippen": {f"dmn.{name}": {**kind, **ABOUT} for name, kind in TYPES.items()}}),
        "tabellen/dmn.yaml": dump(table_data(tabel)),
    }
    return read_pack(PackFiles(root="dmn", contents={name: text.encode() for name, text in texts.items()}), load)


def load(name: str) -> ggzroute.RulePack:
    raise LookupError(name)


@pytest.mark.parametrize("engine", ["direct", "durable"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tck"])
def test_a_table_answers_as_the_compatibility_kit_expects(case, engine):
    if engine == "durable":
        pytest.importorskip("durable")
    tabel = tabel_of(case)
    pack = pack_of(tabel)
    for given, expected in case["cases"]:
        feiten = {f"dmn.{name}": value for name, value in zip(case["invoer"], given, strict=True)}
        found = ggzroute.evaluate(casus(pack, feiten), pack, engine=engine).context
        if case["policy"].startswith("C") and case["policy"] != "C":
            assert found.facts.get("dmn.amount") == expected
            continue
        rows = counting_rows(tabel, [hit.regel for hit in found.firing.hits])
        answers = [list(row.dan[: len(case["uitvoer"])]) for row in rows]
        assert (answers if case["policy"] in LISTS or case["policy"] == "C" else answers[:1]) == expected
        if case["policy"] not in ("R", "O", "C"):
            assert [[found.facts.get(f"dmn.{name}") for name in case["uitvoer"]]] == expected


def test_every_hit_policy_has_a_case_of_the_kit():
    assert {case["policy"] for case in CASES} == {"U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"}

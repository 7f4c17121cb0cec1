"""The regie ranking: one table that gives every proposal of a pack its rang."""

# ruff: noqa: E501 - whole messages, as people read them

from __future__ import annotations

import pytest

import ggzroute
from ggzroute import PackError
from ggzroute.documents import read_file
from ggzroute.resources import rules_root
from ggzroute.rules.conclusions import KandidaatRegievoerder
from ggzroute.rules.files import PackFiles
from ggzroute.rules.reading import read_pack
from ggzroute.tables.files import read_document, write_table
from ggzroute.tables.reading import read_table
from small_pack import FILES, REGELS

BARE = REGELS.replace(", rang: 50", "")
RANKING = """\
beslistabel: RANG
titel: Wie gaat voor
trefregel: U
soort: regie
sterkte: mogelijk
basis: afgeleid
bron: [{document: boek, plaats: p. 2}]
invoer: [{feit: regel}]
uitvoer: [{kandidaat_regievoerder: rang}]
rijen:
"""


def pack_of(*rows: str, regels: str = BARE) -> ggzroute.RulePack:
    texts = {**FILES, "regels/regels.yaml": regels, "tabellen/regierang.yaml": RANKING + "".join(rows)}
    return read_pack(PackFiles(root="klein", contents={name: text.encode() for name, text in texts.items()}), load)


def load(name: str) -> ggzroute.RulePack:
    raise LookupError(name)


def row(rule: str, rang: str) -> str:
    return f"  - {{als: [{rule}], dan: [{rang}]}}\n"


def ranks(pack: ggzroute.RulePack) -> dict[str, int]:
    return {rule.id: c.rang for rule in pack.regels.values() for c in rule.dan if isinstance(c, KandidaatRegievoerder)}


def test_the_table_gives_a_proposal_its_rang_and_becomes_no_rule():
    pack = pack_of(row("K-2", "70"))
    assert ranks(pack) == {"K-2": 70}
    assert sorted(pack.regels) == ["K-1", "K-2"]


@pytest.mark.parametrize(
    ("rows", "regels", "lines"),
    [
        (
            [row("K-3", "70")],
            BARE,
            [
                (
                    "klein/tabellen/regierang.yaml:11:12: GGZ230 'K-3' stelt in dit pakket geen regievoerder voor "
                    "(bij rijen[1].als[1])."
                ),
            ],
        ),
        (
            [row("K-2", "70"), row("K-2", "60")],
            BARE,
            [
                (
                    "klein/tabellen/regierang.yaml:12:12: GGZ230 regel K-2 staat twee keer in de regierang "
                    "(bij rijen[2].als[1]). Haal er een weg."
                )
            ],
        ),
        (
            [row("K-2", "70")],
            REGELS,
            [
                (
                    "klein/regels/regels.yaml:10: GGZ232 regel K-2 heeft een rang in de regierang en bij de regel zelf. "
                    "Haal 'rang' bij de regel weg."
                )
            ],
        ),
        (
            [row("K-2", "101")],
            BARE,
            [
                (
                    "klein/tabellen/regierang.yaml:11:24: GGZ211 dit is geen rang (bij rijen[1].dan[1]). "
                    "Toegestaan: een heel getal van 0 tot en met 100."
                )
            ],
        ),
    ],
)
def test_a_ranking_that_misses_a_rule_or_has_one_too_many_is_refused(rows, regels, lines):
    with pytest.raises(PackError) as caught:
        pack_of(*rows, regels=regels)
    found = [str(problem).replace(" Bedoelt u 'K-2'?", "") for problem in caught.value.problems]
    assert found == lines


@pytest.mark.parametrize("name", ["landelijk", "holland-rijnland"])
def test_the_ranking_of_a_shipped_pack_ranks_every_proposal_once_and_opens_in_a_spreadsheet(name):
    tabel = read_table(read_file(rules_root() / name / "tabellen" / "regierang.yaml"))
    pack = ggzroute.load_pack(name)
    own = {id_ for id_ in ranks(pack) if pack.regels[id_].pakket == name}
    assert {rij.als[0]: int(rij.dan[0]) for rij in tabel.rijen} == {id_: ranks(pack)[id_] for id_ in own}
    pytest.importorskip("openpyxl")
    assert read_table(read_document(write_table(tabel, "xlsx"), "t.xlsx")) == tabel

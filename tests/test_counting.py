"""Every statement that was read from the sources is a rule or a declared exception, once, and the counts add up."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import ggzroute
from ggzroute import RulePack, cli
from ggzroute.cli.checking import check_paths
from ggzroute.cli.counting import count_all, count_pack, source_id
from ggzroute.resources import rules_root
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import Uitzondering
from small_pack import FILES, rule, rules, write_pack

SHIPPED = ("landelijk", "holland-rijnland", "zuid-limburg")
LIST = Path(__file__).parent / "data" / "bron_ids.txt"

LATER = ("IK-018", "IN-023", "IN-024", "OR-045")
"""Statements that were read after the list was made, from examples in the documents."""

OTHER_LEVEL = dict.fromkeys(("MJ-014b", "MJ-016b", "OR-033b", "PL-017b"), "casus")
"""Second parts of a statement about an organisation or region, which a casus needs too."""


def statements() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Id of each statement to its level and the documents that make it."""
    lines = [line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = {id_: (niveau, frozenset(documents)) for id_, niveau, *documents in lines}
    assert len(found) == len(lines)
    return found


def entries() -> list[Rule | Uitzondering]:
    """What the shipped packs hold themselves."""
    packs = [ggzroute.load_pack(name) for name in SHIPPED]
    own = [rule for pack in packs for rule in pack.regels.values() if rule.pakket == pack.pakket]
    return [*own, *(exception for pack in packs for exception in pack.uitzonderingen)]


def listed() -> list[tuple[Rule | Uitzondering, tuple[str, frozenset[str]]]]:
    """The same, each with the level and the documents of its statement; those that are not on the list left out."""
    known = statements()
    return [(entry, known[id_]) for entry in entries() if (id_ := source_id(entry.id)) in known]


def test_the_list_has_every_statement_with_its_level():
    assert len(statements()) == 379
    assert Counter(niveau for niveau, _ in statements().values()) == {"casus": 303, "organisatie": 38, "regio": 38}


def test_every_statement_is_a_rule_or_a_declared_exception_exactly_once():
    held = Counter(entry.id for entry in entries())
    assert [id_ for id_, count in held.items() if count > 1] == []
    assert sorted({found for id_ in held if (found := source_id(id_))}) == sorted([*statements(), *LATER])
    assert {id_[:3] for id_ in held if source_id(id_) is None} == {"AF-"}
    assert [id_ for id_ in statements() if id_ not in held] == []


def test_every_rule_has_the_level_of_its_statement():
    assert {e.id: e.niveau for e, (niveau, _) in listed() if e.niveau != niveau} == OTHER_LEVEL


def test_every_rule_cites_the_documents_of_its_statement():
    cited = {e.id: ({b.document for b in e.bron}, documents) for e, (_, documents) in listed()}
    assert {id_: found for id_, (found, documents) in cited.items() if found != documents} == {}


@pytest.fixture(scope="module")
def report() -> Mapping[str, Any]:
    """What ``ggzroute check rules --json`` gives."""
    return check_paths([str(rules_root())], "landelijk").to_dict()


def test_the_counts_of_the_shipped_packs_account_for_every_statement(report):
    total = report["som"]
    assert (total["brongetal"], total["vervangen"], total["pakketten"]) == (379 + len(LATER), 0, 3)
    assert total["regels"] + total["uitzonderingen"] == len(entries())
    for key in ("regels", "uitzonderingen", "brongetal", "casussen"):
        assert total[key] == sum(pack[key] for pack in report["pakketten"])
    later = [entry for entry in entries() if entry.id in LATER]
    levels = Counter([*(niveau for niveau, _ in statements().values()), *(entry.niveau for entry in later)])
    assert {name: count["brongetal"] for name, count in total["per_niveau"].items()} == levels
    documents = Counter(document for _, made_by in statements().values() for document in made_by)
    documents += Counter(document for entry in later for document in {source.document for source in entry.bron})
    assert {name: count["brongetal"] for name, count in total["per_document"].items()} == documents


@pytest.mark.parametrize("name", ["som", *SHIPPED])
def test_levels_kinds_and_bases_add_up_to_the_whole(report, name):
    found = report["som"] if name == "som" else next(p for p in report["pakketten"] if p["pakket"] == name)
    for key in ("regels", "uitzonderingen", "brongetal"):
        assert sum(count[key] for count in found["per_niveau"].values()) == found[key]
    for tally in ("per_soort", "per_basis"):
        assert sum(count["regels"] for count in found[tally].values()) == found["regels"]
    assert all(count["regels"] <= found["regels"] for count in found["per_document"].values())


@pytest.mark.parametrize(
    ("id_", "source"),
    [("RG-001", "RG-001"), ("RG-001b", "RG-001"), ("AF-001", None), ("VB-1", "VB-1"), ("regel", "regel")],
)
def test_a_letter_after_the_number_splits_a_statement_and_af_is_a_reading_of_ours(id_, source):
    assert source_id(id_) == source


# ---- small packs


NOTHING = "[{signaleer: {signaal: hier, tekst: Hier.}}]"
EXCEPTIONS = """\
uitzonderingen:
  - id: K-4
    titel: Een wens voor later
    niveau: regio
    bron: [{document: boek, plaats: p. 8}]
    reden: De bron zegt niet wie iets doet.
"""
HEAD = "pakket: {0}\nnaam: Regio\nversie: 1.0.0\ngebruikt: [klein]\nbronnen:\n  boek: {{titel: Een boek}}\n"


def own(id_: str, more: str = "") -> str:
    return rule(id_, "[{persoon.werkwens: ja}]", NOTHING, more=more)


@pytest.fixture
def packs(tmp_path: Path) -> list[RulePack]:
    """A pack with a split rule and an exception, and one that uses it, replaces a rule and adds one."""
    national = rules(own("K-1"), own("K-2"), own("K-3"), own("K-3b"), own("AF-1"))
    write_pack(tmp_path / "klein", {**FILES, "regels/regels.yaml": national, "uitzonderingen.yaml": EXCEPTIONS})
    regional = rules(own("K-1", "    vervangt: klein\n"), own("R-1"))
    write_pack(tmp_path / "regio", {"pack.yaml": HEAD.format("regio"), "regels/regels.yaml": regional})
    return [ggzroute.load_pack(tmp_path / name) for name in ("klein", "regio")]


def three(found: Mapping[str, Any]) -> tuple[int, int, int]:
    return found["regels"], found["uitzonderingen"], found["brongetal"]


def test_a_pack_counts_what_it_holds_itself(packs):
    small, region = map(count_pack, packs)
    assert three(small) == (5, 1, 4)
    assert three(region) == (2, 0, 2)
    assert small["per_niveau"] == {
        "casus": {"regels": 5, "uitzonderingen": 0, "brongetal": 3},
        "regio": {"regels": 0, "uitzonderingen": 1, "brongetal": 1},
    }
    assert small["per_document"] == {"boek": {"regels": 5, "uitzonderingen": 1, "brongetal": 4}}
    assert small["per_basis"] == {"praktijk": {"regels": 5, "uitzonderingen": 0, "brongetal": 3}}


def test_a_rule_that_replaces_one_of_another_pack_counts_once(packs):
    both = count_all(packs)
    assert (three(both), both["vervangen"]) == ((6, 1, 5), 1)
    assert count_all(packs[::-1]) == both
    assert (three(count_all(packs[1:])), count_all(packs[1:])["vervangen"]) == ((2, 0, 2), 0)


def test_a_pack_that_is_named_twice_counts_once(packs):
    assert count_all([*packs, *packs]) == count_all(packs)


def test_one_line_sums_up_for_people(packs, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["ggzroute", "check", str(tmp_path)])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert not stop.value.code
    assert capsys.readouterr().out.splitlines() == [
        "Goed: klein 1.0.0, 5 eigen regels, 0 casussen.",
        "Goed: regio 1.0.0, 2 eigen regels, 0 casussen.",
        "Samen: 6 regels en 1 uitzondering voor 5 uitspraken uit bronnen (casus 4, regio 1).",
    ]
    assert len(packs) == 2


def test_the_sum_is_in_the_json_too(packs, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["ggzroute", "check", str(tmp_path), "--json"])
    with pytest.raises(SystemExit):
        cli.main()
    assert json.loads(capsys.readouterr().out)["som"] == count_all(packs)


def test_without_a_pack_there_is_nothing_to_sum_up(tmp_path, monkeypatch, capsys):
    (tmp_path / "c.yaml").write_text("id: x\nfeiten: {}\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["ggzroute", "check", str(tmp_path / "c.yaml")])
    with pytest.raises(SystemExit):
        cli.main()
    assert capsys.readouterr().out == "Goed: 1 casus.\n"

"""Sources that disagree: when a side stands, what is shown of it, and what a region may add."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ggzroute
from ggzroute.rules.conditions import facts_of
from ggzroute.rules.logic import truth
from small_pack import BEGRIPPEN, FILES, casus, rule, rules, small_pack, write_pack

REGELS = rules(
    rule("K-1", "[{persoon.werkwens: ja}]", "[{adviseer: {handeling: werk_zoeken, gebied: werk, tekst: Doe dit.}}]"),
    rule("K-2", "[{persoon.schulden: ja}]", "[{signaleer: {signaal: schulden, tekst: Er zijn schulden.}}]"),
)
BOEK = "bron: [{document: boek, plaats: p. 1}]"


def conflict(*sides: str, id_: str = "CF-1") -> str:
    """A file with one conflict; each side as the text of its keys."""
    kanten = "".join(f"      - {{{side}, zegt: kant {n}, {BOEK}}}\n" for n, side in enumerate(sides, 1))
    return f"conflicten:\n  - id: {id_}\n    wat: Wat nu?\n    kanten:\n{kanten}"


WORK, DEBTS = "als: [{persoon.werkwens: ja}]", "als: [{persoon.schulden: ja}]"


def found(sides: tuple[str, ...], feiten: dict[str, Any], **more: Any) -> tuple[ggzroute.Evaluation, list[Any]]:
    pack = small_pack(regels=REGELS, conflicten=conflict(*sides))
    evaluation = ggzroute.evaluate(casus(pack, feiten), pack, **more)
    return evaluation, [(side.regels, side.als) for c in evaluation.conflicten for side in c.kanten]


BOTH = {"persoon.werkwens": "ja", "persoon.schulden": "ja"}


@pytest.mark.parametrize("engine", ["direct", "durable"])
def test_a_side_stands_by_its_condition_and_says_which_one_held(engine):
    if engine == "durable":
        pytest.importorskip("durable")
    _, sides = found((WORK, "regels: [K-2]"), BOTH, engine=engine)
    assert sides == [((), "persoon.werkwens is ja"), (("K-2",), "")]


def test_a_side_with_rules_and_a_condition_stands_by_either_of_them():
    sides = (f"regels: [K-1], {DEBTS}", "als: altijd")
    assert found(sides, {"persoon.werkwens": "ja"})[1][0] == (("K-1",), "")
    assert found(sides, {"persoon.schulden": "ja"})[1][0] == ((), "persoon.schulden is ja")
    assert found(sides, BOTH)[1][0] == (("K-1",), "persoon.schulden is ja")
    assert found(sides, {})[1] == []


@pytest.mark.parametrize("value", ["nee", "onbekend", "geweigerd", "nvt"])
def test_a_condition_that_is_not_certainly_true_makes_no_side_stand(value):
    assert found((WORK, DEBTS), BOTH | {"persoon.schulden": value})[1] == []


def test_a_condition_may_look_at_the_network_and_shows_nothing_of_the_casus():
    sides = ("als: [{er_is: {waarin: {soort: opvang}}}, {persoon.gemeente: {bekend: ja}}]", "als: altijd")
    pack = small_pack(regels=REGELS, conflicten=conflict(*sides))
    home = {"id": "geheim1", "soort": "opvang", "betrokken": "nu"}
    evaluation = ggzroute.evaluate(casus(pack, {"persoon.gemeente": "geheim2"}, home), pack)
    (shown,) = [c.to_dict() for c in evaluation.conflicten]
    assert shown["kanten"][0]["als"] == "er is een betrokkene met soort is opvang en persoon.gemeente is bekend"
    assert "geheim" not in str(shown) + repr(evaluation.conflicten)


def test_the_account_names_the_facts_that_decide_about_a_conflict():
    sides = ("als: [{persoon.gemeente: {bekend: ja}}]", "als: [{vraag.vrager: ander}]")
    account = found(sides, {"persoon.gemeente": "ergens"})[0].verantwoording
    assert "persoon.gemeente" in account.feiten_gebruikt
    assert "vraag.vrager" in account.feiten_onbekend


VALUES = st.sampled_from(["ja", "nee", "onbekend", "geweigerd"])
SIDES = st.sampled_from(["regels: [K-1]", "regels: [K-1, K-2]", WORK, DEBTS, f"regels: [K-2], {WORK}", "als: altijd"])


@given(st.lists(SIDES, min_size=2, max_size=3), VALUES, VALUES)
def test_a_conflict_comes_out_exactly_when_every_side_stands(sides, work, debts):
    evaluation, shown = found(tuple(sides), {"persoon.werkwens": work, "persoon.schulden": debts})
    (known,) = evaluation.context.pack.conflicten
    stands = [
        bool(set(side.regels) & evaluation.gevuurd)
        or (side.als is not None and truth(side.als, evaluation.context.facts) is True)
        for side in known.kanten
    ]
    assert bool(shown) is all(stands)
    assert all(regels or als for regels, als in shown)


# ---- what a region adds


NATIONAL = conflict(DEBTS, "als: [{vraag.vrager: ander}]")
USER = "pakket: {0}\nnaam: Regio\nversie: 1.0.0\ngebruikt: {1}\nbronnen:\n  boek: {{titel: Een boek}}\n"
ADDS = "aanvullingen:\n  - {{conflict: CF-1, kant: {0}, regels: [{1}]}}\n"


@pytest.fixture
def regions(tmp_path: Path) -> Path:
    """A national pack, two regions that add a rule to its conflict, and a pack that uses both regions."""
    write_pack(tmp_path / "klein", {**FILES, "regels/regels.yaml": REGELS, "conflicten.yaml": NATIONAL})
    for name, side, id_ in (("noord", 1, "N-1"), ("zuid", 2, "Z-1")):
        own = rules(rule(id_, f"[{{persoon.gemeente: {name}}}]", "[{signaleer: {signaal: hier, tekst: Hier.}}]"))
        files = {"pack.yaml": USER.format(name, "[klein]"), "regels/regels.yaml": own}
        write_pack(tmp_path / name, {**files, "conflicten.yaml": ADDS.format(side, id_)})
    write_pack(tmp_path / "samen", {"pack.yaml": USER.format("samen", "[noord, zuid]")})
    return tmp_path


def rules_of(pack: ggzroute.RulePack) -> list[list[tuple[str, ...]]]:
    return [[side.regels for side in c.kanten] for c in pack.conflicten]


def test_a_region_adds_its_rule_to_a_side_and_leaves_the_conflict_of_the_used_pack_alone(regions):
    assert rules_of(ggzroute.load_pack(regions / "noord")) == [[("N-1",), ()]]
    assert rules_of(ggzroute.load_pack(regions / "zuid")) == [[(), ("Z-1",)]]
    assert rules_of(ggzroute.load_pack(regions / "klein")) == [[(), ()]]


def test_a_rule_that_a_region_added_makes_its_side_stand(regions):
    pack = ggzroute.load_pack(regions / "noord")
    feiten = {"persoon.gemeente": "noord", "vraag.vrager": "ander"}
    (shown,) = ggzroute.evaluate(casus(pack, feiten), pack).conflicten
    assert [(side.regels, side.als) for side in shown.kanten] == [(("N-1",), ""), ((), "vraag.vrager is ander")]
    assert ggzroute.evaluate(casus(pack, {"vraag.vrager": "ander"}), pack).conflicten == ()


def test_a_pack_of_two_regions_has_the_conflict_once_with_the_rules_of_both(regions):
    assert rules_of(ggzroute.load_pack(regions / "samen")) == [[("N-1",), ("Z-1",)]]


def test_conflicts_that_differ_are_both_kept_though_they_share_an_id(regions):
    own = (regions / "zuid" / "pack.yaml").read_text(encoding="utf-8").replace("gebruikt: [klein]\n", "")
    write_pack(
        regions / "zuid", {"pack.yaml": own, "begrippen.yaml": BEGRIPPEN, "conflicten.yaml": conflict(WORK, DEBTS)}
    )
    pack = ggzroute.load_pack(regions / "samen")
    assert [c.id for c in pack.conflicten] == ["CF-1", "CF-1"]
    assert {name for c in pack.conflicten for side in c.kanten if side.als for name in facts_of(side.als)} == {
        "persoon.werkwens",
        "persoon.schulden",
        "vraag.vrager",
    }


def test_a_file_that_only_adds_rules_is_right_and_an_empty_one_is_not(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path / "klein", {**FILES, "conflicten.yaml": "{}\n"})
    with pytest.raises(ggzroute.PackError) as caught:
        ggzroute.load_pack("klein")
    assert [str(problem) for problem in caught.value.problems] == [
        "klein/conflicten.yaml:1:1: GGZ100 dit blok is leeg."
    ]

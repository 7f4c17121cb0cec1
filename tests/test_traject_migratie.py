"""A traject whose workflow moved on: by a mapping that was declared, or refused with the reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ggzroute import RulePack, Traject, TrajectError, load_pack
from ggzroute.resources import rules_root
from trajecten import agreed, begun, day, event

NAME = "route-arbeidsparticipatie"
STEPS = """
migraties:
  - van: 2017.1.0
    stappen: {A5: A5b}
    vervallen: [A3]
    toelichting: Het overleg over de regie heet nu anders.
"""


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The packs in a folder of their own, so that a workflow can change."""
    for name in ("landelijk", "holland-rijnland"):
        shutil.copytree(
            rules_root() / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("casussen", "gemaakt", "vignetten", "trajecten"),
        )
    for name in ("overlevers.yaml",):
        (tmp_path / "holland-rijnland" / name).unlink(missing_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def moved(packs: Path, more: str = STEPS, versie: str = "2018.1.0", renamed: str = "A5b") -> RulePack:
    """The pack with another version of its workflow, in which step A5 has another name."""
    path = packs / "holland-rijnland" / "workflows" / f"{NAME}.yaml"
    text = (rules_root() / "holland-rijnland" / "workflows" / f"{NAME}.yaml").read_text(encoding="utf-8")
    text = text.replace("versie: 2017.1.0", f"versie: {versie}")
    for before, after in ((": A5\n", f": {renamed}\n"), (" A5,", f" {renamed},")):
        text = text.replace(before, after)
    path.write_text(text + more, encoding="utf-8")
    return load_pack("holland-rijnland")


def told(error: pytest.ExceptionInfo[TrajectError]) -> list[str]:
    return [str(problem) for problem in error.value.problems]


def old(packs: Path) -> Traject:
    return (
        begun(load_pack(str(packs / "holland-rijnland")))
        .add(event("antwoord", 1, feit="vraag.volledig_beeld", waarde="ja"))
        .add(event("antwoord", 1, feit="regie.aanwezig", waarde="nee"))
        .add(event("activiteit_gedaan", 2, stap="A3"))
        .add(event("activiteit_gedaan", 2, stap="A5"))
    )


def test_a_traject_goes_on_with_the_version_that_declares_how(packs):
    before = old(packs)
    before.save("t.jsonl")
    pack = moved(packs)
    stale = Traject.load("t.jsonl", pack)
    assert stale == before
    after = stale.migrate(bekend_op=day(5), door="regievoerder")
    assert (stale.versie, after.versie) == ("2017.1.0", "2018.1.0")
    after.save("t.jsonl")
    again = Traject.load("t.jsonl", pack)
    assert again == after
    assert again.to_dict()["gebeurtenissen"][:4] == before.to_dict()["gebeurtenissen"]
    assert again.gebeurtenissen[-1].soort == "migratie"
    for n in (3, 5, 9):
        stands = {stap.id: stap.stand for stap in again.evaluate(day(n)).route.stappen}
        assert stands["A5b"] in ("gedaan", "wacht")
    assert set(again.stand(day(9)).gedaan) == {"A5b"}, "A3 has no place any more"
    new = again.add(agreed(6)).add(event("activiteit_gedaan", 7, stap="A6"))
    assert new.regie()[0].wie == "ggz"
    with pytest.raises(TrajectError):
        again.add(event("activiteit_gedaan", 7, stap="A5"))


def test_until_then_its_history_can_be_read_and_nothing_else(packs):
    before = old(packs).add(agreed(3))
    before.save("t.jsonl")
    stale = Traject.load("t.jsonl", moved(packs))
    assert [p.wie for p in stale.regie()] == ["ggz"]
    assert stale.to_dict() == before.to_dict()
    line = (
        "GGZ521 dit traject loopt op versie 2017.1.0 van de workflow, en het pakket heeft versie 2018.1.0. "
        "Migreer het traject eerst, met --migreer en de dag."
    )
    for look in (
        lambda: stale.as_of(day(3)),
        lambda: stale.evaluate(day(3)),
        lambda: stale.agenda(day(3)),
        lambda: stale.add(agreed(4)),
    ):
        with pytest.raises(TrajectError) as caught:
            look()
        assert told(caught) == [line]


def test_without_a_declaration_it_is_refused_with_what_to_declare(packs):
    old(packs).save("t.jsonl")
    with pytest.raises(TrajectError) as caught:
        Traject.load("t.jsonl", moved(packs, more="")).migrate(bekend_op=day(5), door="ggz")
    assert told(caught) == [
        (
            "GGZ521 de workflow route-arbeidsparticipatie zegt niet hoe een traject van versie 2017.1.0 verder gaat op "
            "versie 2018.1.0. Zet in de workflow onder 'migraties' een regel met van: 2017.1.0."
        )
    ]
    other = STEPS.replace("2017.1.0", "2016.1.0")
    with pytest.raises(TrajectError) as caught:
        Traject.load("t.jsonl", moved(packs, more=other)).migrate(bekend_op=day(5), door="ggz")
    assert told(caught) == [
        (
            "GGZ521 de workflow route-arbeidsparticipatie zegt niet hoe een traject van versie 2017.1.0 verder gaat op "
            "versie 2018.1.0. Toegestaan: versie 2016.1.0. Zet in de workflow onder 'migraties' een regel met van: "
            "2017.1.0."
        )
    ]


def test_a_step_that_was_done_and_has_no_place_is_told(packs):
    old(packs).save("t.jsonl")
    bare = "\nmigraties:\n  - {van: 2017.1.0}\n"
    with pytest.raises(TrajectError) as caught:
        Traject.load("t.jsonl", moved(packs, more=bare)).migrate(bekend_op=day(5), door="ggz")
    assert told(caught) == [
        (
            "GGZ521 de stap van gebeurtenis 4 is gedaan, en heeft in versie 2018.1.0 geen plaats "
            "(bij gebeurtenissen[4].inhoud.stap). Noem de stap in de workflow onder 'migraties', bij 'stappen' of bij "
            "'vervallen' (van: 2017.1.0)."
        )
    ]


def test_a_traject_that_is_up_to_date_has_nothing_to_migrate(packs):
    with pytest.raises(TrajectError) as caught:
        old(packs).migrate(bekend_op=day(5), door="ggz")
    assert told(caught) == ["GGZ521 dit traject loopt al op versie 2017.1.0 van de workflow. Er is niets te migreren."]


def test_a_migration_is_noted_in_its_time_and_by_somebody(packs):
    old(packs).save("t.jsonl")
    stale = Traject.load("t.jsonl", moved(packs))
    with pytest.raises(TrajectError) as caught:
        stale.migrate(bekend_op=day(1), door="ggz")
    assert [p.code for p in caught.value.problems] == ["GGZ512"]
    with pytest.raises(TrajectError) as caught:
        stale.migrate(bekend_op=day(5), door="niemand")
    assert [p.code for p in caught.value.problems] == ["GGZ516"]
    with pytest.raises(TrajectError) as caught:
        stale.migrate(bekend_op=day(6), door="ggz", vandaag=day(5))
    assert [p.code for p in caught.value.problems] == ["GGZ509"]


def test_two_migrations_follow_each_other(packs):
    old(packs).save("t.jsonl")
    Traject.load("t.jsonl", moved(packs)).migrate(bekend_op=day(5), door="ggz").save("t.jsonl")
    more = "\nmigraties:\n  - {van: 2018.1.0, stappen: {A5b: A5c}}\n"
    third = moved(packs, more, "2019.1.0", "A5c")
    after = Traject.load("t.jsonl", third).migrate(bekend_op=day(8), door="ggz")
    assert after.versie == "2019.1.0"
    assert set(after.stand(day(9)).gedaan) == {"A5c"}
    assert set(after.stand(day(3), bekend_op=day(3)).gedaan) == {"A5c"}, "whatever was known then"


def test_a_correction_of_a_step_after_a_migration_names_the_step_as_it_was(packs):
    old(packs).save("t.jsonl")
    after = Traject.load("t.jsonl", moved(packs)).migrate(bekend_op=day(5), door="ggz")
    fixed = after.add(event("correctie", 3, 6, betreft=4, vervalt="ja"))
    assert fixed.stand(day(9)).gedaan == {}


def test_a_workflow_that_is_gone_is_told(packs):
    old(packs).save("t.jsonl")
    path = packs / "holland-rijnland"
    (path / "workflows" / f"{NAME}.yaml").unlink()
    head = (path / "pack.yaml").read_text(encoding="utf-8").replace(f"workflow: {NAME}\n", "")
    (path / "pack.yaml").write_text(head, encoding="utf-8")
    with pytest.raises(TrajectError) as caught:
        Traject.load("t.jsonl", load_pack("holland-rijnland"))
    assert told(caught) == [
        "GGZ520 het pakket heeft de workflow van dit traject niet meer. Geef een pakket dat haar heeft."
    ]

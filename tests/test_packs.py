import datetime as dt
import gc
import zipfile
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import attrs
import pytest

import ggzroute
from ggzroute import PackError, registry
from ggzroute.exceptions import PackNotFoundError, PluginError
from ggzroute.resources import rules_root
from ggzroute.rules import reading
from small_pack import FILES, PACK, REGELS, USER, casus, rule, rules, write_pack

MEND = "Verbeter de naam, of haal haar weg."
SHIPPED = sorted(path.parent.name for path in rules_root().glob("*/pack.yaml"))

HOLLAND_RIJNLAND = """
    DG-010 DG-012 IB-001 IB-002 IB-003 IB-004 IB-006 IB-007 IB-010 IB-011 IB-012 IB-013 IB-014 IB-015
    IB-016 IB-017 IB-021 IB-022 IK-006 IK-007 IK-008 IK-009 IK-010 IK-015 IN-001 IN-002 IN-008 IN-009
    IV-031 MJ-001 MJ-002 MJ-003 MJ-004 MJ-005 MJ-006 MJ-007 MJ-008 MJ-009 MJ-010 MJ-011 MJ-017 MJ-018
    NZ-003 NZ-008 PL-003 PL-009 PL-010 PL-011 PL-012 PL-013 PL-014 PL-021 PL-031 PR-001 PR-002 PR-003
    PR-004 PR-029 PR-030 PR-031 PR-032 RG-001 RG-002 RG-003 RG-004 RG-005 RG-006 RG-007 RG-008 RG-009
    RG-010 RG-011 RG-012 RG-013 RG-014 RG-015 RG-016 RG-017 RG-018 RG-019 RG-020 RG-028 RG-032 RG-033
    RT-001 RT-002 RT-003 RT-004 RT-005 RT-006 RT-007 RT-008 RT-009 RT-010 RT-011 RT-012 RT-013 RT-014
    RT-015 RT-016 RT-017 RT-018 RT-019 RT-020 RT-021 RT-022 RT-023 RT-024 RT-025 RT-026 RT-027 RT-028
    RT-029 RT-030 RT-048 RT-049 RT-050 WG-001 WG-002 WG-003 WG-016 WG-017 WG-029
"""
"""Every rule that the sources give for a casus in Holland-Rijnland or one of its subregio's."""

VARIANT = REGELS.replace("Zoek samen werk.", "Zoek eerst een stage.")
REPLACES = "    vervangt: klein\n"
OTHER_K1 = rule("K-1", "[{persoon.werkwens: nee}]", "[{signaleer: {signaal: anders, tekst: Het gaat anders.}}]")


@attrs.frozen
class Offer:
    """What an installed package offers, as much of an entry point as is used."""

    name: str
    target: Any

    def load(self) -> Any:
        if isinstance(self.target, Exception):
            raise self.target
        return self.target


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, so that messages name files by a short path."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def offer(**targets: Any) -> None:
        found = [Offer(name, target) for name, target in targets.items()]
        monkeypatch.setattr(registry, "entry_points", lambda group: found if group == registry.PACKS_GROUP else [])

    return offer


def user(name: str, *uses: str) -> str:
    return USER.replace("regio", name).replace("[klein]", f"[{', '.join(uses)}]")


def problems(path: str | Path) -> str:
    """What is wrong with a pack, a line for each problem."""
    with pytest.raises(PackError) as caught:
        ggzroute.load_pack(path)
    return "\n".join(str(problem) for problem in caught.value.problems)


# ---- what ships


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_pack_loads_under_the_name_of_its_folder(name):
    pack = ggzroute.load_pack(name)
    assert pack.pakket == name
    assert pack.regels


def test_the_shipped_packs_can_be_named():
    assert {"holland-rijnland", "landelijk"} <= set(SHIPPED)
    assert set(SHIPPED) <= set(ggzroute.pack_names())
    assert list(ggzroute.pack_names()) == sorted(ggzroute.pack_names())


def cited(pack: ggzroute.RulePack) -> dict[str, list[str]]:
    """What cites sources, and the documents it cites."""
    entries = [*pack.kaart.organisaties.values(), *pack.kaart.functies.values()]
    return {
        **{rule.id: [b.document for b in rule.bron] for rule in pack.regels.values()},
        **{entry.id: [b.document for b in entry.bron] for entry in entries},
        **{c.id: [b.document for side in c.kanten for b in side.bron] for c in pack.conflicten},
        **{name: [b.document for b in definition.bron] for name, definition in pack.workflows.items()},
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_everything_in_a_shipped_pack_has_a_source_that_the_pack_lists(name):
    pack = ggzroute.load_pack(name)
    unlisted = {what: set(documents) - set(pack.bronnen) for what, documents in cited(pack).items()}
    assert [what for what, documents in cited(pack).items() if not documents] == []
    assert {what: documents for what, documents in unlisted.items() if documents} == {}


def test_every_rule_for_a_casus_in_holland_rijnland_is_there():
    wanted = HOLLAND_RIJNLAND.split()
    found = ggzroute.load_pack("holland-rijnland").regels
    assert len(set(wanted)) == 123
    assert [id_ for id_ in wanted if id_ not in found] == []
    assert [id_ for id_ in wanted if found[id_].niveau != "casus"] == []


def test_holland_rijnland_builds_on_the_national_pack():
    region, national = ggzroute.load_pack("holland-rijnland"), ggzroute.load_pack("landelijk")
    assert [stamp.pakket for stamp in region.stempels] == ["landelijk", "holland-rijnland"]
    assert region.stempels[0] == national.stempels[-1]
    assert set(national.regels) < set(region.regels)
    assert {rule.pakket for rule in region.regels.values()} == {"landelijk", "holland-rijnland"}


def test_a_pack_is_read_once():
    assert ggzroute.load_pack("landelijk") is ggzroute.load_pack("landelijk")


def test_the_repr_of_a_pack_says_what_it_is():
    pack = ggzroute.load_pack("landelijk")
    assert repr(pack) == f"RulePack('landelijk', {pack.versie!r}, {len(pack.regels)} regels)"


# ---- where a pack may be


def test_a_pack_may_be_a_folder_anywhere(tmp_path):
    pack = ggzroute.load_pack(write_pack(tmp_path / "klein"))
    assert (pack.pakket, sorted(pack.regels)) == ("klein", ["K-1", "K-2"])


@pytest.mark.parametrize("top", ["", "klein-1.0/"])
def test_a_pack_may_be_a_zip_with_or_without_a_folder_at_its_top(tmp_path, top):
    folder = ggzroute.load_pack(write_pack(tmp_path / "klein"))
    archive = tmp_path / "klein.zip"
    with zipfile.ZipFile(archive, "w") as into:
        for name in reversed(FILES):
            into.writestr(top + name, FILES[name])
    pack = ggzroute.load_pack(archive)
    assert pack.regels == folder.regels
    assert pack.hash == folder.hash


def test_a_used_pack_may_stand_beside_the_pack_that_uses_it(tmp_path):
    write_pack(tmp_path / "klein")
    pack = ggzroute.load_pack(write_pack(tmp_path / "regio", {"pack.yaml": USER}))
    assert [stamp.pakket for stamp in pack.stempels] == ["klein", "regio"]
    assert sorted(pack.regels) == ["K-1", "K-2"]
    assert pack.workflow == "kort"


def test_packs_beside_each_other_may_build_on_each_other_in_a_chain(tmp_path):
    write_pack(tmp_path / "klein")
    write_pack(tmp_path / "regio", {"pack.yaml": USER})
    pack = ggzroute.load_pack(write_pack(tmp_path / "stad", {"pack.yaml": user("stad", "regio")}))
    assert [stamp.pakket for stamp in pack.stempels] == ["klein", "regio", "stad"]


def test_a_used_pack_is_never_found_by_way_of_the_working_directory(here):
    write_pack(here / "klein")
    path = write_pack(here / "elders" / "regio", {"pack.yaml": USER})
    assert problems(path) == (
        f"elders/regio/pack.yaml:4:12: GGZ170 het pakket 'klein' is niet gevonden (bij gebruikt[1]). {MEND}"
    )


def test_a_change_in_a_used_pack_is_seen_when_the_pack_is_loaded_again(tmp_path):
    write_pack(tmp_path / "klein")
    path = write_pack(tmp_path / "regio", {"pack.yaml": USER})
    before = ggzroute.load_pack(path)
    write_pack(tmp_path / "klein", {"regels/regels.yaml": VARIANT})
    after = ggzroute.load_pack(path)
    assert before.rule("K-1").dan[0].tekst == "Zoek samen werk."
    assert after.rule("K-1").dan[0].tekst == "Zoek eerst een stage."
    assert after.stempels[0].hash != before.stempels[0].hash


@pytest.mark.parametrize("form", [str, Path, lambda path: lambda: path], ids=["text", "path", "function"])
def test_an_installed_package_may_offer_a_pack(tmp_path, offers, form):
    offers(klein=form(write_pack(tmp_path / "ergens")))
    assert ggzroute.load_pack("klein").pakket == "klein"
    assert "klein" in ggzroute.pack_names()


def test_an_offered_pack_can_be_used_by_another_pack(tmp_path, offers):
    offers(klein=write_pack(tmp_path / "ergens" / "diep"))
    pack = ggzroute.load_pack(write_pack(tmp_path / "regio", {"pack.yaml": USER}))
    assert [stamp.pakket for stamp in pack.stempels] == ["klein", "regio"]


def test_a_pack_that_ships_goes_before_one_that_is_offered_under_its_name(tmp_path, offers):
    offers(landelijk=write_pack(tmp_path / "ergens"))
    assert ggzroute.load_pack("landelijk").pakket == "landelijk"


def test_an_offer_that_cannot_be_loaded_is_named_without_what_its_exception_says(offers):
    offers(kapot=ImportError("/home/somebody/secret"))
    with pytest.raises(PluginError) as caught:
        ggzroute.load_pack("kapot")
    assert str(caught.value) == "plug-in 'kapot': cannot be loaded (ImportError)"


def test_an_offer_that_is_no_pack_is_named(tmp_path, offers):
    offers(leeg=tmp_path)
    with pytest.raises(PluginError) as caught:
        ggzroute.load_pack("leeg")
    assert str(caught.value) == "plug-in 'leeg': does not give the folder or zip of a pack"


def test_an_unknown_name_is_answered_with_the_nearest_one(offers):
    offers()
    with pytest.raises(PackNotFoundError) as caught:
        ggzroute.load_pack("holand-rijnland")
    known = ", ".join(SHIPPED)
    assert str(caught.value) == (
        f"no rule pack named 'holand-rijnland'; did you mean 'holland-rijnland'? (known: {known})"
    )


@pytest.mark.parametrize("name", ["", "..", "../rules/landelijk/regels", ".landelijk"])
def test_a_name_never_leads_out_of_the_folder_with_shipped_packs(here, name):
    with pytest.raises((PackNotFoundError, PackError)) as caught:
        ggzroute.load_pack(name)
    assert str(here) not in str(caught.value)


def test_a_folder_without_pack_yaml_is_no_pack(here):
    (here / "leeg").mkdir()
    assert problems("leeg") == "leeg: GGZ016 hier staat geen regelpakket: het bestand pack.yaml ontbreekt."


# ---- packs on packs


def region(here: Path, regels: str, head: str = USER) -> Path:
    write_pack(here / "klein")
    return write_pack(here / "regio", {"pack.yaml": head, "regels/regels.yaml": regels})


def test_a_region_replaces_a_rule_openly(here):
    pack = ggzroute.load_pack(region(here, rules(OTHER_K1 + REPLACES)))
    base = ggzroute.load_pack(here / "klein")
    assert (pack.rule("K-1").pakket, pack.rule("K-2").pakket) == ("regio", "klein")
    assert base.rule("K-1").pakket == "klein"
    evaluation = ggzroute.evaluate(casus(pack, {"persoon.werkwens": "nee"}), pack, peildatum=dt.date(2016, 11, 24))
    assert [signaal.code for signaal in evaluation.signalen] == ["anders"]


def test_a_rule_is_never_replaced_in_silence(here):
    assert problems(region(here, rules(OTHER_K1))) == (
        "regio/regels/regels.yaml:2: GGZ172 de regel K-1 bestaat al in het pakket klein. "
        "Schrijf 'vervangt: klein', of kies een eigen id."
    )


def test_a_replacement_names_the_pack_whose_rule_it_replaces(here):
    assert problems(region(here, rules(OTHER_K1 + "    vervangt: landelijk\n"))) == (
        "regio/regels/regels.yaml:2: GGZ172 de regel K-1 bestaat al in het pakket klein. "
        "Schrijf 'vervangt: klein', of kies een eigen id."
    )


def test_a_replacement_of_nothing_is_refused(here):
    assert problems(region(here, rules(OTHER_K1.replace("K-1", "K-9") + REPLACES))) == (
        "regio/regels/regels.yaml:2: GGZ173 de regel K-9 vervangt niets: geen gebruikt pakket heeft deze regel. "
        "Haal 'vervangt' weg, of verbeter de id."
    )


def two_regions(here: Path, **files: str) -> Path:
    region(here, rules(OTHER_K1 + REPLACES))
    other = rule("K-1", "altijd", "[{signaleer: {signaal: weer_anders, tekst: Nog anders.}}]")
    write_pack(here / "stad", {"pack.yaml": user("stad", "klein"), "regels/regels.yaml": rules(other + REPLACES)})
    return write_pack(here / "beide", {"pack.yaml": user("beide", "regio", "stad"), **files})


def test_two_used_packs_that_replace_the_same_rule_are_refused(here):
    assert problems(two_regions(here)) == (
        "beide/pack.yaml:4:1: GGZ174 regel K-1 komt uit twee gebruikte pakketten en verschilt: "
        "regio (regio/regels/regels.yaml, regel 2) en stad (stad/regels/regels.yaml, regel 2) (bij gebruikt). "
        "Vervang de regel ook in dit pakket, of gebruik een van beide."
    )


def test_two_packs_that_use_the_same_pack_can_be_used_together(here):
    write_pack(here / "klein")
    for name in ("regio", "stad"):
        write_pack(here / name, {"pack.yaml": user(name, "klein")})
    pack = ggzroute.load_pack(write_pack(here / "beide", {"pack.yaml": user("beide", "regio", "stad")}))
    assert [stamp.pakket for stamp in pack.stempels] == ["klein", "regio", "stad", "beide"]
    assert [conflict.id for conflict in pack.conflicten] == ["CF-1"]


def test_a_used_pack_that_is_not_there_is_named_at_its_place(here):
    path = write_pack(here / "regio", {"pack.yaml": user("regio", "landelijk", "nergens")})
    assert (
        problems(path)
        == f"regio/pack.yaml:4:23: GGZ170 het pakket 'nergens' is niet gevonden (bij gebruikt[2]). {MEND}"
    )


def test_the_problems_of_a_used_pack_are_told_with_its_own_files(here):
    write_pack(here / "klein", {**FILES, "pack.yaml": PACK.replace("versie: 1.0.0\n", "")})
    path = write_pack(here / "regio", {"pack.yaml": USER})
    assert problems(path) == "klein/pack.yaml:1:1: GGZ102 'versie' ontbreekt."


@pytest.mark.parametrize(
    ("chain", "place", "named"),
    [
        (["a"], "a", "a"),
        (["a", "b"], "b", "a"),
        (["a", "b", "c"], "c", "a"),
    ],
)
@pytest.mark.parametrize("absolute", [True, False], ids=["absolute", "relative"])
def test_packs_that_use_each_other_in_a_circle_are_refused(here, chain, place, named, absolute):
    for name, uses in zip(chain, [*chain[1:], chain[0]], strict=True):
        write_pack(here / name, {"pack.yaml": user(name, uses)})
    assert problems(here / "a" if absolute else "a") == (
        f"{place}/pack.yaml:4:12: GGZ170 het pakket '{named}' gebruikt dit pakket zelf ook (bij gebruikt[1]). {MEND}"
    )


# ---- the content hash


def hash_of(folder: Path, files: Mapping[str, str]) -> str:
    return ggzroute.load_pack(write_pack(folder, files)).hash


def test_the_hash_is_that_of_the_content_wherever_the_pack_stands(tmp_path):
    assert hash_of(tmp_path / "hier", FILES) == hash_of(tmp_path / "daar", FILES)
    assert len(hash_of(tmp_path / "hier", FILES)) == 64


def test_the_hash_does_not_change_with_windows_line_endings(tmp_path):
    windows = {name: text.replace("\n", "\r\n") for name, text in FILES.items()}
    assert hash_of(tmp_path / "unix", FILES) == hash_of(tmp_path / "windows", windows)
    assert b"\r\n" in (tmp_path / "windows" / "pack.yaml").read_bytes()


def test_neither_hash_nor_rules_depend_on_the_order_in_which_files_are_written(tmp_path):
    more = {**FILES, "regels/meer.yaml": rules(OTHER_K1.replace("K-1", "K-3"))}
    backwards = dict(reversed(more.items()))
    one, other = (ggzroute.load_pack(write_pack(tmp_path / str(n), f)) for n, f in enumerate((more, backwards)))
    assert one.hash == other.hash
    assert list(one.regels.items()) == list(other.regels.items())


@pytest.mark.parametrize(
    "change",
    [
        {"regels/regels.yaml": VARIANT},
        {"regels/ander.yaml": REGELS.replace("K-", "L-")},
        {"pack.yaml": PACK + "omschrijving: Anders.\n"},
    ],
    ids=["content", "new_file", "head"],
)
def test_the_hash_changes_with_any_document(tmp_path, change):
    assert hash_of(tmp_path / "oud", FILES) != hash_of(tmp_path / "nieuw", {**FILES, **change})


def test_the_hash_counts_the_name_of_a_file_too(tmp_path):
    renamed = {("regels/anders.yaml" if name.startswith("regels/") else name): text for name, text in FILES.items()}
    assert hash_of(tmp_path / "oud", FILES) != hash_of(tmp_path / "nieuw", renamed)


def test_the_hash_leaves_out_what_is_no_document(tmp_path):
    extra = {**FILES, ".git/config.yaml": "a: 1", "LEESMIJ.txt": "Lees mij."}
    assert hash_of(tmp_path / "oud", FILES) == hash_of(tmp_path / "nieuw", extra)


def test_there_is_no_search_for_cycles_while_a_pack_is_read(tmp_path, monkeypatch):
    seen = []
    check = reading.check_structure
    monkeypatch.setattr(reading, "check_structure", lambda *given: seen.append(gc.isenabled()) or check(*given))
    ggzroute.load_pack(write_pack(tmp_path / "proef"))
    assert set(seen) == {False}


@pytest.mark.parametrize("on", [True, False], ids=["on", "off"])
@pytest.mark.parametrize("broken", [True, False], ids=["a broken pack", "a good pack"])
def test_reading_a_pack_leaves_the_search_for_cycles_as_the_host_had_it(tmp_path, on, broken):
    write_pack(tmp_path / "proef", {**FILES, **({"regels/r.yaml": "regels: ["} if broken else {})})
    was = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        with pytest.raises(PackError) if broken else nullcontext():
            ggzroute.load_pack(tmp_path / "proef")
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()

"""Packs as people break them: a name that is not quite right, a copy, a file that belongs to another; and the mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ggzroute.cli.checking import check_paths
from ggzroute.resources import rules_root

REGION = "holland-rijnland"
LEFT_OUT = shutil.ignore_patterns("gemaakt")
CASUS = "casussen/hr-1124-1.casus.yaml"
FLOW = "workflows/route-arbeidsparticipatie.yaml"
TRAJECT = "trajecten/hr-1206-3.traject.jsonl"
ENDS = "dit bestand zou niet worden gelezen, want zijn naam eindigt anders"
SAVE = "Sla het op in een van deze vormen, of haal het weg."
TOP = (
    "Toegestaan: pack.yaml, begrippen.yaml, sociale-kaart.yaml, conflicten.yaml, poorten.yaml, interventies.yaml, "
    "bevindingen.yaml, overlevers.yaml, uitzonderingen.yaml."
)


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a pack of ours, beside nothing."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(rules_root() / REGION, tmp_path / REGION, ignore=LEFT_OUT))


def told(path: str = REGION) -> list[str]:
    """What is said of a pack."""
    return [str(problem).removeprefix(f"{REGION}/") for problem in check_paths([path], "landelijk").problems]


RENAMED = {
    "regels/regie.YAML": f"GGZ176 {ENDS}. Toegestaan: .yaml, .yml, .json. {SAVE}",
    "regels/regie.txt": f"GGZ176 {ENDS}. Toegestaan: .yaml, .yml, .json. {SAVE}",
    "regie.yaml": (
        f"GGZ176 dit bestand hoort niet in een pakket, en zou niet worden gelezen. {TOP} "
        "Zet het in de map waar het hoort, zoals regels/."
    ),
}


@pytest.mark.parametrize("name", RENAMED)
def test_a_file_with_rules_by_another_name_is_told_and_not_what_follows_from_it(region, name):
    (region / "regels" / "regie.yaml").rename(region / name)
    assert told() == [f"{name}: {RENAMED[name]}"]
    (region / name).rename(region / "regels" / "regie.yaml")
    assert told() == []


TOP_FILES = {
    "sociale_kaart.yaml": f"hoort niet in een pakket, en zou niet worden gelezen. Bedoelt u 'sociale-kaart'? {TOP}",
    "sociale-kaart.yml": f"hoort niet in een pakket, en zou niet worden gelezen. Bedoelt u 'sociale-kaart.yaml'? {TOP}",
    "sociale-kaart.YAML": f"{ENDS[12:]}. Toegestaan: sociale-kaart.yaml. {SAVE}",
    "sociale-kaart.yaml.txt": f"{ENDS[12:]}. Toegestaan: sociale-kaart.yaml. {SAVE}",
}


@pytest.mark.parametrize("name", TOP_FILES)
def test_a_file_beside_pack_yaml_by_another_name_is_told_and_not_what_follows_from_it(region, name):
    (region / "sociale-kaart.yaml").rename(region / name)
    assert told() == [f"{name}: GGZ176 dit bestand {TOP_FILES[name]}"]
    (region / name).rename(region / "sociale-kaart.yaml")
    assert told() == []


def test_a_folder_with_another_name_is_told_once(region):
    (region / "regels").rename(region / "regel")
    (line,) = told()
    assert line.startswith("regel/diagnose.yaml: GGZ176 de map 'regel' hoort niet in een pakket, en zou niet ")
    assert "Bedoelt u 'regels'?" in line
    (region / "regel").rename(region / "regels")
    assert told() == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "hr-1206-3.traject.json",
            (
                "dit bestand heet niet als een traject, en zou niet worden gelezen. "
                "Toegestaan: een naam als hr-1206-3.traject.jsonl."
            ),
        ),
        ("hr-1206-3.jsonl", f"{ENDS}. Toegestaan: hr-1206-3.traject.jsonl. {SAVE}"),
    ],
)
def test_a_traject_whose_name_does_not_say_so_is_not_passed_over(region, name, said):
    (region / TRAJECT).rename(region / "trajecten" / name)
    assert told() == [f"trajecten/{name}: GGZ176 {said}"]


def test_a_folder_where_a_file_belongs_and_a_file_where_a_folder_belongs(region):
    kept = (region / "regels" / "regie.yaml").read_bytes()
    (region / "regels" / "regie.yaml").unlink()
    (region / "regels" / "regie.yaml").mkdir()
    assert told() == [
        (
            "regels/regie.yaml: GGZ176 dit is een map, en hier hoort een bestand. "
            "Geef de map een andere naam, of haal haar weg."
        )
    ]
    (region / "regels" / "regie.yaml").rmdir()
    (region / "regels" / "regie.yaml").write_bytes(kept)
    (region / "regels").rename(region / ".regels")
    (region / "regels").write_text("", encoding="utf-8")
    assert told() == [
        "regels: GGZ176 dit is een bestand, en hier hoort een map. Geef het een andere naam, of haal het weg."
    ]
    (region / "regels").unlink()
    (region / ".regels").rename(region / "regels")
    assert told() == []


NO_HEAD = f"{REGION}: GGZ016 hier staat geen regelpakket: het bestand pack.yaml ontbreekt."


@pytest.mark.parametrize("name", ["pack.yml", "Pack.yaml", "pack.yaml.txt"])
@pytest.mark.parametrize("whole", [True, False], ids=["beside-another-pack", "alone"])
def test_a_pack_whose_head_has_another_name_is_no_folder_with_casussen(region, name, whole):
    shutil.copytree(rules_root() / "landelijk", region.parent / "landelijk", ignore=LEFT_OUT)
    (region / "pack.yaml").rename(region / name)
    assert told("." if whole else REGION) == [f"{NO_HEAD} Geef '{name}' de naam pack.yaml."]
    (region / name).rename(region / "pack.yaml")
    assert told("." if whole else REGION) == []


def test_a_pack_without_a_head_is_no_folder_with_casussen_and_never_the_one_that_ships(region):
    (region / "pack.yaml").unlink()
    assert told() == [f"{NO_HEAD} Zet pack.yaml terug."]
    (region / "pack.yaml").mkdir()
    assert told() == [f"{NO_HEAD} Maak van pack.yaml een bestand; nu is het een map."]


def test_a_hidden_folder_beside_a_pack_is_no_pack_without_its_head(region):
    flows = region.parent / ".github" / "workflows"
    flows.mkdir(parents=True)
    (flows / "ci.yml").touch()
    assert told(".") == []


def test_what_a_program_keeps_while_it_has_a_table_open_is_no_table(region):
    (region / "tabellen" / "~$regierang.xlsx").write_bytes(b"x")
    (region / "tabellen" / ".~lock.regierang.xlsx#").write_bytes(b"x")
    assert told() == []


@pytest.mark.parametrize("name", ["lees.md", "regels/notitie.txt"])
def test_a_link_to_nothing_is_passed_over(region, name):
    (region / name).symlink_to(region / "nergens")
    assert told() == []


def test_a_copy_of_a_file_with_rules_is_told_once(region):
    shutil.copy(region / "regels" / "regie.yaml", region / "regels" / "regie kopie.yaml")
    said = f"GGZ171 alles in dit bestand staat ook in {REGION}/regels/regie kopie.yaml."
    assert told() == [f"regels/regie.yaml: {said} Haal een van beide bestanden weg."]
    (region / "regels" / "regie kopie.yaml").unlink()
    assert told() == []


def test_a_copy_of_a_ranking_is_told_once(region):
    table = region / "tabellen" / "regierang.yaml"
    copy = region / "tabellen" / "nieuw.yaml"
    copy.write_text(table.read_text(encoding="utf-8").replace("RANG-HR", "RANG-2"), encoding="utf-8")
    said = f"GGZ230 alle regels van deze regierang staan ook in {REGION}/tabellen/nieuw.yaml."
    assert told() == [f"tabellen/regierang.yaml:1:1: {said} Haal een van beide tabellen weg."]
    rows = copy.read_text(encoding="utf-8").splitlines()
    copy.write_text("\n".join(rows[:18]) + "\n", encoding="utf-8")
    said = f"GGZ230 regel RG-009 staat twee keer in de regierang, ook in {REGION}/tabellen/nieuw.yaml"
    assert told() == [f"tabellen/regierang.yaml:18:12: {said} (bij rijen[1].als[1]). Haal er een weg."]


EDITS = {
    "antwoord-twee-keer": (
        (FLOW, "- antwoord: nee", "- antwoord: ja"),
        (
            ":31:9: GGZ154 het antwoord 'ja' staat hier al (bij stappen[2].takken[2].antwoord). "
            "Geef elke tak een eigen antwoord."
        ),
    ),
    "stap-niet-te-bereiken": (
        (FLOW, "        naar: A2\n", "        naar: Q5\n"),
        (
            ":57:5: GGZ161 stap A2 is vanaf het begin niet te bereiken (bij stappen[5]). "
            "Laat een stap ernaartoe gaan, of haal haar weg."
        ),
    ),
    "cel-te-veel": (
        ("tabellen/regierang.yaml", "dan: [90]", "dan: [9,0]"),
        (
            ":20:21: GGZ212 hier staan 2 cellen onder 'dan' en er zijn 1 kolommen (bij rijen[3].dan). "
            "Haal weg wat te veel is; in een cel past geen komma."
        ),
    ),
    "nee-met-hoofdletter": (
        (CASUS, "  regie.aanwezig: nee", "  regie.aanwezig: Nee"),
        (
            ":15:3: GGZ302 ja of nee is hier anders geschreven (bij feiten.regie.aanwezig). "
            "Toegestaan: ja of nee, in kleine letters."
        ),
    ),
    "lijst-zonder-haken": (
        (CASUS, "persoon.uitkering: [participatiewet_bijstand]", "persoon.uitkering: participatiewet_bijstand"),
        (
            ":8:3: GGZ302 hier staat tekst, en dat past niet; een lijst staat tussen [ en ] "
            "(bij feiten.persoon.uitkering). "
            "Toegestaan: een lijst met keuzes uit participatiewet_bijstand, wajong, wia_wga, wia_iva, wia_gbm, ww, zw, "
            "geen, aangevraagd, uitkering_onbekend."
        ),
    ),
    "fout-in-een-situatie": (
        (CASUS, "      persoon.subregio: duin_en_bollenstreek", "      persoon.subregio: [rijnstreek]"),
        (
            ":62:7: GGZ302 hier staat een lijst, en dat past niet (bij situaties[1].feiten.persoon.subregio). "
            "Toegestaan: een van leidse_regio, duin_en_bollenstreek, rijnstreek, maastricht_heuvelland, parkstad, "
            "westelijke_mijnstreek, anders."
        ),
    ),
    "situatie-twee-keer": (
        (CASUS, "  - id: in_rijnstreek", "  - id: in_duin_en_bollenstreek"),
        (":68:5: GGZ408 deze situatie staat hier al (bij situaties[2].id). Geef elke situatie een eigen id."),
    ),
    "handeling-met-typefout": (
        (CASUS, "handeling: wijkteam_integrale_uitvraag", "handeling: wijkteam_integraleuitvraag"),
        (
            ":126:18: GGZ403 geen regel concludeert de handeling 'wijkteam_integraleuitvraag' "
            "(bij verwacht[6].toets[1].advies.handeling). Bedoelt u 'wijkteam_integrale_uitvraag'?"
        ),
    ),
    "signaal-met-typefout-bij-mag-niet": (
        (CASUS, "signaal: bij_niemand_in_beeld", "signaal: bij_niemand_inbeeld"),
        (
            ":157:9: GGZ403 geen regel geeft het signaal 'bij_niemand_inbeeld' (bij mag_niet[2].toets[1].signaal). "
            "Bedoelt u 'bij_niemand_in_beeld'?"
        ),
    ),
    "zekerheid-van-een-feit-dat-niet-bestaat": (
        (CASUS, "    persoon.verblijf: afgeleid", "    persoon.verblif: afgeleid"),
        (
            ":34:5: GGZ306 het feit 'persoon.verblif' staat niet in de begrippen "
            "(bij documentatie.zekerheid_feiten.persoon.verblif). Bedoelt u 'persoon.verblijf'?"
        ),
    ),
    "tot-voor-sinds": (
        (CASUS, "naar: hulpvrager}", "naar: hulpvrager, sinds: 2016-03-01, tot: 2016-01-03}"),
        ":23:5: GGZ328 'tot' ligt voor 'sinds' (bij relaties[1]). Verbeter een van beide dagen.",
    ),
}


@pytest.mark.parametrize("fault", EDITS)
def test_the_line_what_is_wrong_and_a_mend_that_works(region, fault):
    (file, old, new), said = EDITS[fault]
    text = (region / file).read_text(encoding="utf-8")
    assert old in text
    (region / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert told() == [f"{file}{said}"]
    (region / file).write_text(text, encoding="utf-8")
    assert told() == []


def test_a_traject_out_of_order_is_told_once_and_its_pack_is_not_called_right(region):
    lines = (region / TRAJECT).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2], lines[3] = lines[3], lines[2]
    (region / TRAJECT).write_text("".join(lines), encoding="utf-8")
    report = check_paths([REGION], "landelijk")
    said = "GGZ506 gebeurtenis 2 staat na gebeurtenis 3 (bij gebeurtenissen[3])."
    assert [str(problem) for problem in report.problems] == [
        f"{REGION}/{TRAJECT}:4:1: {said} Zet de gebeurtenissen op volgorde van nummer."
    ]
    assert report.packs == []


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", "het bestand is opgeslagen als UTF-16. Sla het op als UTF-8."),
        ("utf-16-le", "het bestand is opgeslagen als UTF-16. Sla het op als UTF-8."),
        ("utf-8-sig", "het bestand begint met een onzichtbaar teken (BOM). Sla het op als UTF-8, zonder BOM."),
    ],
)
def test_a_traject_that_is_saved_in_another_way(region, encoding, said):
    text = (region / TRAJECT).read_text(encoding="utf-8")
    (region / TRAJECT).write_bytes(text.encode(encoding))
    assert told() == [f"{TRAJECT}:1: GGZ003 {said}"]
    (region / TRAJECT).write_bytes(text.encode("utf-8"))
    assert told() == []


def test_a_statement_that_is_no_rule_has_an_id_of_its_own(region):
    text = (
        "uitzonderingen:\n  - id: {0}\n    titel: Wees geduldig\n    niveau: casus\n"
        "    bron: [{{document: hr2017, plaats: h1}}]\n    reden: Niet vast te stellen.\n"
    )
    path = region / "uitzonderingen.yaml"
    path.write_text(text.format("RG-001"), encoding="utf-8")
    said = "GGZ171 de id 'RG-001' is al van een regel (bij uitzonderingen[1].id). Geef elke uitzondering een eigen id."
    assert told() == [f"uitzonderingen.yaml:2:5: {said}"]
    path.write_text(text.format("HR-U1") + text.format("HR-U1").partition("\n")[2], encoding="utf-8")
    said = said.replace("RG-001", "HR-U1").replace("een regel", "een uitzondering").replace("[1]", "[2]")
    assert told() == [f"uitzonderingen.yaml:7:5: {said}"]
    path.write_text(text.format("HR-U1"), encoding="utf-8")
    assert told() == []


def test_a_condition_that_is_accepted_is_one_of_the_rule(region):
    text = "overlevers:\n  - regel: RG-001b\n    voorwaarde: {0}\n    reden: Verzonnen.\n"
    (region / "overlevers.yaml").write_text(text.format(2), encoding="utf-8")
    said = (
        "GGZ196 de regel 'RG-001b' heeft geen voorwaarde 2 (bij overlevers[1].voorwaarde). Toegestaan: 1 tot en met 1."
    )
    assert told() == [f"overlevers.yaml:3:5: {said}"]
    (region / "overlevers.yaml").write_text(text.format(1), encoding="utf-8")
    assert told() == []


def test_a_condition_that_cannot_be_read_is_not_missed_in_what_is_accepted(region):
    text = "overlevers:\n  - regel: RG-001b\n    voorwaarde: 1\n    reden: Verzonnen.\n"
    (region / "overlevers.yaml").write_text(text, encoding="utf-8")
    rules = region / "regels" / "regie.yaml"
    broken = rules.read_text(encoding="utf-8").replace("netwerk.aantal_regievoerders:", "netwerk.aantal_regisseurs:", 1)
    rules.write_text(broken, encoding="utf-8")
    (line,) = told()
    assert "GGZ121 het feit 'netwerk.aantal_regisseurs' bestaat niet" in line

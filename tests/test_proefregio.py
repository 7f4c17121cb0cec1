"""A pack outside the package: the example, the guide that makes it step by step, and what may go wrong."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ggzroute
from ggzroute import PackError, cli, load_pack
from small_pack import write_pack

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "proefregio"
GUIDE = (ROOT / "docs" / "how-to" / "regio-toevoegen.md").read_text(encoding="utf-8")

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """Call the command line in an empty folder; gives the exit status and what was printed."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["ggzroute", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out + err

    return call


# ---- the example


@pytest.fixture(params=["folder", "zip", "zip without the folder"])
def example(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The example as a folder or as a zip, as a name that the command line takes."""
    if request.param == "folder":
        return str(shutil.copytree(EXAMPLE, tmp_path / "proefregio"))
    inside = (
        {"root_dir": EXAMPLE} if "without" in request.param else {"root_dir": EXAMPLE.parent, "base_dir": EXAMPLE.name}
    )
    return shutil.make_archive(str(tmp_path / "proefregio"), "zip", **inside)


@pytest.mark.parametrize(
    ("command", "last"),
    [
        ("check", "Samen: 2 regels en 0 uitzonderingen voor 2 uitspraken uit bronnen (casus 2)."),
        ("replay", "uit = uitkomsten gehaald, niet = uitkomsten die niet mochten verschijnen en wegbleven."),
        ("coverage", "Omgedraaide voorwaarden die worden gemerkt: 4 van 4 (100%)."),
    ],
)
def test_the_example_is_right_replays_and_tries_every_condition(run, example, command, last):
    status, out = run(command, example)
    assert (status, out.splitlines()[-1]) == (0, last)


def test_the_example_replaces_one_national_rule_and_adds_one(example):
    pack, national = load_pack(example), load_pack("landelijk")
    assert {rule.id for rule in pack.regels.values() if rule.pakket == "proefregio"} == {"DG-005", "PROEF-001"}
    assert pack.regels.keys() - national.regels.keys() == {"PROEF-001"}
    assert national.rule("DG-005").pakket == "landelijk"
    assert [stamp.pakket for stamp in pack.stempels] == ["landelijk", "proefregio"]
    assert pack.stempels[0] == national.stempels[-1]


# ---- the guide


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def headed(text: str) -> tuple[str, str, str]:
    """What the first line of a block says: whether it adds, the file, and the rest of the block."""
    found = re.match(r"# (voeg toe aan )?(\S+)\n(.*)", text, re.DOTALL)
    assert found, text
    return found[1] or "", found[2], found[3]


def steps() -> Iterator[tuple[str, str]]:
    """The blocks of the guide in order: what kind, and the text."""
    return ((found[1], found[2]) for found in re.finditer(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))


def follow(command: str, run: Call) -> str:
    program, *arguments = shlex.split(command)
    if program == "ggzroute":
        status, out = run(*arguments)
        assert status == 0, out
        return out
    assert program == "python"
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout  # noqa: S603 - the guide's own command


def test_the_guide_shows_the_files_of_the_example_as_they_are():
    shown = {name: text for adds, name, text in map(headed, blocks("yaml")) if not adds}
    for path in sorted(EXAMPLE.rglob("*.yaml")):
        head, rest = path.read_text(encoding="utf-8").split("\n", 1)
        assert head.startswith("# yaml-language-server: $schema=")
        assert shown[f"proefregio/{path.relative_to(EXAMPLE).as_posix()}"] == rest


def test_the_folder_in_the_guide_is_that_of_the_example():
    (listed,) = blocks("text")
    top, *files = listed.split()
    assert (top, sorted(files)) == (
        "proefregio/",
        sorted(p.relative_to(EXAMPLE).as_posix() for p in EXAMPLE.rglob("*.yaml")),
    )


def test_who_follows_the_guide_step_by_step_sees_what_it_says(run, tmp_path):
    followed = []
    for language, text in steps():
        if language == "yaml":
            adds, name, content = headed(text)
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text((path.read_text(encoding="utf-8") if adds else "") + content, encoding="utf-8")
        elif language == "console":
            for command, *promised in (part.splitlines() for part in text.split("$ ")[1:]):
                printed = follow(command, run).splitlines()
                assert [line for line in promised if line not in printed] == [], command
                followed.append(command.split()[:2])
    assert followed.count(["ggzroute", "check"]) == 3
    assert {command[1] for command in followed if command[0] == "ggzroute"} == {
        "check",
        "replay",
        "coverage",
        "evaluate",
    }


def test_the_codes_that_the_guide_explains_are_those_of_the_page_about_problems():
    page = (ROOT / "docs" / "reference" / "codes.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `(GGZ\d{3})` \|", GUIDE, re.MULTILINE)
    assert explained == ["GGZ172", "GGZ173", "GGZ174", "GGZ197"]
    assert all(f"### {code}\n" in page for code in explained)


# ---- what may go wrong


def copies(folder: Path, *names: str) -> None:
    """The example under other names, side by side; the rule of each says so."""
    for name in names:
        shutil.copytree(EXAMPLE, folder / name)
        for path in (folder / name).rglob("*.yaml"):
            text = path.read_text(encoding="utf-8").replace("pakket: proefregio", f"pakket: {name}")
            path.write_text(text.replace("in de Proefregio", f"in {name}"), encoding="utf-8")
        rules = folder / name / "regels" / "afspraken.yaml"
        rules.write_text(
            rules.read_text(encoding="utf-8").replace("PROEF-001", f"{name.upper()}-001"), encoding="utf-8"
        )
        shutil.rmtree(folder / name / "casussen")


def user(name: str, *used: str) -> dict[str, str]:
    return {
        "pack.yaml": f"pakket: {name}\nnaam: Samen\nversie: 1.0.0\ngebruikt: [{', '.join(used)}]\n"
        "bronnen:\n  proef2024: {titel: Samenwerken}\n"
    }


def refused(path: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(path)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


BOTH_REPLACE = (
    "samen/pack.yaml:4:1: GGZ174 regel DG-005 komt uit twee gebruikte pakketten en verschilt: "
    "noord (noord/regels/afspraken.yaml, regel 20) en zuid (zuid/regels/afspraken.yaml, regel 20) (bij gebruikt). "
    "Vervang de regel ook in dit pakket, of gebruik een van beide."
)


def test_two_packs_that_replace_the_same_rule_are_refused_with_both_files_and_lines(here):
    copies(here, "noord", "zuid")
    write_pack(here / "samen", user("samen", "noord", "zuid"))
    assert refused("samen") == [BOTH_REPLACE]


def test_check_prints_that_two_packs_replace_the_same_rule(here, run):
    copies(here, "noord", "zuid")
    write_pack(here / "samen", user("samen", "noord", "zuid"))
    line = "     4 | gebruikt: [noord, zuid]\n       | ^"
    end = "1 probleem gevonden.\nMeer over een code: ggzroute code GGZ174\n"
    assert run("check", "samen") == (1, f"{BOTH_REPLACE}\n{line}\n{end}")


@pytest.mark.parametrize("named", ["noord", "zuid"])
def test_a_pack_that_says_itself_what_it_wants_may_use_both(here, named):
    copies(here, "noord", "zuid")
    own = (here / "noord" / "regels" / "afspraken.yaml").read_text(encoding="utf-8")
    own = "regels:\n" + own[own.index("  - id: DG-005") :].replace("vervangt: landelijk", f"vervangt: {named}")
    pack = load_pack(write_pack(here / "samen", {**user("samen", "noord", "zuid"), "regels/keuze.yaml": own}))
    assert pack.rule("DG-005").pakket == "samen"
    assert {"NOORD-001", "ZUID-001"} <= pack.regels.keys()


def test_a_region_that_replaces_a_rule_clashes_with_one_that_keeps_it(here):
    copies(here, "noord")
    write_pack(here / "samen", user("samen", "noord", "holland-rijnland"))
    (problem,) = refused("samen")
    assert problem.startswith(
        "samen/pack.yaml:4:1: GGZ174 regel DG-005 komt uit twee gebruikte pakketten en verschilt: "
    )
    assert "noord (noord/regels/afspraken.yaml, regel 20) en landelijk (" in problem
    assert re.search(r"landelijk/regels/diagnose\.yaml, regel \d+\) \(bij gebruikt\)", problem)


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "regels" / "afspraken.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_replacement_of_an_unknown_id_is_refused(here):
    copies(here, "noord")
    change(here / "noord", "id: DG-005", "id: DG-999")
    assert refused("noord") == [
        (
            "noord/regels/afspraken.yaml:20: GGZ173 de regel DG-999 vervangt niets: "
            "geen gebruikt pakket heeft deze regel. Haal 'vervangt' weg, of verbeter de id."
        )
    ]


def test_a_replacement_that_does_not_say_so_is_refused(here):
    copies(here, "noord")
    change(here / "noord", "    vervangt: landelijk\n", "")
    assert refused("noord") == [
        (
            "noord/regels/afspraken.yaml:20: GGZ172 de regel DG-005 bestaat al in het pakket landelijk. "
            "Schrijf 'vervangt: landelijk', of kies een eigen id."
        )
    ]


# ---- two regions at once


@pytest.fixture
def border(here: Path) -> ggzroute.RulePack:
    """A pack that uses both shipped regions."""
    return load_pack(write_pack(here / "grens", user("grens", "holland-rijnland", "zuid-limburg")))


def test_a_pack_of_two_regions_has_the_rules_organisations_and_conflicts_of_both(border):
    first, second = (load_pack(name) for name in ("holland-rijnland", "zuid-limburg"))
    assert border.regels.keys() == first.regels.keys() | second.regels.keys()
    assert border.workflows.keys() == first.workflows.keys() | second.workflows.keys()
    assert border.kaart.organisaties.keys() == first.kaart.organisaties.keys() | second.kaart.organisaties.keys()
    assert [stamp.pakket for stamp in border.stempels] == ["landelijk", "holland-rijnland", "zuid-limburg", "grens"]
    assert border.workflow == "route-arbeidsparticipatie"
    ids = [conflict.id for conflict in border.conflicten]
    assert sorted(ids) == [f"CF-{n:02}" for n in range(1, 21)]


def test_in_a_pack_of_two_regions_each_side_of_a_conflict_has_the_rule_of_its_region(border):
    feiten = {
        "persoon.werkwens": "ja",
        "persoon.belastbaarheid_bekend": "nee",
        "persoon.indicaties": ["doelgroepregister"],
    }
    data = {"id": "grens", "peildatum": "2018-06-01", "feiten": feiten}
    evaluation = ggzroute.evaluate(ggzroute.Casus.from_dict(data, vocabulary=border.vocabulary), border)
    (conflict,) = [c for c in evaluation.conflicten if c.id == "CF-11"]
    assert [side.regels for side in conflict.kanten] == [("DG-012",), ("DG-013",)]


def test_two_packs_that_have_the_same_fact_otherwise_cannot_be_used_together(here):
    for name, question in (("noord", "Is het ver?"), ("zuid", "Is het dichtbij?")):
        fact = f"begrippen:\n  persoon.reis:\n    type: ja_nee\n    vraag: {question}\n"
        facts = f"{fact}    antwoord_door: [hulpvrager]\n    gevoelig: nee\n"
        write_pack(here / name, {**user(name, "landelijk"), "begrippen.yaml": facts})
    write_pack(here / "samen", user("samen", "noord", "zuid"))
    assert refused("samen") == [
        (
            "samen/pack.yaml:4:1: GGZ204 'persoon.reis' is in twee gebruikte pakketten anders (bij gebruikt). "
            "Gebruik een van beide."
        )
    ]

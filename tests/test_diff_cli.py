"""``ggzroute diff``: the comparison as people and programs get it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ggzroute import RulePack, cli, load_pack
from ggzroute.compare.files import compare_file
from ggzroute.compare.screen import Manier
from ggzroute.resources import rules_root
from ggzroute.sampling import sample
from small_pack import FILES, USER, rule, rules, write_pack

NAMES = ("landelijk", "holland-rijnland")
ROW = "{als: [RG-011], dan: [60]"


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ggzroute", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        out, err = capsys.readouterr()
        return int(stopped.value.code or 0), out, err

    return call


@pytest.fixture
def region(tmp_path):
    """A copy of the documented region with RG-011 lower in the ranking."""
    for name in NAMES:
        shutil.copytree(rules_root() / name, tmp_path / name)
    table = tmp_path / "holland-rijnland" / "tabellen" / "regierang.yaml"
    text = table.read_text(encoding="utf-8")
    assert ROW in text
    table.write_text(text.replace(ROW, ROW.replace("60", "10")), encoding="utf-8")
    return tmp_path / "holland-rijnland"


@pytest.fixture
def casussen(tmp_path):
    path = tmp_path / "casussen.ndjson"
    lines = [json.dumps(data) for data in sample(200, load_pack("holland-rijnland"), seed=1)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


RANK = """\
Wat er verandert
  - tabel RANG-HR, andere rang: rij RG-011: rang was 60, is nu 10

Wat het doet
  1 van {gedocumenteerd} gedocumenteerde casussen komt anders uit
  0 van {vignet} vignetten komen anders uit
  1 van {gemaakt} gemaakte casussen komt anders uit

Gedocumenteerde casussen die anders uitkomen
  hr-1108-3
  - kandidaten voor de regie: was RG-011 (60); wordt RG-011 (10); door RG-011; om betrokkene.soort, persoon.uitkering,
    regie.aanwezig, regie.nodig, vraag.onderwerp

Gemaakte casussen die anders uitkomen
"""


def test_a_changed_rank_names_the_casussen_and_the_facts_and_nothing_else(run, region):
    status, out, err = run("diff", "holland-rijnland", region)
    assert (status, err) == (1, "")
    pack = load_pack("holland-rijnland")
    head, _, rest = out.partition("\n\n")
    assert head.splitlines()[0] == f"Oud:   holland-rijnland (holland-rijnland {pack.versie})"
    told = RANK.format(**{soort: count(pack, soort) for soort in ("gedocumenteerd", "vignet", "gemaakt")})
    assert rest.startswith(told)
    left = [line for line in rest.removeprefix(told).splitlines() if line and not line.startswith(("  -", "    "))]
    assert {re.sub(r" \(.*", "", line.strip()) for line in left} == {"RG-011"}


def test_a_pack_against_itself_is_quiet(run):
    pack = load_pack("zuid-limburg")
    status, out, err = run("diff", "zuid-limburg", "zuid-limburg")
    assert (status, err) == (0, "")
    assert out == (
        f"Oud:   zuid-limburg (zuid-limburg {pack.versie})\nNieuw: zuid-limburg (zuid-limburg {pack.versie})\n\n"
        "Wat er verandert\n  niets\n\n"
        f"Wat het doet\n  0 van {count(pack, 'vignet')} vignetten komen anders uit\n"
        f"  0 van {count(pack, 'gemaakt')} gemaakte casussen komen anders uit\n\n"
    )


def count(pack: RulePack, soort: str) -> int:
    return sum(file.soort == soort for file in pack.casussen)


def test_a_file_of_casussen_is_counted_with_examples_by_line(run, region, casussen, tmp_path):
    page = tmp_path / "verschil.html"
    status, out, _ = run("diff", "holland-rijnland", region, "--casussen", casussen, "--html", page)
    assert status == 1
    assert re.search(r"^  \d+ van 200 casussen uit het bestand komen anders uit$", out, re.MULTILINE)
    assert "regel 6" in out or "regel" in out
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>\n<html lang=nl>")
    assert "http" not in html
    assert "<td>hr-1108-3</td><td>kandidaten voor de regie</td><td>RG-011 (60)</td><td>RG-011 (10)</td>" in html


def test_the_number_of_workers_changes_nothing(region, casussen):
    old, new = load_pack("holland-rijnland"), load_pack(region)
    seen: list[int] = []
    one = compare_file(casussen, old, new, Manier(), workers=1)
    two = compare_file(casussen, old, new, Manier(), workers=2, on_progress=lambda p: seen.append(p.casussen))
    assert one == two
    assert one.bekeken == {"bestand": 200}
    assert one.veranderd
    assert seen[-1] == 200


def test_lines_that_are_no_casus_are_told_by_number_and_never_by_value(run, region, tmp_path):
    path = tmp_path / "casussen.ndjson"
    secret = {"id": "a", "peildatum": "2016-11-24", "feiten": {"persoon.behandelstatus": "GEHEIM"}}
    path.write_text('{"id": "goed"}\n\nGEHEIM\n' + json.dumps(secret) + "\n", encoding="utf-8")
    status, out, err = run("diff", "holland-rijnland", region, "--casussen", path)
    assert status == 1
    assert "GEHEIM" not in out + err
    assert out.endswith(
        "Niet vergeleken\n"
        "  - regel 1 is niet te bekijken: er is geen peildatum\n"
        "  - regel 3 is niet te bekijken: dit is geen geldige JSON\n"
        "  - regel 4 past niet bij het oude pakket: deze keuze bestaat niet\n\n"
    )


def test_a_casus_that_no_longer_fits_is_a_change(run, tmp_path):
    casus = """\
id: c1
peildatum: 2016-11-24
feiten: {persoon.werkwens: ja}
documentatie: {titel: Proef, bron: [{document: boek, plaats: p. 1}]}
route: {paden: [met], wacht_bij: Q, zekerheid: zeker}
"""
    files = {**FILES, "casussen/c1.casus.yaml": casus}
    old = write_pack(tmp_path / "oud", files)
    gone = FILES["begrippen.yaml"].replace("persoon.werkwens:", "persoon.werk_wens:")
    used = {name: text.replace("persoon.werkwens", "persoon.werk_wens") for name, text in FILES.items()}
    new = write_pack(tmp_path / "nieuw", {**used, "begrippen.yaml": gone})
    status, out, _ = run("diff", old, new)
    assert status == 1
    assert "Casussen die zelf anders zijn\n  - c1: weg\n" in out
    reason = "het feit 'persoon.werkwens' staat niet in de begrippen"
    assert out.endswith(f"Niet vergeleken\n  - c1 past niet bij het nieuwe pakket: {reason}\n\n")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=proef", "-c", "user.email=proef@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607 - the git people use


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A pack that uses another, and a first commit after which its rule became stricter."""
    folder = tmp_path / "git"
    write_pack(folder / "rules" / "klein")
    write_pack(folder / "rules" / "regio", {"pack.yaml": USER, "regels/r.yaml": rules(rule("R-1", "altijd", ADVICE))})
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "eerste")
    write_pack(folder / "rules" / "regio", {"regels/r.yaml": rules(rule("R-1", "[{persoon.schulden: ja}]", ADVICE))})
    monkeypatch.chdir(folder)
    return folder


ADVICE = "[{adviseer: {handeling: bellen, gebied: werk, tekst: Bel.}}]"


def test_a_revision_of_git_stands_on_its_own_with_the_packs_it_uses(run, repository):
    base = (repository / "rules" / "klein" / "regels" / "regels.yaml").read_text(encoding="utf-8")
    write_pack(
        repository / "rules" / "klein", {"regels/regels.yaml": base.replace("sterkte: mogelijk", "sterkte: voorkeur")}
    )
    status, out, err = run("diff", "git:main:rules/regio", "rules/regio")
    assert (status, err) == (0, "")
    assert out.startswith("Oud:   git:main:rules/regio (regio 1.0.0)\nNieuw: rules/regio (regio 1.0.0)\n")
    assert (
        "Wat er verandert\n"
        "  - regel K-2, andere sterkte: was mogelijk, is nu voorkeur\n"
        "  - regel R-1, strenger: de regel geldt in minder gevallen: erbij: persoon.schulden is ja\n"
    ) in out


def test_the_same_revision_is_read_from_any_folder(run, repository, monkeypatch):
    monkeypatch.chdir(repository / "rules" / "regio")
    status, out, _ = run("diff", "git:HEAD:.", "git:HEAD:../regio")
    assert status == 0
    assert "Wat er verandert\n  niets\n" in out


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("git:nergens:rules/regio", "is niet te lezen: git kent deze revisie niet."),
        (
            "git:--all:rules/regio",
            "is geen revisie. Schrijf git:REVISIE:pad/naar/het/pakket, bijvoorbeeld git:main:rules/mijn-regio.",
        ),
        (
            "git:main",
            "is geen revisie. Schrijf git:REVISIE:pad/naar/het/pakket, bijvoorbeeld git:main:rules/mijn-regio.",
        ),
        ("git:main:rules/weg", "is niet te lezen: deze map staat niet in die revisie."),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_revision_that_is_not_there_is_told_in_dutch(run, revision, sentence):
    assert run("diff", revision, "rules/regio") == (2, "", f"{revision} {sentence}\n")


def test_outside_git_there_are_no_revisions(run, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    write_pack(tmp_path / "klein")
    monkeypatch.chdir(tmp_path)
    sentence = "git:main:klein is niet te lezen: deze map staat niet in git.\n"
    assert run("diff", "git:main:klein", "klein") == (2, "", sentence)


@pytest.mark.usefixtures("repository")
def test_without_git_that_is_what_is_told(run, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    sentence = "git:main:rules/regio is niet te lezen: git is niet geïnstalleerd.\n"
    assert run("diff", "git:main:rules/regio", "rules/regio") == (2, "", sentence)


def test_a_fault_in_a_revision_is_told_at_the_file_in_that_revision(run, repository):
    write_pack(repository / "rules" / "regio", {"regels/r.yaml": "regels: nee\n"})
    git(repository, "commit", "-q", "-a", "-m", "stuk")
    status, _, err = run("diff", "git:HEAD:rules/regio", "git:HEAD~1:rules/regio")
    assert status == 2
    assert err.startswith("git:HEAD:rules/regio/regels/r.yaml:1:1: GGZ104 hier staat tekst")


@pytest.mark.parametrize("pack", ["bestaat-niet", "map"])
def test_a_pack_that_is_not_there_is_a_wrong_call(run, tmp_path, pack):
    (tmp_path / "map").mkdir()
    status, out, err = run("diff", "landelijk", pack if pack != "map" else tmp_path / "map")
    assert (status, out) == (2, "")
    assert err


def test_a_file_that_is_not_there_is_a_wrong_call(run, tmp_path):
    path = tmp_path / "weg.ndjson"
    assert run("diff", "landelijk", "landelijk", "--casussen", path) == (2, "", f"{path} bestaat niet.\n")


def test_casussen_can_be_looked_at_on_another_day(run, tmp_path):
    old = write_pack(tmp_path / "oud")
    new = write_pack(
        tmp_path / "nieuw",
        {
            **FILES,
            "regels/regels.yaml": FILES["regels/regels.yaml"].replace(
                "    als: [{persoon", "    geldig: {van: 2020-01-01}\n    als: [{persoon"
            ),
        },
    )
    path = tmp_path / "c.ndjson"
    path.write_text('{"id": "c", "feiten": {"persoon.werkwens": "ja"}}\n', encoding="utf-8")
    assert run("diff", old, new, "--casussen", path, "--on", "2021-01-01")[0] == 0
    status, out, _ = run("diff", old, new, "--casussen", path, "--on", "2019-01-01")
    assert status == 1
    assert "geldt nu van 2020-01-01" in out


@pytest.mark.parametrize(
    ("file", "old", "new", "casus", "said"),
    [
        (
            "holland-rijnland/workflows/route-arbeidsparticipatie.yaml",
            "als: [{persoon.direct_gevaar: ja}]",
            "als: [{persoon.direct_gevaar: ja}, {persoon.werkwens: ja}]",
            "hr-1124-2 (bij_gevaar)",
            (
                "route route-arbeidsparticipatie: was onderbroken, klaar bij A6, A4 onbekend, A5 te doen; "
                "wordt klaar bij A6, A4 onbekend, A5 te doen; "
                "door workflow route-arbeidsparticipatie; om persoon.direct_gevaar"
            ),
        ),
        (
            "landelijk/poorten.yaml",
            "    bij_nee: geblokkeerd",
            "    bij_nee: af_te_stemmen",
            "hv-01 (geen_toestemming)",
            (
                "poort warme_overdracht: was geblokkeerd; wordt af te stemmen; door poort warme_overdracht; "
                "om toestemming.schriftelijk"
            ),
        ),
    ],
    ids=["interruption", "gate"],
)
def test_the_fact_behind_an_interruption_or_a_gate_is_named(run, tmp_path, file, old, new, casus, said):
    for name in NAMES:
        shutil.copytree(rules_root() / name, tmp_path / name)
    text = (tmp_path / file).read_text(encoding="utf-8")
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    _, out, _ = run("diff", "holland-rijnland", tmp_path / "holland-rijnland")

    told = re.sub(r"\n +", " ", out)
    assert f"{casus} - {said}" in told

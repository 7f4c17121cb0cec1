"""``ggzroute traject`` as people see it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import ggzroute
from ggzroute import cli
from ggzroute.cli import screen
from ggzroute.resources import rules_root
from test_traject import EVERYTHING
from trajecten import CASUS, agreed, begun, day, event, handed

REGION = rules_root() / "holland-rijnland"
DOCUMENTED = REGION / "trajecten" / "hr-1206-3.traject.jsonl"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Call the command line in an empty folder, on a screen of 80 columns; gives exit status, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(screen, "PAGE", 80)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ggzroute", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


def plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


SHOWN = """\
Traject hr-1206-3
  Begonnen op 2016-12-06, pakket holland-rijnland, workflow
  route-arbeidsparticipatie 2017.1.0.
  Van de kliniek naar begeleid wonen: de regie gaat mee. De bron geeft de
  volgorde: de GGZ voert de regie zolang de hulpvrager in de instelling is; is
  er een plek in begeleid wonen, dan kan de regie naar de begeleider. Ook de
  twee gesprekken van de Binnenvest staan in de bron. Alleen 6 december 2016 is
  een dag uit de bron. Alle andere dagen, en dat het zo is gelopen, zijn van
  ons: de bron zegt niet hoe het verder ging.

Gebeurtenissen
  1. 2016-12-08 gedaan: verhuizing bespreken. Door: De Binnenvest.
  2. 2016-12-12 gedaan: familielid betrekken. Door: De Binnenvest.
  3. 2016-12-20 ontslag gepland: op 2017-01-16. Door: GGZ (instelling niet
     genoemd).
  4. 2017-01-23 regie overgedragen: van GGZ (instelling niet genoemd), naar
     woonbegeleider, met hulpvrager, De Binnenvest, GGZ (instelling niet
     genoemd) en woonbegeleider (bekend op 2017-01-10). Door: GGZ (instelling
     niet genoemd).

Wie de regie voert
  2016-12-06 tot en met 2017-01-22: GGZ (instelling niet genoemd)
  2017-01-23 en verder: woonbegeleider; afgesproken met hulpvrager, De
  Binnenvest, GGZ (instelling niet genoemd) en woonbegeleider (sluit aan)

Op 2017-01-12, met wat bekend was op 2017-01-12
  Regievoerder: GGZ (instelling niet genoemd).
  Route: START > Q1 > Q4; zij wacht bij Q4.

Agenda
  - NU vóór 2017-01-16: Laat de GGZ-instelling de betrokken organisaties zo
    vroeg mogelijk inlichten over het ontslag, met toestemming van de
    hulpvrager. [PR-030; hr2017 §2.1.2 (24-11-2016) casus 3]
  - NU vóór 2017-01-16: Laat de instelling in de ontslagbrief aan de huisarts
    zetten dat nazorg nodig is. [PR-031; hr2017 §2.1.2 (24-11-2016) casus 3]
  - NU vóór 2017-01-16: Kijk vóór de ontslagdatum na of nazorg, een regievoerder
    en de geldzaken geregeld zijn. [NZ-008; hr2017 §2.1.2 (24-11-2016) casus 3]
  - NU: De route wacht hier: Is er een volledig beeld van de hulpvrager? [hr2017
    §4.3.1 Een ander vraagt ondersteuning]
  - gepland 2017-01-16: Het ontslag is gepland.
  - gepland 2017-01-16: Met deze verhuizing eindigt de reden voor deze regie.
    Spreek af wie haar dan overneemt. (GGZ (instelling niet genoemd)) [RG-009b;
    hr2017 §2.1.3 (6-12-2016) casus 3]
  - gepland 2017-01-23: Afgesproken: regie overgedragen. (woonbegeleider)
"""


def test_a_traject_is_shown_with_its_events_its_regie_and_its_agenda(run):
    status, out, err = run("traject", str(DOCUMENTED), "--on", "2017-01-12", "--bekend-op", "2017-01-12")
    assert (status, err) == (0, "")
    assert plain(out).rstrip() == SHOWN.rstrip()
    assert max(map(len, out.splitlines())) <= 80


def test_the_day_is_by_default_the_last_on_which_something_was_known(run):
    _, out, _ = run("traject", str(DOCUMENTED))
    assert "\nOp 2017-01-16\n" in plain(out)


def test_the_whole_can_be_had_as_json(run):
    status, out, _ = run("traject", str(DOCUMENTED), "--on", "2017-01-24", "--json")
    data = json.loads(out)
    assert status == 0
    assert [(p["wie"], p["sinds"], p["tot"]) for p in data["regie"]] == [
        ("ggz", "2016-12-06", "2017-01-22"),
        ("woonbegeleider", "2017-01-23", None),
    ]
    assert [e["nr"] for e in data["gebeurtenissen"]] == [1, 2, 3, 4, 5]
    assert data["stempel"].startswith("5:")
    assert data["route"]["wacht_bij"] == "Q4"
    assert {punt["stand"] for punt in data["agenda"]} == {"te_laat", "nu"}


def write(name: str, data: object) -> str:
    Path(name).write_text(json.dumps(data, default=str), encoding="utf-8")
    return name


def test_a_traject_is_begun_and_events_are_added_from_files(run):
    casus = write("casus.json", CASUS)
    status, out, _ = run("traject", "t.jsonl", "--nieuw", casus)
    assert (status, "Er is nog geen regievoerder." in out) == (0, True)
    one = write("een.json", agreed(2))
    Path("twee.yaml").write_text(
        "- {soort: regie_overgedragen, geldt_op: 2017-01-09, bekend_op: 2017-01-05, door: ggz,\n"
        "   inhoud: {van: ggz, naar: wijkteam, met: [hulpvrager]}}\n"
        "- {soort: antwoord, geldt_op: 2017-01-06, bekend_op: 2017-01-06, door: ggz,\n"
        "   inhoud: {feit: persoon.schulden, waarde: ja}}\n",
        encoding="utf-8",
    )
    status, out, err = run(
        "traject", "t.jsonl", "--voeg-toe", one, "--voeg-toe", "twee.yaml", "--vandaag", "2017-01-06"
    )
    assert (status, err) == (0, "")
    assert "2017-01-09 en verder: wijkteam; afgesproken met hulpvrager (sluit aan)" in plain(out)
    traject = ggzroute.Traject.load("t.jsonl", ggzroute.load_pack("holland-rijnland"))
    assert [e.soort for e in traject.gebeurtenissen] == ["regievoerder_afgesproken", "regie_overgedragen", "antwoord"]


def test_when_one_event_of_a_file_is_wrong_none_is_added(run):
    begun().save("t.jsonl")
    before = Path("t.jsonl").read_bytes()
    Path("fout.yaml").write_text(
        "- {soort: regievoerder_afgesproken, geldt_op: 2017-01-02, bekend_op: 2017-01-02, door: ggz,\n"
        "   inhoud: {wie: ggz, met: [hulpvrager]}}\n"
        "- soort: antwoord\n"
        "  geldt_op: 2017-01-06\n"
        "  bekend_op: 2017-01-06\n"
        "  door: ggz\n"
        "  inhoud: {feit: persoon.schulden, waarde: veel}\n",
        encoding="utf-8",
    )
    status, out, err = run("traject", "t.jsonl", "--voeg-toe", "fout.yaml")
    assert (status, out) == (2, "")
    assert err == (
        "fout.yaml:7:36: GGZ303 deze keuze bestaat niet (bij inhoud.waarde). "
        "Toegestaan: een van geen, ja, problematisch.\n"
    )
    assert Path("t.jsonl").read_bytes() == before


def test_everything_that_is_wrong_with_the_events_of_a_file_is_told_at_once(run):
    """What hangs on an event that was refused is not guessed at; the form of the others is."""
    begun().save("t.jsonl")
    new = [
        event("regievoerder_afgesproken", 1, wie="niemand", met=["hulpvrager"]),
        handed(2, "niemand", "ggz"),
        event("ontslagen", 3, naar="begeleid_wonnen"),
        event("correctie", 3, betreft=3, inhoud={"naar": "bij_oma"}),
        "een tekst",
        event("correctie", 3, betreft=5, vervalt="ja"),
    ]
    Path("fout.json").write_text("[\n" + ",\n".join(map(json.dumps, new)) + "\n]", encoding="utf-8")
    status, _, err = run("traject", "t.jsonl", "--voeg-toe", "fout.json")
    lines = [line.split()[:2] for line in err.splitlines()]
    assert (status, [(place.split(":")[1], code) for place, code in lines]) == (
        2,
        [("2", "GGZ516"), ("4", "GGZ303"), ("5", "GGZ303"), ("6", "GGZ302"), ("7", "GGZ519")],
    )


def test_what_is_added_cannot_be_known_after_the_day_of_the_clock(run):
    """A wrong year would stay for good, because nothing that comes later can be known before it."""
    begun().save("t.jsonl")
    before = Path("t.jsonl").read_bytes()
    one = write("een.json", agreed(2) | {"bekend_op": "9999-01-03"})
    status, _, err = run("traject", "t.jsonl", "--voeg-toe", one)
    assert status == 2
    assert err == (
        "een.json:1:65: GGZ509 deze dag ligt in de toekomst; wat nog niet bekend is, kan er niet in staan "
        "(bij bekend_op). Verbeter de dag, of voeg dit later toe.\n"
    )
    assert Path("t.jsonl").read_bytes() == before
    assert run("traject", "t.jsonl", "--voeg-toe", one, "--vandaag", "9999-01-03")[0] == 0


def test_every_kind_of_event_is_a_line_without_codes(run):
    traject = begun()
    for new in EVERYTHING:
        traject = traject.add(new)
    traject.save("t.jsonl")
    _, out, _ = run("traject", "t.jsonl")
    shown = re.sub(r"\s+", " ", out[out.index("Gebeurtenissen") : out.index("Wie de regie voert")])
    lines = [line.strip() for line in re.split(r" Door: ontvanger\.(?: \[verbeterd door \d+\])?", shown[15:])][:-1]
    assert len(lines) == len(EVERYTHING)
    assert [line for line in lines if "_" in line or "{" in line] == []
    assert lines[0] == "1. 2017-01-02 antwoord: persoon.schulden is wel schulden."
    assert lines[-1].endswith("correctie: gebeurtenis 1 (antwoord) wordt persoon.schulden is geen schulden.")
    assert any(line.endswith("contact geprobeerd: kanaal telefoon, contact nee.") for line in lines)
    assert any("relatie erbij: hulpvrager kent " in line for line in lines)


def test_an_event_that_was_not_so_is_shown_as_taken_out(run):
    begun().add(agreed(2)).add(event("correctie", 3, betreft=1, vervalt="ja")).save("t.jsonl")
    _, out, _ = run("traject", "t.jsonl")
    said = "2. 2017-01-04 correctie: gebeurtenis 1 (regievoerder afgesproken) vervalt."
    assert said in plain(out).replace("\n     ", " ")


def test_a_file_that_is_there_is_not_begun_again(run):
    begun().save("t.jsonl")
    status, _, err = run("traject", "t.jsonl", "--nieuw", write("casus.json", CASUS))
    assert (status, err) == (2, "t.jsonl: GGZ526 dit bestand bestaat al. Kies een andere naam.\n")


def test_a_torn_file_is_told_and_mended(run):
    begun().add(agreed(2)).save("t.jsonl")
    raw = Path("t.jsonl").read_bytes()
    Path("t.jsonl").write_bytes(raw[:-10])
    status, _, err = run("traject", "t.jsonl")
    assert status == 2
    assert err == (
        "t.jsonl:2: GGZ502 de laatste regel is afgebroken: het schrijven is niet afgemaakt. "
        "Doe 'ggzroute traject' met --herstel; het afgebroken deel gaat naar .rest.\n"
    )
    status, out, err = run("traject", "t.jsonl", "--herstel")
    assert (status, err) == (0, "")
    assert out.startswith("Hersteld: ")
    assert Path("t.jsonl.rest").read_bytes() == raw.splitlines(keepends=True)[1][:-10] + b"\n"
    assert "Gebeurtenissen\n  geen" in plain(out)
    assert run("traject", "t.jsonl", "--herstel")[1].startswith("Er is niets te herstellen.")
    Path("t.jsonl").write_bytes(raw[:-10])
    _, out, err = run("traject", "t.jsonl", "--herstel", "--json")
    assert (json.loads(out)["gebeurtenissen"], err.startswith("Hersteld: ")) == ([], True)
    Path("t.jsonl").write_bytes(raw[:30])
    status, out, _ = run("traject", "t.jsonl", "--herstel")
    assert (status, Path("t.jsonl").read_bytes()) == (0, b"")
    status, out, _ = run("traject", "t.jsonl", "--nieuw", write("casus.json", CASUS))
    assert (status, "Er is nog geen regievoerder." in out) == (0, True)


def test_a_traject_whose_workflow_moved_on_shows_what_it_can_and_is_migrated(run):
    for name in ("landelijk", "holland-rijnland"):
        shutil.copytree(rules_root() / name, name)
    begun().add(agreed(2)).add(handed(5, "ggz", "wijkteam")).save("t.jsonl")
    path = Path("holland-rijnland/workflows/route-arbeidsparticipatie.yaml")
    text = path.read_text(encoding="utf-8").replace("versie: 2017.1.0", "versie: 2018.1.0")
    path.write_text(text, encoding="utf-8")
    status, out, err = run("traject", "t.jsonl", "--pack", "holland-rijnland")
    assert status == 2
    assert "(sluit aan)" in plain(out)
    assert err == (
        "GGZ521 dit traject loopt op versie 2017.1.0 van de workflow, en het pakket heeft versie 2018.1.0. "
        "Migreer het traject eerst, met --migreer en de dag.\n"
    )
    assert run("traject", "t.jsonl", "--pack", "holland-rijnland", "--migreer", "2017-01-07")[0] == 2
    path.write_text(text + "\nmigraties:\n  - {van: 2017.1.0}\n", encoding="utf-8")
    status, out, _ = run("traject", "t.jsonl", "--pack", "holland-rijnland", "--migreer", "2017-01-07", "--door", "ggz")
    assert status == 0
    assert "3. 2017-01-07 verder met een andere versie van de workflow: van 2017.1.0" in plain(out)
    assert run("traject", "t.jsonl", "--pack", "holland-rijnland")[0] == 0


def test_the_pack_is_the_one_the_traject_runs_on(run):
    pack = ggzroute.load_pack("zuid-limburg")
    casus = ggzroute.Casus.from_dict({"id": "x", "peildatum": day(0)}, vocabulary=pack.vocabulary)
    ggzroute.Traject.start(casus, pack).save("t.jsonl")
    status, out, _ = run("traject", "t.jsonl")
    assert (status, "pakket zuid-limburg, zonder workflow" in plain(out).replace("\n  ", " ")) == (0, True)
    status, _, err = run("traject", "t.jsonl", "--pack", "landelijk")
    assert (status, "GGZ520" in err) == (2, True)


def test_corrections_are_shown_with_what_they_mend(run):
    fix = event("correctie", 3, 4, betreft=1, inhoud={"wie": "wijkteam", "met": ["hulpvrager"]})
    begun().add(agreed(2)).add(fix).save("t.jsonl")
    _, out, _ = run("traject", "t.jsonl")
    assert "1. 2017-01-03 regievoerder afgesproken: wie GGZ (instelling niet" in plain(out)
    assert "[verbeterd door 2]" in plain(out).replace("\n     ", " ")
    assert "2017-01-04 en verder: wijkteam" in plain(out)


def test_check_looks_at_trajecten_too(run):
    assert run("check", str(DOCUMENTED)) == (0, "Goed: 1 traject.\n", "")
    begun().add(agreed(2)).save("a.traject.jsonl")
    Path("b.traject.jsonl").write_bytes(Path("a.traject.jsonl").read_bytes()[:-5])
    status, out, _ = run("check", ".")
    assert status == 1
    assert out.startswith("b.traject.jsonl:2: GGZ502 de laatste regel is afgebroken")
    copy = Path("holland-rijnland")
    for name in ("landelijk", "holland-rijnland"):
        shutil.copytree(rules_root() / name, name, ignore=shutil.ignore_patterns("casussen"))
    path = copy / "trajecten" / DOCUMENTED.name
    path.write_bytes(path.read_bytes().replace(b"2017-01-16", b"2017-01-17"))
    status, out, _ = run("check", str(copy))
    assert status == 1
    assert f"{path}:4:1: GGZ507" in out

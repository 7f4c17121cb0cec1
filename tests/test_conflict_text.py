"""What people read where sources disagree, and about rules that are not in force, also on a narrow screen."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest

import ggzroute
from ggzroute import cli
from ggzroute.cli import screen
from ggzroute.cli.printing import print_evaluation
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.verslag.bronnen import out_of_force
from ggzroute.verslag.model import Punt
from ggzroute.verslag.tekst import rules_behind, section_lines
from small_pack import casus

CLINIC = """\
Waar bronnen verschillen
  CF-09 Eerst de basis op orde, of direct naar werk met IPS?
     1. Werk eerst aan verslaving, schulden en afspraken; werk komt daarna.
        Bron: hr2017 §2.1.3 (6-12-2016) casus 3. Regel: PL-009.
     2. Wie in behandeling is en wil werken, kan met IPS beginnen, hoe ver de
        behandeling ook is.
        Bron: zl2018 deel 1 §1.4; divosa2014 §3.1 interventie 2. Regel: IV-002.
     Voorstel: Leg beide met hun bron aan de hulpvrager en de betrokkenen voor.
     Mensen kiezen.
  CF-15 De GGZ voert de regie. Moet er toch een regievoerder geregeld worden?
     1. De GGZ is de regievoerder zolang iemand in de instelling verblijft. Er
        hoeft nu niemand anders te komen.
        Bron: hr2017 §2.1.3 (6-12-2016) casus 3.
     2. De samenvatting van die dag zegt dat ook hier een regievoerder geregeld
        moet worden, voor overzicht en om iemand in beeld te houden.
        Bron: hr2017 §2.1.3 (6-12-2016) Samenvattend.
     Voorstel: Ga ervan uit dat er een regievoerder is: de GGZ. Spreek nu al af
     wie het overneemt als de hulpvrager verhuist.
  divosa2014: Werkwijzer re-integratie van klanten met psychische aandoeningen
  (Divosa, 2014-12)
  hr2017: Project samenwerking arbeidsparticipatie GGZ-doelgroep,
  Samenwerkingsproces in beeld (Regio Holland-Rijnland, 2017-03)
  zl2018: Project samenwerking GGZ en Werk & Inkomen, Rapportage 2018 en
  Actieplan 2019 (Arbeidsmarktregio Zuid-Limburg, 2019-01)
"""


def narrow(evaluation: ggzroute.Evaluation) -> str:
    """What is printed on a screen of 80 columns."""
    paper = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(paper):
        patch.setattr(screen, "PAGE", 80)
        print_evaluation(evaluation)
    return paper.getvalue()


def section(text: str, heading: str) -> str:
    start = text.index(f"{heading}\n")
    return text[start : text.index("\n\n", start) + 1]


def test_both_sides_with_their_sources_and_the_proposal_are_readable_on_a_narrow_screen(pack):
    fixture = next(fixture for fixture in fixtures_of(pack) if fixture.id == "hr-1206-3")
    text = narrow(ggzroute.evaluate(fixture.casus, pack))
    assert section(text, "Waar bronnen verschillen") == CLINIC
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())


def test_without_a_conflict_there_is_no_section_about_it(pack):
    assert "Waar bronnen verschillen" not in narrow(ggzroute.evaluate(casus(pack), pack))


def test_more_rules_on_one_side_are_named_together():
    assert rules_behind(Punt(tekst="", regels=("A-1",))) == " Regel: A-1."
    assert rules_behind(Punt(tekst="", regels=("A-1", "A-2"))) == " Regels: A-1, A-2."
    assert rules_behind(Punt(tekst="")) == ""


def profile(tmp_path: Path, niveau: str, feiten: str, *, on: str = "2018-06-01") -> Path:
    path = tmp_path / "proef.profiel.yaml"
    path.write_text(f"id: proef\nniveau: {niveau}\npeildatum: {on}\nfeiten:\n  {feiten}\n", encoding="utf-8")
    return path


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Call the command line; gives what it printed."""

    def call(*arguments: str | Path) -> str:
        monkeypatch.setattr("sys.argv", ["ggzroute", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        assert not stop.value.code
        return capsys.readouterr().out

    return call


def test_a_profile_shows_conflicts_to_people_and_to_programs(tmp_path, printed):
    path = profile(tmp_path, "regio", "regio.overleg_ritme: niet_afgesproken")
    call = ("evaluate", path, "--profile", "--pack", "landelijk")
    text = printed(*call)
    assert section(text, "Waar bronnen verschillen").splitlines()[:9] == [
        "Waar bronnen verschillen",
        "  CF-16 Hoe vaak hoort een casusoverleg te zijn?",
        "     1. Elk kwartaal, op de eerste donderdag van de derde maand.",
        "        Bron: hr2017 §2.2 Voortzetting regionale casuïstiekbespreking.",
        "     2. Elke zes weken, met een onafhankelijke gespreksleider.",
        "        Bron: programmaraad Casuïstiek en intervisie met gespreksleidraad. Regel: OR-007.",
        "     3. Alleen als er behoefte aan is.",
        "        Bron: programmaraad Duo-projectleidersrol. Regel: OR-008.",
        "     Voorstel: Kies als regio zelf een ritme en leg het vast.",
    ]
    assert '"id": "CF-16"' in printed(*call, "--json")


def test_a_profile_without_a_conflict_says_so(tmp_path, printed):
    path = profile(tmp_path, "regio", "regio.overleg_ritme: kwartaal")
    text = printed("evaluate", path, "--profile", "--pack", "landelijk")
    assert section(text, "Waar bronnen verschillen") == "Waar bronnen verschillen\n  geen\n"


HEADING = "Regels die op deze peildatum niet meedoen"


@pytest.mark.parametrize(
    ("name", "day", "line"),
    [
        ("holland-rijnland", "2016-11-24", "IK-010 {}: gold tot en met 31 december 2014."),
        ("zuid-limburg", "2020-01-01", "IK-005 {}: gold van 1 januari 2018 tot en met 31 december 2019."),
        ("zuid-limburg", "2017-12-31", "IK-005 {}: geldt pas vanaf 1 januari 2018, tot en met 31 december 2019."),
    ],
)
def test_a_rule_out_of_force_says_when_it_held_or_will(name, day, line, tmp_path, printed):
    pack = ggzroute.load_pack(name)
    path = tmp_path / "proef.casus.yaml"
    path.write_text("id: proef\nfeiten: {}\n", encoding="utf-8")
    text = printed("evaluate", path, "--pack", name, "--on", day)
    said = line.format(pack.rule(line.split()[0]).titel)
    assert f"  - Regel {said}" in section(text, HEADING).splitlines()


def test_a_rule_that_begins_later_says_so_in_a_profile_too(tmp_path, printed):
    early = profile(tmp_path, "regio", "regio.besprekingen_gehouden: 3", on="2017-09-06")
    title = ggzroute.load_pack("holland-rijnland").rule("OR-004").titel
    text = printed("evaluate", early, "--profile", "--pack", "holland-rijnland")
    assert section(text, HEADING) == f"{HEADING}\n  - Regel OR-004 {title}: geldt pas vanaf 7 september 2017.\n"
    later = profile(tmp_path, "regio", "regio.besprekingen_gehouden: 3", on="2017-09-07")
    assert HEADING not in printed("evaluate", later, "--profile", "--pack", "holland-rijnland")


def test_what_people_read_and_the_account_name_the_same_rules(pack):
    evaluation = ggzroute.evaluate(casus(pack), pack)
    lines = [*section_lines(out_of_force(evaluation.verantwoording, pack))]
    assert [line.split()[2] for line in lines] == [r.regel for r in evaluation.verantwoording.buiten_geldigheid]

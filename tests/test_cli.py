"""The command line as policy staff and researchers see it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import ggzroute
from ggzroute import cli
from ggzroute.cli.screen import print_section
from ggzroute.resources import rules_root

REGION = rules_root() / "holland-rijnland"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Call the command line in an empty folder; gives exit status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ggzroute", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def copy_of_region(folder: Path) -> Path:
    shutil.copytree(REGION, folder / "kopie")
    return folder / "kopie"


def test_without_arguments_the_help_is_shown(run):
    status, out, _ = run()
    assert status == 0
    assert out.startswith("Gebruik: ggzroute [OPTIES] OPDRACHT ...")


@pytest.mark.parametrize(
    "command",
    ["batch", "book", "check", "coverage", "diff", "draw", "evaluate", "explain", "kaart", "packs", "replay", "sample"],
)
def test_help_is_dutch(run, command):
    _, out, _ = run(command, "--help")
    assert out.startswith(f"Gebruik: ggzroute {command}")
    assert "Opties:" in out
    english = {"Usage", "Options", "OPTIONS", "default", "Show"}
    assert not english & set(out.replace(":", " ").replace("[", " ").replace("]", " ").split())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["replai"],
            (
                "De opdracht 'replai' bestaat niet. Bedoelt u 'replay'? "
                "Opdrachten: analyse, batch, book, check, code, coverage, diff, draw, editor, evaluate, explain, "
                "format, interview, kaart, new, packs, render, replay, report, sample, table, traject.\n"
            ),
        ),
        (
            ["replay", "--engin", "x"],
            "De optie '--engin' bestaat niet. Bedoelt u '--engine'? Uitleg: ggzroute replay --help\n",
        ),
        (["evaluate"], "CASUS ontbreekt. Uitleg: ggzroute evaluate --help\n"),
        (
            ["replay", "--engine", "snel"],
            "De waarde van --engine past niet. Toegestaan: direct, durable, both. Uitleg: ggzroute replay --help\n",
        ),
        (
            ["evaluate", "x.yaml", "--on", "2020-02-30"],
            "De waarde van --on past niet. Toegestaan: een datum als 2016-11-24. Uitleg: ggzroute evaluate --help\n",
        ),
        (["evaluate", "weg.yaml"], "weg.yaml: GGZ001 het bestand bestaat niet.\n"),
        (
            ["replay", "hollnd-rijnland"],
            (
                "Het pakket 'hollnd-rijnland' bestaat niet. Bedoelt u 'holland-rijnland'? "
                "Wel: holland-rijnland, landelijk, zuid-limburg.\n"
            ),
        ),
    ],
)
def test_a_wrong_call_is_answered_in_dutch_with_a_remedy(run, arguments, sentence):
    assert run(*arguments) == (2, "", sentence)


def test_replay_shows_every_documented_casus_and_ends_well(run):
    status, out, _ = run("replay")
    assert status == 0
    assert (
        "11 van 11 casussen goed. Uitkomsten gehaald: 76 van 76. Wat niet mocht, bleef weg: 26 van 26. Engine: direct."
        in out
    )
    assert all(
        f"hr-{number}" in out for number in ("1108-1", "1108-2", "1108-3", "1124-1", "1124-2", "1124-3", "1124-4")
    )


def test_replay_of_a_changed_copy_names_the_casus_and_the_outcome(run, tmp_path):
    rule = copy_of_region(tmp_path) / "regels" / "regie.yaml"
    text = rule.read_text(encoding="utf-8")
    assert text.count("- persoon.uitkering: {bevat: participatiewet_bijstand}") >= 1
    rule.write_text(
        text.replace("- persoon.uitkering: {bevat: participatiewet_bijstand}", "- persoon.uitkering: {bevat: wajong}")
    )
    status, out, _ = run("replay", "kopie")
    assert status == 1
    misses = [line for line in out.splitlines() if line.startswith("MIST")]
    assert misses == [
        (
            "MIST hr-1108-3 c3.1: niet gehaald: regie kandidaat wi_leiden en rol consulent "
            "(gevonden: open; uitgesloten zon)"
        )
    ]
    assert "10 van 11 casussen goed." in out


@pytest.mark.parametrize("named", [[], ["holland-rijnland"]], ids=["its own casussen", "the casussen of another pack"])
def test_replay_with_a_changed_pack_names_the_casus_and_the_outcome(run, tmp_path, named):
    rule = copy_of_region(tmp_path) / "regels" / "regie.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("{bevat: participatiewet_bijstand}", "{bevat: wajong}"))
    status, out, _ = run("replay", *named, "--pack", "kopie")
    assert status == 1
    assert [line[:20] for line in out.splitlines() if line.startswith("MIST")] == ["MIST hr-1108-3 c3.1:"]
    assert "10 van 11 casussen goed." in out


def test_replay_as_json_holds_every_outcome_with_its_source(run):
    status, out, _ = run("replay", "holland-rijnland", "--json")
    results = json.loads(out)
    assert status == 0
    assert sum(len(r["uitkomsten"]) for r in results) == 76
    assert all(outcome["bron"] for r in results for outcome in r["uitkomsten"] + r["mag_niet"])


def test_replay_writes_junit_with_a_failure_for_each_miss(run, tmp_path):
    rule = copy_of_region(tmp_path) / "regels" / "regie.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("{bevat: participatiewet_bijstand}", "{bevat: wajong}"))
    run("replay", "kopie", "--junit", "uit.xml")
    suites = ET.parse(tmp_path / "uit.xml").getroot()  # noqa: S314 - a file that was just written here
    failed = {
        (case.get("classname"), case.get("name"))
        for case in suites.iter("testcase")
        if case.find("failure") is not None
    }
    assert len(suites) == 11
    assert ("hr-1108-3", "c3.1 regievoerder_kandidaat") in failed


def test_replay_of_one_file_uses_the_pack_it_lies_in(run):
    status, out, _ = run("replay", str(REGION / "casussen" / "hr-1124-3.casus.yaml"))
    assert status == 0
    assert "1 van 1 casussen goed. Uitkomsten gehaald: 10 van 10." in out


def test_replay_without_casussen_fails(run, tmp_path):
    (tmp_path / "leeg").mkdir()
    assert run("replay", "leeg") == (1, "Er zijn geen gedocumenteerde casussen gevonden.\n", "")


def test_replay_on_both_engines_says_that_they_agree(run):
    pytest.importorskip("durable")
    status, out, _ = run("replay", "--engine", "both")
    assert status == 0
    assert "engines gelijk" in " ".join(out.split())


def test_evaluate_prints_the_reasons_with_rule_and_source(run):
    status, out, _ = run("evaluate", str(REGION / "casussen" / "hr-1108-3.casus.yaml"))
    text = " ".join(out.split())
    assert status == 0
    assert "Voorstel: Werk en Inkomen / gemeente Leiden" in text
    assert "[RG-011, voorkeur; hr2017 §2.1.1 (8-11-2016) casus 3]" in text
    assert "Geen regievoerder: Stichting ZON" in text
    assert "De route wacht bij Q2. Is de vraag eenvoudig of complex? Wie kan antwoorden: wie de vraag ontvangt" in text
    assert text.endswith("Dit is advies; mensen beslissen.")


GATES = """\
id: proef
peildatum: 2018-06-01
feiten:
  toestemming.gevraagd: ja
  toestemming.schriftelijk: ja
  toestemming.doel: MERKTEKEN
  toestemming.ontvanger: team
  toestemming.onderwerpen: [werk_dagbesteding]
  toestemming.inhoud_afgestemd: nee
  toestemming.ingetrokken: nee
  toestemming.blanco: nee
  persoon.werkwens: ja
  persoon.behandelstatus: in_behandeling
  traject.soort: ips
  traject.ips_elementen: {meteen_zoeken: ja, zonder_voortraject: nee}
betrokkenen: [{id: team, soort: wijkteam, betrokken: nu}]
"""


def test_evaluate_prints_the_gates_with_their_reasons_and_the_facts_that_may_go_along(run, tmp_path):
    write(tmp_path, "c.yaml", GATES)
    status, out, _ = run("evaluate", "c.yaml")
    text = " ".join(out.split())
    assert status == 0
    assert (
        "Poorten Mag informatie warm worden overgedragen? AF TE STEMMEN. Geef nog niets door. Stem eerst met de "
        "hulpvrager af wat er nog open is." in text
    )
    assert (
        "- Niet vervuld: Met de hulpvrager is besproken wat er precies wordt doorgegeven. Bespreek met de hulpvrager "
        "precies wat er wordt doorgegeven. [hr2017 §2.1.4 (focusgroep 16-2-2017)] "
        "Stel deze velden voor: persoon.werkwens." in text
    )
    assert "MERKTEKEN" not in out
    write(tmp_path, "c.yaml", GATES.replace("inhoud_afgestemd: nee", "inhoud_afgestemd: ja"))
    text = " ".join(run("evaluate", "c.yaml")[1].split())
    assert "overgedragen? TOEGESTAAN. Het mag, alleen aan deze ontvanger" in text
    assert "Deze velden mogen mee, en niet meer: persoon.werkwens." in text


def test_evaluate_prints_the_interventions_with_who_leads_and_the_checklist(run, tmp_path):
    write(tmp_path, "c.yaml", GATES)
    text = " ".join(run("evaluate", "c.yaml")[1].split())
    assert "Interventies, om samen te kiezen IPS (individuele plaatsing en steun): past, en loopt al." in text
    assert "LET OP: Er wordt eerst een ander traject of een training geëist." in text
    assert "Wie trekt: De GGZ." in text
    assert "Niet alleen: Een gemeente kan IPS niet alleen uitvoeren" in text
    assert "Controlelijst, afwezig (1 van 12): - Er hoeft niet eerst een ander traject of een training te zijn." in text
    assert "Controlelijst, onbekend (8 van 12):" in text
    assert "Controlelijst, aanwezig (3 van 12):" in text
    assert "Past misschien: - Fit4Work. Nog nodig: persoon.multiproblematiek." in text
    assert "Past niet: - Hulp via internet (e-mental health). Niet vervuld: De hulpvrager is er niet voor" in text
    assert "Nog niets over te zeggen: Training in eigen kracht (empowerment)" in text


def test_lines_below_a_line_keep_their_place_on_a_narrow_screen(run, tmp_path, monkeypatch):
    monkeypatch.setattr("ggzroute.cli.screen.PAGE", 80)
    write(tmp_path, "c.yaml", GATES)
    lines = run("evaluate", "c.yaml")[1].splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("     - Niet vervuld: Met de hulpvrager"))
    assert lines[start + 1].startswith("     ")
    assert max(map(len, lines)) <= 80


def test_a_casus_without_anything_about_them_shows_no_gates_and_no_interventions(run, tmp_path):
    write(tmp_path, "c.yaml", "id: x\npeildatum: 2024-05-01\n")
    _, out, _ = run("evaluate", "c.yaml")
    assert "Poorten" not in out
    assert "Interventies" not in out


def test_evaluate_as_json_is_the_evaluation(run):
    status, out, _ = run("evaluate", str(REGION / "casussen" / "hr-1108-3.casus.yaml"), "--json")
    data = json.loads(out)
    assert status == 0
    assert data["casus"] == "hr-1108-3"
    assert [k["wie"] for k in data["regie"]["kandidaten"]] == ["wi_leiden"]


def test_evaluate_takes_the_day_from_the_call(run, tmp_path):
    write(tmp_path, "c.yaml", "id: x\n")
    assert run("evaluate", "c.yaml") == (
        2,
        "",
        "Er is geen peildatum. Zet 'peildatum' in de casus, of geef --on JJJJ-MM-DD.\n",
    )
    status, out, _ = run("evaluate", "c.yaml", "--on", "2024-05-01")
    assert status == 0
    assert "Peildatum 1 mei 2024." in out


def test_evaluate_of_a_broken_casus_shows_all_problems_and_no_value(run, tmp_path):
    write(
        tmp_path,
        "c.yaml",
        "id: x\npeildatum: 2024-05-01\nfeiten:\n"
        "  persoon.verblijf: MERKTEKEN\n  bsn: 999MERKTEKEN\n  persoon.verblif: bij_ouders\n",
    )
    status, out, err = run("evaluate", "c.yaml")
    assert (status, out) == (2, "")
    assert [line.split(" ")[:2] for line in err.splitlines()] == [
        ["c.yaml:4:3:", "GGZ303"],
        ["c.yaml:5:3:", "GGZ310"],
        ["c.yaml:6:3:", "GGZ306"],
    ]
    assert "Bedoelt u 'persoon.verblijf'?" in err
    assert "MERKTEKEN" not in err


def test_check_counts_what_is_right(run):
    status, out, _ = run("check", "holland-rijnland", "--json")
    report = json.loads(out)
    assert status == 0
    assert report["problemen"] == []
    assert report["casussen"] == report["pakketten"][0]["casussen"] > 100
    levels = report["pakketten"][0]["per_niveau"]
    assert list(levels) == ["casus", "organisatie", "regio"]
    assert sum(level["regels"] for level in levels.values()) == report["pakketten"][0]["regels"] > 100


def test_check_of_one_file_shows_only_its_problems(run, tmp_path):
    pack = copy_of_region(tmp_path)
    for name in ("regie", "plan"):
        path = pack / "regels" / f"{name}.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("sterkte: voorkeur", "sterkte: voorkuer", 1), encoding="utf-8"
        )
    status, out, _ = run("check", "kopie/regels/plan.yaml")
    assert status == 1
    assert out.splitlines()[0].startswith("kopie/regels/plan.yaml:")
    assert "GGZ103 'voorkuer' kan hier niet" in out
    assert "Bedoelt u 'voorkeur'?" in out
    assert "regie.yaml" not in out
    assert out.endswith("1 probleem gevonden.\nMeer over een code: ggzroute code GGZ103\n")


def test_check_of_a_missing_path(run):
    assert run("check", "weg") == (
        1,
        "weg: GGZ001 het bestand bestaat niet.\n1 probleem gevonden.\nMeer over een code: ggzroute code GGZ001\n",
        "",
    )


def test_check_knows_a_profile_and_refuses_facts_about_a_person_in_it(run, tmp_path):
    write(tmp_path, "goed.yaml", "id: p\nniveau: organisatie\nfeiten: {organisatie.caseload: 60}\n")
    write(tmp_path, "fout.yaml", "id: p\nniveau: organisatie\nfeiten:\n  persoon.werkwens: ja\n")
    assert run("check", "goed.yaml") == (0, "Goed: 1 casus.\n", "")
    status, out, _ = run("check", "fout.yaml")
    assert status == 1
    assert out.startswith("fout.yaml:4:3: GGZ342 'persoon.werkwens' gaat over een persoon")


def test_packs_lists_what_ships(run):
    status, out, _ = run("packs")
    assert status == 0
    assert [line.split(" ")[0] for line in out.splitlines()] == ["holland-rijnland", "landelijk", "zuid-limburg"]


# ---- the sociale kaart


def test_a_question_to_the_kaart_shows_who_why_where_to_knock_and_how_it_was_read(run):
    status, out, err = run("kaart", "Wie kan een integrale uitvraag doen in Rijnstreek?", "--peildatum", "2018-03-02")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert lines[0] == "Zo is uw vraag gelezen: de rol 'doet de integrale uitvraag'; in Rijnstreek."
    text = " ".join(lines)
    alphen, team, way = (text.index(name) for name in ("Gemeente Alphen", "Sociaal Wijkteam", "Klantcontactcentrum"))
    assert alphen < team < text.index("Niet zeker? Deze wijst de weg") < way
    assert "Loket: Vraag naar de integrale intaker." in text
    assert "Waarom: de rol 'doet de integrale uitvraag'; werkt in Rijnstreek." in text
    assert "Nagekeken op 2017-03-01. VEROUDERD: vraag na of dit nog klopt." in text
    assert "Niet nagekeken in het jaar voor de peildatum: 2 van de 2. Vraag na of het nog klopt." in text


def test_without_a_peildatum_nothing_is_called_old(run):
    _, out, _ = run("kaart", "--rol", "integrale_uitvraag")
    assert "VEROUDERD" not in out
    assert "Geef --peildatum om te zien wat langer dan een jaar niet is nagekeken." in out


def test_who_cannot_take_a_role_stands_apart(run):
    _, out, _ = run("kaart", "--rol", "regievoerder", "--subregio", "Rijnstreek")
    assert out.index("Kan dit niet, volgens de bron") < out.index("Stichting ZON")
    assert "een bron sluit de rol 'regievoerder' uit" in " ".join(out.split())


def test_nothing_found_is_said(run):
    status, out, _ = run("kaart", "ruimtevaart")
    assert (status, out) == (0, "Zo is uw vraag gelezen: woorden: ruimtevaart.\n\nNiets gevonden.\n")


def test_the_kaart_of_one_pack_is_that_pack(run):
    _, out, _ = run("kaart", "schulden", "--pack", "zuid-limburg", "--json")
    assert [found["id"] for found in json.loads(out)["treffers"]] == ["mee"]


def test_the_whole_kaart_shows_what_is_longest_unchecked_first(run):
    _, out, _ = run("kaart", "--peildatum", "2018-03-01")
    assert out.index("nooit !") < out.index("2014-12-01 !") < out.index("2017-03-01  ")
    assert "113 organisaties en 29 functies.\nMet ! is niet nagekeken in het jaar voor 2018-03-01: 39.\n" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--rol", "regievoerdr"], "De rol 'regievoerdr' is niet te vinden. Bedoelt u 'regievoerder'? Kies uit: "),
        (["--soort", "kerk"], "Het soort 'kerk' is niet te vinden. Kies uit: bedrijfsarts, belangenorganisatie, "),
        (["--subregio", "veluwe"], "De subregio 'veluwe' is niet te vinden. Kies uit: "),
        (["--peildatum", "morgen"], "De waarde van --peildatum past niet. Toegestaan: een datum als 2016-11-24. "),
        (["--uit", "x.yaml"], "Deze aanroep klopt niet. Uitleg: ggzroute kaart --help\n"),
        (["--hsds-in", "weg.json"], "weg.json: GGZ001 het bestand bestaat niet.\n"),
    ],
)
def test_a_wrong_question_to_the_kaart_is_answered_in_dutch(run, arguments, sentence):
    status, out, err = run("kaart", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(sentence)


def test_the_kaart_goes_out_as_hsds_and_comes_back_as_a_file_that_check_accepts(run, tmp_path):
    folder = copy_of_region(tmp_path)
    before = ggzroute.load_pack(folder).kaart
    assert run("kaart", "--pack", "kopie", "--hsds-uit", "kaart.json") == (
        0,
        "Geschreven: kaart.json, 89 organisaties en 25 functies.\n",
        "",
    )
    status, out, err = run("kaart", "--hsds-in", "kaart.json", "--uit", "kopie/sociale-kaart.yaml")
    assert (status, out, err) == (0, "Geschreven: kopie/sociale-kaart.yaml, 89 organisaties en 25 functies.\n", "")
    assert run("check", "kopie")[0] == 0
    assert ggzroute.load_pack(folder).kaart == before


def test_hsds_without_a_file_to_write_to_is_shown_and_what_is_left_out_is_told(run, tmp_path):
    run("kaart", "--pack", "landelijk", "--hsds-uit", "kaart.json")
    data = json.loads((tmp_path / "kaart.json").read_text(encoding="utf-8"))
    for organization in data["organizations"]:
        organization["email"] = "proef@voorbeeld.nl"
    write(tmp_path, "kaart.json", json.dumps(data))
    status, out, err = run("kaart", "--hsds-in", "kaart.json")
    assert (status, out.splitlines()[:3]) == (0, ["organisaties:", "  - id: apeldoorn", "    naam: Regio Apeldoorn"])
    first, *_, last = err.splitlines()
    assert first == "organizations[1].email: weggelaten; hier kunnen namen en contactgegevens van mensen staan."
    assert (len(err.splitlines()), last) == (21, "En nog 37 keer iets weggelaten.")
    assert "proef@" not in out + err


def test_an_evaluation_tells_what_is_old_on_the_kaart(run):
    casus = REGION / "casussen" / "hr-1124-1.casus.yaml"
    _, old, _ = run("evaluate", str(casus), "--on", "2018-03-02")
    _, new, _ = run("evaluate", str(casus), "--on", "2018-03-01")
    assert "- Stichting ZON: op de sociale kaart nagekeken op 1 maart 2017." in old
    assert "op de sociale kaart" not in new


def test_text_that_would_steer_a_terminal_is_shown_without_what_steers(capsys):
    print_section("Kop\x1b[31m", ["een\x07 \x9b2Jtwee", "drie\nvier"])
    assert capsys.readouterr().out == "Kop[31m\n  een 2Jtwee\n  drie vier\n\n"


def test_a_casus_is_read_with_the_pack_in_whose_folder_it_lies(run, tmp_path):
    files = {
        "pack.yaml": (
            "pakket: eigen\nnaam: Eigen\nversie: 1.0.0\ngebruikt: [landelijk]\nbronnen: {b: {titel: B, datum: 2023}}\n"
        ),
        "begrippen.yaml": (
            "begrippen:\n  eigen.feit: {type: ja_nee, vraag: Is het zo?, antwoord_door: [ontvanger], gevoelig: nee}\n"
        ),
        "casussen/a.casus.yaml": "id: a\npeildatum: 2024-05-01\nfeiten: {eigen.feit: ja}\n",
    }
    for name, text in files.items():
        (tmp_path / "eigen" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "eigen" / name).write_text(text, encoding="utf-8")
    casus = "eigen/casussen/a.casus.yaml"
    assert run("evaluate", casus)[0] == 0
    assert run("explain", casus, "route")[0] == 0
    assert "GGZ306" in run("evaluate", casus, "--pack", "landelijk")[2]
    assert ggzroute.load_pack(tmp_path / "eigen").bronnen["b"].datum == "2023"

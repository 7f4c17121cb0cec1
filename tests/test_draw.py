"""``ggzroute draw``: pictures from the command line."""

from __future__ import annotations

import io
import json
import sys
from importlib.metadata import EntryPoint
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from ggzroute import cli
from ggzroute.cli.drawing import DRAWERS
from ggzroute.cli.picturing import PICTURES
from ggzroute.domain.route import Route
from ggzroute.resources import rules_root

CASUS = rules_root() / "holland-rijnland" / "casussen" / "hr-1124-3.casus.yaml"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Call ``ggzroute draw`` in an empty folder; gives exit status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ggzroute", "draw", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


def test_what_can_be_asked_is_what_can_be_drawn():
    assert list(DRAWERS) == list(PICTURES)


def test_without_more_the_kringen_are_drawn(run):
    status, out, err = run(str(CASUS))
    assert (status, err) == (0, "")
    assert out == run(str(CASUS), "--wat", "kringen", "--breedte", "1120")[1]
    root = ET.fromstring(out)  # noqa: S314 - our own
    assert root[0].text == "Hulpvrager en omgeving, casus hr-1124-3"


def test_the_workflow_is_drawn_with_the_route_of_the_casus(run):
    root = ET.fromstring(run(str(CASUS), "--wat", "stroom")[1])  # noqa: S314 - our own
    assert root[0].text == "Stroomschema Route samenwerking arbeidsparticipatie"
    assert root[1].text.startswith("De route wacht bij: ")
    other = ET.fromstring(run(str(CASUS), "--wat", "stroom", "--workflow", "werkwijzer")[1])  # noqa: S314 - our own
    assert other[0].text == "Stroomschema Fasen van de werkwijzer re-integratie"


def test_narrow_pictures_are_as_wide_as_was_asked(run):
    for what in ("kringen", "stroom"):
        root = ET.fromstring(run(str(CASUS), "--wat", what, "--breedte", "360")[1])  # noqa: S314 - our own
        assert root.attrib["width"] == "360"


def test_the_rest_is_text_for_other_programs(run):
    assert run(str(CASUS), "--wat", "mermaid")[1].startswith("flowchart TD\n  accTitle: Route samenwerking")
    graph = nx.read_graphml(io.BytesIO(run(str(CASUS), "--wat", "graphml")[1].encode()))
    data = json.loads(run(str(CASUS), "--wat", "json")[1])
    assert len(graph) == len(data["nodes"]) == 11
    assert data["peildatum"] == "2016-11-24"
    assert json.loads(run(str(CASUS), "--wat", "json", "--on", "2017-01-02")[1])["peildatum"] == "2017-01-02"


def test_with_out_it_goes_to_a_file(run, tmp_path):
    assert run(str(CASUS), "--out", "plaatje.svg") == (0, "", "")
    assert (tmp_path / "plaatje.svg").read_bytes().decode() == run(str(CASUS))[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--wat", "foto"],
            (
                "De waarde van --wat past niet. Toegestaan: kringen, stroom, mermaid, graphml, json. "
                "Uitleg: ggzroute draw --help\n"
            ),
        ),
        (
            ["--breedte", "100"],
            (
                "De waarde van --breedte past niet. Toegestaan: een heel getal vanaf 280 tot en met 4000. "
                "Uitleg: ggzroute draw --help\n"
            ),
        ),
        (
            ["--wat", "stroom", "--workflow", "werkwijze"],
            (
                "De workflow 'werkwijze' bestaat niet. Bedoelt u 'werkwijzer'? "
                "Wel: route-arbeidsparticipatie, werkwijzer.\n"
            ),
        ),
    ],
)
def test_a_wrong_call_is_answered_in_dutch(run, arguments, sentence):
    assert run(str(CASUS), *arguments) == (2, "", sentence)


class Program:
    """A workflow that is a program."""

    naam = "programma"
    versie = "1"

    def walk(self, _facts, _vocabulary):
        return Route(workflow=self.naam, versie=self.versie, stappen=())


def test_a_workflow_that_is_a_program_has_no_picture(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "programma", type(sys)("programma"))
    sys.modules["programma"].workflow = Program
    point = EntryPoint(name="programma", value="programma:workflow", group="ggzroute.workflows")
    monkeypatch.setattr("ggzroute.registry.entry_points", lambda group: [point] if group == point.group else [])
    assert run(str(CASUS), "--wat", "kringen", "--workflow", "programma")[0] == 0
    assert run(str(CASUS), "--wat", "stroom", "--workflow", "programma") == (
        2,
        "",
        "De workflow 'programma' bestaat niet. Wel: route-arbeidsparticipatie, werkwijzer.\n",
    )

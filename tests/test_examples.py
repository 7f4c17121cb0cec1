"""The examples run as they stand, and print what they promise."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import ggzroute
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.replay.running import replay

EXAMPLES = Path(__file__).parents[1] / "examples"

EXPECTED = {
    "embed.py": [
        "route: START > Q1 > A1 > Q2 > Q5 > A5 | waits at A5",
        "regie: open",
        "first question: Is er nu direct gevaar voor de hulpvrager of voor anderen?",
    ],
    "map_case_system.py": [
        "contacts: ['swt', 'wi_leiden']",
        "nobody is appointed: open ['zon']",
        "refused: 8 problems; by name: ['dossiernummer', 'naam', 'woonplaats']",
    ],
    "own_pack.py": [
        "EP-001 voorkeur - Bel de hulpvrager binnen twee dagen terug.",
        "EP-001 Bel binnen twee dagen terug als iemand zelf om hulp vraagt: geldt",
        "- waar: vraag.vrager is een van gezamenlijk, persoon_zelf",
        "- waar: persoon.contactstatus is bereikbaar",
        "Bron: werkafspraak artikel 2",
    ],
}


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_an_example_prints_what_it_promises(name, capsys):
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    assert capsys.readouterr().out.splitlines() == EXPECTED[name]


def test_the_casus_of_the_example_pack_replays():
    pack = ggzroute.load_pack(EXAMPLES / "eigen-pakket")
    assert [replay(fixture, pack).gehaald for fixture in fixtures_of(pack)] == [True]

"""The examples run as they stand, and print what they promise."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import ggzroute
from ggzroute.profile import evaluate_profile, load_profile
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
        (
            "gone: DG-005 landelijk - "
            "Vraag een arbeidsdeskundige om af te wegen welk soort werk past bij wat de hulpvrager aankan."
        ),
        "new: DG-005 proefregio - Vraag het regionale spreekuur mee te denken over wat de hulpvrager aankan.",
        "new: PROEF-001 proefregio - Bel de hulpvrager binnen twee dagen terug.",
        "PROEF-001 Bel binnen twee dagen terug als iemand zelf om hulp vraagt: geldt",
        "- waar: vraag.vrager is een van gezamenlijk, persoon_zelf",
        "- waar: persoon.contactstatus is bereikbaar",
        "Bron: proef2024 artikel 2",
    ],
}


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_an_example_prints_what_it_promises(name, capsys):
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    assert capsys.readouterr().out.splitlines() == EXPECTED[name]


def test_the_casus_of_the_example_pack_replays():
    pack = ggzroute.load_pack(EXAMPLES / "proefregio")
    assert [replay(fixture, pack).gehaald for fixture in fixtures_of(pack)] == [True]


PROFILES = {
    "verzonnen-gemeente": ("holland-rijnland", "organisatie"),
    "verzonnen-ggz-instelling": ("zuid-limburg", "organisatie"),
    "verzonnen-regio": ("holland-rijnland", "regio"),
}


@pytest.mark.parametrize("name", sorted(path.name.split(".")[0] for path in (EXAMPLES / "profielen").glob("*.yaml")))
def test_a_made_up_profile_gives_signals_with_their_source(name):
    region, niveau = PROFILES[name]
    pack = ggzroute.load_pack(region)
    found = evaluate_profile(
        load_profile(EXAMPLES / "profielen" / f"{name}.profiel.yaml", vocabulary=pack.vocabulary), pack
    )
    assert found.niveau == niveau
    assert found.signalen
    assert all(signal.gezag.bron for signal in found.signalen)
    assert {pack.rule(signal.gezag.regel).niveau for signal in found.signalen} == {niveau}

"""Writes ``reference/codes.md``: a part for every code, from ``codes.yaml`` and what ggzroute says of its examples.

Run it after a change of a code or a sentence: ``python docs/codes.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "codes.md"
sys.path.insert(0, str(ROOT / "tests"))

from code_examples import told  # noqa: E402 - stands beside the tests that carry the examples out
from ggzroute.cli.coding import place_of  # noqa: E402
from ggzroute.codes import Uitleg, explained  # noqa: E402

HEAD = """\
# Alle codes

Elk probleem dat ggzroute meldt, heeft een code. De zin kan veranderen, de code niet. Bij elke code staat een voorbeeld
met de fout, wat ggzroute daarover zegt, en hetzelfde voorbeeld zonder de fout. De voorbeelden zijn delen van een klein
verzonnen pakket. In een venster krijgt u hetzelfde met `ggzroute code GGZ121`.

<!-- Gemaakt met docs/codes.py uit src/ggzroute/codes.yaml. Verander deze bladzijde niet met de hand. -->
"""
GROUPS = {
    "GGZ0": "Bestanden",
    "GGZ10": "De vorm van een bestand",
    "GGZ11": "Voorwaarden en conclusies",
    "GGZ15": "Workflows",
    "GGZ17": "Pakketten die op elkaar bouwen",
    "GGZ18": "De sociale kaart",
    "GGZ19": "De inhoud van regels en conflicten",
    "GGZ20": "Begrippen",
    "GGZ21": "Beslistabellen",
    "GGZ22": "Poorten en interventies",
    "GGZ23": "De regierang",
    "GGZ24": "Rekenbladen",
    "GGZ25": "Bevindingen",
    "GGZ30": "Casussen",
    "GGZ32": "Het netwerk van een casus",
    "GGZ34": "Profielen",
    "GGZ35": "Bestanden met veel casussen",
    "GGZ40": "Wat van een casus verwacht wordt",
    "GGZ5": "Trajecten",
}


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    for code, entry in explained().items():
        group = next((title for start, title in GROUPS.items() if code == start.ljust(6, "0")), None)
        if group or code == "GGZ001":
            yield f"\n## {group or GROUPS['GGZ0']}\n"
        yield from _part(entry)


def _part(entry: Uitleg) -> Iterator[str]:
    yield f"\n### {entry.code}\n\n{entry.wat} {entry.doe}\n"
    if entry.zonder:
        yield f"\nHier staat geen voorbeeld bij. {entry.zonder}\n"
        return
    sentences = [str(problem) for problem in told(entry, entry.fout) if problem.code == entry.code]
    yield f"\nFout, in {place_of(entry)}:\n\n```text\n{entry.fout}```\n"
    yield f"\n```text\n{sentences[0]}\n```\n"
    yield f"\nGoed:\n\n```text\n{entry.goed}```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

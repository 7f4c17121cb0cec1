"""``ggzroute code``: what a code of a problem means, what to do, and an example."""

from __future__ import annotations

import textwrap
from typing import Final

import click

from ggzroute.codes import Uitleg, explained

PLACES: Final = {
    "regel": "een regel",
    "begrip": "begrippen.yaml",
    "casus": "een casus",
    "heel": "een casus of profiel",
    "verwacht": "een casus van een pakket",
    "gebeurtenis": "een gebeurtenis van een traject",
}
"""How people call what an example is a piece of; else that is a file of the pack."""


def explain_code(code: str) -> int:
    """Print what there is to say about a code."""
    entry = explained().get(code.strip().upper())
    if entry is None:
        click.echo(f"De code {code} bestaat niet. Een code is GGZ met drie cijfers.", err=True)
        return 2
    click.echo(f"{entry.code}: {entry.wat}")
    click.echo(entry.doe)
    for title, text in _example(entry):
        click.echo(f"\n{title}\n{textwrap.indent(text.rstrip(), '    ')}")
    return 0


def place_of(entry: Uitleg) -> str:
    """What the example is a piece of, as people call it."""
    return PLACES.get(entry.waar.removeprefix("regio/"), entry.waar.removeprefix("regio/"))


def _example(entry: Uitleg) -> list[tuple[str, str]]:
    if entry.zonder:
        return []
    return [(f"Fout, in {place_of(entry)}:", entry.fout), ("Goed:", entry.goed)]

"""``ggzroute code``: what a code of a problem means, what to do, and an example."""

from __future__ import annotations

import textwrap
from typing import Final

from rich.console import Console

from ggzroute.cli.screen import error_console, output
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
        _print_line(error_console(), f"De code {code} bestaat niet. Een code is GGZ met drie cijfers.")
        return 2
    console = output()
    _print_line(console, f"{entry.code}: {entry.wat}")
    _print_line(console, entry.doe)
    for title, text in _example(entry):
        _print_line(console, f"\n{title}\n{textwrap.indent(text.rstrip(), '    ')}")
    return 0


def place_of(entry: Uitleg) -> str:
    """What the example is a piece of, as people call it."""
    return PLACES.get(entry.waar.removeprefix("regio/"), entry.waar.removeprefix("regio/"))


def _example(entry: Uitleg) -> list[tuple[str, str]]:
    if entry.zonder:
        return []
    return [(f"Fout, in {place_of(entry)}:", entry.fout), ("Goed:", entry.goed)]


def _print_line(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)

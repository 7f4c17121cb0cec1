"""Where the command line writes to. Rich is loaded for what needs a table, a bar or a colour, not for plain text."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import click

from ggzroute.verslag.tekst import wrapped

if TYPE_CHECKING:
    from rich.console import Console

PAGE = 132
"""Columns of a table when the output is no terminal."""
_CONTROLS: Final = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)])
"""Characters that steer a terminal instead of showing something."""


def output() -> Console:
    """Standard output: as wide as the terminal, and a fixed width in a file or pipe."""
    from rich.console import Console  # noqa: PLC0415 - takes long to load

    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else PAGE, highlight=False)


def error_console() -> Console:
    """Standard error."""
    from rich.console import Console  # noqa: PLC0415 - takes long to load

    return Console(file=sys.stderr, highlight=False)


def print_line(text: str, *, bold: bool = False, dim: bool = False) -> None:
    """A line of plain text on standard output. What does not fit goes on under where the text began."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PAGE
    click.secho(wrapped(text.translate(_CONTROLS), width), bold=bold or None, dim=dim or None)


def print_section(heading: str, lines: Iterable[str]) -> None:
    """A heading with lines below it, and an empty line."""
    print_line(heading, bold=True)
    for line in lines:
        print_line(f"  {line}")
    click.echo()


def thousands(number: int) -> str:
    """A number as the Dutch write it: ``1.000.000``."""
    return f"{number:,}".replace(",", ".")


def print_json(data: Any) -> None:
    """Data for programs, on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

"""Where the command line writes to."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from ggzroute.verslag.tekst import wrapped

PAGE = 132
"""Columns of a table when the output is no terminal."""


def output() -> Console:
    """Standard output: as wide as the terminal, and a fixed width in a file or pipe."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else PAGE, highlight=False)


def error_console() -> Console:
    """Standard error."""
    return Console(file=sys.stderr, highlight=False)


def print_section(console: Console, heading: str, lines: Iterable[str]) -> None:
    """A heading with lines below it. What does not fit on a line goes on under where its text began."""
    below = "".join(f"{wrapped(f'  {line}', console.width)}\n" for line in lines)
    console.print(Text.assemble((f"{heading}\n", "bold"), below))


def thousands(number: int) -> str:
    """A number as the Dutch write it: ``1.000.000``."""
    return f"{number:,}".replace(",", ".")


def print_json(data: Any) -> None:
    """Data for programs, on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

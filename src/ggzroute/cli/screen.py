"""Where the command line writes to."""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Iterable
from typing import Any, Final

from rich.console import Console
from rich.text import Text

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
    console.print(Text(heading, style="bold"))
    for line in lines:
        console.print(Text(wrapped(f"  {line}", console.width)))
    console.print()


_START: Final = re.compile(r" *(?:- |\d+\. )?")


def wrapped(line: str, width: int) -> str:
    """A line as one or more, of which the later ones begin under where its text began."""
    found = _START.match(line)
    indent = " " * (found.end() if found else 0)
    return textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def thousands(number: int) -> str:
    """A number as the Dutch write it: ``1.000.000``."""
    return f"{number:,}".replace(",", ".")


def print_json(data: Any) -> None:
    """Data for programs, on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

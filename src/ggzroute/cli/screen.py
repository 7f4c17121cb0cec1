"""Where the command line writes to."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console

PAGE = 132
"""Columns of a table when the output is no terminal."""


def output() -> Console:
    """Standard output: as wide as the terminal, and a fixed width in a file or pipe."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else PAGE, highlight=False)


def error_console() -> Console:
    """Standard error."""
    return Console(file=sys.stderr, highlight=False)


def print_json(data: Any) -> None:
    """Data for programs, on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

"""The line that a problem is about, with a mark under the place. Only of rule files: a casus is never shown."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from ggzroute.problems import Problem
from ggzroute.registry import is_pack
from ggzroute.rules.files import casus_id

_BEFORE: Final = 60
_AFTER: Final = 40
_MORE: Final = "…"
_FOLDERS: Final = ("regels", "tabellen", "workflows")
_SUFFIXES: Final = (".yaml", ".yml")


def excerpt(problem: Problem) -> str:
    """Two lines: the text at the problem, and a ``^`` under its column; empty where nothing may or can be shown.

    A line of a casus or traject holds what somebody told, so only files that are known to hold rules are opened.
    Characters that cannot be seen are shown as ``·``; a tab as ``→``; a long line is cut around the place.
    """
    if problem.bestand is None or problem.regel is None or not is_rule_file(Path(problem.bestand)):
        return ""
    line = _line(Path(problem.bestand), problem.regel)
    if line is None:
        return ""
    column = min(problem.kolom or 1, len(line) + 1) - 1
    start, end = max(0, column - _BEFORE), column + _AFTER
    head, tail = _MORE if start else "", _MORE if end < len(line) else ""
    shown = head + "".join(map(_visible, line[start:end])) + tail
    number = f"{problem.regel:>6} | "
    return f"{number}{shown}\n{' ' * (len(number) - 2)}| {' ' * (len(head) + _width(line[start:column]))}^"


def with_excerpt(problem: Problem) -> str:
    """The problem as people read it: its sentence, and under it the line that it is about where that may be shown."""
    lines = excerpt(problem)
    return f"{problem}\n{lines}" if lines else str(problem)


def is_rule_file(path: Path) -> bool:
    """Whether a file is a part of a pack that holds no casus: at its top, or in a folder with rules."""
    place = path.resolve()
    home = next((parent for parent in place.parents if is_pack(parent)), None)
    if home is None or place.suffix not in _SUFFIXES or casus_id(place.name):
        return False
    folders = place.relative_to(home).parts[:-1]
    return not folders or folders[0] in _FOLDERS


def _line(path: Path, number: int) -> str | None:
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[number - 1] if number <= len(lines) else None


def _visible(character: str) -> str:
    if character == "\t":
        return "→"
    return "·" if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") else character


def _width(text: str) -> int:
    """Columns of a terminal: a wide character takes two, a combining one none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1 for c in text
    )

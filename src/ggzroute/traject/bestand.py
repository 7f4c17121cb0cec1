"""The lines of a traject in a file: read as one document that knows the line of every event."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import Any, Final

from ggzroute.documents import Document, is_utf16
from ggzroute.exceptions import TrajectError
from ggzroute.problems import Problem
from ggzroute.traject.vorm import EVENTS

REST: Final = ".rest"
"""What is added to the name of the file in which torn bytes are kept."""
_SAVE: Final = "Sla het op als UTF-8"


def file_problem(code: str, wat: str, name: str, line: int | None = None, *, herstel: str = "") -> Problem:
    """A problem at a line of the file, or of the file as a whole."""
    return Problem(code=code, wat=wat, bestand=name or None, regel=line, herstel=herstel)


def read_lines(raw: bytes, name: str) -> tuple[Document, list[Problem], frozenset[int]]:
    """The lines as one document; what cannot be read is told and left out.

    Args:
        raw: content of the file.
        name: name of the file, for messages.

    Returns:
        The document, problems, and the places of events that could not be read.

    Raises:
        TrajectError: there is no head, so that nothing else can be read.
    """
    if is_utf16(raw):
        raise TrajectError([file_problem("GGZ003", "het bestand is opgeslagen als UTF-16", name, 1, herstel=_SAVE)])
    if raw.startswith(BOM_UTF8):
        wat = "het bestand begint met een onzichtbaar teken (BOM)"
        raise TrajectError([file_problem("GGZ003", wat, name, 1, herstel=f"{_SAVE}, zonder BOM")])
    torn = torn_end(raw)
    problems = [torn_problem(raw, torn, name)] if torn else []
    rows = split_rows(raw[: len(raw) - len(torn)])
    if not rows and not torn:
        problems = [file_problem("GGZ500", "dit bestand is leeg", name, herstel="Begin een nieuw traject")]
    if not any(row for _, row in rows):
        wat = "dit is geen traject, of de kop op de eerste regel is beschadigd"
        problems += [file_problem("GGZ500", wat, name, rows[0][0])] if rows else []
        raise TrajectError(problems)
    for line, row in rows:
        if row is None:
            wat = "deze regel is beschadigd, en niet te lezen als JSON"
            herstel = "Zet een kopie terug waar zij nog goed in staat"
            problems.append(file_problem("GGZ501", wat, name, line, herstel=herstel))
    if rows[0][1] is None:
        raise TrajectError(problems)
    head = rows[0][0]
    place = (head, 1, {EVENTS: (head, 1, [(line, 1, None) for line, _ in rows[1:]])})
    unreadable = frozenset(n for n, (_, row) in enumerate(rows[1:]) if row is None)
    data = {**rows[0][1], EVENTS: [row for _, row in rows[1:]]}
    return Document(data=data, name=name, place=place), problems, unreadable


def split_rows(raw: bytes) -> list[tuple[int, dict[str, Any] | None]]:
    """Each line that is not empty: its number, and its content or ``None`` when that is no JSON object."""
    texts = enumerate(raw.split(b"\n"), start=1)
    return [(line, _row(text)) for line, text in texts if text.strip()]


def torn_end(raw: bytes) -> bytes:
    """The bytes of a last line that was not written to its end.

    A whole line without its line end is not torn: no part of a JSON object is itself one.
    """
    last = raw[raw.rfind(b"\n") + 1 :]
    return b"" if not last.strip() or _row(last) is not None else last


def torn_problem(raw: bytes, torn: bytes, name: str) -> Problem:
    """Tells of a torn last line, and how to go on."""
    line = raw.count(b"\n", 0, len(raw) - len(torn)) + 1
    wat = "de laatste regel is afgebroken: het schrijven is niet afgemaakt"
    herstel = f"Doe 'ggzroute traject' met --herstel; het afgebroken deel gaat naar {REST}"
    return file_problem("GGZ502", wat, name, line, herstel=herstel)


def _row(text: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(text.decode("utf-8"), object_pairs_hook=_no_doubles, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _no_constant(_: str) -> Any:
    raise ValueError

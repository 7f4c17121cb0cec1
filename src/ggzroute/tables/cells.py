"""What a cell says, as the rule language says it: one value, several, a range, a comparison, or anything."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Mapping, Sequence
from typing import Any, Final

from ggzroute.vocabulary import SETS, Soort, Type

ANY: Final = ("", "-")
YES: Final = {"ja": "ja", "nee": "nee", "waar": "ja", "onwaar": "nee", "true": "ja", "false": "nee"}

_TYPED: Final = str.maketrans(
    {
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2018": "'",
        "\u2019": "'",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2026": "...",
        "\u2265": ">=",
        "\u2264": "<=",
        "\u00a0": " ",
    }
)
"""What a word processor or spreadsheet makes of plain signs."""
_PART: Final = re.compile(r'\s*("[^"]*"|[^,"]+)\s*(?:,|\Z)')
_COMPARISON: Final = re.compile(r"(>=|<=|=>|=<|>|<|=)\s*(.+)\Z")
_RANGE: Final = re.compile(r"([\[(\]])?\s*(.+?)\s*\.{2,3}\s*(.+?)\s*([\])\[])?\Z")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,12}(?:[.,]0+)?\Z")
_DUTCH_DAY: Final = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4}|[0-9]{2})\Z")
_LAST_SHORT_YEAR: Final = 29
"""A year of two figures is 2000 up to and including 2029, and after that 1930: as LibreOffice and Excel read it."""
_DECIMAL: Final = re.compile(r"[+-]?[0-9]+,[0-9]+\Z")
_RELATIVE: Final = re.compile(r"peildatum(?:\s*([+-])\s*([0-9]{1,6})(?:\s*dagen)?)?\Z")

_HINTS: Final[Mapping[Soort, str]] = {
    Soort.GETAL: "3, 3..5, >= 3, < 3, of meer hiervan met komma's ertussen",
    Soort.DATUM: "2016-11-24, 2016-01-01..2016-12-31, < peildatum, >= peildatum - 30",
}
_SET_WORDS: Final = (
    ("alle van ", "bevat_alle"),
    ("geen van ", "bevat_geen_van"),
    ("een van ", "bevat_een_van"),
    ("bevat ", "bevat_een_van"),
)


class CellError(Exception):
    """A cell that cannot be read: what is wrong, and what is accepted."""

    def __init__(self, wat: str, toegestaan: str = "") -> None:
        super().__init__(wat)
        self.wat = wat
        self.toegestaan = toegestaan


def typed(text: str) -> str:
    """The text of a cell with plain signs, as it would be typed in a plain editor."""
    return text.translate(_TYPED).strip()


def iso_day(text: str) -> str:
    """A day as spreadsheets write it in Dutch (``24-11-2016``, ``24-11-16``) as ``2016-11-24``; else the text."""
    match = _DUTCH_DAY.match(typed(text))
    if match is None:
        return text
    day, month, year = match.groups()
    if len(year) == len("16"):
        year = f"{20 if int(year) <= _LAST_SHORT_YEAR else 19}{year}"
    return f"{year}-{int(month):02}-{int(day):02}"


def split(text: str) -> list[str]:
    """The parts between commas; a part between quotation marks may hold a comma.

    Raises:
        CellError: a part is missing, or a quotation mark is not closed.
    """
    parts, place = [], 0
    while place < len(text):
        match = _PART.match(text, place)
        if match is None or not match[1].strip():
            raise CellError("tussen de komma's ontbreekt iets, of een aanhalingsteken is niet gesloten")
        part = match[1].strip()
        parts.append(part[1:-1] if part.startswith('"') else part)
        place = match.end()
    if not parts or text.rstrip().endswith(","):
        raise CellError("tussen de komma's ontbreekt iets, of een aanhalingsteken is niet gesloten")
    return parts


def condition_of(text: str, feit: str, kind: Type) -> dict[str, Any] | None:
    """The line under ``als`` that a cell stands for; ``None`` when anything will do.

    Args:
        text: the cell.
        feit: what the column looks at, as the rule language writes it.
        kind: type of the value.

    Raises:
        CellError: the cell cannot be read.
    """
    cell = typed(text)
    word = cell.lower()
    if cell in ANY:
        return None
    if word in ("bekend", "onbekend"):
        return {feit: {"bekend": "ja" if word == "bekend" else "nee"}}
    countable = kind.soort in SETS or kind.soort in (Soort.TABEL, Soort.RECORDS)
    if countable and word in ("leeg", "niet leeg"):
        return {feit: {"leeg": "ja" if word == "leeg" else "nee"}}
    if word == "niet" or word.startswith(("niet ", "niet(")):
        inside = cell[4:].strip()
        if inside.startswith("(") and inside.endswith(")"):
            inside = inside[1:-1]
        part = condition_of(inside, feit, kind)
        if part is None:
            raise CellError("achter 'niet' ontbreekt een waarde", "niet ja, niet 3..5")
        return {"niet": part}
    if kind.soort in (Soort.TABEL, Soort.RECORDS, Soort.RECORD):
        raise CellError("hier kan geen waarde staan", "bekend, onbekend" + (", leeg, niet leeg" if countable else ""))
    if kind.soort in SETS:
        return {feit: _on_set(cell, kind)}
    return _either(cell, feit, kind)


def _on_set(cell: str, kind: Type) -> dict[str, Any]:
    for word, operator in _SET_WORDS:
        if cell.lower().startswith(word):
            return {operator: [_literal(part, kind) for part in split(cell[len(word) :])]}
    return {"bevat_een_van": [_literal(part, kind) for part in split(cell)]}


def _either(cell: str, feit: str, kind: Type) -> dict[str, Any]:
    """Values together in one line; with comparisons beside them, any of these."""
    if kind.soort is Soort.GETAL and _DECIMAL.match(cell):
        raise CellError("dit kan een kommagetal zijn", "3, 5 met een spatie voor 3 of 5, of een heel getal")
    values: list[Any] = []
    lines: list[dict[str, Any]] = []
    for part in split(cell):
        if kind.soort is Soort.GETAL:
            found = _number_test(part)
        elif kind.soort is Soort.DATUM:
            found = _day_test(part)
        else:
            found = _literal(part, kind)
        if isinstance(found, dict):
            lines.append({feit: found})
        else:
            values.append(found)
    if values:
        lines.insert(0, {feit: values if len(values) > 1 else values[0]})
    return lines[0] if len(lines) == 1 else {"een_van_deze": lines}


def _literal(part: str, kind: Type) -> Any:
    if kind.soort is Soort.JA_NEE:
        return YES.get(part.lower(), part)
    if kind.soort in (Soort.DATUM, Soort.DATUMS):
        return _day(part)
    if kind.soort is Soort.GETAL:
        return _number(part)
    return _code(part, kind.waarden) if kind.soort in (Soort.KEUZE, Soort.KEUZES) else part


def _code(part: str, known: Container[str]) -> str:
    """A code as it is known: a spreadsheet may have made a capital of the first letter, or ``WAAR`` of ``ja``."""
    low = part.lower()
    return next((code for code in (part, low, YES.get(low, "")) if code in known), part)


def _number(text: str) -> int:
    if not _NUMBER.match(text):
        raise CellError("dit is geen heel getal", _HINTS[Soort.GETAL])
    return int(re.split("[.,]", text)[0])


def _day(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(iso_day(text), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise CellError("dit is geen datum", _HINTS[Soort.DATUM]) from None


def _bounds(part: str) -> tuple[tuple[str, bool] | None, tuple[str, bool] | None] | None:
    """Lowest and highest of a range or comparison, each with whether it counts itself; ``None`` for a value."""
    if match := _COMPARISON.match(part):
        sign, bound = match[1].replace("=>", ">=").replace("=<", "<="), match[2].strip()
        if sign == "=":
            return (bound, True), (bound, True)
        edge = (bound, "=" in sign)
        return (edge, None) if sign[0] == ">" else (None, edge)
    if match := _RANGE.match(part):
        return (match[2], match[1] not in ("(", "]")), (match[3], match[4] not in (")", "["))
    return None


def _number_test(part: str) -> Any:
    bounds = _bounds(part)
    if bounds is None:
        return _number(part)
    low = _number(bounds[0][0]) + (not bounds[0][1]) if bounds[0] else None
    high = _number(bounds[1][0]) - (not bounds[1][1]) if bounds[1] else None
    if low is not None and high is not None:
        if low > high:
            raise CellError("dit bereik is leeg", "het laagste getal eerst, zoals 3..5")
        return low if low == high else {"tussen": [low, high]}
    return {"minstens": low} if low is not None else {"hoogstens": high}


def _day_test(part: str) -> Any:
    bounds = _bounds(part)
    if bounds is None and not _RELATIVE.match(part):
        return _day(part)
    low, high = bounds or ((part, True), (part, True))
    test: dict[str, Any] = {}
    if low:
        test |= _from(low[0], included=low[1])
    if high:
        test |= _until(high[0], included=high[1])
    return test


def _days_after(text: str) -> int | None:
    """How many days after the peildatum; ``None`` when the day is fixed."""
    match = _RELATIVE.match(text)
    if match is None:
        return None
    return int(f"{match[1]}{match[2]}") if match[1] else 0


def _from(text: str, *, included: bool) -> dict[str, Any]:
    days = _days_after(text)
    if days is None:
        return {"na": _day(text) - dt.timedelta(days=int(included))}
    return {"over_meer_dan_dagen": days - included}


def _until(text: str, *, included: bool) -> dict[str, Any]:
    days = _days_after(text)
    if days is None:
        return {"voor": _day(text) + dt.timedelta(days=int(included))}
    return {"dagen_geleden": -days + (not included)}


def outcome_of(text: str, kind: Type) -> Any:
    """The value under ``leid_af`` that a cell stands for.

    Raises:
        CellError: the cell cannot be read.
    """
    cell = typed(text)
    if kind.soort in (Soort.TABEL, Soort.RECORD, Soort.RECORDS):
        raise CellError("een tabel kan dit feit niet afleiden", "een feit met een waarde of een lijst met keuzes")
    parts: Sequence[Any] = [_literal(part, kind) for part in split(cell)]
    if kind.soort in SETS:
        return list(parts)
    if len(parts) > 1:
        raise CellError("hier staat meer dan een waarde", "een waarde, of tekst tussen aanhalingstekens")
    return parts[0]

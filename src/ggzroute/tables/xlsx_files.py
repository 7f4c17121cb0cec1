"""A raster in an ``.xlsx`` file: the only door to openpyxl. Formulas, macros and bombs are refused, never run.

The table stands on the first sheet that can be seen. Cells that only have a colour or a border are not there, and cells
may be merged above the table, where people put titles.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ggzroute.documents import MAX_BYTES
from ggzroute.exceptions import DocumentError, ExtraMissingError
from ggzroute.problems import Problem
from ggzroute.tables.model import Beslistabel
from ggzroute.tables.raster import MAX_COLUMNS, MAX_ROWS, Raster, column_number, letters, starts_table, to_raster

MAX_UNPACKED: Final = 64_000_000
MAX_PARTS: Final = 200
_WIDTH: Final = 24
_TEXT: Final = "@"
_BAD_XML: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref\s*=\s*[\"']([^\"']*)")
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?\Z")
_MAX_MERGED: Final = 10_000
_SPLIT: Final = "Splits samengevoegde cellen"
_FORMAT: Final = "Sla het bestand op als Excel 2007-365 (.xlsx)"


def read_xlsx(raw: bytes, name: str) -> tuple[Raster, str]:
    """The cells of the first sheet, with their comments, and the name of the sheet.

    Raises:
        DocumentError: too large, unsafe, no ``.xlsx``, or with formulas.
        ExtraMissingError: openpyxl is not installed.
    """
    _check_archive(raw, name)
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise ExtraMissingError(what="openpyxl", extra="tabellen") from None
    try:
        book = load_workbook(io.BytesIO(raw), data_only=False, keep_vba=False, keep_links=False)
        sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), book.worksheets[0])
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its parts raise on a broken file
        raise _refuse(name, "GGZ240", "dit is geen leesbaar xlsx-bestand", herstel=_FORMAT) from None
    filled = _filled(sheet)
    rows, columns = (max((cell[n] for cell in filled), default=1) for n in (0, 1))
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise _refuse(name, "GGZ240", "dit blad is te groot", toegestaan=f"{MAX_ROWS} rijen, {MAX_COLUMNS} kolommen")
    problems = [*_unfit(filled, sheet.title, name), *_merged(filled, sheet, name)]
    if problems:
        raise DocumentError(problems)
    lines = [[""] * columns for _ in range(rows)]
    comments: dict[tuple[int, int], str] = {}
    for (row, column), cell in filled.items():
        lines[row - 1][column - 1] = _text(cell.value)
        if cell.comment is not None and (text := _text(cell.comment.text)):
            comments[(row, column)] = text
    return Raster(lines=lines, comments=comments), str(sheet.title)


def _filled(sheet: Any) -> dict[tuple[int, int], Any]:
    """The cells that hold something, by row and column. A colour or a border is nothing."""
    cells = sheet._cells.values()  # noqa: SLF001 - every public way makes the cells between, up to the last that is there
    kept = (cell for cell in cells if cell.value is not None or getattr(cell, "comment", None) is not None)
    return {(cell.row, cell.column): cell for cell in sorted(kept, key=lambda cell: (cell.row, cell.column))}


def _check_archive(raw: bytes, name: str) -> None:
    """Refuse what should not be unpacked, before it is."""
    import zipfile  # noqa: PLC0415 - tables are seldom a spreadsheet

    if len(raw) > MAX_BYTES:
        raise _refuse(name, "GGZ002", f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                limit = f"{MAX_PARTS} delen, {MAX_UNPACKED // 1_000_000} MB uitgepakt"
                raise _refuse(name, "GGZ240", "dit bestand is uitgepakt te groot", toegestaan=limit)
            if any(part.filename.lower().endswith(".bin") and "vba" in part.filename.lower() for part in parts):
                raise _refuse(name, "GGZ240", "in dit bestand zitten macro's", herstel=_FORMAT)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    _check_part(archive.read(part), part.filename, name)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise _refuse(name, "GGZ240", "dit is geen leesbaar xlsx-bestand", herstel=_FORMAT) from None


def _check_part(content: bytes, part: str, name: str) -> None:
    if _BAD_XML.search(content) or b"\0" in content:  # in UTF-16 nothing below would be seen
        raise _refuse(name, "GGZ240", "dit bestand heeft een deel dat niet veilig te lezen is", herstel=_FORMAT)
    if "/worksheets/" in part and sum(_size(ref.decode("latin-1")) for ref in _MERGED.findall(content)) > _MAX_MERGED:
        raise _refuse(name, "GGZ240", "op een blad zijn te veel cellen samengevoegd", herstel=_SPLIT)


def _size(ref: str) -> int:
    """How many cells a merged range has; more than allowed when it cannot be read."""
    match = _RANGE.match(ref)
    if match is None:
        return _MAX_MERGED + 1
    left, top, right, bottom = match.groups()
    across = column_number(right or left) - column_number(left)
    return (abs(across) + 1) * (abs(int(bottom or top) - int(top)) + 1)


def _unfit(filled: Mapping[tuple[int, int], Any], blad: str, name: str) -> Iterator[Problem]:
    for (row, column), cell in filled.items():
        if cell.data_type == "f":
            wat, herstel = "in deze cel staat een formule", "Typ de waarde zelf"
        elif cell.data_type == "e":
            wat, herstel = "in deze cel staat een foutmelding van het rekenblad", "Typ de waarde opnieuw"
        elif isinstance(cell.value, float) and not cell.value.is_integer():
            wat, herstel = "in deze cel staat een kommagetal", "Gebruik hele getallen"
        else:
            continue
        yield _at(name, blad, (row, column), "GGZ242", wat, herstel)


def _merged(filled: Mapping[tuple[int, int], Any], sheet: Any, name: str) -> Iterator[Problem]:
    """Merged cells from the line ``kolom`` on: nobody can tell for which rows such a cell counts."""
    start = next((row for (row, column), cell in filled.items() if column == 1 and starts_table(_text(cell.value))), 1)
    for area in sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
        if area.max_row >= start:
            place = (area.min_row, area.min_col)
            yield _at(name, sheet.title, place, "GGZ240", f"de cellen {area.coord} zijn samengevoegd", _SPLIT)


def _at(name: str, blad: str, place: tuple[int, int], code: str, wat: str, herstel: str) -> Problem:
    row, column = place
    plek = f"{blad}!{letters(column)}{row}"
    return Problem(code=code, wat=wat, bestand=name or None, regel=row, kolom=column, plek=plek, herstel=herstel)


def _text(value: Any) -> str:
    """The value of a cell as text, as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def write_xlsx(tabel: Beslistabel) -> bytes:
    """A table as an ``.xlsx`` file; reading it gives the same table. Every cell is text.

    Raises:
        ExtraMissingError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
        from openpyxl.comments import Comment  # noqa: PLC0415
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    except ImportError:
        raise ExtraMissingError(what="openpyxl", extra="tabellen") from None
    raster = to_raster(tabel)
    book = Workbook()
    book.properties.creator = "ggzroute"
    sheet = book.worksheets[0]
    sheet.title = "Beslistabel"
    for n, line in enumerate(raster.lines, 1):
        for c, value in enumerate(line, 1):
            if value:
                cell = sheet.cell(row=n, column=c)
                cell.value = value
                cell.data_type = "s"  # never a formula, whatever it starts with
                cell.number_format = _TEXT
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=c == 1 or line[0] in ("kolom", "wat", "kop"))
    for c in range(1, sheet.max_column + 1):
        sheet.column_dimensions[letters(c)].width = _WIDTH
    for (n, c), tekst in raster.comments.items():
        sheet.cell(row=n, column=c).comment = Comment(tekst, "ggzroute")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _refuse(name: str, code: str, wat: str, herstel: str = "", toegestaan: str = "") -> DocumentError:
    return DocumentError([Problem(code=code, wat=wat, bestand=name or None, herstel=herstel, toegestaan=toegestaan)])

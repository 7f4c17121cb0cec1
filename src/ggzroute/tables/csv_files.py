"""A raster in a csv file, as LibreOffice and Excel write and read it in Dutch: UTF-8, semicolons.

A spreadsheet may take a cell that starts with ``=``, ``+``, ``-`` or ``@`` for a formula. It gets an apostrophe
in front, which reading takes off.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from ggzroute.documents import MAX_BYTES
from ggzroute.exceptions import DocumentError
from ggzroute.problems import Problem
from ggzroute.tables.model import Beslistabel
from ggzroute.tables.raster import MAX_COLUMNS, MAX_ROWS, Raster, to_raster

_DANGEROUS: Final = ("=", "+", "-", "@", "'", "\t")
_SEPARATORS: Final = ";,\t"


def read_csv(raw: bytes, name: str) -> Raster:
    """The cells of a csv file.

    Raises:
        DocumentError: too large, not UTF-8, or no csv.
    """
    if len(raw) > MAX_BYTES:
        raise _refuse(name, "GGZ002", f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refuse(name, "GGZ003", "het bestand is geen UTF-8", line, "Kies bij opslaan 'Unicode (UTF-8)'") from None
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=lambda sign: (first.count(sign), -_SEPARATORS.index(sign)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines = []
    try:
        for cells in reader:
            lines.append([_plain(cell) for cell in cells])
            if len(lines) > MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise _refuse(
                    name,
                    "GGZ240",
                    "dit blad is te groot",
                    len(lines),
                    toegestaan=f"{MAX_ROWS} rijen, {MAX_COLUMNS} kolommen",
                )
    except csv.Error:
        raise _refuse(
            name, "GGZ240", "dit is geen leesbaar csv-bestand", reader.line_num, "Sluit elk aanhalingsteken"
        ) from None
    return Raster(lines=lines)


def write_csv(tabel: Beslistabel) -> bytes:
    """A table as a csv file; reading it gives the same table."""
    raster = to_raster(tabel)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in raster.lines:
        writer.writerow([_guarded(cell) for cell in line])
    comments = [*_column_comments(tabel), *_row_comments(tabel)]
    if comments:
        writer.writerow([])
        writer.writerows([[_guarded(cell) for cell in ("opmerking", *comment)] for comment in comments])
    return out.getvalue().encode("utf-8-sig")


def _column_comments(tabel: Beslistabel) -> list[tuple[str, str, str]]:
    columns = enumerate([*tabel.invoer, *tabel.uitvoer], 1)
    return [("", str(number), kolom.opmerking) for number, kolom in columns if kolom.opmerking]


def _row_comments(tabel: Beslistabel) -> list[tuple[str, str, str]]:
    return [(rij.nr, str(comment.kolom), comment.tekst) for rij in tabel.rijen for comment in rij.opmerkingen]


def _guarded(cell: str) -> str:
    """A text that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) and cell != "-" else cell


def _plain(cell: str) -> str:
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text


def _refuse(
    name: str, code: str, wat: str, line: int | None = None, herstel: str = "", toegestaan: str = ""
) -> DocumentError:
    return DocumentError(
        [Problem(code=code, wat=wat, bestand=name or None, regel=line, herstel=herstel, toegestaan=toegestaan)]
    )

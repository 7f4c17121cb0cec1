"""A decision table in a file: YAML, ``.xlsx`` or ``.csv``, told apart by the name."""

from __future__ import annotations

from pathlib import PurePosixPath

from ggzroute.documents import Document, read_text
from ggzroute.tables.csv_files import read_csv, write_csv
from ggzroute.tables.model import Beslistabel
from ggzroute.tables.raster import to_document
from ggzroute.tables.reading import table_data
from ggzroute.tables.xlsx_files import read_xlsx, write_xlsx

FORMATS = ("yaml", "xlsx", "csv")


def read_document(raw: bytes, name: str) -> Document:
    """The document of a table.

    Raises:
        DocumentError: the file cannot be read.
        ExtraMissingError: it is an ``.xlsx``, and openpyxl is not installed.
    """
    match PurePosixPath(name).suffix.lower():
        case ".xlsx":
            raster, sheet = read_xlsx(raw, name)
            return to_document(raster, name, sheet)
        case ".csv":
            return to_document(read_csv(raw, name), name, "")
    return read_text(raw, name)


def write_table(tabel: Beslistabel, to: str) -> bytes:
    """The content of a file with this table, in one of :data:`FORMATS`; reading it gives the same table.

    Raises:
        ExtraMissingError: ``xlsx`` was asked for, and openpyxl is not installed.
    """
    if to == "xlsx":
        return write_xlsx(tabel)
    if to == "csv":
        return write_csv(tabel)
    from ggzroute.yaml_builder import dump  # noqa: PLC0415 - PyYAML is loaded when a document is written

    return dump(table_data(tabel)).encode()

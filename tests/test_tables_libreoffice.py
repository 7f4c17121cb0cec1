"""Tables that LibreOffice wrote: typed by hand with Dutch settings, and ours opened and saved again.

The files in ``tests/data/libreoffice`` come from LibreOffice 7.4 with the Dutch locale, typed cell by cell on its input
line. ``hand.xlsx`` has a title over merged cells, a day and ``WAAR`` as a person types them, curly quotation marks, a
comment, yellow empty rows, and two hidden sheets: one before the table, and one with a formula and merged cells.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ggzroute.domain.bron import Bron
from ggzroute.exceptions import DocumentError
from ggzroute.tables.files import read_document
from ggzroute.tables.model import Beslistabel, Kolom, Opmerking, Rij
from ggzroute.tables.reading import read_table
from test_tables import EXAMPLE, pack_with, refused

openpyxl = pytest.importorskip("openpyxl")

FILES = Path(__file__).parent / "data" / "libreoffice"


def table(name: str) -> Beslistabel:
    return read_table(read_document((FILES / name).read_bytes(), name))


def by_hand(*comments: Opmerking) -> Beslistabel:
    more = Bron(document="boek", plaats="p. 7")
    columns = {"persoon.schulden": "Schulden?", "persoon.aantal_kinderen": "Kinderen", "persoon.ontslag_op": "Ontslag"}
    return Beslistabel(
        id="TB-1",
        titel="Stand van de regie",
        trefregel="U",
        soort="regie",
        sterkte="voorkeur",
        basis="praktijk",
        bron=(more,),
        van=dt.date(2015, 1, 1),
        invoer=tuple(Kolom(wat=wat, kop=kop) for wat, kop in columns.items()),
        uitvoer=(Kolom(wat="leid_af: regie.stand", kop="Stand"),),
        rijen=(
            Rij(
                nr="1",
                als=("ja", "-", "-"),
                dan=("matig",),
                toelichting="Eerst \u201cde schulden\u201d \u2013 dan de rest.",
            ),
            Rij(nr="2", als=("nee", "3", "2016-11-24"), dan=("goed",), opmerkingen=comments),
            Rij(nr="3", als=("Nee", "0..2", ">= peildatum"), dan=("Matig",)),
        ),
    )


def test_a_sheet_that_was_typed_in_libreoffice_is_read_as_it_was_meant():
    assert table("hand.xlsx") == by_hand(Opmerking(kolom=2, tekst="Navragen bij de gemeente."))


@pytest.mark.parametrize("name", ["hand.xlsx", "hand.csv", "komma.csv"])
def test_it_loads_in_a_pack_and_its_capitals_and_short_years_are_understood(name):
    rules = pack_with((FILES / name).read_bytes(), f"tabel{Path(name).suffix}").regels
    same = pack_with((FILES / "hand.xlsx").read_bytes(), "tabel.xlsx").regels
    assert [str(rules[f"TB-1.{n}"].als) for n in (1, 2, 3)] == [str(same[f"TB-1.{n}"].als) for n in (1, 2, 3)]
    assert [rules[f"TB-1.{n}"].van for n in (1, 2, 3)] == [dt.date(2015, 1, 1)] * 3


def test_the_files_are_those_that_the_reader_once_tripped_over():
    book = openpyxl.load_workbook(FILES / "hand.xlsx")
    assert [sheet.sheet_state for sheet in book.worksheets] == ["hidden", "visible", "hidden"]
    assert [str(area) for area in book.worksheets[1].merged_cells.ranges] == ["B2:F2"]
    assert b"24-11-16" in (FILES / "hand.csv").read_bytes()


def test_a_cell_over_two_rows_is_refused_at_its_place():
    assert refused((FILES / "samengevoegd.xlsx").read_bytes(), "tabel.xlsx") == [
        (
            "klein/tabellen/tabel.xlsx:14:5: GGZ240 de cellen E14:E15 zijn samengevoegd (bij Sheet1!E14). "
            "Splits samengevoegde cellen."
        )
    ]


def test_one_row_that_overlaps_is_refused_with_the_rows_and_a_witness():
    assert refused((FILES / "overlap.xlsx").read_bytes(), "tabel.xlsx")[0] == (
        "klein/tabellen/tabel.xlsx:16:1: GGZ214 trefregel U: rij 1 (regel 13) en rij 4 kunnen tegelijk gelden, "
        'bijvoorbeeld bij {peildatum: "2018-06-01", feiten: {persoon.aantal_kinderen: 3, persoon.schulden: ja}} '
        "(bij Sheet1!A16). Maak een van beide smaller, of kies een andere trefregel."
    )


def test_a_csv_that_was_not_saved_as_utf_8_says_what_to_choose():
    with pytest.raises(DocumentError) as caught:
        table("windows.csv")
    assert [str(problem) for problem in caught.value.problems] == [
        "windows.csv:13: GGZ003 het bestand is geen UTF-8. Kies bij opslaan 'Unicode (UTF-8)'."
    ]


@pytest.mark.parametrize("name", ["opnieuw.xlsx", "opnieuw.csv"])
def test_our_table_that_libreoffice_saved_again_has_lost_nothing(name):
    assert table(name) == EXAMPLE

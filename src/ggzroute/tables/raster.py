"""A table as lines of cells, which is what a spreadsheet and a csv file have in common.

First lines with a name and a value, then a line that starts with ``kolom`` and says what each column is for, one that
starts with ``wat`` and says what it looks at, and the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from ggzroute.documents import Document, Path_
from ggzroute.domain.bron import Bron
from ggzroute.exceptions import DocumentError
from ggzroute.problems import Problem, nearest, shown
from ggzroute.tables.cells import CellError, iso_day, split, typed
from ggzroute.tables.flow import from_flow
from ggzroute.tables.model import Beslistabel

MAX_ROWS: Final = 3_000
MAX_COLUMNS: Final = 120
HEAD: Final = ("beslistabel", "titel", "trefregel", "soort", "sterkte", "basis", "niveau")
TEXTS: Final = {"toelichting": "toelichting", "let op": "let_op", "opmerking": "opmerking"}
_CODES: Final[Mapping[str, Callable[[str], str]]] = {
    "trefregel": str.upper,
    **dict.fromkeys(("soort", "sterkte", "basis", "niveau"), str.lower),
}
"""How codes are written; a spreadsheet may have made a capital of the first letter."""
_VALID: Final = {"geldig van": "van", "geldig tot": "tot"}
_NAMES: Final = (*HEAD, "bron", *_VALID, *TEXTS)
_ROW_TEXTS: Final = {"titel": "titel", "bron": "bron", "toelichting": "toelichting", "let op": "let_op"}

Place = tuple[int, int]


@attrs.frozen(kw_only=True)
class Raster:
    """Lines of cells, with comments by line and column from 1."""

    lines: Sequence[Sequence[str]]
    comments: Mapping[Place, str] = attrs.field(factory=dict)

    def cell(self, line: int, column: int) -> str:
        """The text of a cell, from 1; empty when there is none."""
        row = self.lines[line - 1]
        return row[column - 1] if column <= len(row) else ""


def letters(column: int) -> str:
    """The name a spreadsheet gives to a column: ``A``, ``Z``, ``AA``."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def column_number(name: str) -> int:
    """The number of a column that a spreadsheet calls ``A``, ``Z`` or ``AA``."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def starts_table(text: str) -> bool:
    """Whether a line that begins with this text is the first of the table itself."""
    return _word(text) == "kolom"


@attrs.frozen(kw_only=True, repr=False)
class SheetDocument(Document):
    """A document that came from a sheet: places are cells.

    Attributes:
        positions: path to line and column, both from 1.
        blad: name of the sheet.
    """

    positions: Mapping[Path_, Place]
    blad: str = ""

    def where(self, path: Path_) -> tuple[int | None, int | None]:
        """Line and column of ``path``, or of its nearest parent that has a cell."""
        parents = (path[:end] for end in range(len(path), -1, -1))
        return next((self.positions[parent] for parent in parents if parent in self.positions), (None, None))

    def problem(self, code: str, wat: str, path: Path_ = (), *, plek: str | None = None, **more: str) -> Problem:
        """A problem at a cell; line and column are those of the sheet."""
        line, column = self.where(path)
        sheet = f"{self.blad}!" if self.blad else ""
        cell = f"{sheet}{letters(column)}{line}" if line and column else ""
        return Problem(
            code=code,
            wat=wat,
            bestand=self.name or None,
            regel=line,
            kolom=column,
            plek=cell if plek is None else plek,
            **more,
        )


def to_raster(tabel: Beslistabel) -> Raster:
    """A table as lines of cells."""
    head = [
        *([name, getattr(tabel, "id" if name == "beslistabel" else name)] for name in HEAD),
        *(["bron", str(bron)] for bron in tabel.bron),
        *([name, day.isoformat()] for name, day in (("geldig van", tabel.van), ("geldig tot", tabel.tot)) if day),
        *([name, value] for name, key in TEXTS.items() if (value := getattr(tabel, key))),
    ]
    columns = [*tabel.invoer, *tabel.uitvoer]
    lines: list[list[str]] = [*head, []]
    lines.append(["kolom", *["als"] * len(tabel.invoer), *["dan"] * len(tabel.uitvoer), *_ROW_TEXTS])
    comments: dict[Place, str] = {}
    lines.append(["wat", *(kolom.wat for kolom in columns)])
    comments |= {(len(lines), c): kolom.opmerking for c, kolom in enumerate(columns, 2) if kolom.opmerking}
    if any(kolom.kop for kolom in columns):
        lines.append(["kop", *(kolom.kop for kolom in columns)])
    if any(kolom.volgorde for kolom in columns):
        lines.append(["volgorde", *(", ".join(_quoted(v) for v in kolom.volgorde) for kolom in columns)])
    for rij in tabel.rijen:
        lines.append([rij.nr, *rij.als, *rij.dan, rij.titel, _sources(rij.bron), rij.toelichting, rij.let_op])
        for comment in rij.opmerkingen:
            place = (len(lines), comment.kolom + 1)
            comments[place] = "\n".join([*([comments[place]] if place in comments else []), comment.tekst])
    return Raster(lines=lines, comments=comments)


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text


def _sources(sources: Sequence[Bron]) -> str:
    return "\n".join(str(bron) for bron in sources)


def to_document(raster: Raster, name: str, blad: str) -> Document:
    """A raster as the document that its YAML would be.

    Raises:
        DocumentError: it has no form in which a table can be seen.
    """
    return _Reader(raster, name, blad).read()


class _Reader:
    """Reads a raster line by line."""

    def __init__(self, raster: Raster, name: str, blad: str) -> None:
        self.raster = raster
        self.data: dict[str, Any] = {"bron": [], "invoer": [], "uitvoer": [], "rijen": []}
        self.positions: dict[Path_, Place] = {(): (1, 1)}
        self.document = SheetDocument(data=self.data, name=name, positions=self.positions, blad=blad)
        self.problems: list[Problem] = []
        self.columns: list[tuple[int, str]] = []

    def read(self) -> Document:
        """The document."""
        lines = self.raster.lines
        start = next((n for n, line in enumerate(lines, 1) if line and starts_table(line[0])), None)
        if start is None:
            self._refuse("hier ontbreekt de regel die met 'kolom' begint", (), "kolom, als, als, dan, bron")
        else:
            for n in range(1, start):
                self._head(n)
            self._columns(start)
            after = self._about(start + 1)
            for n in range(after, len(lines) + 1):
                self._line(n)
            if not self.data["bron"]:
                del self.data["bron"]
        if self.problems:
            raise DocumentError(self.problems)
        return self.document

    def _refuse(self, wat: str, place: Path_, toegestaan: str = "", near: str = "", code: str = "GGZ241") -> None:
        self.problems.append(self.document.problem(code, wat, place, toegestaan=toegestaan, bedoelt_u=near))

    def _at(self, line: int, column: int) -> Path_:
        """A path that stands for a place of which nothing else is said."""
        self.positions[("", line, column)] = (line, column)
        return "", line, column

    def _head(self, n: int) -> None:
        name, value = _word(self.raster.cell(n, 1)), self.raster.cell(n, 2)
        for column in (1, 2):
            if comment := self.raster.comments.get((n, column)):
                self._add_text("opmerking", comment, (n, column))
        if not name and not any(self.raster.lines[n - 1]):
            return
        if name not in _NAMES:
            self._refuse(
                f"{shown(name.replace(' ', '_'))} kan hier niet staan",
                self._at(n, 1),
                ", ".join(_NAMES),
                nearest(name, _NAMES),
            )
        elif not value:
            return
        elif name == "bron":
            self._sources(self.data, ("bron",), (n, 2))
        elif name in _VALID:
            self.data.setdefault("geldig", {})[_VALID[name]] = iso_day(value)
            self.positions[("geldig", _VALID[name])] = (n, 2)
        elif name in TEXTS:
            self._add_text(TEXTS[name], value, (n, 2))
        else:
            self.data[name] = _CODES.get(name, str)(value)
            self.positions[(name,)] = (n, 2)

    def _add_text(self, key: str, value: str, place: Place) -> None:
        self.data[key] = f"{self.data[key]}\n{value}" if key in self.data else value
        self.positions.setdefault((key,), place)

    def _sources(self, holder: dict[str, Any], path: Path_, place: Place) -> None:
        for line in self.raster.cell(*place).splitlines():
            document, _, where = line.strip().partition(" ")
            if document:
                listed = holder.setdefault("bron", [])
                self.positions[(*path, len(listed))] = place
                listed.append({"document": document, "plaats": where.strip()})

    def _columns(self, n: int) -> None:
        accepted = ("als", "dan", *_ROW_TEXTS)
        for c in range(2, len(self.raster.lines[n - 1]) + 1):
            word = _word(self.raster.cell(n, c))
            if word in accepted:
                self.columns.append((c, word))
            elif word or self.raster.cell(n + 1, c) if n < len(self.raster.lines) else word:
                wat = f"{shown(word)} is geen soort kolom" if word else "boven deze kolom staat niet waarvoor zij is"
                self._refuse(wat, self._at(n, c), ", ".join(accepted), nearest(word, accepted))

    def _about(self, n: int) -> int:
        """Read the lines ``wat``, ``kop`` and ``volgorde``, and give the number of the first line after them."""
        about: dict[str, int] = {}
        while n <= len(self.raster.lines) and _word(self.raster.cell(n, 1)) in ("wat", "kop", "volgorde"):
            about[_word(self.raster.cell(n, 1))] = n
            n += 1
        if "wat" not in about:
            self._refuse("hier ontbreekt de regel die met 'wat' begint", self._at(min(n, len(self.raster.lines)), 1))
            return n
        for c, word in self.columns:
            if word in ("als", "dan"):
                self._column(c, word, about)
        return n

    def _column(self, c: int, word: str, about: Mapping[str, int]) -> None:
        part = "invoer" if word == "als" else "uitvoer"
        path: Path_ = (part, len(self.data[part]))
        self.positions[path] = (about["wat"], c)
        wat = typed(self.raster.cell(about["wat"], c))
        kolom = self._input(wat, path) if word == "als" else self._outcome(wat)
        if "kop" in about and (kop := self.raster.cell(about["kop"], c)):
            kolom["kop"] = kop
        if "volgorde" in about and (order := self.raster.cell(about["volgorde"], c)):
            try:
                kolom["volgorde"] = split(typed(order))
            except CellError as error:
                self._refuse(error.wat, self._at(about["volgorde"], c), code="GGZ211")
        comments = [self.raster.comments[(n, c)] for n in about.values() if (n, c) in self.raster.comments]
        if comments:
            kolom["opmerking"] = "\n".join(comments)
        self.data[part].append(kolom)

    def _input(self, wat: str, path: Path_) -> dict[str, Any]:
        if ": " not in wat and not wat.endswith(":"):
            return {"feit": wat} if wat else {}
        try:
            found = from_flow(wat)
        except DocumentError as error:
            for problem in error.problems:
                self._refuse(problem.wat, path, problem.herstel, code=problem.code)
            return {}
        return {"voorwaarde": found}

    def _outcome(self, wat: str) -> dict[str, Any]:
        kind, _, part = wat.partition(":")
        return {kind.strip(): part.strip()} if wat else {}

    def _line(self, n: int) -> None:
        line = self.raster.lines[n - 1]
        if not any(cell.strip() for cell in line):
            return
        if _word(line[0]) == "opmerking":
            self._comment(n)
            return
        path: Path_ = ("rijen", len(self.data["rijen"]))
        self.positions[path] = (n, 1)
        row: dict[str, Any] = {"als": [], "dan": []}
        self.data["rijen"].append(row)
        if nr := line[0].strip():
            row["nr"] = nr
            self.positions[(*path, "nr")] = (n, 1)
        for c, word in self.columns:
            cell = self.raster.cell(n, c)
            if word in ("als", "dan"):
                self.positions[(*path, word, len(row[word]))] = (n, c)
                row[word].append(cell)
            elif word == "bron":
                self._sources(row, (*path, "bron"), (n, c))
            elif cell:
                row[_ROW_TEXTS[word]] = cell
                self.positions[(*path, _ROW_TEXTS[word])] = (n, c)
        comments = list(self._comments(n))
        if comments:
            row["opmerkingen"] = comments
        used = {1, *(c for c, _ in self.columns)}
        for c, cell in enumerate(line, 1):
            if cell and c not in used:
                self._refuse("boven deze cel staat geen kolom", self._at(n, c))

    def _numbers(self) -> dict[int, int]:
        """Column of the sheet to number of the column in the table."""
        shown_columns = [c for word in ("als", "dan") for c, kind in self.columns if kind == word]
        return {c: number for number, c in enumerate(shown_columns, 1)}

    def _comments(self, n: int) -> Iterator[dict[str, Any]]:
        numbers = self._numbers()
        for (line, c), tekst in sorted(self.raster.comments.items()):
            if line == n:
                yield {"kolom": numbers.get(c, 0), "tekst": tekst}

    def _comment(self, n: int) -> None:
        """A line ``opmerking``, row, column, text: where a format has no comments on cells."""
        nr, number, tekst = (self.raster.cell(n, c).strip() for c in (2, 3, 4))
        row = next((r for k, r in enumerate(self.data["rijen"], 1) if r.get("nr", str(k)) == nr), None)
        columns = [*self.data["invoer"], *self.data["uitvoer"]]
        if not number.isdecimal() or int(number) > len(columns) or (nr and row is None) or not tekst:
            self._refuse(
                "deze opmerking hoort nergens bij",
                self._at(n, 1),
                "opmerking, nummer van de rij of leeg, nummer van de kolom, tekst",
            )
        elif row is not None:
            row.setdefault("opmerkingen", []).append({"kolom": int(number), "tekst": tekst})
        elif number == "0":
            self._add_text("opmerking", tekst, (n, 4))
        else:
            columns[int(number) - 1]["opmerking"] = tekst


def _word(text: str) -> str:
    return " ".join(typed(text).lower().replace("_", " ").rstrip(":").split())

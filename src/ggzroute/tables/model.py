"""A decision table as data: cells are text, in every format the same, so that a round trip loses nothing."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from ggzroute.domain.bron import Bron

TREFREGELS: Final = {
    "U": "hoogstens een rij geldt",
    "A": "rijen die samen gelden, zeggen hetzelfde",
    "P": "van de rijen die gelden telt de uitkomst die vooraan in de volgorde staat",
    "F": "de bovenste rij die geldt, telt",
    "R": "elke rij die geldt telt, in de volgorde van de tabel",
    "O": "elke rij die geldt telt, in de volgorde van de uitkomsten",
    "C": "elke rij die geldt telt, zonder volgorde",
    "C+": "de som van de rijen die gelden",
    "C<": "de kleinste van de rijen die gelden",
    "C>": "de grootste van de rijen die gelden",
    "C#": "het aantal rijen dat geldt",
}
"""Hit policy to what it does, in Dutch."""


@attrs.frozen(kw_only=True)
class Kolom:
    """One column.

    Attributes:
        wat: a fact (``persoon.schulden``), a condition as YAML in one line, or for an outcome ``leid_af: regie.stand``.
        kop: heading for people, may be empty.
        volgorde: the outcomes of this column, the one that goes first in front; for P and O.
        opmerking: comment on the head of the column.
    """

    wat: str
    kop: str = ""
    volgorde: tuple[str, ...] = ()
    opmerking: str = ""

    @property
    def naam(self) -> str:
        """What people see above the column."""
        return self.kop or self.wat


@attrs.frozen(kw_only=True)
class Opmerking:
    """A comment on a cell of a row. ``kolom`` counts from 1 over input and outcome; 0 is the row itself."""

    kolom: int
    tekst: str


@attrs.frozen(kw_only=True)
class Rij:
    """One row; every cell is text.

    Attributes:
        nr: number of the row, ``1`` or ``3a``; with the id of the table it is the id of the rule.
        als: a cell for each input column; ``-`` is anything.
        dan: a cell for each outcome column; ``-`` is nothing.
        titel: title of the rule; empty is that of the table.
        bron: where it stands; empty is that of the table.
        toelichting: why, in Dutch.
        let_op: difference with a source, or a pitfall, in Dutch.
        opmerkingen: comments on its cells, by column.
    """

    nr: str
    als: tuple[str, ...]
    dan: tuple[str, ...]
    titel: str = ""
    bron: tuple[Bron, ...] = ()
    toelichting: str = ""
    let_op: str = ""
    opmerkingen: tuple[Opmerking, ...] = ()


@attrs.frozen(kw_only=True)
class Beslistabel:
    """A decision table.

    Attributes:
        id: id, and the first part of the ids of its rules (``TB-001.1``).
        titel: one Dutch line.
        trefregel: hit policy, one of :data:`TREFREGELS`.
        soort: what its rules are about.
        sterkte: how strong the source puts it.
        basis: what kind of statement it is.
        bron: where it stands, for rows without a source of their own.
        invoer: columns that are looked at.
        uitvoer: columns with what follows.
        rijen: the rows, in their order.
        niveau: ``casus``, ``organisatie`` or ``regio``.
        van: first day of its validity, or ``None``.
        tot: last day of its validity, included, or ``None``.
        toelichting: why, in Dutch.
        let_op: difference with a source, or a pitfall, in Dutch.
        opmerking: comment on the table as a whole.
    """

    id: str
    titel: str
    trefregel: str
    soort: str
    sterkte: str
    basis: str
    bron: tuple[Bron, ...]
    invoer: tuple[Kolom, ...]
    uitvoer: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    niveau: str = "casus"
    van: dt.date | None = None
    tot: dt.date | None = None
    toelichting: str = ""
    let_op: str = ""
    opmerking: str = ""

    def rule_id(self, rij: Rij) -> str:
        """Id of the rule that a row becomes."""
        return f"{self.id}.{rij.nr}"

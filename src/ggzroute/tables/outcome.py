"""What a table answers as a whole, from the rules that fired: the rows that count, in the order of the hit policy."""

from __future__ import annotations

from collections.abc import Iterable

from ggzroute.tables.model import Beslistabel, Rij
from ggzroute.tables.policies import places


def counting_rows(tabel: Beslistabel, hits: Iterable[str]) -> tuple[Rij, ...]:
    """The rows whose rules fired: for O in the order of the outcomes, else in the order of the table.

    An evaluation orders what it advises by itself; the order of R and O is a property of the table, and is told here.
    """
    fired = set(hits)
    rows = [rij for rij in tabel.rijen if tabel.rule_id(rij) in fired]
    return tuple(sorted(rows, key=lambda rij: places(tabel, rij)) if tabel.trefregel == "O" else rows)

"""Which rows of a table can hold together, and what no row covers: proved over the classes of all columns.

Columns on the same fact are looked at together. A condition over the network counts as a column of ja and nee of its
own; whether two of those can be true together is left to a witness.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from ggzroute.rules.conditions import All, Check, Condition, DateRange, In, Term, walk
from ggzroute.rules.logic import Truth
from ggzroute.tables.cells import ANY, YES, typed
from ggzroute.tables.classes import Waarde, classes, holds
from ggzroute.tables.model import Beslistabel

PEILDATUM: Final = dt.date(2018, 6, 1)
MOST_BOXES: Final = 4_000
MOST_DAYS: Final = 60

Box = tuple[frozenset[int], ...]
Cells = Sequence[Sequence[Condition | None]]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Axis:
    """What one or more columns look at: a term, or a condition of its own.

    Attributes:
        naam: how people read it.
        waarden: its classes.
        waar: for each row, for each class: whether the cells of the row hold.
        netwerk: whether it is a condition.
    """

    naam: str
    waarden: Sequence[Waarde]
    waar: Sequence[Sequence[Truth]]
    netwerk: bool = False


@attrs.frozen(kw_only=True)
class Gat:
    """Cells that no row covers: the name of what is looked at to the values."""

    cellen: Mapping[str, tuple[str, ...]]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Regions:
    """A table cut up in classes, for each peildatum that makes a difference.

    Attributes:
        dagen: peildatum to what is looked at.
        rijen: number of rows.
        volledig: whether the whole domain was looked at.
    """

    dagen: Mapping[dt.date, tuple[Axis, ...]]
    rijen: int
    volledig: bool

    @classmethod
    def of(cls, tabel: Beslistabel, cells: Cells, terms: Sequence[Term | None]) -> Regions:
        """The regions of a table whose cells were read."""
        whole = True
        found: dict[dt.date, tuple[Axis, ...]] = {}
        days = list(peildata(cells))
        for day in days[:MOST_DAYS]:
            fields, exact = _fields(tabel, cells, terms, day)
            found[day] = fields
            whole = whole and exact
        return cls(dagen=found, rijen=len(tabel.rijen), volledig=whole and len(days) <= MOST_DAYS)

    def together(self, first: int, second: int) -> dt.date | None:
        """A peildatum on which both rows can certainly hold; ``None`` when there is none."""
        return next((day for day, fields in self.dagen.items() if _meet(fields, first, second)), None)

    def may_go_before(self, earlier: int, later: int) -> bool:
        """Whether the earlier row may still hold, for all that is known, when the later one holds."""
        return not self.volledig or any(_leaves_open(fields, earlier, later) for fields in self.dagen.values())

    @property
    def netwerk(self) -> bool:
        """Whether the table looks at conditions, whose ja and nee may exclude each other without it showing."""
        return any(field.netwerk for fields in self.dagen.values() for field in fields)

    def gaps(self) -> tuple[tuple[Gat, ...], bool]:
        """What no row covers, and whether that is all of it. What does not apply, or is unknown, is no gap."""
        found: dict[str, Gat] = {}
        complete = self.volledig
        for fields in self.dagen.values():
            whole = tuple(frozenset(n for n, v in enumerate(f.waarden) if v.telt) for f in fields)
            left, ended = _without([whole], [_box(fields, n) for n in range(self.rijen)])
            complete = complete and ended
            for gap in (_named(fields, whole, box) for box in left):
                found.setdefault(str(gap), gap)
        return tuple(found.values()), complete

    def never(self, row: int, before: Sequence[int]) -> bool:
        """Whether earlier rows cover everything of a row."""
        return all(
            not _without([_box(fields, row)], [_box(fields, n) for n in before])[0] for fields in self.dagen.values()
        )


def peildata(cells: Cells) -> Iterator[dt.date]:
    """Peildata that put the days of cells in every order. With fixed days alone, or moving ones alone, one will do."""
    fixed: set[int] = set()
    moving: set[int] = set()
    for condition in (c for row in cells for c in row if c is not None):
        for part in walk(condition):
            test = part.test if isinstance(part, Check) and not part.term.node else None
            if isinstance(test, DateRange):
                for day in (test.low, test.high):
                    if day is not None and day.date is not None:
                        fixed.add(day.date.toordinal() + day.offset)
                    elif day is not None:
                        moving.add(day.offset)
            elif isinstance(test, In):
                fixed |= {v.toordinal() for v in test.values if isinstance(v, dt.date)}
    yield PEILDATUM
    if fixed and moving:
        for n in sorted({f - m + d for f in fixed for m in moving for d in (-1, 0, 1)} - {PEILDATUM.toordinal()}):
            yield dt.date.fromordinal(n)


def _fields(
    tabel: Beslistabel, cells: Cells, terms: Sequence[Term | None], day: dt.date
) -> tuple[tuple[Axis, ...], bool]:
    by_term: dict[Term, list[int]] = {}
    fields: list[Axis] = []
    whole = True
    for c, term in enumerate(terms):
        if term is not None:
            by_term.setdefault(term, []).append(c)
        else:
            fields.append(_condition(tabel, c))
    for term, columns in by_term.items():
        rows = [[cell for c in columns if (cell := row[c]) is not None] for row in cells]
        values, exact = classes(term.type, [cell for row in rows for cell in row], day)
        truths = [[holds(All(tuple(row)), value.waarde, day) for value in values] for row in rows]
        fields.append(_merged(Axis(naam=tabel.invoer[columns[0]].naam, waarden=values, waar=truths), term))
        whole = whole and exact
    return tuple(fields), whole


def _merged(field: Axis, term: Term) -> Axis:
    """Sets that every row sees alike are one class; of the other kinds the classes are as people name them."""
    if not term.type.is_set:
        return field
    seen: dict[tuple[Truth | bool, ...], int] = {}
    for n, value in enumerate(field.waarden):
        seen.setdefault((value.telt, *(row[n] for row in field.waar)), n)
    kept = sorted(seen.values())
    return attrs.evolve(
        field,
        waarden=[field.waarden[n] for n in kept],
        waar=[[row[n] for n in kept] for row in field.waar],
    )


def _condition(tabel: Beslistabel, c: int) -> Axis:
    words = [YES.get(typed(rij.als[c]).lower(), typed(rij.als[c])) for rij in tabel.rijen]
    truths: list[list[Truth]] = [[True] * 3 if word in ANY else [word == "ja", word == "nee", None] for word in words]
    values = [Waarde("ja", "ja"), Waarde("nee", "nee"), Waarde("onbekend", None, telt=False)]
    return Axis(naam=tabel.invoer[c].naam, waarden=values, waar=truths, netwerk=True)


def _meet(fields: Sequence[Axis], first: int, second: int) -> bool:
    return all(
        any(a is True and b is True for a, b in zip(field.waar[first], field.waar[second], strict=True))
        for field in fields
    )


def _leaves_open(fields: Sequence[Axis], earlier: int, later: int) -> bool:
    return all(
        any(a is not False and b is True for a, b in zip(field.waar[earlier], field.waar[later], strict=True))
        for field in fields
    )


def _box(fields: Sequence[Axis], row: int) -> Box:
    return tuple(frozenset(n for n, held in enumerate(field.waar[row]) if held is True) for field in fields)


def _without(boxes: Sequence[Box], taken: Sequence[Box]) -> tuple[list[Box], bool]:
    """What is left of boxes when others are taken out, and whether the work was done to the end."""
    left = list(boxes)
    for hole in taken:
        if len(left) > MOST_BOXES:
            return left, False
        left = [piece for box in left for piece in _cut(box, hole)]
    return left, True


def _cut(box: Box, hole: Box) -> Iterator[Box]:
    if any(not a & b for a, b in zip(box, hole, strict=True)):
        yield box
        return
    for n, (mine, theirs) in enumerate(zip(box, hole, strict=True)):
        if rest := mine - theirs:
            yield (*(a & b for a, b in zip(box[:n], hole[:n], strict=True)), rest, *box[n + 1 :])


def _named(fields: Sequence[Axis], whole: Box, box: Box) -> Gat:
    return Gat(
        cellen={
            field.naam: ("-",) if box[n] == whole[n] else tuple(field.waarden[i].naam for i in sorted(box[n]))
            for n, field in enumerate(fields)
        }
    )

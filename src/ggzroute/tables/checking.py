"""Holds a table to its hit policy: rows that may not meet are refused, with a casus in which they do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import attrs

from ggzroute.analysis.witness import find_witness, minimal
from ggzroute.domain.encode import plain
from ggzroute.problems import Problem
from ggzroute.rules.conditions import All, Condition
from ggzroute.rules.pack import RulePack
from ggzroute.tables.compiling import Compiled, unbound
from ggzroute.tables.flow import to_flow
from ggzroute.tables.policies import rank


@attrs.frozen(kw_only=True)
class Overlap:
    """Two rows that can hold together, from 0, with a casus in which they do.

    Attributes:
        eerste: the upper row.
        tweede: the lower row.
        getuige: a casus as plain data; ``None`` when none was found.
        gelijk: whether both say the same.
    """

    eerste: int
    tweede: int
    getuige: dict[str, Any] | None
    gelijk: bool


def overlaps(compiled: Compiled, pack: RulePack) -> Iterator[Overlap]:
    """Every pair of rows that can hold together, by the classes of their columns."""
    for first, second in combinations(range(len(compiled.tabel.rijen)), 2):
        day = compiled.gebieden.together(first, second)
        if day is not None:
            yield Overlap(
                eerste=first,
                tweede=second,
                getuige=_witness(compiled, pack, first, second, day),
                gelijk=compiled.conclusies[first] == compiled.conclusies[second],
            )


def _row(compiled: Compiled, n: int) -> Condition:
    return All(tuple(unbound(cell) for cell in compiled.cellen[n] if cell is not None))


def _witness(compiled: Compiled, pack: RulePack, first: int, second: int, day: dt.date) -> dict[str, Any] | None:
    both = All((_row(compiled, first), _row(compiled, second)))
    found = find_witness(both, pack, day=day)
    return None if found is None else plain(minimal(both, found, pack))


def check_table(compiled: Compiled, pack: RulePack) -> list[Problem]:
    """What the hit policy of a table forbids: for U any overlap, for A and P one that contradicts itself.

    Where a table looks at the network, its cells may exclude each other in a way that classes do not show. Then only
    an overlap with a witness is refused.
    """
    if compiled.tabel.trefregel not in ("U", "A", "P"):
        return []
    return [
        _refused(compiled, overlap)
        for overlap in overlaps(compiled, pack)
        if _forbidden(compiled, overlap) and (overlap.getuige is not None or not compiled.gebieden.netwerk)
    ]


def _forbidden(compiled: Compiled, overlap: Overlap) -> bool:
    if compiled.tabel.trefregel == "U":
        return True
    if overlap.gelijk:
        return False
    first, second = (_rank(compiled, n) for n in (overlap.eerste, overlap.tweede))
    return compiled.tabel.trefregel == "A" or first == second


def _rank(compiled: Compiled, n: int) -> tuple[int, ...]:
    return rank(compiled.tabel, compiled.tabel.rijen[n], compiled.conclusies[n], n)


def _refused(compiled: Compiled, overlap: Overlap) -> Problem:
    tabel = compiled.tabel
    first, second = (tabel.rijen[n].nr for n in (overlap.eerste, overlap.tweede))
    code, wat, herstel = {
        "U": ("GGZ214", "kunnen tegelijk gelden", "Maak een van beide smaller, of kies een andere trefregel"),
        "A": (
            "GGZ215",
            "kunnen tegelijk gelden en zeggen iets anders",
            "Maak de uitkomsten gelijk, of een rij smaller",
        ),
        "P": (
            "GGZ215",
            "kunnen tegelijk gelden, gaan even ver voor en zeggen iets anders",
            "Geef ook de andere uitkomst een volgorde, of maak een rij smaller",
        ),
    }[tabel.trefregel]
    shown = "" if overlap.getuige is None else f", bijvoorbeeld bij {{{witness_text(overlap.getuige)}}}"
    return compiled.document.problem(
        code,
        f"trefregel {tabel.trefregel}: rij {first} ({_place(compiled, overlap.eerste)}) en rij {second} {wat}{shown}",
        ("rijen", overlap.tweede),
        herstel=herstel,
    )


def _place(compiled: Compiled, n: int) -> str:
    return f"regel {compiled.document.where(('rijen', n))[0]}"


def witness_text(getuige: dict[str, Any]) -> str:
    """A witness in one line, without its id."""
    return to_flow({key: value for key, value in getuige.items() if key != "id" and value not in ({}, [])})


def never_rows(compiled: Compiled) -> list[int]:
    """Rows, from 0, that never count because rows that go before them cover everything."""
    order = [_rank(compiled, n) for n in range(len(compiled.tabel.rijen))]
    return [
        n
        for n, own in enumerate(order)
        if (before := [m for m, other in enumerate(order) if other < own]) and compiled.gebieden.never(n, before)
    ]

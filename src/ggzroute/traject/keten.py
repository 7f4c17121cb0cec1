"""What holds the events of a traject together: numbers without a gap, and a hash that each takes from the one before.

So damage, loss, another order and doubles are noticed, each by its own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ggzroute.documents import Path_
from ggzroute.traject.kop import Kop
from ggzroute.traject.lezer import Lezer
from ggzroute.traject.vorm import EVENTS, canonical, hash_of

Rows = Sequence[tuple[int, Mapping[str, Any]]]
"""Place in the list, and what stands there."""


def check_hash(lezer: Lezer, raw: Mapping[str, Any], path: Path_) -> None:
    """Hold what is there to its hash, whatever else is wrong with it."""
    if hash_of(raw) != raw.get("hash"):
        wat = "de inhoud is veranderd nadat zij genoteerd is, of beschadigd"
        lezer.note("GGZ507", wat, path, herstel="Zet een kopie terug; verbeteren gaat met een correctie")


def check_form(lezer: Lezer, raw: Mapping[str, Any], own: Mapping[str, Any], path: Path_) -> None:
    """Hold what was read to the fixed form, in which it is written again."""
    if hash_of(raw) == raw.get("hash") and canonical(raw) != canonical({**own, "hash": raw["hash"]}):
        wat = "dit staat niet in de vaste vorm, zodat de keten het niet kan bewaken"
        lezer.note("GGZ527", wat, path, herstel="Laat dit programma de gebeurtenis schrijven")


def check_numbers(lezer: Lezer, rows: Rows, unreadable: int = 0) -> None:
    """Doubles, another order, and numbers that are missing; as many as were ``unreadable`` were told already."""
    seen: dict[int, Mapping[str, Any]] = {}
    highest = 0
    for n, number, row in _numbered(rows):
        path = (EVENTS, n)
        if number < 1:
            lezer.note("GGZ302", "dit nummer past niet", (*path, "nr"), toegestaan="1, 2, 3, ...")
        elif number in seen:
            _double(lezer, number, same=seen[number] == row, path=path)
        elif number < highest:
            wat = f"gebeurtenis {number} staat na gebeurtenis {highest}"
            lezer.note("GGZ506", wat, path, herstel="Zet de gebeurtenissen op volgorde van nummer")
        seen.setdefault(number, row)
        highest = max(highest, number)
    gaps = [(low, high) for low, high in pairwise([0, *sorted(n for n in seen if n > 0)]) if high > low + 1]
    if sum(high - low - 1 for low, high in gaps) > unreadable:
        for low, high in gaps:
            _gap(lezer, low + 1, high - 1, next(n for n, row in rows if row is seen[high]))


def _numbered(rows: Rows) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """Place, number and content of the events that have a number; of the others it is told elsewhere."""
    for n, row in rows:
        number = row.get("nr")
        if isinstance(number, int) and not isinstance(number, bool):
            yield n, number, row


def _gap(lezer: Lezer, first: int, last: int, place: int) -> None:
    wat = f"gebeurtenis {first} ontbreekt" if first == last else f"gebeurtenis {first} tot en met {last} ontbreken"
    lezer.note("GGZ504", wat, (EVENTS, place), herstel="Zet een kopie terug waar dit nog in staat")


def _double(lezer: Lezer, number: int, *, same: bool, path: Path_) -> None:
    if same:
        lezer.note("GGZ505", f"gebeurtenis {number} staat er twee keer", path, herstel="Haal deze regel weg")
    else:
        wat = f"er zijn twee verschillende gebeurtenissen met nummer {number}"
        herstel = "Houd de goede, en voeg de andere opnieuw toe aan het eind"
        lezer.note("GGZ505", wat, path, herstel=herstel)


def check_chain(lezer: Lezer, kop: Kop, rows: Rows) -> None:
    """Every event names the hash of the one before it."""
    by_number: dict[int, Mapping[str, Any]] = {}
    for _, number, row in _numbered(rows):
        by_number.setdefault(number, row)
    for n, number, row in _numbered(rows):
        if by_number[number] is not row:
            continue
        before = kop.to_dict() if number == 1 else by_number.get(number - 1)
        if before is not None and hash_of(before) == before.get("hash") and row.get("vorige") != before["hash"]:
            what = "de kop" if number == 1 else f"gebeurtenis {number - 1}"
            wat = f"deze gebeurtenis sluit niet aan op {what}"
            lezer.note(
                "GGZ508", wat, (EVENTS, n), herstel="Zij hoort bij een ander traject, of ervoor is iets veranderd"
            )

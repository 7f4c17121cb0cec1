"""What a pack says together with what the packs it uses say: what replaces what is said openly, never by order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from ggzroute.documents import Document
from ggzroute.problems import Problem


class Entry(Protocol):
    """Something of a pack that has an id: a rule, a gate or an intervention."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def pakket(self) -> str:
        """Name of the pack it comes from."""

    @property
    def bestand(self) -> str:
        """File it was read from."""

    @property
    def regel(self) -> int | None:
        """Line in that file."""


T = TypeVar("T", bound=Entry)

Own = tuple[T, str | None]
"""Something of the pack itself, with the name of the pack whose entry it replaces."""


def merge(
    soort: str, used: Iterable[Mapping[str, T]], own: Sequence[Own[T]], head: Document, problems: list[Problem]
) -> dict[str, T]:
    """Every entry of one kind by id.

    Args:
        soort: the kind in Dutch (``regel``).
        used: those of the packs that this one uses.
        own: those of the pack itself.
        head: ``pack.yaml``, where it says which packs it uses.
        problems: what is wrong is added here.
    """
    below: dict[str, list[T]] = {}
    for entry in (entry for entries in used for entry in entries.values()):
        known = below.setdefault(entry.id, [])
        if entry not in known:
            known.append(entry)
    seen: dict[str, T] = {}
    copies = _copies([entry for entry, _ in own])
    problems += [_copy(file, other) for file, other in copies.items()]
    for entry, replaces in own:
        if entry.bestand in copies:
            continue
        found = _problem(soort, entry, replaces, below.get(entry.id, ()), seen)
        problems += [found] if found else []
        seen[entry.id] = entry
    clashes = ((id_, entries) for id_, entries in below.items() if len(entries) > 1 and id_ not in seen)
    problems += [_clash(soort, head, id_, entries) for id_, entries in clashes]
    return {id_: entries[0] for id_, entries in below.items()} | seen


def _copies(own: Sequence[Entry]) -> dict[str, str]:
    """Files of which every entry stands in one file before it: most likely one is a copy of the other."""
    first: dict[str, str] = {}
    others: dict[str, set[str]] = {}
    ids: dict[str, list[str]] = {}
    for entry in own:
        others.setdefault(entry.bestand, set()).add(first.setdefault(entry.id, entry.bestand))
        ids.setdefault(entry.bestand, []).append(entry.id)
    return {
        file: next(iter(before))
        for file, before in others.items()
        if len(before) == 1 and file not in before and len(ids[file]) > 1
    }


def _copy(file: str, other: str) -> Problem:
    wat, herstel = f"alles in dit bestand staat ook in {other}", "Haal een van beide bestanden weg"
    return Problem(code="GGZ171", wat=wat, bestand=file, herstel=herstel)


def _problem(
    soort: str, entry: Entry, replaces: str | None, below: Sequence[Entry], seen: Mapping[str, Entry]
) -> Problem | None:
    """What is wrong with the id of an entry, or with what it says that it replaces."""
    name = f"de {soort} {entry.id}"
    if entry.id in seen:
        wat = f"{name} bestaat al in {_place(seen[entry.id])}"
        return _at(entry, "GGZ171", wat, f"Geef elke {soort} een eigen id")
    if below and replaces not in {other.pakket for other in below}:
        pack = below[0].pakket
        herstel = f"Schrijf 'vervangt: {pack}', of kies een eigen id"
        return _at(entry, "GGZ172", f"{name} bestaat al in het pakket {pack}", herstel)
    if replaces is not None and not below:
        wat = f"{name} vervangt niets: geen gebruikt pakket heeft deze {soort}"
        return _at(entry, "GGZ173", wat, "Haal 'vervangt' weg, of verbeter de id")
    return None


def _clash(soort: str, head: Document, id_: str, entries: Sequence[Entry]) -> Problem:
    """An entry that is different in two used packs, while this pack does not say which it wants."""
    first, second = (f"{entry.pakket} ({_place(entry)})" for entry in entries[:2])
    return head.problem(
        "GGZ174",
        f"{soort} {id_} komt uit twee gebruikte pakketten en verschilt: {first} en {second}",
        ("gebruikt",),
        herstel=f"Vervang de {soort} ook in dit pakket, of gebruik een van beide",
    )


def _at(entry: Entry, code: str, wat: str, herstel: str) -> Problem:
    return Problem(code=code, wat=wat, bestand=entry.bestand, regel=entry.regel, herstel=herstel)


def _place(entry: Entry) -> str:
    return f"{entry.bestand}, regel {entry.regel}"

"""Reads conflicts: those of a pack itself, those of the packs it uses, and the rules it adds to their sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ggzroute.documents import Document, Path_
from ggzroute.problems import Problem, nearest
from ggzroute.rules.condition_reading import ConditionReader
from ggzroute.rules.pack import Conflict, Kant, RulePack
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.reading import read_sources


def used_conflicts(packs: Iterable[RulePack]) -> tuple[Conflict, ...]:
    """The conflicts of used packs. One that more of them know is one conflict, with the rules that each adds to it."""
    found: dict[Conflict, Conflict] = {}
    for conflict in (conflict for pack in packs for conflict in pack.conflicten):
        bare = attrs.evolve(conflict, kanten=tuple(attrs.evolve(side, regels=()) for side in conflict.kanten))
        found[bare] = _joined(found[bare], conflict) if bare in found else conflict
    return tuple(found.values())


def read_conflicts(
    document: Document, below: Iterable[Conflict], vocabulary: Vocabulary, problems: list[Problem]
) -> tuple[Conflict, ...]:
    """Every conflict that a pack knows.

    Args:
        document: ``conflicten.yaml`` of the pack, whose structure is right.
        below: the conflicts of the packs it uses.
        vocabulary: the facts that a condition may name.
        problems: what is wrong is added here.
    """
    known = list(below)
    for n, entry in enumerate(document.data.get("conflicten") or ()):
        conflict = _conflict(entry, ("conflicten", n), ConditionReader(document, vocabulary, problems))
        if conflict.id in {other.id for other in known}:
            wat = f"het conflict '{conflict.id}' bestaat al, hier of in een gebruikt pakket"
            herstel = "Geef elk conflict een eigen id, of voeg regels toe onder 'aanvullingen'"
            problems.append(document.problem("GGZ197", wat, ("conflicten", n, "id"), herstel=herstel))
        known.append(conflict)
    for n, entry in enumerate(document.data.get("aanvullingen") or ()):
        _add(known, entry, ("aanvullingen", n), document, problems)
    return tuple(known)


def _conflict(entry: Mapping[str, Any], path: Path_, reader: ConditionReader) -> Conflict:
    return Conflict(
        id=entry["id"],
        wat=entry["wat"],
        kanten=tuple(
            Kant(
                regels=tuple(side.get("regels") or ()),
                als=reader.read(side["als"], (*path, "kanten", k, "als")) if "als" in side else None,
                zegt=side["zegt"],
                bron=read_sources(side["bron"]),
            )
            for k, side in enumerate(entry["kanten"])
        ),
        voorstel=entry.get("voorstel", ""),
    )


def _add(
    known: list[Conflict], entry: Mapping[str, Any], path: Path_, document: Document, problems: list[Problem]
) -> None:
    """Add rules to one side of a conflict that is known."""
    name, number = entry["conflict"], entry["kant"]
    place = next((n for n, conflict in enumerate(known) if conflict.id == name), None)
    if place is None:
        near = nearest(name, [conflict.id for conflict in known])
        problem = document.problem("GGZ198", f"het conflict '{name}' bestaat niet", (*path, "conflict"), bedoelt_u=near)
        problems.append(problem)
        return
    sides = known[place].kanten
    if not 1 <= number <= len(sides):
        wat, accepted = f"het conflict '{name}' heeft geen kant {number}", f"1 tot en met {len(sides)}"
        problems.append(document.problem("GGZ198", wat, (*path, "kant"), toegestaan=accepted))
        return
    more = attrs.evolve(
        known[place],
        kanten=tuple(
            attrs.evolve(side, regels=tuple(entry["regels"]) if k == number - 1 else ()) for k, side in enumerate(sides)
        ),
    )
    known[place] = _joined(known[place], more)


def _joined(one: Conflict, other: Conflict) -> Conflict:
    """One conflict whose sides have the rules of both."""
    sides = (
        attrs.evolve(mine, regels=tuple(dict.fromkeys((*mine.regels, *theirs.regels))))
        for mine, theirs in zip(one.kanten, other.kanten, strict=True)
    )
    return attrs.evolve(one, kanten=tuple(sides))

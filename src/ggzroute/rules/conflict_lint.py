"""What a schema cannot say about conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ggzroute.documents import Document, Path_
from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.conditions import facts_of
from ggzroute.rules.pack import Conflict, Kant, RulePack

NIVEAUS: Final = ("casus", "organisatie", "regio")


def lint_conflicts(document: Document, pack: RulePack) -> Iterator[Problem]:
    """Problems in ``conflicten.yaml`` of a pack: unknown rules and sources, and conflicts that can never come out."""
    conflicts = {conflict.id: conflict for conflict in pack.conflicten}
    for n, entry in enumerate(document.data.get("conflicten") or ()):
        path = ("conflicten", n)
        problems = [*_sides(entry, path, document, pack), *_alone(entry, path, document)]
        yield from problems
        if not problems:
            yield from _levels(conflicts[entry["id"]], path, document, pack)
    for n, entry in enumerate(document.data.get("aanvullingen") or ()):
        yield from _rules(entry, ("aanvullingen", n), document, pack)


def _sides(entry: Mapping[str, Any], path: Path_, document: Document, pack: RulePack) -> Iterator[Problem]:
    for k, side in enumerate(entry["kanten"]):
        place = (*path, "kanten", k)
        yield from _rules(side, place, document, pack)
        for m, source in enumerate(side["bron"]):
            if source["document"] not in pack.bronnen:
                yield document.problem(
                    "GGZ191",
                    f"de bron '{source['document']}' staat niet in pack.yaml",
                    (*place, "bron", m, "document"),
                    bedoelt_u=nearest(source["document"], pack.bronnen),
                    toegestaan=listing(pack.bronnen),
                )


def _rules(entry: Mapping[str, Any], path: Path_, document: Document, pack: RulePack) -> Iterator[Problem]:
    for m, id_ in enumerate(entry.get("regels") or ()):
        if id_ not in pack.regels:
            near = nearest(id_, pack.regels)
            yield document.problem("GGZ196", f"de regel '{id_}' bestaat niet", (*path, "regels", m), bedoelt_u=near)


def _alone(entry: Mapping[str, Any], path: Path_, document: Document) -> Iterator[Problem]:
    if len(entry["kanten"]) == 1:
        wat = "een conflict heeft minstens twee kanten"
        yield document.problem("GGZ199", wat, (*path, "kanten"), herstel="Voeg de andere kant toe, met haar bron")
    for k, side in enumerate(entry["kanten"]):
        if not {"regels", "als"} & set(side):
            wat = "deze kant geldt nooit: 'regels' en 'als' ontbreken"
            yield document.problem("GGZ199", wat, (*path, "kanten", k), herstel="Noem regels, of schrijf een 'als'")


def _levels(conflict: Conflict, path: Path_, document: Document, pack: RulePack) -> Iterator[Problem]:
    if not any(all(_can_stand(side, niveau, pack) for side in conflict.kanten) for niveau in NIVEAUS):
        wat = f"het conflict '{conflict.id}' komt nooit uit: de kanten gaan over een ander niveau"
        yield document.problem("GGZ199", wat, path, herstel="Noem regels van hetzelfde niveau, of schrijf een 'als'")


def _can_stand(side: Kant, niveau: str, pack: RulePack) -> bool:
    """Whether a side can stand in an evaluation of a level: a profile knows nothing about a person."""
    if any(pack.regels[id_].niveau == niveau for id_ in side.regels):
        return True
    if side.als is None:
        return False
    levels = {pack.vocabulary[name].niveau for name in facts_of(side.als) if name in pack.vocabulary}
    return niveau == "casus" or not levels or levels != {"casus"}

"""Reads a workflow definition from a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.domain.bron import Bron
from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.condition_reading import ConditionReader
from ggzroute.rules.conditions import Condition
from ggzroute.schemas import check_structure
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.definition import (
    BaanDefinitie,
    BaanStand,
    Belofte,
    ContactRichting,
    Definition,
    Migratieregel,
    Onderbreking,
    Stap,
    Tak,
)

DOABLE = ("activiteit", "eind")
"""Kinds of step that can be done; a question is answered."""


def read_workflow(document: Document, vocabulary: Vocabulary) -> tuple[Definition | None, list[Problem]]:
    """The definition of one document, and everything that is wrong with its form.

    Whether it keeps its promises is checked in :mod:`ggzroute.workflow.graph`.
    """
    problems = check_structure(document, "workflow")
    if problems:
        return None, problems
    reader = _Reader(document, vocabulary, problems)
    definition = reader.definition()
    return (None if problems else definition), problems


def read_sources(raw: Any) -> tuple[Bron, ...]:
    """Sources as values."""
    return tuple(Bron(document=entry["document"], plaats=entry["plaats"]) for entry in raw or ())


class _Reader:
    def __init__(self, document: Document, vocabulary: Vocabulary, problems: list[Problem]) -> None:
        self.document = document
        self.data: Mapping[str, Any] = document.data
        self.problems = problems
        self.conditions = ConditionReader(document, vocabulary, problems)
        self.ids = [str(entry["id"]) for entry in self.data["stappen"]]

    def definition(self) -> Definition:
        self._doubles()
        data = self.data
        steps = [self._step(entry, ("stappen", n)) for n, entry in enumerate(data["stappen"])]
        return Definition(
            naam=data["workflow"],
            titel=data["naam"],
            versie=str(data["versie"]),
            begin=self._target(data["begin"], ("begin",)),
            stappen={step.id: step for step in steps},
            banen=tuple(self._lane(entry, ("banen", n)) for n, entry in enumerate(data.get("banen") or ())),
            onderbrekingen=tuple(
                self._interruption(entry, ("onderbrekingen", n))
                for n, entry in enumerate(data.get("onderbrekingen") or ())
            ),
            paden={name: self._path(ids, ("paden", name)) for name, ids in (data.get("paden") or {}).items()},
            beloften=tuple(self._promise(entry, ("beloften", n)) for n, entry in enumerate(data.get("beloften") or ())),
            bron=read_sources(data["bron"]),
            migraties=tuple(
                self._migration(entry, ("migraties", n)) for n, entry in enumerate(data.get("migraties") or ())
            ),
        )

    def _note(self, code: str, wat: str, path: Path_, **more: str) -> None:
        self.problems.append(self.document.problem(code, wat, path, **more))

    def _doubles(self) -> None:
        for n, id_ in enumerate(self.ids):
            if id_ in self.ids[:n]:
                self._note(
                    "GGZ150",
                    f"de stap '{id_}' bestaat al",
                    ("stappen", n, "id"),
                    herstel="Geef elke stap een eigen id",
                )

    def _target(self, id_: str, path: Path_) -> str:
        if id_ not in self.ids and len(set(self.ids)) == len(self.ids):  # else a step that is there twice took its id
            self._note(
                "GGZ151",
                f"de stap '{id_}' bestaat niet",
                path,
                bedoelt_u=nearest(id_, self.ids),
                toegestaan=listing(self.ids, limit=20),
            )
        return id_

    def _path(self, ids: Any, path: Path_) -> tuple[str, ...]:
        return tuple(self._target(str(id_), (*path, n)) for n, id_ in enumerate(ids))

    def _optional(self, entry: Mapping[str, Any], key: str, path: Path_) -> Condition | None:
        return self.conditions.read(entry[key], (*path, key)) if key in entry else None

    def _step(self, entry: Mapping[str, Any], path: Path_) -> Stap:
        soort = entry["soort"]
        branches = tuple(self._branch(b, (*path, "takken", n)) for n, b in enumerate(entry.get("takken") or ()))
        if "naar" in entry:
            branches = (*branches, Tak(naar=self._target(entry["naar"], (*path, "naar"))))
        if soort == "eind" and branches:
            self._note("GGZ152", "na een eind komt geen stap meer", path)
        if soort != "eind" and not branches:
            self._note("GGZ153", "deze stap leidt nergens heen", path, toegestaan="naar, of takken")
        if soort == "vraag" and not all(branch.antwoord for branch in branches):
            self._note(
                "GGZ154",
                "elke tak van een vraag heeft een antwoord nodig",
                path,
                toegestaan="takken met antwoord, als en naar",
            )
        answers = [branch.antwoord for branch in branches]
        for n, answer in enumerate(answers):
            if answer and answer in answers[:n]:
                wat = f"het antwoord '{answer}' staat hier al"
                self._note("GGZ154", wat, (*path, "takken", n, "antwoord"), herstel="Geef elke tak een eigen antwoord")
        contact = tuple(
            ContactRichting(
                als=self._optional(c, "als", (*path, "contact", n)), richting=tuple(c["richting"]), tekst=c["tekst"]
            )
            for n, c in enumerate(entry.get("contact") or ())
        )
        return Stap(
            id=entry["id"],
            soort=soort,
            tekst=entry["tekst"],
            wie=entry.get("wie", ""),
            uitkomst=entry.get("uitkomst", ""),
            takken=branches,
            gedaan_als=self._optional(entry, "gedaan_als", path),
            contact=contact,
            bron=read_sources(entry.get("bron")),
            let_op=entry.get("let_op", ""),
        )

    def _branch(self, entry: Mapping[str, Any], path: Path_) -> Tak:
        condition = self._optional(entry, "als", path)
        if (condition is None) == ("anders" not in entry):
            self._note("GGZ155", "een tak heeft of 'als' of 'anders: ja'", path, toegestaan="als, anders")
        return Tak(naar=self._target(entry["naar"], (*path, "naar")), antwoord=entry.get("antwoord", ""), als=condition)

    def _lane(self, entry: Mapping[str, Any], path: Path_) -> BaanDefinitie:
        states = tuple(
            BaanStand(
                stand=s["stand"], als=self.conditions.read(s["als"], (*path, "standen", n, "als")), tekst=s["tekst"]
            )
            for n, s in enumerate(entry["standen"])
        )
        return BaanDefinitie(id=entry["id"], tekst=entry["tekst"], standen=states, bron=read_sources(entry.get("bron")))

    def _interruption(self, entry: Mapping[str, Any], path: Path_) -> Onderbreking:
        condition = self.conditions.read(entry["als"], (*path, "als"))
        return Onderbreking(id=entry["id"], als=condition, tekst=entry["tekst"], bron=read_sources(entry.get("bron")))

    def _promise(self, entry: Mapping[str, Any], path: Path_) -> Belofte:
        demand, below = entry["elk_pad"], (*path, "elk_pad")
        return Belofte(
            id=entry["id"],
            tekst=entry["tekst"],
            eindigt_bij=self._path(demand.get("eindigt_bij") or (), (*below, "eindigt_bij")),
            bevat=self._path(demand.get("bevat") or (), (*below, "bevat")),
            als=self._optional(demand, "als", below),
            behalve=self._optional(demand, "behalve", below),
        )

    def _migration(self, entry: Mapping[str, Any], path: Path_) -> Migratieregel:
        van, steps = entry["van"], entry.get("stappen") or {}
        before = [other["van"] for other in self.data["migraties"][: path[-1]]]
        if van == self.data["versie"] or van in before:
            wat = "dit is de versie van de workflow zelf" if van == self.data["versie"] else "deze versie staat er al"
            self._note("GGZ156", wat, (*path, "van"), herstel="Noem elke eerdere versie één keer")
        doable = {step["id"] for step in self.data["stappen"] if step["soort"] in DOABLE}
        for old, new in steps.items():
            if self._target(new, (*path, "stappen", old)) in self.ids and new not in doable:
                wat = f"stap '{new}' is geen activiteit of eind, en kan dus niet gedaan zijn"
                self._note("GGZ157", wat, (*path, "stappen", old), toegestaan=listing(sorted(doable), limit=20))
        gone = entry.get("vervallen") or []
        for n, old in enumerate(gone):
            if old in steps:
                wat = f"stap '{old}' staat bij 'stappen' en bij 'vervallen'"
                self._note("GGZ157", wat, (*path, "vervallen", n), herstel="Haal hem op een van beide plaatsen weg")
        return Migratieregel(van=van, stappen=dict(steps), vervallen=frozenset(gone))

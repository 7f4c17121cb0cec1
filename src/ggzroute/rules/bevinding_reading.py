"""Reads ``bevindingen.yaml``: dangers, and findings that are intended, with those of the packs that are used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ggzroute.documents import Document, Path_
from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.bevindingen import Bedoeld, Gevaar
from ggzroute.rules.condition_reading import ConditionReader
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.reading import read_sources

SOORTEN = (
    *("nooit", "zelfde", "binnen", "botsing-advies", "botsing-regie", "botsing-gelijke-rang", "botsing-maatje"),
    *("botsing-afleiding", "gat-regie", "gat-regie-nooit", "gat-vraag", "gat-gevaar"),
    *("ongebruikt-begrip", "ongebruikte-bron", "ongebruikte-functie"),
)
"""What the id of a finding can begin with."""

T = TypeVar("T", Gevaar, Bedoeld)


def used_findings(packs: Iterable[RulePack]) -> tuple[tuple[Gevaar, ...], tuple[Bedoeld, ...]]:
    """The dangers and the intended findings of used packs, each once."""
    found = list(packs)
    return _once(danger for p in found for danger in p.gevaren), _once(listed for p in found for listed in p.bedoeld)


def _once(entries: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(entries))


def read_findings(
    document: Document,
    below: tuple[tuple[Gevaar, ...], tuple[Bedoeld, ...]],
    vocabulary: Vocabulary,
    pakket: str,
    problems: list[Problem],
) -> tuple[tuple[Gevaar, ...], tuple[Bedoeld, ...]]:
    """Every danger and every intended finding that a pack knows.

    Args:
        document: ``bevindingen.yaml`` of the pack, whose structure is right.
        below: those of the packs it uses.
        vocabulary: the facts that a condition may name.
        pakket: name of the pack.
        problems: what is wrong is added here.
    """
    dangers, listed = list(below[0]), list(below[1])
    reader = ConditionReader(document, vocabulary, problems)
    for n, entry in enumerate(document.data.get("gevaren") or ()):
        path: Path_ = ("gevaren", n)
        if entry["id"] in {danger.id for danger in dangers}:
            wat = f"het gevaar '{entry['id']}' bestaat al, hier of in een gebruikt pakket"
            problems.append(document.problem("GGZ250", wat, (*path, "id"), herstel="Geef elk gevaar een eigen id"))
        dangers.append(
            Gevaar(
                id=entry["id"],
                wat=entry["wat"],
                als=reader.read(entry["als"], (*path, "als")),
                bron=read_sources(entry["bron"]),
                pakket=pakket,
            )
        )
    for n, entry in enumerate(document.data.get("bedoeld") or ()):
        for k, id_ in enumerate(entry["bevindingen"]):
            place = ("bedoeld", n, "bevindingen", k)
            problems += _id_problems(document, id_, place, {own.bevinding for own in listed if own.pakket == pakket})
            listed.append(Bedoeld(bevinding=id_, reden=entry["reden"], bron=read_sources(entry["bron"]), pakket=pakket))
    return tuple(dangers), tuple(listed)


def _id_problems(document: Document, id_: str, place: Path_, known: set[str]) -> Iterable[Problem]:
    kind = id_.partition("/")[0]
    if kind not in SOORTEN:
        wat, near = f"'{kind}' is geen soort bevinding", nearest(kind, SOORTEN)
        yield document.problem("GGZ251", wat, place, toegestaan=listing(SOORTEN), bedoelt_u=near)
    if id_ in known:
        yield document.problem("GGZ252", "deze bevinding staat hier al", place, herstel="Laat haar een keer staan")

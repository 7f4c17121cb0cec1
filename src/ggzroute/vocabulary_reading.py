"""Reads ``begrippen.yaml`` into a :class:`~ggzroute.vocabulary.Vocabulary`.

The structure of the document is held by its JSON Schema; this reader adds what a schema cannot say.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ggzroute.documents import Document, read_file
from ggzroute.problems import Problem, listing, nearest
from ggzroute.resources import rules_root
from ggzroute.vocabulary import STATES, Begrip, Soort, Type, Verboden, Vocabulary

_JA_NEE = {"ja": "ja", "nee": "nee"}


def read_vocabulary(document: Document) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary of one document and everything that is wrong with it.

    Args:
        document: a ``begrippen.yaml`` whose structure was checked against its schema.
    """
    data = document.data or {}
    problems: list[Problem] = []
    facts: dict[str, Begrip] = {}
    for name, entry in (data.get("begrippen") or {}).items():
        path = ("begrippen", name)
        problems += _check(document, path, entry)
        facts[name] = _begrip(name, entry)
    forbidden = tuple(
        Verboden(
            namen=frozenset(str(name).lower() for name in entry["namen"]),
            waarom=entry["waarom"],
            in_plaats_daarvan=entry.get("in_plaats_daarvan", ""),
        )
        for entry in data.get("verboden_invoer") or ()
    )
    vocabulary = Vocabulary(facts, forbidden)
    problems += [
        document.problem(
            "GGZ205",
            f"'{name}' heet naar invoer die geweigerd wordt",
            ("begrippen", name),
            herstel="Kies een andere naam",
        )
        for name in facts
        if vocabulary.forbidden(name)
    ]
    return vocabulary, problems


@cache
def standard_vocabulary() -> Vocabulary:
    """The vocabulary of the pack ``landelijk``: what a casus is read with when no pack is named."""
    return read_vocabulary(read_file(rules_root() / "landelijk" / "begrippen.yaml"))[0]


def read_type(entry: Mapping[str, Any]) -> Type:
    """The type of a fact, a field or the values of a table."""
    soort = Soort(entry["type"])
    values = _JA_NEE if soort is Soort.JA_NEE else _labels(entry.get("waarden"))
    keys = entry.get("sleutel")
    return Type(
        soort=soort,
        waarden=values,
        velden={name: read_type(field) for name, field in (entry.get("velden") or {}).items()},
        sleutels=_labels(keys) if isinstance(keys, Mapping | list) else {},
        waarde=read_type(entry["waarde"]) if "waarde" in entry else None,
    )


def _labels(values: Any) -> Mapping[str, str]:
    if values is None:
        return {}
    return (
        {str(code): str(label) for code, label in values.items()}
        if isinstance(values, Mapping)
        else {str(v): str(v) for v in values}
    )


def _begrip(name: str, entry: Mapping[str, Any]) -> Begrip:
    return Begrip(
        naam=name,
        type=read_type(entry),
        vraag=entry["vraag"],
        antwoord_door=tuple(entry["antwoord_door"]),
        gevoelig=entry["gevoelig"] == "ja",
        niveau=entry.get("niveau", "casus"),
        toelichting=entry.get("toelichting", ""),
        afleiding=entry.get("afleiding", ""),
        van=entry.get("van", ""),
        zichtbaar_voor=_readers(entry.get("zichtbaar_voor")),
    )


def _readers(told: Any) -> Mapping[str, tuple[str, ...]]:
    """Who sees a fact, by key; under ``""`` when it holds for the whole fact."""
    if told is None:
        return {}
    return {key: tuple(readers) for key, readers in (told if isinstance(told, Mapping) else {"": told}).items()}


def _check(document: Document, path: tuple[str | int, ...], entry: Mapping[str, Any]) -> list[Problem]:
    found = []
    soort = entry["type"]
    for needed, kinds in (
        ("waarden", ("keuze", "keuzes")),
        ("velden", ("record", "records")),
        ("waarde", ("tabel",)),
        ("sleutel", ("tabel",)),
    ):
        if soort in kinds and needed not in entry:
            found.append(document.problem("GGZ201", f"een begrip van type {soort} heeft '{needed}' nodig", path))
        if soort not in kinds and needed in entry:
            near = nearest(soort, kinds) or listing(kinds)
            found.append(
                document.problem(
                    "GGZ202",
                    f"'{needed}' hoort niet bij type {soort}",
                    (*path, needed),
                    herstel=f"Haal het weg, of kies type {near}",
                )
            )
    values = entry.get("waarden") or ()
    found += [
        document.problem(
            "GGZ203",
            f"'{state}' is een toestand die elk feit kan hebben",
            (*path, "waarden"),
            herstel="Haal deze waarde weg",
        )
        for state in STATES
        if state in values
    ]
    for field, spec in (entry.get("velden") or {}).items():
        found += _check(document, (*path, "velden", field), spec)
    if isinstance(entry.get("waarde"), Mapping):
        found += _check(document, (*path, "waarde"), entry["waarde"])
    return found

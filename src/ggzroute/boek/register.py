"""The alphabetical index: everything in the book that has a name."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ggzroute.boek.boek import Boek
from ggzroute.boek.verwijzen import Link
from ggzroute.domain.woorden import fold

OTHER = "0-9"


@attrs.frozen(kw_only=True)
class Ingang:
    """One entry of the index.

    Attributes:
        naam: the name it is filed under.
        soort: what it is.
        link: where it stands.
    """

    naam: str
    soort: str
    link: Link


def index(boek: Boek) -> dict[str, tuple[Ingang, ...]]:
    """First letter to the entries, in alphabetical order."""
    found: dict[str, list[Ingang]] = {}
    for entry in sorted(_entries(boek), key=lambda entry: (fold(entry.naam), entry.soort, entry.link.href)):
        letter = fold(entry.naam)[:1].upper()
        found.setdefault(letter if letter.isalpha() else OTHER, []).append(entry)
    return {letter: tuple(entries) for letter, entries in sorted(found.items())}


def _entries(boek: Boek) -> Iterator[Ingang]:
    pack = boek.pack
    for rule in pack.regels.values():
        yield Ingang(naam=rule.titel, soort="regel", link=boek.regel(rule.id))
    for begrip in pack.vocabulary.values():
        yield Ingang(naam=_plain(begrip.naam), soort="begrip", link=boek.feit(begrip.naam))
    for id_ in (*pack.kaart.organisaties, *pack.kaart.functies):
        yield Ingang(naam=pack.kaart.label(id_), soort="sociale kaart", link=boek.organisatie(id_))
    for conflict in pack.conflicten:
        yield Ingang(naam=conflict.wat, soort="conflict", link=boek.conflict(conflict.id))
    for gate in pack.poorten.values():
        yield Ingang(naam=gate.titel, soort="poort", link=boek.poort(gate.id))
    for entry in pack.interventies.values():
        yield Ingang(naam=entry.titel, soort="interventie", link=boek.interventie(entry.id))
    for workflow in pack.workflows.values():
        yield Ingang(naam=workflow.titel, soort="workflow", link=boek.workflow(workflow.naam))
    for table in boek.stof.tabellen:
        yield Ingang(naam=table.tabel.titel, soort="beslistabel", link=boek.tabel(table.tabel.id))
    for name, casus in boek.proef.casussen.items():
        if casus.resultaat is not None:
            yield Ingang(naam=casus.fixture.titel, soort="casus", link=boek.casus(name))


def _plain(name: str) -> str:
    """The name of a fact, its own part first: ``persoon.werkwens`` as ``werkwens (persoon)``."""
    space, _, own = name.partition(".")
    return f"{own.replace('_', ' ')} ({space})" if own else space

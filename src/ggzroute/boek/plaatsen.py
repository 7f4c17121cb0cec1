"""Every place in a source that the pack cites, with what stands on it: from a page of a document to a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from ggzroute.boek.proef import Proef
from ggzroute.boek.stof import Stof
from ggzroute.domain.bron import Bron
from ggzroute.domain.kaart import Functie, Organisatie
from ggzroute.rules.bevindingen import Bedoeld, Gevaar
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack, Uitzondering
from ggzroute.workflow.definition import BaanDefinitie, Onderbreking, Stap

_NUMBERS: Final = re.compile(r"(\d+)")


@attrs.frozen
class Vermelding:
    """Something that stands on a place in a source.

    Attributes:
        bron: the place.
        soort: what it is, in Dutch.
        naam: its name.
    """

    bron: Bron
    soort: str
    naam: str


@attrs.frozen(eq=False, repr=False)
class Plaatsen:
    """The places, by document.

    Attributes:
        alle: document to place to what stands on it, in the order of the document.
    """

    alle: Mapping[str, Mapping[str, tuple[Vermelding, ...]]]

    @classmethod
    def of(cls, found: Iterable[Vermelding]) -> Plaatsen:
        """The places of these citations."""
        index: dict[str, dict[str, list[Vermelding]]] = {}
        for one in found:
            index.setdefault(one.bron.document, {}).setdefault(one.bron.plaats, []).append(one)
        return cls(
            {
                document: {name: tuple(dict.fromkeys(places[name])) for name in sorted(places, key=natural)}
                for document, places in sorted(index.items())
            }
        )

    def nummer(self, bron: Bron) -> int:
        """The number of a place in its document, from 1."""
        return list(self.alle[bron.document]).index(bron.plaats) + 1


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts ``§4.10`` after ``§4.9``."""
    parts = _NUMBERS.split(text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def cite(stof: Stof, proef: Proef, replaced: Iterable[Rule]) -> Iterator[Vermelding]:
    """Every citation of the pack and of those it builds on.

    Args:
        stof: what the book is made of.
        proef: the casussen.
        replaced: rules of used packs that are said otherwise.
    """
    for kind, name, sources in (*_rules(stof, replaced), *_choices(stof.pack), *_others(stof), *_casussen(proef)):
        yield from (Vermelding(bron, kind, name) for bron in sources)


_Cited = Iterator[tuple[str, str, Iterable[Bron]]]
"""Kind, name and sources of something."""


def _rules(stof: Stof, replaced: Iterable[Rule]) -> _Cited:
    for rule in (*stof.pack.regels.values(), *replaced):
        yield "regel", rule.id, rule.bron
    for table in stof.tabellen:
        yield "tabel", table.tabel.id, (*table.tabel.bron, *(bron for row in table.tabel.rijen for bron in row.bron))
    for conflict in stof.pack.conflicten:
        yield "conflict", conflict.id, (bron for side in conflict.kanten for bron in side.bron)


def _choices(pack: RulePack) -> _Cited:
    for gate in pack.poorten.values():
        yield "poort", gate.id, (*gate.bron, *(bron for named in gate.voorwaarden for bron in named.bron))
    for entry in pack.interventies.values():
        leads = (entry.trekker, *((entry.niet_alleen,) if entry.niet_alleen else ()))
        warned = (warning.waarschuwing for warning in entry.waarschuwingen)
        parts = (*entry.past_als, *entry.elementen, *leads, *warned)
        yield "interventie", entry.id, (*entry.bron, *(bron for part in parts for bron in part.bron))


def _others(stof: Stof) -> _Cited:
    pack = stof.pack
    for workflow in pack.workflows.values():
        parts: tuple[Stap | BaanDefinitie | Onderbreking, ...]
        parts = (*workflow.stappen.values(), *workflow.banen, *workflow.onderbrekingen)
        yield "workflow", workflow.naam, (*workflow.bron, *(bron for part in parts for bron in part.bron))
    entries: tuple[Organisatie | Functie, ...] = (*pack.kaart.organisaties.values(), *pack.kaart.functies.values())
    for entry in entries:
        yield "organisatie", entry.id, entry.bron
    exceptions = (exception for own in stof.pakketten for exception in own.uitzonderingen)
    findings: tuple[Gevaar | Bedoeld | Uitzondering, ...] = (*pack.gevaren, *pack.bedoeld, *exceptions)
    for finding in findings:
        yield "bevinding", "", finding.bron


def _casussen(proef: Proef) -> _Cited:
    for naam, casus in proef.casussen.items():
        fixture = casus.fixture
        outcomes = (bron for outcome in (*fixture.uitkomsten, *fixture.mag_niet) for bron in outcome.bron)
        yield "casus", naam, (*fixture.bron, *outcomes)

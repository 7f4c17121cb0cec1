"""What a pack holds and nothing uses: facts, source documents, and functions on the sociale kaart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from ggzroute.analysis.bevinding import Bevinding
from ggzroute.documents import read_text
from ggzroute.domain.bron import Bron
from ggzroute.domain.facts import INVENTARIS
from ggzroute.rules.conclusions import Actor
from ggzroute.rules.conditions import Term, fact_name
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Vocabulary

BY_LIBRARY: Final = frozenset(
    {
        "contact.pogingen",
        "netwerk.eerder_betrokken",
        "persoon.laatste_contact",
        "persoon.vertrouwt",
        "regie.afgestemd_met",
        "regie.regievoerder",
        "vraag.ontvanger",
        INVENTARIS,
    }
)
"""Facts that the library itself looks at, whatever the rules say."""


def find_unused(pack: RulePack, others: Iterable[RulePack] = ()) -> Iterator[Bevinding]:
    """Everything of a pack itself that is never used, there or in a pack that builds on it.

    Args:
        pack: the pack.
        others: packs that may build on it.
    """
    used = _Used()
    used.look_at(pack)
    for other in others:
        if any(below.pakket == pack.pakket for below in _below(other)):
            used.look_at(other)
    below = list(_below(pack))
    for name in pack.vocabulary:
        known = any(name in other.vocabulary for other in below) or name in BY_LIBRARY
        if name not in used.words and not known and not _of_network(name, pack.vocabulary):
            wat = f"geen regel, workflow, conflict, poort of interventie kijkt naar {name}"
            yield Bevinding(id=f"ongebruikt-begrip/{name}", soort="ongebruikt", wat=wat)
    for document in pack.bronnen:
        if document not in used.documents:
            wat = f"de bron {document} staat in pack.yaml, maar niets verwijst ernaar"
            yield Bevinding(id=f"ongebruikte-bron/{document}", soort="ongebruikt", wat=wat)
    for function in pack.kaart.functies:
        if function not in used.actors and not any(function in other.kaart.functies for other in below):
            wat = f"de functie {function} van de sociale kaart komt in geen regel, workflow of casus voor"
            yield Bevinding(id=f"ongebruikte-functie/{function}", soort="ongebruikt", wat=wat)


def _below(pack: RulePack) -> Iterator[RulePack]:
    """The packs that a pack builds on, and those below them."""
    for used in pack.gebruikt:
        yield used
        yield from _below(used)


def _of_network(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a fact follows from the network: the library itself shows it."""
    return vocabulary[name].afleiding == "netwerk"


class _Used:
    """The facts, documents and functions that were seen."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.documents: set[str] = set()
        self.actors: set[str] = set()

    def look(self, part: Any) -> None:
        """See what is in a part of a pack, however deep."""
        match part:
            case Term():
                self.words |= {part.name, *({fact_name(part.key)} if part.key else ())}
            case Bron():
                self.documents.add(part.document)
            case Actor():
                self.actors.add(part.naam)
            case str():
                self.words.add(fact_name(part))
            case dict() | Vocabulary():
                for key, value in part.items():
                    self.look(key)
                    self.look(value)
            case list() | tuple() | set() | frozenset():
                for inner in part:
                    self.look(inner)
            case _ if attrs.has(type(part)):
                for field in attrs.fields(type(part)):
                    if field.name not in ("type", "toelichting", "let_op"):
                        self._field(field.name, getattr(part, field.name))

    def _field(self, name: str, value: Any) -> None:
        if name in ("rol", "wie", "door", "functie") and isinstance(value, str):
            self.actors.add(value)
        self.look(value)

    def look_at(self, pack: RulePack) -> None:
        """See what a pack uses: its rules and all that stands beside them, and its casussen."""
        parts = (pack.regels, pack.workflows, pack.conflicten, pack.poorten, pack.interventies, pack.gevaren)
        for part in (*parts, pack.uitzonderingen):
            self.look(part)
        for sources in (
            *(found.bron for found in pack.kaart.organisaties.values()),
            *(found.bron for found in pack.kaart.functies.values()),
        ):
            self.look(sources)
        for file in pack.casussen:
            self._casus(read_text(file.inhoud, file.bestand).data)

    def _casus(self, data: Any) -> None:
        """Who and what source is named in a casus; what it says of facts is no use of them."""
        match data:
            case dict():
                if isinstance(data.get("document"), str):
                    self.documents.add(data["document"])
                for key, value in data.items():
                    if key != "document":
                        self._casus(value)
            case list():
                for value in data:
                    self._casus(value)
            case str():
                self.actors.add(data)

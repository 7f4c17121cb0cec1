"""The sociale kaart: organisations and functions, what they do, and which roles they can and cannot take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from ggzroute.domain.bron import Bron


@attrs.frozen(kw_only=True)
class Organisatie:
    """An organisation on the sociale kaart.

    Attributes:
        id: short code.
        naam: name as the source writes it.
        soort: kind of organisation, a code of ``organisatie.soort``.
        regio: ``landelijk`` or a region code.
        subregio: sub-region code, or ``None``.
        doet: what it does, in Dutch.
        kan: roles it can take.
        kan_niet: roles that a source excludes.
        bron: where this stands.
        nagekeken_op: the day the entry was last checked, or ``None``.
        let_op: remark in Dutch, may be empty.
    """

    id: str
    naam: str
    soort: str
    regio: str
    subregio: str | None = None
    doet: str = ""
    kan: frozenset[str] = frozenset()
    kan_niet: frozenset[str] = frozenset()
    bron: tuple[Bron, ...] = ()
    nagekeken_op: dt.date | None = None
    let_op: str = ""


@attrs.frozen(kw_only=True)
class Functie:
    """A function that somebody can have, without a name of a person.

    Attributes:
        id: short code (``casemanager``).
        naam: Dutch label.
        werkt_bij: kinds of organisation where the function is found.
        bron: where this stands.
    """

    id: str
    naam: str
    werkt_bij: frozenset[str] = frozenset()
    bron: tuple[Bron, ...] = ()


@attrs.frozen(kw_only=True)
class Kaart:
    """The organisations and functions of a pack and of the packs it builds on.

    Attributes:
        organisaties: id to organisation.
        functies: id to function.
    """

    organisaties: Mapping[str, Organisatie] = attrs.field(factory=dict)
    functies: Mapping[str, Functie] = attrs.field(factory=dict)

    def __contains__(self, id_: str) -> bool:
        return id_ in self.organisaties or id_ in self.functies

    def merged(self, other: Kaart) -> Kaart:
        """This kaart with the entries of ``other`` added; an entry of ``other`` wins over one of the same id."""
        return Kaart(
            organisaties={**self.organisaties, **other.organisaties}, functies={**self.functies, **other.functies}
        )

    def label(self, id_: str) -> str:
        """The Dutch name of an organisation or function, or the id itself."""
        found = self.organisaties.get(id_) or self.functies.get(id_)
        return found.naam if found else id_

    def of_kind(self, soort: str, subregio: str | None) -> tuple[Organisatie, ...]:
        """Organisations of one kind in a sub-region; without a sub-region those that serve the whole region."""
        found = [o for o in self.organisaties.values() if o.soort == soort]
        near = [o for o in found if o.subregio == subregio] if subregio else []
        return tuple(near or [o for o in found if o.subregio is None])

"""The sociale kaart: organisations and functions, what they do, where to knock, and which roles they can take.

It never holds a name or contact details of a person; what is read is held to that.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Final

import attrs

from ggzroute.domain.bron import Bron

LANDELIJK: Final = "landelijk"
"""Region of an entry that holds for the whole country."""

ONBEKEND: Final = "onbekend"
"""Region or sub-region of an entry of which the source does not say where it works."""


def a_year_later(day: dt.date) -> dt.date:
    """The same day a year later; the last day of February when that day does not exist."""
    if day.year == dt.MAXYEAR:
        return dt.date.max
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return dt.date(day.year + 1, day.month, min(day.day, last))


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
        loket: where and how to knock, a Dutch sentence; empty when the sources do not say.
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
    loket: str = ""
    kan: frozenset[str] = frozenset()
    kan_niet: frozenset[str] = frozenset()
    bron: tuple[Bron, ...] = ()
    nagekeken_op: dt.date | None = None
    let_op: str = ""

    def stale_on(self, peildatum: dt.date) -> bool:
        """Whether the entry was last checked more than a year before ``peildatum``, or never.

        On the same day a year later it still counts; the day after it does not. An entry that was checked after the
        peildatum is not stale.
        """
        return self.nagekeken_op is None or peildatum > a_year_later(self.nagekeken_op)


@attrs.frozen(kw_only=True)
class Functie:
    """A function that somebody can have, without a name of a person.

    Attributes:
        id: short code (``casemanager``).
        naam: Dutch label.
        werkt_bij: kinds of organisation where the function is found.
        bron: where this stands.
        let_op: remark in Dutch, may be empty.
    """

    id: str
    naam: str
    werkt_bij: frozenset[str] = frozenset()
    bron: tuple[Bron, ...] = ()
    let_op: str = ""


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

    def stale_on(self, peildatum: dt.date) -> tuple[Organisatie, ...]:
        """The organisations whose entry is stale on ``peildatum``: those never checked first, then the oldest."""
        found = [o for o in self.organisaties.values() if o.stale_on(peildatum)]
        return tuple(sorted(found, key=lambda o: (o.nagekeken_op or dt.date.min, o.id)))

    def of_kind(self, soort: str, subregio: str | None) -> tuple[Organisatie, ...]:
        """Organisations of one kind in a sub-region; without a sub-region those that serve the whole region."""
        found = [o for o in self.organisaties.values() if o.soort == soort]
        near = [o for o in found if o.subregio == subregio] if subregio else []
        return tuple(near or [o for o in found if o.subregio is None])

"""What the sociale kaart answers: who was found, how near, why, and how the question was read."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import attrs

from ggzroute.domain.kaart import Functie, Organisatie
from ggzroute.domain.zoekvraag import Begrepen


class Afstand(StrEnum):
    """How near an organisation works to the place that was asked for, near before far."""

    SUBREGIO = "subregio"
    REGIO = "regio"
    LANDELIJK = "landelijk"
    ONBEKEND = "onbekend"
    """The source does not say where it works: perhaps here."""


@attrs.frozen(kw_only=True)
class Treffer:
    """An organisation that was found.

    Attributes:
        organisatie: the entry of the kaart.
        afstand: how near it works, or ``None`` when no place was asked for.
        waarom: why it was found, Dutch phrases.
        verouderd: whether the entry is stale on the peildatum; ``None`` when no peildatum was given.
    """

    organisatie: Organisatie
    afstand: Afstand | None
    waarom: tuple[str, ...]
    verouderd: bool | None

    def to_dict(self) -> dict[str, Any]:
        """The find as plain JSON types."""
        o = self.organisatie
        return {
            **attrs.asdict(o, recurse=False),
            "kan": sorted(o.kan),
            "kan_niet": sorted(o.kan_niet),
            "bron": [bron.to_dict() for bron in o.bron],
            "nagekeken_op": o.nagekeken_op.isoformat() if o.nagekeken_op else None,
            "afstand": self.afstand,
            "waarom": list(self.waarom),
            "verouderd": self.verouderd,
        }


@attrs.frozen(kw_only=True)
class Antwoord:
    """What the sociale kaart answers.

    Attributes:
        begrepen: how the question was read.
        treffers: organisations that fit, near before far, and the best fit first.
        uitgesloten: organisations near enough of which a source says that they cannot take the role.
        ingangen: organisations in the sub-region that show the way, when they are not among ``treffers``.
        functies: functions that fit.
        meldingen: what the reader should know about the answer, Dutch sentences.
        peildatum: the day for which it was looked whether entries are stale, or ``None``.
    """

    begrepen: Begrepen
    treffers: tuple[Treffer, ...]
    uitgesloten: tuple[Treffer, ...] = ()
    ingangen: tuple[Treffer, ...] = ()
    functies: tuple[Functie, ...] = ()
    meldingen: tuple[str, ...] = ()
    peildatum: dt.date | None = None

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain JSON types."""
        read = self.begrepen
        finds = ("treffers", "uitgesloten", "ingangen")
        return {
            "begrepen": {
                "rollen": list(read.rollen),
                "soort": read.soort,
                "subregios": sorted(read.subregios),
                "regios": sorted(read.regios),
                "woorden": list(read.woorden.values()),
            },
            "peildatum": self.peildatum.isoformat() if self.peildatum else None,
            **{key: [found.to_dict() for found in getattr(self, key)] for key in finds},
            "functies": [_function(functie) for functie in self.functies],
            "meldingen": list(self.meldingen),
        }


def _function(functie: Functie) -> dict[str, Any]:
    sources = [bron.to_dict() for bron in functie.bron]
    return {**attrs.asdict(functie, recurse=False), "werkt_bij": sorted(functie.werkt_bij), "bron": sources}

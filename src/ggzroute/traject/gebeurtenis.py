"""One event of a traject: what happened, when it held, when it was known, and who noted it."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from ggzroute.traject.soorten import Inhoud

ROLLEN: Final = (
    "hulpvrager",
    "ontvanger",
    "vrager",
    "regievoerder",
    "maatje",
    "klantmanager",
    "uwv",
    "ggz",
    "wijkteam",
    "werkgever",
    "behandelaar",
    "woonbegeleider",
    "verzekeringsarts",
    "organisatie",
    "regio",
)
"""Roles that can note an event: those that may answer a question of the vocabulary."""


@attrs.frozen(kw_only=True, repr=False)
class Gebeurtenis:
    """One event of a traject.

    Attributes:
        nr: 1, 2, 3, ... without a gap.
        geldt_op: the day from which it held.
        bekend_op: the day on which it was known.
        door: role, or id of a betrokkene, that noted it.
        inhoud: what happened.
        vorige: hash of the event before it, or of the head.
        hash: SHA-256 of this event in its fixed form, ``vorige`` included.
    """

    nr: int
    geldt_op: dt.date
    bekend_op: dt.date
    door: str
    inhoud: Inhoud
    vorige: str
    hash: str = ""

    def __repr__(self) -> str:
        return f"Gebeurtenis({self.nr}, {self.inhoud.soort!r})"

    @property
    def soort(self) -> str:
        """Code of the kind."""
        return self.inhoud.soort

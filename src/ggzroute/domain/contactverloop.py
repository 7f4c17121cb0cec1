"""What follows from the days on which somebody was in contact with the hulpvrager, or tried to be.

The last thing that happened counts, as long as it is certain what that was. No number of days makes a contact old,
because no source names one. What people say about the day itself goes before what follows from earlier days.

Source: hr2017 §2.1.2 (24-11-2016) casus 2 with Bijlage IV (attempts), and §2.1.3 (6-12-2016) casus 4 (an old contact is
no sight of the hulpvrager today).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

IN_BEELD: Final = "in_beeld"
CONTACT_KWIJT: Final = "contact_kwijt"
ONBEKEND: Final = "onbekend"


class Grond(StrEnum):
    """What a stand rests on, or why there is none."""

    IN_BEELD_BIJ = "in_beeld_bij"
    NIET_IN_BEELD_BIJ = "niet_in_beeld_bij"
    CONTACT_NU = "contact_nu"
    CONTACT_EERDER = "contact_eerder"
    CONTACT_GEEN = "contact_geen"
    RELATIE = "relatie"
    RELATIE_NIET = "relatie_niet"
    POGING_BEANTWOORD = "poging_beantwoord"
    POGING_ONBEANTWOORD = "poging_onbeantwoord"
    CONTACT_VOORBIJ = "contact_voorbij"
    POGING_ZONDER_UITSLAG = "poging_zonder_uitslag"
    POGING_ZONDER_DATUM = "poging_zonder_datum"
    ALLEEN_LAATSTE_CONTACT = "alleen_laatste_contact"
    TEGENSPRAAK = "tegenspraak"
    NIETS_BEKEND = "niets_bekend"
    IEMAND_HEEFT_CONTACT = "iemand_heeft_contact"
    GEZEGD_IN_BEELD = "gezegd_in_beeld"
    GEZEGD_BEREIKBAAR = "gezegd_bereikbaar"
    NIEMAND_HEEFT_CONTACT = "niemand_heeft_contact"
    NIET_GEINVENTARISEERD = "niet_geinventariseerd"
    ONBEKEND_BIJ_IEMAND = "onbekend_bij_iemand"
    GEEN_ORGANISATIE = "geen_organisatie"


@attrs.frozen(kw_only=True, repr=False)
class Poging:
    """One attempt to reach the hulpvrager; what is unknown is ``None``.

    Attributes:
        kanaal: code of the channel.
        datum: the day.
        contact: whether there was contact.
        door: name of whoever tried: id, organisation or function.
    """

    kanaal: str | None = None
    datum: dt.date | None = None
    contact: bool | None = None
    door: str | None = None

    def __repr__(self) -> str:
        return "Poging()"


@attrs.frozen(kw_only=True, repr=False)
class Verloop:
    """What happened on which days, up to and including the peildatum."""

    beantwoord: list[dt.date]
    onbeantwoord: list[dt.date]
    onduidelijk: list[dt.date]
    laatste: list[dt.date]
    voorbij: list[dt.date]

    @property
    def contact(self) -> dt.date | None:
        """The last day with contact."""
        return max([*self.beantwoord, *self.laatste, *self.voorbij], default=None)

    @property
    def gemist(self) -> dt.date | None:
        """The last day on which there was certainly no contact: an attempt failed, or the contact was over."""
        over = [day + dt.timedelta(days=1) for day in self.voorbij]
        return max([*self.onbeantwoord, *over], default=None)


def stand_of(
    stated: Iterable[tuple[bool, Grond]], verloop: Verloop, undated: tuple[Poging, ...]
) -> tuple[str, tuple[Grond, ...]]:
    """What people say about the day goes before what follows from earlier days."""
    said = list(stated)
    if not said:
        return _dated(verloop, undated)
    grounds = tuple(dict.fromkeys(ground for _, ground in said))
    answers = {holds for holds, _ in said}
    if len(answers) > 1:
        return ONBEKEND, (Grond.TEGENSPRAAK, *grounds)
    return (IN_BEELD if answers == {True} else CONTACT_KWIJT), grounds


def _dated(verloop: Verloop, undated: tuple[Poging, ...]) -> tuple[str, tuple[Grond, ...]]:
    """What follows from the days: the last thing that happened counts, as long as it is certain what that was."""
    contact, missed, unclear = verloop.contact, verloop.gemist, max(verloop.onduidelijk, default=None)
    if missed is not None and after(missed, contact) and after(missed, unclear):
        over = missed not in verloop.onbeantwoord
        ground = Grond.CONTACT_VOORBIJ if over else Grond.POGING_ONBEANTWOORD
        return _unless_undated(CONTACT_KWIJT, ground, undated, contact=False)
    if verloop.beantwoord and not after(missed, contact) and not after(unclear, contact):
        return _unless_undated(IN_BEELD, Grond.POGING_BEANTWOORD, undated, contact=True)
    if unclear is not None and not (contact is not None and contact >= unclear):
        return ONBEKEND, (Grond.POGING_ZONDER_UITSLAG,)
    if contact is not None:
        return ONBEKEND, (Grond.ALLEEN_LAATSTE_CONTACT,)
    return ONBEKEND, (Grond.POGING_ZONDER_DATUM if undated else Grond.NIETS_BEKEND,)


def _unless_undated(
    stand: str, ground: Grond, undated: tuple[Poging, ...], *, contact: bool
) -> tuple[str, tuple[Grond, ...]]:
    """The stand, unless an attempt without a day may have come later and ended in another way."""
    if any(p.contact is not contact for p in undated):
        return ONBEKEND, (ground, Grond.POGING_ZONDER_DATUM)
    return stand, (ground,)


def after(day: dt.date | None, other: dt.date | None) -> bool:
    """Whether ``day`` is there, and later than ``other`` when that is there too."""
    return day is not None and (other is None or day > other)

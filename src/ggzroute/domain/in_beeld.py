"""What comes out about contact: with whom the hulpvrager is in sight, who lost contact, and since when.

These are facts for people to weigh. Nobody is labelled by them, and no ``repr`` shows who or when.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from ggzroute.domain.bron import Bron


@attrs.frozen(kw_only=True)
class Onderbouwing:
    """What a stand rests on, or what is missing for one.

    Attributes:
        grond: code of the ground.
        tekst: the ground as a Dutch sentence.
        bron: where the way of looking stands.
    """

    grond: str
    tekst: str
    bron: tuple[Bron, ...]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain JSON types."""
        return {"grond": self.grond, "tekst": self.tekst, "bron": [bron.to_dict() for bron in self.bron]}


@attrs.frozen(kw_only=True)
class Kanaal:
    """A way to seek contact that a source names.

    Attributes:
        kanaal: code of ``contact.pogingen``.
        bron: where it stands.
    """

    kanaal: str
    bron: tuple[Bron, ...]

    def to_dict(self) -> dict[str, Any]:
        """The channel as plain JSON types."""
        return {"kanaal": self.kanaal, "bron": [bron.to_dict() for bron in self.bron]}


@attrs.frozen(kw_only=True, repr=False)
class InBeeldBij:
    """One organisation and its contact with the hulpvrager, on the peildatum.

    Attributes:
        wie: id of the betrokkene, or of an organisation or function that a fact about contact names.
        betrokken: ``nu``, ``voorheen`` or ``beoogd``; ``None`` when unknown.
        stand: ``in_beeld``, ``contact_kwijt`` (no contact now) or ``onbekend``.
        gronden: what the stand rests on.
        laatste_contact: the last day with contact, or ``None`` when unknown.
        dagen_sinds_contact: days from then to the peildatum, or ``None``.
        pogingen: number of attempts up to and including the peildatum.
        pogingen_sinds_contact: number of those after the last day with contact; all when that day is unknown.
        onbeantwoord_sinds: day of the first attempt without contact after the last contact, or ``None``.
        dagen_onbeantwoord: days from then to the peildatum, or ``None``.
        zonder_uitslag: number of dated attempts of which it is unknown whether there was contact.
        zonder_datum: number of attempts without a day; they count in nothing else.
        kanalen_geprobeerd: codes of the channels of the dated attempts.
        kanalen_zonder_datum: codes of the channels that were tried on an unknown day only.
        kanalen_nog_niet: channels that a source names and the attempts do not; empty when the attempts are unknown, and
            when there is contact.
    """

    wie: str
    betrokken: str | None
    stand: str
    gronden: tuple[Onderbouwing, ...]
    laatste_contact: dt.date | None = None
    dagen_sinds_contact: int | None = None
    pogingen: int = 0
    pogingen_sinds_contact: int = 0
    onbeantwoord_sinds: dt.date | None = None
    dagen_onbeantwoord: int | None = None
    zonder_uitslag: int = 0
    zonder_datum: int = 0
    kanalen_geprobeerd: tuple[str, ...] = ()
    kanalen_zonder_datum: tuple[str, ...] = ()
    kanalen_nog_niet: tuple[Kanaal, ...] = ()

    def __repr__(self) -> str:
        return f"InBeeldBij(stand={self.stand!r})"

    def to_dict(self) -> dict[str, Any]:
        """The contact of this organisation as plain JSON types."""
        days = {key: _iso(getattr(self, key)) for key in ("laatste_contact", "onbeantwoord_sinds")}
        return {
            **attrs.asdict(self, recurse=False),
            **days,
            "gronden": [part.to_dict() for part in self.gronden],
            "kanalen_geprobeerd": list(self.kanalen_geprobeerd),
            "kanalen_zonder_datum": list(self.kanalen_zonder_datum),
            "kanalen_nog_niet": [part.to_dict() for part in self.kanalen_nog_niet],
        }


@attrs.frozen(kw_only=True, repr=False)
class InBeeld:
    """With whom the hulpvrager is in sight on the peildatum.

    Attributes:
        stand: ``uit_beeld`` (nobody has contact, for certain), ``bij_iemand_in_beeld`` or ``onbekend``.
        gronden: what the stand rests on, or what is missing.
        organisaties: each organisation, those involved in the order of the casus, then those that only a fact names.
        anderen_met_contact: ids of others in the network who have contact.
        anderen_onbekend: ids of others in the network of whom that is unknown.
        oordeel: what people filled in at ``persoon.in_beeld``, or ``None``; maybe the judgement of one organisation.
        pogingen_zonder_organisatie: number of attempts that do not say who tried; they count for nobody.
    """

    stand: str
    gronden: tuple[Onderbouwing, ...]
    organisaties: tuple[InBeeldBij, ...] = ()
    anderen_met_contact: tuple[str, ...] = ()
    anderen_onbekend: tuple[str, ...] = ()
    oordeel: str | None = None
    pogingen_zonder_organisatie: int = 0

    def __repr__(self) -> str:
        return f"InBeeld(stand={self.stand!r}, {len(self.organisaties)} organisaties)"

    def bij(self, wie: str) -> InBeeldBij | None:
        """The organisation with this id, or ``None``."""
        return next((one for one in self.organisaties if one.wie == wie), None)

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain JSON types."""
        return {
            "stand": self.stand,
            "gronden": [part.to_dict() for part in self.gronden],
            "organisaties": [one.to_dict() for one in self.organisaties],
            "anderen_met_contact": list(self.anderen_met_contact),
            "anderen_onbekend": list(self.anderen_onbekend),
            "oordeel": self.oordeel,
            "pogingen_zonder_organisatie": self.pogingen_zonder_organisatie,
        }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None

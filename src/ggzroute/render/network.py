"""The network of a casus as people see it: who stands where, under which name, and how sure that is.

The pictures, the descriptions for who cannot see them, and the network as data all tell what is here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import attrs

from ggzroute.domain.netwerk import HULPVRAGER, RELATIE_WOORDEN, SOCIAAL, VOORHEEN

GELDT: Final = "geldt"
NIET: Final = "niet"
VOORBIJ: Final = "voorbij"
LATER: Final = "later"
_EIGEN_PLAATS: Final = frozenset({"is_maatje_van", "voert_regie_over"})


@attrs.frozen(kw_only=True, repr=False)
class Knoop:
    """A betrokkene in the picture.

    Attributes:
        id: id of the betrokkene.
        naam: name to show, in full.
        kring: ``sociaal`` or ``professioneel``.
        soort: kind, or ``None``.
        betrokken: ``nu``, ``voorheen``, ``beoogd`` or ``None`` when unknown.
        actief: ``actief``, ``passief`` or ``None`` when unknown.
        vraagt: whether this one brings in the question.
        maatje: whether this is the maatje.
        regie: whether this one holds the regie.
    """

    id: str
    naam: str
    kring: str
    soort: str | None = None
    betrokken: str | None = None
    actief: str | None = None
    vraagt: bool = False
    maatje: bool = False
    regie: bool = False

    def __repr__(self) -> str:
        return f"Knoop(kring={self.kring!r})"

    @property
    def voorheen(self) -> bool:
        """Whether the betrokkene was involved, and is no more."""
        return self.betrokken == VOORHEEN

    @property
    def teken(self) -> str:
        """The sign in the picture: ``vol``, ``leeg``, ``plus`` (beoogd) or ``vraag`` (unknown)."""
        if self.betrokken == "beoogd":
            return "plus"
        if self.actief == "passief":
            return "leeg"
        known = self.actief or (self.betrokken if self.kring != SOCIAAL or self.voorheen else None)
        if known is None:
            return "vraag"
        return "leeg" if self.voorheen else "vol"

    @property
    def stand(self) -> tuple[str, ...]:
        """What is said of it, in words."""
        involved = {"voorheen": "voorheen", "beoogd": "beoogd"}.get(self.betrokken or "")
        if self.kring == SOCIAAL:
            active: str | None = self.actief or (None if involved else "onbekend of actief")
        else:
            active = self.actief or ("onbekend of betrokken" if self.betrokken is None else None)
        said = (
            involved,
            active,
            "brengt de vraag in" if self.vraagt else None,
            "maatje" if self.maatje else None,
            "regievoerder" if self.regie else None,
        )
        return tuple(word for word in said if word)

    @property
    def regel(self) -> str:
        """Name and state on one line."""
        said = self.stand or (("nu betrokken",) if self.betrokken else ())
        return f"{self.naam} ({', '.join(said)})" if said else self.naam


@attrs.frozen(kw_only=True, repr=False)
class Lijn:
    """A relation in the picture.

    Attributes:
        van: id of a betrokkene, or ``hulpvrager``.
        naar: idem.
        soort: kind of relation.
        toestand: ``geldt``, ``niet`` (certain that it does not hold), ``voorbij`` or ``later``.
    """

    van: str
    naar: str
    soort: str
    toestand: str = GELDT

    def __repr__(self) -> str:
        return f"Lijn(soort={self.soort!r}, toestand={self.toestand!r})"


@attrs.frozen(kw_only=True, repr=False)
class Rol:
    """Who has a role: regievoerder or maatje.

    Attributes:
        wie: ids of those who have it.
        tekst: names, or what is known: ``geen``, ``onbekend``.
        advies: what is proposed, or ``""``.
        er_is: whether somebody has it for certain.
        geen: whether it is certain that nobody has it.
    """

    wie: tuple[str, ...]
    tekst: str
    advies: str = ""

    er_is: bool = False
    geen: bool = False

    def __repr__(self) -> str:
        return f"Rol({len(self.wie)})"


@attrs.frozen(kw_only=True, repr=False)
class Netwerkbeeld:
    """What a picture of the network shows.

    Attributes:
        casus: pseudonym of the casus.
        peildatum: the day, or ``None``.
        knopen: the betrokkenen, in the order of the casus.
        lijnen: the relations.
        regie: who holds the regie.
        maatje: who is the maatje.
        plus: whether that is a maatje+.
    """

    casus: str
    peildatum: dt.date | None
    knopen: tuple[Knoop, ...]
    lijnen: tuple[Lijn, ...]
    regie: Rol
    maatje: Rol
    plus: bool = False

    def __repr__(self) -> str:
        return f"Netwerkbeeld({len(self.knopen)} knopen, {len(self.lijnen)} lijnen)"

    @property
    def namen(self) -> Mapping[str, str]:
        """Id to name, the hulpvrager included."""
        return {HULPVRAGER: "hulpvrager", **{knoop.id: knoop.naam for knoop in self.knopen}}

    @property
    def getekend(self) -> tuple[Lijn, ...]:
        """The relations that are a line; a maatje and a regievoerder have a place of their own when it holds."""
        return tuple(
            lijn
            for lijn in self.lijnen
            if lijn.van != lijn.naar and not (lijn.toestand == GELDT and lijn.soort in _EIGEN_PLAATS)
        )

    def zin(self, lijn: Lijn) -> str:
        """A relation as a sentence."""
        said = {
            GELDT: "",
            NIET: " (zeker niet)",
            VOORBIJ: " (voorbij)",
            LATER: " (nog niet begonnen)",
        }[lijn.toestand]
        return f"{self.namen[lijn.van]} {RELATIE_WOORDEN[lijn.soort]} {self.namen[lijn.naar]}{said}"

"""Conclusions of rules: what a rule says when its condition holds.

A conclusion never decides: it proposes, advises, warns or asks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import attrs

from ggzroute.rules.conditions import Condition


class Wie(StrEnum):
    """How a conclusion names somebody."""

    GEBONDEN = "gebonden"
    """The betrokkene that the condition found."""
    KAART = "kaart"
    """An organisation or function on the sociale kaart."""
    ROL = "rol"
    """A role in this casus: hulpvrager, ontvanger, vrager, regievoerder, maatje."""
    SOORT = "soort"
    """Whoever is of this kind in the network, else on the sociale kaart."""


ROLLEN = ("hulpvrager", "ontvanger", "vrager", "regievoerder", "maatje")


@attrs.frozen
class Actor:
    """Somebody a conclusion names.

    Attributes:
        wie: how the name is meant.
        naam: bound name, id on the sociale kaart, role, or kind.
    """

    wie: Wie
    naam: str


class Verzamel(StrEnum):
    """How the values are put together that several rows of a decision table derive for one fact."""

    SOM = "som"
    SAMEN = "samen"


@attrs.frozen(kw_only=True)
class LeidAf:
    """Derives a fact, for rules of a later stratum.

    Attributes:
        feit: name of the fact.
        waarde: its value.
        verzamel: how values of more rules are put together; ``None`` when they must be the same.
    """

    feit: str
    waarde: Any
    verzamel: Verzamel | None = None


NO_RANG: Final = -1
"""The rang of a proposal that the regie ranking of its pack has yet to give one."""


@attrs.frozen(kw_only=True)
class KandidaatRegievoerder:
    """Proposes somebody as regievoerder. ``rang`` is 0 to 100; ``zolang`` is how long the proposal holds."""

    wie: Actor
    rang: int
    rol: str | None = None
    zolang: Condition | None = None
    tekst: str = ""


@attrs.frozen(kw_only=True)
class GeenRegievoerder:
    """Excludes somebody as regievoerder."""

    wie: Actor
    tekst: str = ""


@attrs.frozen(kw_only=True)
class StelRegiekeuzeUit:
    """The choice of a regievoerder waits until these facts are known."""

    tot_bekend: tuple[str, ...]
    tekst: str = ""


@attrs.frozen(kw_only=True)
class RegieOverdracht:
    """The regie can go over to somebody as soon as ``zodra`` holds."""

    naar: Actor
    rol: str | None = None
    zodra: Condition | None = None
    tekst: str = ""


class MaatjeStand(StrEnum):
    """What is to be done about a maatje, from weak to strong."""

    NAGAAN = "nagaan"
    WENSELIJK = "wenselijk"
    REGELEN = "regelen"
    NIET_TOEWIJZEN = "niet_toewijzen"


@attrs.frozen(kw_only=True)
class MaatjeNodig:
    """Says what is to be done about a maatje."""

    stand: MaatjeStand
    tekst: str = ""


@attrs.frozen(kw_only=True)
class KandidaatMaatje:
    """Proposes somebody, or an organisation, as maatje."""

    wie: Actor
    tekst: str = ""


class Richting(StrEnum):
    """Which way an advice points."""

    ADVISEER = "adviseer"
    RAAD_AF = "raad_af"
    VERBIED = "verbied"


@attrs.frozen(kw_only=True)
class Adviseer:
    """Advises an action, advises against it, or forbids it.

    Attributes:
        richting: for, against, or forbidden.
        handeling: code of the action.
        gebied: what it is about (``werk``, ``schulden``, ...).
        tekst: the advice as a Dutch sentence.
        door: who does it, or ``None``.
        voor: name of the date fact that is the deadline, or ``None``.
    """

    richting: Richting
    handeling: str
    gebied: str
    tekst: str
    door: Actor | None = None
    voor: str | None = None


@attrs.frozen(kw_only=True)
class Contact:
    """Advises to make contact with somebody."""

    met: Actor
    tekst: str
    door: Actor | None = None


@attrs.frozen(kw_only=True)
class Signaleer:
    """Points at something that people should know."""

    signaal: str
    tekst: str


@attrs.frozen(kw_only=True)
class StelVraag:
    """Asks for a fact."""

    feit: str


@attrs.frozen(kw_only=True)
class OnderbreekRoute:
    """Interrupts the route: this comes before everything else."""

    handeling: str
    naar: tuple[Actor, ...]
    tekst: str


Conclusion = (
    LeidAf
    | KandidaatRegievoerder
    | GeenRegievoerder
    | StelRegiekeuzeUit
    | RegieOverdracht
    | MaatjeNodig
    | KandidaatMaatje
    | Adviseer
    | Contact
    | Signaleer
    | StelVraag
    | OnderbreekRoute
)

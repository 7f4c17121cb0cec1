"""A report as data: sections with points, answers and sources. Each form of the report shows the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

import attrs

from ggzroute.domain.advies import Gezag
from ggzroute.domain.bron import Bron
from ggzroute.rules.model import AFGELEID
from ggzroute.taal.woorden import day_text


class Soort(StrEnum):
    """What a point is, where that shows."""

    GEWOON = ""
    STAP = "stap"
    KANT = "kant"
    VRAAG = "vraag"
    EIS = "eis"
    AFGERADEN = "afgeraden"
    VERBODEN = "verboden"
    CONTACT = "contact"
    VERVALT = "vervalt"


@attrs.frozen(kw_only=True, repr=False)
class Punt:
    """One thing that is said, with what stands under it.

    Attributes:
        tekst: the sentence.
        soort: what kind of point it is.
        label: word that goes before it (``omdat``), or empty.
        code: short code to speak of it (``Q1``, ``CF-09``), or empty.
        nummer: its number among others, or 0.
        gezag: on whose authority, when a rule says it.
        bron: where it stands, when no rule says it.
        eigen: whether this is our own reading, when no rule says it.
        regels: ids of the rules behind a side of a conflict.
        wie: who can answer a question, in words.
        onder: what stands under it.
    """

    tekst: str
    soort: Soort = Soort.GEWOON
    label: str = ""
    code: str = ""
    nummer: int = 0
    gezag: Gezag | None = None
    bron: tuple[Bron, ...] = ()
    eigen: bool = False
    regels: tuple[str, ...] = ()
    wie: str = ""
    onder: tuple[Punt, ...] = ()

    def __repr__(self) -> str:
        return f"Punt({self.soort.value!r})"

    @property
    def bronnen(self) -> tuple[Bron, ...]:
        """Where it stands, by a rule or by itself."""
        return self.gezag.bron if self.gezag is not None else self.bron

    @property
    def lezing(self) -> bool:
        """Whether this is our own reading of the sources."""
        return self.eigen or (self.gezag is not None and self.gezag.basis == AFGELEID)

    @property
    def waarom(self) -> str:
        """What to ask ``Evaluation.why`` about it: the id of a rule, or empty."""
        return self.gezag.regel if self.gezag is not None else ""

    def walk(self) -> Iterator[Punt]:
        """This point and everything under it."""
        yield self
        for punt in self.onder:
            yield from punt.walk()


@attrs.frozen(kw_only=True, repr=False)
class Antwoord:
    """What is known of one fact.

    Attributes:
        feit: name of the fact.
        vraag: the question that gets it.
        waarden: the answer, on one or more lines.
        geweigerd: whether the hulpvrager declined to give it.
    """

    feit: str
    vraag: str
    waarden: tuple[str, ...]
    geweigerd: bool = False

    def __repr__(self) -> str:
        return "Antwoord()"


@attrs.frozen(kw_only=True, repr=False)
class Groep:
    """Answers that belong together."""

    titel: str
    antwoorden: tuple[Antwoord, ...]

    def __repr__(self) -> str:
        return f"Groep({self.titel!r}, {len(self.antwoorden)} antwoorden)"


@attrs.frozen(kw_only=True, repr=False)
class Sectie:
    """A part of a report under one heading.

    Attributes:
        id: short code, stable (``regie``).
        titel: heading.
        punten: what is said.
        groepen: answers, in groups.
        inleiding: sentence before the points, or empty.
        slot: sentence after them, or empty.
        streepjes: whether the points are a list of things of one kind.
    """

    id: str
    titel: str
    punten: tuple[Punt, ...] = ()
    groepen: tuple[Groep, ...] = ()
    inleiding: str = ""
    slot: str = ""
    streepjes: bool = False

    def __repr__(self) -> str:
        return f"Sectie({self.id!r})"


@attrs.frozen(kw_only=True, repr=False)
class Verslag:
    """A report for one reader.

    Attributes:
        voor: the reader.
        titel: heading.
        casus: pseudonym of the casus; empty for an auditor.
        peildatum: the day that was looked at.
        inleiding: what the reader should know first.
        secties: the parts, in the order in which people need them.
        slot: what it was made with.
    """

    voor: str
    titel: str
    casus: str
    peildatum: dt.date
    inleiding: tuple[str, ...]
    secties: tuple[Sectie, ...]
    slot: str

    @property
    def over(self) -> str:
        """About which casus it is, and on which day."""
        day = f"eildatum {day_text(self.peildatum)}"
        return f"Casus {self.casus}, p{day}." if self.casus else f"P{day}."

    def __repr__(self) -> str:
        return f"Verslag(voor={self.voor!r}, {len(self.secties)} secties)"

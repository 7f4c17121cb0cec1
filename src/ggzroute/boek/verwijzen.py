"""Where things stand in the book: the pages, and a place on a page for everything that has a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

_ODD: Final = re.compile(r"[^A-Za-z0-9_.-]")
SOORTEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "routing": "De route",
        "in_beeld": "In beeld krijgen en houden",
        "intake": "De intake",
        "regie": "De regie",
        "maatje": "Het maatje",
        "plan": "Het plan",
        "diagnose": "Gezondheid en mogelijkheden",
        "interventie": "Interventies",
        "inkomen": "Inkomen en regelingen",
        "werkgever": "De werkgever",
        "nazorg": "Nazorg",
        "overdracht_privacy": "Overdracht en privacy",
        "organisatie_signaal": "De samenwerking",
    }
)
"""Kind of rule to the title of its chapter, in the order of the book."""

START: Final = "index.html"
REGELS: Final = "regels.html"
TABELLEN: Final = "tabellen.html"
POORTEN: Final = "poorten.html"
WORKFLOWS: Final = "workflows.html"
KAART: Final = "sociale-kaart.html"
CONFLICTEN: Final = "conflicten.html"
CASUSSEN: Final = "casussen.html"
BEGRIPPEN: Final = "begrippen.html"
BRONNEN: Final = "bronnen.html"
REGISTER: Final = "register.html"
VERANTWOORDING: Final = "verantwoording.html"
STIJL: Final = "stijl.css"

HOOFDSTUKKEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        START: "Begin",
        REGELS: "Regels",
        TABELLEN: "Beslistabellen",
        POORTEN: "Poorten en interventies",
        WORKFLOWS: "Workflows",
        KAART: "Sociale kaart",
        CONFLICTEN: "Conflicten",
        CASUSSEN: "Casussen",
        BEGRIPPEN: "Begrippen",
        BRONNEN: "Bronnen",
        REGISTER: "Register",
        VERANTWOORDING: "Bevindingen",
    }
)
"""Page to the name of the chapter, in the order of the book."""


@attrs.frozen
class Link:
    """A link.

    Attributes:
        tekst: what people see.
        href: page and place, relative to the book.
        uitleg: what it leads to, for who does not know the short text; may be empty.
    """

    tekst: str
    href: str
    uitleg: str = ""


def anchor(kind: str, name: str) -> str:
    """The id of a place: a kind and a name, in signs that a link can hold."""
    return f"{kind}-{_ODD.sub(lambda odd: f'_{ord(odd[0]):x}_', name)}"


def chapter_of(soort: str) -> str:
    """The page with the rules of a kind."""
    return f"regels-{_ODD.sub('-', soort).replace('_', '-')}.html"


def place(page: str, kind: str, name: str) -> str:
    """A place on a page."""
    return f"{page}#{anchor(kind, name)}"

"""Finds what looks like contact details or the name of a person in a text of the sociale kaart.

These are patterns, not knowledge: they catch what is written the usual way, so that it is not kept by accident. A name
without a title or a number beside it looks like any other word, and is for people to see.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DASH: Final = re.compile("[\u2010-\u2015\u2212]")

_STREETS: Final = (
    "straat|laan|weg|plein|kade|gracht|singel|dreef|hof|steeg|dijk|pad|markt|park|ring|boulevard|allee|plantsoen"
)

_KINDS: Final = (
    ("een e-mailadres", re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")),
    (
        "een telefoonnummer",
        re.compile(
            r"(?<![\w.,-])(?!\d{1,2}[-./]\d{1,2}[-./]\d{4}(?!\d))(?:\+|00|0)(?:[\s()./-]{0,3}\d){7,13}(?!\w)"
            r"|(?<![\w.,-])14\s0\d{2,3}(?!\w)"
        ),
    ),
    ("een postcode", re.compile(r"(?<![\w-])[1-9]\d{3}(?:[A-Z]{2}| (?!WW|EU|VN|HR|ZL)[A-Z]{2})(?![\w-])")),
    (
        "een adres",
        re.compile(
            rf"(?<!\w)[A-Z][\w'-]*(?:{_STREETS})\s(?!(?:19|20)\d\d(?!\d))\d{{1,4}}(?!\d)"
            rf"|(?<!\w)(?i:{_STREETS})\s(?!(?:19|20)\d\d(?!\d))\d{{1,4}}[a-zA-Z]?(?=\s?,)"
            r"|(?<!\w)[Pp]ostbus\s?\d+"
        ),
    ),
    (
        "de naam van een persoon",
        re.compile(
            r"(?<!\w)(?:(?i:de\sheer|mevrouw|meneer)|(?i:dhr|mevr|mw|drs|ing|ir|mr|dr|prof)\.)"
            r"\s(?:(?:van|de|den|der|ter|ten|te|in|'t)\s){0,3}[A-Z]"
        ),
    ),
    ("een lang nummer", re.compile(r"(?<![\w-])\d{9}(?![\w-])")),
)


def contact_details(text: str) -> tuple[str, ...]:
    """What kinds of contact details a text seems to hold, as Dutch phrases; empty when there are none."""
    plain = _DASH.sub("-", unicodedata.normalize("NFKC", text))
    return tuple(kind for kind, pattern in _KINDS if pattern.search(plain))

"""Small words of a report: lists, dates, codes and roles as people write them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

_MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
ROLLEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "hulpvrager": "de hulpvrager",
        "ontvanger": "wie de vraag ontvangt",
        "vrager": "wie de vraag stelt",
        "regievoerder": "de regievoerder",
        "maatje": "het maatje",
    }
)
"""Roles that somebody can have in a casus, as words."""
_ANSWERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **ROLLEN,
        "klantmanager": "de klantmanager",
        "uwv": "UWV",
        "ggz": "de GGZ",
        "wijkteam": "het wijkteam",
        "werkgever": "de werkgever",
        "behandelaar": "de behandelaar",
        "woonbegeleider": "de woonbegeleider",
        "verzekeringsarts": "de verzekeringsarts",
        "organisatie": "de organisatie",
        "regio": "de regio",
    }
)
_CODE: Final = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
_SPACE: Final = ("Cc", "Zl", "Zp")
_UNSEEN: Final = ("Cf", "Cs", "Co", "Cn")


def clean(text: str) -> str:
    """Text of a casus on one line, without characters that cannot be seen."""
    spaces = "".join(" " if unicodedata.category(c) in _SPACE else c for c in text)
    return " ".join("".join(c for c in spaces if unicodedata.category(c) not in _UNSEEN).split())


def spaced(code: str) -> str:
    """A code with spaces; other text as it is."""
    return clean(code.replace("_", " ") if _CODE.fullmatch(code) else code)


def capital(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str], last: str = "en") -> str:
    """Words as a Dutch list."""
    *some, final = list(words) or [""]
    return f"{', '.join(some)} {last} {final}" if some else final


def day_text(day: dt.date) -> str:
    """A day as people write it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def who_can_answer(codes: Iterable[str]) -> str:
    """Those who may answer a question."""
    return listed((_ANSWERS.get(code, code) for code in codes), "of")


def counted(number: int, one: str, more: str) -> str:
    """A number with its word."""
    return f"{number} {one if number == 1 else more}"

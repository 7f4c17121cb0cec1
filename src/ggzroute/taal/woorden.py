"""Small words: lists, dates, quotes and roles as people write them."""

from __future__ import annotations

import datetime as dt
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


def capital(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str], last: str = "en") -> str:
    """Words as a Dutch list."""
    *some, final = list(words) or [""]
    return f"{', '.join(some)} {last} {final}" if some else final


def quoted(text: str) -> str:
    """A text between Dutch quotation marks."""
    return f"‘{text}’"


def day_text(day: dt.date) -> str:
    """A day as people write it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, more: str) -> str:
    """A number with its word."""
    return f"{number} {one if number == 1 else more}"


_SMALL: Final = frozenset({"aan", "bij", "de", "den", "der", "en", "het", "in", "op", "ter", "van"})


def place_name(code: str) -> str:
    """The code of a place as its name: ``alphen_aan_den_rijn`` as ``Alphen aan den Rijn``."""
    words = code.replace("_", " ").split()
    return " ".join(word if n and word in _SMALL else capital(word) for n, word in enumerate(words))

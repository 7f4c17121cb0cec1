"""Small words of a report: lists, dates, codes and roles as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from ggzroute.taal.woorden import ROLLEN, listed

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


def who_can_answer(codes: Iterable[str]) -> str:
    """Those who may answer a question."""
    return listed((_ANSWERS.get(code, code) for code in codes), "of")

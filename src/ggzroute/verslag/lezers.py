"""For whom a report is written, and whose a fact is.

Source: hr2017 §4.2.1: the hulpvrager stands in the middle, the maatje stands beside the hulpvrager, the regievoerder
keeps the overview of all help. hr2017 §4.3.1 and divosa2014 §2.3: pass on with consent only, no more than is needed
for work, and no medical content. Where the sources are silent about who reads what, this is our reading; it is told in
``docs/explanation/who-sees-what.md``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ggzroute.exceptions import ReaderNotFoundError
from ggzroute.vocabulary import Begrip


class Lezer(StrEnum):
    """For whom a report is written."""

    HULPVRAGER = "hulpvrager"
    REGIEVOERDER = "regievoerder"
    MAATJE = "maatje"
    AUDITOR = "auditor"


_OWN: Final = ("maatje", "werkgever")
"""Namespaces in which a fact that the hulpvrager cannot tell is somebody else's."""


def reader_of(name: str) -> Lezer:
    """The reader of that name.

    Raises:
        ReaderNotFoundError: there is none.
    """
    if name not in tuple(Lezer):
        raise ReaderNotFoundError(name=name, known=[lezer.value for lezer in Lezer])
    return Lezer(name)


def owner(begrip: Begrip) -> str:
    """Whose fact it is: as the vocabulary says, else by its level, its name, and whether the hulpvrager can tell it."""
    if begrip.van:
        return begrip.van
    if begrip.niveau != "casus":
        return begrip.niveau
    space = begrip.naam.partition(".")[0]
    return space if space in _OWN and "hulpvrager" not in begrip.antwoord_door else "hulpvrager"


def sees(lezer: Lezer, begrip: Begrip, key: str = "") -> bool:
    """Whether a reader sees a fact, apart from consent.

    Sensitive facts are for the hulpvrager alone, unless the vocabulary says who else needs them.

    Args:
        lezer: the reader.
        begrip: the fact.
        key: the key, of a table that says for each key who sees it.
    """
    if lezer is Lezer.AUDITOR:
        return False
    if begrip.zichtbaar_voor:
        return lezer.value in (begrip.zichtbaar_voor.get("") or begrip.zichtbaar_voor.get(key, ()))
    own = owner(begrip)
    match lezer:
        case Lezer.HULPVRAGER:
            return own in ("hulpvrager", "regio")
        case Lezer.REGIEVOERDER:
            return not begrip.gevoelig
        case Lezer.MAATJE:
            return own == "maatje" or (own == "hulpvrager" and not begrip.gevoelig and _beside(begrip))


def _beside(begrip: Begrip) -> bool:
    """Whether a fact belongs to standing beside the hulpvrager; nobody sees the network through it."""
    can_tell = "maatje" in begrip.antwoord_door and begrip.afleiding != "netwerk"
    return can_tell or begrip.naam.startswith("maatje.")

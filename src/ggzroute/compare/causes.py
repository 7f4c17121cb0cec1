"""What else than rules can make a casus come out differently, and which outcomes that can touch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ggzroute.compare.outcomes import KINDS
from ggzroute.compare.parts import PARTS, differences
from ggzroute.rules.pack import RulePack

_TOUCHES: Final[Mapping[str, tuple[str, ...]]] = {
    "pakket": KINDS,
    "workflow": ("route", "regie"),
    "poort": ("poort",),
    "interventie": ("interventie",),
    "conflict": ("conflict",),
    "organisatie": KINDS,
    "begrip": ("poort",),
}
_HARMLESS: Final = ("tekst", "herschreven", "bron", "verplaatst")
_KAART: Final = ("soort", "regio", "subregio", "kan", "kan_niet")
"""What rules look at of an organisation."""
_BEGRIP: Final = ("type", "gevoelig", "niveau", "afleiding")
"""What decides how a fact is read, and whether it may go over. Where both packs read the same, no rule notices."""


def causes(old: RulePack, new: RulePack) -> Mapping[str, tuple[str, ...]]:
    """Each changed part, as ``workflow route-arbeidsparticipatie``, to the kinds of outcome that it can touch."""
    found: dict[str, tuple[str, ...]] = {}
    for part, kinds in _TOUCHES.items():
        before, after = PARTS[part](old), PARTS[part](new)
        for id_ in sorted(before.keys() | after.keys()):
            if _matters(part, before.get(id_), after.get(id_)):
                found[f"{part} {id_}"] = kinds
    return found


def _matters(part: str, was: Any, now: Any) -> bool:
    if was is None or now is None:
        return True
    if part == "organisatie":
        return any(getattr(was, name) != getattr(now, name) for name in _KAART)
    if part == "begrip":
        found = [d for name in _BEGRIP for d in differences(getattr(was, name), getattr(now, name), name)]
        return any(soort not in _HARMLESS for soort, _ in found)
    return any(soort not in _HARMLESS for soort, _ in differences(was, now, ""))

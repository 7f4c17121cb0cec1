"""Small pieces of Dutch about what went and what came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.rules.conclusions import Actor, Adviseer, Conclusion
from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Count, Not, Reach
from ggzroute.rules.wording import say

_KINDS = {
    "LeidAf": "leid af",
    "KandidaatRegievoerder": "kandidaat regievoerder",
    "GeenRegievoerder": "geen regievoerder",
    "StelRegiekeuzeUit": "stel regiekeuze uit",
    "RegieOverdracht": "regie-overdracht",
    "MaatjeNodig": "maatje",
    "KandidaatMaatje": "kandidaat maatje",
    "Contact": "contact",
    "Signaleer": "signaleer",
    "StelVraag": "stel vraag",
    "OnderbreekRoute": "onderbreek route",
}


def plus_minus(gone: Sequence[str], come: Sequence[str]) -> str:
    """What went and what came."""
    parts = [f"weg: {'; '.join(gone)}"] if gone else []
    parts += [f"erbij: {'; '.join(come)}"] if come else []
    return ", ".join(parts) or "in een andere volgorde"


def days(van: dt.date | None, tot: dt.date | None) -> str:
    """A validity."""
    parts = [f"van {van}"] if van else []
    parts += [f"tot en met {tot}"] if tot else []
    return " ".join(parts) or "altijd"


def sources(was: Iterable[Bron], now: Iterable[Bron]) -> str:
    """Sources that went and came."""
    before, after = set(was), set(now)
    return plus_minus(sorted(map(str, before - after)), sorted(map(str, after - before)))


def conclusions(found: Iterable[Conclusion]) -> list[str]:
    """Conclusions in a few words each, without their texts."""
    return [_conclusion(conclusion) for conclusion in found]


def _conclusion(conclusion: Conclusion) -> str:
    parts = [
        f"{field.name} {short(value)}"
        for field in attrs.fields(type(conclusion))
        if field.name not in ("tekst", "richting")
        and (value := getattr(conclusion, field.name)) is not None
        and value != ()
    ]
    kind = conclusion.richting.value.replace("_", " ") if isinstance(conclusion, Adviseer) else ""
    return f"{kind or _KINDS[type(conclusion).__name__]} ({', '.join(parts)})"


def short(value: Any) -> str:
    """A value of a pack in a few words."""
    if isinstance(value, Check | Reach | All | AnyOf | Not | Count):
        condition: Condition = value
        return say(condition)
    if isinstance(value, Actor):
        return value.naam
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, frozenset | tuple | list):
        parts = [short(part) for part in value]
        return ", ".join(sorted(parts) if isinstance(value, frozenset) else parts) or "niets"
    return "niets" if value is None or value == "" else str(value)

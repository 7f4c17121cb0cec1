"""A value of the casus as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ggzroute.domain.casus import Toestand
from ggzroute.taal.woorden import day_text, listed
from ggzroute.verslag.aanduiding import Aanduiding
from ggzroute.verslag.woorden import spaced
from ggzroute.vocabulary import Soort, Type


def value_lines(value: Any, kind: Type, namen: Aanduiding) -> tuple[str, ...]:
    """A value as one or more lines.

    Args:
        value: the value, in the normal form of its type, or a state.
        kind: its type, for the labels.
        namen: names for ids.
    """
    if isinstance(value, Toestand):
        return (_STATES[value],)
    return tuple(_lines(value, kind, namen)) or ("geen",)


_STATES = {
    Toestand.NVT: "niet van toepassing",
    Toestand.GEWEIGERD: "wil de hulpvrager niet delen",
    Toestand.ONBEKEND: "niet bekend",
}


def _lines(value: Any, kind: Type, namen: Aanduiding) -> Iterator[str]:
    if kind.soort is Soort.RECORDS:
        yield from (_record(row, kind, namen) for row in value)
    elif kind.soort is Soort.TABEL and kind.waarde is not None:
        keys = [key for key in kind.sleutels if key in value] or sorted(value)
        for key in keys:
            label = kind.sleutels.get(key) or namen.naam(key)
            yield f"{label}: {'; '.join(value_lines(value[key], kind.waarde, namen))}"
    else:
        yield _single(value, kind, namen)


def _record(row: Mapping[str, Any], kind: Type, namen: Aanduiding) -> str:
    parts = (
        f"{spaced(name)}: {'; '.join(value_lines(row[name], field, namen))}"
        for name, field in kind.velden.items()
        if name in row
    )
    return ", ".join(parts) or "geen"


def _single(value: Any, kind: Type, namen: Aanduiding) -> str:
    match kind.soort:
        case Soort.KEUZE | Soort.JA_NEE:
            return kind.waarden[value]
        case Soort.KEUZES:
            return listed(label for code, label in kind.waarden.items() if code in value) or "geen"
        case Soort.DATUM:
            return day_text(value)
        case Soort.DATUMS:
            return listed(day_text(day) for day in sorted(value)) or "geen"
        case Soort.TEKST:
            return spaced(value)
        case Soort.TEKSTEN:
            return listed(spaced(text) for text in sorted(value)) or "geen"
        case Soort.ACTOR:
            return namen.naam(value)
        case Soort.ACTOREN:
            return namen.namen(sorted(value)) or "geen"
        case Soort.RECORD:
            return _record(value, kind, namen)
    return str(value)

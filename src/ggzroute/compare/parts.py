"""What changed about everything but rules and tables: a walk over two values that tells where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from ggzroute.compare.changes import Wijziging
from ggzroute.compare.proving import Verhouding, relation
from ggzroute.compare.words import plus_minus, short, sources
from ggzroute.domain.bron import Bron
from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Count, Not, Reach
from ggzroute.rules.pack import RulePack

_PLACE: Final = ("bestand", "regel")
_TEXTS: Final = (
    *("titel", "tekst", "toelichting", "let_op", "vraag", "eis", "anders", "wat", "zegt", "voorstel", "naam"),
    "uitgever",
)
"""Attributes that are words alone: nothing but what people read comes out differently."""
_KEYS: Final = ("id", "code", "stand", "antwoord", "van", "document")
"""Attributes by which the parts of a list are told apart, the first that it has."""
_CONDITIONS: Final = (Check, Reach, All, AnyOf, Not, Count)
_HOW: Final = {
    Verhouding.GELIJK: "herschreven",
    Verhouding.STRENGER: "strenger",
    Verhouding.RUIMER: "ruimer",
    Verhouding.ANDERS: "voorwaarde",
}

Found = tuple[str, str]
"""Kind of change, and what it is."""


def compare_parts(old: RulePack, new: RulePack) -> Iterator[Wijziging]:
    """Every change of what is no rule and no table."""
    for onderdeel, entries in PARTS.items():
        before, after = entries(old), entries(new)
        for id_ in before.keys() | after.keys():
            for soort, wat in _entry(before.get(id_), after.get(id_)):
                yield Wijziging(onderdeel=onderdeel, id=id_, soort=soort, wat=wat)


def _entry(was: Any, now: Any) -> Iterator[Found]:
    if was is None or now is None:
        yield ("toegevoegd", "nieuw") if was is None else ("vervallen", "weg")
    else:
        yield from differences(was, now, "")


def differences(was: Any, now: Any, name: str) -> Iterator[Found]:
    """Where two values of one kind differ."""
    if was == now:
        return
    if isinstance(was, _CONDITIONS) and isinstance(now, _CONDITIONS):
        yield _condition(was, now, name)
    elif attrs.has(type(was)) and type(was) is type(now):
        for field in attrs.fields(type(was)):
            if field.name not in _PLACE:
                yield from _field(getattr(was, field.name), getattr(now, field.name), name, field.name)
    elif isinstance(was, Mapping) and isinstance(now, Mapping):
        yield from _mapping(was, now, name)
    elif isinstance(was, tuple) and isinstance(now, tuple):
        yield from _list(was, now, name)
    else:
        yield "anders", f"{_label(name)}was {short(_told(was))}, is nu {short(_told(now))}"


def _told(value: Any) -> Any:
    return type(value).__name__ if attrs.has(type(value)) and not isinstance(value, _CONDITIONS) else value


def _field(was: Any, now: Any, name: str, field: str) -> Iterator[Found]:
    inner = f"{name}, {field}" if name else field
    if was == now:
        return
    if field in _TEXTS and isinstance(was, str) and isinstance(now, str):
        yield "tekst", inner.replace("_", " ")
    elif field == "bron":
        yield "bron", f"{_label(name)}{sources(was, now)}"
    else:
        yield from differences(was, now, inner.replace("_", " "))


def _label(name: str) -> str:
    return f"{name}: " if name else ""


def _condition(was: Condition, now: Condition, name: str) -> Found:
    soort = _HOW[relation(was, now)]
    if soort == "herschreven":
        return soort, f"{_label(name)}de voorwaarde is anders opgeschreven en betekent hetzelfde"
    return soort, f"{_label(name)}was {short(was)}; is nu {short(now)}"


def _mapping(was: Mapping[Any, Any], now: Mapping[Any, Any], name: str) -> Iterator[Found]:
    gone, come = ([str(k) for k in one if k not in other] for one, other in ((was, now), (now, was)))
    if gone or come:
        yield "anders", f"{_label(name)}{plus_minus(gone, come)}"
    for key in [key for key in was if key in now]:
        inner = f"{name} {key}".strip()
        if isinstance(was[key], str) and isinstance(now[key], str) and "stappen" not in name:
            if was[key] != now[key]:
                yield "tekst", inner
        else:
            yield from differences(was[key], now[key], inner)


def _list(was: tuple[Any, ...], now: tuple[Any, ...], name: str) -> Iterator[Found]:
    """A list whose parts have a key is compared part by part; of any other it is told what went and came."""
    before, after = _keyed(was), _keyed(now)
    if before is None or after is None:
        yield "anders", f"{_label(name)}was {short(_all_told(was))}; is nu {short(_all_told(now))}"
        return
    yield from _mapping(before, after, name)
    common = [key for key in before if key in after]
    if common != [key for key in after if key in before]:
        yield "anders", f"{_label(name)}in een andere volgorde"


def _all_told(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_told(value) for value in values)


def _keyed(values: tuple[Any, ...]) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for n, value in enumerate(values, 1):
        if not attrs.has(type(value)) or isinstance(value, (*_CONDITIONS, Bron)):
            return None
        key = next((str(getattr(value, k)) for k in _KEYS if getattr(value, k, None)), str(n))
        found[key if key not in found else f"{key} ({n})"] = value
    return found


def _head(pack: RulePack) -> Mapping[str, Any]:
    return {pack.pakket: Kop(naam=pack.naam, regio=pack.regio, workflow=pack.workflow)}


@attrs.frozen(kw_only=True)
class Kop:
    """What ``pack.yaml`` says of a pack; its version is no change, but the name of one.

    Attributes:
        naam: its Dutch name.
        regio: its region.
        workflow: the workflow that is walked when none is named.
    """

    naam: str
    regio: str | None
    workflow: str | None


PARTS: Final[Mapping[str, Callable[[RulePack], Mapping[str, Any]]]] = {
    "pakket": _head,
    "workflow": lambda pack: pack.workflows,
    "poort": lambda pack: pack.poorten,
    "interventie": lambda pack: pack.interventies,
    "conflict": lambda pack: {conflict.id: conflict for conflict in pack.conflicten},
    "organisatie": lambda pack: pack.kaart.organisaties,
    "functie": lambda pack: pack.kaart.functies,
    "begrip": lambda pack: pack.vocabulary.begrippen,
    "bron": lambda pack: pack.bronnen,
}
"""Part of a pack to its entries by id, each of which is compared with itself."""

"""Events of a traject as people read them: a line each, with the names of the sociale kaart and the vocabulary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ggzroute.domain.netwerk import Relatie
from ggzroute.rules.pack import RulePack
from ggzroute.traject import soorten as s
from ggzroute.traject.gebeurtenis import Gebeurtenis
from ggzroute.traject.veld import JA_NEE
from ggzroute.traject.vorm import content_to_dict
from ggzroute.vocabulary import Type

_MAATJE: Final = {"plus": "maatje+"}
"""Fields whose name says too little by itself."""


def event_lines(events: Iterable[Gebeurtenis], pack: RulePack) -> Iterator[str]:
    """A line for each event: day, what happened, when it was known if that was another day, and who noted it."""
    events = list(events)
    fixed = {e.inhoud.betreft: e.nr for e in events if isinstance(e.inhoud, s.Correctie)}
    kinds = {event.nr: event.inhoud.tekst for event in events}
    for event in events:
        known = "" if event.bekend_op == event.geldt_op else f" (bekend op {event.bekend_op.isoformat()})"
        mark = f" [verbeterd door {fixed[event.nr]}]" if event.nr in fixed else ""
        said = _content(event.inhoud, pack, kinds)
        more = f": {said}" if said else ""
        noter = pack.kaart.label(event.door)
        yield f"{event.nr}. {event.geldt_op.isoformat()} {event.inhoud.tekst}{more}{known}. Door: {noter}.{mark}"


def people(ids: Iterable[str], pack: RulePack) -> str:
    """Names in one phrase: the hulpvrager first."""
    return _listed([pack.kaart.label(id_) for id_ in sorted(ids, key=lambda id_: (id_ != "hulpvrager", id_))])


def _content(inhoud: s.Inhoud, pack: RulePack, kinds: dict[int, str]) -> str:
    match inhoud:
        case s.Antwoord():
            begrip = pack.vocabulary.get(inhoud.feit)
            return f"{inhoud.feit} is {_value(inhoud.waarde, begrip.type if begrip else None, pack)}"
        case s.ActiviteitGedaan():
            return f"stap {inhoud.stap}" if inhoud.stap else _words(inhoud.handeling or "")
        case s.BetrokkeneErbij():
            return ", ".join([pack.kaart.label(inhoud.betrokkene.id), *_details(content_to_dict(inhoud), pack)])
        case s.RelatieErbij() | s.RelatieWeg():
            return _relation(inhoud.relatie, pack)
        case s.Correctie():
            about = f"gebeurtenis {inhoud.betreft} ({kinds.get(inhoud.betreft, '')})"
            return f"{about} wordt {_content(inhoud.inhoud, pack, kinds)}" if inhoud.inhoud else f"{about} vervalt"
        case s.Migratie():
            return f"van {inhoud.van} naar {inhoud.naar}"
    return ", ".join(_fields(inhoud, pack))


def _fields(inhoud: s.Inhoud, pack: RulePack) -> Iterator[str]:
    for name, veld in s.velden(type(inhoud)).items():
        value = getattr(inhoud, name)
        begrip = pack.vocabulary.get(veld.feit)
        kind = veld.type or (begrip.type if begrip else None)
        if kind is not None and veld.deel:
            kind = kind.velden.get(veld.deel)
        if value is not None:
            yield f"{_MAATJE.get(name, _words(name))} {_value(value, kind, pack)}"


def _value(value: Any, kind: Type | None, pack: RulePack) -> str:
    if isinstance(value, frozenset | tuple):
        parts = [part for part in value if isinstance(part, str)]
        return people(parts, pack) if kind is None or not kind.waarden else _listed(sorted(_coded(parts, kind)))
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return ", ".join(f"{_words(key)} {_value(part, kind, pack)}" for key, part in value.items())
    if not isinstance(value, str):
        return str(value)
    return next(_coded([value], kind)) if kind is not None and kind.waarden else pack.kaart.label(value)


def _coded(codes: Iterable[str], kind: Type) -> Iterator[str]:
    """The Dutch labels of codes; a choice between ja and nee has its own words already."""
    for code in codes:
        yield code if kind is JA_NEE else kind.waarden.get(code, code)


def _details(data: dict[str, Any], pack: RulePack) -> Iterator[str]:
    for key, value in data.items():
        if key not in ("id", "betrokken") and value != "":
            yield f"{_words(key)} {_value(value, None, pack)}"


def _relation(relatie: Relatie, pack: RulePack) -> str:
    no = "" if relatie.stand else " niet"
    return f"{pack.kaart.label(relatie.van)} {_words(relatie.soort)} {pack.kaart.label(relatie.naar)}{no}"


def _words(code: str) -> str:
    return code.replace("_", " ")


def _listed(parts: list[str]) -> str:
    return " en ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)

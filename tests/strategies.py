"""Hypothesis strategies for whole casussen over a real vocabulary.

What comes out is accepted by ``Casus.from_dict`` and by both engines: types, values and the invariants of the network
are respected. Days lie near the peildatum, actors are mostly betrokkenen, and table keys are the codes that facts use,
so that conditions of real rules are met often.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ggzroute.domain.casus import Casus
from ggzroute.domain.netwerk import HULPVRAGER, KENMERKEN, RELATIES, SOCIALE_SOORTEN, WERK_SOORTEN
from ggzroute.registry import load_pack
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import STATES, Soort, Type, Vocabulary
from ggzroute.vocabulary_reading import standard_vocabulary

Draw = Callable[[st.SearchStrategy[Any]], Any]

GEMEENTEN = ("leiden", "lisse", "noordwijkerhout", "alphen_aan_den_rijn")
FUNCTIES = ("casemanager", "woonbegeleider", "consulent", "bedrijfsmaatschappelijk_werker")
CODES = (*GEMEENTEN, "buurthuis", "kantoor", "aanmelding", "een gesprek, later", "één café")
NAMES = ("tante", "buurvrouw", "ggz_1", "team_1", "begeleider_1", "baas", "arts_1", "vrijwilliger_1", "b9")
FIRST_DAY = dt.date(2014, 1, 1)

_YES_NO = ("ja", "nee")
_CHANCES = st.integers(0, 7)
_DAYS = st.integers(0, 2200)
_NUMBERS = st.integers(-2, 40)
_NEAR = st.integers(-120, 120)
_OFFSETS = st.integers(-300, 300)
_CLAIMS = (("regie.aanwezig", "voert_regie_over"), ("maatje.aanwezig", "is_maatje_van"))


def casus_data(
    *,
    vocabulary: Vocabulary | None = None,
    organisaties: Sequence[str] | None = None,
    niveaus: Sequence[str] = ("casus", "organisatie", "regio"),
    max_feiten: int = 12,
    max_betrokkenen: int = 5,
    max_relaties: int = 6,
    peildatum: bool | None = None,
) -> st.SearchStrategy[dict[str, Any]]:
    """Plain JSON types that ``Casus.from_dict`` accepts.

    Args:
        vocabulary: facts to draw from; by default those of the pack ``landelijk``.
        organisaties: ids for ``organisatie``; by default the sociale kaart of ``holland-rijnland``.
        niveaus: levels of the facts to draw.
        max_feiten: at most so many facts.
        max_betrokkenen: at most so many betrokkenen.
        max_relaties: at most so many relations.
        peildatum: always (``True``), never (``False``) or sometimes (``None``) with a peildatum.
    """
    words = standard_vocabulary() if vocabulary is None else vocabulary
    types = {name: b.type for name, b in words.items() if b.afleiding != "netwerk" and b.niveau in niveaus}
    kinds = tuple(words["organisatie.soort"].type.waarden) if "organisatie.soort" in words else ()
    kaart = standard_organisations() if organisaties is None else tuple(organisaties)
    return _casussen(types, kinds, kaart, (max_feiten, max_betrokkenen, max_relaties), peildatum)


def casussen(**options: Any) -> st.SearchStrategy[Casus]:
    """Casussen that were read, for the same options as :func:`casus_data`."""
    vocabulary = options.get("vocabulary")
    return casus_data(**options).map(lambda data: Casus.from_dict(data, vocabulary=vocabulary))


@cache
def one_of(options: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """One of these; made once, because making a strategy costs more than drawing from it."""
    return st.sampled_from(options)


@cache
def _so_many_of(options: tuple[Any, ...], count: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(options), min_size=count, max_size=count, unique=True)


@cache
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


def some_of(draw: Draw, options: tuple[Any, ...], most: int = 3) -> list[Any]:
    """Some of these, each at most once; every number of them is as likely."""
    return draw(_so_many_of(options, draw(_up_to(min(most, len(options))))))


@cache
def standard_pack() -> RulePack:
    """The pack ``holland-rijnland``, loaded once."""
    return load_pack("holland-rijnland")


@cache
def standard_organisations() -> tuple[str, ...]:
    """Ids on the sociale kaart of ``holland-rijnland``."""
    return tuple(standard_pack().kaart.organisaties)


@st.composite
def _casussen(
    draw: Draw,
    types: dict[str, Type],
    kinds: tuple[str, ...],
    kaart: tuple[str, ...],
    limits: tuple[int, int, int],
    with_day: bool | None,
) -> dict[str, Any]:
    max_feiten, max_betrokkenen, max_relaties = limits
    day = FIRST_DAY + dt.timedelta(days=draw(_DAYS))
    betrokkenen = _betrokkenen(draw, kinds, kaart, max_betrokkenen)
    social = {b["id"] for b in betrokkenen if b.get("kring") == "sociaal" or b.get("soort") in SOCIALE_SOORTEN}
    ids = [b["id"] for b in betrokkenen]
    values = Values(draw, day, tuple(ids) or (*kaart[:1], *NAMES[:1]))
    names = some_of(draw, tuple(types), max_feiten)
    feiten = {name: values.fact(types[name]) for name in names}
    relaties = _relaties(draw, day, ids, social, max_relaties)
    _agree(feiten, relaties, social)
    data: dict[str, Any] = {"id": draw(one_of(("c1", "hr-1", "een verzonnen naam")))}
    if draw(_CHANCES) < 4 if with_day is None else with_day:
        data["peildatum"] = day.isoformat()
    return {**data, "feiten": feiten, "betrokkenen": betrokkenen, "relaties": relaties}


class Values:
    """Draws values of a type for one casus."""

    def __init__(self, draw: Draw, day: dt.date, actors: tuple[str, ...]) -> None:
        self.draw = draw
        self.day = day
        self.actors = actors

    def fact(self, kind: Type) -> Any:
        """A value, or now and then a state."""
        return self.pick((*STATES, None)) if self.draw(_CHANCES) == 0 else self.value(kind)

    def pick(self, options: tuple[Any, ...]) -> Any:
        return self.draw(one_of(options))

    def some(self, options: tuple[Any, ...]) -> list[Any]:
        return some_of(self.draw, options)

    def date(self) -> str:
        return (self.day + dt.timedelta(days=self.draw(_NEAR))).isoformat()

    def value(self, kind: Type) -> Any:
        match kind.soort:
            case Soort.JA_NEE:
                return self.pick((*_YES_NO, True, False))
            case Soort.KEUZE:
                return self.pick(tuple(kind.waarden))
            case Soort.KEUZES:
                return self.some(tuple(kind.waarden))
            case Soort.GETAL:
                return self.draw(_NUMBERS)
            case Soort.DATUM:
                return self.date()
            case Soort.DATUMS:
                return [self.date() for _ in range(self.draw(_CHANCES) % 4)]
            case Soort.TEKST:
                return self.pick(CODES)
            case Soort.TEKSTEN:
                return self.some(CODES)
            case Soort.ACTOR:
                return self.pick(self.actors)
            case Soort.ACTOREN:
                return self.some(self.actors)
            case Soort.RECORD:
                return self.record(kind)
            case Soort.RECORDS:
                return [self.record(kind) for _ in range(self.draw(_CHANCES) % 3)]
            case Soort.TABEL:
                keys = self.some(tuple(kind.sleutels) or (*GEMEENTEN, *self.actors))
                return {key: self.fact(kind.waarde) for key in keys} if kind.waarde else {}

    def record(self, kind: Type) -> dict[str, Any]:
        return {name: self.fact(kind.velden[name]) for name in self.some(tuple(kind.velden))}


def _betrokkenen(draw: Draw, kinds: tuple[str, ...], kaart: tuple[str, ...], limit: int) -> list[dict[str, Any]]:
    makers = (_social, _colleague, *((_of_kind,) if kinds else ()), *((_of_kaart,) if kaart else ()))
    ids = some_of(draw, NAMES, limit)
    rows = []
    for id_ in ids:
        row = draw(one_of(makers))(draw, kinds, kaart)
        known = some_of(draw, tuple(k for k in KENMERKEN if k not in (*row, "kring")), 4)
        extra = {key: draw(one_of((*KENMERKEN[key], "onbekend"))) for key in known}
        rows.append({"id": id_, **row, **extra})
    return rows


def _social(draw: Draw, _kinds: tuple[str, ...], _kaart: tuple[str, ...]) -> dict[str, Any]:
    soort = draw(one_of((*sorted(SOCIALE_SOORTEN), "vrijwilliger", None)))
    return {"kring": "sociaal", **({"soort": soort} if soort else {})}


def _involved(draw: Draw) -> dict[str, Any]:
    return {"betrokken": draw(one_of((*KENMERKEN["betrokken"], "nu", "onbekend")))}


def _colleague(draw: Draw, _kinds: tuple[str, ...], _kaart: tuple[str, ...]) -> dict[str, Any]:
    soort = draw(one_of((*sorted(WERK_SOORTEN), "functionaris", "vrijwilliger")))
    functie = {"functie": draw(one_of(FUNCTIES))} if soort == "functionaris" else {}
    return {"kring": "professioneel", "soort": soort, **functie, **_involved(draw)}


def _of_kind(draw: Draw, kinds: tuple[str, ...], _kaart: tuple[str, ...]) -> dict[str, Any]:
    return {"soort": draw(one_of(kinds)), **_involved(draw)}


def _of_kaart(draw: Draw, _kinds: tuple[str, ...], kaart: tuple[str, ...]) -> dict[str, Any]:
    return {"organisatie": draw(one_of(kaart)), **_involved(draw)}


def _relaties(draw: Draw, day: dt.date, ids: list[str], social: set[str], limit: int) -> list[dict[str, Any]]:
    rows = []
    for _ in range(draw(_up_to(limit)) if ids else 0):
        soort = draw(one_of(tuple(RELATIES)))
        people = [id_ for id_ in ids if id_ not in social] if soort == "voert_regie_over" else ids
        ends = {HULPVRAGER: [HULPVRAGER], "betrokkene": people, "ieder": [HULPVRAGER, *people]}
        pairs = [(van, naar) for van in ends[RELATIES[soort][0]] for naar in ends[RELATIES[soort][1]] if van != naar]
        if not pairs:
            continue
        van, naar = draw(one_of(tuple(pairs)))
        rows.append({"van": van, "soort": soort, "naar": naar, **_about(draw, day)})
    return rows


def _about(draw: Draw, day: dt.date) -> dict[str, Any]:
    """Fields of a relation that are often absent."""
    fields: dict[str, Any] = {}
    if draw(_CHANCES) == 0:
        fields["stand"] = draw(one_of(_YES_NO))
    if draw(_CHANCES) == 0:
        fields["afgerond"] = draw(one_of((*_YES_NO, "onbekend")))
    if draw(_CHANCES) == 0:
        fields["doel"] = draw(one_of(CODES))
    if draw(_CHANCES) < 2:
        start, length = draw(_OFFSETS), abs(draw(_OFFSETS))
        fields["sinds"] = (day + dt.timedelta(days=start)).isoformat()
        if draw(_CHANCES) < 4:
            fields["tot"] = (day + dt.timedelta(days=start + length)).isoformat()
    return fields


def _agree(feiten: dict[str, Any], relaties: list[dict[str, Any]], social: set[str]) -> None:
    """Take away the facts that contradict the network."""
    if feiten.get("regie.regievoerder") in social:
        del feiten["regie.regievoerder"]
    for fact, soort in _CLAIMS:
        drawn = any(r["soort"] == soort and r.get("stand") != "nee" and "tot" not in r for r in relaties)
        named = fact == "regie.aanwezig" and feiten.get("regie.regievoerder") not in (*STATES, None)
        if feiten.get(fact) in ("nee", False) and (drawn or named):
            del feiten[fact]

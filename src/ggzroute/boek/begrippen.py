"""The vocabulary in the book: each fact with its question, its answers, who sees it, and which rules look at it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ggzroute.boek.boek import Boek
from ggzroute.boek.verwijzen import Link
from ggzroute.domain.namen import readable
from ggzroute.taal.woorden import capital, listed
from ggzroute.verslag.lezers import Lezer, sees
from ggzroute.verslag.situatie import GROEPEN
from ggzroute.verslag.woorden import who_can_answer
from ggzroute.vocabulary import Begrip, Soort, Type

_KINDS = {
    Soort.JA_NEE: "ja of nee",
    Soort.KEUZE: "een van deze",
    Soort.KEUZES: "een of meer van deze",
    Soort.GETAL: "een heel getal",
    Soort.DATUM: "een datum",
    Soort.DATUMS: "een of meer datums",
    Soort.TEKST: "een korte tekst",
    Soort.TEKSTEN: "een of meer korte teksten",
    Soort.ACTOR: "een betrokkene of organisatie",
    Soort.ACTOREN: "een of meer betrokkenen of organisaties",
    Soort.RECORD: "een paar gegevens bij elkaar",
    Soort.RECORDS: "een lijst met gegevens",
    Soort.TABEL: "een antwoord per onderdeel",
}
_READERS = (Lezer.HULPVRAGER, Lezer.REGIEVOERDER, Lezer.MAATJE)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Feitblad:
    """One fact in the book.

    Attributes:
        begrip: the fact.
        soort: what kind of answer it takes.
        waarden: the answers that it takes, in words.
        door: who may answer.
        ziet: who sees it in a report.
        gebruikt: rules that look at it.
        gevraagd: rules that ask for it.
        afgeleid: rules that derive it.
    """

    begrip: Begrip
    soort: str
    waarden: tuple[str, ...]
    door: str
    ziet: str
    gebruikt: tuple[Link, ...]
    gevraagd: tuple[Link, ...]
    afgeleid: tuple[Link, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Groep:
    """Facts about one thing."""

    id: str
    titel: str
    bladen: tuple[Feitblad, ...]


def groups(boek: Boek) -> Iterator[Groep]:
    """The facts in groups, in the order of a report."""
    spaces = dict.fromkeys(name.partition(".")[0] for name in boek.pack.vocabulary)
    for space in (*(s for s in GROEPEN if s in spaces), *(s for s in spaces if s not in GROEPEN)):
        facts = [begrip for name, begrip in boek.pack.vocabulary.items() if name.partition(".")[0] == space]
        sheets = tuple(_sheet(begrip, boek) for begrip in facts)
        yield Groep(id=space, titel=GROEPEN.get(space, capital(space)), bladen=sheets)


def _sheet(begrip: Begrip, boek: Boek) -> Feitblad:
    used = boek.gebruik
    return Feitblad(
        begrip=begrip,
        soort=_KINDS[begrip.type.soort],
        waarden=tuple(_values(begrip.type)),
        door=who_can_answer(begrip.antwoord_door),
        ziet=_seen_by(begrip),
        gebruikt=tuple(boek.regels(used.bekeken.get(begrip.naam, ()))),
        gevraagd=tuple(boek.regels(used.gevraagd.get(begrip.naam, ()))),
        afgeleid=tuple(boek.regels(used.afgeleid.get(begrip.naam, ()))),
    )


def _values(kind: Type) -> Iterator[str]:
    """The answers that a type takes, in words; nothing for an open one."""
    if kind.soort in (Soort.KEUZE, Soort.KEUZES):
        yield from kind.waarden.values()
    for name, field in kind.velden.items():
        yield _part(readable(name), field)
    if kind.soort is Soort.TABEL and kind.waarde is not None:
        yield from (_part(label, kind.waarde) for label in kind.sleutels.values())
        if not kind.sleutels:
            yield _part("voor elk onderdeel", kind.waarde)


def _part(name: str, kind: Type) -> str:
    inner = listed(_values(kind), "of")
    return f"{name}: {inner or _KINDS[kind.soort]}"


def _seen_by(begrip: Begrip) -> str:
    keys = [key for key in begrip.zichtbaar_voor if key]
    readers = [reader for reader in _READERS if sees(reader, begrip) or any(sees(reader, begrip, key) for key in keys)]
    said = listed(("het " if reader is Lezer.MAATJE else "de ") + reader.value for reader in readers)
    part = " (een deel; dat staat per onderdeel vast)" if keys else ""
    return f"{said or 'niemand zonder toestemming'}{part}"

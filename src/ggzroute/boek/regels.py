"""One rule on a page: what it says, on whose authority, how it hangs together, and who tried it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from ggzroute.boek.boek import Boek
from ggzroute.boek.proef import GEMAAKT
from ggzroute.boek.verwijzen import CASUSSEN, SOORTEN, Link, chapter_of
from ggzroute.rules.conclusions import KandidaatRegievoerder
from ggzroute.rules.conditions import All
from ggzroute.rules.model import AFGELEID, Rule
from ggzroute.taal.gezag import BASIS, STERKTE
from ggzroute.taal.woorden import day_text
from ggzroute.taal.zin import Zin, sentence

STERKTE_KORT: Final[Mapping[str, str]] = MappingProxyType(
    {"verplicht": "Moet", "voorkeur": "Voorkeur", "mogelijk": "Kan", "afgeraden": "Liever niet", "verboden": "Mag niet"}
)
"""Strength in a word or two."""
NIVEAUS: Final[Mapping[str, str]] = MappingProxyType(
    {"casus": "In een casus", "organisatie": "Voor een organisatie", "regio": "Voor de regio"}
)
"""Level to a heading."""
_LONG: Final = 260
_MADE: Final = 3
_NEARLY: Final = 6


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Regelblad:
    """One rule on a page.

    Attributes:
        regel: the rule.
        zin: what it says, made of its data.
        in_delen: whether the sentence is long, and reads better part by part.
        geldt: whether it is valid on the day of the book.
        geldigheid: when it is valid, in words.
        groepen: what it has to do with others: a heading and links.
        proef: heading to the casussen in which it fires, or just does not.
    """

    regel: Rule
    zin: Zin
    in_delen: bool
    geldt: bool
    geldigheid: str
    groepen: tuple[tuple[str, tuple[Link, ...]], ...]
    proef: tuple[tuple[str, tuple[Link, ...]], ...]

    @property
    def sterkte(self) -> str:
        """How strong the source puts it, in a word or two."""
        return STERKTE_KORT[self.regel.sterkte]

    @property
    def gezag(self) -> str:
        """Strength and kind of statement, as a sentence."""
        if self.regel.basis == AFGELEID:
            return f"Onze eigen lezing van de bron: {STERKTE[self.regel.sterkte]}."
        return f"De bron zegt: {STERKTE[self.regel.sterkte]}. Het is {BASIS[self.regel.basis]}."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hoofdstuk:
    """A page with the rules of one kind.

    Attributes:
        pagina: name of the page.
        titel: its title.
        delen: heading to the rules under it.
    """

    pagina: str
    titel: str
    delen: tuple[tuple[str, str, tuple[Regelblad, ...]], ...]

    @property
    def aantal(self) -> int:
        """How many rules there are."""
        return sum(len(sheets) for _, _, sheets in self.delen)


def chapters(boek: Boek) -> Iterator[Hoofdstuk]:
    """The pages with rules, in the order of the book."""
    rules = boek.pack.regels.values()
    for soort, title in SOORTEN.items():
        sheets = [sheet(rule, boek) for rule in rules if rule.soort == soort]
        if not sheets:
            continue
        parts = [
            (niveau, heading, tuple(s for s in sheets if s.regel.niveau == niveau and s.geldt))
            for niveau, heading in NIVEAUS.items()
        ]
        later = (f"Geldt niet op {day_text(boek.stof.datum)}", tuple(s for s in sheets if not s.geldt))
        found = tuple(part for part in (*parts, ("geldt-niet", *later)) if part[2])
        yield Hoofdstuk(pagina=chapter_of(soort), titel=title, delen=found)


def sheet(rule: Rule, boek: Boek) -> Regelblad:
    """One rule as it stands in the book."""
    zin = sentence(rule, boek.known)
    tried = boek.proef.regels.get(rule.id)
    fired, nearly = (tried.geldt, tried.net_niet) if tried else ((), ())
    if not isinstance(rule.als, All):
        nearly = ()  # with one condition, every other casus would just miss it
    return Regelblad(
        regel=rule,
        zin=zin,
        in_delen=len(str(zin)) > _LONG or any(part.keuzes for part in zin.als),
        geldt=boek.geldt(rule),
        geldigheid=validity(rule.van, rule.tot),
        groepen=tuple((name, links) for name, links in _related(rule, boek) if links),
        proef=tuple((name, links) for name, links in _tried(fired, nearly, boek) if links),
    )


def validity(van: dt.date | None, tot: dt.date | None) -> str:
    """When something is valid, in words."""
    if van is None and tot is None:
        return "Zonder begin en zonder eind."
    parts = (f"van {day_text(van)}" if van else "", f"tot en met {day_text(tot)}" if tot else "")
    text = " ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}."


def _related(rule: Rule, boek: Boek) -> Iterator[tuple[str, tuple[Link, ...]]]:
    pack, found = boek.pack, boek.verbanden[rule.id]
    yield "Kijkt naar", tuple(boek.feiten(rule.needs))
    yield "Leidt af", tuple(boek.feiten(rule.derives))
    yield "Bouwt op", tuple(boek.regels(found.bouwt_op))
    yield "Hierop bouwt", tuple(boek.regels(found.hierop))
    yield "Telt niet mee als een van deze geldt", tuple(boek.regels(found.gestopt_door))
    yield "Gaat voor op", tuple(boek.regels(found.stopt))
    sides = [c.id for c in pack.conflicten if any(rule.id in side.regels for side in c.kanten)]
    yield "Conflict tussen bronnen", tuple(boek.conflict(id_) for id_ in sides)
    yield "Beslistabel", tuple(_tables(rule, boek))
    yield "Poort", tuple(boek.poort(id_) for id_, gate in pack.poorten.items() if rule.id in gate.regels)
    yield "Interventie", tuple(boek.interventie(i) for i, entry in pack.interventies.items() if rule.id in entry.regels)


def _tables(rule: Rule, boek: Boek) -> Iterator[Link]:
    """The table that it comes from, with its row, and the ranking that gives it its rang."""
    for found in boek.stof.tabellen:
        for row in found.tabel.rijen:
            if found.tabel.rule_id(row) == rule.id:
                yield attrs.evolve(boek.tabel(found.tabel.id), tekst=f"{found.tabel.id}, rij {row.nr}")
            elif row.als[:1] == (rule.id,) and any(isinstance(c, KandidaatRegievoerder) for c in rule.dan):
                yield boek.tabel(found.tabel.id)


def _tried(fired: tuple[str, ...], nearly: tuple[str, ...], boek: Boek) -> Iterator[tuple[str, tuple[Link, ...]]]:
    kinds = {name: boek.proef.casussen[name].fixture.soort for name in (*fired, *nearly)}
    yield "Geldt in casus", tuple(boek.casus(name) for name in fired if kinds[name] == "gedocumenteerd")
    yield "Geldt in vignet", tuple(boek.casus(name) for name in fired if kinds[name] == "vignet")
    yield "Geldt in gemaakte casus", _some([name for name in fired if kinds[name] == GEMAAKT], boek, _MADE)
    told = [name for name in nearly if kinds[name] != GEMAAKT]
    yield "Houdt zich in (er mist één voorwaarde)", _some(told, boek, _NEARLY)


def _some(names: Sequence[str], boek: Boek, most: int) -> tuple[Link, ...]:
    """The first of these casussen, and how many there are besides."""
    more = (Link(f"en nog {len(names) - most}", CASUSSEN),) if len(names) > most else ()
    return (*map(boek.casus, names[:most]), *more)

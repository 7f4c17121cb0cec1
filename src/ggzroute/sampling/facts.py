"""Draws facts from tables, for one pack: compiled once, because a million casussen draw from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from ggzroute.sampling.archetypes import ARCHETYPEN, Archetype
from ggzroute.sampling.chances import Chances, Wheel
from ggzroute.sampling.draft import Draft, codes_of
from ggzroute.sampling.themas import THEMAS
from ggzroute.sampling.trekken import ALGEMEEN, Trek, Trekken
from ggzroute.vocabulary import Begrip, Soort, Vocabulary

REST: Final = 0.03
"""Chance of a fact that only this pack knows, and about which we know no more than its type."""

DERIVED: Final = frozenset(
    {
        "persoon.arbeidsmarktregio",
        "persoon.subregio",
        "persoon.uitkering",
        "persoon.uitkering_instantie",
        "persoon.opname_status",
        "persoon.multiproblematiek",
        "persoon.ingeschreven_in_gemeente",
        "persoon.stabiel_voor_schuldhulp",
        "persoon.leefgebieden",
        "persoon.verblijf_wijziging",
        "persoon.ontslag_gepland_op",
        "persoon.arbeidsplicht_vrijstelling_tot",
        "netwerk.sociaal_omvang",
        "maatje.aanwezig",
        "maatje.herkomst",
        "maatje.type",
        "regie.aanwezig",
        "toestemming.schriftelijk",
        "toestemming.geldig_tot",
        "contact.huisbezoek_gedaan",
        "contact.wijkteam_bekend",
        "contact.pogingen",
        "intake.aantal_gesprekken",
        "traject.fase",
        "werkgever.aanwezig",
        "plaatsing.status",
        "plaatsing.uren",
        "plaatsing.maanden_sinds",
        "plaatsing.waakvlam",
        "plaatsing.contactpersoon_werkgever",
    }
)
"""Facts that follow from others or from the network: none of the tables draws them."""


@attrs.frozen
class _One:
    """Draws one fact."""

    naam: str
    kans: float
    wheel: Wheel[Any]

    def draw(self, draft: Draft) -> None:
        if draft.chances.happens(self.kans):
            draft.feiten[self.naam] = draft.chances.weighed(self.wheel)


@attrs.frozen
class _Each:
    """Draws a fact with more values: each code apart, and always at least one."""

    naam: str
    kans: float
    kansen: tuple[tuple[str, float], ...]

    def draw(self, draft: Draft) -> None:
        if draft.chances.happens(self.kans):
            found = [code for code, kans in self.kansen if draft.chances.happens(kans)]
            draft.feiten[self.naam] = found or [max(self.kansen, key=lambda pair: pair[1])[0]]


Draw = _One | _Each


class FactTables:
    """The tables of facts, held against one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._facts = {
            naam: tuple(_compiled(vocabulary, {**ALGEMEEN, **archetype.feiten}))
            for naam, archetype in ARCHETYPEN.items()
        }
        self._themas = {naam: tuple(_compiled(vocabulary, thema.feiten)) for naam, thema in THEMAS.items()}
        self._rest = tuple(_rest(vocabulary))

    def draw(self, draft: Draft, naam: str, archetype: Archetype) -> frozenset[str]:
        """Draw the facts of one archetype, and say which themes play."""
        for one in self._facts[naam]:
            one.draw(draft)
        playing = set()
        for thema, facts in self._themas.items():
            if draft.chances.happens(archetype.themas.get(thema, THEMAS[thema].kans)):
                playing.add(thema)
                for one in facts:
                    one.draw(draft)
        for one in self._rest:
            one.draw(draft)
        return frozenset(playing)


def _compiled(vocabulary: Vocabulary, trekken: Trekken) -> Iterable[Draw]:
    for naam, trek in trekken.items():
        codes = codes_of(vocabulary, naam, trek.gewichten)
        if codes:
            yield _draw(vocabulary[naam], trek, codes)


def _draw(begrip: Begrip, trek: Trek, codes: Mapping[str, float]) -> Draw:
    if begrip.type.soort is Soort.KEUZES:
        total = 1.0 if trek.elk else sum(codes.values())
        return _Each(begrip.naam, trek.kans, tuple((code, gewicht / total) for code, gewicht in codes.items()))
    return _One(begrip.naam, trek.kans, Wheel.of(codes))


def _rest(vocabulary: Vocabulary) -> Iterable[Draw]:
    """What only this pack knows: every choice is as likely."""
    known = {*ALGEMEEN, *DERIVED, *(n for a in ARCHETYPEN.values() for n in a.feiten)}
    known |= {naam for thema in THEMAS.values() for naam in thema.feiten}
    for naam, begrip in vocabulary.items():
        if naam in known or begrip.niveau != "casus" or begrip.afleiding or not begrip.type.waarden:
            continue
        codes = dict.fromkeys(begrip.type.waarden, 1.0)
        yield _draw(begrip, Trek(REST, codes), codes)


def with_states(draft: Draft, chances: Chances, gevoelig: frozenset[str]) -> None:
    """Turn some facts into a state: asked and not known, or declined when the fact is sensitive."""
    for naam in draft.feiten:
        if chances.happens(0.04):
            draft.feiten[naam] = "geweigerd" if naam in gevoelig and chances.happens(0.6) else "onbekend"

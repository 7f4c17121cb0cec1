"""Draws the people and organisations around the hulpvrager, from the sociale kaart of the pack, and their relations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ggzroute.domain.kaart import LANDELIJK
from ggzroute.domain.netwerk import HULPVRAGER, NU, PROFESSIONEEL, SOCIAAL, VOORHEEN
from ggzroute.rules.pack import RulePack
from ggzroute.sampling.archetypes import ARCHETYPEN, Archetype
from ggzroute.sampling.chances import Wheel
from ggzroute.sampling.draft import Draft

_BETROKKEN: Final = Wheel.of({NU: 74.0, VOORHEEN: 14.0, "beoogd": 7.0, "onbekend": 5.0})
_SOCIAAL: Final = Wheel.of({"familie": 55.0, "vriend": 20.0, "kennis": 15.0, "buurtgenoot": 10.0})
_ACTIEF: Final = Wheel.of({"actief": 65.0, "passief": 35.0})
_INVLOED: Final = Wheel.of({"positief": 65.0, "negatief": 25.0, "groot": 10.0})
_AFGEROND: Final = Wheel.of({"ja": 50.0, "nee": 35.0, "onbekend": 15.0})

_WERKT_GEWOON: Final = frozenset({"werkend_regulier", "werkend_soort_onbekend", "ziekgemeld", "dreigend_ontslag"})
_BEGELEIDT: Final = ("wijkteam", "woonbegeleiding", "clientondersteuning", "re_integratiebedrijf", "schuldhulp")
_BETAALT: Final = {"gemeente": "gemeente_wi", "uwv": "uwv"}


class Places:
    """The sociale kaart as far as casussen draw from it: organisations by kind and subregion, functions by kind."""

    def __init__(self, pack: RulePack) -> None:
        begrip = pack.vocabulary.begrippen.get("organisatie.soort")
        known = begrip.type.waarden if begrip is not None else {}
        wanted = dict.fromkeys(soort for a in ARCHETYPEN.values() for soort in a.organisaties)
        self.soorten: Sequence[str] = [soort for soort in wanted if soort in known]
        own = [o for o in pack.kaart.organisaties.values() if o.regio in (pack.regio, LANDELIJK)]
        self.subregios: Sequence[str] = list(
            dict.fromkeys(o.subregio for o in own if o.subregio and o.regio == pack.regio)
        )
        self._found: Mapping[tuple[str, str | None], Sequence[str]] = {
            (soort, subregio): [o.id for o in own if o.soort == soort and o.subregio in (None, subregio)]
            for soort in self.soorten
            for subregio in (None, *self.subregios)
        }
        self._functies: Mapping[str, Sequence[str]] = {
            soort: [f.id for f in pack.kaart.functies.values() if soort in f.werkt_bij] for soort in self.soorten
        }

    def organisations(self, soort: str, subregio: str | None) -> Sequence[str]:
        """Ids of the organisations of this kind that work in the subregion, or in the whole region."""
        return self._found.get((soort, subregio)) or self._found.get((soort, None)) or ()

    def functions(self, soort: str) -> Sequence[str]:
        """Ids of the functions that are found at this kind of organisation."""
        return self._functies.get(soort, ())


def draw_network(draft: Draft, archetype: Archetype, places: Places) -> None:
    """Draw the betrokkenen and what is plain between them; the maatje and the regie come later."""
    subregio = draft.feiten.get("persoon.subregio")
    for soort, kans in archetype.organisaties.items():
        if soort in places.soorten and draft.chances.happens(kans):
            _organisation(draft, soort, places.organisations(soort, subregio if isinstance(subregio, str) else None))
    _functionary(draft, places)
    _work(draft)
    _social(draft, archetype.sociaal)
    _help(draft)
    _cooperation(draft)


def _organisation(draft: Draft, soort: str, options: Sequence[str]) -> None:
    chances = draft.chances
    betrokken = chances.weighed(_BETROKKEN) if draft.betrokkenen else NU
    more = {"kring": PROFESSIONEEL, "betrokken": betrokken}
    if chances.happens(0.35):
        more["contact"] = {NU: NU, VOORHEEN: "eerder"}.get(betrokken, "geen")
    if options:
        id_ = chances.one(options)
        draft.add(id_, organisatie=id_, soort=soort, **more)
    else:
        draft.add(soort, soort=soort, **more)


def _functionary(draft: Draft, places: Places) -> None:
    """Now and then somebody of an organisation is known by function."""
    for row in list(draft.betrokkenen):
        functions = places.functions(row["soort"]) if row["betrokken"] == NU else ()
        if functions and draft.chances.happens(0.15):
            functie = draft.chances.one(functions)
            kind = {"soort": "functionaris", "functie": functie, "kring": PROFESSIONEEL, "betrokken": NU, "contact": NU}
            id_ = draft.add(functie, **kind)
            draft.relate(id_, "werkt_bij", row["id"])
            return


def _work(draft: Draft) -> None:
    """Whoever works, works somewhere."""
    relation = draft.feiten.get("persoon.arbeidsrelatie")
    if relation in ("werkend_sw", "gedetacheerd"):
        for id_ in draft.professionals("sw_bedrijf")[:1]:
            draft.relate(HULPVRAGER, "werkt_bij", id_)
    if relation in _WERKT_GEWOON or relation == "gedetacheerd":
        present = draft.professionals("werkgever")
        kind = {"soort": "werkgever", "kring": PROFESSIONEEL, "betrokken": NU}
        id_ = present[0] if present else draft.add("werkgever", **kind)
        if relation != "gedetacheerd":
            draft.relate(HULPVRAGER, "werkt_bij", id_)


def _social(draft: Draft, most: int) -> None:
    chances = draft.chances
    for _ in range(chances.number(0, most)):
        soort = chances.weighed(_SOCIAAL)
        more = {}
        if chances.happens(0.7):
            more["actief"] = chances.weighed(_ACTIEF)
        if chances.happens(0.3):
            more["invloed"] = chances.weighed(_INVLOED)
        id_ = draft.add(soort, soort=soort, kring=SOCIAAL, **more)
        if chances.happens(0.8):
            draft.relate(HULPVRAGER, "kent", id_)


def _help(draft: Draft) -> None:
    """Who treats, pays and supports, as the facts say."""
    chances, status = draft.chances, draft.feiten.get("persoon.behandelstatus")
    for id_ in draft.professionals("ggz_instelling"):
        if status == "in_behandeling":
            draft.relate(id_, "behandelt", HULPVRAGER, **_since(draft))
        elif status == "gestopt" and chances.happens(0.5):
            draft.relate(id_, "behandelt", HULPVRAGER, stand="nee")
    for id_ in draft.professionals(_BETAALT.get(str(draft.feiten.get("persoon.uitkering_instantie")), "-")):
        draft.relate(id_, "verleent_uitkering", HULPVRAGER)
    for id_ in draft.professionals(*_BEGELEIDT):
        if chances.happens(0.6):
            draft.relate(id_, "begeleidt", HULPVRAGER, **({"stand": "nee"} if chances.happens(0.08) else _since(draft)))
    people = [*draft.social(), *draft.professionals()]
    if people and chances.happens(0.45):
        draft.relate(HULPVRAGER, "vertrouwt", chances.one(people))


def _since(draft: Draft) -> dict[str, str]:
    """Now and then the first day is known."""
    return {"sinds": draft.day(-900, -7)} if draft.chances.happens(0.2) else {}


def _cooperation(draft: Draft) -> None:
    """Who works with whom, and who handed over to whom."""
    chances = draft.chances
    now = [id_ for id_ in draft.professionals() if id_ != "werkgever"]
    for van, naar in pairwise(now):
        if chances.happens(0.4):
            draft.relate(van, "werkt_samen_met", naar, **({"stand": "nee"} if chances.happens(0.35) else {}))
    former = [row["id"] for row in draft.betrokkenen if row.get("betrokken") == VOORHEEN]
    for van in former if now else ():
        if chances.happens(0.4):
            draft.relate(van, "draagt_over_aan", chances.one(now), afgerond=chances.weighed(_AFGEROND))
    if now and chances.happens(0.3):
        draft.relate(now[0], "heeft_contact_met", HULPVRAGER)

"""What follows from what was drawn: places, income, a stay, people with a role, dates that fit the peildatum."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ggzroute.domain.netwerk import HULPVRAGER, NU, PROFESSIONEEL
from ggzroute.sampling.chances import Wheel
from ggzroute.sampling.draft import Draft, Row
from ggzroute.sampling.network import Places
from ggzroute.sampling.trekken import UITKERING

GEMEENTEN: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "leidse_regio": ("leiden", "leiderdorp", "oegstgeest", "voorschoten", "zoeterwoude"),
        "duin_en_bollenstreek": ("lisse", "katwijk", "noordwijk", "noordwijkerhout", "hillegom", "teylingen"),
        "rijnstreek": ("alphen_aan_den_rijn", "nieuwkoop", "kaag_en_braassem"),
        "maastricht_heuvelland": ("maastricht", "meerssen", "eijsden_margraten", "valkenburg_aan_de_geul"),
        "parkstad": ("heerlen", "kerkrade", "landgraaf", "brunssum", "simpelveld", "voerendaal"),
        "westelijke_mijnstreek": ("sittard_geleen", "stein", "beek"),
    }
)
"""Codes of gemeenten by subregion. A pack of another region gets none."""

_UITKERING: Final = Wheel.of(dict(UITKERING))
_UWV: Final = frozenset({"wajong", "wia_wga", "wia_iva", "wia_gbm", "ww", "zw"})
_LEEFGEBIED: Final = Wheel.of({"gaat_goed": 45.0, "aandacht": 40.0, "urgent": 15.0})
_OPNAME: Final = Wheel.of({"vrijwillig": 70.0, "rechterlijke_machtiging": 30.0})
_NA_OPNAME: Final = Wheel.of(
    {"zelfstandig_alleen": 50.0, "begeleid_wonen": 25.0, "beschermd_wonen": 15.0, "bij_ouders": 10.0}
)
_KANAAL: Final = Wheel.of(
    {"telefoon": 35.0, "email": 25.0, "brief_aangetekend": 15.0, "huisbezoek": 15.0, "via_wijkteam": 10.0}
)
_REGIE: Final = Wheel.of({"ja": 28.0, "nee": 34.0, "": 38.0})
_MAATJE: Final = Wheel.of({"ja": 30.0, "nee": 40.0, "": 30.0})
_PLAATSING: Final = Wheel.of({"voorgenomen": 35.0, "geplaatst": 50.0, "beeindigd": 15.0})
_FASE: Final = Wheel.of({"screening": 20.0, "diagnose": 15.0, "plan": 25.0, "uitvoering": 40.0})
_WAAKVLAM: Final = Wheel.of({"uit": 40.0, "aan": 45.0, "opgeschaald": 15.0})
_DOELEN: Final = ("arbeidstoeleiding", "aanmelding", "afstemming_behandeling")
_MULTI: Final = 3


def place(draft: Draft, places: Places, regio: str | None) -> None:
    """Where the hulpvrager lives, in the region of the pack."""
    draft.maybe(0.6, "persoon.arbeidsmarktregio", regio or "anders")
    subregios = [name for name in places.subregios if name in GEMEENTEN]
    if not subregios or not draft.chances.happens(0.8):
        return
    subregio = draft.chances.one(subregios)
    draft.give("persoon.subregio", subregio)
    draft.maybe(0.6, "persoon.gemeente", draft.chances.one(GEMEENTEN[subregio]))


def income(draft: Draft) -> None:
    """An uitkering, and who pays it."""
    if not draft.chances.happens(0.75):
        return
    kind = draft.chances.weighed(_UITKERING)
    draft.give("persoon.uitkering", [kind])
    payer = "uwv" if kind in _UWV else {"participatiewet_bijstand": "gemeente", "geen": "geen"}.get(kind)
    if payer:
        draft.give("persoon.uitkering_instantie", payer)
    if kind == "participatiewet_bijstand":
        if draft.chances.happens(0.12):
            draft.give("persoon.arbeidsplicht_vrijstelling_tot", draft.day(-60, 300))
    else:
        draft.maybe(0.3, "persoon.arbeidsplicht_vrijstelling_tot", "nvt")


def stay(draft: Draft) -> None:
    """What belongs to where somebody stays: an opname with its end, or no fixed place."""
    where = draft.feiten.get("persoon.verblijf")
    if where == "ggz_instelling":
        draft.give("persoon.opname_status", draft.chances.weighed(_OPNAME))
        draft.maybe(0.6, "persoon.behandelsetting", "klinisch")
        if draft.chances.happens(0.55):
            leaves = draft.day(1, 90)
            draft.give("persoon.ontslag_gepland_op", leaves)
            if draft.chances.happens(0.4):
                to = draft.chances.weighed(_NA_OPNAME)
                move = {"van": where, "naar": to, "datum": leaves, "gepland": "ja"}
                draft.give("persoon.verblijf_wijziging", move)
    elif where is not None:
        draft.maybe(0.3, "persoon.opname_status", "geen")
    if where == "dak_of_thuisloos":
        draft.maybe(0.6, "persoon.ingeschreven_in_gemeente", "nee")
        for id_ in draft.professionals("maatschappelijke_opvang", "gemeente_wi")[:1]:
            draft.maybe(0.4, "persoon.postadres_bij", id_)
    elif draft.chances.happens(0.15):
        draft.give("persoon.ingeschreven_in_gemeente", "ja")
    if where not in (None, "ggz_instelling") and draft.chances.happens(0.06):
        move = {"naar": where, "datum": draft.day(-120, -1), "gepland": "nee"}
        draft.give("persoon.verblijf_wijziging", move)


def areas(draft: Draft) -> None:
    """The leefgebieden, in line with debts and addiction; many that need attention are multiproblematiek."""
    debts, addiction = draft.feiten.get("persoon.schulden"), draft.feiten.get("persoon.verslaving_speelt")
    if debts == "problematisch":
        draft.maybe(0.4, "persoon.stabiel_voor_schuldhulp", "nee" if draft.chances.happens(0.4) else "ja")
    if not draft.chances.happens(0.45):
        draft.maybe(0.25, "persoon.multiproblematiek", "ja" if debts == "problematisch" else "nee")
        return
    begrip = draft.vocabulary.begrippen.get("persoon.leefgebieden")
    table = {
        key: draft.chances.weighed(_LEEFGEBIED)
        for key in (begrip.type.sleutels if begrip else ())
        if draft.chances.happens(0.5)
    }
    table |= (
        {"schulden": "urgent"} if debts == "problematisch" else {"schulden": "gaat_goed"} if debts == "geen" else {}
    )
    table |= {"verslaving": "aandacht"} if addiction == "ja" else {}
    draft.give("persoon.leefgebieden", table)
    worries = sum(value != "gaat_goed" for value in table.values())
    draft.maybe(0.8, "persoon.multiproblematiek", "ja" if worries >= _MULTI else "nee")


def question(draft: Draft) -> None:
    """Where the question arrives, and who brings it in."""
    organisations = draft.professionals()
    asks = draft.feiten.get("vraag.vrager")
    if organisations:
        draft.maybe(0.45, "vraag.ontvanger", draft.chances.one(organisations))
    if asks == "persoon_zelf":
        draft.feiten.pop("vraag.volledig_beeld", None)
    brings = {"professioneel_netwerk": organisations, "gezamenlijk": organisations, "sociaal_netwerk": draft.social()}
    options = brings.get(str(asks), ())
    if options and draft.chances.happens(0.8):
        _row(draft, options[0])["brengt_in"] = "ja"


def sight(draft: Draft) -> None:
    """With whom somebody is in sight, when they last met, and how contact was tried."""
    chances, organisations = draft.chances, draft.professionals()
    if chances.happens(0.15):
        seen = [] if draft.feiten.get("persoon.in_beeld") == "uit_beeld" else chances.some(organisations, 3)
        draft.give("persoon.in_beeld_bij", seen)
    if organisations and chances.happens(0.12):
        draft.give("persoon.laatste_contact", {id_: draft.day(-500, -1) for id_ in chances.some(organisations, 2)})
    if draft.feiten.get("persoon.contactstatus") in ("reageert_niet", "onvindbaar", "weigert_contact"):
        if chances.happens(0.5):
            tries = [_try(draft) for _ in range(chances.number(1, 3))]
            draft.give("contact.pogingen", tries)
            visited = any(one["kanaal"] == "huisbezoek" for one in tries)
            draft.give("contact.huisbezoek_gedaan", "ja" if visited else "nee")
        draft.maybe(0.3, "contact.wijkteam_bekend", "ja" if chances.happens(0.5) else "nee")
    if chances.happens(0.05):
        draft.give("persoon.weigert_locatie", [chances.one(("buurthuis", "wijkteam", "gemeentehuis"))])
    social = len(draft.social())
    if draft.feiten.get("vraag.betrokkenen_geinventariseerd") == "ja" or chances.happens(0.2):
        draft.give("netwerk.sociaal_omvang", "geen" if not social else "klein" if social < _MULTI else "voldoende")


def _try(draft: Draft) -> dict[str, str]:
    return {"kanaal": draft.chances.weighed(_KANAAL), "datum": draft.day(-120, -1), "resultaat": "geen_reactie"}


def maatje(draft: Draft, themas: Collection[str]) -> None:
    """Somebody who stands beside the hulpvrager: the fact, the relation and the sort agree."""
    chances = draft.chances
    if "maatje" not in themas:
        return
    answer = chances.weighed(_MAATJE)
    if answer != "ja":
        if answer:
            draft.give("maatje.aanwezig", answer)
        return
    social = draft.social()
    if social and chances.happens(0.6):
        who, came = chances.one(social), "sociaal_netwerk"
    else:
        kind = {"soort": "vrijwilliger", "kring": PROFESSIONEEL, "betrokken": NU, "contact": NU}
        who, came = draft.add("vrijwilliger", **kind), "professioneel_netwerk"
    draft.relate(who, "is_maatje_van", HULPVRAGER)
    draft.maybe(0.7, "maatje.aanwezig", "ja")
    draft.maybe(0.5, "maatje.herkomst", came)
    plus = came != "sociaal_netwerk" and draft.feiten.get("maatje.geschoold") == "ja"
    draft.maybe(0.6, "maatje.type", "maatje_plus" if plus else "maatje")


def regie(draft: Draft) -> None:
    """Who holds the regie, if anybody: always somebody of the professioneel netwerk; now and then there are two."""
    chances = draft.chances
    people = [id_ for id_ in draft.professionals() if _row(draft, id_)["soort"] not in ("werkgever", "vrijwilliger")]
    answer = chances.weighed(_REGIE)
    if answer == "ja" and people:
        holders = chances.some(people, 2 if chances.happens(0.06) else 1)
        for id_ in holders:
            since = {"sinds": draft.day(-700, -1)} if chances.happens(0.4) else {}
            draft.relate(id_, "voert_regie_over", HULPVRAGER, **since)
        draft.maybe(0.5, "regie.aanwezig", "ja")
        if len(holders) == 1:
            draft.maybe(0.3, "regie.regievoerder", holders[0])
        draft.maybe(0.4, "regie.afgestemd_met", [HULPVRAGER, *chances.some(people, 2)])
    elif answer == "nee":
        draft.give("regie.aanwezig", "nee")
        if people:
            draft.maybe(0.15, "regie.kandidaat", chances.some(people, 2))
    if people:
        draft.maybe(0.05, "regie.overdracht_naar", chances.one(people))


def consent(draft: Draft, themas: Collection[str]) -> None:
    """Consent in writing: for whom, for what, until when."""
    chances, organisations = draft.chances, draft.professionals()
    if "toestemming" not in themas:
        return
    written = chances.happens(0.65)
    draft.give("toestemming.schriftelijk", "ja" if written else "nee")
    if not written:
        draft.maybe(0.4, "toestemming.geldig_tot", "nvt")
        return
    goal = chances.one(_DOELEN)
    draft.maybe(0.8, "toestemming.doel", goal)
    if chances.happens(0.6):
        draft.give("toestemming.geldig_tot", draft.day(-60, 400))
    if organisations:
        who = chances.one(organisations)
        draft.maybe(0.7, "toestemming.ontvanger", who)
        if chances.happens(0.5) and draft.feiten.get("toestemming.ingetrokken") != "ja":
            draft.relate(HULPVRAGER, "gaf_toestemming_voor", who, doel=goal)


def work(draft: Draft, themas: Collection[str], archetype: str) -> None:
    """A traject, its phase, a placement, and the employer who belongs to it."""
    chances = draft.chances
    placed = archetype == "plaatsing"
    if placed:
        status = chances.weighed(_PLAATSING)
        draft.give("plaatsing.status", status)
        if status == "geplaatst":
            draft.maybe(0.8, "plaatsing.uren", chances.number(4, 36))
            draft.maybe(0.8, "plaatsing.maanden_sinds", chances.number(0, 24))
            draft.maybe(0.4, "plaatsing.waakvlam", chances.weighed(_WAAKVLAM))
            draft.maybe(0.4, "plaatsing.contactpersoon_werkgever", "ja" if chances.happens(0.6) else "nee")
        phase = {"geplaatst": "nazorg" if chances.happens(0.5) else "plaatsing", "voorgenomen": "plaatsing"}.get(status)
        draft.maybe(0.7, "traject.fase", phase or "nazorg")
    elif "traject" in themas:
        draft.maybe(0.7, "traject.fase", chances.weighed(_FASE))
        draft.maybe(0.2, "plaatsing.status", "geen")
    if "intake" in themas:
        draft.maybe(0.5, "intake.aantal_gesprekken", chances.number(1, 5))
    employed = bool(draft.professionals("werkgever"))
    if employed or "werkgever" in themas:
        draft.maybe(0.8, "werkgever.aanwezig", "ja" if employed or placed else "nee")


def _row(draft: Draft, id_: str) -> Row:
    return next(row for row in draft.betrokkenen if row["id"] == id_)

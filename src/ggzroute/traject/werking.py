"""What each kind of event does to the state: facts, betrokkenen and relations, with the days from which they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import singledispatch
from typing import Any, Final

import attrs

from ggzroute.documents import from_data
from ggzroute.domain.casus import Toestand
from ggzroute.domain.invarianten import check_network
from ggzroute.domain.netwerk import HULPVRAGER, NU, VOORHEEN, Relatie
from ggzroute.traject import soorten as s
from ggzroute.traject.regie import apply_agreed, apply_handed_over, keeps_regie
from ggzroute.traject.stand import Botsing, Geldend, Stand
from ggzroute.vocabulary import JA, NEE

ROLE_RELATIONS: Final = frozenset(
    {
        "betrokken_bij",
        "behandelt",
        "begeleidt",
        "verleent_uitkering",
        "is_maatje_van",
        "werkt_samen_met",
        "heeft_contact_met",
    }
)
"""Relations that end when somebody is no longer involved. Knowing and trusting somebody does not."""

FUNCTIES: Final = ("klantmanager", "uwv", "ggz", "wijkteam", "werkgever", "behandelaar", "woonbegeleider")
"""Roles that say who it was; the others say only what somebody does in this casus."""

NO_DOCUMENT: Final = from_data(None)


def apply(
    stand: Stand,
    one: Geldend,
    step_now: Callable[[int, str], str | None],
    step_facts: Callable[[str], Mapping[str, Any] | None],
    *,
    check: bool = True,
) -> None:
    """Let one event take effect; what does not fit is noted in ``stand.botsingen``.

    With ``check=False`` the network is not held to its invariants, for events that were held to them before.
    """
    before = len(stand.botsingen)
    _named(stand, one)
    if len(stand.botsingen) > before:
        return
    if isinstance(one.inhoud, s.ActiviteitGedaan):
        _done(stand, one, one.inhoud, step_now, step_facts)
    else:
        _effect(one.inhoud, stand, one)
    if check:
        _network(stand, one)


def clash(stand: Stand, one: Geldend, code: str, wat: str, veld: str = "", *, herstel: str = "") -> None:
    """Note that an event does not fit."""
    stand.botsingen.append(Botsing(nr=one.nr, code=code, wat=wat, veld=veld, herstel=herstel))


def _named(stand: Stand, one: Geldend) -> None:
    """Hold the ids that an event names to the betrokkenen of that day."""
    if one.geldt_op < stand.begin:
        clash(
            stand,
            one,
            "GGZ511",
            "deze gebeurtenis ligt voor het begin van het traject",
            herstel="Zet wat al gold in de casus van het begin",
        )
    for name, veld, ids in s.actoren(one.inhoud):
        if any(id_ not in stand.betrokkenen and not (veld.hulpvrager and id_ == HULPVRAGER) for id_ in ids):
            wat = f"'{name}' wijst naar iemand die op die dag geen betrokkene is"
            clash(stand, one, "GGZ516", wat, name, herstel="Noteer eerst betrokkene_erbij, of verbeter de id")


def _network(stand: Stand, one: Geldend) -> None:
    """Hold the network to what must always be true of it."""
    people, relations = tuple(stand.betrokkenen.values()), tuple(stand.relaties)
    for problem in check_network(NO_DOCUMENT, people, relations, stand.feiten):
        clash(stand, one, problem.code, problem.wat, herstel=problem.herstel)


def _done(
    stand: Stand,
    one: Geldend,
    inhoud: s.ActiviteitGedaan,
    step_now: Callable[[int, str], str | None],
    step_facts: Callable[[str], Mapping[str, Any] | None],
) -> None:
    if inhoud.handeling is not None:
        stand.handelingen[inhoud.handeling] = (*stand.handelingen.get(inhoud.handeling, ()), one.geldt_op)
    stap = step_now(one.nr, inhoud.stap) if inhoud.stap is not None else None
    if stap is None:
        return
    facts = step_facts(stap)
    if facts is None:
        wat = "de workflow heeft geen activiteit of eind met deze id"
        clash(stand, one, "GGZ518", wat, "stap", herstel="Kies een stap van de workflow; een vraag heeft een antwoord")
        return
    stand.gedaan[stap] = one.geldt_op
    stand.put(**{name.replace(".", "__"): value for name, value in facts.items()})


@singledispatch
def _effect(inhoud: s.Inhoud, stand: Stand, one: Geldend) -> None:
    raise NotImplementedError(inhoud.soort)


@_effect.register
def _(inhoud: s.Antwoord, stand: Stand, one: Geldend) -> None:  # noqa: ARG001 - the same for every kind
    stand.feiten[inhoud.feit] = inhoud.waarde
    if inhoud.waarde is Toestand.ONBEKEND:
        del stand.feiten[inhoud.feit]


@_effect.register
def _(inhoud: s.RegievoerderAfgesproken, stand: Stand, one: Geldend) -> None:
    apply_agreed(inhoud, stand, one.nr, one.geldt_op)


@_effect.register
def _(inhoud: s.RegieOvergedragen, stand: Stand, one: Geldend) -> None:
    apply_handed_over(inhoud, stand, one.nr, one.geldt_op)


@_effect.register
def _(inhoud: s.Opgenomen, stand: Stand, one: Geldend) -> None:
    _moves(stand, "ggz_instelling", None, one.geldt_op)
    stand.put(persoon__opname_status=inhoud.status, persoon__ontslag_gepland_op=None)
    if inhoud.waar is not None:
        stand.involve(inhoud.waar)


@_effect.register
def _(inhoud: s.OntslagGepland, stand: Stand, one: Geldend) -> None:  # noqa: ARG001
    stand.put(persoon__ontslag_gepland_op=inhoud.op)


@_effect.register
def _(inhoud: s.Ontslagen, stand: Stand, one: Geldend) -> None:
    _moves(stand, inhoud.naar, inhoud, one.geldt_op)
    stand.put(persoon__opname_status="geen", persoon__ontslag_gepland_op=one.geldt_op)
    if stand.feiten.get("persoon.behandelsetting") == "klinisch":
        stand.put(persoon__behandelsetting=None)


@_effect.register
def _(inhoud: s.Verhuisd, stand: Stand, one: Geldend) -> None:
    _moves(stand, inhoud.naar, inhoud, one.geldt_op)


@_effect.register
def _(inhoud: s.ToestemmingGegeven, stand: Stand, one: Geldend) -> None:
    if inhoud.geldig_tot is not None and inhoud.geldig_tot < one.geldt_op:
        clash(stand, one, "GGZ328", "'geldig_tot' ligt voor de dag van de toestemming", "geldig_tot")
        return
    stand.put(
        toestemming__schriftelijk=inhoud.schriftelijk,
        toestemming__doel=inhoud.doel,
        toestemming__ontvanger=inhoud.ontvanger,
        toestemming__onderwerpen=inhoud.onderwerpen,
        toestemming__inhoud_afgestemd=inhoud.inhoud_afgestemd,
        toestemming__geldig_tot=inhoud.geldig_tot,
        toestemming__ingetrokken=NEE,
        toestemming__blanco=None,
    )
    stand.ends(
        lambda r: (r.soort, r.naar, r.doel) == ("gaf_toestemming_voor", inhoud.ontvanger, inhoud.doel), one.geldt_op
    )
    stand.toestemmingen[inhoud.ontvanger, inhoud.doel] = inhoud.geldig_tot
    more = {"tot": inhoud.geldig_tot, "doel": inhoud.doel}
    stand.begins(HULPVRAGER, "gaf_toestemming_voor", inhoud.ontvanger, one.geldt_op, **more)


@_effect.register
def _(inhoud: s.ToestemmingIngetrokken, stand: Stand, one: Geldend) -> None:
    stand.ends(
        lambda r: r.soort == "gaf_toestemming_voor" and inhoud.ontvanger in (None, r.naar),
        one.geldt_op,
    )
    kept = {key: last for key, last in stand.toestemmingen.items() if inhoud.ontvanger not in (None, key[0])}
    stand.toestemmingen = kept
    if inhoud.ontvanger is None or stand.feiten.get("toestemming.ontvanger", inhoud.ontvanger) == inhoud.ontvanger:
        stand.put(toestemming__ingetrokken=JA)


@_effect.register
def _(inhoud: s.Geplaatst, stand: Stand, one: Geldend) -> None:
    stand.put(plaatsing__status="geplaatst", plaatsing__uren=inhoud.uren, plaatsing__waakvlam=None)
    stand.put(plaatsing__contactpersoon_werkgever=None, plaatsing__maanden_sinds=None)
    stand.geplaatst_op, stand.waakvlam_tot = one.geldt_op, inhoud.waakvlam_tot
    if inhoud.bij is not None:
        stand.involve(inhoud.bij)
        stand.begins(HULPVRAGER, "werkt_bij", inhoud.bij, one.geldt_op)


@_effect.register
def _(inhoud: s.PlaatsingBeeindigd, stand: Stand, one: Geldend) -> None:
    stand.ends(lambda r: r.soort == "werkt_bij" and r.van == HULPVRAGER and r.sinds == stand.geplaatst_op, one.geldt_op)
    stand.put(plaatsing__status="beeindigd", plaatsing__maanden_sinds=None)
    if inhoud.mislukt is not None:
        stand.put(traject__mislukte_plaatsing=inhoud.mislukt)
    stand.geplaatst_op = stand.waakvlam_tot = None


@_effect.register
def _(inhoud: s.ContactGeprobeerd, stand: Stand, one: Geldend) -> None:
    who = _tried(inhoud, stand, one)
    before = stand.feiten.get("contact.pogingen")
    row = {
        "kanaal": inhoud.kanaal,
        "datum": one.geldt_op,
        "door": who,
        "contact": inhoud.contact,
        "resultaat": "contact" if inhoud.contact == JA else "geen_contact",
    }
    fields = stand.vocabulary["contact.pogingen"].type.velden
    left_out = {"resultaat"} if "contact" in fields else set()
    kept = {key: value for key, value in row.items() if value is not None and key in fields.keys() - left_out}
    stand.put(contact__pogingen=(*(before if isinstance(before, tuple) else ()), kept))
    if inhoud.contact == JA and inhoud.kanaal == "huisbezoek":
        stand.put(contact__huisbezoek_gedaan=JA)


def _tried(inhoud: s.ContactGeprobeerd, stand: Stand, one: Geldend) -> str | None:
    """Who tried: whom the event names, or who noted it, when that is one of the betrokkenen or a function."""
    if inhoud.door is not None or one.door in stand.betrokkenen:
        return inhoud.door or one.door
    if one.door == "regievoerder":
        return next((period.wie for period in stand.regie if period.holds_on(one.geldt_op)), None)
    return one.door if one.door in FUNCTIES else None


@_effect.register
def _(inhoud: s.BehandelingGestart, stand: Stand, one: Geldend) -> None:
    stand.put(persoon__behandelstatus="in_behandeling", persoon__behandelsetting=inhoud.setting)
    if inhoud.bij is not None:
        stand.involve(inhoud.bij)
        stand.begins(inhoud.bij, "behandelt", HULPVRAGER, one.geldt_op)


@_effect.register
def _(inhoud: s.BehandelingGestopt, stand: Stand, one: Geldend) -> None:
    stand.ends(lambda r: r.soort == "behandelt" and inhoud.bij in (None, r.van), one.geldt_op)
    if not any(r.soort == "behandelt" and r.stand and r.holds_on(one.geldt_op) for r in stand.relaties):
        stand.put(persoon__behandelstatus="gestopt", persoon__behandelsetting=None)


@_effect.register
def _(inhoud: s.BetrokkeneErbij, stand: Stand, one: Geldend) -> None:
    new = attrs.evolve(inhoud.betrokkene, betrokken=NU)
    known = stand.betrokkenen.get(new.id)
    if known is not None and known.betrokken == NU:
        clash(stand, one, "GGZ320", "deze betrokkene is er al", "id", herstel="Geef elke betrokkene een eigen id")
        return
    given = {name: value for name, value in attrs.asdict(new).items() if value is not None}
    stand.betrokkenen[new.id] = new if known is None else attrs.evolve(known, **given)


@_effect.register
def _(inhoud: s.BetrokkeneWeg, stand: Stand, one: Geldend) -> None:
    if keeps_regie(stand, inhoud.wie, one.geldt_op):
        wat = "deze betrokkene voert op die dag de regie"
        clash(stand, one, "GGZ515", wat, "wie", herstel="Draag eerst de regie over, met regie_overgedragen")
        return
    stand.betrokkenen[inhoud.wie] = attrs.evolve(stand.betrokkenen[inhoud.wie], betrokken=VOORHEEN)
    _leaves(stand, lambda r: r.soort in ROLE_RELATIONS and inhoud.wie in (r.van, r.naar), one.geldt_op)


@_effect.register
def _(inhoud: s.MaatjeAfgesproken, stand: Stand, one: Geldend) -> None:
    kind = {JA: "maatje_plus", NEE: "maatje", None: None}[inhoud.plus]
    stand.put(maatje__aanwezig=None, maatje__type=kind)
    stand.begins(inhoud.wie, "is_maatje_van", HULPVRAGER, one.geldt_op)


@_effect.register
def _(inhoud: s.RelatieErbij, stand: Stand, one: Geldend) -> None:
    r = inhoud.relatie
    same = (r.van, r.soort, r.naar)
    if not r.stand:
        stand.ends(lambda old: (old.van, old.soort, old.naar) == same, one.geldt_op)
        stand.relaties.append(r)
        return
    stand.begins(*same, one.geldt_op, doel=r.doel, afgerond=r.afgerond)


@_effect.register
def _(inhoud: s.RelatieWeg, stand: Stand, one: Geldend) -> None:
    r = inhoud.relatie
    if not _leaves(stand, lambda old: (old.van, old.soort, old.naar) == (r.van, r.soort, r.naar), one.geldt_op):
        wat = "deze relatie is er op die dag niet"
        clash(stand, one, "GGZ516", wat, herstel="Verbeter 'van', 'soort' of 'naar'")


def _leaves(stand: Stand, which: Callable[[Relatie], bool], day: dt.date) -> int:
    """Relations end; without the maatje that was known it is unknown whether there is one: somebody else may be."""
    had = _has_maatje(stand, day)
    count = stand.ends(which, day)
    if had and not _has_maatje(stand, day):
        stand.put(maatje__aanwezig=None, maatje__type=None)
    return count


def _has_maatje(stand: Stand, day: dt.date) -> bool:
    return any(r.soort == "is_maatje_van" and r.stand and r.holds_on(day) for r in stand.relaties)


def _moves(stand: Stand, to: str | None, place: s.Ontslagen | s.Verhuisd | None, day: dt.date) -> None:
    """The hulpvrager stays elsewhere; with another gemeente, the old subregio is no longer known."""
    before = {key: stand.feiten.get(f"persoon.{key}") for key in ("verblijf", "gemeente")}
    gemeente = place.gemeente if place else None
    stand.put(persoon__verblijf=to, persoon__verblijf_wijziging=move(before, to, gemeente, day, planned=NEE))
    if place is not None and gemeente is not None:
        stand.put(persoon__gemeente=gemeente, persoon__subregio=place.subregio, persoon__arbeidsmarktregio=None)


def move(
    before: Mapping[str, Any], to: str | None, gemeente: str | None, day: dt.date, *, planned: str
) -> dict[str, Any]:
    """The fact ``persoon.verblijf_wijziging``; the gemeente is named only when it becomes another."""
    row = {"van": before.get("verblijf"), "naar": to, "datum": day, "gepland": planned}
    if gemeente is not None and gemeente != before.get("gemeente"):
        row |= {"gemeente_van": before.get("gemeente"), "gemeente_naar": gemeente}
    return {key: value for key, value in row.items() if value is not None and not isinstance(value, Toestand)}

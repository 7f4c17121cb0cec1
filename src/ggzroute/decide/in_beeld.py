"""With whom the hulpvrager is in sight, organisation by organisation, and then for all of them together.

'Uit beeld' is relative (hr2017 §2.1.2 (24-11-2016) casus 1): an organisation that lost contact says nothing about
another. Whether a contact is too old or enough was tried, people judge; here they find the days and the numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from ggzroute.decide.context import Context
from ggzroute.domain.bron import Bron
from ggzroute.domain.contact import Contact, contacts, together, unattributed
from ggzroute.domain.contactverloop import IN_BEELD, ONBEKEND, Grond, Poging
from ggzroute.domain.in_beeld import InBeeld, InBeeldBij, Kanaal, Onderbouwing

_RELATIEF: Final = Bron(document="hr2017", plaats="§2.1.2 (24-11-2016) casus 1")
_POGINGEN: Final = Bron(document="hr2017", plaats="§2.1.2 (24-11-2016) casus 2")
_BRIEF: Final = Bron(document="hr2017", plaats="Bijlage IV (24-11-2016) casus 2")
_OUD: Final = Bron(document="hr2017", plaats="§2.1.3 (6-12-2016) casus 4")

KANALEN: Final[Mapping[str, Bron]] = {
    "brief_aangetekend": _BRIEF,
    "email": _BRIEF,
    "huisbezoek": _POGINGEN,
    "via_wijkteam": _POGINGEN,
    "via_netwerk": _RELATIEF,
}
"""The channels that a source names, the way it names them: letter and mail first. No source names the telephone."""

_TEKST: Final[Mapping[Grond, tuple[str, Bron]]] = {
    Grond.IN_BEELD_BIJ: ("Staat bij de organisaties waar de hulpvrager in beeld is.", _RELATIEF),
    Grond.NIET_IN_BEELD_BIJ: ("Staat niet bij de organisaties waar de hulpvrager in beeld is.", _RELATIEF),
    Grond.CONTACT_NU: ("In de casus staat: nu contact.", _RELATIEF),
    Grond.CONTACT_EERDER: ("In de casus staat: eerder contact, nu niet.", _OUD),
    Grond.CONTACT_GEEN: ("In de casus staat: geen contact.", _RELATIEF),
    Grond.RELATIE: ("In het netwerk staat dat er contact is.", _RELATIEF),
    Grond.RELATIE_NIET: ("In het netwerk staat dat er geen contact is.", _RELATIEF),
    Grond.POGING_BEANTWOORD: ("De laatste poging gaf contact.", _BRIEF),
    Grond.POGING_ONBEANTWOORD: ("De laatste poging gaf geen contact.", _BRIEF),
    Grond.CONTACT_VOORBIJ: ("In het netwerk staat dat het contact voorbij is.", _RELATIEF),
    Grond.POGING_ZONDER_UITSLAG: ("Van de laatste poging staat er niet bij of er contact was.", _BRIEF),
    Grond.POGING_ZONDER_DATUM: ("Een poging heeft geen datum, dus wat het laatste was is niet zeker.", _BRIEF),
    Grond.ALLEEN_LAATSTE_CONTACT: ("Wel bekend is wanneer er contact was, niet of er nu nog contact is.", _OUD),
    Grond.TEGENSPRAAK: ("De casus spreekt zichzelf tegen.", _RELATIEF),
    Grond.NIETS_BEKEND: ("Over contact is niets bekend.", _RELATIEF),
    Grond.IEMAND_HEEFT_CONTACT: ("Minstens een organisatie of iemand uit het netwerk heeft contact.", _RELATIEF),
    Grond.GEZEGD_IN_BEELD: ("In de casus staat dat de hulpvrager (nog) in beeld is.", _RELATIEF),
    Grond.GEZEGD_BEREIKBAAR: ("In de casus staat dat de hulpvrager bereikbaar is.", _POGINGEN),
    Grond.NIEMAND_HEEFT_CONTACT: ("Alle betrokkenen zijn nagegaan, en niemand heeft contact.", _RELATIEF),
    Grond.NIET_GEINVENTARISEERD: ("Er staat niet bij dat alle betrokkenen in kaart zijn gebracht.", _RELATIEF),
    Grond.ONBEKEND_BIJ_IEMAND: ("Van een of meer betrokkenen is niet bekend of zij contact hebben.", _RELATIEF),
    Grond.GEEN_ORGANISATIE: ("Er is geen betrokken organisatie bekend die het contact kwijt is.", _RELATIEF),
}


def decide_in_beeld(context: Context) -> InBeeld:
    """With whom the hulpvrager is in sight on the peildatum."""
    facts = context.facts
    found = contacts(facts.values, facts.nodes, facts.relaties, facts.peildatum)
    stand, gronden = together(facts.values, found)
    shown = [c for c in found if c.organisatie or c.pogingen or c.zonder_datum]
    others = [c for c in found if c not in shown]
    judged = facts.get("persoon.in_beeld")
    return InBeeld(
        stand=stand,
        gronden=_explained(gronden),
        organisaties=tuple(_organisation(context, contact, facts.peildatum) for contact in shown),
        anderen_met_contact=tuple(c.wie for c in others if c.stand == IN_BEELD),
        anderen_onbekend=tuple(c.wie for c in others if c.stand == ONBEKEND),
        oordeel=judged if isinstance(judged, str) else None,
        pogingen_zonder_organisatie=len(unattributed(facts.values, facts.peildatum)),
    )


def _explained(gronden: tuple[Grond, ...]) -> tuple[Onderbouwing, ...]:
    return tuple(Onderbouwing(grond=g.value, tekst=_TEKST[g][0], bron=(_TEKST[g][1],)) for g in gronden)


def _organisation(context: Context, contact: Contact, day: dt.date) -> InBeeldBij:
    tried, undated = _channels(contact.pogingen), _channels(contact.zonder_datum)
    return InBeeldBij(
        wie=contact.wie,
        betrokken=contact.betrokken,
        stand=contact.stand,
        gronden=_explained(contact.gronden),
        laatste_contact=contact.laatste,
        dagen_sinds_contact=_days(contact.laatste, day),
        pogingen=len(contact.pogingen),
        pogingen_sinds_contact=len(contact.sinds_laatste),
        onbeantwoord_sinds=contact.onbeantwoord_sinds,
        dagen_onbeantwoord=_days(contact.onbeantwoord_sinds, day),
        zonder_uitslag=sum(p.contact is None for p in contact.pogingen),
        zonder_datum=len(contact.zonder_datum),
        kanalen_geprobeerd=tried,
        kanalen_zonder_datum=tuple(kanaal for kanaal in undated if kanaal not in tried),
        kanalen_nog_niet=tuple(_untried(context, contact, {*tried, *undated})),
    )


def _channels(tried: tuple[Poging, ...]) -> tuple[str, ...]:
    return tuple(sorted({p.kanaal for p in tried if p.kanaal is not None}))


def _untried(context: Context, contact: Contact, tried: set[str]) -> Iterator[Kanaal]:
    """The channels that a source names and no attempt mentions; none when the attempts are unknown, or not needed."""
    facts = context.facts
    if contact.stand == IN_BEELD or not isinstance(facts.get("contact.pogingen"), tuple):
        return
    somebody = _channels(unattributed(facts.values, facts.peildatum))
    closed = {*tried, *somebody, *_shut(context, contact)}
    yield from (Kanaal(kanaal=kanaal, bron=(bron,)) for kanaal, bron in KANALEN.items() if kanaal not in closed)


def _shut(context: Context, contact: Contact) -> Iterator[str]:
    """Channels that make no sense: a wijkteam that is not there or is asked about itself, a visit that was made."""
    node, facts = context.node(contact.wie), context.facts
    teams = facts.get("regio.wijkteam_beschikbaar")
    place = facts.get("persoon.gemeente")
    if isinstance(teams, Mapping) and teams.get(place) == "nee":
        yield "via_wijkteam"
    if node is not None and node.get("soort") == "wijkteam":
        yield "via_wijkteam"
    if facts.get("contact.huisbezoek_gedaan") == "ja":
        yield "huisbezoek"


def _days(since: dt.date | None, day: dt.date) -> int | None:
    return (day - since).days if since is not None else None

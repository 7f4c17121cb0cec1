"""What is planned, due and overdue on a day.

Where a source names no period, none is made up: the item has no day, and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ggzroute.domain.advies import Advies
from ggzroute.domain.bron import Bron
from ggzroute.domain.contact import unattributed
from ggzroute.domain.contactverloop import IN_BEELD
from ggzroute.traject.punt import GEPLAND, NU, STANDEN, TE_LAAT, AgendaPunt, Blik, stands
from ggzroute.traject.soorten import actoren
from ggzroute.traject.termijnen import DISCHARGE, VERBLIJF, deadlines, regie_reviews
from ggzroute.traject.veld import WIE

if TYPE_CHECKING:
    from ggzroute.traject.traject import Traject

NO_PERIOD: Final = "De bron noemt geen termijn."


def make_agenda(
    traject: Traject, day: dt.date, bekend_op: dt.date | None, *, afgeleid: bool = False
) -> tuple[AgendaPunt, ...]:
    """The agenda of a day, what is late first."""
    blik = Blik(traject=traject, dag=day, bekend_op=bekend_op, afgeleid=afgeleid)
    parts = (_route, deadlines, regie_reviews, _discharge, _consents, _contact, _placement, _agreed)
    found = dict.fromkeys(punt for part in parts for punt in part(blik))
    return tuple(sorted(found, key=lambda p: (STANDEN.index(p.stand), p.dag or dt.date.max, p.code, p.tekst)))


def _route(blik: Blik) -> Iterator[AgendaPunt]:
    route = blik.evaluation.route
    for text in route.onderbroken:
        yield AgendaPunt(code="onderbreking", tekst=text, stand=NU)
    for stap in route.stappen:
        if stap.id == route.wacht_bij:
            text = f"De route wacht hier: {stap.tekst}"
            yield AgendaPunt(code=f"route:{stap.id}", tekst=text, stand=NU, bron=stap.bron)
        elif stap.stand == "te_doen":
            yield AgendaPunt(code=f"stap:{stap.id}", tekst=stap.tekst, stand=NU, bron=stap.bron)


def _discharge(blik: Blik) -> Iterator[AgendaPunt]:
    day = blik.stand.feiten.get(DISCHARGE)
    if not isinstance(day, dt.date) or blik.stand.feiten.get(VERBLIJF) != "ggz_instelling":
        return
    late = day < blik.dag
    text = "Het ontslag was gepland. Noteer of het doorging, of plan een nieuwe dag."
    yield AgendaPunt(
        code="ontslag", tekst=text if late else "Het ontslag is gepland.", stand=TE_LAAT if late else GEPLAND, dag=day
    )


def _consents(blik: Blik) -> Iterator[AgendaPunt]:
    for (recipient, _), last in blik.stand.toestemmingen.items():
        if last is None:
            continue
        late = last < blik.dag
        text = (
            "De toestemming is verlopen. Deel niets meer, of vraag haar opnieuw."
            if late
            else "De toestemming loopt af. Vraag haar op tijd opnieuw als dat nodig is."
        )
        yield AgendaPunt(
            code="toestemming_verloopt",
            tekst=text,
            stand=TE_LAAT if late else GEPLAND,
            dag=last,
            wie=(recipient,) if recipient else (),
        )


def _contact(blik: Blik) -> Iterator[AgendaPunt]:
    """Attempts to reach the hulpvrager since the last that was answered, for each that tried."""
    found = blik.evaluation.in_beeld
    for one in found.organisaties:
        if one.onbeantwoord_sinds is not None and one.stand != IN_BEELD:
            bron = tuple(dict.fromkeys(source for ground in one.gronden for source in ground.bron))
            yield _unanswered(blik, one.pogingen_sinds_contact, one.onbeantwoord_sinds, bron, (one.wie,))
    if found.pogingen_zonder_organisatie:
        tried = unattributed(blik.evaluation.context.facts.values, blik.dag)
        last = max((p.datum for p in tried if p.contact and p.datum), default=dt.date.min)
        silent = [p.datum for p in tried if p.contact is False and p.datum and p.datum > last]
        if silent:
            yield _unanswered(blik, len(silent), min(silent), (), ())


def _unanswered(blik: Blik, count: int, first: dt.date, bron: tuple[Bron, ...], wie: tuple[str, ...]) -> AgendaPunt:
    on = first.isoformat()
    text = (
        f"Een poging om contact te krijgen bleef zonder antwoord, op {on}."
        if count == 1
        else f"{count} pogingen om contact te krijgen bleven zonder antwoord, de eerste op {on}."
    )
    advice = _looks_at(blik, "persoon.contactstatus")
    return AgendaPunt(
        code="contact_zonder_antwoord",
        tekst=" ".join([text, *([advice.tekst] if advice else []), NO_PERIOD]),
        stand=NU,
        regel=advice.gezag.regel if advice else None,
        bron=advice.gezag.bron if advice else bron,
        wie=wie,
    )


def _looks_at(blik: Blik, fact: str) -> Advies | None:
    """The strongest advice about contact, else contact to make, whose rule looks at a fact."""
    ev = blik.evaluation
    found = [a for a in ev.adviezen if a.gebied == "contact" and fact in ev.context.rules[a.gezag.regel].needs]
    return next((a for a in found if stands(a)), next((a for a in found if a.soort == "contact"), None))


def _placement(blik: Blik) -> Iterator[AgendaPunt]:
    """After a placement: what rules of aftercare advise, and the end of a waakvlam that was agreed."""
    if blik.stand.feiten.get("plaatsing.status") != "geplaatst":
        return
    rules = blik.evaluation.context.rules
    since = blik.stand.geplaatst_op or blik.traject.kop.begin
    for advies in blik.evaluation.adviezen:
        rule = rules[advies.gezag.regel]
        after = rule.soort == "nazorg" and "plaatsing.status" in rule.needs and advies.voor is None
        if after and stands(advies) and not blik.done(advies.handeling, since):
            yield blik.advice(advies, NU, None, NO_PERIOD)
    last = blik.stand.waakvlam_tot
    if last is not None:
        text = "Tot deze dag is een waakvlam afgesproken. Bespreek of zij kan stoppen."
        yield AgendaPunt(code="waakvlam_tot", tekst=text, stand=TE_LAAT if last < blik.dag else GEPLAND, dag=last)


def _agreed(blik: Blik) -> Iterator[AgendaPunt]:
    for one in blik.stand.later:
        text = f"Afgesproken: {one.inhoud.tekst}."
        who = [id_ for name, veld, ids in actoren(one.inhoud) if veld.type is WIE and name != "van" for id_ in ids]
        yield AgendaPunt(code=one.inhoud.soort, tekst=text, stand=GEPLAND, dag=one.geldt_op, nr=one.nr, wie=tuple(who))

"""What follows from the rules: advice with a deadline, and the end of the regie that a rule names.

The rules say it themselves, with ``voor`` and ``zolang``; nothing of that is written here a second time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from ggzroute.domain.advies import Advies, Kandidaat, Overdracht, Reden
from ggzroute.evaluation import Evaluation
from ggzroute.rules.conclusions import Adviseer
from ggzroute.traject.punt import GEPLAND, NU, TE_LAAT, AgendaPunt, Blik, stands
from ggzroute.traject.soorten import RegieOvergedragen, Verhuisd
from ggzroute.traject.stand import DAY

VERBLIJF: Final = "persoon.verblijf"
DISCHARGE: Final = "persoon.ontslag_gepland_op"

Due = Mapping[tuple[str, dt.date], Advies]
"""Action and deadline to the advice."""


def deadlines(blik: Blik) -> Iterator[AgendaPunt]:
    """Advice that must be done before a day, and what of it was not noted as done when that day came.

    A rule is silent once its day has passed. So for every deadline that came, the rules are asked about the day before:
    what was still to be done then, and was never noted as done, is late.
    """
    missed: dict[tuple[str, dt.date], Advies] = {}
    for last in sorted(_deadline_days(blik)):
        if blik.traject.kop.begin < last <= blik.dag:
            missed |= {key: advies for key, advies in _due(blik.on(last - DAY)).items() if key[1] == last}
    here = _due(blik.evaluation)
    for (action, last), advies in {**missed, **here}.items():
        earlier = [other for name, other in missed if name == action and other < last]
        since = max(earlier, default=blik.traject.kop.begin - DAY) + DAY
        if not blik.done(action, since):
            yield blik.advice(advies, NU if (action, last) in here and blik.dag <= last else TE_LAAT, last)


def _due(ev: Evaluation) -> Due:
    found = {}
    for advies in ev.adviezen:
        last = ev.context.facts.get(advies.voor) if advies.voor else None
        if isinstance(last, dt.date) and stands(advies):
            found[advies.handeling, last] = advies
    return found


def _deadline_days(blik: Blik) -> set[dt.date]:
    """Every day that the facts of deadlines had until now."""
    rules = blik.traject.pack.regels.values()
    names = {c.voor for rule in rules for c in rule.dan if isinstance(c, Adviseer) and c.voor}
    days: set[dt.date] = set()
    for _, stand in blik.states():
        days |= {value for name in names if isinstance(value := stand.feiten.get(name), dt.date)}
    return days


def regie_reviews(blik: Blik) -> Iterator[AgendaPunt]:
    """The regie has to be looked at again when the reason for it ends, or can go over."""
    for holder in blik.evaluation.regie.huidig:
        if holder.einde_bereikt:
            since = _ended_since(blik, holder)
            yield _review(holder, holder.tegen, NU if since == blik.dag else TE_LAAT, since)
        elif (last := _leaves_on(blik, holder)) is not None and not _handed_over_by(blik, last):
            yield _review(holder, holder.voor, GEPLAND, last)
    for overdracht in blik.evaluation.regie.overdracht:
        if overdracht.vervuld is True and not _handed_over_by(blik, dt.date.max):
            yield _possible(overdracht)


_REVIEW: Final = {
    TE_LAAT: "De reden voor deze regie geldt niet meer. Bespreek wie haar nu voert, en draag haar over.",
    NU: "De reden voor deze regie eindigt vandaag. Bespreek wie haar nu voert, en draag haar over.",
    GEPLAND: "Met deze verhuizing eindigt de reden voor deze regie. Spreek af wie haar dan overneemt.",
}


def _review(holder: Kandidaat, reasons: tuple[Reden, ...], stand: str, day: dt.date) -> AgendaPunt:
    found = next((reason.gezag for reason in reasons if reason.gezag is not None), None)
    return AgendaPunt(
        code="regie_herzien",
        tekst=_REVIEW[stand],
        stand=stand,
        dag=day,
        regel=found.regel if found else None,
        bron=found.bron if found else (),
        wie=(holder.wie,),
    )


def _possible(overdracht: Overdracht) -> AgendaPunt:
    gezag = overdracht.reden.gezag
    return AgendaPunt(
        code="regie_overdracht",
        tekst=overdracht.reden.tekst,
        stand=NU,
        regel=gezag.regel if gezag else None,
        bron=gezag.bron if gezag else (),
        wie=(overdracht.naar,),
    )


def _ended_since(blik: Blik, holder: Kandidaat) -> dt.date:
    """The first day of the run of days until now on which the end of this regie had come."""
    since = blik.dag
    for day in sorted((day for day, _ in blik.states()), reverse=True):
        if not any(other.wie == holder.wie and other.einde_bereikt for other in blik.on(day).regie.huidig):
            break
        since = day
    return since


def _leaves_on(blik: Blik, holder: Kandidaat) -> dt.date | None:
    """When the hulpvrager leaves the place of now, as far as that is planned and the regie ends with it."""
    if VERBLIJF not in holder.eindigt_met:
        return None
    planned = [one.geldt_op for one in blik.stand.later if isinstance(one.inhoud, Verhuisd)]
    discharge = blik.stand.feiten.get(DISCHARGE)
    if isinstance(discharge, dt.date) and discharge >= blik.dag:
        planned.append(discharge)
    return min(planned, default=None)


def _handed_over_by(blik: Blik, day: dt.date) -> bool:
    return any(isinstance(one.inhoud, RegieOvergedragen) and one.geldt_op <= day for one in blik.stand.later)

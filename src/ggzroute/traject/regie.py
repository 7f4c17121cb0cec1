"""The regie over time: on every day at most one regievoerder, and a handover without a gap.

Source: hr2017 §4.2.1 Regievoerder (one), and §2.1.3 (6-12-2016) casus 3, where the regie stays with the institution
until it is handed over.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import attrs

from ggzroute.domain.netwerk import HULPVRAGER
from ggzroute.traject.soorten import RegieOvergedragen, RegievoerderAfgesproken
from ggzroute.traject.stand import DAY, REGIE, Botsing, Regieperiode, Stand
from ggzroute.vocabulary import JA


def apply_agreed(inhoud: RegievoerderAfgesproken, stand: Stand, nr: int, day: dt.date) -> None:
    """Somebody holds the regie from ``day``; nobody else may then, or later."""
    if any(period.tot is None or period.tot >= day for period in stand.regie):
        stand.botsingen.append(
            Botsing(
                nr=nr,
                code="GGZ513",
                wat="er is op die dag al een regievoerder",
                veld="wie",
                herstel="Draag de regie over met regie_overgedragen, of verbeter de eerdere afspraak met een correctie",
            )
        )
        return
    _takes(stand, inhoud.wie, inhoud.met, nr, day)


def apply_handed_over(inhoud: RegieOvergedragen, stand: Stand, nr: int, day: dt.date) -> None:
    """The regie goes over: the last day of the one is the day before the first of the other."""
    current = next((period for period in stand.regie if period.holds_on(day)), None)
    if current is None or current.wie != inhoud.van or inhoud.van == inhoud.naar:
        same = inhoud.van == inhoud.naar
        wat = "'van' en 'naar' zijn dezelfde" if same else "degene bij 'van' voert op die dag de regie niet"
        herstel = "Noem bij 'van' wie op die dag regievoerder is, en bij 'naar' een ander"
        stand.botsingen.append(Botsing(nr=nr, code="GGZ514", wat=wat, veld="van", herstel=herstel))
        return
    stand.regie.remove(current)
    if current.sinds < day:
        stand.regie.append(attrs.evolve(current, tot=day - DAY))
    stand.ends(lambda r: r.soort == REGIE and r.van == inhoud.van, day)
    stand.begins(inhoud.van, "draagt_over_aan", inhoud.naar, day, afgerond=JA)
    _takes(stand, inhoud.naar, inhoud.met, nr, day)


def _takes(stand: Stand, wie: str, met: frozenset[str], nr: int, day: dt.date) -> None:
    stand.regie.append(Regieperiode(wie=wie, sinds=day, afgestemd_met=met, nr=nr))
    stand.begins(wie, REGIE, HULPVRAGER, day)
    stand.involve(wie)
    stand.put(
        regie__aanwezig=None,
        regie__afgestemd_met=met,
        regie__overdracht_naar=None,
        regie__kennislacune=None,
        regie__instemming_persoon=None,
    )


def keeps_regie(stand: Stand, wie: str, day: dt.date) -> bool:
    """Whether somebody holds the regie on ``day`` or later."""
    return any(period.wie == wie and (period.tot is None or period.tot >= day) for period in stand.regie)


def seams(periods: tuple[Regieperiode, ...]) -> tuple[int, ...]:
    """The days between each period and the next: 0 when they join, negative when they overlap."""
    return tuple((after.sinds - (before.tot or after.sinds)).days - 1 for before, after in pairwise(periods))

"""The casus that follows from the state on a day: what holds, and what is known to come.

Months since a placement are counted here, because they change while nothing happens. What is agreed for later shows in
the facts that are made for it: a planned move, a planned placement, and to whom the regie will go.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from ggzroute.domain.casus import Casus
from ggzroute.traject.soorten import Geplaatst, RegieOvergedragen, Verhuisd
from ggzroute.traject.stand import Stand
from ggzroute.traject.werking import move
from ggzroute.vocabulary import JA

MONTHS = "plaatsing.maanden_sinds"


def casus_on(stand: Stand, day: dt.date) -> Casus:
    """The casus on a day, from a state that was folded up to that day."""
    shown = stand.copy()
    _months(shown, day)
    _coming(shown)
    parts: dict[str, Any] = {"betrokkenen": shown.betrokkenen.values(), "relaties": shown.relaties}
    return Casus(id=stand.id, peildatum=day, feiten=shown.feiten, vocabulary=stand.vocabulary, **parts)


def _months(stand: Stand, day: dt.date) -> None:
    """Whole months since the placement; one that was given at the beginning grows with the traject."""
    given = stand.feiten.get(MONTHS)
    if stand.geplaatst_op is not None:
        stand.put(plaatsing__maanden_sinds=months_between(stand.geplaatst_op, day))
    elif isinstance(given, int):
        stand.put(plaatsing__maanden_sinds=given + months_between(stand.begin, day))


def months_between(first: dt.date, last: dt.date) -> int:
    """Whole months from one day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def _coming(stand: Stand) -> None:
    """Facts about what is agreed for later: of each kind the first that comes."""
    for one in reversed(stand.later):
        match one.inhoud:
            case Verhuisd(naar=naar, gemeente=gemeente):
                before = {key: stand.feiten.get(f"persoon.{key}") for key in ("verblijf", "gemeente")}
                row = move(before, naar, gemeente, one.geldt_op, planned=JA)
                stand.put(persoon__verblijf_wijziging=row)
            case RegieOvergedragen(naar=naar):
                stand.put(regie__overdracht_naar=naar)
            case Geplaatst() if stand.feiten.get("plaatsing.status") != "geplaatst":
                stand.put(plaatsing__status="voorgenomen")

"""What is advised, advised against or forbidden, and what people should know, as sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from ggzroute.conclusies import Conclusies
from ggzroute.domain.advies import Advies, Signaal
from ggzroute.taal.woorden import day_text, listed
from ggzroute.verslag.aanduiding import Aanduiding, names_in
from ggzroute.verslag.model import Punt, Sectie, Soort

_KIND: Final = {
    "adviseer": Soort.GEWOON,
    "raad_af": Soort.AFGERADEN,
    "verbied": Soort.VERBODEN,
    "contact": Soort.CONTACT,
}


def advice(ev: Conclusies, some: Sequence[Advies] | None = None) -> Sectie | None:
    """All advice or some of it, the strongest first; ``None`` when there is none."""
    namen = names_in(ev.context)
    points = tuple(_point(a, ev, namen) for a in (ev.adviezen if some is None else some))
    return Sectie(id="adviezen", titel="Adviezen", punten=points, streepjes=True) if points else None


def signals(ev: Conclusies, some: Sequence[Signaal] | None = None) -> Sectie | None:
    """What people should know, all or some of it; ``None`` when there is nothing."""
    points = tuple(Punt(tekst=s.tekst, gezag=s.gezag) for s in (ev.signalen if some is None else some))
    return Sectie(id="signalen", titel="Signalen", punten=points, streepjes=True) if points else None


def _point(a: Advies, ev: Conclusies, namen: Aanduiding) -> Punt:
    who = f" Door: {namen.namen(a.door)}." if a.door else ""
    met = f" Met: {namen.namen(a.met)}." if a.met else ""
    overruled = f" VERVALT: verboden door {listed(a.overstemd_door)}." if a.overstemd_door else ""
    return Punt(
        tekst=f"{a.tekst}{who}{met}{_deadline(a, ev)}{overruled}",
        soort=Soort.VERVALT if a.overstemd_door else _KIND[a.soort],
        gezag=a.gezag,
    )


def _deadline(a: Advies, ev: Conclusies) -> str:
    """The day before which it must be done, when it is known."""
    day = ev.context.facts.get(a.voor) if a.voor else None
    return f" Vóór {day_text(day)}." if isinstance(day, dt.date) else ""

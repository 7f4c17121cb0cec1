"""A report in a few sentences: what comes first, where the route is, who holds the regie, and how much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ggzroute.evaluation import Evaluation
from ggzroute.taal.woorden import counted, listed
from ggzroute.verslag.aanduiding import names_in
from ggzroute.verslag.model import Punt, Sectie
from ggzroute.verslag.uitkomsten import MAATJE, regie_line

_KINDS = (
    ("adviseer", "om iets te doen"),
    ("contact", "om contact te leggen"),
    ("raad_af", "om iets liever niet te doen"),
    ("verbied", "over iets dat niet mag"),
)


def in_short(ev: Evaluation) -> Sectie:
    """The whole in a few sentences."""
    return Sectie(id="kort", titel="In het kort", punten=tuple(Punt(tekst=line) for line in _lines(ev)), streepjes=True)


def _lines(ev: Evaluation) -> Iterator[str]:
    if ev.onderbrekingen or ev.route.onderbroken:
        yield "Er gaat iets voor op de route: zie 'Eerst dit'."
    yield from route_line(ev)
    yield regie_line(ev, names_in(ev.context))
    yield MAATJE[ev.maatje.stand]
    counts = Counter(a.soort for a in ev.adviezen if not a.overstemd_door)
    said = [f"{counts[kind]} {words}" for kind, words in _KINDS if counts[kind]]
    if said:
        yield f"{counted(sum(counts.values()), 'advies', 'adviezen')}: {listed(said)}."
    if ev.conflicten:
        yield f"Bronnen verschillen op {counted(len(ev.conflicten), 'punt', 'punten')}."


def route_line(ev: Evaluation) -> Iterator[str]:
    """Where the route is, in one sentence; nothing when there is no workflow."""
    if not ev.route.stappen:
        return
    last = ev.route.stappen[-1]
    if ev.route.wacht_bij is None:
        yield f"De route is gelopen tot: {last.tekst}."
    elif ev.route.wacht_op:
        yield f"De route wacht op een antwoord: {last.tekst}"
    else:
        yield "Hoe de route verder gaat, staat niet in dit verslag."

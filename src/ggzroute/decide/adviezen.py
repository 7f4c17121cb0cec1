"""Advice, signals and interruptions, gathered from the hits.

What one rule forbids, no other rule can advise: the advice is kept and says who overrules it. Everything else that
disagrees stands side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ggzroute.decide.context import Context, unique
from ggzroute.domain.advies import (
    Advies,
    Onderbreking,
    Signaal,
)
from ggzroute.rules.conclusions import Adviseer, Contact, OnderbreekRoute, Richting, Signaleer
from ggzroute.rules.model import STERKTES


def decide_adviezen(context: Context) -> tuple[Advies, ...]:
    """All advice, the strongest first; what is forbidden says so on the advice it overrules."""
    found = unique([*_advice(context), *_contacts(context)])
    forbidden: dict[str, list[str]] = {}
    for advice in found:
        if advice.soort == Richting.VERBIED:
            forbidden.setdefault(advice.handeling, []).append(advice.gezag.regel)
    marked = [
        attrs.evolve(a, overstemd_door=tuple(forbidden[a.handeling]))
        if a.soort == Richting.ADVISEER and a.handeling in forbidden
        else a
        for a in found
    ]
    return tuple(
        sorted(
            marked, key=lambda a: (STERKTES.index(a.gezag.sterkte), a.gezag.regel, a.soort, a.handeling, a.door, a.met)
        )
    )


def _advice(context: Context) -> Iterator[Advies]:
    for rule, hit, c in context.concluded(Adviseer):
        yield Advies(
            soort=c.richting.value,
            handeling=c.handeling,
            gebied=c.gebied,
            tekst=c.tekst,
            gezag=context.gezag(rule),
            door=context.who(c.door, hit),
            voor=c.voor,
        )


def _contacts(context: Context) -> Iterator[Advies]:
    for rule, hit, c in context.concluded(Contact):
        yield Advies(
            soort="contact",
            handeling="",
            gebied="contact",
            tekst=c.tekst,
            gezag=context.gezag(rule),
            door=context.who(c.door, hit),
            met=context.who(c.met, hit),
        )


def decide_signalen(context: Context) -> tuple[Signaal, ...]:
    """All signals, sorted by code."""
    found = [
        Signaal(code=c.signaal, tekst=c.tekst, gezag=context.gezag(rule)) for rule, _, c in context.concluded(Signaleer)
    ]
    return tuple(sorted(unique(found), key=lambda s: (s.code, s.gezag.regel)))


def decide_onderbrekingen(context: Context) -> tuple[Onderbreking, ...]:
    """Everything that comes before the route."""
    return unique(
        [
            Onderbreking(
                handeling=c.handeling,
                naar=tuple(id_ for actor in c.naar for id_ in context.who(actor, hit)),
                tekst=c.tekst,
                gezag=context.gezag(rule),
            )
            for rule, hit, c in context.concluded(OnderbreekRoute)
        ]
    )

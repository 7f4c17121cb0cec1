"""Folding: events over the casus at the beginning give the state on a day, as it was known on a day.

Two dates count. An event takes part when it was known (``bekend_op``) and when its day (``geldt_op``) has come; events
take effect in the order of their days, and in the order of their numbers on one day. A correction takes the place of
what it corrects from the day on which the correction was known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ggzroute.domain.casus import Casus
from ggzroute.traject.gebeurtenis import ROLLEN, Gebeurtenis
from ggzroute.traject.soorten import BetrokkeneErbij, Correctie, Migratie
from ggzroute.traject.stand import Botsing, Geldend, Stand
from ggzroute.traject.werking import apply

StapFeiten = Callable[[str], Mapping[str, Any] | None]
"""Gives the facts that a step makes true when it is done; ``None`` when there is no such step."""


def effective(events: Iterable[Gebeurtenis], bekend_op: dt.date | None = None) -> list[Geldend]:
    """The events that count with what was known on a day, in the order in which they take effect."""
    known = [event for event in events if bekend_op is None or event.bekend_op <= bekend_op]
    latest = {event.inhoud.betreft: event for event in known if isinstance(event.inhoud, Correctie)}
    found = []
    for event in known:
        if isinstance(event.inhoud, Correctie | Migratie):
            continue
        fix = latest.get(event.nr)
        content = fix.inhoud.inhoud if fix is not None and isinstance(fix.inhoud, Correctie) else event.inhoud
        if content is not None:
            day = fix.geldt_op if fix is not None else event.geldt_op
            found.append(attrs.evolve(Geldend.of(event), geldt_op=day, inhoud=content))
    return sorted(found, key=lambda one: (one.geldt_op, one.nr))


StapNu = Callable[[int, str], str | None]
"""Gives the present step that a step of event ``nr`` stands for; ``None`` when it is gone."""


def step_now(events: Iterable[Gebeurtenis]) -> StapNu:
    """Gives the step of the present workflow that a step stands for, noted at event ``nr``; ``None`` when it is gone.

    The migrations after that event are followed one after another.
    """
    moves = [(event.nr, event.inhoud) for event in events if isinstance(event.inhoud, Migratie)]

    def now(nr: int, stap: str) -> str | None:
        here: str | None = stap
        for number, move in moves:
            if number > nr and here is not None:
                here = None if here in move.vervallen else move.stappen.get(here, here)
        return here

    return now


def fold(
    begin: dt.date,
    start: Casus,
    events: Sequence[Gebeurtenis],
    step_facts: StapFeiten,
    *,
    day: dt.date | None = None,
    bekend_op: dt.date | None = None,
    now: StapNu | None = None,
) -> Stand:
    """The state on a day; without a day, after the last event, also what is agreed for later.

    Args:
        begin: first day of the traject.
        start: the casus on that day.
        events: all events.
        step_facts: what a step makes true when it is done.
        day: the day, or ``None``.
        bekend_op: only what was known on this day; ``None`` for all.
        now: what a step is called now; by default as the migrations among these events say.
    """
    stand = Stand.of(start, begin)
    for _, after in walk(begin, start, events, step_facts, day=day, bekend_op=bekend_op, now=now):
        stand = after
    return stand


def walk(
    begin: dt.date,
    start: Casus,
    events: Sequence[Gebeurtenis],
    step_facts: StapFeiten,
    *,
    day: dt.date | None = None,
    bekend_op: dt.date | None = None,
    now: StapNu | None = None,
) -> Iterator[tuple[dt.date, Stand]]:
    """The state after each day on which something changed, the first day first; see :func:`fold`.

    The state is one object, which goes on changing. What is agreed for later is what was known on ``day``.
    """
    now, counting = now or step_now(events), effective(events, bekend_op)
    todo = [one for one in counting if day is None or one.geldt_op <= day]
    later = tuple(one for one in counting if day is not None and one.bekend_op <= day < one.geldt_op)
    stand = Stand.of(start, begin)
    for n, one in enumerate(todo):
        if n == 0 and one.geldt_op > begin:
            yield begin, stand
        apply(stand, one, now, step_facts, check=day is None)
        if n + 1 == len(todo) or todo[n + 1].geldt_op > one.geldt_op:
            stand.later = later
            yield one.geldt_op, stand
    if not todo:
        stand.later = later
        yield begin, stand


@attrs.frozen(kw_only=True, repr=False)
class Voortgang:
    """The whole traject folded so far, to see whether one event more fits.

    Attributes:
        stand: the state after the last event, agreements for later included.
        laatste: the latest day on which anything held.
        namen: ids that were ever a betrokkene.
    """

    stand: Stand
    laatste: dt.date
    namen: frozenset[str]


def begin_of(begin: dt.date, start: Casus) -> Voortgang:
    """Before the first event."""
    return Voortgang(stand=Stand.of(start, begin), laatste=begin, namen=frozenset(b.id for b in start.betrokkenen))


def further(
    before: Voortgang,
    begin: dt.date,
    start: Casus,
    events: Sequence[Gebeurtenis],
    step_facts: StapFeiten,
    now: StapNu,
) -> tuple[Voortgang, list[Botsing]]:
    """The state with the last of these events too, and in what it clashes with the others.

    An event after all others is put on top; one between them, or a correction, needs everything to be folded again.

    Args:
        before: the state without the last event.
        begin: first day of the traject.
        start: the casus on that day.
        events: all events, the new one last.
        step_facts: what a step makes true when it is done.
        now: what a step is called now, with every migration that there is, later ones too.
    """
    event = events[-1]
    names = before.namen | ({event.inhoud.betrokkene.id} if isinstance(event.inhoud, BetrokkeneErbij) else frozenset())
    if event.geldt_op >= before.laatste and not isinstance(event.inhoud, Correctie | Migratie):
        stand, last = before.stand.copy(), event.geldt_op
        apply(stand, Geldend.of(event), now, step_facts)
    else:
        stand = fold(begin, start, events, step_facts, now=now)
        last = max((one.geldt_op for one in effective(events)), default=begin)
    clashes = [*_unknown_noter(event, names), *stand.botsingen]
    return Voortgang(stand=stand, laatste=last, namen=names), clashes


def _unknown_noter(event: Gebeurtenis, names: frozenset[str]) -> list[Botsing]:
    if event.door in ROLLEN or event.door in names:
        return []
    wat = "'door' is geen rol en geen betrokkene"
    return [Botsing(nr=event.nr, code="GGZ516", wat=wat, veld="door", herstel=f"Kies een rol: {', '.join(ROLLEN)}")]

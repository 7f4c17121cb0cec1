"""One thing on the agenda, and the view of one day from which the agenda is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from ggzroute.domain.advies import Advies
from ggzroute.domain.bron import Bron
from ggzroute.domain.encode import plain
from ggzroute.evaluation import Evaluation
from ggzroute.traject.stand import Stand

if TYPE_CHECKING:
    from ggzroute.traject.traject import Traject

TE_LAAT: Final = "te_laat"
NU: Final = "nu"
GEPLAND: Final = "gepland"
STANDEN: Final = (TE_LAAT, NU, GEPLAND)


@attrs.frozen(kw_only=True)
class AgendaPunt:
    """One thing to do, or to reckon with.

    Attributes:
        code: what it is: the action of an advice, ``regie_herzien``, ``stap:A4``, ...
        tekst: the same as a Dutch sentence.
        stand: ``te_laat``, ``nu`` or ``gepland``.
        dag: the day that counts, or ``None`` when no source and no agreement names one.
        voor: whether it has to be done before that day, rather than on it.
        regel: id of the rule it follows from, or ``None`` when it follows from the events themselves.
        bron: where that stands.
        nr: the event it follows from, or ``None``.
        wie: ids of those it is about.
    """

    code: str
    tekst: str
    stand: str
    dag: dt.date | None = None
    voor: bool = False
    regel: str | None = None
    bron: tuple[Bron, ...] = ()
    nr: int | None = None
    wie: tuple[str, ...] = attrs.field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The item as plain JSON types."""
        return {**plain(attrs.asdict(self, recurse=False)), "bron": [bron.to_dict() for bron in self.bron]}


@attrs.frozen(kw_only=True, repr=False)
class Blik:
    """A traject, seen on one day with what was known on one day.

    Attributes:
        traject: the traject.
        dag: the peildatum.
        bekend_op: only what was known on this day; ``None`` for everything.
        afgeleid: whether our own readings take part.
    """

    traject: Traject
    dag: dt.date
    bekend_op: dt.date | None
    afgeleid: bool

    @cached_property
    def stand(self) -> Stand:
        """The state on the day."""
        return self.traject.stand(self.dag, bekend_op=self.bekend_op)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The evaluation of the day."""
        return self.on(self.dag)

    def on(self, day: dt.date) -> Evaluation:
        """The evaluation of another day, with the same knowledge."""
        return self.traject.evaluate(day, bekend_op=self.bekend_op, afgeleid=self.afgeleid)

    def states(self) -> Iterator[tuple[dt.date, Stand]]:
        """The state after each day until now on which something changed; one object, that goes on changing."""
        return self.traject.states(self.dag, bekend_op=self.bekend_op)

    def done(self, action: str, since: dt.date) -> bool:
        """Whether an advised action was noted as done on ``since`` or later."""
        return any(day >= since for day in self.stand.handelingen.get(action, ()))

    def advice(self, advies: Advies, stand: str, day: dt.date | None, more: str = "") -> AgendaPunt:
        """An advice as a thing to do, before ``day`` when there is one."""
        return AgendaPunt(
            code=advies.handeling,
            tekst=f"{advies.tekst} {more}".strip(),
            stand=stand,
            dag=day,
            voor=day is not None,
            regel=advies.gezag.regel,
            bron=advies.gezag.bron,
            wie=advies.door,
        )


def stands(advies: Advies) -> bool:
    """Whether this is advice to do something that no rule forbids."""
    return advies.soort == "adviseer" and not advies.overstemd_door

"""The state of a traject while events are folded: facts, betrokkenen and relations, and what is not a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs

from ggzroute.domain.casus import Casus
from ggzroute.domain.netwerk import HULPVRAGER, Betrokkene, Relatie
from ggzroute.traject.gebeurtenis import Gebeurtenis
from ggzroute.traject.soorten import Inhoud
from ggzroute.vocabulary import Vocabulary

REGIE = "voert_regie_over"
DAY = dt.timedelta(days=1)


@attrs.frozen(kw_only=True, repr=False)
class Geldend:
    """An event as it counts: with its own content and day, or with those of its latest correction."""

    nr: int
    geldt_op: dt.date
    bekend_op: dt.date
    door: str
    inhoud: Inhoud

    def __repr__(self) -> str:
        return f"Geldend({self.nr}, {self.inhoud.soort!r})"

    @classmethod
    def of(cls, event: Gebeurtenis) -> Geldend:
        """An event as it was noted."""
        return cls(
            nr=event.nr, geldt_op=event.geldt_op, bekend_op=event.bekend_op, door=event.door, inhoud=event.inhoud
        )


@attrs.frozen(kw_only=True)
class Botsing:
    """Why events do not fit together. No part of it holds a value of the casus.

    Attributes:
        nr: the event that does not fit.
        code: problem code.
        wat: Dutch sentence.
        veld: field of its content, or ``""``.
        herstel: how to mend it.
    """

    nr: int
    code: str
    wat: str
    veld: str = ""
    herstel: str = ""


@attrs.frozen(kw_only=True, repr=False)
class Regieperiode:
    """Who held the regie, from the first day to the last, both included.

    Attributes:
        wie: id of the betrokkene.
        sinds: first day; that of the traject when it began before.
        tot: last day, or ``None`` while it goes on.
        afgestemd_met: ids of those with whom it was agreed; empty when it came with the casus at the beginning.
        nr: the event with which it began, or ``None`` when it came with the casus at the beginning.
    """

    wie: str
    sinds: dt.date
    tot: dt.date | None = None
    afgestemd_met: frozenset[str] = frozenset()
    nr: int | None = None

    def __repr__(self) -> str:
        return "Regieperiode()"

    def holds_on(self, day: dt.date) -> bool:
        """Whether the regie is here on ``day``."""
        return self.sinds <= day and (self.tot is None or day <= self.tot)


@attrs.define(kw_only=True, repr=False)
class Stand:
    """The state, changed by one event after another.

    Attributes:
        begin: first day of the traject.
        id: pseudonym of the casus.
        vocabulary: the vocabulary of the pack.
        feiten: fact name to value.
        betrokkenen: id to betrokkene.
        relaties: all relations, those that ended too.
        regie: who held the regie, one period after another.
        gedaan: step to the day on which it was done.
        handelingen: advised action to the days on which it was done.
        geplaatst_op: the day of the present placement, when an event gave it.
        toestemmingen: (recipient, purpose) of each consent that was not taken back, to its last day when it has one.
        waakvlam_tot: until when a waakvlam was agreed, or ``None``.
        botsingen: what does not fit.
        later: events that are known and count from a later day.
    """

    begin: dt.date
    id: str
    vocabulary: Vocabulary
    feiten: dict[str, Any]
    betrokkenen: dict[str, Betrokkene]
    relaties: list[Relatie]
    regie: list[Regieperiode]
    gedaan: dict[str, dt.date] = attrs.field(factory=dict)
    handelingen: dict[str, tuple[dt.date, ...]] = attrs.field(factory=dict)
    geplaatst_op: dt.date | None = None
    toestemmingen: dict[tuple[str | None, str | None], dt.date | None] = attrs.field(factory=dict)
    waakvlam_tot: dt.date | None = None
    botsingen: list[Botsing] = attrs.field(factory=list)
    later: tuple[Geldend, ...] = ()

    def __repr__(self) -> str:
        return f"Stand({len(self.feiten)} feiten, {len(self.betrokkenen)} betrokkenen)"

    @classmethod
    def of(cls, casus: Casus, begin: dt.date) -> Stand:
        """The state at the beginning."""
        held = [r for r in casus.relaties if r.soort == REGIE and r.naar == HULPVRAGER and r.holds_on(begin)]
        return cls(
            begin=begin,
            id=casus.id,
            vocabulary=casus.vocabulary,
            feiten=dict(casus.feiten),
            betrokkenen={b.id: b for b in casus.betrokkenen},
            relaties=list(casus.relaties),
            regie=[Regieperiode(wie=r.van, sinds=begin) for r in held],
            toestemmingen=_consents(casus),
        )

    def copy(self) -> Stand:
        """A state of its own with the same content."""
        return attrs.evolve(
            self,
            feiten=dict(self.feiten),
            betrokkenen=dict(self.betrokkenen),
            relaties=list(self.relaties),
            regie=list(self.regie),
            gedaan=dict(self.gedaan),
            handelingen=dict(self.handelingen),
            toestemmingen=dict(self.toestemmingen),
            botsingen=list(self.botsingen),
        )

    def put(self, **facts: Any) -> None:
        """Set facts, with ``__`` for the dot; ``None`` makes one unknown.

        What the vocabulary lacks is passed over, and so is what follows from the network.
        """
        for name, value in facts.items():
            fact = name.replace("__", ".")
            if value is None:
                self.feiten.pop(fact, None)
            elif fact in self.vocabulary and self.vocabulary[fact].afleiding != "netwerk":
                self.feiten[fact] = value

    def involve(self, id_: str) -> None:
        """Somebody takes part from now on."""
        if id_ in self.betrokkenen:
            self.betrokkenen[id_] = attrs.evolve(self.betrokkenen[id_], betrokken="nu")

    def begins(self, van: str, soort: str, naar: str, day: dt.date, **more: Any) -> None:
        """A relation holds from ``day``, unless it already does; that it certainly did not no longer counts."""
        new = Relatie(van=van, soort=soort, naar=naar, sinds=day, **more)
        same = [r for r in self.relaties if (r.van, r.soort, r.naar) == (van, soort, naar)]
        self.relaties = [r for r in self.relaties if r.stand or r not in same]
        if not any(r.holds_on(day) and attrs.evolve(r, sinds=day) == new for r in same):
            self.relaties.append(new)

    def ends(self, which: Callable[[Relatie], bool], day: dt.date) -> int:
        """The relations that are meant hold no longer on ``day``; one that began on that day never held.

        Returns:
            How many there were.
        """
        kept, count = [], 0
        for relatie in self.relaties:
            if not (relatie.stand and relatie.holds_on(day) and which(relatie)):
                kept.append(relatie)
                continue
            count += 1
            if relatie.sinds is None or relatie.sinds < day:
                kept.append(attrs.evolve(relatie, tot=day - DAY))
        self.relaties = kept
        return count


def _consents(casus: Casus) -> dict[tuple[str | None, str | None], dt.date | None]:
    """The consents that a casus holds: by relation, and the one that its facts tell of."""
    found: dict[tuple[str | None, str | None], dt.date | None] = {}
    for r in casus.relaties:
        if r.soort == "gaf_toestemming_voor" and r.stand:
            found[r.naar, r.doel] = r.tot
    facts = {name: casus.feiten.get(f"toestemming.{name}") for name in ("ontvanger", "doel", "geldig_tot")}
    if isinstance(facts["geldig_tot"], dt.date) and casus.feiten.get("toestemming.ingetrokken") != "ja":
        who, purpose = (value if isinstance(value, str) else None for value in (facts["ontvanger"], facts["doel"]))
        found[who, purpose] = facts["geldig_tot"]
    return found

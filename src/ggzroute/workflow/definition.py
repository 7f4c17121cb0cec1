"""A workflow definition: steps, branches, lanes, interruptions and promises, as values.

The words are those of BPMN where it has them: a question is an exclusive gateway, an activity a task, a ``baan`` a
parallel lane, an ``onderbreking`` an interrupting event.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.rules.conditions import Condition, facts_of


@attrs.frozen(kw_only=True)
class Tak:
    """A way on from a step.

    Attributes:
        naar: id of the next step.
        antwoord: code of the answer, or ``""``.
        als: when this way is taken; ``None`` for the way that is left when no other is taken.
    """

    naar: str
    antwoord: str = ""
    als: Condition | None = None


@attrs.frozen(kw_only=True)
class ContactRichting:
    """Who approaches whom in a step, when ``als`` holds.

    Attributes:
        als: when, or ``None`` for always.
        richting: roles in order (``vrager``, ``regievoerder``, ``hulpvrager``).
        tekst: the same in Dutch.
    """

    als: Condition | None
    richting: tuple[str, ...]
    tekst: str


@attrs.frozen(kw_only=True)
class Stap:
    """A step: begin, question, activity or end; ``uitkomst`` says what an end means (``geen_regie_nodig``)."""

    id: str
    soort: str
    tekst: str
    wie: str = ""
    uitkomst: str = ""
    takken: tuple[Tak, ...] = ()
    gedaan_als: Condition | None = None
    contact: tuple[ContactRichting, ...] = ()
    bron: tuple[Bron, ...] = ()
    let_op: str = ""

    @cached_property
    def needs(self) -> frozenset[str]:
        """Names of the facts on which the way on depends."""
        return frozenset().union(*(facts_of(tak.als) for tak in self.takken if tak.als is not None))


@attrs.frozen(kw_only=True)
class BaanStand:
    """One state of a lane, when its condition holds."""

    stand: str
    als: Condition
    tekst: str


@attrs.frozen(kw_only=True)
class BaanDefinitie:
    """A parallel lane with its possible states, the first that holds counts."""

    id: str
    tekst: str
    standen: tuple[BaanStand, ...]
    bron: tuple[Bron, ...] = ()


@attrs.frozen(kw_only=True)
class Onderbreking:
    """An event that interrupts the route wherever it is."""

    id: str
    als: Condition
    tekst: str
    bron: tuple[Bron, ...] = ()


@attrs.frozen(kw_only=True)
class Belofte:
    """A promise about every path, proved when the definition is loaded.

    Attributes:
        id: short code.
        tekst: the promise in Dutch.
        eindigt_bij: every path ends at one of these; empty for no such demand.
        bevat: every path passes all of these.
        als: only paths on which this holds; ``None`` for all.
        behalve: not the paths on which this holds.
    """

    id: str
    tekst: str
    eindigt_bij: tuple[str, ...] = ()
    bevat: tuple[str, ...] = ()
    als: Condition | None = None
    behalve: Condition | None = None


@attrs.frozen(kw_only=True)
class Migratieregel:
    """How a traject that runs on an earlier version goes on with this one.

    Attributes:
        van: the earlier version.
        stappen: earlier step to the step of this version that it counts as; other steps keep their id.
        vervallen: earlier steps that have no place in this version.
    """

    van: str
    stappen: Mapping[str, str] = attrs.field(factory=dict)
    vervallen: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True)
class Definition:
    """A whole workflow definition.

    Attributes:
        naam: name by which it is chosen.
        titel: Dutch name.
        versie: version.
        begin: id of the first step.
        stappen: id to step, in the order of the file.
        banen: parallel lanes.
        onderbrekingen: interrupting events.
        paden: name to the ids of a path from begin to end.
        beloften: promises.
        bron: where it stands.
        pakket: name of the pack it comes from.
        migraties: how trajecten of earlier versions go on.
    """

    naam: str
    titel: str
    versie: str
    begin: str
    stappen: Mapping[str, Stap]
    banen: tuple[BaanDefinitie, ...] = ()
    onderbrekingen: tuple[Onderbreking, ...] = ()
    paden: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    beloften: tuple[Belofte, ...] = ()
    bron: tuple[Bron, ...] = ()
    pakket: str = ""
    migraties: tuple[Migratieregel, ...] = ()

"""A rule pack: vocabulary, rules, workflows, sociale kaart, conflicts and documented casussen, read and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.domain.kaart import Kaart
from ggzroute.exceptions import RuleNotFoundError
from ggzroute.rules.bevindingen import Bedoeld, Gevaar
from ggzroute.rules.conditions import Condition, facts_of
from ggzroute.rules.interventies import Interventie
from ggzroute.rules.model import Rule
from ggzroute.rules.poorten import Poort
from ggzroute.rules.selection import Selection, Selections
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.definition import Definition


@attrs.frozen(kw_only=True)
class BronDocument:
    """A source document of a pack."""

    id: str
    titel: str
    uitgever: str = ""
    datum: str = ""
    toelichting: str = ""


@attrs.frozen(kw_only=True)
class Kant:
    """One side of a conflict: when it stands, and what it would have one do.

    Attributes:
        zegt: what this side would have one do.
        bron: where it stands.
        regels: ids of rules; the side stands when one of them fired.
        als: condition; the side stands too when it holds. ``None`` when the side stands by rules alone.
    """

    zegt: str
    bron: tuple[Bron, ...]
    regels: tuple[str, ...] = ()
    als: Condition | None = None


@attrs.frozen(kw_only=True)
class Conflict:
    """Sources that disagree: shown side by side, never settled in silence.

    Attributes:
        id: id of the conflict (``CF-09``).
        wat: about what they disagree, in Dutch.
        kanten: the sides, two or more.
        voorstel: what we propose to do with it, in Dutch.
    """

    id: str
    wat: str
    kanten: tuple[Kant, ...]
    voorstel: str = ""

    @property
    def needs(self) -> frozenset[str]:
        """Names of the facts in the conditions of its sides."""
        return frozenset().union(*(facts_of(side.als) for side in self.kanten if side.als is not None))


@attrs.frozen(kw_only=True)
class CasusFile:
    """A casus of a pack with what is expected of it, not yet read.

    Attributes:
        id: id of the casus.
        bestand: the file, for messages.
        soort: ``gedocumenteerd``, ``vignet`` (from an example in a source) or ``gemaakt`` (constructed to try a rule).
        inhoud: content of the file.
    """

    id: str
    bestand: str
    soort: str = "gedocumenteerd"
    inhoud: bytes = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Overlever:
    """A condition that no casus notices when it is turned around, and why that is accepted. Counted from 1."""

    regel: str
    voorwaarde: int
    reden: str


@attrs.frozen(kw_only=True)
class Uitzondering:
    """A statement of a source that cannot be made executable, and why."""

    id: str
    titel: str
    niveau: str
    bron: tuple[Bron, ...]
    reden: str


@attrs.frozen(kw_only=True)
class PackStamp:
    """What identifies the exact content of a pack."""

    pakket: str
    versie: str
    hash: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RulePack:
    """A pack with everything it builds on. Immutable, and safe to share between threads.

    Attributes:
        pakket: technical name (``holland-rijnland``).
        naam: Dutch name.
        versie: version.
        regio: region code, or ``None`` for a national pack.
        workflow: name of the workflow that is walked when none is named.
        vocabulary: facts of this pack and of those it uses.
        kaart: sociale kaart of this pack and of those it uses.
        regels: id to rule, own and used, sorted by id.
        strata: ids of rules in layers: a rule builds only on facts of earlier layers.
        workflows: name to definition.
        conflicten: known disagreements between sources.
        bronnen: id to source document.
        casussen: the casussen of this pack itself that say what is expected of them.
        stempels: this pack and those it uses, with version and content hash.
        overlevers: conditions of this pack that no casus notices, accepted with a reason.
        uitzonderingen: statements of the sources of this pack that are no executable rule, with the reason.
        poorten: id to gate, own and used, sorted by id.
        interventies: id to intervention, own and used, sorted by id.
        gevaren: dangers that a rule must catch, own and used.
        bedoeld: findings of the analysis that are intended, own and used.
        gebruikt: the packs it uses.
    """

    pakket: str
    naam: str
    versie: str
    regio: str | None
    workflow: str | None
    vocabulary: Vocabulary
    kaart: Kaart
    regels: Mapping[str, Rule]
    strata: tuple[tuple[str, ...], ...]
    workflows: Mapping[str, Definition]
    conflicten: tuple[Conflict, ...]
    bronnen: Mapping[str, BronDocument]
    casussen: tuple[CasusFile, ...]
    stempels: tuple[PackStamp, ...]
    overlevers: tuple[Overlever, ...] = ()
    uitzonderingen: tuple[Uitzondering, ...] = ()
    poorten: Mapping[str, Poort] = attrs.field(factory=dict)
    interventies: Mapping[str, Interventie] = attrs.field(factory=dict)
    gevaren: tuple[Gevaar, ...] = ()
    bedoeld: tuple[Bedoeld, ...] = ()
    gebruikt: tuple[RulePack, ...] = ()

    def __repr__(self) -> str:
        return f"RulePack({self.pakket!r}, {self.versie!r}, {len(self.regels)} regels)"

    def rule(self, id_: str) -> Rule:
        """The rule with this id.

        Raises:
            RuleNotFoundError: there is none.
        """
        if id_ not in self.regels:
            raise RuleNotFoundError(name=id_, known=self.regels)
        return self.regels[id_]

    @property
    def hash(self) -> str:
        """Content hash of the pack itself: SHA-256 over its files."""
        return self.stempels[-1].hash

    def in_force(self, day: dt.date, *, niveau: str = "casus", afgeleid: bool = False) -> tuple[Rule, ...]:
        """The rules of a level that take part on ``day``; our own readings only when asked for."""
        return tuple(self.selection(day, niveau=niveau, afgeleid=afgeleid).rules.values())

    def selection(self, day: dt.date, *, niveau: str = "casus", afgeleid: bool = False) -> Selection:
        """The same rules with what follows from them; for days with the same rules the same object."""
        return self._selections.on(day, niveau, afgeleid=afgeleid)

    @property
    def changes(self) -> tuple[int, ...]:
        """Days, as ordinals, from which other rules are in force than on the day before; sorted."""
        return self._selections.changes

    @cached_property
    def _selections(self) -> Selections:
        return Selections(self.regels, self.strata)

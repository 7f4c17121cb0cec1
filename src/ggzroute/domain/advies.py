"""What comes out: advice to people, each with its strength, its basis and its sources.

No ``repr`` shows who is meant: ids and functions of betrokkenen are values of the casus.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from ggzroute.domain.bron import Bron


@attrs.frozen(kw_only=True)
class Gezag:
    """On whose authority something is said.

    Attributes:
        regel: id of the rule.
        titel: its title.
        sterkte: how strong the source puts it.
        basis: what kind of statement it is.
        bron: where it stands.
    """

    regel: str
    titel: str
    sterkte: str
    basis: str
    bron: tuple[Bron, ...]

    def to_dict(self) -> dict[str, Any]:
        """The authority as plain JSON types."""
        return {**attrs.asdict(self, recurse=False), "bron": [bron.to_dict() for bron in self.bron]}


@attrs.frozen(kw_only=True)
class Reden:
    """A reason for or against somebody, in Dutch, with its authority (``None`` when it follows from the network)."""

    tekst: str
    gezag: Gezag | None = None

    def to_dict(self) -> dict[str, Any]:
        """The reason as plain JSON types."""
        return {"tekst": self.tekst, "gezag": self.gezag.to_dict() if self.gezag else None}


@attrs.frozen(kw_only=True)
class Advies:
    """One advice.

    Attributes:
        soort: ``adviseer``, ``raad_af``, ``verbied`` or ``contact``.
        handeling: code of the action; empty for a contact.
        gebied: what it is about.
        tekst: the advice as a Dutch sentence.
        gezag: on whose authority.
        door: ids or roles of those who do it.
        met: ids of those to contact, for a contact.
        voor: name of the date fact that is its deadline, or ``None``.
        overstemd_door: ids of rules that forbid it; empty when it stands.
    """

    soort: str
    handeling: str
    gebied: str
    tekst: str
    gezag: Gezag
    door: tuple[str, ...] = attrs.field(default=(), repr=False)
    met: tuple[str, ...] = attrs.field(default=(), repr=False)
    voor: str | None = None
    overstemd_door: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The advice as plain JSON types."""
        lists = {key: list(getattr(self, key)) for key in ("door", "met", "overstemd_door")}
        return {**attrs.asdict(self, recurse=False), **lists, "gezag": self.gezag.to_dict()}


@attrs.frozen(kw_only=True)
class Signaal:
    """Something that people should know."""

    code: str
    tekst: str
    gezag: Gezag

    def to_dict(self) -> dict[str, Any]:
        """The signal as plain JSON types."""
        return {"code": self.code, "tekst": self.tekst, "gezag": self.gezag.to_dict()}


@attrs.frozen(kw_only=True)
class Onderbreking:
    """Something that comes before the route."""

    handeling: str
    naar: tuple[str, ...] = attrs.field(repr=False)
    tekst: str
    gezag: Gezag

    def to_dict(self) -> dict[str, Any]:
        """The interruption as plain JSON types."""
        return {
            "handeling": self.handeling,
            "naar": list(self.naar),
            "tekst": self.tekst,
            "gezag": self.gezag.to_dict(),
        }


@attrs.frozen(kw_only=True)
class Kandidaat:
    """Somebody who could hold the regie, holds it, or is excluded from it.

    Attributes:
        wie: id of the betrokkene, or of an organisation or function on the sociale kaart.
        rang: 0 to 100, higher comes first.
        rol: function in which, or ``None``.
        voor: reasons for.
        tegen: reasons against.
        eindigt_met: names of the facts with which it ends; empty when no end was named.
        einde_bereikt: whether that end has come.
    """

    wie: str = attrs.field(repr=False)
    rang: int = 0
    rol: str | None = attrs.field(default=None, repr=False)
    voor: tuple[Reden, ...] = ()
    tegen: tuple[Reden, ...] = ()
    eindigt_met: tuple[str, ...] = ()
    einde_bereikt: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The candidate as plain JSON types."""
        reasons = {key: [reden.to_dict() for reden in getattr(self, key)] for key in ("voor", "tegen")}
        return {**attrs.asdict(self, recurse=False), **reasons, "eindigt_met": list(self.eindigt_met)}


@attrs.frozen(kw_only=True)
class Overdracht:
    """The regie can go over to somebody.

    Attributes:
        naar: who.
        rol: function in which, or ``None``.
        wacht_op: names of the facts on which it waits.
        vervuld: whether the condition holds now; ``None`` when unknown.
        reden: why.
    """

    naar: str = attrs.field(repr=False)
    rol: str | None = attrs.field(repr=False)
    wacht_op: tuple[str, ...]
    vervuld: bool | None
    reden: Reden

    def to_dict(self) -> dict[str, Any]:
        """The handover as plain JSON types."""
        return {**attrs.asdict(self, recurse=False), "wacht_op": list(self.wacht_op), "reden": self.reden.to_dict()}


@attrs.frozen(kw_only=True)
class Regie:
    """Who holds the regie, or could. A proposal to people: nobody is ever appointed.

    Attributes:
        status: ``aanwezig``, ``meer_dan_een``, ``voorgesteld``, ``gelijk`` (a tie at the top), ``uitgesteld``,
            ``open`` or ``niet_nodig``.
        huidig: those who hold it now; there should be one.
        kandidaten: those who could, the best first.
        uitgesloten: those who cannot, with the reason.
        overig: those that rules name while somebody already holds it, or while the choice is put off.
        overdracht: to whom it can go over later.
        uitgesteld_tot: names of the facts on which the choice waits.
        redenen: why it is put off.
        afstemmen_met: with whom to consult; the hulpvrager comes first.
    """

    status: str
    huidig: tuple[Kandidaat, ...] = ()
    kandidaten: tuple[Kandidaat, ...] = ()
    uitgesloten: tuple[Kandidaat, ...] = ()
    overig: tuple[Kandidaat, ...] = ()
    overdracht: tuple[Overdracht, ...] = ()
    uitgesteld_tot: tuple[str, ...] = ()
    redenen: tuple[Reden, ...] = ()
    afstemmen_met: tuple[str, ...] = attrs.field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The regie as plain JSON types."""
        parts = ("huidig", "kandidaten", "uitgesloten", "overig", "overdracht", "redenen")
        lists = {key: [part.to_dict() for part in getattr(self, key)] for key in parts}
        names = {key: list(getattr(self, key)) for key in ("uitgesteld_tot", "afstemmen_met")}
        return {"status": self.status, **lists, **names}


@attrs.frozen(kw_only=True)
class MaatjeAdvies:
    """Whether a maatje is present, wanted, or to be arranged, and from which kring.

    Attributes:
        stand: ``aanwezig``, ``niet_toewijzen``, ``regelen``, ``wenselijk``, ``nagaan`` or ``open``.
        redenen: why.
        kandidaten: who could be, with the reason for each.
        kringen: kringen the candidates come from (``sociaal``, ``professioneel``), sorted.
    """

    stand: str
    redenen: tuple[Reden, ...] = ()
    kandidaten: tuple[Kandidaat, ...] = ()
    kringen: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The maatje advice as plain JSON types."""
        return {
            "stand": self.stand,
            "redenen": [reden.to_dict() for reden in self.redenen],
            "kandidaten": [kandidaat.to_dict() for kandidaat in self.kandidaten],
            "kringen": list(self.kringen),
        }


@attrs.frozen(kw_only=True)
class OpenVraag:
    """A fact that is still unknown and can still matter.

    Attributes:
        feit: name of the fact.
        tekst: the question in Dutch.
        antwoord_door: who may answer.
        gevoelig: whether the answer is sensitive.
        gewicht: how much hangs on it; only good for comparing questions of one evaluation.
        voor: what hangs on it: ids of rules and of gates, ``route`` when the main route waits for it, and
            ``route:name`` when one beside it does.
        uitkomsten: what binds and can still change with it: ``route`` (or ``route:name``), ``regie``, ``maatje``,
            ``contact``, ``onderbreking:<handeling>`` or ``advies:<handeling>``; empty when only a wish or an option
            hangs on it.
    """

    feit: str
    tekst: str
    antwoord_door: tuple[str, ...]
    gevoelig: bool
    gewicht: int
    voor: tuple[str, ...]
    uitkomsten: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The question as plain JSON types."""
        lists = {key: list(getattr(self, key)) for key in ("antwoord_door", "voor", "uitkomsten")}
        return {**attrs.asdict(self, recurse=False), **lists}


@attrs.frozen(kw_only=True)
class KaartVerouderd:
    """An organisation that is named while its entry on the sociale kaart is stale on the peildatum.

    Attributes:
        id: id on the sociale kaart.
        nagekeken_op: the day the entry was last checked, or ``None`` when it never was.
    """

    id: str = attrs.field(repr=False)
    nagekeken_op: dt.date | None

    def to_dict(self) -> dict[str, Any]:
        """The entry as plain JSON types."""
        return {"id": self.id, "nagekeken_op": self.nagekeken_op.isoformat() if self.nagekeken_op else None}


@attrs.frozen(kw_only=True)
class ConflictKant:
    """One side of a conflict, and why it stands.

    Attributes:
        regels: ids of the rules of this side that fired.
        als: the condition of this side that holds, in Dutch and without a value of the casus; empty when it stands by
            its rules alone.
        zegt: what this side would have one do.
        bron: where it stands.
    """

    regels: tuple[str, ...]
    als: str
    zegt: str
    bron: tuple[Bron, ...]

    def to_dict(self) -> dict[str, Any]:
        """The side as plain JSON types."""
        sources = [bron.to_dict() for bron in self.bron]
        return {"regels": list(self.regels), "als": self.als, "zegt": self.zegt, "bron": sources}


@attrs.frozen(kw_only=True)
class ConflictGevonden:
    """Sources that disagree about what is at hand, side by side."""

    id: str
    wat: str
    kanten: tuple[ConflictKant, ...]
    voorstel: str

    def to_dict(self) -> dict[str, Any]:
        """The conflict as plain JSON types."""
        sides = [side.to_dict() for side in self.kanten]
        return {"id": self.id, "wat": self.wat, "kanten": sides, "voorstel": self.voorstel}

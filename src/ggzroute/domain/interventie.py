"""Interventions: which of them fit, on what condition, who leads, and what a municipality cannot do alone.

An aid to choose together with the hulpvrager. It ranks nothing and assigns nothing.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.domain.voorwaarde import JA, NEE, ONBEKEND, VoorwaardeStand

PAST: Final = "past"
PAST_NIET: Final = "past_niet"
PASSEN: Final = (PAST_NIET, ONBEKEND, PAST)
"""Outcomes of an intervention; the first that a condition calls for counts, and the last when none does."""

ELEMENTEN: Final = {JA: "aanwezig", NEE: "afwezig", ONBEKEND: ONBEKEND}
"""How a condition stands to the word for an element of a checklist."""


@attrs.frozen(kw_only=True)
class Rol:
    """Who leads, or with whom something is done.

    Attributes:
        wie: codes: kinds of organisation, functions on the sociale kaart, or roles.
        tekst: the same in a Dutch sentence.
        bron: where it stands.
        basis: what kind of statement it is; ``afgeleid`` is our own reading.
    """

    wie: tuple[str, ...]
    tekst: str
    bron: tuple[Bron, ...]
    basis: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The role as plain JSON types."""
        sources = [bron.to_dict() for bron in self.bron]
        return {"wie": list(self.wie), "tekst": self.tekst, "basis": self.basis, "bron": sources}


@attrs.frozen(kw_only=True)
class Waarschuwing:
    """Something that certainly goes against the method."""

    code: str
    tekst: str
    bron: tuple[Bron, ...]

    def to_dict(self) -> dict[str, Any]:
        """The warning as plain JSON types."""
        return {"code": self.code, "tekst": self.tekst, "bron": [bron.to_dict() for bron in self.bron]}


@attrs.frozen(kw_only=True)
class Element:
    """One element of a method, and whether the traject has it.

    Attributes:
        code: code of the element.
        tekst: the element in Dutch.
        stand: ``aanwezig``, ``afwezig`` or ``onbekend``.
        ontbreekt: names of the unknown facts that keep it unknown, sorted.
        bron: where it stands; both sources when both name it.
        basis: what kind of statement it is; ``afgeleid`` is our own reading.
    """

    code: str
    tekst: str
    stand: str = attrs.field(repr=False)
    ontbreekt: tuple[str, ...] = attrs.field(default=(), repr=False)
    bron: tuple[Bron, ...] = ()
    basis: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The element as plain JSON types."""
        return {
            "code": self.code,
            "tekst": self.tekst,
            "stand": self.stand,
            "ontbreekt": list(self.ontbreekt),
            "basis": self.basis,
            "bron": [bron.to_dict() for bron in self.bron],
        }


@attrs.frozen(kw_only=True)
class InterventieUitkomst:
    """What is known of one intervention for one casus.

    Attributes:
        interventie: id of the intervention.
        titel: its Dutch name.
        uitkomst: ``past``, ``past_niet`` or ``onbekend``.
        loopt: ``ja``, ``nee`` or ``onbekend``: whether the traject is of this kind already.
        voorwaarden: on what condition it fits.
        ontbreekt: names of the unknown facts that can still change the outcome, sorted.
        trekker: who leads.
        niet_alleen: what a municipality cannot do alone, and with whom it can; ``None`` when there is no such thing.
        elementen: the checklist of the method; empty when it has none.
        waarschuwingen: what certainly goes against the method.
        regels: ids of rules that say more.
        conflicten: ids of the conflicts found in this casus that one of those rules takes part in.
        let_op: what to mind, as it stands with the definition.
        bron: where it stands.
    """

    interventie: str
    titel: str
    uitkomst: str = attrs.field(repr=False)
    loopt: str = attrs.field(repr=False)
    voorwaarden: tuple[VoorwaardeStand, ...] = attrs.field(repr=False)
    trekker: Rol
    niet_alleen: Rol | None
    ontbreekt: tuple[str, ...] = attrs.field(default=(), repr=False)
    elementen: tuple[Element, ...] = ()
    waarschuwingen: tuple[Waarschuwing, ...] = attrs.field(default=(), repr=False)
    regels: tuple[str, ...] = ()
    conflicten: tuple[str, ...] = attrs.field(default=(), repr=False)
    let_op: str = ""
    bron: tuple[Bron, ...] = ()

    @property
    def bezwaren(self) -> tuple[VoorwaardeStand, ...]:
        """The conditions that keep it from fitting for certain."""
        return tuple(voorwaarde for voorwaarde in self.voorwaarden if voorwaarde.gevolg)

    def to_dict(self) -> dict[str, Any]:
        """The intervention as plain JSON types."""
        lists = {
            key: [part.to_dict() for part in getattr(self, key)]
            for key in ("voorwaarden", "elementen", "waarschuwingen")
        }
        return {
            "interventie": self.interventie,
            "titel": self.titel,
            "uitkomst": self.uitkomst,
            "loopt": self.loopt,
            "ontbreekt": list(self.ontbreekt),
            "trekker": self.trekker.to_dict(),
            "niet_alleen": self.niet_alleen.to_dict() if self.niet_alleen else None,
            **lists,
            "regels": list(self.regels),
            "conflicten": list(self.conflicten),
            "let_op": self.let_op,
            "bron": [bron.to_dict() for bron in self.bron],
        }

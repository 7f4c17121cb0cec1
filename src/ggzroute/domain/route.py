"""The route of a casus through a workflow: where it went, and where it waits."""

from __future__ import annotations

from typing import Any

import attrs

from ggzroute.domain.bron import Bron


@attrs.frozen(kw_only=True)
class RouteStap:
    """One step of the route.

    Attributes:
        id: id of the step in the definition.
        soort: ``begin``, ``vraag``, ``activiteit`` or ``eind``.
        tekst: what the step is, in Dutch.
        antwoord: the answer that was followed, for a question, else ``None``.
        stand: ``gedaan``, ``te_doen`` or ``onbekend`` for an activity; ``beantwoord`` or ``wacht`` for a question.
        contact: who approaches whom, for a step that brings people together, in order; may be empty.
        bron: where the step stands.
    """

    id: str
    soort: str
    tekst: str
    antwoord: str | None = None
    stand: str = ""
    contact: tuple[str, ...] = ()
    bron: tuple[Bron, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The step as plain JSON types."""
        bron = [b.to_dict() for b in self.bron]
        return {**attrs.asdict(self, recurse=False), "contact": list(self.contact), "bron": bron}


@attrs.frozen(kw_only=True)
class Baan:
    """A parallel lane, such as the maatje: it runs beside every step and blocks none.

    Attributes:
        id: id of the lane.
        stand: where the lane stands, or ``None`` when that is unknown.
        tekst: what that means, in Dutch.
        wacht_op: names of the facts that would tell.
    """

    id: str
    stand: str | None
    tekst: str
    wacht_op: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Route:
    """The route so far.

    Attributes:
        workflow: name of the definition.
        versie: version of the definition.
        stappen: the steps from the beginning to where it waits or ends.
        wacht_bij: id of the step where the route waits, or ``None``.
        wacht_op: names of the facts that are needed to go on.
        wie: who can answer, codes of ``antwoord_door``.
        einde: id of the end that was reached, or ``None``.
        uitkomst: what that end means (``geen_regie_nodig``), or ``""``.
        pad: name of the path that was walked to its end, or ``None``.
        mogelijke_paden: names of the paths that are still possible.
        banen: the parallel lanes.
        onderbroken: texts of the interruptions that come before everything else; empty when there are none.
    """

    workflow: str
    versie: str
    stappen: tuple[RouteStap, ...]
    wacht_bij: str | None = None
    wacht_op: tuple[str, ...] = ()
    wie: tuple[str, ...] = ()
    einde: str | None = None
    uitkomst: str = ""
    pad: str | None = None
    mogelijke_paden: tuple[str, ...] = ()
    banen: tuple[Baan, ...] = ()
    onderbroken: tuple[str, ...] = ()

    @property
    def staat(self) -> str:
        """``onderbroken``, ``wacht``, ``klaar``, or ``geen`` when the pack has no workflow."""
        if self.onderbroken:
            return "onderbroken"
        if not self.stappen:
            return "geen"
        return "wacht" if self.wacht_bij else "klaar"

    def to_dict(self) -> dict[str, Any]:
        """The route as plain JSON types."""
        return {
            "workflow": self.workflow,
            "versie": self.versie,
            "staat": self.staat,
            "stappen": [stap.to_dict() for stap in self.stappen],
            "wacht_bij": self.wacht_bij,
            "wacht_op": list(self.wacht_op),
            "wie": list(self.wie),
            "einde": self.einde,
            "uitkomst": self.uitkomst,
            "pad": self.pad,
            "mogelijke_paden": list(self.mogelijke_paden),
            "banen": [{**attrs.asdict(baan), "wacht_op": list(baan.wacht_op)} for baan in self.banen],
            "onderbroken": list(self.onderbroken),
        }

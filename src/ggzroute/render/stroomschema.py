"""Draws a workflow as a flowchart, with the way that a route took through it, as SVG."""

from __future__ import annotations

import math
from typing import Final

import attrs

from ggzroute.domain.namen import readable
from ggzroute.domain.route import Route
from ggzroute.render import arrows, cards, ladder, layered, panels
from ggzroute.render.flow import GELOPEN, NIET, OPEN, Pijl, Stroom, describe_flow, flow_of
from ggzroute.render.geometry import Box, Point, bounding
from ggzroute.render.palette import style_sheet
from ggzroute.render.svg import Element, add, drawing, line_of_text, number, svg_text
from ggzroute.render.text import text_width
from ggzroute.workflow.definition import Definition

NARROW_BELOW: Final = 640
"""Below this width the steps stand below each other."""
MARGIN: Final = 14
COLUMN: Final = 250
CARD: Final = 206
_LABEL: Final = 12
_WIDEST: Final = 1.3
_ORDER: Final = (NIET, OPEN, GELOPEN)

RULES: Final = f"""
.etiket{{fill:@papier;stroke:@lijn;stroke-width:1}}
.etiket.gelopen{{stroke:@gelopen;stroke-width:2}}
.etiket.niet{{stroke:@niet;stroke-dasharray:4 3}}
text.stil{{fill:@stil}}
{arrows.RULES}{panels.RULES}{cards.RULES}"""


def stroomschema_svg(
    definition: Definition, route: Route | None = None, *, breedte: int = 1120, prefix: str = "stroom"
) -> str:
    """A workflow as a flowchart, as SVG text: the way walked, where it waits, and what was not taken.

    The text stands alone as a file, and can stand inside a page. The same input gives the same text.

    Args:
        definition: the workflow.
        route: a route through it; without one only the workflow is drawn.
        breedte: width in CSS pixels for which it is laid out. Below 640 the steps stand below each other; above that
            they stand in layers, which needs the extra ``render``.
        prefix: starts every id and names the class, so that a page can hold more pictures.

    Raises:
        ExtraMissingError: ``breedte`` is 640 or more, and the extra ``render`` is not installed.
        ValueError: ``prefix`` is no word that can start an id.
    """
    stroom = flow_of(definition, route)
    return svg_text(_narrow(stroom, breedte, prefix) if breedte < NARROW_BELOW else _wide(stroom, breedte, prefix))


@attrs.frozen(kw_only=True)
class Plan:
    """A flowchart that is laid out, with its top left at the origin.

    Attributes:
        cards: the steps.
        boxes: a box for each step.
        arrows: the arrows with the corners of their lines.
        labels: answers with their boxes.
        size: width and height.
    """

    cards: tuple[cards.Card, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[tuple[Pijl, tuple[Point, ...]], ...]
    labels: tuple[tuple[Pijl, Box], ...]
    size: tuple[float, float]


def plan_layers(stroom: Stroom) -> Plan | None:
    """The steps in layers; ``None`` when one would stand on another."""
    places = {blok.id: n for n, blok in enumerate(stroom.blokken)}
    drawn = [p for p in stroom.pijlen if p.van != p.naar]
    made = tuple(
        cards.card_of(
            blok,
            CARD,
            rows=[(cards.answer_row(p, "deze stap opnieuw"), p) for p in stroom.pijlen if p.van == p.naar == blok.id],
        )
        for blok in stroom.blokken
    )
    found = layered.lay_out(
        [(card.width, card.height) for card in made],
        [layered.Arrow(places[p.van], places[p.naar], _label_size(p)) for p in drawn],
    )
    if layered.overlapping(found):
        return None
    around = bounding(
        [
            *found.boxes,
            *(label for label in found.labels if label),
            *(Box(x, y, 0, 0) for points in found.paths for x, y in points),
        ]
    ).grown(cards.SIGN + 2)
    dx, dy = -around.x, -around.y
    boxes = tuple(box.moved(dx, dy) for box in found.boxes)
    arrows = []
    for pijl, points in zip(drawn, found.paths, strict=True):
        moved = [(x + dx, y + dy) for x, y in points]
        start, end = places[pijl.van], places[pijl.naar]
        moved[0] = cards.on_outline(stroom.blokken[start].soort, boxes[start], moved[0])
        moved[-1] = cards.on_outline(stroom.blokken[end].soort, boxes[end], moved[-1])
        arrows.append((pijl, tuple(moved)))
    labels = tuple(
        (pijl, label.moved(dx, dy)) for pijl, label in zip(drawn, found.labels, strict=True) if label is not None
    )
    return Plan(cards=made, boxes=boxes, arrows=tuple(arrows), labels=labels, size=(around.width, around.height))


def plan_ladder(stroom: Stroom, width: float) -> Plan:
    """The steps below each other."""
    found = ladder.lay_out(stroom, width - cards.SIGN)
    edge = cards.SIGN + 1
    return Plan(
        cards=found.cards,
        boxes=tuple(box.moved(1, edge) for box in found.boxes),
        arrows=tuple((pijl, tuple((x + 1, y + edge) for x, y in points)) for pijl, points in found.arrows),
        labels=(),
        size=(width, found.height + edge + 2),
    )


def _label_size(pijl: Pijl) -> tuple[float, float] | None:
    if not pijl.antwoord:
        return None
    return text_width(readable(pijl.antwoord), _LABEL, bold=True) + 16, _LABEL + 8


def _wide(stroom: Stroom, breedte: int, prefix: str) -> Element:
    room = breedte - COLUMN - 4 * MARGIN
    plan = plan_layers(stroom)
    if plan is None or plan.size[0] > room * _WIDEST:
        plan = plan_ladder(stroom, min(room, 2.4 * CARD))
    left = plan.size[0] + 3 * MARGIN
    side = panels.panels_of(stroom, COLUMN)
    height = max(plan.size[1], panels.height(side)) + 2 * MARGIN
    root = _root(stroom, prefix, left + COLUMN + MARGIN, height)
    _draw_plan(add(root, "g", transform=f"translate({MARGIN} {MARGIN})"), plan)
    panels.draw(root, side, (left, MARGIN), COLUMN)
    return root


def _narrow(stroom: Stroom, breedte: int, prefix: str) -> Element:
    room = breedte - 4.0
    plan = plan_ladder(stroom, room)
    above, below = panels.above(stroom, room), panels.below(stroom, room)
    top = panels.height(above) + 12
    under = top + plan.size[1] + 14
    root = _root(stroom, prefix, breedte, under + panels.height(below) + 4)
    panels.draw(root, above, (2, 2), room)
    _draw_plan(add(root, "g", transform=f"translate(2 {number(top)})"), plan)
    panels.draw(root, below, (2, under), room)
    return root


def _root(stroom: Stroom, prefix: str, width: float, height: float) -> Element:
    return drawing(
        prefix,
        round(width),
        math.ceil(height),
        title=f"Stroomschema {stroom.titel}",
        description=describe_flow(stroom),
        style=style_sheet(prefix, RULES),
    )


def _draw_plan(parent: Element, plan: Plan) -> None:
    for pijl, points in sorted(plan.arrows, key=lambda arrow: _ORDER.index(arrow[0].staat)):
        add(parent, "path", d=arrows.rounded(points), class_=f"pijl {pijl.staat}")
        arrows.head(parent, points, pijl.staat)
    for card, box in zip(plan.cards, plan.boxes, strict=True):
        cards.draw_card(parent, card, box)
    for pijl, box in plan.labels:
        group = add(parent, "g", class_=pijl.staat)
        add(
            group,
            "rect",
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            rx=box.height / 2,
            class_=f"etiket {pijl.staat}",
        )
        line_of_text(
            group,
            (box.centre[0], box.centre[1] + 4.2),
            readable(pijl.antwoord),
            size=_LABEL,
            bold=pijl.staat == GELOPEN,
            anchor="middle",
        )

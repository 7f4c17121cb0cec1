"""Draws the model 'Hulpvrager en omgeving' for one casus, as SVG."""

from __future__ import annotations

from typing import Final

from ggzroute.domain.casus import Casus
from ggzroute.domain.netwerk import PROFESSIONEEL, SOCIAAL
from ggzroute.evaluation import Evaluation
from ggzroute.render import chips, kringen_parts, legend, marks
from ggzroute.render.describing import describe
from ggzroute.render.geometry import Box, Point
from ggzroute.render.network import Knoop, Netwerkbeeld
from ggzroute.render.network_reading import network_of
from ggzroute.render.palette import style_sheet
from ggzroute.render.rings import NARROW, WIDE, Rings, lay_out, lines_of
from ggzroute.render.svg import Element, add, drawing, line_of_text, pair, svg_text, tooltip
from ggzroute.render.text import wrap
from ggzroute.rules.pack import RulePack

NARROW_BELOW: Final = 640
"""Below this width the betrokkenen get numbers, and a list below the kringen."""
MARGIN: Final = 12
_EDGE: Final = 2
_HEADING: Final = 60

RULES: Final = f"{kringen_parts.RULES}{marks.RULES}{chips.RULES}"


def kringen_svg(
    what: Casus | Evaluation, pack: RulePack | None = None, *, breedte: int = 1120, prefix: str = "kringen"
) -> str:
    """The model 'Hulpvrager en omgeving' for a casus, as SVG text.

    The text stands alone as a file, and can stand inside a page. It shows the casus: it is meant for people who may see
    that. The same input gives the same text.

    Args:
        what: a casus, or an evaluation of one, which adds proposals for the regie and the maatje.
        pack: for names of organisations when ``what`` is a casus; an evaluation brings its own.
        breedte: width in CSS pixels for which it is laid out. Below 640 the betrokkenen have numbers, with a list.
        prefix: starts every id and names the class, so that a page can hold more pictures.

    Raises:
        ValueError: ``prefix`` is no word that can start an id.
    """
    beeld = network_of(what, pack)
    return svg_text(_narrow(beeld, breedte, prefix) if breedte < NARROW_BELOW else _wide(beeld, prefix))


def _wide(beeld: Netwerkbeeld, prefix: str) -> Element:
    labels = {knoop.id: chips.chip_of(knoop) for knoop in beeld.knopen}
    rings = lay_out(beeld, {id_: chip.size for id_, chip in labels.items()}, WIDE)
    column = legend.COLUMN
    left = 2 * rings.radius + 4 * MARGIN
    regie = kringen_parts.regie_lines(beeld, column)
    box = Box(left, MARGIN + _HEADING, column, kringen_parts.regie_height(regie))
    parts = legend.parts_of(beeld, column)
    under = box.bottom + 2 * MARGIN
    height = max(2 * (MARGIN + rings.radius), under + legend.height(parts) + MARGIN)
    middle = (MARGIN + rings.radius, height / 2)
    root = _root(beeld, prefix, left + column + MARGIN, height)
    _heading(root, beeld, (left, MARGIN + 18), column)
    inside = _network(root, beeld, rings, middle, box)
    for id_, chip in labels.items():
        chips.draw_chip(inside, chip, rings.boxes[id_])
    kringen_parts.draw_regie(root, beeld, box, regie)
    legend.draw(root, parts, (left, under))
    return root


def _narrow(beeld: Netwerkbeeld, breedte: int, prefix: str) -> Element:
    side = 2 * marks.NUMBERED
    rings = lay_out(beeld, {knoop.id: (side, side) for knoop in beeld.knopen}, NARROW)
    width = max(float(breedte), 2 * rings.radius + 4 * _EDGE)
    room = width - 2 * _EDGE
    numbered = [knoop for kring in (SOCIAAL, PROFESSIONEEL) for knoop in beeld.knopen if knoop.kring == kring]
    numbers = {knoop.id: str(n) for n, knoop in enumerate(numbered, start=1)}
    regie = kringen_parts.regie_lines(beeld, room)
    box = Box(_EDGE, _EDGE + _HEADING, room, kringen_parts.regie_height(regie))
    middle = (width / 2, box.bottom + 2 * MARGIN + rings.radius)
    rows, parts = legend.rows_of(numbered, room), legend.parts_of(beeld, room)
    listed = middle[1] + rings.radius + 1.5 * MARGIN
    under = listed + legend.rows_height(rows) + MARGIN
    root = _root(beeld, prefix, width, under + legend.height(parts) + MARGIN / 2)
    _heading(root, beeld, (_EDGE, 20), room)
    inside = _network(root, beeld, rings, middle, box)
    for knoop in beeld.knopen:
        marks.mark(_group(inside, knoop), rings.boxes[knoop.id].centre, knoop, label=numbers[knoop.id])
    kringen_parts.draw_regie(root, beeld, box, regie)
    legend.draw_rows(root, rows, numbers, (_EDGE, listed))
    legend.draw(root, parts, (_EDGE, under))
    return root


def _network(root: Element, beeld: Netwerkbeeld, rings: Rings, middle: Point, regie: Box) -> Element:
    """The kringen with their names and lines, without the betrokkenen; the group has the middle as its origin."""
    inside = add(root, "g", transform=f"translate({pair(middle)})")
    kringen_parts.draw_rings(inside, rings)
    for line, curve in lines_of(beeld, rings):
        group = add(inside, "g")
        tooltip(group, beeld.zin(line))
        marks.stroke(group, curve, line.soort, line.toestand, thin=rings.measures is NARROW)
    kringen_parts.draw_arrow(inside, beeld, rings)
    kringen_parts.draw_names(inside, rings)
    for id_ in beeld.regie.wie:
        kringen_parts.same(inside, rings.boxes[id_], regie.moved(-middle[0], -middle[1]), "regielijn")
    return inside


def _group(parent: Element, knoop: Knoop) -> Element:
    group = add(parent, "g", class_=marks.names_of(knoop))
    tooltip(group, knoop.regel)
    return group


def _root(beeld: Netwerkbeeld, prefix: str, width: float, height: float) -> Element:
    return drawing(
        prefix,
        round(width),
        round(height),
        title=f"Hulpvrager en omgeving, casus {beeld.casus}",
        description=describe(beeld),
        style=style_sheet(prefix, RULES),
    )


def _heading(root: Element, beeld: Netwerkbeeld, at: Point, room: float) -> None:
    line_of_text(root, at, "Hulpvrager en omgeving", size=16, bold=True)
    (line,) = wrap(f"Casus {beeld.casus}", 12, room, lines=1)
    line_of_text(root, (at[0], at[1] + 17), line, size=12, class_="stil")
    if beeld.peildatum:
        line_of_text(root, (at[0], at[1] + 32), f"Peildatum {beeld.peildatum:%d-%m-%Y}", size=12, class_="stil")

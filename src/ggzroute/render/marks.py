"""Signs in the picture of the kringen: betrokkenen, and the kinds of line.

Never colour alone: a sign has a shape and a fill, a line has dashes and a sign at its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from ggzroute.domain.netwerk import SOCIAAL
from ggzroute.render.curves import Curve
from ggzroute.render.geometry import Point, behind
from ggzroute.render.network import GELDT, NIET, Knoop
from ggzroute.render.svg import Element, add, line_of_text, number, pair, path

RADIUS: Final = 6.5
NUMBERED: Final = 11.0
_THIN: Final = 0.7


@attrs.frozen
class Pen:
    """How a kind of relation is drawn.

    Attributes:
        colour: name of its colour.
        dash: dash pattern, or ``""``.
        head: sign at its end: ``pijl``, ``open``, ``ruit``, ``bol`` or ``""`` for a relation in both directions.
        width: width of the line.
    """

    colour: str
    dash: str
    head: str
    width: float = 1.8


PENS: Final[Mapping[str, Pen]] = MappingProxyType(
    {
        "kent": Pen("steun", "", ""),
        "vertrouwt": Pen("steun", "", "pijl", 2.8),
        "heeft_contact_met": Pen("steun", "2 4", ""),
        "behandelt": Pen("zorg", "", "pijl"),
        "begeleidt": Pen("zorg", "9 4", "open"),
        "betrokken_bij": Pen("zorg", "2 4", "bol"),
        "verleent_uitkering": Pen("werk", "12 3 2 3", "ruit"),
        "werkt_bij": Pen("werk", "", "open"),
        "gaf_toestemming_voor": Pen("toestemming", "6 3", "bol"),
        "werkt_samen_met": Pen("samen", "10 5", ""),
        "draagt_over_aan": Pen("samen", "", "pijl", 2.4),
        "is_maatje_van": Pen("maatje", "3 3", "pijl"),
        "voert_regie_over": Pen("paars", "3 3", "pijl"),
    }
)

_BASE: Final = """
.knoop{stroke-width:1.6}
.sociaal .teken{stroke:@groen-rand;fill:@vel}
.professioneel .teken{stroke:@blauw-rand;fill:@vel}
.sociaal .vol{fill:@groen-rand}
.professioneel .vol{fill:@blauw-rand}
.voorheen .teken{stroke:@niet;stroke-dasharray:3 2.4}
.teken.vraag{stroke-dasharray:1.4 2.4}
.streep{fill:none;stroke-linecap:round;stroke:@inkt;stroke-width:1.8}
.kop{stroke-linejoin:round;stroke-width:1.4}
text.in-vol{fill:@papier}
.kruis{stroke:@inkt;stroke-width:2;fill:@papier}
.niet-vast{opacity:.75}
"""
_OF_PENS: Final = "".join(
    f".{name}{{stroke:@{pen.colour};stroke-width:{number(pen.width)}}}\n"
    f".kop-{name}{{stroke:@{pen.colour};fill:@{pen.colour}}}\n"
    f".kop-{name}.hol{{fill:@papier}}\n"
    for name, pen in PENS.items()
)
RULES: Final = f"{_BASE}{_OF_PENS}.streep.dun{{stroke-width:1.3}}\n"


def names_of(knoop: Knoop) -> str:
    """The classes of a betrokkene."""
    return f"knoop {knoop.kring}{' voorheen' if knoop.voorheen else ''}"


def mark(parent: Element, at: Point, knoop: Knoop, *, label: str = "") -> None:
    """The sign of a betrokkene: a disc in the sociaal netwerk, a square in the professioneel netwerk.

    Args:
        parent: where it is drawn.
        at: its middle.
        knoop: the betrokkene.
        label: number in the sign; without one the sign is small, and has a ``?`` or ``+`` of its own.
    """
    radius = NUMBERED if label else RADIUS
    names = f"teken {knoop.teken}"
    if knoop.kring == SOCIAAL:
        add(parent, "circle", cx=at[0], cy=at[1], r=radius, class_=names)
    else:
        side = 2 * radius - 1
        add(parent, "rect", x=at[0] - side / 2, y=at[1] - side / 2, width=side, height=side, rx=2.5, class_=names)
    extra = {"vraag": "?", "plus": "+"}.get(knoop.teken, "")
    if label or extra:
        size = 11
        line_of_text(
            parent,
            (at[0], at[1] + size * 0.36),
            label + extra,
            size=size,
            bold=True,
            anchor="middle",
            class_="in-vol" if knoop.teken == "vol" else "",
        )


def stroke(parent: Element, curve: Curve, soort: str, toestand: str, *, thin: bool = False) -> None:
    """A relation, with its sign at the end, and a cross in the middle when it is certain that it does not hold."""
    pen = PENS[soort]
    group = add(parent, "g", class_=None if toestand == GELDT else "niet-vast")
    d = f"M{pair(curve.start)}Q{pair(curve.bend)} {pair(curve.end)}"
    dash = pen.dash if toestand in (GELDT, NIET) else "1 5"
    add(group, "path", d=d, class_=f"streep {soort}{' dun' if thin else ''}", stroke_dasharray=dash or None)
    _head(group, curve, soort, _THIN if thin else 1.0)
    if toestand == NIET:
        cross(group, curve.at(0.5))


def cross(parent: Element, at: Point) -> None:
    """A cross on a disc: this does not hold."""
    x, y = at
    add(parent, "circle", cx=x, cy=y, r=6, class_="papier")
    add(parent, "path", d=f"M{pair((x - 3.5, y - 3.5))}l7 7m0 -7l-7 7", class_="kruis")


def _head(parent: Element, curve: Curve, soort: str, scale: float) -> None:
    pen = PENS[soort]

    def back(along: float, aside: float) -> Point:
        return behind(curve.end, curve.direction, along, aside)

    size = scale * (4.2 + pen.width)
    names = f"kop kop-{soort}"
    triangle = [curve.end, back(1.7 * size, size), back(1.7 * size, -size)]
    match pen.head:
        case "pijl":
            add(parent, "path", d=path(triangle, closed=True), class_=names)
        case "open":
            add(parent, "path", d=path(triangle, closed=True), class_=f"{names} hol")
        case "ruit":
            corners = [curve.end, back(size, 0.7 * size), back(2 * size, 0), back(size, -0.7 * size)]
            add(parent, "path", d=path(corners, closed=True), class_=names)
        case "bol":
            x, y = back(4.5 * scale, 0)
            add(parent, "circle", cx=x, cy=y, r=4.2 * scale, class_=f"{names} hol")

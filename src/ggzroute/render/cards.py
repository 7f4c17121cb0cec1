"""Steps in the flowchart: a shape for each kind, text that fits, and a sign for where the route is.

The shapes follow BPMN as far as people know them: a question has points on both sides, an activity is a box with
corners, the begin and the ends are round.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from ggzroute.domain.namen import readable
from ggzroute.render.flow import GELOPEN, NIET, OPEN, WACHT, Blok, Pijl
from ggzroute.render.geometry import Box, Point
from ggzroute.render.svg import Element, add, line_of_text, pair, path, tooltip
from ggzroute.render.text import text_width, wrap

TEXT: Final = 13
SAID: Final = 11.5
SIGN: Final = 9
_LINE: Final = 16.5
_SAID_LINE: Final = 15
_ROW: Final = 20
_PAD: Final = 9
_POINT: Final = 15
_ROUND: Final = 20

RULES: Final = """
.vorm{stroke-width:1.7;fill:@vel;stroke:@lijn}
.open .vorm{stroke:@lijn}
.gelopen .vorm{fill:@gelopen-vel;stroke:@gelopen;stroke-width:3}
.wacht .vorm{fill:@wacht-vel;stroke:@wacht;stroke-width:3.4}
.niet .vorm{fill:@niet-vel;stroke:@niet;stroke-width:1.4;stroke-dasharray:6 4}
.niet text{fill:@stil}
.binnen{fill:none;stroke:@lijn;stroke-width:1}
.gelopen .binnen{stroke:@gelopen}
.niet .binnen{stroke:@niet;stroke-dasharray:6 4}
.deel{stroke:@lijn;stroke-width:1;opacity:.6}
.gelopen .rond{fill:@gelopen;stroke:@papier;stroke-width:2}
.gelopen.half .rond{fill:@papier;stroke:@gelopen;stroke-width:2.4}
.wacht .rond{fill:@wacht;stroke:@papier;stroke-width:2}
.merk{fill:none;stroke:@papier;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
text.merk-tekst{fill:@gelopen;stroke:none}
"""


@attrs.frozen(kw_only=True, repr=False)
class Card:
    """A step with its text, wrapped.

    Attributes:
        blok: the step.
        tekst: lines of its text.
        stand: lines of what is said of it.
        rijen: its answers with where they lead, for a card that lists them.
        width: width.
    """

    blok: Blok
    tekst: tuple[str, ...]
    stand: tuple[str, ...]
    rijen: tuple[tuple[str, Pijl], ...]
    width: float

    def __repr__(self) -> str:
        return f"Card({self.blok.id!r})"

    @property
    def height(self) -> float:
        """Height that the lines need."""
        rows = len(self.rijen) * _ROW + 4 if self.rijen else 0
        return 2 * _PAD + len(self.tekst) * _LINE + len(self.stand) * _SAID_LINE + rows

    def row_y(self, n: int) -> float:
        """Middle of row ``n``, from the top of the card."""
        return self.height - _PAD - (len(self.rijen) - n - 0.5) * _ROW + 2


def card_of(blok: Blok, width: float, *, start: str = "", rows: Sequence[tuple[str, Pijl]] = ()) -> Card:
    """A card of this width with the whole text of a step.

    Args:
        blok: the step.
        width: width.
        start: what comes before the text, such as a number.
        rows: the answers it lists.
    """
    room = text_room(blok.soort, width)
    return Card(
        blok=blok,
        tekst=wrap(f"{start}{blok.tekst}", TEXT, room),
        stand=wrap(blok.stand, SAID, room, bold=True) if blok.stand else (),
        rijen=tuple((wrap(text, SAID, room, lines=1)[0], pijl) for text, pijl in rows),
        width=width,
    )


def text_room(soort: str, width: float) -> float:
    """Width that the text of a step can have."""
    return width - 2 * (_POINT + 5 if soort == "vraag" else 12)


def answer_row(pijl: Pijl, where: str) -> str:
    """An answer, and where it leads, as a row of a card."""
    answer = readable(pijl.antwoord)
    return f"{answer}: {where}" if answer else where


def inset(soort: str, box: Box, y: float) -> float:
    """How far the outline lies inside the box at height ``y``."""
    if soort == "vraag":
        return _POINT * min(1.0, abs(y - box.centre[1]) / (box.height / 2))
    if soort == "activiteit":
        return 0
    radius = min(_ROUND, box.height / 2)
    deep = min(y - box.y, box.bottom - y, radius)
    return radius - float((radius**2 - (radius - deep) ** 2) ** 0.5)


def on_outline(soort: str, box: Box, point: Point) -> Point:
    """A point on the top or the bottom of the box, moved onto the outline of the shape."""
    x, y = point
    if soort != "vraag" or (abs(y - box.y) > 1 and abs(y - box.bottom) > 1):
        return point
    over = max(box.x + _POINT - x, x - (box.right - _POINT), 0)
    down = over / _POINT * box.height / 2
    return x, y + down if abs(y - box.y) <= 1 else y - down


def draw_card(parent: Element, card: Card, box: Box) -> None:
    """A step where it was placed."""
    blok = card.blok
    half = " half" if blok.staat == GELOPEN and not blok.zeker else ""
    group = add(parent, "g", class_=f"blok {blok.soort} {blok.staat}{half}")
    tooltip(group, f"{blok.tekst}{f' ({blok.stand})' if blok.stand else ''}")
    shape(group, blok.soort, box)
    middle, y = box.centre[0], box.y + _PAD
    for line in card.tekst:
        line_of_text(group, (middle, y + 0.78 * _LINE), line, size=TEXT, anchor="middle")
        y += _LINE
    for line in card.stand:
        line_of_text(group, (middle, y + 0.76 * _SAID_LINE), line, size=SAID, bold=True, anchor="middle")
        y += _SAID_LINE
    _rows(group, card, box)
    sign(group, blok, (box.x + 13, box.y))


def _rows(group: Element, card: Card, box: Box) -> None:
    room = text_room(card.blok.soort, box.width)
    left = box.centre[0] - room / 2
    for n, (text, pijl) in enumerate(card.rijen):
        y = box.y + card.row_y(n)
        add(group, "path", d=path([(left, y - _ROW / 2), (left + room, y - _ROW / 2)]), class_="deel")
        bold = pijl.staat == GELOPEN and text_width(text, SAID, bold=True) <= room
        x = left + room - text_width(text, SAID, bold=bold)
        line_of_text(group, (x, y + 4), text, size=SAID, bold=bold)


def shape(parent: Element, soort: str, box: Box) -> None:
    """The outline of a step."""
    if soort == "vraag":
        middle, point = box.centre[1], min(_POINT, box.width / 5)
        points = [
            (box.x + point, box.y),
            (box.right - point, box.y),
            (box.right, middle),
            (box.right - point, box.bottom),
            (box.x + point, box.bottom),
            (box.x, middle),
        ]
        add(parent, "path", d=path(points, closed=True), class_="vorm", stroke_linejoin="round")
        return
    radius = 5 if soort == "activiteit" else min(_ROUND, box.height / 2)
    add(parent, "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=radius, class_="vorm")
    if soort == "eind":
        within = box.grown(-4)
        rx = max(radius - 4, 1)
        add(
            parent,
            "rect",
            x=within.x,
            y=within.y,
            width=within.width,
            height=within.height,
            rx=rx,
            class_="binnen",
        )


def sign(parent: Element, blok: Blok, at: Point) -> None:
    """A tick for what was walked, an open disc for what is still to be done, bars for where the route waits."""
    x, y = at
    if blok.staat in (OPEN, NIET):
        return
    add(parent, "circle", cx=x, cy=y, r=SIGN, class_="rond")
    if blok.staat == WACHT:
        add(parent, "path", d=f"M{pair((x - 3, y - 4))}v8M{pair((x + 3, y - 4))}v8", class_="merk")
    elif blok.zeker:
        add(parent, "path", d=f"M{pair((x - 4.2, y + 0.3))}l3 3.2l5.4 -6.4", class_="merk")
    elif "bekend" in blok.stand:
        line_of_text(parent, (x, y + 4.3), "?", size=12, bold=True, anchor="middle", class_="merk-tekst")

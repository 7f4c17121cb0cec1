"""Labels in the picture: how large the name and the state of a betrokkene are, wrapped and clipped."""

from __future__ import annotations

import re
from typing import Final

import attrs

from ggzroute.render.geometry import Box
from ggzroute.render.marks import RADIUS, mark, names_of
from ggzroute.render.network import Knoop
from ggzroute.render.svg import Element, add, line_of_text, tooltip
from ggzroute.render.text import text_width, wrap

NAME: Final = 13
STATE: Final = 11.5
ROOM: Final = 132
"""Width of the text."""
MOST: Final = 164
"""Width that a single long word may take, so that it is not broken."""
_PAD: Final = 7
_MARK: Final = 2 * RADIUS + 7
_NAME_LINE: Final = 15.5
_STATE_LINE: Final = 13.5

RULES: Final = """
.blad{fill:@vel;stroke-width:1.3}
.sociaal .blad{stroke:@groen-rand}
.professioneel .blad{stroke:@blauw-rand}
.voorheen .blad{fill:@niet-vel;stroke:@niet;stroke-dasharray:4 3}
.voorheen text.naam{fill:@stil;font-style:italic}
text.stand{fill:@stil}
"""


@attrs.frozen(kw_only=True, repr=False)
class Chip:
    """A label of a betrokkene.

    Attributes:
        knoop: who.
        naam: lines of the name.
        stand: lines of the state.
    """

    knoop: Knoop
    naam: tuple[str, ...]
    stand: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Chip({len(self.naam)} lines)"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        widest = max(
            [*(text_width(line, NAME) for line in self.naam), *(text_width(line, STATE) for line in self.stand)]
        )
        height = len(self.naam) * _NAME_LINE + len(self.stand) * _STATE_LINE
        return 2 * _PAD + _MARK + widest, height + 2 * (_PAD - 2)


def chip_of(knoop: Knoop) -> Chip:
    """The label of a betrokkene: a name of at most three lines, a state of at most two."""
    said = " · ".join(knoop.stand)
    longest = max(text_width(word, NAME) for word in re.split(r"[ -]", knoop.naam))
    room = longest if ROOM < longest <= MOST else ROOM
    return Chip(
        knoop=knoop,
        naam=wrap(knoop.naam, NAME, room, lines=3),
        stand=wrap(said, STATE, room, lines=2) if said else (),
    )


def draw_chip(parent: Element, chip: Chip, box: Box) -> None:
    """A label where it was placed; the full name shows when it is pointed at."""
    knoop = chip.knoop
    group = add(parent, "g", class_=names_of(knoop))
    tooltip(group, knoop.regel)
    add(group, "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=8, class_="blad")
    mark(group, (box.x + _PAD + RADIUS, box.y + _PAD - 2 + _NAME_LINE / 2), knoop)
    _lines(group, chip, box)


def _lines(group: Element, chip: Chip, box: Box) -> None:
    x, y = box.x + _PAD + _MARK, box.y + _PAD - 2
    for line in chip.naam:
        line_of_text(group, (x, y + 0.78 * _NAME_LINE), line, size=NAME, class_="naam")
        y += _NAME_LINE
    for line in chip.stand:
        line_of_text(group, (x, y + 0.76 * _STATE_LINE), line, size=STATE, class_="stand")
        y += _STATE_LINE

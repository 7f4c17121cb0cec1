"""Parts of the picture of the kringen: the kringen themselves, the arrow of the maatje, the box of the regievoerder."""

from __future__ import annotations

from typing import Final

from ggzroute.domain.netwerk import HULPVRAGER, MAATSCHAPPIJ, PROFESSIONEEL, SOCIAAL
from ggzroute.render.geometry import Box
from ggzroute.render.network import Netwerkbeeld
from ggzroute.render.rings import KRINGNAMEN, WIDE, Rings
from ggzroute.render.svg import Element, add, line_of_text, path, tooltip
from ggzroute.render.text import text_width, wrap

RULES: Final = """
.k-maatschappij{fill:@oranje;stroke:@oranje-rand;stroke-width:1.5}
.k-professioneel{fill:@blauw}
.k-sociaal{fill:@groen}
.k-hulpvrager{fill:@geel}
.stippel{fill:none;stroke:@inkt;stroke-width:2.2;stroke-linecap:round;stroke-dasharray:.1 6}
.rand{stroke-width:5;stroke-linejoin:round;paint-order:stroke}
.rand.sociaal{stroke:@groen}
.rand.professioneel{stroke:@blauw}
.rand.maatschappij{stroke:@oranje}
.pijl{fill:@maatje;stroke:@maatje;stroke-width:2;stroke-linejoin:round}
.pijl.leeg{fill:@vel;stroke-dasharray:6 4}
text.op-pijl{fill:@op-maatje}
.maatjelijn{stroke:@maatje;stroke-width:2.6;stroke-dasharray:2 3}
.regie{fill:@paars-vel;stroke:@paars;stroke-width:1.8}
.regie.leeg{stroke-dasharray:6 4}
.regielijn{stroke:@paars;stroke-width:2.2;stroke-dasharray:5 4}
text.stil{fill:@stil}
"""
_ORDER: Final = (HULPVRAGER, SOCIAAL, PROFESSIONEEL, MAATSCHAPPIJ)
_PAD: Final = 14
_LINE: Final = 16
_HEADING: Final = "Regievoerder"


def draw_rings(parent: Element, rings: Rings) -> None:
    """The four kringen, with a dotted line between each two."""
    for name, radius in reversed(list(zip(_ORDER, rings.radii, strict=True))):
        add(parent, "circle", r=radius, class_=f"k-{name}")
    for radius in rings.radii[:-1]:
        add(parent, "circle", r=radius, class_="stippel")


def draw_names(parent: Element, rings: Rings) -> None:
    """The names of the kringen, over the lines, with a rim that keeps them readable."""
    size = rings.measures.title
    for name, box in rings.titles.items():
        at = (0, box.y + 0.95 * size)
        line_of_text(parent, at, KRINGNAMEN[name], size=size, bold=True, anchor="middle", class_=f"rand {name}")
    line_of_text(parent, (0, size * 0.36), "Hulpvrager", size=size, bold=True, anchor="middle")


def draw_arrow(parent: Element, beeld: Netwerkbeeld, rings: Rings) -> None:
    """The arrow of the maatje across the three inner kringen; hollow when there is none, or none is known."""
    box, measures, role = rings.arrow, rings.measures, beeld.maatje
    neck = box.right - measures.head
    shaft = Box(box.x, -measures.shaft, neck - box.x, 2 * measures.shaft)
    outline = [
        (shaft.x, shaft.y),
        (neck, shaft.y),
        (neck, -measures.head),
        (box.right, 0),
        (neck, measures.head),
        (neck, shaft.bottom),
        (shaft.x, shaft.bottom),
    ]
    word = "Maatje+" if beeld.plus else "Maatje"
    group = add(parent, "g")
    tooltip(group, ". ".join(filter(None, (f"{word}: {role.tekst}", role.advies))))
    add(group, "path", d=path(outline, closed=True), class_="pijl" if role.er_is else "pijl leeg")
    for id_ in role.wie:
        same(group, rings.boxes[id_], shaft, "maatjelijn")
    if measures is WIDE:
        size, lines = 12.5, wrap(f"{word}: {role.tekst}", 12.5, shaft.width - 14, lines=2, bold=True)
    else:
        said = word if role.er_is else f"geen {word.lower()}" if role.geen else f"{word}?"
        size, lines = 11, wrap(said, 11, shaft.width - 10, lines=1, bold=True)
    first = size * 0.36 - 1.2 * size * (len(lines) - 1) / 2
    for n, line in enumerate(lines):
        at = (shaft.x + (8 if measures is WIDE else 5), first + n * 1.2 * size)
        line_of_text(group, at, line, size=size, bold=True, class_="op-pijl" if role.er_is else "")


def regie_lines(beeld: Netwerkbeeld, width: float) -> tuple[str, ...]:
    """What stands in the box of the regievoerder, below its heading."""
    room = width - 2 * _PAD
    advice = wrap(beeld.regie.advies, 13, room, lines=5) if beeld.regie.advies else ()
    return (*wrap(beeld.regie.tekst, 13, room, lines=5), *advice)


def regie_height(lines: tuple[str, ...]) -> float:
    """Height of the box of the regievoerder."""
    return 36 + _LINE * len(lines)


def draw_regie(parent: Element, beeld: Netwerkbeeld, box: Box, lines: tuple[str, ...]) -> None:
    """The box of the regievoerder, outside the kringen: whoever has it sees the whole."""
    role = beeld.regie
    group = add(parent, "g")
    tooltip(group, ". ".join(filter(None, (f"{_HEADING}: {role.tekst}", role.advies))))
    names = "regie" if role.er_is else "regie leeg"
    add(group, "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=10, class_=names)
    x, y = box.x + _PAD, box.y + 21
    line_of_text(group, (x, y), _HEADING, size=14, bold=True)
    beside = x + text_width(_HEADING, 14, bold=True) + 8
    line_of_text(group, (beside, y), "buiten de kringen", size=11.5, class_="stil")
    for n, line in enumerate(lines):
        line_of_text(group, (x, y + 19 + _LINE * n), line, size=13)


def same(parent: Element, of: Box, to: Box, class_: str) -> None:
    """A line that says: this is the same one."""
    start = to.nearest(of.centre)
    add(parent, "path", d=path([start, of.exit(start)]), class_=class_)

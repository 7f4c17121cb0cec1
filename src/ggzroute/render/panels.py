"""What stands beside the flowchart: its name, interruptions, lanes, and the legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from ggzroute.render import cards
from ggzroute.render.flow import GELOPEN, NIET, OPEN, UNSEEN, WACHT, Blok, Ernaast, Stroom
from ggzroute.render.geometry import Box, Point
from ggzroute.render.svg import Element, add, line_of_text, path, tooltip
from ggzroute.render.text import wrap

RULES: Final = """
.ernaast{fill:@niet-vel;stroke:@lijn;stroke-width:1.3}
.ernaast.aan{fill:@gelopen-vel;stroke:@gelopen;stroke-width:2}
.gevaar{fill:@niet-vel;stroke:@niet;stroke-width:1.3;stroke-dasharray:6 4}
.gevaar.aan{fill:@gevaar-vel;stroke:@gevaar;stroke-width:3.2;stroke-dasharray:none}
"""
_PAD: Final = 10
_SPACE: Final = 14
_SAMPLE: Final = 44
_ROW: Final = 24


@attrs.frozen(kw_only=True)
class Line:
    """A line of text in a panel."""

    tekst: str = attrs.field(repr=False)
    size: float
    bold: bool = False
    stil: bool = False

    @property
    def height(self) -> float:
        """Height with the room between lines."""
        return self.size * 1.32


@attrs.frozen(kw_only=True)
class Panel:
    """Lines of text, in a frame or not.

    Attributes:
        regels: the lines.
        rand: class of the frame, or ``""`` for none.
        aan: whether it holds now.
    """

    regels: tuple[Line, ...]
    rand: str = ""
    aan: bool = False

    @property
    def height(self) -> float:
        """Height with the room below it."""
        return sum(line.height for line in self.regels) + (2 * _PAD if self.rand else 0) + _SPACE


@attrs.frozen(kw_only=True)
class Sample:
    """A line of the legend.

    Attributes:
        tekst: lines of text.
        blok: a step that shows the sign or the shape, or ``None``.
        pijl: state of an arrow to show, or ``""``.
        vorm: whether the shape is shown, and not the sign.
    """

    tekst: tuple[str, ...]
    blok: Blok | None = None
    pijl: str = ""
    vorm: bool = False

    @property
    def height(self) -> float:
        """Height of the line."""
        return _ROW + 15 * (len(self.tekst) - 1)


Part = Panel | Sample


def panels_of(stroom: Stroom, room: float) -> list[Part]:
    """Everything, for a column of this width."""
    return [*above(stroom, room), *below(stroom, room)]


def above(stroom: Stroom, room: float) -> list[Part]:
    """The name, where the route is, and what goes before the route."""
    return [_heading(stroom, room), *(_beside(o, room, "gevaar", "Gaat voor alles") for o in stroom.onderbrekingen)]


def below(stroom: Stroom, room: float) -> list[Part]:
    """The lanes, and the legend."""
    return [*(_beside(b, room, "ernaast", "Loopt ernaast") for b in stroom.banen), *_legend(stroom, room)]


def height(parts: Sequence[Part]) -> float:
    """Height of the parts below each other."""
    return sum(part.height for part in parts)


def draw(parent: Element, parts: Sequence[Part], at: Point, room: float) -> None:
    """The parts below each other, with their top left at ``at``."""
    x, y = at
    for part in parts:
        if isinstance(part, Panel):
            _draw_panel(parent, part, Box(x, y, room, part.height - _SPACE))
        else:
            _draw_sample(parent, part, (x, y))
        y += part.height


def _heading(stroom: Stroom, room: float) -> Panel:
    lines = [Line(tekst=line, size=16, bold=True) for line in wrap(stroom.titel, 16, room, bold=True)]
    lines += [Line(tekst=line, size=12, stil=True) for line in wrap(f"versie {stroom.versie}", 12, room)]
    lines += [Line(tekst=line, size=13, bold=True) for line in wrap(stroom.staat, 13, room, bold=True) if line]
    return Panel(regels=tuple(lines))


def _beside(part: Ernaast, room: float, rand: str, heading: str) -> Panel:
    within = room - 2 * _PAD - 2
    lines = [Line(tekst=heading, size=12, bold=True, stil=True)]
    lines += [Line(tekst=line, size=13) for line in wrap(part.tekst, 13, within)]
    lines += [Line(tekst=line, size=12.5, bold=True) for line in wrap(part.stand, 12.5, within, bold=True) if line]
    return Panel(regels=tuple(lines), rand=rand, aan=part.geldt is True)


def _legend(stroom: Stroom, room: float) -> Iterator[Part]:
    yield Sample(tekst=("Tekens",))
    for kind, words in (("vraag", "vraag"), ("activiteit", "activiteit"), ("begin", "begin"), ("eind", "eind")):
        blok = Blok(id="", soort=kind, tekst=words, staat=OPEN)
        yield Sample(tekst=(words,), blok=blok, vorm=True)
    if not stroom.met_route:
        return
    signs = (
        (GELOPEN, True, "", "gelopen"),
        (GELOPEN, False, "", "gelopen, nog te doen"),
        (GELOPEN, False, "niet bekend", "gelopen, niet bekend of het gedaan is"),
        (WACHT, False, "", "hier wacht de route"),
        (WACHT, False, UNSEEN, "tot hier is de route te zien"),
    )
    present = {(b.staat, b.zeker, "bekend" in b.stand or b.stand == UNSEEN) for b in stroom.blokken}
    for staat, sure, said, words in signs:
        if (staat, sure, bool(said)) in present:
            blok = Blok(id="", soort="activiteit", tekst=words, staat=staat, stand=said, zeker=sure)
            yield Sample(tekst=wrap(words, 12, room - _SAMPLE), blok=blok)
    arrows = {pijl.staat for pijl in stroom.pijlen}
    for staat, words in ((GELOPEN, "de weg die is gelopen"), (OPEN, "kan nog"), (NIET, "niet in deze route")):
        if staat in arrows:
            yield Sample(tekst=wrap(words, 12, room - _SAMPLE), pijl=staat)


def _draw_panel(parent: Element, panel: Panel, box: Box) -> None:
    group = add(parent, "g")
    x, y = box.x, box.y
    if panel.rand:
        tooltip(group, " ".join(line.tekst for line in panel.regels))
        names = f"{panel.rand}{' aan' if panel.aan else ''}"
        add(group, "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=8, class_=names)
        x, y = x + _PAD + 1, y + _PAD
    for line in panel.regels:
        y += line.height
        class_ = "stil" if line.stil else ""
        line_of_text(group, (x, y - 0.36 * line.size), line.tekst, size=line.size, bold=line.bold, class_=class_)


def _draw_sample(parent: Element, sample: Sample, at: Point) -> None:
    x, middle = at[0], at[1] + _ROW / 2
    group = parent if not sample.pijl and sample.blok is None else add(parent, "g")
    if sample.pijl:
        end = x + _SAMPLE - 12
        add(group, "path", d=path([(x, middle), (end - 7, middle)]), class_=f"pijl {sample.pijl}")
        add(
            group,
            "path",
            d=path([(end, middle), (end - 9, middle - 5), (end - 9, middle + 5)], closed=True),
            class_=f"kop {sample.pijl}",
        )
    elif sample.blok is not None:
        half = " half" if sample.blok.staat == GELOPEN and not sample.blok.zeker else ""
        shown = add(group, "g", class_=f"blok {sample.blok.soort} {sample.blok.staat}{half}")
        if sample.vorm:
            cards.shape(shown, sample.blok.soort, Box(x + 1, middle - 8, _SAMPLE - 14, 16))
        else:
            cards.sign(shown, sample.blok, (x + 16, middle))
    elif not sample.blok:
        line_of_text(parent, (x, middle + 4), sample.tekst[0], size=13, bold=True)
        return
    for n, line in enumerate(sample.tekst):
        line_of_text(group, (x + _SAMPLE, middle + 4.3 + 15 * n), line, size=12)

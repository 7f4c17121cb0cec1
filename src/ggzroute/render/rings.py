"""Where everything stands in the picture of the kringen, before anything is drawn.

The middle of the kringen is the origin. From the inside: hulpvrager, sociaal netwerk, professioneel netwerk,
maatschappij (hr2017 §4.2.1 and Bijlage VI). The arrow of the maatje comes from the left and crosses the three inner
kringen; the regievoerder stands outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from ggzroute.domain.netwerk import HULPVRAGER, PROFESSIONEEL, SOCIAAL
from ggzroute.render.curves import Anchor, Curve, route
from ggzroute.render.geometry import Box, polar
from ggzroute.render.network import Knoop, Lijn, Netwerkbeeld
from ggzroute.render.placing import Placed, Room, arrange, place, spread
from ggzroute.render.settling import Board, settle
from ggzroute.render.text import text_width

KRINGNAMEN: Final = {SOCIAAL: "Sociaal netwerk", PROFESSIONEEL: "Professioneel netwerk", "maatschappij": "Maatschappij"}
_REGIE_ANGLE: Final = 318.0
_MAATJE_ANGLE: Final = 204.0
_FEW: Final = 2
"""So many lines under boxes can be helped by more room; when there are more, there are too many lines."""


@attrs.frozen(kw_only=True)
class Measures:
    """The sizes that differ between a wide and a narrow picture.

    Attributes:
        centre: radius of the innermost kring.
        free: room around the innermost kring where nobody stands, for the lines that come there.
        social: least width of the second kring.
        professional: least width of the third.
        society: width of the fourth.
        wider: how much wider the second kring becomes when lines would run under betrokkenen otherwise.
        reach: least length of a line, so that its sign shows.
        title: size of the letters of the names of the kringen.
        shaft: half the height of the arrow of the maatje.
        head: half the height, and the length, of its head.
        room: distances to keep.
    """

    centre: float
    free: float
    social: float
    professional: float
    society: float
    wider: tuple[float, ...]
    reach: float
    title: float
    shaft: float
    head: float
    room: Room


WIDE: Final = Measures(
    centre=60,
    free=18,
    social=104,
    professional=128,
    society=40,
    wider=(28, 42, 56),
    reach=24,
    title=13.5,
    shaft=20,
    head=32,
    room=Room(edge=7, gaps=(26, 16, 8)),
)
NARROW: Final = Measures(
    centre=39,
    free=9,
    social=44,
    professional=50,
    society=22,
    wider=(),
    reach=12,
    title=11,
    shaft=9,
    head=16,
    room=Room(edge=4, gaps=(14, 8, 4)),
)


@attrs.frozen(kw_only=True, repr=False)
class Rings:
    """A network in its kringen.

    Attributes:
        radii: radius of the four kringen, from the inside.
        boxes: id of a betrokkene to its box.
        titles: name of a kring to the box of that name.
        arrow: the box of the arrow of the maatje, its head included.
        measures: the sizes that were used.
    """

    radii: tuple[float, float, float, float]
    boxes: Mapping[str, Box]
    titles: Mapping[str, Box]
    arrow: Box
    measures: Measures

    def __repr__(self) -> str:
        return f"Rings({len(self.boxes)} boxes)"

    @property
    def radius(self) -> float:
        """Radius of the outermost kring."""
        return self.radii[-1]

    def ring_of(self, kring: str) -> tuple[float, float]:
        """Inner and outer radius of a kring with betrokkenen."""
        return self.radii[0:2] if kring == SOCIAAL else self.radii[1:3]


def lay_out(beeld: Netwerkbeeld, sizes: Mapping[str, tuple[float, float]], measures: Measures) -> Rings:
    """The kringen, just wide enough for boxes of these sizes, with every box in its kring."""
    best = _laid_out(beeld, sizes, measures)
    least, needed = _hidden(beeld, best), best.radii[1] - best.radii[0]
    for extra in measures.wider:
        if not 0 < least <= _FEW:
            break
        tried = _laid_out(beeld, sizes, attrs.evolve(measures, social=needed + extra))
        hidden = _hidden(beeld, tried)
        if hidden < least:
            least, best = hidden, tried
    return attrs.evolve(best, measures=measures)


def _hidden(beeld: Netwerkbeeld, rings: Rings) -> int:
    """How often a line runs under a box that it has nothing to do with."""
    return sum(
        id_ not in (line.van, line.naar) and any(box.contains(point) for point in curve.points)
        for line, curve in lines_of(beeld, rings)
        for id_, box in rings.boxes.items()
    )


def _laid_out(beeld: Netwerkbeeld, sizes: Mapping[str, tuple[float, float]], measures: Measures) -> Rings:
    half = measures.head + 4
    arrow = Box(-100_000, -half, 100_000, 2 * half)
    social = [k for k in beeld.knopen if k.kring == SOCIAAL]
    professional = [k for k in beeld.knopen if k.kring != SOCIAAL]
    inner, angles = _ring(
        social,
        beeld,
        sizes,
        measures.centre + measures.free,
        measures.social - measures.free,
        (arrow, measures, SOCIAAL),
        {},
    )
    outer, _ = _ring(
        professional, beeld, sizes, inner.outer, measures.professional, (arrow, measures, PROFESSIONEEL), angles
    )
    edge = outer.outer + measures.society
    radii = (measures.centre, inner.outer, outer.outer, edge)
    boxes = {
        knoop.id: box
        for ring, placed in ((social, inner), (professional, outer))
        for knoop, box in zip(ring, placed.boxes, strict=True)
    }
    titles = {
        SOCIAAL: _title(SOCIAAL, inner.outer, measures),
        PROFESSIONEEL: _title(PROFESSIONEEL, outer.outer, measures),
        "maatschappij": _title("maatschappij", edge - (measures.society - 2 * measures.title) / 2 + 3, measures),
    }
    tail = outer.outer - measures.room.edge
    shaft = Box(-tail, -measures.head, tail - measures.centre + measures.head / 3, 2 * measures.head)
    board = Board(
        rings={
            knoop.id: (low + measures.room.edge, high - measures.room.edge)
            for ring, low, high in (
                (social, measures.centre + measures.free, inner.outer),
                (professional, inner.outer, outer.outer),
            )
            for knoop in ring
        },
        fixed={HULPVRAGER: _heart(measures.centre)},
        pairs=[(line.van, line.naar) for line in beeld.getekend],
        ties=[
            *((knoop.id, shaft) for knoop in beeld.knopen if knoop.maatje),
            *((knoop.id, Box(*polar(_REGIE_ANGLE, 1.3 * edge), 0, 0)) for knoop in beeld.knopen if knoop.regie),
        ],
        walls=[shaft, titles[SOCIAAL], titles[PROFESSIONEEL]],
        gap=measures.room.gaps[-1],
        reach=measures.reach,
    )
    return Rings(radii=radii, boxes=settle(boxes, board), titles=titles, arrow=shaft, measures=measures)


def _ring(
    ring: Sequence[Knoop],
    beeld: Netwerkbeeld,
    sizes: Mapping[str, tuple[float, float]],
    inner: float,
    least: float,
    avoid: tuple[Box, Measures, str],
    known: Mapping[str, float],
) -> tuple[Placed, dict[str, float]]:
    """One kring, placed, and the angle that each in it was meant to have."""
    arrow, measures, kring = avoid
    ids = [knoop.id for knoop in ring]
    wishes = {
        **known,
        **{k.id: _REGIE_ANGLE for k in ring if k.regie},
        **{k.id: _MAATJE_ANGLE for k in ring if k.maatje},
    }
    pairs = [(line.van, line.naar) for line in beeld.lijnen if line.van != line.naar]
    groups = {knoop.id: _group(knoop) for knoop in ring}
    angles = arrange(ids, groups, pairs, wishes, spread(len(ids), 24)) if ids else {}
    placed = place(
        [sizes[id_] for id_ in ids],
        [angles[id_] for id_ in ids],
        measures.room,
        inner,
        least,
        lambda outer: (arrow, _title(kring, outer, measures)),
    )
    return placed, angles


def _group(knoop: Knoop) -> int:
    """Those who are active or involved stand together, and so do the others."""
    return {"vol": 0, "vraag": 1, "plus": 2, "leeg": 3}[knoop.teken] + (4 if knoop.voorheen else 0)


def _title(kring: str, outer: float, measures: Measures) -> Box:
    """The box of the name of a kring: at the top, just inside its circle."""
    width = text_width(KRINGNAMEN[kring], measures.title, bold=True)
    height = measures.title * 1.3
    top = -(((outer - measures.room.edge) ** 2 - (width / 2) ** 2) ** 0.5)
    return Box(-width / 2, top, width, height)


def _heart(radius: float) -> Box:
    """A box for the innermost kring."""
    return Box.around((0, 0), 1.4 * radius, 1.4 * radius)


def lines_of(beeld: Netwerkbeeld, rings: Rings) -> list[tuple[Lijn, Curve]]:
    """The relations with their curves; who holds the regie and who is maatje is told otherwise."""
    heart = _heart(rings.radii[0])
    centre = Anchor(heart, rings.radii[0])
    ends = {HULPVRAGER: centre, **{id_: Anchor(box) for id_, box in rings.boxes.items()}}
    drawn = beeld.getekend
    obstacles = [*rings.boxes.values(), rings.arrow, *rings.titles.values()]
    curves = route([(ends[line.van], ends[line.naar]) for line in drawn], obstacles, heart, rings.radii[2])
    return list(zip(drawn, curves, strict=True))

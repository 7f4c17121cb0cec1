"""Arrows of the flowchart: lines with rounded corners, and a head."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from ggzroute.render.flow import GELOPEN
from ggzroute.render.geometry import Point, behind, distance, towards
from ggzroute.render.svg import Element, add, pair, path

RULES: Final = """
.pijl{fill:none;stroke:@lijn;stroke-width:1.7}
.pijl.gelopen{stroke:@gelopen;stroke-width:3.4}
.pijl.niet{stroke:@niet;stroke-width:1.4;stroke-dasharray:5 4}
.kop{fill:@lijn;stroke:none}
.kop.gelopen{fill:@gelopen}
.kop.niet{fill:@niet}
"""
_CORNER: Final = 8
_HEAD: Final = 9


def rounded(points: Sequence[Point]) -> str:
    """A line through corners, each rounded off; it stops before the head of the arrow."""
    through = [*points[:-1], towards(points[-1], points[-2], _HEAD - 2)]
    d = f"M{pair(through[0])}"
    for before, here, after in zip(through, through[1:], through[2:], strict=False):
        inward, outward = (towards(here, other, min(_CORNER, distance(here, other) / 2)) for other in (before, after))
        d += f"L{pair(inward)}Q{pair(here)} {pair(outward)}"
    return d + f"L{pair(through[-1])}"


def head(parent: Element, points: Sequence[Point], staat: str) -> None:
    """The head of an arrow, on its last point."""
    tip = points[-1]
    before = next((point for point in reversed(points[:-1]) if distance(point, tip) > 0), points[0])
    angle = math.degrees(math.atan2(tip[1] - before[1], tip[0] - before[0]))
    size = 6.5 if staat == GELOPEN else 5
    corners = [tip, behind(tip, angle, _HEAD, size), behind(tip, angle, _HEAD, -size)]
    add(parent, "path", d=path(corners, closed=True), class_=f"kop {staat}")

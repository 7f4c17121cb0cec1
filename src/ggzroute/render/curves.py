"""Lines between boxes: curved around what stands in the way, as far as that goes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import attrs

from ggzroute.render.geometry import Box, Point, bounding, distance, on_curve

TURNS: Final = (0.0, 25.0, -25.0, 50.0, -50.0)
BENDS: Final = (0.0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.45, -0.45, 0.62, -0.62, 0.85, -0.85)
_SAMPLES: Final = 28
_CLEAR: Final = 3
_AWAY: Final = 4
_HIT: Final = 100.0
_HEART: Final = 1000.0
_TWIN: Final = 60.0
_OUT: Final = 400.0
_APART: Final = 12.0
_MET: Final = 8.0


@attrs.frozen
class Anchor:
    """An end of a line.

    Attributes:
        box: the box of the end, or what stands for a disc among the obstacles.
        radius: radius of the disc, or ``None`` for a box.
    """

    box: Box
    radius: float | None = None

    @property
    def centre(self) -> Point:
        """The middle."""
        return self.box.centre

    def border(self, towards: Point) -> float:
        """How far it is from the middle to the border, in the direction of ``towards``."""
        return distance(self.centre, self.box.exit(towards)) if self.radius is None else self.radius

    def edge(self, towards: Point, away: float = _AWAY) -> Point:
        """Where a line from the middle to ``towards`` starts, this far outside."""
        here = self.centre
        length = distance(here, towards)
        if not length:
            return here
        ux, uy = (towards[0] - here[0]) / length, (towards[1] - here[1]) / length
        out = self.border(towards) + away
        return here[0] + ux * out, here[1] + uy * out

    def turned(self, point: Point, degrees: float) -> Point:
        """The point turned around the disc; that of a box stays."""
        if self.radius is None:
            return point
        (x, y), c, s = self.centre, math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        dx, dy = point[0] - x, point[1] - y
        return x + dx * c - dy * s, y + dx * s + dy * c


@attrs.frozen
class Curve:
    """A quadratic curve.

    Attributes:
        start: where it begins.
        bend: its control point.
        end: where it ends.
    """

    start: Point
    bend: Point
    end: Point

    def at(self, part: float) -> Point:
        """The point at ``part`` (0 to 1)."""
        return on_curve(self.start, self.bend, self.end, part)

    @property
    def points(self) -> list[Point]:
        """Points along the curve."""
        return [self.at(n / _SAMPLES) for n in range(_SAMPLES + 1)]

    @property
    def direction(self) -> float:
        """Angle in degrees in which the curve arrives."""
        from_, to = (self.bend, self.end) if distance(self.bend, self.end) > 0.1 else (self.start, self.end)  # noqa: PLR2004
        return math.degrees(math.atan2(to[1] - from_[1], to[0] - from_[0]))


def route(ends: Sequence[tuple[Anchor, Anchor]], obstacles: Sequence[Box], heart: Box, within: float) -> list[Curve]:
    """A curve for each pair of ends, in order, that keeps clear of obstacles and of earlier curves where it can.

    Args:
        ends: where each line begins and ends.
        obstacles: boxes to keep clear of; the ends of a line are no obstacles to that line.
        heart: the one box to keep clear of before all.
        within: radius around the origin that lines should not leave.
    """
    drawn: list[Curve] = []
    for first, last in ends:
        others = [(box.grown(_CLEAR), _HIT) for box in obstacles if box not in (first.box, last.box)]
        others += [(heart, _HEART)] if heart not in (first.box, last.box) else []
        turns = TURNS if first.radius is not None or last.radius is not None else TURNS[:1]
        options = [(turn, bend, _curve(first, last, bend, turn)) for turn in turns for bend in BENDS]
        costs = [
            (_cost(option, others, drawn, within) + 10 * abs(bend) + abs(turn) / 10, n)
            for n, (turn, bend, option) in enumerate(options)
        ]
        drawn.append(options[min(costs)[1]][2])
    return drawn


def _curve(first: Anchor, last: Anchor, bend: float, turn: float) -> Curve:
    """A curve that bends aside by this part of the distance; it keeps off both ends, less so when they are near.

    Args:
        first: where it begins.
        last: where it ends.
        bend: how far it bends.
        turn: how many degrees around a disc its end there is moved.
    """
    a, b = first.centre, last.centre
    space = distance(a, b) - first.border(b) - last.border(a)
    away = max(min(_AWAY, space / 8), 0.0)
    start, end = first.edge(b, away), last.edge(a, away)
    if bend:
        aside = (-(b[1] - a[1]) * bend, (b[0] - a[0]) * bend)
        control = ((start[0] + end[0]) / 2 + aside[0], (start[1] + end[1]) / 2 + aside[1])
        start, end = first.edge(control, away), last.edge(control, away)
    if turn:
        start, end = first.turned(start, turn), last.turned(end, turn)
    if not bend:
        control = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return Curve(start, control, end)


def _cost(curve: Curve, obstacles: Sequence[tuple[Box, float]], drawn: Sequence[Curve], within: float) -> float:
    points = curve.points
    around = bounding(Box(x, y, 0, 0) for x, y in (curve.start, curve.bend, curve.end))
    hits = sum(cost for box, cost in obstacles if box.overlaps(around) and any(box.contains(point) for point in points))
    outside = any(math.hypot(*point) > within for point in points)
    middle = curve.at(0.5)
    twins = sum(distance(middle, other.at(0.5)) < 2 * _CLEAR + _AWAY for other in drawn)
    met = sum(
        distance(a, b) < _APART for other in drawn for a in (curve.start, curve.end) for b in (other.start, other.end)
    )
    return hits + _TWIN * twins + _MET * met + (_OUT if outside else 0)

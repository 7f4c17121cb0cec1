"""Boxes, points and curves, in the unit of the picture; y grows downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import attrs

Point = tuple[float, float]


@attrs.frozen
class Box:
    """A rectangle with its sides along the axes.

    Attributes:
        x: left side.
        y: top.
        width: width.
        height: height.
    """

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def around(cls, centre: Point, width: float, height: float) -> Box:
        """The box of this size with its middle at ``centre``."""
        return cls(centre[0] - width / 2, centre[1] - height / 2, width, height)

    @property
    def right(self) -> float:
        """Right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """The four corners, clockwise from the top left."""
        return (self.x, self.y), (self.right, self.y), (self.right, self.bottom), (self.x, self.bottom)

    def grown(self, by: float) -> Box:
        """The box with ``by`` added on every side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        """The box somewhere else."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def overlaps(self, other: Box, gap: float = 0) -> bool:
        """Whether the boxes are nearer to each other than ``gap``; touching is no overlap."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def contains(self, point: Point) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the other box lies within this one."""
        return all(self.contains(corner) for corner in (other.corners[0], other.corners[2]))

    def nearest(self, point: Point) -> Point:
        """The point of the box that is nearest to ``point``."""
        return min(max(point[0], self.x), self.right), min(max(point[1], self.y), self.bottom)

    def exit(self, towards: Point) -> Point:
        """Where a straight line from the middle to ``towards`` leaves the box."""
        (cx, cy), dx, dy = self.centre, towards[0] - self.centre[0], towards[1] - self.centre[1]
        scale = min(
            (self.width / 2 / abs(dx)) if dx else math.inf,
            (self.height / 2 / abs(dy)) if dy else math.inf,
        )
        return (cx + dx * scale, cy + dy * scale) if math.isfinite(scale) else (cx, cy)


def distance(first: Point, second: Point) -> float:
    """Distance between two points."""
    return math.hypot(first[0] - second[0], first[1] - second[1])


def polar(angle: float, radius: float) -> Point:
    """The point at an angle in degrees, clockwise from the right, around the origin."""
    return radius * math.cos(math.radians(angle)), radius * math.sin(math.radians(angle))


def behind(tip: Point, angle: float, along: float, aside: float) -> Point:
    """The point ``along`` before and ``aside`` from the tip of an arrow with this direction, in degrees."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return tip[0] - along * c - aside * s, tip[1] - along * s + aside * c


def towards(here: Point, there: Point, by: float) -> Point:
    """The point ``by`` from here to there, but not beyond."""
    length = distance(here, there)
    part = min(by / length, 1.0) if length else 0.0
    return here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part


def farthest(box: Box) -> float:
    """Distance of the origin to the farthest corner."""
    return max(math.hypot(x, y) for x, y in box.corners)


def closest(box: Box) -> float:
    """Distance of the origin to the nearest point of the box."""
    return math.hypot(*box.nearest((0, 0)))


def within_ring(box: Box, inner: float, outer: float) -> bool:
    """Whether a box lies between two circles around the origin."""
    return closest(box) >= inner and farthest(box) <= outer


def on_curve(start: Point, bend: Point, end: Point, part: float) -> Point:
    """The point at ``part`` (0 to 1) of a quadratic curve."""
    a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]


def bounding(boxes: Iterable[Box]) -> Box:
    """The smallest box around all boxes."""
    every: Sequence[Box] = tuple(boxes)
    x, y = min(b.x for b in every), min(b.y for b in every)
    return Box(x, y, max(b.right for b in every) - x, max(b.bottom for b in every) - y)

"""Places boxes in a ring: none over another, all between the two circles, and where their relations like them best.

Everything follows from the input alone, so the same network is always drawn the same way. Angles are in degrees,
clockwise from the right; the middle of the rings is the origin.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

import attrs

from ggzroute.render.geometry import Box, Point, farthest, polar, within_ring

_ANGLE_STEP: Final = 4
_RADIUS_STEP: Final = 8
_GROWTH: Final = 10
_ROUNDS: Final = 6
_CLEAR: Final = 5
_FULL: Final = 0.64
"""Part of a ring that boxes can fill; more is not tried, because it never fits."""
_WEST: Final = 180
_SLOTS: Final = 14

Obstacles = Callable[[float], Sequence[Box]]
"""Boxes to keep clear of, for a ring with this outer radius."""


@attrs.frozen
class Placed:
    """A ring with its boxes.

    Attributes:
        outer: radius of the outer circle.
        boxes: a box for each size, in the same order.
    """

    outer: float
    boxes: tuple[Box, ...]


@attrs.frozen(kw_only=True)
class Room:
    """How much room there is between things.

    Attributes:
        edge: least distance between a box and a circle.
        gaps: distances between two boxes that are tried, the one that reads best first, the least last.
    """

    edge: float
    gaps: tuple[float, ...]


def place(
    sizes: Sequence[tuple[float, float]],
    targets: Sequence[float],
    room: Room,
    inner: float,
    least: float,
    obstacles: Obstacles,
) -> Placed:
    """Boxes of these sizes in the narrowest ring that holds them, each as near to its target angle as may be.

    Args:
        sizes: width and height of each box.
        targets: the angle that each box would like.
        room: distances to keep.
        inner: radius of the inner circle.
        least: least width of the ring.
        obstacles: what is in the way.
    """
    outer = inner + least
    while True:
        for gap in room.gaps:
            need = sum((width + gap) * (height + gap) for width, height in sizes)
            if need > _FULL * math.pi * (outer**2 - inner**2):
                continue
            boxes = _attempt(sizes, targets, (inner + room.edge, outer - room.edge), obstacles(outer), gap)
            if boxes is not None:
                return Placed(outer, boxes)
        outer += _GROWTH


def _attempt(
    sizes: Sequence[tuple[float, float]],
    targets: Sequence[float],
    ring: tuple[float, float],
    obstacles: Sequence[Box],
    gap: float,
) -> tuple[Box, ...] | None:
    placed: dict[int, Box] = {}
    for n in sorted(range(len(sizes)), key=lambda n: (-sizes[n][0], n)):
        for centre in _places(targets[n], *ring):
            box = Box.around(centre, *sizes[n])
            if (
                within_ring(box, *ring)
                and not any(box.overlaps(other, _CLEAR) for other in obstacles)
                and not any(box.overlaps(other, gap) for other in placed.values())
            ):
                placed[n] = box
                break
        else:
            return None
    return tuple(placed[n] for n in range(len(sizes)))


def _places(target: float, inner: float, outer: float) -> Iterator[Point]:
    """Points in the ring, those near the target angle and the middle of the ring first."""
    return (polar(target + step, radius) for step, radius in _steps(inner, outer))


@lru_cache(maxsize=256)
def _steps(inner: float, outer: float) -> tuple[tuple[float, float], ...]:
    """(angle from the target, radius), the nearest first."""
    middle = (inner + outer) / 2
    radii = [inner + n * _RADIUS_STEP for n in range(int((outer - inner) / _RADIUS_STEP) + 1)]
    steps = [n * _ANGLE_STEP for n in range(-(180 // _ANGLE_STEP), 180 // _ANGLE_STEP)]
    options = sorted(
        (math.radians(abs(step)) * middle + abs(radius - middle), abs(step), step, radius)
        for step in steps
        for radius in radii
    )
    return tuple((step, radius) for _, _, step, radius in options)


def spread(count: int, keep_west: float) -> tuple[float, ...]:
    """Angles at equal distances, clockwise from the left, where ``keep_west`` degrees stay free: at least ``count``."""
    slots = max(count, _SLOTS)
    room = (360 - keep_west) / slots
    return tuple(_WEST + keep_west / 2 + room * (n + 0.5) for n in range(slots))


def arrange(
    ids: Sequence[str],
    groups: Mapping[str, int],
    pairs: Sequence[tuple[str, str]],
    wishes: Mapping[str, float],
    angles: Sequence[float],
) -> dict[str, float]:
    """An angle for each id: groups together, those that have to do with each other near, and wishes granted.

    Args:
        ids: who is in this ring.
        groups: id to group; the order of the groups is kept where nothing else matters.
        pairs: who has to do with whom.
        wishes: angles that are wanted, also of those in another ring.
        angles: the angles there are; at least as many as ids.
    """
    order = sorted(ids, key=lambda id_: (groups[id_], ids.index(id_)))
    others = {id_: angle for id_, angle in wishes.items() if id_ not in ids}
    mine = [pair for pair in pairs if set(pair) <= {*ids, *others} and set(pair) & set(ids)]
    free = len(angles) - len(order)
    slots: list[str | None] = _dealt(order, len(angles)) if free else list(order)

    def cost() -> float:
        mine_at = {id_: angle for id_, angle in zip(slots, angles, strict=True) if id_ is not None}
        at = {**others, **mine_at}
        seated = [id_ for id_ in slots if id_ is not None]
        near = sum(_apart(at[a], at[b]) for a, b in mine)
        wanted = sum(2 * _apart(angle, wishes[id_]) for id_, angle in mine_at.items() if id_ in wishes)
        mixed = sum(groups[a] != groups[b] for a, b in pairwise(seated))
        crowded = sum(_crowd(at[a], at[b]) for a, b in combinations(seated, 2)) if free else 0
        return near + wanted + 0.5 * mixed + crowded

    best = cost()
    for _ in range(_ROUNDS):
        before = best
        for a, b in combinations(range(len(slots)), 2):
            if slots[a] is slots[b]:
                continue
            slots[a], slots[b] = slots[b], slots[a]
            tried = cost()
            if tried < best - 1e-9:
                best = tried
            else:
                slots[a], slots[b] = slots[b], slots[a]
        if best == before:
            break
    return {id_: angle for id_, angle in zip(slots, angles, strict=True) if id_ is not None}


def _dealt(order: Sequence[str], count: int) -> list[str | None]:
    """The ids at equal distances over so many places."""
    slots: list[str | None] = [None] * count
    for n, id_ in enumerate(order):
        slots[int((n + 0.5) * count / len(order))] = id_
    return slots


def _apart(first: float, second: float) -> float:
    """How far two angles are apart: 0 (the same) to 2 (opposite)."""
    return 1 - math.cos(math.radians(first - second))


def _crowd(first: float, second: float) -> float:
    """How much two angles are in each other's way."""
    return 5 * math.exp(-7 * _apart(first, second))


def reach(boxes: Sequence[Box]) -> float:
    """Radius of the circle that holds all boxes."""
    return max((farthest(box) for box in boxes), default=0.0)

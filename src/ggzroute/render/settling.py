"""Moves boxes that stand on the way of a line, so that no line seems to end at somebody it has nothing to do with.

Boxes come here with a place that fits. One that is in trouble goes to the free place in its own ring, or changes with
another in that ring, where the fewest lines run under a box or through another line. The rest stays where it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final

import attrs

from ggzroute.render.geometry import Box, Point, distance, polar, within_ring

_ANGLES: Final = tuple(range(0, 360, 5))
_RADII: Final = 9
_ROUNDS: Final = 3
_MARGIN: Final = 5
_CLEAR: Final = 4
_UNDER: Final = 10.0
_SHORT: Final = 4.0
_CROSSED: Final = 2.0
_LENGTH: Final = 0.004
_TIE: Final = 20
_GAIN: Final = 1.0

Ring = tuple[float, float]
Stretch = tuple[Point, Point]
Line = tuple[tuple[str, str], Stretch]


@attrs.frozen(kw_only=True)
class Board:
    """What does not move.

    Attributes:
        rings: id to the inner and outer radius between which its box stays.
        fixed: id to a box that stays where it is, and to which lines may go.
        pairs: who has a line to whom.
        ties: id to a box to which it has a straight line, as short as can be.
        walls: boxes that no other may touch, and that lines had better not cross.
        gap: least distance between two boxes.
        reach: length below which a line is too short to see what it is.
    """

    rings: Mapping[str, Ring]
    fixed: Mapping[str, Box]
    pairs: Sequence[tuple[str, str]]
    ties: Sequence[tuple[str, Box]]
    walls: Sequence[Box]
    gap: float
    reach: float

    def lines(self, at: Mapping[str, Box], ids: Collection[str], *, own: bool) -> list[Line]:
        """The lines of these ids, or those of all others: straight, with the ids at its ends."""
        lines: list[Line] = [
            (ends, (at[ends[0]].exit(at[ends[1]].centre), at[ends[1]].exit(at[ends[0]].centre)))
            for ends in self.pairs
            if (ends[0] in ids or ends[1] in ids) is own
        ]
        for id_, box in self.ties:
            if (id_ in ids) is own:
                point = box.nearest(at[id_].centre)
                lines.append(((id_, id_), (at[id_].exit(point), point)))
        return lines


def settle(boxes: Mapping[str, Box], board: Board) -> dict[str, Box]:
    """The boxes, in the same order, each where fewer lines run under a box; most stay where they are."""
    at = {**board.fixed, **boxes}
    for _ in range(_ROUNDS):
        moved = [_better(at, board, id_) for id_ in boxes]
        if not any(moved):
            break
    return {id_: at[id_] for id_ in boxes}


def _better(at: dict[str, Box], board: Board, id_: str) -> bool:
    """Move a box, or change it with another, when that makes a difference."""
    rest = board.lines(at, (id_,), own=False)
    now = _trouble(at, board, (id_,), rest)
    if now < _GAIN:
        return False
    least, best = now - _GAIN, dict[str, Box]()
    for there in _places(at, board, id_):
        tried = _trouble({**at, id_: there}, board, (id_,), rest)
        if tried < least:
            least, best = tried, {id_: there}
    for change in _changes(at, board, id_):
        rest = board.lines(at, change, own=False)
        tried = now + _trouble({**at, **change}, board, change, rest) - _trouble(at, board, change, rest)
        if tried < least:
            least, best = tried, change
    at.update(best)
    return bool(best)


def _places(at: Mapping[str, Box], board: Board, id_: str) -> Iterator[Box]:
    """Where else in its ring a box can stand."""
    others = [at[other].grown(board.gap) for other in board.rings if other != id_]
    for there in _standing(board.rings[id_], at[id_].width, at[id_].height, tuple(board.walls)):
        if not any(there.overlaps(other) for other in others):
            yield there


@lru_cache(maxsize=64)
def _standing(ring: Ring, width: float, height: float, walls: tuple[Box, ...]) -> tuple[Box, ...]:
    """Where a box of this size can stand in a ring with nobody else in it."""
    inner, outer = ring
    radii = [inner + n * (outer - inner) / _RADII for n in range(1, _RADII)]
    options = (Box.around(polar(angle, radius), width, height) for radius in radii for angle in _ANGLES)
    return tuple(box for box in options if _clear(box, ring, walls))


def _changes(at: Mapping[str, Box], board: Board, id_: str) -> Iterator[dict[str, Box]]:
    """Who in the same ring a box can change places with."""
    box = at[id_]
    for other, ring in board.rings.items():
        if other != id_ and ring == board.rings[id_]:
            mine = Box.around(at[other].centre, box.width, box.height)
            theirs = Box.around(box.centre, at[other].width, at[other].height)
            both = _fits(mine, at, board, id_, other) and _fits(theirs, at, board, other, id_)
            if both and not mine.overlaps(theirs, board.gap):
                yield {id_: mine, other: theirs}


def _fits(box: Box, at: Mapping[str, Box], board: Board, id_: str, free: str) -> bool:
    """Whether a box can stand here, with ``free`` away."""
    return _clear(box, board.rings[id_], board.walls) and not any(
        box.overlaps(at[other], board.gap) for other in board.rings if other not in (id_, free)
    )


def _clear(box: Box, ring: Ring, walls: Sequence[Box]) -> bool:
    return within_ring(box, *ring) and not any(box.overlaps(wall, _MARGIN) for wall in walls)


def _trouble(at: Mapping[str, Box], board: Board, ids: Collection[str], rest: Sequence[Line]) -> float:
    """How much is wrong with the lines of these boxes, and with other lines under them."""
    own = board.lines(at, ids, own=True)
    under = sum(_meets(line, box) for ends, line in own for id_, box in at.items() if id_ not in ends)
    under += sum(_meets(line, wall) for _, line in own for wall in board.walls)
    under += sum(_meets(line, at[id_]) for _, line in rest for id_ in ids)
    crossed = sum(_cross(line, other) for _, line in own for _, other in rest)
    crossed += sum(_cross(a, b) for (_, a), (_, b) in combinations(own, 2))
    length = sum(distance(*line) * (_TIE if ends[0] == ends[1] else 1) for ends, line in own)
    short = sum(distance(*line) < board.reach for ends, line in own if ends[0] != ends[1])
    return _UNDER * under + _SHORT * short + _CROSSED * crossed + _LENGTH * length


def _meets(line: Stretch, box: Box) -> bool:
    """Whether a straight line touches a box, or all but touches it."""
    (ax, ay), (bx, by) = line
    if (
        max(ax, bx) < box.x - _CLEAR
        or min(ax, bx) > box.right + _CLEAR
        or max(ay, by) < box.y - _CLEAR
        or min(ay, by) > box.bottom + _CLEAR
    ):
        return False
    around = box.grown(_CLEAR)
    sides = [_side(*line, corner) for corner in around.corners]
    return min(sides) <= 0 <= max(sides)


def _cross(first: Stretch, second: Stretch) -> bool:
    """Whether two straight lines cross, other than where they begin or end."""
    return (
        _side(*first, second[0]) * _side(*first, second[1]) < 0
        and _side(*second, first[0]) * _side(*second, first[1]) < 0
    )


def _side(start: Point, end: Point, point: Point) -> float:
    """On which side of a line a point lies: above 0, below 0, or 0 on the line."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])

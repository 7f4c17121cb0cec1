"""Lays steps out below each other, with arrows in lanes to the right: for a narrow picture, and for wide workflows.

Every step has a number, and every answer names the number it leads to, so that an arrow for which there is no lane is
told all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from ggzroute.render.cards import Card, answer_row, card_of, inset
from ggzroute.render.flow import Blok, Pijl, Stroom
from ggzroute.render.geometry import Box, Point

Drawn = tuple[Pijl, tuple[Point, ...]]
"""An arrow with the corners of its line."""

LANE: Final = 11
MOST_LANES: Final = 9
_FIRST_LANE: Final = 15
_GAP: Final = 28
_ENTRY: Final = 15
_CLEAR: Final = 9


@attrs.frozen(kw_only=True)
class Ladder:
    """Where everything stands.

    Attributes:
        cards: the steps, from top to bottom.
        boxes: a box for each card.
        arrows: each arrow that is drawn, with the corners of its line.
        width: width with the lanes.
        height: height.
    """

    cards: tuple[Card, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Drawn, ...]
    width: float
    height: float


def lay_out(stroom: Stroom, width: float) -> Ladder:
    """The steps below each other, in ``width``."""
    places = {blok.id: n for n, blok in enumerate(stroom.blokken)}
    jumps = [p for p in stroom.pijlen if places[p.naar] not in (places[p.van], places[p.van] + 1)]
    lanes = min(len({p.naar for p in jumps}), MOST_LANES)
    card_width = width - (_FIRST_LANE + lanes * LANE if lanes else 0)
    cards = tuple(_card(blok, stroom.pijlen, places, card_width) for blok in stroom.blokken)
    boxes: list[Box] = []
    y = 0.0
    for card in cards:
        boxes.append(Box(0, y, card.width, card.height))
        y += card.height + _GAP
    straight = [p for p in stroom.pijlen if places[p.naar] == places[p.van] + 1]
    return Ladder(
        cards=cards,
        boxes=tuple(boxes),
        arrows=(*_down(straight, places, boxes), *_round(jumps, places, cards, boxes, lanes)),
        width=width,
        height=y - _GAP,
    )


def _card(blok: Blok, pijlen: Sequence[Pijl], places: Mapping[str, int], width: float) -> Card:
    mine = [pijl for pijl in pijlen if pijl.van == blok.id]
    plain = len(mine) == 1 and not mine[0].antwoord and places[mine[0].naar] == places[blok.id] + 1
    rows = [] if plain else [(answer_row(p, _where(p, places)), p) for p in mine]
    return card_of(blok, width, start=f"{places[blok.id] + 1}. ", rows=rows)


def _where(pijl: Pijl, places: Mapping[str, int]) -> str:
    return "deze stap opnieuw" if pijl.van == pijl.naar else f"naar {places[pijl.naar] + 1}"


def _down(straight: Sequence[Pijl], places: Mapping[str, int], boxes: Sequence[Box]) -> list[Drawn]:
    """One straight arrow to the next step; of more than one the one that was walked."""
    best: dict[str, Pijl] = {}
    for pijl in straight:
        before = best.get(pijl.van)
        if before is None or (pijl.staat == "gelopen") > (before.staat == "gelopen"):
            best[pijl.van] = pijl
    found: list[Drawn] = []
    for van, pijl in best.items():
        upper, lower = boxes[places[van]], boxes[places[van] + 1]
        found.append((pijl, ((upper.centre[0], upper.bottom), (upper.centre[0], lower.y))))
    return found


def _round(
    jumps: Sequence[Pijl], places: Mapping[str, int], cards: Sequence[Card], boxes: Sequence[Box], lanes: int
) -> list[Drawn]:
    """Arrows to other steps, in lanes; arrows to the same step share one, and so do those that do not meet."""
    exits = {id(p): boxes[places[p.van]].y + cards[places[p.van]].row_y(_row(p, cards[places[p.van]])) for p in jumps}
    entries = {p.naar: boxes[places[p.naar]].y + _ENTRY for p in jumps}
    spans = {naar: [*(exits[id(p)] for p in jumps if p.naar == naar), entry] for naar, entry in entries.items()}
    taken: list[list[tuple[float, float]]] = [[] for _ in range(lanes)]
    lane_of: dict[str, int] = {}
    for naar in sorted(spans, key=lambda id_: (max(spans[id_]) - min(spans[id_]), places[id_])):
        top, bottom = min(spans[naar]), max(spans[naar])
        for n, lane in enumerate(taken):
            if all(bottom + _CLEAR < a or b + _CLEAR < top for a, b in lane):
                lane.append((top, bottom))
                lane_of[naar] = n
                break
    found: list[Drawn] = []
    for pijl in jumps:
        if pijl.naar in lane_of:
            from_, to = boxes[places[pijl.van]], boxes[places[pijl.naar]]
            x = from_.right + _FIRST_LANE + lane_of[pijl.naar] * LANE
            y, end = exits[id(pijl)], entries[pijl.naar]
            start = from_.right - inset(cards[places[pijl.van]].blok.soort, from_, y)
            stop = to.right - inset(cards[places[pijl.naar]].blok.soort, to, end)
            found.append((pijl, ((start, y), (x, y), (x, end), (stop, end))))
    return found


def _row(pijl: Pijl, card: Card) -> int:
    return next(n for n, (_, other) in enumerate(card.rijen) if other is pijl)

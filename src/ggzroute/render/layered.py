"""Lays steps out in layers, with arrows around them: the only door to graphlay (extra ``render``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, Final

import attrs

from ggzroute.exceptions import ExtraMissingError
from ggzroute.render.geometry import Box, Point

_OPTIONS: Final[Mapping[str, Any]] = {
    "direction": "topbottom",
    "routing": {"style": "orthogonal", "bundle_parallel": False},
    "spacing": {"layer_gap": 46.0, "node_gap": 34.0, "dummy_gap": 24.0, "edge_label_margin": 14.0},
    "labels": {"reservation": "always", "clearance": 8.0},
}
_NEAR: Final = [0.12, 0.22, 0.35, 0.5, 0.7]
_SPREAD: Final = [0.5, 0.32, 0.68, 0.18, 0.82]
_TRIES: Final = tuple(
    {**_OPTIONS, "seed": seed, "tuning": {"labels": {"fractions": fractions, "rounds": 4}}}
    for seed in (0, 1, 2)
    for fractions in (_NEAR, _SPREAD)
)
"""Options in the order in which they are tried: an answer stands best near its question."""


@attrs.frozen
class Arrow:
    """An arrow to lay out.

    Attributes:
        source: place of the step it comes from.
        target: place of the step it goes to; another one.
        label: width and height of its label, or ``None``.
    """

    source: int
    target: int
    label: tuple[float, float] | None = None


@attrs.frozen
class Layers:
    """Where everything stands.

    Attributes:
        boxes: a box for each step.
        paths: for each arrow the corners of its line, from border to border.
        labels: for each arrow the box of its label, or ``None``.
    """

    boxes: tuple[Box, ...]
    paths: tuple[tuple[Point, ...], ...]
    labels: tuple[Box | None, ...]


def lay_out(sizes: Sequence[tuple[float, float]], arrows: Sequence[Arrow]) -> Layers:
    """Steps of these sizes in layers from top to bottom. The same input gives the same output.

    What comes out is looked over, and laid out another way when something stands on something else.

    Raises:
        ExtraMissingError: graphlay is not installed.
    """
    try:
        import graphlay  # noqa: PLC0415 - an extra
    except ImportError:
        raise ExtraMissingError(what="graphlay", extra="render") from None
    graph = graphlay.Graph()
    for width, height in sizes:
        graph.node(width=width, height=height)
    for arrow in arrows:
        label: dict[str, Any] = {}
        if arrow.label:
            label["label_size"] = {"width": arrow.label[0], "height": arrow.label[1]}
        graph.edge(arrow.source, arrow.target, **label)
    tried: list[tuple[int, int, Layers]] = []
    for options in _TRIES:
        found = _layers(graphlay.layout(graph, options=options), sizes, arrows)
        tried.append((faults(found, arrows), len(tried), found))
        if not tried[-1][0]:
            break
    return min(tried)[2]


def overlapping(layers: Layers) -> int:
    """How often a step or an answer stands on another."""
    labels = [label for label in layers.labels if label]
    return sum(a.overlaps(b) for a, b in combinations([*layers.boxes, *labels], 2))


def faults(layers: Layers, arrows: Sequence[Arrow]) -> int:
    """How often something stands on something else: steps, answers, and the lines of other arrows."""
    found = overlapping(layers)
    for n, (points, arrow) in enumerate(zip(layers.paths, arrows, strict=True)):
        others = [box for m, box in enumerate(layers.boxes) if m not in (arrow.source, arrow.target)]
        others += [label for m, label in enumerate(layers.labels) if label and m != n]
        found += sum(_crosses(a, b, box) for a, b in pairwise(points) for box in others)
    return found


def _crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether a level or upright line runs through a box."""
    return Box(min(start[0], end[0]), min(start[1], end[1]), abs(start[0] - end[0]), abs(start[1] - end[1])).overlaps(
        box
    )


def _layers(found: Any, sizes: Sequence[tuple[float, float]], arrows: Sequence[Arrow]) -> Layers:
    return Layers(
        boxes=tuple(Box.around(_point(node["center"]), *size) for node, size in zip(found.nodes, sizes, strict=True)),
        paths=tuple(tuple(_point(point) for point in edge["points"]) for edge in found.edges),
        labels=tuple(
            Box.around(_point(edge["label_anchor"]), *arrow.label) if arrow.label else None
            for edge, arrow in zip(found.edges, arrows, strict=True)
        ),
    )


def _point(found: Mapping[str, float]) -> Point:
    return float(found["x"]), float(found["y"])

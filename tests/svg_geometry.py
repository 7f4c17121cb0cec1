"""Reads where things stand in a drawn SVG, so that tests can hold pictures to what people need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import attrs

from ggzroute.render.geometry import Box

SVG = "{http://www.w3.org/2000/svg}"


@attrs.frozen
class Text:
    """A line of text with the box it fills: from the top of a capital to just below the baseline."""

    words: str
    box: Box
    size: float


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - drawn by ourselves


def page(root: ET.Element) -> Box:
    x, y, width, height = map(float, root.attrib["viewBox"].split())
    return Box(x, y, width, height)


def walk(element: ET.Element, dx: float = 0, dy: float = 0) -> Iterator[tuple[ET.Element, float, float]]:
    """Every element with how far it is moved."""
    moved = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", element.attrib.get("transform", ""))
    if moved:
        dx, dy = dx + float(moved[1]), dy + float(moved[2])
    yield element, dx, dy
    for child in element:
        yield from walk(child, dx, dy)


def texts(root: ET.Element) -> list[Text]:
    found = []
    for element, dx, dy in walk(root):
        if element.tag == f"{SVG}text":
            width, size = float(element.attrib["textLength"]), float(element.attrib["font-size"])
            x, y = float(element.attrib["x"]) + dx, float(element.attrib["y"]) + dy
            left = x - width / 2 if element.attrib.get("text-anchor") == "middle" else x
            found.append(Text(element.text or "", Box(left, y - 0.72 * size, width, 0.74 * size), size))
    return found


def rects(root: ET.Element, name: str) -> list[Box]:
    """The boxes of the rectangles of one class."""
    return [
        Box(*(float(element.attrib.get(key, 0)) for key in ("x", "y", "width", "height"))).moved(dx, dy)
        for element, dx, dy in walk(root)
        if element.tag == f"{SVG}rect" and name in element.attrib.get("class", "").split()
    ]


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in element.attrib.get("class", "").split()]


def overlapping(found: list[Text]) -> list[tuple[str, str]]:
    """Texts that stand on each other."""
    return [(a.words, b.words) for n, a in enumerate(found) for b in found[:n] if a.box.overlaps(b.box)]


def outside(found: list[Text], within: Box) -> list[str]:
    return [text.words for text in found if not within.holds(text.box)]

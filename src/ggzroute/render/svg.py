"""Builds SVG with the standard library, so that every text is escaped by the one that writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from ggzroute.render.geometry import Point
from ggzroute.render.text import clean, text_width

Element = ET.Element
_PREFIX: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NAMESPACE: Final = "http://www.w3.org/2000/svg"


def number(value: float) -> str:
    """A coordinate: at most two decimals, and no minus zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def add(parent: Element, tag: str, text: str = "", **attributes: float | str | None) -> Element:
    """A new element inside ``parent``.

    ``class_`` stands for class, another underscore for a hyphen, and ``None`` is left out.
    """
    names = {
        key.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
        for key, value in attributes.items()
        if value is not None
    }
    element = ET.SubElement(parent, tag, names)
    element.text = text or None
    return element


def tooltip(parent: Element, text: str) -> None:
    """The full text of an element, shown when it is pointed at."""
    add(parent, "title", clean(text))


def line_of_text(
    parent: Element,
    at: Point,
    text: str,
    *,
    size: float,
    class_: str = "",
    bold: bool = False,
    anchor: str = "start",
) -> None:
    """One line of text on the baseline at ``at``, as wide as was measured."""
    if text:
        add(
            parent,
            "text",
            text,
            x=at[0],
            y=at[1],
            class_=" ".join(filter(None, (class_, "vet" if bold else ""))) or None,
            font_size=size,
            text_anchor=None if anchor == "start" else anchor,
            textLength=number(text_width(text, size, bold=bold)),
            lengthAdjust="spacingAndGlyphs",
        )


def pair(point: Point) -> str:
    """A point as a path writes it."""
    return f"{number(point[0])} {number(point[1])}"


def path(points: Sequence[Point], *, closed: bool = False) -> str:
    """A straight path through points."""
    return "M" + "L".join(map(pair, points)) + ("Z" if closed else "")


def drawing(prefix: str, width: float, height: float, *, title: str, description: str, style: str) -> Element:
    """The root of a picture, with its name and description for who cannot see it.

    Raises:
        ValueError: ``prefix`` is no word that can start an id.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("a prefix is a letter, and then letters, digits, hyphens or underscores")
    root = ET.Element(
        "svg",
        {
            "xmlns": _NAMESPACE,
            "class": f"ggz-prent {prefix}",
            "width": number(width),
            "height": number(height),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "aria-labelledby": f"{prefix}-titel {prefix}-uitleg",
        },
    )
    add(root, "title", clean(title), id=f"{prefix}-titel")
    add(root, "desc", clean(description), id=f"{prefix}-uitleg")
    add(root, "style", style)
    add(root, "rect", width=width, height=height, class_="papier")
    return root


def svg_text(root: Element) -> str:
    """The picture as text."""
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"

"""Colours in light and dark, and the style sheet of a picture.

A picture takes the colours that its reader's system asks for. A page that offers the choice itself puts
``data-theme="light"`` or ``"dark"`` on its root element. On paper it is always light. Each colour is also a custom
property (``--ggz-inkt``), after a plain value for programs that do not know those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

LIGHT: Final[Mapping[str, str]] = {
    "papier": "#ffffff",
    "inkt": "#1b2127",
    "stil": "#4a545e",
    "lijn": "#5b6670",
    "vel": "#ffffff",
    "geel": "#ffe27a",
    "groen": "#d7efd0",
    "groen-rand": "#27702b",
    "blauw": "#d3e6fa",
    "blauw-rand": "#14579f",
    "oranje": "#fde2c4",
    "oranje-rand": "#a04a00",
    "paars": "#6a1b9a",
    "paars-vel": "#f5ecfa",
    "maatje": "#a8104f",
    "op-maatje": "#ffffff",
    "steun": "#27702b",
    "zorg": "#14579f",
    "werk": "#8a3c00",
    "samen": "#6a1b9a",
    "toestemming": "#00666b",
    "gelopen": "#0b4f94",
    "gelopen-vel": "#e3effb",
    "wacht": "#8a4b00",
    "wacht-vel": "#fff1cf",
    "niet": "#66717b",
    "niet-vel": "#f6f7f8",
    "gevaar": "#b3121d",
    "gevaar-vel": "#fdeceb",
}
DARK: Final[Mapping[str, str]] = {
    "papier": "#12161b",
    "inkt": "#eef2f5",
    "stil": "#b9c3cc",
    "lijn": "#a3aeb8",
    "vel": "#1a2027",
    "geel": "#5a4700",
    "groen": "#1b3a20",
    "groen-rand": "#83cc87",
    "blauw": "#15324f",
    "blauw-rand": "#8fc2f2",
    "oranje": "#472a0d",
    "oranje-rand": "#f4a95c",
    "paars": "#d3a4e6",
    "paars-vel": "#2d1c38",
    "maatje": "#ff8db9",
    "op-maatje": "#2b0615",
    "steun": "#83cc87",
    "zorg": "#8fc2f2",
    "werk": "#f4a95c",
    "samen": "#d3a4e6",
    "toestemming": "#6fd3d8",
    "gelopen": "#8fc2f2",
    "gelopen-vel": "#152c44",
    "wacht": "#f3bd6a",
    "wacht-vel": "#3b2a0a",
    "niet": "#98a3ad",
    "niet-vel": "#1a1f25",
    "gevaar": "#ff9d97",
    "gevaar-vel": "#431a1b",
}
FONT: Final = "Arial, Helvetica, 'Liberation Sans', sans-serif"

_NOT_LIGHT: Final = ":root:not([data-theme=light])"
_COLOUR: Final = re.compile(r"@([a-z-]+)")
_DECLARATION: Final = re.compile(r"[^;{}]+@[^;{}]+")


def style_sheet(prefix: str, rules: str) -> str:
    """The style sheet of one picture; every rule holds inside the picture only.

    Args:
        prefix: class of the picture.
        rules: one rule a line, in which ``@inkt`` stands for that colour.
    """
    lines = [
        f".{prefix}{{{_properties(LIGHT)};max-width:100%;height:auto;font-family:{FONT}}}",
        f"@media (prefers-color-scheme:dark){{{_under(_NOT_LIGHT, prefix)}{{{_properties(DARK)}}}}}",
        f"{_under('[data-theme=dark]', prefix)}{{{_properties(DARK)}}}",
        f"@media print{{{f'.{prefix}' * 4}{{{_properties(LIGHT)}}}}}",
        f".{prefix} text{{fill:{LIGHT['inkt']};fill:var(--ggz-inkt)}}",
        f".{prefix} .vet{{font-weight:bold}}",
        f".{prefix} .papier{{fill:{LIGHT['papier']};fill:var(--ggz-papier)}}",
        *(f".{prefix} {_with_colours(rule.strip())}" for rule in rules.splitlines() if rule.strip()),
    ]
    return "\n" + "\n".join(lines) + "\n"


def contrast(first: str, second: str) -> float:
    """Contrast of two colours as WCAG 2 counts it: 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004 - WCAG
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _properties(colours: Mapping[str, str]) -> str:
    return ";".join(f"--ggz-{name}:{colour}" for name, colour in colours.items())


def _under(ancestor: str, prefix: str) -> str:
    """The picture inside ``ancestor``, or as that element itself."""
    return f"{ancestor} .{prefix},{ancestor}.{prefix}"


def _with_colours(rule: str) -> str:
    """Each declaration with a colour twice: the plain value, then the custom property."""

    def twice(match: re.Match[str]) -> str:
        declaration = match.group()
        plain = _COLOUR.sub(lambda found: LIGHT[found.group(1)], declaration)
        return plain + ";" + _COLOUR.sub(r"var(--ggz-\1)", declaration)

    return _DECLARATION.sub(twice, rule)


def names_used(rules: str) -> Iterator[str]:
    """Names of the colours that rules use."""
    yield from _COLOUR.findall(rules)

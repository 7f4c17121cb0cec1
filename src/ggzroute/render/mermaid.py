"""A workflow as Mermaid text, for a wiki or a README: the way walked is thick, what was not taken is dotted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ggzroute.domain.namen import readable
from ggzroute.domain.route import Route
from ggzroute.render.flow import GELOPEN, NIET, OPEN, WACHT, Blok, Ernaast, Stroom, flow_of
from ggzroute.render.palette import LIGHT
from ggzroute.render.text import clean
from ggzroute.workflow.definition import Definition

_PLAIN: Final = re.compile(r"[^\w ,.?'()/:+…-]")
_NAME: Final = re.compile(r"[^\w .,-]")
_SHAPES: Final = {
    "begin": ("([", "])"),
    "vraag": ("{{", "}}"),
    "activiteit": ("[", "]"),
    "eind": ("([", "])"),
}
_ARROWS: Final = {GELOPEN: "==>", OPEN: "-->", NIET: "-.->"}
_CLASSES: Final = {
    GELOPEN: f"fill:{LIGHT['gelopen-vel']},stroke:{LIGHT['gelopen']},stroke-width:3px,color:{LIGHT['inkt']}",
    WACHT: f"fill:{LIGHT['wacht-vel']},stroke:{LIGHT['wacht']},stroke-width:4px,color:{LIGHT['inkt']}",
    OPEN: f"fill:{LIGHT['vel']},stroke:{LIGHT['lijn']},color:{LIGHT['inkt']}",
    NIET: f"fill:{LIGHT['niet-vel']},stroke:{LIGHT['niet']},stroke-dasharray:6 4,color:{LIGHT['stil']}",
}


def mermaid_text(definition: Definition, route: Route | None = None) -> str:
    """A workflow as a Mermaid flowchart, with the way that a route took.

    Args:
        definition: the workflow.
        route: a route through it; without one only the workflow is written.
    """
    return "\n".join(_lines(flow_of(definition, route))) + "\n"


def _lines(stroom: Stroom) -> Iterator[str]:
    places = {blok.id: f"s{n}" for n, blok in enumerate(stroom.blokken, start=1)}
    yield "flowchart TD"
    yield f"  accTitle: {_NAME.sub(' ', clean(stroom.titel))}"
    for blok in stroom.blokken:
        yield f"  {_node(places[blok.id], blok)}"
    for pijl in stroom.pijlen:
        answer = f'|"{_escaped(readable(pijl.antwoord))}"|' if clean(pijl.antwoord) else ""
        yield f"  {places[pijl.van]} {_ARROWS[pijl.staat]}{answer} {places[pijl.naar]}"
    yield from _beside("naast", "Loopt ernaast", stroom.banen)
    yield from _beside("voor", "Gaat voor alles", stroom.onderbrekingen)
    for name, style in _CLASSES.items():
        yield f"  classDef {name} {style}"


def _node(name: str, blok: Blok) -> str:
    start, end = _SHAPES[blok.soort]
    said = f"<br/>({_escaped(blok.stand)})" if blok.stand else ""
    return f'{name}{start}"{_escaped(blok.tekst)}{said}"{end}:::{blok.staat}'


def _beside(name: str, heading: str, parts: tuple[Ernaast, ...]) -> Iterator[str]:
    if parts:
        yield f'  subgraph {name}["{heading}"]'
        for n, part in enumerate(parts, start=1):
            said = f"<br/>({_escaped(part.stand)})" if part.stand else ""
            yield f'    {name}{n}["{_escaped(part.tekst)}{said}"]'
        yield "  end"


def _escaped(text: str) -> str:
    """The text with every letter that Mermaid could read as its own written as a number."""
    return _PLAIN.sub(lambda found: f"#{ord(found.group())};", clean(text)) or "…"

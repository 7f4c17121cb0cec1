"""A report as lines of plain text, as the terminal shows them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Final

from ggzroute.domain.advies import Gezag
from ggzroute.verslag.model import Punt, Sectie, Soort, Verslag

WIDTH: Final = 100
"""Columns of a report as text."""
_START: Final = re.compile(r" *(?:- |\d+\. )?")
_KIND: Final = {Soort.AFGERADEN: "AFGERADEN: ", Soort.VERBODEN: "NIET DOEN: ", Soort.CONTACT: "Contact: "}


def wrapped(line: str, width: int) -> str:
    """A line as one or more, of which the later ones begin under where its text began."""
    found = _START.match(line)
    indent = " " * (found.end() if found else 0)
    return textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def authority(gezag: Gezag) -> str:
    """Rule, strength and sources between brackets."""
    sources = "; ".join(str(bron) for bron in gezag.bron)
    own = ", onze lezing" if gezag.basis == "afgeleid" else ""
    return f"[{gezag.regel}, {gezag.sterkte}{own}; {sources}]"


def section_lines(sectie: Sectie) -> Iterator[str]:
    """The lines of a section, not yet wrapped."""
    if sectie.inleiding:
        yield sectie.inleiding
    for groep in sectie.groepen:
        yield f"{groep.titel}:"
        for answer in groep.antwoorden:
            yield f"   - {answer.vraag} {'; '.join(answer.waarden)}"
    for punt in sectie.punten:
        yield from _point(punt, "- " if sectie.streepjes or punt.soort is Soort.EIS else "", "")
    if sectie.slot:
        yield sectie.slot


def _point(punt: Punt, dash: str, indent: str) -> Iterator[str]:
    number = f"{punt.nummer}. " if punt.nummer else ""
    code = f"{punt.code} " if punt.code and punt.soort is not Soort.VRAAG else ""
    label = f"{punt.label}: " if punt.label else ""
    asked = f" ({punt.code}; {punt.wie})" if punt.soort is Soort.VRAAG else ""
    kind = _KIND.get(punt.soort, "")
    yield f"{indent}{dash}{number}{code}{label}{kind}{punt.tekst}{asked}{_source(punt)}"
    below = indent + " " * (len(dash) or 3)
    if punt.soort is Soort.KANT:
        yield f"{below}Bron: {'; '.join(map(str, punt.bron))}.{rules_behind(punt)}"
    for under in punt.onder:
        yield from _point(under, "- " if under.soort is Soort.EIS else "", below)


def _source(punt: Punt) -> str:
    """Where it stands, between brackets; steps of the route go without, and sides of a conflict have a line for it."""
    if punt.gezag is not None:
        return f" {authority(punt.gezag)}"
    if not punt.bron or punt.soort in (Soort.STAP, Soort.KANT):
        return ""
    return f" [{'onze lezing; ' if punt.eigen else ''}{'; '.join(map(str, punt.bron))}]"


def rules_behind(punt: Punt) -> str:
    """The rules of a side of a conflict."""
    word = "Regel" if len(punt.regels) == 1 else "Regels"
    return f" {word}: {', '.join(punt.regels)}." if punt.regels else ""


def report_text(verslag: Verslag, width: int = WIDTH) -> str:
    """A whole report as text."""
    lines = [verslag.titel, verslag.over, "", *(wrapped(line, width) for line in verslag.inleiding)]
    for sectie in verslag.secties:
        lines += ["", sectie.titel, *(wrapped(f"  {line}", width) for line in section_lines(sectie))]
    return "\n".join([*lines, "", wrapped(verslag.slot, width), ""])

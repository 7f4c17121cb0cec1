"""A report as Markdown (CommonMark), with everything of a casus escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ggzroute.domain.bron import Bron
from ggzroute.verslag.model import Punt, Sectie, Soort, Verslag

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>&#|~$])")
_LIST: Final = re.compile(r"^(\d+)([.)])|^([-+=])")
_KIND: Final = {
    Soort.AFGERADEN: "**Liever niet:** ",
    Soort.VERBODEN: "**Niet doen:** ",
    Soort.CONTACT: "**Contact:** ",
    Soort.VERVALT: "**Vervalt:** ",
}


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", plain).replace("://", ":\\//")


def report_markdown(verslag: Verslag) -> str:
    """A whole report as Markdown."""
    lines = [f"# {escaped(verslag.titel)}", "", escaped(verslag.over), ""]
    for line in verslag.inleiding:
        lines += [escaped(line), ""]
    for sectie in verslag.secties:
        lines += _section(sectie)
    return "\n".join([*lines, "---", "", f"*{escaped(verslag.slot)}*", ""])


def _section(sectie: Sectie) -> Iterator[str]:
    yield from (f"## {escaped(sectie.titel)}", "")
    if sectie.inleiding:
        yield from (escaped(sectie.inleiding), "")
    for groep in sectie.groepen:
        yield from (f"### {escaped(groep.titel)}", "")
        for answer in groep.antwoorden:
            said = "; ".join(escaped(line) for line in answer.waarden)
            yield f"- {escaped(answer.vraag)} **{said}**"
        yield ""
    for punt in sectie.punten:
        yield from _point(punt, "")
    if sectie.punten:
        yield ""
    if sectie.slot:
        yield from (escaped(sectie.slot), "")


def _point(punt: Punt, indent: str) -> Iterator[str]:
    code = f"`{punt.code}` " if punt.code and punt.soort is not Soort.VRAAG else ""
    label = f"{escaped(punt.label)}: " if punt.label else ""
    who = f" *Wie kan antwoorden: {escaped(punt.wie)}.*" if punt.wie else ""
    yield f"{indent}- {code}{_KIND.get(punt.soort, '')}{label}{escaped(punt.tekst)}{who}{_source(punt)}"
    for under in punt.onder:
        yield from _point(under, indent + "  ")


def _source(punt: Punt) -> str:
    """Where it stands, small, behind the sentence."""
    if not punt.bronnen:
        return ""
    own = "onze lezing; " if punt.lezing else ""
    rule = f"{punt.gezag.regel}, {punt.gezag.sterkte}; " if punt.gezag is not None else ""
    rules = f"{', '.join(punt.regels)}; " if punt.regels else ""
    return f" *({escaped(rule + own + rules + _places(punt.bronnen))})*"


def _places(bronnen: tuple[Bron, ...]) -> str:
    return "; ".join(map(str, bronnen))

"""The legend of the picture of the kringen, and the list of names of a narrow one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from ggzroute.domain.netwerk import PROFESSIONEEL, RELATIE_WOORDEN, SOCIAAL
from ggzroute.render.curves import Curve
from ggzroute.render.geometry import Point
from ggzroute.render.marks import NUMBERED, mark, names_of, stroke
from ggzroute.render.network import GELDT, LATER, NIET, VOORBIJ, Knoop, Netwerkbeeld
from ggzroute.render.rings import KRINGNAMEN
from ggzroute.render.svg import Element, add, line_of_text, tooltip
from ggzroute.render.text import wrap

COLUMN: Final = 236
_SIZE: Final = 12
_LINE: Final = 16
_ROW: Final = 21
_SAMPLE: Final = 46
_HEAD: Final = 24


@attrs.frozen(kw_only=True)
class Part:
    """A line of the legend, or a heading when it has no sample.

    Attributes:
        tekst: lines of text.
        knoop: a betrokkene that shows the sign, or ``None``.
        lijn: kind and state of a relation that shows the line, or ``None``.
    """

    tekst: tuple[str, ...]
    knoop: Knoop | None = None
    lijn: tuple[str, str] | None = None

    @property
    def height(self) -> float:
        """Height of the line."""
        if self.knoop is None and self.lijn is None:
            return _HEAD
        return _ROW + _LINE * (len(self.tekst) - 1)


_SIGNS: Final = (
    (SOCIAAL, "vol", False, "sociaal netwerk, actief"),
    (SOCIAAL, "leeg", False, "sociaal netwerk, passief"),
    (SOCIAAL, "vraag", False, "sociaal netwerk, onbekend of actief"),
    (SOCIAAL, "plus", False, "sociaal netwerk, beoogd"),
    (PROFESSIONEEL, "vol", False, "professional of organisatie, nu betrokken"),
    (PROFESSIONEEL, "leeg", False, "professional of organisatie, passief"),
    (PROFESSIONEEL, "vraag", False, "professional of organisatie, onbekend of betrokken"),
    (PROFESSIONEEL, "plus", False, "professional of organisatie, beoogd"),
    (SOCIAAL, "leeg", True, "voorheen betrokken"),
    (PROFESSIONEEL, "leeg", True, "voorheen betrokken"),
)


def parts_of(beeld: Netwerkbeeld, room: float) -> list[Part]:
    """The legend for what this network has."""
    present = {(knoop.kring, knoop.teken, knoop.voorheen) for knoop in beeld.knopen}
    signs = [
        Part(tekst=wrap(text, _SIZE, room - 26), knoop=_sample(kring, sign, former))
        for kring, sign, former, text in _SIGNS
        if any(k == kring and f == former and (former or s == sign) for k, s, f in present)
    ]
    kinds = {line.soort for line in beeld.getekend}
    lines = [
        Part(tekst=wrap(words, _SIZE, room - _SAMPLE - 8), lijn=(kind, GELDT))
        for kind, words in RELATIE_WOORDEN.items()
        if kind in kinds
    ]
    states = {line.toestand: line.soort for line in reversed(beeld.getekend)}
    said = ((NIET, "kruis op de lijn: zeker niet"), (VOORBIJ, "relatie is voorbij"), (LATER, "relatie begint later"))
    lines += [
        Part(tekst=wrap(text, _SIZE, room - _SAMPLE - 8), lijn=(states[state], state))
        for state, text in said
        if state in states
    ]
    return [
        *([Part(tekst=("Tekens",)), *signs] if signs else []),
        *([Part(tekst=("Lijnen",)), *lines] if lines else []),
    ]


def height(parts: Sequence[Part]) -> float:
    """Height of the legend."""
    return sum(part.height for part in parts)


def draw(parent: Element, parts: Sequence[Part], at: Point) -> None:
    """The legend with its top left at ``at``."""
    x, y = at
    for part in parts:
        middle = y + _ROW / 2
        if part.knoop is not None:
            group = add(parent, "g", class_=names_of(part.knoop))
            mark(group, (x + 9, middle), part.knoop)
            _texts(group, part.tekst, (x + 26, middle))
        elif part.lijn is not None:
            group = add(parent, "g")
            stroke(group, Curve((x, middle), (x + _SAMPLE / 2, middle), (x + _SAMPLE - 4, middle)), *part.lijn)
            _texts(group, part.tekst, (x + _SAMPLE + 6, middle))
        else:
            line_of_text(parent, (x, y + 16), part.tekst[0], size=13, bold=True)
        y += part.height


def rows_of(knopen: Sequence[Knoop], room: float) -> list[tuple[Knoop | None, tuple[str, ...]]]:
    """The list below a narrow picture: a heading for each kring, and a line for each betrokkene."""
    found: list[tuple[Knoop | None, tuple[str, ...]]] = []
    for kring in (SOCIAAL, PROFESSIONEEL):
        here = [knoop for knoop in knopen if knoop.kring == kring]
        found.append((None, (KRINGNAMEN[kring],)))
        found += [(knoop, wrap(knoop.regel, 13, room - 34, lines=3)) for knoop in here]
        if not here:
            found.append((None, ("niemand genoemd",)))
    return found


def rows_height(rows: Sequence[tuple[Knoop | None, tuple[str, ...]]]) -> float:
    """Height of the list."""
    return sum(_row_height(knoop, lines) for knoop, lines in rows)


def _row_height(knoop: Knoop | None, lines: tuple[str, ...]) -> float:
    return 26.0 if knoop is None else max(2 * NUMBERED + 5, 17.0 * len(lines) + 8)


def draw_rows(
    parent: Element,
    rows: Sequence[tuple[Knoop | None, tuple[str, ...]]],
    numbers: Mapping[str, str],
    at: Point,
) -> None:
    """The list with its top left at ``at``."""
    x, y = at
    for knoop, lines in rows:
        tall = _row_height(knoop, lines)
        if knoop is None:
            heading = lines[0] in KRINGNAMEN.values()
            line_of_text(parent, (x, y + 17), lines[0], size=14 if heading else 13, bold=heading)
        else:
            group = add(parent, "g", class_=names_of(knoop))
            tooltip(group, knoop.regel)
            mark(group, (x + NUMBERED + 2, y + NUMBERED + 2), knoop, label=numbers[knoop.id])
            for n, line in enumerate(lines):
                line_of_text(group, (x + 34, y + 17.5 + 17 * n), line, size=13, class_="naam")
        y += tall


def _texts(parent: Element, lines: Sequence[str], at: Point) -> None:
    for n, line in enumerate(lines):
        line_of_text(parent, (at[0], at[1] + 4.3 + _LINE * n), line, size=_SIZE)


def _sample(kring: str, sign: str, former: bool) -> Knoop:
    involved = "voorheen" if former else {"plus": "beoogd", "vol": "nu"}.get(sign)
    active = {"vol": "actief", "leeg": "passief"}.get(sign) if kring == SOCIAAL or sign == "leeg" else None
    return Knoop(id="", naam="", kring=kring, betrokken=involved, actief=None if former else active)

"""A YAML parser's complaint as a Dutch sentence, at the place where a person mends it. The text is never quoted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

INVISIBLE: Final = re.compile("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
"""Characters that look like a space, or like nothing."""
QUOTE: Final = "Zet de tekst tussen aanhalingstekens"

Spot = tuple[int, int]
"""Line and column, from 0."""
End = Callable[[str], int | None]
"""The line, from 0, on which reading a text stops; ``None`` when it is read to its end."""


class Fault(NamedTuple):
    """What is wrong with a text, where, and how to mend it.

    Attributes:
        wat: a Dutch sentence.
        herstel: how to mend it.
        regel: line from 1, or ``None``.
        kolom: column from 1, or ``None``.
    """

    wat: str
    herstel: str
    regel: int | None
    kolom: int | None


def explain(said: str, begun: Spot | None, stopped: Spot | None, text: str, end: End) -> Fault:
    """A parser's complaint for people.

    Args:
        said: what the parser says.
        begun: where it began to read the part that goes wrong.
        stopped: where it stopped.
        text: the whole text.
        end: tells on which line reading another text stops.
    """
    spot = _spot(said, begun, stopped, text)
    lines = text.splitlines()
    if spot is None:
        return Fault(*_sentence(said, ""), None, None)
    if (broken := _opened(said, begun, stopped, lines)) is not None:
        return broken
    line, column = spot
    for at in range(min(line, len(lines) - 1), max(-1, line - _LOOK_BACK), -1):
        found = _typed(lines[at])
        if found is not None and (at == line or _helps(found, at, lines, end)):
            return Fault(found.wat, found.herstel, at + 1, found.column + 1)
    current = lines[line] if line < len(lines) else ""
    if "<document start>" in said and (first := _first_dash(lines)) is not None:
        return Fault(*_NO_LIST, first + 1, _indent(lines[first]) + 1)
    if "mapping values" in said:
        if (further := _further_in(lines, line, column)) is not None:
            return further
        if _dash(lines, line) == _NO_LIST:
            return Fault(*_NO_LIST, line + 1, _indent(current) + 1)
        if _TWO_KEYS.fullmatch(current[: column + 1]):
            return Fault(*_TWO_ON_A_LINE, line + 1, column + 1)
    if "block scalar" in said and _MORE_THAN.search(current):
        return Fault(*_COMPARED, line + 1, column + 1)
    if "could not find expected ':'" in said:
        return Fault(*_no_colon(lines, line), line + 1, column + 1)
    if "did not find expected" in said and "',' or" not in said:
        if (begin := _begin_of_quote(lines, line, column)) is not None:
            return Fault(*_UNCLOSED, begin[0] + 1, begin[1] + 1)
        if (after := _after(current, column)) is not None:
            return Fault(*after, line + 1, column + 1)
        if (dash := _dash(lines, line)) is not None:
            return Fault(*dash, line + 1, column + 1)
    return Fault(*_sentence(said, current), line + 1, column + 1)


def _opened(said: str, begun: Spot | None, stopped: Spot | None, lines: list[str]) -> Fault | None:
    """A quote that is not closed on the line of the bracket around it, noticed at the next quote below."""
    if "did not find expected ',' or" not in said or begun is None or stopped is None or begun[0] >= stopped[0]:
        return None
    line = lines[begun[0]]
    if line.replace('\\"', "").count('"') % 2 == 0:
        return None
    return Fault(*_UNCLOSED, begun[0] + 1, line.rindex('"') + 1)


def _further_in(lines: list[str], line: int, column: int) -> Fault | None:
    """What is wrong when a key seems to be part of the text above it."""
    above = next((at for at in range(line - 1, -1, -1) if lines[at].strip()), None)
    if above is None or not _KEY.fullmatch(lines[line][:column]):
        return None
    if _KEY.fullmatch(lines[above].rstrip()):
        return Fault(*_NO_COLON, above + 1, _indent(lines[above]) + 1)
    if not any(_written(lines[at]) for at in range(above)):
        return Fault(*_NO_KEY, above + 1, _indent(lines[above]) + 1)
    if _PAIR.match(lines[above]):
        return Fault(*_FURTHER_IN, line + 1, _indent(lines[line]) + 1)
    return None


def _no_colon(lines: list[str], line: int) -> tuple[str, str]:
    """What to say of a line that should be a key with a value, and has no colon that counts."""
    current = lines[line] if line < len(lines) else ""
    if _TIGHT.match(current):
        return NO_SPACE
    for above in reversed(lines[:line]):
        if above.strip() and _indent(above) <= _indent(current):
            if _BLOCK.search(above) and _WORDS.match(current):
                return _TEXT_BELOW
            break
    if _SENTENCE.match(current):
        return _NO_KEY
    return _TEXT_BELOW if _WORDS.match(current) and current.rstrip().endswith(".") else _NO_COLON


def _dash(lines: list[str], line: int) -> tuple[str, str] | None:
    """What to say of a line with a dash right below one without, or the other way round."""
    above = next((at for at in range(line - 1, -1, -1) if _written(lines[at])), None)
    if above is None or line >= len(lines):
        return None
    if _TIGHT_DASH.match(lines[line]):
        return NO_SPACE_AFTER_DASH
    if _indent(lines[above]) != _indent(lines[line]):
        further = _indent(lines[above]) < _indent(lines[line]) and lines[line].lstrip().startswith("- ")
        return _NO_LIST if further and _PAIR.match(lines[above]) and not _ITEM.match(lines[above]) else None
    with_dash = [lines[at].lstrip().startswith("- ") for at in (above, line)]
    return {(False, True): _ONE_DASH, (True, False): _NO_DASH}.get((with_dash[0], with_dash[1]))


def _first_dash(lines: list[str]) -> int | None:
    """The first line that says something, when it has a dash."""
    first = next((at for at, line in enumerate(lines) if _written(line)), None)
    return first if first is not None and _ITEM.match(lines[first]) else None


def _written(line: str) -> bool:
    """Whether a line says something, and is no remark."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _begin_of_quote(lines: list[str], line: int, column: int) -> Spot | None:
    """Where a text was opened that only seems to close at the first quote of a text below it."""
    before = lines[line][:column].rstrip() if line < len(lines) else ""
    mark = before[-1:]
    if mark not in ("'", '"') or before.count(mark) % 2 == 0:
        return None
    for at in range(line - 1, -1, -1):
        if (found := re.search(f"(?:: |- )({mark})[^{mark}]*$", lines[at])) is not None:
            return at, found.start(1)
    return None


def _after(current: str, column: int) -> tuple[str, str] | None:
    """What to say of something that follows a quote or bracket on the same line."""
    before, rest = current[:column].rstrip(), current[column:]
    if before.endswith(('"', "'")):
        return _COMMA_AFTER if rest.rstrip() == "," else _TEXT_AFTER
    return _BRACKET_AFTER if before.endswith(("]", "}")) or rest.startswith(("]", "}")) else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_LOOK_BACK: Final = 3
"""A word processor's character is often only noticed on a line below."""

_KEY: Final = re.compile(r" *(?:- +)?[a-z_][a-z0-9_.]*")
"""A line that begins as a block does, so a bracket above it was forgotten."""
_PAIR: Final = re.compile(r" *(?:- +)?[a-z][a-z0-9_.]*: +[^ >|#]")
"""A key with a text on the same line."""
_TIGHT: Final = re.compile(r" *(?:- +)?[A-Za-z_][A-Za-z0-9_.]*:(?!//)[^ ]")
"""A key with a value right after the colon."""
_TWO_KEYS: Final = re.compile(r" *(?:- +)?[a-z_][a-z0-9_.]*: +[a-z_][a-z0-9_.]*:")
"""A line up to its second colon, with a key before each."""
_BLOCK: Final = re.compile(r": +[|>][+-]?[1-9]?[+-]?$")
"""A key with its text on the lines below."""
_SENTENCE: Final = re.compile(r" *[A-Z][^ ]* +[^ ]+ +[^ ]")
"""A line that begins as a sentence does, and not as a key."""
_ITEM: Final = re.compile(" *- ")
"""A part of a list."""
_TIGHT_DASH: Final = re.compile(r" *-[^ -]")
"""A dash with something right after it."""
_MORE_THAN: Final = re.compile(r": +>=? *[0-9]")
"""A key with a number that something must be more than."""
_WORDS: Final = re.compile(r" *[^ ]+ +[^ ]+ +[^ ]")
"""A line of three words or more."""
_MERGE: Final = re.compile(r"^(<{7}|={7}|>{7})(?: |$)")
_REMARK: Final = re.compile(r"^ *(//|<!--|/\*)")
_TAB: Final = re.compile(r"^[ ]*(\t)")
_SPACE: Final = re.compile(r"(?:^[ ]*(?:- +)?|:)([\u00a0\u2000-\u200b\u202f\u3000])")
_DASH: Final = re.compile(r"^[ ]*([\u2010-\u2015\u2022\u00b7\u2212\u25cf*])\s")
CURLED: Final = re.compile("[\u201c\u201d\u201e\u2018\u2019\u201a]")


class _Typed(NamedTuple):
    """A character from a word processor, or a tab: where it stands, the line as it should be, and what to say of it."""

    column: int
    mended: str
    wat: str
    herstel: str


def _typed(line: str) -> _Typed | None:
    for pattern, instead, wat, herstel in _TYPED:
        if (found := pattern.search(line)) is not None:
            where = found.start(1)
            return _Typed(where, line[:where] + line[where:].replace(line[where], instead), wat, herstel)
    return None


def _helps(found: _Typed, at: int, lines: list[str], end: End) -> bool:
    """Whether reading gets further when the line is as it should be."""
    before, after = end("\n".join(lines)), end("\n".join([*lines[:at], found.mended, *lines[at + 1 :]]))
    return before is not None and (after is None or after > before)


_TYPED: Final = (
    (
        _MERGE,
        "#",
        "hier staan twee versies naast elkaar, met een regel als <<<<<<<, ======= of >>>>>>>",
        "Kies een van beide, en haal deze drie regels weg",
    ),
    (_REMARK, "#", "zo begint geen opmerking", "Zet een # voor de opmerking, en haal het teken weg"),
    (_TAB, "  ", "hier staat een tab", "Vervang tabs door spaties"),
    (_SPACE, " ", "hier staat een spatie die geen gewone spatie is", "Haal haar weg en typ een gewone spatie"),
    (
        _DASH,
        "-",
        "hier staat een teken dat op een streepje lijkt",
        "Typ een gewoon streepje (-) met een spatie erachter",
    ),
)


def _spot(said: str, begun: Spot | None, stopped: Spot | None, text: str) -> Spot | None:
    """The place to look: where something was opened when it is never closed, else where reading stopped."""
    unfinished = "could not find expected ':'" in said or "scanning an a" in said
    lines = text.splitlines()
    if "did not find expected ',' or" in said and begun and stopped and begun[0] < stopped[0] < len(lines):
        before = lines[stopped[0]][: stopped[1]]
        outside = not before.strip() and len(before) <= _indent(lines[begun[0]])
        return begun if outside or _KEY.fullmatch(before) else stopped
    if begun and stopped and (unfinished or stopped[0] > text.rstrip().count("\n")):
        return begun
    return stopped or begun


def _sentence(said: str, current: str) -> tuple[str, str]:
    """What is wrong and how to mend it."""
    if "'\\t'" in said or "\t" in current:
        return "hier staat een tab", "Vervang tabs door spaties"
    if CURLED.search(current):
        return (
            "hier staan gekrulde aanhalingstekens, waarschijnlijk uit een tekstverwerker",
            "Vervang ze door rechte aanhalingstekens",
        )
    if "expected '-' indicator" in said and not current.lstrip().startswith("-"):
        said = "did not find expected key"
    for part, wat, herstel in _SAYINGS:
        if part in said:
            return wat, herstel
    return "dit is geen geldige YAML", "Vergelijk het inspringen en de leestekens met de regels erboven"


_NO_COLON: Final = ("hier ontbreekt een dubbele punt", "Schrijf 'sleutel: waarde'")
NO_SPACE_AFTER_DASH: Final = ("na het streepje hoort een spatie", "Typ een spatie na het streepje")
NO_SPACE: Final = ("na de dubbele punt hoort een spatie", "Typ een spatie na de dubbele punt")
_TEXT_BELOW: Final = (
    "deze regel is geen sleutel met een waarde",
    "Zet hem verder naar rechts als hij bij de tekst erboven hoort, en schrijf anders 'sleutel: waarde'",
)
_NO_KEY: Final = (
    "deze regel is geen sleutel met een waarde",
    "Zet er een # voor als het een opmerking is, en zet hem verder naar rechts als hij bij de tekst erboven hoort",
)
_TWO_ON_A_LINE: Final = (
    "hier staan twee sleutels op een regel",
    "Zet wat bij de eerste hoort tussen accolades, zoals a: {b: c}, en gewone tekst tussen aanhalingstekens",
)
_COMPARED: Final = (
    "met > begint hier een tekst, en geen vergelijking",
    "Schrijf een vergelijking als {minstens: 2} of {hoogstens: 2}",
)
_NO_LIST: Final = (
    "hier begint een lijst, en er staat geen sleutel boven",
    "Zet boven de lijst een regel met de sleutel, zoals 'bron:'",
)
_ONE_DASH: Final = (
    "voor deze regel staat een streepje, en voor de regel erboven niet",
    "Haal het streepje weg en zet een spatie in de plaats, of zet voor elk deel een streepje",
)
_NO_DASH: Final = (
    "voor de regel erboven staat een streepje, en voor deze niet",
    "Haal de streepjes erboven weg, of zet er hier ook een voor",
)
_FURTHER_IN: Final = (
    "deze regel springt verder in dan de regel erboven",
    "Laat regels van hetzelfde blok onder elkaar beginnen, en zet tekst met ': ' tussen aanhalingstekens",
)
_UNCLOSED: Final = (
    "een aanhalingsteken wordt niet gesloten",
    "Zet aan het eind van de tekst hetzelfde aanhalingsteken",
)
_TEXT_AFTER: Final = (
    "na het aanhalingsteken staat nog tekst",
    "Zet de hele tekst tussen dubbele aanhalingstekens, en gebruik daarbinnen enkele",
)
_COMMA_AFTER: Final = ("na het aanhalingsteken staat een komma", "Haal de komma weg")
_BRACKET_AFTER: Final = (
    "na de haak of accolade staat nog iets",
    "Haal het weg, of zet de hele tekst tussen aanhalingstekens",
)
_SAYINGS: Final = (
    (
        "block sequence entries are not allowed",
        "hier staat een streepje dat niet kan",
        "Zet het streepje op een eigen regel, of de tekst tussen aanhalingstekens",
    ),
    (
        "mapping values are not allowed",
        "hier staat een dubbele punt die niet kan",
        "Zet tekst met ': ' tussen aanhalingstekens, of herstel het inspringen",
    ),
    (
        "did not find expected '-' indicator",
        "deze regel springt anders in dan de lijst waar hij bij hoort",
        "Laat alle streepjes van de lijst onder elkaar beginnen",
    ),
    (
        "did not find expected key",
        "deze regel springt anders in dan het blok waar hij bij hoort",
        "Laat regels van hetzelfde blok onder elkaar beginnen",
    ),
    ("could not find expected ':'", *_NO_COLON),
    (
        "unexpected end of stream",
        "een aanhalingsteken of haak wordt niet gesloten",
        "Sluit het, of zet de hele tekst tussen dubbele aanhalingstekens",
    ),
    (
        "did not find expected node content",
        "hier staat een komma of haak te veel, of er wordt een haak niet gesloten",
        "Haal het teken weg, of sluit de haak",
    ),
    (
        "did not find expected ',' or",
        "een haak of accolade wordt niet goed gesloten",
        "Zet komma's tussen de delen en sluit de haak",
    ),
    (
        "cannot start any token",
        "deze regel begint met een teken dat hier niet kan",
        "Zet de tekst tussen aanhalingstekens",
    ),
    ("scanning an alias", "dit begint met een *", QUOTE),
    ("scanning an anchor", "dit begint met een &", QUOTE),
    ("block mapping keys", "hier staat een vraagteken vooraan", QUOTE),
    (
        "block scalar",
        "na | of > hoort op deze regel niets meer",
        "Zet de tekst op de volgende regel, of tussen aanhalingstekens",
    ),
    ("mapping keys are not allowed", "hier staat een vraagteken vooraan", QUOTE),
    ("undefined alias", "deze verwijzing (*) wijst nergens naar", "Schrijf de waarde uit"),
    (
        "found unknown escape character",
        "na een omgekeerde schuine streep staat een onbekend teken",
        "Gebruik enkele aanhalingstekens",
    ),
    ("control characters are not allowed", "hier staat een onzichtbaar stuurteken", "Typ de regel opnieuw"),
    ("depth", "het bestand is te diep genest", "Maak de structuur platter"),
)

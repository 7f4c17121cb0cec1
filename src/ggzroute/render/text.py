"""How wide a text is, how it wraps, and where it is cut off.

Widths come from a table of a common font. A picture also writes the width into the SVG (``textLength``), so that a text
stays within its box where another font is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ggzroute.render.letters import BOLD, BOLD_MORE, FIRST, REGULAR, REGULAR_MORE

ELLIPSIS: Final = "…"
HYPHEN: Final = "-"
_REGULAR: Final = tuple(map(int, REGULAR.split()))
_BOLD: Final = tuple(map(int, BOLD.split()))
_WIDEST: Final = 1000
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECES: Final = re.compile(r"[^\s/-]+[/-]*|[/-]+")
_LEAST: Final = 4
"""Fewest letters on either side of a break inside a word."""


def clean(text: str) -> str:
    """The text without letters that XML forbids, and with single spaces."""
    return " ".join(_FORBIDDEN.sub(" ", text).split())


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line, in the unit of ``size``."""
    table, more = (_BOLD, BOLD_MORE) if bold else (_REGULAR, REGULAR_MORE)
    total = 0
    for letter in text:
        code = ord(letter)
        known = table[code - FIRST] if FIRST <= code < FIRST + len(table) else more.get(code, _WIDEST)
        total += known or _WIDEST
    return total * size / 1000


def wrap(text: str, size: float, room: float, *, lines: int = 99, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that are at most ``room`` wide; what does not fit in ``lines`` ends in an ellipsis.

    Breaks after a space, a hyphen or a slash; inside a word only when the word alone is wider than the room.
    """
    found: list[str] = []
    line = ""
    for piece, glue in _pieces(clean(text)):
        longer = f"{line}{glue}{piece}" if line else piece
        if text_width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            found.append(line)
        rest = piece
        while text_width(rest, size, bold=bold) > room:
            start = _break(rest, size, room, bold=bold)
            found.append(start if start.endswith(HYPHEN) else start + HYPHEN)
            rest = rest[len(start) :]
        line = rest
    found.append(line)
    if len(found) <= lines:
        return tuple(found)
    left = " ".join(found[lines - 1 :]) if lines > 1 else clean(text)
    return (*found[: lines - 1], clip(left, size, room, bold=bold, always=True))


def clip(text: str, size: float, room: float, *, bold: bool = False, always: bool = False) -> str:
    """The text on one line, cut off with an ellipsis when it is too wide (or ``always``).

    Cut at the end of a word when that keeps most of what fits, so that no half word is left standing.
    """
    text = clean(text)
    if not always and text_width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1]
    if kept != text and not text[len(kept) : len(kept) + 1].isspace() and " " in kept.strip():
        word_end = kept.rstrip().rfind(" ")
        mostly = word_end * 3 >= len(kept) * 2
        kept = kept[:word_end] if mostly or len(kept) - word_end <= _LEAST else kept
    return kept.rstrip(" ,.;:(-/") + ELLIPSIS


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends like a sentence already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def sentence_list(parts: Iterable[str]) -> str:
    """``a, b en c``."""
    every = list(parts)
    return " en ".join(filter(None, (", ".join(every[:-1]), *every[-1:])))


def _pieces(text: str) -> list[tuple[str, str]]:
    """(piece, what stands before it) where a line may break between two pieces."""
    return [
        (piece, " " if n == 0 and word_number else "")
        for word_number, word in enumerate(text.split(" "))
        for n, piece in enumerate(_PIECES.findall(word))
    ]


def _break(word: str, size: float, room: float, *, bold: bool) -> str:
    """The longest start of a word that fits with a hyphen; at least one letter."""
    end = len(word) - 1
    while end > 1 and text_width(word[:end] + HYPHEN, size, bold=bold) > room:
        end -= 1
    if len(word) - end < _LEAST <= len(word) - _LEAST:
        end = len(word) - _LEAST
    return word[:end]

"""What is wrong with a document: one :class:`Problem` for each fault, all of them at once.

Problems are read by policy staff, so their sentences are Dutch. A problem of a *casus* never holds a value of that
casus: it names the place (file, line, path) and what would be accepted there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final

import attrs

_SAFE_NAME: Final = re.compile(r"[a-z][a-z0-9_.\-]{0,59}\Z")


@attrs.frozen(kw_only=True, order=False)
class Problem:
    """One fault in one document.

    Attributes:
        code: stable code, such as ``GGZ101``; it does not change when the sentence does.
        wat: what is wrong, a Dutch sentence without a final full stop.
        bestand: name of the file, or ``None`` for data that came as Python objects.
        regel: line, counted from 1, or ``None``.
        kolom: column, counted from 1, or ``None``.
        plek: path inside the document, such as ``betrokkenen[2].soort``.
        toegestaan: what would be accepted here, in Dutch.
        bedoelt_u: nearest accepted name, when there is one that is near.
        herstel: how to mend it, in Dutch.
    """

    code: str
    wat: str
    bestand: str | None = None
    regel: int | None = None
    kolom: int | None = None
    plek: str = ""
    toegestaan: str = ""
    bedoelt_u: str = ""
    herstel: str = ""

    @property
    def plaats(self) -> str:
        """Where it is, as ``file:line:column``, with the parts that are known."""
        parts = [self.bestand or "", *(str(n) for n in (self.regel, self.kolom) if n is not None)]
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        """The problem as one Dutch line: place, code, what is wrong, and how to mend it."""
        text = f"{self.code} {self.wat}"
        if self.plek:
            text += f" (bij {self.plek})"
        text += "."
        if self.bedoelt_u:
            text += f" Bedoelt u '{self.bedoelt_u}'?"
        if self.toegestaan:
            text += f" Toegestaan: {self.toegestaan}."
        if self.herstel:
            text += f" {self.herstel}."
        return f"{self.plaats}: {text}" if self.plaats else text

    def to_dict(self) -> dict[str, str | int | None]:
        """The problem as plain JSON types."""
        return attrs.asdict(self)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without doubles, in the order in which a person mends them: by file, line and column."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.bestand or "", p.regel or 0, p.kolom or 0, p.code, p.plek, p.wat)))


def nearest(name: str, accepted: Iterable[str], *, cutoff: float = 0.7) -> str:
    """Accepted name that looks most like ``name``, or ``""`` when none is near; case, spaces and dashes are alike.

    Args:
        name: what was written.
        accepted: what would be accepted.
        cutoff: how much of the two must be the same, from 0 to 1.
    """
    plain = {_plain(option): option for option in reversed([*accepted])}
    word = _plain(name)
    if {"ja", "nee"} <= plain.keys() and word in _YES_NO:
        word = _YES_NO[word]
    found = [word] if word in plain else difflib.get_close_matches(word, list(reversed(plain)), n=1, cutoff=cutoff)
    return plain[found[0]] if found else ""


def _plain(name: str) -> str:
    return _BETWEEN.sub("_", name.strip().lower())


_BETWEEN: Final = re.compile("[\\s\u2010-\u2015-]+")
_YES_NO: Final = {
    **dict.fromkeys(("yes", "y", "j", "true", "waar"), "ja"),
    **dict.fromkeys(("no", "n", "false"), "nee"),
}


def shown(name: object) -> str:
    """A key as it may be shown: as it is when it looks like a name, else a word that gives nothing away.

    Keys of a casus come from outside. Somebody may have put a value there by mistake, so only what looks like one of
    our own names is repeated.
    """
    return f"'{name}'" if isinstance(name, str) and _SAFE_NAME.match(name) else "een sleutel die geen naam is"


def named(kind: str, name: object) -> str:
    """``de sleutel 'naam'``, or only the word that gives nothing away."""
    text = shown(name)
    return f"{kind} {text}" if text.startswith("'") else text


def listing(names: Iterable[str], *, limit: int = 12) -> str:
    """Accepted names as one Dutch enumeration, cut off with a count when there are many."""
    items = list(names)
    head = ", ".join(items[:limit])
    return f"{head} en nog {len(items) - limit}" if len(items) > limit else head

"""YAML and JSON documents with positions.

A document is read from parser events, without recursion, into plain Python data: dict, list, str, int, bool, date and
None. ``ja``, ``nee``, ``on`` and ``yes`` stay text. Duplicate keys are refused; size, depth, and what aliases may
expand to are bounded. JSON is read by the same path. Syntax problems never quote the text.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import attrs

from ggzroute.exceptions import DocumentError
from ggzroute.problems import Problem, named, shown

Path_ = tuple[str | int, ...]

MAX_BYTES: Final = 8_000_000

_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
_PAIR: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


Place = tuple[int, int, Any]
"""Line and column, both from 1, and the places of the parts: a dict for a block, a list for a list, else ``None``."""


@attrs.frozen(kw_only=True, repr=False)
class Document:
    """Plain data, and where each part of it stands.

    Attributes:
        data: the content as dict, list and scalars.
        name: file name for messages.
        place: where it begins, with the places of its parts; ``None`` when it was no text.
    """

    data: Any
    name: str
    place: Place | None = None

    def __repr__(self) -> str:
        return f"Document({self.name!r})"

    def where(self, path: Path_) -> tuple[int | None, int | None]:
        """Line and column of ``path``, or of its nearest parent that has a place. That of a key is its own."""
        if (found := self.place) is None:
            return None, None
        for part in path:
            below = _below(found[2], part)
            if below is None:
                break
            found = below
        return found[:2]

    def part(self, key: str | int) -> Document:
        """One part as a document of its own, with the places it has in this one."""
        place = self.place and _below(self.place[2], key)
        return Document(data=self.data[key], name=self.name, place=place)

    def problem(self, code: str, wat: str, path: Path_ = (), *, plek: str | None = None, **more: str) -> Problem:
        """A :class:`Problem` at ``path`` of this document; ``plek=""`` leaves the path out of the sentence."""
        line, column = self.where(path)
        place = show_path(path) if plek is None else plek
        return Problem(code=code, wat=wat, bestand=self.name or None, regel=line, kolom=column, plek=place, **more)


def _below(marks: Any, part: str | int) -> Place | None:
    found: Place | None = None
    if isinstance(marks, dict):
        found = marks.get(part)
    elif isinstance(marks, list) and isinstance(part, int) and 0 <= part < len(marks):
        found = marks[part]
    return found


def show_path(path: Path_) -> str:
    """A path as people write it: ``betrokkenen[2].soort``, counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            name = shown(part)
            text += ("." if text else "") + name.strip("'") if name.startswith("'") else "[…]"
    return text


def from_data(data: Any, name: str = "") -> Document:
    """Python data as a document without positions, so that one reader serves files and dicts."""
    return Document(data=data, name=name)


def read_file(path: Path) -> Document:
    """Read one file.

    Raises:
        DocumentError: the file cannot be read, is too large, or is no valid YAML or JSON.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = {FileNotFoundError: "het bestand bestaat niet", IsADirectoryError: "dit is een map, geen bestand"}
        text = reason.get(type(error), "het bestand is niet te lezen")
        raise DocumentError([Problem(code="GGZ001", wat=text, bestand=str(path))]) from None
    return read_text(raw, str(path))


def read_text(raw: str | bytes, name: str = "") -> Document:
    """Read a document from text or bytes.

    Raises:
        DocumentError: too large, wrong encoding, or no valid YAML or JSON.
    """
    from ggzroute.yaml_builder import Builder  # noqa: PLC0415 - PyYAML is loaded when a document is read

    text = _decode(raw, name)
    if text.lstrip().startswith(("{", "[")):
        text = _PAIR.sub(_joined, text)
    data, place = Builder(name).build(text)
    return Document(data=data, name=name, place=place)


def read_json(raw: str | bytes, name: str = "") -> Document:
    """Read a document from JSON, without positions: about thirty times as fast, for documents by the million.

    Raises:
        DocumentError: too large, wrong encoding, or no JSON; a key that stands twice is refused too.
    """
    text = _decode(raw, name)
    try:
        data = json.loads(text, object_pairs_hook=_block, parse_constant=_no_number)
        if "\\u" in text and _HALF.search(text):
            json.dumps(data, ensure_ascii=False).encode()
    except RecursionError:
        raise _refuse(name, "GGZ010", "dit is te diep genest") from None
    except _TwiceError as error:
        wat = f"{named('de sleutel', error.key)} staat hier twee keer"
        raise _refuse(name, "GGZ008", wat, herstel="Haal er een weg") from None
    except ValueError:
        raise _refuse(name, "GGZ005", "dit is geen geldige JSON", herstel="Controleer de haken en komma's") from None
    return Document(data=data, name=name)


class _TwiceError(Exception):
    """A key stands twice in one block."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


def _block(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    block = dict(pairs)
    if len(block) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(next(key for n, key in enumerate(keys) if key in keys[:n]))
    return block


def _no_number(_: str) -> Any:
    """``NaN`` and ``Infinity`` are no JSON, though Python reads them."""
    raise ValueError


def _refuse(
    name: str, code: str, wat: str, line: int | None = None, column: int | None = None, *, herstel: str = ""
) -> DocumentError:
    return DocumentError([Problem(code=code, wat=wat, bestand=name or None, regel=line, kolom=column, herstel=herstel)])


def _decode(raw: str | bytes, name: str) -> str:
    if len(raw) > MAX_BYTES:
        raise _refuse(
            name,
            "GGZ002",
            f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB",
            herstel="Splits het in kleinere bestanden",
        )
    if isinstance(raw, bytes):
        if is_utf16(raw):
            raise _refuse(name, "GGZ003", "het bestand is opgeslagen als UTF-16", 1, 1, herstel="Sla het op als UTF-8")
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise _refuse(
                name, "GGZ003", "het bestand is geen UTF-8", line, 1, herstel="Sla het op als UTF-8"
            ) from None
    else:
        text = raw
    text = text.removeprefix("\ufeff")
    if not text.isascii() and (found := _BIDI.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        raise _refuse(
            name,
            "GGZ004",
            "hier staat een onzichtbaar teken dat de leesrichting omdraait",
            line,
            None,
            herstel="Typ de regel opnieuw",
        )
    return text


def is_utf16(raw: bytes) -> bool:
    """Whether a text looks to be saved as UTF-16."""
    head = raw[:200]
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > len(head) // 4


def _joined(pair: re.Match[str]) -> str:
    """Two escapes with which JSON writes one character, as the one escape with which YAML writes it."""
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"

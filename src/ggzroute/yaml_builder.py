"""Builds plain data and places from YAML parser events: the only door to PyYAML.

There is no recursion: a document that is nested too deeply, or whose aliases explode, is refused instead of followed.
Loaded when the first document is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import attrs
import yaml

from ggzroute.documents import Place
from ggzroute.exceptions import DocumentError
from ggzroute.problems import Problem, named
from ggzroute.yaml_faults import CURLED, INVISIBLE, NO_SPACE, QUOTE, explain

MAX_DEPTH: Final = 40
MAX_NODES: Final = 400_000

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT: Final = re.compile(r"[+-]?[0-9]{1,15}\Z")
_FLOAT: Final = re.compile(r"[+-]?[0-9]{1,15}\.[0-9]{1,15}\Z")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WORDS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_CURLS: Final = "\u201c\u201d\u201e\u2018\u2019\u201a"
_NOT_TEXT: Final = frozenset("0123456789+-" + _CURLS) | {
    first for word in _WORDS for first in (word[:1], word[:1].upper())
}
"""What a plain scalar begins with when it may be something else than text."""
_CODE: Final = re.compile(r"[A-Za-z0-9_.-]+")
_TIGHT: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*:")
"""What a key begins with when the space after its colon was forgotten."""
_DOUBTED: Final = re.compile(f"{INVISIBLE.pattern}|{CURLED.pattern}")


@attrs.define
class _Frame:
    """A collection that is being filled.

    Attributes:
        value: the collection; for the document itself a list.
        marks: the places of what is in it.
        keyed: whether it has keys.
        above: what it is in, or ``None`` for the document itself.
        key: the key that waits for its value.
        place: where the next part stands: its key, or the part itself.
        anchor: the name by which it can be referred to.
        size: how many parts it has, with theirs.
        depth: how many it is in.
        again: whether its first key came again, as where the dash of a next part of a list was forgotten.
    """

    value: Any
    marks: Any
    keyed: bool
    above: _Frame | None = None
    key: str | None = None
    place: Place = (1, 1, None)
    anchor: str | None = None
    size: int = 1
    depth: int = 0
    again: bool = False


class Builder:
    """Builds data and places from parser events, with a stack of its own instead of recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.top = self.frame = _Frame([], [], keyed=False)
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.unused: dict[str, Any] = {}
        self.nodes = 0

    def build(self, text: str) -> tuple[Any, Place | None]:
        """The data of a text, and where each part of it stands.

        Raises:
            DocumentError: no valid YAML or JSON, or beyond a limit.
        """
        hidden = not text.isascii() and INVISIBLE.search(text) is not None
        for event in self._events(text):  # scalars come first: two of three events, and most of the time of a load
            kind, frame = event.__class__, self.frame
            if kind is yaml.ScalarEvent:
                value = event.value
                if frame.keyed and frame.key is None:
                    if value in frame.value or value == "<<" or ":" in value or not value.isascii():
                        self._refuse_key(frame, event)
                    mark = event.start_mark
                    frame.key, frame.place = value, (mark.line + 1, mark.column + 1, None)
                    continue
                if not event.style and value[:1] in _NOT_TEXT:
                    value = self._resolve(event, value)
                if hidden and not event.style and isinstance(value, str):
                    self._seen(event, value)
                if event.tag is not None:
                    self._fault(event, "GGZ005", "dit begint met een uitroepteken", QUOTE)
                if event.anchor:
                    self.unused[event.anchor] = event
                    self.anchors[event.anchor] = (value, 1)
                if (nodes := self.nodes + 1) > MAX_NODES:
                    raise self._too_many(event)
                self.nodes = nodes
                frame.size += 1
                if frame.keyed:
                    frame.value[frame.key] = value
                    frame.marks[frame.key] = frame.place
                    frame.key = None
                else:
                    frame.value.append(value)
                    frame.marks.append(_place(event))
            elif kind is yaml.MappingStartEvent:
                self._open(event, _Frame({}, {}, keyed=True, above=frame))
            elif kind is yaml.SequenceStartEvent:
                self._open(event, _Frame([], [], keyed=False, above=frame))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close(frame)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent and self.top.value:
                self._fault(event, "GGZ006", "het bestand bevat meer dan een document (een regel met ---)")
        for event in self.unused.values():
            self._fault(event, "GGZ005", "dit begint met een &", QUOTE)
        if self.problems:
            raise DocumentError(self.problems)
        return (self.top.value[0], self.top.marks[0]) if self.top.value else (None, None)

    def _events(self, text: str) -> Iterator[Any]:
        try:
            loader = _LOADER(text)
            try:
                yield from iter(loader.get_event, None)
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            said = f"{error.context or ''} {error.problem or ''}"
            found = explain(said, _spot(error.context_mark), _spot(error.problem_mark), text, _end)
            raise refuse(self.name, "GGZ005", found.wat, found.regel, found.kolom, herstel=found.herstel) from None
        except (yaml.YAMLError, UnicodeError) as error:
            wat = "hier staat een teken dat niet in een tekstbestand hoort"
            raise refuse(self.name, "GGZ005", wat, _line(error, text), herstel="Typ de regel opnieuw") from None

    def _fault(self, event: Any, code: str, wat: str, herstel: str = "") -> None:
        line, column, _ = _place(event)
        file = self.name or None
        self.problems.append(Problem(code=code, wat=wat, bestand=file, regel=line, kolom=column, herstel=herstel))

    def _stop(self, event: Any, code: str, wat: str, herstel: str = "") -> DocumentError:
        self._fault(event, code, wat, herstel)
        return DocumentError(self.problems)

    def _refuse_key(self, frame: _Frame, event: Any) -> None:
        key = event.value
        if key == "<<" and not event.style:
            self._fault(event, "GGZ007", "samenvoegen met << is niet toegestaan", "Schrijf de regels uit")
        if key in frame.value and not frame.again:
            frame.again = self._item(frame) and key == next(iter(frame.value))
            self._fault(event, "GGZ008", f"{named('de sleutel', key)} staat hier twee keer", _TWICE[frame.again])
        if event.style:
            return
        if _TIGHT.match(key):
            self._fault(event, "GGZ005", *NO_SPACE)
        if CURLED.search(key):
            self._fault(event, "GGZ005", "in deze sleutel staan gekrulde aanhalingstekens", "Haal ze weg")
        if INVISIBLE.search(key):
            self._fault(event, "GGZ004", "in deze sleutel staat een onzichtbaar teken", "Typ de sleutel opnieuw")

    def _item(self, frame: _Frame) -> bool:
        """Whether a block is a part of a list."""
        return frame.above is not None and frame.above is not self.top and not frame.above.keyed

    def _seen(self, event: Any, value: str) -> None:
        """Refuse a code with a character in it that nobody sees."""
        shown = "".join(" " if mark.isspace() else "" if INVISIBLE.match(mark) else mark for mark in value)
        if shown != value and _CODE.fullmatch(shown.strip()):
            self._fault(event, "GGZ004", "in deze waarde staat een onzichtbaar teken", "Typ de waarde opnieuw")

    def _resolve(self, event: Any, text: str) -> Any:
        """The value of a plain scalar that may be something else than text."""
        if not text and self._after_comma():
            self._fault(event, "GGZ005", "hier staat een getal met een komma", "Schrijf een heel getal, zonder komma")
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        if _DATE.match(text):
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                self._fault(event, "GGZ009", "deze datum bestaat niet", "Schrijf een datum als 2016-11-24")
        if text[0] in _CURLS and text[-1] in _CURLS and len(CURLED.findall(text)) == len("“”"):
            wat = "deze tekst staat tussen gekrulde aanhalingstekens, waarschijnlijk uit een tekstverwerker"
            self._fault(event, "GGZ005", wat, "Vervang ze door rechte aanhalingstekens")
        return text

    def _after_comma(self) -> bool:
        """Whether what seems to be a key is what stands behind the comma of a number."""
        frame = self.frame
        before = list(frame.value.values())[-1:] if frame.keyed else []
        return (frame.key or "").isdigit() and all(type(number) is int for number in before) and bool(before)

    def _open(self, event: Any, opened: _Frame) -> None:
        frame = self.frame
        opened.anchor, opened.depth = event.anchor, frame.depth + 1
        if opened.depth > MAX_DEPTH:
            raise self._stop(event, "GGZ010", f"het bestand is dieper genest dan {MAX_DEPTH} niveaus")
        if frame.keyed and frame.key is None:
            raise self._stop(event, "GGZ011", "een sleutel moet een woord zijn, geen lijst of blok")
        if event.tag is not None:
            self._fault(event, "GGZ005", "dit begint met een uitroepteken", QUOTE)
        if not frame.keyed:
            frame.place = _place(event)
        self._count(event, 1)
        self.frame = opened

    def _close(self, closed: _Frame) -> None:
        if closed.anchor:
            self.anchors[closed.anchor] = (closed.value, closed.size)
        self.frame = above = closed.above or self.top
        above.size += closed.size
        line, column, _ = above.place
        _put(above, closed.value, (line, column, closed.marks))

    def _alias(self, event: Any) -> None:
        frame = self.frame
        if frame.keyed and frame.key is None:
            raise self._stop(event, "GGZ011", "een sleutel moet een woord zijn, geen verwijzing")
        if event.anchor not in self.anchors:
            wat = "deze verwijzing (*) wijst nergens naar, of naar zichzelf"
            raise self._stop(event, "GGZ012", wat, _NO_ANCHOR)
        self.unused.pop(event.anchor, None)
        value, size = self.anchors[event.anchor]
        self._count(event, size)
        frame.size += size
        _put(frame, value, frame.place if frame.keyed else _place(event))

    def _count(self, event: Any, size: int) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise self._too_many(event)

    def _too_many(self, event: Any) -> DocumentError:
        wat = f"het bestand is te groot: meer dan {MAX_NODES} onderdelen (verwijzingen meegeteld)"
        return self._stop(event, "GGZ013", wat)


_TWICE: Final = {
    False: "Haal er een weg",
    True: "Zet er een streepje (-) voor als hier een nieuw deel van de lijst begint; haal haar anders weg",
}
_NO_ANCHOR: Final = f"{QUOTE}, of schrijf de waarde uit"


def _put(frame: _Frame, value: Any, place: Place) -> None:
    """Put a part that is complete where it belongs."""
    if frame.keyed:
        frame.value[frame.key] = value
        frame.marks[frame.key] = place
        frame.key = None
    else:
        frame.value.append(value)
        frame.marks.append(place)


def _place(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1, None


def refuse(
    name: str, code: str, wat: str, line: int | None = None, column: int | None = None, *, herstel: str = ""
) -> DocumentError:
    """The error for a document with one problem."""
    return DocumentError([Problem(code=code, wat=wat, bestand=name or None, regel=line, kolom=column, herstel=herstel)])


def _spot(mark: Any) -> tuple[int, int] | None:
    return None if mark is None else (mark.line, mark.column)


def _end(text: str) -> int | None:
    """The line, from 0, on which reading a text stops; ``None`` when it is read to its end."""
    try:
        for _ in yaml.parse(text, Loader=_LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        spot = _spot(error.problem_mark or error.context_mark)
        return spot[0] if spot else 0
    except yaml.YAMLError:
        return 0
    return None


def _line(error: Exception, text: str) -> int | None:
    """The line of a character that cannot be read."""
    if isinstance(error, UnicodeEncodeError):
        return text.count("\n", 0, error.start) + 1
    if isinstance(error, yaml.reader.ReaderError):
        return text.encode()[: error.position].count(b"\n") + 1
    return None


class _Dumper(yaml.SafeDumper):
    """Writes what the builder reads back the same."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT002 - as PyYAML
        """Put a list further in than its key, as ``ggzroute format`` does."""
        super().increase_indent(flow, False)  # noqa: FBT003 - as PyYAML has it

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML asks for it
        """Write a value in full each time."""
        return True


def _text(dumper: _Dumper, text: str) -> Any:
    """A text: between quotation marks where the builder would ask whether its signs are meant."""
    doubted = _DOUBTED.search(text) or _TIGHT.match(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, '"' if doubted else None)


_Dumper.add_representer(str, _text)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", _INT, list("+-0123456789"))  # PyYAML writes the text "08" bare


def dump(data: Any) -> str:
    """Plain data as YAML text that reads back the same: keys in their order, no aliases."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return text


class Token(NamedTuple):
    """A part of the layout of a document, for who changes how it looks and not what it says.

    Attributes:
        kind: ``mapping`` or ``sequence`` where a block opens, ``end`` where it closes, ``key`` and ``item`` for an
            entry of a block, ``open`` and ``close`` for brackets, ``scalar`` for a text.
        line: from 0.
        column: from 0.
        end_line: line of the end.
        end_column: column of the end.
    """

    kind: str
    line: int
    column: int
    end_line: int
    end_column: int


def layout(text: str) -> Iterator[Token]:
    """The layout of a text that :class:`Builder` reads without a problem."""
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        kind = _TOKENS.get(type(token))
        if kind is not None:
            start, end = token.start_mark, token.end_mark
            yield Token(kind, start.line, start.column, end.line, end.column)


_TOKENS: Final[Mapping[type, str]] = {
    yaml.BlockMappingStartToken: "mapping",
    yaml.BlockSequenceStartToken: "sequence",
    yaml.BlockEndToken: "end",
    yaml.KeyToken: "key",
    yaml.BlockEntryToken: "item",
    yaml.FlowMappingStartToken: "open",
    yaml.FlowSequenceStartToken: "open",
    yaml.FlowMappingEndToken: "close",
    yaml.FlowSequenceEndToken: "close",
    yaml.ScalarToken: "scalar",
}

"""One look for YAML files: how far lines are indented, blank lines, line ends. What a file says stays the same.

Only white space changes. Comments, order, quotes and where a long text is wrapped are the author's; a library that
reads a file and writes it anew would change those too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from ggzroute.documents import read_text

STEP: Final = 2
"""Spaces that a block stands further in than what it belongs to."""

_ENDS: Final = re.compile(r"\r\n?")
_BLANK: Final = re.compile(r"[ \t]*\Z")


def format_text(text: str, name: str = "") -> str:
    """The text of a YAML file in the one look.

    A text that cannot be given that look without changing what it says is returned with its line ends alone put right.

    Args:
        text: what stands in the file.
        name: its name, for problems.

    Raises:
        DocumentError: the text is no valid YAML.
    """
    plain = _ENDS.sub("\n", text.removeprefix("\ufeff"))
    content = read_text(plain, name).data
    formatted = "\n".join(_lines(plain)).strip("\n") + "\n" if plain.strip() else ""
    same = read_text(formatted, name).data == content and _comments(formatted) == _comments(plain)
    return formatted if same else plain


@attrs.define
class _Block:
    """A block that is open.

    Attributes:
        kind: ``mapping`` or ``sequence``.
        column: where its entries should stand.
        bare: a list whose dashes stand under the key it belongs to; YAML opens and closes no block for it.
    """

    kind: str
    column: int
    bare: bool = False


@attrs.define
class _Layout:
    """Where entries of blocks stand and should stand, and which lines are the inside of a text.

    Attributes:
        entries: by line, the entries that begin there: (column, column where it should stand).
        inside: lines that go on with a text that began on an earlier line.
    """

    entries: dict[int, list[tuple[int, int]]]
    inside: set[int]


def _read_layout(text: str) -> _Layout:
    from ggzroute.yaml_builder import layout  # noqa: PLC0415 - PyYAML is loaded when a document is read

    found = _Layout(entries={}, inside=set())
    blocks: list[_Block] = []
    brackets = 0
    for token in layout(text):
        match token.kind:
            case "open":
                brackets += 1
            case "close":
                brackets -= 1
            case "scalar":
                last = token.end_line if token.end_column else token.end_line - 1
                found.inside.update(range(token.line + 1, last + 1))
            case "mapping" | "sequence":
                blocks.append(_Block(token.kind, blocks[-1].column + STEP if blocks else 0))
            case "end":
                if blocks.pop().bare:
                    blocks.pop()
            case "key" | "item" if not brackets:
                if token.kind == "key" and blocks[-1].bare:
                    blocks.pop()
                if token.kind == "item" and blocks[-1].kind == "mapping":
                    blocks.append(_Block("sequence", blocks[-1].column + STEP, bare=True))
                found.entries.setdefault(token.line, []).append((token.column, blocks[-1].column))
    return found


def _lines(text: str) -> Iterator[str]:
    """The lines of a text as they should be, from first to last."""
    lines = text.split("\n")
    layout = _read_layout(text)
    shift, blank = 0, False
    levels = {0: 0}
    for number, line in enumerate(lines):
        if number in layout.inside:
            yield _moved(line, shift)
        elif _BLANK.match(line):
            if not blank:
                yield ""
        elif line.lstrip(" ").startswith("#"):
            yield _comment(number, lines, layout, levels, shift).rstrip()
        else:
            entries = layout.entries.get(number, [])
            if entries:
                column, wanted = entries[-1]
                levels.update({**dict(entries), 0: 0})
                yield _entry(line, entries).rstrip()
                shift = wanted - column
            else:
                yield _moved(line, shift).rstrip()
        blank = number not in layout.inside and bool(_BLANK.match(line))


def _entry(line: str, entries: list[tuple[int, int]]) -> str:
    """A line on which entries begin, each at its own column: ``- `` before the first key of an item."""
    made = ""
    for (column, wanted), upto in zip(entries, [*(column for column, _ in entries[1:]), None], strict=True):
        part = line[column:upto]
        made = made.ljust(wanted) + (part if upto is None else part.rstrip())
    return made


def _comment(number: int, lines: list[str], layout: _Layout, levels: Mapping[int, int], shift: int) -> str:
    """A comment moves with the entry right below it, else with the last entry that stood as far in as it does.

    Args:
        number: line of the comment.
        lines: all lines.
        layout: where entries stand.
        levels: column of entries above, to where such an entry should stand.
        shift: how far the line above moved.
    """
    line = lines[number]
    column = len(line) - len(line.lstrip(" "))
    after = (n for n in range(number + 1, len(lines)) if not _BLANK.match(lines[n]))
    below = next((n for n in after if not lines[n].lstrip(" ").startswith("#")), None)
    first = layout.entries.get(below, []) if below is not None else []
    if first and first[0][0] == column:
        return _moved(line, first[0][1] - column)
    return _moved(line, levels.get(column, column + shift) - column)


def _moved(line: str, shift: int) -> str:
    if not line.strip(" "):
        return line
    room = len(line) - len(line.lstrip(" "))
    return " " * max(0, room + shift) + line[room:]


def _comments(text: str) -> list[str]:
    """Every line of comment, as it reads."""
    return [line.strip() for line in text.split("\n") if line.lstrip(" ").startswith("#")]

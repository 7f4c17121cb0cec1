"""Writes a book into a folder: whole, or not at all."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ggzroute.boek.maken import make_book
from ggzroute.boek.stof import read_stof
from ggzroute.exceptions import BookError

MARK: Final = "ggzroute-boek"
"""File in a folder that says that a book stands there, and which files are of the book."""


def write_book(pack: str | Path, out: Path, datum: dt.date, *, force: bool = False) -> tuple[str, ...]:
    """Write the book of a pack, and give the names of its files.

    The files are made in a folder beside ``out`` and then take its place at once, so that there is never half a book.

    Args:
        pack: name, folder or zip.
        out: the folder of the book: a new or empty one, or one with an earlier book, which is replaced.
        datum: the day the book is for.
        force: also when something else stands there. That stays, unless it is called as a file of the book.

    Raises:
        PackNotFoundError: nothing of that name.
        PackError: with every problem of the pack.
        CasusError: with every problem of its casussen.
        BookError: the folder is a file, holds something else, or cannot be written.
        ExtraMissingError: a package for pages or pictures is not installed.
    """
    place = out.resolve()
    if place.exists() and not place.is_dir():
        raise BookError(out, "is a file")
    if not force and place.is_dir() and _others(place):
        raise BookError(out, "is not empty")
    files = make_book(read_stof(pack, datum))
    listed = {**files, MARK: "\n".join(sorted((*files, MARK))) + "\n"}
    try:
        _put(listed, place)
    except OSError:
        raise BookError(out, "cannot be written") from None
    return tuple(sorted(files))


def _others(place: Path) -> set[str]:
    """What stands in a folder and is not of an earlier book: names at its top."""
    found = {path.name for path in place.iterdir()}
    try:
        own = set((place / MARK).read_text(encoding="utf-8").split("\n"))
    except (OSError, UnicodeDecodeError):
        return found
    return {name for name in found if name not in own or not (place / name).is_file()}


def _put(files: Mapping[str, str], place: Path) -> None:
    """Make the folder beside its place, and let it take that place; what else stood there comes along."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name}-") as work:
        made, before = Path(work) / "boek", Path(work) / "vorig"
        made.mkdir()
        for name, text in files.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        if not place.exists():
            made.rename(place)
            return
        others = _others(place)
        place.rename(before)
        try:
            made.rename(place)
        except OSError:
            before.rename(place)
            raise
        for name in others - set(files):
            (before / name).rename(place / name)

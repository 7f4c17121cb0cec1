"""A traject in a file: a line for the head and a line for each event, and lines are only ever added.

A line is written whole and brought to disk before :meth:`Traject.save` returns. When the process is killed in between,
the file ends in a torn line: it is recognised, told, and set aside by :meth:`Traject.repair`, with nothing lost.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

from ggzroute.exceptions import TrajectError
from ggzroute.rules.pack import RulePack
from ggzroute.traject.bestand import REST, file_problem, read_lines, split_rows, torn_end, torn_problem
from ggzroute.traject.slot import locked
from ggzroute.traject.traject import Traject
from ggzroute.traject.vorm import EVENTS, canonical

MAX_FILE: Final = 64_000_000

T = TypeVar("T", bound=Traject)


def load(cls: type[T], path: Path, pack: RulePack, vandaag: dt.date | None, stempel: str | None) -> T:
    """A traject from a file; see :meth:`Traject.load`."""
    document, problems, unreadable = read_lines(_bytes(path), str(path))
    traject = cls.from_document(document, pack, vandaag=vandaag, problems=tuple(problems), unreadable=unreadable)
    if stempel is not None and not traject.holds(stempel):
        wat = "hier ontbreekt een gebeurtenis die er eerder wel was, of er is iets veranderd"
        raise TrajectError([file_problem("GGZ528", wat, str(path), herstel="Zet een kopie terug")])
    return traject


def save(traject: Traject, path: Path) -> None:
    """Bring to a file what it does not have yet; see :meth:`Traject.save`."""
    name, lines = str(path), _lines(traject)
    if sum(map(len, lines)) > MAX_FILE:
        raise TrajectError([file_problem("GGZ002", f"dit traject is groter dan {MAX_FILE // 1_000_000} MB", name)])
    try:
        with _opened(path) as descriptor, locked(descriptor):
            raw = _all(descriptor)
            have = _whole_lines(raw, lines, name)
            if raw and not raw.endswith(b"\n"):
                _append(descriptor, b"\n")
            for line in lines[have:]:
                _append(descriptor, line)
            if have == 0:
                _sync_folder(path.parent)
    except OSError as error:
        raise _unwritable(name) from error


def repair(path: Path) -> int:
    """Set a torn last line aside; see :meth:`Traject.repair`."""
    try:
        with path.open("r+b") as stream, locked(stream.fileno()):
            raw = stream.read()
            torn = torn_end(raw)
            if torn:
                _set_aside(path, torn)
                os.ftruncate(stream.fileno(), len(raw) - len(torn))
                os.fsync(stream.fileno())
            return len(torn)
    except FileNotFoundError:
        raise _missing(str(path)) from None
    except OSError as error:
        raise _unwritable(str(path)) from error


def _set_aside(path: Path, torn: bytes) -> None:
    with path.with_name(path.name + REST).open("ab") as rest:
        rest.write(torn + b"\n")
        rest.flush()
        os.fsync(rest.fileno())
    _sync_folder(path.parent)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise _missing(str(file)) from None
    except OSError:
        raise TrajectError([file_problem("GGZ001", "het bestand is niet te lezen", str(file))]) from None
    if len(raw) > MAX_FILE:
        wat = f"het bestand is groter dan {MAX_FILE // 1_000_000} MB"
        raise TrajectError([file_problem("GGZ002", wat, str(file))])
    return raw


def _lines(traject: Traject) -> list[bytes]:
    data = traject.to_dict()
    rows = [{key: value for key, value in data.items() if key != EVENTS}, *data[EVENTS]]
    return [canonical(row).encode("ascii") + b"\n" for row in rows]


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[int]:
    """The file, made when it is not there, readable by its owner alone; every write goes to its end."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _all(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, MAX_FILE):
        parts.append(part)
    return b"".join(parts)


def _whole_lines(raw: bytes, lines: list[bytes], name: str) -> int:
    """How many of these lines the file has; it must have nothing else."""
    if torn := torn_end(raw):
        raise TrajectError([torn_problem(raw, torn, name)])
    there = split_rows(raw)
    again = "Lees het bestand opnieuw"
    for n, ((number, row), line) in enumerate(zip(there, lines, strict=False)):
        if row is None or canonical(row).encode("ascii") + b"\n" != line:
            wat = "hier staat een andere gebeurtenis" if n else "dit bestand hoort niet bij dit traject"
            raise TrajectError([file_problem("GGZ523", wat, name, number, herstel=again)])
    if len(there) > len(lines):
        wat = "in het bestand staat meer dan dit traject weet; iemand anders heeft iets toegevoegd"
        raise TrajectError([file_problem("GGZ523", wat, name, there[len(lines)][0], herstel=again)])
    return len(there)


def _append(descriptor: int, line: bytes) -> None:
    """One whole line in one write, on disk; a line that does not fit is taken back."""
    end = os.fstat(descriptor).st_size
    try:
        _write(descriptor, line)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, end)
        raise


def _write(descriptor: int, line: bytes) -> None:
    if os.write(descriptor, line) < len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    """Bring the name of a new file to disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _missing(name: str) -> TrajectError:
    return TrajectError([file_problem("GGZ001", "het bestand bestaat niet", name)])


def _unwritable(name: str) -> TrajectError:
    return TrajectError([file_problem("GGZ001", "het bestand is niet te schrijven", name)])

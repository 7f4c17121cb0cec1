"""Files that are compressed by their name: plain, ``.gz`` and ``.zst``; and files that are whole or not there."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, Protocol

COMPRESSIONS: Final = (".gz", ".zst")

_GZIP_LEVEL: Final = 6


class Readable(Protocol):
    """Bytes that can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class Writable(Protocol):
    """A place to write bytes to."""

    def write(self, data: bytes, /) -> object:
        """Write these bytes."""
        ...


def compression(path: Path) -> str:
    """``.gz``, ``.zst`` or ``""``."""
    return path.suffix if path.suffix in COMPRESSIONS else ""


@contextmanager
def reading(path: Path) -> Iterator[tuple[Readable, IO[bytes]]]:
    """The content of a file, and the file itself, which tells how far it was read.

    Raises:
        OSError: the file cannot be read, or (while reading) its compression is broken.
        ExtraMissingError: the package for its compression is not installed.
    """
    with path.open("rb") as raw:
        match compression(path):
            case ".gz":
                yield gzip.GzipFile(fileobj=raw, mode="rb"), raw
            case ".zst":
                from ggzroute.batch.arrow import decompressing  # noqa: PLC0415 - an extra

                yield decompressing(raw), raw
            case _:
                yield raw, raw


@contextmanager
def writing(path: Path, suffix: str) -> Iterator[Writable]:
    """A file that compresses what is written to it, as ``suffix`` says; the same content gives the same bytes.

    Raises:
        OSError: the file cannot be written.
        ExtraMissingError: the package for its compression is not installed.
    """
    with path.open("wb") as raw:
        match suffix:
            case ".gz":
                with gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0) as stream:
                    yield stream
            case ".zst":
                from ggzroute.batch.arrow import compressing  # noqa: PLC0415 - an extra

                with compressing(raw) as stream:
                    yield stream
            case _:
                yield raw


def compressed(data: bytes, suffix: str) -> bytes:
    """The data as one whole piece of a compressed file; such pieces may stand one behind the other."""
    match suffix:
        case ".gz":
            return gzip.compress(data, compresslevel=_GZIP_LEVEL, mtime=0)
        case ".zst":
            from ggzroute.batch.arrow import compress_zst  # noqa: PLC0415 - an extra

            return compress_zst(data)
        case _:
            return data


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place to write a file that takes the name ``path`` when it is complete, and not before.

    Stopped half-way, by whatever cause, the file of that name is what it was.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        yield unfinished
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)

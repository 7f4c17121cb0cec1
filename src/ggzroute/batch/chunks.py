"""Cuts the input into chunks that depend on its bytes alone, so that they are the same in every run.

A chunk of NDJSON is a piece of text of about one size that ends with a line; a chunk of Parquet is a number of rows.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import IO, Final

import attrs

from ggzroute.batch.streams import Readable, reading
from ggzroute.documents import MAX_BYTES
from ggzroute.exceptions import BatchInputError

CHUNK_BYTES: Final = 2_000_000
"""Size of a chunk of NDJSON: about a thousand casussen, a second or so of work."""

CHUNK_ROWS: Final = 1000
"""Size of a chunk of Parquet."""

_NEWLINE: Final = b"\n"


@attrs.frozen(kw_only=True, repr=False)
class Chunk:
    """A piece of the input.

    Attributes:
        number: place among the chunks, from 0.
        start: number of its first line or row, from 1.
        data: lines of NDJSON, or rows as an Arrow stream.
        arrow: whether ``data`` is an Arrow stream.
        position: how far the input was read after this chunk, in the unit of ``Source.size``.
    """

    number: int
    start: int
    data: bytes
    arrow: bool = False
    position: int = 0

    def __repr__(self) -> str:
        return f"Chunk({self.number}, {len(self.data)} bytes)"

    @property
    def mark(self) -> str:
        """A short hash of the content, by which a change of the input shows."""
        return blake2b(self.data, digest_size=8).hexdigest()


def cut(path: Path, *, size: int = CHUNK_BYTES, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
    """The chunks of a file, one at a time.

    Raises:
        BatchInputError: the file cannot be read to its end.
        ExtraMissingError: a package that the format needs is not installed.
    """
    with readable(path):
        if path.suffix == ".parquet":
            yield from _rows(path, rows)
            return
        with reading(path) as (stream, raw):
            yield from _lines(stream, raw, size)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say of an input that cannot be read what is the matter with it.

    Raises:
        BatchInputError: instead of any error in reading it.
    """
    try:
        yield
    except FileNotFoundError:
        raise BatchInputError(path=str(path), reason="missing") from None
    except (EOFError, zlib.error):
        raise BatchInputError(path=str(path), reason="damaged") from None
    except OSError as error:
        reason = "unreadable" if error.errno else "damaged"  # a broken compression has no number of the system
        raise BatchInputError(path=str(path), reason=reason) from None


def _rows(path: Path, rows: int) -> Iterator[Chunk]:
    from ggzroute.batch.arrow import parquet_chunks  # noqa: PLC0415 - an extra

    start = 1
    for number, (count, position, data) in enumerate(parquet_chunks(path, rows)):
        yield Chunk(number=number, start=start, data=data, arrow=True, position=position)
        start += count


def _lines(stream: Readable, raw: IO[bytes], size: int) -> Iterator[Chunk]:
    number, start, held = 0, 1, b""
    for block in _blocks(stream, size):
        end = block.rfind(_NEWLINE) + 1
        if not end:
            if len(held) <= MAX_BYTES:  # else the line is too long already, and its rest is not kept
                held += block
            continue
        data, held = held + block[:end], block[end:]
        yield Chunk(number=number, start=start, data=data, position=raw.tell())
        number, start = number + 1, start + data.count(_NEWLINE)
    if held:
        yield Chunk(number=number, start=start, data=held, position=raw.tell())


def _blocks(stream: Readable, size: int) -> Iterator[bytes]:
    """Blocks of exactly this size, but for the last, whatever the stream gives at a time."""
    block = b""
    while part := stream.read(size - len(block)):
        block += part
        if len(block) == size:
            yield block
            block = b""
    if block:
        yield block

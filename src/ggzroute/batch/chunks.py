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


@attrs.frozen
class Slice:
    """Bytes of a file that stay where they are until somebody works on them."""

    path: Path
    begin: int
    end: int

    def __len__(self) -> int:
        return self.end - self.begin

    def read(self) -> bytes:
        """The bytes.

        Raises:
            BatchInputError: the file cannot be read, or not that far any more.
        """
        with readable(self.path), self.path.open("rb") as stream:
            stream.seek(self.begin)
            data = stream.read(len(self))
            if len(data) < len(self):
                raise EOFError
            return data


@attrs.frozen(kw_only=True, repr=False)
class Chunk:
    """A piece of the input.

    Attributes:
        number: place among the chunks, from 0.
        start: number of its first line or row, from 1.
        held: the content, or where it stands.
        arrow: whether the content is an Arrow stream.
        position: how far the input was read after this chunk, in the unit of ``Source.size``.
    """

    number: int
    start: int
    held: bytes | Slice
    arrow: bool = False
    position: int = 0

    def __repr__(self) -> str:
        return f"Chunk({self.number}, {len(self.held)} bytes)"

    @property
    def data(self) -> bytes:
        """Lines of NDJSON, or rows as an Arrow stream; read again each time when the chunk only says where.

        Raises:
            BatchInputError: they are no longer there.
        """
        return self.held.read() if isinstance(self.held, Slice) else self.held

    @property
    def mark(self) -> str:
        """A short hash of the content, by which a change of the input shows."""
        return blake2b(self.data, digest_size=8).hexdigest()


def cut(path: Path, *, size: int = CHUNK_BYTES, rows: int = CHUNK_ROWS, near: bool = False) -> Iterator[Chunk]:
    """The chunks of a file, one at a time.

    Args:
        path: the file.
        size: bytes of a chunk of lines.
        rows: rows of a chunk of Parquet.
        near: whether whoever works on a chunk can open the same file; then plain lines stay in it until then.

    Raises:
        BatchInputError: the file cannot be read to its end.
        ExtraMissingError: a package that the format needs is not installed.
    """
    with readable(path):
        if path.suffix == ".parquet":
            yield from _rows(path, rows)
            return
        with reading(path) as (stream, raw):
            yield from _lines(stream, raw, size, path if near and stream is raw else None)


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
        yield Chunk(number=number, start=start, held=data, arrow=True, position=position)
        start += count


def _lines(stream: Readable, raw: IO[bytes], size: int, place: Path | None) -> Iterator[Chunk]:
    number, start, begin, held = 0, 1, 0, b""
    for block in _blocks(stream, size):
        end = block.rfind(_NEWLINE) + 1
        if not end:
            if len(held) <= MAX_BYTES:  # else the line is too long already, and its rest is not kept
                held += block
            continue
        until = raw.tell() - len(block) + end
        kept = len(held) + end == until - begin
        content = Slice(place, begin, until) if place and kept else held + block[:end]
        yield Chunk(number=number, start=start, held=content, position=raw.tell())
        number, start, begin, held = number + 1, start + block.count(_NEWLINE), until, block[end:]
    if held:
        yield Chunk(number=number, start=start, held=held, position=raw.tell())


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

"""The door to pyarrow: schema, tables, Parquet, and the codec for ``.zst``.

pyarrow is the extra ``batch``; nothing here is loaded before it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, Final

from ggzroute.batch.flat import COLUMNS, REFUSED, Row, Soort
from ggzroute.batch.streams import Readable
from ggzroute.exceptions import BatchInputError, ExtraMissingError

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise ExtraMissingError(what="pyarrow", extra="batch") from error

CASUS: Final = "casus"
REGEL: Final = "regel"
PARTS_IN_GROUP: Final = 16
"""Parts of a result that make one row group of Parquet."""

_KEYS: Final = frozenset({"id", "peildatum", "feiten", "betrokkenen", "relaties", "synthetisch"})


@cache
def schema(*, refused: bool = False) -> pa.Schema:
    """The schema of a result; with ``refused`` also of records that were refused.

    Args:
        refused: whether refused records stay in the table, with their problems.
    """
    kinds = {
        Soort.GETAL: pa.int64(),
        Soort.TEKST: pa.string(),
        Soort.JA_NEE: pa.bool_(),
        Soort.DATUM: pa.date32(),
        Soort.LIJST: pa.list_(pa.string()),
    }
    columns = {**COLUMNS, **(REFUSED if refused else {})}
    return pa.schema([pa.field(name, kinds[soort]) for name, soort in columns.items()])


def table(rows: Sequence[Row], *, refused: bool = False) -> pa.Table:
    """Rows as a table."""
    form = schema(refused=refused)
    return pa.Table.from_arrays([pa.array([row[f.name] for row in rows], f.type) for f in form], schema=form)


def write_part(rows: Sequence[Row], path: Path) -> None:
    """Write rows as one part of a result, to be joined later."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, schema(), options=_lz4()) as writer:
        writer.write_table(table(rows))


def _lz4() -> pa.ipc.IpcWriteOptions:
    return pa.ipc.IpcWriteOptions(compression="lz4")


def join_parts(parts: Sequence[Path], path: Path) -> None:
    """Join the parts of a result to one Parquet file, a fixed number of parts to a row group."""
    with pq.ParquetWriter(path, schema(), compression="zstd") as writer:
        for n in range(0, len(parts), PARTS_IN_GROUP):
            group = pa.concat_tables([_read_part(part) for part in parts[n : n + PARTS_IN_GROUP]])
            if group.num_rows:
                writer.write_table(group, row_group_size=group.num_rows)


def _read_part(path: Path) -> pa.Table:
    with pa.OSFile(str(path)) as source, pa.ipc.open_stream(source) as reader:
        return reader.read_all()


def parquet_chunks(path: Path, rows: int) -> Iterator[tuple[int, int, bytes]]:
    """The rows of a Parquet file in pieces: how many, how many so far, and the piece as an Arrow stream.

    Raises:
        BatchInputError: this is no Parquet file, or it has no casussen.
        OSError: the file cannot be read.
    """
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            columns = casus_columns(file.schema_arrow.names, str(path))
            done = 0
            for batch in file.iter_batches(rows, columns=columns, use_threads=False):
                done += batch.num_rows
                yield batch.num_rows, done, _as_stream(batch)
    except pa.ArrowInvalid:
        raise BatchInputError(path=str(path), reason="no_parquet") from None


def parquet_rows(path: Path) -> int:
    """How many rows a Parquet file has.

    Raises:
        BatchInputError: this is no Parquet file.
        OSError: the file cannot be read.
    """
    try:
        return int(pq.read_metadata(path).num_rows)
    except pa.ArrowInvalid:
        raise BatchInputError(path=str(path), reason="no_parquet") from None


def casus_columns(names: Sequence[str], path: str = "") -> list[str]:
    """The columns that hold the casussen: ``casus``, or those of a casus itself.

    Raises:
        BatchInputError: there are none.
    """
    if CASUS in names:
        return [CASUS]
    if "id" in names:
        return [name for name in names if name in _KEYS]
    raise BatchInputError(path=path, reason="no_column")


def _as_stream(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def records_of_stream(data: bytes) -> Iterator[Any]:
    """The records of a piece that :func:`parquet_chunks` gave."""
    with pa.ipc.open_stream(data) as reader:
        for batch in reader:
            yield from records(batch)


def records(batch: pa.RecordBatch) -> Iterator[Any]:
    """The casussen of a record batch, as JSON text or plain data. A null in a struct is the same as an absent key."""
    columns = casus_columns(batch.schema.names)
    if columns == [CASUS]:
        column = batch.column(batch.schema.get_field_index(CASUS))
        for value in column.to_pylist(maps_as_pydicts="strict"):
            blank = isinstance(value, str) and not value.strip()
            yield None if blank else _present(value)
        return
    yield from (_present(row) for row in batch.select(columns).to_pylist(maps_as_pydicts="strict"))


def _present(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _present(part) for key, part in value.items() if part is not None}
    return [_present(part) for part in value] if isinstance(value, list) else value


def compress_zst(data: bytes) -> bytes:
    """The data as one frame of zstd."""
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


def decompressing(raw: IO[bytes]) -> Readable:
    """The content of a ``.zst`` file, of one frame or more."""
    stream: Readable = pa.CompressedInputStream(raw, "zstd")
    return stream


def compressing(raw: IO[bytes]) -> IO[bytes]:
    """A stream that writes what it is given to ``raw``, compressed with zstd."""
    stream: IO[bytes] = pa.CompressedOutputStream(raw, "zstd")
    return stream


def as_table(frame: Any) -> pa.Table:
    """A frame of pyarrow, pandas, polars or anything that speaks the Arrow stream protocol, as a table."""
    return frame if isinstance(frame, pa.Table) else pa.table(frame)


def batches_of(table_: pa.Table) -> Sequence[pa.RecordBatch]:
    """The record batches of a table, none of them large."""
    found: Sequence[pa.RecordBatch] = table_.to_batches(max_chunksize=1000)
    return found


def of_batches(batches: Iterable[pa.RecordBatch], *, refused: bool = False) -> pa.Table:
    """Record batches of results as one table."""
    return pa.Table.from_batches(list(batches), schema(refused=refused))


def like(frame: Any, found: pa.Table) -> Any:
    """A table as a frame of the kind of ``frame``, without loading what the caller has not loaded."""
    kind = type(frame)
    library = kind.__module__.partition(".")[0]
    if library == "pandas":
        return found.to_pandas()
    return found if isinstance(frame, pa.Table) else kind(found)


def numbers(batch: pa.RecordBatch) -> Iterator[int | None]:
    """The column ``regel`` of a record batch, or nothing for each row."""
    place = batch.schema.get_field_index(REGEL)
    return iter(batch.column(place).to_pylist() if place >= 0 else [None] * batch.num_rows)

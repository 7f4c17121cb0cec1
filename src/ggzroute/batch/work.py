"""The work on one chunk: read, evaluate, flatten, and write one part. Every worker of every kind runs this."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import attrs

from ggzroute.batch.chunks import Chunk
from ggzroute.batch.flat import Flattener, Row, refusal
from ggzroute.batch.items import Options, Record, evaluate_records
from ggzroute.batch.manifest import Part, pack_mark
from ggzroute.batch.streams import compressed, whole
from ggzroute.exceptions import BatchStoppedError
from ggzroute.registry import load_pack
from ggzroute.rules.pack import RulePack

PARQUET: Final = ".parquet"


@attrs.frozen(kw_only=True)
class Job:
    """What a worker must know, in a form that travels to another process or machine.

    Attributes:
        pack: name or path of the pack.
        pack_mark: hash of the pack and all it builds on; a worker that finds another does not begin.
        options: how casussen are evaluated.
        folder: where parts are written.
        form: ``.parquet``, or the compression of NDJSON (``""``, ``.gz``, ``.zst``).
    """

    pack: str
    pack_mark: str
    options: Options
    folder: Path
    form: str


def work(job: Job, chunk: Chunk) -> Part:
    """Work on one chunk, and write its part: first what was refused, then the rows, each whole or not at all.

    Raises:
        BatchStoppedError: the pack is not the one the batch was begun with.
    """
    pack = pack_of(job.pack, job.pack_mark)
    chunk = attrs.evolve(chunk, held=chunk.data)
    rows, refused = split(records_of(chunk), chunk.start, pack, job.options)
    part = Part(number=chunk.number, mark=chunk.mark, casussen=len(rows), refused=len(refused))
    if refused:
        with whole(job.folder / part.refused_name) as unfinished:
            unfinished.write_bytes(ndjson(refused))
    with whole(job.folder / part.name) as unfinished:
        if job.form == PARQUET:
            from ggzroute.batch.arrow import write_part  # noqa: PLC0415 - an extra

            write_part(rows, unfinished)
        else:
            unfinished.write_bytes(compressed(ndjson(rows), job.form) if rows else b"")
    return part


def split(
    records: Iterator[Record] | Sequence[Record], start: int, pack: RulePack, options: Options
) -> tuple[list[Row], list[Row]]:
    """The rows of a partition, and what was refused in it."""
    flattener = Flattener(pack, options)
    rows: list[Row] = []
    refused: list[Row] = []
    for item in flattener.items(evaluate_records(records, pack, options, start=start)):
        if isinstance(item, dict):
            rows.append(item)
        else:
            refused.append(refusal(item))
    return rows, refused


def records_of(chunk: Chunk) -> Iterator[Any]:
    """The records of a chunk."""
    if chunk.arrow:
        from ggzroute.batch.arrow import records_of_stream  # noqa: PLC0415 - an extra

        return records_of_stream(chunk.data)
    data = chunk.data.removeprefix(b"\xef\xbb\xbf") if chunk.start == 1 else chunk.data
    return iter(data.split(b"\n"))


def ndjson(rows: Sequence[Row]) -> bytes:
    """Rows as NDJSON: one line each, keys in the order of the columns."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_iso) + "\n" for row in rows)
    return "".join(lines).encode()


def _iso(day: dt.date) -> str:
    return day.isoformat()


@lru_cache(maxsize=4)
def pack_of(name: str, mark: str) -> RulePack:
    """The pack of that name, loaded once in each process.

    Raises:
        BatchStoppedError: its content is not what was meant.
    """
    pack = load_pack(name)
    if pack_mark(pack) != mark:
        raise BatchStoppedError(reason="pack")
    return pack

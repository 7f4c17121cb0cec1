"""Runs a batch: from a file with casussen to a file with results, whatever happens in between."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from pathlib import Path
from typing import Final

import attrs

from ggzroute.batch.chunks import CHUNK_BYTES, CHUNK_ROWS, Chunk, cut, readable
from ggzroute.batch.items import Options, check_options
from ggzroute.batch.manifest import Part, State, Summary, identity, pack_mark
from ggzroute.batch.pool import processes, submit
from ggzroute.batch.streams import compressed, compression, whole
from ggzroute.batch.work import PARQUET, Job, work
from ggzroute.exceptions import BatchChangedError, BatchInputError
from ggzroute.registry import is_pack, load_pack

_AHEAD: Final = 2
"""Chunks that wait for each worker, so that none stands idle; more would only cost memory."""


@attrs.frozen(kw_only=True)
class Progress:
    """How far a batch is.

    Attributes:
        casussen: casussen that were evaluated, in this run and before.
        refused: records that were refused.
        position: how much of the input is done, out of ``size``.
        size: the size of the input: bytes of the file, or rows of Parquet.
        before: whether this was done in an earlier run.
    """

    casussen: int
    refused: int
    position: int
    size: int
    before: bool


@attrs.frozen(kw_only=True)
class Layout:
    """How the input is cut. Another cut gives the same rows, but Parquet with other row groups.

    Attributes:
        bytes: size of a chunk of NDJSON.
        rows: size of a chunk of Parquet.
    """

    bytes: int = CHUNK_BYTES
    rows: int = CHUNK_ROWS


def run_batch(
    source: str | Path,
    target: str | Path,
    *,
    pack: str | Path,
    options: Options | None = None,
    workers: int = 1,
    dask: str | None = None,
    rejects: str | Path | None = None,
    restart: bool = False,
    layout: Layout | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Evaluate the casussen of a file, and write the results to a file.

    Stopped half-way, the same call goes on where it was: nothing is lost and nothing is done twice. The bytes of the
    result do not depend on the number of workers, on what they run on, or on how often the run was stopped.

    Args:
        source: NDJSON (``.ndjson``, ``.jsonl``, ``.json``, each also with ``.gz`` or ``.zst``) or ``.parquet``.
        target: the result, NDJSON or Parquet by its name.
        pack: name, folder or zip of a rule pack; each worker loads it.
        options: how casussen are evaluated.
        workers: processes to work with, at most; with one it happens in this process.
        dask: ``None`` to do without Dask, ``""`` for Dask on this machine, or the address of a scheduler.
        rejects: where refused records are told of; by default beside the target.
        restart: forget what was begun, and a result that is there, and begin again.
        layout: how the input is cut.
        on_progress: called after each part.

    Returns:
        How many casussen were evaluated, and how many records were refused.

    Raises:
        BatchInputError: the input is not there, is damaged, holds no casussen, or is also a result.
        BatchChangedError: input, pack, options or library are not what they were when this result was begun.
        BatchExistsError: the target exists, and nothing is known of how it was made.
        BatchStoppedError: a worker died, or Dask cannot be reached; the same call goes on.
        ExtraMissingError: a package that the form or Dask needs is not installed.
        GgzrouteError: the pack, engine or workflow cannot be used.
    """
    source, target = Path(source), Path(target)
    options, layout = options or Options(), layout or Layout()
    refused = Path(rejects) if rejects else refused_path(target)
    _apart(source, target, refused)
    name = str(Path(pack).resolve()) if is_pack(Path(pack)) else str(pack)
    loaded = load_pack(name)
    check_options(loaded, options)
    form = _form(target)
    with readable(source):
        size = _size(source)
        known = identity(source, loaded, options, {"vorm": form, **attrs.asdict(layout)})
    state = State(target=target, identity=known)
    if (done := state.open(restart=restart)) is not None:
        return done
    job = Job(pack=name, pack_mark=pack_mark(loaded), options=options, folder=state.folder.resolve(), form=form)
    count = _Count(size, on_progress)
    chunks = _todo(cut(source, size=layout.bytes, rows=layout.rows, near=dask is None), state, count)
    for part, position in _worked(job, chunks, min(workers, _useful(source, size, layout)), dask):
        count.add(part, position)
    summary = count.summary()
    _join(state, count.in_order(), refused, form)
    state.close(summary)
    return summary


def _apart(source: Path, target: Path, refused: Path) -> None:
    """Hold the three files apart: a result that is the input would be the end of the input."""
    places = [path.resolve() for path in (source, target, refused)]
    if len(set(places)) < len(places):
        raise BatchInputError(path=str(source), reason="same")


def refused_path(target: Path) -> Path:
    """Where refused records are told of, beside a result."""
    return target.with_name(target.name + ".afgekeurd.ndjson")


class _Count:
    """The parts so far, and who wants to know."""

    def __init__(self, size: int, on_progress: Callable[[Progress], None] | None) -> None:
        self.size = size
        self.on_progress = on_progress
        self.parts: dict[int, Part] = {}
        self.position = 0

    def add(self, part: Part, position: int, *, before: bool = False) -> None:
        self.parts[part.number] = part
        self.position = max(self.position, position)
        if self.on_progress is not None:
            done = self.summary()
            self.on_progress(
                Progress(
                    casussen=done.casussen, refused=done.refused, position=self.position, size=self.size, before=before
                )
            )

    def summary(self) -> Summary:
        parts = self.parts.values()
        return Summary(
            casussen=sum(p.casussen for p in parts), refused=sum(p.refused for p in parts), parts=len(self.parts)
        )

    def in_order(self) -> list[Part]:
        return [self.parts[number] for number in sorted(self.parts)]


def _todo(chunks: Iterable[Chunk], state: State, count: _Count) -> Iterator[Chunk]:
    """The chunks of which no part is finished; the others are held against their parts."""
    finished = state.finished()
    for chunk in chunks:
        part = finished.pop(chunk.number, None)
        if part is None:
            yield chunk
        else:
            state.check(part, chunk)
            count.add(part, chunk.position, before=True)
    if finished:
        raise BatchChangedError(path=str(state.target), changed=("input",))


def _worked(job: Job, chunks: Iterator[Chunk], workers: int, dask: str | None) -> Iterator[tuple[Part, int]]:
    """The parts as they are finished, with the position of their chunk."""
    if dask is not None:
        from ggzroute.batch.cluster import dask as dask_executor  # noqa: PLC0415 - an extra

        with dask_executor(dask, workers) as (executor, threads):
            yield from _spread(executor, job, chunks, threads)
    elif workers <= 1:
        yield from ((work(job, chunk), chunk.position) for chunk in chunks)
    else:
        with processes(workers) as executor:
            yield from _spread(executor, job, chunks, workers)


def _spread(executor: Executor, job: Job, chunks: Iterator[Chunk], workers: int) -> Iterator[tuple[Part, int]]:
    """One map over the chunks, with so few under way that memory stays the same however long the input is."""
    pending: dict[Future[Part], int] = {}
    for chunk in chunks:
        pending[submit(executor, work, job, chunk)] = chunk.position
        while len(pending) >= workers * _AHEAD:
            yield from _finished(pending)
    while pending:
        yield from _finished(pending)


def _finished(pending: dict[Future[Part], int]) -> Iterator[tuple[Part, int]]:
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        yield future.result(), pending.pop(future)


def _join(state: State, parts: Sequence[Part], rejects: Path, form: str) -> None:
    """Put the parts behind one another, in the order of the input."""
    with whole(rejects) as unfinished:
        _concatenate([state.folder / part.refused_name for part in parts if part.refused], unfinished)
    rows = [state.folder / part.name for part in parts]
    with whole(state.target) as unfinished:
        if form == PARQUET:
            from ggzroute.batch.arrow import join_parts  # noqa: PLC0415 - an extra

            join_parts(rows, unfinished)
        else:
            _concatenate(rows, unfinished)
            if not unfinished.stat().st_size:
                unfinished.write_bytes(compressed(b"", form))


def _concatenate(parts: Iterable[Path], target: Path) -> None:
    with target.open("wb") as sink:
        for part in parts:
            with part.open("rb") as stream:
                shutil.copyfileobj(stream, sink, 1 << 20)


def _form(target: Path) -> str:
    if target.suffix != PARQUET:
        compressed(b"", compression(target))
        return compression(target)
    from ggzroute.batch import arrow  # noqa: PLC0415 - an extra, asked for before the work begins

    return PARQUET if arrow else ""


def _useful(source: Path, size: int, layout: Layout) -> int:
    """More workers than chunks are no use; how many chunks a compressed file has is not known."""
    if compression(source):
        return sys.maxsize
    return -(-size // (layout.rows if source.suffix == PARQUET else layout.bytes))


def _size(source: Path) -> int:
    if source.suffix != PARQUET:
        return source.stat().st_size
    from ggzroute.batch.arrow import parquet_rows  # noqa: PLC0415 - an extra

    return parquet_rows(source)

"""Holds the casussen of a file against two packs, on all cores: chunks go to processes that hold both packs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import cache
from pathlib import Path
from typing import Final

import attrs

from ggzroute.batch.chunks import Chunk, cut, readable
from ggzroute.batch.pool import processes, submit
from ggzroute.batch.work import records_of
from ggzroute.compare.casussen import compare_casus
from ggzroute.compare.gevolgen import CasusVerschil, Gevolgen, NietVergeleken
from ggzroute.compare.screen import Manier, Screen
from ggzroute.documents import MAX_BYTES, read_json
from ggzroute.domain.casus import Casus
from ggzroute.evaluation import fitting
from ggzroute.exceptions import CasusError, DocumentError, GgzrouteError, MissingPeildatumError
from ggzroute.problems import Problem
from ggzroute.rules.pack import RulePack

CHUNK_BYTES: Final = 400_000
"""Small chunks, so that the bar moves and no core waits for the last one."""
MOST_PROBLEMS: Final = 20
_AHEAD: Final = 3
_BESTAND: Final = "bestand"


@attrs.frozen(kw_only=True)
class Voortgang:
    """How far it is: bytes of the file that were done, out of ``size``, and casussen that were looked at."""

    position: int
    size: int
    casussen: int


def compare_file(
    path: Path,
    old: RulePack,
    new: RulePack,
    manier: Manier,
    *,
    workers: int = 1,
    on_progress: Callable[[Voortgang], None] | None = None,
) -> Gevolgen:
    """Every casus of a file, held against both packs; in the order of the file, whatever the number of workers.

    Args:
        path: NDJSON (also ``.gz`` or ``.zst``).
        old: the pack as it was.
        new: the pack as it is.
        manier: how casussen are evaluated.
        workers: processes to work with, at most; with one, or a small file, it happens in this process.
        on_progress: called after each part.

    Raises:
        BatchInputError: the file is not there, or is damaged.
        BatchStoppedError: a worker died.
    """
    with readable(path):
        size = path.stat().st_size
    parts: dict[int, Gevolgen] = {}
    done = 0
    for chunk_number, position, part in _parts(path, old, new, manier, min(workers, -(-size // CHUNK_BYTES))):
        parts[chunk_number] = part
        done = max(done, position)
        if on_progress is not None:
            casussen = sum(p.bekeken.get(_BESTAND, 0) + len(p.niet_vergeleken) for p in parts.values())
            on_progress(Voortgang(position=done, size=size, casussen=casussen))
    ordered = [parts[number] for number in sorted(parts)]
    return Gevolgen(
        bekeken={_BESTAND: sum(part.bekeken.get(_BESTAND, 0) for part in ordered)},
        veranderd=tuple(casus for part in ordered for casus in part.veranderd),
        niet_vergeleken=tuple(missed for part in ordered for missed in part.niet_vergeleken),
    )


def _parts(
    path: Path, old: RulePack, new: RulePack, manier: Manier, workers: int
) -> Iterator[tuple[int, int, Gevolgen]]:
    chunks = cut(path, size=CHUNK_BYTES, near=True)
    if workers <= 1:
        screen = Screen(old, new)
        yield from ((chunk.number, chunk.position, compare_chunk(screen, chunk, manier)) for chunk in chunks)
        return
    with processes(workers, _begin, old, new) as executor:
        pending: dict[Future[Gevolgen], Chunk] = {}
        for chunk in chunks:
            pending[submit(executor, _in_worker, chunk, manier)] = chunk
            while len(pending) >= workers * _AHEAD:
                yield from _finished(pending)
        while pending:
            yield from _finished(pending)


def _finished(pending: dict[Future[Gevolgen], Chunk]) -> Iterator[tuple[int, int, Gevolgen]]:
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        chunk = pending.pop(future)
        yield chunk.number, chunk.position, future.result()


@cache
def _screens() -> list[Screen]:
    """What a worker holds: the screen that it began with."""
    return []


def _begin(old: RulePack, new: RulePack) -> None:
    _screens().append(Screen(old, new))


def _in_worker(chunk: Chunk, manier: Manier) -> Gevolgen:
    return compare_chunk(_screens()[-1], chunk, manier)


def compare_chunk(screen: Screen, chunk: Chunk, manier: Manier) -> Gevolgen:
    """The casussen of one chunk, held against both packs; blank lines are passed over."""
    changed: list[CasusVerschil] = []
    missed: list[NietVergeleken] = []
    count = 0
    for regel, record in enumerate(records_of(chunk), chunk.start):
        if isinstance(record, bytes) and not record.strip():
            continue
        found = _line(screen, record, regel, manier)
        if isinstance(found, NietVergeleken):
            missed.append(found)
            continue
        count += 1
        if found.verschillen:
            changed.append(found)
    return Gevolgen(bekeken={_BESTAND: count}, veranderd=tuple(changed), niet_vergeleken=tuple(missed))


def _line(screen: Screen, record: object, regel: int, manier: Manier) -> CasusVerschil | NietVergeleken:
    """One line, held against both packs; what is wrong with it does not stop the others."""
    kant = "beide"
    try:
        data = _data(record)
        kant = "oud"
        was = _casus(data, screen.old)
        kant = "nieuw"
        now = was if screen.same_facts and screen.same_kaart else _casus(data, screen.new)
        kant = "beide"
        differences = compare_casus(screen, was, now, manier)
        return CasusVerschil(casus=was.id, soort=_BESTAND, regel=regel, verschillen=differences)
    except DocumentError as error:
        problems = error.problems[:MOST_PROBLEMS]
    except MissingPeildatumError:
        herstel = "Zet 'peildatum' in de casus, of geef --on JJJJ-MM-DD"
        problems = (Problem(code="GGZ350", wat="er is geen peildatum", herstel=herstel),)
    except GgzrouteError:
        problems = ()
    placed = tuple(attrs.evolve(problem, regel=regel) for problem in problems)
    return NietVergeleken(casus="", soort=_BESTAND, kant=kant, regel=regel, problemen=placed)


def _data(record: object) -> object:
    if not isinstance(record, str | bytes):
        return record
    if len(record) > MAX_BYTES:
        raise CasusError([Problem(code="GGZ002", wat=f"deze regel is langer dan {MAX_BYTES // 1_000_000} MB")])
    return read_json(record).data


def _casus(data: object, pack: RulePack) -> Casus:
    casus = Casus.from_dict(data, vocabulary=pack.vocabulary)  # type: ignore[arg-type]  # what is no block is refused
    return fitting(casus, pack)

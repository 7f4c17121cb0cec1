"""``ggzroute sample``: made-up casussen as NDJSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ggzroute.batch.streams import whole, writing
from ggzroute.cli.batching import unwritable
from ggzroute.cli.screen import error_console, output, thousands
from ggzroute.registry import load_pack
from ggzroute.sampling import sample

_BLOCK: Final = 500


def write_sample(count: int, pack_name: str, seed: int, start: int, out: Path | None) -> int:
    """Write made-up casussen to a file, or to standard output."""
    pack = load_pack(pack_name)
    lines = (
        json.dumps(casus, ensure_ascii=False, separators=(",", ":")) + "\n"
        for casus in sample(count, pack, seed=seed, start=start)
    )
    try:
        with _sink(out) as write, _progress(count, shown=out is not None) as advance:
            while block := list(islice(lines, _BLOCK)):
                write("".join(block).encode())
                advance(len(block))
    except OSError:
        if out is None:
            raise
        error_console().print(unwritable(out), markup=False, soft_wrap=True)
        return 2
    if out is not None:
        output().print(
            f"{thousands(count)} verzonnen casussen geschreven naar {out} "
            f"(pakket {pack.pakket} {pack.versie}, seed {seed}). Ze gaan niet over echte mensen.",
            markup=False,
            soft_wrap=True,
        )
    return 0


@contextmanager
def _sink(out: Path | None) -> Iterator[Callable[[bytes], object]]:
    if out is None:
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    with whole(out) as unfinished, writing(unfinished, out.suffix) as stream:
        yield stream.write


@contextmanager
def _progress(count: int, *, shown: bool) -> Iterator[Callable[[int], None]]:
    columns = (TextColumn("Casussen"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = error_console()
    with Progress(*columns, console=console, disable=not (shown and console.is_terminal), transient=True) as progress:
        task = progress.add_task("", total=count)
        yield lambda done: progress.advance(task, done)

"""``ggzroute batch``: a file with casussen in, a file with results out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs
from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn
from rich.progress import Progress as Bar

from ggzroute import exceptions as known
from ggzroute.batch.items import Options
from ggzroute.batch.manifest import Summary
from ggzroute.batch.running import Progress, refused_path, run_batch
from ggzroute.cli.screen import error_console, output, print_json, thousands
from ggzroute.exceptions import GgzrouteError

INTERRUPTED: Final = 130


def run_file(
    source: Path,
    target: Path,
    pack_name: str,
    options: Options,
    *,
    workers: int,
    dask: str | None,
    rejects: Path | None,
    restart: bool,
    as_json: bool,
) -> int:
    """Run the batch, show how far it is, and say what came of it."""
    console = error_console()
    try:
        with _bar(console) as pace:
            summary = run_batch(
                source,
                target,
                pack=pack_name,
                options=options,
                workers=workers,
                dask=dask,
                rejects=rejects,
                restart=restart,
                on_progress=pace.show,
            )
    except KeyboardInterrupt:
        console.print(
            "Gestopt. Wat klaar is, blijft bewaard. Geef dezelfde opdracht nog eens om verder te gaan.", soft_wrap=True
        )
        return INTERRUPTED
    except OSError:  # of the input it would have been a BatchInputError
        console.print(unwritable(target), markup=False, soft_wrap=True)
        return 2
    where = rejects or refused_path(target)
    if as_json:
        print_json({**attrs.asdict(summary), "result": str(target), "rejects": str(where)})
    else:
        output().print(_told(summary, target, where), markup=False, soft_wrap=True)
    return 0


def unwritable(target: Path) -> str:
    """That a file cannot be written."""
    return f"{target} is niet te schrijven. Bestaat de map, mag u erin schrijven, en is er ruimte?"


def _told(summary: Summary, target: Path, rejects: Path) -> str:
    text = f"{thousands(summary.casussen)} casussen bekeken; het resultaat staat in {target}."
    if summary.refused:
        lines = "1 regel is" if summary.refused == 1 else f"{thousands(summary.refused)} regels zijn"
        text += f" {lines} afgekeurd; waarom staat in {rejects}."
    return text


class Pace:
    """How fast it goes and how long it will take, from what was done in this run alone."""

    def __init__(self, bar: Bar, now: float) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, text="")
        self._began = now
        self._before: Progress | None = None

    def show(self, progress: Progress) -> None:
        """Show how far it is."""
        if progress.before:
            self._before = progress
        text = pace(progress, self._before, time.monotonic() - self._began)
        self._bar.update(self._task, completed=progress.position, total=progress.size, text=text)


def pace(progress: Progress, before: Progress | None, seconds: float) -> str:
    """How many casussen, how many a second, how many refused, and how long it will take."""
    casussen = progress.casussen - (before.casussen if before else 0)
    position = progress.position - (before.position if before else 0)
    parts = [f"{thousands(progress.casussen)} casussen"]
    if casussen > 0 and seconds > 0:
        parts.append(f"{thousands(round(casussen / seconds))} per seconde")
    if progress.refused:
        parts.append(f"{thousands(progress.refused)} afgekeurd")
    if position > 0:
        left = round((progress.size - progress.position) / position * seconds)
        parts.append(f"nog {left // 3600}:{left // 60 % 60:02}:{left % 60:02}")
    return ", ".join(parts)


@contextmanager
def _bar(console: Console) -> Iterator[Pace]:
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[text]}"))
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        yield Pace(bar, time.monotonic())


_INPUT: Final[Mapping[str, str]] = {
    "missing": "bestaat niet",
    "same": "kan niet ook een resultaat zijn. Kies een andere naam voor het resultaat",
    "unreadable": "is niet te lezen",
    "damaged": "is afgebroken of beschadigd. Maak het bestand opnieuw",
    "no_parquet": "is geen Parquet-bestand, of is beschadigd",
    "no_column": "heeft geen kolom 'casus', en ook geen kolom 'id'",
}
_STOPPED: Final[Mapping[str, str]] = {
    "worker": "Een werkproces is gestopt, misschien door te weinig geheugen.",
    "chunk": "Werkprocessen van Dask stoppen steeds bij hetzelfde deel.",
    "scheduler": "Op dit adres antwoordt geen Dask-scheduler.",
    "pack": "Een werkproces vindt een andere inhoud voor het pakket.",
}
_CHANGED: Final[Mapping[str, str]] = {
    "input": "de invoer",
    "pack": "het pakket",
    "options": "een optie",
    "library": "de versie van ggzroute",
}


def complaint(error: GgzrouteError) -> str:
    """An exception of a batch as a Dutch line; empty for any other."""
    match error:
        case known.BatchInputError():
            return f"{error.path} {_INPUT[error.reason]}."
        case known.BatchChangedError():
            what = ", ".join(_CHANGED[name] for name in error.changed)
            return (
                f"Aan {error.path} is al begonnen, en daarna is dit veranderd: {what}. Zet dat terug om verder te "
                "gaan, of geef --opnieuw om opnieuw te beginnen."
            )
        case known.BatchExistsError():
            return f"{error.path} bestaat al. Kies een andere naam, of geef --opnieuw om het te vervangen."
        case known.BatchStoppedError():
            return f"{_STOPPED[error.reason]} Geef dezelfde opdracht nog eens om verder te gaan."
    return ""

"""``ggzroute format``: give YAML files one look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ggzroute.cli.excerpt import with_excerpt
from ggzroute.cli.screen import error_console, output
from ggzroute.documents import MAX_BYTES, read_text
from ggzroute.exceptions import DocumentError
from ggzroute.formatting import format_text
from ggzroute.problems import Problem
from ggzroute.writing import replace_file

SUFFIXES = (".yaml", ".yml")


def format_paths(paths: Iterable[Path], *, only_check: bool) -> int:
    """Format files and every YAML file in folders; with ``only_check`` tell which files would change.

    Returns:
        0, or 1 when a file would change (``only_check``) or has a problem; that file is left as it is.
    """
    console, problems, changed, total = output(), list[Problem](), 0, 0
    for path in _files(paths, problems):
        total += 1
        try:
            old = _read(path)
            new = format_text(old, str(path))
        except DocumentError as error:
            problems += error.problems
            continue
        if new == old:
            continue
        changed += 1
        if not only_check:
            replace_file(path, new)
        done = "Zou veranderen" if only_check else "Opgemaakt"
        console.print(f"{done}: {path}", markup=False, soft_wrap=True)
    for problem in problems:
        error_console().print(with_excerpt(problem), markup=False, soft_wrap=True)
    others = total - changed - len({problem.bestand for problem in problems})
    if others > 0:
        console.print(f"{others} {'bestand heeft' if others == 1 else 'bestanden hebben'} de goede opmaak.")
    return 1 if problems or (changed and only_check) else 0


def _files(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if found.suffix in SUFFIXES and found.is_file())
        elif path.suffix in SUFFIXES or not path.exists():
            yield path
        else:
            wat = "dit is geen YAML-bestand"
            problems.append(Problem(code="GGZ001", wat=wat, bestand=str(path), toegestaan=", ".join(SUFFIXES)))


def _read(path: Path) -> str:
    """The text as it stands, line ends and all, of a file that is valid."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError:
        wat = "het bestand is niet te lezen" if path.exists() else "het bestand bestaat niet"
        raise DocumentError([Problem(code="GGZ001", wat=wat, bestand=str(path))]) from None
    read_text(raw, str(path))
    return raw.decode("utf-8")

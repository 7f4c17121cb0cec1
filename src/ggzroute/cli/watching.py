"""``ggzroute check --volg``: check again whenever a file changes. The only door to watchfiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ggzroute.cli.checking import check_paths
from ggzroute.cli.screen import output
from ggzroute.exceptions import ExtraMissingError
from ggzroute.registry import is_pack
from ggzroute.resources import rules_root
from ggzroute.rules.files import SUFFIXES, TABLE_SUFFIXES

WATCHED: Final = (*SUFFIXES, *TABLE_SUFFIXES)


def follow_paths(paths: Sequence[str], pack_name: str) -> int:
    """Check, and check again after each change, until somebody stops it with Ctrl-C.

    Returns:
        0: whoever stops it has read what was wrong.

    Raises:
        ExtraMissingError: watchfiles is not installed.
    """
    try:
        from watchfiles import watch  # noqa: PLC0415 - an extra
    except ImportError:
        raise ExtraMissingError(what="watchfiles", extra="volgen") from None
    folders = tuple(dict.fromkeys(_folder(name) for name in paths))
    _check(paths, pack_name)
    for _ in watch(*folders, watch_filter=lambda _, name: name.endswith(WATCHED), raise_interrupt=False):
        _check(paths, pack_name)
    return 0


def _check(paths: Sequence[str], pack_name: str) -> None:
    console = output()
    console.clear()
    check_paths(paths, pack_name).print(console)
    console.print("Wacht op een wijziging. Stoppen: Ctrl-C.", markup=False)


def _folder(name: str) -> Path:
    """What to watch for a path: the whole pack that it is, or is part of."""
    path = Path(name)
    if not path.exists():
        shipped = rules_root() / name
        return shipped if shipped.is_dir() else Path.cwd()
    return next(_homes(path), path if path.is_dir() else path.resolve().parent)


def _homes(path: Path) -> Iterator[Path]:
    return (folder for folder in (path.resolve(), *path.resolve().parents) if is_pack(folder) and folder.is_dir())

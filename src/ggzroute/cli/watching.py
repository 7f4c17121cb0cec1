"""``ggzroute check --volg``: check again whenever a file changes. The only door to watchfiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ggzroute.cli.checking import check_paths
from ggzroute.cli.screen import output
from ggzroute.exceptions import ExtraMissingError
from ggzroute.registry import is_pack, pack_places
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
    _check(paths, pack_name)
    watched: dict[Path, None] = {}
    while True:
        watched |= dict.fromkeys(_places(paths, pack_name))
        for _ in watch(*watched, watch_filter=lambda _, name: name.endswith(WATCHED), raise_interrupt=False):
            _check(paths, pack_name)
            if not watched.keys() >= set(_places(paths, pack_name)):
                break  # it uses another pack now
        else:
            return 0


def _check(paths: Sequence[str], pack_name: str) -> None:
    console = output()
    console.clear()
    check_paths(paths, pack_name).print(console)
    console.print("Wacht op een wijziging. Stoppen: Ctrl-C.", markup=False)


def _places(paths: Sequence[str], pack_name: str) -> tuple[Path, ...]:
    """What to watch: each pack that a path is, holds or is part of, and every pack that those use."""
    return tuple(dict.fromkeys(place for name in paths for place in _places_of(name, pack_name)))


def _places_of(name: str, pack_name: str) -> Iterator[Path]:
    path = Path(name)
    if not path.exists():
        yield from pack_places(name) or (Path.cwd(),)
        return
    home = next((folder for folder in (path.resolve(), *path.resolve().parents) if is_pack(folder)), None)
    if home is not None:
        yield from pack_places(home)
        return
    yield path.resolve() if path.is_dir() else path.resolve().parent
    held = [head.parent for head in path.rglob("pack.yaml")] if path.is_dir() else []
    for pack in held or (pack_name,):
        yield from pack_places(pack)

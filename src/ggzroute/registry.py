"""Finds packs and workflows: those that ship, folders and zips anywhere, and what other packages offer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ggzroute.exceptions import DocumentError, PackError, PackNotFoundError, PluginError
from ggzroute.problems import Problem, nearest
from ggzroute.resources import rules_root
from ggzroute.rules.files import PackFiles, read_folder, read_zip
from ggzroute.rules.pack import RulePack
from ggzroute.rules.reading import read_pack
from ggzroute.workflow.port import Workflow

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

PACKS_GROUP: Final = "ggzroute.packs"
WORKFLOWS_GROUP: Final = "ggzroute.workflows"


def entry_points(group: str) -> EntryPoints:
    """What installed packages offer under a group."""
    from importlib import metadata  # noqa: PLC0415 - slow to load, and only needed for names that are not ours

    return metadata.entry_points(group=group)


_lock = threading.RLock()
_by_hash: dict[str, tuple[RulePack, Mapping[str, RulePack]]] = {}


def load_pack(pack: str | Path) -> RulePack:
    """A rule pack, read and checked.

    Args:
        pack: name of a pack that ships or that an installed package offers, or the path of a folder or zip.

    Raises:
        PackNotFoundError: nothing of that name.
        PackError: with every problem of the pack.
    """
    return _load(str(pack), trail=())


def preview_pack(folder: Path, changed: Mapping[str, bytes]) -> RulePack:
    """The pack in a folder as it would be with other content of some files. Nothing is written.

    Args:
        folder: the folder of the pack; it need not exist yet.
        changed: path below the folder to the content it would have.

    Raises:
        PackError: with every problem of the pack as it would be.
    """
    files = read_folder(folder) if folder.is_dir() else PackFiles(root=str(folder), contents={})
    return _of(attrs.evolve(files, contents={**files.contents, **changed}), folder, trail=())


def pack_files(pack: str | Path) -> dict[str, PackFiles]:
    """The files of a pack that can be loaded, and of those it uses: name of the pack to its files, its own first.

    Args:
        pack: as for :func:`load_pack`.
    """
    found: dict[str, PackFiles] = {}

    def add(name: str, beside: Path | None) -> None:
        files, place = _files(name, beside, used=beside is not None)
        head = files.document("pack.yaml").data
        if found.setdefault(head["pakket"], files) is files:
            for other in head.get("gebruikt") or ():
                add(other, place.resolve().parent)

    add(str(pack), None)
    return found


def pack_places(pack: str | Path) -> tuple[Path, ...]:
    """Where a pack stands, and those it uses: its own place first. What cannot be found or read is left out.

    Args:
        pack: as for :func:`load_pack`.
    """
    found: dict[Path, None] = {}

    def add(name: str, beside: Path | None) -> None:
        try:
            place = _place(name, beside, used=beside is not None).resolve()
            if place in found:
                return
            found[place] = None
            head = _read(place).document("pack.yaml").data
        except (DocumentError, PackNotFoundError, PluginError):
            return
        used = head.get("gebruikt") if isinstance(head, dict) else None
        for other in used if isinstance(used, list) else ():
            if isinstance(other, str):
                add(other, place.parent)

    add(str(pack), None)
    return tuple(found)


def pack_names() -> tuple[str, ...]:
    """Names of the packs that can be loaded by name, sorted."""
    shipped = {path.parent.name for path in rules_root().glob("*/pack.yaml")}
    return tuple(sorted(shipped | {point.name for point in entry_points(group=PACKS_GROUP)}))


def is_pack(path: Path) -> bool:
    """Whether a path is the folder or zip of a pack."""
    return (path / "pack.yaml").is_file() or (path.is_file() and path.suffix == ".zip")


def _load(name: str, trail: tuple[str, ...], beside: Path | None = None) -> RulePack:
    files, place = _files(name, beside, used=bool(trail))
    if files.root in trail:
        raise LookupError("gebruikt dit pakket zelf ook", "")
    return _of(files, place, trail)


def _of(files: PackFiles, place: Path, trail: tuple[str, ...]) -> RulePack:
    """The pack of some files; read once for the same content."""
    found: dict[str, RulePack] = {}

    def find(other: str) -> RulePack:
        try:
            found[other] = _load(other, (*trail, files.root), beside=place.resolve().parent)
        except PackNotFoundError:
            raise LookupError("is niet gevonden", nearest(other, pack_names())) from None
        return found[other]

    key = "\0".join((files.root, files.hash(), *files.vreemd))
    with _lock:
        kept = _by_hash.get(key)
    if kept is not None and _current(kept[1], find):
        return kept[0]
    pack = read_pack(files, find)
    with _lock:
        if _by_hash.get(key) is kept:  # else another thread was first
            _by_hash[key] = (pack, found)
        return _by_hash[key][0]


def _current(used: Mapping[str, RulePack], find: Callable[[str], RulePack]) -> bool:
    """Whether the packs that were used are still what their files say."""
    try:
        return all(find(name) is pack for name, pack in used.items())
    except (LookupError, PackError):
        return False


def _files(name: str, beside: Path | None, *, used: bool) -> tuple[PackFiles, Path]:
    """The files of a pack, and where they stand."""
    place = _place(name, beside, used=used)
    return _read(place), place


def _place(name: str, beside: Path | None, *, used: bool) -> Path:
    """Where a pack stands.

    A used pack is sought beside the pack that uses it before among those that ship, so that a copy of a whole folder
    of packs stands on its own; it is not sought in the working directory.
    """
    path = Path(name)
    if not used and is_pack(path):
        return path
    for folder in (beside, rules_root()):
        if folder is not None and _plain(name) and (folder / name / "pack.yaml").is_file():
            return folder / name
    for point in entry_points(group=PACKS_GROUP):
        if point.name == name:
            return _offered(point)
    if not used and path.is_dir():
        raise PackError(
            [Problem(code="GGZ016", wat="hier staat geen regelpakket: het bestand pack.yaml ontbreekt", bestand=name)]
        )
    raise PackNotFoundError(name=name, known=pack_names())


def _read(path: Path) -> PackFiles:
    return read_zip(path) if path.is_file() else read_folder(path)


def _plain(name: str) -> bool:
    return bool(name) and not set(name) & set("/\\") and not name.startswith(".")


def _offered(point: EntryPoint) -> Path:
    """Where a pack stands that another package offers: its entry point gives a path, or a function that gives one."""
    try:
        target = point.load()
        found = Path(target() if callable(target) else target)
    except Exception as error:
        raise PluginError(plugin=point.name, reason=f"cannot be loaded ({type(error).__name__})") from error
    if not is_pack(found):
        raise PluginError(plugin=point.name, reason="does not give the folder or zip of a pack")
    return found


def plugin_workflow(name: str) -> Workflow | None:
    """A workflow that another package offers as a class or object, checked, or ``None``.

    Raises:
        PluginError: it is offered but does not do what :class:`~ggzroute.workflow.port.Workflow` asks.
    """
    for point in entry_points(group=WORKFLOWS_GROUP):
        if point.name == name:
            return _checked(point)
    return None


def plugin_workflow_names() -> tuple[str, ...]:
    """Names of the workflows that other packages offer, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=WORKFLOWS_GROUP)}))


def _checked(point: EntryPoint) -> Workflow:
    try:
        target = point.load()
        workflow = target() if isinstance(target, type) else target
    except Exception as error:
        raise PluginError(plugin=point.name, reason=f"cannot be loaded ({type(error).__name__})") from error
    check_workflow_plugin(point.name, workflow)
    found: Workflow = workflow
    return found


def check_workflow_plugin(name: str, workflow: object) -> None:
    """Hold a workflow to the protocol.

    Raises:
        PluginError: naming what is missing.
    """
    missing = [part for part in ("naam", "versie", "walk") if not hasattr(workflow, part)]
    if missing:
        raise PluginError(plugin=name, reason=f"is no workflow: it has no {', '.join(missing)}")
    if not callable(workflow.walk):  # type: ignore[attr-defined]
        raise PluginError(plugin=name, reason="is no workflow: walk is not a method")

"""A pack as it was in git: its folder, and the packs beside it that it uses, unpacked where nobody else comes."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

import attrs

from ggzroute.documents import read_text
from ggzroute.exceptions import DocumentError, PackError, RevisionError

PREFIX: Final = "git:"


@attrs.frozen(kw_only=True)
class Revisie:
    """A folder at a revision, as people write it: ``git:main:rules/holland-rijnland``.

    Attributes:
        revisie: what git understands: a branch, a tag, a commit, ``HEAD~1``.
        pad: the folder, from where one stands.
    """

    revisie: str
    pad: str

    @classmethod
    def read(cls, text: str) -> Revisie | None:
        """The revision that a text names; ``None`` when it names something else.

        Raises:
            RevisionError: it begins like one, and is not whole.
        """
        if not text.startswith(PREFIX):
            return None
        revision, colon, path = text.removeprefix(PREFIX).partition(":")
        if not revision or not colon or not path or revision.startswith("-"):
            raise RevisionError(name=text, reason="form")
        return cls(revisie=revision, pad=path)

    def __str__(self) -> str:
        return f"{PREFIX}{self.revisie}:{self.pad}"


@contextmanager
def unpacked(revision: Revisie) -> Iterator[Path]:
    """The folder as it was, in a place that is gone afterwards.

    Raises:
        RevisionError: there is no git, no repository, no such revision, or no such folder in it.
        PackError: the pack as it was has problems; they name the file in the revision.
    """
    if shutil.which("git") is None:
        raise RevisionError(name=str(revision), reason="git")
    given = Path(os.path.normpath(Path.cwd() / revision.pad))
    place = next(folder for folder in (given, *given.parents) if folder.is_dir())
    top = _git(place, revision, "repository", "rev-parse", "--show-toplevel").decode().strip()
    commit = (
        _git(place, revision, "revision", "rev-parse", "--verify", "--quiet", f"{revision.revisie}^{{commit}}")
        .decode()
        .strip()
    )
    inside = given.parent.resolve() / given.name
    try:
        path = inside.relative_to(Path(top).resolve()).as_posix()
    except ValueError:
        raise RevisionError(name=str(revision), reason="folder") from None
    with tempfile.TemporaryDirectory(prefix="ggzroute-") as folder:
        root = Path(folder).resolve()
        _export(Path(top), revision, commit, path, root)
        try:
            yield root / path
        except PackError as error:
            near = f"{root.as_posix()}/"
            raise PackError(
                attrs.evolve(p, bestand=f"{PREFIX}{revision.revisie}:{p.bestand.split(near, 1)[1]}")
                if p.bestand and near in p.bestand
                else p
                for p in error.problems
            ) from None


def _export(top: Path, revision: Revisie, commit: str, path: str, root: Path) -> None:
    """The folder, and beside it the packs that it uses and that are in the revision too."""
    archive = _git(top, revision, "folder", "archive", "--format=tar", commit, *([] if path == "." else ["--", path]))
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(root, filter="data")
    if path == ".":
        return
    for used in _used(root / path / "pack.yaml"):
        beside = (PurePosixPath(path).parent / used).as_posix()
        if not (root / beside).exists() and _there(top, commit, f"{beside}/pack.yaml"):
            _export(top, revision, commit, beside, root)


def _used(head: Path) -> list[str]:
    """The packs that a pack says that it uses; what is wrong with the file shows when the pack is read."""
    try:
        data = read_text(head.read_bytes(), head.name).data
    except (OSError, DocumentError):
        return []
    names = data.get("gebruikt") if isinstance(data, dict) else None
    return [n for n in names if isinstance(n, str) and n and "/" not in n and not n.startswith(".")] if names else []


def _there(top: Path, commit: str, path: str) -> bool:
    return _run(top, "cat-file", "-e", f"{commit}:{path}").returncode == 0


def _git(folder: Path, revision: Revisie, reason: str, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        raise RevisionError(name=str(revision), reason=reason)
    return done.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607 - no shell, and git is whatever git people use

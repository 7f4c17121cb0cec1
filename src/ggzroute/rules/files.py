"""The files of a pack: a folder, a zip, or a folder inside an installed package, read once into memory."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

import attrs

from ggzroute.documents import MAX_BYTES, Document, read_text
from ggzroute.exceptions import PackError
from ggzroute.problems import Problem

SUFFIXES: Final = (".yaml", ".yml", ".json")
TABLE_SUFFIXES: Final = (".xlsx", ".csv")
"""What a decision table in the folder ``tabellen`` may be besides."""
CASUS_MARKS: Final = (".casus.", ".profiel.")
"""What the name of a file says that holds a casus, or a profile of an organisation or region."""
TRAJECT: Final = ".traject.jsonl"
"""How the name of a file ends that holds a traject."""
_STRANGE: Final = (
    *(".xls", ".xlsx", ".xlsm", ".ods", ".csv", ".doc", ".docx", ".odt", ".rtf", ".jsonl"),
    *SUFFIXES,
    *(f"{end}.txt" for end in (*SUFFIXES, TRAJECT)),
)
"""How a file ends that a program for letters or sheets saved, or an editor that adds an ending of its own."""
_OURS: Final = re.compile(rb"^(?:regels|beslistabel|workflow|feiten):", re.MULTILINE)
"""What stands in a text that is no note, but a file of a pack."""
MAX_FILES: Final = 2_000
MAX_TOTAL: Final = 64_000_000


def belongs(name: str) -> bool:
    """Whether a file, by its path below the root of a pack, is a document of that pack."""
    return name.endswith(SUFFIXES) or (name.endswith(TABLE_SUFFIXES) and "tabellen" in name.split("/")[:-1])


def casus_id(name: str) -> str | None:
    """The id that a file name gives to the casus or profile in it; ``None`` when it names neither."""
    last = PurePosixPath(name).name
    return next((last.split(mark)[0] for mark in CASUS_MARKS if mark in last and last.endswith(SUFFIXES)), None)


@attrs.frozen(kw_only=True, repr=False)
class PackFiles:
    """The files of one pack.

    Attributes:
        root: where they came from, for messages.
        contents: path below the root, with forward slashes, to content.
        vreemd: what somebody meant for the pack, saved in a form in which it reads none; a folder ends with a slash.
    """

    root: str
    contents: Mapping[str, bytes]
    vreemd: tuple[str, ...] = ()

    def shown_path(self, name: str) -> str:
        """The path of a file as a person finds it."""
        return f"{self.root}/{name}" if self.root else name

    def document(self, name: str) -> Document:
        """One file as a document.

        Raises:
            DocumentError: it is no valid YAML or JSON.
        """
        return read_text(self.contents[name], self.shown_path(name))

    def under(self, folder: str) -> Iterator[str]:
        """Names of the documents below ``folder``, sorted."""
        return (name for name in sorted(self.contents) if name.startswith(folder + "/"))

    def hash(self) -> str:
        """SHA-256 over names and contents, line endings made equal, so that a copy on any system has the same."""
        digest = hashlib.sha256()
        for name in sorted(self.contents):
            content = self.contents[name].replace(b"\r\n", b"\n")
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def read_folder(folder: Path) -> PackFiles:
    """Every document in a folder.

    Raises:
        PackError: too many or too large files.
    """
    root = _near(folder)
    contents, names = {}, sorted(_names(folder))
    for name in filter(belongs, names):
        path = folder / name
        if path.is_file():
            contents[name] = _bounded(path.read_bytes() if path.stat().st_size <= MAX_BYTES else None, f"{root}/{name}")
    strange = (name for name in names if not belongs(name) and _is_strange(folder, name))
    return attrs.evolve(_checked(root, contents), vreemd=tuple(strange))


def _is_strange(folder: Path, name: str) -> bool:
    """Whether somebody may have meant for the pack what it does not read by this name."""
    if name.endswith((TRAJECT, "/")):
        return name.endswith("/")
    last = name.lower().rpartition("/")[2]
    if last.endswith(_STRANGE) or "." not in last:
        return True
    path = folder / name
    if not last.endswith(".txt") or not path.is_file():
        return False
    with path.open("rb") as file:
        return _OURS.search(file.read(MAX_BYTES)) is not None


def _names(folder: Path) -> Iterator[str]:
    """Paths below a folder of what is in it; not what is hidden, or kept by a program that has a file open.

    Of the folders only those of which the name is one of a file, with a slash after it.
    """
    top = len(str(folder)) + len(os.sep)
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = where[top:].replace(os.sep, "/")
        inside = [name for name in files if not name.startswith((".", "~$"))]
        inside += [f"{name}/" for name in folders if name.endswith(SUFFIXES)]
        yield from (f"{below}/{name}" if below else name for name in inside)


def read_zip(path: Path) -> PackFiles:
    """Every document in a zip; a single folder at its top is passed over.

    Raises:
        PackError: no valid zip, or too many or too large files.
    """
    import zipfile  # noqa: PLC0415 - packs are seldom zipped

    root = _near(path)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir() and belongs(i.filename)]
            if sum(i.file_size for i in infos) > MAX_TOTAL:
                raise _too_large(root)
            contents = {
                i.filename: _bounded(archive.read(i) if i.file_size <= MAX_BYTES else None, f"{root}/{i.filename}")
                for i in infos
            }
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        raise PackError([Problem(code="GGZ014", wat="dit is geen leesbaar zip-bestand", bestand=root)]) from None
    tops = {name.split("/", 1)[0] for name in contents}
    if "pack.yaml" not in contents and len(tops) == 1:
        contents = {name.split("/", 1)[1]: content for name, content in contents.items() if "/" in name}
    return _checked(root, contents)


def _near(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix() or "."
    except (ValueError, OSError):
        return path.as_posix()


def _bounded(content: bytes | None, name: str) -> bytes:
    if content is None:
        raise PackError(
            [
                Problem(
                    code="GGZ002",
                    wat=f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB",
                    bestand=name,
                    herstel="Splits het in kleinere bestanden",
                )
            ]
        )
    return content


def _too_large(root: str) -> PackError:
    return PackError(
        [
            Problem(
                code="GGZ015",
                wat="dit pakket is te groot",
                bestand=root,
                toegestaan=f"{MAX_FILES} bestanden en {MAX_TOTAL // 1_000_000} MB",
            )
        ]
    )


def _checked(root: str, contents: Mapping[str, bytes]) -> PackFiles:
    if len(contents) > MAX_FILES or sum(map(len, contents.values())) > MAX_TOTAL:
        raise _too_large(root)
    return PackFiles(root=root, contents=contents)

"""What a batch was begun with and which parts are finished, so that it can stop at any moment and go on.

Beside a result ``uit.parquet`` stand ``uit.parquet.manifest.json``, and while it runs ``uit.parquet.delen/`` with one
file for each finished part. A part gets its name when it is complete, and the name says all there is to know of it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import attrs

from ggzroute._version import __version__
from ggzroute.batch.chunks import Chunk
from ggzroute.batch.items import Options
from ggzroute.batch.streams import whole
from ggzroute.engine.choosing import choose_engine
from ggzroute.exceptions import BatchChangedError, BatchExistsError
from ggzroute.rules.pack import RulePack

_HEAD: Final = 1_000_000
_PART: Final = re.compile(r"(\d{8})-([0-9a-f]{16})-(\d+)-(\d+)\.deel\Z")
_ENGLISH: Final = {"invoer": "input", "pakket": "pack", "opties": "options", "bibliotheek": "library"}


@attrs.frozen(kw_only=True)
class Part:
    """A finished part of a result.

    Attributes:
        number: number of its chunk.
        mark: hash of its chunk.
        casussen: casussen in it.
        refused: records of its chunk that were refused.
    """

    number: int
    mark: str
    casussen: int
    refused: int

    @property
    def name(self) -> str:
        """Name of the file with the rows."""
        return f"{self.number:08d}-{self.mark}-{self.casussen}-{self.refused}.deel"

    @property
    def refused_name(self) -> str:
        """Name of the file with the refused records, which is there when there are any."""
        return f"{self.number:08d}-{self.mark}.afgekeurd"


@attrs.frozen(kw_only=True)
class Summary:
    """What a batch came to.

    Attributes:
        casussen: casussen that were evaluated.
        refused: records that were refused.
        parts: parts it was done in.
    """

    casussen: int
    refused: int
    parts: int


@attrs.frozen(kw_only=True)
class State:
    """Where a batch keeps what it needs to go on.

    Attributes:
        target: the result.
        identity: what the result depends on: input, pack, options and library.
    """

    target: Path
    identity: Mapping[str, Any]

    @property
    def folder(self) -> Path:
        """The folder with the finished parts."""
        return self.target.with_name(self.target.name + ".delen")

    @property
    def manifest(self) -> Path:
        """The file that says what the batch was begun with."""
        return self.target.with_name(self.target.name + ".manifest.json")

    def open(self, *, restart: bool) -> Summary | None:
        """Begin, or go on with what was begun; gives the summary when all was done before.

        Raises:
            BatchChangedError: it was begun with something else.
            BatchExistsError: there is a result of which nothing is known.
        """
        if restart:
            self.target.unlink(missing_ok=True)
            self.manifest.unlink(missing_ok=True)
            shutil.rmtree(self.folder, ignore_errors=True)
        known = self._read()
        if known is None:
            if self.target.exists():
                raise BatchExistsError(path=str(self.target))
            shutil.rmtree(self.folder, ignore_errors=True)
            self._write(None)
        else:
            changed = [_ENGLISH[key] for key in _ENGLISH if known.get(key) != self.identity[key]]
            if changed:
                raise BatchChangedError(path=str(self.target), changed=changed)
            if known.get("uitkomst") and self.target.exists():
                self.clean()
                return Summary(**known["uitkomst"])
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(".*.tmp"):
            left.unlink(missing_ok=True)
        return None

    def finished(self) -> dict[int, Part]:
        """The parts that are finished, by number."""
        found = (_PART.fullmatch(path.name) for path in self.folder.iterdir())
        return {int(m[1]): Part(number=int(m[1]), mark=m[2], casussen=int(m[3]), refused=int(m[4])) for m in found if m}

    def check(self, part: Part, chunk: Chunk) -> None:
        """Hold a finished part against the chunk it was made of.

        Raises:
            BatchChangedError: the input is another.
        """
        if part.mark != chunk.mark:
            raise BatchChangedError(path=str(self.target), changed=("input",))

    def close(self, summary: Summary) -> None:
        """Note that the result is complete, and remove the parts."""
        self._write(summary)
        self.clean()

    def clean(self) -> None:
        """Remove the parts."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self) -> Mapping[str, Any] | None:
        try:
            data = json.loads(self.manifest.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError:
            return {}
        return data if isinstance(data, dict) else {}

    def _write(self, summary: Summary | None) -> None:
        data = {**self.identity, "uitkomst": attrs.asdict(summary) if summary else None}
        with whole(self.manifest) as unfinished:
            unfinished.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def identity(source: Path, pack: RulePack, options: Options, layout: Mapping[str, Any]) -> dict[str, Any]:
    """What a result depends on: the same identity and the same input give the same bytes.

    Args:
        source: the input; its size, beginning and end are looked at here, and each chunk when it is cut.
        pack: the pack, with those it builds on.
        options: how casussen are evaluated.
        layout: form of the result, and size of a chunk.
    """
    engine = choose_engine(options.engine)
    day = options.peildatum.isoformat() if options.peildatum else None
    return {
        "invoer": fingerprint(source),
        "pakket": [attrs.asdict(stamp) for stamp in pack.stempels],
        "opties": {**attrs.asdict(options), "peildatum": day, "engine_versie": engine.versie, **layout},
        "bibliotheek": __version__,
    }


def fingerprint(source: Path) -> dict[str, Any]:
    """Name, size, and hash of the first and last megabyte of a file."""
    size = source.stat().st_size
    with source.open("rb") as stream:
        content = sha256(stream.read(_HEAD))
        stream.seek(max(_HEAD, size - _HEAD))
        content.update(stream.read(_HEAD))
    return {"naam": source.name, "bytes": size, "sha256_begin_en_eind": content.hexdigest()}


def pack_mark(pack: RulePack) -> str:
    """One hash over a pack and all it builds on."""
    return sha256("\n".join(f"{s.pakket} {s.versie} {s.hash}" for s in pack.stempels).encode()).hexdigest()

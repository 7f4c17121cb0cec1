"""What a book is made of: a pack, a day, and what only its files hold: its tables and what it says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import attrs

from ggzroute.registry import load_pack, pack_files
from ggzroute.rules.files import PackFiles
from ggzroute.rules.pack import RulePack
from ggzroute.tables.files import read_document
from ggzroute.tables.model import Beslistabel
from ggzroute.tables.reading import read_table


@attrs.frozen(kw_only=True)
class Tabel:
    """A decision table of a pack.

    Attributes:
        tabel: the table.
        pakket: name of the pack it comes from.
    """

    tabel: Beslistabel
    pakket: str


@attrs.frozen(kw_only=True, eq=False)
class Stof:
    """What a book is made of.

    Attributes:
        pack: the pack.
        datum: the day the book is for.
        omschrijving: name of each pack to what it says of itself.
        tabellen: the decision tables, those of the pack itself first.
    """

    pack: RulePack
    datum: dt.date
    omschrijving: Mapping[str, str] = attrs.field(factory=dict)
    tabellen: tuple[Tabel, ...] = ()

    @property
    def pakketten(self) -> tuple[RulePack, ...]:
        """The pack and all that it builds on, each once, itself first."""
        found: dict[str, RulePack] = {}

        def add(pack: RulePack) -> None:
            if pack.pakket not in found:
                found[pack.pakket] = pack
                for used in pack.gebruikt:
                    add(used)

        add(self.pack)
        return tuple(found.values())


def read_stof(pack: str | Path, datum: dt.date) -> Stof:
    """Everything that a book of a pack needs.

    Args:
        pack: name, folder or zip.
        datum: the day the book is for.

    Raises:
        PackNotFoundError: nothing of that name.
        PackError: with every problem of the pack.
    """
    found, files = load_pack(pack), pack_files(pack)
    return Stof(
        pack=found,
        datum=datum,
        omschrijving={name: _about(own) for name, own in files.items()},
        tabellen=tuple(table for name, own in files.items() for table in _tables(name, own)),
    )


def _about(files: PackFiles) -> str:
    return str(files.document("pack.yaml").data.get("omschrijving", ""))


def _tables(pakket: str, files: PackFiles) -> tuple[Tabel, ...]:
    names = files.under("tabellen")
    documents = (read_document(files.contents[name], files.shown_path(name)) for name in names)
    return tuple(Tabel(tabel=read_table(document), pakket=pakket) for document in documents)

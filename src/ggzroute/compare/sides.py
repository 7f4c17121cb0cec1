"""One side of a comparison: a pack with the tables and the files that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import attrs

from ggzroute.registry import load_pack, pack_files
from ggzroute.rules.files import PackFiles
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack
from ggzroute.tables.files import read_document
from ggzroute.tables.model import Beslistabel
from ggzroute.tables.reading import read_table


@attrs.frozen(kw_only=True, repr=False, eq=False, slots=False)
class Side:
    """A pack as it was, or as it is.

    Attributes:
        naam: how people wrote it.
        pack: the pack.
        files: the files of the pack and of those it uses, by name of the pack.
    """

    naam: str
    pack: RulePack
    files: Mapping[str, PackFiles] = attrs.field(factory=dict)

    @classmethod
    def load(cls, pack: str | Path, naam: str) -> Side:
        """A side from the name, folder or zip of a pack.

        Raises:
            PackNotFoundError: nothing of that name.
            PackError: with every problem of the pack.
        """
        return cls(naam=naam, pack=load_pack(pack), files=pack_files(pack))

    def place(self, rule: Rule) -> str:
        """The file of a rule as a path in its pack, with the name of the pack in front."""
        files = self.files.get(rule.pakket)
        root = f"{files.root}/" if files is not None else ""
        return f"{rule.pakket}/{rule.bestand.removeprefix(root)}"

    @cached_property
    def tabellen(self) -> Mapping[str, Beslistabel]:
        """The tables of the pack and of those it uses, by id."""
        found: dict[str, Beslistabel] = {}
        for files in reversed(list(self.files.values())):
            for name in files.under("tabellen"):
                tabel = read_table(read_document(files.contents[name], files.shown_path(name)))
                found[tabel.id] = tabel
        return found

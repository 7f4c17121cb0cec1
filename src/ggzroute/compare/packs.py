"""The whole comparison of two packs: what changed, and what that does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import attrs

from ggzroute.compare.casussen import changed_files, compare_fixtures
from ggzroute.compare.changes import Wijziging, in_order
from ggzroute.compare.gevolgen import Gevolgen
from ggzroute.compare.parts import compare_parts
from ggzroute.compare.revisions import Revisie, unpacked
from ggzroute.compare.rules import compare_rules
from ggzroute.compare.screen import Manier, Screen
from ggzroute.compare.sides import Side
from ggzroute.compare.tables import compare_tables


@attrs.frozen(kw_only=True)
class PakketVerschil:
    """Two packs, compared.

    Attributes:
        oud: the pack as it was, as people wrote it, with its version.
        nieuw: the pack as it is.
        wijzigingen: what changed, in order.
        casussen: casussen that are not what they were: id, and ``nieuw``, ``weg`` or ``veranderd``.
        gevolgen: what that does.
    """

    oud: str
    nieuw: str
    wijzigingen: tuple[Wijziging, ...]
    casussen: tuple[tuple[str, str], ...]
    gevolgen: Gevolgen

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain JSON types."""
        return {
            "oud": self.oud,
            "nieuw": self.nieuw,
            "wijzigingen": [change.to_dict() for change in self.wijzigingen],
            "casussen": [{"casus": id_, "wat": what} for id_, what in self.casussen],
            "gevolgen": self.gevolgen.to_dict(),
        }


@contextmanager
def sides(old: str, new: str) -> Iterator[tuple[Side, Side]]:
    """Both sides: a folder, a zip, a name, or a folder at a revision of git.

    Raises:
        RevisionError: a revision cannot be found.
        PackNotFoundError: there is no such pack.
        PackError: with every problem of a pack.
    """
    with ExitStack() as stack:
        yield _side(old, stack), _side(new, stack)


def _side(text: str, stack: ExitStack) -> Side:
    revision = Revisie.read(text)
    if revision is None:
        return Side.load(text, text)
    folder = stack.enter_context(unpacked(revision))
    return Side.load(folder, text)


def wijzigingen(old: Side, new: Side) -> tuple[Wijziging, ...]:
    """What changed, in order; whatever the order of rules and files."""
    tables = compare_tables(old, new)
    rules = compare_rules(old, new, in_tables=tables.regels, ranked=tables.rangen)
    return in_order([*tables.wijzigingen, *rules, *compare_parts(old.pack, new.pack)])


def compare_packs(old: Side, new: Side, manier: Manier | None = None) -> PakketVerschil:
    """Compare two packs, with the casussen of both.

    Args:
        old: the pack as it was.
        new: the pack as it is.
        manier: the peildatum, when it is another than that of each casus; and whether our own readings take part.
    """
    return PakketVerschil(
        oud=_name(old),
        nieuw=_name(new),
        wijzigingen=wijzigingen(old, new),
        casussen=tuple(changed_files(old.pack, new.pack)),
        gevolgen=compare_fixtures(Screen(old.pack, new.pack), manier or Manier()),
    )


def _name(side: Side) -> str:
    return f"{side.naam} ({side.pack.pakket} {side.pack.versie})"

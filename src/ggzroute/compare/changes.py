"""What a comparison tells about the packs: one change at a time, as a Dutch sentence."""

from __future__ import annotations

from typing import Any, Final

import attrs

SOORTEN: Final = {
    "toegevoegd": "toegevoegd",
    "vervallen": "vervallen",
    "strenger": "strenger",
    "ruimer": "ruimer",
    "voorwaarde": "andere voorwaarde",
    "conclusie": "andere conclusie",
    "rang": "andere rang",
    "sterkte": "andere sterkte",
    "geldigheid": "andere geldigheid",
    "anders": "anders",
    "bron": "andere bron",
    "verplaatst": "verplaatst",
    "herschreven": "anders opgeschreven",
    "tekst": "andere tekst",
}
"""Kind of change to how people read it, in the order in which they are shown."""
ALLEEN_TEKST: Final = ("herschreven", "tekst")
"""Kinds of change with which nothing can come out differently but words."""


@attrs.frozen(kw_only=True, order=True)
class Wijziging:
    """One change.

    Attributes:
        onderdeel: what kind of thing changed: ``regel``, ``tabel``, ``workflow``, ``poort`` ...
        id: its id.
        soort: how, one of :data:`SOORTEN`.
        wat: the change as a Dutch sentence.
        regels: ids of the rules that it is about; for a row of a table the rules behind that row.
    """

    onderdeel: str
    id: str
    soort: str
    wat: str
    regels: tuple[str, ...] = ()

    @property
    def alleen_tekst(self) -> bool:
        """Whether only words changed."""
        return self.soort in ALLEEN_TEKST

    def to_dict(self) -> dict[str, Any]:
        """The change as plain JSON types."""
        return {**attrs.asdict(self), "regels": list(self.regels), "alleen_tekst": self.alleen_tekst}


def in_order(changes: list[Wijziging]) -> tuple[Wijziging, ...]:
    """The changes without doubles, in an order that does not depend on the order of rules or files."""
    kinds = list(SOORTEN)
    return tuple(sorted(set(changes), key=lambda w: (w.onderdeel, w.id, kinds.index(w.soort), w.wat, w.regels)))

"""A named condition after it was looked at: the one form in which gates, interventions and checklists say what holds.

No ``repr`` shows how a condition stands, because that can give away the fact behind it.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from ggzroute.domain.bron import Bron

JA: Final = "ja"
NEE: Final = "nee"
ONBEKEND: Final = "onbekend"

STANDEN: Final = {True: JA, False: NEE, None: ONBEKEND}
"""What the interpreter answers to the word for how a condition stands."""


@attrs.frozen(kw_only=True)
class VoorwaardeStand:
    """How one named condition stands in a casus.

    Attributes:
        code: code of the condition, unique in its gate, intervention or checklist.
        eis: what must be so, a Dutch sentence.
        stand: ``ja``, ``nee`` or ``onbekend``.
        gevolg: the outcome this condition calls for, or ``""`` when it stands in the way of nothing.
        anders: what to do about it, in Dutch; ``""`` when there is nothing to be done.
        ontbreekt: names of the unknown facts that keep it unknown, sorted.
        bron: where it stands.
        basis: what kind of statement it is; ``afgeleid`` is our own reading.
    """

    code: str
    eis: str
    stand: str = attrs.field(repr=False)
    gevolg: str = attrs.field(default="", repr=False)
    anders: str = attrs.field(default="", repr=False)
    ontbreekt: tuple[str, ...] = attrs.field(default=(), repr=False)
    bron: tuple[Bron, ...] = ()
    basis: str = ""

    @property
    def reden(self) -> str:
        """Why it stands in the way, as one Dutch line; ``""`` when it does not. It holds no value of the casus."""
        if not self.gevolg:
            return ""
        return f"{'Nog niet bekend' if self.stand == ONBEKEND else 'Niet vervuld'}: {self.eis}"

    def to_dict(self) -> dict[str, Any]:
        """The condition as plain JSON types."""
        return {
            "code": self.code,
            "eis": self.eis,
            "stand": self.stand,
            "gevolg": self.gevolg,
            "reden": self.reden,
            "anders": self.anders,
            "ontbreekt": list(self.ontbreekt),
            "basis": self.basis,
            "bron": [bron.to_dict() for bron in self.bron],
        }

"""A named condition as it stands in a pack: the part that gates, interventions and checklists share."""

from __future__ import annotations

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.rules.conditions import ALWAYS, Condition, fact_name, facts_of

GEEN_BEZWAAR = "geen_bezwaar"
"""The word for a condition that stands in the way of nothing."""


@attrs.frozen(kw_only=True)
class Voorwaarde:
    """A named condition.

    Attributes:
        code: code, unique in its list.
        eis: what must be so, a Dutch sentence.
        bron: where it stands.
        als: the condition itself.
        gegeven: name of a fact that must have been given, whatever it says; then ``als`` is not looked at.
        vervalt_als: when this certainly holds, the condition does not count and is not shown.
        bij_nee: the outcome it calls for when it does not hold, or ``geen_bezwaar``.
        bij_onbekend: the outcome it calls for when it is unknown, or ``geen_bezwaar``.
        na_de_rest: whether it only holds things up, while unknown, once nothing else does.
        anders: what to do when it does not hold or is unknown, in Dutch.
        basis: what kind of statement it is; ``""`` when nothing is said, ``afgeleid`` for our own reading.
        let_op: difference with a source, or a pitfall, in Dutch.
    """

    code: str
    eis: str
    bron: tuple[Bron, ...]
    als: Condition = ALWAYS
    gegeven: str | None = None
    vervalt_als: Condition | None = None
    bij_nee: str = GEEN_BEZWAAR
    bij_onbekend: str = GEEN_BEZWAAR
    na_de_rest: bool = False
    anders: str = ""
    basis: str = ""
    let_op: str = ""

    @property
    def needs(self) -> frozenset[str]:
        """Names of the facts it looks at."""
        given = frozenset({fact_name(self.gegeven)}) if self.gegeven else frozenset[str]()
        return given | facts_of(self.als) | (facts_of(self.vervalt_als) if self.vervalt_als else given)

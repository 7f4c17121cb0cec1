"""How named conditions stand in a casus, and which outcome they call for together.

Three-valued all the way: what is unknown stays unknown, and the definition says what that leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from ggzroute.domain.casus import NVT
from ggzroute.domain.facts import Facts
from ggzroute.domain.voorwaarde import JA, NEE, ONBEKEND, STANDEN, VoorwaardeStand
from ggzroute.rules.logic import Truth, blockers, truth
from ggzroute.rules.voorwaarden import GEEN_BEZWAAR, Voorwaarde


@attrs.frozen(kw_only=True)
class Weging:
    """What named conditions give together.

    Attributes:
        uitkomst: the strictest outcome that a condition calls for; the last one when none calls for any.
        standen: how each condition that counts stands.
        ontbreekt: names of the unknown facts that can still change the outcome, sorted.
    """

    uitkomst: str = attrs.field(repr=False)
    standen: tuple[VoorwaardeStand, ...]
    ontbreekt: tuple[str, ...] = attrs.field(repr=False)


def weigh(voorwaarden: Iterable[Voorwaarde], uitkomsten: Sequence[str], facts: Facts) -> Weging:
    """What conditions give together.

    Args:
        voorwaarden: the conditions; one that certainly does not count is left out.
        uitkomsten: the outcomes, the strictest first.
        facts: what is known.
    """
    counting = [v for v in voorwaarden if v.vervalt_als is None or truth(v.vervalt_als, facts) is not True]
    standen = [_stand(voorwaarde, facts) for voorwaarde in counting]
    waits = any(s.gevolg and not v.na_de_rest for v, s in zip(counting, standen, strict=True))
    standen = [
        attrs.evolve(s, gevolg="") if waits and v.na_de_rest and s.stand == ONBEKEND else s
        for v, s in zip(counting, standen, strict=True)
    ]
    certain = _rank(uitkomsten, [s.gevolg for s in standen if s.stand == NEE])
    still_open = {
        name
        for v, s in zip(counting, standen, strict=True)
        if s.stand == ONBEKEND and s.gevolg and _rank(uitkomsten, [v.bij_nee, s.gevolg]) < certain
        for name in s.ontbreekt
    }
    uitkomst = uitkomsten[_rank(uitkomsten, [s.gevolg for s in standen])]
    return Weging(uitkomst=uitkomst, standen=tuple(standen), ontbreekt=tuple(sorted(still_open)))


def holds(voorwaarde: Voorwaarde, facts: Facts) -> Truth:
    """Whether a named condition holds; ``None`` when that cannot be known yet."""
    if voorwaarde.gegeven is None:
        return truth(voorwaarde.als, facts)
    value = facts.get(voorwaarde.gegeven)
    return None if value is None else value is not NVT


def missing(voorwaarde: Voorwaarde, facts: Facts) -> tuple[str, ...]:
    """Names of the unknown facts that keep a named condition unknown, sorted."""
    if voorwaarde.gegeven is None:
        return tuple(sorted(blockers(voorwaarde.als, facts)))
    return (voorwaarde.gegeven,) if holds(voorwaarde, facts) is None else ()


def _rank(uitkomsten: Sequence[str], called: Iterable[str]) -> int:
    """The place of the strictest of these outcomes; that of the last one when none of them is an outcome."""
    return min((uitkomsten.index(code) for code in called if code in uitkomsten), default=len(uitkomsten) - 1)


def _stand(voorwaarde: Voorwaarde, facts: Facts) -> VoorwaardeStand:
    stand = STANDEN[holds(voorwaarde, facts)]
    called = {JA: GEEN_BEZWAAR, NEE: voorwaarde.bij_nee}.get(stand, voorwaarde.bij_onbekend)
    return VoorwaardeStand(
        code=voorwaarde.code,
        eis=voorwaarde.eis,
        stand=stand,
        gevolg="" if called == GEEN_BEZWAAR else called,
        anders="" if stand == JA else voorwaarde.anders,
        ontbreekt=missing(voorwaarde, facts),
        bron=voorwaarde.bron,
        basis=voorwaarde.basis,
    )

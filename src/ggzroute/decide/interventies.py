"""Which interventions fit, and what is known of the elements of their method.

Source: divosa2014 §3.1 and §3.2, and for the elements of IPS also zl2018 deel 1 §1.4. An aid to choose with the
hulpvrager: nothing is ranked, and what fits is no advice to do it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ggzroute.decide.context import Context
from ggzroute.decide.voorwaarden import holds, missing, weigh
from ggzroute.domain.advies import ConflictGevonden
from ggzroute.domain.facts import Facts
from ggzroute.domain.interventie import ELEMENTEN, PASSEN, Element, InterventieUitkomst
from ggzroute.domain.voorwaarde import STANDEN
from ggzroute.rules.interventies import Interventie
from ggzroute.rules.logic import truth
from ggzroute.rules.voorwaarden import Voorwaarde


def decide_interventies(context: Context, conflicten: Iterable[ConflictGevonden]) -> tuple[InterventieUitkomst, ...]:
    """Every intervention of the pack with what is known of it, sorted by id.

    Args:
        context: what the rules gave.
        conflicten: the conflicts that were found in this casus.
    """
    sides = {conflict.id: {id_ for side in conflict.kanten for id_ in side.regels} for conflict in conflicten}
    return tuple(_outcome(entry, context.facts, sides) for entry in context.pack.interventies.values())


def _outcome(entry: Interventie, facts: Facts, conflicts: dict[str, set[str]]) -> InterventieUitkomst:
    weging = weigh(entry.past_als, PASSEN, facts)
    return InterventieUitkomst(
        interventie=entry.id,
        titel=entry.titel,
        uitkomst=weging.uitkomst,
        loopt=STANDEN[truth(entry.loopt_als, facts) if entry.loopt_als is not None else None],
        voorwaarden=weging.standen,
        ontbreekt=weging.ontbreekt,
        trekker=entry.trekker,
        niet_alleen=entry.niet_alleen,
        elementen=tuple(_element(element, facts) for element in entry.elementen),
        waarschuwingen=tuple(w.waarschuwing for w in entry.waarschuwingen if truth(w.als, facts) is True),
        regels=entry.regels,
        conflicten=tuple(id_ for id_, rules in conflicts.items() if rules & set(entry.regels)),
        let_op=entry.let_op,
        bron=entry.bron,
    )


def _element(element: Voorwaarde, facts: Facts) -> Element:
    return Element(
        code=element.code,
        tekst=element.eis,
        stand=ELEMENTEN[STANDEN[holds(element, facts)]],
        ontbreekt=missing(element, facts),
        bron=element.bron,
        basis=element.basis,
    )

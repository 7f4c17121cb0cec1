"""The part of a pack and of a workflow of which one reader sees everything it looks at.

What is left out cannot speak; what is left in, speaks for this reader as it does in the full evaluation.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from ggzroute.rules.conclusions import StelVraag
from ggzroute.rules.conditions import Condition
from ggzroute.rules.interventies import Interventie
from ggzroute.rules.model import AFGELEID, Rule
from ggzroute.rules.pack import Conflict, RulePack
from ggzroute.rules.poorten import Poort
from ggzroute.rules.voorwaarden import Voorwaarde
from ggzroute.verslag.zicht import Zicht
from ggzroute.workflow.definition import Definition, Stap


@lru_cache(maxsize=32)
def pack_for(pack: RulePack, zicht: Zicht, *, afgeleid: bool) -> RulePack:
    """The pack with only that of which the reader sees everything it looks at; made once for each."""
    rules = _rules(pack, zicht, afgeleid=afgeleid)
    return attrs.evolve(
        pack,
        regels=rules,
        strata=tuple(tuple(id_ for id_ in layer if id_ in rules) for layer in pack.strata),
        conflicten=tuple(kept for conflict in pack.conflicten if (kept := _conflict(conflict, zicht)) is not None),
        poorten={id_: _gate(gate, zicht) for id_, gate in pack.poorten.items() if _sees_gate(gate, zicht)},
        interventies={
            id_: _intervention(entry, zicht)
            for id_, entry in pack.interventies.items()
            if _sees_intervention(entry, zicht)
        },
    )


def _rules(pack: RulePack, zicht: Zicht, *, afgeleid: bool) -> dict[str, Rule]:
    """Rules of which the reader sees everything, also what derives the facts they look at."""
    rules = {
        id_: _without_questions(rule, zicht)
        for id_, rule in pack.regels.items()
        if rule.niveau == "casus" and (afgeleid or rule.basis != AFGELEID)
    }
    kept = {id_: rule for id_, rule in rules.items() if zicht.rule(rule)}
    while True:
        unseen = {fact for id_, rule in rules.items() if id_ not in kept for fact in rule.derives}
        fewer = {id_: rule for id_, rule in kept.items() if not rule.needs & unseen}
        if len(fewer) == len(kept):
            return kept
        kept = fewer


def _without_questions(rule: Rule, zicht: Zicht) -> Rule:
    """The rule without the questions about what the reader does not see."""
    said = tuple(c for c in rule.dan if not isinstance(c, StelVraag) or zicht.fact(c.feit))
    return rule if len(said) == len(rule.dan) else attrs.evolve(rule, dan=said)


def _conflict(conflict: Conflict, zicht: Zicht) -> Conflict | None:
    """The conflict with the conditions of its sides that the reader sees; ``None`` when a side is left with nothing."""
    sides = [
        side if side.als is None or zicht.condition(side.als) else attrs.evolve(side, als=None)
        for side in conflict.kanten
    ]
    return attrs.evolve(conflict, kanten=tuple(sides)) if all(s.regels or s.als for s in sides) else None


def _seen(condition: Condition | None, zicht: Zicht) -> bool:
    return condition is None or zicht.condition(condition)


def _sees_named(voorwaarde: Voorwaarde, zicht: Zicht) -> bool:
    given = voorwaarde.gegeven is None or zicht.address(voorwaarde.gegeven)
    return given and _seen(voorwaarde.als, zicht) and _seen(voorwaarde.vervalt_als, zicht)


def _sees_gate(poort: Poort, zicht: Zicht) -> bool:
    return _seen(poort.aan_de_orde, zicht) and all(_sees_named(v, zicht) for v in poort.voorwaarden)


def _gate(poort: Poort, zicht: Zicht) -> Poort:
    """The gate, with what may go over as far as the reader may know that it is known."""
    if poort.velden is None:
        return poort
    seen = {
        subject: tuple(address for address in addresses if zicht.address(address))
        for subject, addresses in poort.velden.onderwerpen.items()
    }
    return attrs.evolve(poort, velden=attrs.evolve(poort.velden, onderwerpen=seen))


def _sees_intervention(entry: Interventie, zicht: Zicht) -> bool:
    return _seen(entry.loopt_als, zicht) and all(_sees_named(v, zicht) for v in entry.past_als)


def _intervention(entry: Interventie, zicht: Zicht) -> Interventie:
    """The intervention, with what its method asks as far as the reader sees that."""
    return attrs.evolve(
        entry,
        elementen=tuple(element for element in entry.elementen if _sees_named(element, zicht)),
        waarschuwingen=tuple(warning for warning in entry.waarschuwingen if zicht.condition(warning.als)),
    )


def definition_for(definition: Definition, zicht: Zicht) -> Definition:
    """The workflow as far as the reader sees what its steps ask; a question that is not the reader's ends it."""

    def step(stap: Stap) -> Stap:
        asks = all(_seen(tak.als, zicht) for tak in stap.takken)
        return attrs.evolve(
            stap,
            takken=stap.takken if asks else (),
            gedaan_als=stap.gedaan_als if _seen(stap.gedaan_als, zicht) else None,
            contact=stap.contact if all(_seen(c.als, zicht) for c in stap.contact) else (),
        )

    return attrs.evolve(
        definition,
        stappen={id_: step(stap) for id_, stap in definition.stappen.items()},
        banen=tuple(lane for lane in definition.banen if all(_seen(stand.als, zicht) for stand in lane.standen)),
        onderbrekingen=tuple(o for o in definition.onderbrekingen if _seen(o.als, zicht)),
    )

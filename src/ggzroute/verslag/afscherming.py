"""The same evaluation as one reader may know it.

What a reader does not see is taken out of the casus, and with it every rule that looks at it; then the rules that are
left fire again. So a report cannot tell, not even by what it advises, what its reader may not know: two casussen that
differ only in that give the same report. And it says nothing that the full evaluation does not say: a rule of which
everything may be seen fires in both, or in neither.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs

from ggzroute.conclusies import fire
from ggzroute.domain.advies import OpenVraag
from ggzroute.domain.casus import Casus
from ggzroute.domain.facts import Facts
from ggzroute.engine.choosing import choose_engine
from ggzroute.evaluation import Evaluation
from ggzroute.verslag.gezien import definition_for, pack_for
from ggzroute.verslag.lezers import Lezer
from ggzroute.verslag.zicht import Zicht
from ggzroute.workflow.builtin import DefinedWorkflow

_ROLES: Final = ("regievoerder", "maatje")


@attrs.frozen(kw_only=True, repr=False)
class Inzage:
    """An evaluation as one reader may know it.

    Attributes:
        zicht: what the reader sees.
        evaluatie: the evaluation of what the reader sees.
    """

    zicht: Zicht
    evaluatie: Evaluation

    def __repr__(self) -> str:
        return f"Inzage({self.zicht.lezer.value!r})"

    @property
    def vragen(self) -> tuple[OpenVraag, ...]:
        """Open questions about what the reader sees: others may have been answered already."""
        return tuple(vraag for vraag in self.evaluatie.vragen if self.zicht.fact(vraag.feit))


def inzage_for(found: Evaluation, lezer: Lezer) -> Inzage:
    """An evaluation as a reader may know it.

    Args:
        found: the full evaluation.
        lezer: ``hulpvrager``, ``regievoerder`` or ``maatje``; an auditor sees no casus.
    """
    facts = found.context.facts
    agreed = _agreed(found) if lezer is Lezer.MAATJE else frozenset[str]()
    zicht = Zicht(lezer=lezer, vocabulary=found.context.pack.vocabulary, vrij=agreed)
    casus = _casus(found.gegeven, zicht, facts, found.peildatum)
    pack = pack_for(found.context.pack, zicht, afgeleid=found.afgeleid)
    engine = choose_engine("direct")
    workflows = tuple(
        DefinedWorkflow(definition_for(workflow.definition, zicht))
        if isinstance(workflow, DefinedWorkflow)
        else workflow
        for workflow in found.workflows
    )
    return Inzage(
        zicht=zicht,
        evaluatie=attrs.evolve(
            found,
            gegeven=casus,
            context=fire(casus, pack, found.peildatum, engine, afgeleid=found.afgeleid),
            workflows=workflows,
            engine=engine,
        ),
    )


def _agreed(found: Evaluation) -> frozenset[str]:
    """What may be told to the maatje because the hulpvrager agreed: what an open gate lets go to that receiver."""
    facts = found.context.facts
    companions = {
        name
        for node in facts.nodes
        if node.get("maatje") == "ja"
        for name in (node["id"], node.get("organisatie"), node.get("functie"))
    }
    told: set[str] = set()
    for gate in found.poorten:
        velden = found.context.pack.poorten[gate.poort].velden
        if velden is not None and not gate.bezwaren and facts.get(velden.ontvanger_uit) in companions - {None}:
            told |= set(gate.velden)
    return frozenset(told)


def _casus(casus: Casus, zicht: Zicht, facts: Facts, day: dt.date) -> Casus:
    """The casus with only what the reader sees."""
    known = {name: zicht.value(name, value) for name, value in casus.feiten.items()}
    roles = {node["id"]: {role: node.get(role, "") for role in _ROLES} for node in facts.nodes}
    seen = [one for b in casus.betrokkenen if (one := zicht.betrokkene(b, roles[b.id])) is not None]
    kringen = {one.id: one.kring for one in seen}
    changes: dict[str, Any] = {
        "feiten": {name: value for name, value in known.items() if value is not None},
        "betrokkenen": seen,
        "relaties": [relatie for relatie in casus.relaties if zicht.relatie(relatie, kringen, day)],
        "gevraagd": frozenset(name for name in casus.gevraagd if zicht.fact(name)),
    }
    return attrs.evolve(casus, **changes)

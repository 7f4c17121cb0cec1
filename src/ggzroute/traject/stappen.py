"""What a step of a workflow makes true when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ggzroute.domain.facts import Facts
from ggzroute.domain.route import Route, RouteStap
from ggzroute.rules.conditions import All, Check, Condition, In
from ggzroute.traject.inhoud_lezen import ELDERS
from ggzroute.traject.vouwen import StapFeiten
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.definition import Definition
from ggzroute.workflow.port import Workflow
from ggzroute.workflow.reading import DOABLE


def step_facts(definition: Definition | None) -> StapFeiten:
    """The facts that each step of a definition makes true; without one, no step can be done."""
    if definition is None:
        return lambda _: None
    found = {
        id_: {name: value for name, value in _certain(stap.gedaan_als) if name not in ELDERS}
        for id_, stap in definition.stappen.items()
        if stap.soort in DOABLE
    }
    return found.get


def anything(_: str) -> Mapping[str, Any]:
    """For a traject that still runs on another version of its workflow: its steps cannot be looked up."""
    return {}


def _certain(condition: Condition | None) -> Iterator[tuple[str, Any]]:
    """The facts that must have one value when the condition holds; what may have more stays unknown."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _certain(part)
    elif isinstance(condition, Check) and isinstance(condition.test, In) and len(condition.test.values) == 1:
        term = condition.term
        if not (term.field or term.key or term.node):
            yield term.name, next(iter(condition.test.values))


@attrs.frozen
class Gevolgd:
    """A workflow that knows which steps were done, besides what the facts say.

    Where a step says itself when it is done, the facts decide; else what was noted does.
    """

    workflow: Workflow
    definition: Definition
    gedaan: frozenset[str]

    @property
    def naam(self) -> str:
        """Name by which it is chosen."""
        return self.workflow.naam

    @property
    def versie(self) -> str:
        """Version of its definition."""
        return self.workflow.versie

    def walk(self, facts: Facts, vocabulary: Vocabulary) -> Route:
        """The route, with the steps that were done."""
        route = self.workflow.walk(facts, vocabulary)
        return attrs.evolve(route, stappen=tuple(self._marked(stap) for stap in route.stappen))

    def _marked(self, stap: RouteStap) -> RouteStap:
        says_itself = self.definition.stappen[stap.id].gedaan_als is not None
        open_ = stap.stand == "onbekend" or (stap.stand == "te_doen" and not says_itself)
        return attrs.evolve(stap, stand="gedaan") if open_ and stap.id in self.gedaan else stap

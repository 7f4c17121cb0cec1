"""A whole pack compiled to one function: a casus as plain data in, what fired and where the route goes out.

For a host that has very many casussen, or very little time.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from typing import Any, Protocol

import attrs

from ggzroute.domain.casus import Casus
from ggzroute.engine.raw import peildatum_of
from ggzroute.engine.trails import TooManyWaysError
from ggzroute.engine.whole import Target, compile_whole
from ggzroute.evaluation import find_workflows, fitting
from ggzroute.outcome import Outcome, Plan, Workflows, plan_of
from ggzroute.rules.conditions import binder
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack
from ggzroute.rules.selection import Selection
from ggzroute.workflow.builtin import DefinedWorkflow
from ggzroute.workflow.definition import Definition


class Decide(Protocol):
    """What :func:`compile_pack` gives."""

    def __call__(self, data: Mapping[str, Any], peildatum: dt.date | None = None) -> Outcome:
        """Decide one casus.

        Args:
            data: the casus as :meth:`Casus.from_dict` takes it.
            peildatum: the day to look at; by default that of the casus.
        """
        ...


def compile_pack(pack: RulePack, *, workflow: Workflows = None, afgeleid: bool = False, check: bool = False) -> Decide:
    """Compile a pack to one function from a casus as plain data to an :class:`Outcome`.

    The function trusts its data: it must be what :meth:`Casus.from_dict` accepts with the vocabulary of this pack, and
    name only organisations of its sociale kaart. It does not look for forbidden inputs, unknown facts or broken
    invariants; data that is no casus gives an error or a wrong answer. With ``check`` everything is checked first, as
    :meth:`Casus.from_dict` does.

    Args:
        pack: the rule pack.
        workflow: name of a workflow of the pack or of a plug-in, or several, of which the first is the main one; by
            default that of the pack, if it has one.
        afgeleid: whether our own readings (``basis: afgeleid``) take part.
        check: whether each casus is checked before it is decided.

    Raises:
        WorkflowNotFoundError: there is no such workflow.
        WorkflowNamedTwiceError: one is named twice.
    """
    walker = find_workflows(pack, workflow)[0]
    definition = walker.definition if isinstance(walker, DefinedWorkflow) else None
    decide = _ByDay(pack, workflow, definition, afgeleid=afgeleid).function()
    return _checked(pack, decide) if check else decide


def _checked(pack: RulePack, decide: Decide) -> Decide:
    def checked(data: Mapping[str, Any], peildatum: dt.date | None = None) -> Outcome:
        fitting(Casus.from_dict(data, vocabulary=pack.vocabulary), pack)
        return decide(data, peildatum)

    return checked


class _ByDay:
    """The functions of a pack: one for all days on which the same rules take part, each compiled when it is needed."""

    def __init__(self, pack: RulePack, workflow: Workflows, definition: Definition | None, *, afgeleid: bool) -> None:
        self.pack = pack
        self.workflow = workflow
        self.definition = definition
        self.afgeleid = afgeleid
        self._lock = threading.Lock()
        self._made: dict[int, Decide] = {}

    def function(self) -> Decide:
        """One function for every day."""
        if not self.pack.changes:
            return self._on(dt.date.max)

        def decide(data: Mapping[str, Any], peildatum: dt.date | None = None) -> Outcome:
            try:
                day = peildatum_of(data, peildatum)
            except Exception:  # noqa: BLE001 - whatever it is, reading the casus tells it better
                return self._otherwise(data, peildatum)
            return self._on(day)(data, day)

        return decide

    def _on(self, day: dt.date) -> Decide:
        selection = self.pack.selection(day, afgeleid=self.afgeleid)
        found = self._made.get(id(selection))
        if found is None:
            with self._lock:
                found = self._made.get(id(selection)) or self._compile(selection)
                self._made[id(selection)] = found
        return found

    def _compile(self, selection: Selection) -> Decide:
        pack, plan = self.pack, self._plan(selection)
        says = _says(plan, selection.rules)
        saying = {code: plan.numbers[id_] for id_, code in says.items()}
        plan = attrs.evolve(plan, ranks=_ranks(plan), saying=saying)
        target = Target(Outcome, plan.numbers, says, plan.ranks, plan, self._otherwise)
        try:
            made: Decide = compile_whole(selection, self.definition, pack.vocabulary, pack.kaart, target)
        except TooManyWaysError:
            made = compile_whole(selection, None, pack.vocabulary, pack.kaart, target)
        return made

    def _otherwise(self, data: Mapping[str, Any], peildatum: dt.date | None) -> Outcome:
        """The outcome of data that a function could not read: checked, and worked out step by step."""
        anyhow = self._plan(self.pack.selection(dt.date.max, afgeleid=self.afgeleid))
        evaluation = anyhow.evaluate(data, peildatum)
        day, made = evaluation.peildatum, Outcome()
        plan = self._plan(self.pack.selection(day, afgeleid=self.afgeleid))
        hits = evaluation.context.firing.hits
        bound: dict[int, list[str]] = {}
        for hit in hits:
            if hit.wie:
                bound.setdefault(plan.numbers[hit.regel], []).append(hit.wie)
        known = {
            "_data": data,
            "_peildatum": day,
            "_fired": [plan.numbers[hit.regel] for hit in hits if not hit.wie],
            "_bound": list(bound.items()),
            "_said": None,
            "_best": None,
            "_trail": None,
            "_plan": plan,
            "_evaluation": evaluation,
        }
        for slot, value in known.items():
            setattr(made, slot, value)
        return made

    def _plan(self, selection: Selection) -> Plan:
        return plan_of(self.pack, self.workflow, selection.rules.values(), afgeleid=self.afgeleid)


def _says(plan: Plan, rules: Mapping[str, Rule]) -> Mapping[str, str]:
    """Id of a rule to the code that it advises; empty when one code can come twice, or a rule has several."""
    codes = [code for some in plan.handelingen for code in some]
    found = {id_: some[0] for id_, some in zip(plan.ids, plan.handelingen, strict=True) if some}
    once = len(codes) == len(set(codes)) == len(found)
    return found if once and not any(binder(rules[id_].als) for id_ in found) else {}


def _ranks(plan: Plan) -> Mapping[str, int] | None:
    """Id of a rule to the rang with which it proposes whom it finds; ``None`` when two have the same rang."""
    given = [rang for some in plan.rangs for rang in some]
    found = {id_: some[0] for id_, some in zip(plan.ids, plan.rangs, strict=True) if some}
    return found if len(given) == len(set(given)) == len(found) and not plan.others else None

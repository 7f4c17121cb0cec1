"""What a compiled pack gives for one casus: what fired and where the route goes, and the rest when it is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import attrs

from ggzroute.domain.casus import Casus
from ggzroute.engine.trails import Trail
from ggzroute.evaluation import Evaluation, evaluate
from ggzroute.rules.conclusions import Adviseer, KandidaatRegievoerder, Richting, Wie
from ggzroute.rules.model import STERKTES, Hit, Rule
from ggzroute.rules.pack import RulePack

Workflows = str | Sequence[str] | None
"""The workflows that are meant, as :func:`ggzroute.evaluate` takes them."""


class Voorstel(NamedTuple):
    """Somebody whom a rule proposes as regievoerder.

    Attributes:
        wie: id of a betrokkene, or what the rule names.
        rang: the highest rang of all proposals for this one.
        regel: id of the strongest rule with that rang.
    """

    wie: str
    rang: int
    regel: str


class Outcome:
    """What fired for one casus, and where its route goes.

    Rules have fired and questions are answered when this object exists; the rest is worked out when it is asked for. It
    keeps the data it was made from, which must not change as long as it is used.
    """

    __slots__ = ("_best", "_bound", "_data", "_evaluation", "_fired", "_peildatum", "_plan", "_said", "_trail")

    _best: tuple[int, list[str], int] | None
    _bound: Sequence[tuple[int, list[str]]]
    _data: Mapping[str, Any]
    _evaluation: Evaluation
    _fired: list[int]
    _peildatum: dt.date
    _plan: Plan
    _said: list[str] | None
    _trail: Trail | None

    def __repr__(self) -> str:
        return f"Outcome({len(self.gevuurd)} regels gevuurd)"

    @property
    def casus(self) -> str:
        """Pseudonym of the casus."""
        return str(self._data["id"])

    @property
    def peildatum(self) -> dt.date:
        """The day that was looked at."""
        return self._peildatum

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The rules that fired, and for whom; sorted by id, and by the order of the casus for one rule."""
        ids = self._plan.ids
        found = [Hit(ids[number]) for number in self._alone()]
        found += [Hit(ids[number], wie) for number, bound in self._bound for wie in bound]
        return tuple(sorted(found, key=_rule_of))

    @property
    def gevuurd(self) -> frozenset[str]:
        """Ids of the rules that fired."""
        return frozenset([self._plan.ids[number] for number in self._numbers()])

    def _alone(self) -> list[int]:
        """Numbers of the rules that fired for nobody in particular."""
        saying = self._plan.saying
        return self._fired if self._said is None else self._fired + [saying[code] for code in self._said]

    def _numbers(self) -> list[int]:
        return self._alone() + [number for number, _ in self._bound]

    @property
    def stappen(self) -> tuple[str, ...]:
        """Ids of the steps of the main route, from the beginning to where it waits or ends."""
        if self._trail is None:
            return tuple(stap.id for stap in self.evaluation.route.stappen)
        return self._trail.stappen

    @property
    def activiteiten(self) -> tuple[str, ...]:
        """Ids of those steps that are activities: what people do, or have done."""
        if self._trail is None:
            return tuple(stap.id for stap in self.evaluation.route.stappen if stap.soort == "activiteit")
        return self._trail.activiteiten

    @property
    def wacht_bij(self) -> str | None:
        """Id of the step where the route waits, or ``None``."""
        return self.evaluation.route.wacht_bij if self._trail is None else self._trail.wacht_bij

    @property
    def handelingen(self) -> tuple[str, ...]:
        """Codes of the actions that are advised, the strongest first."""
        if self._said is not None:
            return tuple(self._said)
        codes = self._plan.handelingen
        return tuple(dict.fromkeys([code for number in sorted(self._numbers()) for code in codes[number]]))

    @property
    def kandidaat(self) -> Voorstel | None:
        """The first of those whom rules propose as regievoerder, or ``None``."""
        if self._plan.ranks is None:
            return next(iter(self.voorgesteld), None)
        if self._best is None:
            return None
        rang, ids, number = self._best
        return Voorstel(ids[0] if len(ids) == 1 else min(ids), rang, self._plan.ids[number])

    @property
    def voorgesteld(self) -> tuple[Voorstel, ...]:
        """Whom rules propose as regievoerder, the highest rang first; ``regie`` says if there is a choice to make."""
        plan = self._plan
        found = [(-rang, wie, number) for number, bound in self._bound for rang in plan.rangs[number] for wie in bound]
        if plan.others:
            found += [
                proposal for number in self._numbers() if number in plan.others for proposal in self._named(number)
            ]
        if len(found) > 1:
            found.sort()
        best: dict[str, Voorstel] = {}
        for rang, wie, number in found:
            if wie not in best:
                best[wie] = Voorstel(wie, -rang, plan.ids[number])
        return tuple(best.values())

    def _named(self, number: int) -> Iterator[tuple[int, str, int]]:
        """The proposals of a rule that names somebody else than it found."""
        context, id_ = self.evaluation.context, self._plan.ids[number]
        for conclusion in self._plan.others[number]:
            yield from ((-conclusion.rang, wie, number) for wie in context.who(conclusion.wie, Hit(id_)))

    @property
    def evaluation(self) -> Evaluation:
        """Everything, with reasons and sources: the evaluation of the same casus.

        Raises:
            CasusError: the data was trusted, and is no casus that fits the pack.
        """
        try:
            return self._evaluation
        except AttributeError:
            self._evaluation = self._plan.evaluate(self._data, self._peildatum)
            return self._evaluation

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as plain JSON types."""
        return self.evaluation.to_dict()


def _rule_of(hit: Hit) -> str:
    return hit.regel


@attrs.frozen(kw_only=True, eq=False)
class Plan:
    """What the outcomes of one function share. Rules have a number: the strongest first, and then by id.

    Attributes:
        pack: the pack.
        workflow: the workflows, as they were given.
        afgeleid: whether our own readings take part.
        ids: number to id of a rule.
        handelingen: number to the codes that a rule advises.
        rangs: number to the rangs with which a rule proposes whom it found as regievoerder.
        others: number to the proposals of a regievoerder in which a rule names somebody else.
        ranks: id of a rule to its rang, when the function keeps the highest itself; else ``None``.
        saying: code that is advised to the number of the one rule that does, for rules that the function lets speak.
    """

    pack: RulePack
    workflow: Workflows
    afgeleid: bool
    ids: tuple[str, ...]
    handelingen: tuple[tuple[str, ...], ...]
    rangs: tuple[tuple[int, ...], ...]
    others: Mapping[int, tuple[KandidaatRegievoerder, ...]]
    ranks: Mapping[str, int] | None = None
    saying: Mapping[str, int] = attrs.field(factory=dict)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Id of a rule to its number."""
        return {id_: number for number, id_ in enumerate(self.ids)}

    def evaluate(self, data: Mapping[str, Any], peildatum: dt.date | None) -> Evaluation:
        """The evaluation of a casus that is read and checked first."""
        casus = Casus.from_dict(data, vocabulary=self.pack.vocabulary)
        return evaluate(casus, self.pack, peildatum=peildatum, workflow=self.workflow, afgeleid=self.afgeleid)


def plan_of(pack: RulePack, workflow: Workflows, rules: Iterable[Rule], *, afgeleid: bool) -> Plan:
    """What the outcomes for these rules share."""
    ordered = sorted(rules, key=_strength)
    return Plan(
        pack=pack,
        workflow=workflow,
        afgeleid=afgeleid,
        ids=tuple(rule.id for rule in ordered),
        handelingen=tuple(_advised(rule) for rule in ordered),
        rangs=tuple(tuple(c.rang for c in _proposed(rule, bound=True)) for rule in ordered),
        others={n: some for n, rule in enumerate(ordered) if (some := _proposed(rule, bound=False))},
    )


def _strength(rule: Rule) -> tuple[int, str]:
    return STERKTES.index(rule.sterkte), rule.id


def _advised(rule: Rule) -> tuple[str, ...]:
    codes = {c.handeling for c in rule.dan if isinstance(c, Adviseer) and c.richting is Richting.ADVISEER}
    return tuple(sorted(codes))


def _proposed(rule: Rule, *, bound: bool) -> tuple[KandidaatRegievoerder, ...]:
    proposals = (c for c in rule.dan if isinstance(c, KandidaatRegievoerder))
    return tuple(c for c in proposals if (c.wie.wie is Wie.GEBONDEN) is bound)

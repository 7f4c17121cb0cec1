"""Coverage of rules by casussen: does each rule fire somewhere, nearly somewhere, and does each condition matter?

A condition matters when turning it into its opposite changes whether some casus gives what is expected of it. That is
mutation of the rule, not of code: the mutated rule is run by the readable interpreter on the same casussen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import attrs

from ggzroute.analysis.literals import flipped
from ggzroute.conclusies import Conclusies
from ggzroute.decide.context import Context
from ggzroute.domain.facts import Facts
from ggzroute.replay.evaluating import evaluate_fixture
from ggzroute.replay.fixtures import CASUS, Fixture
from ggzroute.replay.toetsen import holds
from ggzroute.rules.conditions import All, Condition, binder, leaves
from ggzroute.rules.logic import matches, truth
from ggzroute.rules.model import Hit, Rule
from ggzroute.rules.pack import RulePack
from ggzroute.rules.wording import say
from ggzroute.workflow.builtin import trail
from ggzroute.workflow.definition import Definition
from ggzroute.workflow.graph import shape


@attrs.frozen(kw_only=True)
class LeafCoverage:
    """One condition of a rule, and the first casus that notices when it is turned around (``""`` for none)."""

    nummer: int
    tekst: str
    gemerkt_door: str


@attrs.frozen(kw_only=True)
class RuleCoverage:
    """What the casussen do with one rule.

    Attributes:
        regel: id of the rule.
        gevuurd: kind of casus to the ids of those in which it fires.
        bijna: ids of casussen in which just one line keeps it from firing.
        voorwaarden: its conditions.
    """

    regel: str
    gevuurd: dict[str, tuple[str, ...]]
    bijna: tuple[str, ...]
    voorwaarden: tuple[LeafCoverage, ...]

    @property
    def ergens(self) -> bool:
        """Whether it fires in some casus."""
        return any(self.gevuurd.values())

    def to_dict(self) -> dict[str, Any]:
        """The coverage as plain JSON types."""
        return {
            "regel": self.regel,
            "gevuurd": {kind: list(ids) for kind, ids in self.gevuurd.items()},
            "bijna": list(self.bijna),
            "voorwaarden": [attrs.asdict(leaf) for leaf in self.voorwaarden],
        }


@attrs.frozen(kw_only=True)
class Coverage:
    """What the casussen of a pack do with its rules and with its workflow.

    Attributes:
        pakket: name of the pack.
        regels: one entry for each own rule, sorted by id.
        stappen: name of each own workflow to (from, to) to the number of casussen that take that way.
        casussen: kind of casus to how many there are.
    """

    pakket: str
    regels: tuple[RuleCoverage, ...]
    stappen: dict[str, dict[tuple[str, str], int]]
    casussen: dict[str, int]

    @property
    def voorwaarden(self) -> int:
        """How many conditions there are."""
        return sum(len(rule.voorwaarden) for rule in self.regels)

    @property
    def overlevers(self) -> tuple[tuple[str, LeafCoverage], ...]:
        """Conditions that nobody notices when they are turned around."""
        return tuple((rule.regel, leaf) for rule in self.regels for leaf in rule.voorwaarden if not leaf.gemerkt_door)

    @property
    def nooit(self) -> tuple[str, ...]:
        """Rules that fire in no casus."""
        return tuple(rule.regel for rule in self.regels if not rule.ergens)

    def to_dict(self) -> dict[str, Any]:
        """The coverage as plain JSON types."""
        noticed = self.voorwaarden - len(self.overlevers)
        return {
            "pakket": self.pakket,
            "casussen": self.casussen,
            "regels": [rule.to_dict() for rule in self.regels],
            "nooit_gevuurd": list(self.nooit),
            "voorwaarden": self.voorwaarden,
            "voorwaarden_gemerkt": noticed,
            "workflow": [
                {"workflow": name, "van": van, "naar": naar, "casussen": n}
                for name, ways in self.stappen.items()
                for (van, naar), n in sorted(ways.items())
            ],
        }


@attrs.define
class Sample:
    """One fixture in one situation, evaluated once."""

    fixture: Fixture
    situatie: str | None
    base: Conclusies

    @property
    def context(self) -> Context:
        """What the rules gave."""
        return self.base.context

    @cached_property
    def verdict(self) -> tuple[bool, ...]:
        """Which expectations hold, in order."""
        return self.judge(self.base)

    def judge(self, evaluation: Conclusies) -> tuple[bool, ...]:
        """Which expectations of this situation hold in an evaluation."""
        outcomes = (u for u in (*self.fixture.uitkomsten, *self.fixture.mag_niet) if u.situatie == self.situatie)
        return tuple(holds(test, evaluation) for outcome in outcomes for test in outcome.toets)

    def with_rule(self, rule: Rule, mutant: Condition) -> Conclusies:
        """The evaluation as it would be with another condition for one rule."""
        context = self.context
        facts = context.facts
        bound = binder(mutant) if isinstance(mutant, All) else binder(rule.als)
        hits = [hit for hit in context.firing.hits if hit.regel != rule.id]
        if truth(mutant, facts) is True:
            hits += [Hit(rule.id, who) for who in matches(bound, facts)] if bound else [Hit(rule.id)]
        firing = attrs.evolve(context.firing, hits=tuple(sorted(hits)))
        return attrs.evolve(self.base, context=attrs.evolve(context, firing=firing))


def measure(pack: RulePack, fixtures: Sequence[Fixture]) -> Coverage:
    """What these casussen do with the own rules of a pack. Our own readings take part, so that they are tried too."""
    samples = [sample for fixture in fixtures for sample in samples_of(fixture, pack)]
    rules = [rule for rule in pack.regels.values() if rule.pakket == pack.pakket]
    kinds: dict[str, int] = {}
    for fixture in fixtures:
        kinds[fixture.soort] = kinds.get(fixture.soort, 0) + 1
    return Coverage(
        pakket=pack.pakket,
        regels=tuple(_rule(rule, samples) for rule in rules),
        stappen={name: _edges(samples, own) for name, own in pack.workflows.items() if own.pakket == pack.pakket},
        casussen=kinds,
    )


def samples_of(fixture: Fixture, pack: RulePack) -> Iterator[Sample]:
    """A fixture in each of its situations. Our own readings take part."""
    for name, found in evaluate_fixture(fixture, pack, afgeleid=True).items():
        yield Sample(fixture, name, found)


def tried(rule: Rule, samples: Iterable[Sample]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Kind of casus to the ids of those in which a rule fires, and those in which one line keeps it from firing."""
    lines = rule.als.parts if isinstance(rule.als, All) else (rule.als,)
    fired: dict[str, list[str]] = {}
    nearly: list[str] = []
    for sample in samples:
        if rule.id not in sample.context.rules:
            continue
        if rule.id in sample.base.gevuurd:
            fired.setdefault(sample.fixture.soort, []).append(sample.fixture.id)
        elif _one_missing(lines, sample.context.facts):
            nearly.append(sample.fixture.id)
    return {kind: tuple(dict.fromkeys(ids)) for kind, ids in sorted(fired.items())}, tuple(dict.fromkeys(nearly))


def _one_missing(lines: Iterable[Condition], facts: Facts) -> bool:
    """Whether all lines but one are true."""
    missing = 0
    for line in lines:
        missing += truth(line, facts) is not True
        if missing > 1:
            return False
    return missing == 1


def _rule(rule: Rule, samples: Sequence[Sample]) -> RuleCoverage:
    fired, nearly = tried(rule, samples)
    return RuleCoverage(
        regel=rule.id,
        gevuurd=fired,
        bijna=nearly,
        voorwaarden=tuple(
            LeafCoverage(nummer=n, tekst=say(leaf), gemerkt_door=_noticed(rule, n, samples))
            for n, leaf in enumerate(leaves(rule.als))
        ),
    )


def _noticed(rule: Rule, number: int, samples: Iterable[Sample]) -> str:
    """Id of the first casus whose expectations notice that one condition was turned around."""
    mutant = flipped(rule.als, number)
    for sample in samples:
        facts = sample.context.facts
        if rule.id not in sample.context.rules or (truth(rule.als, facts) is True) is (truth(mutant, facts) is True):
            continue
        if sample.judge(sample.with_rule(rule, mutant)) != sample.verdict:
            return sample.fixture.id
    return ""


def _edges(samples: Iterable[Sample], definition: Definition) -> dict[tuple[str, str], int]:
    """Every way from step to step, and how many casussen take it."""
    found = {(step, to): 0 for step, ways in shape(definition).items() for to in ways}
    for sample in samples:
        if sample.fixture.niveau == CASUS:
            walked = (step for step, _ in trail(definition, sample.context.facts))
            for pair in pairwise(walked):
                found[pair] += 1
    return found

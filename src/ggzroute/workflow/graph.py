"""What a workflow definition promises, proved: every path is enumerated over what the facts can be.

Paths are found by walking with nothing known: wherever the way on depends on an unknown fact, the walk splits over all
values of that fact (but not where every answer leads to the same step). So a path that no combination of facts can take
is not a path, however the arrows run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from ggzroute.domain.facts import INVENTARIS, Facts
from ggzroute.rules.conditions import Check, Condition, In, Range, walk
from ggzroute.rules.logic import blockers, truth
from ggzroute.vocabulary import Soort, Vocabulary
from ggzroute.workflow.definition import Belofte, Definition, Stap, Tak

MAX_PATHS: Final = 20_000


class TooManyPathsError(Exception):
    """The definition has more paths than can be proved."""


@attrs.frozen(kw_only=True)
class Walk:
    """One way through a definition.

    Attributes:
        stappen: ids from the beginning.
        facts: what was supposed on the way.
        stuck: ``""`` when an end was reached, else why the walk stopped: ``niemand`` (no branch can be taken),
            ``lus`` (came back to a step with the same facts), ``onbekend`` (waits for a fact without a list of values).
    """

    stappen: tuple[str, ...]
    facts: Facts
    stuck: str = ""


@attrs.frozen
class Choice:
    """What a step does next: the branch that is taken, or the facts that are needed to tell."""

    branch: Tak | None
    needs: tuple[str, ...] = ()


def choose(stap: Stap, facts: Facts) -> Choice:
    """The branch that is certain, or the facts that hold the choice up.

    The first branch whose condition is true is taken; ``anders`` when all others are false.
    """
    waiting: set[str] = set()
    for branch in stap.takken:
        if branch.als is None:
            if waiting:
                break
            return Choice(branch)
        holds = truth(branch.als, facts)
        if holds is True and not waiting:
            return Choice(branch)
        if holds is not False:
            waiting |= blockers(branch.als, facts)
    return Choice(None, tuple(sorted(waiting)))


class _Choices:
    """Choices along the ways that some facts leave open; the same step with the same suppositions is looked at once.

    What is given does not change on the way, so only what is supposed tells two moments apart.
    """

    def __init__(self, given: Facts) -> None:
        self._given = given.values
        self._made: dict[tuple[Any, ...], Choice] = {}
        self._supposed: dict[str, list[str]] = {}

    def of(self, stap: Stap, facts: Facts) -> Choice:
        """What a step does next."""
        names = self._supposed.get(stap.id)
        if names is None:
            names = self._supposed[stap.id] = [name for name in stap.needs if name not in self._given]
        key = (stap.id, *map(facts.values.get, names))
        if key not in self._made:
            self._made[key] = choose(stap, facts)
        return self._made[key]


def walks(definition: Definition, facts: Facts, vocabulary: Vocabulary) -> Iterator[Walk]:
    """Every way through the definition that these facts leave open, each with the facts it supposes.

    Raises:
        TooManyPathsError: more than :data:`MAX_PATHS`.
    """
    todo: list[tuple[tuple[str, ...], Facts, frozenset[tuple[str, int]]]] = [((definition.begin,), facts, frozenset())]
    found = 0
    choices = _Choices(facts)
    while todo:
        trail, known, seen = todo.pop()
        step = definition.stappen[trail[-1]]
        if step.soort == "eind" or not step.takken:
            found += 1
            yield Walk(stappen=trail, facts=known, stuck="" if step.soort == "eind" else "niemand")
        else:
            here = (step.id, len(known.values))
            choice = choices.of(step, known)
            if here in seen and choice.branch is not None:
                found += 1
                yield Walk(stappen=trail, facts=known, stuck="lus")
            elif choice.branch is not None:
                todo.append(((*trail, choice.branch.naar), known, seen | {here}))
            elif len(targets := {branch.naar for branch in step.takken}) == 1 and _complete(
                step, known, definition, vocabulary, choices
            ):
                todo.append(((*trail, *targets), known, seen | {here}))
            elif not choice.needs:
                found += 1
                yield Walk(stappen=trail, facts=known, stuck="niemand")
            else:
                options = [] if choice.needs[0] in known.values else values_of(choice.needs[0], definition, vocabulary)
                if not options:
                    found += 1
                    yield Walk(stappen=trail, facts=known, stuck="onbekend")
                todo += [(trail, suppose(known, choice.needs[0], value), seen) for value in reversed(options)]
        if found + len(todo) > MAX_PATHS:
            raise TooManyPathsError


def _complete(stap: Stap, facts: Facts, definition: Definition, vocabulary: Vocabulary, choices: _Choices) -> bool:
    """Whether a step has a way on for every value of what it still needs to know."""
    choice = choices.of(stap, facts)
    if choice.branch is not None or not choice.needs:
        return choice.branch is not None
    options = [] if choice.needs[0] in facts.values else values_of(choice.needs[0], definition, vocabulary)
    return bool(options) and all(
        _complete(stap, suppose(facts, choice.needs[0], value), definition, vocabulary, choices) for value in options
    )


def suppose(facts: Facts, name: str, value: Any) -> Facts:
    """These facts with one more."""
    found = facts.with_values({**facts.values, name: value})
    return attrs.evolve(found, closed=True) if name == INVENTARIS and value == "ja" else found


def values_of(name: str, definition: Definition, vocabulary: Vocabulary) -> list[Any]:
    """Values of a fact that the definition can tell apart, and one it cannot."""
    begrip = vocabulary.get(name)
    if begrip is None:
        return []
    if begrip.type.soort in (Soort.JA_NEE, Soort.KEUZE):
        return list(begrip.type.waarden)
    if begrip.type.soort is Soort.KEUZES:
        return [frozenset(), *(frozenset({code}) for code in begrip.type.waarden)]
    if begrip.type.soort is Soort.GETAL:
        return sorted({bound + d for c in conditions(definition) for bound in _bounds(c, name) for d in (-1, 0, 1)})
    return []


def _bounds(condition: Condition, name: str) -> Iterator[int]:
    for part in walk(condition):
        if isinstance(part, Check) and part.term.name == name:
            if isinstance(part.test, Range):
                yield from (b for b in (part.test.low, part.test.high) if b is not None)
            elif isinstance(part.test, In):
                yield from part.test.values


def conditions(definition: Definition) -> Iterator[Condition]:
    """The conditions on the branches of a definition."""
    for stap in definition.stappen.values():
        yield from (branch.als for branch in stap.takken if branch.als is not None)


def keeps(promise: Belofte, found: Walk) -> bool:
    """Whether one way through the definition keeps a promise."""
    ends_well = not promise.eindigt_bij or found.stappen[-1] in promise.eindigt_bij
    if ends_well and all(stap in found.stappen for stap in promise.bevat):
        return True
    if promise.als is not None and truth(promise.als, found.facts) is not True:
        return True
    return promise.behalve is not None and truth(promise.behalve, found.facts) is True


def possible_paths(definition: Definition, facts: Facts, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Names of the paths that these facts leave open, in the order of the definition."""
    open_ = {found.stappen for found in walks(definition, facts, vocabulary)}
    return tuple(name for name, steps in definition.paden.items() if steps in open_)


def shape(definition: Definition) -> Mapping[str, tuple[str, ...]]:
    """Step to the steps it can lead to, as drawn."""
    return {
        stap.id: tuple(dict.fromkeys(branch.naar for branch in stap.takken)) for stap in definition.stappen.values()
    }

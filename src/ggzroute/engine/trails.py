"""Compiles where a route goes: every way through a workflow, as questions in questions.

A workflow has few ways, so each ends in a constant. The first branch that holds is taken, as long as those before it
certainly do not hold; else the route waits.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from ggzroute.engine.expressions import Expressions
from ggzroute.engine.syntax import assign, when
from ggzroute.rules.conditions import Condition
from ggzroute.workflow.definition import Definition, Tak

MAX_WAYS: Final = 400
"""A workflow with more ways through it, or to where it waits, is not compiled."""


@attrs.frozen
class Trail:
    """Where a route goes.

    Attributes:
        stappen: ids of its steps.
        activiteiten: ids of those that are activities.
        wacht_bij: the one where it waits, or ``None`` when it has come to an end.
    """

    stappen: tuple[str, ...]
    activiteiten: tuple[str, ...]
    wacht_bij: str | None


class TooManyWaysError(Exception):
    """The workflow has more ways than are worth compiling."""


def questions(workflow: Definition) -> Iterator[Condition]:
    """The conditions that decide where the route goes."""
    for step in workflow.stappen.values():
        yield from (branch.als for branch in step.takken if branch.als is not None)


def trail_statements(workflow: Definition, expressions: Expressions) -> list[ast.stmt]:
    """Statements that set ``trail``.

    Raises:
        TooManyWaysError: there are more than :data:`MAX_WAYS`.
    """
    return _Ways(workflow, expressions).after(workflow.begin, ())


class _Ways:
    def __init__(self, workflow: Definition, expressions: Expressions) -> None:
        self.workflow = workflow
        self.expressions = expressions
        self.made: dict[tuple[str, ...], list[ast.stmt]] = {}

    def after(self, id_: str, walked: tuple[str, ...]) -> list[ast.stmt]:
        """From one step on; a step that was passed before ends the trail."""
        if id_ in walked:
            return self.end(walked)
        return self.choice(self.workflow.stappen[id_].takken, (*walked, id_))

    def choice(self, branches: Sequence[Tak], walked: tuple[str, ...]) -> list[ast.stmt]:
        """Which of these branches is taken."""
        if not branches:
            return self.end(walked)
        first, others = branches[0], branches[1:]
        taken = self.after(first.naar, walked)
        if first.als is None:
            return taken
        holds, fails = self.expressions.holds(first.als), self.expressions.fails_besides(first.als)
        return when(holds, taken, when(fails, self.choice(others, walked), self.end(walked)))

    def end(self, walked: tuple[str, ...]) -> list[ast.stmt]:
        """The trail as it is now; the same list for the same trail, so that a test without effect is left out."""
        if walked not in self.made:
            if len(self.made) == MAX_WAYS:
                raise TooManyWaysError
            steps = [self.workflow.stappen[id_] for id_ in walked]
            waits = None if steps[-1].soort == "eind" else steps[-1].id
            done = tuple(step.id for step in steps if step.soort == "activiteit")
            self.made[walked] = [assign("trail", self.expressions.code.named(Trail(walked, done, waits)))]
        return self.made[walked]

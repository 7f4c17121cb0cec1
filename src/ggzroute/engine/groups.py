"""Compiles a group of rules: what they all need is asked once, and so is what several of them ask."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from ggzroute.domain.casus import NVT
from ggzroute.engine.expressions import Expressions, Values
from ggzroute.engine.needs import Group
from ggzroute.engine.syntax import IS_NOT, TRUE, both, compare, when
from ggzroute.rules.conditions import All, Check, Condition, Count, In, Known, Reach
from ggzroute.rules.model import Rule
from ggzroute.vocabulary import CODES


class GroupValues(Values, Protocol):
    """Values of which some are read where a group begins."""

    inside: list[ast.stmt] | None
    """Statements that read what only the group looks at that is being compiled; ``None`` outside groups."""


def group_statements(
    group: Group, expressions: Expressions, values: GroupValues, one: Callable[[Rule], list[ast.stmt]]
) -> list[ast.stmt]:
    """``if <what all need is known>:`` and then every rule.

    Args:
        group: the rules.
        expressions: what compiles their conditions.
        values: where it finds the values of terms.
        one: gives the statements of one rule.
    """
    known = TRUE
    if group.term is not None:
        value, has_value = values.variable(group.term), group.value and group.term.type.soort not in CODES
        applies = compare(value, IS_NOT, expressions.code.named(NVT)) if has_value else TRUE
        known = both([values.known(value), applies])
        values.inside, expressions.sure = [], {group.term: has_value}
    shared = [expressions.share(part) for part in _shared(group.rules)]
    body = [statement for rule in group.rules for statement in one(rule)]
    first, values.inside, expressions.sure = values.inside or [], None, {}
    expressions.shared.clear()
    return when(known, [*first, *shared, *body])


def _shared(rules: Sequence[Rule]) -> list[Condition]:
    """Conditions that several rules have, where that is worth a variable."""
    often = Counter(part for rule in rules for part in dict.fromkeys(_parts(rule.als)))
    return [part for part, times in often.items() if times > (2 if _cheap(part) else 1)]


def _parts(condition: Condition) -> Iterator[Condition]:
    """What must all hold; not what is told by one variable as it is."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _parts(part)
    elif not isinstance(condition, Count | Reach):
        yield condition


def _cheap(part: Condition) -> bool:
    """Whether it takes no more than a comparison."""
    return isinstance(part, Check) and (
        isinstance(part.test, Known) or (isinstance(part.test, In) and len(part.test.values) == 1)
    )

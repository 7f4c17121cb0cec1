"""Compiles conditions to Python expressions: one for when it certainly holds, one for when it certainly does not.

Expressions are built as ``ast`` nodes; no text is ever pasted together. What a term looks at is read once, into a local
variable in the normal form of its type: ``None`` when unknown, ``NVT`` when it does not apply.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any, Protocol

from ggzroute.domain.casus import NVT
from ggzroute.engine.syntax import (
    EQ,
    FALSE,
    GE,
    IN,
    IS,
    IS_NOT,
    LE,
    NONE,
    NOT_IN,
    TRUE,
    Code,
    assign,
    attribute,
    both,
    call,
    compare,
    either,
    literal,
    name,
    negate,
    plus,
)
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
    Day,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
    Term,
)


class Values(Protocol):
    """Where the code finds the values of terms."""

    def variable(self, term: Term) -> ast.expr:
        """The local variable with the value of a term."""
        ...

    def unknown(self, value: ast.expr) -> ast.expr:
        """Whether such a value is unknown."""
        ...

    def known(self, value: ast.expr) -> ast.expr:
        """Whether such a value is known."""
        ...


class Found(Protocol):
    """What the code knows of the betrokkenen once it has looked at all of them."""

    def at_least(self, pattern: Condition, number: int) -> ast.expr:
        """Whether so many certainly match."""
        ...

    def at_most(self, pattern: Condition, number: int) -> ast.expr:
        """Whether no more than so many may match, of those who are known."""
        ...

    def reached(self, over: tuple[str, ...]) -> ast.expr:
        """The variable with everybody who can be reached over these relations."""
        ...


class Local:
    """Values in their normal form: unknown is ``None``."""

    def unknown(self, value: ast.expr) -> ast.expr:
        """``value is None``."""
        return compare(value, IS, NONE)

    def known(self, value: ast.expr) -> ast.expr:
        """``value is not None``."""
        return compare(value, IS_NOT, NONE)


class Expressions:
    """Compiles the conditions of one function.

    Attributes:
        code: of the function.
        values: where it finds the values of terms.
        found: what it knows of the betrokkenen.
        used: ``closed`` and ``today``, as far as some expression looks at them.
        sure: terms that are known wherever the next expression will stand; true for those that have a value.
        shared: conditions that were found to hold or not before, with the variable that says so.
    """

    def __init__(self, code: Code, values: Values, found: Found, used: set[str] | None = None) -> None:
        self.code = code
        self.values = values
        self.found = found
        self.used: set[str] = set() if used is None else used
        self.sure: Mapping[Term, bool] = {}
        self.shared: dict[Condition, str] = {}
        self._made = 0

    def _use(self, identifier: str) -> ast.expr:
        self.used.add(identifier)
        return name(identifier)

    def share(self, condition: Condition) -> ast.stmt:
        """Find out once whether a condition certainly holds."""
        statement = assign(f"h{self._made}", self.holds(condition))
        self.shared[condition] = f"h{self._made}"
        self._made += 1
        return statement

    def holds(self, condition: Condition) -> ast.expr:
        """An expression that is true exactly when the condition is certainly true."""
        if condition in self.shared:
            return name(self.shared[condition])
        match condition:
            case All(parts):
                return both([self.holds(part) for part in parts])
            case AnyOf(parts):
                return either([self.holds(part) for part in parts])
            case Not(part):
                return self.fails(part)
            case Count():
                return self._count_holds(condition)
            case Reach(over):
                return compare(name("id_"), IN, self.found.reached(over))
            case Check(term, test):
                return self._check_holds(term, self.values.variable(term), test)

    def fails(self, condition: Condition) -> ast.expr:
        """An expression that is true exactly when the condition is certainly false."""
        match condition:
            case All(parts):
                return either([self.fails(part) for part in parts])
            case AnyOf(parts):
                return both([self.fails(part) for part in parts])
            case Not(part):
                return self.holds(part)
            case Count():
                return self._count_fails(condition)
            case Reach(over):
                return both([self._use("closed"), compare(name("id_"), NOT_IN, self.found.reached(over))])
            case Check(term, test):
                return self._check_fails(term, self.values.variable(term), test)

    def fails_besides(self, condition: Condition) -> ast.expr:
        """The same where it is already certain that the condition does not hold."""
        if not isinstance(condition, Check):
            return self.fails(condition)
        if isinstance(condition.test, Known):  # whether a fact is known is never unknown itself
            return TRUE
        return self.values.known(self.values.variable(condition.term))

    def _check_holds(self, term: Term, value: ast.expr, test: Any) -> ast.expr:
        known = TRUE if term in self.sure else self.values.known(value)
        if isinstance(test, Known):
            return known if test.known else negate(known)
        if isinstance(test, In):  # neither unknown nor nvt is ever among the values of a rule
            return self._among(value, test.values)
        applies = TRUE if self.sure.get(term) else compare(value, IS_NOT, self.code.named(NVT))
        return both([known, applies, self._passes(value, test)])

    def _check_fails(self, term: Term, value: ast.expr, test: Any) -> ast.expr:
        known = TRUE if term in self.sure else self.values.known(value)
        if isinstance(test, Known):
            return negate(known) if test.known else known
        if isinstance(test, In):
            return both([known, negate(self._among(value, test.values))])
        does_not_apply = FALSE if self.sure.get(term) else compare(value, IS, self.code.named(NVT))
        return both([known, either([does_not_apply, negate(self._passes(value, test))])])

    def _among(self, value: ast.expr, values: frozenset[Any]) -> ast.expr:
        if not values:
            return FALSE
        if len(values) == 1:
            return compare(value, EQ, self.code.constant(next(iter(values))))
        return compare(value, IN, self.code.constant(values))

    def _passes(self, value: ast.expr, test: Any) -> ast.expr:
        match test:
            case Range(low, high):
                return _between(value, low, high)
            case Size(low, high):
                return _between(call(name("len"), value), low, high)
            case DateRange(low, high):
                number = call(attribute(value, "toordinal"))
                sides = ((GE, low), (LE, high))
                return both([self._bound(number, op, day) for op, day in sides if day is not None])
            case Overlaps(values):
                if len(values) == 1:
                    return compare(self.code.constant(next(iter(values))), IN, value)
                return negate(call(attribute(self.code.constant(values), "isdisjoint"), value))
            case Disjoint(values):
                if len(values) == 1:
                    return compare(self.code.constant(next(iter(values))), NOT_IN, value)
                return call(attribute(self.code.constant(values), "isdisjoint"), value)
            case Covers(values):
                return call(attribute(self.code.constant(values), "issubset"), value)
            case SizeWith(values, low, high):
                return _between(call(self.code.named(count_with), value, self.code.constant(values)), low, high)
        raise AssertionError(test)  # pragma: no cover - the union of tests is closed

    def _bound(self, number: ast.expr, operator: ast.cmpop, day: Day) -> ast.expr:
        if day.date is not None:
            return compare(number, operator, literal(day.date.toordinal() + day.offset))
        return compare(number, operator, plus(self._use("today"), literal(day.offset)))

    def _count_holds(self, condition: Count) -> ast.expr:
        low, high, found = condition.low, condition.high, self.found
        enough = found.at_least(condition.pattern, low) if low is not None else TRUE
        few = both([self._use("closed"), found.at_most(condition.pattern, high)]) if high is not None else TRUE
        return both([enough, few])

    def _count_fails(self, condition: Count) -> ast.expr:
        low, high, found = condition.low, condition.high, self.found
        too_few = both([self._use("closed"), found.at_most(condition.pattern, low - 1)]) if low is not None else FALSE
        too_many = found.at_least(condition.pattern, high + 1) if high is not None else FALSE
        return either([too_few, too_many])


def _between(number: ast.expr, low: int | None, high: int | None) -> ast.expr:
    bounds = ((GE, low), (LE, high))
    return both([compare(number, op, literal(bound)) for op, bound in bounds if bound is not None])


def count_with(table: Mapping[str, Any], values: frozenset[Any]) -> int:
    """How many values of a table are one of these."""
    return sum(part in values for part in table.values())

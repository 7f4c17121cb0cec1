"""Compiles conditions to Python expressions: one for when it certainly holds, one for when it certainly does not.

Expressions are built as ``ast`` nodes; no text is ever pasted together. Values of rules reach the code as constants of
a namespace, under generated names.
"""

from __future__ import annotations

import ast
from typing import Any, Final

from ggzroute.domain.casus import NVT
from ggzroute.domain.facts import lookup
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
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

TRUE: Final = ast.Constant(value=True)
FALSE: Final = ast.Constant(value=False)


def name(identifier: str) -> ast.expr:
    """A variable that is read."""
    return ast.Name(id=identifier, ctx=ast.Load())


def call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    """A call with positional arguments."""
    return ast.Call(func=function, args=list(arguments), keywords=[])


def both(parts: list[ast.expr]) -> ast.expr:
    """``a and b and ...``."""
    return parts[0] if len(parts) == 1 else ast.BoolOp(op=ast.And(), values=parts) if parts else TRUE


def either(parts: list[ast.expr]) -> ast.expr:
    """``a or b or ...``."""
    return parts[0] if len(parts) == 1 else ast.BoolOp(op=ast.Or(), values=parts) if parts else FALSE


def negate(part: ast.expr) -> ast.expr:
    """``not a``."""
    return ast.UnaryOp(op=ast.Not(), operand=part)


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    """``a <op> b``."""
    return ast.Compare(left=left, ops=[operator], comparators=[right])


def assign(identifier: str, value: ast.expr) -> ast.stmt:
    """``identifier = value``."""
    return ast.Assign(targets=[ast.Name(id=identifier, ctx=ast.Store())], value=value)


class Expressions:
    """Compiles the conditions of one function; terms are read once, into local variables.

    Attributes:
        namespace: constants the compiled code needs.
        reads: statements that read the terms, to stand at the head of the function.
        counts: patterns that were counted, with their number.
        paths: relations over which somebody must be reachable, with their number.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        counts: dict[Condition, int],
        paths: dict[tuple[str, ...], int],
        prefix: str = "v",
    ) -> None:
        self.prefix = prefix
        self.namespace = namespace
        self.reads: list[ast.stmt] = []
        self.counts = counts
        self.paths = paths
        self._locals: dict[Term, str] = {}
        namespace.setdefault("NVT", NVT)
        namespace.setdefault("lookup", lookup)

    def holds(self, condition: Condition) -> ast.expr:
        """An expression that is true exactly when the condition is certainly true."""
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
                return compare(self._id(), ast.In(), self._path(over))
            case Check(term, test):
                return self._check(term, test, certain=True)

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
                return both([name("closed"), compare(self._id(), ast.NotIn(), self._path(over))])
            case Check(term, test):
                return self._check(term, test, certain=False)

    def constant(self, value: Any) -> ast.expr:
        """A value of a rule as a constant of the namespace."""
        identifier = f"k{len(self.namespace)}"
        self.namespace[identifier] = value
        return name(identifier)

    @staticmethod
    def _id() -> ast.expr:
        return call(name("get"), ast.Constant(value="id"))

    def _path(self, over: tuple[str, ...]) -> ast.expr:
        return name(f"r{self.paths.setdefault(over, len(self.paths))}")

    def variable(self, term: Term) -> ast.expr:
        """The local variable that holds the value of a term; reading it is added to ``reads`` once."""
        if term not in self._locals:
            identifier = f"{self.prefix}{len(self._locals)}"
            self._locals[term] = identifier
            self.reads.append(assign(identifier, self._read(term)))
        return name(self._locals[term])

    def _read(self, term: Term) -> ast.expr:
        if term.node or (term.field is None and term.key is None):
            return call(name("get"), ast.Constant(value=term.name))
        if term.key:
            table, key = (call(name("get"), ast.Constant(value=address)) for address in (term.name, term.key))
            return call(name("lookup"), table, key, ast.Constant(value=term.field))
        whole = compare(call(name("get"), ast.Constant(value=term.name)), ast.Is(), name("NVT"))
        inside = call(name("get"), ast.Constant(value=term.address))
        return ast.IfExp(test=whole, body=name("NVT"), orelse=inside)

    def _check(self, term: Term, test: Any, *, certain: bool) -> ast.expr:
        value = self.variable(term)
        unknown = compare(value, ast.Is(), ast.Constant(value=None))
        known = compare(value, ast.IsNot(), ast.Constant(value=None))
        if isinstance(test, Known):
            return known if test.known is certain else unknown
        applies = compare(value, ast.IsNot(), name("NVT"))
        passes = self._test(value, test)
        if certain:
            return both([known, applies, passes])
        return both([known, either([compare(value, ast.Is(), name("NVT")), negate(passes)])])

    def _test(self, value: ast.expr, test: Any) -> ast.expr:
        match test:
            case In(values):
                return compare(value, ast.In(), self.constant(values))
            case Range(low, high):
                return self._between(value, low, high)
            case Size(low, high):
                return self._between(call(name("len"), value), low, high)
            case DateRange(low, high):
                ordinal = call(ast.Attribute(value=value, attr="toordinal", ctx=ast.Load()))
                return both(
                    [
                        self._bound(ordinal, op, day)
                        for op, day in ((ast.GtE(), low), (ast.LtE(), high))
                        if day is not None
                    ]
                )
            case Overlaps(values):
                return negate(
                    call(ast.Attribute(value=self.constant(values), attr="isdisjoint", ctx=ast.Load()), value)
                )
            case Disjoint(values):
                return call(ast.Attribute(value=self.constant(values), attr="isdisjoint", ctx=ast.Load()), value)
            case Covers(values):
                return call(ast.Attribute(value=self.constant(values), attr="issubset", ctx=ast.Load()), value)
            case SizeWith(values, low, high):
                self.namespace.setdefault("count_with", count_with)
                return self._between(call(name("count_with"), value, self.constant(values)), low, high)
        raise AssertionError(test)  # pragma: no cover - the union of tests is closed

    def _between(self, number: ast.expr, low: int | None, high: int | None) -> ast.expr:
        bounds = ((ast.GtE(), low), (ast.LtE(), high))
        return both([compare(number, op, ast.Constant(value=bound)) for op, bound in bounds if bound is not None])

    def _bound(self, ordinal: ast.expr, operator: ast.cmpop, day: Any) -> ast.expr:
        if day.date is not None:
            return compare(ordinal, operator, ast.Constant(value=day.date.toordinal() + day.offset))
        return compare(
            ordinal, operator, ast.BinOp(left=name("today"), op=ast.Add(), right=ast.Constant(value=day.offset))
        )

    def _number(self, condition: Count) -> int:
        return self.counts.setdefault(condition.pattern, len(self.counts))

    def _count_holds(self, condition: Count) -> ast.expr:
        n, parts = self._number(condition), []
        if condition.low is not None:
            parts.append(compare(call(name("len"), name(f"m{n}")), ast.GtE(), ast.Constant(value=condition.low)))
        if condition.high is not None:
            parts += [name("closed"), compare(name(f"p{n}"), ast.LtE(), ast.Constant(value=condition.high))]
        return both(parts)

    def _count_fails(self, condition: Count) -> ast.expr:
        n, parts = self._number(condition), []
        if condition.low is not None:
            parts.append(both([name("closed"), compare(name(f"p{n}"), ast.Lt(), ast.Constant(value=condition.low))]))
        if condition.high is not None:
            parts.append(compare(call(name("len"), name(f"m{n}")), ast.Gt(), ast.Constant(value=condition.high)))
        return either(parts)


def count_with(table: dict[str, Any], values: frozenset[Any]) -> int:
    """How many values of a table are one of these."""
    return sum(part in values for part in table.values())

"""Nodes of generated code. Every node stands at the same place: it was never text, so no line is worth telling."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

_AT: Final[dict[str, Any]] = {"lineno": 1, "col_offset": 0}
_LOAD: Final = ast.Load()
_STORE: Final = ast.Store()

EQ: Final = ast.Eq()
GE: Final = ast.GtE()
GT: Final = ast.Gt()
IN: Final = ast.In()
IS: Final = ast.Is()
IS_NOT: Final = ast.IsNot()
LE: Final = ast.LtE()
LT: Final = ast.Lt()
NOT_EQ: Final = ast.NotEq()
NOT_IN: Final = ast.NotIn()


def literal(value: Any) -> ast.expr:
    """A constant that the compiler takes: a text, a number, true, false, nothing, or a frozenset of these."""
    return ast.Constant(value=value, **_AT)


TRUE: Final = literal(True)  # noqa: FBT003 - the constant itself
FALSE: Final = literal(False)  # noqa: FBT003 - idem
NONE: Final = literal(None)
ZERO: Final = literal(0)
ONE: Final = literal(1)


def name(identifier: str) -> ast.expr:
    """A variable that is read."""
    return ast.Name(id=identifier, ctx=_LOAD, **_AT)


def call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    """A call with positional arguments."""
    return ast.Call(func=function, args=list(arguments), keywords=[], **_AT)


def attribute(first: str | ast.expr, *rest: str) -> ast.expr:
    """``first.second.third``."""
    found = name(first) if isinstance(first, str) else first
    for part in rest:
        found = ast.Attribute(value=found, attr=part, ctx=_LOAD, **_AT)
    return found


def item(whole: ast.expr, key: ast.expr) -> ast.expr:
    """``whole[key]``."""
    return ast.Subscript(value=whole, slice=key, ctx=_LOAD, **_AT)


def both(parts: Sequence[ast.expr]) -> ast.expr:
    """``a and b and ...``."""
    kept = [part for part in parts if part is not TRUE]
    if FALSE in kept:
        return FALSE
    return kept[0] if len(kept) == 1 else ast.BoolOp(op=ast.And(), values=kept, **_AT) if kept else TRUE


def either(parts: Sequence[ast.expr]) -> ast.expr:
    """``a or b or ...``."""
    kept = [part for part in parts if part is not FALSE]
    if TRUE in kept:
        return TRUE
    return kept[0] if len(kept) == 1 else ast.BoolOp(op=ast.Or(), values=kept, **_AT) if kept else FALSE


def negate(part: ast.expr) -> ast.expr:
    """``not a``."""
    if part is TRUE or part is FALSE:
        return FALSE if part is TRUE else TRUE
    if isinstance(part, ast.Compare) and type(part.ops[0]) in _OPPOSITES:
        return compare(part.left, _OPPOSITES[type(part.ops[0])], part.comparators[0])
    return ast.UnaryOp(op=ast.Not(), operand=part, **_AT)


_OPPOSITES: Final[Mapping[type[ast.cmpop], ast.cmpop]] = {
    ast.Is: IS_NOT,
    ast.IsNot: IS,
    ast.In: NOT_IN,
    ast.NotIn: IN,
    ast.Eq: NOT_EQ,
    ast.NotEq: EQ,
}
"""Comparisons of which the opposite is one too, whatever is compared."""


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    """``a <op> b``."""
    return ast.Compare(left=left, ops=[operator], comparators=[right], **_AT)


def plus(left: ast.expr, right: ast.expr) -> ast.expr:
    """``a + b``."""
    return ast.BinOp(left=left, op=ast.Add(), right=right, **_AT)


def choose(test: ast.expr, yes: ast.expr, no: ast.expr) -> ast.expr:
    """``yes if test else no``."""
    return ast.IfExp(test=test, body=yes, orelse=no, **_AT)


def pair(*parts: ast.expr) -> ast.expr:
    """``(a, b)``."""
    return ast.Tuple(elts=list(parts), ctx=_LOAD, **_AT)


def array(*parts: ast.expr) -> ast.expr:
    """``[a, b]``."""
    return ast.List(elts=list(parts), ctx=_LOAD, **_AT)


def assign(identifier: str, value: ast.expr) -> ast.stmt:
    """``identifier = value``."""
    return assign_all((identifier,), value)


def assign_all(identifiers: Iterable[str], value: ast.expr) -> ast.stmt:
    """``a = b = ... = value``."""
    return ast.Assign(targets=[ast.Name(id=one, ctx=_STORE, **_AT) for one in identifiers], value=value, **_AT)


def put(whole: str, part: str, value: ast.expr) -> ast.stmt:
    """``whole.part = value``."""
    return ast.Assign(targets=[ast.Attribute(value=name(whole), attr=part, ctx=_STORE, **_AT)], value=value, **_AT)


def increase(identifier: str) -> ast.stmt:
    """``identifier += 1``."""
    return ast.AugAssign(target=ast.Name(id=identifier, ctx=_STORE, **_AT), op=ast.Add(), value=ONE, **_AT)


def do(expression: ast.expr) -> ast.stmt:
    """An expression for what it does."""
    return ast.Expr(value=expression, **_AT)


def when(test: ast.expr, body: list[ast.stmt], otherwise: list[ast.stmt] | None = None) -> list[ast.stmt]:
    """``if test: body else: otherwise``, or less where the test is settled or makes no difference."""
    other = otherwise or []
    if test is TRUE or test is FALSE:
        return body if test is TRUE else other
    if body is otherwise:
        return body
    if not body:
        return when(negate(test), other) if other else []
    return [ast.If(test=test, body=body, orelse=other, **_AT)]


def each(identifier: str, items: ast.expr, body: Sequence[ast.stmt]) -> ast.stmt:
    """``for identifier in items: body``."""
    target = ast.Name(id=identifier, ctx=_STORE, **_AT)
    return ast.For(target=target, iter=items, body=list(body), orelse=[], **_AT)


def attempt(body: Sequence[ast.stmt], otherwise: Sequence[ast.stmt]) -> list[ast.stmt]:
    """``try: body except Exception: otherwise``."""
    handler = ast.ExceptHandler(type=name("Exception"), name=None, body=list(otherwise), **_AT)
    return [ast.Try(body=list(body), handlers=[handler], orelse=[], finalbody=[], **_AT)]


def give(value: ast.expr) -> ast.stmt:
    """``return value``."""
    return ast.Return(value=value, **_AT)


def function(signature: str, body: Sequence[ast.stmt], namespace: dict[str, Any]) -> Callable[..., Any]:
    """A function made of nodes.

    Args:
        signature: name and parameters; the head comes from the parser, so that it fits every Python version.
        body: the statements.
        namespace: what the code refers to by name; it becomes the globals of the function.
    """
    module = ast.parse(f"def {signature}: ...")
    head = module.body[0]
    assert isinstance(head, ast.FunctionDef)  # noqa: S101 - what was just parsed
    head.body = list(body)
    exec(compile(module, "<rules>", "exec"), namespace)  # noqa: S102 - built from nodes, never from text of a rule file
    made: Callable[..., Any] = namespace[head.name]
    return made


_PLAIN: Final = frozenset({str, int, bool, type(None)})


class Code:
    """What one generated function refers to by name.

    Attributes:
        namespace: name to value.
    """

    def __init__(self, **known: Any) -> None:
        self.namespace: dict[str, Any] = dict(known)
        self._names: dict[int, str] = {}

    def constant(self, value: Any) -> ast.expr:
        """A value of a rule: as a constant where the compiler takes it, else under a generated name."""
        if type(value) in _PLAIN or (type(value) is frozenset and all(type(part) in _PLAIN for part in value)):
            return literal(value)
        return self.named(value)

    def named(self, value: Any) -> ast.expr:
        """A value under a generated name."""
        if id(value) not in self._names:
            identifier = f"k{len(self.namespace)}"
            self.namespace[identifier] = value  # kept, so that its id stays its own
            self._names[id(value)] = identifier
        return name(self._names[id(value)])

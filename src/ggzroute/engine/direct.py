"""The direct engine: strata of rules compiled once to Python functions.

It answers true, false or unknown, keeps no state, and is the default. Generated code reads each fact once and tests
each pattern on each betrokkene once.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from ggzroute._version import __version__
from ggzroute.domain.facts import Facts
from ggzroute.engine.expressions import Expressions, assign, call, name, negate
from ggzroute.engine.port import Layer
from ggzroute.rules.conditions import Condition, binder
from ggzroute.rules.model import Hit, Rule

_Function = Callable[[Facts], tuple[list[Hit], list[str]]]


class DirectEngine:
    """Compiles rules to Python functions through ``ast`` nodes."""

    naam = "direct"
    versie = __version__

    def compile(self, strata: Sequence[Sequence[Rule]]) -> DirectProgram:
        """A program for these strata."""
        return DirectProgram([_compile(stratum) for stratum in strata])


class DirectProgram:
    """Compiled strata. Holds nothing but functions, so threads can share it."""

    def __init__(self, functions: Sequence[_Function]) -> None:
        self._functions = functions

    def fire(self, stratum: int, facts: Facts) -> Layer:
        """Fire the rules of one stratum."""
        hits, open_ = self._functions[stratum](facts)
        return Layer(hits=hits, open=open_)


def _compile(rules: Sequence[Rule]) -> _Function:
    """One function for one stratum."""
    namespace: dict[str, Any] = {"Hit": Hit, "len": len}
    counts: dict[Condition, int] = {}
    paths: dict[tuple[str, ...], int] = {}
    top = Expressions(namespace, counts, paths)
    fired = [_rule(rule, top) for rule in sorted(rules, key=lambda rule: rule.id)]
    patterns = []
    for pattern, number in counts.items():
        patterns += _pattern(pattern, number, namespace, paths)
    body: list[ast.stmt] = [
        assign("get", _attribute("facts", "values", "get")),
        assign("closed", _attribute("facts", "closed")),
        assign("today", call(_attribute("facts", "peildatum", "toordinal"))),
        assign("hits", ast.List(elts=[], ctx=ast.Load())),
        assign("open_", ast.List(elts=[], ctx=ast.Load())),
        *(assign(f"r{n}", call(_attribute("facts", "reach"), top.constant(over))) for over, n in paths.items()),
        *top.reads,
        *patterns,
        *fired,
        ast.Return(value=ast.Tuple(elts=[name("hits"), name("open_")], ctx=ast.Load())),
    ]
    exec(compile(_function(body), "<rules>", "exec"), namespace)  # noqa: S102 - the module was built from nodes above, never from text
    compiled: _Function = namespace["fire"]
    return compiled


def _function(body: list[ast.stmt]) -> ast.Module:
    """A module with one function; the head comes from the parser, so that it fits every Python version."""
    module = ast.parse("def fire(facts): ...")
    head = module.body[0]
    assert isinstance(head, ast.FunctionDef)  # noqa: S101 - what was just parsed
    head.body = body
    return ast.fix_missing_locations(module)


def _attribute(first: str, *rest: str) -> ast.expr:
    found: ast.expr = name(first)
    for part in rest:
        found = ast.Attribute(value=found, attr=part, ctx=ast.Load())
    return found


def _append(target: str, value: ast.expr) -> ast.stmt:
    return ast.Expr(value=call(_attribute(target, "append"), value))


def _rule(rule: Rule, top: Expressions) -> ast.stmt:
    """``if <holds>: hits.append(...)  elif not <fails>: open_.append(...)``."""
    bound = binder(rule.als)
    holds, fails = top.holds(rule.als), top.fails(rule.als)
    if bound is None:
        hit = _append("hits", top.constant(Hit(rule.id)))
    else:
        made = call(name("Hit"), ast.Constant(value=rule.id), name("who"))
        loop = _append("hits", made)
        target = ast.Name(id="who", ctx=ast.Store())
        hit = ast.For(target=target, iter=name(f"m{top.counts[bound.pattern]}"), body=[loop], orelse=[])
    still = ast.If(test=negate(fails), body=[_append("open_", ast.Constant(value=rule.id))], orelse=[])
    return ast.If(test=holds, body=[hit], orelse=[still])


def _pattern(
    pattern: Condition, number: int, namespace: dict[str, Any], paths: dict[tuple[str, ...], int]
) -> list[ast.stmt]:
    """``m<n>``: ids that certainly match; ``p<n>``: how many may."""
    inner = Expressions(namespace, {}, paths, prefix="n")
    holds, fails = inner.holds(pattern), inner.fails(pattern)
    matches, possible = f"m{number}", f"p{number}"
    one_more = ast.AugAssign(target=ast.Name(id=possible, ctx=ast.Store()), op=ast.Add(), value=ast.Constant(value=1))
    found = [
        _append(matches, ast.Subscript(value=name("node"), slice=ast.Constant(value="id"), ctx=ast.Load())),
        one_more,
    ]
    body: list[ast.stmt] = [
        assign("get", _attribute("node", "get")),
        *inner.reads,
        ast.If(test=holds, body=found, orelse=[ast.If(test=negate(fails), body=[one_more], orelse=[])]),
    ]
    target = ast.Name(id="node", ctx=ast.Store())
    return [
        assign(matches, ast.List(elts=[], ctx=ast.Load())),
        assign(possible, ast.Constant(value=0)),
        ast.For(target=target, iter=_attribute("facts", "nodes"), body=body, orelse=[]),
    ]

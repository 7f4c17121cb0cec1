"""The direct engine: strata of rules compiled once to Python functions.

It answers true, false or unknown, keeps no state, and is the default. Generated code reads each fact once, looks at
each betrokkene once, and passes over the rules that need a fact nobody gave. Which rules are still open is a question
of its own, compiled and answered when somebody asks.
"""

from __future__ import annotations

import ast
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from ggzroute._version import __version__
from ggzroute.domain.casus import NVT
from ggzroute.domain.facts import Facts, lookup
from ggzroute.engine.expressions import Expressions, Local
from ggzroute.engine.groups import group_statements
from ggzroute.engine.needs import grouped, terms_of
from ggzroute.engine.patterns import Matches, NodeAttributes
from ggzroute.engine.port import Layer
from ggzroute.engine.syntax import (
    IS,
    NOT_IN,
    Code,
    array,
    assign,
    attribute,
    both,
    call,
    choose,
    compare,
    do,
    each,
    function,
    give,
    literal,
    name,
    negate,
    when,
)
from ggzroute.rules.conditions import Term, binder
from ggzroute.rules.model import Hit, Rule

_Fire = Callable[[Facts], list[Hit]]
_StillOpen = Callable[[Facts, frozenset[str]], list[str]]


class DirectEngine:
    """Compiles rules to Python functions through ``ast`` nodes."""

    naam = "direct"
    versie = __version__

    def compile(self, strata: Sequence[Sequence[Rule]]) -> DirectProgram:
        """A program for these strata."""
        return DirectProgram([sorted(stratum, key=lambda rule: rule.id) for stratum in strata])


class DirectProgram:
    """Compiled strata. Holds functions that keep nothing, so threads can share it."""

    def __init__(self, strata: Sequence[Sequence[Rule]]) -> None:
        self._strata = strata
        self._fire = [_compile_hits(stratum) for stratum in strata]
        self._open: list[_StillOpen | None] = [None] * len(strata)
        self._lock = threading.Lock()

    def fire(self, stratum: int, facts: Facts) -> Layer:
        """Fire the rules of one stratum."""
        hits = self._fire[stratum](facts)
        return Layer(hits=hits, open=partial(self._still_open, stratum, facts, hits))

    def _still_open(self, stratum: int, facts: Facts, hits: Sequence[Hit]) -> list[str]:
        still = self._open[stratum]
        if still is None:
            with self._lock:
                still = self._open[stratum] = self._open[stratum] or _compile_open(self._strata[stratum])
        return still(facts, frozenset(hit.regel for hit in hits))


class FactValues(Local):
    """Values of terms as :class:`~ggzroute.domain.facts.Facts` has them.

    A term that only one group of rules looks at is read where that group begins.

    Attributes:
        reads: statements that read what every group may look at.
        inside: the same for the group that is being compiled, or ``None`` outside groups.
    """

    def __init__(self, code: Code, shared: frozenset[Term] = frozenset()) -> None:
        self.reads: list[ast.stmt] = []
        self.inside: list[ast.stmt] | None = None
        self._code = code
        self._shared = shared
        self._variables: dict[Term, str] = {}

    def variable(self, term: Term) -> ast.expr:
        """The local variable with the value of a term."""
        if term not in self._variables:
            identifier = f"v{len(self._variables)}"
            self._variables[term] = identifier
            reads = self.reads if self.inside is None or term in self._shared else self.inside
            reads.append(assign(identifier, self._read(term)))
        return name(self._variables[term])

    def _read(self, term: Term) -> ast.expr:
        if term.key:
            table, key = (call(attribute("values", "get"), literal(address)) for address in (term.name, term.key))
            return call(self._code.named(lookup), table, key, literal(term.field))
        if term.field is None:
            return call(attribute("values", "get"), literal(term.name))
        nvt = self._code.named(NVT)
        whole = compare(call(attribute("values", "get"), literal(term.name)), IS, nvt)
        return choose(whole, nvt, call(attribute("values", "get"), literal(term.address)))


def _compile_hits(rules: Sequence[Rule]) -> _Fire:
    """A function for one stratum that gives the hits."""
    code = Code(Hit=Hit, len=len)
    groups = list(grouped(rules))
    seen = Counter(term for group in groups for term in {t for rule in group.rules for t in terms_of(rule.als)})
    values = FactValues(code, frozenset(term for term, often in seen.items() if often > 1))
    matches = Matches()
    bound = {rule.id: matches.ids(found.pattern) for rule in rules if (found := binder(rule.als)) is not None}
    expressions = Expressions(code, values, matches)
    one = partial(_rule, expressions=expressions, bound=bound)
    body = [statement for group in groups for statement in group_statements(group, expressions, values, one)]
    start = assign("hits", array())
    return function(
        "fire(facts)", [*_head(expressions, values, matches), start, *body, give(name("hits"))], code.namespace
    )


def _rule(rule: Rule, expressions: Expressions, bound: dict[str, str]) -> list[ast.stmt]:
    if rule.id in bound:
        one = do(call(attribute("hits", "append"), call(name("Hit"), literal(rule.id), name("who"))))
        hit = each("who", name(bound[rule.id]), [one])
    else:
        hit = do(call(attribute("hits", "append"), expressions.code.named(Hit(rule.id))))
    return when(expressions.holds(rule.als), [hit])


def _compile_open(rules: Sequence[Rule]) -> _StillOpen:
    """A function for one stratum that gives the rules that did not fire and are not certainly false."""
    code = Code(len=len)
    values, matches = FactValues(code), Matches()
    expressions = Expressions(code, values, matches)
    body: list[ast.stmt] = []
    for rule in rules:
        silent = compare(literal(rule.id), NOT_IN, name("fired"))
        unsure = both([negate(expressions.fails(rule.als)), silent])
        body += when(unsure, [do(call(attribute("open_", "append"), literal(rule.id)))])
    start = assign("open_", array())
    whole = [*_head(expressions, values, matches), start, *body, give(name("open_"))]
    return function("still_open(facts, fired)", whole, code.namespace)


def _head(expressions: Expressions, values: FactValues, matches: Matches) -> list[ast.stmt]:
    """What stands before the rules: the facts and the betrokkenen they look at."""
    nodes, reach = attribute("facts", "nodes"), attribute("facts", "reach")
    loop = matches.statements(expressions, nodes, NodeAttributes(), reach)
    today = call(attribute("facts", "peildatum", "toordinal"))
    about = {"closed": attribute("facts", "closed"), "today": today}
    return [
        assign("values", attribute("facts", "values")),
        *(assign(what, value) for what, value in about.items() if what in expressions.used),
        *values.reads,
        *loop,
    ]

"""Compiles all patterns on betrokkenen to one loop.

Patterns that ask for the same attribute share a branch: ``soort`` is looked at once, and only the patterns that can
still match are tried further. What the rest of the code asks about a pattern decides what the loop keeps of it.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol, TypeGuard

import attrs

from ggzroute.engine.expressions import Expressions, Local, Values
from ggzroute.engine.syntax import (
    EQ,
    FALSE,
    GE,
    IN,
    IS,
    LE,
    NONE,
    TRUE,
    ZERO,
    array,
    assign,
    assign_all,
    attribute,
    both,
    call,
    compare,
    do,
    each,
    either,
    increase,
    item,
    literal,
    name,
    negate,
    when,
)
from ggzroute.rules.conditions import All, Check, Condition, In, Term

_THE_ID: Final = item(name("node"), literal("id"))

_WIDE: Final = 4
"""A test on more values than this gets no branch for each of them."""

_LONG: Final = 12
"""A longer chain of branches on one attribute is split in two."""

_EMPTY: Final = {"ids": NONE, "some": FALSE, "sum": ZERO, "may": FALSE, "most": ZERO}
"""What a variable of the loop is before it."""


class Attributes(Values, Protocol):
    """Where the loop finds the attributes of one betrokkene."""

    reads: list[ast.stmt]
    """Statements that read what was asked for."""


class NodeAttributes(Local):
    """Attributes of nodes as :class:`~ggzroute.domain.facts.Facts` has them: what is unknown is absent."""

    def __init__(self) -> None:
        self.reads: list[ast.stmt] = []
        self._seen: set[str] = set()

    def variable(self, term: Term) -> ast.expr:
        """The local variable with an attribute, read once for each betrokkene."""
        identifier = f"of_{term.name}"
        if identifier not in self._seen:
            self._seen.add(identifier)
            self.reads.append(assign(identifier, call(attribute("node", "get"), literal(term.name))))
        return name(identifier)


@attrs.define(eq=False)
class _Kept:
    """What the loop keeps of one pattern: a variable for each thing that is asked about it.

    Attributes:
        pattern: the pattern.
        number: tells the variables of patterns apart.
        asked: ``ids`` (who certainly match), ``some`` (whether anybody does), ``sum`` (how many do), ``may`` (whether
            anybody may) and ``most`` (how many may).
    """

    pattern: Condition
    number: int
    asked: set[str] = attrs.field(factory=set)

    def ask(self, what: str) -> str:
        """The variable that tells it."""
        self.asked.add(what)
        return f"{what}{self.number}"

    @property
    def variables(self) -> list[tuple[str, ast.expr]]:
        """Every variable with what it is before the loop."""
        return [(f"{what}{self.number}", _EMPTY[what]) for what in sorted(self.asked)]

    @property
    def open(self) -> bool:
        """Whether it matters that somebody may match."""
        return bool(self.asked & {"may", "most"})

    def found(self, *, certain: bool) -> list[ast.stmt]:
        """What to do with a betrokkene that matches, or that may."""
        possible = [assign(self.ask("may"), TRUE)] if "may" in self.asked else []
        possible += [increase(self.ask("most"))] if "most" in self.asked else []
        if not certain:
            return possible
        sure = [assign(self.ask("some"), TRUE)] if "some" in self.asked else []
        sure += [increase(self.ask("sum"))] if "sum" in self.asked else []
        if "ids" in self.asked:
            ids = self.ask("ids")
            more = do(call(attribute(ids, "append"), _THE_ID))
            sure += when(compare(name(ids), IS, NONE), [assign(ids, array(_THE_ID))], [more])
        return sure + possible


@attrs.frozen(eq=False)
class _Trial:
    """A pattern that can still match in a branch: the parts left to test, and whether a match would be certain."""

    kept: _Kept
    parts: tuple[Condition, ...]
    certain: bool = True

    def without(self, part: Condition, *, certain: bool = True) -> _Trial:
        """The same, with one part settled: it holds, or it is unknown."""
        return _Trial(self.kept, tuple(p for p in self.parts if p is not part), self.certain and certain)

    @property
    def terms(self) -> dict[Term, None]:
        """The attributes of which it asks whether they have one of a few values."""
        return dict.fromkeys(part.term for part in self.parts if _branches_on(part))

    def on(self, term: Term) -> Check | None:
        """The part that asks whether this attribute has one of a few values."""
        return next((part for part in self.parts if _branches_on(part) and part.term == term), None)


class Matches:
    """The patterns of one function, and what is asked about each of them."""

    def __init__(self) -> None:
        self._kept: dict[Condition, _Kept] = {}
        self._paths: dict[tuple[str, ...], str] = {}

    def _of(self, pattern: Condition) -> _Kept:
        return self._kept.setdefault(pattern, _Kept(pattern, len(self._kept)))

    def ids(self, pattern: Condition) -> str:
        """The variable with the ids of those who certainly match, or ``None`` when nobody does."""
        return self._of(pattern).ask("ids")

    def at_least(self, pattern: Condition, number: int) -> ast.expr:
        """Whether so many certainly match."""
        kept = self._of(pattern)
        if number <= 0:
            return TRUE
        if number == 1:
            return name(kept.ask("ids" if "ids" in kept.asked else "some"))
        return compare(name(kept.ask("sum")), GE, literal(number))

    def at_most(self, pattern: Condition, number: int) -> ast.expr:
        """Whether no more than so many may match, of those who are known."""
        kept = self._of(pattern)
        if number <= 0:
            return negate(name(kept.ask("may"))) if number == 0 else FALSE
        return compare(name(kept.ask("most")), LE, literal(number))

    def reached(self, over: tuple[str, ...]) -> ast.expr:
        """The variable with everybody who can be reached over these relations."""
        return name(self._paths.setdefault(over, f"near{len(self._paths)}"))

    def statements(
        self, outer: Expressions, nodes: ast.expr, attributes: Attributes, reach: ast.expr
    ) -> list[ast.stmt]:
        """The loop over the betrokkenen, and what goes before it; to be asked when all else was compiled.

        Args:
            outer: what compiled all else.
            nodes: the betrokkenen.
            attributes: how to read one of them.
            reach: the function that tells who can be reached.
        """
        code = outer.code
        kept = [k for k in self._kept.values() if k.asked]
        trial = _Branches(Expressions(code, attributes, self, outer.used), attributes)
        inside = trial.of([_Trial(k, tuple(_flat(k.pattern))) for k in kept])
        empty: dict[ast.expr, list[str]] = {}
        for identifier, value in (variable for k in kept for variable in k.variables):
            empty.setdefault(value, []).append(identifier)
        head = [assign("id_", _THE_ID)] if self._paths else []
        start = [assign_all(identifiers, value) for value, identifiers in empty.items()]
        if not inside:
            return start
        return [
            *start,
            *(assign(near, call(reach, code.named(over))) for over, near in self._paths.items()),
            each("node", nodes, [*head, *attributes.reads, *inside]),
        ]


class _Branches:
    """Builds the branches inside the loop."""

    def __init__(self, expressions: Expressions, attributes: Attributes) -> None:
        self.expressions = expressions
        self.attributes = attributes

    def of(self, trials: Sequence[_Trial]) -> list[ast.stmt]:
        """Statements that find out which of these patterns match."""
        done = [statement for t in trials if not t.parts for statement in t.kept.found(certain=t.certain)]
        rest = [trial for trial in trials if trial.parts]
        terms = Counter(
            term for trial in rest for term in dict.fromkeys(p.term for p in trial.parts if _branches_on(p))
        )
        if not terms:
            return done + [statement for trial in rest for statement in self._straight(trial)]
        term = terms.most_common(1)[0][0]
        together = [(trial, part) for trial in rest if (part := trial.on(term)) is not None]
        others = [trial for trial in rest if trial.on(term) is None]
        return done + self._split(term, together) + self.of(others)

    def _split(self, term: Term, trials: Sequence[tuple[_Trial, Check]]) -> list[ast.stmt]:
        """One branch for each value that some pattern asks for, and one for when the attribute is unknown."""
        value = self.attributes.variable(term)
        by_value: dict[Any, list[_Trial]] = {}
        for trial, part in trials:
            for one in sorted(_values(part), key=str):
                by_value.setdefault(one, []).append(trial.without(part))
        unsure = [trial.without(part, certain=False) for trial, part in trials if trial.kept.open]
        often = sorted(by_value.items(), key=lambda branch: (-len(branch[1]), str(branch[0])))
        branches = [(one, self.of(found)) for one, found in often]
        return self._chain(value, branches, when(self.attributes.unknown(value), self.of(unsure)))

    def _chain(
        self, value: ast.expr, branches: Sequence[tuple[Any, list[ast.stmt]]], otherwise: list[ast.stmt]
    ) -> list[ast.stmt]:
        """``if value == a: ... elif value == b: ... else: otherwise``, halved where it would be long."""
        constant = self.expressions.code.constant
        if len(branches) > _LONG:
            half = len(branches) // 2
            first = self._chain(value, branches[:half], [])
            among = compare(value, IN, constant(frozenset(one for one, _ in branches[:half])))
            return when(among, first, self._chain(value, branches[half:], otherwise))
        chain = otherwise
        for one, body in reversed(branches):
            chain = when(compare(value, EQ, constant(one)), body, chain)
        return chain

    def _straight(self, trial: _Trial) -> list[ast.stmt]:
        """The parts of one pattern, tested one after another."""
        maybe = trial.kept.found(certain=False)
        fails = either([self.expressions.fails(part) for part in trial.parts]) if maybe else TRUE
        unsure = when(negate(fails), maybe)
        if not trial.certain:
            return unsure
        holds = both([self.expressions.holds(part) for part in trial.parts])
        return when(holds, trial.kept.found(certain=True), unsure)


def _branches_on(part: Condition) -> TypeGuard[Check]:
    return isinstance(part, Check) and isinstance(part.test, In) and len(part.test.values) <= _WIDE


def _values(part: Check) -> frozenset[Any]:
    return part.test.values if isinstance(part.test, In) else frozenset()


def _flat(condition: Condition) -> Iterable[Condition]:
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _flat(part)
    else:
        yield condition

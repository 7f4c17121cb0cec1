"""What a condition cannot hold without: the terms that must be known for it.

A casus knows a few of all facts, so rules are tried in groups: when the fact that a group cannot do without is unknown,
none of its rules is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import itemgetter

import attrs

from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Known, Not, Term, walk
from ggzroute.rules.model import Rule

Terms = dict[Term, None]
"""Terms in a fixed order."""


@attrs.frozen
class Group:
    """Rules that need the same term; ``None`` for rules that need none, or a term that no other rule needs."""

    term: Term | None
    rules: tuple[Rule, ...]


def to_hold(condition: Condition) -> Terms:
    """Terms that are known whenever the condition certainly holds."""
    match condition:
        case Check(term, test):
            return {} if isinstance(test, Known) and not test.known else {term: None}
        case All(parts):
            return _either_way([to_hold(part) for part in parts])
        case AnyOf(parts):
            return _every_way([to_hold(part) for part in parts])
        case Not(part):
            return to_fail(part)
    return {}


def to_fail(condition: Condition) -> Terms:
    """Terms that are known whenever the condition certainly fails."""
    match condition:
        case Check(term, test):
            return {} if isinstance(test, Known) and test.known else {term: None}
        case All(parts):
            return _every_way([to_fail(part) for part in parts])
        case AnyOf(parts):
            return _either_way([to_fail(part) for part in parts])
        case Not(part):
            return to_hold(part)
    return {}


def _either_way(found: Sequence[Terms]) -> Terms:
    return {term: None for terms in found for term in terms}


def _every_way(found: Sequence[Terms]) -> Terms:
    return reduce(lambda left, right: {term: None for term in left if term in right}, found) if found else {}


def terms_of(condition: Condition) -> Iterator[Term]:
    """The terms of a casus in a condition."""
    return (part.term for part in walk(condition) if isinstance(part, Check) and not part.term.node)


def grouped(rules: Sequence[Rule]) -> Iterator[Group]:
    """The rules in few groups: the term that most rules need first."""
    needs = [(rule, to_hold(rule.als)) for rule in rules]
    often = Counter(term for _, terms in needs for term in terms)
    while often:
        term, number = max(often.items(), key=itemgetter(1))
        if number <= 1:
            break
        found = [(rule, terms) for rule, terms in needs if term in terms]
        yield Group(term, tuple(rule for rule, _ in found))
        often.subtract(other for _, terms in found for other in terms)
        needs = [(rule, terms) for rule, terms in needs if term not in terms]
    if needs:
        yield Group(None, tuple(rule for rule, _ in needs))

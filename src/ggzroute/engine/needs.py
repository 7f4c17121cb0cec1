"""What a condition cannot hold without: the terms that must be known for it.

A casus knows a few of all facts, so rules are tried in groups: when the fact that a group cannot do without is unknown,
none of its rules is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

import attrs

from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Known, Not, Term, walk
from ggzroute.rules.model import Rule

Terms = dict[Term, bool]
"""Terms that must be known, in a fixed order; true for those that must have a value, so that ``nvt`` is not enough."""


@attrs.frozen
class Group:
    """Rules that need the same term.

    Attributes:
        term: the term; ``None`` for rules that need none, or one that no other rule needs.
        value: whether every rule needs a value of it, so that ``nvt`` is not enough.
        rules: the rules.
    """

    term: Term | None
    value: bool
    rules: tuple[Rule, ...]


def to_hold(condition: Condition) -> Terms:
    """Terms that are known whenever the condition certainly holds."""
    match condition:
        case Check(term, Known(known)):
            return {term: False} if known else {}
        case Check(term):
            return {term: True}
        case All(parts):
            return _together([to_hold(part) for part in parts])
        case AnyOf(parts):
            return _in_common([to_hold(part) for part in parts])
        case Not(part):
            return to_fail(part)
    return {}


def to_fail(condition: Condition) -> Terms:
    """Terms that are known whenever the condition certainly fails."""
    match condition:
        case Check(term, Known(known)):
            return {} if known else {term: False}
        case Check(term):
            return {term: False}
        case All(parts):
            return _in_common([to_fail(part) for part in parts])
        case AnyOf(parts):
            return _together([to_fail(part) for part in parts])
        case Not(part):
            return to_hold(part)
    return {}


def _together(found: Sequence[Terms]) -> Terms:
    needed: Terms = {}
    for terms in found:
        needed |= {term: value or needed.get(term, False) for term, value in terms.items()}
    return needed


def _in_common(found: Sequence[Terms]) -> Terms:
    first, *others = found or ({},)
    return {
        term: value and all(terms[term] for terms in others)
        for term, value in first.items()
        if all(term in terms for terms in others)
    }


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
        yield Group(term, all(terms[term] for _, terms in found), tuple(rule for rule, _ in found))
        often.subtract(other for _, terms in found for other in terms)
        needs = [(rule, terms) for rule, terms in needs if term not in terms]
    if needs:
        yield Group(None, False, tuple(rule for rule, _ in needs))  # noqa: FBT003 - no term, so no value


def in_order(rules: Sequence[Rule]) -> Iterator[Group]:
    """The rules in groups that leave their order as it is: neighbours that need the same term."""
    run: list[tuple[Rule, Terms]] = []
    common: Terms = {}
    for rule in rules:
        terms = to_hold(rule.als)
        still = _in_common([common, terms]) if run else terms
        if run and not still:
            yield _of_run(run, common)
            run, still = [], terms
        run.append((rule, terms))
        common = {**still}
    if run:
        yield _of_run(run, common)


def _of_run(run: Sequence[tuple[Rule, Terms]], common: Terms) -> Group:
    rules = tuple(rule for rule, _ in run)
    term = next(iter(common), None) if len(rules) > 1 else None
    return Group(term, term is not None and common[term], rules)

"""Rules that say the same: the same conclusion, under conditions that hold in the same casussen or in fewer of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations

import attrs

from ggzroute.analysis.bevinding import Bevinding
from ggzroute.analysis.formula import Mode
from ggzroute.analysis.getuigen import Getuigen, as_fixture, common_day
from ggzroute.analysis.solving import Solver
from ggzroute.rules.conclusions import Actor, Conclusion, Wie
from ggzroute.rules.conditions import binder
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack


def find_same(pack: RulePack) -> Iterator[Bevinding]:
    """Pairs of rules of which one says nothing that the other does not say."""
    groups: dict[tuple[str, Hashable], list[Rule]] = defaultdict(list)
    for rule in pack.regels.values():
        for conclusion in rule.dan:
            groups[rule.niveau, said(conclusion)].append(rule)
    seen = set()
    for rules in groups.values():
        for one, other in combinations({rule.id: rule for rule in rules}.values(), 2):
            if (one.id, other.id) not in seen:
                seen.add((one.id, other.id))
                yield from _pair(one, other, pack)


def said(conclusion: Conclusion) -> Hashable:
    """What a conclusion says, without the words it is said in."""
    fields = attrs.asdict(conclusion, recurse=False)
    worded = (name for name in fields if name != "tekst")
    return (type(conclusion).__name__, *((name, _actor(fields[name])) for name in worded))


def _actor(value: object) -> Hashable:
    """Somebody a condition found is whoever it found, under any name."""
    if isinstance(value, Actor) and value.wie is Wie.GEBONDEN:
        return Wie.GEBONDEN
    return value if isinstance(value, Hashable) else repr(value)


def _pair(one: Rule, other: Rule, pack: RulePack) -> Iterator[Bevinding]:
    day = common_day([one, other])
    if day is None:
        return
    solver = Solver(pack.vocabulary, day)
    mine, theirs = {said(c) for c in one.dan}, {said(c) for c in other.dan}
    inside = mine <= theirs and _implies(one, other, solver)
    around = theirs <= mine and _implies(other, one, solver)
    if inside and around:
        how = "" if one.sterkte == other.sterkte else f", maar met sterkte {one.sterkte} en {other.sterkte}"
        wat = f"de regels {one.id} en {other.id} gelden bij dezelfde casussen en zeggen hetzelfde{how}"
        yield _finding("zelfde", wat, one, other, solver, pack)
    elif inside and one.sterkte == other.sterkte and _within(one, other):
        yield _finding("binnen", _adds_nothing(one, other), one, other, solver, pack)
    elif around and one.sterkte == other.sterkte and _within(other, one):
        yield _finding("binnen", _adds_nothing(other, one), other, one, solver, pack)


def _adds_nothing(inner: Rule, outer: Rule) -> str:
    return f"regel {inner.id} voegt niets toe: waar zij geldt, zegt {outer.id} hetzelfde"


def _within(inner: Rule, outer: Rule) -> bool:
    """Whether one rule is never in force without the other."""
    return (outer.van is None or (inner.van is not None and outer.van <= inner.van)) and (
        outer.tot is None or (inner.tot is not None and inner.tot <= outer.tot)
    )


def _implies(one: Rule, other: Rule, solver: Solver) -> bool:
    """Whether the second rule certainly holds wherever the first does, and for the same people."""
    if solver.possible([(one.als, Mode.TRUE), (other.als, Mode.NOT_TRUE)]):
        return False
    mine, theirs = binder(one.als), binder(other.als)
    if mine is None or theirs is None:
        return mine is theirs
    return not solver.possible([(mine.pattern, Mode.TRUE), (theirs.pattern, Mode.NOT_TRUE)])


def _finding(soort: str, wat: str, one: Rule, other: Rule, solver: Solver, pack: RulePack) -> Bevinding:
    id_ = f"{soort}/{one.id}/{other.id}"
    toetsen = [{"regel": one.id}, {"regel": other.id}]
    goals = [(one.als, Mode.TRUE), (other.als, Mode.TRUE)]
    found = Getuigen(pack).find(goals, toetsen, rules=[one, other], day=solver.day)
    bron = (*one.bron, *other.bron)
    return Bevinding(
        id=id_,
        soort=soort,
        wat=wat,
        regels=(one.id, other.id),
        exact=solver.exact,
        grens="" if solver.exact else "Gekeken op één peildatum; dagen of tabellen zijn in klassen bekeken.",
        getuige=as_fixture(id_, wat, found, toetsen, bron) if found is not None else None,
    )

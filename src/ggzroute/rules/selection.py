"""The rules of a pack that take part on one day, and what follows from them alone: worked out once, not for each casus.

A pack has few such selections: what takes part changes only on a day when the validity of some rule begins or ends.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from ggzroute.rules.model import AFGELEID, Rule


class Kept(dict[Any, Any]):
    """What can be worked out again: left behind when its owner is pickled or copied."""

    def __reduce__(self) -> tuple[type[Kept], tuple[()]]:
        return Kept, ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Selection:
    """The rules of a level that take part on some days.

    Attributes:
        rules: id to rule, sorted by id.
        strata: the same rules in layers; a layer without rules is left out.
        out_of_force: rules of the level that do not take part, because the day lies outside their validity.
        programs: what engines compiled from these rules, by the name of the engine.
    """

    rules: Mapping[str, Rule]
    strata: tuple[tuple[Rule, ...], ...]
    out_of_force: tuple[Rule, ...]
    programs: Kept = attrs.field(factory=Kept)

    @cached_property
    def deriving(self) -> tuple[tuple[Rule, ...], ...]:
        """The layers, with only the rules that derive a fact."""
        return tuple(tuple(rule for rule in layer if rule.derives) for layer in self.strata)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of the rules, sorted."""
        return tuple(sorted(self.rules))

    @cached_property
    def needs(self) -> frozenset[str]:
        """Names of the facts in the conditions."""
        return frozenset(name for rule in self.rules.values() for name in rule.needs)


@attrs.frozen(eq=False, repr=False)
class Selections:
    """The selections of one pack, each made when it is first asked for.

    Attributes:
        regels: id to rule, sorted by id.
        strata: ids of the rules in layers.
    """

    regels: Mapping[str, Rule]
    strata: tuple[tuple[str, ...], ...]
    _made: Kept = attrs.field(factory=Kept, init=False)

    def on(self, day: dt.date, niveau: str, *, afgeleid: bool) -> Selection:
        """The rules of a level that take part on ``day``; our own readings only when asked for."""
        key = (bisect_right(self.changes, day.toordinal()), niveau, afgeleid)
        found: Selection | None = self._made.get(key)
        if found is None:  # when two threads come here at once, the first to finish is kept
            found = self._made.setdefault(key, self._make(day, niveau, afgeleid=afgeleid))
        return found

    @cached_property
    def changes(self) -> tuple[int, ...]:
        """Days from which other rules take part than on the day before, as ordinals, sorted."""
        begins = {rule.van.toordinal() for rule in self.regels.values() if rule.van is not None}
        ends = {rule.tot.toordinal() + 1 for rule in self.regels.values() if rule.tot is not None}
        return tuple(sorted(begins | ends))

    def _make(self, day: dt.date, niveau: str, *, afgeleid: bool) -> Selection:
        level = [r for r in self.regels.values() if r.niveau == niveau and (afgeleid or r.basis != AFGELEID)]
        rules = {rule.id: rule for rule in level if rule.valid_on(day)}
        layers = (_of(ids, rules) for ids in self.strata)
        return Selection(
            rules=rules,
            strata=tuple(layer for layer in layers if layer),
            out_of_force=tuple(rule for rule in level if rule.id not in rules),
        )


def _of(ids: Iterable[str], rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    return tuple(rules[id_] for id_ in ids if id_ in rules)

"""How rules hang together: what builds on what, what stops what, and what a rule took the place of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ggzroute.rules.conclusions import Adviseer, Richting, StelVraag
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack


@attrs.frozen(kw_only=True)
class Verband:
    """What one rule has to do with others; ids, sorted.

    Attributes:
        bouwt_op: rules that derive a fact that it looks at.
        hierop: rules that look at a fact that it derives.
        gestopt_door: rules that forbid what it advises.
        stopt: rules that advise what it forbids.
    """

    bouwt_op: tuple[str, ...] = ()
    hierop: tuple[str, ...] = ()
    gestopt_door: tuple[str, ...] = ()
    stopt: tuple[str, ...] = ()


def hang_together(rules: Mapping[str, Rule]) -> dict[str, Verband]:
    """What each rule has to do with the others, by id."""
    makers: dict[str, set[str]] = {}
    users: dict[str, set[str]] = {}
    advised: dict[str, set[str]] = {}
    forbidden: dict[str, set[str]] = {}
    for id_, rule in rules.items():
        _add(makers, rule.derives, id_)
        _add(users, rule.needs, id_)
        _add(advised, _actions(rule, Richting.ADVISEER), id_)
        _add(forbidden, _actions(rule, Richting.VERBIED), id_)
    return {
        id_: Verband(
            bouwt_op=_ids(makers, rule.needs, id_),
            hierop=_ids(users, rule.derives, id_),
            gestopt_door=_ids(forbidden, _actions(rule, Richting.ADVISEER), id_),
            stopt=_ids(advised, _actions(rule, Richting.VERBIED), id_),
        )
        for id_, rule in rules.items()
    }


@attrs.frozen(kw_only=True)
class Gebruik:
    """Name of each fact to the ids of rules that look at it, ask for it, or derive it; in their order."""

    bekeken: Mapping[str, Sequence[str]]
    gevraagd: Mapping[str, Sequence[str]]
    afgeleid: Mapping[str, Sequence[str]]


def use_of(rules: Iterable[Rule]) -> Gebruik:
    """What these rules do with facts."""
    seen: dict[str, list[str]] = {}
    asked: dict[str, list[str]] = {}
    derived: dict[str, list[str]] = {}
    for rule in rules:
        asks = {c.feit for c in rule.dan if isinstance(c, StelVraag)}
        for index, names in ((seen, rule.needs), (asked, asks), (derived, rule.derives)):
            for name in names:
                index.setdefault(name, []).append(rule.id)
    return Gebruik(bekeken=seen, gevraagd=asked, afgeleid=derived)


def _actions(rule: Rule, richting: Richting) -> set[str]:
    return {c.handeling for c in rule.dan if isinstance(c, Adviseer) and c.richting is richting}


def _add(index: dict[str, set[str]], names: Iterable[str], id_: str) -> None:
    for name in names:
        index.setdefault(name, set()).add(id_)


def _ids(index: Mapping[str, set[str]], names: Iterable[str], own: str) -> tuple[str, ...]:
    return tuple(sorted({id_ for name in names for id_ in index.get(name, ())} - {own}))


def replaced(pack: RulePack) -> dict[str, Rule]:
    """Rules of used packs that this pack, or one that it uses, says otherwise; by id, as they were."""
    return {id_: rule for used in pack.gebruikt for id_, rule in used.regels.items() if pack.regels[id_] != rule} | {
        id_: rule for used in pack.gebruikt for id_, rule in replaced(used).items()
    }

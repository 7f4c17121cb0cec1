"""What of a rule can make a casus come out differently, whatever it is called and wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from ggzroute.rules.conclusions import NO_RANG, Actor, Conclusion, KandidaatRegievoerder, Wie
from ggzroute.rules.conditions import All, Condition, Count
from ggzroute.rules.model import AFGELEID, Rule
from ggzroute.rules.pack import RulePack

_BOUND: Final = "gebonden"


def essence(rule: Rule) -> Rule:
    """The rule without its words, its sources and its place, and with one name for what its condition finds."""
    return attrs.evolve(
        rule,
        titel="",
        soort="",
        basis=AFGELEID if rule.basis == AFGELEID else "",
        bron=(),
        als=_renamed(rule.als),
        dan=tuple(bare(conclusion) for conclusion in rule.dan),
        toelichting="",
        let_op="",
        pakket="",
        bestand="",
        regel=None,
    )


def bare(conclusion: Conclusion) -> Conclusion:
    """A conclusion without its text, and with one name for what the condition finds."""
    values: dict[str, Any] = {field.name: getattr(conclusion, field.name) for field in attrs.fields(type(conclusion))}
    found: dict[str, Any] = {
        name: _actor(value) if isinstance(value, Actor | tuple) else value for name, value in values.items()
    }
    return type(conclusion)(**found | ({"tekst": ""} if "tekst" in found else {}))


def unranked(conclusion: Conclusion) -> Conclusion:
    """A conclusion without its rang."""
    return attrs.evolve(conclusion, rang=NO_RANG) if isinstance(conclusion, KandidaatRegievoerder) else conclusion


def changed_rules(old: RulePack, new: RulePack) -> Mapping[str, tuple[Rule | None, Rule | None]]:
    """The rules with which something can come out differently, sorted by id: as they were, and as they are."""
    found: dict[str, tuple[Rule | None, Rule | None]] = {}
    for id_ in sorted(old.regels.keys() | new.regels.keys()):
        was, now = old.regels.get(id_), new.regels.get(id_)
        if was is None or now is None or essence(was) != essence(now):
            found[id_] = (was, now)
    return found


def _actor(value: Actor | tuple[object, ...]) -> object:
    if isinstance(value, tuple):
        return tuple(_actor(part) if isinstance(part, Actor) else part for part in value)
    return Actor(Wie.GEBONDEN, _BOUND) if value.wie is Wie.GEBONDEN else value


def _renamed(condition: Condition) -> Condition:
    """The condition with one name for what it finds; only at the top does a name mean something."""
    if isinstance(condition, All):
        return All(tuple(_renamed(part) if isinstance(part, Count) else part for part in condition.parts))
    if isinstance(condition, Count) and condition.bind is not None:
        return attrs.evolve(condition, bind=_BOUND)
    return condition

"""Makes small casussen for rules that no other casus tries. They are plainly marked as made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ggzroute.analysis.literals import flipped
from ggzroute.analysis.witness import PEILDATUM, find_witness, minimal, tell_apart
from ggzroute.domain.casus import Casus
from ggzroute.domain.facts import build_facts
from ggzroute.replay.fixtures import CASUS
from ggzroute.rules.conditions import All, Condition, Not, leaves
from ggzroute.rules.logic import truth
from ggzroute.rules.model import AFGELEID, Rule
from ggzroute.rules.pack import RulePack

_PARTS: Final = ("feiten", "betrokkenen", "relaties")
MADE_CASUS: Final = "Deze casus is gemaakt, niet gedocumenteerd. Hij bevat niet meer dan de regel nodig heeft."
_PROFILE: Final = "Dit profiel is gemaakt, niet gedocumenteerd. Het bevat niet meer dan de regel nodig heeft."


def construct(rule: Rule, pack: RulePack) -> dict[str, Any] | None:
    """A casus in which ``rule`` fires, with situations in which it just does not, or fires in another way.

    Returns:
        The casus as plain data for a ``*.casus.yaml`` file, or a profile for a ``*.profiel.yaml`` file; ``None`` when
        no witness was found.
    """
    day = _day(rule)
    base = find_witness(rule.als, pack, day=day)
    if base is None:
        return None
    base = minimal(rule.als, base, pack)
    situations = list(_situations(rule, base, pack, day))
    return _fixture(rule, base, situations, day)


def _day(rule: Rule) -> dt.date:
    """A day on which the rule is in force."""
    if rule.valid_on(PEILDATUM):
        return PEILDATUM
    return rule.tot if rule.tot is not None and rule.tot < PEILDATUM else rule.van or PEILDATUM


def _situations(
    rule: Rule, base: Mapping[str, Any], pack: RulePack, day: dt.date
) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """(id, casus, whether the rule fires): one just short of firing, and one for each condition not yet told apart."""
    near = _near_miss(rule, base, pack, day)
    if near is not None:
        yield "bijna", near, False
    samples = [dict(base), *([near] if near is not None else [])]
    for number, _ in enumerate(leaves(rule.als)):
        mutant = flipped(rule.als, number)
        if any(_fires(rule.als, data, pack) is not _fires(mutant, data, pack) for data in samples):
            continue
        for first, second in ((rule.als, mutant), (mutant, rule.als)):
            found = find_witness(All((first, Not(second))), pack, day=day) or tell_apart(first, second, pack, day=day)
            if found is not None:
                samples.append(found)
                yield f"voorwaarde_{number + 1}", found, first is rule.als
                break


def _near_miss(rule: Rule, base: Mapping[str, Any], pack: RulePack, day: dt.date) -> dict[str, Any] | None:
    """The casus with one line of the condition turned around; without a fact of the casus when that cannot be."""
    lines = rule.als.parts if isinstance(rule.als, All) else (rule.als,)
    for turned in range(len(lines)):
        condition = All(tuple(Not(line) if n == turned else line for n, line in enumerate(lines)))
        found = find_witness(condition, pack, day=day)
        if found is not None and not _fires(rule.als, found, pack):
            return minimal(condition, found, pack)
    for name in base.get("feiten", {}):
        smaller = {**base, "feiten": {key: value for key, value in base["feiten"].items() if key != name}}
        if not _fires(rule.als, smaller, pack):
            return smaller
    return None


def _fires(condition: Condition, data: Mapping[str, Any], pack: RulePack) -> bool:
    casus = Casus.from_dict(data, vocabulary=pack.vocabulary)
    assert casus.peildatum is not None  # noqa: S101 - every witness has one
    return truth(condition, build_facts(casus, pack.kaart, casus.peildatum)) is True


def _fixture(
    rule: Rule, base: dict[str, Any], situations: list[tuple[str, dict[str, Any], bool]], day: dt.date
) -> dict[str, Any]:
    sources = [{"document": b.document, "plaats": b.plaats} for b in rule.bron]
    data: dict[str, Any] = {"id": f"gemaakt-{rule.id.lower()}", "peildatum": day}
    profile = rule.niveau != CASUS
    if profile:
        data["niveau"] = rule.niveau
    data |= {part: base[part] for part in _PARTS if base.get(part)}
    if rule.basis == AFGELEID:
        data["afgeleid"] = "ja"
    data["documentatie"] = {
        "titel": f"Gemaakt om regel {rule.id} te proberen",
        "bron": sources,
        "toelichting": _PROFILE if profile else MADE_CASUS,
    }
    if situations:
        data["situaties"] = [_situation(id_, base, other, fires=fires) for id_, other, fires in situations]
    expected = [(None, True), *((id_, fires) for id_, _, fires in situations)]
    data["verwacht"] = [_outcome(rule, f"g{n}", id_, sources) for n, (id_, fires) in enumerate(expected, 1) if fires]
    must_not = [_outcome(rule, f"n{n}", id_, sources) for n, (id_, fires) in enumerate(expected, 1) if not fires]
    if must_not:
        data["mag_niet"] = [
            {key: value for key, value in o.items() if key not in ("soort", "zekerheid")} for o in must_not
        ]
    return data


def _situation(id_: str, base: Mapping[str, Any], other: Mapping[str, Any], *, fires: bool) -> dict[str, Any]:
    """How another casus differs from the base: facts that change or go, and the network when it changes."""
    mine, theirs = base.get("feiten", {}), other.get("feiten", {})
    facts = {name: value for name, value in theirs.items() if mine.get(name) != value}
    facts |= {name: "onbekend" for name in mine if name not in theirs}
    text = "Een andere manier waarop de regel geldt." if fires else "Er ontbreekt net iets; de regel geldt niet."
    situation: dict[str, Any] = {"id": id_, "soort": "variant", "toelichting": text}
    if facts:
        situation["feiten"] = facts
    for part in ("betrokkenen", "relaties"):
        if base.get(part) != other.get(part):
            situation[part] = other.get(part, [])
    return situation


def _outcome(rule: Rule, id_: str, situation: str | None, sources: list[dict[str, str]]) -> dict[str, Any]:
    outcome: dict[str, Any] = {
        "id": id_,
        "soort": "regel",
        "zekerheid": "zeker",
        "wat": f"{rule.id} {rule.titel}",
        "bron": sources,
    }
    if situation is not None:
        outcome["situatie"] = situation
    return {**outcome, "toets": [{"regel": rule.id}]}

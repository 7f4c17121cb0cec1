"""One meaning, three ways to compute it: the direct engine, the durable engine and the readable interpreter.

Random packs times random casussen. Packs are compiled once and meet several casussen, as in practice.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from ggzroute.engine.direct import DirectEngine
from ggzroute.engine.port import Firing, RuleEngine, fire_all
from ggzroute.engine.readable import ReadableEngine
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Count,
    Covers,
    DateRange,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
    walk,
)
from ggzroute.rules.model import Rule
from rule_strategies import facts_from, layers, samples

EVERY_FORM = {
    form.__name__
    for form in (
        *(All, AnyOf, Not, Count, Reach),
        *(In, Range, DateRange, Overlaps, Covers, Disjoint, Size, SizeWith, Known),
    )
}

RARE = {"bound", "derived", "disputed", "fired", "open", "silent"}


def outcome(firing: Firing) -> dict[str, object]:
    """Everything that two engines must agree on."""
    return {
        "hits": firing.hits,
        "open": firing.open,
        "derived": firing.derived,
        "disputed": firing.disputed,
        "values": firing.facts.values,
    }


def forms(rules: list[Rule]) -> Counter[str]:
    """Which forms of condition and test occur in these rules."""
    parts = [part for rule in rules for part in walk(rule.als)]
    return Counter(type(part.test if isinstance(part, Check) else part).__name__ for part in parts)


def events(rules: list[Rule], firing: Firing) -> Counter[str]:
    """What happened, to prove that the comparison was about something."""
    fired = {hit.regel for hit in firing.hits}
    return Counter(
        bound=sum(hit.wie != "" for hit in firing.hits),
        derived=len(firing.derived),
        disputed=len(firing.disputed),
        fired=len(fired),
        open=len(firing.open),
        silent=len(rules) - len(fired) - len(firing.open),
    )


def compare(engines: list[RuleEngine], *, packs: int, each: int) -> Counter[str]:
    """Hold engines to the readable interpreter on ``packs`` random packs with ``each`` random casussen.

    Returns:
        How often each form of condition and each kind of result was seen; ``pairs`` counts (pack, casus) pairs.
    """
    seen: Counter[str] = Counter()

    @settings(max_examples=packs, deadline=None, suppress_health_check=list(HealthCheck))
    @given(samples(each=each))
    def agree(sample):
        rules, strata = sample.rules, layers(sample.rules)
        reference = ReadableEngine().compile(strata)
        programs = {engine.naam: engine.compile(strata) for engine in engines}
        seen.update(forms(rules))
        for casus in sample.casussen:
            facts = facts_from(casus)
            expected = fire_all(reference, strata, facts)
            for name, program in programs.items():
                found = outcome(fire_all(program, strata, facts))
                assert found == outcome(expected), f"{name} departs from the readable interpreter"
            seen.update(events(rules, expected))
            seen["pairs"] += 1

    agree()
    return seen


def test_the_direct_engine_gives_the_hits_and_open_rules_of_the_readable_interpreter():
    seen = compare([DirectEngine()], packs=350, each=6)
    assert seen["pairs"] >= 2_000
    assert set(+seen) >= EVERY_FORM | RARE


def test_both_engines_give_the_hits_and_open_rules_of_the_readable_interpreter():
    pytest.importorskip("durable")
    from ggzroute.engine.durable import DurableEngine  # noqa: PLC0415 - an extra

    seen = compare([DirectEngine(), DurableEngine()], packs=350, each=6)
    assert seen["pairs"] >= 2_000
    assert set(+seen) >= EVERY_FORM | RARE

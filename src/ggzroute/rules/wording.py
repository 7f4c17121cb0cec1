"""Conditions in the words of a rule file: what a rule asks, never what a casus answers.

For who does not write rules, :mod:`ggzroute.taal` says the same in whole sentences.
"""

from __future__ import annotations

from typing import Any

from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
    Day,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
)


def say(condition: Condition) -> str:
    """A condition as one Dutch phrase, with the names of facts and the codes of a rule file."""
    match condition:
        case All(parts):
            return " en ".join(_inside(part) for part in parts) or "altijd"
        case AnyOf(parts):
            return " of ".join(_inside(part) for part in parts)
        case Not(part):
            return f"niet ({say(part)})"
        case Count():
            return _count(condition)
        case Reach(over):
            return f"is te bereiken via {', '.join(over)}"
        case Check(term, test):
            return f"{term} {_test(test)}"


def _inside(condition: Condition) -> str:
    phrase = say(condition)
    return f"({phrase})" if isinstance(condition, All | AnyOf) else phrase


def _count(condition: Count) -> str:
    pattern = say(condition.pattern)
    if condition.low == 1 and condition.high is None:
        return f"er is een betrokkene met {pattern}"
    if condition.low is None and condition.high == 0:
        return f"er is geen betrokkene met {pattern}"
    return f"{_span(condition.low, condition.high)} betrokkenen met {pattern}"


def _span(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{low} tot en met {high}" if low != high else str(low)
    return f"minstens {low}" if low is not None else f"hoogstens {high}"


def _words(values: frozenset[Any]) -> str:
    return ", ".join(sorted(str(value) for value in values))


def _test(test: Any) -> str:
    match test:
        case In(values):
            return f"is {_words(values)}" if len(values) == 1 else f"is een van {_words(values)}"
        case Range(low, high):
            return f"is {_span(low, high)}"
        case Size(None, 0):
            return "is leeg"
        case Size(low, high):
            return f"telt {_span(low, high)}"
        case SizeWith(values, low, high):
            return f"heeft {_span(low, high)} keer {_words(values)}"
        case Overlaps(values):
            return f"bevat {_words(values)}" if len(values) == 1 else f"bevat een van {_words(values)}"
        case Covers(values):
            return f"bevat alle van {_words(values)}"
        case Disjoint(values):
            return f"bevat geen van {_words(values)}"
        case Known(known):
            return "is bekend" if known else "is niet bekend"
        case DateRange(low, high):
            return " en ".join(part for part in (_day("vanaf", low), _day("tot en met", high)) if part)
    raise AssertionError(test)  # pragma: no cover - the union of tests is closed


def _day(word: str, day: Day | None) -> str:
    if day is None:
        return ""
    if day.date is not None:
        return f"ligt {word} {day.date.fromordinal(day.date.toordinal() + day.offset).isoformat()}"
    if day.offset == 0:
        return f"ligt {word} de peildatum"
    side = "na" if day.offset > 0 else "voor"
    return f"ligt {word} {abs(day.offset)} dagen {side} de peildatum"

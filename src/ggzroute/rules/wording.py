"""Conditions as plain Dutch: what a rule asks, never what a casus answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

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
    Term,
)
from ggzroute.vocabulary import Vocabulary

_PLAIN: Final[Mapping[str, str]] = MappingProxyType({})


def say(condition: Condition, vocabulary: Vocabulary | None = None) -> str:
    """A condition as one Dutch phrase.

    Args:
        condition: the condition.
        vocabulary: when given, facts are named by their questions and codes by their labels, for who does not write
            rules.
    """
    match condition:
        case All(parts):
            return " en ".join(_inside(part, vocabulary) for part in parts) or "altijd"
        case AnyOf(parts):
            return " of ".join(_inside(part, vocabulary) for part in parts)
        case Not(part):
            return f"niet ({say(part, vocabulary)})"
        case Count():
            return _count(condition, vocabulary)
        case Reach(over):
            return f"is te bereiken via {', '.join(over)}"
        case Check(term, test):
            labels = _PLAIN if vocabulary is None else term.type.waarden
            return f"{_name(term, vocabulary)} {_test(test, labels)}"


def _name(term: Term, vocabulary: Vocabulary | None) -> str:
    """A fact by its name, or by its question."""
    if vocabulary is None or term.name not in vocabulary:
        return str(term).replace("_", " ") if vocabulary is not None else str(term)
    fact = vocabulary[term.name]
    part = fact.type.sleutels.get(term.field, term.field.replace("_", " ")) if term.field else ""
    return f"het antwoord op '{fact.vraag}'" + (f" ({part})" if part else "")


def _inside(condition: Condition, vocabulary: Vocabulary | None) -> str:
    phrase = say(condition, vocabulary)
    return f"({phrase})" if isinstance(condition, All | AnyOf) else phrase


def _count(condition: Count, vocabulary: Vocabulary | None) -> str:
    pattern = say(condition.pattern, vocabulary)
    if condition.low == 1 and condition.high is None:
        return f"er is een betrokkene met {pattern}"
    if condition.low is None and condition.high == 0:
        return f"er is geen betrokkene met {pattern}"
    return f"{_span(condition.low, condition.high)} betrokkenen met {pattern}"


def _span(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{low} tot en met {high}" if low != high else str(low)
    return f"minstens {low}" if low is not None else f"hoogstens {high}"


def _words(values: frozenset[Any], labels: Mapping[str, str]) -> str:
    return ", ".join(sorted(labels.get(value, str(value)) for value in values))


def _test(test: Any, labels: Mapping[str, str]) -> str:
    match test:
        case In(values):
            return f"is {_words(values, labels)}" if len(values) == 1 else f"is een van {_words(values, labels)}"
        case Range(low, high):
            return f"is {_span(low, high)}"
        case Size(None, 0):
            return "is leeg"
        case Size(low, high):
            return f"telt {_span(low, high)}"
        case SizeWith(values, low, high):
            return f"heeft {_span(low, high)} keer {_words(values, labels)}"
        case Overlaps(values):
            return f"bevat {_words(values, labels)}" if len(values) == 1 else f"bevat een van {_words(values, labels)}"
        case Covers(values):
            return f"bevat alle van {_words(values, labels)}"
        case Disjoint(values):
            return f"bevat geen van {_words(values, labels)}"
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

"""What the answer to a question must be, as the end of a clause: ``het antwoord ‘in detentie’ is``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from ggzroute.domain.namen import readable
from ggzroute.rules.conditions import (
    Covers,
    DateRange,
    Day,
    Disjoint,
    In,
    Overlaps,
    Range,
    Size,
    SizeWith,
    Term,
    Test,
)
from ggzroute.taal.woorden import day_text, listed, place_name, quoted
from ggzroute.vocabulary import JA, NEE, Type

_PLAIN: Final = frozenset({JA, NEE})
_NO_LABELS: Final[Mapping[str, str]] = MappingProxyType({})


def _values(values: frozenset[Any], kind: Type, question: str) -> Iterator[str]:
    """Values as people write them, in the order of the vocabulary."""
    labels = kind.waarden or (kind.waarde.waarden if kind.waarde is not None else _NO_LABELS)
    order = {code: n for n, code in enumerate(labels)}
    for value in sorted(values, key=lambda v: (order.get(v, len(order)), str(v))):
        if isinstance(value, dt.date):
            yield day_text(value)
        elif isinstance(value, int) or labels.get(value, value) in _PLAIN:
            yield str(labels.get(value, value))
        elif value in labels:
            yield quoted(labels[value])
        else:
            yield quoted(place_name(value) if "gemeente" in question.casefold() else readable(str(value)))


def either(values: frozenset[Any], term: Term, question: str) -> str:
    """Values with ``of`` between them.

    Args:
        values: the values.
        term: what is looked at, for the labels.
        question: the question, which tells whether an answer is a place.
    """
    return listed(_values(values, term.type, question), "of") or "iets wat niet kan"


def answer(test: Test, term: Term, question: str, no: str = "") -> str:
    """What the answer must be, with the verb at the end.

    Args:
        test: the test.
        term: what is looked at.
        question: the question.
        no: ``niet`` with a space behind it, when it must not be so.
    """
    match test:
        case In(values):
            return f"het antwoord {no}{either(values, term, question)} is"
        case Range(low, high):
            return f"het antwoord {span(low, high)} is"
        case DateRange():
            return f"het antwoord een dag is die {no}{days(test)}"
        case Size(None | 0, 0):
            return f"het antwoord {quoted('geen')} is"
        case Size(low, high):
            one = (low, high) in ((1, None), (1, 1), (None, 1))
            return f"{span(low, high)} {'antwoord' if one else 'antwoorden'} gegeven {'is' if one else 'zijn'}"
        case SizeWith(values, low, high):
            return f"{span(low, high)} keer het antwoord {either(values, term, question)} gegeven is"
        case Overlaps(values):
            return f"{either(values, term, question)} bij de antwoorden staat"
        case Covers(values):
            verb = "staan" if len(values) > 1 else "staat"
            return f"{listed(_values(values, term.type, question)) or 'iets'} bij de antwoorden {verb}"
        case Disjoint(values) if len(values) == 1:
            return f"{either(values, term, question)} niet bij de antwoorden staat"
        case Disjoint(values):
            return f"geen van deze bij de antwoorden staat: {either(values, term, question)}"
    raise AssertionError(test)  # pragma: no cover - the union of tests is closed


def span(low: int | None, high: int | None) -> str:
    """Numbers from low to high, both included."""
    if low is not None and high is not None:
        return f"{low} tot en met {high}" if low != high else f"precies {low}"
    if low is None and high is None:
        return "een aantal"
    return f"minstens {low}" if low is not None else f"hoogstens {high}"


def days(test: DateRange) -> str:
    """When a date lies, with the verb at the end."""
    parts = [part for part in (_from(test.low), _until(test.high)) if part]
    if test.low == Day() and test.high is not None and test.high.date is None and test.high.offset > 0:
        return f"binnen {test.high.offset} dagen na de peildatum ligt"
    return f"{' en '.join(parts) or 'ergens'} ligt"


def _from(day: Day | None) -> str:
    if day is None:
        return ""
    if day.date is not None:
        fixed = day.date + dt.timedelta(days=day.offset)
        return f"op of na {day_text(fixed)}"
    if day.offset == 1:
        return "na de peildatum"
    if day.offset > 1:
        return f"meer dan {day.offset - 1} dagen na de peildatum"
    return "op of na de peildatum" if day.offset == 0 else f"hoogstens {-day.offset} dagen voor de peildatum"


def _until(day: Day | None) -> str:
    if day is None:
        return ""
    if day.date is not None:
        fixed = day.date + dt.timedelta(days=day.offset)
        return f"op of voor {day_text(fixed)}"
    if day.offset == -1:
        return "voor de peildatum"
    if day.offset < 0:
        return f"minstens {-day.offset} dagen voor de peildatum"
    return "op of voor de peildatum" if day.offset == 0 else f"hoogstens {day.offset} dagen na de peildatum"

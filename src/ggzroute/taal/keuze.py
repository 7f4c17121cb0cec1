"""A chosen answer as a clause, where question and label fit together: ``de hulpvrager problematische schulden heeft``.

The fit is sure or it is not used: a label that stands in the question, that ends like it, or that is one of two that
the question names. In all other cases the question is asked and the answer is quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ggzroute.taal.volgorde import place
from ggzroute.taal.vraag import Question, stated, understand
from ggzroute.taal.woorden import listed
from ggzroute.vocabulary import Soort, Type

_SOMEBODY: Final = ("de ", "het ", "een ", "iemand ")
_NOT: Final = "niet "


def chosen(question: str, values: frozenset[Any], kind: Type) -> str | None:
    """A clause that says that the answer is one of these, or ``None`` when question and labels do not fit.

    Args:
        question: the question.
        values: the codes.
        kind: the type of the fact, for the labels.
    """
    found = understand(question)
    if found is None or kind.soort not in (Soort.KEUZE, Soort.TEKST, Soort.ACTOR) or not values:
        return None
    labels = [label for code, label in kind.waarden.items() if code in values]
    if len(labels) != len(values):
        return None
    if not found.yes_no:
        return _who(found, labels, kind)
    if len(labels) == 1 and (said := _named_in(question, found, labels[0])):
        return said
    return _one_of_two(found, labels, kind) or _same_end(found, labels)


def _named_in(question: str, found: Question, label: str) -> str | None:
    """``Is de hulpvrager in behandeling ...?`` with the label ``in behandeling``, or ``niet in behandeling``."""
    words, bare = list(found.rest), label.removeprefix(_NOT).split()
    if not any(words[n : n + len(bare)] == bare for n in range(1, len(words))) or "of" in words:
        return None
    if label.startswith(_NOT):
        at = next(n for n in range(1, len(words)) if words[n : n + len(bare)] == bare)
        return place([*words[:at], "niet", *words[at:]], found.verb)
    return stated(question)


def _one_of_two(found: Question, labels: Sequence[str], kind: Type) -> str | None:
    """``Is de vraag eenvoudig of complex?`` with the label ``complex``."""
    words = list(found.rest)
    if len(labels) != 1 or words.count("of") != 1 or len(kind.waarden) != 2:  # noqa: PLR2004 - two answers
        return None
    at = words.index("of")
    for first in kind.waarden.values():
        for second in kind.waarden.values():
            one, two = _ends(words[:at], first), _begins(words[at + 1 :], second)
            if first != second and one and two:
                said = words[at - one : at] if labels[0] == first else words[at + 1 : at + 1 + two]
                return place([*words[: at - one], *said, *words[at + 1 + two :]], found.verb)
    return None


def _ends(words: Sequence[str], label: str) -> int:
    """How many words of the end a label takes, its article included; 0 when it does not stand there."""
    parts = label.split()
    if list(words[-len(parts) :]) != parts:
        return 0
    return len(parts) + (list(words[: -len(parts)])[-1:] in (["een"], ["de"], ["het"]))


def _begins(words: Sequence[str], label: str) -> int:
    parts, skip = label.split(), int(words[:1] in (["een"], ["de"], ["het"]))
    return len(parts) + skip if list(words[skip : skip + len(parts)]) == parts else 0


def _same_end(found: Question, labels: Sequence[str]) -> str | None:
    """``Heeft de hulpvrager schulden?`` with the label ``problematische schulden``."""
    last = found.rest[-1]
    if any(label.split()[-1] != last or label == last for label in labels):
        return None
    return place([*found.rest[:-1], *listed(labels, "of").split()], found.verb)


def _who(found: Question, labels: Sequence[str], kind: Type) -> str | None:
    """``Wie stelt de vraag?`` with who does, and ``welke instantie betaalt`` with its name."""
    if list(found.wh) == ["wie"] and all(label.startswith(_SOMEBODY) for label in kind.waarden.values()):
        return f"{listed(labels, 'of')} {place(found.rest, found.verb)}"
    return None

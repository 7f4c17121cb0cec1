"""A question of the vocabulary as a clause: asked, stated, denied, or as a name for its answer.

``Zoekt de hulpvrager zelf ondersteuning?`` is asked as ``of de hulpvrager zelf ondersteuning zoekt``, and stated as
``de hulpvrager zelf ondersteuning zoekt``. A question that is not understood is quoted as it is.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import attrs

from ggzroute.taal.volgorde import DETERMINERS, HELPERS, PREPOSITIONS, Words, clear, parted, participle, place
from ggzroute.taal.woorden import quoted

_WH: Final = frozenset(
    {
        *("waar", "waarom", "waarvoor", "waarop", "waarover", "waarmee", "wanneer", "wie", "wat", "hoe", "hoeveel"),
        *("welke", "welk", "hoeverre", "wiens"),
    }
)
_WITH_NOUN: Final = frozenset({"welke", "welk", "hoeveel"})
_FINITE: Final = HELPERS | {
    *(
        "kan",
        "kunnen",
        "wil",
        "willen",
        "mag",
        "mogen",
        "moet",
        "moeten",
        "had",
        "gaat",
        "gaan",
        "komt",
        "komen",
        "doet",
    ),
    *("doen", "krijgt", "krijgen", "loopt"),
}
_NOT_CLEAR: Final = frozenset(";:")
_BEFORE_NOT: Final = frozenset({"zelf", "eerst", "ook", "graag", "precies", "samen", "weer", "zo"})
_INSIDE: Final = frozenset({"die", "dat", "wie", "waar", "als", "wat"})
_SOME: Final = frozenset({"elke", "elk", "alle", "een", "vaak"})
_OWNS: Final = frozenset({"is", "zijn", "heeft", "hebben", "ligt", "zit", "krijgt", "krijgen", "speelt", "komt"})


@attrs.frozen
class Question:
    """A question in its parts.

    Attributes:
        text: the question itself.
        wh: what stands before the verb; empty for a question that is answered with ja or nee.
        verb: the verb.
        rest: what comes after it.
    """

    text: str
    wh: Words
    verb: str
    rest: Words

    @property
    def yes_no(self) -> bool:
        """Whether it is answered with ja or nee."""
        return not self.wh


def understand(text: str) -> Question | None:
    """The parts of a question, or ``None`` when it is not clear what they are."""
    words = text.strip().removesuffix("?").split()
    two = any(word.endswith(",") and after == "en" for word, after in pairwise(words))
    if len(words) < 3 or two or _NOT_CLEAR & set("".join(words)) or not text.strip().endswith("?"):  # noqa: PLR2004
        return None
    words[0] = words[0][:1].lower() + words[0][1:]
    if words[0] in _WH or (words[0] in PREPOSITIONS and words[1] in _WH):
        return _open_question(text, words)
    infinitive = "te" in words[:-2] and words[words.index("te") + 1].endswith("en") and "om" not in words
    found = Question(text, (), words[0], tuple(words[1:]))
    return None if (infinitive and "zonder" not in words) or not clear(found.rest) else found


def _open_question(text: str, words: list[str]) -> Question | None:
    first = 2 if words[0] in PREPOSITIONS else 1
    first += words[first - 1] in _WITH_NOUN
    for n in range(first, len(words) - 1):
        if words[n] in _FINITE or (words[n + 1] in DETERMINERS and words[n] not in PREPOSITIONS | {"of", "en"}):
            start = n - 2 if n - 2 >= first and words[n - 1] == "of" else n
            end = n + 2 if words[n + 1] == "of" and words[n + 2 : n + 3] and words[n + 2] in _FINITE else n
            rest = tuple(words[end + 1 :])
            known = (
                rest
                and clear(rest)
                and not any("," in word or word in DETERMINERS - {"deze"} for word in words[:start])
            )
            return Question(text, tuple(words[:start]), " ".join(words[start : end + 1]), rest) if known else None
    return None


def asked(text: str) -> str:
    """The question inside a sentence: ``of er een plan is``, ``waar de hulpvrager nu woont``."""
    found = understand(text)
    if found is None:
        return quoted(text)
    loose = found.wh == ("waar",) and found.rest[-1] in PREPOSITIONS
    clause = f"{' '.join(found.rest)} {found.verb}" if loose else place(found.rest, found.verb)
    return f"{' '.join(found.wh) or 'of'} {clause}"


def stated(text: str) -> str | None:
    """The answer ja as a clause; ``None`` when the question is not understood, or not one of ja and nee."""
    found = understand(text)
    return place(found.rest, found.verb) if found and found.yes_no else None


def denied(text: str) -> str | None:
    """The answer nee as a clause; ``None`` as for :func:`stated`."""
    found = understand(text)
    if found is None or not found.yes_no:
        return None
    words = _without(found) or _with_not(found)
    return place(words, found.verb) if words else f"het niet zo is dat {place(found.rest, found.verb)}"


def _without(found: Question) -> Words:
    """``een`` as ``geen``, where that says the same."""
    words = found.rest
    if found.verb not in _OWNS or "een" not in words[1:] or {"niet", "geen", "of"} & set(words):
        return ()
    n = words.index("een", 1)
    if "een" in words[n + 1 :] or _SOME & set(words[:n]) or _INSIDE & set(words[:n]):
        return ()
    return () if words[n - 1] in PREPOSITIONS else (*words[:n], "geen", *words[n + 1 :])


def _with_not(found: Question) -> Words:
    """``niet`` before what closes the clause, where that says the same."""
    words = found.rest
    if {"niet", "geen", "genoeg", "vaak"} & set(words):
        return ()
    if len(words) > 3 and words[2] == "zelf":  # noqa: PLR2004 - after a subject of two words
        return (*words[:2], "niet", *words[2:])
    if found.verb in {"wil", "kan", "mag"} and len(words) == 3:  # noqa: PLR2004 - a subject and a verb
        return (*words[:2], "niet", *words[2:])
    n = next((n for n, word in enumerate(parted(words)[0]) if participle(word)), None)
    if n is None or found.verb not in HELPERS or (_INSIDE | _SOME) & set(words[:n]):
        return ()
    if n == 3 and words[0] == "er" and words[1] in PREPOSITIONS:  # noqa: PLR2004 - er met elkaar afgesproken
        n -= 2
    elif n > 0 and not _closed(words, n):
        return ()
    while n and words[n - 1] in _BEFORE_NOT:
        n -= 1
    return (*words[:n], "niet", *words[n:])


def _closed(words: Words, n: int) -> bool:
    """Whether what stands before a participle is a whole phrase: ``de nazorg``, ``bij het overleg``."""
    if words[n - 1] in _BEFORE_NOT or words[n - 1] == "daarna":
        return True
    sure = DETERMINERS - {"een", "er"}
    return n > 1 and (words[n - 2] in sure or (n > 2 and words[n - 3] in sure and words[n - 2].endswith("e")))  # noqa: PLR2004


def named(text: str) -> str | None:
    """A name for the answer: ``de gemeente waarin de hulpvrager woont``; ``None`` when there is none."""
    found = understand(text)
    if found is None or not found.wh:
        return None
    clause = place(found.rest, found.verb)
    match found.wh:
        case ("wanneer",):
            return f"de dag waarop {clause}"
        case ("tot", "welke", noun):
            return f"de {noun} tot wanneer {clause}"
        case (preposition, "welke" | "welk" as which, noun):
            return f"{_article(which)} {noun} waar{preposition.replace('met', 'mee')} {clause}"
        case ("welke" | "welk" as which, noun):
            return f"{_article(which)} {noun} {'die' if which == 'welke' else 'dat'} {clause}"
    return None


def _article(which: str) -> str:
    return "de" if which == "welke" else "het"

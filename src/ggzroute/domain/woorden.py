"""Plain words of a question: without accents, capitals, endings, and words that say nothing.

Just enough for a list of organisations, and simple enough to explain: an ending less, a double letter less. It is no
linguistics.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
_DOUBLE_VOWEL: Final = re.compile(r"([aeou])\1")
_DOUBLE_END: Final = re.compile(r"([b-df-hj-np-tv-z])\1$")
_SOFT_END: Final = {"v": "f", "z": "s"}
_SHORT: Final = 3
_LIKE: Final = 5
"""Letters that two words must share at their beginning to be called alike."""

_STOP_TEXT: Final = """
aan af al als bij bijvoorbeeld dan dat de deze die dit doe doen doet door dus een en er erbij gaan gaat geen goed
graag had hebben heb heeft heel hem hen het hij hoe hulp help helpen helpt hun iemand iets ik in is je jij juiste
kan kun kunnen kunt maar me meer mensen met mij mijn moet moeten naar niet niets nodig nog nu of om onder ons
onze ook op organisatie organisaties over persoon regio soms subregio te terecht tot u uit uw van vanuit veel via
voor waar waarvoor waarmee wat we wel welk welke wie wij wil willen word wordt worden zal ze zelf zich zij zijn
zoek zoeken zoekt zonder zou
"""

STOP_WORDS: Final = frozenset(_STOP_TEXT.split())
"""Words that do not tell one organisation from another."""


def fold(text: str) -> str:
    """A text without accents and capitals."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def stem(word: str) -> str:
    """A folded word without its ending, so that ``schulden`` is ``schuld`` and ``integraal`` is ``integrale``."""
    for endings in (("en", "s"), ("e",)):
        ending = next((e for e in endings if word.endswith(e)), "")
        if len(word) - len(ending) >= _SHORT + (ending == "s"):
            word = word.removesuffix(ending)
    if len(word) <= _SHORT:
        return word
    word = _DOUBLE_END.sub(r"\1", _DOUBLE_VOWEL.sub(r"\1", word))
    return word[:-1] + _SOFT_END.get(word[-1], word[-1])


def words(text: str) -> Iterator[str]:
    """The folded words of a text; an underscore parts words, so that a code reads as a phrase."""
    return (found[0] for found in _WORD.finditer(fold(text).replace("_", " ")))


def telling(text: str) -> dict[str, str]:
    """The words of a text that say something: stem to the word as it was written, folded, in order."""
    found = {stem(word): word for word in reversed(list(words(text))) if word not in STOP_WORDS}
    return dict(reversed(found.items()))


def alike(word: str, other: str) -> bool:
    """Whether ``other`` begins with ``word`` or with its stem: ``schulden`` and ``schuldhulp``."""
    return any(len(begin) >= _LIKE and other.startswith(begin) for begin in (word, stem(word)))

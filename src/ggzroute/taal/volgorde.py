"""Dutch word order: where the verb stands in a clause that begins with ``dat``, ``of`` or a question word.

The verb of such a clause stands at its end. Three things may come after it: a clause inside the clause, an infinitive,
and what belongs to a participle or adjective (``bekend is bij het wijkteam``). Nothing here knows what words mean; what
is not recognised leaves the verb at the end, which is always good Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

Words = Sequence[str]

BE: Final = frozenset({"is", "zijn", "was", "waren", "wordt", "worden"})
HELPERS: Final = BE | {"heeft", "hebben", "staat", "staan"}
_MODAL: Final = frozenset({"kan", "kunnen", "wil", "willen", "mag", "mogen", "moet", "moeten", "zal", "zullen"})
_GO: Final = frozenset({"gaat", "gaan"})
_LAST_BUT_ONE: Final = frozenset({"kunnen", "willen", "mogen", "moeten", "laten"})
_INFINITIVE: Final = re.compile(r"\w+(en|aan|oen|ien|ijn)")
DETERMINERS: Final = frozenset(
    {"de", "het", "een", "er", "deze", "dit", "elke", "elk", "alle", "iemand", "hij", "zij", "ze", "die", "degene"}
)
PREPOSITIONS: Final = frozenset(
    {
        *(
            "aan",
            "bij",
            "binnen",
            "door",
            "in",
            "met",
            "na",
            "naar",
            "om",
            "onder",
            "op",
            "over",
            "per",
            "sinds",
            "tegen",
        ),
        *("tijdens", "tot", "tussen", "uit", "van", "vanuit", "volgens", "voor", "zonder"),
    }
)
_PARTICLES: Final = frozenset(
    {"aan", "af", "bij", "door", "in", "klaar", "mee", "na", "op", "over", "samen", "terug", "uit", "vast"}
)
_ASKING: Final = frozenset({"wat", "wie", "hoe", "hoeveel", "welke", "welk"})
_JOINING: Final = frozenset({"dat", "voordat", "zodat", "omdat", "terwijl", "wanneer", "zonder"})
_RELATIVE: Final = frozenset({"die", "waar"})
_ABOUT: Final = frozenset({"waarvoor", "waarbij", "waarom", "waarop", "waarover", "waarmee", "waarin", "waardoor"})
_AFTER_COMMA: Final = frozenset({"of", "met", "zonder", "terwijl", "als", "maar", "omdat", "van"})
_ENDS_CLAUSE: Final = re.compile(r"\w*(t|en|an|is|was|doen|gaan|zijn|wil|loont)")
_PARTICIPLE: Final = re.compile(
    r"(\w*ge\w{2,}|be\w{2,}|ver\w{2,}|ont\w{2,}|her\w{2,})(d|t|en)|\w*ge(d|g|st)aan|bekeken|overlegd"
)
_NO_PARTICIPLE: Final = frozenset(
    {"gesprekken", "gemeenten", "gebieden", "leefgebieden", "gebied", "geld", "beleid", "verband", "gezond", "bericht"}
)
_ADJECTIVES: Final = frozenset({"aanwezig", "eens", "genoeg", "toegankelijk", "duidelijk", "zeker", "nodig", "actueel"})
_FIXED: Final = frozenset({"in beeld", "in behandeling", "aan bod", "van belang"})
_WITH_VERB: Final = frozenset({"contact", "eisen", "gevoel", "tijd", "zorgen"})


def place(words: Words, verb: str) -> str:
    """A clause with its verb where it belongs.

    Args:
        words: the other words, in the order of the question.
        verb: the verb, as in the question.
    """
    head, tail = parted(words)
    comma = "," if head and head[-1].endswith(",") else ""
    done = _with_verb([*head[:-1], head[-1].removesuffix(",")] if head else [], verb)
    return " ".join(done) + comma + (" " + " ".join(tail) if tail else "")


def clear(words: Words) -> bool:
    """Whether the comma in a question, if there is one, stands where a verb can come before it."""
    head, tail = parted(words)
    if any("," in word for word in head[:-1]) or not (head and head[-1].endswith(",")):
        return not any("," in word for word in head)
    if not tail:
        return False
    turned = (
        tail[0] in ("of", "maar")
        and len(tail) > 2  # noqa: PLR2004 - more than one word after it
        and (tail[1].startswith("waar") or tail[2] in DETERMINERS or tail[0] == "maar")
    )
    return tail[0] in _AFTER_COMMA and not turned


def participle(word: str) -> bool:
    """Whether a word looks like a participle or an adjective that closes a clause."""
    return word in _ADJECTIVES or (bool(_PARTICIPLE.fullmatch(word)) and word not in _NO_PARTICIPLE)


def parted(words: Words) -> tuple[Words, Words]:
    """What stands before the verb, and what comes after it: a clause inside the clause, or what follows a comma."""
    for n in range(1, len(words)):
        if _begins_clause(words, n):
            start = n - 1 if n > 1 and _asks_with(words[n - 1], words[n]) else n
            return words[:start], words[start:]
        if words[n].endswith(",") and n + 1 < len(words):
            return words[: n + 1], words[n + 1 :]
    return words, ()


def _asks_with(preposition: str, word: str) -> bool:
    """Whether two words ask together (``bij wie``); what can belong to a verb stays with it (``bijhoudt hoeveel``)."""
    loose = {"uit", "na", "af", "mee"} | ({"bij"} if word != "wie" else set())
    return word in _ASKING and preposition in PREPOSITIONS - loose


def _begins_clause(words: Words, n: int) -> bool:
    word, rest = words[n], words[n + 1 :]
    ends = bool(rest) and bool(_ENDS_CLAUSE.fullmatch(rest[-1]))
    match word:
        case "om":
            return "te" in rest
        case "of":
            after = rest[0] if rest else ""
            return (
                participle(words[n - 1]) or words[n - 1] in _PARTICLES or (ends and after in {"hij", "zij", "ze", "er"})
            )
        case "als":
            return ends and len(rest) > 1
        case _ if word in _RELATIVE:
            return n > 2 and words[n - 1] not in DETERMINERS  # noqa: PLR2004 - not after the subject itself
        case _:
            return word in _ASKING | _JOINING | _ABOUT


def _with_verb(head: list[str], verb: str) -> list[str]:
    """The words before the clause inside, with the verb."""
    plain = verb not in HELPERS - {"staat", "staan"} | _MODAL and " " not in verb
    if plain and len(head) > 1 and head[-1] in _PARTICLES | {"binnen"}:
        return [*head[:-1], head[-1] + verb]
    for n in range(len(head) - 1):
        if plain and head[n] in _PARTICLES and head[n + 1] in PREPOSITIONS and head[n - 1] not in _WITH_VERB:
            return [*head[:n], head[n] + verb, *head[n + 1 :]]
    at = _verb_at(head, verb)
    return [*head[:at], verb, *head[at:]]


def _verb_at(head: Words, verb: str) -> int:
    end = len(head)
    if end > 1 and head[-2] in _LAST_BUT_ONE:
        return end - 2
    if verb in _MODAL:
        return end - 1 if end > 1 and _INFINITIVE.fullmatch(head[-1]) else end
    if verb in _GO and end > 1 and _INFINITIVE.fullmatch(head[-1]) and head[-2] not in PREPOSITIONS | DETERMINERS:
        return end - 1
    for n in range(end - 1):
        if head[n + 1] in PREPOSITIONS and _closes(head, n, verb):
            return n + 1
    if verb in BE and head and head[0] == "er":
        return next((n for n in range(3, end - 1) if _begins_phrase(head, n)), end)
    return end


def _closes(head: Words, n: int, verb: str) -> bool:
    """Whether a word is the last one before the verb, though more comes after it."""
    if participle(head[n]) and verb in HELPERS:
        return True
    return (head[n] in _WITH_VERB and verb not in BE) or (n > 0 and f"{head[n - 1]} {head[n]}" in _FIXED)


def _begins_phrase(head: Words, n: int) -> bool:
    """Whether a phrase begins here that can as well come after the verb: ``van de situatie``."""
    return head[n] in PREPOSITIONS and (head[n + 1] in DETERMINERS or head[n] in ("tussen", "voor"))

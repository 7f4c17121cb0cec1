"""How many betrokkenen are what: ``er een betrokkene is die nu betrokken is``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from ggzroute.domain.kaart import Kaart
from ggzroute.domain.namen import readable
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Reach,
    Size,
    Term,
)
from ggzroute.taal.woorden import listed, quoted
from ggzroute.vocabulary import Vocabulary

_VERBS: Final[Mapping[str, str]] = MappingProxyType(
    {"is": "zijn", "heeft": "hebben", "voert": "voeren", "zit": "zitten", "doet": "doen", "weet": "weten"}
    | {"werkt": "werken", "brengt": "brengen", "wordt": "worden", "had": "hadden", "was": "waren", "hoort": "horen"}
)
"""A verb for one, and for more."""
_SAID: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("kring", "sociaal"): "in het sociale netwerk zit",
        ("kring", "professioneel"): "in het professionele netwerk zit",
        ("betrokken", "nu"): "nu betrokken is",
        ("betrokken", "voorheen"): "vroeger betrokken was",
        ("betrokken", "beoogd"): "nog kan meedoen",
        ("actief", "actief"): "ervan weet en meedoet",
        ("actief", "passief"): "er niet of weinig van weet",
        ("namens_werkgever", "ja"): "namens de werkgever werkt",
        ("namens_werkgever", "nee"): "niet namens de werkgever werkt",
        ("invloed", "positief"): "een goede invloed heeft",
        ("invloed", "negatief"): "een slechte invloed heeft",
        ("invloed", "groot"): "een grote invloed heeft",
        ("contact", "nu"): "nu contact heeft met de hulpvrager",
        ("contact", "eerder"): "eerder contact had met de hulpvrager",
        ("contact", "geen"): "geen contact heeft met de hulpvrager",
        ("brengt_in", "ja"): "de vraag inbrengt",
        ("brengt_in", "nee"): "de vraag niet inbrengt",
        ("vertrouwd", "ja"): "het vertrouwen heeft van de hulpvrager",
        ("vertrouwd", "nee"): "niet het vertrouwen heeft van de hulpvrager",
        ("regievoerder", "ja"): "de regie voert",
        ("regievoerder", "nee"): "niet de regie voert",
        ("maatje", "ja"): "maatje is",
        ("maatje", "nee"): "geen maatje is",
    }
)
"""Attribute of a betrokkene and its value to what is said of one."""
_MORE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nog kan meedoen": "nog kunnen meedoen",
        "ervan weet en meedoet": "ervan weten en meedoen",
        "de vraag inbrengt": "de vraag inbrengen",
        "de vraag niet inbrengt": "de vraag niet inbrengen",
    }
)
_KINDS: Final = "organisatie.soort"
_ROLES: Final = "organisatie.rollen_kan"
_KEYS: Final = {"kan": "de rol {} kan hebben", "kan_niet": "de rol {} niet kan hebben"}


def people(count: Count, vocabulary: Vocabulary, kaart: Kaart) -> str:
    """A count of betrokkenen as a clause.

    Args:
        count: the count.
        vocabulary: the facts, for the labels of kinds and roles.
        kaart: the sociale kaart, for the names of organisations and functions.
    """
    low, high = count.low, count.high
    if (low, high) == (1, None):
        return f"er een betrokkene is {_who(count.pattern, vocabulary, kaart)}"
    if low in (None, 0) and high == 0:
        return f"er zeker geen betrokkene is {_who(count.pattern, vocabulary, kaart)}"
    if low is not None and high is not None:
        number = str(low) if low == high else f"{low} tot en met {high}"
    else:
        number = f"minstens {low}" if low is not None else f"hoogstens {high}" if high is not None else "een aantal"
    one = number.split()[-1] == "1" and high in (None, 1)
    who = _who(count.pattern, vocabulary, kaart)
    return f"er {number} betrokkene is {who}" if one else f"er {number} betrokkenen zijn {_plural(who)}"


def _who(pattern: Condition, vocabulary: Vocabulary, kaart: Kaart) -> str:
    """What is said of one betrokkene: ``van de soort ‘GGZ-instelling’ die nu betrokken is``."""
    parts = list(pattern.parts) if isinstance(pattern, All) else [pattern]
    kinds = [
        part
        for part in parts
        if isinstance(part, Check) and part.term.name == "soort" and isinstance(part.test, In) and part.test.values
    ]
    said = [_said(part, vocabulary, kaart) for part in parts if part not in kinds]
    before = [
        f"van de soort {_named(part.test.values, _KINDS, vocabulary)}" for part in kinds if isinstance(part.test, In)
    ]
    return " ".join((*before, *((f"die {', en die '.join(said)}",) if said else ())))


def _plural(text: str) -> str:
    for one, more in _MORE.items():
        text = text.replace(one, more)
    return " ".join(
        _VERBS.get(word, _VERBS.get(word[:-1], word[:-1]) + "," if word.endswith(",") else word)
        for word in text.split()
    )


def _said(part: Condition, vocabulary: Vocabulary, kaart: Kaart) -> str:
    match part:
        case Check(term, test):
            return _check(term, test, vocabulary, kaart)
        case Not(inner):
            return f"niet {_said(inner, vocabulary, kaart)}"
        case All(parts):
            return ", en die ".join(_said(inner, vocabulary, kaart) for inner in parts)
        case AnyOf(parts):
            return ", of die ".join(_said(inner, vocabulary, kaart) for inner in parts)
        case Reach(over):
            return f"te bereiken is over de relatie {listed(map(quoted, map(readable, over)), 'of')}"
        case _:
            raise AssertionError(part)  # pragma: no cover - counts do not stand inside a pattern


def _check(term: Term, test: Any, vocabulary: Vocabulary, kaart: Kaart) -> str:
    match term.name, test:
        case _, In(values) | Overlaps(values) if not values:
            return "er niet kan zijn"
        case _, Covers(values) | Disjoint(values) if not values:
            return "er is"
        case "organisatie" | "functie", In(values):
            names = listed(map(kaart.label, sorted(values)), "of")
            return f"bij {names} hoort" if term.name == "organisatie" else f"als functie {names} heeft"
        case "soort", In(values):
            return f"van de soort {_named(values, _KINDS, vocabulary)} is"
        case "kan" | "kan_niet", In(values) | Overlaps(values):
            return _KEYS[term.name].format(_named(values, _ROLES, vocabulary))
        case "kan" | "kan_niet", Covers(values):
            return _KEYS[term.name].format(_named(values, _ROLES, vocabulary, "en"))
        case "kan", Disjoint(values):
            return f"niet de rol {_named(values, _ROLES, vocabulary)} kan hebben"
        case _, In(values) if all((term.name, value) in _SAID for value in values):
            return " of ".join(_SAID[term.name, value] for value in sorted(values))
        case _, In(values):
            said = listed((quoted(readable(str(value))) for value in sorted(values)), "of")
            return f"bij {quoted(readable(term.name))} {said} heeft"
        case _, Known(known):
            return f"bij {quoted(readable(term.name))} {'iets' if known else 'niets'} heeft staan"
        case _, Size(_, _):
            return f"bij {quoted(readable(term.name))} een aantal rollen heeft"
        case _:
            return f"bij {quoted(readable(term.name))} iets anders heeft"


def _named(values: frozenset[Any], fact: str, vocabulary: Vocabulary, last: str = "of") -> str:
    labels = vocabulary[fact].type.waarden if fact in vocabulary else {}
    return listed((quoted(labels.get(value) or readable(str(value))) for value in sorted(values)), last)

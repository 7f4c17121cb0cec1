"""What jsonschema finds in a file, as Dutch sentences: one for each thing that somebody has to mend."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, Final

from ggzroute.documents import Document, Path_, show_path
from ggzroute.problems import Problem, listing, nearest, shown
from ggzroute.vocabulary import plain_type
from ggzroute.yaml_faults import NO_SPACE_AFTER_DASH


class Day(str):
    """A day as JSON has it: text, but no text that people wrote."""

    __slots__ = ()


def explain(errors: list[Any], document: Document, about_somebody: Container[str] = ()) -> list[Problem]:
    """The errors of jsonschema as problems, without those that only follow from another.

    Args:
        errors: what jsonschema found.
        document: the file.
        about_somebody: keys at its top under which no value may be repeated: they tell of a hulpvrager.
    """
    strange = [error for error in errors if _is_other_file(error)]
    if strange:
        return [_other_file(document, strange[0])]
    split = {at for error in errors for at in _split(error, document)}
    many = {_path(error) for error in errors if error.validator == "maxProperties"}
    slips = {(_path(error), near) for error in errors for near in _meant(error)}
    bare = {_path(error): _missing(error) for error in errors if error.validator == "required" and _is_bare(error)}
    lacking: dict[tuple[Any, ...], list[str]] = {}
    for error in errors:
        if error.validator == "required":
            lacking.setdefault(_path(error), []).append(_missing(error))
    lacking = {at: keys for at, keys in lacking.items() if len(keys) > _A_FEW and not _in_split(at, split)}
    left = (
        error
        for error in errors
        if not _in_split(_path(error), split)
        and (error.validator == "maxProperties" or _path(error) not in many)
        and (error.instance is not None or _path(error)[:-1] not in many)
        and not (error.validator == "required" and (_path(error), _missing(error)) in slips)
        and not (error.validator == "required" and _path(error) in lacking)
        and not (error.validator in ("required", "additionalProperties") and _path(error) in bare)
    )
    return [
        *(_too_many_dashes(document, at) for at in split),
        *(
            document.problem("GGZ102", f"{', '.join(map(shown, keys))} ontbreken", at, herstel=_INCOMPLETE)
            for at, keys in lacking.items()
        ),
        *(_no_key(document, at, missing) for at, missing in bare.items()),
        *(p for error in left for p in _problems(document, error, about_somebody)),
    ]


def _in_split(path: tuple[Any, ...], split: Iterable[tuple[Any, ...]]) -> bool:
    """Whether a place is in one of the two halves of a part of a list."""
    return any(path[: len(at)] in (at, (*at[:-1], at[-1] - 1)) for at in split)


def _path(error: Any) -> tuple[Any, ...]:
    return tuple(error.absolute_path)


def _missing(error: Any) -> str:
    found = _QUOTED.search(error.message)
    return found[1] if found else "?"


def _meant(error: Any) -> Iterator[str]:
    """The keys that unknown keys are taken for."""
    if error.validator == "additionalProperties":
        properties = error.schema.get("properties", {})
        yield from (nearest(key, properties) for key in error.instance if key not in properties)


def _is_other_file(error: Any) -> bool:
    """Whether a file has keys, and none that a file of its kind has."""
    known = error.schema.get("properties", {})
    return (
        error.validator == "additionalProperties"
        and not error.absolute_path
        and not set(error.instance) & set(known)
        and not any(_meant(error))
    )


def _other_file(document: Document, error: Any) -> Problem:
    wat, mend = "dit is een ander soort bestand", "Zet het in de map waar het hoort, of zet er een van deze sleutels in"
    first = next(iter(error.instance))
    return document.problem(
        "GGZ101", wat, (first,), plek="", toegestaan=listing(error.schema.get("properties", {})), herstel=mend
    )


def _split(error: Any, document: Document) -> Iterator[tuple[Any, ...]]:
    """The part of a list that is the rest of the part before it, after a dash too many."""
    path = _path(error)
    if error.validator != "required" or not path or not isinstance(path[-1], int):
        return
    parts: Any = document.data
    for key in path[:-1]:
        parts = parts[key]
    rest = parts[path[-1] + 1] if path[-1] + 1 < len(parts) else None
    needs = set(error.schema.get("required", ()))
    if isinstance(rest, Mapping) and not set(error.instance) & set(rest) and needs <= {*error.instance, *rest}:
        yield (*path[:-1], path[-1] + 1)


def _is_bare(error: Any) -> bool:
    """Whether a block holds one value without its key, and lacks one key."""
    known, needs = error.schema.get("properties", {}), error.schema.get("required", ())
    bare = [value for key, value in error.instance.items() if key not in known]
    return bare == [None] and sum(key not in error.instance for key in needs) == 1


def _no_key(document: Document, at: Path_, missing: str) -> Problem:
    part: Any = document.data
    for key in at:
        part = part[key]
    value = next(key for key, under in part.items() if under is None)
    wat, mend = f"voor deze waarde ontbreekt de sleutel '{missing}'", f"Schrijf '{missing}: ' voor de waarde"
    return document.problem("GGZ102", wat, (*at, value), plek=show_path(at), herstel=mend)


def _too_many_dashes(document: Document, at: Path_) -> Problem:
    wat = "hier begint een nieuw deel van de lijst, en het vorige is nog niet af"
    return document.problem("GGZ102", wat, at, herstel="Haal het streepje weg, en zet een spatie in de plaats")


def _problems(document: Document, error: Any, about_somebody: Container[str]) -> Iterator[Problem]:
    path: Path_ = _path(error)
    found = error.instance
    if error.validator == "additionalProperties":
        properties = error.schema.get("properties", {})
        for key in found:
            if key not in properties:
                near, accepted = nearest(key, properties), listing(properties, limit=20)
                wat = f"{_word(key, 'deze sleutel')} bestaat hier niet"
                yield document.problem("GGZ101", wat, (*path, key), bedoelt_u=near, toegestaan=accepted)
        return
    if error.validator == "maxProperties" and next(iter(found.values())) is None:
        first = next(iter(found))
        wat = f"wat bij {_word(first, 'deze sleutel')} hoort, staat er niet onder"
        yield document.problem("GGZ100", wat, (*path, first), herstel="Zet de regels eronder verder naar rechts")
        return
    if isinstance(found, Mapping) and "array" in _kinds(error):
        yield _no_list(document, path, found)
        return
    if "propertyNames" in error.absolute_schema_path:
        path = (*path, found)
    if isinstance(found, str) and "array" in _kinds(error) and _TIGHT.match(found):
        wat, herstel = NO_SPACE_AFTER_DASH
        yield document.problem("GGZ104", wat, path, herstel=herstel)
        return
    wat, near, accepted = _sentence(error, silent=bool(path) and path[0] in about_somebody)
    code = _CODES.get(error.validator, "GGZ100")
    herstel = _MENDS.get(_kind(found), "") if accepted == _KINDS["string"] else ""
    if accepted == _KINDS["object"]:
        herstel = _whole(error) if not path else _KEYED if _FACT.match(str(found)) else ""
    yield document.problem(code, wat, path, toegestaan=accepted, bedoelt_u=near, herstel=herstel)


def _whole(error: Any) -> str:
    """How to mend a file that is empty, or a list without the key above it."""
    needs = [f"'{key}:'" for key in error.schema.get("required", ()) or list(error.schema.get("properties", {}))[:1]]
    if error.instance:
        return f"Zet boven de lijst de regel {needs[0]}"
    return f"Begin het bestand met {listing(needs)}" + (", of haal het weg" if len(needs) == 1 else "")


def _kinds(error: Any) -> list[str]:
    """The kinds of value that would do."""
    choices = error.context if error.validator == "anyOf" else [error]
    return [one.validator_value for one in choices if one.validator == "type"]


def _no_list(document: Document, path: Path_, found: Mapping[str, Any]) -> Problem:
    """A block where a list belongs: mostly dashes that are missing, or no dashes."""
    first = next(iter(found), "")
    if first[:1] == "-":
        wat, mend = NO_SPACE_AFTER_DASH
    elif _DASHES.match(first):
        wat = "hier staat een teken dat op een streepje lijkt"
        mend = "Typ een gewoon streepje (-) met een spatie erachter"
    else:
        mend = "Zet een streepje (-) voor elk deel"
        return document.problem("GGZ104", "hier staat een blok", path, toegestaan=_KINDS["array"], herstel=mend)
    return document.problem("GGZ104", wat, (*path, first), plek="", herstel=mend)


def _kind(found: Any) -> str:
    """The Dutch word for the kind of what was found."""
    return "een datum" if isinstance(found, Day) else plain_type(found)


def _word(found: Any, otherwise: str = "deze waarde") -> str:
    """A word as it may be shown, or the kind of what is no word."""
    if not isinstance(found, str):
        return plain_type(found)
    text = shown(found)
    return text if text.startswith("'") else otherwise


def _sentence(error: Any, *, silent: bool) -> tuple[str, str, str]:
    """What is wrong, the nearest name, and what is accepted; ``silent`` when nothing may be told of the value."""
    found = error.instance

    def near(options: list[str]) -> str:
        return "" if silent else nearest(str(found), options)

    value = "deze waarde" if silent and isinstance(found, str) else _word(found)
    match error.validator:
        case "required":
            return f"'{_missing(error)}' ontbreekt", "", ""
        case "enum":
            options = [str(option) for option in error.validator_value if isinstance(option, str)]
            return f"{value} kan hier niet", near(options), listing(options, limit=20)
        case "type":
            shape = _SHAPES.get(error.schema.get("pattern"), "")
            return f"hier staat {_kind(found)}", "", shape or _KINDS.get(str(error.validator_value), "")
        case "pattern":
            return _LIMITS["pattern"], "", _SHAPES.get(error.validator_value, "")
        case "minItems" if found:
            return "deze lijst is te kort", "", f"minstens {error.validator_value}"
        case "minimum" | "maximum":
            return _LIMITS[error.validator], "", _bounds(error.schema)
        case "const":
            return "deze waarde kan hier niet", "", str(error.validator_value)
        case "anyOf":
            offered = list(_offered(error))
            wat = f"{value} kan hier niet" if isinstance(found, str) else f"hier staat {_kind(found)}"
            return wat, near(offered), " of ".join(offered)
    return _LIMITS.get(error.validator, "dit past niet"), "", _HINTS.get(error.validator, "")


def _bounds(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    return f"{low} of meer" if high is None else f"{high} of minder" if low is None else f"{low} tot en met {high}"


def _offered(choice: Any) -> Iterator[str]:
    """What each branch of a choice accepts, as far as a branch says so in a word."""
    for error in choice.context:
        if error.absolute_path != choice.absolute_path:
            continue
        if error.validator == "enum":
            yield from (str(option) for option in error.validator_value if isinstance(option, str))
        elif error.validator in ("const", "type"):
            yield _KINDS.get(str(error.validator_value), str(error.validator_value))


_A_FEW: Final = 2
"""How many keys may lack and each be told; where there are more, one thing is wrong with the whole."""
_INCOMPLETE: Final = "Vul ze in, of haal dit deel weg als het hier niet hoort"
_QUOTED: Final = re.compile(r"'([^']*)' is a required property")
_CODES: Final = {"required": "GGZ102", "enum": "GGZ103", "type": "GGZ104"}
_KINDS: Final = {
    "string": "tekst",
    "object": "een blok met sleutels",
    "array": "een lijst (regels met een streepje)",
    "integer": "een heel getal",
}
_FACT: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9_.]+ +[^ ]")
"""A text that is a fact and its value, without a colon."""
_TIGHT: Final = re.compile("-[^ -]")
_KEYED: Final = "Schrijf een dubbele punt en een spatie na de sleutel, zoals sleutel: waarde"
_DASHES: Final = re.compile("[\u2010-\u2015\u2022\u00b7\u2212\u25cf*]")
_MENDS: Final = {
    "niets": "Vul iets in; zet tekst die met een # begint tussen aanhalingstekens",
    **dict.fromkeys(
        ("een getal", "een kommagetal", "een datum", "true of false"), "Zet de tekst tussen aanhalingstekens"
    ),
}
_SHAPES: Final = {
    r"^[a-z][a-z0-9-]*$": "kleine letters, cijfers en streepjes, zoals mijn-regio",
    r"^[a-z][a-z0-9_]*$": "kleine letters, cijfers en liggende streepjes, zoals eerste_gesprek",
    r"^[A-Za-z0-9][A-Za-z0-9_.-]*$": "letters, cijfers, punten en streepjes, zonder spaties",
    r"^[0-9]+\.[0-9]+\.[0-9]+$": "drie getallen met punten, zoals 1.0.0",
    r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$": (
        "een jaar, maand of dag, zoals 2024, 2024-05 of 2024-05-01"
    ),
    r"^([a-z][a-z0-9_]*)?$": "kleine letters, cijfers en liggende streepjes",
    r"^[a-z0-9][a-z0-9-]*$": "kleine letters, cijfers en streepjes",
    r"^[a-z0-9][a-z0-9_]*$": "kleine letters, cijfers en liggende streepjes",
    r"^[a-z][a-z-]*/[^ ]+$": "soort/naam, zonder spaties, zoals nooit/RG-001",
    r"^[0-9]+[a-z]?$": "een getal, met hooguit een kleine letter erachter",
    r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$": "naamruimte.kenmerk, zoals persoon.verblijf",
    r"^[a-z0-9_]+\.[a-z0-9_]+$": "naamruimte.kenmerk, zoals persoon.verblijf",
    r"^[a-z0-9_]+\.[a-z0-9_]+(\.[a-z0-9_]+)?$": "naamruimte.kenmerk, zoals persoon.verblijf",
    r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(\.[a-z0-9_]+)?$": "naamruimte.kenmerk, zoals persoon.verblijf",
    r"\?$": "een vraag, die eindigt op ?",
}
"""What a pattern of our schemas asks for, in words."""
_LIMITS: Final = {
    "minItems": "deze lijst is leeg",
    "uniqueItems": "hier staat iets twee keer",
    "minLength": "deze tekst is leeg",
    "maxLength": "deze tekst is te lang",
    "minProperties": "dit blok is leeg",
    "maxProperties": "hier staat meer dan een sleutel",
    "pattern": "deze tekst heeft niet de goede vorm",
    "format": "dit is geen geldige datum",
    "minimum": "dit getal is te klein",
    "maximum": "dit getal is te groot",
}
_HINTS: Final = {
    "maxProperties": "een sleutel per streepje",
    "format": "een datum als 2016-11-24",
}

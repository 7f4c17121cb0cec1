"""The JSON Schemas: the only door to jsonschema.

Files are held to the schemas in ``schemas/``. What follows from the vocabulary (``feiten.schema.json``) is generated
from it; the published copy is that of the pack ``landelijk``. What jsonschema finds is told in Dutch; a file that is
certainly right is not shown to it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from ggzroute.documents import Document, Path_
from ggzroute.domain.netwerk import PERSOON_SOORTEN
from ggzroute.problems import Problem, listing, nearest, shown
from ggzroute.resources import schemas_root
from ggzroute.structure import Fits, quick_yes
from ggzroute.vocabulary import STATES, Soort, Type, Vocabulary, plain_type

BASE: Final = "https://ggzroute.example/schemas/"
HAND_WRITTEN: Final = (
    "begrippen",
    "beslistabel",
    "bevindingen",
    "casus",
    "conflicten",
    "evaluation",
    "gedeeld",
    "interventies",
    "netwerk",
    "overlevers",
    "pack",
    "poorten",
    "regels",
    "sociale-kaart",
    "traject",
    "uitzonderingen",
    "workflow",
)
GENERATED: Final = "feiten"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_STATES: Final = ["onbekend", "geweigerd", "nvt", None]


@cache
def load_schema(name: str) -> Mapping[str, Any]:
    """A published schema by name (``regels``), as it stands in ``schemas/``."""
    text = (schemas_root() / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def check_structure(document: Document, name: str) -> list[Problem]:
    """Everything in which a document departs from the schema ``name``. Facts and conditions are not looked into."""
    if _quick(name)(document.data):
        return []
    errors = _best(_validator(name).iter_errors(_jsonable(document.data)))
    return [problem for error in errors for problem in _problems(document, error)]


def facts_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema part that follows from a vocabulary: facts of a casus, and the first word of a condition."""
    organisation = vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in vocabulary else {}
    facts = {
        name: _described(begrip.type, begrip.vraag)
        for name, begrip in vocabulary.items()
        if begrip.afleiding != "netwerk"
    }
    groups: dict[str, Any] = {name: {} for name in ("niet", "alle", "een_van_deze", "er_is", "er_is_geen", "aantal")}
    lines = {name: {"description": begrip.vraag} for name, begrip in vocabulary.items()}
    return {
        "$schema": _DIALECT,
        "$id": f"{BASE}{GENERATED}.schema.json",
        "title": "Feiten",
        "description": "Gemaakt uit de begrippen van het pakket; niet met de hand wijzigen.",
        "$defs": {
            "feiten": {
                "anyOf": [{"type": "object", "properties": facts, "additionalProperties": False}, {"type": "null"}]
            },
            "voorwaarde": {
                "type": "object",
                "minProperties": 1,
                "properties": {**groups, **lines},
                "patternProperties": {r"^[a-z0-9_]+\.[a-z0-9_]+(\[[a-z0-9_.]+\])?(\.[a-z0-9_]+)?$": {}},
                "additionalProperties": False,
            },
            "soort_organisatie": {"enum": sorted(organisation)},
            "soort_betrokkene": {"enum": sorted({*organisation, *PERSOON_SOORTEN})},
        },
    }


def publish(vocabulary: Vocabulary) -> str:
    """The text of ``feiten.schema.json`` for a vocabulary; the published copy is that of the pack ``landelijk``."""
    return json.dumps(facts_schema(vocabulary), indent=2, ensure_ascii=False) + "\n"


def _described(kind: Type, question: str) -> dict[str, Any]:
    return {"description": question, "anyOf": [_type_schema(kind), {"enum": _STATES}]}


def _maybe(kind: Type) -> dict[str, Any]:
    return {"anyOf": [_type_schema(kind), {"enum": _STATES}]}


def _type_schema(kind: Type) -> dict[str, Any]:
    text = {"type": "string", "maxLength": 200}
    codes = {"enum": [*kind.waarden, *(flag for flag, code in ((True, "ja"), (False, "nee")) if code in kind.waarden)]}
    date = {"type": "string", "format": "date"}
    fields = {name: _maybe(field) for name, field in kind.velden.items()}
    record = {"type": "object", "properties": fields, "additionalProperties": False}
    match kind.soort:
        case Soort.JA_NEE | Soort.KEUZE:
            return codes
        case Soort.KEUZES:
            return {"type": "array", "items": codes}
        case Soort.GETAL:
            return {"type": "integer", "minimum": -(10**12), "maximum": 10**12}
        case Soort.DATUM:
            return date
        case Soort.DATUMS:
            return {"type": "array", "items": date}
        case Soort.TEKST | Soort.ACTOR:
            return text
        case Soort.TEKSTEN | Soort.ACTOREN:
            return {"type": "array", "items": {**text, "not": {"enum": list(STATES)}}}
        case Soort.RECORD:
            return record
        case Soort.RECORDS:
            return {"type": "array", "items": record}
        case Soort.TABEL:
            value = _maybe(kind.waarde) if kind.waarde else {}
            if kind.sleutels:
                return {
                    "type": "object",
                    "properties": dict.fromkeys(kind.sleutels, value),
                    "additionalProperties": False,
                }
            return {"type": "object", "additionalProperties": value}


@cache
def _documents(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The schema of that name and what it refers to, where what follows from the vocabulary may be anything."""
    anything = {
        "voorwaarde": {"type": "object"},
        "feiten": {},
        "soort_organisatie": {"type": "string"},
        "soort_betrokkene": {"type": "string"},
    }
    loose = {"$id": f"{BASE}{GENERATED}.schema.json", "$defs": anything}
    found = {name: load_schema(name), "gedeeld": load_schema("gedeeld"), GENERATED: loose}
    return {f"{key}.schema.json": schema for key, schema in found.items()}


@cache
def _quick(name: str) -> Fits:
    return quick_yes(f"{name}.schema.json", _documents(name))


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - loaded when something is wrong, not on import
    from referencing import Registry  # noqa: PLC0415
    from referencing.jsonschema import DRAFT202012  # noqa: PLC0415

    resources = [(f"{BASE}{key}", DRAFT202012.create_resource(value)) for key, value in _documents(name).items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(
        load_schema(name), registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _jsonable(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _jsonable(part) for key, part in value.items()}
    return [_jsonable(part) for part in value] if isinstance(value, list | tuple) else value


def _best(errors: Iterator[Any]) -> Iterator[Any]:
    """Errors at the place where a person looks: the deepest branch of a choice that nearly fits."""
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    for error in errors:
        yield best_match([error]) if error.context else error


def _problems(document: Document, error: Any) -> Iterator[Problem]:
    path: Path_ = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        properties = error.schema.get("properties", {})
        for key in error.instance:
            if key not in properties:
                near, accepted = nearest(key, properties), listing(properties, limit=20)
                yield document.problem(
                    "GGZ101", f"{shown(key)} bestaat hier niet", (*path, key), bedoelt_u=near, toegestaan=accepted
                )
        return
    if "propertyNames" in error.absolute_schema_path:
        path = (*path, error.instance)
    wat, near, accepted = _sentence(error)
    code = _CODES.get(error.validator, "GGZ100")
    herstel = _NO_TEXT if accepted == _KINDS["string"] and error.instance is None else ""
    yield document.problem(code, wat, path, toegestaan=accepted, bedoelt_u=near, herstel=herstel)


def _sentence(error: Any) -> tuple[str, str, str]:
    """What is wrong, the nearest name, and what is accepted."""
    found = error.instance
    match error.validator:
        case "required":
            missing = _QUOTED.search(error.message)
            return f"'{missing[1] if missing else '?'}' ontbreekt", "", ""
        case "enum":
            options = [str(option) for option in error.validator_value if isinstance(option, str)]
            word = shown(found) if isinstance(found, str) else plain_type(found)
            return f"{word} kan hier niet", nearest(str(found), options), listing(options, limit=20)
        case "type":
            shape = _SHAPES.get(error.schema.get("pattern"), "")
            return f"hier staat {plain_type(found)}", "", shape or _KINDS.get(str(error.validator_value), "")
        case "pattern":
            return _LIMITS["pattern"], "", _SHAPES.get(error.validator_value, "")
        case "minItems" if found:
            return "deze lijst is te kort", "", f"minstens {error.validator_value}"
        case "const":
            return "deze waarde kan hier niet", "", str(error.validator_value)
        case "anyOf":
            return "dit past niet", "", " of ".join(_offered(error))
    return _LIMITS.get(error.validator, "dit past niet"), "", _HINTS.get(error.validator, "")


def _offered(choice: Any) -> Iterator[str]:
    """What each branch of a choice accepts, as far as a branch says so in a word."""
    for error in choice.context:
        if error.validator in ("const", "type") and error.absolute_path == choice.absolute_path:
            yield _KINDS.get(str(error.validator_value), str(error.validator_value))


_QUOTED: Final = re.compile(r"'([^']*)' is a required property")
_CODES: Final = {"required": "GGZ102", "enum": "GGZ103", "type": "GGZ104"}
_KINDS: Final = {
    "string": "tekst",
    "object": "een blok met sleutels",
    "array": "een lijst (regels met een streepje)",
    "integer": "een heel getal",
}
_NO_TEXT: Final = "Vul iets in; zet tekst die met een # begint tussen aanhalingstekens"
_SHAPES: Final = {
    r"^[a-z][a-z0-9-]*$": "kleine letters, cijfers en streepjes, zoals mijn-regio",
    r"^[a-z][a-z0-9_]*$": "kleine letters, cijfers en liggende streepjes, zoals eerste_gesprek",
    r"^[A-Za-z0-9][A-Za-z0-9_.-]*$": "letters, cijfers, punten en streepjes, zonder spaties",
    r"^[0-9]+\.[0-9]+\.[0-9]+$": "drie getallen met punten, zoals 1.0.0",
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$": "een jaar, maand of dag, zoals 2024, 2024-05 of 2024-05-01",
    r"^([a-z][a-z0-9_]*)?$": "kleine letters, cijfers en liggende streepjes",
    r"^[a-z0-9][a-z0-9-]*$": "kleine letters, cijfers en streepjes",
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
    "minimum": "0 tot en met 100",
    "maximum": "0 tot en met 100",
}

"""The JSON Schemas: the only door to jsonschema.

Files are held to the schemas in ``schemas/``. What follows from the vocabulary (``feiten.schema.json``) is generated
from it; the published copy is that of the pack ``landelijk``. What jsonschema finds is told in Dutch; a file that is
certainly right is not shown to it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Container, Iterator, Mapping
from functools import cache, partial
from typing import Any, Final

from ggzroute.documents import Document
from ggzroute.domain.netwerk import PERSOON_SOORTEN
from ggzroute.problems import Problem
from ggzroute.resources import schemas_root
from ggzroute.schema_faults import Day, explain
from ggzroute.structure import SHAPED, Fits, quick_yes
from ggzroute.vocabulary import STATES, Soort, Type, Vocabulary

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
_ABOUT_SOMEBODY: Final[Mapping[str, Container[str]]] = {
    "casus": frozenset({"id", "peildatum", "feiten", "betrokkenen", "relaties", "gevraagd", "synthetisch", "situaties"})
}
"""Name of a schema to the keys under which a file tells of a hulpvrager; the others tell of a source or an outcome."""
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
    errors = list(_best(_validator(name).iter_errors(_jsonable(document.data))))
    return explain(errors, document, _ABOUT_SOMEBODY.get(name, ()))


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
    from jsonschema.validators import extend  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415
    from referencing.jsonschema import DRAFT202012  # noqa: PLC0415

    resources = [(f"{BASE}{key}", DRAFT202012.create_resource(value)) for key, value in _documents(name).items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    validator: Any = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"type": partial(_no_day, Draft202012Validator.VALIDATORS["type"])}
    )
    return validator(load_schema(name), registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _no_day(otherwise: Any, validator: Any, types: Any, found: Any, schema: Mapping[str, Any]) -> Iterator[Any]:
    """Hold to ``type``; a day is only text where the schema says what the text looks like."""
    if isinstance(found, Day) and types == "string" and not SHAPED & set(schema):
        from jsonschema import ValidationError  # noqa: PLC0415

        yield ValidationError("a day")
    else:
        yield from otherwise(validator, types, found, schema)


def _jsonable(value: Any) -> Any:
    if isinstance(value, dt.date):
        return Day(value.isoformat())
    if isinstance(value, Mapping):
        return {str(key): _jsonable(part) for key, part in value.items()}
    return [_jsonable(part) for part in value] if isinstance(value, list | tuple) else value


def _best(errors: Iterator[Any]) -> Iterator[Any]:
    """Errors at the place where a person looks: the deepest branch of a choice that nearly fits."""
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    for error in errors:
        yield best_match([error]) if error.context else error

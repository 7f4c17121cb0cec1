"""Everything that can be written in the files of a pack, found in the schemas and in the reader of conditions."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ggzroute.resources import schemas_root
from ggzroute.rules.condition_reading import GROUPS, operators
from ggzroute.rules.terms import fact_term, node_types
from ggzroute.vocabulary import Soort, Type, Vocabulary

FILES: Final = {
    "pack.yaml": "pack",
    "begrippen.yaml": "begrippen",
    "regels": "regels",
    "conflicten.yaml": "conflicten",
    "interventies.yaml": "interventies",
    "poorten.yaml": "poorten",
    "sociale-kaart.yaml": "sociale-kaart",
    "workflows": "workflow",
    "bevindingen.yaml": "bevindingen",
    "uitzonderingen.yaml": "uitzonderingen",
    "overlevers.yaml": "overlevers",
    "tabellen": "beslistabel",
    "casussen": "casus",
    "vignetten": "casus",
    "gemaakt": "casus",
    "profielen": "casus",
}
"""Files and folders of a pack, and the schema of what stands there."""
ENDS: Final = ("voorwaarden", "feiten")
"""What is no part of a form: conditions and facts, which have a language of their own."""
WORDS: Final = (
    "workflow:$defs.stap.soort",
    "begrippen:begrippen.*.type",
    "regels:$defs.conclusie.maatje.stand",
    "beslistabel:trefregel",
)
"""Keys of which every word is a construct of its own."""

Schema = Mapping[str, Any]


@functools.cache
def _schemas() -> dict[str, Any]:
    return {
        path.name.split(".")[0]: json.loads(path.read_text(encoding="utf-8"))
        for path in schemas_root().glob("*.schema.json")
    }


def _parts(file: str, place: str, schema: Schema) -> Iterator[tuple[str, str, Schema]]:
    """A schema and all it refers to: the file, the name that its keys have there, and the schema itself."""
    yield file, place, schema
    if "$ref" in schema:
        name, _, inside = schema["$ref"].partition("#")
        there = name.split(".")[0] or file
        steps = [step for step in inside.split("/") if step]
        if there != "feiten" and (not steps or steps[-1] not in ENDS):
            target = _schemas()[there]
            for step in steps:
                target = target[step]
            yield from _parts(there, ".".join(steps), target)
    for word in ("allOf", "anyOf", "oneOf"):
        for one in schema.get(word, ()):
            yield from _parts(file, place, one)


def _named(file: str, place: str, key: str) -> str:
    return f"{file}:{place}.{key}" if place else f"{file}:{key}"


def forms() -> set[str]:
    """Every key of every file, by the file and definition it is declared in, and every word of some keys."""
    found: set[str] = set()
    seen: set[int] = set()

    def walk(file: str, place: str, schema: Schema) -> None:
        for there, at, part in _parts(file, place, schema):
            if id(part) in seen:
                continue
            seen.add(id(part))
            for key, inner in part.get("properties", {}).items():
                name = _named(there, at, key)
                found.add(name)
                if name in WORDS:
                    found.update(f"{name}={word}" for word in inner["enum"])
                walk(there, name.partition(":")[2], inner)
            if isinstance(part.get("additionalProperties"), dict):
                walk(there, f"{at}.*", part["additionalProperties"])
            if isinstance(part.get("items"), dict):
                walk(there, at, part["items"])

    for kind in dict.fromkeys(FILES.values()):
        walk(kind, "", _schemas()[kind])
    return found


def used(kind: str, data: Any) -> set[str]:
    """The same, of one document."""
    found: set[str] = set()

    def walk(file: str, place: str, schema: Schema, value: Any) -> None:
        for there, at, part in _parts(file, place, schema):
            if isinstance(value, Mapping):
                for key, inner in part.get("properties", {}).items():
                    if key in value:
                        name = _named(there, at, key)
                        found.add(name)
                        if name in WORDS:
                            found.add(f"{name}={value[key]}")
                        walk(there, name.partition(":")[2], inner, value[key])
                if isinstance(part.get("additionalProperties"), dict):
                    for key in value.keys() - part.get("properties", {}).keys():
                        walk(there, f"{at}.*", part["additionalProperties"], value[key])
            if isinstance(value, list) and isinstance(part.get("items"), dict):
                for one in value:
                    walk(there, at, part["items"], one)

    walk(kind, "", _schemas()[kind], data)
    return found


# ---- conditions


def condition_forms(words: Vocabulary) -> set[str]:
    """Every group, comparison, kind of fact, way to look into a fact, and attribute of a betrokkene."""
    kinds = {soort: Type(soort=soort, waarde=Type(soort=Soort.KEUZE)) for soort in Soort}
    compared = {f"vergelijking {name}" for kind in kinds.values() for name in operators(kind)}
    attributes = {f"kenmerk {name}" for name in (*node_types(words), "pad")}
    looks = {f"kijkt naar {soort.value}" for soort in Soort}
    ways = {"deel van een record", "waarde uit een tabel", "opgezocht", "opgezocht met een deel", "deel van opgezocht"}
    return {f"groep {name}" for name in GROUPS} | compared | attributes | looks | ways | {"altijd", "peildatum"}


def used_conditions(raw: Any, words: Vocabulary) -> Iterator[str]:
    """The same, of one condition."""
    if raw == "altijd":
        yield "altijd"
    for line in raw if isinstance(raw, list) else [raw] if isinstance(raw, Mapping) else ():
        yield from _lines(line, words)


def _lines(line: Mapping[str, Any], words: Vocabulary) -> Iterator[str]:
    for key, value in line.items():
        if key in ("niet", "alle", "een_van_deze"):
            yield f"groep {key}"
            for part in value if isinstance(value, list) else [value]:
                yield from _lines(part, words)
        elif key in GROUPS:
            yield f"groep {key}"
            yield from _attributes(value["waarin"], words)
        else:
            yield from _fact(key, value, words)


def _attributes(waarin: Mapping[str, Any], words: Vocabulary) -> Iterator[str]:
    for key, value in waarin.items():
        if key in ("niet", "alle", "een_van_deze"):
            for part in value if isinstance(value, list) else [value]:
                yield from _attributes(part, words)
        else:
            yield f"kenmerk {key}"


def _fact(key: str, value: Any, words: Vocabulary) -> Iterator[str]:
    term = fact_term(key, words)
    name = str(getattr(term, "feit", term.name))
    yield f"kijkt naar {term.type.soort.value}"
    if "[" in key:
        inside, after = key.split("[")[1].split("]")
        yield "opgezocht met een deel" if inside.count(".") > 1 else "opgezocht"
        if after:
            yield "deel van opgezocht"
    elif key.count(".") > 1:
        yield "deel van een record" if words[name].type.soort is Soort.RECORD else "waarde uit een tabel"
    if isinstance(value, Mapping):
        yield from (f"vergelijking {comparison}" for comparison in value)
        if "peildatum" in value.values():
            yield "peildatum"
    else:
        yield "vergelijking een_van" if isinstance(value, list) else "vergelijking is"

"""The quick yes says yes only when jsonschema does, and to every file that is right."""

from __future__ import annotations

import copy
import datetime as dt
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ggzroute import schemas
from ggzroute.documents import from_data, read_file
from ggzroute.exceptions import DocumentError
from ggzroute.resources import rules_root
from ggzroute.structure import quick_yes
from test_schemas import SHIPPED, kind_of

CHECKED = [path for path in SHIPPED if kind_of(path) != "casus"]


def is_document(path: Path) -> bool:
    try:
        return read_file(path) is not None
    except DocumentError:
        return False


BAD = [path for path in sorted((Path(__file__).parent / "bad" / "packs").rglob("*.yaml")) if is_document(path)]


def says_yes(schema: Any, value: Any, **others: Any) -> bool:
    return quick_yes("een", {"een": schema, **others})(value)


def jsonschema_says(name: str, data: Any) -> bool:
    return schemas._validator(name).is_valid(schemas._jsonable(data))


# --- the files that ship, and what becomes of them -----------------------------------------------------------------


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.relative_to(rules_root()).as_posix())
def test_every_shipped_file_is_found_right_without_jsonschema(path):
    assert schemas._quick(kind_of(path))(read_file(path).data)


def test_loading_the_shipped_packs_leaves_jsonschema_alone():
    code = (
        "import sys, ggzroute; [ggzroute.load_pack(name) for name in ggzroute.pack_names()]; "
        "print(sorted({'jsonschema', 'referencing'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"  # noqa: S603 - ourselves


@cache
def parts_of(path: Path) -> tuple[Any, list[tuple[Any, ...]]]:
    """The data of a file, and the path of each of its parts."""
    data = read_file(path).data
    found: list[tuple[Any, ...]] = []
    todo: list[tuple[tuple[Any, ...], Any]] = [((), data)]
    while todo:
        where, value = todo.pop()
        found.append(where)
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        todo += [((*where, key), part) for key, part in inside]
    return data, found


TEXTS = st.sampled_from(("", "ja", "nee", "A-1", "aap noot", "Wat is dit?", "2016-11-24", "2016-13-24", "x" * 400))
ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 102), st.just(1.5), st.just(2.0), st.just(dt.date(2016, 11, 24)), TEXTS
)
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.integers(0, 2), inner, max_size=3),
    max_leaves=6,
)

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 102) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Any]:
    """A shipped file with one part replaced, dropped, doubled, or given a key more."""
    path = draw(st.sampled_from(CHECKED))
    data, places = parts_of(path)
    where = draw(st.sampled_from(places[1:]))
    data = copy.deepcopy(data)
    holder = data
    for step in where[:-1]:
        holder = holder[step]
    match draw(st.sampled_from(("replace", "replace", "drop", "empty", "more"))):
        case "replace":
            holder[where[-1]] = draw(VALUES)
        case "drop":
            del holder[where[-1]]
        case "empty":
            holder[where[-1]] = type(holder[where[-1]])() if isinstance(holder[where[-1]], list | dict | str) else None
        case "more" if isinstance(holder, dict):
            holder[draw(TEXTS)] = draw(VALUES)
        case "more":
            holder.append(draw(VALUES))
    return kind_of(path), data


def test_a_changed_file_gets_the_verdict_of_jsonschema():
    verdicts = {True: 0, False: 0}

    @settings(max_examples=400)
    @given(changed())
    def agree(file):
        name, data = file
        verdict = jsonschema_says(name, data)
        assert schemas._quick(name)(data) <= verdict
        assert (schemas.check_structure(from_data(data), name) == []) is verdict
        verdicts[verdict] += 1

    agree()
    assert min(verdicts.values()) > 5


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.relative_to(path.parents[3]).as_posix())
def test_a_file_with_a_fault_in_its_form_gets_no_quick_yes(path):
    data = read_file(path).data
    assert schemas._quick(kind_of(path))(data) is jsonschema_says(kind_of(path), data)


# --- any schema ------------------------------------------------------------------------------------------------------

_SIZES = st.integers(0, 3)
_PATTERNS = st.sampled_from(("^[a-z]+$", "a", "[0-9]{4}", r"\?$"))
_TYPES = st.sampled_from(("object", "array", "string", "integer", "number", "boolean", "null"))


def _schemas(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    named = st.dictionaries(st.sampled_from(("ja", "nee", "A-1")), inner, max_size=2)
    parts = {
        "type": _TYPES | st.lists(_TYPES, min_size=1, max_size=2, unique=True),
        "enum": st.lists(st.none() | st.booleans() | st.integers(0, 1) | TEXTS, min_size=1, max_size=3),
        "const": st.none() | st.booleans() | st.integers(0, 1) | TEXTS,
        "minLength": _SIZES,
        "maxLength": _SIZES,
        "pattern": _PATTERNS,
        "format": st.just("date"),
        "minimum": _SIZES,
        "maximum": _SIZES,
        "minItems": _SIZES,
        "maxItems": _SIZES,
        "uniqueItems": st.booleans(),
        "items": inner,
        "anyOf": st.lists(inner, min_size=1, max_size=2),
        "properties": named,
        "additionalProperties": inner,
        "propertyNames": inner,
        "required": st.lists(st.sampled_from(("ja", "nee")), max_size=2, unique=True),
        "minProperties": _SIZES,
        "maxProperties": _SIZES,
        "$ref": st.sampled_from(("#/$defs/lijst", "twee#/$defs/tekst", "twee#/$defs/ook")),
        "description": st.just("iets"),
    }
    some = st.lists(st.sampled_from(sorted(parts)), max_size=3, unique=True)
    return some.flatmap(lambda names: st.fixed_dictionaries({name: parts[name] for name in names}))


SCHEMAS = st.recursive(st.booleans() | _schemas(st.booleans()), _schemas, max_leaves=4)
LIJST = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/lijst"}}]}
TWEE = {"$id": "twee", "$defs": {"tekst": {"type": "string", "minLength": 1}, "ook": {"$ref": "#/$defs/tekst"}}}


def full_answer(schema: Any, value: Any) -> bool:
    from referencing import Registry  # noqa: PLC0415 - only here
    from referencing.jsonschema import DRAFT202012  # noqa: PLC0415

    registry = Registry().with_resource("twee", DRAFT202012.create_resource(TWEE))
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema, registry=registry, format_checker=checker).is_valid(schemas._jsonable(value))


@settings(max_examples=600)
@given(SCHEMAS, VALUES)
@example({"enum": [1]}, True)  # noqa: FBT003 - the value itself
@example({"const": True}, 1)
@example({"type": "integer"}, True)  # noqa: FBT003 - the value itself
@example({"$ref": "#/$defs/lijst"}, [["ja", ["nee"]], []])
@example({"$ref": "#/$defs/lijst"}, [["ja", [1]], []])
@example({"minLength": 11}, dt.date(2016, 11, 24))
@example({"pattern": "^2016"}, dt.date(2016, 11, 24))
@example({"format": "date"}, "2016-02-30")
def test_a_quick_yes_is_a_yes_of_jsonschema(schema, value):
    schema = {**(schema if isinstance(schema, dict) else {"anyOf": [schema]}), "$defs": {"lijst": LIJST}}
    assert says_yes(schema, value, twee=TWEE) <= full_answer(schema, value)


@settings(max_examples=600)
@given(SCHEMAS, PLAIN)
def test_on_plain_json_it_says_what_jsonschema_says(schema, value):
    """So that a file that is right is not given to jsonschema after all."""
    schema = {**(schema if isinstance(schema, dict) else {"anyOf": [schema]}), "$defs": {"lijst": LIJST}}
    assert says_yes(schema, value, twee=TWEE) is full_answer(schema, value)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "object", "dependentRequired": {}}, {}),
        ({"format": "email"}, "iemand"),
        ({"not": {"type": "string"}}, "aap"),
        ({"$ref": "drie#/$defs/tekst"}, "aap"),
        ({"$ref": "#/$defs/niets"}, "aap"),
        ({"type": "object", "minProperties": 1}, {1: "aap"}),
        ({"type": "string"}, type("Tekst", (str,), {})("aap")),
        ({"enum": ["aap"]}, type("Tekst", (str,), {})("aap")),
        ({"type": "string"}, dt.datetime(2016, 11, 24, tzinfo=dt.UTC)),
        ({"enum": [["aap"]]}, ["aap"]),
    ],
)
def test_what_it_does_not_know_is_no_reason_to_say_yes(schema, value):
    assert says_yes(schema, value) is False

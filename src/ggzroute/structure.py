"""A quick yes to whether a value fits a JSON Schema.

jsonschema says what is wrong with a file, and takes its time. Nearly every file is right, and that can be found out
with a few plain functions made from the same schema. They only ever say yes when jsonschema would; what they do not
know (a keyword, a reference, a type of Python) is no reason to say yes, and then jsonschema is asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

Fits = Callable[[Any], bool]

_SAYS_NOTHING: Final = frozenset({"$schema", "$id", "$defs", "$comment", "title", "description", "default", "examples"})
_CLASSES: Final[Mapping[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list, tuple),
    "string": (str, dt.date),
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
SHAPED: Final = frozenset({"format", "pattern"})
"""Keywords that say what a text looks like; only such a text may be a day."""
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def quick_yes(name: str, documents: Mapping[str, Mapping[str, Any]]) -> Fits:
    """A function that is true only for values that certainly fit.

    Args:
        name: name of the document with the schema.
        documents: that document, and every document it refers to, by name.
    """
    return _Maker(name, documents, {}).make(documents[name])


class _Maker:
    """Makes functions of the schemas of one document; one for each reference, so that a schema may refer to itself."""

    def __init__(self, name: str, documents: Mapping[str, Mapping[str, Any]], made: dict[str, Fits]) -> None:
        self._name = name
        self._documents = documents
        self._made = made

    def make(self, schema: Any) -> Fits:
        """The function for one schema."""
        if not isinstance(schema, Mapping):
            return _anything if schema is True else _nothing
        if not set(schema) - _SAYS_NOTHING <= set(_KEYWORDS) | _OBJECT:
            return _nothing
        if schema.get("type") == "string" and not SHAPED & set(schema):
            schema = {**schema, "type": "text"}
        parts = [make(self, schema[key]) for key, make in _KEYWORDS.items() if key in schema]
        if set(schema) & _OBJECT:
            parts.append(self._object(schema))
        return _all(parts)

    def _types(self, names: Any) -> Fits:
        classes = frozenset(one for name in ([names] if isinstance(names, str) else names) for one in _CLASSES[name])
        return lambda value: value.__class__ in classes

    def _one_of(self, values: Any) -> Fits:
        known = frozenset((value.__class__, value) for value in values if value.__class__ in _PLAIN)
        return lambda value: value.__class__ in _PLAIN and (value.__class__, value) in known

    def _constant(self, value: Any) -> Fits:
        return self._one_of([value])

    def _reference(self, to: str) -> Fits:
        name, _, pointer = to.partition("#/")
        place = f"{name or self._name}#/{pointer}"
        if place not in self._made:
            self._made[place] = partial(self._later, place)  # for a schema that refers to itself
            self._made[place] = self._follow(name or self._name, pointer)
        return self._made[place]

    def _later(self, place: str, value: Any) -> bool:
        return self._made[place](value)

    def _follow(self, name: str, pointer: str) -> Fits:
        found: Any = self._documents.get(name)
        for part in pointer.split("/"):
            found = found.get(part) if isinstance(found, Mapping) else None
        return _nothing if found is None else _Maker(name, self._documents, self._made).make(found)

    def _any_of(self, schemas: Any) -> Fits:
        choices = [self.make(schema) for schema in schemas]
        return lambda value: any(fits(value) for fits in choices)

    def _items(self, schema: Any) -> Fits:
        fits = self.make(schema)
        return lambda value: not _is_list(value) or all(map(fits, value))

    def _pattern(self, text: str) -> Fits:
        search = re.compile(text).search
        return lambda value: not _is_text(value) or search(_text(value)) is not None

    def _format(self, name: str) -> Fits:
        if name != "date":
            return _nothing
        return lambda value: not _is_text(value) or _is_day(_text(value))

    def _object(self, schema: Mapping[str, Any]) -> Fits:
        """Everything about the keys of an object and what stands under them."""
        fits = {key: self.make(part) for key, part in schema.get("properties", {}).items()}
        other = self.make(schema.get("additionalProperties", True))
        name = self.make(schema.get("propertyNames", True))
        required = tuple(schema.get("required", ()))
        few, many = schema.get("minProperties", 0), schema.get("maxProperties", float("inf"))

        def check(value: Any) -> bool:
            if value.__class__ is not dict:
                return not isinstance(value, Mapping)
            for key in required:
                if key not in value:
                    return False
            for key, part in value.items():
                if key.__class__ is not str or not name(key) or not fits.get(key, other)(part):
                    return False
            return bool(few <= len(value) <= many)

        return check


_PLAIN: Final = frozenset({str, int, bool, type(None)})


def _all(parts: list[Fits]) -> Fits:
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:  # noqa: PLR2004 - the most frequent number, without a loop
        first, second = parts
        return lambda value: first(value) and second(value)
    return lambda value: all(fits(value) for fits in parts)


def _anything(value: Any) -> bool:  # noqa: ARG001 - fits whatever it is
    return True


def _nothing(value: Any) -> bool:  # noqa: ARG001 - nothing fits, or that cannot be told
    return False


def _is_text(value: Any) -> bool:
    """A date stands in a file as text, and is held to what is asked of text."""
    return value.__class__ is str or isinstance(value, str | dt.date)


def _text(value: Any) -> str:
    return value if value.__class__ is str else str(value) if isinstance(value, str) else value.isoformat()


def _is_day(text: str) -> bool:
    if not _ISO_DATE.match(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _within(low: float, high: float, count: Callable[[Any], float], concerns: Callable[[Any], bool]) -> Fits:
    return lambda value: not concerns(value) or low <= count(value) <= high


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _differ(value: Any) -> bool:
    """Whether the parts of a list differ, as far as that is plain."""
    if not _is_list(value) or len(value) <= 1:
        return True
    try:
        return len(set(map(_form, value))) == len(value)
    except TypeError:
        return False


def _form(value: Any) -> Any:
    """What two values share only when they are equal as JSON.

    Raises:
        TypeError: it is not plain JSON, or a fraction, which can be equal to a whole number.
    """
    if value.__class__ in _PLAIN:
        return value.__class__, value
    if value.__class__ is list:
        return tuple(map(_form, value))
    if value.__class__ is dict and all(key.__class__ is str for key in value):
        return frozenset((key, _form(part)) for key, part in value.items())
    raise TypeError


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: Any) -> float:
    return float(value)


def _length(value: Any) -> float:
    return len(_text(value))


_INFINITE: Final = float("inf")

_KEYWORDS: Final[Mapping[str, Callable[[_Maker, Any], Fits]]] = {
    "type": _Maker._types,  # noqa: SLF001 - the table of this class
    "enum": _Maker._one_of,  # noqa: SLF001
    "const": _Maker._constant,  # noqa: SLF001
    "minLength": lambda _, n: _within(n, _INFINITE, _length, _is_text),
    "maxLength": lambda _, n: _within(0, n, _length, _is_text),
    "pattern": _Maker._pattern,  # noqa: SLF001
    "format": _Maker._format,  # noqa: SLF001
    "minimum": lambda _, n: _within(n, _INFINITE, _number, _is_number),
    "maximum": lambda _, n: _within(-_INFINITE, n, _number, _is_number),
    "minItems": lambda _, n: _within(n, _INFINITE, len, _is_list),
    "maxItems": lambda _, n: _within(0, n, len, _is_list),
    "uniqueItems": lambda _, unique: _differ if unique else _anything,
    "items": _Maker._items,  # noqa: SLF001
    "anyOf": _Maker._any_of,  # noqa: SLF001
    "$ref": _Maker._reference,  # noqa: SLF001
}
_OBJECT: Final = frozenset(
    {"properties", "additionalProperties", "propertyNames", "required", "minProperties", "maxProperties"}
)

"""datalogic: JSON-logic in Rust, compiled once. The decision is one rule; what is asked twice is written twice."""

from __future__ import annotations

import json
from typing import Any

import datalogic_py

from benchmarks.decision import ADVIEZEN, ANYBODY, FLAT_REGIE, LEEF, PATHS, SIZES, Test, ways
from benchmarks.peers import Decide, Variant

NEEDS = ("datalogic-py",)

Logic = Any


def _var(path: str) -> Logic:
    return {"var": path}


def _is(value: Logic, wanted: Any) -> Logic:
    if isinstance(wanted, bool):
        return value if wanted else {"!": [value]}
    return {"===": [value, wanted]}


def _both(parts: list[Logic]) -> Logic:
    return parts[0] if len(parts) == 1 else {"and": parts} if parts else True


def _somebody(feature: str) -> Logic:
    return _both([_is(_var(key), wanted) for key, wanted in ANYBODY[feature].items()])


def _value(feature: str) -> Logic:
    if feature in PATHS:
        return _var(".".join(PATHS[feature]))
    if feature in LEEF:
        return {"in": [LEEF[feature], _var("leefgebieden")]}
    return {"some": [_var("betrokkenen"), _somebody(feature)]}


def _test(test: Test) -> Logic:
    feature, operator, wanted = test
    if operator == ">=":  # there is no length: so many are there when the last of them is
        return {"!!": [_var(f"{SIZES[feature]}.{wanted - 1}")]}
    if operator == "in":
        return {"in": [_value(feature), list(wanted)]}
    return {"!==": [_value(feature), wanted]} if operator == "!=" else _is(_value(feature), wanted)


def _tests(tests: tuple[Test, ...]) -> Logic:
    return _both([_test(test) for test in tests])


def _first(feature: str) -> Logic:
    keep_first = {"if": [_var("accumulator"), _var("accumulator"), _var("current.id")]}
    return {"reduce": [{"filter": [_var("betrokkenen"), _somebody(feature)]}, keep_first, None]}


def rule() -> Logic:
    """The decision as one rule that gives ``[pad, [regie, regel], adviezen]``."""
    table = ways()
    pad = [part for tests, steps in table[:-1] for part in (_tests(tests), list(steps))]
    regie = [part for id_, tests, feature in FLAT_REGIE for part in (_tests(tests), [_first(feature), id_])]
    adviezen = [{"if": [_tests(tests), [code], []]} for code, tests in ADVIEZEN]
    return [{"if": [*pad, list(table[-1][1])]}, {"if": [*regie, [None, None]]}, {"merge": adviezen}]


def _answer(found: Any) -> dict[str, Any]:
    return {"pad": found[0], "regie": found[1][0], "regel": found[1][1], "adviezen": found[2]}


def _make() -> Decide:
    evaluate = datalogic_py.Engine().compile(rule()).evaluate
    return lambda data: _answer(evaluate(data))


VARIANTS = {
    "compiled rule, dict in": Variant(_make),
    "compiled rule, JSON text in": Variant(_make, lambda record: json.dumps(record, separators=(",", ":"))),
}

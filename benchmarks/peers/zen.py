"""zen-engine (GoRules): a decision graph with three tables, and the whole decision as one compiled expression."""

from __future__ import annotations

import itertools
import json
from typing import Any

import zen

from benchmarks.decision import ADVIEZEN, ANYBODY, FLAT_REGIE, LEEF, PATHS, SIZES, Test, ways
from benchmarks.peers import Decide, Variant

NEEDS = ("zen-engine",)


def _literal(value: Any) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_literal(part) for part in value) + "]"
    return "null" if value is None else json.dumps(value) if isinstance(value, bool) else str(value).join("''")


def _number_or_text(value: Any) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _literal(value)


def _somebody(feature: str) -> str:
    return " and ".join(f"#.{key} == {_literal(wanted)}" for key, wanted in ANYBODY[feature].items())


def _value(feature: str) -> str:
    if feature in PATHS:
        return ".".join(PATHS[feature])
    if feature in LEEF:
        return f"({_literal(LEEF[feature])} in leefgebieden)"
    return f"len({SIZES[feature]})" if feature in SIZES else f"some(betrokkenen, {_somebody(feature)})"


def _first(feature: str) -> str:
    return f"filter(betrokkenen, {_somebody(feature)})[0].id"


def _tests(tests: tuple[Test, ...], *, named: bool) -> str:
    values = [(feature if named else _value(feature), op, _number_or_text(wanted)) for feature, op, wanted in tests]
    return " and ".join(f"{value} {op} {wanted}" for value, op, wanted in values) or "true"


def _table(id_: str, hit: str, rows: list[tuple[tuple[Test, ...], list[str]]], outputs: list[str], path: Any) -> Any:
    rules = [
        {"_id": f"{id_}{n}", "i": _tests(tests, named=True), **{f"o{m}": out for m, out in enumerate(outs)}}
        for n, (tests, outs) in enumerate(rows)
    ]
    return {
        "id": id_,
        "name": id_,
        "type": "decisionTableNode",
        "content": {
            "hitPolicy": hit,
            "inputs": [{"id": "i", "name": "voorwaarde"}],
            "outputs": [{"id": f"o{m}", "name": name, "field": name} for m, name in enumerate(outputs)],
            "rules": rules,
            "passThrough": True,
            "inputField": None,
            "outputPath": path,
            "executionMode": "single",
        },
    }


def _expressions(id_: str, pairs: dict[str, str], *, through: bool) -> Any:
    return {
        "id": id_,
        "name": id_,
        "type": "expressionNode",
        "content": {
            "expressions": [
                {"id": f"{id_}{n}", "key": key, "value": value} for n, (key, value) in enumerate(pairs.items())
            ],
            "passThrough": through,
            "inputField": None,
            "outputPath": None,
            "executionMode": "single",
        },
    }


def graph() -> dict[str, Any]:
    """The decision as a graph: features, a table for the route, one for the regie and one for the adviezen."""
    features = {f: _value(f) for f in (*PATHS, *LEEF, *SIZES, *ANYBODY) if PATHS.get(f) != (f,)}
    who = {f"kandidaat_{id_}": _first(feature) for id_, _, feature in FLAT_REGIE}
    regie: list[tuple[tuple[Test, ...], list[str]]] = [
        (tests, [f"kandidaat_{id_}", _literal(id_)]) for id_, tests, _ in FLAT_REGIE
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        _expressions("features", features | who, through=True),
        _table("route", "first", [(tests, [_literal(pad)]) for tests, pad in ways()], ["pad"], None),
        _table("regie", "first", [*regie, ((), ["null", "null"])], ["regie", "regel"], None),
        _table("adviezen", "collect", [(tests, [_literal(code)]) for code, tests in ADVIEZEN], ["advies"], "adviezen"),
        _expressions(
            "answer",
            {"pad": "pad", "regie": "regie", "regel": "regel", "adviezen": "map(adviezen, #.advies)"},
            through=False,
        ),
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    ids = [node["id"] for node in nodes]
    edges = [
        {"id": f"e{n}", "sourceId": van, "targetId": naar, "type": "edge"}
        for n, (van, naar) in enumerate(itertools.pairwise(ids))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _graph() -> Decide:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"besluit": graph()}}})

    def decide(record: Any) -> dict[str, Any]:
        found = engine.evaluate("besluit", record)["result"]  # an answer that is null is left out
        return {
            "pad": found["pad"],
            "regie": found.get("regie"),
            "regel": found.get("regel"),
            "adviezen": found["adviezen"],
        }

    return decide


def expression() -> str:
    """The decision as one expression."""
    pad = "null"
    for tests, steps in reversed(ways()):
        pad = f"({_tests(tests, named=False)}) ? {_literal(steps)} : ({pad})"
    regie = "[null, null]"
    for id_, tests, feature in reversed(FLAT_REGIE):
        regie = f"({_tests(tests, named=False)}) ? [{_first(feature)}, {_literal(id_)}] : ({regie})"
    said = ", ".join(f"(({_tests(tests, named=False)}) ? {_literal(code)} : '')" for code, tests in ADVIEZEN)
    return f"{{pad: {pad}, regie: {regie}, adviezen: filter([{said}], # != '')}}"


def _expression() -> Decide:
    evaluate = zen.compile_expression(expression()).evaluate

    def decide(record: Any) -> dict[str, Any]:
        found = evaluate(record)
        who, rule = found["regie"]
        return {"pad": found["pad"], "regie": who, "regel": rule, "adviezen": found["adviezen"]}

    return decide


VARIANTS = {
    "decision graph with tables, dict in": Variant(_graph),
    "one compiled expression, dict in": Variant(_expression),
}

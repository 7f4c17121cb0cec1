"""rule-engine: every condition a compiled rule, over features found by hand, and over the record as it is."""

from __future__ import annotations

from typing import Any

import rule_engine

from benchmarks.decision import ADVIEZEN, ANYBODY, FLAT_REGIE, LEEF, PATHS, SIZES, Test, derive, first, ways
from benchmarks.peers import Decide, Variant

NEEDS = ("rule-engine",)


def _literal(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_literal(part) for part in value) + "]"
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


def _value(feature: str) -> str:
    if feature in PATHS:
        return ".".join(PATHS[feature])
    if feature in LEEF:
        return f"{_literal(LEEF[feature])} in leefgebieden"
    if feature in SIZES:
        return f"{SIZES[feature]}.length"
    wanted = " and ".join(f"b.{key} == {_literal(value)}" for key, value in ANYBODY[feature].items())
    return f"$any([{wanted} for b in betrokkenen])"


def _rule(tests: tuple[Test, ...], *, flat: bool) -> rule_engine.Rule:
    parts = []
    for feature, operator, wanted in tests:
        value = f"({feature if flat else _value(feature)})"
        if isinstance(wanted, bool):
            parts.append(value if wanted else f"not {value}")
        else:
            parts.append(f"{value} {operator} {_literal(wanted)}")
    return rule_engine.Rule(" and ".join(parts) or "true")


def _make(*, flat: bool) -> Decide:
    paths = [(_rule(tests, flat=flat), pad) for tests, pad in ways()]
    regie = [(_rule(tests, flat=flat), id_, feature) for id_, tests, feature in FLAT_REGIE]
    adviezen = [(_rule(tests, flat=flat), code) for code, tests in ADVIEZEN]

    def decide(record: Any) -> dict[str, Any]:
        facts = derive(record) if flat else record
        pad = next(pad for rule, pad in paths if rule.matches(facts))
        found = next(((id_, feature) for rule, id_, feature in regie if rule.matches(facts)), None)
        said = [code for rule, code in adviezen if rule.matches(facts)]
        regie_bij = first(record, found[1]) if found else None
        return {"pad": pad, "regie": regie_bij, "regel": found[0] if found else None, "adviezen": said}

    return decide


VARIANTS = {
    "features by hand, flat rules": Variant(lambda: _make(flat=True)),
    "rules over the record": Variant(lambda: _make(flat=False)),
}

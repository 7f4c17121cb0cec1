"""durable-rules: features found by hand and asserted as one flat fact, in a session that is deleted after."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from durable import engine

from benchmarks.decision import ADVIEZEN, FLAT_REGIE, Test, derive, first, ways
from benchmarks.peers import Decide, Variant

NEEDS = ("durable-rules",)


def _test(test: Test) -> dict[str, Any]:
    feature, operator, wanted = test
    match operator:
        case "!=":
            return {"$neq": {feature: wanted}}
        case ">=":
            return {"$gte": {feature: wanted}}
        case "in":
            return {"$or": [{feature: one} for one in wanted]}
    return {feature: wanted}


class _Ruleset:
    """The rules, and what fired."""

    def __init__(self) -> None:
        self.pad: tuple[str, ...] = ()
        self.fired: list[tuple[str, str]] = []
        self.adviezen: list[str] = []
        rules: dict[str, Any] = {}

        def rule(name: str, tests: tuple[Test, ...], run: Callable[[Any], None]) -> None:
            parts = [{"soort": "casus"}, *(_test(test) for test in tests)]
            rules[name] = {"all": [{"m": {"$and": parts}}], "pri": len(rules) + 1, "run": run}

        for n, (tests, pad) in enumerate(ways()):
            rule(f"pad{n}", tests, self._walk(pad))
        for id_, tests, feature in FLAT_REGIE:
            rule(id_, tests, self._fire((id_, feature)))
        for code, tests in ADVIEZEN:
            rule(code, tests, self._advise(code))
        # a session of which no fact matched anything cannot be deleted without harm
        rules["wachter"] = {"all": [{"m": {"wacht": 1}}], "pri": 1000, "run": lambda _: None}
        self.host = engine.Host({"besluit": rules})

    def _walk(self, pad: tuple[str, ...]) -> Callable[[Any], None]:
        def run(_: Any) -> None:
            self.pad = pad

        return run

    def _fire(self, found: tuple[str, str]) -> Callable[[Any], None]:
        return lambda _: self.fired.append(found)

    def _advise(self, code: str) -> Callable[[Any], None]:
        return lambda _: self.adviezen.append(code)


def _make() -> Decide:
    rules, numbers = _Ruleset(), itertools.count(1)
    host = rules.host

    def decide(record: Any) -> dict[str, Any]:
        rules.fired, rules.adviezen = [], []
        session = next(numbers)
        host.assert_fact("besluit", {**derive(record), "sid": session, "id": 1, "soort": "casus", "wacht": 1})
        host.delete_state("besluit", session)
        regel, feature = rules.fired[0] if rules.fired else (None, "")
        regie = first(record, feature) if regel else None
        return {"pad": rules.pad, "regie": regie, "regel": regel, "adviezen": rules.adviezen}

    return decide


VARIANTS = {"features by hand, one flat fact": Variant(_make)}

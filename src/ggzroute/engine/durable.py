"""The durable engine: the same rules on durable-rules. The only door to that package.

Built around what was measured of durable-rules 2.0.28; ``docs/decisions/0002-two-engines.md`` has the list. In short: a
fresh session for each message and a sentinel rule so that it can be deleted, one lock around each host, no timers,
small rulesets, strata one after another, no negation inside the package and no free text into it.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

from ggzroute.domain.facts import Facts
from ggzroute.engine.encoding import Encoding, Pattern, fields_of, portions
from ggzroute.engine.port import Layer
from ggzroute.exceptions import EngineUnavailableError
from ggzroute.rules.conditions import Condition, binder
from ggzroute.rules.model import Hit, Rule

try:
    from durable import engine as _durable
except ImportError as _error:  # pragma: no cover - depends on what is installed
    raise EngineUnavailableError(engine="durable", extra="durable") from _error

_numbers: Final = itertools.count()


class _QuietHost(_durable.Host):  # type: ignore[misc]
    """A host without the two timer threads; nothing here waits for time."""

    def _run(self) -> None:
        """Start nothing."""


class DurableEngine:
    """Compiles rules to rulesets of durable-rules."""

    naam = "durable"

    @property
    def versie(self) -> str:
        """Version of durable-rules."""
        return version("durable-rules")

    def compile(self, strata: Sequence[Sequence[Rule]]) -> DurableProgram:
        """A program for these strata."""
        return DurableProgram(strata)


class DurableProgram:
    """Strata on one host, built when first used, with one lock around it."""

    def __init__(self, strata: Sequence[Sequence[Rule]]) -> None:
        self._rules = strata
        self._lock = threading.Lock()
        self._strata: dict[int, _Stratum] = {}

    def fire(self, stratum: int, facts: Facts) -> Layer:
        """Fire the rules of one stratum."""
        with self._lock:
            if stratum not in self._strata:
                self._strata[stratum] = _Stratum(self._rules[stratum])
            return self._strata[stratum].fire(facts)


class _Stratum:
    """One stratum: a ruleset for the patterns on betrokkenen, and rulesets for the rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.id)
        self._counts: dict[Condition, int] = {}
        self._paths: dict[tuple[str, ...], int] = {}
        self._casus = Encoding(self._counts, self._paths)
        self._node = Encoding(self._counts, self._paths)
        patterns = {}
        for n, rule in enumerate(self._rules):
            patterns[f"w{n}"] = self._casus.holds(rule.als)
            patterns[f"o{n}"] = self._casus.fails(rule.als)
        self._bound = {
            n: self._counts[bound.pattern] for n, rule in enumerate(self._rules) if (bound := binder(rule.als))
        }
        nodes = {}
        for pattern, n in list(self._counts.items()):
            nodes[f"w{n}"] = self._node.holds(pattern)
            nodes[f"o{n}"] = self._node.fails(pattern)
        self._rulesets = [_Ruleset(portion) for portion in portions(patterns)]
        self._node_rulesets = [_Ruleset(portion) for portion in portions(nodes)]

    def fire(self, facts: Facts) -> Layer:
        matched, possible = self._match_nodes(facts)
        message = self._casus.message(facts)
        message["gesloten"] = "ja" if facts.closed else "nee"
        for n in range(len(self._counts)):
            message |= {f"n{n}z": len(matched[n]), f"n{n}m": possible[n]}
        fired = {key for ruleset in self._rulesets for _, key in ruleset.match([message])}
        hits: list[Hit] = []
        open_: list[str] = []
        for n, rule in enumerate(self._rules):
            if f"w{n}" in fired:
                hits += [Hit(rule.id, who) for who in matched[self._bound[n]]] if n in self._bound else [Hit(rule.id)]
            elif f"o{n}" not in fired:
                open_.append(rule.id)
        return Layer(hits=hits, open=open_)

    def _match_nodes(self, facts: Facts) -> tuple[list[list[str]], list[int]]:
        """For each pattern the ids that certainly match, and how many may."""
        messages = []
        reach = {n: facts.reach(over) for over, n in self._paths.items()}
        for node in facts.nodes:
            message = self._node.message(facts, node)
            for n, near in reach.items():
                message |= {f"r{n}": "ja"} if node["id"] in near else {f"r{n}": "nee"} if facts.closed else {}
            messages.append(message)
        found = {pair for ruleset in self._node_rulesets for pair in ruleset.match(messages)} if messages else set()
        ids = [node["id"] for node in facts.nodes]
        matched = [[ids[i] for i in range(len(ids)) if (i, f"w{n}") in found] for n in range(len(self._counts))]
        possible = [sum((i, f"o{n}") not in found for i in range(len(ids))) for n in range(len(self._counts))]
        return matched, possible


class _Ruleset:
    """One ruleset on a host of its own, that says which patterns match which messages."""

    def __init__(self, patterns: dict[str, Pattern]) -> None:
        self._name = f"ggzroute{next(_numbers)}"
        self._found: list[tuple[int, str]] = []
        self._fields = frozenset[str]().union(*(fields_of(pattern) for pattern in patterns.values()))
        rules: dict[str, Any] = {}
        for n, (key, pattern) in enumerate(patterns.items()):
            rules[key] = {"all": [{"m": pattern}], "pri": n + 1, "run": self._action(key)}
        rules["wachter"] = {"all": [{"m": {"wacht": "ja"}}], "pri": len(rules) + 1, "run": _nothing}
        self._host = _QuietHost({self._name: rules})

    def _action(self, key: str) -> Any:
        def run(context: Any) -> None:
            self._found.append((int(context.m.nr), key))

        return run

    def match(self, messages: Sequence[Pattern]) -> list[tuple[int, str]]:
        """(number of the message, key of the pattern) for every match."""
        self._found.clear()
        for n, message in enumerate(messages):
            session = f"s{next(_numbers)}"
            known = {name: message[name] for name in self._fields if name in message}
            self._host.assert_fact(self._name, {**known, "sid": session, "id": 1, "nr": n, "wacht": "ja"})
            self._host.delete_state(self._name, session)
        return list(self._found)


def _nothing(_: Any) -> None:
    """The sentinel's action."""

"""Chooses an engine by name, and keeps what it compiled."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

from ggzroute.engine.direct import DirectEngine
from ggzroute.engine.port import Program, RuleEngine
from ggzroute.exceptions import EngineNotFoundError
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack

ENGINES: Final = ("direct", "durable")
_KEEP: Final = 64

_lock = threading.Lock()
_programs: OrderedDict[tuple[str, int, frozenset[str]], tuple[RulePack, tuple[tuple[Rule, ...], ...], Program]] = (
    OrderedDict()
)


def choose_engine(name: str) -> RuleEngine:
    """The engine of that name.

    Raises:
        EngineNotFoundError: there is none.
        EngineUnavailableError: a package it needs is not installed.
    """
    if name == "direct":
        return DirectEngine()
    if name == "durable":
        from ggzroute.engine.durable import DurableEngine  # noqa: PLC0415 - an extra

        return DurableEngine()
    raise EngineNotFoundError(name=name, known=ENGINES)


def compiled(
    engine: RuleEngine, pack: RulePack, rules: dict[str, Rule]
) -> tuple[tuple[tuple[Rule, ...], ...], Program]:
    """The strata of these rules and their program, compiled once for each pack, engine and set of rules."""
    key = (engine.naam, id(pack), frozenset(rules))
    with _lock:
        if key in _programs:
            _programs.move_to_end(key)
            _, strata, program = _programs[key]
            return strata, program
    strata = tuple(layer for ids in pack.strata if (layer := tuple(rules[id_] for id_ in ids if id_ in rules)))
    program = engine.compile(strata)
    with _lock:
        _programs[key] = (pack, strata, program)
        while len(_programs) > _KEEP:
            _programs.popitem(last=False)
    return strata, program

"""Chooses an engine by name, and sees to it that the same rules are compiled once, and not for a single casus."""

from __future__ import annotations

import threading

from ggzroute.engine.direct import DirectEngine
from ggzroute.engine.names import ENGINES
from ggzroute.engine.port import Program, RuleEngine
from ggzroute.engine.readable import ReadableEngine
from ggzroute.exceptions import EngineNotFoundError
from ggzroute.rules.selection import Selection

_lock = threading.Lock()


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


def program(engine: RuleEngine, selection: Selection) -> Program:
    """What fires these rules now: read for the first casus, compiled from the second on.

    Compiling takes as long as reading the rules for some tens of casussen, and a command line often has just one.
    """
    if engine.naam == DirectEngine.naam and not selection.programs:
        selection.programs[ReadableEngine.naam] = read = ReadableEngine().compile(selection.strata)
        return read
    return compiled(engine, selection)


def compiled(engine: RuleEngine, selection: Selection) -> Program:
    """The program of these rules, compiled once for each engine and kept for as long as the rules are."""
    found: Program | None = selection.programs.get(engine.naam)
    if found is None:
        with _lock:
            found = selection.programs.get(engine.naam) or engine.compile(selection.strata)
            selection.programs[engine.naam] = found
    return found

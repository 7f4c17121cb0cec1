"""The readable engine: what rules mean, by :func:`~ggzroute.rules.logic.truth` alone.

Nothing is compiled, so it is ready at once, and many times slower than the other engines for the casussen that follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from ggzroute._version import __version__
from ggzroute.domain.facts import Facts
from ggzroute.engine.port import Layer
from ggzroute.rules.conditions import binder
from ggzroute.rules.logic import matches, truth
from ggzroute.rules.model import Hit, Rule


class ReadableEngine:
    """Reads the rules again for each casus."""

    naam = "leesbaar"
    versie = __version__

    def compile(self, strata: Sequence[Sequence[Rule]]) -> ReadableProgram:
        """A program for these strata."""
        return ReadableProgram(strata)


class ReadableProgram:
    """Strata as they are."""

    def __init__(self, strata: Sequence[Sequence[Rule]]) -> None:
        self._strata = strata

    def fire(self, stratum: int, facts: Facts) -> Layer:
        """Fire the rules of one stratum."""
        hits: list[Hit] = []
        open_: list[str] = []
        for rule in self._strata[stratum]:
            holds = truth(rule.als, facts)
            if holds is None:
                open_.append(rule.id)
            elif holds:
                bound = binder(rule.als)
                hits += [Hit(rule.id, who) for who in matches(bound, facts)] if bound else [Hit(rule.id)]
        return Layer(hits=hits, open=open_)

"""The port for workflows: what any workflow must be able to do, ours or a plug-in's."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from ggzroute.domain.facts import Facts
from ggzroute.domain.route import Route
from ggzroute.vocabulary import Vocabulary


@runtime_checkable
class Workflow(Protocol):
    """A workflow that can be walked. Implementations hold no state: the same facts give the same route."""

    @property
    def naam(self) -> str:
        """Name by which it is chosen."""
        ...

    @property
    def versie(self) -> str:
        """Version of its definition."""
        ...

    def walk(self, facts: Facts, vocabulary: Vocabulary) -> Route:
        """The route with these facts, up to its end or to where it waits.

        Args:
            facts: what is known.
            vocabulary: tells who may answer what is unknown.
        """
        ...

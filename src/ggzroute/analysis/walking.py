"""Makes small casussen that take the ways through a workflow that no other casus takes. They are marked as made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from ggzroute.analysis.constructing import MADE_CASUS
from ggzroute.analysis.witness import PEILDATUM
from ggzroute.domain.casus import Casus
from ggzroute.domain.encode import plain
from ggzroute.domain.facts import Facts, build_facts
from ggzroute.rules.pack import RulePack
from ggzroute.workflow.builtin import trail
from ggzroute.workflow.definition import Definition
from ggzroute.workflow.graph import choose, suppose, values_of, walks

Made = tuple[str, dict[str, Any]]
"""A name for a file, and what is in it."""


def construct_routes(definition: Definition, missing: Iterable[tuple[str, str]], pack: RulePack) -> Iterator[Made]:
    """Small casussen that together take every way through a workflow that no casus takes yet.

    Yields:
        A name for the file, and the casus as plain data. A way that no combination of facts takes is left out.
    """
    todo = set(missing)
    empty = build_facts(Casus.from_dict({"id": "leeg"}, vocabulary=pack.vocabulary), pack.kaart, PEILDATUM)
    for found in walks(definition, empty, pack.vocabulary):
        ways = set(pairwise(found.stappen))
        if not ways & todo or found.stuck:
            continue
        path = next((name for name, steps in definition.paden.items() if steps == found.stappen), None)
        facts = _walking(definition, found.stappen, found.facts, pack)
        if path is not None and facts is not None:
            todo -= ways
            yield f"{definition.naam}-{path}", _route_fixture(definition, path, facts)


def _walking(definition: Definition, path: Sequence[str], facts: Facts, pack: RulePack) -> Facts | None:
    """These facts, with what a walk still waits for along ``path``; ``None`` when it cannot be walked to its end."""
    walked = _steps(definition, facts)
    while walked != path:
        needs = choose(definition.stappen[walked[-1]], facts).needs
        options = (
            suppose(facts, name, value) for name in needs for value in values_of(name, definition, pack.vocabulary)
        )
        further = ((_steps(definition, option), option) for option in options)
        good = [
            (steps, option) for steps, option in further if steps == path[: len(steps)] and len(steps) > len(walked)
        ]
        if not good:
            return None
        walked, facts = max(good, key=lambda pair: len(pair[0]))
    return facts


def _steps(definition: Definition, facts: Facts) -> tuple[str, ...]:
    return tuple(step for step, _ in trail(definition, facts))


def _route_fixture(definition: Definition, path: str, facts: Facts) -> dict[str, Any]:
    sources = [{"document": b.document, "plaats": b.plaats} for b in definition.bron]
    text = f"Pad {path} van de workflow {definition.naam}"
    return {
        "id": f"gemaakt-{definition.naam}-{path}".replace("_", "-"),
        "peildatum": PEILDATUM,
        "workflow": definition.naam,
        "feiten": plain({name: value for name, value in facts.values.items() if name not in facts.derived}),
        "documentatie": {
            "titel": f"Gemaakt om een pad van de workflow {definition.naam} te lopen",
            "bron": sources,
            "toelichting": MADE_CASUS.replace("de regel", "het pad"),
        },
        "verwacht": [
            {
                "id": "g1",
                "soort": "routering",
                "zekerheid": "zeker",
                "wat": text,
                "bron": sources,
                "toets": [{"pad": path}],
            }
        ],
    }

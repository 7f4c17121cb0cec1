"""Checks a definition when it is loaded: reachable, complete, ending, and as good as its promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from ggzroute.documents import Document, Path_
from ggzroute.domain.facts import Facts
from ggzroute.problems import Problem
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.definition import Definition
from ggzroute.workflow.graph import TooManyPathsError, Walk, keeps, shape, walks

NOTHING_KNOWN = Facts(
    values={}, refused=frozenset(), nodes=(), relaties=(), closed=False, peildatum=dt.date(2000, 1, 1)
)
"""Facts of a casus of which nothing is known."""


def check_workflow(document: Document, definition: Definition, vocabulary: Vocabulary) -> list[Problem]:
    """Everything that a definition promises and does not keep."""
    places = {id_: n for n, id_ in enumerate(definition.stappen)}
    problems = [*_begins(document, definition, places), *_unreachable(document, definition, places)]
    try:
        found = list(walks(definition, NOTHING_KNOWN, vocabulary))
    except TooManyPathsError:
        return [
            *problems,
            document.problem("GGZ160", "deze workflow heeft te veel paden om te controleren", ("stappen",)),
        ]
    problems += _stuck(document, found, places)
    if not problems:  # a step that goes nowhere changes paths too, and they need no telling
        problems += _names(document, definition, {w.stappen for w in found if not w.stuck})
        problems += _promises(document, definition, found)
    return problems


def _at(places: dict[str, int], id_: str) -> Path_:
    return ("stappen", places[id_])


def _unreachable(document: Document, definition: Definition, places: dict[str, int]) -> Iterator[Problem]:
    arrows = shape(definition)
    seen, todo = {definition.begin}, [definition.begin]
    while todo:
        for naar in arrows[todo.pop()]:
            if naar not in seen:
                seen.add(naar)
                todo.append(naar)
    for id_ in _first(arrows, [id_ for id_ in definition.stappen if id_ not in seen]):
        wat, mend = f"stap {id_} is vanaf het begin niet te bereiken", "Laat een stap ernaartoe gaan, of haal haar weg"
        yield document.problem("GGZ161", wat, _at(places, id_), herstel=mend)
    if not any(definition.stappen[id_].soort == "eind" for id_ in seen):
        yield document.problem("GGZ162", "geen enkel pad komt bij een eind", ("stappen",))


def _first(arrows: Mapping[str, Iterable[str]], unreached: list[str]) -> Iterator[str]:
    """Of steps that nobody reaches, those that are not only out of reach because another is."""
    told: set[str] = set()
    behind = {id_: {naar for naar in arrows[id_] if naar != id_} for id_ in unreached}
    heads = [id_ for id_ in unreached if not any(id_ in naar for naar in behind.values())]
    for id_ in (*heads, *unreached):
        if id_ in told:
            continue
        yield id_
        todo = [id_]
        while todo:
            at = todo.pop()
            told.add(at)
            todo += [naar for naar in behind.get(at, ()) if naar not in told]


def _begins(document: Document, definition: Definition, places: dict[str, int]) -> Iterator[Problem]:
    for id_, step in definition.stappen.items():
        if step.soort == "begin" and id_ != definition.begin:
            wat = f"stap {id_} is een begin, en de workflow begint bij {definition.begin}"
            yield document.problem("GGZ169", wat, (*_at(places, id_), "soort"), herstel="Kies een andere soort")


def _stuck(document: Document, found: list[Walk], places: dict[str, int]) -> Iterator[Problem]:
    sayings = {
        "niemand": (
            *("GGZ163", "bij deze stap kan geen enkele tak gekozen worden, terwijl alle feiten bekend zijn"),
            "Geef elke waarde een tak, of maak een tak met 'anders: ja'",
        ),
        "lus": (
            *("GGZ164", "bij deze stap loopt een lus zonder uitgang"),
            "Laat een van de stappen in de lus naar een stap gaan die verder komt",
        ),
        "onbekend": (
            *("GGZ165", "de takken van deze stap hangen af van iets waarvan de waarden niet op te sommen zijn"),
            "Gebruik in 'als' feiten met vaste waarden, zoals ja_nee of keuze",
        ),
    }
    for stuck, id_ in sorted({(w.stuck, w.stappen[-1]) for w in found if w.stuck}):
        code, wat, mend = sayings[stuck]
        yield document.problem(code, wat, _at(places, id_), herstel=mend)


def _names(document: Document, definition: Definition, real: set[tuple[str, ...]]) -> Iterator[Problem]:
    if not definition.paden:
        return
    unnamed = sorted(real - set(definition.paden.values()))
    for name, steps in definition.paden.items():
        if steps not in real:
            near = max(unnamed, key=lambda other: SequenceMatcher(None, steps, other).ratio(), default=())
            unnamed = [other for other in unnamed if other != near]
            wat = f"het pad '{name}' kan met geen enkele combinatie van feiten gelopen worden"
            yield document.problem("GGZ166", wat, ("paden", name), bedoelt_u=" > ".join(near))
    for steps in unnamed:
        yield document.problem("GGZ167", f"dit pad heeft geen naam: {' > '.join(steps)}", ("paden",))


def _promises(document: Document, definition: Definition, found: list[Walk]) -> Iterator[Problem]:
    for n, promise in enumerate(definition.beloften):
        broken = next((w for w in found if not w.stuck and not keeps(promise, w)), None)
        if broken is not None:
            trail = " > ".join(broken.stappen)
            yield document.problem(
                "GGZ168", f"belofte '{promise.id}' wordt niet gehouden op het pad {trail}", ("beloften", n)
            )

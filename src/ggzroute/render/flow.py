"""A workflow with the way that was walked: what the flowchart, its description and the Mermaid text all tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

import attrs

from ggzroute.domain.namen import readable
from ggzroute.domain.route import Route, RouteStap
from ggzroute.render.text import sentence
from ggzroute.workflow.definition import Definition, Stap

GELOPEN: Final = "gelopen"
WACHT: Final = "wacht"
OPEN: Final = "open"
NIET: Final = "niet"

_SAID: Final = {
    "gedaan": "gedaan",
    "te_doen": "nog te doen",
    "onbekend": "niet bekend of dit gedaan is",
    "wacht": "wacht hier",
}
UNSEEN: Final = "antwoord hier niet bekend"
"""Said of a question that waits for no fact: what is known gives no answer, or the reader may not know it."""


@attrs.frozen(kw_only=True, repr=False)
class Blok:
    """A step in the flowchart.

    Attributes:
        id: id of the step.
        soort: ``begin``, ``vraag``, ``activiteit`` or ``eind``.
        tekst: what the step is.
        staat: ``gelopen``, ``wacht``, ``open`` (the route can still come here) or ``niet`` (it does not).
        stand: what is said below the text, or ``""``.
        zeker: whether a walked step is also done, answered or reached.
    """

    id: str
    soort: str
    tekst: str
    staat: str
    stand: str = ""
    zeker: bool = False

    def __repr__(self) -> str:
        return f"Blok({self.id!r})"


@attrs.frozen(kw_only=True, repr=False)
class Pijl:
    """An arrow in the flowchart.

    Attributes:
        van: id of a step.
        naar: id of a step.
        antwoord: the answer that leads this way, or ``""``.
        staat: ``gelopen``, ``open`` or ``niet``.
    """

    van: str
    naar: str
    antwoord: str
    staat: str

    def __repr__(self) -> str:
        return f"Pijl({self.van!r}, {self.naar!r})"


@attrs.frozen(kw_only=True, repr=False)
class Ernaast:
    """What stands beside the steps: a lane, or an interruption.

    Attributes:
        id: id in the definition.
        tekst: what it is.
        stand: where it stands, or ``""`` when there is no route.
        geldt: whether it holds now; ``None`` when unknown.
    """

    id: str
    tekst: str
    stand: str = ""
    geldt: bool | None = None

    def __repr__(self) -> str:
        return f"Ernaast({self.id!r})"


@attrs.frozen(kw_only=True, repr=False)
class Stroom:
    """What a flowchart shows.

    Attributes:
        titel: Dutch name of the workflow.
        versie: its version.
        staat: where the route is, as a sentence; ``""`` without a route.
        met_route: whether a route is shown.
        gelopen: ids of the steps that were walked, in that order.
        blokken: the steps, the begin first, else in the order of the definition.
        pijlen: the arrows.
        banen: the lanes.
        onderbrekingen: the interruptions.
    """

    titel: str
    versie: str
    staat: str
    met_route: bool
    gelopen: tuple[str, ...]
    blokken: tuple[Blok, ...]
    pijlen: tuple[Pijl, ...]
    banen: tuple[Ernaast, ...]
    onderbrekingen: tuple[Ernaast, ...]

    def __repr__(self) -> str:
        return f"Stroom({len(self.blokken)} blokken, {len(self.pijlen)} pijlen)"


def flow_of(definition: Definition, route: Route | None = None) -> Stroom:
    """A workflow, and the way that a route took through it.

    A route of another workflow, or one without steps, is left out.
    """
    if route is not None and (route.workflow != definition.naam or not route.stappen):
        route = None
    steps = sorted(definition.stappen.values(), key=lambda stap: stap.id != definition.begin)
    walked = {step.id: step for step in route.stappen} if route else {}
    arrows = tuple(_arrows(definition, steps, route))
    reached = {arrow.naar for arrow in arrows if arrow.staat == OPEN}
    return Stroom(
        titel=definition.titel,
        versie=definition.versie,
        staat=_where(definition, route) if route else "",
        met_route=route is not None,
        gelopen=tuple(step.id for step in route.stappen) if route else (),
        blokken=tuple(_block(stap, walked.get(stap.id), route, reached) for stap in steps),
        pijlen=arrows,
        banen=tuple(_lanes(definition, route)),
        onderbrekingen=tuple(
            Ernaast(
                id=o.id,
                tekst=o.tekst,
                stand="" if route is None else "dit geldt nu" if o.tekst in route.onderbroken else "dit geldt nu niet",
                geldt=None if route is None else o.tekst in route.onderbroken,
            )
            for o in definition.onderbrekingen
        ),
    )


def _block(stap: Stap, walked: RouteStap | None, route: Route | None, reached: set[str]) -> Blok:
    if walked is None or route is None:
        staat = OPEN if route is None or stap.id in reached else NIET
        return Blok(id=stap.id, soort=stap.soort, tekst=stap.tekst, staat=staat)
    if stap.id == route.wacht_bij:
        return Blok(
            id=stap.id,
            soort=stap.soort,
            tekst=stap.tekst,
            staat=WACHT,
            stand=_SAID["wacht"] if route.wacht_op else UNSEEN,
        )
    said = _SAID.get(walked.stand, "")
    if stap.soort == "vraag" and walked.antwoord:
        said = f"antwoord: {readable(walked.antwoord)}"
    if stap.soort == "eind":
        said = "hier komt de route uit"
    certain = walked.stand not in ("te_doen", "onbekend") or stap.soort == "eind"
    return Blok(id=stap.id, soort=stap.soort, tekst=stap.tekst, staat=GELOPEN, stand=said, zeker=certain)


def _arrows(definition: Definition, steps: list[Stap], route: Route | None) -> Iterator[Pijl]:
    taken = _taken(route) if route else set()
    possible = _possible(definition, route)
    for stap in steps:
        left = set(taken)
        for branch in stap.takken:
            key = (stap.id, branch.naar, branch.antwoord)
            if key in left:
                left.discard(key)
                staat = GELOPEN
            else:
                staat = OPEN if (stap.id, branch.naar) in possible else NIET
            yield Pijl(van=stap.id, naar=branch.naar, antwoord=branch.antwoord, staat=staat)


def _taken(route: Route) -> set[tuple[str, str, str]]:
    return {(a.id, b.id, a.antwoord or "") for a, b in pairwise(route.stappen)}


def _possible(definition: Definition, route: Route | None) -> set[tuple[str, str]]:
    """(step, next step) of the arrows that can still be taken."""
    every = {(stap.id, branch.naar) for stap in definition.stappen.values() for branch in stap.takken}
    if route is None:
        return every
    if route.wacht_bij is None:
        return set()
    if definition.paden and route.mogelijke_paden:
        paths = [definition.paden[name] for name in route.mogelijke_paden if name in definition.paden]
        walked = {(a.id, b.id) for a, b in pairwise(route.stappen)}
        return {pair for path in paths for pair in pairwise(path)} - walked
    ahead = _ahead(definition, route.wacht_bij)
    return {pair for pair in every if pair[0] in ahead}


def _ahead(definition: Definition, start: str) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        for branch in definition.stappen[todo.pop()].takken:
            if branch.naar not in seen:
                seen.add(branch.naar)
                todo.append(branch.naar)
    return seen


def _lanes(definition: Definition, route: Route | None) -> Iterator[Ernaast]:
    now: Mapping[str, tuple[str | None, str]] = {b.id: (b.stand, b.tekst) for b in route.banen} if route else {}
    for lane in definition.banen:
        stand, tekst = now.get(lane.id, (None, ""))
        said = tekst if stand else "niet bekend hoe het staat" if route else ""
        yield Ernaast(id=lane.id, tekst=lane.tekst, stand=said, geldt=bool(stand) if route else None)


def _where(definition: Definition, route: Route) -> str:
    if route.onderbroken:
        return "De route is onderbroken."
    if route.wacht_bij and not route.wacht_op:
        return "Hoe de route verder gaat, staat hier niet."
    if route.wacht_bij:
        return f"De route wacht bij: {definition.stappen[route.wacht_bij].tekst}"
    return f"De route is gelopen tot: {route.stappen[-1].tekst}"


def describe_flow(stroom: Stroom) -> str:
    """The flowchart in words: the way that was walked, where it waits, and what was not taken."""
    return " ".join(_sentences(stroom))


def _sentences(stroom: Stroom) -> Iterator[str]:
    texts = {blok.id: blok.tekst for blok in stroom.blokken}
    if stroom.met_route:
        yield sentence(stroom.staat)
        by_id = {blok.id: blok for blok in stroom.blokken}
        walked = (by_id[id_] for id_ in stroom.gelopen)
        yield sentence("Gelopen: " + "; ".join(f"{b.tekst}{f' ({b.stand})' if b.stand else ''}" for b in walked))
        for staat, word in ((OPEN, "Kan nog"), (NIET, "Niet in deze route")):
            here = [blok.tekst for blok in stroom.blokken if blok.staat == staat]
            if here:
                yield sentence(f"{word}: {'; '.join(here)}")
    else:
        for pijl in stroom.pijlen:
            answer = f" ({readable(pijl.antwoord)})" if pijl.antwoord else ""
            yield sentence(f"{texts[pijl.van]}{answer} → {texts[pijl.naar]}")
    for word, beside in (("Loopt ernaast", stroom.banen), ("Gaat voor alles", stroom.onderbrekingen)):
        for part in beside:
            yield sentence(f"{word}: {part.tekst}{f' ({part.stand})' if part.stand else ''}")

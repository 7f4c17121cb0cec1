"""Walks a definition: the workflow of a pack, as an implementation of the port."""

from __future__ import annotations

import attrs

from ggzroute.domain.facts import Facts
from ggzroute.domain.route import Baan, Route, RouteStap
from ggzroute.rules.logic import blockers, truth
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.definition import BaanDefinitie, Definition, Stap
from ggzroute.workflow.graph import choose, possible_paths


@attrs.frozen
class DefinedWorkflow:
    """A workflow that follows a definition."""

    definition: Definition

    @property
    def naam(self) -> str:
        """Name by which it is chosen."""
        return self.definition.naam

    @property
    def versie(self) -> str:
        """Version of the definition."""
        return self.definition.versie

    def walk(self, facts: Facts, vocabulary: Vocabulary) -> Route:
        """The route with these facts, up to its end or to where it waits."""
        definition = self.definition
        walked = trail(definition, facts)
        last = definition.stappen[walked[-1][0]]
        needs = choose(last, facts).needs
        done = last.soort == "eind"
        return Route(
            workflow=definition.naam,
            versie=definition.versie,
            stappen=tuple(
                _step(definition.stappen[id_], answer, facts, waits=not done and id_ == last.id)
                for id_, answer in walked
            ),
            wacht_bij=None if done else last.id,
            wacht_op=() if done else needs,
            wie=() if done else _who(needs, vocabulary),
            einde=last.id if done else None,
            uitkomst=last.uitkomst,
            pad=next(
                (name for name, steps in definition.paden.items() if steps == tuple(id_ for id_, _ in walked)), None
            )
            if done
            else None,
            mogelijke_paden=possible_paths(definition, facts, vocabulary),
            banen=tuple(_lane(lane, facts) for lane in definition.banen),
            onderbroken=tuple(o.tekst for o in definition.onderbrekingen if truth(o.als, facts) is True),
        )


@attrs.frozen
class NoWorkflow:
    """The workflow of a pack that has none: no steps, and nothing to wait for."""

    naam: str = ""
    versie: str = ""

    def walk(self, facts: Facts, vocabulary: Vocabulary) -> Route:  # noqa: ARG002 - the port asks for it
        """A route without steps."""
        return Route(workflow="", versie="", stappen=())


def trail(definition: Definition, facts: Facts) -> list[tuple[str, str]]:
    """(step, answer that was followed) from the beginning; the answer is empty where there is none."""
    walked: list[tuple[str, str]] = []
    id_ = definition.begin
    seen: set[str] = set()
    while id_ not in seen:
        seen.add(id_)
        choice = choose(definition.stappen[id_], facts)
        walked.append((id_, choice.branch.antwoord if choice.branch else ""))
        if choice.branch is None:
            break
        id_ = choice.branch.naar
    return walked


def _step(stap: Stap, answer: str, facts: Facts, *, waits: bool) -> RouteStap:
    contact = next((c for c in stap.contact if c.als is None or truth(c.als, facts) is True), None)
    return RouteStap(
        id=stap.id,
        soort=stap.soort,
        tekst=stap.tekst,
        antwoord=answer or None,
        stand=_state(stap, facts, waits=waits),
        contact=contact.richting if contact else (),
        bron=stap.bron,
    )


def _state(stap: Stap, facts: Facts, *, waits: bool) -> str:
    if waits:
        return "wacht"
    if stap.soort == "vraag":
        return "beantwoord"
    if stap.soort != "activiteit" or stap.gedaan_als is None:
        return "te_doen" if stap.soort in ("activiteit", "eind") else ""
    done = truth(stap.gedaan_als, facts)
    return "onbekend" if done is None else "gedaan" if done else "te_doen"


def _who(needs: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Who can answer, in the order of the vocabulary, without doubles."""
    return tuple(dict.fromkeys(who for name in needs if name in vocabulary for who in vocabulary[name].antwoord_door))


def _lane(lane: BaanDefinitie, facts: Facts) -> Baan:
    waiting: set[str] = set()
    for state in lane.standen:
        holds = truth(state.als, facts)
        if holds is True:
            return Baan(id=lane.id, stand=state.stand, tekst=state.tekst)
        if holds is None:
            waiting |= blockers(state.als, facts)
    return Baan(id=lane.id, stand=None, tekst=lane.tekst, wacht_op=tuple(sorted(waiting)))

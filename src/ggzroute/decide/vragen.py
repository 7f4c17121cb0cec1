"""Which facts are still worth asking for: those that hold up a route, a gate that matters, or an open rule.

A fact the hulpvrager declined to give is never asked again, and what is derived is never asked at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ggzroute.decide.beslissend import MAIN, deciding_facts, waited_for
from ggzroute.decide.context import Context
from ggzroute.domain.advies import OpenVraag
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.domain.route import Route
from ggzroute.rules.conclusions import (
    Adviseer,
    Contact,
    GeenRegievoerder,
    KandidaatRegievoerder,
    MaatjeNodig,
    OnderbreekRoute,
    StelVraag,
)
from ggzroute.rules.logic import blockers
from ggzroute.rules.model import Rule

_STRENGTH: Final[Mapping[str, int]] = {"verboden": 5, "verplicht": 5, "voorkeur": 3, "afgeraden": 3, "mogelijk": 1}
_ROUTE: Final = 10_000
_BESIDE: Final = 5_000
_ASKED: Final = 100
_GATE: Final = 50
_SAFETY: Final = 5_000


def decide_vragen(
    context: Context, routes: Sequence[Route], poorten: Iterable[PoortUitkomst] = ()
) -> tuple[OpenVraag, ...]:
    """The open questions, the weightiest first.

    Weights: an interruption for danger, then what the main route waits for, then what a route beside it waits for, then
    a question that a rule asks, then what holds up a gate that matters, then the strength of the open rules that the
    fact holds up, shared over the facts each of them still needs. A fact that several routes wait for is weighed once.
    A fact on which something hangs that binds comes before one on which only a gate, a wish or an option hangs.

    Args:
        context: what fired.
        routes: the routes, the main one first.
        poorten: the gates that matter.
    """
    weight: dict[str, int] = {}
    behind: dict[str, list[str]] = {}

    def add(fact: str, amount: int, cause: str) -> None:
        weight[fact] = weight.get(fact, 0) + amount
        if cause not in behind.setdefault(fact, []):
            behind[fact].append(cause)

    for fact, cause in waited_for(routes):
        add(fact, 0 if fact in weight else _ROUTE if cause == MAIN else _BESIDE, cause)
    for rule, _, conclusion in context.concluded(StelVraag):
        add(conclusion.feit, _ASKED, rule.id)
    for gate in poorten:
        for fact in gate.ontbreekt:
            add(fact, _GATE, gate.poort)
    for id_ in context.firing.open:
        rule = context.rules[id_]
        needs = blockers(rule.als, context.facts)
        share = max(1, _weight(rule) * 12 // max(1, len(needs)))
        for fact in sorted(needs):
            add(fact, share, rule.id)
    deciding = deciding_facts(context, routes)
    for fact, outcomes in deciding.items():
        weight.setdefault(fact, len(outcomes))
    questions = [
        _question(context, fact, weight[fact], behind.get(fact, []), deciding.get(fact, frozenset()))
        for fact in weight
        if _askable(context, fact) or fact in deciding
    ]
    return tuple(sorted(questions, key=_order))


def _order(question: OpenVraag) -> tuple[int, bool, int, str]:
    """Danger and the route first, then what decides something that binds, then by weight."""
    first = question.gewicht if question.gewicht >= _SAFETY else 0
    return -first, not question.uitkomsten, -question.gewicht, question.feit


def _askable(context: Context, fact: str) -> bool:
    begrip = context.pack.vocabulary.get(fact)
    return (
        begrip is not None
        and begrip.afleiding != "netwerk"
        and fact not in context.facts.refused
        and context.facts.get(fact) is None
    )


def _weight(rule: Rule) -> int:
    heaviest = 1
    for conclusion in rule.dan:
        if isinstance(conclusion, OnderbreekRoute):
            return _SAFETY
        if isinstance(conclusion, KandidaatRegievoerder | GeenRegievoerder | MaatjeNodig):
            heaviest = max(heaviest, 4)
        if isinstance(conclusion, Adviseer | Contact):
            heaviest = max(heaviest, 2)
    return heaviest * _STRENGTH[rule.sterkte]


def _question(context: Context, fact: str, weight: int, behind: list[str], outcomes: frozenset[str]) -> OpenVraag:
    begrip = context.pack.vocabulary[fact]
    return OpenVraag(
        feit=fact,
        tekst=begrip.vraag,
        antwoord_door=begrip.antwoord_door,
        gevoelig=begrip.gevoelig,
        gewicht=weight,
        voor=tuple(behind),
        uitkomsten=tuple(sorted(outcomes)),
    )

"""Why a point is said: the rule behind it, line by line and in plain words, for a reader who opens it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.evaluation import Evaluation
from ggzroute.explain.rule import Verklaring
from ggzroute.rules.conditions import All, Condition
from ggzroute.rules.model import Rule
from ggzroute.taal.gezag import BASIS, STERKTE
from ggzroute.taal.voorwaarde import Woordenlijst, clause
from ggzroute.verslag.model import Sectie

_TRUTH: Final[Mapping[bool | None, str]] = {
    True: "Het klopt dat",
    False: "Het klopt niet dat",
    None: "Het is niet bekend of",
}


@attrs.frozen(kw_only=True, repr=False)
class Waarom:
    """Why a rule speaks.

    Attributes:
        regel: id of the rule.
        titel: its title.
        regels: each line of its condition, with whether it holds.
        sterkte: how strong the source puts it, in words.
        basis: what kind of statement it is, in words.
        bron: where it stands.
        toelichting: the explanation with the rule.
        let_op: what to mind.
    """

    regel: str
    titel: str
    regels: tuple[str, ...]
    sterkte: str
    basis: str
    bron: tuple[Bron, ...]
    toelichting: str
    let_op: str

    def __repr__(self) -> str:
        return f"Waarom({self.regel!r})"


def why_of(ev: Evaluation, secties: Iterable[Sectie]) -> dict[str, Waarom]:
    """Rule id to why it speaks, for every point of these sections that a rule says."""
    points = (punt for sectie in secties for top in sectie.punten for punt in top.walk())
    found: dict[str, Waarom] = {}
    for id_ in dict.fromkeys(punt.waarom for punt in points if punt.waarom):
        told = ev.why(id_).regel
        if told is not None:
            found[id_] = _waarom(told, ev.context.pack.rule(id_), ev)
    return found


def _waarom(told: Verklaring, rule: Rule, ev: Evaluation) -> Waarom:
    parts: tuple[Condition, ...] = rule.als.parts if isinstance(rule.als, All) else (rule.als,)
    known = Woordenlijst(vocabulary=ev.context.pack.vocabulary, kaart=ev.context.pack.kaart)
    words = (clause(part, known) for part in parts)
    lines = tuple(f"{_TRUTH[line.waar]} {text}." for line, text in zip(told.regels, words, strict=False))
    return Waarom(
        regel=rule.id,
        titel=rule.titel,
        regels=lines,
        sterkte=STERKTE[rule.sterkte],
        basis=BASIS[rule.basis],
        bron=rule.bron,
        toelichting=rule.toelichting,
        let_op=rule.let_op,
    )

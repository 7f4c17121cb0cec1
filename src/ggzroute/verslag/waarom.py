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
from ggzroute.rules.wording import say
from ggzroute.verslag.model import Sectie
from ggzroute.verslag.woorden import capital

_TRUTH: Final[Mapping[bool | None, str]] = {True: "Dit klopt", False: "Dit klopt niet", None: "Dit is niet bekend"}
_BASIS: Final[Mapping[str, str]] = {
    "werkwijze": "een afgesproken werkwijze",
    "casusadvies": "advies bij een besproken casus",
    "ervaring": "wat mensen zelf ervaren",
    "praktijk": "een voorbeeld of advies uit de praktijk",
    "knelpunt": "een knelpunt dat is gezien",
    "beroepsregel": "een regel van een beroep of uit de wet, volgens de bron",
    "afgeleid": "onze eigen lezing",
}
_STERKTE: Final[Mapping[str, str]] = {
    "verboden": "dit mag niet",
    "verplicht": "dit moet",
    "voorkeur": "dit heeft de voorkeur",
    "mogelijk": "dit kan",
    "afgeraden": "dit liever niet",
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
    regels: tuple[tuple[str, str], ...]
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
    words = (capital(say(part, ev.context.pack.vocabulary)) for part in parts)
    lines = tuple((_TRUTH[line.waar], f"{text}.") for line, text in zip(told.regels, words, strict=False))
    return Waarom(
        regel=rule.id,
        titel=rule.titel,
        regels=lines,
        sterkte=_STERKTE[rule.sterkte],
        basis=_BASIS[rule.basis],
        bron=rule.bron,
        toelichting=rule.toelichting,
        let_op=rule.let_op,
    )

"""Why a rule fired, or why it did not: computed when asked, by the readable interpreter over the same rule."""

from __future__ import annotations

from typing import Any

import attrs

from ggzroute.decide.context import Context
from ggzroute.domain.advies import Gezag
from ggzroute.rules.conditions import All, Condition, facts_of
from ggzroute.rules.logic import blockers, truth
from ggzroute.rules.wording import say

_WORD = {True: "waar", False: "niet waar", None: "onbekend"}


@attrs.frozen(kw_only=True)
class VerklaringRegel:
    """One line of a condition.

    Attributes:
        tekst: what is asked, in Dutch; it holds no value of the casus.
        waar: whether it holds; ``None`` when unknown.
        feiten: names of the facts it looks at.
        ontbreekt: names of the facts that keep it unknown.
    """

    tekst: str
    waar: bool | None
    feiten: tuple[str, ...]
    ontbreekt: tuple[str, ...]


@attrs.frozen(kw_only=True)
class FeitHerkomst:
    """Where a fact comes from; never what it is.

    Attributes:
        feit: name of the fact.
        herkomst: ``gegeven``, ``gevraagd`` (answered in an interview), ``netwerk``, ``afgeleid``, ``geweigerd`` or
            ``onbekend``.
        door: ids of the rules that derived it.
    """

    feit: str
    herkomst: str
    door: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The origin as plain JSON types."""
        return {"feit": self.feit, "herkomst": self.herkomst, "door": list(self.door)}


@attrs.frozen(kw_only=True)
class Verklaring:
    """Why a rule did or did not fire.

    Attributes:
        gezag: the rule, its strength, basis and sources.
        vuurt: ``True``, ``False``, or ``None`` when that hangs on something unknown.
        deelgenomen: whether the rule took part: in force on the peildatum, and no reading of ours unless asked for.
        regels: the lines of its condition.
        wie: ids of the betrokkenen that the condition found.
        feiten: where each fact of the condition comes from.
        onder: the rules that derived one of these facts, explained in turn.
        toelichting: the explanation that stands with the rule.
        let_op: what to mind, as it stands with the rule.
    """

    gezag: Gezag
    vuurt: bool | None
    deelgenomen: bool
    regels: tuple[VerklaringRegel, ...]
    wie: tuple[str, ...] = attrs.field(repr=False)
    feiten: tuple[FeitHerkomst, ...]
    onder: tuple[Verklaring, ...]
    toelichting: str
    let_op: str

    @property
    def struikelt_over(self) -> VerklaringRegel | None:
        """The first line that is not true, or ``None`` when all are."""
        return next((regel for regel in self.regels if regel.waar is not True), None)

    def __str__(self) -> str:
        """The explanation as Dutch lines."""
        head = f"{self.gezag.regel} {self.gezag.titel}"
        state = (
            "doet niet mee op deze peildatum"
            if not self.deelgenomen
            else {True: "geldt", False: "geldt niet", None: "is nog open"}[self.vuurt]
        )
        lines = [
            f"- {_WORD[r.waar]}: {r.tekst}" + (f" (ontbreekt: {', '.join(r.ontbreekt)})" if r.ontbreekt else "")
            for r in self.regels
        ]
        sources = "; ".join(str(bron) for bron in self.gezag.bron)
        return "\n".join([f"{head}: {state}", *lines, f"Bron: {sources}"])

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain JSON types."""
        return {
            "gezag": self.gezag.to_dict(),
            "vuurt": self.vuurt,
            "deelgenomen": self.deelgenomen,
            "regels": [
                {"tekst": r.tekst, "waar": r.waar, "feiten": list(r.feiten), "ontbreekt": list(r.ontbreekt)}
                for r in self.regels
            ],
            "wie": list(self.wie),
            "feiten": [feit.to_dict() for feit in self.feiten],
            "onder": [verklaring.to_dict() for verklaring in self.onder],
            "toelichting": self.toelichting,
            "let_op": self.let_op,
        }


def explain_rule(id_: str, context: Context, asked: frozenset[str] = frozenset()) -> Verklaring:
    """Why a rule does or does not hold, down to the facts.

    Args:
        id_: id of the rule.
        context: the evaluation.
        asked: names of the facts that were answered in an interview.

    Raises:
        RuleNotFoundError: the pack has no such rule.
    """
    rule, facts = context.pack.rule(id_), context.facts
    parts: tuple[Condition, ...] = rule.als.parts if isinstance(rule.als, All) else (rule.als,)
    derived = context.firing.derived
    below = dict.fromkeys(maker for name in sorted(rule.needs) for maker in derived.get(name, ()))
    return Verklaring(
        gezag=context.gezag(rule),
        vuurt=truth(rule.als, facts),
        deelgenomen=rule.id in context.rules,
        regels=tuple(
            VerklaringRegel(
                tekst=say(part),
                waar=truth(part, facts),
                feiten=tuple(sorted(facts_of(part))),
                ontbreekt=tuple(sorted(blockers(part, facts))),
            )
            for part in parts
        ),
        wie=tuple(hit.wie for hit in context.firing.hits if hit.regel == id_ and hit.wie),
        feiten=tuple(_origin(name, context, asked) for name in sorted(rule.needs)),
        onder=tuple(explain_rule(maker, context, asked) for maker in below),
        toelichting=rule.toelichting,
        let_op=rule.let_op,
    )


def _origin(name: str, context: Context, asked: frozenset[str]) -> FeitHerkomst:
    facts, makers = context.facts, context.firing.derived.get(name, ())
    if makers:
        return FeitHerkomst(feit=name, herkomst="afgeleid", door=makers)
    if name in facts.derived:
        return FeitHerkomst(feit=name, herkomst="netwerk")
    if name in facts.refused:
        return FeitHerkomst(feit=name, herkomst="geweigerd")
    if facts.get(name) is None:
        return FeitHerkomst(feit=name, herkomst="onbekend")
    return FeitHerkomst(feit=name, herkomst="gevraagd" if name in asked else "gegeven")

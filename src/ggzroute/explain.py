"""Why a rule fired, or why it did not: computed when asked, by the readable interpreter over the same rule."""

from __future__ import annotations

from typing import Any

import attrs

from ggzroute.domain.advies import Gezag
from ggzroute.domain.facts import Facts
from ggzroute.rules.conditions import All, Condition, facts_of
from ggzroute.rules.logic import Truth, blockers, truth
from ggzroute.rules.model import Rule
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
class Verklaring:
    """Why a rule did or did not fire.

    Attributes:
        gezag: the rule, its strength, basis and sources.
        vuurt: ``True``, ``False``, or ``None`` when that hangs on something unknown.
        deelgenomen: whether the rule took part: in force on the peildatum, and no reading of ours unless asked for.
        regels: the lines of its condition.
        afgeleid: name of a derived fact in the condition to the rules it came from, or ``netwerk``.
        toelichting: the explanation that stands with the rule.
        let_op: what to mind, as it stands with the rule.
    """

    gezag: Gezag
    vuurt: bool | None
    deelgenomen: bool
    regels: tuple[VerklaringRegel, ...]
    afgeleid: tuple[tuple[str, tuple[str, ...]], ...]
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
            "afgeleid": {name: list(makers) for name, makers in self.afgeleid},
            "toelichting": self.toelichting,
            "let_op": self.let_op,
        }


def explain_rule(rule: Rule, facts: Facts, derived: dict[str, tuple[str, ...]], *, took_part: bool) -> Verklaring:
    """Why ``rule`` does or does not hold with these facts."""
    parts: tuple[Condition, ...] = rule.als.parts if isinstance(rule.als, All) else (rule.als,)
    holds: Truth = truth(rule.als, facts)
    return Verklaring(
        gezag=Gezag(regel=rule.id, titel=rule.titel, sterkte=rule.sterkte, basis=rule.basis, bron=rule.bron),
        vuurt=holds,
        deelgenomen=took_part,
        regels=tuple(
            VerklaringRegel(
                tekst=say(part),
                waar=truth(part, facts),
                feiten=tuple(sorted(facts_of(part))),
                ontbreekt=tuple(sorted(blockers(part, facts))),
            )
            for part in parts
        ),
        afgeleid=tuple((name, derived[name]) for name in sorted(rule.needs & set(derived))),
        toelichting=rule.toelichting,
        let_op=rule.let_op,
    )

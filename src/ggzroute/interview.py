"""An interview: the facts that can still change what binds, one at a time, the one that settles most first.

Asking only these until none is left gives the same binding outcomes as knowing everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from ggzroute.bindend import Bindend, binding
from ggzroute.domain.advies import OpenVraag
from ggzroute.domain.casus import GEWEIGERD, Casus
from ggzroute.evaluation import Evaluation
from ggzroute.rules.settled import settled
from ggzroute.vocabulary import CODES

_MOST: Final = 40
"""So many of the weightiest questions are compared by what their answers would settle."""


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Interview:
    """An interview at one point. Immutable: an answer gives the next one.

    Attributes:
        evaluation: what is concluded with what is known now.
    """

    evaluation: Evaluation

    def __repr__(self) -> str:
        return f"Interview({len(self.open)} open)"

    @property
    def casus(self) -> Casus:
        """The casus with the answers so far."""
        return self.evaluation.gegeven

    @property
    def open(self) -> tuple[OpenVraag, ...]:
        """Questions on which something hangs that binds, and that were not asked yet."""
        asked = self.casus.gevraagd
        return tuple(q for q in self.evaluation.vragen if q.uitkomsten and q.feit not in asked)

    @property
    def besluit(self) -> Bindend:
        """What binds with what is known now."""
        return binding(self.evaluation)

    def volgende(self) -> OpenVraag | None:
        """The next question: danger and the route first, then what settles most; ``None`` when nothing is left."""
        questions = self.open
        if not questions:
            return None
        urgent = [q for q in questions if q.gewicht >= _URGENT]
        return urgent[0] if urgent else max(questions[:_MOST], key=lambda q: (self._settles(q), -questions.index(q)))

    def antwoord(self, feit: str, waarde: Any) -> Interview:
        """The interview with an answer.

        Args:
            feit: name of the fact.
            waarde: the answer as in a casus file; ``None`` when nobody knows, ``"geweigerd"`` when the hulpvrager would
                rather not say.

        Raises:
            CasusError: the answer does not fit the fact, or the casus.
        """
        data = self.casus.to_dict()
        facts = {name: value for name, value in data["feiten"].items() if name != feit}
        if waarde is not None:
            facts[feit] = waarde
        data = {**data, "feiten": facts, "gevraagd": sorted({*self.casus.gevraagd, feit})}
        casus = type(self.casus).from_dict(data, vocabulary=self.evaluation.context.pack.vocabulary)
        return Interview(evaluation=self.evaluation.again(casus))

    def zeker(self, vorige: Interview) -> tuple[str, ...]:
        """Outcomes that nothing can change any more, and that could still change before."""
        before = {outcome for q in vorige.open for outcome in q.uitkomsten}
        after = {outcome for q in self.open for outcome in q.uitkomsten}
        return tuple(sorted(before - after))

    def _settles(self, question: OpenVraag) -> float:
        """How many rules an answer settles, on average over the answers that can be given."""
        context = self.evaluation.context
        begrip = context.pack.vocabulary[question.feit]
        rules = [context.rules[id_] for id_ in question.voor if id_ in context.rules]
        if begrip.type.soort not in CODES or not begrip.type.waarden:
            return len(rules) / 2
        settles = 0
        for value in begrip.type.waarden:
            facts = attrs.evolve(context.facts, values={**context.facts.values, question.feit: value})
            settles += sum(settled(rule.als, facts, lambda _: True) is not None for rule in rules)
        return settles / len(begrip.type.waarden)

    def geweigerd(self) -> Iterator[str]:
        """Names of the facts that the hulpvrager declined to give."""
        return (name for name, value in self.casus.feiten.items() if value is GEWEIGERD)


_URGENT: Final = 5_000
"""Weight of a question about danger, or about where the route waits."""


def begin(evaluation: Evaluation) -> Interview:
    """An interview on a casus that was evaluated."""
    return Interview(evaluation=evaluation)

"""A whole rule as one Dutch sentence, made of its condition and its conclusions."""

from __future__ import annotations

import attrs

from ggzroute.rules.conditions import ALWAYS
from ggzroute.rules.model import Rule
from ggzroute.taal.conclusie import consequence
from ggzroute.taal.voorwaarde import Deel, Woordenlijst, joined, parts_of
from ggzroute.taal.woorden import quoted

_MORE = "; en ook "


@attrs.frozen(kw_only=True)
class Zin:
    """What a rule says, as one sentence that can also be shown part by part.

    Attributes:
        als: the parts of its condition; empty when it always holds.
        dan: what it says then, without a full stop.
    """

    als: tuple[Deel, ...]
    dan: tuple[str, ...]

    @property
    def slot(self) -> str:
        """The full stop."""
        return "" if self.dan[-1].endswith(("?", "!", ".", quoted("?")[1:])) else "."

    def __str__(self) -> str:
        """The sentence: ``Als er geen plan is, dan is het advies: Maak een plan``, with its full stop."""
        begin = f"Als {joined(self.als)}, dan" if self.als else "Altijd"
        return f"{begin} {_MORE.join(self.dan)}{self.slot}"


def sentence(rule: Rule, known: Woordenlijst) -> Zin:
    """What a rule says, made of its data alone.

    Args:
        rule: the rule.
        known: what names facts, organisations and functions.
    """
    return Zin(
        als=() if rule.als == ALWAYS else parts_of(rule.als, known),
        dan=tuple(consequence(conclusion, rule.sterkte, known) for conclusion in rule.dan),
    )

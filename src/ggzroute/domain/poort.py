"""Gates: may something happen now, and if not, which conditions stand in the way? Advice to people, never a permit.

A gate holds codes, names of facts and the sentences of its definition. Nothing in it comes from the answers of a casus.
"""

from __future__ import annotations

from typing import Any

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.domain.voorwaarde import VoorwaardeStand


@attrs.frozen(kw_only=True)
class PoortUitkomst:
    """What a gate says about one casus.

    Attributes:
        poort: id of the gate.
        titel: the question it answers.
        uitkomst: code of the outcome, one of those that the gate names itself.
        tekst: what that outcome means, in Dutch.
        voorwaarden: every condition that counts here, in the order of the definition.
        ontbreekt: names of the unknown facts that can still change the outcome, sorted.
        velden: names of the facts that may go over, or that could be proposed, sorted; never a value.
        bron: where the gate stands.
    """

    poort: str
    titel: str
    uitkomst: str
    tekst: str
    voorwaarden: tuple[VoorwaardeStand, ...] = attrs.field(repr=False)
    ontbreekt: tuple[str, ...] = attrs.field(default=(), repr=False)
    velden: tuple[str, ...] = attrs.field(default=(), repr=False)
    bron: tuple[Bron, ...] = ()

    @property
    def bezwaren(self) -> tuple[VoorwaardeStand, ...]:
        """The conditions that stand in the way, each with its reason; empty when none does."""
        return tuple(voorwaarde for voorwaarde in self.voorwaarden if voorwaarde.gevolg)

    @property
    def auditregel(self) -> str:
        """One line for a log: codes and names of facts, and nothing of what they hold."""
        against = ", ".join(voorwaarde.code for voorwaarde in self.bezwaren) or "geen"
        return f"{self.poort}: {self.uitkomst}; bezwaren: {against}; velden: {', '.join(self.velden) or 'geen'}"

    def to_dict(self) -> dict[str, Any]:
        """The gate as plain JSON types."""
        return {
            "poort": self.poort,
            "titel": self.titel,
            "uitkomst": self.uitkomst,
            "tekst": self.tekst,
            "voorwaarden": [voorwaarde.to_dict() for voorwaarde in self.voorwaarden],
            "ontbreekt": list(self.ontbreekt),
            "velden": list(self.velden),
            "auditregel": self.auditregel,
            "bron": [bron.to_dict() for bron in self.bron],
        }

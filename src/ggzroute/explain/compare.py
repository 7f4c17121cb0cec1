"""Why this candidate for the regie and not that one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from ggzroute.domain.advies import Kandidaat, Reden
from ggzroute.evaluation import Evaluation


@attrs.frozen(kw_only=True)
class Vergelijking:
    """Two who could hold the regie, side by side. It weighs what rules say; people choose.

    Attributes:
        wie: who was asked about.
        boven: the other.
        uitkomst: ``wie``, ``boven``, ``gelijk`` or ``geen_van_beide``: whom the rules put first.
        redenen: what makes the difference, each with its authority.
    """

    wie: str = attrs.field(repr=False)
    boven: str = attrs.field(repr=False)
    uitkomst: str
    redenen: tuple[Reden, ...]

    def __str__(self) -> str:
        """The comparison as Dutch lines."""
        first = {
            "wie": f"{self.wie} gaat voor {self.boven}.",
            "boven": f"{self.boven} gaat voor {self.wie}.",
            "gelijk": f"{self.wie} en {self.boven} staan gelijk. Mensen kiezen.",
            "geen_van_beide": f"Geen regel stelt {self.wie} of {self.boven} voor.",
        }[self.uitkomst]
        return "\n".join([first, *(f"- {_with_source(reason)}" for reason in self.redenen)])

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain JSON types."""
        return {
            "wie": self.wie,
            "boven": self.boven,
            "uitkomst": self.uitkomst,
            "redenen": [reason.to_dict() for reason in self.redenen],
        }


def compare(found: Evaluation, wie: str, boven: str) -> Vergelijking:
    """Why ``wie`` comes before ``boven`` for the regie, or the other way round.

    Args:
        found: the evaluation.
        wie: id of a betrokkene, or of an organisation or function on the sociale kaart.
        boven: the other.
    """
    first, second = _place(found, wie), _place(found, boven)
    reasons = (*_reasons(found, wie), *_reasons(found, boven))
    return Vergelijking(wie=wie, boven=boven, uitkomst=_outcome(first, second), redenen=reasons)


def _outcome(first: tuple[int, int], second: tuple[int, int]) -> str:
    if first != second:
        return "wie" if first > second else "boven"
    return "gelijk" if first[0] else "geen_van_beide"


def _place(found: Evaluation, who: str) -> tuple[int, int]:
    """How far somebody stands: excluded or not named, could be, holds it; and the rank of a candidate."""
    regie = found.regie
    if any(k.wie == who and not k.einde_bereikt for k in regie.huidig):
        return 2, 0
    if any(k.wie == who for k in regie.uitgesloten):
        return 0, 0
    return max(((1, k.rang) for k in _candidates(found) if k.wie == who), default=(0, 0))


def _candidates(found: Evaluation) -> tuple[Kandidaat, ...]:
    return (*found.regie.kandidaten, *found.regie.overig)


def _reasons(found: Evaluation, who: str) -> Iterator[Reden]:
    for holder in found.regie.huidig:
        if holder.wie == who:
            yield Reden(
                tekst=f"{who} voert de regie al{', maar het einde is bereikt' if holder.einde_bereikt else ''}."
            )
            yield from (*holder.voor, *holder.tegen)
    for excluded in found.regie.uitgesloten:
        if excluded.wie == who:
            yield Reden(tekst=f"{who} kan de regie niet voeren.")
            yield from excluded.tegen
    named = [k for k in _candidates(found) if k.wie == who]
    for candidate in named:
        yield Reden(tekst=f"{who} heeft rang {candidate.rang} (0 tot 100; hoger gaat voor).")
        yield from (*candidate.voor, *candidate.tegen)
    if not named and not any(k.wie == who for k in (*found.regie.huidig, *found.regie.uitgesloten)):
        yield Reden(tekst=f"Geen regel stelt {who} nu voor.")


def _with_source(reason: Reden) -> str:
    if reason.gezag is None:
        return reason.tekst
    sources = "; ".join(str(bron) for bron in reason.gezag.bron)
    return f"{reason.tekst} [{reason.gezag.regel}; {sources}]"

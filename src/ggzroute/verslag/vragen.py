"""What is still open, as questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ggzroute.domain.advies import OpenVraag
from ggzroute.taal.woorden import counted
from ggzroute.verslag.model import Punt, Sectie, Soort
from ggzroute.verslag.woorden import who_can_answer

MOST: Final = 8


def questions(vragen: Sequence[OpenVraag], *, most: int = MOST) -> Sectie | None:
    """The weightiest open questions, and how many more there are; ``None`` when nothing is open."""
    points = tuple(
        Punt(soort=Soort.VRAAG, code=q.feit, tekst=q.tekst, wie=who_can_answer(q.antwoord_door)) for q in vragen[:most]
    )
    more = len(vragen) - most
    rest = f"En nog {counted(more, 'vraag die minder uitmaakt', 'vragen die minder uitmaken')}." if more > 0 else ""
    return Sectie(id="vragen", titel="Open vragen", punten=points, streepjes=True, slot=rest) if points else None

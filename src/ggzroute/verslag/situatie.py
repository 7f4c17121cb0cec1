"""What is known of the casus: the facts in groups, by the questions of the vocabulary. Nothing is added to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ggzroute.domain.casus import GEWEIGERD
from ggzroute.evaluation import Evaluation
from ggzroute.taal.woorden import capital
from ggzroute.verslag.aanduiding import names_in
from ggzroute.verslag.model import Antwoord, Groep, Sectie
from ggzroute.verslag.waarden import value_lines

GROEPEN: Final[Mapping[str, str]] = {
    "vraag": "De vraag",
    "persoon": "De hulpvrager",
    "netwerk": "Het netwerk",
    "maatje": "Het maatje",
    "regie": "De regie",
    "toestemming": "Toestemming",
    "gegevens": "Gegevens delen",
    "contact": "Contact",
    "intake": "De intake",
    "plan": "Het plan",
    "traject": "Het traject",
    "maatregel": "Een maatregel",
    "werkgever": "De werkgever",
    "plaatsing": "De plaatsing",
    "organisatie": "De organisatie",
    "regio": "De regio",
}


def situation(ev: Evaluation, *, refused: bool) -> Sectie | None:
    """What is known of the casus, by the questions of the vocabulary.

    Args:
        ev: the evaluation, as the reader may know it.
        refused: whether to tell what the hulpvrager declined to give.
    """
    namen, vocabulary = names_in(ev.context), ev.context.pack.vocabulary
    found: dict[str, list[Antwoord]] = {}
    for name, begrip in vocabulary.items():
        value = ev.gegeven.feiten.get(name)
        if value is None or (value is GEWEIGERD and not refused):
            continue
        lines = value_lines(value, begrip.type, namen)
        answer = Antwoord(feit=name, vraag=begrip.vraag, waarden=lines, geweigerd=value is GEWEIGERD)
        found.setdefault(name.partition(".")[0], []).append(answer)
    order = [*GROEPEN, *(space for space in found if space not in GROEPEN)]
    groups = tuple(
        Groep(titel=GROEPEN.get(space, capital(space)), antwoorden=tuple(found[space]))
        for space in order
        if space in found
    )
    return Sectie(id="situatie", titel="De situatie", groepen=groups) if groups else None

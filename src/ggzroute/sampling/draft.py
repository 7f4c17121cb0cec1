"""A casus in the making, and what the pack allows in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from ggzroute.domain.netwerk import NU, PROFESSIONEEL, SOCIAAL
from ggzroute.domain.waarden import Normaliser
from ggzroute.sampling.chances import Chances
from ggzroute.vocabulary import Begrip, Vocabulary

Row = dict[str, Any]

FIRST_DAY: Final = dt.date(2016, 1, 1).toordinal()
LAST_DAY: Final = dt.date(2020, 12, 31).toordinal()
"""The peildata lie in the years of the sources: a rule with a validity is in force on some and not on others."""


@attrs.define(kw_only=True)
class Draft:
    """A casus in the making.

    Attributes:
        chances: the draws.
        vocabulary: what the pack accepts as facts.
        dag: the peildatum, as a number of days.
        feiten: facts so far.
        betrokkenen: betrokkenen so far.
        relaties: relations so far.
    """

    chances: Chances
    vocabulary: Vocabulary
    dag: int
    feiten: dict[str, Any] = attrs.field(factory=dict)
    betrokkenen: list[Row] = attrs.field(factory=list)
    relaties: list[Row] = attrs.field(factory=list)

    def give(self, naam: str, waarde: Any) -> None:
        """Set a fact, if the pack knows it and accepts the value; a pack may have another vocabulary than ours."""
        begrip = self.vocabulary.begrippen.get(naam)
        if begrip is not None and accepts(self.vocabulary, begrip, waarde):
            self.feiten[naam] = waarde

    def maybe(self, chance: float, naam: str, waarde: Any) -> None:
        """Set a fact by chance."""
        if self.chances.happens(chance):
            self.give(naam, waarde)

    def day(self, low: int, high: int) -> str:
        """A date so many days from the peildatum."""
        return dt.date.fromordinal(self.dag + self.chances.number(low, high)).isoformat()

    def add(self, id_: str, **kenmerken: str) -> str:
        """Add a betrokkene; gives its id, with a number behind it when there is one of that id."""
        taken = {row["id"] for row in self.betrokkenen}
        free = next(name for n in range(1, len(taken) + 2) if (name := id_ if n == 1 else f"{id_}_{n}") not in taken)
        self.betrokkenen.append({"id": free, **kenmerken})
        return free

    def relate(self, van: str, soort: str, naar: str, **kenmerken: str) -> None:
        """Add a relation."""
        self.relaties.append({"van": van, "soort": soort, "naar": naar, **kenmerken})

    def professionals(self, *soorten: str) -> Sequence[str]:
        """Ids of the organisations that are involved now, of these kinds or of any."""
        return [
            row["id"]
            for row in self.betrokkenen
            if row.get("kring") == PROFESSIONEEL
            and row.get("betrokken") == NU
            and (row["soort"] in soorten or not soorten)
        ]

    def social(self) -> Sequence[str]:
        """Ids of the people of the sociaal netwerk."""
        return [row["id"] for row in self.betrokkenen if row.get("kring") == SOCIAAL]

    def to_dict(self, id_: str) -> Row:
        """The casus in the form that ``Casus.from_dict`` reads, marked as made up."""
        return {
            "id": id_,
            "peildatum": dt.date.fromordinal(self.dag).isoformat(),
            "synthetisch": "ja",
            "feiten": self.feiten,
            "betrokkenen": self.betrokkenen,
            "relaties": self.relaties,
        }


def accepts(vocabulary: Vocabulary, begrip: Begrip, waarde: Any) -> bool:
    """Whether a casus may give this fact, with this value."""
    normaliser = Normaliser(vocabulary)
    value = normaliser.value(begrip.type, waarde)
    return begrip.afleiding != "netwerk" and not normaliser.faults and value is not None


def codes_of(vocabulary: Vocabulary, naam: str, gewichten: Mapping[str, float]) -> dict[str, float]:
    """The weights of the codes that this pack knows for a fact, for a fact whose values are codes."""
    begrip = vocabulary.begrippen.get(naam)
    accepted = begrip.type.waarden if begrip is not None and begrip.afleiding != "netwerk" else {}
    return {code: gewicht for code, gewicht in gewichten.items() if code in accepted}

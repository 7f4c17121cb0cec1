"""The head of a traject: which one it is, on what it runs, and the casus at the beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ggzroute.domain.casus import Casus
from ggzroute.domain.encode import casus_to_dict
from ggzroute.problems import Problem
from ggzroute.traject.stand import REGIE
from ggzroute.traject.vorm import FORMAAT, hash_of


@attrs.frozen(kw_only=True, repr=False)
class Kop:
    """The head: written once, never changed.

    Attributes:
        traject: pseudonym of the traject.
        pakket: name of the pack it runs on.
        pakket_versie: version of that pack at the beginning.
        workflow: name of the workflow, or ``""`` when the pack has none.
        workflow_versie: version of the workflow at the beginning.
        begin: first day.
        start: the casus on that day.
        documentatie: for a documented traject ``titel``, ``bron`` and ``toelichting``; else empty.
        hash: SHA-256 of the head in its fixed form.
    """

    traject: str
    pakket: str
    pakket_versie: str
    workflow: str
    workflow_versie: str
    begin: dt.date
    start: Casus
    documentatie: Mapping[str, Any] = attrs.field(factory=dict)
    hash: str = ""

    def __repr__(self) -> str:
        return "Kop()"

    def to_dict(self) -> dict[str, Any]:
        """The head as plain JSON types, with its hash."""
        start = casus_to_dict(self.start)
        data = {
            "formaat": FORMAAT,
            "traject": self.traject,
            "pakket": self.pakket,
            "pakket_versie": self.pakket_versie,
            "workflow": self.workflow,
            "workflow_versie": self.workflow_versie,
            "begin": self.begin.isoformat(),
            "start": {key: start[key] for key in ("feiten", "betrokkenen", "relaties")},
        }
        if self.documentatie:
            data["documentatie"] = dict(self.documentatie)
        return {**data, "hash": self.hash or hash_of(data)}

    def sealed(self) -> Kop:
        """The head with its hash."""
        return attrs.evolve(self, hash=attrs.evolve(self, hash="").to_dict()["hash"])


def check_start(start: Casus, begin: dt.date) -> Iterator[Problem]:
    """What a casus cannot have at the beginning of a traject, because events will say it."""
    if "regie.regievoerder" in start.feiten:
        yield Problem(
            code="GGZ525",
            wat="in een traject staat de regievoerder in het netwerk, niet als feit",
            plek="start.feiten.regie.regievoerder",
            herstel="Schrijf een relatie voert_regie_over, of noteer regievoerder_afgesproken",
        )
    regie = [(n, r) for n, r in enumerate(start.relaties) if r.soort == REGIE and r.stand]
    for n, relatie in regie:
        if (relatie.sinds is not None and relatie.sinds > begin) or (relatie.tot is not None and relatie.tot >= begin):
            yield Problem(
                code="GGZ525",
                wat="de regie begint of eindigt hier na het begin van het traject",
                plek=f"start.relaties[{n + 1}]",
                herstel="Laat die dag weg, en noteer de afspraak of de overdracht als gebeurtenis",
            )
    if sum(relatie.holds_on(begin) for _, relatie in regie) > 1:
        yield Problem(
            code="GGZ525",
            wat="aan het begin van het traject is er meer dan één regievoerder",
            plek="start.relaties",
            herstel="Spreek af wie het is, en geef de andere relatie een 'tot' voor het begin",
        )

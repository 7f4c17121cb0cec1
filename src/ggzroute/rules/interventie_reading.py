"""Reads interventions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.domain.interventie import PASSEN, PAST_NIET, Rol, Waarschuwing
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.voorwaarde import ONBEKEND
from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.conclusions import ROLLEN
from ggzroute.rules.interventies import Interventie, WaarschuwingDefinitie
from ggzroute.rules.voorwaarde_reading import VoorwaardeReader
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.reading import read_sources


class InterventieReader:
    """Reads the interventions of one file whose structure is right."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, kaart: Kaart, pakket: str, problems: list[Problem]
    ) -> None:
        self.document = document
        self.pakket = pakket
        self.reader = VoorwaardeReader(document, vocabulary, problems)
        organisation = vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in vocabulary else {}
        self.known = (*organisation, *kaart.functies, *ROLLEN) if organisation else ()

    def interventie(self, entry: Mapping[str, Any], n: int) -> Interventie:
        """The intervention that stands as number ``n``, from 0, in the file."""
        path: Path_ = ("interventies", n)
        warnings = entry.get("waarschuwingen", ())
        self.reader.unique([w["code"] for w in warnings], "de code", (*path, "waarschuwingen"), "code")
        return Interventie(
            id=entry["id"],
            titel=entry["titel"],
            bron=read_sources(entry["bron"]),
            loopt_als=self.reader.condition(entry, "loopt_als", path),
            past_als=self.reader.many(
                entry["past_als"], (*path, "past_als"), PASSEN[:-1], bij_nee=PAST_NIET, bij_onbekend=ONBEKEND
            ),
            trekker=self._role(entry["trekker"], (*path, "trekker")),
            niet_alleen=self._role(entry["niet_alleen"], (*path, "niet_alleen")) if "niet_alleen" in entry else None,
            elementen=self.reader.many(entry.get("elementen", ()), (*path, "elementen")),
            waarschuwingen=tuple(
                self._warning(warning, (*path, "waarschuwingen", k)) for k, warning in enumerate(warnings)
            ),
            regels=tuple(entry.get("regels", ())),
            toelichting=entry.get("toelichting", ""),
            let_op=entry.get("let_op", ""),
            pakket=self.pakket,
            bestand=self.document.name,
            regel=self.document.where(path)[0],
        )

    def _warning(self, raw: Mapping[str, Any], path: Path_) -> WaarschuwingDefinitie:
        said = Waarschuwing(code=raw["code"], tekst=raw["tekst"], bron=read_sources(raw["bron"]))
        return WaarschuwingDefinitie(als=self.reader.conditions.read(raw["als"], (*path, "als")), waarschuwing=said)

    def _role(self, raw: Mapping[str, Any], path: Path_) -> Rol:
        for k, code in enumerate(raw["wie"]):
            if self.known and code not in self.known:
                self.reader.wrong(
                    "GGZ140",
                    f"'{code}' is niet bekend",
                    (*path, "wie", k),
                    toegestaan=f"een soort organisatie, een functie van de sociale kaart, {listing(ROLLEN)}",
                    bedoelt_u=nearest(code, self.known),
                )
        return Rol(
            wie=tuple(raw["wie"]), tekst=raw["tekst"], bron=read_sources(raw["bron"]), basis=raw.get("basis", "")
        )

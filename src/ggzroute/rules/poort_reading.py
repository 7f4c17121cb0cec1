"""Reads gates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.domain.netwerk import PERSOON_SOORTEN
from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.poorten import Poort, Velden
from ggzroute.rules.voorwaarde_reading import VoorwaardeReader
from ggzroute.vocabulary import Soort, Vocabulary
from ggzroute.workflow.reading import read_sources

_WORDS = {Soort.KEUZES: "meer keuzes tegelijk", Soort.ACTOR: "een betrokkene of organisatie"}


class PoortReader:
    """Reads the gates of one file whose structure is right."""

    def __init__(self, document: Document, vocabulary: Vocabulary, pakket: str, problems: list[Problem]) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.pakket = pakket
        self.reader = VoorwaardeReader(document, vocabulary, problems)

    def poort(self, entry: Mapping[str, Any], n: int) -> Poort:
        """The gate that stands as number ``n``, from 0, in the file."""
        path: Path_ = ("poorten", n)
        outcomes = {outcome["code"]: outcome["tekst"] for outcome in entry["uitkomsten"]}
        self.reader.unique([o["code"] for o in entry["uitkomsten"]], "de uitkomst", (*path, "uitkomsten"), "code")
        strict = tuple(outcomes)[:-1]
        standard = {key: self.reader.outcome(entry[key], (*path, key), strict) for key in ("bij_nee", "bij_onbekend")}
        return Poort(
            id=entry["id"],
            titel=entry["titel"],
            bron=read_sources(entry["bron"]),
            aan_de_orde=self.reader.conditions.read(entry["aan_de_orde"], (*path, "aan_de_orde")),
            uitkomsten=outcomes,
            voorwaarden=self.reader.many(entry["voorwaarden"], (*path, "voorwaarden"), strict, **standard),
            velden=self._fields(entry["velden"], (*path, "velden"), outcomes) if "velden" in entry else None,
            regels=tuple(entry.get("regels", ())),
            toelichting=entry.get("toelichting", ""),
            let_op=entry.get("let_op", ""),
            pakket=self.pakket,
            bestand=self.document.name,
            regel=self.document.where(path)[0],
        )

    def _fields(self, raw: Mapping[str, Any], path: Path_, outcomes: Collection[str]) -> Velden:
        for n, code in enumerate(raw["bij"]):
            self.reader.outcome(code, (*path, "bij", n), outcomes)
        known = self._of_type(raw["onderwerpen_uit"], Soort.KEUZES, (*path, "onderwerpen_uit"))
        self._of_type(raw["ontvanger_uit"], Soort.ACTOR, (*path, "ontvanger_uit"))
        for subject, addresses in raw["onderwerpen"].items():
            place = (*path, "onderwerpen", subject)
            self._subject(subject, known, place)
            for n, address in enumerate(addresses):
                self.reader.fact(address, (*place, n))
        for n, subject in enumerate(raw["overige"]):
            self._subject(subject, known, (*path, "overige", n))
        return Velden(
            bij=tuple(raw["bij"]),
            onderwerpen_uit=raw["onderwerpen_uit"],
            ontvanger_uit=raw["ontvanger_uit"],
            onderwerpen={subject: tuple(addresses) for subject, addresses in raw["onderwerpen"].items()},
            rollen=self._roles(raw["rollen"], (*path, "rollen"), known),
            overige=frozenset(raw["overige"]),
            alles_als=self.reader.condition(raw, "alles_als", path),
        )

    def _of_type(self, name: str, soort: Soort, path: Path_) -> Collection[str]:
        """The values of a fact that must be of a type; nothing after a fault."""
        if not self.reader.fact(name, path):
            return ()
        kind = self.vocabulary[name].type if name in self.vocabulary else None
        if kind is None or kind.soort is not soort:
            self.reader.wrong("GGZ223", f"'{name}' past hier niet", path, toegestaan=f"een feit met {_WORDS[soort]}")
            return ()
        return kind.waarden

    def _subject(self, subject: str, known: Collection[str], path: Path_) -> None:
        if known and subject not in known:
            self.reader.wrong(
                "GGZ224",
                f"het onderwerp '{subject}' bestaat niet",
                path,
                toegestaan=listing(known),
                bedoelt_u=nearest(subject, known),
            )

    def _roles(self, raw: Any, path: Path_, known: Collection[str]) -> dict[str, frozenset[str]]:
        organisation = (
            self.vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in self.vocabulary else {}
        )
        soorten = {*organisation, *PERSOON_SOORTEN}
        roles: dict[str, frozenset[str]] = {}
        for n, entry in enumerate(raw):
            for k, soort in enumerate(entry["soorten"]):
                place = (*path, n, "soorten", k)
                if soort not in soorten:
                    near = nearest(soort, soorten)
                    self.reader.wrong("GGZ142", f"'{soort}' is geen soort organisatie", place, bedoelt_u=near)
                if soort in roles:
                    self.reader.wrong(
                        "GGZ220", f"de soort '{soort}' staat hier al", place, herstel="Noem alles één keer"
                    )
                roles[soort] = frozenset(entry["onderwerpen"])
            for k, subject in enumerate(entry["onderwerpen"]):
                self._subject(subject, known, (*path, n, "onderwerpen", k))
        return roles

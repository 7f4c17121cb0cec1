"""Reads the sociale kaart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ggzroute.documents import Document, Path_
from ggzroute.domain.contactgegevens import contact_details
from ggzroute.domain.kaart import Functie, Kaart, Organisatie
from ggzroute.problems import Problem, nearest
from ggzroute.rules.rule_reading import read_day
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.reading import read_sources

TEXTS: Final = ("naam", "doet", "loket", "let_op")
"""Keys of an entry with a text, in which no name or contact details of a person may stand."""

NO_CONTACT_DETAILS: Final = "Noem een functie of loket; namen en contactgegevens van mensen horen hier niet"


def read_kaart(document: Document, vocabulary: Vocabulary, problems: list[Problem]) -> Kaart:
    """The sociale kaart of one document whose structure is right; what is wrong is added to ``problems``."""
    problems += _Checker(document, vocabulary).problems()
    organisations = (_organisation(entry) for entry in document.data.get("organisaties") or ())
    functions = (_function(entry) for entry in document.data.get("functies") or ())
    return Kaart(organisaties={o.id: o for o in organisations}, functies={f.id: f for f in functions})


def _organisation(entry: Mapping[str, Any]) -> Organisatie:
    return Organisatie(
        id=entry["id"],
        naam=entry["naam"],
        soort=entry["soort"],
        regio=entry["regio"],
        subregio=entry.get("subregio"),
        doet=entry.get("doet", ""),
        loket=entry.get("loket", ""),
        kan=frozenset(entry.get("kan") or ()),
        kan_niet=frozenset(entry.get("kan_niet") or ()),
        bron=read_sources(entry["bron"]),
        nagekeken_op=read_day(entry.get("nagekeken_op")),
        let_op=entry.get("let_op", ""),
    )


def _function(entry: Mapping[str, Any]) -> Functie:
    return Functie(
        id=entry["id"],
        naam=entry["naam"],
        werkt_bij=frozenset(entry.get("werkt_bij") or ()),
        bron=read_sources(entry["bron"]),
        let_op=entry.get("let_op", ""),
    )


class _Checker:
    """What a schema cannot say about a sociale kaart."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.soorten = vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in vocabulary else {}
        self.rollen = (
            vocabulary["organisatie.rollen_kan"].type.waarden if "organisatie.rollen_kan" in vocabulary else {}
        )

    def problems(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for section in ("organisaties", "functies"):
            for n, entry in enumerate(self.document.data.get(section) or ()):
                path = (section, n)
                if entry["id"] in seen:
                    wat, herstel = f"de id '{entry['id']}' bestaat al", "Geef elke regel een eigen id"
                    yield self._wrong("GGZ180", wat, (*path, "id"), herstel=herstel)
                seen.add(entry["id"])
                yield from self._texts(entry, path)
                if section == "organisaties":
                    yield from self._codes(entry, path)

    def _wrong(self, code: str, wat: str, path: Path_, **more: str) -> Problem:
        return self.document.problem(code, wat, path, **more)

    def _texts(self, entry: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
        for key in TEXTS:
            for kind in contact_details(entry.get(key, "")):
                yield self._wrong("GGZ181", f"hier staat zo te zien {kind}", (*path, key), herstel=NO_CONTACT_DETAILS)

    def _codes(self, entry: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
        soort = entry["soort"]
        if self.soorten and soort not in self.soorten:
            accepted = ", ".join(self.soorten)
            yield self._wrong("GGZ142", f"'{soort}' is geen soort organisatie", (*path, "soort"), toegestaan=accepted)
        for key in ("kan", "kan_niet"):
            for n, role in enumerate(entry.get(key) or ()):
                if self.rollen and role not in self.rollen:
                    near, more = nearest(role, self.rollen), "Kies een rol uit het feit organisatie.rollen_kan"
                    yield self._wrong("GGZ182", f"'{role}' is geen rol", (*path, key, n), bedoelt_u=near, herstel=more)
        for n, role in enumerate(entry.get("kan_niet") or ()):
            if role in (entry.get("kan") or ()):
                yield self._wrong(
                    "GGZ183",
                    f"de rol '{role}' staat bij kan en bij kan_niet",
                    (*path, "kan_niet", n),
                    herstel="Haal een van beide weg",
                )

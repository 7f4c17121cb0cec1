"""Reads the sociale kaart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ggzroute.documents import Document, Path_
from ggzroute.domain.contactgegevens import contact_details
from ggzroute.domain.kaart import LANDELIJK, ONBEKEND, Functie, Kaart, Organisatie
from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.rule_reading import read_day
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.reading import read_sources

TEXTS: Final = ("naam", "doet", "loket", "let_op")
"""Keys of an entry with a text, in which no name or contact details of a person may stand."""

_TYPING_ERROR: Final = 0.85
"""How much two names of a region have in common when one is the other with a typing error."""

NO_CONTACT_DETAILS: Final = "Noem een functie of loket; namen en contactgegevens van mensen horen hier niet"


def read_kaart(document: Document, vocabulary: Vocabulary, regio: str | None, problems: list[Problem]) -> Kaart:
    """The sociale kaart of one document whose structure is right.

    Args:
        document: the document.
        vocabulary: the facts, with the codes of kinds, roles and regions.
        regio: the region of the pack, if it has one.
        problems: what is wrong is added here.
    """
    problems += _Checker(document, vocabulary, regio).problems()
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

    def __init__(self, document: Document, vocabulary: Vocabulary, regio: str | None) -> None:
        def codes(name: str) -> Mapping[str, str]:
            return vocabulary[name].type.waarden if name in vocabulary else {}

        self.document = document
        self.soorten = codes("organisatie.soort")
        self.rollen = codes("organisatie.rollen_kan")
        self.areas = {
            "regio": [LANDELIJK, ONBEKEND, *([regio] if regio else []), *codes("persoon.arbeidsmarktregio")],
            "subregio": [ONBEKEND, *codes("persoon.subregio")],
        }

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
                for k, soort in enumerate(entry.get("werkt_bij") or ()):
                    yield from self._kind(soort, (*path, "werkt_bij", k))

    def _wrong(self, code: str, wat: str, path: Path_, **more: str) -> Problem:
        return self.document.problem(code, wat, path, **more)

    def _texts(self, entry: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
        for key in TEXTS:
            for kind in contact_details(entry.get(key, "")):
                yield self._wrong("GGZ181", f"hier staat zo te zien {kind}", (*path, key), herstel=NO_CONTACT_DETAILS)

    def _kind(self, soort: str, path: Path_) -> Iterator[Problem]:
        if self.soorten and soort not in self.soorten:
            wat, near = f"'{soort}' is geen soort organisatie", nearest(soort, self.soorten)
            yield self._wrong("GGZ142", wat, path, bedoelt_u=near, toegestaan=listing(self.soorten))

    def _codes(self, entry: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
        yield from self._kind(entry["soort"], (*path, "soort"))
        for key, known in self.areas.items():
            area = entry.get(key) or known[0]
            if area not in known and (near := nearest(area, known, cutoff=_TYPING_ERROR)):
                yield self._wrong("GGZ187", f"de {key} '{area}' is niet bekend", (*path, key), bedoelt_u=near)
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

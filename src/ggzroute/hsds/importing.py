"""Reads a sociale kaart from HSDS 3 terms. Whatever comes in, the answer is a kaart, or every problem at once.

What HSDS has and the kaart has not is left out, and each time a notice says so. Fields with names and contact details
of people (``contacts``, ``phones``, ``email``, ``metadata`` and the like) are always left out; contact details inside a
text are refused, because nobody can leave out half a sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import attrs

from ggzroute.documents import Document, Path_, from_data
from ggzroute.domain.bron import Bron
from ggzroute.domain.kaart import Functie, Kaart, Organisatie
from ggzroute.exceptions import KaartError
from ggzroute.hsds.reader import Reader
from ggzroute.hsds.terms import (
    AREA_ATTRIBUTES,
    IDENTIFIER_TYPE,
    ORGANIZATION_ATTRIBUTES,
    SERVICE_ATTRIBUTES,
    TERM_ATTRIBUTES,
    Taxonomy,
    term_code,
)
from ggzroute.vocabulary import Vocabulary

_PAGE: Final = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
_FILE: Final = ("organizations", "contents", "taxonomies", "taxonomy_terms", *_PAGE)
_ORGANIZATION: Final = ("name", "description", "organization_identifiers", "attributes", "services")
_SERVICE: Final = (
    "name",
    "description",
    "status",
    "application_process",
    "assured_date",
    "service_areas",
    "attributes",
)
_TERM: Final = ("code", "name", "description", "taxonomy", "taxonomy_id", "attributes")


@attrs.frozen(kw_only=True)
class Ingelezen:
    """A sociale kaart that came in, and what was left out on the way.

    Attributes:
        kaart: the sociale kaart.
        meldingen: Dutch lines, each with the place and why it was left out; never with what stood there.
    """

    kaart: Kaart
    meldingen: tuple[str, ...]


def from_hsds(source: Any, *, vocabulary: Vocabulary | None = None) -> Ingelezen:
    """A sociale kaart from HSDS 3 terms.

    Args:
        source: a :class:`~ggzroute.documents.Document`, or plain JSON types: an object with ``organizations`` (or
            ``contents``, as a page of the HSDS API has), or a list of organizations.
        vocabulary: kinds of organisation and roles that are accepted; without it any code is.

    Raises:
        KaartError: with every problem at once, with line, column and JSON path.
    """
    document = source if isinstance(source, Document) else from_data(source)
    importer = _Importer(document, vocabulary or Vocabulary({}, ()))
    kaart = importer.kaart()
    if importer.reader.problems:
        raise KaartError(importer.reader.problems)
    return Ingelezen(kaart=kaart, meldingen=tuple(importer.reader.notes))


class _Importer:
    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.reader = Reader(document)
        self.document = document
        self.soorten = _accepted("organisatie.soort", vocabulary)
        self.rollen = _accepted("organisatie.rollen_kan", vocabulary)
        self.seen: set[str] = set()

    def kaart(self) -> Kaart:
        organisations = [self._organisation(row, path) for row, path in self._rows()]
        functions = [self._function(row, path) for row, path in self._terms()]
        return Kaart(organisaties={o.id: o for o in organisations}, functies={f.id: f for f in functions})

    def _rows(self) -> list[tuple[Mapping[str, Any], Path_]]:
        """The organizations, wherever the file has them."""
        data, reader = self.document.data, self.reader
        if isinstance(data, list):
            return reader.objects({"": data}, "", (), at=())
        if isinstance(data, dict):
            known = [key for key in ("organizations", "contents") if key in data]
            if known:
                reader.leave_out(data, _FILE, ())
                return reader.objects(data, known[0], ())
        accepted = "een object met 'organizations' of 'contents', of een lijst van organizations"
        reader.wrong("GGZ184", "dit is geen bestand met organizations van HSDS 3", (), toegestaan=accepted)
        return []

    def _terms(self) -> list[tuple[Mapping[str, Any], Path_]]:
        """The taxonomy terms that are functions; other terms stand with the organizations that have them."""
        if not isinstance(self.document.data, dict):
            return []
        found = []
        for row, path in self.reader.objects(self.document.data, "taxonomy_terms", ()):
            if str(row.get("code", "")).startswith(term_code(Taxonomy.FUNCTIE, "")):
                found.append((row, path))
            else:
                self.reader.note(path, "weggelaten; alleen een functie staat los op de sociale kaart")
        return found

    def _organisation(self, row: Mapping[str, Any], path: Path_) -> Organisatie:
        reader = self.reader
        reader.leave_out(row, _ORGANIZATION, path)
        links = reader.links(row, path, ORGANIZATION_ATTRIBUTES)
        service, below = self._service(row, path)
        roles = reader.links(service, below, SERVICE_ATTRIBUTES)
        area, where = reader.only(service, "service_areas", below)
        reader.leave_out(area, ("name", "attributes"), where)
        places = reader.links(area, where, AREA_ATTRIBUTES)
        kan, kan_niet = self._roles(roles, below)
        return Organisatie(
            id=self._id(row, path),
            naam=reader.text(row, "name", path, required=True),
            soort=reader.one(
                self._codes(links["soort"], Taxonomy.SOORT, self.soorten, "GGZ142", "soort"), "soort", path
            ),
            regio=reader.one(reader.codes(places["regio"], Taxonomy.REGIO), "regio", where),
            subregio=reader.at_most_one(reader.codes(places["subregio"], Taxonomy.SUBREGIO), "subregio", where),
            doet=self._doet(row, path, service, below),
            loket=reader.text(service, "application_process", below),
            kan=kan,
            kan_niet=kan_niet,
            bron=self._sources(links["bron"], path),
            nagekeken_op=self._day(service, below),
            let_op=reader.remark(links["let_op"], path),
        )

    def _roles(
        self, links: Mapping[str, list[tuple[Mapping[str, Any], Path_]]], path: Path_
    ) -> tuple[frozenset[str], frozenset[str]]:
        can = frozenset(self._codes(links["kan"], Taxonomy.ROL, self.rollen, "GGZ182", "rol"))
        cannot = frozenset(self._codes(links["kan_niet"], Taxonomy.ROL_UITGESLOTEN, self.rollen, "GGZ182", "rol"))
        for role in sorted(can & cannot - {""}):
            wat = f"de rol '{role}' staat bij kan en bij kan_niet"
            self.reader.wrong("GGZ183", wat, path, herstel="Haal een van beide weg")
        return can, cannot

    def _service(self, row: Mapping[str, Any], path: Path_) -> tuple[Mapping[str, Any], Path_]:
        service, below = self.reader.only(row, "services", path)
        self.reader.leave_out(service, _SERVICE, below)
        if service.get("status", "active") != "active":
            self.reader.note(
                (*below, "status"), "deze dienst is niet actief; ga na of de organisatie op de kaart hoort"
            )
        return service, below

    def _doet(self, row: Mapping[str, Any], path: Path_, service: Mapping[str, Any], below: Path_) -> str:
        """What the organization does; what its service does when that says more, and a problem when they differ."""
        mine = self.reader.text(row, "description", path)
        if service.get("description") == row.get("description"):
            return mine
        theirs = self.reader.text(service, "description", below)
        if mine and theirs:
            self.reader.wrong(
                "GGZ186",
                "de organisatie en haar dienst hebben een verschillende description; de kaart heeft er een",
                (*below, "description"),
                herstel="Maak ze gelijk, of haal die van de dienst weg",
            )
        return mine or theirs

    def _function(self, row: Mapping[str, Any], path: Path_) -> Functie:
        reader = self.reader
        reader.leave_out(row, _TERM, path)
        links = reader.links(row, path, TERM_ATTRIBUTES)
        code = reader.term(row, path, Taxonomy.FUNCTIE)
        self._once(code, (*path, "code"))
        return Functie(
            id=code,
            naam=reader.text(row, "name", path, required=True),
            werkt_bij=frozenset(self._codes(links["werkt_bij"], Taxonomy.SOORT, self.soorten, "GGZ142", "soort")),
            bron=self._sources(links["bron"], path),
            let_op=reader.remark(links["let_op"], path),
        )

    def _id(self, row: Mapping[str, Any], path: Path_) -> str:
        mine = [
            (found, where)
            for found, where in self.reader.objects(row, "organization_identifiers", path)
            if found.get("identifier_type") == IDENTIFIER_TYPE
        ]
        if len(mine) != 1:
            herstel = f"Geef een organization_identifier met identifier_type '{IDENTIFIER_TYPE}'"
            self.reader.wrong("GGZ102", "de id op de sociale kaart ontbreekt", path, herstel=herstel)
            return ""
        found, where = mine[0]
        code = self.reader.code(found.get("identifier"), (*where, "identifier"))
        self._once(code, (*where, "identifier"))
        return code

    def _once(self, code: str, path: Path_) -> None:
        if code and code in self.seen:
            self.reader.wrong(
                "GGZ180", f"de id '{code}' bestaat al", path, herstel="Geef elke organisatie en functie een eigen id"
            )
        self.seen.add(code)

    def _codes(
        self,
        links: list[tuple[Mapping[str, Any], Path_]],
        taxonomy: Taxonomy,
        accepted: Mapping[str, str],
        code: str,
        word: str,
    ) -> list[str]:
        found = self.reader.codes(links, taxonomy)
        if accepted:
            for (_, path), value in zip(links, found, strict=True):
                if value and value not in accepted:
                    self.reader.wrong(code, f"'{value}' is geen {word}", path, toegestaan=f"een {word} van het pakket")
        return found

    def _sources(self, links: list[tuple[Mapping[str, Any], Path_]], path: Path_) -> tuple[Bron, ...]:
        if not links:
            herstel = "Voeg een attribute toe met link_type 'bron', een term 'bron:…' en de plaats als value"
            self.reader.wrong("GGZ102", "de bron ontbreekt", path, herstel=herstel)
        return tuple(
            Bron(
                document=self.reader.linked_code(link, where, Taxonomy.BRON),
                plaats=self.reader.text(link, "value", where, required=True),
            )
            for link, where in links
        )

    def _day(self, service: Mapping[str, Any], path: Path_) -> dt.date | None:
        raw = service.get("assured_date")
        if raw is None or (isinstance(raw, dt.date) and not isinstance(raw, dt.datetime)):
            return raw
        try:
            return dt.date.fromisoformat(raw)
        except (TypeError, ValueError):
            accepted = "een datum als 2016-11-24"
            self.reader.wrong("GGZ100", "dit is geen geldige datum", (*path, "assured_date"), toegestaan=accepted)
            return None


def _accepted(fact: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    return vocabulary[fact].type.waarden if fact in vocabulary else {}

"""Takes HSDS objects apart without trusting them: each fault is noted with its path, and nothing is kept unseen."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from ggzroute.documents import Document, Path_, show_path
from ggzroute.domain.contactgegevens import contact_details
from ggzroute.hsds.terms import Taxonomy, term_code
from ggzroute.problems import Problem

_OF_PEOPLE: Final = frozenset({"contacts", "phones", "email", "assurer_email", "metadata"})
_BOOKKEEPING: Final = frozenset({"id", "organization_id", "service_id", "link_id", "link_entity", "taxonomy_term_id"})
_EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})

_CODE: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
_DOCUMENT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")
_LONGEST: Final = 2000

Object_ = Mapping[str, Any]
Placed = tuple[Object_, Path_]


class Reader:
    """Reads parts of one HSDS document.

    Attributes:
        problems: what is wrong, in the order in which it was found.
        notes: what was left out, and why.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    def wrong(self, code: str, wat: str, path: Path_, **more: str) -> None:
        """Note a problem."""
        self.problems.append(self.document.problem(code, wat, path, **more))

    def note(self, path: Path_, why: str) -> None:
        """Note something that the reader should know."""
        self.notes.append(f"{show_path(path)}: {why}.")

    def leave_out(self, row: Object_, known: Collection[str], path: Path_) -> None:
        """Note every field that is not read, and why it is left out."""
        for key, value in row.items():
            if key in known or key in _BOOKKEEPING or value in _EMPTY:
                continue
            people = key in _OF_PEOPLE
            why = (
                "hier kunnen namen en contactgegevens van mensen staan" if people else "de sociale kaart kent dit niet"
            )
            self.note((*path, key), f"weggelaten; {why}")

    def objects(self, row: Object_, key: str, path: Path_, *, at: Path_ | None = None) -> list[Placed]:
        """The objects of a list, each with its path; ``at`` when the list does not stand under its key."""
        below = (*path, key) if at is None else at
        raw = row.get(key)
        if raw is None:
            return []
        if not isinstance(raw, list):
            self.wrong("GGZ104", "hier hoort een lijst", below, toegestaan="een lijst met objecten")
            return []
        found: list[Placed] = []
        for n, part in enumerate(raw):
            if isinstance(part, dict):
                found.append((part, (*below, n)))
            else:
                self.wrong("GGZ104", "hier hoort een object", (*below, n), toegestaan="een object met sleutels")
        return found

    def only(self, row: Object_, key: str, path: Path_) -> Placed:
        """The one object of a list; the kaart has one service and one area for each organisation."""
        found = self.objects(row, key, path)
        if len(found) > 1:
            self.wrong("GGZ186", f"hier staan er {len(found)}; de kaart heeft er een", (*path, key))
        return found[0] if found else ({}, (*path, key))

    def text(self, row: Object_, key: str, path: Path_, *, required: bool = False) -> str:
        """A text without contact details, ``""`` when it is not there."""
        raw, below = row.get(key), (*path, key)
        if raw is None or raw == "":
            if required:
                self.wrong("GGZ102", f"'{key}' ontbreekt", path)
            return ""
        if not isinstance(raw, str):
            self.wrong("GGZ104", "hier hoort tekst", below, toegestaan="tekst")
            return ""
        if len(raw) > _LONGEST:
            self.wrong("GGZ100", "deze tekst is te lang", below, toegestaan=f"ten hoogste {_LONGEST} tekens")
            return ""
        for kind in contact_details(raw):
            herstel = "Noem een functie of loket; namen en contactgegevens van mensen horen hier niet"
            self.wrong("GGZ181", f"hier staat zo te zien {kind}", below, herstel=herstel)
        return raw

    def links(self, row: Object_, path: Path_, kinds: Collection[str]) -> dict[str, list[Placed]]:
        """The attributes of an object by ``link_type``; others are left out."""
        found: dict[str, list[Placed]] = {kind: [] for kind in kinds}
        for link, where in self.objects(row, "attributes", path):
            kind = link.get("link_type")
            if isinstance(kind, str) and kind in found:
                self.leave_out(link, ("link_type", "taxonomy_term", "value"), where)
                found[kind].append((link, where))
            else:
                self.note(where, "weggelaten; de sociale kaart kent dit soort attribute niet")
        return found

    def remark(self, links: Sequence[Placed], path: Path_) -> str:
        """The value of the one attribute that is a remark."""
        if len(links) > 1:
            self.wrong("GGZ186", f"hier staan er {len(links)}; de kaart heeft er een", (*path, "attributes"))
        return self.text(links[0][0], "value", links[0][1], required=True) if links else ""

    def codes(self, links: Sequence[Placed], taxonomy: Taxonomy) -> list[str]:
        """The codes of the terms that attributes name, one for each; ``""`` for one that is wrong."""
        return [self.linked_code(link, where, taxonomy) for link, where in links]

    def linked_code(self, link: Object_, path: Path_, taxonomy: Taxonomy) -> str:
        """The code of the term that an attribute names."""
        term = link.get("taxonomy_term")
        return self.term(term if isinstance(term, dict) else {}, (*path, "taxonomy_term"), taxonomy)

    def term(self, term: Object_, path: Path_, taxonomy: Taxonomy) -> str:
        """The code of a term of one of our taxonomies."""
        raw, prefix = term.get("code"), term_code(taxonomy, "")
        pattern = _DOCUMENT if taxonomy is Taxonomy.BRON else _CODE
        if isinstance(raw, str) and raw.startswith(prefix) and pattern.match(raw.removeprefix(prefix)):
            return raw.removeprefix(prefix)
        accepted = f"een code die begint met '{prefix}'"
        self.wrong("GGZ185", "dit is geen term die de sociale kaart kent", (*path, "code"), toegestaan=accepted)
        return ""

    def code(self, raw: Any, path: Path_) -> str:
        """An id of the kaart."""
        if isinstance(raw, str) and _CODE.match(raw):
            return raw
        accepted = "kleine letters, cijfers en liggende streepjes"
        self.wrong("GGZ100", "deze tekst heeft niet de goede vorm", path, toegestaan=accepted)
        return ""

    def one(self, found: Sequence[str], kind: str, path: Path_) -> str:
        """The one code that must be there."""
        if not found:
            herstel = f"Voeg een attribute toe met link_type '{kind}' en een term '{kind}:…'"
            self.wrong("GGZ102", f"'{kind}' ontbreekt", path, herstel=herstel)
        return self.at_most_one(found, kind, path) or ""

    def at_most_one(self, found: Sequence[str], kind: str, path: Path_) -> str | None:
        """The one code that may be there."""
        if len(found) > 1:
            self.wrong("GGZ186", f"'{kind}' staat er {len(found)} keer; de kaart heeft er een", path)
        return found[0] if found else None

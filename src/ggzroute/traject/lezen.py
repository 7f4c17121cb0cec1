"""Reads a traject: head, events and their chain, all problems at once; then folds it to see whether it holds together.

Nothing is repaired here and nothing is passed over: a traject with a fault is refused with every fault, and whoever
keeps it loses nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from ggzroute.documents import Document, Path_, from_data
from ggzroute.domain.casus import Casus
from ggzroute.domain.decode import casus_from_document
from ggzroute.exceptions import CasusError
from ggzroute.problems import Problem, nearest
from ggzroute.rules.pack import RulePack
from ggzroute.traject.gebeurtenis import Gebeurtenis
from ggzroute.traject.inhoud_lezen import InhoudReader, read_correction
from ggzroute.traject.keten import check_chain, check_form, check_hash, check_numbers
from ggzroute.traject.kop import Kop, check_start
from ggzroute.traject.soorten import SOORTEN, Correctie, Inhoud
from ggzroute.traject.veld import DAG, GETAL, TEKST
from ggzroute.traject.vorm import (
    EVENT_KEYS,
    EVENTS,
    FORMAAT,
    GIVEN_KEYS,
    HEAD_KEYS,
    event_to_dict,
)
from ggzroute.vocabulary import plain_type

MAX_EVENTS: Final = 10_000


class TrajectReader:
    """Reads one document; ``problems`` grows as it goes."""

    def __init__(self, document: Document, pack: RulePack, vandaag: dt.date | None) -> None:
        self.document = document
        self.pack = pack
        self.vandaag = vandaag
        self.problems: list[Problem] = []
        self.contents = InhoudReader(document, pack, self.problems)
        self.note = self.contents.note

    # ---- the head

    def head(self) -> Kop | None:
        """The head, or ``None`` after problems were noted."""
        data = self.document.data
        if not isinstance(data, Mapping) or data.get("formaat") != FORMAAT or isinstance(data.get("formaat"), bool):
            wat = "dit is geen traject, of een traject in een vorm die dit programma niet kent"
            self.note("GGZ500", wat, (), toegestaan=f"een kop met 'formaat': {FORMAAT}")
            return None
        own = {key: value for key, value in data.items() if key != EVENTS}
        check_hash(self.contents, own, ())
        self.contents.keys(own, HEAD_KEYS, ())
        texts = {
            key: self.contents.value(TEKST, data.get(key), (key,), required=not key.startswith("workflow"))
            for key in ("traject", "pakket", "pakket_versie", "workflow", "workflow_versie", "hash")
        }
        if texts["pakket"] is not None and texts["pakket"] != self.pack.pakket:
            wat = f"dit traject loopt op een ander pakket dan {self.pack.pakket}"
            self.note("GGZ520", wat, ("pakket",), herstel="Geef het pakket van dit traject")
            return None
        begin = self.contents.value(DAG, data.get("begin"), ("begin",), required=True)
        start = self._start(data, texts["traject"], begin)
        documentation = self._documentation(data.get("documentatie"))
        if self.problems or start is None:
            return None
        texts |= {key: texts[key] or "" for key in ("workflow", "workflow_versie")}
        kop = Kop(**texts, begin=begin, start=start, documentatie=documentation)
        check_form(self.contents, own, kop.to_dict(), ())
        return kop

    def _start(self, data: Mapping[str, Any], id_: str | None, begin: dt.date | None) -> Casus | None:
        raw = data.get("start")
        if not isinstance(raw, Mapping):
            self.contents.missing(("start",), "een blok met feiten, betrokkenen en relaties")
            return None
        self.contents.keys(raw, ("feiten", "betrokkenen", "relaties"), ("start",))
        if id_ is None or begin is None:
            return None
        whole = {"id": id_, "peildatum": begin, **{key: raw.get(key) for key in ("feiten", "betrokkenen", "relaties")}}
        try:
            casus = casus_from_document(Casus, from_data(whole), self.pack.vocabulary)
        except CasusError as error:
            self._in_start(error.problems)
            return None
        self._in_start(check_start(casus, begin))
        return casus

    def _in_start(self, problems: Iterable[Problem]) -> None:
        line, column = self.document.where(("start",))
        for problem in problems:
            plek = problem.plek if problem.plek.startswith("start.") else f"start.{problem.plek}"
            name = self.document.name or None
            self.problems.append(attrs.evolve(problem, plek=plek, bestand=name, regel=line, kolom=column))

    def _documentation(self, raw: Any) -> Mapping[str, Any]:
        """What a documented traject says about itself; the text is ours, and no value of a casus."""
        if raw is None or _documented(raw):
            return raw or {}
        accepted = "een blok met titel, bron (document en plaats) en toelichting"
        self.note("GGZ302", "de documentatie past niet", ("documentatie",), toegestaan=accepted)
        return {}

    # ---- the events

    def events(self, kop: Kop | None, unreadable: frozenset[int] = frozenset()) -> list[Gebeurtenis]:
        """The events that can be read; ``unreadable`` holds places of which it was told already."""
        raw = self.document.data.get(EVENTS) if isinstance(self.document.data, Mapping) else None
        if raw is None:
            raw = []
        if not isinstance(raw, list | tuple):
            self.contents.misfit(raw, (EVENTS,), "een lijst")
            return []
        if len(raw) > MAX_EVENTS:
            self.note("GGZ308", f"deze lijst is langer dan {MAX_EVENTS} regels", (EVENTS,))
            return []
        found: list[tuple[int, Gebeurtenis]] = []
        kinds: dict[int, str] = {}
        for n, row in enumerate(raw):
            if n in unreadable:
                continue
            event = self._event(row, (EVENTS, n), kinds)
            if event is not None:
                found.append((n, event))
        rows = [(n, row) for n, row in enumerate(raw) if n not in unreadable and isinstance(row, Mapping)]
        check_numbers(self.contents, rows, len(unreadable))
        if kop is not None:
            check_chain(self.contents, kop, rows)
            if not any(problem.code == "GGZ506" for problem in self.problems):  # else the days follow from the order
                self._days(kop, found)
        return [event for _, event in found]

    def _event(self, raw: Any, path: Path_, kinds: dict[int, str]) -> Gebeurtenis | None:
        if not isinstance(raw, Mapping):
            self.contents.misfit(raw, path, "een blok met sleutels")
            return None
        before = len(self.problems)
        check_hash(self.contents, raw, path)
        self.contents.keys(raw, EVENT_KEYS, path)
        number = self.contents.value(GETAL, raw.get("nr"), (*path, "nr"), required=True)
        chain = [self.contents.value(TEKST, raw.get(k), (*path, k), required=True) for k in ("vorige", "hash")]
        given = self.given(raw, path, kinds)
        if number is not None and isinstance(raw.get("soort"), str):
            kinds[number] = raw["soort"]
        if given is None or len(self.problems) > before:
            return None
        event = Gebeurtenis(nr=number, vorige=chain[0], hash=chain[1], **given)
        check_form(self.contents, raw, event_to_dict(event), path)
        return event

    def addition(self, raw: Any, kinds: Mapping[int, str]) -> dict[str, Any] | None:
        """An event that somebody wants to add: without number and hash, which follow."""
        if not isinstance(raw, Mapping):
            wat = f"een gebeurtenis is een blok met sleutels, hier staat {plain_type(raw)}"
            self.note("GGZ302", wat, (), toegestaan=", ".join(GIVEN_KEYS))
            return None
        before = len(self.problems)
        self.contents.keys(raw, GIVEN_KEYS, ())
        found = self.given(raw, (), kinds)
        return found if len(self.problems) == before else None

    def given(self, raw: Mapping[str, Any], path: Path_, kinds: Mapping[int, str]) -> dict[str, Any] | None:
        """What whoever notes an event gives: kind, two days, who, and what happened; ``None`` after problems."""
        before = len(self.problems)
        days = {
            key: self.contents.value(DAG, raw.get(key), (*path, key), required=True)
            for key in ("geldt_op", "bekend_op")
        }
        noter = self.contents.value(TEKST, raw.get("door"), (*path, "door"), required=True)
        if days["bekend_op"] is not None:
            self.known_by_now(days["bekend_op"], (*path, "bekend_op"))
        content = self._content(raw, path, kinds)
        if content is None or len(self.problems) > before:
            return None
        self._order(content, days, path, kinds)
        return {"door": noter, "inhoud": content, **days} if len(self.problems) == before else None

    def _content(self, raw: Mapping[str, Any], path: Path_, kinds: Mapping[int, str]) -> Inhoud | None:
        kind = self.contents.value(TEKST, raw.get("soort"), (*path, "soort"), required=True)
        if kind is None:
            return None
        if kind not in SOORTEN:
            known = ", ".join(SOORTEN)
            near = nearest(kind, SOORTEN)
            self.note(
                "GGZ503", "deze soort gebeurtenis bestaat niet", (*path, "soort"), toegestaan=known, bedoelt_u=near
            )
            return None
        if raw.get("inhoud") is None:
            self.contents.missing((*path, "inhoud"), "een blok met sleutels")
            return None
        if kind == Correctie.soort:
            return read_correction(self.contents, raw["inhoud"], (*path, "inhoud"), kinds)
        return self.contents.read(kind, raw["inhoud"], (*path, "inhoud"))

    def _order(self, content: Inhoud, days: Mapping[str, dt.date], path: Path_, kinds: Mapping[int, str]) -> None:
        """The two days against each other."""
        kind = SOORTEN[kinds[content.betreft]] if isinstance(content, Correctie) else type(content)
        if days["geldt_op"] > days["bekend_op"] and not kind.planbaar:
            planned = ", ".join(name for name, other in SOORTEN.items() if other.planbaar and name != "correctie")
            self.note(
                "GGZ510",
                f"'{kind.soort}' kan niet bekend zijn voor het gebeurt",
                (*path, "geldt_op"),
                herstel=f"Alleen een afspraak voor later kan eerder bekend zijn: {planned}",
            )

    def _days(self, kop: Kop, events: Iterable[tuple[int, Gebeurtenis]]) -> None:
        """What was known later stands later; nothing was known before the traject began."""
        before = kop.begin
        for n, event in events:
            self.known_in_order(event.bekend_op, before, kop.begin, (EVENTS, n, "bekend_op"))
            before = max(before, event.bekend_op)

    def known_by_now(self, day: dt.date, path: Path_) -> None:
        """Note that an event would be known after today."""
        if self.vandaag is not None and day > self.vandaag:
            wat = "deze dag ligt in de toekomst; wat nog niet bekend is, kan er niet in staan"
            self.note("GGZ509", wat, path, herstel="Verbeter de dag, of voeg dit later toe")

    def known_in_order(self, day: dt.date, before: dt.date, begin: dt.date, path: Path_) -> None:
        """Note that an event was known before the one ahead of it, or before the traject began."""
        if day < begin:
            wat, herstel = (
                "deze dag ligt voor het begin van het traject",
                "Zet wat al bekend was in de casus van het begin",
            )
            self.note("GGZ511", wat, path, herstel=herstel)
        elif day < before:
            wat = "deze dag ligt voor die van de gebeurtenis ervoor"
            herstel = "Geef de dag waarop dit traject het weet; wanneer het gold, staat bij 'geldt_op'"
            self.note("GGZ512", wat, path, herstel=herstel)


def _documented(raw: Any) -> bool:
    if not isinstance(raw, Mapping) or not {"titel", "bron"} <= raw.keys() <= {"titel", "bron", "toelichting"}:
        return False
    sources = raw["bron"]
    return (
        all(isinstance(raw.get(key, " "), str) and raw.get(key, " ") for key in ("titel", "toelichting"))
        and isinstance(sources, list | tuple)
        and bool(sources)
        and all(isinstance(row, Mapping) and row.keys() == {"document", "plaats"} for row in sources)
        and all(isinstance(part, str) for row in sources for part in row.values())
    )

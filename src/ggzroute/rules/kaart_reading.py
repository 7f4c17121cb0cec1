"""Reads the sociale kaart."""

from __future__ import annotations

from ggzroute.documents import Document
from ggzroute.domain.kaart import Functie, Kaart, Organisatie
from ggzroute.problems import Problem
from ggzroute.rules.rule_reading import read_day
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.reading import read_sources


def read_kaart(document: Document, vocabulary: Vocabulary, problems: list[Problem]) -> Kaart:
    """The sociale kaart of one document whose structure is right; what is wrong is added to ``problems``."""
    soorten = vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in vocabulary else {}
    seen: set[str] = set()
    for section in ("organisaties", "functies"):
        for n, entry in enumerate(document.data.get(section) or ()):
            path = (section, n)
            if entry["id"] in seen:
                problems.append(
                    document.problem(
                        "GGZ180",
                        f"de id '{entry['id']}' bestaat al",
                        (*path, "id"),
                        herstel="Geef elke regel een eigen id",
                    )
                )
            seen.add(entry["id"])
            if section == "organisaties" and soorten and entry["soort"] not in soorten:
                problems.append(
                    document.problem(
                        "GGZ142",
                        f"'{entry['soort']}' is geen soort organisatie",
                        (*path, "soort"),
                        toegestaan=", ".join(soorten),
                    )
                )
    organisations = {
        entry["id"]: Organisatie(
            id=entry["id"],
            naam=entry["naam"],
            soort=entry["soort"],
            regio=entry["regio"],
            subregio=entry.get("subregio"),
            doet=entry.get("doet", ""),
            kan=frozenset(entry.get("kan") or ()),
            kan_niet=frozenset(entry.get("kan_niet") or ()),
            bron=read_sources(entry["bron"]),
            nagekeken_op=read_day(entry.get("nagekeken_op")),
            let_op=entry.get("let_op", ""),
        )
        for entry in document.data.get("organisaties") or ()
    }
    functions = {
        entry["id"]: Functie(
            id=entry["id"],
            naam=entry["naam"],
            werkt_bij=frozenset(entry.get("werkt_bij") or ()),
            bron=read_sources(entry["bron"]),
        )
        for entry in document.data.get("functies") or ()
    }
    return Kaart(organisaties=organisations, functies=functions)

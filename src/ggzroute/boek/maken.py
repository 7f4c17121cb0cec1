"""Makes a book: name of each file to its content. The same pack and day give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ggzroute.boek import begrippen, regels, register, verwijzen
from ggzroute.boek.boek import Boek
from ggzroute.boek.stof import Stof
from ggzroute.boek.verwijzen import HOOFDSTUKKEN, anchor
from ggzroute.domain.namen import readable
from ggzroute.pagina.jinja import fill, trusted
from ggzroute.pagina.stijl import look
from ggzroute.render import stroomschema_svg
from ggzroute.rules.model import STERKTES
from ggzroute.taal.woorden import capital, counted
from ggzroute.verslag.beelden import NARROW, WIDE, Beeld
from ggzroute.workflow.definition import Definition

_FOLDER: Final = Path(__file__).resolve().parent / "sjablonen"


def make_book(stof: Stof) -> dict[str, str]:
    """Every file of the book of a pack, by name.

    Args:
        stof: what it is made of.

    Raises:
        CasusError: with every problem of the casussen of the pack.
        ExtraMissingError: a package for pages or pictures is not installed.
    """
    boek = Boek(stof)
    pages = {name: fill(_FOLDER, template, **_shared(boek, name), **parts) for name, template, parts in _pages(boek)}
    return {**pages, verwijzen.STIJL: look() + (_FOLDER / verwijzen.STIJL).read_text(encoding="utf-8")}


def _shared(boek: Boek, page: str) -> dict[str, Any]:
    """What every page may use."""
    return {
        "boek": boek,
        "pack": boek.pack,
        "pagina": page,
        "hoofdstukken": HOOFDSTUKKEN,
        "anchor": anchor,
        "readable": readable,
        "capital": capital,
        "counted": counted,
    }


def _pages(boek: Boek) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Name, template and content of each page."""
    found = tuple(regels.chapters(boek))
    parts: Mapping[str, Callable[[], dict[str, Any]]] = {
        verwijzen.START: lambda: {"titel": f"Regelboek {boek.pack.naam}", **_counts(boek)},
        verwijzen.REGELS: lambda: {"regelhoofdstukken": found, **_counts(boek)},
        verwijzen.WORKFLOWS: lambda: {
            "workflows": [(naam, flow, _picture(flow, n)) for n, (naam, flow) in enumerate(_flows(boek))]
        },
        verwijzen.BEGRIPPEN: lambda: {"groepen": tuple(begrippen.groups(boek))},
        verwijzen.REGISTER: lambda: {"letters": register.index(boek)},
    }
    for page, title in HOOFDSTUKKEN.items():
        template = page if page != verwijzen.START else "begin.html"
        yield page, template, {"titel": title, **parts.get(page, dict)()}
        if page == verwijzen.REGELS:
            yield from ((one.pagina, "hoofdstuk.html", {"titel": one.titel, "hoofdstuk": one}) for one in found)


def _flows(boek: Boek) -> Iterator[tuple[str, Definition]]:
    yield from sorted(boek.pack.workflows.items(), key=lambda flow: flow[0] != boek.pack.workflow)


def _picture(workflow: Definition, number: int) -> Beeld:
    """A workflow without a casus."""
    wide = stroomschema_svg(workflow, None, breedte=WIDE, prefix=f"stroom{number}")
    narrow = stroomschema_svg(workflow, None, breedte=NARROW, prefix=f"stroom{number}-smal")
    return Beeld(titel=f"Stroomschema {workflow.titel}", breed=trusted(wide), smal=trusted(narrow))


def _counts(boek: Boek) -> dict[str, Any]:
    """How many rules there are, in all ways in which people ask."""
    rules = boek.pack.regels.values()
    by_pack = Counter(rule.pakket for rule in rules)
    levels, strengths = Counter(rule.niveau for rule in rules), Counter(rule.sterkte for rule in rules)
    return {
        "per_pakket": [(pack, by_pack[pack.pakket]) for pack in boek.stof.pakketten],
        "per_niveau": [(label, levels[niveau]) for niveau, label in regels.NIVEAUS.items()],
        "per_sterkte": [(s, regels.STERKTE_KORT[s], strengths[s]) for s in STERKTES if strengths[s]],
        "per_soort": [(page, title, number) for page, title, number in boek.chapters()],
        "geldt_niet": [boek.regel(rule.id) for rule in rules if not boek.geldt(rule)],
        "eigen_lezing": sum(rule.basis == "afgeleid" for rule in rules),
    }

"""Reads a decision table from a document, whichever format the document came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.domain.bron import Bron
from ggzroute.exceptions import DocumentError
from ggzroute.problems import Problem
from ggzroute.rules.conclusion_reading import KINDS
from ggzroute.rules.rule_reading import read_day
from ggzroute.schemas import check_structure
from ggzroute.tables.flow import from_flow, to_flow
from ggzroute.tables.model import Beslistabel, Kolom, Opmerking, Rij

SCHEMA = "beslistabel"


def read_table(document: Document) -> Beslistabel:
    """The table in a document. What its columns and cells mean is not looked into.

    Raises:
        DocumentError: with everything that is wrong with its form.
    """
    problems = check_structure(document, SCHEMA)
    if not problems:
        problems = _form(document)
    if problems:
        raise DocumentError(problems)
    data = document.data
    valid = data.get("geldig") or {}
    return Beslistabel(
        id=data["beslistabel"],
        titel=text(data["titel"]),
        trefregel=data["trefregel"],
        soort=data["soort"],
        sterkte=data["sterkte"],
        basis=data["basis"],
        niveau=data.get("niveau", "casus"),
        bron=_sources(data["bron"]),
        van=read_day(valid.get("van")),
        tot=read_day(valid.get("tot")),
        toelichting=text(data.get("toelichting")),
        let_op=text(data.get("let_op")),
        opmerking=text(data.get("opmerking")),
        invoer=tuple(_column(raw, _input(raw)) for raw in data["invoer"]),
        uitvoer=tuple(_column(raw, _outcome(raw)) for raw in data["uitvoer"]),
        rijen=tuple(_row(raw, n) for n, raw in enumerate(data["rijen"])),
    )


def text(raw: Any) -> str:
    """A value as the text of a cell: ``3``, ``2016-11-24``, ``ja``, or values with commas between them."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "ja" if raw else "nee"
    if isinstance(raw, list):
        return ", ".join(_quoted(text(part)) for part in raw)
    if isinstance(raw, dt.date):
        return raw.isoformat()
    return str(raw).replace("\r\n", "\n").replace("\r", "\n").strip()


def _quoted(part: str) -> str:
    return f'"{part}"' if "," in part else part


def _form(document: Document) -> list[Problem]:
    """What a schema cannot say about the form: cells for every column, and numbers that differ."""
    data, problems = document.data, []
    for n, raw in enumerate(data["invoer"]):
        if ("feit" in raw) == ("voorwaarde" in raw):
            problems.append(
                document.problem(
                    "GGZ213", "deze kolom kijkt nergens naar", ("invoer", n), toegestaan="feit of voorwaarde"
                )
            )
    for n, raw in enumerate(data["uitvoer"]):
        if sum(kind in raw for kind in KINDS) != 1:
            wat = "bij deze kolom staat niet welke conclusie eruit volgt"
            problems.append(document.problem("GGZ213", wat, ("uitvoer", n), toegestaan=", ".join(KINDS)))
    seen: dict[str, int] = {}
    for n, raw in enumerate(data["rijen"]):
        path: Path_ = ("rijen", n)
        for name, columns in (("als", data["invoer"]), ("dan", data["uitvoer"])):
            if len(raw[name]) != len(columns):
                wat = f"hier staan {len(raw[name])} cellen onder '{name}' en er zijn {len(columns)} kolommen"
                few = len(raw[name]) < len(columns)
                mend = 'Schrijf "-" voor een lege cel' if few else "Haal weg wat te veel is; in een cel past geen komma"
                problems.append(document.problem("GGZ212", wat, (*path, name), herstel=mend))
        nr = str(raw.get("nr", n + 1))
        if nr in seen:
            wat = f"het nummer {nr} staat ook bij rij {seen[nr] + 1} van de tabel"
            problems.append(document.problem("GGZ212", wat, path, herstel="Geef elke rij een eigen nummer"))
        seen[nr] = n
        for m, comment in enumerate(raw.get("opmerkingen") or ()):
            if comment["kolom"] > len(data["invoer"]) + len(data["uitvoer"]):
                problems.append(
                    document.problem("GGZ212", "deze kolom bestaat niet", (*path, "opmerkingen", m, "kolom"))
                )
    return problems


def _sources(raw: list[Mapping[str, str]] | None) -> tuple[Bron, ...]:
    return tuple(Bron(document=b["document"], plaats=" ".join(b["plaats"].split())) for b in raw or ())


def _input(raw: Mapping[str, Any]) -> str:
    return text(raw["feit"]) if "feit" in raw else to_flow(raw["voorwaarde"])


def _outcome(raw: Mapping[str, Any]) -> str:
    return next(f"{kind}: {raw[kind]}" for kind in KINDS if kind in raw)


def _column(raw: Mapping[str, Any], wat: str) -> Kolom:
    return Kolom(
        wat=wat,
        kop=" ".join(text(raw.get("kop")).split()),
        volgorde=tuple(text(part) for part in raw.get("volgorde") or ()),
        opmerking=text(raw.get("opmerking")),
    )


def _row(raw: Mapping[str, Any], n: int) -> Rij:
    comments = (Opmerking(kolom=c["kolom"], tekst=text(c["tekst"])) for c in raw.get("opmerkingen") or ())
    return Rij(
        nr=str(raw.get("nr", n + 1)),
        als=tuple(text(cell) or "-" for cell in raw["als"]),
        dan=tuple(text(cell) or "-" for cell in raw["dan"]),
        titel=text(raw.get("titel")),
        bron=_sources(raw.get("bron")),
        toelichting=text(raw.get("toelichting")),
        let_op=text(raw.get("let_op")),
        opmerkingen=tuple(sorted(comments, key=lambda c: c.kolom)),
    )


def table_data(tabel: Beslistabel) -> dict[str, Any]:
    """A table as the plain data of its YAML file; reading it gives the same table."""
    geldig = {"van": tabel.van, "tot": tabel.tot}
    return _filled(
        {
            "beslistabel": tabel.id,
            "titel": tabel.titel,
            "trefregel": tabel.trefregel,
            "soort": tabel.soort,
            "sterkte": tabel.sterkte,
            "basis": tabel.basis,
            "niveau": tabel.niveau,
            "bron": [bron.to_dict() for bron in tabel.bron],
            "geldig": _filled(geldig),
            "toelichting": tabel.toelichting,
            "let_op": tabel.let_op,
            "opmerking": tabel.opmerking,
            "invoer": [_filled({**input_key(k), **_column_data(k)}) for k in tabel.invoer],
            "uitvoer": [_filled({**outcome_key(k), **_column_data(k)}) for k in tabel.uitvoer],
            "rijen": [_row_data(rij) for rij in tabel.rijen],
        }
    )


def input_key(kolom: Kolom) -> dict[str, Any]:
    """What an input column looks at, as its YAML says it: ``feit`` or ``voorwaarde``."""
    return {"voorwaarde": from_flow(kolom.wat)} if ": " in kolom.wat else {"feit": kolom.wat}


def outcome_key(kolom: Kolom) -> dict[str, str]:
    """The conclusion of an outcome column and its part, as its YAML says it."""
    kind, _, part = kolom.wat.partition(":")
    return {kind.strip(): part.strip()}


def _column_data(kolom: Kolom) -> dict[str, Any]:
    return {"kop": kolom.kop, "volgorde": list(kolom.volgorde), "opmerking": kolom.opmerking}


def _row_data(rij: Rij) -> dict[str, Any]:
    return _filled(
        {
            "nr": rij.nr,
            "als": list(rij.als),
            "dan": list(rij.dan),
            "titel": rij.titel,
            "bron": [bron.to_dict() for bron in rij.bron],
            "toelichting": rij.toelichting,
            "let_op": rij.let_op,
            "opmerkingen": [{"kolom": c.kolom, "tekst": c.tekst} for c in rij.opmerkingen],
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}

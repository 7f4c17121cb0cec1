"""``ggzroute table``: show a decision table with its gaps and overlaps, and write it in another format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ggzroute.cli.screen import error_console, output, print_section
from ggzroute.documents import MAX_BYTES, Document
from ggzroute.exceptions import DocumentError
from ggzroute.problems import Problem
from ggzroute.registry import load_pack
from ggzroute.rules.pack import RulePack
from ggzroute.tables.checking import check_table, never_rows, overlaps, witness_text
from ggzroute.tables.compiling import Compiled, compile_table
from ggzroute.tables.files import FORMATS, read_document, write_table
from ggzroute.tables.model import TREFREGELS, Beslistabel
from ggzroute.tables.ranking import is_ranking
from ggzroute.tables.reading import read_table

MOST_SHOWN = 40


def show_table(file: Path, pack_name: str, to: str | None, out: Path | None) -> int:
    """Show a table, or with ``to`` or ``out`` write it in another format."""
    document = _read(file)
    tabel = read_table(document)
    if out is not None:
        return _write(file, tabel, to or out.suffix.lstrip(".").replace("yml", "yaml"), out)
    console = output()
    _print_table(console, tabel)
    if is_ranking(tabel):
        return 0
    return _findings(tabel, document, load_pack(pack_name))


def _read(file: Path) -> Document:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError:
        raise DocumentError([Problem(code="GGZ001", wat="het bestand is niet te lezen", bestand=str(file))]) from None
    return read_document(raw, str(file))


def _write(file: Path, tabel: Beslistabel, to: str, out: Path) -> int:
    if to not in FORMATS:
        _say(f"Kies een formaat: --to {', '.join(FORMATS)}.")
        return 2
    if file.suffix in (".yaml", ".yml") and any(
        line.lstrip().startswith("#") for line in file.read_text(encoding="utf-8").splitlines()
    ):
        _say("Let op: regels met # gaan niet mee. Zet ze bij 'opmerking' of 'opmerkingen', dan gaan ze wel mee.")
    out.write_bytes(write_table(tabel, to))
    output().print(f"Geschreven: {out}, {len(tabel.rijen)} rijen.", markup=False, highlight=False, soft_wrap=True)
    return 0


def _print_table(console: Console, tabel: Beslistabel) -> None:
    console.print(Text(f"{tabel.id}: {tabel.titel}", style="bold"))
    console.print(Text(f"Trefregel {tabel.trefregel}: {TREFREGELS[tabel.trefregel]}."))
    grid = Table(show_lines=False)
    grid.add_column("nr")
    for kolom in tabel.invoer:
        grid.add_column(Text(kolom.naam), overflow="fold")
    for kolom in tabel.uitvoer:
        grid.add_column(Text(f"→ {kolom.naam}"), overflow="fold")
    for rij in tabel.rijen:
        grid.add_row(rij.nr, *(Text(cell) for cell in (*rij.als, *rij.dan)))
    console.print(grid)


def _findings(tabel: Beslistabel, document: Document, pack: RulePack) -> int:
    problems: list[Problem] = []
    compiled = compile_table(tabel, document, pack.vocabulary, pack.kaart, pack.pakket, problems)
    if compiled is not None:
        print_section("Rijen die samen kunnen gelden", list(_overlap_lines(compiled, pack)))
        print_section("Waar geen rij over gaat", list(_gap_lines(compiled)))
        if never := [tabel.rijen[n].nr for n in never_rows(compiled)]:
            print_section("Rijen die nooit tellen, omdat andere voorgaan", [", ".join(never)])
        problems += check_table(compiled, pack)
    for problem in problems:
        _say(str(problem))
    return 1 if problems else 0


def _overlap_lines(compiled: Compiled, pack: RulePack) -> Iterator[str]:
    found = list(overlaps(compiled, pack))
    for overlap in found[:MOST_SHOWN]:
        first, second = (compiled.tabel.rijen[n].nr for n in (overlap.eerste, overlap.tweede))
        same = "zeggen hetzelfde" if overlap.gelijk else "zeggen iets anders"
        example = f": {{{witness_text(overlap.getuige)}}}" if overlap.getuige else ": geen voorbeeld gevonden"
        yield f"- rij {first} en rij {second}, {same}{example}"
    if len(found) > MOST_SHOWN:
        yield f"- en nog {len(found) - MOST_SHOWN}"
    if not found:
        yield "- geen"


def _gap_lines(compiled: Compiled) -> Iterator[str]:
    gaps, complete = compiled.gebieden.gaps()
    for gap in gaps[:MOST_SHOWN]:
        yield "- " + "; ".join(f"{naam} = {', '.join(values)}" for naam, values in gap.cellen.items())
    if len(gaps) > MOST_SHOWN:
        yield f"- en nog {len(gaps) - MOST_SHOWN}"
    if not complete:
        yield "- niet alles is bekeken: deze tabel heeft te veel combinaties"
    elif not gaps:
        yield "- geen: elke combinatie heeft een rij"


def _say(text: str) -> None:
    error_console().print(text, markup=False, highlight=False, soft_wrap=True)

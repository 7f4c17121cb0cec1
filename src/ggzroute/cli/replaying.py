"""``ggzroute replay``: the documented casussen in a table that could stand in a paper."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from rich import box
from rich.console import Console
from rich.table import Table

from ggzroute.cli.screen import output
from ggzroute.engine.choosing import choose_engine
from ggzroute.registry import is_pack, load_pack, pack_names
from ggzroute.replay.fixtures import Fixture, fixtures_of, load_fixture
from ggzroute.replay.running import CasusResultaat, replay
from ggzroute.rules.files import casus_id
from ggzroute.rules.pack import RulePack

_DAY = re.compile(r" \(\d+-\d+-\d+\)")


def replay_all(what: Sequence[str], pack_name: str | None, engine: str, junit: Path | None, *, as_json: bool) -> int:
    """Replay packs and files, print the result, and give the exit status: 1 when anything was missed."""
    engines = ("direct", "durable") if engine == "both" else (engine,)
    for name in engines:
        choose_engine(name)
    work = [(fixture, pack) for fixture, pack in _fixtures(what, pack_name)]
    results = [replay(fixture, pack, engines=engines) for fixture, pack in work]
    if junit is not None:
        junit.write_bytes(_junit(results))
    if as_json:
        sys.stdout.write(json.dumps([r.to_dict() for r in results], ensure_ascii=False, indent=2) + "\n")
    else:
        print_results(results, engines, output())
    return 0 if results and all(r.gehaald for r in results) else 1


def _fixtures(what: Sequence[str], pack_name: str | None) -> Iterator[tuple[Fixture, RulePack]]:
    """Fixtures with the pack to replay them with: of named packs and files, of the pack that is given, or of all."""
    for name in what or ([pack_name] if pack_name else pack_names()):
        path = Path(name)
        if path.is_file() and not is_pack(path):
            pack = load_pack(pack_name or _home(path))
            yield load_fixture(path, pack), pack
        elif path.is_dir() and not is_pack(path):
            for file in sorted(file for file in path.rglob("*") if casus_id(file.name)):
                pack = load_pack(pack_name or _home(file))
                yield load_fixture(file, pack), pack
        else:
            home = load_pack(name)
            pack = load_pack(pack_name) if pack_name else home
            yield from ((fixture, pack) for fixture in fixtures_of(home))


def _home(path: Path) -> str:
    """The pack in whose folder a file lies, or the pack of the documented region."""
    for parent in path.resolve().parents:
        if is_pack(parent):
            return str(parent)
    return "holland-rijnland"


def print_results(results: Sequence[CasusResultaat], engines: Sequence[str], console: Console) -> None:
    """The table, a line for each miss, and the totals."""
    if not results:
        console.print("Er zijn geen gedocumenteerde casussen gevonden.")
        return
    console.print(_table(results))
    for result in results:
        for one in result.alles:
            if not one.gehaald:
                where = f" (situatie {one.situatie})" if one.situatie else ""
                console.print(f"MIST {result.id} {one.id}{where}: {one.reden}", markup=False, soft_wrap=True)
    console.print(_totals(results, engines), markup=False)


def _table(results: Sequence[CasusResultaat]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("casus", "ingebracht"):
        table.add_column(heading, no_wrap=True)
    for heading, width in (("route", 12), ("regie volgens bron", 12), ("regie gevonden", 12)):
        table.add_column(heading, min_width=width, overflow="fold")
    table.add_column("maatje", no_wrap=True)
    for heading in ("uit", "niet"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("bron", no_wrap=True)
    for r in results:
        met, kept = (f"{sum(x.gehaald for x in part)}/{len(part)}" for part in (r.uitkomsten, r.mag_niet))
        day = r.peildatum.isoformat() if r.peildatum else ""
        source = f"{r.bron[0].document}\n{_DAY.sub('', r.bron[0].plaats)}" if r.bron else ""
        name = r.id if r.gehaald else f"{r.id} !"
        told = [words.replace("_", " ") for words in (r.route, r.regie_verwacht, r.regie_gevonden)]
        table.add_row(f"{name}\n{day}", r.ingebracht_door, *told, r.maatje, met, kept, source)
    return table


def _totals(results: Sequence[CasusResultaat], engines: Sequence[str]) -> str:
    right = sum(r.gehaald for r in results)
    met = sum(x.gehaald for r in results for x in r.uitkomsten)
    expected = sum(len(r.uitkomsten) for r in results)
    kept = sum(x.gehaald for r in results for x in r.mag_niet)
    forbidden = sum(len(r.mag_niet) for r in results)
    agree = (
        ", engines gelijk"
        if len(engines) > 1 and all(x.gehaald for r in results for x in r.overig if x.id == "engines")
        else ""
    )
    return (
        f"{right} van {len(results)} casussen goed. Uitkomsten gehaald: {met} van {expected}. "
        f"Wat niet mocht, bleef weg: {kept} van {forbidden}. Engine: {' en '.join(engines)}{agree}.\n"
        "uit = uitkomsten gehaald, niet = uitkomsten die niet mochten verschijnen en wegbleven."
    )


def _junit(results: Sequence[CasusResultaat]) -> bytes:
    """One test suite for each casus, one test case for each outcome."""
    root = ET.Element("testsuites", name="ggzroute replay")
    for result in results:
        everything = result.alles
        failures = sum(not one.gehaald for one in everything)
        suite = ET.SubElement(
            root, "testsuite", name=result.id, tests=str(len(everything)), failures=str(failures), errors="0"
        )
        for one in everything:
            case = ET.SubElement(suite, "testcase", classname=result.id, name=f"{one.id} {one.soort}".strip())
            if not one.gehaald:
                ET.SubElement(case, "failure", message=one.reden)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text

"""``ggzroute coverage``: which rules and conditions some casus tries, as a table, as JSON and as a page."""

from __future__ import annotations

import html
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from ggzroute.analysis.constructing import construct
from ggzroute.analysis.coverage import Coverage, RuleCoverage, measure
from ggzroute.analysis.walking import construct_routes
from ggzroute.cli.screen import output
from ggzroute.registry import is_pack, load_pack
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.resources import rules_root
from ggzroute.rules.layout import CASUS_FOLDERS
from ggzroute.rules.pack import RulePack
from ggzroute.yaml_builder import dump


def cover(pack_name: str, page: Path | None, *, make: bool, as_json: bool) -> int:
    """Measure, print, and give the exit status: 1 when something is not tried and not accepted as such."""
    pack = load_pack(pack_name)
    found = measure(pack, fixtures_of(pack, CASUS_FOLDERS.values()))
    if make:
        _make(pack, found, _folder(pack_name))
        pack = load_pack(pack_name)
        found = measure(pack, fixtures_of(pack, CASUS_FOLDERS.values()))
    if page is not None:
        page.write_text(_page(found, pack), encoding="utf-8")
    if as_json:
        sys.stdout.write(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        _print(found, pack, output())
    return 1 if found.nooit or _unexpected(found, pack) else 0


def _folder(pack_name: str) -> Path:
    path = Path(pack_name)
    return path if is_pack(path) else rules_root() / pack_name


def _make(pack: RulePack, found: Coverage, folder: Path) -> None:
    """Write a casus for every rule that no casus tries or of which a condition goes unnoticed, and for every way."""
    wanted = sorted({*found.nooit, *(rule for rule, _ in found.overlevers)})
    (folder / "gemaakt").mkdir(exist_ok=True)
    for id_ in wanted:
        data = construct(pack.regels[id_], pack)
        if data is not None:
            kind = "profiel" if "niveau" in data else "casus"
            (folder / "gemaakt" / f"{id_}.{kind}.yaml").write_text(dump(data), encoding="utf-8")
    for name, ways in found.stappen.items():
        missing = [way for way, number in ways.items() if not number]
        for title, data in construct_routes(pack.workflows[name], missing, pack):
            (folder / "gemaakt" / f"{title}.casus.yaml").write_text(dump(data), encoding="utf-8")


def _unexpected(found: Coverage, pack: RulePack) -> list[str]:
    """Conditions that go unnoticed and are not on the pack's list."""
    accepted = {(o.regel, o.voorwaarde) for o in pack.overlevers}
    return [
        f"{rule} voorwaarde {leaf.nummer + 1}: {leaf.tekst}"
        for rule, leaf in found.overlevers
        if (rule, leaf.nummer + 1) not in accepted
    ]


def _print(found: Coverage, pack: RulePack, console: Console) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("regel", "titel"):
        table.add_column(heading, overflow="fold")
    for heading in ("gedocumenteerd", "vignet", "gemaakt", "bijna", "voorwaarden"):
        table.add_column(heading, justify="right", no_wrap=True)
    for rule in found.regels:
        table.add_row(rule.regel, pack.regels[rule.regel].titel, *_numbers(rule))
    console.print(table)
    for id_ in found.nooit:
        console.print(f"NOOIT {id_} geldt in geen enkele casus.", markup=False)
    for line in _unexpected(found, pack):
        console.print(f"ONGEMERKT {line}", markup=False, soft_wrap=True)
    console.print("\n".join(_totals(found)), markup=False)


def _numbers(rule: RuleCoverage) -> Iterator[str]:
    for kind in CASUS_FOLDERS.values():
        yield str(len(rule.gevuurd.get(kind, ())) or "")
    yield str(len(rule.bijna) or "")
    noticed = sum(bool(leaf.gemerkt_door) for leaf in rule.voorwaarden)
    yield f"{noticed}/{len(rule.voorwaarden)}"


def _totals(found: Coverage) -> Iterator[str]:
    fired = len(found.regels) - len(found.nooit)
    noticed = found.voorwaarden - len(found.overlevers)
    share = round(100 * noticed / found.voorwaarden) if found.voorwaarden else 100
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(found.casussen.items())) or "geen"
    yield f"Regels die in een casus gelden: {fired} van {len(found.regels)} ({kinds})."
    yield f"Omgedraaide voorwaarden die worden gemerkt: {noticed} van {found.voorwaarden} ({share}%)."
    for name, ways in found.stappen.items():
        walked = sum(number > 0 for number in ways.values())
        missing = ", ".join(f"{van}-{naar}" for (van, naar), number in sorted(ways.items()) if not number)
        rest = f" Niet: {missing}." if missing else ""
        yield f"Overgangen van de workflow {name} die zijn gelopen: {walked} van {len(ways)}.{rest}"


def _page(found: Coverage, pack: RulePack) -> str:
    """The same as one self-contained page."""
    rows = "\n".join(_row(rule, pack) for rule in found.regels)
    totals = "".join(f"<p>{html.escape(line)}</p>" for line in _totals(found))
    head = "".join(
        f"<th scope=col>{h}</th>" for h in ("regel", "titel", *CASUS_FOLDERS.values(), "bijna", "voorwaarden")
    )
    return (
        "<!doctype html>\n<html lang=nl><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>Dekking van {html.escape(pack.naam)}</title><style>{_STYLE}</style>"
        f"<h1>Dekking van {html.escape(pack.naam)} {html.escape(pack.versie)}</h1>{totals}"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></html>\n"
    )


def _row(rule: RuleCoverage, pack: RulePack) -> str:
    survivors = [leaf.tekst for leaf in rule.voorwaarden if not leaf.gemerkt_door]
    note = f"<br><small>ongemerkt: {html.escape('; '.join(survivors))}</small>" if survivors else ""
    cells = "".join(f"<td class=n>{number}</td>" for number in _numbers(rule))
    title = html.escape(pack.regels[rule.regel].titel)
    return (
        f"<tr{'' if rule.ergens else ' class=nooit'}><th scope=row>{rule.regel}</th><td>{title}{note}</td>{cells}</tr>"
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "body{color:#222;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #ccc}"
    ".n{text-align:right}.nooit th::after{content:' (nooit)';color:#a00}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#111}th,td{border-color:#444}"
    ".nooit th::after{color:#f88}}"
)

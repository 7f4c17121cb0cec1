"""The comparison of two packs as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from ggzroute.cli.comparing import (
    EXAMPLES,
    HEADINGS,
    change_sections,
    count_lines,
    missed_lines,
)
from ggzroute.cli.screen import thousands
from ggzroute.compare.gevolgen import CasusVerschil
from ggzroute.compare.packs import PakketVerschil


def render(found: PakketVerschil) -> str:
    """The page."""
    title = "Wat een wijziging doet"
    body = "\n".join(_body(found))
    return (
        "<!doctype html>\n<html lang=nl><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{title}</title><style>{_STYLE}</style><main><h1>{title}</h1>\n"
        f"<p>Oud: {escape(found.oud)}<br>Nieuw: {escape(found.nieuw)}</p>\n{body}\n</main></html>\n"
    )


def _body(found: PakketVerschil) -> Iterator[str]:
    effects = found.gevolgen
    yield _part("Wat het doet", count_lines(effects))
    for heading, lines in change_sections(found).items():
        yield _part(heading, (line.removeprefix("- ") for line in lines))
    for soort, heading in HEADINGS.items():
        changed = [casus for casus in effects.veranderd if casus.soort == soort]
        if changed:
            yield f"<h2>{heading}</h2>{_table(_HEAD, _rows(changed))}"
    if groups := effects.groups(["bestand"], EXAMPLES):
        rows = (
            (
                thousands(g.aantal),
                g.naam,
                ", ".join(g.door),
                ", ".join(g.feiten),
                "\n".join(f"{casus}: {was} wordt {now}" for casus, was, now in g.voorbeelden),
            )
            for g in groups
        )
        head = ("aantal", "uitkomst", "door", "om deze feiten", "bijvoorbeeld")
        yield f"<h2>Casussen uit het bestand die anders uitkomen</h2>{_table(head, rows)}"
    if effects.niet_vergeleken:
        yield _part("Niet vergeleken", (line.removeprefix("- ") for line in missed_lines(effects.niet_vergeleken)))


_HEAD: Final = ("casus", "uitkomst", "was", "wordt", "door", "om deze feiten")


def _rows(changed: Iterable[CasusVerschil]) -> Iterator[tuple[str, ...]]:
    for casus in changed:
        for v in casus.verschillen:
            yield casus.naam, v.naam, v.was, v.wordt, ", ".join(v.door), ", ".join(v.feiten)


def _part(heading: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{heading}</h2><ul>{items}</ul>"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = "".join(f"<th scope=col>{name}</th>" for name in head)
    lines = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<div class=breed><table><thead><tr>{cells}</tr></thead><tbody>\n{lines}\n</tbody></table></div>"


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#222;background:#fff}"
    "main{margin:2rem auto;max-width:75rem;padding:0 1rem}.breed{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%}li{overflow-wrap:anywhere}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #ccc}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#111}th,td{border-color:#444}}"
)

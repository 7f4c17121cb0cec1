"""The command ``diff``."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from ggzroute.cli.dutch import DutchCommand


@click.command(cls=DutchCommand)
@click.argument("old", metavar="OUD")
@click.argument("new", metavar="NIEUW")
@click.option(
    "--casussen",
    "source",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="BESTAND",
    help="Bekijk ook de casussen van dit bestand: .ndjson (ook .gz of .zst).",
)
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="BESTAND",
    help="Schrijf ook een pagina.",
)
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="JJJJ-MM-DD",
    help="Peildatum voor alle casussen; anders die van elke casus.",
)
@click.option("--afgeleid", is_flag=True, help="Laat ook onze eigen lezing van de bronnen meedoen.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    metavar="GETAL",
    help="Aantal processen (anders een voor elke kern).",
)
@click.option("--json", "as_json", is_flag=True, help="Geef het antwoord als JSON, voor programma's.")
def diff(
    old: str,
    new: str,
    *,
    source: Path | None,
    page: Path | None,
    day: dt.datetime | None,
    afgeleid: bool,
    workers: int | None,
    as_json: bool,
) -> int:
    """Vergelijk twee versies van een pakket: wat verandert er, en welke casussen komen anders uit?

    OUD en NIEUW zijn een map, een zip, een naam, of een map in een revisie van git: git:main:rules/mijn-regio.

    Eindigt met 0 als elke casus hetzelfde uitkomt, en met 1 als er een anders uitkomt.
    """
    from ggzroute.cli.comparing import compare  # noqa: PLC0415 - each command loads what it needs
    from ggzroute.compare.screen import Manier  # noqa: PLC0415

    manier = Manier(peildatum=day.date() if day else None, afgeleid=afgeleid)
    return compare(old, new, manier, source=source, page=page, workers=workers or os.cpu_count() or 1, as_json=as_json)

"""The command ``diff``."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.cli.options import (
    EVERY_DAY,
    as_json_option,
    date_option,
    file_option,
    own_readings_option,
    workers_option,
)


@click.command(cls=DutchCommand)
@click.argument("old", metavar="OUD")
@click.argument("new", metavar="NIEUW")
@file_option("--casussen", "source", "Bekijk ook de casussen van dit bestand: .ndjson (ook .gz of .zst).")
@file_option("--html", "page", "Schrijf ook een pagina.")
@date_option("--on", "day", EVERY_DAY)
@own_readings_option
@workers_option
@as_json_option
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

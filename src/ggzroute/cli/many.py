"""The commands for many casussen: ``sample`` makes them up, ``batch`` evaluates them."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Final

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.engine.choosing import ENGINES

DEFAULT_PACK: Final = "holland-rijnland"


@click.command(cls=DutchCommand)
@click.argument("count", type=click.IntRange(min=0), metavar="AANTAL")
@click.option(
    "--pack",
    "pack_name",
    default=DEFAULT_PACK,
    metavar="PAKKET",
    help="Pakket waar de casussen bij passen (anders holland-rijnland).",
)
@click.option(
    "--seed", type=int, default=0, metavar="GETAL", help="Hetzelfde getal geeft dezelfde casussen (anders 0)."
)
@click.option("--start", type=click.IntRange(min=0), default=0, metavar="GETAL", help="Nummer van de eerste casus.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="BESTAND",
    help="Schrijf naar een bestand: .ndjson, .ndjson.gz of .ndjson.zst.",
)
def sample(count: int, pack_name: str, seed: int, start: int, out: Path | None) -> int:
    """Verzin casussen, om mee te meten of om iets te laten zien.

    Elke casus zegt van zichzelf dat hij verzonnen is. Ze zeggen niets over hoe vaak iets echt voorkomt.
    """
    from ggzroute.cli.sampling import write_sample  # noqa: PLC0415 - each command loads what it needs

    return write_sample(count, pack_name, seed, start, out)


@click.command(cls=DutchCommand)
@click.argument("source", type=click.Path(path_type=Path), metavar="CASUSSEN")
@click.option(
    "--out",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="RESULTAAT",
    help="Het resultaat: .ndjson (ook .gz of .zst) of .parquet.",
)
@click.option(
    "--pack",
    "pack_name",
    default=DEFAULT_PACK,
    metavar="PAKKET",
    help="Regelpakket: naam, map of zip (anders holland-rijnland).",
)
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="JJJJ-MM-DD",
    help="Peildatum voor alle casussen; anders die van elke casus.",
)
@click.option("--engine", type=click.Choice(ENGINES), default="direct", help="direct of durable.")
@click.option("--workflow", default=None, metavar="NAAM", help="Workflow; anders die van het pakket.")
@click.option("--afgeleid", is_flag=True, help="Laat ook onze eigen lezing van de bronnen meedoen.")
@click.option(
    "--vragen", type=click.IntRange(min=0), default=0, metavar="GETAL", help="Zoveel open vragen bij elke casus."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    metavar="GETAL",
    help="Aantal processen (anders een voor elke kern).",
)
@click.option(
    "--dask",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[ADRES]",
    help="Werk met Dask: op deze machine, of op het cluster met dit adres.",
)
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="BESTAND",
    help="Bestand voor afgekeurde regels (anders naast het resultaat).",
)
@click.option("--opnieuw", is_flag=True, help="Vergeet wat er al is, en begin opnieuw.")
@click.option("--json", "as_json", is_flag=True, help="Geef het antwoord als JSON, voor programma's.")
def batch(
    source: Path,
    target: Path,
    pack_name: str,
    day: dt.datetime | None,
    engine: str,
    workflow: str | None,
    afgeleid: bool,
    vragen: int,
    workers: int | None,
    dask: str | None,
    rejects: Path | None,
    opnieuw: bool,
    as_json: bool,
) -> int:
    """Bekijk alle casussen van een bestand, hoe groot ook.

    CASUSSEN is NDJSON (ook .gz of .zst) of Parquet. Een regel die niet klopt, komt met de reden in een apart bestand.
    Is het gestopt, geef dan dezelfde opdracht nog eens: het gaat verder waar het was.
    """
    from ggzroute.batch.items import Options  # noqa: PLC0415 - each command loads what it needs
    from ggzroute.cli.batching import run_file  # noqa: PLC0415

    peildatum = day.date() if day else None
    return run_file(
        source,
        target,
        pack_name,
        Options(peildatum=peildatum, engine=engine, workflow=workflow, afgeleid=afgeleid, vragen=vragen),
        workers=workers or os.cpu_count() or 1,
        dask=dask,
        rejects=rejects,
        restart=opnieuw,
        as_json=as_json,
    )

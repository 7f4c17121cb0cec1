"""The commands for many casussen: ``sample`` makes them up, ``batch`` evaluates them."""

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
    engine_option,
    file_option,
    own_readings_option,
    pack_option,
    workers_option,
    workflow_option,
)


@click.command(cls=DutchCommand)
@click.argument("count", type=click.IntRange(min=0), metavar="AANTAL")
@pack_option("Pakket waar de casussen bij passen (anders holland-rijnland).")
@click.option(
    "--seed", type=int, default=0, metavar="GETAL", help="Hetzelfde getal geeft dezelfde casussen (anders 0)."
)
@click.option("--start", type=click.IntRange(min=0), default=0, metavar="GETAL", help="Nummer van de eerste casus.")
@file_option("--out", "out", "Schrijf naar een bestand: .ndjson, .ndjson.gz of .ndjson.zst.")
def sample(count: int, pack_name: str, seed: int, start: int, out: Path | None) -> int:
    """Verzin casussen, om mee te meten of om iets te laten zien.

    Elke casus zegt van zichzelf dat hij verzonnen is. Ze zeggen niets over hoe vaak iets echt voorkomt.
    """
    from ggzroute.cli.sampling import write_sample  # noqa: PLC0415 - each command loads what it needs

    return write_sample(count, pack_name, seed, start, out)


@click.command(cls=DutchCommand)
@click.argument("source", type=click.Path(path_type=Path), metavar="CASUSSEN")
@file_option(
    "--out", "target", "Het resultaat: .ndjson (ook .gz of .zst) of .parquet.", required=True, metavar="RESULTAAT"
)
@pack_option()
@date_option("--on", "day", EVERY_DAY)
@engine_option
@workflow_option
@own_readings_option
@click.option(
    "--vragen", type=click.IntRange(min=0), default=0, metavar="GETAL", help="Zoveel open vragen bij elke casus."
)
@workers_option
@click.option(
    "--dask",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[ADRES]",
    help="Werk met Dask: op deze machine, of op het cluster met dit adres.",
)
@file_option("--rejects", "rejects", "Bestand voor afgekeurde regels (anders naast het resultaat).")
@click.option("--opnieuw", is_flag=True, help="Vergeet wat er al is, en begin opnieuw.")
@as_json_option
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

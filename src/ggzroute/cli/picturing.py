"""The command that draws a casus: ``draw``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.cli.options import CASUS_DAY, casus_pack_option, date_option, file_option, workflow_option

PICTURES: Final = ("kringen", "stroom", "mermaid", "graphml", "json")


@click.command(cls=DutchCommand)
@click.argument("casus", type=click.Path(path_type=Path), metavar="CASUS")
@click.option(
    "--wat",
    "what",
    type=click.Choice(PICTURES),
    default=PICTURES[0],
    help="kringen (het netwerk) of stroom (de workflow) als SVG, mermaid, graphml of json.",
)
@casus_pack_option
@date_option("--on", "day", CASUS_DAY)
@workflow_option
@click.option(
    "--breedte",
    "width",
    type=click.IntRange(280, 4000),
    default=1120,
    metavar="PIXELS",
    help="Breedte waarvoor getekend wordt (anders 1120); onder 640 alles onder elkaar.",
)
@file_option("--out", "out", "Schrijf naar dit bestand in plaats van naar het scherm.")
def draw(
    casus: Path,
    what: str,
    pack_name: str,
    day: dt.datetime | None,
    workflow: str | None,
    width: int,
    out: Path | None,
) -> int:
    """Teken een casus: het netwerk in kringen, of de workflow met de weg die is gelopen.

    Het plaatje laat de casus zien. Deel het alleen met mensen die dat mogen weten.
    """
    from ggzroute.cli import drawing  # noqa: PLC0415 - each command loads what it needs

    peildatum = day.date() if day else None
    return drawing.draw(casus, pack_name, what, peildatum=peildatum, workflow=workflow, width=width, out=out)

"""The commands for people who read: ``report`` prints a report for one reader, ``render`` makes a page of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.cli.options import (
    CASUS_DAY,
    casus_pack_option,
    date_option,
    file_option,
    own_readings_option,
    workflows_option,
)

READERS: Final = ("hulpvrager", "regievoerder", "maatje", "auditor")


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of both commands."""
    for option in (
        own_readings_option,
        workflows_option,
        date_option("--on", "day", CASUS_DAY),
        casus_pack_option,
        click.option(
            "--lezer",
            "reader",
            type=click.Choice(READERS),
            default="regievoerder",
            help="De lezer (anders regievoerder).",
        ),
        click.argument("casus", type=click.Path(path_type=Path), metavar="CASUS"),
    ):
        command = option(command)
    return command


@click.command(cls=DutchCommand)
@_options
@click.option(
    "--vorm",
    "form",
    type=click.Choice(["tekst", "markdown", "html"]),
    default="tekst",
    help="tekst, markdown of html (deel van een pagina).",
)
def report(
    casus: Path,
    reader: str,
    form: str,
    pack_name: str,
    day: dt.datetime | None,
    workflows: tuple[str, ...],
    *,
    afgeleid: bool,
) -> int:
    """Schrijf een verslag van een casus, met alleen wat de lezer mag weten."""
    from ggzroute.cli.reporting import evaluated, report_casus  # noqa: PLC0415 - each command loads what it needs

    found = evaluated(casus, pack_name, day.date() if day else None, workflows, afgeleid=afgeleid)
    return report_casus(found, reader, form)


@click.command(cls=DutchCommand)
@_options
@file_option("--out", "out", "De pagina, bijvoorbeeld verslag.html.", required=True)
def render(
    casus: Path,
    reader: str,
    out: Path,
    pack_name: str,
    day: dt.datetime | None,
    workflows: tuple[str, ...],
    *,
    afgeleid: bool,
) -> int:
    """Maak een pagina van een casus: de plaatjes, het verslag, en waarom.

    De pagina is een bestand, heeft geen netwerk nodig en is te printen. Geef hem alleen aan de lezer.
    """
    from ggzroute.cli.reporting import evaluated, render_casus  # noqa: PLC0415 - each command loads what it needs

    found = evaluated(casus, pack_name, day.date() if day else None, workflows, afgeleid=afgeleid)
    return render_casus(found, reader, out)

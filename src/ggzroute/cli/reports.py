"""The commands for people who read: ``report`` prints a report for one reader, ``render`` makes a page of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.cli.many import DEFAULT_PACK

READERS: Final = ("hulpvrager", "regievoerder", "maatje", "auditor")


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What both commands take: for whom, and how the casus is evaluated."""
    for option in (
        click.option("--afgeleid", is_flag=True, help="Laat ook onze eigen lezing van de bronnen meedoen."),
        click.option(
            "--workflow",
            "workflows",
            multiple=True,
            metavar="NAAM",
            help="Workflow; anders die van het pakket. Vaker mag: de eerste is de hoofdroute.",
        ),
        click.option(
            "--on",
            "day",
            type=click.DateTime(["%Y-%m-%d"]),
            default=None,
            metavar="JJJJ-MM-DD",
            help="Peildatum; anders die van de casus.",
        ),
        click.option(
            "--pack",
            "pack_name",
            default=DEFAULT_PACK,
            metavar="PAKKET",
            help="Regelpakket: naam, map of zip (anders holland-rijnland).",
        ),
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
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="BESTAND",
    help="De pagina, bijvoorbeeld verslag.html.",
)
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

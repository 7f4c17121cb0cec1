"""The command that makes a book of a pack: ``book``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.cli.options import date_option


@click.command(cls=DutchCommand)
@click.argument("pack_name", metavar="PAKKET")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="MAP",
    help="De map van het boek: een nieuwe of lege, of die van een eerder boek.",
)
@date_option("--datum", "day", "De dag waarvoor het boek is (anders vandaag).")
@click.option("--force", is_flag=True, help="Ook als er iets anders in de map staat. Dat blijft staan.")
def book(pack_name: str, out: Path, day: dt.datetime | None, *, force: bool) -> int:
    """Maak van een pakket een regelboek: pagina's om te lezen en te printen, zonder netwerk.

    Elke regel staat er in een Nederlandse zin in, met de bron, de casussen die hem proberen, en waar hij op bouwt.
    """
    from ggzroute.cli.bookmaking import make  # noqa: PLC0415 - each command loads what it needs

    return make(pack_name, out, day.date() if day else None, force=force)

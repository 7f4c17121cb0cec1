"""The command for a traject: ``traject`` begins one, adds to it, and shows where it stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.cli.options import DEFAULT_PACK, as_json_option, date_option, own_readings_option


@click.command(cls=DutchCommand)
@click.argument("bestand", type=click.Path(path_type=Path), metavar="BESTAND")
@click.option(
    "--pack", "pack_name", default=None, metavar="PAKKET", help="Regelpakket; anders dat waar het traject op loopt."
)
@date_option("--on", "day", "Peildatum; anders de laatste dag waarop iets bekend werd. Bij --nieuw: de eerste dag.")
@date_option("--bekend-op", "known", "Alleen wat op deze dag bekend was.")
@date_option(
    "--vandaag",
    "today",
    "Wat na deze dag bekend zou zijn, wordt geweigerd. Wie iets toevoegt en niets opgeeft: de dag van de klok.",
)
@click.option("--nieuw", type=click.Path(path_type=Path), default=None, metavar="CASUS", help="Begin met deze casus.")
@click.option(
    "--voeg-toe",
    "added",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="GEBEURTENIS",
    help="Voeg de gebeurtenis uit dit bestand toe, of een lijst ervan.",
)
@click.option("--herstel", is_flag=True, help="Zet een afgebroken laatste regel apart; er gaat niets verloren.")
@date_option("--migreer", "moved", "Ga vanaf deze dag verder met de versie van de workflow die het pakket nu heeft.")
@click.option("--door", default="regievoerder", metavar="ROL", help="Wie migreert (anders regievoerder).")
@own_readings_option
@as_json_option
def traject(
    bestand: Path,
    pack_name: str | None,
    nieuw: Path | None,
    added: tuple[Path, ...],
    herstel: bool,
    door: str,
    afgeleid: bool,
    as_json: bool,
    **days: dt.datetime | None,
) -> int:
    """Volg een traject: wat er gebeurde, wie de regie voert, waar de route wacht en wat er op de agenda staat.

    BESTAND is een traject: een regel per gebeurtenis, waar alleen iets bij komt. Het wordt gemaakt met --nieuw.
    """
    from ggzroute.cli.trajecten import Vraag, follow  # noqa: PLC0415 - each command loads what it needs

    dates = {key: day.date() if day else None for key, day in days.items()}
    vraag = Vraag(
        bestand=bestand,
        pakket=pack_name,
        dag=dates["day"],
        bekend_op=dates["known"],
        vandaag=dates["today"],
        nieuw=nieuw,
        voeg_toe=added,
        herstel=herstel,
        migreer_op=dates["moved"],
        door=door,
        afgeleid=afgeleid,
        as_json=as_json,
    )
    return follow(vraag, DEFAULT_PACK)

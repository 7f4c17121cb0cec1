"""The command for a traject: ``traject`` begins one, adds to it, and shows where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.cli.many import DEFAULT_PACK

F = TypeVar("F", bound=Callable[..., Any])


def _date_option(name: str, key: str, text: str) -> Callable[[F], F]:
    kind = click.DateTime(["%Y-%m-%d"])
    return click.option(name, key, type=kind, default=None, metavar="JJJJ-MM-DD", help=text)


@click.command(cls=DutchCommand)
@click.argument("bestand", type=click.Path(path_type=Path), metavar="BESTAND")
@click.option(
    "--pack", "pack_name", default=None, metavar="PAKKET", help="Regelpakket; anders dat waar het traject op loopt."
)
@_date_option("--on", "day", "Peildatum; anders de laatste dag waarop iets bekend werd. Bij --nieuw: de eerste dag.")
@_date_option("--bekend-op", "known", "Alleen wat op deze dag bekend was.")
@_date_option(
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
@_date_option("--migreer", "moved", "Ga vanaf deze dag verder met de versie van de workflow die het pakket nu heeft.")
@click.option("--door", default="regievoerder", metavar="ROL", help="Wie migreert (anders regievoerder).")
@click.option("--afgeleid", is_flag=True, help="Laat ook onze eigen lezing van de bronnen meedoen.")
@click.option("--json", "as_json", is_flag=True, help="Geef het antwoord als JSON, voor programma's.")
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

"""The commands that make something new: ``new pack``, ``new regel`` and ``new casus``."""

from __future__ import annotations

from pathlib import Path

import click

from ggzroute.cli.dutch import DutchGroup

_folder = click.Path(file_okay=False, path_type=Path)


@click.group(cls=DutchGroup)
def new() -> None:
    """Maak een pakket, een regel of een casus. Er wordt gevraagd wat nodig is.

    Er wordt alleen iets geschreven dat door 'ggzroute check' komt.
    """


@new.command("pack")
@click.argument("name", metavar="NAAM")
@click.option(
    "--in", "inside", type=_folder, default=Path(), metavar="MAP", help="Waar de map van het pakket komt (anders hier)."
)
def pack(name: str, inside: Path) -> int:
    """Maak een pakket voor een regio of organisatie."""
    from ggzroute.cli.creating import new_pack  # noqa: PLC0415 - each command loads what it needs

    return new_pack(name, inside)


@new.command("regel")
@click.argument("place", type=_folder, metavar="MAP")
def regel(place: Path) -> int:
    """Maak een regel in het pakket in MAP."""
    from ggzroute.cli.creating import new_rule  # noqa: PLC0415 - each command loads what it needs

    return new_rule(place)


@new.command("casus")
@click.argument("place", type=_folder, metavar="MAP")
def casus(place: Path) -> int:
    """Maak een casus bij het pakket in MAP."""
    from ggzroute.cli.creating import new_casus  # noqa: PLC0415 - each command loads what it needs

    return new_casus(place)

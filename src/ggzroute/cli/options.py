"""The options that more than one command has, each said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from ggzroute.engine.names import ENGINES

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_PACK: Final = "holland-rijnland"
FILE: Final = click.Path(dir_okay=False, path_type=Path)
CASUS_DAY: Final = "Peildatum; anders die van de casus."
EVERY_DAY: Final = "Peildatum voor alle casussen; anders die van elke casus."


def pack_option(text: str = "Regelpakket: naam, map of zip (anders holland-rijnland).") -> Callable[[F], F]:
    """``--pack``; the pack of Holland-Rijnland when it is left out."""
    return click.option("--pack", "pack_name", default=DEFAULT_PACK, metavar="PAKKET", help=text)


def casus_pack_option(command: F) -> F:
    """``--pack`` of a command about a ``casus``: the pack in whose folder it lies when it is left out."""
    text = "Regelpakket: naam, map of zip (anders dat van de casus, of holland-rijnland)."
    return click.option("--pack", "pack_name", callback=_pack_of_casus, metavar="PAKKET", help=text)(command)


def _pack_of_casus(ctx: click.Context, _: click.Parameter, value: str | None) -> str:
    """What was given, else the folder of the pack that the casus lies in; click asks for what was not given last."""
    if value is not None:
        return value
    casus = ctx.params.get("casus")
    above = casus.resolve().parents if isinstance(casus, Path) else ()
    return next((str(folder) for folder in above if (folder / "pack.yaml").is_file()), DEFAULT_PACK)


def date_option(name: str, key: str, text: str) -> Callable[[F], F]:
    """An option that is a day."""
    kind = click.DateTime(["%Y-%m-%d"])
    return click.option(name, key, type=kind, default=None, metavar="JJJJ-MM-DD", help=text)


def file_option(
    name: str, key: str, text: str, *, required: bool = False, metavar: str = "BESTAND"
) -> Callable[[F], F]:
    """An option that is a file."""
    more: dict[str, Any] = {"required": True} if required else {"default": None}
    return click.option(name, key, type=FILE, metavar=metavar, help=text, **more)


def as_json_option(command: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Geef het antwoord als JSON, voor programma's.")(
        command
    )


def own_readings_option(command: F) -> F:
    """``--afgeleid``."""
    return click.option("--afgeleid", is_flag=True, help="Laat ook onze eigen lezing van de bronnen meedoen.")(command)


def engine_option(command: F) -> F:
    """``--engine``."""
    return click.option("--engine", type=click.Choice(ENGINES), default="direct", help="direct of durable.")(command)


def workflow_option(command: F) -> F:
    """``--workflow``, once."""
    return click.option("--workflow", default=None, metavar="NAAM", help="Workflow; anders die van het pakket.")(
        command
    )


def workflows_option(command: F) -> F:
    """``--workflow``, as often as one likes."""
    text = "Workflow; anders die van het pakket. Vaker mag: de eerste is de hoofdroute."
    return click.option("--workflow", "workflows", multiple=True, metavar="NAAM", help=text)(command)


def workers_option(command: F) -> F:
    """``--workers``."""
    text = "Aantal processen (anders een voor elke kern)."
    return click.option("--workers", type=click.IntRange(min=1), default=None, metavar="GETAL", help=text)(command)

"""Click in Dutch: help texts and usage errors as policy staff read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import click

from ggzroute.problems import nearest

_LIMIT: Final = re.compile(r"\s+\[x>=\d+\]")
_LABELS: Final = {"Options": "Opties", "Commands": "Opdrachten"}


class _DutchHelp(click.Command):
    """A command whose help is Dutch."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """``Gebruik: ...`` instead of ``Usage: ...``."""
        pieces = [piece.replace("[OPTIONS]", "[OPTIES]") for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, under a Dutch heading."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = (option.get_help_record(ctx) for option in options)
        rows = [(names, _plain(text)) for names, text in filter(None, records)]
        if rows:
            with formatter.section(_LABELS["Options"]):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, explained in Dutch."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze uitleg."
        return option


def _plain(text: str) -> str:
    """What click puts behind an option, in Dutch; limits of numbers are left to the complaint."""
    return _LIMIT.sub("", text).replace("[required]", "[verplicht]")


class DutchCommand(_DutchHelp):
    """A command in Dutch."""


class DutchGroup(_DutchHelp, click.Group):
    """A group of commands in Dutch."""

    command_class = DutchCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options and then the commands."""
        _DutchHelp.format_options(self, ctx, formatter)
        commands = [(name, command.get_short_help_str(90)) for name, command in sorted(self.commands.items())]
        with formatter.section(_LABELS["Commands"]):
            formatter.write_dl(commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        """How a command is called."""
        return ["[OPTIES]", "OPDRACHT ..."]


def run(group: click.Group, report: Callable[[str], None]) -> int:
    """Run the command line and turn usage errors into Dutch sentences.

    Returns:
        The exit status: 0, what the command gave, or 2 for a wrong call.
    """
    try:
        result: Any = group.main(prog_name="ggzroute", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 0
    except click.UsageError as error:
        report(_sentence(error, group))
        return 2
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        report("Afgebroken.")
        return 130
    return result if isinstance(result, int) else 0


def _sentence(error: click.UsageError, group: click.Group) -> str:
    command = error.ctx.command_path if error.ctx is not None else "ggzroute"
    more = f"Uitleg: {command} --help"
    if isinstance(error, click.NoSuchOption):
        near = nearest(error.option_name, [o for p in (error.ctx.command.params if error.ctx else []) for o in p.opts])
        hint = f" Bedoelt u '{near}'?" if near else ""
        return f"De optie '{error.option_name}' bestaat niet.{hint} {more}"
    if isinstance(error, click.MissingParameter):
        return f"{_name(error.param)} ontbreekt. {more}"
    if isinstance(error, click.BadParameter):
        return f"De waarde van {_name(error.param)} past niet.{_accepted(error.param)} {more}"
    if error.message.startswith("No such command"):
        given = error.message.split("'")[1]
        near = nearest(given, group.commands)
        hint = f" Bedoelt u '{near}'?" if near else ""
        return f"De opdracht '{given}' bestaat niet.{hint} Opdrachten: {', '.join(sorted(group.commands))}."
    return f"Deze aanroep klopt niet. {more}"


def _name(parameter: click.Parameter | None) -> str:
    """An option as it is typed, an argument by the word in the help."""
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return parameter.make_metavar(click.Context(click.Command(""))) if parameter is not None else "een argument"


def _accepted(parameter: click.Parameter | None) -> str:
    if parameter is not None and isinstance(parameter.type, click.Choice):
        return f" Toegestaan: {', '.join(parameter.type.choices)}."
    if parameter is not None and isinstance(parameter.type, click.DateTime):
        return " Toegestaan: een datum als 2016-11-24."
    if parameter is not None and isinstance(parameter.type, click.IntRange):
        upto = f" tot en met {parameter.type.max}" if parameter.type.max is not None else ""
        return f" Toegestaan: een heel getal vanaf {parameter.type.min}{upto}."
    return ""

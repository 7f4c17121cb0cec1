"""The commands for people who write rules: ``check``, ``code``, ``analyse``, ``format``, ``table`` and ``editor``."""

from __future__ import annotations

from pathlib import Path

import click

from ggzroute.cli.dutch import DutchCommand
from ggzroute.cli.options import FILE, as_json_option, pack_option
from ggzroute.cli.screen import output, print_json


@click.command(cls=DutchCommand)
@click.argument("paths", nargs=-1, required=True, metavar="PAD...")
@pack_option("Pakket waarmee losse casussen worden gelezen (anders holland-rijnland).")
@as_json_option
@click.option("--sarif", is_flag=True, help="Geef de problemen als SARIF, voor een site die wijzigingen toont.")
@click.option("--volg", "follow", is_flag=True, help="Controleer opnieuw na elke wijziging, tot u stopt met Ctrl-C.")
def check(paths: tuple[str, ...], pack_name: str, *, as_json: bool, sarif: bool, follow: bool) -> int:
    """Controleer pakketten, regelbestanden en casussen: alle problemen in een keer.

    Eindigt met 1 als er een probleem is.
    """
    from ggzroute.cli.checking import check_paths  # noqa: PLC0415 - each command loads what it needs

    if as_json + sarif + follow > 1:
        raise click.UsageError("options that do not go together")
    if follow:
        from ggzroute.cli.watching import follow_paths  # noqa: PLC0415 - each command loads what it needs

        return follow_paths(paths, pack_name)
    report = check_paths(paths, pack_name)
    if as_json:
        print_json(report.to_dict())
    elif sarif:
        from ggzroute.cli.sarif import to_sarif  # noqa: PLC0415 - each command loads what it needs

        print_json(to_sarif(report.problems, Path.cwd()))
    else:
        report.print(output())
    return 1 if report.problems else 0


@click.command(cls=DutchCommand)
@click.argument("name", metavar="CODE")
def code(name: str) -> int:
    """Leg de code van een probleem uit, met een voorbeeld: ggzroute code GGZ121."""
    from ggzroute.cli.coding import explain_code  # noqa: PLC0415 - each command loads what it needs

    return explain_code(name)


@click.command(cls=DutchCommand)
@click.argument("pack_name", metavar="PAKKET")
@as_json_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    metavar="MAP",
    help="Schrijf bij elke bevinding een casus die haar laat zien in deze map.",
)
@click.option("--alles", "everything", is_flag=True, help="Toon ook de bevindingen die zo bedoeld zijn.")
def analyse(pack_name: str, out: Path | None, *, as_json: bool, everything: bool) -> int:
    """Onderzoek wat een pakket betekent: regels die nooit gelden of hetzelfde zeggen, botsingen en gaten.

    Eindigt met 1 als er een bevinding is die niet in bevindingen.yaml staat.
    """
    from ggzroute.cli.analysing import analyse_pack  # noqa: PLC0415 - each command loads what it needs

    return analyse_pack(pack_name, out, as_json=as_json, everything=everything)


@click.command("format", cls=DutchCommand)
@click.argument("paths", nargs=-1, required=True, metavar="PAD...", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Schrijf niets; eindig met 1 als er iets zou veranderen.")
def reformat(paths: tuple[Path, ...], *, only_check: bool) -> int:
    """Geef YAML-bestanden dezelfde opmaak: inspringen, lege regels, regeleinden.

    Commentaar, volgorde en inhoud blijven wat ze zijn.
    """
    from ggzroute.cli.formatting import format_paths  # noqa: PLC0415 - each command loads what it needs

    return format_paths(paths, only_check=only_check)


@click.command(cls=DutchCommand)
@click.argument("file", type=FILE, metavar="BESTAND")
@pack_option()
@click.option("--to", type=click.Choice(["yaml", "xlsx", "csv"]), default=None, help="Formaat om in te schrijven.")
@click.option("--out", type=FILE, default=None, metavar="BESTAND", help="Schrijf de tabel hierheen.")
def table(file: Path, pack_name: str, to: str | None, out: Path | None) -> int:
    """Toon een beslistabel, met de rijen die samen gelden en waar geen rij over gaat; of schrijf haar anders op.

    Eindigt met 1 als de tabel niet doet wat haar trefregel zegt.
    """
    from ggzroute.cli.tabling import show_table  # noqa: PLC0415 - each command loads what it needs

    if to is not None and out is None:
        raise click.UsageError("no file to write to")
    return show_table(file, pack_name, to, out)


@click.command(cls=DutchCommand)
@click.argument("folder", default=".", metavar="[MAP]", type=click.Path(file_okay=False, exists=True, path_type=Path))
def editor(folder: Path) -> int:
    """Stel VS Code in voor regelbestanden: aanvullen, uitleg bij een sleutel, en fouten onderstreept.

    Schrijft in de map .vscode; wat daar al staat, blijft staan.
    """
    from ggzroute.cli.editing import write_settings  # noqa: PLC0415 - each command loads what it needs

    return write_settings(folder)

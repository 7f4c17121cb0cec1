"""The commands."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from pathlib import Path

import click

from ggzroute._version import __version__
from ggzroute.cli.authoring import analyse, check, code, editor, reformat, table
from ggzroute.cli.diffing import diff
from ggzroute.cli.dutch import DutchGroup, run
from ggzroute.cli.following import traject
from ggzroute.cli.making import new
from ggzroute.cli.many import batch, sample
from ggzroute.cli.options import (
    CASUS_DAY,
    DEFAULT_PACK,
    FILE,
    as_json_option,
    casus_pack_option,
    date_option,
    engine_option,
    file_option,
    own_readings_option,
    workflows_option,
)
from ggzroute.cli.picturing import draw
from ggzroute.cli.publishing import book
from ggzroute.cli.reports import render, report
from ggzroute.cli.screen import error_console, output, print_json
from ggzroute.engine.names import ENGINES
from ggzroute.exceptions import BookError, DocumentError, EngineUnavailableError, GgzrouteError


def main() -> None:
    """Run the command line and exit with its status."""
    gc.set_threshold(100_000, 20, 20)  # what is read lives as long as the process: looking for waste in it takes time
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_guarded())


def _guarded() -> int:
    try:
        return run(commands, _complain)
    except DocumentError as error:
        for problem in error.problems:
            _complain(str(problem))
        return 2
    except EngineUnavailableError as error:
        _complain(f"De engine {error.engine} is niet geinstalleerd. Doe: pip install 'ggzroute[{error.extra}]'")
        return 2
    except GgzrouteError as error:
        _complain(_dutch(error))
        return 2
    except BrokenPipeError:
        return 0


def _complain(text: str) -> None:
    error_console().print(text, markup=False, highlight=False, soft_wrap=True)


def _dutch(error: GgzrouteError) -> str:
    """An exception of the API as a Dutch line."""
    from ggzroute import exceptions as known  # noqa: PLC0415 - only when something went wrong
    from ggzroute.problems import listing, nearest  # noqa: PLC0415

    words = {
        known.PackNotFoundError: "Het pakket",
        known.WorkflowNotFoundError: "De workflow",
        known.EngineNotFoundError: "De engine",
        known.RuleNotFoundError: "De regel",
        known.ReaderNotFoundError: "De lezer",
        known.UnknownQuestionError: "De uitkomst",
    }
    for kind, word in words.items():
        if isinstance(error, kind):
            near = nearest(error.name, error.known)
            hint = f" Bedoelt u '{near}'?" if near else ""
            return f"{word} '{error.name}' bestaat niet.{hint} Wel: {listing(error.known) or 'geen'}."
    if isinstance(error, known.SearchTermNotFoundError):
        near = nearest(error.name, error.known)
        hint = f" Bedoelt u '{near}'?" if near else ""
        article = "Het" if error.wat == "soort" else "De"
        return f"{article} {error.wat} '{error.name}' is niet te vinden.{hint} Kies uit: {listing(error.known)}."
    if isinstance(error, known.ExtraMissingError):
        return f"{error.what} is niet geïnstalleerd: pip install 'ggzroute[{error.extra}]'"
    if isinstance(error, known.BookError):
        return _no_book(error)
    if isinstance(error, known.WorkflowNamedTwiceError):
        return f"De workflow '{error.name}' is twee keer genoemd. Noem elke workflow een keer."
    if isinstance(error, known.RevisionError):
        from ggzroute.cli.comparing import complaint as about_revision  # noqa: PLC0415 - only when something went wrong

        return about_revision(error)
    if isinstance(error, known.MissingPeildatumError):
        return "Er is geen peildatum. Zet 'peildatum' in de casus, of geef --on JJJJ-MM-DD."
    from ggzroute.cli.batching import complaint  # noqa: PLC0415 - only when something went wrong

    return complaint(error) or str(error)


def _no_book(error: BookError) -> str:
    """Why a book cannot be put somewhere."""
    why = {
        "is a file": "is een bestand. Noem een map voor het boek.",
        "is not empty": "is niet leeg, en er staat geen eerder boek in. Noem een andere map, of geef --force.",
        "cannot be written": "is niet te schrijven. Er is niets veranderd.",
    }
    return f"{error.place} {why[error.reason]}"


@click.group(cls=DutchGroup)
@click.version_option(__version__, message="ggzroute %(version)s", help="Toon de versie.")
def commands() -> None:
    """ggzroute: route, regievoerder, maatje en advies met bron, voor het netwerk rond een hulpvrager.

    Het programma adviseert; mensen beslissen.
    """


@commands.command()
@click.argument("what", nargs=-1, metavar="[PAKKET|BESTAND]...")
@click.option(
    "--pack",
    "pack_name",
    default=None,
    metavar="PAKKET",
    help="Pakket om mee na te spelen, bijvoorbeeld een gewijzigde kopie.",
)
@click.option(
    "--engine",
    type=click.Choice([*ENGINES, "both"]),
    default="direct",
    help="direct, durable of both (allebei, en vergelijk).",
)
@file_option("--junit", "junit", "Schrijf ook een JUnit-bestand.")
@as_json_option
def replay(what: tuple[str, ...], pack_name: str | None, engine: str, junit: Path | None, as_json: bool) -> int:
    """Speel gedocumenteerde casussen na en vergelijk met de bron.

    Zonder PAKKET of BESTAND: alle casussen die meegeleverd zijn. Eindigt met 1 als er iets mist.
    """
    from ggzroute.cli.replaying import replay_all  # noqa: PLC0415 - each command loads what it needs

    return replay_all(what, pack_name, engine, junit, as_json=as_json)


@commands.command()
@click.argument("casus", type=click.Path(path_type=Path), metavar="CASUS")
@casus_pack_option
@date_option("--on", "day", CASUS_DAY)
@engine_option
@workflows_option
@click.option("--profile", is_flag=True, help="Het bestand is een profiel van een organisatie of regio.")
@own_readings_option
@as_json_option
def evaluate(
    casus: Path,
    pack_name: str,
    day: dt.datetime | None,
    engine: str,
    workflows: tuple[str, ...],
    profile: bool,
    afgeleid: bool,
    as_json: bool,
) -> int:
    """Bekijk een casus: route, regie, maatje, adviezen en open vragen.

    Een profiel (met niveau: organisatie of regio) geeft signalen over de samenwerking, nooit over een persoon.
    """
    from ggzroute.cli.looking import look  # noqa: PLC0415 - each command loads what it needs

    peildatum = day.date() if day else None
    return look(
        casus,
        pack_name,
        peildatum=peildatum,
        engine=engine,
        workflows=workflows,
        afgeleid=afgeleid,
        profile=profile,
        as_json=as_json,
    )


@commands.command()
@click.argument("casus", type=click.Path(path_type=Path), metavar="CASUS")
@casus_pack_option
@file_option("--out", "out", "Schrijf de antwoorden hierheen; anders in de casus zelf.")
@own_readings_option
def interview(casus: Path, pack_name: str, out: Path | None, afgeleid: bool) -> int:
    """Stel een voor een de vragen die nog iets kunnen veranderen, en schrijf de antwoorden in de casus.

    'Weet ik niet' en 'zeg ik liever niet' zijn ook antwoorden. Stoppen kan altijd; later gaat u verder waar u was.
    """
    from ggzroute.cli.interviewing import interview_casus  # noqa: PLC0415 - each command loads what it needs

    return interview_casus(casus, out, pack_name, afgeleid=afgeleid)


@commands.command()
@click.argument("casus", type=click.Path(path_type=Path), metavar="CASUS")
@click.argument("what", default=None, required=False, metavar="[WAT]")
@casus_pack_option
@click.option(
    "--liever-dan", "rather_than", default=None, metavar="WIE", help="Vergelijk twee kandidaten voor de regie."
)
@date_option("--on", "day", CASUS_DAY)
@own_readings_option
@as_json_option
def explain(
    casus: Path,
    what: str | None,
    pack_name: str,
    rather_than: str | None,
    day: dt.datetime | None,
    afgeleid: bool,
    as_json: bool,
) -> int:
    """Leg uit waarom iets wel of niet uit de regels komt, en wat er anders zou moeten zijn.

    WAT is een regel (RG-009), route, regie, maatje, of een uitkomst zoals regie:ggz, advies:bellen of signaal:rust.
    Zonder WAT: alles waar u naar kunt vragen.
    """
    from ggzroute.cli.explaining import explain_casus  # noqa: PLC0415 - each command loads what it needs

    return explain_casus(
        casus,
        what,
        pack_name,
        rather_than=rather_than,
        peildatum=day.date() if day else None,
        afgeleid=afgeleid,
        as_json=as_json,
    )


@commands.command()
@click.argument("pack_name", default=DEFAULT_PACK, metavar="[PAKKET]")
@file_option("--html", "html", "Schrijf ook een pagina.")
@click.option(
    "--maak", is_flag=True, help="Maak casussen voor regels die nergens gelden (in de map gemaakt van het pakket)."
)
@as_json_option
def coverage(pack_name: str, html: Path | None, maak: bool, as_json: bool) -> int:
    """Meet welke regels en voorwaarden door een casus worden geprobeerd.

    Eindigt met 1 als een regel nergens geldt, of als niemand merkt dat een voorwaarde omgedraaid is.
    """
    from ggzroute.cli.covering import cover  # noqa: PLC0415 - each command loads what it needs

    return cover(pack_name, html, make=maak, as_json=as_json)


@commands.command()
@click.argument("question", nargs=-1, metavar="[VRAAG]")
@click.option("--pack", "pack_name", default=None, metavar="PAKKET", help="Sociale kaart van dit pakket; anders alle.")
@click.option("--rol", default=None, metavar="ROL", help="Wie kan deze rol op zich nemen, bijvoorbeeld regievoerder.")
@click.option("--soort", default=None, metavar="SOORT", help="Alleen dit soort organisatie, bijvoorbeeld wijkteam.")
@click.option("--subregio", default=None, metavar="SUBREGIO", help="Voor deze subregio; wat dichtbij is eerst.")
@click.option(
    "--peildatum",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="JJJJ-MM-DD",
    help="Waarschuw voor wat op deze dag langer dan een jaar niet is nagekeken.",
)
@click.option("--hsds-uit", "hsds_out", type=FILE, default=None, metavar="BESTAND", help="Schrijf de kaart als HSDS 3.")
@click.option(
    "--hsds-in", "hsds_in", type=FILE, default=None, metavar="BESTAND", help="Maak van HSDS 3 een sociale-kaart.yaml."
)
@click.option("--uit", "out", type=FILE, default=None, metavar="BESTAND", help="Waarheen, bij --hsds-in.")
@as_json_option
def kaart(
    question: tuple[str, ...],
    pack_name: str | None,
    rol: str | None,
    soort: str | None,
    subregio: str | None,
    day: dt.datetime | None,
    hsds_out: Path | None,
    hsds_in: Path | None,
    out: Path | None,
    as_json: bool,
) -> int:
    """Zoek op de sociale kaart: wie kan wat, waar klopt u aan, en is het nog actueel?

    Bijvoorbeeld: ggzroute kaart "wie kan een integrale uitvraag doen in Rijnstreek?"

    Zonder vraag: alle organisaties, wat het langst niet is nagekeken eerst.
    """
    from ggzroute.cli import exchanging, searching  # noqa: PLC0415 - each command loads what it needs
    from ggzroute.domain.zoekvraag import Zoekvraag  # noqa: PLC0415

    if (hsds_in is not None and hsds_out is not None) or (out is not None and hsds_in is None):
        raise click.UsageError("options that do not go together")
    if hsds_out is not None:
        return exchanging.write_hsds(pack_name, hsds_out)
    if hsds_in is not None:
        return exchanging.read_hsds(pack_name, hsds_in, out)
    vraag = Zoekvraag(tekst=" ".join(question).strip(), rol=rol, soort=soort, subregio=subregio)
    return searching.ask(pack_name, vraag, day.date() if day else None, as_json=as_json)


@commands.command()
@as_json_option
def packs(as_json: bool) -> int:
    """Toon de pakketten die op naam te gebruiken zijn."""
    import ggzroute  # noqa: PLC0415 - each command loads what it needs

    found = [ggzroute.load_pack(name) for name in ggzroute.pack_names()]
    if as_json:
        print_json(
            [
                {"pakket": p.pakket, "naam": p.naam, "versie": p.versie, "regels": len(p.regels), "hash": p.hash}
                for p in found
            ]
        )
    for pack in () if as_json else found:
        output().print(
            f"{pack.pakket} {pack.versie}: {pack.naam}, {len(pack.regels)} regels", markup=False, highlight=False
        )
    return 0


for _command in (
    analyse,
    batch,
    book,
    check,
    code,
    diff,
    draw,
    editor,
    new,
    reformat,
    render,
    report,
    sample,
    table,
    traject,
):
    commands.add_command(_command)

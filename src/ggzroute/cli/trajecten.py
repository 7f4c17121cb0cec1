"""``ggzroute traject``: begin a traject, add to it, and show where it stands."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from ggzroute.cli.gebeurtenissen import event_lines, people
from ggzroute.cli.screen import error_console, output, print_json, print_section
from ggzroute.documents import Document, read_file
from ggzroute.domain.encode import plain
from ggzroute.exceptions import DocumentError, PackNotFoundError, TrajectError
from ggzroute.loading import load_casus
from ggzroute.problems import Problem
from ggzroute.registry import load_pack
from ggzroute.rules.pack import RulePack
from ggzroute.traject.bestand import REST, split_rows
from ggzroute.traject.gebeurtenis import Gebeurtenis
from ggzroute.traject.lezen import TrajectReader
from ggzroute.traject.punt import AgendaPunt
from ggzroute.traject.regie import seams
from ggzroute.traject.soorten import SOORTEN, Correctie
from ggzroute.traject.stand import Regieperiode
from ggzroute.traject.traject import Traject
from ggzroute.traject.vorm import event_to_dict


@attrs.frozen(kw_only=True)
class Vraag:
    """What was asked for on the command line.

    Attributes:
        bestand: the file of the traject.
        pakket: name or path of a pack; by default the one that the traject runs on.
        dag: the peildatum; by default the last day on which something was known.
        bekend_op: only what was known on this day.
        vandaag: nothing can be known after this day; when something is added, by default the day of the clock.
        nieuw: casus to begin with.
        voeg_toe: files with events to add.
        herstel: whether to set a torn last line aside.
        migreer_op: day on which to go on with another version of the workflow.
        door: role that migrates.
        afgeleid: whether our own readings take part.
        as_json: whether a program reads the answer.
    """

    bestand: Path
    pakket: str | None
    dag: dt.date | None
    bekend_op: dt.date | None
    vandaag: dt.date | None
    nieuw: Path | None
    voeg_toe: tuple[Path, ...]
    herstel: bool
    migreer_op: dt.date | None
    door: str
    afgeleid: bool
    as_json: bool


def follow(vraag: Vraag, standard_pack: str) -> int:
    """Do what was asked, and show the traject."""
    if vraag.herstel:
        _repair(vraag)
        if not split_rows(vraag.bestand.read_bytes()):
            return 0
    pack = load_pack(vraag.pakket or pack_of(vraag.bestand) or standard_pack)
    traject = _begun(vraag, pack) if vraag.nieuw else Traject.load(vraag.bestand, pack, vandaag=vraag.vandaag)
    today = vraag.vandaag or dt.datetime.now(tz=dt.UTC).astimezone().date()
    if vraag.migreer_op:
        traject = traject.migrate(bekend_op=vraag.migreer_op, door=vraag.door, vandaag=today)
    for path in vraag.voeg_toe:
        traject = _added(traject, path, today)
    if vraag.nieuw or vraag.voeg_toe or vraag.migreer_op:
        traject.save(vraag.bestand)
    _show(traject, vraag)
    return 0


def _repair(vraag: Vraag) -> None:
    """Set a torn last line aside, and say so; not among what a program reads."""
    count, console = Traject.repair(vraag.bestand), error_console() if vraag.as_json else output()
    rest = f"Hersteld: {count} bytes staan nu in {vraag.bestand.name}{REST}."
    console.print(rest if count else "Er is niets te herstellen.", markup=False)


def pack_of(path: Path) -> str | None:
    """The pack on which a traject says it runs, when that can be loaded by its name."""
    try:
        rows = split_rows(path.read_bytes()[:8_000_000].partition(b"\n")[0])
        name = rows[0][1].get("pakket") if rows and rows[0][1] else None
        return load_pack(name).pakket if isinstance(name, str) else None
    except (OSError, PackNotFoundError):
        return None


def _begun(vraag: Vraag, pack: RulePack) -> Traject:
    if vraag.bestand.exists() and vraag.bestand.stat().st_size:
        wat, herstel = "dit bestand bestaat al", "Kies een andere naam"
        raise TrajectError([Problem(code="GGZ526", wat=wat, bestand=str(vraag.bestand), herstel=herstel)])
    casus = load_casus(vraag.nieuw or "", vocabulary=pack.vocabulary)
    return Traject.start(casus, pack, begin=vraag.dag)


def _added(traject: Traject, path: Path, vandaag: dt.date) -> Traject:
    """The events of one file, of which none is added when one of them is wrong.

    After one that is wrong, the others are held to their form, so that what is wrong with them is told at once too.
    """
    try:
        document = read_file(path)
    except DocumentError as error:
        raise TrajectError(error.problems) from None
    events = list(_events(document))
    for n, one in enumerate(events):
        try:
            traject = traject.add_document(one, vandaag=vandaag)
        except TrajectError as error:
            raise TrajectError([*error.problems, *_wrong_form(events, n, traject, vandaag)]) from None
    return traject


def _events(document: Document) -> Iterator[Document]:
    """Each event of a file, with its own lines."""
    if not isinstance(document.data, list):
        yield document
        return
    yield from map(document.part, range(len(document.data)))


def _wrong_form(events: list[Document], refused: int, traject: Traject, vandaag: dt.date) -> Iterator[Problem]:
    """What is wrong with the events after the one that was refused, whatever happened before them."""
    kinds = {event.nr: event.soort for event in traject.gebeurtenissen}
    for before, one in itertools.pairwise(events[refused:]):
        kinds[len(kinds) + 1] = _kind(before)
        reader = TrajectReader(one, traject.pack, vandaag)
        reader.addition(one.data, kinds)
        yield from reader.problems


def _kind(document: Document) -> str:
    """The kind of an event that may be wrong; ``correctie``, which nothing can correct, when it says none."""
    said = document.data.get("soort") if isinstance(document.data, Mapping) else None
    return said if isinstance(said, str) and said in SOORTEN else Correctie.soort


# ---- showing


def _show(traject: Traject, vraag: Vraag) -> None:
    known = [e for e in traject.gebeurtenissen if vraag.bekend_op is None or e.bekend_op <= vraag.bekend_op]
    day = vraag.dag or max([traject.kop.begin, *(event.bekend_op for event in known)])
    if vraag.as_json:
        print_json(_as_dict(traject, known, day, vraag))
        return
    kop = traject.kop
    known_on = f", met wat bekend was op {vraag.bekend_op.isoformat()}" if vraag.bekend_op else ""
    flow = f"workflow {kop.workflow} {traject.versie}" if kop.workflow else "zonder workflow"
    head = [f"Begonnen op {kop.begin.isoformat()}, pakket {kop.pakket}, {flow}.", *_documentation(traject)]
    print_section(f"Traject {kop.traject}", head)
    print_section("Gebeurtenissen", list(event_lines(known, traject.pack)) or ["geen"])
    print_section("Wie de regie voert", list(_regie(traject, vraag)) or ["Er is nog geen regievoerder."])
    agenda = traject.agenda(day, bekend_op=vraag.bekend_op, afgeleid=vraag.afgeleid)
    print_section(f"Op {day.isoformat()}{known_on}", list(_where(traject, day, vraag)))
    print_section("Agenda", [_item(punt, traject.pack) for punt in agenda] or ["niets"])


def _documentation(traject: Traject) -> Iterator[str]:
    about = traject.kop.documentatie
    if about:
        yield f"{about['titel']}. {about.get('toelichting', '')}".strip()


def _regie(traject: Traject, vraag: Vraag) -> Iterator[str]:
    periods = traject.regie(bekend_op=vraag.bekend_op)
    for period, days in zip(periods, (None, *seams(periods)), strict=False):
        until = f"tot en met {period.tot.isoformat()}" if period.tot else "en verder"
        with_whom = people(period.afgestemd_met, traject.pack)
        agreed = f"; afgesproken met {with_whom}" if with_whom else ""
        yield f"{period.sinds.isoformat()} {until}: {traject.pack.kaart.label(period.wie)}{agreed}{_seam(days)}"


def _seam(days: int | None) -> str:
    if days is None:
        return ""
    return " (sluit aan)" if days == 0 else f" (GAT van {days} dagen)" if days > 0 else " (OVERLAP)"


def _where(traject: Traject, day: dt.date, vraag: Vraag) -> Iterator[str]:
    found = traject.evaluate(day, bekend_op=vraag.bekend_op, afgeleid=vraag.afgeleid)
    holders = ", ".join(traject.pack.kaart.label(k.wie) for k in found.regie.huidig)
    yield f"Regievoerder: {holders}." if holders else "Er is geen regievoerder."
    walked = " > ".join(stap.id for stap in found.route.stappen)
    if walked:
        end = f"wacht bij {found.route.wacht_bij}" if found.route.wacht_bij else "is aan het eind"
        yield f"Route: {walked}; zij {end}."


def _item(punt: AgendaPunt, pack: RulePack) -> str:
    marks = {"te_laat": "TE LAAT", "nu": "NU", "gepland": "gepland"}
    day = f" {'vóór ' if punt.voor else ''}{punt.dag.isoformat()}" if punt.dag else ""
    who = f" ({', '.join(pack.kaart.label(id_) for id_ in punt.wie)})" if punt.wie else ""
    sources = "; ".join(str(bron) for bron in punt.bron)
    rule = f" [{punt.regel}; {sources}]" if punt.regel else f" [{sources}]" if sources else ""
    return f"- {marks[punt.stand]}{day}: {punt.tekst}{who}{rule}"


def _as_dict(traject: Traject, known: list[Gebeurtenis], day: dt.date, vraag: Vraag) -> dict[str, Any]:
    found = traject.evaluate(day, bekend_op=vraag.bekend_op, afgeleid=vraag.afgeleid)
    periods = traject.regie(bekend_op=vraag.bekend_op)
    return {
        "traject": traject.kop.traject,
        "pakket": traject.kop.pakket,
        "workflow": traject.kop.workflow,
        "workflow_versie": traject.versie,
        "stempel": traject.stempel,
        "dag": day.isoformat(),
        "bekend_op": vraag.bekend_op.isoformat() if vraag.bekend_op else None,
        "gebeurtenissen": [event_to_dict(event) for event in known],
        "regie": [_period(period) for period in periods],
        "route": found.route.to_dict(),
        "agenda": [punt.to_dict() for punt in traject.agenda(day, bekend_op=vraag.bekend_op, afgeleid=vraag.afgeleid)],
    }


def _period(period: Regieperiode) -> dict[str, Any]:
    found: dict[str, Any] = plain(attrs.asdict(period))
    return found

"""``ggzroute diff``: what changed between two packs and what that does, as text, as JSON and as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ggzroute.batch.streams import whole
from ggzroute.cli.batching import unwritable
from ggzroute.cli.screen import error_console, output, print_json, print_section, thousands
from ggzroute.compare.changes import SOORTEN as KINDS
from ggzroute.compare.changes import Wijziging
from ggzroute.compare.files import Voortgang, compare_file
from ggzroute.compare.gevolgen import SOORTEN, CasusVerschil, Gevolgen, NietVergeleken, Verschil
from ggzroute.compare.packs import PakketVerschil, compare_packs, sides
from ggzroute.compare.screen import Manier
from ggzroute.exceptions import RevisionError

EXAMPLES: Final = 3
MOST_SHOWN: Final = 40
_KANT: Final = {
    "oud": "past niet bij het oude pakket",
    "nieuw": "past niet bij het nieuwe pakket",
    "beide": "is niet te bekijken",
}


def compare(
    old: str, new: str, manier: Manier, *, source: Path | None, page: Path | None, workers: int, as_json: bool
) -> int:
    """Compare, print, and give the exit status: 1 when a casus comes out differently."""
    with sides(old, new) as (was, now):
        found = compare_packs(was, now, manier)
        if source is not None:
            with _progress() as advance:
                more = compare_file(source, was.pack, now.pack, manier, workers=workers, on_progress=advance)
            found = attrs.evolve(found, gevolgen=found.gevolgen.merged(more))
    if page is not None:
        from ggzroute.cli.comparing_page import render  # noqa: PLC0415 - only when a page is asked for

        try:
            with whole(page) as unfinished:
                unfinished.write_text(render(found), encoding="utf-8")
        except OSError:
            error_console().print(unwritable(page), markup=False, soft_wrap=True)
            return 2
    if as_json:
        print_json(found.to_dict())
    else:
        _print(output(), found)
    return 1 if found.gevolgen.anders else 0


@contextmanager
def _progress() -> Iterator[Callable[[Voortgang], None]]:
    columns = (TextColumn("{task.fields[text]}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = error_console()
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None, text="Casussen")

        def advance(done: Voortgang) -> None:
            text = f"{thousands(done.casussen)} casussen"
            bar.update(task, completed=done.position, total=done.size, text=text)

        yield advance


def _print(console: Console, found: PakketVerschil) -> None:
    console.print(Text(f"Oud:   {found.oud}\nNieuw: {found.nieuw}\n"), soft_wrap=True)
    for heading, lines in change_sections(found).items():
        print_section(heading, lines)
    console.print(Text("Wat het doet", style="bold"))
    for line in count_lines(found.gevolgen):
        console.print(Text(f"  {line}"))
    console.print()
    for soort, heading in HEADINGS.items():
        changed = [casus for casus in found.gevolgen.veranderd if casus.soort == soort]
        if changed:
            print_section(heading, casus_lines(changed))
    _print_file(console, found.gevolgen)
    if found.gevolgen.niet_vergeleken:
        print_section("Niet vergeleken", missed_lines(found.gevolgen.niet_vergeleken))


HEADINGS: Final[Mapping[str, str]] = {
    "gedocumenteerd": "Gedocumenteerde casussen die anders uitkomen",
    "vignet": "Vignetten die anders uitkomen",
    "gemaakt": "Gemaakte casussen die anders uitkomen",
}


def change_sections(found: PakketVerschil) -> Mapping[str, list[str]]:
    """What changed, under headings; a heading without lines is left out, but for the first."""
    meaning = [change_line(w) for w in found.wijzigingen if not w.alleen_tekst]
    text = [change_line(w) for w in found.wijzigingen if w.alleen_tekst]
    casussen = [f"- {id_}: {what}" for id_, what in found.casussen]
    sections = {"Wat er verandert": meaning or ["niets"]}
    sections |= {"Alleen andere woorden": text} if text else {}
    return sections | ({"Casussen die zelf anders zijn": casussen} if casussen else {})


def change_line(change: Wijziging) -> str:
    """A change as one line."""
    return f"- {change.onderdeel} {change.id}, {KINDS[change.soort]}: {change.wat}"


def count_lines(effects: Gevolgen) -> Iterator[str]:
    """How many casussen come out differently, by where they come from."""
    for soort, (one, more) in SOORTEN.items():
        total, changed = effects.bekeken.get(soort, 0), effects.aantallen.get(soort, 0)
        if total:
            word = one if total == 1 else more
            comes = "komt" if changed == 1 else "komen"
            yield f"{thousands(changed)} van {thousands(total)} {word} {comes} anders uit"
    if not any(effects.bekeken.values()):
        yield "er is geen casus bekeken"


def casus_lines(changed: list[CasusVerschil]) -> Iterator[str]:
    """Each casus that comes out differently, with what, by what and on which facts."""
    for casus in changed:
        yield casus.naam
        for v in casus.verschillen:
            yield f"- {v.naam}: was {v.was}; wordt {v.wordt}{why(v)}"


def why(difference: Verschil) -> str:
    """By what an outcome changed, and on which facts that hangs."""
    by = f"; door {', '.join(difference.door)}" if difference.door else ""
    return f"{by}; om {', '.join(difference.feiten)}" if difference.feiten else by


def _print_file(console: Console, effects: Gevolgen) -> None:
    """The casussen of a file, counted: what changed, by what, on which facts, and a few examples of each."""
    groups = effects.groups(["bestand"], EXAMPLES)
    if not groups:
        return
    console.print(Text("Casussen uit het bestand die anders uitkomen", style="bold"))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("aantal", justify="right", no_wrap=True)
    for heading in ("uitkomst", "door", "om deze feiten", "bijvoorbeeld"):
        table.add_column(heading, overflow="fold")
    for group in groups[:MOST_SHOWN]:
        examples = "\n".join(f"{casus}: {was} wordt {now}" for casus, was, now in group.voorbeelden)
        cells = (thousands(group.aantal), group.naam, ", ".join(group.door), ", ".join(group.feiten), examples)
        table.add_row(*map(Text, cells))
    console.print(table)
    if len(groups) > MOST_SHOWN:
        console.print(f"En nog {thousands(len(groups) - MOST_SHOWN)} soorten verschillen. Alles staat in --json.\n")


def missed_lines(missed: tuple[NietVergeleken, ...]) -> Iterator[str]:
    """The casussen that could not be held against both packs, and why."""
    for casus in missed[:MOST_SHOWN]:
        name = f"regel {casus.regel}" if casus.regel is not None else casus.casus
        reason = f": {casus.problemen[0].wat}" if casus.problemen else ""
        yield f"- {name} {_KANT[casus.kant]}{reason}"
    if len(missed) > MOST_SHOWN:
        yield f"- en nog {thousands(len(missed) - MOST_SHOWN)}"


_REVISION: Final[Mapping[str, str]] = {
    "form": "is geen revisie. Schrijf git:REVISIE:pad/naar/het/pakket, bijvoorbeeld git:main:rules/mijn-regio",
    "git": "is niet te lezen: git is niet geïnstalleerd",
    "repository": "is niet te lezen: deze map staat niet in git",
    "revision": "is niet te lezen: git kent deze revisie niet",
    "folder": "is niet te lezen: deze map staat niet in die revisie",
}


def complaint(error: RevisionError) -> str:
    """A revision that cannot be had as a Dutch line."""
    return f"{error.name} {_REVISION[error.reason]}."

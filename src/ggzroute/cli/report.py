"""What ``ggzroute evaluate`` prints: an evaluation as a short Dutch text."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from ggzroute.cli.screen import print_section
from ggzroute.evaluation import Evaluation
from ggzroute.verslag.maken import closing, conclusions
from ggzroute.verslag.model import Sectie
from ggzroute.verslag.tekst import section_lines, wrapped


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Everything that was concluded, in the order in which people need it."""
    print_sections(conclusions(evaluation), console)
    console.print(Text(wrapped(closing(evaluation), console.width), style="dim"))


def print_sections(secties: Iterable[Sectie], console: Console) -> None:
    """Sections of a report, each under its heading."""
    for sectie in secties:
        print_section(console, sectie.titel, section_lines(sectie))

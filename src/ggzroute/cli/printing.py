"""What ``ggzroute evaluate`` prints: an evaluation as a short Dutch text."""

from __future__ import annotations

from collections.abc import Iterable

from ggzroute.cli.screen import print_line, print_section
from ggzroute.evaluation import Evaluation
from ggzroute.verslag.maken import closing, conclusions
from ggzroute.verslag.model import Sectie
from ggzroute.verslag.tekst import section_lines


def print_evaluation(evaluation: Evaluation) -> None:
    """Everything that was concluded, in the order in which people need it."""
    print_sections(conclusions(evaluation))
    print_line(closing(evaluation), dim=True)


def print_sections(secties: Iterable[Sectie]) -> None:
    """Sections of a report, each under its heading."""
    for sectie in secties:
        print_section(sectie.titel, section_lines(sectie))

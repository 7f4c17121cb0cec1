"""The forms of a report, by name."""

from __future__ import annotations

from typing import Final

from ggzroute.evaluation import Evaluation
from ggzroute.exceptions import FormatNotFoundError
from ggzroute.verslag.lezers import reader_of
from ggzroute.verslag.maken import make_report
from ggzroute.verslag.markdown import report_markdown
from ggzroute.verslag.tekst import report_text

VORMEN: Final = ("tekst", "markdown", "html", "pagina")


def write_report(found: Evaluation, lezer: str, vorm: str) -> str:
    """A report for one reader in one form; see :meth:`ggzroute.Evaluation.report`.

    Raises:
        ReaderNotFoundError: there is no such reader.
        FormatNotFoundError: there is no such format.
        ExtraMissingError: the format needs an extra that is not installed.
    """
    reader = reader_of(lezer)
    match vorm:
        case "tekst":
            return report_text(make_report(found, reader))
        case "markdown":
            return report_markdown(make_report(found, reader))
        case "html":
            from ggzroute.verslag.html import report_html  # noqa: PLC0415 - an extra

            return report_html(found, reader)
        case "pagina":
            from ggzroute.verslag.html import report_page  # noqa: PLC0415 - an extra

            return report_page(found, reader)
    raise FormatNotFoundError(name=vorm, known=VORMEN)

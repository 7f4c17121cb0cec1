"""``ggzroute report`` and ``ggzroute render``: a report on a casus for one reader."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from ggzroute.cli.screen import error_console, output
from ggzroute.evaluation import Evaluation, evaluate
from ggzroute.loading import load_casus
from ggzroute.registry import load_pack


def evaluated(
    path: Path, pack_name: str, peildatum: dt.date | None, workflows: tuple[str, ...], *, afgeleid: bool
) -> Evaluation:
    """The evaluation of a casus file."""
    pack = load_pack(pack_name)
    casus = load_casus(path, vocabulary=pack.vocabulary)
    return evaluate(casus, pack, peildatum=peildatum, workflow=workflows, afgeleid=afgeleid)


def report_casus(found: Evaluation, reader: str, form: str) -> int:
    """Print the report for a reader."""
    sys.stdout.write(found.report(reader, form))
    return 0


def render_casus(found: Evaluation, reader: str, out: Path) -> int:
    """Write the report for a reader as a page."""
    page = found.report(reader, "pagina")
    try:
        out.write_text(page, encoding="utf-8")
    except OSError:
        error_console().print(f"{out} is niet te schrijven.", markup=False, highlight=False, soft_wrap=True)
        return 2
    who = "het maatje" if reader == "maatje" else f"de {reader}"
    text = f"Geschreven: {out}. Deze pagina is voor {who}."
    output().print(text, markup=False, highlight=False, soft_wrap=True)
    return 0

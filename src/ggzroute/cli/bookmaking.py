"""``ggzroute book``: a rule pack as pages that people read and print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ggzroute.boek.schrijven import write_book
from ggzroute.boek.verwijzen import START
from ggzroute.cli.screen import output
from ggzroute.taal.woorden import day_text


def make(pack_name: str, out: Path, day: dt.date | None, *, force: bool) -> int:
    """Write the book and say where to begin. Without a day it is for today: only the command line reads the clock."""
    datum = day or dt.date.today()  # noqa: DTZ011 - the day where the reader is
    files = write_book(pack_name, out, datum, force=force)
    pages = sum(name.endswith(".html") for name in files)
    text = f"Geschreven: {pages} pagina's, voor {day_text(datum)}. Begin bij {out / START}."
    output().print(text, markup=False, highlight=False, soft_wrap=True)
    return 0

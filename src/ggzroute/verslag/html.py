"""A report as HTML: a part for inside a page, or a page by itself."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any, Final

from ggzroute.evaluation import Evaluation
from ggzroute.pagina.jinja import fill, trusted
from ggzroute.pagina.stijl import look
from ggzroute.verslag.afscherming import Inzage, inzage_for
from ggzroute.verslag.beelden import pictures, workflows_only
from ggzroute.verslag.lezers import Lezer
from ggzroute.verslag.maken import make_report, report_of
from ggzroute.verslag.model import Soort
from ggzroute.verslag.waarom import why_of

_FOLDER: Final = Path(__file__).resolve().parent / "sjablonen"
_WORDS: Final = {
    Soort.AFGERADEN: "Liever niet",
    Soort.VERBODEN: "Niet doen",
    Soort.CONTACT: "Contact",
    Soort.VERVALT: "Vervalt",
}


def report_html(found: Evaluation, lezer: Lezer) -> str:
    """A report as a part of a page: headings from ``h2``, no style, no script, no pictures.

    Raises:
        ExtraMissingError: Jinja2 is not installed.
    """
    inzage = _inzage(found, lezer)
    return fill(_FOLDER, "verslag.html", **_words(found, lezer, inzage))


def report_page(found: Evaluation, lezer: Lezer) -> str:
    """A report as one page by itself: pictures, text, and why on a click. It asks nothing of a network.

    Raises:
        ExtraMissingError: a package for pages is not installed.
    """
    inzage = _inzage(found, lezer)
    script = _read("pagina.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return fill(
        _FOLDER,
        "pagina.html",
        **_words(found, lezer, inzage),
        beelden=pictures(inzage.evaluatie, inzage.zicht, found.workflows)
        if inzage is not None
        else workflows_only(found),
        stijl=trusted(look() + _read("pagina.css")),
        script=trusted(script),
        script_hash=digest,
    )


def _inzage(found: Evaluation, lezer: Lezer) -> Inzage | None:
    return None if lezer is Lezer.AUDITOR else inzage_for(found, lezer)


def _words(found: Evaluation, lezer: Lezer, inzage: Inzage | None) -> dict[str, Any]:
    """The report, and why for each rule; an auditor gets no reasons, for those would tell answers."""
    verslag = report_of(inzage) if inzage is not None else make_report(found, lezer)
    why = why_of(inzage.evaluatie, verslag.secties) if inzage is not None else {}
    return {"verslag": verslag, "waarom": why, "woorden": _WORDS}


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")

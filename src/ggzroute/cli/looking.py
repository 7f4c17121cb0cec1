"""``ggzroute evaluate``: a casus, or the profile of an organisation or region."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from ggzroute.cli.report import authority, print_evaluation
from ggzroute.cli.screen import output, print_json
from ggzroute.evaluation import evaluate
from ggzroute.loading import load_casus
from ggzroute.profile import ProfielEvaluatie, evaluate_profile, load_profile
from ggzroute.registry import load_pack


def look(
    path: Path,
    pack_name: str,
    *,
    peildatum: dt.date | None,
    engine: str,
    workflow: str | None,
    afgeleid: bool,
    profile: bool,
    as_json: bool,
) -> int:
    """Evaluate what the file holds, and print it."""
    pack = load_pack(pack_name)
    if profile:
        read = load_profile(path, vocabulary=pack.vocabulary)
        signals = evaluate_profile(read, pack, peildatum=peildatum, engine=engine, afgeleid=afgeleid)
        print_json(signals.to_dict()) if as_json else _print_profile(signals)
        return 0
    casus = load_casus(path, vocabulary=pack.vocabulary)
    found = evaluate(casus, pack, peildatum=peildatum, engine=engine, workflow=workflow, afgeleid=afgeleid)
    print_json(found.to_dict()) if as_json else print_evaluation(found, pack, output())
    return 0


def _print_profile(found: ProfielEvaluatie) -> None:
    console = output()
    sections = (
        ("Signalen", [f"- {s.tekst} {authority(s.gezag)}" for s in found.signalen]),
        ("Adviezen", [f"- {a.tekst} {authority(a.gezag)}" for a in found.adviezen]),
        ("Open vragen", [f"- {v.tekst} ({v.feit})" for v in found.vragen]),
    )
    for heading, lines in sections:
        console.print(Text(heading, style="bold"))
        for line in lines or ["geen"]:
            console.print(Padding(Text(line), (0, 0, 0, 2)))
        console.print()

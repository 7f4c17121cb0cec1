"""``ggzroute evaluate``: a casus, or the profile of an organisation or region."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ggzroute.cli.conflict_text import conflict_lines, validity_lines
from ggzroute.cli.report import authority, print_evaluation
from ggzroute.cli.screen import output, print_json, print_section
from ggzroute.evaluation import evaluate
from ggzroute.loading import load_casus
from ggzroute.profile import ProfielEvaluatie, evaluate_profile, load_profile
from ggzroute.registry import load_pack
from ggzroute.rules.pack import RulePack


def look(
    path: Path,
    pack_name: str,
    *,
    peildatum: dt.date | None,
    engine: str,
    workflows: tuple[str, ...],
    afgeleid: bool,
    profile: bool,
    as_json: bool,
) -> int:
    """Evaluate what the file holds, and print it."""
    pack = load_pack(pack_name)
    if profile:
        read = load_profile(path, vocabulary=pack.vocabulary)
        signals = evaluate_profile(read, pack, peildatum=peildatum, engine=engine, afgeleid=afgeleid)
        print_json(signals.to_dict()) if as_json else _print_profile(signals, pack)
        return 0
    casus = load_casus(path, vocabulary=pack.vocabulary)
    found = evaluate(casus, pack, peildatum=peildatum, engine=engine, workflow=workflows, afgeleid=afgeleid)
    print_json(found.to_dict()) if as_json else print_evaluation(found, pack, output())
    return 0


def _print_profile(found: ProfielEvaluatie, pack: RulePack) -> None:
    console = output()
    sections = (
        ("Signalen", [f"- {s.tekst} {authority(s.gezag)}" for s in found.signalen]),
        ("Adviezen", [f"- {a.tekst} {authority(a.gezag)}" for a in found.adviezen]),
        ("Waar bronnen verschillen", [*conflict_lines(found.conflicten, pack)]),
        ("Open vragen", [f"- {v.tekst} ({v.feit})" for v in found.vragen]),
    )
    for heading, lines in sections:
        print_section(console, heading, lines or ["geen"])
    if found.verantwoording.buiten_geldigheid:
        lines = [*validity_lines(found.verantwoording, pack)]
        print_section(console, "Regels die op deze peildatum niet meedoen", lines)

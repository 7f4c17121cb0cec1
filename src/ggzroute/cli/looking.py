"""``ggzroute evaluate``: a casus, or the profile of an organisation or region."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ggzroute.cli.printing import print_evaluation, print_sections
from ggzroute.cli.screen import print_json, print_section
from ggzroute.evaluation import evaluate
from ggzroute.loading import load_casus
from ggzroute.profile import ProfielEvaluatie, evaluate_profile, load_profile
from ggzroute.registry import load_pack
from ggzroute.rules.pack import RulePack
from ggzroute.verslag.adviezen import advice, signals
from ggzroute.verslag.bronnen import conflicts, out_of_force
from ggzroute.verslag.tekst import section_lines
from ggzroute.verslag.vragen import questions


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
    print_json(found.to_dict()) if as_json else print_evaluation(found)
    return 0


def _print_profile(found: ProfielEvaluatie, pack: RulePack) -> None:
    """What was concluded about an organisation or region; a heading stays when there is nothing under it."""
    told = (
        ("Signalen", signals(found)),
        ("Adviezen", advice(found)),
        ("Waar bronnen verschillen", conflicts(found.conflicten, pack)),
        ("Open vragen", questions(found.vragen, most=len(found.vragen))),
    )
    for heading, sectie in told:
        print_section(heading, section_lines(sectie) if sectie is not None else ["geen"])
    last = out_of_force(found.verantwoording, pack)
    if last is not None:
        print_sections([last])

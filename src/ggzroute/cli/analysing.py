"""``ggzroute analyse``: what a pack means, looked at as a whole, with a casus that shows each finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from ggzroute.analysis.bevinding import SOORTEN, Bevinding
from ggzroute.analysis.pakket import Analyse, analyse
from ggzroute.cli.screen import output, print_json, print_section
from ggzroute.registry import load_pack, pack_names
from ggzroute.yaml_builder import dump


def analyse_pack(name: str, out: Path | None, *, as_json: bool, everything: bool) -> int:
    """Analyse a pack, show what was found, and write the witnesses when asked.

    Args:
        name: name, folder or zip of the pack.
        out: folder for the witnesses, or ``None``.
        as_json: whether to answer as JSON.
        everything: whether to show the intended findings too.

    Returns:
        0 when every finding is intended, else 1.
    """
    pack = load_pack(name)
    found = analyse(pack, [load_pack(other) for other in pack_names() if other != pack.pakket])
    written = dict(_write(found, out)) if out is not None else {}
    if as_json:
        print_json(found.to_dict())
    else:
        _print(found, written, output(), everything=everything)
    return 0 if found.in_orde else 1


def _write(found: Analyse, out: Path) -> Iterator[tuple[str, Path]]:
    """A file for every witness, also of what is intended."""
    out.mkdir(parents=True, exist_ok=True)
    for finding in (*found.open, *(finding for finding, _ in found.bedoeld)):
        if finding.getuige is not None:
            kind = "profiel" if "niveau" in finding.getuige else "casus"
            path = out / f"{finding.getuige['id']}.{kind}.yaml"
            content = {**finding.getuige, "peildatum": dt.date.fromisoformat(finding.getuige["peildatum"])}
            path.write_text(dump(content), encoding="utf-8", newline="\n")
            yield finding.id, path


def _print(found: Analyse, written: dict[str, Path], console: Console, *, everything: bool) -> None:
    for soort, heading in SOORTEN.items():
        lines = [line for finding in found.open if finding.soort == soort for line in _lines(finding, written)]
        if lines:
            print_section(heading, lines)
    if everything and found.bedoeld:
        lines = [f"{finding.id}: {finding.wat}. Bedoeld: {why}" for finding, why in found.bedoeld]
        print_section("Zo bedoeld", lines)
    if found.vervallen:
        lines = [f"{id_}: haal deze regel weg uit bevindingen.yaml" for id_ in found.vervallen]
        print_section("Staat als bedoeld, maar wordt niet meer gevonden", lines)
    for name in dict.fromkeys(proved.workflow for proved in found.bewezen):
        own = [proved for proved in found.bewezen if proved.workflow == name]
        promises = f"{len(own)} {'belofte' if len(own) == 1 else 'beloften'}"
        console.print(f"Bewezen over alle {own[0].paden} paden van de workflow {name}: {promises}.", markup=False)
    console.print(_summary(found), markup=False, soft_wrap=True)


def _lines(finding: Bevinding, written: dict[str, Path]) -> Iterator[str]:
    yield f"{finding.id}: {finding.wat}."
    if finding.grens:
        yield f"  Begrensd: {finding.grens}"
    if finding.id in written:
        yield f"  Getuige: {written[finding.id]}"


def _summary(found: Analyse) -> str:
    number = len(found.open)
    bounded = sum(not finding.exact for finding in found.open)
    what = "Niets gevonden" if not number else f"{number} {'bevinding' if number == 1 else 'bevindingen'}"
    exact = f", waarvan {bounded} begrensd" if bounded else ""
    meant = f"{len(found.bedoeld)} {'is' if len(found.bedoeld) == 1 else 'zijn'} zo bedoeld"
    return f"{found.pakket} {found.versie}: {what}{exact}. {meant}."

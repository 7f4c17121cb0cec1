"""The whole analysis of a pack: every finding, what was proved, and which findings are intended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import attrs

from ggzroute.analysis.bevinding import SOORTEN, Bevinding, Bewezen
from ggzroute.analysis.botsing import find_clashes
from ggzroute.analysis.gaten import find_gaps
from ggzroute.analysis.nooit import find_never
from ggzroute.analysis.ongebruikt import find_unused
from ggzroute.analysis.zelfde import find_same
from ggzroute.rules.bevindingen import Bedoeld
from ggzroute.rules.pack import Conflict, RulePack
from ggzroute.workflow.checking import NOTHING_KNOWN
from ggzroute.workflow.graph import keeps, walks


@attrs.frozen(kw_only=True)
class Analyse:
    """What the analysis of a pack found.

    Attributes:
        pakket: name of the pack.
        versie: its version.
        open: findings that nobody has said to be intended.
        bedoeld: findings that are intended, with why.
        vervallen: intended findings that this pack lists and that are no longer found.
        bewezen: promises of workflows that were proved.
    """

    pakket: str
    versie: str
    open: tuple[Bevinding, ...]
    bedoeld: tuple[tuple[Bevinding, str], ...]
    vervallen: tuple[str, ...]
    bewezen: tuple[Bewezen, ...]

    @property
    def in_orde(self) -> bool:
        """Whether every finding is intended, and nothing is listed that is no longer there."""
        return not self.open and not self.vervallen

    def to_dict(self) -> dict[str, Any]:
        """The analysis as plain JSON types."""
        return {
            "pakket": self.pakket,
            "versie": self.versie,
            "in_orde": self.in_orde,
            "bevindingen": [finding.to_dict() for finding in self.open],
            "bedoeld": [{**finding.to_dict(), "reden": why} for finding, why in self.bedoeld],
            "vervallen": list(self.vervallen),
            "bewezen": [proved.to_dict() for proved in self.bewezen],
        }


def analyse(pack: RulePack, others: Iterable[RulePack] = ()) -> Analyse:
    """Look for rules that never hold or say the same, for clashes, for gaps, and for what is never used.

    Args:
        pack: the pack.
        others: packs that may build on it; what they use of it counts as used.
    """
    parts = (find_never, find_same, find_clashes, find_gaps)
    findings = chain(chain.from_iterable(find(pack) for find in parts), find_unused(pack, others))
    found = {finding.id: finding for finding in findings}
    order = list(SOORTEN)
    ordered = sorted(found.values(), key=lambda finding: (order.index(finding.soort), finding.id))
    reasons = {finding.id: _reason(finding, pack) for finding in ordered}
    return Analyse(
        pakket=pack.pakket,
        versie=pack.versie,
        open=tuple(finding for finding in ordered if not reasons[finding.id]),
        bedoeld=tuple((finding, reasons[finding.id]) for finding in ordered if reasons[finding.id]),
        vervallen=tuple(
            own.bevinding for own in pack.bedoeld if own.pakket == pack.pakket and own.bevinding not in found
        ),
        bewezen=tuple(_proved(pack)),
    )


def _reason(finding: Bevinding, pack: RulePack) -> str:
    """Why a finding is intended, with its source; ``""`` when nothing says so."""
    listed = next((own for own in pack.bedoeld if own.bevinding == finding.id), None)
    if listed is not None:
        return f"{listed.reden} ({_sources(listed)})"
    if finding.soort == "botsing":
        conflict = next((c for c in pack.conflicten if _declares(c, finding.regels)), None)
        if conflict is not None:
            return f"Staat in conflicten.yaml als {conflict.id}: {conflict.wat}"
    return ""


def _sources(listed: Bedoeld) -> str:
    return "; ".join(f"{source.document} {source.plaats}" for source in listed.bron)


def _declares(conflict: Conflict, rules: tuple[str, ...]) -> bool:
    """Whether these two rules stand on different sides of a conflict."""
    sides = [{n for n, side in enumerate(conflict.kanten) if id_ in side.regels} for id_ in rules]
    return len(sides) == 2 and any(a != b for a in sides[0] for b in sides[1])  # noqa: PLR2004 - a clash has two rules


def _proved(pack: RulePack) -> Iterator[Bewezen]:
    """The promises of every workflow, each walked again over all its ways."""
    for name, definition in pack.workflows.items():
        ways = [found for found in walks(definition, NOTHING_KNOWN, pack.vocabulary) if not found.stuck]
        count = len({found.stappen for found in ways})
        for promise in definition.beloften:
            if all(keeps(promise, found) for found in ways):
                yield Bewezen(workflow=name, belofte=promise.id, tekst=promise.tekst, paden=count)

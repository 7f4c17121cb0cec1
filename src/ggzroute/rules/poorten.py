"""A gate as it stands in a pack: when it matters, its conditions, its outcomes, and what may go over."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.rules.conditions import Condition, facts_of
from ggzroute.rules.voorwaarden import Voorwaarde


@attrs.frozen(kw_only=True)
class Velden:
    """Which facts may go over, by subject, and who has a role in which subject.

    Attributes:
        bij: outcomes at which facts are named.
        onderwerpen_uit: name of the fact with the subjects the hulpvrager agreed to.
        ontvanger_uit: name of the fact with the receiver.
        onderwerpen: subject to the addresses of the facts that belong to it.
        rollen: kind of organisation, or of person, to the subjects in which it has a role.
        overige: subjects in which any other receiver has a role.
        alles_als: when this certainly holds, the receiver has a role in every subject.
    """

    bij: tuple[str, ...]
    onderwerpen_uit: str
    ontvanger_uit: str
    onderwerpen: Mapping[str, tuple[str, ...]]
    rollen: Mapping[str, frozenset[str]]
    overige: frozenset[str]
    alles_als: Condition | None = None

    def subjects_of(self, address: str) -> frozenset[str]:
        """The subjects that a fact belongs to."""
        return frozenset(subject for subject, addresses in self.onderwerpen.items() if address in addresses)


@attrs.frozen(kw_only=True)
class Poort:
    """One gate.

    Attributes:
        id: stable id (``warme_overdracht``).
        titel: the question it answers, in Dutch.
        bron: where it stands.
        aan_de_orde: when the gate matters; unless this certainly holds it is not shown.
        uitkomsten: code to Dutch sentence, the strictest first; the last one holds when nothing stands in the way.
        voorwaarden: its conditions.
        velden: what may go over, or ``None`` when this gate names no facts.
        regels: ids of the rules that are about the same.
        toelichting: why, in Dutch.
        let_op: difference with a source, or a pitfall, in Dutch.
        pakket: name of the pack it comes from.
        bestand: file it was read from.
        regel: line of the gate in that file.
    """

    id: str
    titel: str
    bron: tuple[Bron, ...]
    aan_de_orde: Condition
    uitkomsten: Mapping[str, str]
    voorwaarden: tuple[Voorwaarde, ...]
    velden: Velden | None = None
    regels: tuple[str, ...] = ()
    toelichting: str = ""
    let_op: str = ""
    pakket: str = ""
    bestand: str = attrs.field(default="", eq=False)
    regel: int | None = attrs.field(default=None, eq=False)

    @property
    def needs(self) -> frozenset[str]:
        """Names of the facts that decide the outcome; what may go over is not among them."""
        return facts_of(self.aan_de_orde).union(*(condition.needs for condition in self.voorwaarden))

"""The account of one evaluation: what was run, on what, and with which result, so that anyone can check it later.

It holds names of facts, never their values.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from ggzroute.domain.bron import Bron


@attrs.frozen(kw_only=True)
class PakketStempel:
    """A pack that took part: name, version, and SHA-256 over its files."""

    pakket: str
    versie: str
    hash: str


@attrs.frozen(kw_only=True)
class RegelGevuurd:
    """A rule that fired: for whom, how strong, and where it stands."""

    regel: str
    pakket: str
    wie: tuple[str, ...] = attrs.field(repr=False)
    sterkte: str
    basis: str
    bron: tuple[Bron, ...]


@attrs.frozen(kw_only=True)
class RegelBuitenGeldigheid:
    """A rule that did not take part because the peildatum lies outside its validity."""

    regel: str
    van: dt.date | None
    tot: dt.date | None


@attrs.frozen(kw_only=True)
class Verantwoording:
    """What was run.

    Attributes:
        bibliotheek: version of ggzroute.
        engine: name of the engine.
        engine_versie: version of the engine.
        pakketten: packs that took part, used ones first.
        workflow: name of the main workflow.
        workflow_versie: version of the main workflow.
        workflows: name and version of every workflow that was walked, the main one first.
        peildatum: the day.
        afgeleid: whether our own readings took part.
        regels_bekeken: ids of the rules that took part.
        regels_gevuurd: those that fired.
        regels_open: ids of those that an unknown fact holds up.
        buiten_geldigheid: those that are not in force on the peildatum.
        feiten_gebruikt: names of known facts that rules, conflicts or the route look at.
        feiten_onbekend: names of unknown facts that rules, conflicts or the route look at.
        feiten_geweigerd: names of facts the hulpvrager declined to give.
        feiten_afgeleid: name of a derived fact to the rules that derived it, or to ``netwerk``.
        betwist: names of facts for which rules derived different values; they count as unknown.
    """

    bibliotheek: str
    engine: str
    engine_versie: str
    pakketten: tuple[PakketStempel, ...]
    workflow: str
    workflow_versie: str
    workflows: tuple[tuple[str, str], ...]
    peildatum: dt.date
    afgeleid: bool
    regels_bekeken: tuple[str, ...]
    regels_gevuurd: tuple[RegelGevuurd, ...]
    regels_open: tuple[str, ...]
    buiten_geldigheid: tuple[RegelBuitenGeldigheid, ...]
    feiten_gebruikt: tuple[str, ...]
    feiten_onbekend: tuple[str, ...]
    feiten_geweigerd: tuple[str, ...]
    feiten_afgeleid: tuple[tuple[str, tuple[str, ...]], ...]
    betwist: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The account as plain JSON types."""
        names = ("regels_bekeken", "regels_open", "feiten_gebruikt", "feiten_onbekend", "feiten_geweigerd", "betwist")
        return {
            "bibliotheek": self.bibliotheek,
            "engine": {"naam": self.engine, "versie": self.engine_versie},
            "pakketten": [attrs.asdict(p) for p in self.pakketten],
            "workflow": {"naam": self.workflow, "versie": self.workflow_versie},
            "workflows": [{"naam": name, "versie": version} for name, version in self.workflows],
            "peildatum": self.peildatum.isoformat(),
            "afgeleid": self.afgeleid,
            "regels_gevuurd": [
                {**attrs.asdict(r, recurse=False), "wie": list(r.wie), "bron": [b.to_dict() for b in r.bron]}
                for r in self.regels_gevuurd
            ],
            "buiten_geldigheid": [
                {
                    "regel": r.regel,
                    "van": r.van.isoformat() if r.van else None,
                    "tot": r.tot.isoformat() if r.tot else None,
                }
                for r in self.buiten_geldigheid
            ],
            **{name: list(getattr(self, name)) for name in names},
            "feiten_afgeleid": {name: list(makers) for name, makers in self.feiten_afgeleid},
        }

"""A rule: condition, conclusions, and on whose authority."""

from __future__ import annotations

import datetime as dt

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.rules.conclusions import Conclusion, LeidAf
from ggzroute.rules.conditions import Condition, facts_of

STERKTES = ("verboden", "verplicht", "voorkeur", "mogelijk", "afgeraden")
BASES = ("werkwijze", "casusadvies", "ervaring", "praktijk", "knelpunt", "beroepsregel", "afgeleid")
SOORTEN = (
    "routing",
    "regie",
    "maatje",
    "in_beeld",
    "overdracht_privacy",
    "intake",
    "diagnose",
    "plan",
    "interventie",
    "werkgever",
    "nazorg",
    "organisatie_signaal",
    "inkomen",
)
GEBIEDEN = (
    "werk",
    "regeling",
    "zorg",
    "schulden",
    "wonen",
    "netwerk",
    "contact",
    "overdracht",
    "plan",
    "maatje",
    "regie",
    "werkgever",
    "maatregel",
    "dagbesteding",
)
AFGELEID = "afgeleid"


@attrs.frozen(kw_only=True)
class Rule:
    """One rule of a pack.

    Attributes:
        id: stable id (``RG-009``).
        titel: one Dutch line.
        soort: what it is about, one of :data:`SOORTEN`.
        sterkte: how strong the source puts it, one of :data:`STERKTES`.
        basis: what kind of statement it is, one of :data:`BASES`; ``afgeleid`` is our own reading.
        niveau: ``casus``, ``organisatie`` or ``regio``.
        bron: where it stands.
        als: the condition.
        dan: the conclusions.
        van: first day of its validity, or ``None``.
        tot: last day of its validity, included, or ``None``.
        toelichting: why, in Dutch.
        let_op: difference with a source, or a pitfall, in Dutch.
        pakket: name of the pack it comes from.
        bestand: file it was read from.
        regel: line of the rule in that file.
    """

    id: str
    titel: str
    soort: str
    sterkte: str
    basis: str
    niveau: str
    bron: tuple[Bron, ...]
    als: Condition
    dan: tuple[Conclusion, ...]
    van: dt.date | None = None
    tot: dt.date | None = None
    toelichting: str = ""
    let_op: str = ""
    pakket: str = ""
    bestand: str = attrs.field(default="", eq=False)
    regel: int | None = attrs.field(default=None, eq=False)

    def valid_on(self, day: dt.date) -> bool:
        """Whether the rule is in force on ``day``."""
        return (self.van is None or self.van <= day) and (self.tot is None or day <= self.tot)

    @property
    def needs(self) -> frozenset[str]:
        """Names of the facts in the condition."""
        return facts_of(self.als)

    @property
    def derives(self) -> frozenset[str]:
        """Names of the facts it derives."""
        return frozenset(c.feit for c in self.dan if isinstance(c, LeidAf))


@attrs.frozen(order=True)
class Hit:
    """A rule that fired, and for whom.

    Attributes:
        regel: id of the rule.
        wie: id of the betrokkene that the condition found, or ``""``.
    """

    regel: str
    wie: str = attrs.field(default="", repr=False)

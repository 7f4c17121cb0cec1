"""An intervention as it stands in a pack: on what condition it fits, who leads, and its checklist."""

from __future__ import annotations

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.domain.interventie import Rol, Waarschuwing
from ggzroute.rules.conditions import Condition, facts_of
from ggzroute.rules.voorwaarden import Voorwaarde


@attrs.frozen(kw_only=True)
class WaarschuwingDefinitie:
    """A warning, and when it is given."""

    als: Condition
    waarschuwing: Waarschuwing


@attrs.frozen(kw_only=True)
class Interventie:
    """One intervention.

    Attributes:
        id: stable id (``ips``).
        titel: its Dutch name.
        bron: where it stands.
        loopt_als: when a traject of this kind runs already, or ``None`` when no fact says so.
        past_als: on what condition it fits.
        trekker: who leads.
        niet_alleen: what a municipality cannot do alone, and with whom it can.
        elementen: the checklist of the method, as named conditions.
        waarschuwingen: what goes against the method.
        regels: ids of rules that say more.
        toelichting: why, in Dutch.
        let_op: difference with a source, or a pitfall, in Dutch.
        pakket: name of the pack it comes from.
        bestand: file it was read from.
        regel: line of the intervention in that file.
    """

    id: str
    titel: str
    bron: tuple[Bron, ...]
    past_als: tuple[Voorwaarde, ...]
    trekker: Rol
    loopt_als: Condition | None = None
    niet_alleen: Rol | None = None
    elementen: tuple[Voorwaarde, ...] = ()
    waarschuwingen: tuple[WaarschuwingDefinitie, ...] = ()
    regels: tuple[str, ...] = ()
    toelichting: str = ""
    let_op: str = ""
    pakket: str = ""
    bestand: str = attrs.field(default="", eq=False)
    regel: int | None = attrs.field(default=None, eq=False)

    @property
    def needs(self) -> frozenset[str]:
        """Names of the facts that it looks at, those of its checklist and its warnings included."""
        runs = facts_of(self.loopt_als) if self.loopt_als is not None else frozenset[str]()
        named = (condition.needs for condition in (*self.past_als, *self.elementen))
        return runs.union(*named, *(facts_of(warning.als) for warning in self.waarschuwingen))

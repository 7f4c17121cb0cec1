"""What binds in an evaluation, small enough to compare: route, regie, maatje, interruptions and binding advice."""

from __future__ import annotations

from typing import Any

import attrs

from ggzroute.decide.beslissend import BINDEND
from ggzroute.evaluation import Evaluation


@attrs.frozen(kw_only=True)
class Bindend:
    """What binds, in codes and ids.

    Attributes:
        pad: name of the path when the route has ended, else ``None``.
        regie: status of the regie.
        regievoerder: ids of those who hold it, or of the best candidates.
        maatje: what is to be done about a maatje.
        onderbrekingen: actions that come before the route.
        adviezen: binding advice as (kind, action).
    """

    pad: str | None
    regie: str
    regievoerder: tuple[str, ...] = attrs.field(repr=False)
    maatje: str
    onderbrekingen: tuple[str, ...]
    adviezen: tuple[tuple[str, str], ...]

    def changed(self, other: Bindend) -> tuple[str, ...]:
        """Names of the parts that differ."""
        return tuple(a.name for a in attrs.fields(Bindend) if getattr(self, a.name) != getattr(other, a.name))

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON types."""
        lists = {key: list(getattr(self, key)) for key in ("regievoerder", "onderbrekingen")}
        return {**attrs.asdict(self, recurse=False), **lists, "adviezen": [list(pair) for pair in self.adviezen]}


def binding(found: Evaluation) -> Bindend:
    """What binds in an evaluation."""
    regie = found.regie
    top = max((k.rang for k in regie.kandidaten), default=0)
    best = [k.wie for k in regie.kandidaten if k.rang == top] if regie.status in ("voorgesteld", "gelijk") else []
    binding_advice = {
        (a.soort, a.handeling) for a in found.adviezen if a.gezag.sterkte in BINDEND and a.soort != "contact"
    }
    return Bindend(
        pad=found.route.pad,
        regie=regie.status,
        regievoerder=tuple(sorted({*(h.wie for h in regie.huidig if not h.einde_bereikt), *best})),
        maatje=found.maatje.stand,
        onderbrekingen=tuple(sorted({o.handeling for o in found.onderbrekingen})),
        adviezen=tuple(sorted(binding_advice)),
    )

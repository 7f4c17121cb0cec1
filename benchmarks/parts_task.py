"""Measures each part of an evaluation by itself, on the documented casussen.

A part that is added to the library gets a line in :data:`PARTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ggzroute
from benchmarks.packs_task import PACK, Row, documented, evaluating
from benchmarks.timing import Yardstick, clock
from ggzroute.render import kringen_svg, stroomschema_svg

Part = Callable[[ggzroute.Evaluation], object]

PARTS: dict[str, Part] = {
    "route": lambda e: e.route,
    "regie": lambda e: e.regie,
    "maatje": lambda e: e.maatje,
    "adviezen": lambda e: e.adviezen,
    "signalen": lambda e: e.signalen,
    "onderbrekingen": lambda e: e.onderbrekingen,
    "conflicten": lambda e: e.conflicten,
    "vragen (open questions)": lambda e: e.vragen,
    "verantwoording": lambda e: e.verantwoording,
    "to_dict (all of it)": lambda e: e.to_dict(),
    "why, of a rule": lambda e: e.why("RG-011"),
    "why, of the regie": lambda e: e.why("regie"),
    "why_not, with the smallest change": lambda e: e.why_not("RG-009"),
    "report, for the regievoerder": lambda e: e.report(),
    "render: the network in kringen": kringen_svg,
    "render: the route as a flowchart": lambda e: stroomschema_svg(e.context.pack.workflows[e.route.workflow], e.route),
}
"""Name to what works a part out, on an evaluation that has worked out nothing yet, with what the part itself needs."""


def measure() -> dict[str, list[Row]]:
    """Microseconds for each part, without those of ``evaluate`` itself."""
    pack, yardstick = ggzroute.load_pack(PACK), Yardstick()
    casussen = documented(pack)
    evaluate = evaluating(pack)
    bare = clock(evaluate, casussen, yardstick)
    rows: list[Row] = []
    for name, part in PARTS.items():
        ratio, us = clock(lambda casus, part=part: part(evaluate(casus)), casussen, yardstick)
        rows.append((name, "", ratio - bare.ratio, us - bare.us))
    plain = [casus.to_dict() for casus in casussen]
    read: Callable[[Any], object] = lambda data: ggzroute.Casus.from_dict(data, vocabulary=pack.vocabulary)  # noqa: E731
    rows.append(("Casus.from_dict (reading and checking)", "", *clock(read, plain, yardstick)))
    return {"parts": rows}

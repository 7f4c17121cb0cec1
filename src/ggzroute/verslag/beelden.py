"""The pictures of a report: the network in kringen and the workflow, each for a wide and a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import attrs

from ggzroute.domain.route import Route
from ggzroute.evaluation import Evaluation
from ggzroute.pagina.jinja import trusted
from ggzroute.render import kringen_svg, stroomschema_svg
from ggzroute.verslag.zicht import Zicht
from ggzroute.workflow.builtin import DefinedWorkflow
from ggzroute.workflow.port import Workflow

WIDE: Final = 1120
NARROW: Final = 366
_SIZE: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TALL: Final = 1400
"""A picture higher than this is too small to read on A4."""


@attrs.frozen(kw_only=True, repr=False)
class Beeld:
    """One picture as SVG, twice: for a wide and for a narrow screen; paper takes the wide one."""

    titel: str
    breed: Any
    smal: Any

    @property
    def papier(self) -> str:
        """On what paper the wide picture is readable: ``liggend``, ``staand`` or ``groot``."""
        width, height = map(float, _SIZE.findall(self.breed)[0])
        return "groot" if height > _TALL else "liggend" if width > height else "staand"


@attrs.frozen(kw_only=True, repr=False)
class Beelden:
    """The pictures that a report has.

    Attributes:
        kringen: the network, or ``None``.
        stroom: the workflows that can be drawn, in order; ``None`` for one that cannot.
    """

    kringen: Beeld | None = None
    stroom: tuple[Beeld | None, ...] = ()

    def of(self, section: str) -> tuple[Beeld, ...]:
        """The pictures that belong to a section of the report."""
        shown: dict[str, tuple[Beeld | None, ...]] = {"netwerk": (self.kringen,), "gedraaid": self.stroom}
        shown |= {f"route-{n}" if n else "route": (beeld,) for n, beeld in enumerate(self.stroom)}
        return tuple(beeld for beeld in shown.get(section, ()) if beeld is not None)


def pictures(ev: Evaluation, zicht: Zicht, whole: Sequence[Workflow]) -> Beelden:
    """The pictures of an evaluation that holds only what the reader may know.

    Args:
        ev: the evaluation.
        zicht: what the reader sees; who does not see the network, gets no picture of it.
        whole: the workflows with every branch; which branches there are is no secret, which one was taken may be.

    Raises:
        ExtraMissingError: a package for pictures is not installed.
    """
    kringen = None
    if zicht.netwerk:
        wide = kringen_svg(ev, breedte=WIDE, prefix="kringen")
        narrow = kringen_svg(ev, breedte=NARROW, prefix="kringen-smal")
        kringen = Beeld(titel="Het netwerk in kringen", breed=trusted(wide), smal=trusted(narrow))
    return Beelden(kringen=kringen, stroom=_stroom(ev.workflows, whole, ev.routes))


def workflows_only(ev: Evaluation) -> Beelden:
    """The workflows as they were defined, without the way that was walked."""
    return Beelden(stroom=_stroom(ev.workflows, ev.workflows, [None] * len(ev.workflows)))


def _stroom(
    seen: Sequence[Workflow], whole: Sequence[Workflow], routes: Sequence[Route | None]
) -> tuple[Beeld | None, ...]:
    return tuple(_flow(*parts, n) for n, parts in enumerate(zip(seen, whole, routes, strict=True)))


def _flow(seen: Workflow, whole: Workflow, route: Route | None, n: int) -> Beeld | None:
    """A workflow as a flowchart; a workflow that is a program has no picture."""
    if not isinstance(seen, DefinedWorkflow) or not isinstance(whole, DefinedWorkflow):
        return None
    beside = seen.definition
    drawn = attrs.evolve(whole.definition, banen=beside.banen, onderbrekingen=beside.onderbrekingen)
    prefix = f"stroom{n}" if n else "stroom"
    wide = stroomschema_svg(drawn, route, breedte=WIDE, prefix=prefix)
    narrow = stroomschema_svg(drawn, route, breedte=NARROW, prefix=f"{prefix}-smal")
    return Beeld(titel=f"{drawn.titel} als stroomschema", breed=trusted(wide), smal=trusted(narrow))

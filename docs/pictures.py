"""Draws the pictures in the README, as SVG. Run it after a change in the packs or in how things are drawn.

One is what ``ggzroute replay`` prints; the others show one documented casus.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

import ggzroute
from ggzroute.cli.replaying import print_results
from ggzroute.cli.screen import PAGE
from ggzroute.render import kringen_svg, stroomschema_svg
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.replay.running import replay

IMAGES = Path(__file__).parent / "images"
CASUS = "hr-1124-3"
WIDTH = 1000


def draw() -> dict[str, str]:
    """File name to SVG text."""
    pack = ggzroute.load_pack("holland-rijnland")
    fixture = next(fixture for fixture in fixtures_of(pack) if fixture.casus.id == CASUS)
    found = ggzroute.evaluate(fixture.casus, pack)
    workflow = pack.workflows[found.route.workflow]
    return {
        "replay.svg": draw_replay(pack),
        "kringen.svg": kringen_svg(found, breedte=WIDTH),
        "stroom.svg": stroomschema_svg(workflow, found.route, breedte=WIDTH),
    }


def draw_replay(pack: ggzroute.RulePack) -> str:
    """What ``ggzroute replay`` prints, without fonts from elsewhere."""
    console = Console(record=True, width=PAGE, file=io.StringIO(), highlight=False)
    console.print("$ ggzroute replay", highlight=False)
    print_results([replay(fixture, pack) for fixture in fixtures_of(pack)], ("direct",), console)
    svg = console.export_svg(title="ggzroute", unique_id="ggzroute")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    for name, svg in draw().items():
        (IMAGES / name).write_text(svg, encoding="utf-8")

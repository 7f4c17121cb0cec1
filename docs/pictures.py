"""Draws the picture in the README: what ``ggzroute replay`` prints, as SVG. Run it after a change in the packs."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

import ggzroute
from ggzroute.cli.replaying import print_results
from ggzroute.cli.screen import PAGE
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.replay.running import replay

TARGET = Path(__file__).parent / "images" / "replay.svg"


def draw() -> str:
    """The picture as SVG text, without fonts from elsewhere."""
    pack = ggzroute.load_pack("holland-rijnland")
    console = Console(record=True, width=PAGE, file=io.StringIO(), highlight=False)
    console.print("$ ggzroute replay", highlight=False)
    print_results([replay(fixture, pack) for fixture in fixtures_of(pack)], ("direct",), console)
    svg = console.export_svg(title="ggzroute", unique_id="ggzroute")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(draw(), encoding="utf-8")

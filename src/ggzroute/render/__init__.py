"""Pictures for people, and the same as data: the kringen around a hulpvrager, and the workflow with the way walked.

What is drawn is the casus itself. It is meant for people who may see that, and is never written to a log.
"""

from __future__ import annotations

from ggzroute.render.data import network_data, network_graphml
from ggzroute.render.kringen import kringen_svg
from ggzroute.render.mermaid import mermaid_text
from ggzroute.render.stroomschema import stroomschema_svg

__all__ = ["kringen_svg", "mermaid_text", "network_data", "network_graphml", "stroomschema_svg"]

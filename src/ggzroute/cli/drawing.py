"""``ggzroute draw``: a picture of a casus, or the same as data."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ggzroute.evaluation import Evaluation, evaluate
from ggzroute.exceptions import WorkflowNotFoundError
from ggzroute.loading import load_casus
from ggzroute.registry import load_pack
from ggzroute.render import kringen_svg, mermaid_text, network_data, network_graphml, stroomschema_svg
from ggzroute.workflow.definition import Definition


def draw(
    path: Path,
    pack_name: str,
    what: str,
    *,
    peildatum: dt.date | None,
    workflow: str | None,
    width: int,
    out: Path | None,
) -> int:
    """Evaluate the casus, draw what was asked, and write it to a file or to standard output."""
    pack = load_pack(pack_name)
    casus = load_casus(path, vocabulary=pack.vocabulary)
    text = DRAWERS[what](evaluate(casus, pack, peildatum=peildatum, workflow=workflow), width)
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _definition(found: Evaluation) -> Definition:
    """The workflow as a definition; a workflow that is a program has none."""
    workflows = found.context.pack.workflows
    name = found.workflows[0].naam
    if name not in workflows:
        raise WorkflowNotFoundError(name=name, known=workflows)
    return workflows[name]


DRAWERS: Final[Mapping[str, Callable[[Evaluation, int], str]]] = MappingProxyType(
    {
        "kringen": lambda found, width: kringen_svg(found, breedte=width),
        "stroom": lambda found, width: stroomschema_svg(_definition(found), found.route, breedte=width),
        "mermaid": lambda found, _: mermaid_text(_definition(found), found.route),
        "graphml": lambda found, _: network_graphml(found),
        "json": lambda found, _: json.dumps(network_data(found), ensure_ascii=False, indent=2) + "\n",
    }
)
"""What can be drawn, to what draws it for a width."""

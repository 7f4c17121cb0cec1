"""ggzroute: route, regievoerder, maatje and sourced advice for the network around one hulpvrager.

Rules and workflows are data in rule packs; the library reads, checks and evaluates them, and explains itself. It advises;
people decide.
"""

from __future__ import annotations

from ggzroute._version import __version__
from ggzroute.domain.casus import Casus
from ggzroute.evaluate import Evaluation, evaluate
from ggzroute.exceptions import CasusError, GgzrouteError, PackError
from ggzroute.loading import introduce, load_casus
from ggzroute.problems import Problem
from ggzroute.registry import load_pack, pack_names
from ggzroute.rules.pack import RulePack

__all__ = [
    "Casus",
    "CasusError",
    "Evaluation",
    "GgzrouteError",
    "PackError",
    "Problem",
    "RulePack",
    "__version__",
    "evaluate",
    "introduce",
    "load_casus",
    "load_pack",
    "pack_names",
]

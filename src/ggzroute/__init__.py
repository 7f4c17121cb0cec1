"""ggzroute: route, regievoerder, maatje and sourced advice for the network around one hulpvrager.

Rules and workflows are data in rule packs; the library reads, checks and evaluates them, and explains itself. It
advises; people decide. Names are loaded when they are first used (PEP 562), so that the import costs a host application
next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ggzroute._version import __version__

if TYPE_CHECKING:
    from ggzroute.compiled import compile_pack
    from ggzroute.domain.casus import Casus
    from ggzroute.evaluation import Evaluation, evaluate
    from ggzroute.exceptions import CasusError, GgzrouteError, PackError, TrajectError
    from ggzroute.loading import introduce, load_casus
    from ggzroute.problems import Problem
    from ggzroute.registry import load_pack, pack_names
    from ggzroute.rules.pack import RulePack
    from ggzroute.traject.traject import Traject

__all__ = [
    "Casus",
    "CasusError",
    "Evaluation",
    "GgzrouteError",
    "PackError",
    "Problem",
    "RulePack",
    "Traject",
    "TrajectError",
    "__version__",
    "compile_pack",
    "evaluate",
    "introduce",
    "load_casus",
    "load_pack",
    "pack_names",
]

_HOME = {
    "Casus": "domain.casus",
    "CasusError": "exceptions",
    "Evaluation": "evaluation",
    "GgzrouteError": "exceptions",
    "PackError": "exceptions",
    "Problem": "problems",
    "RulePack": "rules.pack",
    "Traject": "traject.traject",
    "TrajectError": "exceptions",
    "compile_pack": "compiled",
    "evaluate": "evaluation",
    "introduce": "loading",
    "load_casus": "loading",
    "load_pack": "registry",
    "pack_names": "registry",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'ggzroute' has no attribute {name!r}")
    found: object = getattr(import_module(f"ggzroute.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__

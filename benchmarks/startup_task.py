"""Measures what a fresh process takes: to import, to load a pack, to give a first answer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

CASUS = "rules/holland-rijnland/casussen/hr-1108-1.casus.yaml"
_LOAD = "import ggzroute; pack = ggzroute.load_pack({!r})"
_FIRST = (
    "import json, ggzroute; pack = ggzroute.load_pack('holland-rijnland'); "
    f"casus = ggzroute.load_casus({CASUS!r}, vocabulary=pack.vocabulary); "
    "evaluation = ggzroute.evaluate(casus, pack)"
)

_PACKS = ("landelijk", "holland-rijnland", "zuid-limburg")

SCRIPTS: dict[str, str] = {
    "Python itself": "pass",
    "import ggzroute": "import ggzroute",
    **{f"import, and load {name}": _LOAD.format(name) for name in _PACKS},
    **{f"import, and load {name} twice": _LOAD.format(name) + f"; ggzroute.load_pack({name!r})" for name in _PACKS},
    "import, load, and evaluate a first casus": _FIRST,
    "the same, and print the whole answer": _FIRST + "; print(json.dumps(evaluation.to_dict()))",
    "import, load, and compile the pack": _LOAD.format("holland-rijnland") + "; ggzroute.compile_pack(pack)",
}
"""What is done in a fresh process."""

COMMAND = "ggzroute evaluate, on the command line"


class Process(NamedTuple):
    """What one process took.

    Attributes:
        cpu_ms: milliseconds of the processor.
        wall_ms: milliseconds on the wall.
        peak_mb: the most memory it had.
    """

    cpu_ms: float
    wall_ms: float
    peak_mb: float


def names() -> list[str]:
    """Everything that is measured."""
    return [*SCRIPTS, COMMAND]


def measure(name: str) -> Process:
    """Run it once."""
    arguments = ["-c", SCRIPTS[name]] if name in SCRIPTS else ["-m", "ggzroute", "evaluate", CASUS]
    root = Path(__file__).parents[1]
    keeping = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=root, env=keeping, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name}: exit code {process.returncode}")
    cpu = (usage.ru_utime + usage.ru_stime) * 1e3
    return Process(cpu, (time.perf_counter() - start) * 1e3, usage.ru_maxrss / 1024)

"""One measurement in a process of its own: ``python -m benchmarks.worker TASK [ARGUMENT ...]`` prints JSON."""

from __future__ import annotations

import json
import sys
from typing import Any


def run(task: str, arguments: list[str]) -> Any:
    """The result of a task, as JSON types."""
    if task == "plan":
        from benchmarks.peers_task import plan  # noqa: PLC0415 - a process loads only what it measures

        return plan()
    if task == "peer":
        from benchmarks.peers_task import measure  # noqa: PLC0415 - idem

        module, variant, number = arguments
        return measure(module, variant, int(number))
    if task == "packs":
        from benchmarks import packs_task  # noqa: PLC0415 - idem

        return packs_task.measure()
    from benchmarks import parts_task  # noqa: PLC0415 - idem

    return parts_task.measure()


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], sys.argv[2:])))

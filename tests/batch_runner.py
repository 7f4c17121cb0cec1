"""Runs a batch in a process of its own, for tests that end it. Called as a script; see ``settings``.

With ``stop_at`` it writes ``stopped`` when so many parts are finished, and waits there to be ended.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path
from typing import Any

from ggzroute.batch import Layout, Progress, run_batch


def main(settings: dict[str, Any]) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever starts the tests may have it ignored
    folder = Path(settings["folder"])
    seen = 0

    def show(_: Progress) -> None:
        nonlocal seen
        seen += 1
        if seen == settings.get("stop_at"):
            (folder / "stopped").write_text("")
            while True:
                time.sleep(60)

    run_batch(
        folder / settings["source"],
        folder / settings["target"],
        pack=settings["pack"],
        workers=settings["workers"],
        dask=settings.get("dask"),
        layout=Layout(**settings["layout"]),
        on_progress=show,
    )


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

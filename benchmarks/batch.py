"""How a batch goes with one process and with two: casussen a second, the ratio, and the largest process.

Run ``python benchmarks/batch.py [casussen] [pack]``. It makes the casussen up, evaluates them with one process and with
two in turn, NDJSON to Parquet, and holds the two results against each other. It works in a folder of its own, which it
removes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MEGABYTE = 1024


def timed(*arguments: str, folder: Path) -> tuple[float, int, str]:
    """Seconds, size in megabytes of the largest process, and output of one call of the command line."""
    start = time.perf_counter()
    with (folder / "said").open("w+") as said:
        process = subprocess.Popen([sys.executable, "-m", "ggzroute", *arguments], cwd=folder, stdout=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode:
        sys.exit(f"ggzroute {' '.join(arguments)} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss // MEGABYTE, text


def main(count: int, pack: str) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds, size, _ = timed("sample", str(count), "--pack", pack, "--out", "in.ndjson", folder=folder)
        print(f"sample             {count / seconds:8.0f} casussen/s   largest process {size} MB")
        took: dict[int, float] = {}
        for workers in (1, 2):
            asked = ("--pack", pack, "--out", f"{workers}.parquet", "--workers", str(workers), "--json")
            took[workers], size, text = timed("batch", "in.ndjson", *asked, folder=folder)
            found: dict[str, Any] = json.loads(text)
            rate = found["casussen"] / took[workers]
            print(f"batch, workers: {workers}  {rate:8.0f} casussen/s   largest process {size} MB")
            print(f"    {found['casussen']} evaluated, {found['refused']} refused")
        same = (folder / "1.parquet").read_bytes() == (folder / "2.parquet").read_bytes()
        print(f"two workers are {took[1] / took[2]:.2f} times as fast as one; same result: {same}")


if __name__ == "__main__":
    given = [*sys.argv[1:], *("20000", "holland-rijnland")[len(sys.argv) - 1 :]]
    main(int(given[0]), given[1])

"""Runs the benchmarks: every measurement in fresh processes, one after another, as often as there are rounds.

``python -m benchmarks`` measures everything and writes ``docs/explanation/speed.md``; ``--only peers`` measures one
part and prints it. ``pip install -e '.[bench]'`` installs the engines that ggzroute is compared with; one that is
missing is told as missing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import page, startup_task

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "speed.md"
SECTIONS = ("peers", "packs", "startup", "parts")
CHECKED = 2000


def main() -> None:
    """Measure, print, and write the page when all of it was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=str(__doc__).partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="fresh processes for each measurement")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="measure only this, and write no page")
    options = parser.parse_args()
    found: dict[str, Any] = {}
    for section in options.only or SECTIONS:
        found[section] = RUN[section](options.rounds)
        print("\n".join(page.SECTIONS[section](found[section])), end="\n\n")
    if not options.only:
        PAGE.write_text(page.whole(found, options.rounds), encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")


def worker(task: str, *arguments: str) -> Any:
    """The result of one measurement, from a fresh process; ``None`` when it died."""
    command = [sys.executable, "-m", "benchmarks.worker", task, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{' '.join((task, *arguments))}: exit code {done.returncode}\n{done.stderr[-2000:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def in_turn(names: list[Any], rounds: int) -> Iterator[Any]:
    """Every name once a round, in turn there and back, so that a slow spell hits all."""
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        yield from names if number % 2 == 0 else names[::-1]


def peers(rounds: int) -> list[dict[str, Any]]:
    """Every engine: medians over the rounds, and whether all answers were right."""
    plan: dict[str, list[str] | None] = worker("plan")
    variants = [(module, name) for module, names in plan.items() for name in names or ()]
    found: dict[tuple[str, str], list[Any]] = {key: [] for key in variants}
    for module, name in in_turn(variants, rounds):
        number = CHECKED if not found[module, name] else CHECKED // 20
        found[module, name].append(worker("peer", module, name, str(number)))
    rows = [{"engine": module, "variant": name, **_together(runs)} for (module, name), runs in found.items()]
    return rows + [{"engine": module, "variant": "", "absent": True} for module, names in plan.items() if names is None]


def _together(runs: list[Any]) -> dict[str, Any]:
    good = [run for run in runs if run is not None]
    if not good:
        return {"died": True}
    ratios = [run["ratio"] for run in good]
    return {
        "ratio": statistics.median(ratios),
        "least": min(ratios),
        "most": max(ratios),
        "us": statistics.median(run["us"] for run in good),
        "setup_ms": statistics.median(run["setup_ms"] for run in good),
        "checked": max(run["checked"] for run in good),
        "wrong": sum(run["wrong"] for run in good),
        "version": good[0]["version"],
    }


def _tables(task: str, rounds: int) -> dict[str, list[Any]]:
    """Tables of rows (what, words, ratio, microseconds): the median of each cell over the rounds."""
    runs = [found for _ in in_turn([task], rounds) if (found := worker(task)) is not None]
    return {
        name: [
            (*rows[0][:2], statistics.median(row[2] for row in rows), statistics.median(row[3] for row in rows))
            for rows in zip(*(run[name] for run in runs), strict=True)
        ]
        for name in runs[0]
    }


def startup(rounds: int) -> list[tuple[str, float, float, float]]:
    """What fresh processes take: the median of each figure."""
    found: dict[str, list[startup_task.Process]] = {name: [] for name in startup_task.names()}
    for name in found:
        startup_task.measure(name)  # compiled files are there from here on
    for name in in_turn(startup_task.names(), rounds):
        found[name].append(startup_task.measure(name))
    return [(name, *(statistics.median(part) for part in zip(*runs, strict=True))) for name, runs in found.items()]


RUN = {
    "peers": peers,
    "packs": lambda rounds: _tables("packs", rounds),
    "startup": startup,
    "parts": lambda rounds: _tables("parts", rounds),
}

if __name__ == "__main__":
    main()

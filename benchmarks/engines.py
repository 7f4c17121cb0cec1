"""How the engines compare on the documented casussen: ratios from one interleaved run.

Run ``python benchmarks/engines.py [rounds]``. Every round measures each variant on all casussen in turn, so that a
change in the machine's speed hits all alike; quote the medians and the ratio to the direct engine, not the times.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import ggzroute
from ggzroute.domain.facts import Facts, build_facts
from ggzroute.engine.choosing import choose_engine
from ggzroute.engine.port import fire_all
from ggzroute.exceptions import EngineUnavailableError
from ggzroute.rules.logic import truth

REPEAT = 20


def variants(pack: ggzroute.RulePack) -> dict[str, Callable[[Facts], object]]:
    """Ways to find out which rules hold."""
    rules = {rule.id: rule for rule in pack.regels.values() if rule.niveau == "casus"}
    strata = [[rules[id_] for id_ in layer if id_ in rules] for layer in pack.strata]
    found: dict[str, Callable[[Facts], object]] = {}
    for name in ("direct", "durable"):
        try:
            program = choose_engine(name).compile(strata)
        except EngineUnavailableError:
            print(f"{name}: not installed, left out")
            continue
        found[name] = lambda facts, program=program: fire_all(program, strata, facts)
    found["interpreter"] = lambda facts: [truth(rule.als, facts) for rule in rules.values()]
    return found


def main(rounds: int) -> None:
    """Print microseconds per casus and the ratio to the direct engine."""
    pack = ggzroute.load_pack("holland-rijnland")
    casussen = [ggzroute.Casus.from_yaml(file.inhoud, vocabulary=pack.vocabulary) for file in pack.casussen]
    facts = [build_facts(casus, pack.kaart, casus.peildatum) for casus in casussen if casus.peildatum]
    fire = variants(pack)
    whole = {"evaluate": lambda casus: ggzroute.evaluate(casus, pack)}
    times: dict[str, list[float]] = {name: [] for name in (*fire, *whole)}
    for _ in range(rounds + 1):
        for name, run in fire.items():
            times[name].append(clock(run, facts))
        for name, evaluate in whole.items():
            times[name].append(clock(evaluate, casussen))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    print(f"{len(pack.regels)} rules, {len(facts)} casussen, {rounds} rounds")
    for name, median in medians.items():
        print(f"{name:12} {median * 1e6:8.0f} us per casus   {median / medians['direct']:6.1f} x direct")


def clock(run: Callable[..., object], items: list[object] | list[Facts] | list[ggzroute.Casus]) -> float:
    """Seconds per item."""
    start = time.perf_counter()
    for _ in range(REPEAT):
        for item in items:
            run(item)
    return (time.perf_counter() - start) / (REPEAT * len(items))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

"""ggzroute with the pack ``besluit``, from a folder of YAML files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import ggzroute
from benchmarks.decision import as_casus
from benchmarks.peers import Decide, Variant
from ggzroute.outcome import Outcome

NEEDS: tuple[str, ...] = ()


@cache
def pack() -> ggzroute.RulePack:
    """The pack, read and checked."""
    return ggzroute.load_pack(Path(__file__).parents[1] / "besluit")


def answer(outcome: Outcome) -> dict[str, Any]:
    """The answer, read off what was decided."""
    kandidaat = outcome.kandidaat
    return {
        "pad": outcome.activiteiten,
        "regie": kandidaat and kandidaat.wie,
        "regel": kandidaat and kandidaat.regel,
        "adviezen": outcome.handelingen,
    }


def answer_in_full(evaluation: ggzroute.Evaluation) -> dict[str, Any]:
    """The answer, taken from the parts of an evaluation, with their reasons and sources."""
    proposed = evaluation.regie.kandidaten
    reason = proposed[0].voor[0].gezag if proposed else None
    return {
        "pad": [step.id for step in evaluation.route.stappen if step.soort == "activiteit"],
        "regie": proposed[0].wie if proposed else None,
        "regel": reason.regel if reason else None,
        "adviezen": [advies.handeling for advies in evaluation.adviezen],
    }


def _compiled() -> Any:
    return ggzroute.compile_pack(pack())


def _answered() -> Decide:
    decide = ggzroute.compile_pack(pack())
    return lambda data: answer(decide(data))


def _checked() -> Decide:
    decide = ggzroute.compile_pack(pack(), check=True)
    return lambda data: answer(decide(data))


def _parts() -> Decide:
    whole = pack()
    return lambda casus: answer_in_full(ggzroute.evaluate(casus, whole))


def _to_dict() -> Any:
    whole = pack()
    return lambda casus: ggzroute.evaluate(casus, whole).to_dict()


def _read(record: Any) -> ggzroute.Casus:
    return ggzroute.Casus.from_dict(as_casus(record), vocabulary=pack().vocabulary)


def _of_dict(data: Any) -> dict[str, Any]:
    proposed = data["regie"]["kandidaten"]
    return {
        "pad": [step["id"] for step in data["route"]["stappen"] if step["soort"] == "activiteit"],
        "regie": proposed[0]["wie"] if proposed else None,
        "regel": proposed[0]["voor"][0]["gezag"]["regel"] if proposed else None,
        "adviezen": [advies["handeling"] for advies in data["adviezen"]],
    }


VARIANTS = {
    "compiled: dict in, outcome out": Variant(_compiled, as_casus, answer),
    "compiled, and the answer read": Variant(_answered, as_casus),
    "compiled with check, and the answer read": Variant(_checked, as_casus),
    "evaluate: Casus in, route + regie + adviezen read": Variant(_parts, _read),
    "evaluate: Casus in, to_dict": Variant(_to_dict, _read, _of_dict),
}

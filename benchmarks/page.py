"""Writes what was measured as tables, and the page of the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from typing import Any

NAMES = {
    "hand_written": "Python",
    "ours": "**ggzroute**",
    "datalogic": "datalogic (JSON-logic, Rust)",
    "zen": "zen-engine (Rust)",
    "clipspy": "clipspy (CLIPS, C)",
    "rule_engine": "rule-engine",
    "durable": "durable-rules (C)",
    "spiff": "SpiffWorkflow",
}

_START = """\
# Speed

<!-- Written by `python -m benchmarks`; not to be changed by hand. -->

How long things take, from one run of `python -m benchmarks`. Times differ from machine to machine, ratios much less, so
every table gives a ratio: so many times the same decision written out by hand in Python, measured in the same process
just before and just after. A figure is the median of {rounds} fresh process{es}, in turn. Times are of the processor,
{python} on {machine}.

No test waits for a clock; [the decision record](../decisions/0019-compiled-packs.md) says what was done for these
figures, and what was not.
"""

_PEERS = """\
## One decision, in many engines

The decision has a route of five questions, six ranked rules for the regievoerder and twenty adviezen, over a casus with
none to eight betrokkenen: `benchmarks/decision.py` says it in tables, `benchmarks/besluit` as a pack. Every engine
gives the same answers on {checked} casussen before it is measured. The first row is Python without any engine: what the
decision costs when somebody writes it out, line by line, and keeps it right.

What each row of ggzroute does:

- *compiled: dict in, outcome out*: rules have fired, for whom, derived facts are settled and the route has gone its
  way, with unknown facts kept unknown. The codes of what is advised and the first candidate are in the object. Texts,
  reasons, sources and open questions are not worked out; nothing is checked.
- *and the answer read*: the same, and the answer that all other engines give is read off: this is the row to compare.
- *with check*: the casus is also read and checked in full, as `Casus.from_dict` does.
- *evaluate* starts from a casus that was read: with route, regie and adviezen worked out in full, with reasons and
  sources, and with everything there is as a dict: open questions and the account included.

datalogic is at its quickest with JSON text, which saves it a walk through objects of Python. Whoever has a dict must
make that text first; that is not in the figure.
"""

_PACKS = """\
## The packs that ship

From a casus that was read to an evaluation (*evaluate*), and from plain data to an outcome (*compiled*), on the
documented casussen of a pack or, when it has none, its vignettes.

*evaluate* finds out which rules fire and what they derive. Route, regie, adviezen and open questions are worked out
when somebody asks, and so are not in these figures: see [Parts](#parts). *compiled* has the route too, and starts from
data that was not read or checked. It saves much where rules look at plain data alone. Where they look at the network,
as in holland-rijnland, both have to make it, and *evaluate* has betrokkenen that were read before.
"""

_STARTUP = """\
## Start

Fresh processes: from nothing to the end, with compiled Python files in place. Ratios are to the time that Python itself
takes to start and stop.
"""

_PARTS = """\
## Parts

What a part of an evaluation takes when it is first asked for, with what it itself needs (`regie` needs `route`), on the
documented casussen of holland-rijnland. `evaluate` itself is left out.
"""

_TITLES = {
    "packs": "Each pack on its own casussen",
    "rules": "Ever more rules, the same casussen",
    "betrokkenen": "Ever more betrokkenen, the same rules",
    "unknown": "Ever more that is unknown",
    "engines": "Both engines, and the readable interpreter",
}


def whole(found: dict[str, Any], rounds: int) -> str:
    """The page."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{os.cpu_count()} processors ({platform.machine()})"
    parts = [_START.format(rounds=rounds, es="es" if rounds > 1 else "", python=python, machine=machine)]
    parts += ["\n".join(section(found[name])) + "\n" for name, section in SECTIONS.items()]
    return "\n".join(parts)


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """A table in Markdown; all columns but the first two are numbers."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "|".join("---" if n < 2 else "--:" for n in range(len(head))) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def _us(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def peers(rows: list[dict[str, Any]]) -> Iterator[str]:
    """The engines; those that are missing last."""
    checked = max(row.get("checked", 0) for row in rows)
    yield _PEERS.format(checked=f"{checked:,}")
    yield from _table(
        ("engine", "how", "x by hand", "least to most", "µs", "set-up, ms", "same answers"),
        (_peer(row) for row in rows),
    )


def _peer(row: dict[str, Any]) -> tuple[str, ...]:
    name = NAMES[row["engine"]]
    if "ratio" not in row:
        return (name, "not installed" if row.get("absent") else f"{row['variant']}: died", *[""] * 5)
    return (
        f"{name} {row['version'][0].rpartition(' ')[2]}" if row["version"] else name,
        row["variant"],
        _ratio(row["ratio"]),
        f"{_ratio(row['least'])} to {_ratio(row['most'])}",
        _us(row["us"]),
        f"{row['setup_ms']:.1f}",
        "yes" if not row["wrong"] else f"{row['wrong']} differ",
    )


def packs(tables: dict[str, list[Any]]) -> Iterator[str]:
    """The tables about the packs that ship."""
    yield _PACKS
    for name, rows in tables.items():
        yield f"### {_TITLES[name]}\n"
        yield from _table(("what", "of which", "x by hand", "µs per casus"), (_row(row) for row in rows))
        yield ""


def _row(row: Any) -> tuple[str, ...]:
    what, words, ratio, us = row
    return what, words, _ratio(ratio), _us(us)


def startup(rows: list[tuple[str, float, float, float]]) -> Iterator[str]:
    """What fresh processes take."""
    bare = rows[0][1]
    yield _STARTUP
    yield from _table(
        ("what", "", "x Python itself", "ms of the processor", "ms on the wall", "most memory, MB"),
        ((name, "", f"{cpu / bare:.1f}", f"{cpu:.0f}", f"{wall:.0f}", f"{peak:.0f}") for name, cpu, wall, peak in rows),
    )


def parts(tables: dict[str, list[Any]]) -> Iterator[str]:
    """What each part of an evaluation takes."""
    yield _PARTS
    yield from _table(("part", "", "x by hand", "µs per casus"), (_row(row) for row in tables["parts"]))


SECTIONS: dict[str, Callable[[Any], Iterator[str]]] = {
    "peers": peers,
    "packs": packs,
    "startup": startup,
    "parts": parts,
}

"""Measures one variant of one engine, after it gave the right answers."""

from __future__ import annotations

import importlib
import importlib.metadata
import time
from typing import Any

from benchmarks.decision import records, reference
from benchmarks.peers import MODULES, Decide, Variant
from benchmarks.timing import Yardstick, clock


def load(module: str) -> Any:
    """The module of an engine, or ``None`` when what it needs is not installed."""
    try:
        return importlib.import_module(f"benchmarks.peers.{module}")
    except ImportError:
        return None


def plan() -> dict[str, list[str] | None]:
    """Every engine with the names of its variants, or ``None`` for one that is not installed."""
    return {module: list(found.VARIANTS) if (found := load(module)) else None for module in MODULES}


def same_answers(variant: Variant, number: int) -> list[int]:
    """Numbers of the casussen, of so many, for which a variant gives another answer than the tables do."""
    found = records(number)
    expected = [_plain(reference(record)) for record in found]
    decide = variant.make()
    given = [_plain(variant.answer(decide(variant.prepare(record)))) for record in found]
    return [n for n, (one, other) in enumerate(zip(given, expected, strict=True)) if one != other]


def _plain(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with lists for tuples."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in answer.items()}


def _enough(decide: Decide, items: list[Any]) -> list[Any]:
    """So many of the items that an engine takes about a quarter of a second for them; at least twenty."""
    start = time.process_time()
    for item in items[:20]:
        decide(item)
    each = (time.process_time() - start) / 20
    return items[: max(20, int(0.25 / max(each, 1e-6)))]


def measure(module: str, name: str, number: int) -> dict[str, Any]:
    """Check so many answers, and measure."""
    found = load(module)
    variant: Variant = found.VARIANTS[name]
    wrong = same_answers(variant, number)
    start = time.process_time()
    decide = variant.make()
    setup = time.process_time() - start
    items = _enough(decide, [variant.prepare(record) for record in records(1000)])
    ratio, us = clock(decide, items, Yardstick())
    versions = [f"{package} {importlib.metadata.version(package)}" for package in found.NEEDS]
    return {
        "ratio": ratio,
        "us": us,
        "setup_ms": setup * 1e3,
        "checked": number,
        "wrong": len(wrong),
        "version": versions,
    }

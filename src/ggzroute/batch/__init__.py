"""Casussen by the thousand: iterators, tables and frames, files, and more machines than one.

:func:`evaluate_many` works on any iterable. What works on tables, frames and Parquet needs the extra ``batch``
(pyarrow), and what works on Dask the extra ``dask``.
"""

from ggzroute.batch.frames import ArrowFunction, Evaluated, evaluate_frame, to_table
from ggzroute.batch.items import Item, Options, evaluate_many
from ggzroute.batch.manifest import Summary
from ggzroute.batch.running import Layout, Progress, run_batch

__all__ = [
    "ArrowFunction",
    "Evaluated",
    "Item",
    "Layout",
    "Options",
    "Progress",
    "Summary",
    "evaluate_frame",
    "evaluate_many",
    "run_batch",
    "to_table",
]

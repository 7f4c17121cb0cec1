"""The door to Dask: the same work on processes that Dask starts here, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Final

from ggzroute.exceptions import BatchStoppedError, ExtraMissingError

try:
    from distributed import Client, KilledWorker, LocalCluster
except ImportError as error:
    raise ExtraMissingError(what="dask.distributed", extra="dask") from error

_RETRIES: Final = 5
_SECONDS: Final = 30


@contextmanager
def dask(address: str, workers: int) -> Iterator[tuple[Executor, int]]:
    """An executor on Dask, and how many threads it has.

    Args:
        address: of the scheduler; empty for processes on this machine.
        workers: how many processes, when there is no address.

    Raises:
        BatchStoppedError: the scheduler does not answer, or workers keep dying on the same chunk.
    """
    try:
        cluster = None if address else LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        client = Client(address or cluster, timeout=_SECONDS)
    except (OSError, ValueError):
        raise BatchStoppedError(reason="scheduler") from None
    try:
        yield client.get_executor(retries=_RETRIES, pure=False), max(1, sum(client.nthreads().values()))
    except KilledWorker:
        raise BatchStoppedError(reason="chunk") from None
    finally:
        client.close()
        if cluster is not None:
            cluster.close()

"""Processes on this machine that do the work: started anew, so that they are the same on every system."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait

from ggzroute.batch.chunks import Chunk
from ggzroute.batch.manifest import Part
from ggzroute.batch.work import Job, work
from ggzroute.exceptions import BatchStoppedError


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """So many worker processes.

    Raises:
        BatchStoppedError: one of them died.
    """
    executor = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=_prepare)
    try:
        yield executor
    except BrokenProcessPool:
        raise BatchStoppedError(reason="worker") from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def submit(executor: Executor, job: Job, chunk: Chunk) -> Future[Part]:
    """Hand one chunk to a worker. A process that starts now inherits that Ctrl-C is for the main process alone."""
    if threading.current_thread() is not threading.main_thread():
        return executor.submit(work, job, chunk)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return executor.submit(work, job, chunk)
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare() -> None:
    """In a worker: leave Ctrl-C to the main process, and end when that is no longer there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)

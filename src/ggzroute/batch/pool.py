"""Processes on this machine that do the work: started anew, so that they are the same on every system."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any, TypeVar

from ggzroute.exceptions import BatchStoppedError

T = TypeVar("T")


@contextmanager
def processes(count: int, begin: Callable[..., object] | None = None, *given: Any) -> Iterator[Executor]:
    """So many worker processes.

    Args:
        count: how many.
        begin: called once in each, with what is ``given``; both travel to the process.
        given: what ``begin`` is called with.

    Raises:
        BatchStoppedError: one of them died.
    """
    executor = ProcessPoolExecutor(
        count, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(begin, given)
    )
    try:
        yield executor
    except BrokenProcessPool:
        raise BatchStoppedError(reason="worker") from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def submit(executor: Executor, work: Callable[..., T], *given: Any) -> Future[T]:
    """Hand work to a worker. A process that starts now inherits that Ctrl-C is for the main process alone."""
    if threading.current_thread() is not threading.main_thread():
        return executor.submit(work, *given)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return executor.submit(work, *given)
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare(begin: Callable[..., object] | None, given: tuple[Any, ...]) -> None:
    """In a worker: leave Ctrl-C to the main process, and end when that is no longer there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    if begin is not None:
        begin(*given)


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)

"""Runs the same work on many notes, in order, in several processes if there are enough notes.

The notes are split into parts, and each part is one task of a `concurrent.futures.Executor`. Only
a few parts are in progress at a time, so memory does not grow with the number of notes.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import wait
from time import monotonic
from typing import Any, NamedTuple, cast

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import msg
from coprod_cli.base.threads import may_start

PART_SIZE = 16
"""The number of notes in a part: small, so that little data passes between processes at a time."""
_PARTS_PER_WORKER = 4
"""The number of parts in progress for each process: enough that no process is ever idle."""
_MIN_NOTES_TO_FORK = 1_000
"""The number of notes from which several processes are faster than one."""
_THREADS_OF_A_POOL = 2
"""One that collects results, and one that feeds the queue of tasks."""
_GRACE = 0.5
"""The seconds for which a process may finish its part when the rest is not needed."""


class Part(NamedTuple):
    """The result of the work on one part of the notes.

    Each path is counted once: among `cases`, in `left_out`, or in `excluded`.

    Attributes:
        data: the result as bytes.
        cases: the number of cases in the result.
        left_out: the paths of the notes that could not be processed.
        excluded: the number of files that are no notes, or that a filter excludes.
        doubtful: the number of cases in the result about which a person should be told.
    """

    data: bytes
    cases: int
    left_out: tuple[str, ...] = ()
    excluded: int = 0
    doubtful: int = 0

    @property
    def total(self) -> int:
        """The number of paths that are accounted for."""
        return self.cases + len(self.left_out) + self.excluded


Work = Callable[[Sequence[str]], Part]
"""Takes the paths of some notes and returns the result of the work on them."""


def split_into_parts(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the paths in groups of at most `PART_SIZE`, in order."""
    return (paths[start : start + PART_SIZE] for start in range(0, len(paths), PART_SIZE))


def run_in_parts(
    work: Work,
    paths: Sequence[str],
    *,
    prepare: Callable[[], object] = lambda: None,
    executor: Executor | None = None,
) -> Iterator[Part]:
    """Run work on notes part by part, and yield the results in the order of the notes.

    Args:
        work: called with the paths of each part. It must be picklable if `executor` is given.
        paths: the notes.
        prepare: called before processes are forked; loads the modules that the work needs, so that
            the processes share them.
        executor: runs the work, and is not shut down; by default processes on this machine if
            there are enough notes, else this process.

    Raises:
        CoprodError: a part failed in another process, or a result does not account for each of
            its notes.
    """
    parts = split_into_parts(paths)
    if executor is not None:
        submitted: _Submitted = deque()
        try:
            yield from _in_order(work, parts, executor, os.cpu_count() or 1, submitted)
        finally:
            for future, _part in submitted:
                future.cancel()
        return
    workers = _processors()
    if len(paths) < _MIN_NOTES_TO_FORK or not _may_fork(workers):
        yield from (_checked(work(part), part) for part in parts)
        return
    prepare()
    with (
        _forked_pool(work, workers) as pool,
        closing(_in_order(_run, parts, pool, workers, deque())) as results,
    ):
        yield from results


_Submitted = deque[tuple["Future[Part]", Sequence[str]]]


def _in_order(
    work: Work,
    parts: Iterable[Sequence[str]],
    executor: Executor,
    workers: int,
    submitted: _Submitted,
) -> Generator[Part, None, None]:
    """Submit parts, a bounded number at a time, and yield their results in order.

    `submitted` holds the tasks in progress. Tasks of a pool that is terminated must not be
    cancelled: in Python 3.11 the pool then prints a traceback (InvalidStateError).
    """
    remaining = iter(parts)
    for part in islice(remaining, workers * _PARTS_PER_WORKER):
        submitted.append((_submit(executor, work, part), part))
    while submitted:
        future, part = submitted.popleft()
        result = _checked(_result(future), part)
        if (following := next(remaining, None)) is not None:
            submitted.append((_submit(executor, work, following), following))
        yield result


def _submit(executor: Executor, work: Work, part: Sequence[str]) -> "Future[Part]":
    """Submit a part.

    Raises:
        CoprodError: a process of the executor died.
    """
    try:
        return executor.submit(work, part)
    except BrokenExecutor as error:
        raise _incomplete() from error


def _result(future: "Future[Part]") -> Part:
    """Return the result of a task.

    Raises:
        CoprodError: the task failed. Its own exception is dropped, because it may hold an answer.
    """
    if future.exception() is not None:
        raise _incomplete()
    return future.result()


def _checked(part: Part, paths: Sequence[str]) -> Part:
    """Return a result unchanged if it accounts for each of its notes.

    Raises:
        CoprodError: a note is missing, or is counted twice.
    """
    if part.total != len(paths):
        raise _incomplete()
    return part


def _incomplete() -> CoprodError:
    message = msg("a part of the work stopped before it was done.")
    return CoprodError(message, hint=msg("once more, with fewer cases"))


def _processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _may_fork(workers: int) -> bool:
    """Return whether several processes can be used, and the system allows that many."""
    if workers == 1 or "fork" not in get_all_start_methods():
        return False
    return may_start(workers + _THREADS_OF_A_POOL)


# Processes are forked: they share the loaded modules. New ones would cost more than they gain.

_work: Work | None = None
"""The work of a forked process, inherited from its parent and therefore never pickled."""


@contextmanager
def _forked_pool(work: Work, workers: int) -> Iterator[Executor]:
    """Yield an executor with forked processes; all of them end with the block."""
    pool = _ForkedPool(workers, get_context("fork"), _initialize, (work,))
    try:
        yield pool
    except BaseException:
        _abandon(pool)
        raise
    pool.shutdown()


class _ForkedPool(ProcessPoolExecutor):
    """Forks its processes, at the first task, so that none is interrupted before `_initialize`."""

    def submit(self, *task: Any, **named: Any) -> "Future[Any]":
        # A forked process inherits that the signal waits. It drops the signal; this process
        # receives it at the end of the block.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(*task, **named)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _abandon(pool: ProcessPoolExecutor) -> None:
    """End a pool whose remaining results are not needed.

    Each process may finish its part first: the pool would wait forever for the rest of a result
    whose process was killed while sending it. A part that takes long is not waited for.
    """
    # These two are public only from Python 3.14 on, as `terminate_workers`.
    processes = list((pool._processes or {}).values())  # noqa: SLF001
    manager: Any = pool._executor_manager_thread  # noqa: SLF001
    pool.shutdown(wait=False, cancel_futures=True)
    running = {process.sentinel: process for process in processes}
    deadline = monotonic() + _GRACE
    while running and (seconds := deadline - monotonic()) > 0:
        for sentinel in wait(list(running), seconds):
            del running[cast("int", sentinel)]
    for process in running.values():
        process.terminate()
    if manager is not None:
        manager.join(_GRACE)


def _initialize(work: Work) -> None:
    """Prepare a forked process for its work."""
    global _work  # noqa: PLW0603 - one for each process
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process ends this one
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    gc.disable()  # notes create no reference cycles


def _run(paths: Sequence[str]) -> Part:
    """Run the work of this forked process."""
    if _work is None:
        raise RuntimeError
    return _work(paths)

"""Executor: does the same work on many notes in order, in several processes where that pays.

The work is cut into parts, and each part is a task of a `concurrent.futures.Executor`. Only a few
parts are under way at a time, so memory does not grow with the number of notes.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import msg

PART_SIZE = 16
"""How many notes are in a part: few, so that what passes between processes is small."""
_PARTS_PER_WORKER = 4
"""How many parts are under way for each process: enough that none waits for the next one."""
_WORTH_A_PROCESS = 1_000


class Part(NamedTuple):
    """The result of the work on some notes.

    Each note that was asked for is counted once: among `cases`, in `left_out`, or in `passed_over`.

    Attributes:
        data: the result as bytes.
        cases: how many cases the result is about.
        left_out: the paths of the notes that could not be taken.
        passed_over: how many files were not meant: they are no notes, or a filter excludes them.
    """

    data: bytes
    cases: int
    left_out: tuple[str, ...] = ()
    passed_over: int = 0

    @property
    def counted(self) -> int:
        """How many of the notes that were asked for are accounted for."""
        return self.cases + len(self.left_out) + self.passed_over


Work = Callable[[Sequence[str]], Part]
"""Takes the paths of some notes and returns their part."""


def split_into_parts(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut paths into the parts that are worked on."""
    return (paths[start : start + PART_SIZE] for start in range(0, len(paths), PART_SIZE))


def run_in_parts(
    work: Work,
    paths: Sequence[str],
    *,
    prepare: Callable[[], object] = lambda: None,
    executor: Executor | None = None,
) -> Iterator[Part]:
    """Work on notes part by part, and give the parts in the order of the notes.

    Args:
        work: what to do with each part. Executors that do not fork this process pickle it.
        paths: the notes.
        prepare: loads what the work needs, before processes are forked that share it.
        executor: where to do the work; by default processes on this machine if there are enough
            notes, else this process. It is not shut down.

    Raises:
        CoprodError: a part could not be done in another process, or not every note in it is
            accounted for.
    """
    parts = split_into_parts(paths)
    if executor is not None:
        yield from _in_order(work, parts, executor, os.cpu_count() or 1)
        return
    workers = _processors()
    if len(paths) < _WORTH_A_PROCESS or workers == 1 or "fork" not in get_all_start_methods():
        yield from (_checked(work(part), part) for part in parts)
        return
    prepare()
    with _forked(work, workers) as pool, closing(_in_order(_run, parts, pool, workers)) as done:
        yield from done


def _in_order(
    work: Work, parts: Iterable[Sequence[str]], executor: Executor, workers: int
) -> Generator[Part, None, None]:
    """Submit parts, a bounded number at a time, and give their results in order."""
    waiting = iter(parts)
    under_way: deque[tuple[Future[Part], Sequence[str]]] = deque()
    try:
        for part in islice(waiting, workers * _PARTS_PER_WORKER):
            under_way.append((executor.submit(work, part), part))
        while under_way:
            future, part = under_way.popleft()
            result = _checked(_result(future), part)
            if (following := next(waiting, None)) is not None:
                under_way.append((executor.submit(work, following), following))
            yield result
    finally:
        for future, _part in under_way:
            future.cancel()


def _result(future: "Future[Part]") -> Part:
    """Return what a task returned; its exception may hold an answer and is not passed on."""
    if future.exception() is not None:
        raise _stopped()
    return future.result()


def _checked(part: Part, paths: Sequence[str]) -> Part:
    """Return a part in which every note is accounted for.

    Raises:
        CoprodError: some note is not, or is counted twice.
    """
    if part.counted != len(paths):
        raise _stopped()
    return part


def _stopped() -> CoprodError:
    message = msg("a part of the work stopped before it was done.")
    return CoprodError(message, hint=msg("once more, with fewer cases"))


def _processors() -> int:
    """Return on how many processors this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


# --- processes that share what is loaded: started afresh they would cost more than they gain ---

_work: Work | None = None
"""The work of this process, where it was forked for it: so it need not be pickled."""


@contextmanager
def _forked(work: Work, workers: int) -> Iterator[Executor]:
    """Give an executor of forked processes; none of them outlives the block."""
    pool = ProcessPoolExecutor(workers, get_context("fork"), _begin, (work,))
    try:
        yield pool
    except BaseException:
        # Nobody wants the rest, and a part may take long.
        for process in (pool._processes or {}).values():  # noqa: SLF001 - public only from 3.14 on
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work: Work) -> None:
    """Prepare a forked process for its work."""
    global _work  # noqa: PLW0603 - one for each process
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that forked this one ends it
    gc.disable()  # notes create no reference cycles, and all that is loaded need not be searched


def _run(paths: Sequence[str]) -> Part:
    if _work is None:
        raise RuntimeError
    return _work(paths)

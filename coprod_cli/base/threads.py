"""Works without new threads where the system allows none (RLIMIT_NPROC, limits of containers)."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TypeVar

Result = TypeVar("Result")


def is_out_of_threads(error: BaseException) -> bool:
    """Return whether an error says that no thread can be started; Python has no type for it."""
    return isinstance(error, RuntimeError) and str(error).startswith("can't start new thread")


def may_start(count: int) -> bool:
    """Return whether this process may start so many more threads or processes.

    They are started as threads, and end at once. To find out later is too late: a pool of
    processes whose own thread cannot start never returns a result.
    """
    go = threading.Event()
    started = []
    try:
        for _ in range(count):
            thread = threading.Thread(target=go.wait)
            thread.start()
            started.append(thread)
    except RuntimeError:
        return False
    finally:
        go.set()
        for thread in started:
            thread.join()
    return True


def submit_or_run(executor: Executor, work: Callable[[], Result]) -> "Future[Result]":
    """Submit work to an executor; where it can start no thread, do the work now."""
    try:
        return executor.submit(work)
    except RuntimeError:
        future: Future[Result] = Future()
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - as an executor keeps it
            future.set_exception(error)
        return future

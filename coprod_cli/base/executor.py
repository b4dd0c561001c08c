"""Work on many notes, part by part and in order, on every processor there is."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import msg

PART = 8
"""How many notes are worked on at a time: few, so that what passes between processes is small."""
_WORTH_A_PROCESS = 1_000


class Part(NamedTuple):
    """What came of some notes: bytes, for how many cases, and the paths of the notes left out."""

    data: bytes
    cases: int
    left_out: tuple[Path, ...] = ()


Work = Callable[[list[Path]], Part]


def parts_of(paths: list[Path]) -> list[list[Path]]:
    """Cut paths into the parts that are worked on."""
    return [paths[start : start + PART] for start in range(0, len(paths), PART)]


def work_on(work: Work, paths: list[Path], *, prepare: Callable[[], object]) -> Iterator[Part]:
    """Work on notes in order, part by part; what is held in memory does not grow with their number.

    Args:
        work: paths in, a part out; it may be done in a process of its own.
        paths: the notes.
        prepare: loads what the work needs, before there are processes that share it.
    """
    parts = parts_of(paths)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    # Forked workers share what is loaded already; started afresh they would cost more than they do.
    if len(paths) < _WORTH_A_PROCESS or workers == 1 or "fork" not in get_all_start_methods():
        yield from map(work, parts)
        return
    prepare()
    with ExitStack() as stack:
        stack.enter_context(_without_collecting())
        others = [
            stack.enter_context(_worker(work, parts[first::workers])) for first in range(1, workers)
        ]
        for place, part in enumerate(parts):
            turn = place % workers
            yield _received(others[turn - 1]) if turn else work(part)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the collector from walking through all that is loaded: notes make no circles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _worker(work: Work, parts: list[list[Path]]) -> Iterator[Connection]:
    """Work on parts in another process, which waits whenever its pipe is full."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send_parts, args=(sender, work, parts), daemon=True)
    process.start()
    sender.close()
    try:
        yield receiver
    finally:
        receiver.close()
        # Nobody may want the rest; the workers hold one another's pipes open, so none would notice.
        process.terminate()
        process.join()


def _send_parts(sender: Connection, work: Work, parts: list[list[Path]]) -> None:
    # Its traceback might hold an answer; whoever waits for the rest tells that the work stopped.
    with suppress(Exception, KeyboardInterrupt):
        for paths in parts:
            data, cases, left_out = work(paths)
            sender.send((cases, left_out))
            sender.send_bytes(data)


def _received(receiver: Connection) -> Part:
    try:
        cases, left_out = receiver.recv()
        return Part(receiver.recv_bytes(), cases, left_out)
    except EOFError:
        message = msg("a part of the work stopped before it was done.")
        raise CoprodError(message, hint=msg("once more, with fewer cases")) from None

"""Many notes at once: read, filtered and encoded in parts, on every processor there is."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from coprod_cli.check import is_uncertain
from coprod_cli.errors import CoprodError
from coprod_cli.exports import load_exporter
from coprod_cli.loading import load_named_template
from coprod_cli.notebook import Notebook, read_bytes, shown_path
from coprod_cli.records import Recorder, TemplateLookup, template_lookup
from coprod_cli.selection import NO_FILTERS, Filters, selected_notes

PART = 8
"""How many notes are encoded at a time: few, so that what passes between processes stays small."""
_WORTH_A_PROCESS = 1_000


@dataclass(frozen=True)
class Job:
    """What to do with each note; small, since every part of the work carries it."""

    folder: Path
    format: str
    prompts: tuple[Path, ...]
    filters: Filters = NO_FILTERS
    named: bool = False
    force: bool = False


class Part(NamedTuple):
    """Some cases in UTF-8, how many they are, and the paths of the notes left out."""

    data: bytes
    cases: int
    left_out: tuple[Path, ...]


def encode_parts(job: Job, paths: list[Path]) -> Iterator[Part]:
    """Encode notes in order, part by part; what is held in memory does not grow with their number.

    Raises:
        WrongUsage: there is no such format.
    """
    load_exporter(job.format)
    parts = [paths[start : start + PART] for start in range(0, len(paths), PART)]
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    # Forked workers share what is loaded already; started afresh they would cost more than they do.
    if len(paths) < _WORTH_A_PROCESS or workers == 1 or "fork" not in get_all_start_methods():
        yield from (encode_part(job, part) for part in parts)
        return
    _tools(job)
    with ExitStack() as stack:
        stack.enter_context(_without_collecting())
        others = [
            stack.enter_context(_worker(job, parts[first::workers])) for first in range(1, workers)
        ]
        for place, part in enumerate(parts):
            turn = place % workers
            yield _received(others[turn - 1]) if turn else encode_part(job, part)


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
def _worker(job: Job, parts: list[list[Path]]) -> Iterator[Connection]:
    """Encode parts in another process, which waits whenever its pipe is full."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send_parts, args=(sender, job, parts), daemon=True)
    process.start()
    sender.close()
    try:
        yield receiver
    finally:
        receiver.close()
        # Nobody may want the rest; the workers hold one another's pipes open, so none would notice.
        process.terminate()
        process.join()


def _send_parts(sender: Connection, job: Job, parts: list[list[Path]]) -> None:
    with suppress(BrokenPipeError, KeyboardInterrupt):
        for paths in parts:
            data, cases, left_out = encode_part(job, paths)
            sender.send((cases, left_out))
            sender.send_bytes(data)


def _received(receiver: Connection) -> Part:
    try:
        cases, left_out = receiver.recv()
        return Part(receiver.recv_bytes(), cases, left_out)
    except EOFError:
        message = "a part of the work stopped before it was done."
        raise CoprodError(message, hint="once more, with fewer cases") from None


def encode_part(job: Job, paths: list[Path]) -> Part:
    """Encode some notes: paths in, text out."""
    look_up, recorder = _tools(job)
    exporter = load_exporter(job.format)
    book = Notebook(job.folder)
    texts = []
    left_out = []
    takes_all = not job.filters.any
    for path in paths:
        if takes_all:
            data = read_bytes(path)
            record = data and recorder.record_as_written(data, shown_path(str(path), job.folder))
            if record:
                texts.append(exporter.encode_case(record))
                continue
        for note in selected_notes(book, [path], job.filters, named=job.named):
            form = look_up(note.case.template) if note.case else None
            if note.case is None or (is_uncertain(note, form) and not job.force):
                left_out.append(path)
            else:
                record = recorder.record(note.case, shown_path(note.source, job.folder))
                texts.append(exporter.encode_case(record))
    return Part("".join(texts).encode("utf-8", "replace"), len(texts), tuple(left_out))


@lru_cache(maxsize=4)
def _tools(job: Job) -> tuple[TemplateLookup, Recorder]:
    look_up = lru_cache(maxsize=None)(
        template_lookup(lambda name: load_named_template(name, job.prompts))
    )
    return look_up, Recorder(look_up)

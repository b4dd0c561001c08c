"""Many notes at once: read, filtered and encoded in parts, on every processor there is."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import NamedTuple

from coprod_cli.check import is_uncertain
from coprod_cli.exports import load_exporter
from coprod_cli.loading import load_named_template
from coprod_cli.notebook import Notebook, shown_path
from coprod_cli.records import Recorder, TemplateLookup, template_lookup
from coprod_cli.selection import NO_FILTERS, Filters, selected_notes

PART = 100
"""How many notes one worker takes at a time."""
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
    encode = partial(encode_part, job)
    workers = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)
    # Forked workers share what is loaded already; started afresh they would cost more than they do.
    if len(paths) < _WORTH_A_PROCESS or workers < 2 or "fork" not in get_all_start_methods():  # noqa: PLR2004
        yield from map(encode, parts)
        return
    _tools(job)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield from pool.map(encode, parts)


def encode_part(job: Job, paths: list[Path]) -> Part:
    """Encode some notes: paths in, text out."""
    look_up, recorder = _tools(job)
    exporter = load_exporter(job.format)
    book = Notebook(job.folder)
    texts = []
    left_out = []
    for note in selected_notes(book, paths, job.filters, named=job.named):
        form = look_up(note.case.template) if note.case else None
        if note.case is None or (is_uncertain(note, form) and not job.force):
            left_out.append(Path(note.source))
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

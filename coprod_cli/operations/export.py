"""A batch of notes, read, filtered and encoded for an export."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.executor import Part, parts_of, work_on
from coprod_cli.formats.record import CaseRecord, Recorder
from coprod_cli.formats.registry import load_exporter
from coprod_cli.model.case import Case
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.note.check import is_uncertain
from coprod_cli.notebook.notebook import Notebook, shown_path
from coprod_cli.notebook.query import NO_FILTERS, Filters, selected_notes
from coprod_cli.templates.library import TemplateLibrary

if TYPE_CHECKING:
    from coprod_cli.privacy.placeholders import Placeholders


@dataclass(frozen=True)
class Job:
    """What to do with each note; small, since every part of the work carries it."""

    folder: Path
    format: str
    prompts: tuple[Path, ...]
    filters: Filters = NO_FILTERS
    named: bool = False
    force: bool = False
    deidentify: bool = False


def encode_parts(job: Job, paths: Sequence[str]) -> Iterator[Part]:
    """Encode notes in order, part by part; what is held in memory does not grow with their number.

    Raises:
        WrongUsage: there is no such format.
    """
    load_exporter(job.format)
    if job.deidentify:
        from coprod_cli.privacy.placeholders import Placeholders
        from coprod_cli.privacy.watch_list import WatchList

        # Who has which number must be known to all of the export: one process does it.
        placeholders = Placeholders(WatchList.read(Notebook(job.folder).watched_words))
        yield from (encode_part(job, part, placeholders) for part in parts_of(paths))
        return
    work = partial(encode_part, job)
    yield from work_on(work, paths, prepare=lambda: _tools(job))


def encode_part(job: Job, paths: Sequence[str], placeholders: "Placeholders | None" = None) -> Part:
    """Encode some notes: paths in, text out."""
    look_up, recorder = _tools(job)
    exporter = load_exporter(job.format)
    book = Notebook(job.folder)
    texts = []
    left_out = []
    for path in paths:
        for note in selected_notes(book, [path], job.filters, named=job.named):
            form = look_up(note.case.template) if note.case else None
            if note.case is None or (is_uncertain(note, form) and not job.force):
                left_out.append(path)
            else:
                shown = shown_path(note.source, job.folder)
                record = _record(note.case, shown, recorder, placeholders)
                texts.append(exporter.encode_case(record))
    return Part("".join(texts).encode("utf-8", "replace"), len(texts), tuple(left_out),
                len(paths) - len(texts) - len(left_out))  # fmt: skip


def _record(
    case: Case, path: str, recorder: Recorder, placeholders: "Placeholders | None"
) -> CaseRecord:
    if placeholders is None:
        return recorder.record(case, path)
    from coprod_cli.privacy.scan import deidentified

    # A person may have given the file a name that tells who somebody is.
    return recorder.record(deidentified(case, placeholders), f"{case.id}.md")


@lru_cache(maxsize=4)
def _tools(job: Job) -> tuple[TemplateLookup, Recorder]:
    look_up = TemplateLibrary(job.prompts).find
    return look_up, Recorder(look_up)

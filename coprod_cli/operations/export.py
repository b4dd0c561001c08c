"""Export cases for other programs: read, filter and encode a batch of notes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from coprod_cli.base.executor import PART_SIZE, Part, run_in_parts, split_into_parts
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.formats.case_as_read import CaseAsRead, CaseReader
from coprod_cli.formats.registry import load_batch_exporter
from coprod_cli.model.case import Case
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.note.check import is_uncertain
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import selected_notes
from coprod_cli.templates.library import TemplateLibrary

if TYPE_CHECKING:
    from coprod_cli.formats.exporter import FileExporter, StreamExporter
    from coprod_cli.privacy.placeholders import Placeholders


@dataclass(frozen=True)
class Job:
    """What to do with each note; small, since every part of the work carries it.

    Attributes:
        folder: the notebook's folder.
        format: the name of a stream or file format.
        prompts: the folders of templates.
        filters: which cases to take.
        named: whether the notes were named, so that a file without coprod's marks counts, too.
        force: whether to take notes in which an answer's owner is in doubt.
        deidentify: whether to put placeholders for what could identify a person.
    """

    folder: Path
    format: str
    prompts: tuple[Path, ...]
    filters: Filters = NO_FILTERS
    named: bool = False
    force: bool = False
    deidentify: bool = False


class Exported(NamedTuple):
    """How many cases were exported, and the paths of the notes that were left out."""

    cases: int
    left_out: tuple[str, ...]


def export_notes(
    job: Job,
    paths: Sequence[str],
    write: Callable[[bytes], object],
    *,
    progress: Progress = no_progress,
) -> Exported:
    """Export notes, in order; what is held in memory does not grow with their number.

    Args:
        job: what to do with each note.
        paths: the notes.
        write: takes the bytes of the export, piece by piece.
        progress: reports progress.

    Raises:
        WrongUsage: there is no such format.
        CoprodError: a part of the work was not done.
    """
    exporter = load_batch_exporter(job.format)
    if exporter.kind == "file":
        return _finish(_file_parts(exporter, job, paths, write), paths, write, progress)
    write(exporter.header)
    return _finish(encode_parts(job, paths), paths, write, progress)


def _finish(
    parts: Iterator[Part],
    paths: Sequence[str],
    write: Callable[[bytes], object],
    progress: Progress,
) -> Exported:
    cases = 0
    left_out: list[str] = []
    with progress(parts, len(paths), PART_SIZE) as counted:
        for part in counted:
            write(part.data)
            cases += part.cases
            left_out += part.left_out
    return Exported(cases, tuple(left_out))


def encode_parts(job: Job, paths: Sequence[str]) -> Iterator[Part]:
    """Encode notes in a stream format, part by part and in order, without the format's header.

    Raises:
        WrongUsage: there is no such format.
        CoprodError: a part of the work was not done.
    """
    load_batch_exporter(job.format)
    if job.deidentify:
        # Who has which number must be known to all of the export: one process does it.
        placeholders = _placeholders(job)
        yield from (encode_part(job, part, placeholders) for part in split_into_parts(paths))
        return
    yield from run_in_parts(partial(encode_part, job), paths, prepare=lambda: _tools(job))


def encode_part(job: Job, paths: Sequence[str], placeholders: "Placeholders | None" = None) -> Part:
    """Encode some notes in a stream format.

    Raises:
        WrongUsage: there is no such format.
    """
    exporter = _stream_exporter(job.format)
    encoded: list[bytes] = []
    return _counted(job, paths, placeholders, lambda case: encoded.append(exporter.encode(case)),
                    lambda: b"".join(encoded))  # fmt: skip


def _file_parts(
    exporter: "FileExporter", job: Job, paths: Sequence[str], write: Callable[[bytes], object]
) -> Iterator[Part]:
    """Add notes to a file, part by part; the file is closed after the last one."""
    file = exporter.open(cast("BinaryIO", _Output(write)))
    placeholders = _placeholders(job) if job.deidentify else None
    for part in split_into_parts(paths):
        yield _counted(job, part, placeholders, file.add, lambda: b"")
    file.close()


def _counted(
    job: Job, paths: Sequence[str], placeholders: "Placeholders | None",
    take: Callable[[CaseAsRead], object], made: Callable[[], bytes],
) -> Part:  # fmt: skip
    """Give each case among some notes to `take`, and count every note once."""
    template_of, reader = _tools(job)
    taken, seen = 0, 0
    left_out = []
    for note in selected_notes(Notebook(job.folder), paths, job.filters, named=job.named):
        seen += 1
        template = template_of(note.case.template) if note.case else None
        if note.case is None or (is_uncertain(note, template) and not job.force):
            left_out.append(note.source)
            continue
        take(_as_read(note.case, path_in_notebook(note.source, job.folder), reader, placeholders))
        taken += 1
    return Part(made(), taken, tuple(left_out), len(paths) - seen)


def _as_read(
    case: Case, path: str, reader: CaseReader, placeholders: "Placeholders | None"
) -> CaseAsRead:
    if placeholders is None:
        return reader.read(case, path)
    from coprod_cli.privacy.scan import deidentified

    # The name that a person gave to a file may tell who somebody is.
    return reader.read(deidentified(case, placeholders), f"{case.id}.md")


def _placeholders(job: Job) -> "Placeholders":
    from coprod_cli.privacy.placeholders import Placeholders
    from coprod_cli.privacy.watch_list import WatchList

    return Placeholders(WatchList.read(Notebook(job.folder).watched_words))


@lru_cache(maxsize=4)
def _tools(job: Job) -> tuple[TemplateLookup, CaseReader]:
    template_of = TemplateLibrary(job.prompts).find
    return template_of, CaseReader(template_of)


@lru_cache(maxsize=4)
def _stream_exporter(name: str) -> "StreamExporter":
    exporter: Any = load_batch_exporter(name)
    stream: StreamExporter = exporter
    return stream


class _Output(RawIOBase):
    """A binary stream over a function that writes; file formats write to one."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        super().__init__()
        self._write = write

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._write(piece)
        return len(piece)

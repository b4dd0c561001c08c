"""Export cases for other programs: read, filter and encode many notes."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from coprod_cli.base.executor import PART_SIZE, Part, run_in_parts, split_into_parts
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.formats.case_as_read import CaseAsRead, CaseReader
from coprod_cli.formats.registry import load_batch_exporter
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.note import two_versions
from coprod_cli.notebook.note.check import is_uncertain
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query, Selection, select_to_share, selected_notes
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.output import refuse_note
from coprod_cli.operations.placeholders import case_to_share, placeholders_of
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.library import TemplateLibrary

if TYPE_CHECKING:
    from coprod_cli.formats.exporter import FileExporter, StreamExporter
    from coprod_cli.privacy.placeholders import Placeholders


@dataclass(frozen=True)
class Job:
    """What to do with each note; it is small, since it may be sent to other processes.

    Attributes:
        folder: the notebook's folder.
        format: the name of a stream or file format.
        prompts: the folders of templates.
        filters: the cases to export.
        named: whether the user named the notes, which then need not look like notes.
        force: whether to export notes with answers that cannot be attributed to a question, too.
        deidentify: whether to replace text that could identify a person by placeholders.
        excel: whether to write the variant of the format that Excel opens.
        wide: whether to write the variant with one row for each case.
    """

    folder: Path
    format: str
    prompts: tuple[Path, ...]
    filters: Filters = NO_FILTERS
    named: bool = False
    force: bool = False
    deidentify: bool = False
    excel: bool = False
    wide: bool = False


class Exported(NamedTuple):
    """The number of exported cases, and the paths of the notes that were left out.

    `unmerged` is the number of exported cases with two versions of some text (see `two_versions`).
    """

    cases: int
    left_out: tuple[str, ...]
    unmerged: int = 0


def select_to_export(
    workspace: Workspace,
    query: Query,
    export_format: str,
    output: Path | None = None,
    *,
    excel: bool = False,
    wide: bool = False,
) -> Selection:
    """Return the notes to export; notes that are kept apart are left out unless named.

    Args:
        workspace: the workspace.
        query: the cases.
        export_format: the name of a format.
        output: the file to be written; None for any other output.
        excel: whether to write the variant of the format that Excel opens.
        wide: whether to write the variant with one row for each case.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
        WrongUsage: there is no format of that name, Excel opens no variant of it, or the file would
            replace a note.
    """
    load_batch_exporter(export_format, excel=excel, wide=wide)
    selection = select_to_share(workspace.notebook, query, workspace.library)
    refuse_note(workspace.folder, output, selection.paths)
    return selection


def export_cases(
    workspace: Workspace,
    selection: Selection,
    export_format: str,
    write: Callable[[bytes], object],
    *,
    force: bool = False,
    deidentify: bool = False,
    excel: bool = False,
    wide: bool = False,
    progress: Progress = no_progress,
) -> Exported:
    """Export the cases of a selection, in order; memory use does not grow with their number.

    Args:
        workspace: the workspace.
        selection: the notes.
        export_format: the name of a format.
        write: is called with the bytes of the export, piece by piece.
        force: whether to export notes with answers that cannot be attributed to a question, too.
        deidentify: whether to replace text that could identify a person by placeholders.
        excel: whether to write the variant of the format that Excel opens.
        wide: whether to write the variant with one row for each case.
        progress: reports progress.

    Raises:
        WrongUsage: there is no format of that name, or it has no such variant.
        CoprodError: another process that did a part of the work failed.
    """
    query, paths = selection.query, selection.paths
    job = Job(
        workspace.folder, export_format, workspace.prompts, query.filters,
        named=query.named, force=force, deidentify=deidentify, excel=excel, wide=wide,
    )  # fmt: skip
    exporter = load_batch_exporter(job.format, excel=job.excel, wide=job.wide)
    if exporter.kind == "file":
        with closing(_file_parts(exporter, job, paths, write)) as parts:
            return _finish(parts, paths, write, progress)
    write(exporter.header)
    return _finish(encode_parts(job, paths), paths, write, progress)


def _finish(
    parts: Iterator[Part],
    paths: Sequence[str],
    write: Callable[[bytes], object],
    progress: Progress,
) -> Exported:
    cases = unmerged = 0
    left_out: list[str] = []
    with progress(parts, len(paths), PART_SIZE) as counted:
        for part in counted:
            write(part.data)
            cases += part.cases
            left_out += part.left_out
            unmerged += part.doubtful
    return Exported(cases, tuple(left_out), unmerged)


def encode_parts(job: Job, paths: Sequence[str]) -> Iterator[Part]:
    """Encode notes in a stream format, part by part and in order, without the format's header.

    Raises:
        WrongUsage: there is no format of that name, or it has no such variant.
        CoprodError: another process that did a part of the work failed.
    """
    load_batch_exporter(job.format, excel=job.excel, wide=job.wide)
    if job.deidentify:
        # A person has the same placeholder in the whole export, so one process encodes it.
        placeholders = placeholders_of(Notebook(job.folder))
        yield from (encode_part(job, part, placeholders) for part in split_into_parts(paths))
        return
    yield from run_in_parts(partial(encode_part, job), paths, prepare=lambda: _tools(job))


def encode_part(job: Job, paths: Sequence[str], placeholders: "Placeholders | None" = None) -> Part:
    """Encode some notes in a stream format.

    Raises:
        WrongUsage: there is no format of that name, or it has no such variant.
    """
    exporter = _stream_exporter(job.format, excel=job.excel, wide=job.wide)
    encoded: list[bytes] = []
    return _counted(job, paths, placeholders, lambda case: encoded.append(exporter.encode(case)),
                    lambda: b"".join(encoded))  # fmt: skip


def _file_parts(
    exporter: "FileExporter", job: Job, paths: Sequence[str], write: Callable[[bytes], object]
) -> Generator[Part, None, None]:
    """Add notes to a file format, part by part; close its file at the end, or after a failure.

    A file format may complete its file when it is closed, so after a failure nothing more is
    written: an incomplete file must not look complete.
    """
    placeholders = placeholders_of(Notebook(job.folder)) if job.deidentify else None
    output = _Output(write)
    file = exporter.open(cast("BinaryIO", output))
    try:
        for part in split_into_parts(paths):
            yield _counted(job, part, placeholders, file.add, lambda: b"")
    except BaseException:
        output.discard()
        with suppress(Exception):  # the first failure is the one to report
            file.close()
        raise
    file.close()


def _counted(
    job: Job, paths: Sequence[str], placeholders: "Placeholders | None",
    take: Callable[[CaseAsRead], object], encoded: Callable[[], bytes],
) -> Part:  # fmt: skip
    """Call `take` with each case among some notes, and count each note once."""
    template_of, reader = _tools(job)
    taken = seen = unmerged = 0
    left_out = []
    notebook = Notebook(job.folder)
    for note in selected_notes(notebook, paths, job.filters, named=job.named):
        seen += 1
        template = template_of(note.case.template) if note.case else None
        if is_withdrawn(note.case, template):  # not kept apart, as by hand
            continue
        is_copy = not job.named and notebook.renamed_copy(note) is not None
        if note.case is None or is_copy or (is_uncertain(note, template) and not job.force):
            left_out.append(note.source)
            continue
        path = path_in_notebook(note.source, job.folder)
        take(reader.read(*case_to_share(note.case, path, placeholders)))
        taken += 1
        unmerged += any(finding.kind == two_versions.KIND for finding in note.findings)
    return Part(encoded(), taken, tuple(left_out), len(paths) - seen, unmerged)


@lru_cache(maxsize=4)
def _tools(job: Job) -> tuple[TemplateLookup, CaseReader]:
    template_of = TemplateLibrary(job.prompts).find
    return template_of, CaseReader(template_of)


@lru_cache(maxsize=4)
def _stream_exporter(name: str, *, excel: bool, wide: bool) -> "StreamExporter":
    exporter: Any = load_batch_exporter(name, excel=excel, wide=wide)
    stream: StreamExporter = exporter
    return stream


class _Output(RawIOBase):
    """A binary stream for file formats, which calls a function with the bytes."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        super().__init__()
        self._write = write

    def discard(self) -> None:
        """Accept writes from now on without passing them on."""
        self._write = len

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._write(piece)
        return len(piece)

"""Render cases as Markdown pages, or a template as an empty form to print."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.atomic import make_private_folder, write_atomically
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import msg
from coprod_cli.base.output_file import write_output
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.formats.case_as_read import CaseAsRead, read_as_asked
from coprod_cli.formats.combined import render_combined
from coprod_cli.formats.markdown.blank import render_blank
from coprod_cli.formats.registry import load_layout
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.notebook.note.check import is_uncertain
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Selection
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.choices import choose_language
from coprod_cli.operations.left_out import LeftOut
from coprod_cli.operations.left_out import left_out as why_left_out
from coprod_cli.operations.naming_forms import naming_forms
from coprod_cli.operations.output import refuse_note
from coprod_cli.operations.placeholders import placeholders_of
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.formats.exporter import CombinedLayout


class Page(NamedTuple):
    """A rendered case.

    Attributes:
        name: the name for its file, without the suffix.
        content: the document as the layout returned it: a text, or the bytes of a binary format.
        suffix: the suffix for its file, such as ".md".
    """

    name: str
    content: str | bytes
    suffix: str

    @property
    def data(self) -> bytes:
        """The content as bytes; a text in UTF-8."""
        return self.content if isinstance(self.content, bytes) else self.content.encode()


class RenderOptions(NamedTuple):
    """How to render cases.

    Attributes:
        layout: the name of a layout.
        force: whether to render notes with answers that cannot be attributed to a question, too.
        deidentify: whether to replace text that could identify a person by placeholders.
    """

    layout: str = "answered"
    force: bool = False
    deidentify: bool = False

    @property
    def is_one_page(self) -> bool:
        """Whether all cases are rendered as one page."""
        return load_layout(self.layout).kind == "file"

    def check(self) -> None:
        """Raise WrongUsage if the layout does not exist.

        Raises:
            WrongUsage: it does not exist.
        """
        load_layout(self.layout)


def render_cases(
    workspace: Workspace,
    selection: Selection,
    options: RenderOptions,
    *,
    progress: Progress = no_progress,
) -> Iterator[Page | LeftOut]:
    """Render the cases of a selection one by one, or all as one page if the layout is a table.

    Raises:
        WrongUsage: the layout does not exist, or is for other templates.
    """
    layout = load_layout(options.layout)
    cases = _read_cases(workspace, selection, options, progress)
    if layout.kind == "file":
        yield from _one_document(workspace, layout, cases, options.layout)
        return
    for read in cases:
        if isinstance(read, LeftOut):
            yield read
        else:
            with naming_forms(workspace):
                page = layout.render(read.case)
            yield Page(read.name, page, layout.suffix)


class _ReadCase(NamedTuple):
    """A case to render, and the name for its file."""

    name: str
    case: CaseAsRead


def _read_cases(
    workspace: Workspace, selection: Selection, options: RenderOptions, progress: Progress
) -> Iterator[_ReadCase | LeftOut]:
    """Read the cases of a selection one by one, and say which are left out."""
    find = workspace.library.find
    clean = _deidentifier(selection.notebook) if options.deidentify else None
    with progress(selection.notes(), len(selection.paths)) as notes:
        for note in notes:
            case = note.case
            template = find(case.template) if case else None
            if is_withdrawn(case, template):  # not kept apart, as by hand
                continue
            uncertain = case is None or (is_uncertain(note, template) and not options.force)
            is_copy = not selection.query.named and selection.notebook.renamed_copy(note)
            if case is None or template is None or uncertain or is_copy:
                yield why_left_out(selection.notebook, note, find)
                continue
            # A file name may contain the name of a person.
            name = case.id or ("case" if clean else Path(note.source).stem)
            yield _ReadCase(name, read_as_asked(clean(case) if clean else case, template))


def _one_document(
    workspace: Workspace, layout: "CombinedLayout", cases: Iterator[_ReadCase | LeftOut], name: str
) -> Iterator[Page | LeftOut]:
    """Render all cases as one document, and yield it after the cases that are left out."""
    left_out: list[LeftOut] = []

    def taken() -> Iterator[CaseAsRead]:
        for read in cases:
            if isinstance(read, LeftOut):
                left_out.append(read)
            else:
                yield read.case

    with naming_forms(workspace):
        document = render_combined(layout, taken())
    yield from left_out
    if document:
        yield Page(name, document, layout.suffix)


def render_to_file(
    workspace: Workspace,
    selection: Selection,
    options: RenderOptions,
    path: Path,
    *,
    progress: Progress = no_progress,
) -> list[LeftOut]:
    """Render the only page of a selection to a file, and return what was left out.

    Raises:
        WrongUsage: the file is a note, or would be taken for one; or see `render_cases`.
        CannotSave: the file could not be written; a plain file is unchanged.
    """
    refuse_note(selection.notebook.folder, path, selection.paths)
    left_out: list[LeftOut] = []
    for page in render_cases(workspace, selection, options, progress=progress):
        if isinstance(page, LeftOut):
            left_out.append(page)
        else:
            write_output(path, page.data, durable=True)
    return left_out


def render_to_folder(
    workspace: Workspace,
    selection: Selection,
    options: RenderOptions,
    folder: Path,
    *,
    progress: Progress = no_progress,
) -> list[LeftOut]:
    """Render each case of a selection to a file in a folder, and return what was left out.

    Raises:
        WrongUsage: the folder is a file, or contains notes; or see `render_cases`.
        CannotSave: a page could not be written; the pages before it were.
        CoprodError: a file in the folder is a link to a file outside it.
    """
    if folder.exists() and not folder.is_dir():
        message = msg("this is a file, and several cases need a folder.")
        raise WrongUsage(message, where=str(folder))
    refuse_note(selection.notebook.folder, folder / "any.md")
    make_private_folder(folder)
    names: Counter[str] = Counter()
    left_out: list[LeftOut] = []
    for page in render_cases(workspace, selection, options, progress=progress):
        if isinstance(page, LeftOut):
            left_out.append(page)
            continue
        name = "".join(char if char.isalnum() or char in "-_" else "-" for char in page.name)
        names[name] += 1
        if names[name] > 1:  # a copy of a note has the same id
            name = f"{name}-{names[name]}"
        path = folder / f"{name}{page.suffix}"
        refuse_outside_link(path, folder)
        write_atomically(path, page.data, durable=False)
    return left_out


def render_form(
    workspace: Workspace, template: str, *, language: str | None = None, plain_words: bool = False
) -> str:
    """Return a template as an empty form to print.

    Args:
        workspace: the workspace.
        template: the template's id.
        language: the language; by default the first preferred one that the template has.
        plain_words: whether the questions are in plain language.

    Raises:
        NotFound: the template does not exist.
        InvalidInput: the template has mistakes.
        WrongUsage: the template does not have the language.
    """
    loaded = workspace.library.load(template)
    worded = in_plain_words(loaded) if plain_words else loaded
    return render_blank(worded, choose_language(worded, language, workspace.languages))


def render_form_to_file(
    workspace: Workspace,
    template: str,
    path: Path,
    *,
    language: str | None = None,
    plain_words: bool = False,
) -> None:
    """Write what `render_form` returns to a file.

    Raises:
        WrongUsage: the file is a note, or would be taken for one.
        CannotSave: the file could not be written; a plain file is unchanged.
        CoprodError: see `render_form`.
    """
    refuse_note(workspace.folder, path)
    text = render_form(workspace, template, language=language, plain_words=plain_words)
    write_output(path, text.encode(), durable=True)


def _deidentifier(notebook: Notebook) -> Callable[[Case], Case]:
    """Return a function that puts placeholders into cases: the same for a person in all cases."""
    from coprod_cli.privacy.scan import deidentify_case

    placeholders = placeholders_of(notebook)
    return lambda case: deidentify_case(case, placeholders)

"""The commands that write cases out: render and export."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.cli import completion
from coprod_cli.cli.options import (
    CasesArgument,
    LanguageOption,
    NotebookOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.errors import CoprodError, ExitCode, WrongUsage
from coprod_cli.settings import notebook_folder, prompts_folders

if TYPE_CHECKING:
    from coprod_cli.notebook import Notebook
    from coprod_cli.records import TemplateLookup
    from coprod_cli.selection import Filters

OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="PATH", help="A file, or a folder.")
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Also notes in which an answer's owner is in doubt.")
]
FormatArgument = Annotated[
    str, typer.Argument(metavar="FORMAT", help="jsonl or csv.", autocompletion=completion.formats)
]
LayoutOption = Annotated[
    str,
    typer.Option(
        "--layout", metavar="L", help="answered, or full for every question.",
        autocompletion=completion.layouts,
    ),
]  # fmt: skip


def render(
    cases: CasesArgument = None,
    notebook: NotebookOption = None,
    all_cases: Annotated[bool, typer.Option("--all", help="All cases of the notebook.")] = False,
    layout: LayoutOption = "answered",
    output: OutputOption = None,
    blank: Annotated[bool, typer.Option("--blank", help="The empty form, to print.")] = False,
    language: LanguageOption = None,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    force: ForceOption = False,
) -> None:
    """Give cases as clean Markdown: to standard output, to a file, or a file each in a folder."""
    from coprod_cli.render import LAYOUTS

    if layout not in LAYOUTS:
        raise WrongUsage(f'there is no layout "{layout}".', hint=" or ".join(LAYOUTS))
    if blank:
        _refuse_note(notebook_folder(notebook), output)
        _render_blank(template or "primary-care", language, output)
        return
    if bool(cases) == all_cases:
        raise WrongUsage("name a case, or say --all.", hint="coprod render latest")
    from coprod_cli.notebook import Notebook
    from coprod_cli.selection import Filters

    filters = Filters(template, status, tag, since, until)
    if cases and filters.any:
        raise WrongUsage("filters go with --all.", hint="coprod render --all --tag WORD")
    book = Notebook.open(notebook_folder(notebook))
    batch = _Batch(book, filters, cases or [], force=force)
    if output is None or (not all_cases and len(cases or []) == 1 and not output.is_dir()):
        _render_into_one(batch, layout, output)
    else:
        _render_into_folder(batch, layout, output)
    _tell_left_out(book, batch.left_out)


def export(
    export_format: FormatArgument,
    cases: CasesArgument = None,
    notebook: NotebookOption = None,
    output: OutputOption = None,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    force: ForceOption = False,
) -> None:
    """Export the notebook, or the named cases, for other programs."""
    from coprod_cli.batch import PART, Job, encode_parts
    from coprod_cli.console import progress
    from coprod_cli.exports import load_exporter
    from coprod_cli.notebook import Notebook
    from coprod_cli.selection import Filters, selected_paths

    header = load_exporter(export_format).HEADER
    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    paths = selected_paths(book, cases or [])
    _refuse_note(book.folder, output, paths)
    prompts = tuple(prompts_folders())
    job = Job(book.folder, export_format, prompts, filters, named=bool(cases), force=force)
    left_out: list[Path] = []
    with (
        _output(output) as write,
        progress(encode_parts(job, paths), len(paths), PART, "Exporting") as parts,
    ):
        write(header.encode())
        for part in parts:
            write(part.data)
            left_out += part.left_out
    _tell_left_out(book, left_out)


class _Batch:
    """Reads the notes of a batch one by one; tells of those that are left out, and goes on."""

    def __init__(
        self, book: "Notebook", filters: "Filters", references: list[str], *, force: bool
    ) -> None:
        from coprod_cli.selection import selected_paths

        self.book = book
        self.look_up = _template_lookup()
        self.left_out: list[Path] = []
        self._filters = filters
        self._named = bool(references)
        self.paths = selected_paths(book, references)
        self._force = force

    def rendered(self, layout: str) -> Iterator[tuple[str, str]]:
        """Give the id of each case and its text in a layout."""
        from coprod_cli.check import is_uncertain
        from coprod_cli.console import progress
        from coprod_cli.render import render_case
        from coprod_cli.selection import selected_notes

        notes = selected_notes(self.book, self.paths, self._filters, named=self._named)
        with progress(notes, len(self.paths), 1, "Rendering") as shown:
            for note in shown:
                case = note.case
                form = self.look_up(case.template) if case else None
                uncertain = case is None or (is_uncertain(note, form) and not self._force)
                if case is None or form is None or uncertain:
                    self.left_out.append(Path(note.source))
                else:
                    yield case.id or Path(note.source).stem, render_case(case, form, layout)


def _tell_left_out(book: "Notebook", paths: list[Path]) -> None:
    """Say why notes were left out, and exit 1, since the others are done."""
    if not paths:
        return
    from coprod_cli.check import check_note
    from coprod_cli.console import say, show_error

    look_up = _template_lookup()
    for path in paths:
        findings = check_note(book.read(path), look_up)
        worst = [each for each in findings if each.uncertain] or findings
        for finding in worst[:1]:
            show_error(CoprodError(f"left out: {finding}"))
    cases = "case was" if len(paths) == 1 else "cases were"
    say(f"{len(paths)} {cases} left out. Try: coprod check, or --force")
    raise typer.Exit(ExitCode.FINDINGS)


def _render_into_one(batch: _Batch, layout: str, output: Path | None) -> None:
    from coprod_cli.console import show_text
    from coprod_cli.saving import write_whole

    if output is None:
        for place, (_, text) in enumerate(batch.rendered(layout)):
            show_text(f"\n---\n\n{text}" if place else text)
        return
    _refuse_note(batch.book.folder, output, batch.paths)
    for _, text in batch.rendered(layout):
        write_whole(output, text.encode())


def _render_into_folder(batch: _Batch, layout: str, folder: Path) -> None:
    from coprod_cli.saving import make_private_folder, write_whole

    if folder.exists() and not folder.is_dir():
        raise WrongUsage("this is a file, and several cases need a folder.", where=str(folder))
    _refuse_note(batch.book.folder, folder / "any.md")
    make_private_folder(folder)
    names: Counter[str] = Counter()
    for stem, text in batch.rendered(layout):
        name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in stem)
        names[name] += 1
        if names[name] > 1:  # a note that was copied has its id still
            name = f"{name}-{names[name]}"
        write_whole(folder / f"{name}.md", text.encode(), durable=False)


def _refuse_note(folder: Path, output: Path | None, named: Iterable[Path] = ()) -> None:
    """Refuse to write over a note, or where what is written would be taken for one.

    Raises:
        WrongUsage: that is so.
    """
    if output is None:
        return
    home, target = folder.resolve(), output.resolve()
    among_notes = target.suffix == ".md" and home in target.parents
    hidden = among_notes and any(
        part.startswith(".") for part in target.relative_to(home).parts[:-1]
    )
    taken = target in {path.resolve() for path in named} or _holds_case(target)
    if taken or (among_notes and not hidden):
        message = "notes live here, and this would be taken for one."
        raise WrongUsage(message, where=str(output), hint="another folder")


def _holds_case(path: Path) -> bool:
    """Tell whether a file is a note, of whatever notebook."""
    from coprod_cli.notebook import Notebook

    if path.suffix != ".md" or not path.is_file():
        return False
    front = Notebook(path.parent).read(path).front_matter
    return front is not None and "coprod" in front.values


def _render_blank(template: str, language: str | None, output: Path | None) -> None:
    from coprod_cli.console import show_text
    from coprod_cli.loading import load_named_template
    from coprod_cli.render import render_blank
    from coprod_cli.saving import write_whole

    form = load_named_template(template, prompts_folders())
    if language is not None and language not in form.languages:
        known = ", ".join(form.languages)
        raise WrongUsage(f'the template "{form.id}" is not in "{language}".', hint=known)
    text = render_blank(form, language or form.languages[0])
    if output is None:
        show_text(text)
    else:
        write_whole(output, text.encode())


@contextmanager
def _output(output: Path | None) -> Iterator[Callable[[bytes], object]]:
    """Give what writes UTF-8: to a file that is whole or not there, or to standard output."""
    from coprod_cli.console import show_data
    from coprod_cli.saving import whole_file

    if output is None:
        yield show_data
        return
    with whole_file(output, durable=False) as stream:
        yield stream.write


def _template_lookup() -> "TemplateLookup":
    from coprod_cli.cli.notebooks import _template_lookup as look_up

    return look_up()

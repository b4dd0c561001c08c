"""The commands that write cases out: render and export."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

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
    from coprod_cli.cli.selection import Filters
    from coprod_cli.note.reading import Note
    from coprod_cli.notebook import Notebook
    from coprod_cli.records import TemplateLookup

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
        _render_blank(template or "primary-care", language, output)
        return
    if bool(cases) == all_cases:
        raise WrongUsage("name a case, or say --all.", hint="coprod render latest")
    from coprod_cli.cli.selection import Filters
    from coprod_cli.notebook import Notebook

    filters = Filters(template, status, tag, since, until)
    if cases and filters.any:
        raise WrongUsage("filters go with --all.", hint="coprod render --all --tag WORD")
    book = Notebook.open(notebook_folder(notebook))
    batch = _Batch(book, filters, cases or [], force=force)
    if output is None or (not all_cases and len(cases or []) == 1 and not output.is_dir()):
        _render_into_one(batch, layout, output)
    else:
        _render_into_folder(batch, layout, output)
    batch.end()


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
    from coprod_cli.cli.selection import Filters
    from coprod_cli.exports import load_exporter
    from coprod_cli.notebook import Notebook
    from coprod_cli.records import Recorder, shown_path

    exporter = load_exporter(export_format)
    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    batch = _Batch(book, filters, cases or [], force=force)
    recorder = Recorder(batch.look_up)
    _refuse_note(book, output)

    def records() -> Iterator[dict[str, Any]]:
        for note in batch.notes():
            if note.case is not None:
                yield recorder.record(note.case, shown_path(Path(note.source), book.folder))

    with _text_output(output) as out:
        exporter(records(), out)
    batch.end()


class _Batch:
    """Reads the notes of a batch one by one; tells of those that are left out, and goes on."""

    def __init__(
        self, book: "Notebook", filters: "Filters", references: list[str], *, force: bool
    ) -> None:
        from coprod_cli.cli.selection import selected_paths

        self.book = book
        self.look_up = _template_lookup()
        self._filters = filters
        self._named = bool(references)
        self._paths = selected_paths(book, references)
        self._force = force
        self._left_out = 0

    def notes(self) -> Iterator["Note"]:
        from coprod_cli.check import is_uncertain
        from coprod_cli.cli.selection import selected_notes
        from coprod_cli.console import progress

        with progress(self._paths, "Reading") as paths:
            for path in paths:
                for note in selected_notes(self.book, [path], self._filters, named=self._named):
                    form = self.look_up(note.case.template) if note.case else None
                    if note.case is None or (is_uncertain(note, form) and not self._force):
                        self.leave_out(note)
                    else:
                        yield note

    def leave_out(self, note: "Note") -> None:
        from coprod_cli.check import check_note
        from coprod_cli.console import show_error

        self._left_out += 1
        findings = [each for each in check_note(note, self.look_up) if each.uncertain]
        for finding in findings[:1] or note.findings[:1]:
            show_error(CoprodError(f"left out: {finding}"))

    def tell_failed(self, error: CoprodError) -> None:
        from coprod_cli.console import show_error

        self._left_out += 1
        show_error(error)

    def end(self) -> None:
        """Exit 1 where some cases were left out and the others done."""
        from coprod_cli.console import say

        if self._left_out:
            cases = "case was" if self._left_out == 1 else "cases were"
            say(f"{self._left_out} {cases} left out. Try: coprod check, or --force")
            raise typer.Exit(ExitCode.FINDINGS)


def _rendered(batch: _Batch, layout: str) -> Iterator[tuple[str, str]]:
    """Give the stem of each note's file and its text in a layout."""
    from coprod_cli.errors import NotFound
    from coprod_cli.render import render_case

    for note in batch.notes():
        case = note.case
        form = batch.look_up(case.template) if case else None
        if case is None or form is None:
            name = case.template if case else ""
            error = NotFound(f'there is no template "{name}".', where=note.source)
            batch.tell_failed(error)
            continue
        yield case.id or Path(note.source).stem, render_case(case, form, layout)


def _render_into_one(batch: _Batch, layout: str, output: Path | None) -> None:
    from coprod_cli.console import show_text
    from coprod_cli.saving import write_whole

    if output is None:
        for place, (_, text) in enumerate(_rendered(batch, layout)):
            show_text(f"\n---\n\n{text}" if place else text)
        return
    _refuse_note(batch.book, output)
    for _, text in _rendered(batch, layout):
        write_whole(output, text.encode())


def _render_into_folder(batch: _Batch, layout: str, folder: Path) -> None:
    from coprod_cli.saving import make_private_folder, write_whole

    if folder.exists() and not folder.is_dir():
        raise WrongUsage("this is a file, and several cases need a folder.", where=str(folder))
    _refuse_note(batch.book, folder / "any.md")
    make_private_folder(folder)
    for stem, text in _rendered(batch, layout):
        name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in stem)
        write_whole(folder / f"{name}.md", text.encode(), durable=False)


def _refuse_note(book: "Notebook", output: Path | None) -> None:
    """Refuse to write among the notes themselves, where a render could take a note's place."""
    if output is None:
        return
    parent = output.resolve().parent
    if parent == book.folder.resolve() and output.suffix == ".md":
        raise WrongUsage(
            "this folder holds the notes themselves.", where=str(output), hint="another folder"
        )


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
def _text_output(output: Path | None) -> Iterator[TextIO]:
    """Give a UTF-8 stream: a file that is whole or not there, or standard output."""
    from coprod_cli.saving import whole_file

    if output is None:
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None or sys.stdout.isatty():
            yield _CleanedOutput()
            return
        stream = TextIOWrapper(buffer, "utf-8", "replace", newline="", write_through=False)
        try:
            yield stream
        finally:
            stream.flush()
            stream.detach()
        return
    with whole_file(output) as raw:
        stream = TextIOWrapper(raw, "utf-8", "replace", newline="")
        yield stream
        stream.flush()
        stream.detach()


class _CleanedOutput(TextIOWrapper):
    """Standard output while it is a terminal: what is written cannot steer it."""

    def __init__(self) -> None:
        pass

    def write(self, text: str) -> int:
        from coprod_cli.console import show_text

        show_text(text)
        return len(text)


def _template_lookup() -> "TemplateLookup":
    from coprod_cli.cli.notebooks import _template_lookup as look_up

    return look_up()

"""The command that gives cases as clean Markdown."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.settings import DEFAULT_TEMPLATE, notebook_folder, prompts_folders
from coprod_cli.cli import completion
from coprod_cli.cli.options import (
    CasesArgument,
    LanguageOption,
    NotebookOption,
    PlainWordsOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.cli.output_options import (
    DeidentifyOption,
    ForceOption,
    OutputOption,
    refuse_note,
    tell_kept_apart,
    tell_left_out,
    tell_links,
)
from coprod_cli.operations.open_case import chosen_language, templates_by_name

if TYPE_CHECKING:
    from coprod_cli.model.case import Case
    from coprod_cli.model.template import Template
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.notebook.query import Filters

LayoutOption = Annotated[
    str,
    typer.Option(
        "--layout", metavar="L",
        help=_("answered; full for every question; agreement for a patient contract."),
        autocompletion=completion.layouts,
    ),
]  # fmt: skip


def render(
    cases: CasesArgument = None,
    notebook: NotebookOption = None,
    all_cases: Annotated[bool, typer.Option("--all", help=_("All cases of the notebook."))] = False,
    layout: LayoutOption = "answered",
    output: OutputOption = None,
    blank: Annotated[bool, typer.Option("--blank", help=_("The empty form, to print."))] = False,
    language: LanguageOption = None,
    plain_words: PlainWordsOption = False,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    force: ForceOption = False,
    deidentify: DeidentifyOption = False,
) -> None:
    """Give cases as clean Markdown: to standard output, to a file, or a file each in a folder."""
    from coprod_cli.formats.markdown.layouts import LAYOUTS

    if layout not in LAYOUTS:
        message = _('there is no layout "{name}".').format(name=layout)
        raise WrongUsage(message, hint=", ".join(LAYOUTS))
    if blank:
        folder = notebook_folder(notebook)
        refuse_note(folder, output)
        form = _blank_form(folder, template or DEFAULT_TEMPLATE, plain_words=plain_words)
        _render_blank(form, chosen_language(form, language, folder), output)
        return
    if plain_words:
        hint = "coprod edit CASE --plain-words"
        raise WrongUsage(_("--plain-words goes with --blank."), hint=hint)
    if bool(cases) == all_cases:
        raise WrongUsage(_("name a case, or say --all."), hint="coprod render latest")
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.notebook.query import Filters

    filters = Filters(template, status, tag, since, until)
    if cases and filters.any:
        raise WrongUsage(_("filters go with --all."), hint="coprod render --all --tag WORD")
    book = Notebook.open(notebook_folder(notebook))
    batch = _Batch(book, filters, cases or [], force=force, deidentify=deidentify)
    tell_links(book, batch.paths)
    if output is None or (not all_cases and len(cases or []) == 1 and not output.is_dir()):
        _render_into_one(batch, layout, output)
    else:
        _render_into_folder(batch, layout, output)
    if deidentify:
        _say_patterns()
    tell_kept_apart(batch.kept_apart)
    tell_left_out(book, batch.left_out)


class _Batch:
    """Reads the notes of a batch one by one; tells of those that are left out, and goes on."""

    def __init__(
        self,
        book: "Notebook",
        filters: "Filters",
        references: list[str],
        *,
        force: bool,
        deidentify: bool,
    ) -> None:
        from coprod_cli.notebook.query import shared_paths

        self.book = book
        self.look_up = templates_by_name(book)
        self.left_out: list[str] = []
        self._filters = filters
        self._named = bool(references)
        self.paths, self.kept_apart = shared_paths(book, references, filters)
        self._force = force
        self._clean = _deidentifier(book) if deidentify else _unchanged

    def rendered(self, layout: str) -> Iterator[tuple[str, str]]:
        """Give the id of each case and its text in a layout."""
        from coprod_cli.cli.console import progress
        from coprod_cli.formats.markdown.layouts import lay_out
        from coprod_cli.notebook.note.check import is_uncertain
        from coprod_cli.notebook.query import selected_notes

        notes = selected_notes(self.book, self.paths, self._filters, named=self._named)
        with progress(notes, len(self.paths), 1, _("Rendering")) as shown:
            for note in shown:
                case = note.case
                form = self.look_up(case.template) if case else None
                uncertain = case is None or (is_uncertain(note, form) and not self._force)
                if case is None or form is None or uncertain:
                    self.left_out.append(note.source)
                else:
                    # A person may have given the file a name that tells who somebody is.
                    name = "case" if self._clean is not _unchanged else Path(note.source).stem
                    yield case.id or name, lay_out(self._clean(case), form, layout)


def _render_into_one(batch: _Batch, layout: str, output: Path | None) -> None:
    from coprod_cli.base.atomic import write_whole
    from coprod_cli.cli.console import show_text

    if output is None:
        for place, (_case_id, text) in enumerate(batch.rendered(layout)):
            show_text(f"\n---\n\n{text}" if place else text)
        return
    refuse_note(batch.book.folder, output, batch.paths)
    for _case_id, text in batch.rendered(layout):
        write_whole(output, text.encode())


def _render_into_folder(batch: _Batch, layout: str, folder: Path) -> None:
    from coprod_cli.base.atomic import make_private_folder, write_whole
    from coprod_cli.base.files import refuse_way_out

    if folder.exists() and not folder.is_dir():
        message = _("this is a file, and several cases need a folder.")
        raise WrongUsage(message, where=str(folder))
    refuse_note(batch.book.folder, folder / "any.md")
    make_private_folder(folder)
    names: Counter[str] = Counter()
    for stem, text in batch.rendered(layout):
        name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in stem)
        names[name] += 1
        if names[name] > 1:  # a note that was copied has its id still
            name = f"{name}-{names[name]}"
        refuse_way_out(folder / f"{name}.md", folder)
        write_whole(folder / f"{name}.md", text.encode(), durable=False)


def _blank_form(notebook: Path, template: str, *, plain_words: bool) -> "Template":
    from coprod_cli.model.plain_language import in_plain_words
    from coprod_cli.templates.loader import load_named_template

    form = load_named_template(template, prompts_folders(notebook))
    return in_plain_words(form) if plain_words else form


def _render_blank(form: "Template", language: str, output: Path | None) -> None:
    from coprod_cli.base.atomic import write_whole
    from coprod_cli.cli.console import show_text
    from coprod_cli.formats.markdown.render import render_blank

    text = render_blank(form, language)
    if output is None:
        show_text(text)
    else:
        write_whole(output, text.encode())


def _unchanged(case: "Case") -> "Case":
    return case


def _deidentifier(book: "Notebook") -> "Callable[[Case], Case]":
    """Return what puts placeholders into cases: for the same person the same one in all."""
    from coprod_cli.privacy.placeholders import Placeholders
    from coprod_cli.privacy.scan import WatchList, deidentified

    placeholders = Placeholders(WatchList.read(book.watched_words))
    return lambda case: deidentified(case, placeholders)


def _say_patterns() -> None:
    from coprod_cli.cli.console import say
    from coprod_cli.privacy.scan import PATTERNS_NOT_PEOPLE

    told = _("Placeholders stand for what was found.")
    say(f"{told} {_(PATTERNS_NOT_PEOPLE)}")

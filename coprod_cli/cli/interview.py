"""The commands in which a case is asked about: new-case, resume, edit."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.base.settings import DEFAULT_TEMPLATE, notebook_folder, prompts_folders
from coprod_cli.cli import completion
from coprod_cli.cli.enter_data import add_from_data, edit_from_data, named_in, read_data
from coprod_cli.cli.options import (
    CaseArgument,
    DataOption,
    JsonOption,
    LanguageOption,
    NotebookOption,
    OptionalCaseArgument,
    PlainOption,
    PlainWordsOption,
    SectionOption,
    SetOption,
    TemplateOption,
)
from coprod_cli.cli.sitting import (
    conduct_with_person,
    is_person_here,
    refuse_data_options,
    require_person,
)
from coprod_cli.operations.convert import Reshaping, reshape
from coprod_cli.operations.open_case import (
    chosen_language,
    chosen_sections,
    open_notebook,
    prepare_again,
    prepare_new_case,
)

if TYPE_CHECKING:
    from pathlib import Path

    from coprod_cli.interview.engine import Interview
    from coprod_cli.model.case import Case
    from coprod_cli.model.template import Template
    from coprod_cli.notebook.drafts import Unfinished
    from coprod_cli.notebook.notebook import Notebook

OtherTemplateOption = Annotated[
    str | None,
    typer.Option(
        "--template", metavar="ID", help=_("Open the case out into another template."),
        autocompletion=completion.templates,
    ),
]  # fmt: skip
OtherLanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="L",
        help=_("Go on in another language: headings follow, answers stay."),
    ),
]
OtherWordsOption = Annotated[
    bool | None,
    typer.Option(
        "--plain-words/--own-words", help=_("Go on in short words, or in the template's own."),
        show_default=False,
    ),
]  # fmt: skip
FinalOption = Annotated[bool, typer.Option("--final", help=_("With data: finish the case."))]
TitleOption = Annotated[
    str | None,
    typer.Option("--title", metavar="T", help=_("What the case is called; name nobody.")),
]


def new_case(
    notebook: NotebookOption = None,
    title: TitleOption = None,
    template: TemplateOption = DEFAULT_TEMPLATE,
    language: LanguageOption = None,
    section: SectionOption = None,
    data: DataOption = None,
    settings: SetOption = None,
    plain: PlainOption = False,
    plain_words: PlainWordsOption = False,
    final: FinalOption = False,
    json: JsonOption = False,
) -> None:
    """Ask about a new case, and save every answer as a Markdown note.

    With --data or --set nothing is asked; the path of the note is printed.
    """
    folder = notebook_folder(notebook)
    if data is None and not settings:
        refuse_data_options(final=final, json=json)
        require_person(plain=plain)
        conduct_with_person(
            lambda: prepare_new_case(
                folder, template, language, section, title, plain_words=plain_words
            ),
            plain=plain,
            # Another form is loaded before the first screen, which may have other words for it.
            asks_title=title is None and template == DEFAULT_TEMPLATE,
        )
        return
    from coprod_cli.templates.loader import load_named_template

    document = read_data(data)
    name = named_in(document, "template") or template
    form = load_named_template(name, prompts_folders(folder))
    tongue = chosen_language(form, language or named_in(document, "language"), folder)
    chosen_sections(form, section)
    add_from_data(
        folder, form, tongue, document, settings or [],
        title=title, final=final, json=json, plain_words=plain_words,
    )  # fmt: skip


def resume(
    case: OptionalCaseArgument = None,
    notebook: NotebookOption = None,
    plain: PlainOption = False,
) -> None:
    """Go on with a draft: the latest one, or the one you name."""
    require_person(plain=plain, instead="coprod edit CASE --data FILE")

    def begin(form: "Template", known: "Case", kept: "Unfinished") -> "Interview":
        from coprod_cli.interview.engine import Interview

        return Interview.resume(form, known, at=kept.at, drafts=kept.texts, bases=kept.bases)

    conduct_with_person(lambda: prepare_again(notebook, case, begin), plain=plain)


def edit(
    case: CaseArgument,
    notebook: NotebookOption = None,
    template: OtherTemplateOption = None,
    language: OtherLanguageOption = None,
    plain_words: OtherWordsOption = None,
    section: SectionOption = None,
    data: DataOption = None,
    settings: SetOption = None,
    plain: PlainOption = False,
    final: FinalOption = False,
    json: JsonOption = False,
) -> None:
    """Open any case at its menu; with --data or --set, change those answers and nothing else."""
    how = Reshaping(language, plain_words, template)
    if data is not None or settings or (how.wanted and not plain and not is_person_here()):
        book = open_notebook(notebook)
        path = book.find(case)
        edit_from_data(
            book, path, read_data(data), settings or [],
            sections=section, final=final, json=json, how=how,
        )  # fmt: skip
        return
    refuse_data_options(final=final, json=json)
    require_person(plain=plain)

    def begin(form: "Template", known: "Case", kept: "Unfinished") -> "Interview":
        from coprod_cli.interview.engine import Interview

        asked = chosen_sections(form, section)
        return Interview.reopen(form, known, sections=asked, drafts=kept.texts, bases=kept.bases)

    def rewrite(book: "Notebook", path: "Path") -> "Template":
        return reshape(book, path, how)

    conduct_with_person(
        lambda: prepare_again(notebook, case, begin, rewrite if how.wanted else None), plain=plain
    )

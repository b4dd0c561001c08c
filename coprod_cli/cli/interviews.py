"""The commands in which a case is asked about: new-case, resume, edit."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.cli.data import add_from_data, edit_from_data, named_in, read_data
from coprod_cli.cli.opening import (
    chosen_language,
    chosen_sections,
    open_notebook,
    prepare_again,
    prepare_new_case,
)
from coprod_cli.cli.options import (
    CaseArgument,
    DataOption,
    JsonOption,
    LanguageOption,
    NotebookOption,
    OptionalCaseArgument,
    PlainOption,
    SectionOption,
    SetOption,
    TemplateOption,
)
from coprod_cli.cli.person import (
    conduct_with_person,
    refuse_data_options,
    require_person,
)
from coprod_cli.settings import notebook_folder, prompts_folders

if TYPE_CHECKING:
    from coprod_cli.case import Case
    from coprod_cli.drafts import Unfinished
    from coprod_cli.interview import Interview
    from coprod_cli.template import Template

FinalOption = Annotated[bool, typer.Option("--final", help="With data: finish the case.")]
TitleOption = Annotated[
    str | None, typer.Option("--title", metavar="T", help="What the case is called; name nobody.")
]


def new_case(
    notebook: NotebookOption = None,
    title: TitleOption = None,
    template: TemplateOption = "primary-care",
    language: LanguageOption = None,
    section: SectionOption = None,
    data: DataOption = None,
    settings: SetOption = None,
    plain: PlainOption = False,
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
            lambda: prepare_new_case(folder, template, language, section, title),
            plain=plain,
            asks_title=title is None,
        )
        return
    from coprod_cli.loading import load_named_template

    document = read_data(data)
    form = load_named_template(named_in(document, "template") or template, prompts_folders())
    tongue = chosen_language(form, language or named_in(document, "language"))
    chosen_sections(form, section)
    add_from_data(
        folder, form, tongue, document, settings or [], title=title, final=final, json=json
    )


def resume(
    case: OptionalCaseArgument = None,
    notebook: NotebookOption = None,
    plain: PlainOption = False,
) -> None:
    """Go on with a draft: the latest one, or the one you name."""
    require_person(plain=plain, instead="coprod edit CASE --data FILE")

    def begin(form: "Template", known: "Case", kept: "Unfinished") -> "Interview":
        from coprod_cli.interview import Interview

        return Interview.resume(form, known, at=kept.at, drafts=kept.texts, bases=kept.bases)

    conduct_with_person(lambda: prepare_again(notebook, case, begin), plain=plain)


def edit(
    case: CaseArgument,
    notebook: NotebookOption = None,
    section: SectionOption = None,
    data: DataOption = None,
    settings: SetOption = None,
    plain: PlainOption = False,
    final: FinalOption = False,
    json: JsonOption = False,
) -> None:
    """Open any case at its menu; with --data or --set, change those answers and nothing else."""
    if data is not None or settings:
        book = open_notebook(notebook)
        path = book.find(case)
        edit_from_data(
            book, path, read_data(data), settings or [], sections=section, final=final, json=json
        )
        return
    refuse_data_options(final=final, json=json)
    require_person(plain=plain)

    def begin(form: "Template", known: "Case", kept: "Unfinished") -> "Interview":
        from coprod_cli.interview import Interview

        asked = chosen_sections(form, section)
        return Interview.reopen(form, known, sections=asked, drafts=kept.texts, bases=kept.bases)

    conduct_with_person(lambda: prepare_again(notebook, case, begin), plain=plain)

"""The commands that ask about a case: new-case, resume, edit."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.base.settings import DEFAULT_TEMPLATE
from coprod_cli.cli import completion
from coprod_cli.cli.askers import conduct_with_person, is_person_here, require_person
from coprod_cli.cli.data_option import read_data, refuse_data_options
from coprod_cli.cli.options import (
    CaseArgument,
    DataOption,
    JsonOption,
    LanguageOption,
    OptionalCaseArgument,
    PlainOption,
    PlainWordsOption,
    SectionOption,
    SetOption,
    TemplateOption,
)
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.operations.conduct_sitting import Sitting

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
    workspace: Workspace,
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
    if data is not None or settings:
        from coprod_cli.cli.console.output import require_output
        from coprod_cli.cli.show.saved_case import show_saved_case
        from coprod_cli.operations.add_case import add_case

        require_output()
        saved = add_case(
            workspace, read_data(data), template=template, settings=settings or (), title=title,
            language=language, sections=section or (), plain_words=plain_words, final=final,
        )  # fmt: skip
        show_saved_case(saved, json=json)
        return
    refuse_data_options(final=final, json=json)
    require_person(plain=plain)

    def prepare() -> "Sitting":
        from coprod_cli.operations.open_new_case import open_new_case

        return open_new_case(
            workspace, template, language=language, sections=section or (), title=title,
            plain_words=plain_words,
        )  # fmt: skip

    # Another template may word the question for the title differently, so it is loaded first.
    asks_title = title is None and template == DEFAULT_TEMPLATE
    conduct_with_person(prepare, plain=plain, asks_title=asks_title)


def resume(
    workspace: Workspace, case: OptionalCaseArgument = None, plain: PlainOption = False
) -> None:
    """Go on with a draft: the latest one, or the one you name."""
    require_person(plain=plain, instead="coprod edit CASE --data FILE")
    from coprod_cli.operations.open_case import open_draft

    conduct_with_person(lambda: open_draft(workspace, case), plain=plain)


def edit(
    workspace: Workspace,
    case: CaseArgument,
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
    converts = (template, language, plain_words) != (None, None, None)
    asks = data is None and not settings and (not converts or plain or is_person_here())
    if asks:
        refuse_data_options(final=final, json=json)
        require_person(plain=plain)
    from coprod_cli.operations.convert import Conversion

    conversion = Conversion(language, plain_words, template)
    if asks:
        from coprod_cli.operations.open_case import open_at_menu

        conduct_with_person(
            lambda: open_at_menu(workspace, case, sections=section or (), conversion=conversion),
            plain=plain,
        )
        return
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.show.notices import named_if_latest
    from coprod_cli.cli.show.saved_case import show_saved_case
    from coprod_cli.operations.edit_case import edit_case

    require_output()
    notebook = workspace.notebook
    path = notebook.find(named_if_latest(notebook, case))  # before --data - reads standard input
    saved = edit_case(
        workspace, path, read_data(data), settings=settings or (), sections=section or (),
        final=final, conversion=conversion,
    )  # fmt: skip
    show_saved_case(saved, json=json)

"""Options of the commands that ask about a case: new-case and edit."""

from typing import Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli import completion

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
ShortOption = Annotated[
    bool,
    typer.Option(
        "--short", help=_("Ask only about a dozen questions; the others are offered after them.")
    ),
]
AtQuestionOption = Annotated[
    str | None,
    typer.Option("--at", metavar="ADDRESS", help=_("Begin at this question, and not at the menu.")),
]
AgainOption = Annotated[
    bool,
    typer.Option("--again", help=_("Ask again what the form asks over time, and date it.")),
]
FinalOption = Annotated[bool, typer.Option("--final", help=_("With data: finish the case."))]
TitleOption = Annotated[
    str | None,
    typer.Option("--title", metavar="T", help=_("What the case is called; name nobody.")),
]


TagOption = Annotated[
    list[str] | None,
    typer.Option(
        "--tag", metavar="TAG", help=_("Add a tag. May be given more than once."),
        autocompletion=completion.tags,
    ),
]  # fmt: skip
UntagOption = Annotated[
    list[str] | None,
    typer.Option(
        "--untag", metavar="TAG", help=_("Remove a tag. May be given more than once."),
        autocompletion=completion.tags,
    ),
]  # fmt: skip

"""The options that commands share, each described once."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli import completion

NotebookOption = Annotated[
    Path | None,
    typer.Option("--notebook", metavar="DIR", help=_("The notebook's folder."), show_default=False),
]
TemplateOption = Annotated[
    str,
    typer.Option(
        "--template", metavar="ID", help=_("The template."), autocompletion=completion.templates
    ),
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="L", help=_("The language of the questions, such as en.")),
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section", metavar="ID", help=_("Ask only this section. May be given more than once."),
        autocompletion=completion.sections,
    ),
]  # fmt: skip
DataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="FILE",
        help=_("Take answers from a YAML or JSON file; - is standard input."),
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="ADDRESS=TEXT", help=_("Give one answer. May be given more than once.")
    ),
]
PlainOption = Annotated[
    bool,
    typer.Option(
        "--plain", help=_("Ask line by line, without moving the cursor (for screen readers).")
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Print JSON, for scripts."))]
CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help=_("An id, a beginning of one, a path, or latest."),
        autocompletion=completion.cases,
    ),
]  # fmt: skip
RestorableArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help=_("An id, a beginning of one, a path, or latest."),
        autocompletion=completion.restorable,
    ),
]  # fmt: skip
OptionalCaseArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[CASE]",
        help=_("An id, a beginning of one, a path, or latest."),
        autocompletion=completion.cases,
    ),
]
CasesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CASE]...", help=_("Ids, beginnings of them, paths, or latest."),
        autocompletion=completion.cases,
    ),
]  # fmt: skip
PlainWordsOption = Annotated[
    bool,
    typer.Option(
        "--plain-words", help=_("Ask in short words, for people who are not professionals.")
    ),
]
TemplateFilter = Annotated[
    str | None,
    typer.Option(
        "--template", metavar="ID", help=_("Only cases of this template."),
        autocompletion=completion.templates,
    ),
]  # fmt: skip
StatusFilter = Annotated[
    str | None,
    typer.Option(
        "--status", metavar="STATUS", help=_("Only draft or only final cases."),
        autocompletion=completion.statuses,
    ),
]  # fmt: skip
TagFilter = Annotated[
    str | None, typer.Option("--tag", metavar="WORD", help=_("Only cases with this tag."))
]
SinceFilter = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help=_("Only cases begun on this day or later.")),
]
UntilFilter = Annotated[
    str | None,
    typer.Option("--until", metavar="DAY", help=_("Only cases begun on this day or earlier.")),
]

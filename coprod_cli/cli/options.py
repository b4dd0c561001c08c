"""Options and arguments that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.embed import Embedded
from coprod_cli.cli.run_context import chosen_language, chosen_prompts
from coprod_cli.notebook.filters import Filters, FilterSpec, filter_specs
from coprod_cli.operations.workspace import Workspace, open_workspace

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


def _case_argument(metavar: str, complete: Callable[..., Any], help_text: str = "") -> Any:
    """Return the argument for the reference of one case."""
    help_text = help_text or _("An id, a beginning of one, a path, or latest (changed last).")
    return typer.Argument(metavar=metavar, help=help_text, autocompletion=complete)


CaseArgument = Annotated[str, _case_argument("CASE", completion.cases)]
RestorableArgument = Annotated[
    str,
    _case_argument(
        "CASE", completion.restorable, _("An id, a beginning of one, a path, or latest.")
    ),
]
OptionalCaseArgument = Annotated[str | None, _case_argument("[CASE]", completion.cases)]
CasesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CASE]...", help=_("Ids, beginnings of them, paths, or latest (changed last)."),
        autocompletion=completion.cases,
    ),
]  # fmt: skip
PlainWordsOption = Annotated[
    bool,
    typer.Option(
        "--plain-words", help=_("Ask in short words, for people who are not professionals.")
    ),
]

_COMPLETIONS: dict[str, Callable[..., Any]] = {
    "templates": completion.templates,
    "statuses": completion.statuses,
}


def _filter_option(name: str, spec: FilterSpec) -> Any:
    complete = _COMPLETIONS.get(spec.values)
    option = typer.Option(
        f"--{name}", metavar=spec.metavar, help=_(spec.help), autocompletion=complete
    )
    return Annotated[str | None, option]


def _workspace(context: typer.Context, notebook: Path | None) -> Workspace:
    return open_workspace(
        notebook, prompts=chosen_prompts(context), language=chosen_language(context)
    )


EMBEDDED = {
    Workspace: Embedded({"notebook": NotebookOption}, _workspace),
    Filters: Embedded(
        {name: _filter_option(name, spec) for name, spec in filter_specs().items()},
        lambda _context, **values: Filters(**values),
    ),
}
"""The parameter types that stand for several options: see `coprod_cli.cli.embed`."""

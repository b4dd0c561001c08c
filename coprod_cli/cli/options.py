"""Options and arguments that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.settings import DEFAULT_TEMPLATE
from coprod_cli.cli import completion
from coprod_cli.cli.data_option import GivenData
from coprod_cli.cli.embed import Embedded
from coprod_cli.cli.run_context import chosen_language, chosen_prompts
from coprod_cli.notebook.filters import Filters, FilterSpec, filter_specs
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.workspace import Workspace, open_workspace


def address_option(help_text: str) -> Any:
    """Return the option --at: a question, or a section, to which a command keeps."""
    return typer.Option(
        "--at", metavar="ADDRESS", help=help_text, autocompletion=completion.sections
    )


def voice_option(help_text: str) -> Any:
    """Return the option --voice: a role word."""
    return typer.Option("--voice", metavar="WORD", help=help_text, autocompletion=completion.voices)


NotebookOption = Annotated[
    Path | None,
    typer.Option(
        "--notebook",
        metavar="DIR",
        help=_("The notebook's folder."),
        show_default=False,
        readable=False,  # so that the notebook itself says why it cannot be read
    ),
]
TemplateOption = Annotated[
    str | None,
    typer.Option(
        "--template", metavar="ID", help=_("The template."), show_default=DEFAULT_TEMPLATE,
        autocompletion=completion.templates,
    ),
]  # fmt: skip
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
EvidenceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence", metavar="ADDRESS=WORD",
        help=_("How an answer is known, such as study. May be given more than once."),
    ),
]  # fmt: skip
SourceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="ADDRESS=TEXT",
        help=_("Add a reference to an answer. May be given more than once."),
    ),
]  # fmt: skip
PlainOption = Annotated[
    bool,
    typer.Option(
        "--plain", help=_("Ask line by line, without moving the cursor (for screen readers).")
    ),
]
VoiceOption = Annotated[
    str | None, voice_option(_("Who speaks: patient, family, professional, or another role."))
]
NoRememberedOption = Annotated[
    bool,
    typer.Option(
        "--no-remembered", help=_("Offer nothing from earlier cases, and remember nothing of this.")
    ),
]
KeptApartOption = Annotated[
    bool, typer.Option("--kept-apart", help=_("Also cases that name people."))
]
AllCasesOption = Annotated[bool, typer.Option("--all", help=_("All cases of the notebook."))]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Print JSON, for scripts."))]


def _case_argument(metavar: str, complete: Callable[..., Any], help_text: str = "") -> Any:
    """Return the argument for the reference of one case."""
    help_text = help_text or _(
        "An id, its beginning or end, a number in coprod list, words of the title, a path, "
        "or latest (changed last)."
    )
    return typer.Argument(metavar=metavar, help=help_text, autocompletion=complete)


_REMOVED_CASE = _(
    "An id, its beginning or end, a number in list --removed, words of the title, or latest."
)
CaseArgument = Annotated[str, _case_argument("CASE", completion.cases)]
RestorableArgument = Annotated[str, _case_argument("CASE", completion.restorable, _REMOVED_CASE)]
OptionalRestorableArgument = Annotated[
    str | None, _case_argument("[CASE]", completion.restorable, _REMOVED_CASE)
]
OptionalCaseArgument = Annotated[str | None, _case_argument("[CASE]", completion.cases)]
CasesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CASE]...",
        help=_("Ids, numbers in coprod list, words of titles, paths, or latest (changed last)."),
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
    "tags": completion.tags,
    "voices": completion.voices,
    "sections": completion.sections,
}


def refuse_together(*options: tuple[str, bool], hint: str) -> None:
    """Refuse more than one of some options.

    Args:
        options: the names of options, and whether each is set.
        hint: what to try.

    Raises:
        WrongUsage: more than one is set.
    """
    given = [name for name, is_set in options if is_set]
    if len(given) > 1:
        message = _("{one} and {other} go one at a time.").format(one=given[0], other=given[1])
        raise WrongUsage(message, hint=hint)


def _filter_option(name: str, spec: FilterSpec) -> Any:
    complete = _COMPLETIONS.get(spec.values)
    option = typer.Option(
        f"--{name}", metavar=spec.metavar, help=_(spec.help), autocompletion=complete
    )
    return Annotated[str | None, option]


def _workspace(context: typer.Context, notebook: Path | None) -> Workspace:
    return open_workspace(
        notebook,
        prompts=chosen_prompts(context),
        language=chosen_language(context),
        notify=_show_message,
    )


def _show_message(message: str) -> None:
    from coprod_cli.cli.console.output import show_message

    show_message(message)


def _scope(
    _context: typer.Context, template: list[str] | None, *, kept_apart: bool | None, **values: Any
) -> Scope:
    return Scope(Filters(**values), tuple(template or ()), bool(kept_apart))


_SCOPE_OPTIONS = {
    "template": Annotated[
        list[str] | None,
        typer.Option(
            "--template", metavar="ID", autocompletion=completion.templates,
            help=_("Only cases of this template. Several are read together."),
        ),
    ],
    **{
        name: _filter_option(name, spec)
        for name, spec in filter_specs().items()
        if name not in ("template", "at", "voice")
    },
    "voice": Annotated[
        str | None, voice_option(_("Only what this voice said, in cases in which it answered."))
    ],
    "kept_apart": KeptApartOption,
}  # fmt: skip


def _given_data(
    _context: typer.Context, data: str | None, **several: list[str] | None
) -> GivenData:
    return GivenData(data, *(tuple(each or ()) for each in several.values()))


EMBEDDED = {
    GivenData: Embedded(
        {
            "data": DataOption,
            "settings": SetOption,
            "evidence": EvidenceOption,
            "source": SourceOption,
        },
        _given_data,
    ),
    Scope: Embedded(_SCOPE_OPTIONS, _scope),
    Workspace: Embedded({"notebook": NotebookOption}, _workspace),
    Filters: Embedded(
        {name: _filter_option(name, spec) for name, spec in filter_specs().items()},
        lambda _context, **values: Filters(**values),
    ),
}
"""The parameter types that stand for several options: see `coprod_cli.cli.embed`."""

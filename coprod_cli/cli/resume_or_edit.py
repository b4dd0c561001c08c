"""The commands that go on with a case: resume and edit."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli.askers import is_person_here, require_person
from coprod_cli.cli.data_option import GivenData, refuse_data_options
from coprod_cli.cli.options import (
    CaseArgument,
    JsonOption,
    NoRememberedOption,
    OptionalCaseArgument,
    PlainOption,
    SectionOption,
    VoiceOption,
)
from coprod_cli.cli.sitting_options import (
    AgainOption,
    AtQuestionOption,
    FinalOption,
    OtherLanguageOption,
    OtherTemplateOption,
    OtherWordsOption,
    TagOption,
    UntagOption,
)
from coprod_cli.cli.withdrawal import conduct_case, save_case
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.operations.conduct_sitting import Sitting
    from coprod_cli.operations.convert import Conversion

_MOST_DRAFTS = 100
"""The most drafts that a person chooses from."""


def resume(
    workspace: Workspace,
    case: OptionalCaseArgument = None,
    voice: VoiceOption = None,
    plain: PlainOption = False,
    no_remembered: NoRememberedOption = False,
) -> None:
    """Go on with a draft: the one you name, or choose one.

    Without a terminal, it is the latest one.
    """
    require_person(plain=plain, instead="coprod edit CASE --data FILE")
    from coprod_cli.operations.open_case import open_draft

    if case is None and is_person_here():
        case = _chosen_draft(workspace, plain=plain)
    remembers = not no_remembered
    conduct_case(
        workspace,
        lambda: open_draft(workspace, case, remembers=remembers, voice=voice),
        plain=plain,
    )


def _chosen_draft(workspace: Workspace, *, plain: bool) -> str | None:
    """Ask which of several drafts to go on with; return its note's path, None if there are fewer.

    Raises:
        Exit: the person left.
    """
    from coprod_cli.notebook.filters import Filters
    from coprod_cli.operations.case_summaries import Order
    from coprod_cli.operations.list_cases import list_cases

    order = Order("updated", backwards=True, limit=_MOST_DRAFTS + 1)
    found = list_cases(workspace, Filters(status="draft"), order=order)
    if len(found.cases) <= 1:
        return None
    from coprod_cli.cli.askers import choose_case
    from coprod_cli.cli.show.cases import case_to_choose
    from coprod_cli.cli.show.notices import show_unreadable

    show_unreadable(found.unreadable)
    question = _("Which draft do you want to go on with?")
    shown = found.cases[:_MOST_DRAFTS]
    if len(found.cases) > len(shown):
        more = _("Here are the {count} that were changed last. All: {command}")
        question += "\n" + more.format(count=_MOST_DRAFTS, command="coprod list --status draft")
    index = choose_case(question, list(map(case_to_choose, shown)), plain=plain)
    return str(workspace.notebook.folder / shown[index].path)


def edit(
    *,
    workspace: Workspace,
    case: CaseArgument,
    template: OtherTemplateOption = None,
    language: OtherLanguageOption = None,
    plain_words: OtherWordsOption = None,
    section: SectionOption = None,
    at: AtQuestionOption = None,
    again: AgainOption = False,
    given: GivenData,
    tag: TagOption = None,
    untag: UntagOption = None,
    voice: VoiceOption = None,
    plain: PlainOption = False,
    no_remembered: NoRememberedOption = False,
    final: FinalOption = False,
    json: JsonOption = False,
) -> None:
    """Open any case at its menu; with --data, --set or --tag, change those and nothing else."""
    from coprod_cli.operations.convert import Conversion

    conversion = Conversion(language, plain_words, template)
    has_changes = given.is_given or tag or untag
    asks = not has_changes and (not conversion.wanted or again or plain or is_person_here())
    _refuse_combinations(at, section, again=again, asks=asks)
    if asks:
        refuse_data_options(final=final, json=json)
        require_person(plain=plain)
        options: _SittingOptions = {
            "conversion": conversion, "voice": voice, "remembers": not no_remembered,
        }  # fmt: skip
        open_case = partial(_open_case, workspace, case, options, section, at=at, again=again)
        conduct_case(workspace, open_case, plain=plain)
        return
    from coprod_cli.model.tags import TagChange
    from coprod_cli.operations.edit_case import edit_case

    tags = TagChange(added=tuple(tag or ()), removed=tuple(untag or ()))
    save_case(
        workspace,
        lambda: edit_case(
            workspace, _named(workspace, case), given.read(), settings=given.settings,
            beside=given.beside, sections=section or (), final=final, conversion=conversion,
            tags=tags, again=again, voice=voice,
        ),
        json=json,
    )  # fmt: skip


def _refuse_combinations(
    at: str | None, section: list[str] | None, *, again: bool, asks: bool
) -> None:
    """Refuse more than one beginning, and one where nothing is asked.

    Raises:
        WrongUsage: there are such options.
    """
    if again and section:
        raise WrongUsage(_("--again goes without --section."), hint="coprod edit CASE --again")
    if at is not None and (again or section or not asks):
        message = _("--at goes without --again, --section and data.")
        raise WrongUsage(message, hint="coprod edit CASE --at ADDRESS")


class _SittingOptions(TypedDict):
    """What each way to open a case takes."""

    conversion: "Conversion"
    voice: str | None
    remembers: bool


def _open_case(
    workspace: Workspace,
    case: str,
    options: _SittingOptions,
    sections: list[str] | None,
    *,
    at: str | None,
    again: bool,
) -> "Sitting":
    """Open a case at a new round, at a question, or at its menu."""
    from coprod_cli.operations.open_case import open_at_menu, open_at_question, open_round

    if again:
        return open_round(workspace, case, **options)
    if at is not None:
        return open_at_question(workspace, case, at, **options)
    return open_at_menu(workspace, case, sections=sections or (), **options)


def _named(workspace: Workspace, case: str) -> Path:
    """Return the path of a case's note, and print which case it is, and which copies it has.

    This is before `--data -` reads standard input.
    """
    from coprod_cli.cli.show.notices import named_case, show_copies

    path = Path(named_case(workspace.notebook, case))
    show_copies(workspace.notebook, path)
    return path

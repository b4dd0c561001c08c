"""The commands that ask about a case: new-case, resume, edit."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.settings import DEFAULT_TEMPLATE, SHORT_TEMPLATE
from coprod_cli.cli.askers import agrees, is_person_here, require_person
from coprod_cli.cli.data_option import GivenData, refuse_data_options
from coprod_cli.cli.options import (
    CaseArgument,
    JsonOption,
    LanguageOption,
    NoRememberedOption,
    OptionalCaseArgument,
    PlainOption,
    PlainWordsOption,
    SectionOption,
    TemplateOption,
    VoiceOption,
)
from coprod_cli.cli.sitting_options import (
    AgainOption,
    AtQuestionOption,
    FinalOption,
    OtherLanguageOption,
    OtherTemplateOption,
    OtherWordsOption,
    ShortOption,
    TagOption,
    TitleOption,
    UntagOption,
)
from coprod_cli.cli.withdrawal import conduct_case, tell_if_withdrawn
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.interview.opening import FormChoice
    from coprod_cli.operations.add_case import SavedCase
    from coprod_cli.operations.conduct_sitting import Sitting, SittingResult
    from coprod_cli.operations.convert import Conversion


def new_case(
    *,
    workspace: Workspace,
    title: TitleOption = None,
    tag: TagOption = None,
    template: TemplateOption = None,
    language: LanguageOption = None,
    section: SectionOption = None,
    given: GivenData,
    voice: VoiceOption = None,
    plain: PlainOption = False,
    plain_words: PlainWordsOption = False,
    short: ShortOption = False,
    no_remembered: NoRememberedOption = False,
    final: FinalOption = False,
    json: JsonOption = False,
) -> None:
    """Ask about a new case, and save every answer as Markdown.

    The first question is how much to write, unless --template or --section says so. With --data or
    --set nothing is asked; the path of the note is printed.
    """
    if short and (section or given.is_given):
        raise WrongUsage(_("--short goes without --section and without data."))
    if given.is_given:
        from coprod_cli.operations.add_case import add_case

        _save(
            workspace,
            lambda: add_case(
                workspace, given.read(), template=template or DEFAULT_TEMPLATE,
                settings=given.settings, beside=given.beside, title=title, tags=tag or (),
                language=language, sections=section or (), plain_words=plain_words, final=final,
                voice=voice,
            ),
            json=json,
        )  # fmt: skip
        return
    refuse_data_options(final=final, json=json)
    require_person(plain=plain)

    from coprod_cli.cli.new_case_opening import NewCaseOpening
    from coprod_cli.interview.opening import FormChoice

    form = None
    if template is not None or section or short:
        form = FormChoice("", template or DEFAULT_TEMPLATE, tuple(section or ()), short)
    remembers = not no_remembered
    opening = NewCaseOpening(
        workspace, language, title is not None, remembers, plain_words, form, voice
    )

    def prepare() -> "Sitting":
        from coprod_cli.operations.open_new_case import open_new_case

        chosen = opening.chosen
        return open_new_case(
            workspace, chosen.template, language=language, sections=chosen.sections, title=title,
            tags=tag or (), plain_words=plain_words, short=chosen.short, size=chosen.size,
            remembers=remembers, voice=opening.voice,
        )  # fmt: skip

    result = conduct_case(workspace, prepare, plain=plain, opening=opening)
    _offer_the_rest(workspace, result, opening.chosen, plain=plain, remembers=remembers)


def _save(workspace: Workspace, save: "Callable[[], SavedCase]", *, json: bool) -> None:
    """Save a case, and print where it is; standard output must be there before."""
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.show.saved_case import show_saved_case

    require_output()
    saved = save()
    show_saved_case(saved, json=json)
    tell_if_withdrawn(workspace, saved.path)


def _offer_the_rest(
    workspace: Workspace,
    result: "SittingResult",
    form: "FormChoice",
    *,
    plain: bool,
    remembers: bool,
) -> None:
    """Ask whether to go on with the rest of the full form, after a small part of it."""
    if result.untouched or result.withdrawn:
        return
    if form.template == SHORT_TEMPLATE:
        template, question = DEFAULT_TEMPLATE, _("Go on with the full form now? y/N > ")
    elif form.short:
        template, question = None, _("Go on with the other questions now? y/N > ")
    elif form.sections:
        template, question = None, _("Go on with the other sections now? y/N > ")
    else:
        return
    if not agrees(question):
        return
    from coprod_cli.operations.convert import Conversion
    from coprod_cli.operations.open_case import open_at_menu

    conversion = Conversion(template=template)
    conduct_case(
        workspace,
        lambda: open_at_menu(
            workspace, str(result.path), passed=result.asked, conversion=conversion,
            voice=result.voice, remembers=remembers,
        ),
        plain=plain,
    )  # fmt: skip


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

    order = Order("updated", backwards=True)
    found = list_cases(workspace, Filters(status="draft"), order=order)
    if len(found.cases) <= 1:
        return None
    from coprod_cli.cli.askers import choose_case
    from coprod_cli.cli.show.cases import case_to_choose
    from coprod_cli.cli.show.notices import show_unreadable

    show_unreadable(found.unreadable)
    question = _("Which draft do you want to go on with?")
    index = choose_case(question, list(map(case_to_choose, found.cases)), plain=plain)
    return str(workspace.notebook.folder / found.cases[index].path)


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
    converts = (template, language, plain_words) != (None, None, None)
    has_changes = given.is_given or tag or untag
    asks = not has_changes and (not converts or again or plain or is_person_here())
    if again and section:
        raise WrongUsage(_("--again goes without --section."), hint="coprod edit CASE --again")
    if at is not None and (again or section or not asks):
        message = _("--at goes without --again, --section and data.")
        raise WrongUsage(message, hint="coprod edit CASE --at ADDRESS")
    from coprod_cli.operations.convert import Conversion

    conversion = Conversion(language, plain_words, template)
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
    _save(
        workspace,
        lambda: edit_case(
            workspace, _named(workspace, case), given.read(), settings=given.settings,
            beside=given.beside, sections=section or (), final=final, conversion=conversion,
            tags=tags, again=again, voice=voice,
        ),
        json=json,
    )  # fmt: skip


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

"""The command new-case: ask about a new case, or add one whose answers are given as data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.settings import DEFAULT_TEMPLATE, SHORT_TEMPLATE
from coprod_cli.cli.askers import agrees, require_person
from coprod_cli.cli.data_option import GivenData, refuse_data_options
from coprod_cli.cli.options import (
    JsonOption,
    LanguageOption,
    NoRememberedOption,
    PlainOption,
    PlainWordsOption,
    SectionOption,
    TemplateOption,
    VoiceOption,
)
from coprod_cli.cli.sitting_options import FinalOption, ShortOption, TagOption, TitleOption
from coprod_cli.cli.withdrawal import conduct_case, save_case
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.interview.opening import FormChoice
    from coprod_cli.operations.conduct_sitting import Sitting, SittingResult


class _Beginning(NamedTuple):
    """How a new case begins.

    Attributes:
        template: the id of its template; None if that is to be chosen.
        sections: the ids of the sections to ask; empty for all.
        short: whether only the questions of the template's short way are asked.
        title: its title; None if that is to be asked.
        tags: its tags.
        language: the language of its questions; None for the person's.
        plain_words: whether they are in plain language.
        voice: who speaks; None if that is not said.
    """

    template: str | None
    sections: Sequence[str]
    short: bool
    title: str | None
    tags: Sequence[str]
    language: str | None
    plain_words: bool
    voice: str | None

    @property
    def form(self) -> "FormChoice | None":
        """The form, and which part of it is asked; None if a person is to choose."""
        if self.template is None and not self.sections and not self.short:
            return None
        from coprod_cli.interview.opening import FormChoice

        template = self.template or DEFAULT_TEMPLATE
        return FormChoice("", template, tuple(self.sections), self.short)


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
    beginning = _Beginning(
        template, section or (), short, title, tag or (), language, plain_words, voice
    )
    if given.is_given:
        _add(workspace, beginning, given, final=final, json=json)
        return
    refuse_data_options(final=final, json=json)
    require_person(plain=plain)
    _ask(workspace, beginning, plain=plain, remembers=not no_remembered)


def _add(
    workspace: Workspace, beginning: _Beginning, given: GivenData, *, final: bool, json: bool
) -> None:
    """Add a case with answers that are given as data."""
    from coprod_cli.operations.add_case import add_case

    save_case(
        workspace,
        lambda: add_case(
            workspace, given.read(), template=beginning.template or DEFAULT_TEMPLATE,
            settings=given.settings, beside=given.beside, title=beginning.title,
            tags=beginning.tags, language=beginning.language, sections=beginning.sections,
            plain_words=beginning.plain_words, final=final, voice=beginning.voice,
        ),
        json=json,
    )  # fmt: skip


def _ask(workspace: Workspace, beginning: _Beginning, *, plain: bool, remembers: bool) -> None:
    """Ask a person about a new case, then whether to go on with the rest of its form."""
    from coprod_cli.cli.new_case_opening import NewCaseOpening

    opening = NewCaseOpening(
        workspace, beginning.language, beginning.title is not None, remembers,
        beginning.plain_words, beginning.form, beginning.voice,
    )  # fmt: skip

    def prepare() -> "Sitting":
        from coprod_cli.operations.open_new_case import open_new_case

        chosen = opening.chosen
        return open_new_case(
            workspace, chosen.template, language=beginning.language, sections=chosen.sections,
            title=beginning.title, tags=beginning.tags, plain_words=beginning.plain_words,
            short=chosen.short, size=chosen.size, remembers=remembers, voice=opening.voice,
        )  # fmt: skip

    result = conduct_case(workspace, prepare, plain=plain, opening=opening)
    _offer_the_rest(workspace, result, opening.chosen, plain=plain, remembers=remembers)


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

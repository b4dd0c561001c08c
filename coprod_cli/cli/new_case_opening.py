"""What is asked before a new case: which form, and whether to see the steps that are due."""

from dataclasses import dataclass, field
from functools import cached_property

from coprod_cli.base.background import Background
from coprod_cli.base.message import Message
from coprod_cli.base.settings import DEFAULT_TEMPLATE, SHORT_TEMPLATE
from coprod_cli.interview.opening import (
    FormChoice,
    OpeningAsker,
    Speaker,
    choose_form,
    offer_due_steps,
)
from coprod_cli.notebook.remembered import Remembered, read_remembered
from coprod_cli.operations.due_steps import due_steps
from coprod_cli.operations.new_case_forms import NewCaseForms
from coprod_cli.operations.workspace import Workspace

_USUAL = frozenset({SHORT_TEMPLATE, DEFAULT_TEMPLATE})


@dataclass
class NewCaseOpening:
    """The questions before a new case.

    Attributes:
        workspace: the workspace.
        language: the language that the user wants the questions in, if any.
        has_title: whether the case has a title already.
        remembers: whether what the notebook remembers is used.
        plain_words: whether the questions are asked in plain language.
        form: the form that is asked; None until it is chosen.
        named_voice: who speaks, by an option; None if it is not given.
    """

    workspace: Workspace
    language: str | None
    has_title: bool
    remembers: bool
    plain_words: bool
    form: FormChoice | None
    named_voice: str | None = None
    _is_chosen: bool = field(default=False, init=False)

    @cached_property
    def _due(self) -> Background[tuple[Message, ...]]:
        return Background(lambda: due_steps(self.workspace))

    @cached_property
    def _forms(self) -> NewCaseForms:
        return NewCaseForms(self.workspace, self.language, self.plain_words)

    @cached_property
    def _remembered(self) -> Remembered:
        return read_remembered(self.workspace.folder) if self.remembers else Remembered()

    @cached_property
    def _speaker(self) -> Speaker:
        usual = "patient" if self.plain_words else "professional"
        if self.named_voice is not None:
            from coprod_cli.operations.sitting_voice import choose_voice

            return Speaker(choose_voice(self.named_voice), usual)
        return Speaker(self._remembered.voice or None, usual)

    @property
    def voice(self) -> str | None:
        """Who speaks; None if nobody was chosen or remembered, "" if nobody is to be named."""
        return self._speaker.voice

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask: the form, or steps that are due."""
        return self.form is None or bool(self._due.result())

    @property
    def asks_title(self) -> bool:
        """Whether the title is asked while the case is opened.

        Where the form was named, it is loaded first, so that its mistakes are told at once; another
        form may be one in which people are named, which the first screen says.
        """
        return self._is_chosen and not self.has_title and self.chosen.template in _USUAL

    @property
    def header(self) -> Message:
        """What is new: a new case, or what its form calls one."""
        return self._forms.header(self.chosen.template)

    @property
    def is_introduced(self) -> bool:
        """Whether the whole introduction was shown before with the form that is asked."""
        return self._forms.is_introduced(self.chosen.template, self._remembered)

    @property
    def chosen(self) -> FormChoice:
        """The form that is asked."""
        return self.form or FormChoice(DEFAULT_TEMPLATE, DEFAULT_TEMPLATE)

    def start(self) -> None:
        """Start to look for steps that are due."""
        self._due.start()

    def ask(self, asker: OpeningAsker) -> bool:
        """Ask for the form, and tell of steps that are due; return False if the person left."""
        if self.form is None:
            self.form = choose_form(self._forms, asker, self._remembered.size, self._speaker)
            self._is_chosen = True
        return self.form is not None and offer_due_steps(self._due.result(), asker)

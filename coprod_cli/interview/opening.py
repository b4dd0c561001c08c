"""Opening of a new case: which form is asked, and how much of it, before any case exists.

The dialog is a sequence of pages, each with rows of which one is chosen. It is drawn before any
heavy module is loaded, so this module must import none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple, Protocol

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import Message, capitalized, msg, nmsg
from coprod_cli.base.settings import DEFAULT_TEMPLATE, SHORT_TEMPLATE
from coprod_cli.interview.form_extents import (
    Extents,
    few_row,
    full_row,
    section_row,
    short_row,
)
from coprod_cli.interview.opening_text import speaker_message, usual_speaker_message
from coprod_cli.interview.replies import ChangeVoice, Paused, Reply
from coprod_cli.model.voice_names import VOICES, WITHOUT_VOICE

SECTION_SIZE, SHORT_SIZE = "section", "short"
"""The sizes of one section of the default template, and of its short way; others are ids."""
_OTHER = "other"
_CHANGE = "v"
"""What is typed at a page to change who speaks."""


class FormChoice(NamedTuple):
    """What is asked about a new case.

    Attributes:
        size: `SECTION_SIZE`, `SHORT_SIZE`, or the id of the template if all of it is asked.
        template: the template's id.
        sections: the ids of the sections to ask; empty for all.
        short: whether only the questions of its short way are asked.
    """

    size: str
    template: str
    sections: tuple[str, ...] = ()
    short: bool = False


class Row(NamedTuple):
    """A row of a page: its value, and its text for people."""

    value: str
    text: Message


class Page(NamedTuple):
    """A page of the opening.

    Attributes:
        question: what is asked.
        rows: the rows, of which one is chosen.
        default: the value of the row that is pointed at; "" for the first one.
        has_before: whether there is a page before this one.
        speaker: the line that says who speaks; None if that cannot be changed here.
    """

    question: Message
    rows: tuple[Row, ...]
    default: str = ""
    has_before: bool = False
    speaker: Message | None = None


class Left(Enum):
    """How a page was left without a choice: to the page before, or altogether."""

    BACK = auto()
    STOP = auto()


def voice_or_left(reply: Reply) -> str | Left:
    """Return the voice that a reply chooses; else how it leaves the page that asks for one."""
    match reply:
        case ChangeVoice(voice=str(word)):
            return word
        case Paused():
            return Left.STOP
        case _:
            return Left.BACK


class VoiceWish(NamedTuple):
    """The wish to say who speaks, as typed at a page: a word for a role, or "" to be asked."""

    word: str = ""


@dataclass
class Speaker:
    """Who speaks in the sitting that begins.

    Attributes:
        voice: who was chosen, or remembered; None if nobody was, `WITHOUT_VOICE` if nobody is to be
            named.
        usual: who is meant where nobody says so, which is then not written.
    """

    voice: str | None = None
    usual: str = "professional"

    @property
    def shown(self) -> str:
        """The voice that is shown."""
        return self.usual if self.voice is None else self.voice

    @property
    def message(self) -> Message:
        """The line that says who speaks, and whether that is written beside the answers."""
        if self.voice is None:
            return usual_speaker_message(self.usual, _CHANGE)
        return speaker_message(self.voice or None, _CHANGE)

    @property
    def voices(self) -> tuple[str, ...]:
        """The voices to choose from."""
        return tuple(dict.fromkeys(filter(None, (*VOICES, self.voice))))


class OpeningAsker(Protocol):
    """Port: asks a person what comes before a new case. Askers provide it."""

    def choose(self, page: Page) -> str | Left | VoiceWish:
        """Show a page; return the value of the chosen row, how it was left, or a `VoiceWish`."""

    def choose_voice(self, speaker: Speaker, problem: str | None) -> str | Left:
        """Ask who speaks; return the word for the role, `WITHOUT_VOICE`, or how it was left."""

    def offer_due(self, question: Message, lines: Sequence[Message]) -> bool:
        """Ask whether to see the steps that are due, and show them; return False if left.

        Args:
            question: the question, which ends with `y/N`.
            lines: a line for each step.
        """


_LEAVING = {":back": Left.BACK, ":b": Left.BACK, ":quit": Left.STOP, ":q": Left.STOP}
_VOICE = frozenset({":voice", ":v", "v"})


def read_page_command(line: str) -> Left | VoiceWish | None:
    """Return what a typed line means that leaves a page; None for any other line.

    `askers.commands` would take long to load.
    """
    name, _space, word = line.strip().partition(" ")
    if name.lower() in _VOICE and " " not in word.strip():
        return VoiceWish(word.strip())
    return _LEAVING.get(line.strip().lower())


class Forms(Protocol):
    """Port: the forms that a new case may have. Operations provide it."""

    def extents(self) -> Extents:
        """Return how much is asked in each size."""

    def sections(self) -> Sequence[Row]:
        """Return a row for each section of the default template; its value is the section's id."""

    def others(self) -> Sequence[Row]:
        """Return a row for each other template; its value is the template's id."""


def choose_form(
    forms: Forms, asker: OpeningAsker, last_size: str = "", speaker: Speaker | None = None
) -> FormChoice | None:
    """Ask how much is asked about a new case; return None if the person left.

    Args:
        forms: the forms to choose from.
        asker: asks the person.
        last_size: the size that was chosen last, at which the list then starts.
        speaker: who speaks, which each page shows and can change; None for nobody.

    Raises:
        CoprodError: a template cannot be loaded.
    """
    speaker = speaker or Speaker()
    sizes = _size_page(forms.extents(), last_size)
    while True:
        size = _chosen(sizes, asker, speaker)
        match size:
            case Left.BACK:
                continue
            case Left.STOP:
                return None
            case str() if size == SECTION_SIZE:
                page = Page(msg("Which section?"), tuple(forms.sections()), has_before=True)
            case str() if size == _OTHER:
                page = Page(msg("Which form?"), tuple(forms.others()), last_size, has_before=True)
            case str() if size == SHORT_SIZE:
                return FormChoice(size, DEFAULT_TEMPLATE, short=True)
            case _:
                return FormChoice(size, size)
        chosen = _chosen(page, asker, speaker)
        if chosen is Left.STOP:
            return None
        if isinstance(chosen, str):
            is_section = size == SECTION_SIZE
            template, sections = (DEFAULT_TEMPLATE, (chosen,)) if is_section else (chosen, ())
            return FormChoice(size if is_section else chosen, template, sections)


def _chosen(page: Page, asker: OpeningAsker, speaker: Speaker) -> str | Left:
    """Show a page until a row is chosen, or it is left; who speaks may change meanwhile."""
    while True:
        chosen = asker.choose(page._replace(speaker=speaker.message))
        if not isinstance(chosen, VoiceWish):
            return chosen
        if _change_speaker(chosen.word, asker, speaker) is Left.STOP:
            return Left.STOP


def _change_speaker(word: str, asker: OpeningAsker, speaker: Speaker) -> Left | None:
    """Change who speaks to a typed word, or ask for it; return how the question was left."""
    from coprod_cli.interview.speaking import read_voice

    problem = None
    while True:
        if not word:
            chosen = asker.choose_voice(speaker, problem)
            if isinstance(chosen, Left):
                return chosen
            if chosen == WITHOUT_VOICE:
                speaker.voice = WITHOUT_VOICE
                return None
            word = chosen
        try:
            speaker.voice = read_voice(word, speaker.voices)
        except InvalidAnswer as error:
            word, problem = "", capitalized(error.message)
        else:
            return None


def offer_due_steps(lines: Sequence[Message], asker: OpeningAsker) -> bool:
    """Offer to show the next steps that are due; return False if the person left.

    Args:
        lines: a line for each step; if there is none, nothing is asked.
        asker: asks the person.
    """
    if not lines:
        return True
    question = nmsg(
        "{count} step is due. See it? y/N", "{count} steps are due. See them? y/N", len(lines)
    )
    return asker.offer_due(question, lines)


def _size_page(extents: Extents, last_size: str) -> Page:
    rows: tuple[Row, ...] = (
        Row(SHORT_TEMPLATE, short_row(extents.short)),
        Row(SECTION_SIZE, section_row(extents.section)),
        Row(DEFAULT_TEMPLATE, full_row(extents.full)),
        Row(_OTHER, msg("Other forms...")),
    )
    if extents.few is not None:
        few = Row(SHORT_SIZE, few_row(extents.few, extents.full.questions[1]))
        rows = (few, *rows)
    values = {row.value for row in rows}
    default = last_size if last_size in {*values, ""} else _OTHER
    if last_size == SHORT_SIZE not in values:
        default = ""
    return Page(msg("How much time do you have?"), rows, default)

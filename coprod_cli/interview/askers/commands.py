"""Colon commands: one table with the name, short form, help line and places of each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from coprod_cli.base.message import N_, Message, composed, joined, msg
from coprod_cli.base.nearest import nearest
from coprod_cli.interview.askers.refused_command import no_such_command
from coprod_cli.interview.replies import (
    Back,
    ChangeVoice,
    OpenMenu,
    OpenReview,
    OpenSources,
    OpenTags,
    Paused,
    Reply,
)
from coprod_cli.interview.step_parts import CaseLabel
from coprod_cli.interview.steps import (
    ConflictStep,
    FinishStep,
    GroupStep,
    MenuStep,
    QuestionStep,
    ReviewStep,
    SourcesStep,
    Step,
    TagsStep,
    VoiceStep,
    WithdrawalStep,
)
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.questions import GroupQuestion


class LocalCommand(Enum):
    """A command that the asker carries out itself: it changes nothing in the interview."""

    EDIT = auto()
    OTHERS = auto()
    HELP = auto()


class Place(Enum):
    """Where a command may be typed."""

    TEXT = auto()
    CHOICE = auto()
    GROUP = auto()
    MENU = auto()
    REVIEW = auto()
    TAGS = auto()
    SOURCES = auto()
    VOICE = auto()
    FINISH = auto()
    CONFLICT = auto()
    CHECKLIST = auto()
    CODE_TEXT = auto()
    CODE_LIST = auto()


_OF_CODES = frozenset({Place.CODE_TEXT, Place.CODE_LIST})
"""The places in an interview about a code, which has no tags, voices and sources."""
_IN_INTERVIEW = frozenset(Place) - {Place.CHECKLIST, Place.SOURCES}
"""Everywhere but in the list in which next steps are ticked, which is no part of an interview, and
at what stands beside an answer, where Enter goes back."""


@dataclass(frozen=True)
class Command:
    """A colon command.

    Attributes:
        name: its name, without the colon.
        short: its short form, without the colon; "" if it has none.
        action: the reply that it gives, or what the asker does itself.
        help: what it does, untranslated, for the help page.
        places: where it works.
        meant_by: other words that people try for it; they are answered with the name.
        with_word: returns the action for one more word behind the name; None if it takes none.
    """

    name: str
    short: str
    action: Reply | LocalCommand
    help: str
    places: frozenset[Place] = _IN_INTERVIEW
    meant_by: tuple[str, ...] = ()
    with_word: Callable[[str], Reply] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that give the command, with the colon."""
        return tuple(f":{word}" for word in (self.name, self.short) if word)


COMMANDS = (
    Command(
        "back", "b", Back(), N_("the question before"),
        _IN_INTERVIEW - {Place.CONFLICT}, ("previous", "prev", "tillbaka", "bak"),
    ),
    Command(
        "menu", "m", OpenMenu(), N_("all questions; go to any of them"),
        meant_by=("list", "all", "goto", "go", "meny", "alla"),
    ),
    Command(
        "finish", "f", OpenReview(), N_("look it all over, and finish"),
        meant_by=("done", "final", "submit", "review", "klar", "färdig", "slutför"),
    ),
    Command(
        "tags", "t", OpenTags(), N_("words to find it by; set or remove them"),
        _IN_INTERVIEW - {Place.CONFLICT, Place.TAGS} - _OF_CODES,
        ("tag", "label", "labels", "keywords", "etikett", "etiketter", "taggar", "tagg", "märk"),
    ),
    Command(
        "source", "s", OpenSources(), N_("how you know it, and references for it"),
        frozenset({Place.TEXT, Place.CHOICE}),
        ("sources", "reference", "ref", "cite", "evidence", "källa", "källor", "referens"),
    ),
    Command(
        "voice", "v", ChangeVoice(), N_("who speaks; :voice family says it at once"),
        _IN_INTERVIEW - {Place.CONFLICT, Place.SOURCES} - _OF_CODES,
        ("speaker", "speak", "who", "role", "röst", "vem", "roll"),
        lambda word: ChangeVoice(voice=word),
    ),
    Command(
        "others", "o", LocalCommand.OTHERS, N_("what other voices said here"),
        frozenset({Place.TEXT, Place.CHOICE, Place.GROUP}), ("other", "voices", "andra", "röster"),
    ),
    Command(
        "edit", "e", LocalCommand.EDIT, N_("write in your own editor"),
        frozenset({Place.TEXT, Place.CODE_TEXT}), ("editor", "vi", "vim", "nano", "redigera"),
    ),
    Command(
        "help", "h", LocalCommand.HELP, N_("this page"),
        frozenset(Place), ("commands", "keys", "hjälp", "hj", "info"),
    ),
    Command(
        "quit", "q", Paused(), N_("stop; every word is kept"),
        frozenset(Place), ("exit", "stop", "x", "wq", "sluta", "avsluta", "stopp"),
    ),
)  # fmt: skip

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Refusal:
    """A line that starts with a colon, and gives no command here; `message` says so."""

    message: Message


def find_command(line: str) -> Command | None:
    """Return the command that a line gives, in any case of letters; None if it gives none."""
    name, _space, word = line.strip().partition(" ")
    command = next((each for each in COMMANDS if name.lower() in each.words), None)
    if word and command is not None and (command.with_word is None or " " in word.strip()):
        return None
    return command


def read_command(line: str, place: Place) -> Reply | LocalCommand | Refusal | None:
    """Return what a line that starts with a colon means at a place; None for any other line."""
    word = line.strip()
    if not word.startswith(":"):
        return None
    command = find_command(word)
    if command is None:
        return Refusal(_no_such_command(word, place))
    if place not in command.places:
        return Refusal(msg("{command} does nothing here.", command=command.words[0]))
    argument = word.partition(" ")[2].strip()
    return command.with_word(argument) if argument and command.with_word else command.action


def nearest_command(line: str, place: Place) -> Command | None:
    """Return the command that a mistyped line probably means at a place; None for none."""
    letters = _LETTERS.search(line)
    if letters is None:
        return None
    known = {
        word: command
        for command in COMMANDS
        if place in command.places
        for word in (command.name, command.short, *command.meant_by)
        if word
    }
    word = letters[0].lower()
    if word in known:
        return known[word]
    return known.get(nearest(word, (name for name in known if len(name) > 1)))


def place_of(step: Step) -> Place:  # noqa: C901, PLR0911 - each kind
    """Return the place at which a step takes commands."""
    match step:
        case ConflictStep():
            return Place.CONFLICT
        case QuestionStep(case=CaseLabel(is_note=False)):
            return Place.CODE_TEXT
        case MenuStep() | ReviewStep() | FinishStep() if not step.case.is_note:
            return Place.CODE_LIST
        case QuestionStep(question=ChoiceQuestion() | ChoicesQuestion() | YesNoQuestion()):
            return Place.CHOICE
        case GroupStep() | QuestionStep(question=GroupQuestion()):
            return Place.GROUP
        case QuestionStep():
            return Place.TEXT
        case MenuStep():
            return Place.MENU
        case ReviewStep():
            return Place.REVIEW
        case TagsStep():
            return Place.TAGS
        case SourcesStep():
            return Place.SOURCES
        case VoiceStep():
            return Place.VOICE
        case FinishStep() | WithdrawalStep():
            return Place.FINISH


def command_lines(place: Place, *, has_others: bool = False) -> list[Message]:
    """Return a help line for each command that works at a place.

    Args:
        place: the place.
        has_others: whether other voices said something there.
    """
    return [
        composed("{words}: {help}", words=", ".join(command.words), help=msg(command.help))
        for command in COMMANDS
        if place in command.places and (has_others or command.action is not LocalCommand.OTHERS)
    ]


def command_words(place: Place) -> str:
    """Return the names of the commands that work at a place, on one line."""
    return "  ".join(command.words[0] for command in COMMANDS if place in command.places)


def _no_such_command(word: str, place: Place) -> Message:
    message = no_such_command(word)
    nearest = nearest_command(word, place)
    if nearest is None:
        return message
    return joined([message, msg("Did you mean {command}?", command=nearest.words[0])])

"""Parser for the text typed at a question: an answer, "not known yet", or a colon command."""

from dataclasses import dataclass, field
from typing import NamedTuple

from coprod_cli.base.message import Message, joined, msg
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    Place,
    Refusal,
    find_command,
    nearest_command,
    place_of,
    read_command,
)
from coprod_cli.interview.replies import Answered, Leaving, Reply, Unknown, with_draft
from coprod_cli.interview.steps import GroupStep, QuestionStep
from coprod_cli.model.questions import LineQuestion, TasksQuestion, TextQuestion


class LocalCall(NamedTuple):
    """A command that the asker carries out, and the text with which the question goes on."""

    command: LocalCommand
    text: str


@dataclass(frozen=True)
class NotTaken:
    """A typed text of which a line looks like a command, and is none.

    Attributes:
        message: says so, and what Enter does.
        is_text: whether the same text is an answer if it is given again.
        rest: the text without that line.
    """

    message: Message
    is_text: bool
    rest: str = field(default="", compare=False)


class _ColonLine(NamedTuple):
    """A line that starts with a colon, and the rest of the text.

    Attributes:
        line: the line, without white space around it.
        rest: the text with which the question goes on after a command.
        draft: the draft that a command keeps which leaves the question.
    """

    line: str
    rest: str
    draft: str | None


def parse_reply(
    typed: str, step: QuestionStep, *, kept: str | None = None
) -> Reply | LocalCall | NotTaken:
    """Return what a typed text means at a question.

    What is asked about no note, such as a code, has no "not known yet": there `?` is text.

    A command counts when it is the whole text or its last line, and also right after the prefilled
    text, since the cursor starts there. What is above it is kept as a draft. A `?` as the last line
    below a text means "not known yet", with the text beside it. One more `:` or `?` escapes both.
    Any other such line that starts with a colon is not taken until it is given again.

    Args:
        typed: the whole text.
        step: the question, with its earlier answer and draft.
        kept: the text that was not taken before, which is now kept as an answer.
    """
    text = clean_input(typed)
    if text == step.earlier.text and text:
        # The unchanged answer keeps its status, "not known yet" included.
        return Unknown(text) if step.earlier.unknown else Answered(text)
    takes_unknown = step.case.is_note
    if takes_unknown and text.strip() == "?":
        return Unknown()
    found = _colon_line(text, step)
    if found is not None:
        return _parse_colon_line(found, text, step, kept)
    return _parse_question_mark(text) if takes_unknown else Answered(text)


def _parse_colon_line(
    found: _ColonLine, text: str, step: QuestionStep, kept: str | None
) -> Reply | LocalCall | NotTaken:
    """Return what a text with a line means that starts with a colon; `kept` as above."""
    if _is_escaped(found.line):
        start, colon, end = text.rpartition(found.line)
        plain = f"{start}{end}".strip() == ""
        return Answered(found.line[1:] if plain else f"{start}{colon[1:]}{end}")
    meaning = read_command(found.line, place_of(step))
    if isinstance(meaning, LocalCommand):
        return LocalCall(meaning, found.rest)
    if meaning is None or (text == kept and takes_text(step)):
        return Answered(text)
    if isinstance(meaning, Refusal):
        return _not_taken(meaning, step, found.rest)
    return with_draft(meaning, found.draft)


def parse_continued(start: str, typed: str, step: QuestionStep) -> Reply | LocalCall | NotTaken:
    """Return what a typed text means that goes on from `start`; a command may stand alone."""
    word = typed.strip()
    is_mark = word == "?" and step.case.is_note
    if not start or "\n" in word or not (is_colon_line(word) or is_mark):
        return parse_reply(start + typed, step)
    rest = start.removesuffix("\n")
    reply = parse_reply(typed, step)
    match reply:
        case Answered():
            reply = parse_reply(start + typed, step)
        case Unknown():
            reply = Unknown(rest)
        case LocalCall(command, _):
            reply = LocalCall(command, rest)
        case Leaving():
            reply = with_draft(reply, rest)
    return reply


def is_colon_line(line: str) -> bool:
    """Return whether a line starts with a colon, as a command does."""
    return line.strip().startswith(":")


def takes_text(step: QuestionStep) -> bool:
    """Return whether any text is an answer to a question."""
    return isinstance(step.question, TextQuestion | LineQuestion | TasksQuestion)


def reply_at_group(reply: Reply, step: GroupStep) -> Reply:
    """Return a reply to a group, in which "not known yet" keeps the text about the whole group."""
    return Unknown(step.top.earlier.text) if isinstance(reply, Unknown) else reply


def prefill(step: QuestionStep) -> str:
    """Return the text with which a question's input starts: the draft, else the earlier answer."""
    return step.earlier.text if step.draft is None else step.draft


def _colon_line(text: str, step: QuestionStep) -> _ColonLine | None:
    """Return the line of a text that may be a command; None if there is none."""
    start = prefill(step)
    word = text.strip()
    if is_colon_line(word) and "\n" not in word:
        return _ColonLine(word, start, step.draft)
    added = text[len(start) :].strip() if start.strip() and text.startswith(start) else ""
    if _is_command_after_text(added):
        return _ColonLine(added, start, step.draft)
    above, line_end, last = text.rstrip().rpartition("\n")
    if not line_end or not above.strip() or not is_colon_line(last):
        return None
    if last.strip() == _last_line(step.earlier.text):
        return None  # a part of the answer that was kept as text before
    return _ColonLine(last.strip(), above, above)


def _is_command_after_text(added: str) -> bool:
    """Return whether text added on the prefilled text's last line is a command, or nearly one."""
    if "\n" in added or not is_colon_line(added):
        return False
    if _is_escaped(added) or find_command(added):
        return True
    nearest = nearest_command(added, Place.TEXT) if added[1:].isalpha() else None
    return nearest is not None and added[1].lower() == nearest.name[0]


def _last_line(text: str) -> str:
    return text.rstrip().rpartition("\n")[2].strip()


def _is_escaped(line: str) -> bool:
    return line.startswith("::") and find_command(f":{line.lstrip(':')}") is not None


def _not_taken(refusal: Refusal, step: QuestionStep, rest: str) -> NotTaken:
    if not takes_text(step):
        return NotTaken(refusal.message, is_text=False, rest=rest)
    again = msg("Enter again keeps it as text.")
    return NotTaken(joined([refusal.message, again]), is_text=True, rest=rest)


def _parse_question_mark(text: str) -> Answered | Unknown:
    """Return "not known yet" if a text's last line is `?`, else an answer."""
    if text.strip() and set(text.strip()) == {"?"}:
        return Answered(text.strip()[1:])
    above, line_end, last = text.rstrip().rpartition("\n")
    mark = last.strip()
    if not line_end or not above.strip() or set(mark) != {"?"}:
        return Answered(text)
    return Unknown(above) if mark == "?" else Answered(f"{above}\n{mark[1:]}")

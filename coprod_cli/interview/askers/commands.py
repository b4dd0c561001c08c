"""Parser for typed input: an answer, "not known yet", or one of the colon commands."""

import re
from enum import Enum, auto

from coprod_cli.base.text import clean_input
from coprod_cli.interview.replies import (
    Answered,
    Back,
    OpenMenu,
    Paused,
    Reply,
    Unknown,
)
from coprod_cli.interview.steps import GroupStep, QuestionStep


class LocalCommand(Enum):
    """A command that the asker carries out itself: it changes nothing in the interview."""

    EDIT = auto()
    HELP = auto()


_COMMANDS: dict[str, Reply | LocalCommand] = {
    ":back": Back(),
    ":menu": OpenMenu(),
    ":quit": Paused(),
    ":edit": LocalCommand.EDIT,
    ":help": LocalCommand.HELP,
}
_COMMAND = re.compile(r":(back|menu|edit|help|quit)\Z")
_ESCAPED = re.compile(r":{2,}(?:back|menu|edit|help|quit)\Z|\?{2,}\Z")


def parse_reply(typed: str, step: QuestionStep) -> Reply | LocalCommand:
    """Return what a typed text means at a question.

    A command counts when it is the whole text, and also right after the prefilled text, since the
    cursor starts there; the prefilled text is then kept as a draft. A `?` on the last line below
    a text means "not known yet", with the text beside it. One more `:` or `?` escapes a command.

    Args:
        typed: the whole text.
        step: the question, with its earlier answer and draft.
    """
    text = clean_input(typed)
    if text == step.earlier.text and text:
        # The unchanged answer keeps its status, "not known yet" included.
        return Unknown(text) if step.earlier.unknown else Answered(text)
    start = prefill(step)
    added = text[len(start) :].strip() if start and text.startswith(start) else ""
    word = added if _COMMAND.match(added) else text.strip()
    if word == "?":
        return Unknown()
    if _COMMAND.match(word):
        return _COMMANDS[word]
    if _ESCAPED.match(word):
        return Answered(word[1:])
    if _ESCAPED.match(added) and ":" in added:
        return Answered(start + text[len(start) :].replace("::", ":", 1))
    return _parse_last_line(text)


def _parse_last_line(text: str) -> Answered | Unknown:
    """Return "not known yet" if a text's last line is `?`, else an answer."""
    above, line_end, last = text.rstrip().rpartition("\n")
    mark = last.strip()
    if not line_end or not above.strip() or set(mark) != {"?"}:
        return Answered(text)
    return Unknown(above) if mark == "?" else Answered(f"{above}\n{mark[1:]}")


def reply_at_group(reply: Reply, step: GroupStep) -> Reply:
    """Return a reply to a group, in which "not known yet" keeps the text about the whole group."""
    return Unknown(step.top.earlier.text) if isinstance(reply, Unknown) else reply


def prefill(step: QuestionStep) -> str:
    """Return the text with which a question's input starts: the draft, else the earlier answer."""
    return step.earlier.text if step.draft is None else step.draft

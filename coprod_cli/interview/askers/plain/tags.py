"""The line with a case's tags, of the plain asker."""

from collections.abc import Callable

from coprod_cli.base.i18n import _
from coprod_cli.interview.askers.case_name import case_line
from coprod_cli.interview.askers.commands import LocalCommand, Place, Refusal, command_lines
from coprod_cli.interview.askers.tags_line import (
    TAGS_HELP,
    read_tags_reply,
    shown_tags,
    tags_question,
)
from coprod_cli.interview.replies import Back, Reply
from coprod_cli.interview.steps import TagsStep


def ask_tags(step: TagsStep, show: Callable[..., None], read_line: Callable[[str], str]) -> Reply:
    r"""Show the tags and read a line that replaces them; Enter keeps them, `\` removes all."""
    if step.problem:
        show(step.problem)
    else:
        show("", case_line(step.case), tags_question(step), _(TAGS_HELP))
        if step.tags:
            show(shown_tags(step.tags), _("Enter keeps them. What you write now replaces them."))
            show(_("To remove all: a \\, Enter, and Enter again."))
        else:
            show(_("It has none so far. Enter leaves it so."))
    while True:
        line = read_line("> ")
        if not line.strip():
            return Back()
        if line.endswith("\\"):
            line = " ".join((line.removesuffix("\\"), read_line("> ")))
        match read_tags_reply(line, ""):
            case Refusal(message):
                show(message)
            case LocalCommand():
                show("", *command_lines(Place.TAGS))
            case reply:
                return reply

"""The line with a case's tags, at the terminal."""

from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application

from coprod_cli.interview.askers.commands import LocalCommand, Refusal
from coprod_cli.interview.askers.tags_line import (
    read_tags_reply,
    tags_before_command,
    tags_prefill,
)
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.layout import tags_frame
from coprod_cli.interview.askers.terminal.text_input import Exit, TextResult, text_input
from coprod_cli.interview.replies import Back, Paused, Reply
from coprod_cli.interview.steps import TagsStep


def ask_tags(
    step: TagsStep,
    run: "Callable[[Application[Any], Frame], TextResult]",
    show_help: Callable[[Frame], bool],
) -> Reply:
    """Show the line with the tags, and return the reply.

    Args:
        step: the tags.
        run: runs a text input in a frame.
        show_help: shows the commands; returns False if the person stopped the interview there.
    """
    text, problem = tags_prefill(step), step.problem
    while True:
        start, frame = text, tags_frame(step, problem)
        action, typed = run(text_input(start, None, multiline=False), frame)
        if action is Exit.PAUSE:
            return Paused()
        if action is Exit.BACK:
            return Back()
        if action is not Exit.SUBMIT:
            text = typed
            continue
        match read_tags_reply(typed, start):
            case Refusal(message):
                text, problem = tags_before_command(typed, start), message
            case LocalCommand():
                text, problem = tags_before_command(typed, start), None
                if not show_help(frame):
                    return Paused()
            case reply:
                return reply

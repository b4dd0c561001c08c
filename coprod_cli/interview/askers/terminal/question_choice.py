"""Full-screen list from which a person chooses a question, by section; typing filters it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.question_choice import QuestionToChoose
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_key_bindings,
    add_list_keys,
    ignore_key,
    select_list,
    truncated_line,
)
from coprod_cli.interview.askers.terminal.long_lists import add_long_list_keys
from coprod_cli.interview.askers.terminal.screen import Screen

_KEYS = N_("Arrows, Enter: choose   Words: search   Esc: stop")


def choose_question_on_screen(title: str, questions: Sequence[QuestionToChoose]) -> int | None:
    """Let a person choose a question; return its index, or None if they left."""
    head: StyleAndTextTuples = [("class:question", f"{title}\n")]
    with Screen() as screen:
        application = _list(questions, screen.width)
        try:
            chosen = screen.run(application, (head, _(_KEYS)))
        except INTERRUPTIONS:
            return None
    return chosen if isinstance(chosen, int) else None


def _list(questions: Sequence[QuestionToChoose], width: int) -> "Application[Any]":
    keys = KeyBindings()
    for key in ("s-tab", ":"):  # there is nothing to go back to, and no command
        keys.add(key, eager=True)(ignore_key)
    listed = select_list(list(_choices(questions, width)), 0)
    application = add_key_bindings(add_list_keys(listed, is_question=False), keys)
    searched = {index: question.searched for index, question in enumerate(questions)}
    return add_long_list_keys(application, searched, has_sections=True)


def _choices(questions: Sequence[QuestionToChoose], width: int) -> Iterator[questionary.Choice]:
    """Yield the sections as titles, and below each its questions with their indexes as values."""
    for section, group in groupby(enumerate(questions), lambda item: item[1].section):
        yield questionary.Separator(truncated_line(section, width))
        for index, question in group:
            yield questionary.Choice(truncated_line(question.text, width), index)

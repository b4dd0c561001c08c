"""Full-screen list from which a person chooses a case, such as the draft to go on with."""

from collections.abc import Sequence
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.interview.askers.case_name import CaseToChoose
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_key_bindings,
    add_list_keys,
    ignore_key,
    select_list,
    truncated_line,
)
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.interview.askers.terminal.typed_labels import add_choice_keys

_KEYS = N_("Arrows, Enter: choose   Ctrl+C: stop")
_LEAST_NAME = 26
"""The least width for a case's name, with the list's margin."""


def choose_on_screen(question: str, cases: Sequence[CaseToChoose]) -> int | None:
    """Let a person choose a case; return its index, or None if they left."""
    title: StyleAndTextTuples = [("class:question", f"{question}\n")]
    with Screen() as screen:
        application = _list(cases, screen.width)
        try:
            chosen = screen.run(application, (title, _(_KEYS)))
        except INTERRUPTIONS:
            return None
    return chosen if isinstance(chosen, int) else None


def _list(cases: Sequence[CaseToChoose], width: int) -> "Application[Any]":
    choices = [questionary.Choice(_label(case, width), index) for index, case in enumerate(cases)]
    keys = KeyBindings()
    for key in ("s-tab", ":"):  # there is nothing to go back to, and no command
        keys.add(key, eager=True)(ignore_key)
    application = add_list_keys(select_list(choices, 0), is_question=False)
    return add_choice_keys(add_key_bindings(application, keys))


def _label(case: CaseToChoose, width: int) -> str:
    facts = f" - {case.facts}"
    return truncated_line(case.name, max(width - len(facts), _LEAST_NAME)) + facts

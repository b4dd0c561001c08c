"""Full-screen list of the answers that a search found: one key shows a case there, one edits it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.word_wrap import PAGE_COLUMNS
from coprod_cli.interview.askers.hits import PageOf, hit_line, hit_snippet
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.terminal.frame import CASE_STYLE
from coprod_cli.interview.askers.terminal.help_page import help_page
from coprod_cli.interview.askers.terminal.list_pointer import ListPointer
from coprod_cli.interview.askers.terminal.list_widgets import (
    ESCAPE_SECONDS,
    add_key_bindings,
    add_list_keys,
    add_more_line,
    exit_with,
    ignore_key,
    list_control,
    scroll_to_whole_labels,
    select_list,
)
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.knowledge.search import Hit

_LIST_KEYS = N_("Arrows: move   Enter: show   e: edit   q, Esc: leave")
_PAGE_KEYS = N_("Arrows: move   e: edit   q, Esc: back to the list")
_LABEL_MARGIN = 6
_INDENT = "     "


class _Edit(NamedTuple):
    """The wish to edit a hit: its index in the list."""

    at: int


def browse_on_screen(title: str, hits: Sequence[Hit], page_of: PageOf) -> int | None:
    """Let a person look through hits; return the index of the one to edit, None if they left.

    Args:
        title: the lines above the list.
        hits: the hits, at least one.
        page_of: returns the case of a hit as a page.
    """
    above: StyleAndTextTuples = [("class:question", f"{title}\n")]
    index = 0
    with Screen() as screen:
        while True:
            result = _run(screen, _list(hits, index, screen.width), (above, _(_LIST_KEYS)))
            if isinstance(result, _Edit):
                return result.at
            if not isinstance(result, int):
                return None
            index = result
            if _edits_page(screen, hits[index], page_of):
                return index


def _edits_page(screen: Screen, hit: Hit, page_of: PageOf) -> bool:
    """Show the case of a hit at its answer; return whether the person goes on to edit it."""
    page, start = page_of(hit)
    lines = [screen_text(line) for line in page]
    above: StyleAndTextTuples = [(CASE_STYLE, f"{hit_line(hit, screen.width - 2)}\n"), ("", "\n")]
    shown = help_page(lines, start=start, commands={"e": _Edit(0)})
    return isinstance(_run(screen, shown, (above, _(_PAGE_KEYS))), _Edit)


def _run(screen: Screen, application: "Application[Any]", frame: tuple[Any, str]) -> Any:
    """Run an application; return its result, or None if the person or a signal stopped it."""
    try:
        return screen.run(application, frame)
    except INTERRUPTIONS:
        return None


def _list(hits: Sequence[Hit], index: int, width: int) -> "Application[Any]":
    choices = [questionary.Choice(_label(hit, width), at) for at, hit in enumerate(hits)]
    listed = scroll_to_whole_labels(add_list_keys(select_list(choices, index), is_question=False))
    control = list_control(listed)

    def edit(event: KeyPressEvent) -> None:
        event.app.exit(result=_Edit(control.pointed_at))

    keys = KeyBindings()
    for key in ("s-tab", ":"):  # there is nothing to go back to, and no command
        keys.add(key, eager=True)(ignore_key)
    keys.add("e", eager=True)(edit)
    keys.add("q", eager=True)(exit_with(None))
    keys.add("escape")(exit_with(None))
    ListPointer(listed).bind(keys)
    listed.timeoutlen = ESCAPE_SECONDS
    return add_more_line(add_key_bindings(listed, keys))


def _label(hit: Hit, width: int) -> str:
    columns = min(width, PAGE_COLUMNS) - _LABEL_MARGIN
    return f"{hit_line(hit, columns)}\n{_INDENT}{hit_snippet(hit, columns - 2)}"

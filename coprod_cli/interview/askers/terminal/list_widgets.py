"""Building blocks of all terminal lists: questionary lists with coprod's keys and layout."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    AnyContainer,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollOffsets,
    Window,
)
from questionary.prompts.common import InquirerControl

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import cut_line
from coprod_cli.interview.askers.terminal.frame import wrap_words
from coprod_cli.interview.askers.terminal.screen import COMMAND, STYLE
from coprod_cli.interview.askers.terminal.text_input import PASTE_PAUSE
from coprod_cli.interview.replies import Back, Paused, Unknown

_PASTE_LENGTH = 4
"""Characters that arrive in one read only if they are pasted."""
ESCAPE_SECONDS = 0.1
"""Seconds after which Escape is a key of its own, and not the beginning of another one."""
NO_CHOICE = -1
"""Where the pointer of a list is while nothing fits what is typed: no choice has it."""
_SHOWN_WORDS = 20
"""Columns of typed words that are shown, so that what is said of them is seen as well."""
MORE_BELOW = N_("(more: arrow down)")


def select_list(choices: list[questionary.Choice], default: object) -> "Application[Any]":
    """Return a list from which one choice is selected; its result is the choice's value."""
    return questionary.select(
        "", choices, default=default, qmark="", pointer=">", instruction=" ", style=STYLE,  # type: ignore[arg-type] # any value may be the default
        use_jk_keys=False,
    ).application  # fmt: skip


def checkbox_list(choices: list[questionary.Choice], *, is_question: bool) -> "Application[Any]":
    """Return a list of checkboxes; its result is a reply, COMMAND or the ticked values.

    Args:
        choices: the lines; each may be ticked.
        is_question: whether the list answers a question, as for `add_list_keys`.
    """
    checkboxes = questionary.checkbox(
        "", choices, qmark="", instruction=" ", style=STYLE, pointer=">", use_jk_keys=False
    )
    application = scroll_to_whole_labels(checkboxes.application)
    return add_list_keys(application, is_question=is_question)


def ticked_labels(application: "Application[Any]") -> list[str]:
    """Return the labels that are ticked in a list of checkboxes, in the list's order."""
    control = list_control(application)
    selected = control.selected_options
    return [str(choice.value) for choice in control.choices if choice.value in selected]


def add_list_keys(application: "Application[Any]", *, is_question: bool) -> "Application[Any]":
    """Add the keys that all lists share (design section 4), and return the list.

    Args:
        application: the list.
        is_question: whether the list answers a question, so that `?` means "not known yet".
    """
    keys = KeyBindings()
    keys.add("s-tab", eager=True)(exit_with(Back()))
    for key in ("c-c", "c-d", Keys.SIGINT):
        keys.add(key, eager=True)(exit_with(Paused()))
    # Without this, Alt+Enter would end the list with nothing chosen (questionary issue 324).
    keys.add("escape", "enter", eager=True)(ignore_key)
    keys.add(":", eager=True)(exit_with(COMMAND))
    # A list has a hidden text buffer, which these keys would change.
    # Ctrl+Q is questionary's key to leave.
    for key in (Keys.BracketedPaste, "c-q"):
        keys.add(key, eager=True)(ignore_key)
    keys.add("c-z", eager=True)(_suspend)
    if is_question:
        keys.add("?", eager=True)(exit_with(Unknown()))
    else:
        keys.add("escape", "escape", eager=True)(ignore_key)
    processor = application.key_processor
    processor.feed_multiple = _PasteFilter(processor.feed_multiple)  # type: ignore[method-assign]
    return add_key_bindings(application, keys)


def add_clearing_key(application: "Application[Any]") -> "Application[Any]":
    """Bind Delete to point at the first choice, with nothing ticked, and return the list."""
    control = list_control(application)
    keys = KeyBindings()

    @keys.add("delete", eager=True)
    def _clear(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
        control.selected_options = []
        control.pointed_at = 0

    return add_key_bindings(application, keys)


def add_key_bindings(application: "Application[Any]", keys: KeyBindings) -> "Application[Any]":
    """Add keys that take precedence over an application's own, and return the application."""
    bindings = [each for each in (application.key_bindings, keys) if each is not None]
    application.key_bindings = merge_key_bindings(bindings)
    return application


def list_control(application: "Application[Any]") -> InquirerControl:
    """Return the control that holds a list's choices and its pointer."""
    return next(control for _, control in _list_windows(application))


def list_window(application: "Application[Any]") -> tuple[Window, InquirerControl]:
    """Return the window of a list, and its control."""
    return next(_list_windows(application))


def let_pastes_pass(application: "Application[Any]") -> None:
    """Take what is pasted or sent at once for typed text, if there is no other key in it."""
    feed = application.key_processor.feed_multiple
    if isinstance(feed, _PasteFilter):
        feed.takes_text = True


def shown_words(typed: str) -> str:
    """Return typed words as they are shown beside a list."""
    return cut_line(screen_line(typed), _SHOWN_WORDS)


def add_typed_line(application: "Application[Any]", text: Callable[[], str]) -> None:
    """Show a line above a list while it has a text.

    Args:
        application: the list.
        text: returns the line, with what is typed; "" for none.
    """

    def shown() -> StyleAndTextTuples:
        return [("class:section", f" {text()}")]

    window = Window(FormattedTextControl(shown), height=1)
    line = ConditionalContainer(window, Condition(lambda: bool(text())))
    _put_around(application, [line, application.layout.container])


def add_more_line(application: "Application[Any]") -> "Application[Any]":
    """Say below a list, while its last choices are hidden, that there are more; return the list."""
    window, _control = list_window(application)
    more = _MoreBelow(window)
    line = Window(
        FormattedTextControl(lambda: [("class:instruction", f" {_(MORE_BELOW)}")]), height=1
    )
    shown = ConditionalContainer(line, Condition(lambda: more.is_there))
    _put_around(application, [application.layout.container, shown])
    application.after_render += more.look
    return application


class _MoreBelow:
    """Whether rows of a list are hidden below, as it was drawn last."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.is_there = False

    def look(self, application: "Application[Any]") -> None:
        """Look at what was drawn, and draw it again if the line is to come or go."""
        drawn = self._window.render_info
        if drawn is None:
            return
        # The row of the line itself is the list's own, as soon as the line is not needed.
        rows = drawn.window_height + self.is_there
        is_there = drawn.content_height > drawn.vertical_scroll + rows
        if is_there != self.is_there:
            self.is_there = is_there
            application.invalidate()


def _put_around(application: "Application[Any]", rows: "list[AnyContainer]") -> None:
    """Give a list another layout, in which it keeps the focus."""
    focused = application.layout.current_window
    application.layout = Layout(HSplit(rows), focused_element=focused)


def _list_windows(application: "Application[Any]") -> Iterator[tuple[Window, InquirerControl]]:
    for window in application.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            yield window, window.content


def scroll_to_whole_labels(application: "Application[Any]") -> "Application[Any]":
    """Make a list scroll until every line of the label pointed at is visible, and return it."""
    for window, control in _list_windows(application):
        line_breaks = max(str(choice.title).count("\n") for choice in control.choices)
        window.scroll_offsets = ScrollOffsets(bottom=line_breaks)
    return application


class _PasteFilter:
    """Drops text pasted into a list without brackets, which would otherwise select a choice.

    Text that begins with a colon passes: over a slow connection a typed command may arrive in one
    read. Ctrl+C always passes: no paste has it, and it must never be without effect.
    """

    def __init__(self, feed: Callable[[list[KeyPress], bool], None]) -> None:
        self.takes_text = False
        self._feed = feed
        self._dropped_at = float("-inf")

    def __call__(self, key_presses: list[KeyPress], first: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of `feed_multiple`
        now = time.monotonic()
        text = "".join(key.data for key in key_presses if len(key.data) == 1)
        continues_paste = bool(text) and now - self._dropped_at < PASTE_PAUSE
        is_text = self.takes_text and len(text) == len(key_presses) and text.isprintable()
        if not is_text and (
            continues_paste or (len(text) >= _PASTE_LENGTH and not text.startswith(":"))
        ):
            self._dropped_at = now
            key_presses = [each for each in key_presses if each.key == Keys.ControlC]
        if key_presses:
            self._feed(key_presses, first)


def exit_with(result: object) -> Callable[[KeyPressEvent], None]:
    """Return a key handler that ends an application with a result."""

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=result)

    return leave


def ignore_key(event: KeyPressEvent) -> None:
    """Handle a key by doing nothing, so that its default binding does not run."""


def _suspend(event: KeyPressEvent) -> None:
    event.app.suspend_to_background()


def wrapped_label(label: str, width: int) -> str:
    """Return a label wrapped between words to the width of a list, with an indent.

    Args:
        label: the text.
        width: the screen's width in columns.
    """
    return "\n     ".join(wrap_words(screen_line(label), width - 6)).strip()


def truncated_line(text: str, width: int) -> str:
    """Return a text as one line that fits into a list, cut with `...` if it is too long.

    Args:
        text: the text.
        width: the screen's width in columns.
    """
    return cut_line(screen_line(text), max(width - 6, 10))

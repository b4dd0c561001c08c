"""Keys of lists with few choices: letters and digits move the pointer, Home and End go to the ends.

None of them chooses: Enter takes the choice that is pointed at. Long lists, which are filtered by
what is typed, have keys of their own (`long_lists`).
"""

import re
from collections.abc import Mapping
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input, folded
from coprod_cli.interview.askers.terminal.list_widgets import (
    ESCAPE_SECONDS,
    NO_CHOICE,
    add_key_bindings,
    add_more_line,
    add_typed_line,
    exit_with,
    ignore_key,
    list_control,
    shown_words,
)

_TOGGLES = ("a", "i")
"""questionary's keys that tick or invert all choices: easily pressed by mistake."""
_MAX_DIGIT = 9


def add_choice_keys(
    application: "Application[Any]",
    *,
    has_numbers: bool = False,
    commands: Mapping[str, object] | None = None,
) -> "Application[Any]":
    """Let typed letters point at the choice whose label begins so, and return the list.

    Keys that were added before and are no letters, such as `?`, keep their meaning.

    Args:
        application: the list.
        has_numbers: whether 1 to 9, typed first, point at a choice by its place in the list.
        commands: by letter, the result with which it ends the list if it is typed first.
    """
    keys = _TypedLabel(application)
    application.timeoutlen = ESCAPE_SECONDS
    add_key_bindings(application, keys.bindings(has_numbers, commands or {}))
    add_typed_line(application, keys.shown_line)
    return add_more_line(application)


class _TypedLabel:
    """The letters that were typed at a list, and where the pointer went."""

    def __init__(self, application: "Application[Any]") -> None:
        self._control = list_control(application)
        self._text = ""
        self._went_to = NO_CHOICE
        self._came_from = self._control.pointed_at

    def bindings(self, has_numbers: bool, commands: Mapping[str, object]) -> KeyBindings:  # noqa: FBT001 - the arguments of `add_choice_keys`
        """Return the key bindings; the arguments are those of `add_choice_keys`."""
        keys = KeyBindings()
        is_typing = Condition(lambda: bool(self._typed))
        fits_nothing = Condition(lambda: self._control.pointed_at == NO_CHOICE)
        keys.add(Keys.Any)(self._type)
        for key in _TOGGLES:
            keys.add(key, eager=True)(self._type)
        for number in range(1, _MAX_DIGIT + 1) if has_numbers else ():
            keys.add(str(number), eager=True, filter=~is_typing)(self._point_at_number)
        for letter, result in commands.items():
            keys.add(letter, eager=True, filter=~is_typing)(exit_with(result))
        for key in ("backspace", "delete"):
            keys.add(key, eager=True, filter=is_typing)(self._take_back)
        keys.add("escape", filter=is_typing)(self._clear)
        for key in ("up", "down", "c-p", "c-n"):
            keys.add(key, eager=True, filter=fits_nothing)(self._clear)
        for key in ("enter", " "):
            keys.add(key, eager=True, filter=fits_nothing)(ignore_key)
        keys.add("home", eager=True)(lambda _event: self._point_at(self._selectable()[0]))
        keys.add("end", eager=True)(lambda _event: self._point_at(self._selectable()[-1]))
        return keys

    def shown_line(self) -> str:
        """Return the line that shows what is typed; "" while nothing is."""
        if not self._typed:
            return ""
        line = _("Typed: {words}") if self._went_to != NO_CHOICE else _(
            "Typed: {words} - nothing fits. Esc clears it."
        )  # fmt: skip
        return line.format(words=shown_words(self._typed))

    @property
    def _typed(self) -> str:
        """What is typed; it is over when the pointer has moved on."""
        return self._text if self._control.pointed_at == self._went_to else ""

    def _selectable(self) -> list[int]:
        choices = enumerate(self._control.choices)
        return [at for at, each in choices if not isinstance(each, questionary.Separator)]

    def _type(self, event: KeyPressEvent) -> None:
        text = clean_input(event.data)
        if len(event.data) == 1 and text.isprintable() and (self._typed or text.strip()):
            self._search(self._typed + text)

    def _take_back(self, event: KeyPressEvent) -> None:
        if len(self._text) > 1:
            self._search(self._text[:-1])
        else:
            self._clear(event)

    def _clear(self, event: KeyPressEvent) -> None:  # noqa: ARG002 - a key binding's form
        self._point_at(self._came_from)

    def _point_at(self, index: int) -> None:
        self._text = ""
        self._control.pointed_at = index

    def _point_at_number(self, event: KeyPressEvent) -> None:
        selectable = self._selectable()
        if int(event.data) <= len(selectable):
            self._point_at(selectable[int(event.data) - 1])

    def _search(self, text: str) -> None:
        """Point at the first choice whose label, or else a word of it, begins with a text."""
        if not self._typed:
            self._came_from = self._control.pointed_at
        word = folded(text)
        labels = [(at, folded(str(self._control.choices[at].title))) for at in self._selectable()]
        same = [at for at, label in labels if label == word]
        begun = [at for at, label in labels if label.startswith(word)]
        inside = [at for at, label in labels if re.search(rf"\b{re.escape(word)}", label)]
        self._text = text
        self._went_to = self._control.pointed_at = next(iter(same + begun + inside), NO_CHOICE)

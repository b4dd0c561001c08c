"""The pointer of a list, which PageUp, PageDown, Home and End move."""

from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings

from coprod_cli.interview.askers.terminal.list_widgets import list_window


class ListPointer:
    """Moves the pointer of a list by pages, to its ends, and near a place.

    It never points at a title between the choices.
    """

    def __init__(self, application: "Application[Any]") -> None:
        """Take the list."""
        self._window, self._control = list_window(application)
        # All choices of a list take about as many lines.
        self._lines = 1 + max(str(each.title).count("\n") for each in self._control.choices)

    def bind(self, keys: KeyBindings) -> None:
        """Bind the keys."""
        last = self._last
        keys.add("home", eager=True)(lambda _event: self.point_near(0, 1))
        keys.add("end", eager=True)(lambda _event: self.point_near(last(), -1))
        keys.add("pageup", eager=True)(lambda _event: self._turn_page(-1))
        keys.add("pagedown", eager=True)(lambda _event: self._turn_page(1))

    def point_near(self, index: int, direction: int) -> None:
        """Point at a choice at an index, or at the next one in a direction, else in the other."""
        choices = self._control.choices
        there = [*range(index, len(choices))], [*range(index, -1, -1)]
        ahead, behind = there if direction > 0 else there[::-1]
        for each in (*ahead, *behind):
            if not isinstance(choices[each], questionary.Separator):
                self._control.pointed_at = each
                return

    def _last(self) -> int:
        return len(self._control.choices) - 1

    def _turn_page(self, direction: int) -> None:
        rendered = self._window.render_info
        rows = rendered.window_height if rendered else 2
        step = max(rows // self._lines - 1, 1)
        target = min(max(self._control.pointed_at + direction * step, 0), self._last())
        self.point_near(target, direction)

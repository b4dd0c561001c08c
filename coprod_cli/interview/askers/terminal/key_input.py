"""Terminal input that keeps nothing of what the terminal sends by itself."""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding.key_processor import KeyPress

from coprod_cli.interview.askers.terminal.key_parser import KeyParser

_MOST_AT_ONCE = 65_536
"""Characters that are read before the keys are used."""


class KeyInput(Vt100Input):
    """prompt_toolkit's input from a terminal, with coprod's parser."""

    def __init__(self, stdin: TextIO) -> None:
        """Create an input from a terminal's stream."""
        super().__init__(stdin)
        self._keys: list[KeyPress] = []
        self._parser = KeyParser(self._keep_key)
        self.vt100_parser = self._parser  # type: ignore[assignment] # the same interface
        self._on_ready: Callable[[], None] | None = None
        self._timer: TimerHandle | None = None

    @contextmanager
    def attach(self, input_ready_callback: Callable[[], None]) -> Iterator[None]:
        """Make this input active in the current event loop, for the time of a with block."""
        earlier, self._on_ready = self._on_ready, input_ready_callback
        try:
            with super().attach(input_ready_callback):
                yield
        finally:
            self._on_ready = earlier
            if self._timer is not None:
                self._timer.cancel()

    def read_keys(self) -> list[KeyPress]:
        """Return the keys that have arrived: of a long paste as many as are there.

        The less often the screen is drawn anew, the sooner the paste is over.
        """
        text = data = self.stdin_reader.read()
        while data and len(text) < _MOST_AT_ONCE:
            data = self.stdin_reader.read()
            text += data
        self._parser.feed(text)
        return self._taken()

    def flush_keys(self) -> list[KeyPress]:
        """Return the keys that end with a pause, and look again for what waits for a longer one."""
        self._parser.flush()
        if self._timer is not None:
            self._timer.cancel()
        if self._on_ready is not None and (wait := self._parser.seconds_to_wait()) is not None:
            self._timer = get_running_loop().call_later(wait, self._on_ready)
        return self._taken()

    def _taken(self) -> list[KeyPress]:
        keys, self._keys = self._keys, []
        return keys

    def _keep_key(self, key: KeyPress) -> None:
        self._keys.append(key)

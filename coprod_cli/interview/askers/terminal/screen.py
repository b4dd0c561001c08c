"""The screen of an interview: entered once, drawn whole for each step, and left sane."""

import gc
import os
import sys
import textwrap
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Self, TextIO

from prompt_toolkit.application import Application, create_app_session
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from coprod_cli.base.signals import STOP_SIGNALS, handle_signals
from coprod_cli.interview.askers.terminal.key_bindings import share_key_bindings

STYLE = Style(
    [
        ("where", "ansicyan"),
        ("section", "ansicyan"),
        ("question", "bold"),
        ("help", ""),
        ("opening", ""),
        ("problem", "bold ansired"),
        ("keys", "ansibrightblack"),
        ("qmark", "ansicyan"),
        ("answer", ""),
        ("unseen", "reverse"),
        ("pointer", "bold ansicyan"),
        ("highlighted", "bold"),
        ("selected", "bold"),
        ("separator", "ansicyan"),
        ("instruction", ""),
    ]
)

COMMAND = "command"
"""The result of an application in which a person typed a colon, and types on."""

_READING = 0.4
"""Seconds after which a person is sure to be reading."""
FAREWELL = 0.5
"""Seconds by which a text in the making is on the disk, when something failed while it was."""

Frame = tuple[StyleAndTextTuples, str]
"""What stands above the place to write, and the keys that stand below it."""


class _SteadyOutput(Vt100_Output):
    """An output on which each application finds the screen already entered, so nothing flickers."""

    def enter_alternate_screen(self) -> None:
        self.write_raw("\x1b[H")

    def quit_alternate_screen(self) -> None:
        pass


@dataclass
class Screen:
    """The terminal while an interview has it; a context manager.

    SIGTERM, SIGHUP and a closed window end the running application with `stopped` set.
    """

    stopped: bool = False
    _input: Input | None = field(default=None, init=False)
    _output: Output | None = field(default=None, init=False)
    _running: Application[Any] | None = field(default=None, init=False)
    _held: ExitStack = field(default_factory=ExitStack, init=False)

    def __enter__(self) -> Self:
        # Terminals that do not answer a cursor-position request would get a warning mid-screen.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        share_key_bindings()
        self._input = create_input(always_prefer_tty=True)
        self._output = _make_output()
        self._held.enter_context(create_app_session(input=self._input, output=self._output))
        self._held.enter_context(handle_signals(STOP_SIGNALS, self._stop))
        self._held.enter_context(self._taken())
        return self

    def __exit__(self, *exception: object) -> None:
        self._held.close()

    @property
    def width(self) -> int:
        """The screen's width in columns."""
        return self._output.get_size().columns if self._output else 80

    def run(self, application: Application[Any], frame: Frame) -> Any:
        """Run an application of questionary's inside a frame, and return its result.

        Raises:
            KeyboardInterrupt, EOFError, OSError: the person, or the terminal, went away.
            Exception: a mistake of coprod's own, once what is typed had time to be kept.
        """
        if self.stopped:
            raise KeyboardInterrupt
        _put_into_frame(application, frame)
        application.full_screen = application.renderer.full_screen = True
        application.ttimeoutlen = 0.1
        application.pre_run_callables.append(_collect_while_read)
        application.pre_run_callables.append(lambda: _end_on_mistakes(application))
        self._running = application
        result = None
        try:
            result = application.run(set_exception_handler=False)
        finally:
            self._running = None
            if self._input is not None and result != COMMAND:
                clear_typeahead(self._input)
        return result

    @contextmanager
    def given_back(self) -> Iterator[None]:
        """Give the terminal back for a while, as to an editor."""
        self._leave()
        mode = self._input.cooked_mode() if self._input else ExitStack()
        try:
            with mode:
                yield
        finally:
            self._enter()

    @contextmanager
    def _taken(self) -> Iterator[None]:
        self._enter()
        # Raw all the while: what is typed between two questions neither echoes nor interrupts.
        mode = self._input.raw_mode() if self._input else ExitStack()
        try:
            with mode:
                yield
        finally:
            self._leave()

    def _enter(self) -> None:
        self._write("\x1b[?1049h\x1b[H")

    def _leave(self) -> None:
        self._write("\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h")

    def _write(self, codes: str) -> None:
        if isinstance(self._output, _SteadyOutput):
            with suppress(OSError):
                self._output.write_raw(codes)
                self._output.flush()

    def _stop(self, number: int, frame: object) -> None:  # noqa: ARG002 - a signal handler's form
        self.stopped = True
        running = self._running
        if running is not None and running.loop is not None:
            running.loop.call_soon_threadsafe(_end, running)


def _collect_while_read() -> None:
    """Collect garbage while a screen is read, since a person would wait for it between two."""
    get_running_loop().call_later(_READING, gc.collect)


def _end_on_mistakes(application: Application[Any]) -> None:
    """Let what fails in the event loop end the application, which raises it.

    prompt_toolkit would print the traceback over the screen, texts and all, and wait for Enter.
    """

    def end_soon(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            loop.call_later(FAREWELL, _end, application, error)

    get_running_loop().set_exception_handler(end_soon)


def _end(application: Application[Any], error: BaseException | None = None) -> None:
    if application.is_running and not application.is_done:
        application.exit(exception=error or KeyboardInterrupt)


def _make_output() -> Output:
    stream: TextIO = sys.stdout if sys.stdout.isatty() else sys.stderr
    if os.name == "nt":
        return create_output(stream, always_prefer_tty=True)
    depth = ColorDepth.from_env()  # NO_COLOR, among others
    return _SteadyOutput.from_pty(stream, term=os.environ.get("TERM"), default_color_depth=depth)


def _put_into_frame(application: Application[Any], frame: Frame) -> None:
    above, keys = frame
    below: StyleAndTextTuples = [("class:keys", keys)]
    focused = application.layout.current_window

    def window(parts: StyleAndTextTuples) -> Window:
        def wrapped() -> StyleAndTextTuples:
            return _wrapped(parts, application.output.get_size().columns)

        return Window(FormattedTextControl(wrapped), wrap_lines=True, dont_extend_height=True)

    rows = [window(above), application.layout.container, window(below)]
    application.layout = Layout(HSplit(rows), focused_element=focused)


def _wrapped(parts: StyleAndTextTuples, width: int) -> StyleAndTextTuples:
    """Break the lines of each part between words, since prompt_toolkit breaks them anywhere."""
    wrapped: StyleAndTextTuples = []
    for style, text, *_ in parts:
        lines = text.split("\n")
        broken = ["\n".join(between_words(line, width)) or line for line in lines]
        wrapped.append((style, "\n".join(broken)))
    return wrapped


def between_words(line: str, width: int) -> list[str]:
    """Break a line for a screen of a width, between words and not at their hyphens."""
    room = max(width - 2, 10)
    return [f" {part}" for part in textwrap.wrap(line, room, break_on_hyphens=False)]

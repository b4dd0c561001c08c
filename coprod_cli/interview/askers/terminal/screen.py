"""Full-screen terminal session: runs the applications of an interview one after another.

The alternate screen is entered once, and the terminal's state is restored on exit.
"""

import gc
import os
import signal
import sys
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Self, TextIO

from prompt_toolkit.application import Application, create_app_session, run_in_terminal
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from coprod_cli.base.signals import STOP_SIGNALS, handle_signals
from coprod_cli.interview.askers.terminal.frame import Frame, add_frame
from coprod_cli.interview.askers.terminal.key_bindings import share_key_bindings
from coprod_cli.interview.askers.terminal_modes import reset_codes

# No colour: none has a contrast of 4.5:1 (WCAG 2.2, 1.4.3) on black and on white and on both
# backgrounds of Solarized, and what a colour's name looks like is up to the terminal. Nor `dim`,
# which may halve the contrast. Text has the terminal's own foreground, which a person has chosen.
# "noinherit" undoes questionary's colours.
STYLE = Style(
    [
        ("case", "noinherit"),
        ("position", "noinherit"),
        ("section", "noinherit underline"),
        ("question", "noinherit bold"),
        ("help", "noinherit"),
        ("opening", "noinherit"),
        ("offered", "noinherit italic"),
        ("problem", "noinherit reverse"),
        ("keys", "noinherit"),
        ("qmark", "noinherit"),
        ("answer", "noinherit"),
        ("unsafe", "noinherit reverse"),
        ("pointer", "noinherit bold"),
        ("highlighted", "noinherit bold"),
        ("selected", "noinherit bold"),
        ("separator", "noinherit underline"),
        ("instruction", "noinherit"),
        ("text", "noinherit"),
        ("disabled", "noinherit"),
        ("pointed-words", "noinherit reverse"),
    ]
)

COMMAND = "command"
"""Result of a list in which the person typed a colon, and goes on to type a command."""

_GC_DELAY = 0.4
"""Seconds after a screen is drawn until garbage is collected: the person is then reading."""
ERROR_EXIT_DELAY = 0.5
"""Seconds between an unexpected error and the exit, so that the pending autosave still runs."""


class _FlickerFreeOutput(Vt100_Output):
    """Terminal output that stays on the alternate screen between two applications."""

    def enter_alternate_screen(self) -> None:
        self.write_raw("\x1b[H")

    def quit_alternate_screen(self) -> None:
        pass


@dataclass
class Screen:
    """Context manager that takes over the terminal during an interview.

    SIGTERM, SIGHUP and a closed window set `stopped` and end the running application.
    """

    stopped: bool = False
    _input: Input | None = field(default=None, init=False)
    _output: Output | None = field(default=None, init=False)
    _running: Application[Any] | None = field(default=None, init=False)
    _resources: ExitStack = field(default_factory=ExitStack, init=False)

    def __enter__(self) -> Self:
        # Terminals that do not answer a cursor-position request would get a warning mid-screen.
        # The replies would not arrive, either: see `key_parser`.
        os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"
        share_key_bindings()
        self._input = _make_input()
        self._output = _make_output()
        self._resources.enter_context(create_app_session(input=self._input, output=self._output))
        self._resources.enter_context(handle_signals(STOP_SIGNALS, self._stop))
        self._resources.enter_context(self._alternate_screen())
        return self

    def __exit__(self, *exception: object) -> None:
        self._resources.close()

    @property
    def width(self) -> int:
        """The screen's width in columns."""
        return self._output.get_size().columns if self._output else 80

    def run(self, application: Application[Any], frame: Frame) -> Any:
        """Run an application inside a frame, and return its result.

        Raises:
            KeyboardInterrupt, EOFError, OSError: the person stopped, or the terminal is gone.
            Exception: an internal error, raised after `ERROR_EXIT_DELAY` if the event loop had it.
        """
        if self.stopped:
            raise KeyboardInterrupt
        add_frame(application, frame)
        application.full_screen = application.renderer.full_screen = True
        application.ttimeoutlen = 0.1
        application.pre_run_callables.append(_schedule_garbage_collection)
        application.pre_run_callables.append(lambda: _exit_on_errors(application))
        application.suspend_to_background = self._suspend  # type: ignore[method-assign]
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
    def suspended(self) -> Iterator[None]:
        """Release the terminal for the time of a with block, as to an editor."""
        self._leave()
        mode = self._input.cooked_mode() if self._input else ExitStack()
        try:
            with mode:
                yield
        finally:
            self._enter()

    def _suspend(self, suspend_group: bool = True) -> None:  # noqa: FBT001, FBT002 - as in prompt_toolkit
        """Stop the process until the shell continues it, with the terminal as it was before."""

        def stop() -> None:
            self._leave()
            os.kill(0 if suspend_group else os.getpid(), signal.SIGTSTP)
            self._enter()

        if hasattr(signal, "SIGTSTP"):
            run_in_terminal(stop)

    @contextmanager
    def _alternate_screen(self) -> Iterator[None]:
        self._enter()
        # Raw mode throughout, so that keys typed between two questions neither echo nor interrupt.
        mode = self._input.raw_mode() if self._input else ExitStack()
        try:
            with mode:
                yield
        finally:
            self._leave()

    def _enter(self) -> None:
        # Each of the two screens has modes of its own.
        self._write(f"{reset_codes()}\x1b[?1049h{reset_codes(keeps_cursor=False)}\x1b[H")

    def _leave(self) -> None:
        self._write(f"{reset_codes(keeps_cursor=False)}\x1b[?1049l{reset_codes()}")

    def _write(self, codes: str) -> None:
        if isinstance(self._output, _FlickerFreeOutput):
            with suppress(OSError):
                self._output.write_raw(codes)
                self._output.flush()

    def _stop(self, number: int, frame: object) -> None:  # noqa: ARG002 - a signal handler's form
        self.stopped = True
        running = self._running
        if running is not None and running.loop is not None:
            running.loop.call_soon_threadsafe(_exit, running)


def _schedule_garbage_collection() -> None:
    """Collect garbage while the person reads, since between two screens it would delay the next."""
    get_running_loop().call_later(_GC_DELAY, gc.collect)


def _exit_on_errors(application: Application[Any]) -> None:
    """Make errors in the event loop end the application, which then raises them.

    By default prompt_toolkit prints the traceback, with the answers in it, over the screen, and
    waits for Enter.
    """

    def exit_soon(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            loop.call_later(ERROR_EXIT_DELAY, _exit, application, error)

    get_running_loop().set_exception_handler(exit_soon)


def _exit(application: Application[Any], error: BaseException | None = None) -> None:
    if application.is_running and not application.is_done:
        application.exit(exception=error or KeyboardInterrupt)


def _make_input() -> Input:
    made = create_input(always_prefer_tty=True)
    if os.name == "nt":
        return made
    from prompt_toolkit.input.vt100 import Vt100Input

    from coprod_cli.interview.askers.terminal.key_input import KeyInput

    return KeyInput(made.stdin) if isinstance(made, Vt100Input) else made


def _make_output() -> Output:
    stream: TextIO = sys.stdout if sys.stdout.isatty() else sys.stderr
    if os.name == "nt":
        return create_output(stream, always_prefer_tty=True)
    depth = ColorDepth.from_env()  # respects NO_COLOR
    return _FlickerFreeOutput.from_pty(
        stream, term=os.environ.get("TERM"), default_color_depth=depth
    )

"""The very first screen, drawn at once: all that the interview needs is loaded while it is read."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from prompt_toolkit.application import Application

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.terminal.header import opening_head
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.interview.askers.terminal.text_input import Leave, Left, text_application
from coprod_cli.interview.opening_text import WRITING_KEYS

Prepared = TypeVar("Prepared")


def ask_title_at_once(
    screen: Screen, prepare: Callable[[], Prepared], keep_draft: Callable[[Prepared, str], None]
) -> tuple[Left, Prepared]:
    """Ask for the title while `prepare` runs; return how the person left it, and what it gave.

    Args:
        screen: the screen, entered.
        prepare: loads what the interview needs.
        keep_draft: keeps half-typed text, once it is known where.

    Raises:
        CoprodError: whatever `prepare` raises; the first screen then goes away at once.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="prepare") as pool:
        preparing: list[Future[Prepared]] = []

        def keep(text: str) -> None:
            if preparing and preparing[0].done() and preparing[0].exception() is None:
                keep_draft(preparing[0].result(), text)

        application = text_application("", keep)

        def go_on() -> None:
            if not application.is_running or application.is_done:
                return
            if preparing[0].exception() is not None:
                application.exit(result=(Leave.PAUSE, ""))
            elif text := clean_input(application.current_buffer.text):
                keep(text)  # what was typed while it could not be kept yet

        def start(_: "Application[Any]") -> None:
            if not preparing:
                preparing.append(pool.submit(prepare))
                preparing[0].add_done_callback(lambda _: _soon(application, go_on))

        application.after_render += start
        left = _written(screen, application)
        start(application)
        return left, preparing[0].result()


def _written(screen: Screen, application: "Application[Left]") -> Left:
    try:
        left: Left = screen.run(application, (opening_head(), _(WRITING_KEYS)))
    except (KeyboardInterrupt, EOFError, OSError):
        return Leave.PAUSE, application.current_buffer.text
    return left


def _soon(application: "Application[Left]", go_on: Callable[[], None]) -> None:
    if application.loop is not None:
        application.loop.call_soon_threadsafe(go_on)

"""The very first screen, drawn at once: all that the interview needs is loaded while it is read."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from prompt_toolkit.application import Application

from coprod_cli.asking.terminal.heads import opening_head
from coprod_cli.asking.terminal.screen import Screen
from coprod_cli.asking.terminal.writing import Leave, Left, text_application
from coprod_cli.wording import WRITING_KEYS

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

        def start(_: "Application[Any]") -> None:
            if not preparing:
                preparing.append(pool.submit(prepare))
                preparing[0].add_done_callback(lambda done: _end_if_failed(done, application))

        application.after_render += start
        left = _written(screen, application)
        start(application)
        return left, preparing[0].result()


def _written(screen: Screen, application: "Application[Left]") -> Left:
    try:
        left: Left = screen.run(application, (opening_head(), WRITING_KEYS))
    except (KeyboardInterrupt, EOFError, OSError):
        return Leave.PAUSE, application.current_buffer.text
    return left


def _end_if_failed(done: "Future[Any]", application: "Application[Left]") -> None:
    loop = application.loop
    if done.exception() is not None and loop is not None:
        loop.call_soon_threadsafe(_end, application)


def _end(application: "Application[Left]") -> None:
    if application.is_running and not application.is_done:
        application.exit(result=(Leave.PAUSE, ""))

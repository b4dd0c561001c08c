"""First screen of a new case: asks for the title while the rest of coprod loads.

It must import nothing heavy, so that it is drawn at once.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from prompt_toolkit.application import Application

from coprod_cli.base.i18n import _
from coprod_cli.base.message import Message
from coprod_cli.base.text import clean_input
from coprod_cli.base.threads import submit_or_run
from coprod_cli.interview.askers.terminal.header import opening_screen_lines
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.interview.askers.terminal.text_input import (
    Exit,
    TextResult,
    run_text_input,
    text_input,
)
from coprod_cli.interview.opening_text import WRITING_KEYS

Prepared = TypeVar("Prepared")


def ask_title_at_once(
    screen: Screen,
    prepare: Callable[[], Prepared],
    keep_draft: Callable[[Prepared, str], None],
    header: Message,
    *,
    introduced: bool,
    voice: str | None = None,
) -> tuple[TextResult, Prepared]:
    """Ask for the title while `prepare` runs; return the title's input and the prepared value.

    Args:
        screen: the screen; it must have been entered.
        prepare: loads what the interview needs; runs in a thread of its own if the system
            allows one.
        keep_draft: saves half-typed text; takes the prepared value and the text.
        header: what is new, such as a new case.
        introduced: whether the whole introduction was shown before.
        voice: who speaks; None if nobody said.

    Raises:
        CoprodError: raised by `prepare`; it closes the first screen at once.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="prepare") as pool:
        preparing: list[Future[Prepared]] = []

        def keep(text: str) -> None:
            if preparing and preparing[0].done() and preparing[0].exception() is None:
                keep_draft(preparing[0].result(), text)

        application = text_input("", keep)

        def on_prepared() -> None:
            if not application.is_running or application.is_done:
                return
            if preparing[0].exception() is not None:
                application.exit(result=(Exit.PAUSE, ""))
            elif text := clean_input(application.current_buffer.text):
                keep(text)  # typed before it could be saved

        def start(_: "Application[Any]") -> None:
            if not preparing:
                preparing.append(submit_or_run(pool, prepare))
                preparing[0].add_done_callback(lambda _: _call_soon(application, on_prepared))

        application.after_render += start
        top = opening_screen_lines(header, introduced=introduced, voice=voice)
        frame = top, _(WRITING_KEYS)
        result = run_text_input(screen, application, frame)
        start(application)
        return result, preparing[0].result()


def _call_soon(application: "Application[TextResult]", callback: Callable[[], None]) -> None:
    if application.loop is not None:
        application.loop.call_soon_threadsafe(callback)

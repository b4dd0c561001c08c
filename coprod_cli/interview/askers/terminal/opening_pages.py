"""Pages before a new case on a full screen: lists to choose from, and the steps that are due.

It must import nothing heavy, so that the first page is drawn at once.
"""

from collections.abc import Callable, Sequence
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import Message
from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.refused_command import no_such_command
from coprod_cli.interview.askers.speakers import WHO_HELP, WHO_SPEAKS
from coprod_cli.interview.askers.terminal.command_input import command_input, command_keys
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.header import question_lines
from coprod_cli.interview.askers.terminal.help_page import help_page
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_key_bindings,
    add_list_keys,
    exit_with,
    scroll_to_whole_labels,
    select_list,
    wrapped_label,
)
from coprod_cli.interview.askers.terminal.screen import COMMAND, Screen
from coprod_cli.interview.askers.terminal.text_input import Exit
from coprod_cli.interview.askers.terminal.typed_labels import add_choice_keys
from coprod_cli.interview.askers.terminal.voice_choice import ask_voice, voice_keys
from coprod_cli.interview.opening import (
    Left,
    Page,
    Speaker,
    VoiceWish,
    read_page_command,
    voice_or_left,
)
from coprod_cli.interview.opening_text import DUE_HEADER, TICK_OFF
from coprod_cli.interview.replies import Back, ChangeVoice, Paused, Reply

_YES_KEYS = "yYjJ"
_NO_KEYS = ("n", "N", "enter", "escape")
_MAX_DIGIT = 9
_COMMANDS = ":back  :voice  :quit"


class ScreenPages:
    """Shows pages on a `Screen`, which must have been entered."""

    def __init__(self, screen: Screen, meanwhile: Callable[[], None], header: Message) -> None:
        """Create an asker.

        Args:
            screen: the screen.
            meanwhile: is called when a page is drawn.
            header: the header of the pages.
        """
        self._header = header
        self._screen = screen
        self._meanwhile = meanwhile

    def choose(self, page: Page) -> str | Left | VoiceWish:
        """Show a list; return the chosen row's value, how it was left, or a `VoiceWish`."""
        top = question_lines(translated(self._header), page.question)
        count = min(len(page.rows), _MAX_DIGIT)
        keys = _("Arrows or 1-{count}, Enter: choose   Ctrl+C: stop")
        if page.has_before:
            keys = _("Arrows or 1-{count}, Enter: choose   Shift+Tab: back   Ctrl+C: stop")
        keys = keys.format(count=count)
        if page.speaker is not None:
            keys = f"{translated(page.speaker)}\n{keys}"
        while True:
            result = self._run(_page_list(page, self._screen.width), (top, keys))
            if result == COMMAND:
                result = self._read_command(top)
            if isinstance(result, str | Left | VoiceWish):
                return result

    def choose_voice(self, speaker: Speaker, problem: str | None) -> str | Left:
        """Show the voices; return the chosen one, or how the list was left."""
        top = question_lines(
            translated(self._header), _(WHO_SPEAKS), notes=[_(WHO_HELP)], problem=problem
        )
        frame = top, voice_keys(speaker.voices, speaker.shown)

        def ask_command() -> Reply | None:
            match self._read_command(top):
                case Left.STOP:
                    return Paused()
                case Left.BACK:
                    return Back()
                case VoiceWish(word) if word:
                    return ChangeVoice(voice=word)
                case _:
                    return None

        reply = ask_voice(self._screen, speaker.voices, speaker.shown, frame, ask_command)
        return voice_or_left(reply)

    def offer_due(self, question: Message, lines: Sequence[Message]) -> bool:
        """Ask whether to see the steps that are due, and show them; return False if left."""
        top = question_lines(translated(self._header), question)
        reply = self._run(_yes_or_no(), (top, _("y: yes   n or Enter: no   Ctrl+C: stop")))
        if reply is not True:
            return reply is False
        shown = [f"- {translated(line)}" for line in lines]
        page = help_page([*shown, "", _(TICK_OFF)])
        frame = question_lines(translated(self._header), _(DUE_HEADER))
        return self._run(page, (frame, _("Arrows: read on   Enter: begin"))) is None

    def _run(self, application: "Application[Any]", frame: Frame) -> Any:
        """Run an application; return its result, or Left.STOP if the person or a signal stopped."""
        application.after_render += lambda _: self._meanwhile()
        try:
            result = self._screen.run(application, frame)
        except INTERRUPTIONS:
            return Left.STOP
        return result

    def _read_command(self, top: StyleAndTextTuples) -> Left | VoiceWish | None:
        """Read a command, again if it is none; return None to go on at the list."""
        problem: StyleAndTextTuples = []
        while True:
            frame = [*top, *problem], command_keys(_COMMANDS)
            result = self._run(command_input(), frame)
            if isinstance(result, Left):
                return result
            action, text = result
            word = clean_input(text).strip()
            if action is not Exit.SUBMIT or word in ("", ":"):
                return Left.STOP if action is Exit.PAUSE else None
            command = read_page_command(word)
            if command is not None:
                return command
            refusal = translated(no_such_command(word))
            problem = [("class:problem", f"{screen_text(refusal)}\n")]


def _page_list(page: Page, width: int) -> "Application[Any]":
    choices = [
        questionary.Choice(wrapped_label(translated(row.text), width), row.value)
        for row in page.rows
    ]
    values = [row.value for row in page.rows]
    default = page.default if page.default in values else None
    application = add_list_keys(
        scroll_to_whole_labels(select_list(choices, default)), is_question=False
    )
    application.erase_when_done = True  # the next screen may take a moment
    keys = KeyBindings()
    keys.add("s-tab", eager=True)(exit_with(Left.BACK))
    for key in ("c-c", "c-d"):
        keys.add(key, eager=True)(exit_with(Left.STOP))
    commands = {} if page.speaker is None else {"v": VoiceWish()}
    add_key_bindings(application, keys)
    return add_choice_keys(application, has_numbers=True, commands=commands)


def _yes_or_no() -> "Application[Any]":
    """Return an application whose result is True for yes, False for no."""
    from prompt_toolkit.layout import FormattedTextControl, Layout, Window

    from coprod_cli.interview.askers.terminal.screen import STYLE

    keys = KeyBindings()
    for is_yes, names in ((True, _YES_KEYS), (False, _NO_KEYS)):
        for name in names:
            keys.add(name, eager=name != "escape")(exit_with(is_yes))
    for key in ("c-c", "c-d"):
        keys.add(key, eager=True)(exit_with(Left.STOP))
    window = Window(FormattedTextControl(" > ", focusable=True, show_cursor=True))
    return Application(layout=Layout(window), key_bindings=keys, style=STYLE)

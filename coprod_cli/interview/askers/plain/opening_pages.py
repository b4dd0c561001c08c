"""Pages before a new case, line by line: numbered rows, and the steps that are due."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TextIO

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_, Message
from coprod_cli.base.printed_lines import printed
from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.text import clean_input, is_yes
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.plain.line_reader import interrupt_on_signals
from coprod_cli.interview.askers.plain.voice_rows import choose_voice, voice_lines
from coprod_cli.interview.askers.refused_command import no_such_command
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

_NO_SUCH_NUMBER = N_("That number is not in the list.")


class PlainPages:
    """Shows pages as printed lines, and reads whole lines."""

    def __init__(self, out: TextIO, read_line: Callable[[str], str]) -> None:
        """Create an asker.

        Args:
            out: the stream to print on.
            read_line: shows a prompt and reads a line.
        """
        self._out = out
        self._read_line = read_line

    def choose(self, page: Page) -> str | Left | VoiceWish:
        """Show numbered rows; return the chosen one's value, how it was left, or a `VoiceWish`."""
        values = [row.value for row in page.rows]
        default = values.index(page.default) + 1 if page.default in values else 1
        self._show(translated(page.question))
        self._show(*(f"  {n}. {translated(row.text)}" for n, row in enumerate(page.rows, 1)))
        if page.speaker is not None:
            self._show(translated(page.speaker))
        prompt = _("Number, or Enter for {number} > ").format(number=default)
        while True:
            word = self._read(prompt)
            if word is None:
                return Left.STOP
            command = read_page_command(word)
            if isinstance(command, Left) or (command is not None and page.speaker is not None):
                return command
            number = word or str(default)
            if number in [str(each) for each in range(1, len(values) + 1)]:
                return values[int(number) - 1]
            is_command = word.startswith(":")
            self._show(translated(no_such_command(word)) if is_command else _(_NO_SUCH_NUMBER))

    def choose_voice(self, speaker: Speaker, problem: str | None) -> str | Left:
        """Show numbered voices; return the chosen one or a typed word, or how this was left."""
        voices, current = speaker.voices, speaker.shown
        self._show(*([translated(problem)] if problem else voice_lines(voices, current)))
        reply = choose_voice(voices, current, lambda: self._read("> "), _voice_command, self._show)
        return voice_or_left(reply)

    def offer_due(self, question: Message, lines: Sequence[Message]) -> bool:
        """Ask whether to see the steps that are due, and show them; return False if left."""
        word = self._read(f"{translated(question)} > ")
        if word is None or read_page_command(word) is Left.STOP:
            return False
        if is_yes(word):
            self._show(_(DUE_HEADER), *(f"- {translated(line)}" for line in lines), _(TICK_OFF), "")
        return True

    def _show(self, *lines: str) -> None:
        for line in lines:
            print(printed(screen_text(line), self._out), file=self._out, flush=True)

    def _read(self, prompt: str) -> str | None:
        """Read a line; return None at the end of input, or if a key or a signal stopped it."""
        try:
            with interrupt_on_signals():
                return clean_input(self._read_line(prompt)).strip()
        except INTERRUPTIONS:
            with suppress(OSError):
                self._show("")  # ends the line of the prompt
            return None


def _voice_command(word: str) -> Reply | Sequence[str] | None:
    """Return what a line means that is typed where a voice is chosen; None if it names one."""
    match read_page_command(word):
        case Left.STOP:
            return Paused()
        case Left.BACK:
            return Back()
        case VoiceWish(voice) if voice:
            return ChangeVoice(voice=voice)
        case VoiceWish():
            return []
        case _:
            return [translated(no_such_command(word))] if word.startswith(":") else None

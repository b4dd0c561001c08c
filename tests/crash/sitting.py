"""A made-up person at the real program, who reads from the screen where they are, and types."""

import os
import random
import re
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ledger import TITLE, Ledger, Said, Typing
from made_up_texts import Texts
from terminal import ALT_ENTER, CONTROL, ENTER, SHIFT_TAB, Terminal

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.templates.loader import load_template

TEMPLATE = load_template(shipped_prompts() / "primary-care")
ADDRESSES = [
    [section.address(question) for question in section.questions] for section in TEMPLATE.sections
]
_MARKS = re.compile(
    r"Section (?P<section>\d+) of \d+ - question (?P<question>\d+) of"
    r"|(?P<title>A new case|The title)"
    r"|(?P<review>Review - \d+ of|f finishes the case\.)"
    r"|(?P<menu>All questions - \d+ of|Enter goes back\.)"
    r"|(?P<conflict>This answer was changed elsewhere while you wrote)"
)
_BACKSPACE = "\x7f"
_BREATH = 0.25
"""Seconds between two lines, so that they are not taken for one paste (plain.PASTE_PAUSE)."""


class Place(NamedTuple):
    """Where the screen says that the person is; `address` is a question's."""

    kind: str
    address: str = ""


CONFLICT = Place("conflict")


def place_on(text: str) -> Place | None:
    """Return the place that a screen shows last; None where it shows none."""
    marks = list(_MARKS.finditer(" ".join(text.split())))
    if not marks:
        return None
    found = marks[-1]
    if found["section"]:
        return Place("question", ADDRESSES[int(found["section"]) - 1][int(found["question"]) - 1])
    if found["title"]:
        return Place("question", TITLE)
    if found["conflict"]:
        return CONFLICT
    return Place("review" if found["review"] else "menu")


class Sitting:
    """One start of the program in a pseudo-terminal, and what its person does there."""

    def __init__(
        self, arguments: list[str], folder: Path, ledger: Ledger | None, texts: Texts,
        random_source: random.Random, *, plain: bool, editor: str, is_loaded: bool = True,
    ) -> None:  # fmt: skip
        self.ledger = ledger
        self.texts = texts
        self.random = random_source
        self.plain = plain
        self.notebook = folder / "notebook"
        self.terminal = Terminal.coprod(
            *arguments,
            *(["--plain"] if plain else []),
            folder=folder,
            columns=80,
            rows=40,
            environment={"COPROD_NOTEBOOK": str(self.notebook), "EDITOR": editor},
            cold=not is_loaded,
        )

    # --- what the person sees ---

    @property
    def place(self) -> Place | None:
        if self.plain:  # what was said first may have left the screen at its top
            return place_on(self.terminal.output[-60_000:].decode("utf-8", "ignore"))
        return place_on(self.terminal.text())

    def arrive(self) -> Place:
        """Wait for the first screen."""
        self.terminal.wait_until(lambda: self.place is not None, "a first screen")
        self.terminal.settle(0.05)
        return self.place

    def arrive_elsewhere(self, before: Place | None) -> Place:
        """Wait for the next screen."""
        self.terminal.wait_until(lambda: self.place not in (None, before), "the next screen")
        return self.place

    def sees_at_cursor(self, text: str) -> bool:
        """Tell whether a text's last line stands before the cursor."""
        line, column = self.terminal.cursor
        row = self.terminal._screen.buffer[line]
        before = [*self.terminal.lines()[:line], *(row[each].data for each in range(column))]
        return _without_blanks("".join(before)).endswith(_end_of(text))

    # --- what the person does ---

    def write(self, text: str) -> Typing:
        """Type a text in place of what stands there, or behind it, and wait until it is seen."""
        address = self.place.address
        before = self.ledger.prefill(address)
        if before and self.random.random() < 0.6:
            self._send(_BACKSPACE * len(before))
        else:
            text = before + text
        self.ledger.typing = Typing(address, before, text)
        self._type(text.removeprefix(before))
        self.see(text)
        return self.ledger.typing

    def see(self, text: str) -> None:
        """Wait until the screen shows the end of what was typed; from now on it is owed."""
        end = _end_of(text)
        self.terminal.wait_until(lambda: end in _without_blanks(self.terminal.text()), "the text")
        self.ledger.typing = self.ledger.typing._replace(seen_at=time.monotonic())

    def empty(self) -> None:
        """Take back all that stands in the question."""
        address = self.place.address
        before = self.ledger.prefill(address)
        self.ledger.typing = Typing(address, before, "")
        self._send(_BACKSPACE * len(before))
        self.ledger.typing = self.ledger.typing._replace(seen_at=time.monotonic())

    def send_enter(self, said: Said) -> None:
        """Press Enter, and do not wait for what comes of it."""
        address = self.place.address
        if address != TITLE or said.text:
            self.ledger.sent = {address: said}
        self.terminal.send_bytes(ENTER.encode())

    def take(self, said: Said) -> Place:
        """Press Enter, and wait for the next screen: from now on it is accepted."""
        before = self.place
        self.send_enter(said)
        after = self.arrive_elsewhere(before)
        if after == CONFLICT:  # the answer was changed elsewhere before an earlier kill
            self.terminal.send_bytes(b"1\r" if self.plain else ENTER.encode())
            after = self.arrive_elsewhere(CONFLICT)
        self.ledger.accept()
        return after

    def answer(self) -> Place:
        """Answer the question with a new text."""
        return self.take(self.write_answer())

    def write_answer(self) -> Said:
        """Type a new answer; return what Enter would save."""
        is_title = self.place.address == TITLE
        if self.plain:
            return self.write_lines(self.texts.line() if is_title else self.texts.text(2))
        return Said(self.write(self.texts.line() if is_title else self.texts.text()).text)

    def write_lines(self, text: str) -> Said:
        """Type a text line by line; the last line is not ended yet."""
        address = self.place.address
        start = self.ledger.half_typed.get(address, "")
        *first, last = text.split("\n")
        self.ledger.typing = Typing(address, start, start + text)
        kept = []
        for line in first:
            self._send(f"{line}\\\r")
            time.sleep(_BREATH)
            kept.append(line)
        self._send(last)
        self.terminal.settle(_BREATH)
        self.ledger.typing = Typing(
            address, start + text, start + "\n".join(kept) if kept else start, time.monotonic()
        )
        return Said(start + text)

    def say_not_known(self) -> Place:
        """Answer "not known yet", where the question came with no text."""
        address = self.place.address
        if self.ledger.prefill(address) or address == TITLE:
            return self.answer()
        self._send("?")
        return self.take(Said("", unknown=True))

    def go_back(self) -> Place:
        """Leave a text half typed, by going to the question before."""
        before = self.place
        if before.address in (TITLE, ADDRESSES[0][0]):  # nothing stands before these
            return self.answer()
        self.write_answer()
        typed = self.ledger.typing
        self.terminal.press(SHIFT_TAB)
        after = self.arrive_elsewhere(before)
        self.ledger.leave_half_typed(typed.address, typed.text)
        return after

    def open_menu(self) -> Place:
        before = self.place
        self._send(":menu")
        self.terminal.press(ENTER)
        return self.arrive_elsewhere(before)

    def jump(self, section: int, question: int) -> Place:
        """Go from the menu to a question; both count from 1."""
        before = self.place
        if self.plain:
            self._send(f"{section}.{question}\r")
        else:
            self.terminal.press(str(section), *["\x1b[B"] * (question - 1), ENTER)
        return self.arrive_elsewhere(before)

    # --- the kill ---

    def kill(self) -> float:
        """Kill the program; return when. What it had shown by then counts."""
        before = self.place
        killed_at = time.monotonic()
        with suppress(ProcessLookupError):
            os.kill(self.terminal.process.pid, signal.SIGKILL)
        while self.terminal.read(0.05):
            pass
        shown = self.place
        self.terminal.end()
        moved = shown not in (None, before, CONFLICT)
        if self.ledger is not None and self.ledger.sent and moved:
            self.ledger.accept()
        return killed_at

    def _send(self, text: str) -> None:
        self.terminal.send_bytes(text.encode())
        self.terminal.settle(0.06)

    def _type(self, text: str) -> None:
        """Type a text, each of its new lines with one of the keys for it."""
        for place, line in enumerate(text.split("\n")):
            if place:
                self._send(self.random.choice([ALT_ENTER, CONTROL["o"], "\\\r"]))
            if line:
                self._send(line)


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _end_of(text: str) -> str:
    """Return the mark at a text's end, which may be broken at the screen's edge."""
    return "".join(text.split()[-1:])

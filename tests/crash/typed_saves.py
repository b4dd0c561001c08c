"""The saves that a person makes at a terminal, each of which a fault is to meet."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crash_report import in_one_line
from desk import DOCUMENTED, LOOK, Desk, answer_elsewhere, bytes_in_paths
from faults import Plan
from ledger import Said, kept_texts
from sitting import CONFLICT, Place, place_on
from terminal import ALT_ENTER, CONTROL, ENTER, Terminal
from wreckage import left_in_the_way, not_private

ONLY_HERE = "Ctrl+C again leaves without it"
FIRST = "Section 1 of 9 - question 1 of 5"


@dataclass(frozen=True)
class Sitting:
    """A save in an interview: `settings` of the note, how it is opened, and what is then typed.

    `elsewhere` is what another program writes in the answer's place before it is taken.
    """

    name: str
    settings: dict[str, str]
    arguments: tuple[str, ...]
    begins: str
    types: str
    text: str
    address: str
    is_new: Callable[[Desk, Path], bool]
    takes: bool = True
    keys: tuple[str, ...] = ()
    elsewhere: str = ""

    def prepare(self, desk: Desk) -> None:
        desk.write_note(**self.settings)
        desk.remember(*desk.notes)

    def perform(self, desk: Desk, plan: Plan) -> list[str]:
        """Type and take it with the plan's fault; return what is wrong afterwards."""
        terminal = desk.sit(*self.arguments, plan=plan)
        try:
            terminal.see(self.begins)
            terminal.press(*self.keys)
            if not self.takes:
                desk.arm()
            if self.types:
                self._type(desk, terminal)
            if self.elsewhere:
                answer_elsewhere(desk.notes[0], self.address, self.elsewhere)
                desk.remember(*desk.notes)
            desk.arm()
            before = place_on(terminal.text())
            return self._see_it_told(desk, terminal, before, retries=bool(plan.call % 2))
        except AssertionError as error:
            return [f"it did not go on: {in_one_line(error)}"]
        finally:
            terminal.end()

    def go_on(self, desk: Desk) -> list[str]:
        """Open the case again, and see that nothing that a fault left behind is in the way."""
        (note,) = desk.notes
        command = "resume" if b"\nstatus: draft\n" in note.read_bytes() else "edit"
        terminal = desk.sit(command, note.stem)
        try:
            terminal.wait_until(lambda: place_on(terminal.text()) is not None, "a first screen")
            terminal.press(CONTROL["c"])
            code = terminal.exit_code()
        except AssertionError as error:
            return [f"it did not go on afterwards: {in_one_line(error)}"]
        finally:
            terminal.end()
        wrong = [] if code == 130 else [f"afterwards, exit code {code}"]
        left = [f"left in the way: {each}" for each in left_in_the_way(desk.notebook, note.stem)]
        return wrong + left + not_private(desk.notebook)

    def _type(self, desk: Desk, terminal: Terminal) -> None:
        for place, line in enumerate(self.types.split("\n")):
            terminal.press(*([ALT_ENTER] if place else []), line)
        if self.takes:
            (note,) = desk.notes
            wanted = {self.address: self.text}
            terminal.wait_until(lambda: kept_texts(note) == wanted, "the text on the disk")
        else:
            terminal.settle(0.9)

    def _take(self, terminal: Terminal, before: Place | None) -> bool:
        """Press Enter, also where one is to choose; return whether the program is over."""
        if not self.takes:
            return _settled(terminal, None)
        terminal.press(ENTER)
        is_over = _settled(terminal, before)
        if not is_over and place_on(terminal.text()) == CONFLICT:
            terminal.press(ENTER)
            is_over = _settled(terminal, CONFLICT)
        return is_over

    def _see_it_told(
        self, desk: Desk, terminal: Terminal, before: Place | None, *, retries: bool
    ) -> list[str]:
        is_over = self._take(terminal, before)
        has_problem = terminal.shows(LOOK)
        wrong = []
        if has_problem and not is_over and self.text and not self._shows_text(terminal):
            wrong.append("the text is not on the screen any more")
        if has_problem and not is_over and retries and self.takes:
            is_over = self._take(terminal, before)
        only_here = False
        if not is_over:
            terminal.press(CONTROL["c"]).settle()
            only_here = terminal.shows(ONLY_HERE)
        if only_here:
            wrong += [] if self._shows_text(terminal) else ["the text is not on the screen"]
            terminal.press(CONTROL["c"])
        code = terminal.exit_code()
        if code == -9:  # killed, as planned
            return wrong
        if only_here:  # the person has been told, and has left all the same
            return wrong if code == 3 else [*wrong, f"exit code {code}"]
        return [*wrong, *self._see_it_kept(desk, terminal, code)]

    def _shows_text(self, terminal: Terminal) -> bool:
        return all(line in terminal.text() for line in self.text.split("\n"))

    def _see_it_kept(self, desk: Desk, terminal: Terminal, code: int) -> list[str]:
        wrong = [] if code in DOCUMENTED else [f"exit code {code}"]
        if b"Traceback" in terminal.output:
            wrong.append("a traceback")
        if not self.text:
            return wrong
        (note,) = desk.notes
        told = terminal.text()
        if desk.answers(note).get(self.address, Said()).text == self.text:
            return wrong
        if self.text.encode() in bytes_in_paths(told) or self._shows_text(terminal):
            return wrong
        said = " ".join(told.split())
        if kept_texts(note).get(self.address) != self.text:
            return [*wrong, f"the text is kept nowhere the person was told of: {said}"]
        if "coprod resume" in told or "coprod edit" in told:
            return wrong
        return [*wrong, f"the text is kept, and the person not told: {said}"]


def _settled(terminal: Terminal, before: Place | None) -> bool:
    """Wait for what comes of a key; return whether the program is over."""
    end = time.monotonic() + terminal.patience
    while time.monotonic() < end:
        if not terminal.read(0.05):
            return True
        moved = before is not None and place_on(terminal.text()) not in (before, None)
        if moved or terminal.shows(LOOK) or before is None:
            terminal.settle(0.2)
            return not terminal.process.isalive()
    raise AssertionError(f"nothing came of it:\n{terminal.text()}")

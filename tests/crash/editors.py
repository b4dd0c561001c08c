"""Lets an editor go wrong in each way, and sees that no text is lost and the person is told.

Run it with the Python of an environment that has the `test` extra: python tests/crash/editors.py
"""

import os
import random
import shlex
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

import made_up_editor
from crash_report import Tally, finish, in_one_line, options, tell
from desk import Desk, bytes_in_paths
from ledger import Said, kept_texts
from made_up_editor import DEEDS, ELSEWHERE, IS_OPEN, LARGE, SAVED
from made_up_texts import Texts
from saves import SETTING
from sitting import place_on
from terminal import CONTROL, ENTER, Terminal
from typed_saves import FIRST
from wreckage import left_in_the_way, not_private

ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
KEYS = "Ctrl+C: stop"
"""Stands in the last line of a screen, so that all above it is drawn."""
SECOND = "Section 1 of 9 - question 2 of 5"
CANNOT_BE_TEXT = {
    "saves Latin-1": b"caf\xe9\n",
    "saves UTF-16": SAVED.encode("utf-16"),
    "saves half a character": SAVED.encode()[:-1] + b"\xc3",
    "saves a NUL": b"one\x00two\n",
}
SAVES_TEXT = {
    "saves": SAVED,
    "renames over it": SAVED,
    "makes it unreadable": SAVED,
    "saves nothing but blanks": "",
    "saves ten megabytes": LARGE.strip("\n"),
    "puts a link in its place": ELSEWHERE,
    "saves and is killed": SAVED,
    "saves and crashes": SAVED,
    "saves and fails": SAVED,
}
MAY_TAKE_IT = {"saves", "renames over it", "saves nothing but blanks"}
"""After these the editor's text is the answer, with nothing to be told."""
COPROD_DIES = ("waits", "saves and waits", "outlives coprod, and saves then")


class Trial(NamedTuple):
    """An editor's deed, and whether the interview is one of plain lines."""

    deed: str
    plain: bool

    def __str__(self) -> str:
        return f"an editor that {self.deed}{', --plain' * self.plain}"


def trials() -> list[Trial]:
    """Give each deed at the terminal and in plain lines, which have no room for ten megabytes."""
    return [
        Trial(deed, plain)
        for plain in (False, True)
        for deed in DEEDS
        if not (plain and "megabytes" in deed)
    ]


class Editing:
    """Plays trials, each at a desk of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.tally = Tally("the editor")
        self._folder = folder
        self._texts = Texts(random.Random(seed))  # noqa: S311 - a seed, and no secret
        self._desks = 0

    def play(self, trial: Trial) -> list[str]:
        """Play one trial; return what was lost, or not told, or left in the way."""
        self._desks += 1
        desk = Desk(self._folder / str(self._desks))
        text = self._texts.line()
        desk.write_note(**{SETTING: text})
        terminal = sit_with_editor(desk, trial, "edit", "latest", "--section", "situation")
        play = with_coprod_killed if trial.deed in COPROD_DIES else with_coprod_alive
        try:
            wrong = play(desk, terminal, trial, text)
        except AssertionError as error:
            wrong = [f"it did not go on: {in_one_line(error)}"]
        finally:
            terminal.end()
        wrong += not_private(desk.notebook)
        self.tally.add(str(trial).removeprefix("an editor that "), wrong)
        return wrong


def sit_with_editor(desk: Desk, trial: Trial, *arguments: str) -> Terminal:
    editor = shlex.join([sys.executable, made_up_editor.__file__, trial.deed])
    plain = ["--plain"] if trial.plain else []
    return desk.sit(*arguments, *plain, VISUAL=editor)


def open_editor(terminal: Terminal, trial: Trial, more: str) -> int:
    """Type something more and open the editor; return how much the program had written by then."""
    if trial.plain:
        terminal.type(":edit")
        seen = len(terminal.output)
        terminal.send_bytes(ENTER.encode())
        return seen
    terminal.type(more).see(more)
    seen = len(terminal.output)
    terminal.send_bytes(CONTROL["g"].encode())
    return seen


def come_back(terminal: Terminal, trial: Trial, seen: int) -> str:
    """Wait until the editor is gone and the question is there again; return what is told."""

    def is_back() -> bool:
        since = terminal.output[seen:]
        if trial.plain:
            return b"> " in since
        return since.rfind(ENTERED) > since.rfind(LEFT) >= 0

    terminal.wait_until(is_back, "the question again")
    if not trial.plain:  # under load, the screen is entered long before the question is drawn
        terminal.see(FIRST, KEYS)
    terminal.settle(0.1)
    since = terminal.output[seen:].decode("utf-8", "replace")
    return since if trial.plain else terminal.text()


def with_coprod_alive(desk: Desk, terminal: Terminal, trial: Trial, text: str) -> list[str]:
    """Let the editor do its deed; press Enter, and see what became of both texts."""
    more = "" if trial.plain else " and more"
    terminal.see(FIRST, text)
    told = come_back(terminal, trial, open_editor(terminal, trial, more))
    for path in files_in_editing(desk):
        path.chmod(0o600)  # to read what is in one that was made unreadable
    if trial.deed.startswith("comes back"):
        time.sleep(1.2)
    terminal.press(ENTER)
    terminal.see(SECOND)
    (note,) = desk.notes
    answer = desk.answers(note).get(SETTING, Said()).text
    terminal.settle(0.1)  # Python's input() may overlook a Ctrl+C that comes as it begins
    terminal.press(CONTROL["c"])
    terminal.exit_code()
    wrong = what_is_lost(trial.deed, answer, text + more, told)
    return wrong + goes_on(desk, trial)


def what_is_lost(deed: str, answer: str, before: str, told: str) -> list[str]:
    """Return which of the two texts is neither the answer nor in a file that was named."""
    saved = SAVES_TEXT.get(deed)
    if deed in MAY_TAKE_IT:
        return [] if answer == saved else [f"the editor's text became {answer[:80]!r}"]
    if saved is not None and answer == saved:
        return []
    if answer != before:
        return [f"the text before became {answer[:80]!r}"]
    wanted = saved.encode() if saved is not None else CANNOT_BE_TEXT.get(deed)
    if wanted is not None and wanted.strip() not in bytes_in_paths(told):
        return [f"the editor's text is in no file that is named: {' '.join(told.split())}"]
    return []


def goes_on(desk: Desk, trial: Trial) -> list[str]:
    """Open an editor at the same question once more, and see that nothing stands in its way."""
    elsewhere = desk.home / "elsewhere.txt"
    earlier = elsewhere.read_bytes() if elsewhere.exists() else b""
    again = Trial("saves", trial.plain)
    terminal = sit_with_editor(desk, again, "edit", "latest", "--section", "situation")
    try:
        terminal.see(FIRST)
        if trial.deed.startswith("comes back"):
            wrong = recovered(desk, terminal.settle(0.3).text(), SAVED)
        else:
            wrong = []
        come_back(terminal, again, open_editor(terminal, again, ""))
        terminal.press(ENTER)
        terminal.see(SECOND)
    finally:
        terminal.end()
    (note,) = desk.notes
    if desk.answers(note).get(SETTING, Said()).text != SAVED:
        wrong.append("an editor cannot be used at this question any more")
    if elsewhere.exists() and elsewhere.read_bytes() != earlier:
        wrong.append("a file elsewhere was written to")
    return wrong


def with_coprod_killed(desk: Desk, terminal: Terminal, trial: Trial, text: str) -> list[str]:
    """Kill coprod while the editor is open; see that both texts are there when it is resumed."""
    more = "" if trial.plain else " and more"
    terminal.see(FIRST, text)
    open_editor(terminal, trial, more)
    terminal.see(IS_OPEN)
    terminal.kill()
    terminal.exit_code()
    if trial.deed.startswith("outlives"):
        until(lambda: any(SAVED in path.read_text() for path in files_in_editing(desk)))
    (note,) = desk.notes
    resumed = desk.sit("resume", note.stem, *(["--plain"] if trial.plain else []))
    try:
        resumed.wait_until(lambda: place_on(resumed.text()) is not None, "a question")
        told = resumed.settle(0.3).text()
    finally:
        resumed.end()
    wrong = [f"left in the way: {name}" for name in left_in_the_way(desk.notebook)]
    known = {desk.answers(note).get(SETTING, Said()).text, kept_texts(note).get(SETTING)}
    if trial.deed != "waits":
        wrong += recovered(desk, told, SAVED)
        known |= {each.decode("utf-8", "replace") for each in bytes_in_paths(told)}
        known |= {each.decode() for each in everything_in(desk.notebook / ".coprod" / "history")}
    if not any(text + more in (each or "") for each in known):
        wrong.append("the text before the editor was opened is gone")
    return wrong


def recovered(desk: Desk, told: str, saved: str) -> list[str]:
    """Return whether what an editor saved is neither half typed nor in a file that is named."""
    (note,) = desk.notes
    if kept_texts(note).get(SETTING) == saved or saved.encode() in bytes_in_paths(told):
        return []
    return ["what the editor saved is neither half typed nor in a file that is named"]


def files_in_editing(desk: Desk) -> list[Path]:
    return [path for path in desk.notebook.glob(".coprod/editing/*/*.md") if path.is_file()]


def everything_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end, "the editor did not save"
        time.sleep(0.02)


def main() -> int:
    started = time.monotonic()
    chosen = options("Let an editor go wrong in each way.", rounds=len(trials()))
    order = random.Random(chosen.seed)  # noqa: S311 - a seed, and no secret
    every = order.sample(trials(), len(trials()))
    tell(f"seed {chosen.seed}, {chosen.rounds} trials")
    with tempfile.TemporaryDirectory(prefix="coprod-editors-") as folder:
        editing = Editing(Path(folder), chosen.seed)
        for number in range(chosen.rounds):
            trial = every[number % len(every)]
            for line in editing.play(trial):
                tell(f"- {trial}: {line}")
    return finish(chosen.seed, started, editing.tally)


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())

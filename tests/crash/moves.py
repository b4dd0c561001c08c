"""Kills without a terminal: while a case is removed, restored or repaired."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess, Popen

from ledger import Ledger
from sitting import ADDRESSES
from wreckage import is_being_written

from coprod_cli.notebook.note.reader import read_note

Start = Callable[[list[str]], Popen]
Run = Callable[[list[str]], CompletedProcess]
_MOST = 0.7
"""Seconds within which a command is surely done."""
# Made-up texts have lines that look like the headings of these.
_NOT_SURE = {"situation", "situation.setting"}
_MARKER = "<!-- coprod:{} -->\n"
_END = _MARKER.format("end")


@dataclass
class Keeping:
    """A case on the disk, and what is killed while it is moved or mended."""

    ledger: Ledger
    start: Start
    run: Run
    random: random.Random

    def removed(self) -> list[str]:
        """Kill a removal; bring the note back where it was removed."""
        before = self.note.read_bytes()
        self._kill(["remove", self.note.stem])
        wrong = self._not_whole(before)
        if self.in_bin and self.note.exists():
            wrong.append("it is in the notebook and in the bin")
        elif self.in_bin:
            wrong += self._done("restore", self.note.stem)
        return wrong + self._not_back(before)

    def restored(self) -> list[str]:
        """Kill a restoration; go on with it where it was not done."""
        before = self.note.read_bytes()
        wrong = self._done("remove", self.note.stem)
        self._kill(["restore", self.note.stem])
        wrong += self._not_whole(before)
        if self.in_bin:
            wrong += self._done("restore", self.note.stem)
        return wrong + self._not_back(before)

    def repaired(self) -> list[str]:
        """Kill a repair; go on with it where it was not done."""
        before = self.note.read_bytes()
        damaged = self._damaged(before)
        self.note.write_bytes(damaged)
        self._kill(["check", "--repair", self.note.stem])
        stands = self.note.read_bytes()
        wrong = [] if stands in (before, damaged) else ["it is neither damaged nor mended"]
        if stands == damaged:
            wrong += self._done("check", "--repair", self.note.stem)
        if self.note.read_bytes() != before:
            wrong.append("it is not mended")
        kept = self.note.parent.glob(f".coprod/history/{self.note.stem}/*_note.md")
        if damaged not in [path.read_bytes() for path in kept]:
            wrong.append("the note as it was before the repair is not kept")
        return wrong

    @property
    def note(self) -> Path:
        return self.ledger.note

    @property
    def in_bin(self) -> list[Path]:
        return list(self.note.parent.glob(f".coprod/bin/*/{self.note.name}"))

    def _damaged(self, before: bytes) -> bytes:
        """Lose the note's end, or a marker whose heading is known, or both."""
        text = before.decode()
        markers = [
            marker
            for section in ADDRESSES
            for marker in map(_MARKER.format, section)
            if marker.split(":")[1].removesuffix(" -->\n") not in _NOT_SURE
            and text.count(f"\n{marker}") == 1
        ]
        lost = [self.random.choice(markers), _END]
        for marker in self.random.sample(lost, self.random.randint(1, 2)):
            head, _, tail = text.rpartition(f"\n{marker}")
            text = f"{head}\n{tail}"
        return text.encode()

    def _not_whole(self, before: bytes) -> list[str]:
        there = [path.read_bytes() for path in (self.note, *self.in_bin) if path.exists()]
        return [] if there and set(there) == {before} else ["the note is gone, or not whole"]

    def _not_back(self, before: bytes) -> list[str]:
        wrong = [f"left in the bin: {path.parent.name}" for path in self.in_bin]
        if not self.note.exists() or self.note.read_bytes() != before:
            wrong.append("the note is not back as it was")
        return wrong

    def _done(self, *arguments: str) -> list[str]:
        done = self.run(list(arguments))
        if done.returncode == 0:
            return []
        return [f"{arguments[0]} exits {done.returncode} after the kill: {done.stderr}"]

    def _kill(self, arguments: list[str]) -> None:
        """Start a command, and kill it at some moment or soon after it has begun to write."""
        process = self.start(arguments)
        history = f"history/{self.note.stem}"
        if self.random.random() < 0.3:
            time.sleep(self.random.uniform(0, _MOST))
        else:
            watched = [["locks"], ["bin"], [history], []]
            seen = self.random.choice(watched)
            known = _names(self.note.parent / ".coprod" / "bin")
            while process.poll() is None:
                if is_being_written(self.note.parent, *seen):
                    break
                if seen == ["bin"] and _names(self.note.parent / ".coprod" / "bin") != known:
                    break
            time.sleep(self.random.choice([0, 0, self.random.uniform(0, 0.02)]))
        process.kill()
        process.communicate()


def _names(folder: Path) -> set[str]:
    found: set[str] = set()
    with suppress(OSError):
        found = {path.name for path in folder.iterdir()}
    return found


def case_from_data(notebook: Path, run: Run, text: str) -> Ledger:
    """Make a case without a terminal, and return what is owed of it."""
    known = set(notebook.glob("*.md"))
    run(["new-case", "--title", text, "--set", f"situation.role={text}"])
    (note,) = set(notebook.glob("*.md")) - known
    ledger = Ledger(note)
    assert read_note(note.read_bytes(), note.name).case is not None
    ledger.settle(0)
    return ledger


MOVES: dict[str, Callable[[Keeping], list[str]]] = {
    "while a case is removed": Keeping.removed,
    "while a case is restored": Keeping.restored,
    "while a case is repaired": Keeping.repaired,
}

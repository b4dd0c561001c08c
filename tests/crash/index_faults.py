"""Kills coprod, or fails its system calls, while SQLite writes the index.

Run it with the Python of an environment that has the `test` extra; it needs strace:
python tests/crash/index_faults.py
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from made_up import add_note, clean_environment

from coprod_cli.notebook.index.place import delete_index

NOTES = 1_000
CALLS = ("pwrite64", "pread64", "ftruncate", "unlink", "fcntl", "openat")
EFFECTS = ("signal=SIGKILL", "error=EIO", "error=ENOSPC", "error=EACCES")
COMMANDS = ("list --json", "overview --json")
WORD = "A made-up zebra"
CHANGED = 3
SETTLED = 2.2
"""Seconds after which a note that was changed is remembered."""
SIGNALLED = 128
"""Exit codes above it are those of strace for a process that a signal ended."""


class Fault(NamedTuple):
    """A system call that fails or kills, in one of SQLite's files: its name, how, and the n-th."""

    call: str
    effect: str
    number: int

    def __str__(self) -> str:
        return f"{self.effect} at {self.call} {self.number}"


def is_possible() -> bool:
    """Return whether system calls can be failed here."""
    return shutil.which("strace") is not None


class Desk:
    """A notebook of very many notes, and its index, which is built.

    Attributes:
        index: the file of the index.
        met: how often a fault happened so far.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.notes = folder, folder / "notes"
        self._cache = folder / "cache"
        self._log = folder / "strace.log"
        first = add_note(self.notes, "20261101-000000", {"second.story": f"{WORD} 0."})
        text = first.read_text()
        for number in range(1, NOTES):
            case_id = f"20261101-{number:06d}"
            (self.notes / f"{case_id}.md").write_text(text.replace(first.stem, case_id))
        time.sleep(SETTLED)
        self.run(COMMANDS[0])
        self.index = next(self._cache.glob("coprod/*.index"))
        self._edits = 0
        self.met = 0

    def run(self, words: str, fault: Fault | None = None, *, indexed: bool = True) -> str | None:
        """Run a command; return what it prints and how it ends, or None if it was killed."""
        command = [
            sys.executable,
            "-m",
            "coprod_cli",
            *words.split(),
            "--notebook",
            str(self.notes),
        ]
        if fault is not None:
            command = [*self._strace(fault), *command]
        environment = clean_environment(
            self.folder, XDG_CACHE_HOME=str(self._cache), COPROD_INDEX="" if indexed else "off"
        )
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        was_killed = done.returncode < 0 or done.returncode > SIGNALLED
        if fault is not None:
            self.met += was_killed or "INJECTED" in self._log.read_text()
        return None if was_killed else f"{done.returncode} {done.stdout}"

    def _strace(self, fault: Fault) -> list[str]:
        paths = [f"{self.index}{ending}" for ending in ("", "-journal")]
        return [
            "strace", "-f", "-qq", "-o", str(self._log), "-e", f"trace={fault.call}",
            *(word for path in paths for word in ("-P", path)),
            "-e", f"inject={fault.call}:{fault.effect}:when={fault.number}",
        ]  # fmt: skip

    def change_notes(self) -> None:
        """Change the answer of some notes, as an editor does."""
        self._edits += 1
        gone, new = f"{WORD} {self._edits - 1}.", f"{WORD} {self._edits}."
        for path in sorted(self.notes.glob("*.md"))[:CHANGED]:
            path.write_text(path.read_text().replace(gone, new))

    def play(
        self, fault: Fault, commands: Iterable[str] = COMMANDS, *, is_built: bool
    ) -> Iterator[str]:
        """Let a fault happen in each command, and yield what is wrong then, or afterwards.

        Args:
            fault: the fault.
            commands: the commands.
            is_built: whether the index is brought up to date, and not built anew.
        """
        for words in commands:
            self.run(words)
            self.change_notes()
            if not is_built:
                delete_index(self.index)
            before = self._bytes_of_notes()
            right = self.run(words, indexed=False)
            time.sleep(SETTLED)  # before that, no value of the changed notes is written
            if self.run(words, fault) not in (None, right):
                yield f"{fault}: another result of {words}"
            for _time in range(2):
                if self.run(words) != right:
                    yield f"{fault}: another result of {words} afterwards"
            if before != self._bytes_of_notes():
                yield f"{fault}: a note was changed by {words}"

    def _bytes_of_notes(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.notes.glob("*.md"))]


def faults(most: int) -> Iterator[Fault]:
    """Yield the faults at the first so many calls of each name."""
    for call in CALLS:
        for number in range(1, most + 1):
            effect = EFFECTS[(number + len(call)) % len(EFFECTS)]
            yield Fault(call, effect, number)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="coprod-index-"))
    try:
        desk = Desk(folder)
        wrong = [
            each
            for fault in faults(40)
            for is_built in (True, False)
            for each in desk.play(fault, is_built=is_built)
        ]
    finally:
        shutil.rmtree(folder)
    sys.exit("\n".join(wrong) or None)


if __name__ == "__main__":
    main()

"""Fails each system call of a save in turn, and sees that nothing is lost and all is told.

Run it with the Python of an environment that has the `test` extra:
python tests/crash/failing_disk.py
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from crash_report import Tally, finish, options, tell
from faults import FILE_SIZE, KILL, SHORT, Plan
from saves import SAVES, Command, Desk, Sitting, nothing_between

ERRORS = ("ENOSPC", "EIO", "EACCES", "EDQUOT", "EROFS")
LASTING = ("ENOSPC", "EROFS")
LIMITS = (0, 1, 60, 600, 2048, 4096)
"""Bytes that a file may have, from none to less than a note."""


class Trial(NamedTuple):
    """One save with one fault; `call` is the call that fails, or the limit."""

    save: Command | Sitting
    fault: str
    call: int
    lasting: bool

    def __str__(self) -> str:
        lasts = " from then on" if self.lasting else ""
        place = f"{self.call} bytes" if self.fault == FILE_SIZE else f"call {self.call}"
        return f"{self.save.name}: {self.fault} at {place}{lasts}"


class Disk:
    """Plays trials, each at a desk of its own."""

    def __init__(self, folder: Path) -> None:
        self.tally = Tally()
        self._folder = folder
        self._desks = 0

    def count_calls(self, save: Command | Sitting) -> int:
        """Play a save with no fault, which must go well; return how many calls it makes."""
        desk = self._prepared(save)
        wrong = save.perform(desk, self._plan(desk, Trial(save, "EIO", 0, lasting=False)))
        wrong += nothing_between(desk, save.is_new)
        self.tally.add("no fault", [f"{save.name}: {line}" for line in wrong])
        return len(desk.log.read_text().splitlines())

    def play(self, trial: Trial) -> list[str]:
        """Play one trial; return what is wrong afterwards."""
        desk = self._prepared(trial.save)
        wrong = trial.save.perform(desk, self._plan(desk, trial))
        faults = [line for line in desk.log.read_text().splitlines() if line.startswith("FAULT")]
        if not faults:
            return []  # this time the save made fewer calls, or none of that kind
        wrong += nothing_between(desk, trial.save.is_new)
        where = " ".join(faults[0].split()[2:]).replace(str(desk.home), "")
        wrong = [f"{trial} ({where}): {line}" for line in wrong]
        self.tally.add(f"{trial.fault}{' from then on' * trial.lasting}", wrong)
        return wrong

    def _prepared(self, save: Command | Sitting) -> Desk:
        self._desks += 1
        desk = Desk(self._folder / str(self._desks))
        save.prepare(desk)
        return desk

    def _plan(self, desk: Desk, trial: Trial) -> Plan:
        return Plan(
            below=str(desk.home),
            armed_by=str(desk.armed),
            log=str(desk.log),
            call=trial.call,
            fault=trial.fault,
            lasting=trial.lasting,
        )


def trials(save: Command | Sitting, calls: int) -> Iterator[Trial]:
    """Give each fault at each call of a save."""
    for limit in LIMITS:
        yield Trial(save, FILE_SIZE, limit, lasting=False)
    for call in range(1, calls + 1):
        for fault in (*ERRORS, SHORT, KILL):
            yield Trial(save, fault, call, lasting=False)
        for fault in LASTING:
            yield Trial(save, fault, call, lasting=True)


def chosen_trials(disk: Disk, rounds: int, seed: int) -> list[Trial]:
    """Return some trials of all saves, in the order of a seed; all of them where rounds is 0."""
    every = [trial for save in SAVES for trial in trials(save, disk.count_calls(save))]
    random.Random(seed).shuffle(every)  # noqa: S311 - a seed, and no secret
    return every[:rounds] if rounds else every


def main() -> int:
    chosen = options("Fail each system call of a save in turn.", rounds=0)
    with tempfile.TemporaryDirectory(prefix="coprod-disk-") as folder:
        disk = Disk(Path(folder))
        plays = chosen_trials(disk, chosen.rounds, chosen.seed)
        tell(f"seed {chosen.seed}, {len(plays)} trials")
        for trial in plays:
            for line in disk.play(trial):
                tell(f"- {line}")
    return finish(disk.tally, chosen.seed)


if __name__ == "__main__":
    sys.exit(main())

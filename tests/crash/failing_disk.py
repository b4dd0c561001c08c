"""Fails each system call of a save in turn, and sees that nothing is lost and all is told.

Run it with the Python of an environment that has the `test` extra:
python tests/crash/failing_disk.py
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from crash_report import Tally, finish, options, tell
from desk import Desk, nothing_between
from faults import FILE_SIZE, KILL, SHORT, TAKES_ROOM, Plan
from saves import SAVES, Command, Sitting

ERRORS = ("ENOSPC", "EIO", "EACCES", "EDQUOT", "EROFS")
LASTING = ("ENOSPC", "EROFS")
AT_ANY_CALL = {"EIO", "EACCES", KILL}
LIMITS = (0, 1, 60, 600, 2048, 4096)
"""Bytes that a file may have, from none to less than a note."""


class Trial(NamedTuple):
    """One save with one fault; `call` is the call that fails, or the limit."""

    save: Command | Sitting
    fault: str
    call: int
    lasting: bool

    def __str__(self) -> str:
        place = f"{self.call} bytes" if self.fault == FILE_SIZE else f"call {self.call}"
        return f"{self.save.name}: {self.kind} at {place}"

    @property
    def kind(self) -> str:
        return f"{self.fault}{' from then on' * self.lasting}"


class Disk:
    """Plays trials, each at a desk of its own."""

    def __init__(self, folder: Path) -> None:
        self.tally = Tally()
        self.by_save = Tally("save")
        self._folder = folder
        self._ready: dict[str, Desk] = {}
        self._numbers = count(1)

    def calls_of(self, save: Command | Sitting) -> list[str]:
        """Play a save with no fault, which must go well; return the names of its calls."""
        trial = Trial(save, "EIO", 0, lasting=False)
        desk = self._desk_for(save)
        self._add(trial, "no fault", self._wrong(desk, trial))
        return [" ".join(line.split()[2:-1]) for line in desk.log.read_text().splitlines()]

    def play(self, trial: Trial) -> list[str]:
        """Play one trial; return what is wrong afterwards."""
        return self.note_down(trial, self.outcome(trial))

    def note_down(self, trial: Trial, wrong: list[str] | None) -> list[str]:
        """Count a trial whose fault was met; return what was wrong."""
        if wrong is not None:
            self._add(trial, trial.kind, wrong)
        return wrong or []

    def outcome(self, trial: Trial) -> list[str] | None:
        """Play one trial; return what is wrong afterwards, or None where no fault was met."""
        desk = self._desk_for(trial.save)
        wrong = self._wrong(desk, trial)
        faults = [line for line in desk.log.read_text().splitlines() if line.startswith("FAULT")]
        shutil.rmtree(desk.root, ignore_errors=True)
        if not faults:
            return None  # this time the save made fewer calls
        where = " ".join(faults[0].split()[2:]).replace(str(desk.home), "")
        return [f"{trial} ({where}): {line}" for line in wrong]

    def _wrong(self, desk: Desk, trial: Trial) -> list[str]:
        plan = Plan(
            below=str(desk.home),
            armed_by=str(desk.armed),
            log=str(desk.log),
            call=trial.call,
            fault=trial.fault,
            lasting=trial.lasting,
        )
        wrong = trial.save.perform(desk, plan) + nothing_between(desk, trial.save.is_new)
        return wrong + trial.save.go_on(desk) + nothing_between(desk, trial.save.is_new)

    def _add(self, trial: Trial, kind: str, wrong: list[str]) -> None:
        self.tally.add(kind, wrong)
        self.by_save.add(trial.save.name, wrong)

    def _desk_for(self, save: Command | Sitting) -> Desk:
        if save.name not in self._ready:
            self._ready[save.name] = Desk(self._folder / f"{save.name}, ready")
            save.prepare(self._ready[save.name])
        name = f"{os.getpid()}-{next(self._numbers)}"
        return self._ready[save.name].copied_to(self._folder / name)


def trials(save: Command | Sitting, calls: list[str]) -> Iterator[Trial]:
    """Give each fault at each call of a save that it can meet.

    A full disk refuses what takes room, and what was written may come back from a close.
    """
    for limit in LIMITS:
        yield Trial(save, FILE_SIZE, limit, lasting=False)
    for number, name in enumerate(calls, 1):
        for fault in (*ERRORS, KILL):
            if fault in AT_ANY_CALL or name in {*TAKES_ROOM, "close"}:
                yield Trial(save, fault, number, lasting=False)
        if name == "write":
            yield Trial(save, SHORT, number, lasting=False)
        for fault in LASTING:
            if name in TAKES_ROOM:
                yield Trial(save, fault, number, lasting=True)


def chosen_trials(disk: Disk, rounds: int, seed: int) -> list[Trial]:
    """Return some trials of all saves, in the order of a seed; all of them where rounds is 0."""
    every = [trial for save in SAVES for trial in trials(save, disk.calls_of(save))]
    random.Random(seed).shuffle(every)  # noqa: S311 - a seed, and no secret
    return every[:rounds] if rounds else every


def at_once(
    disk: Disk, plays: list[Trial], workers: int
) -> Iterator[tuple[Trial, list[str] | None]]:
    """Play trials in some processes; give each with what was wrong, in their order."""
    global _playing  # noqa: PLW0603 - forked with it: a trial's functions cannot be sent
    _playing = (disk, plays)
    with get_context("fork").Pool(workers) as pool:
        yield from zip(plays, pool.imap(_outcome_of, range(len(plays))), strict=True)


_playing: tuple[Disk, list[Trial]]


def _outcome_of(place: int) -> list[str] | None:
    disk, plays = _playing
    return disk.outcome(plays[place])


def main() -> int:
    started = time.monotonic()
    chosen = options("Fail each system call of a save in turn.", rounds=0, at_once=2)
    with tempfile.TemporaryDirectory(prefix="coprod-disk-") as folder:
        disk = Disk(Path(folder))
        plays = chosen_trials(disk, chosen.rounds, chosen.seed)
        tell(f"seed {chosen.seed}, {len(plays)} trials")
        for trial, wrong in at_once(disk, plays, chosen.at_once):
            for line in disk.note_down(trial, wrong):
                tell(f"- {line}")
    return finish(chosen.seed, started, disk.tally, disk.by_save)


if __name__ == "__main__":
    sys.exit(main())

"""Kills the real program at random moments, and holds what is left against what is owed.

Run it with the Python of an environment that has the `test` extra: python tests/crash/kill.py
"""

import json
import os
import random
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

import made_up_editor
import warm
from crash_report import Tally, finish, in_one_line, options, tell
from ledger import Ledger, Said, as_kept, drafts_path
from made_up_texts import Texts
from moments import AT_A_TERMINAL, IN_PLAIN_LINES
from moves import MOVES, Keeping, case_from_data
from sitting import ADDRESSES, Place, Sitting
from terminal import plain_environment
from wreckage import is_being_written, left_in_the_way, make_old, not_private

EDITOR = shlex.join([sys.executable, made_up_editor.__file__, "waits"])
START = 0.7
"""Seconds within which the program is surely started, and without a terminal surely done."""


class Life:
    """One person's notebook over many rounds, each of which ends in a kill."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.seed = seed
        self.tally = Tally("killed")
        self._root = folder
        self._texts = Texts(random.Random(seed))  # noqa: S311 - a seed, and no secret
        self._books = 0
        self._start_anew()

    def round(self, number: int, moment: str | None = None) -> list[str]:
        """Play one round, and return what was lost or left in the way."""
        self._random = random.Random(f"{self.seed} {number}")  # noqa: S311 - a seed
        moment = moment or self._random.choice(MOMENTS)
        self._moment = moment
        try:
            wrong = self._play(moment)
        except AssertionError as error:
            wrong = [f"it did not go on: {in_one_line(error)}"]
        wrong = [f"round {number}: {line}" for line in wrong]
        self.tally.add(moment, wrong)
        if wrong:
            self._start_anew()
        return wrong

    def last_look(self) -> list[str]:
        """Open the case that the last round left, and return what is wrong with it."""
        if self._ledger is None:
            return []
        sitting, wrong = self._open(plain=False)
        sitting.terminal.end()
        return wrong

    def _play(self, moment: str) -> list[str]:
        if moment == STARTING:
            return self._killed_while_starting()
        if moment == WITHOUT_A_TERMINAL:
            return self._killed_without_a_terminal()
        if moment in MOVES:
            return self._killed_while_it_moves(moment)
        plain = moment.endswith(PLAIN)
        play = (IN_PLAIN_LINES if plain else AT_A_TERMINAL)[moment.removesuffix(PLAIN)]
        sitting, wrong = self._open(plain=plain)
        try:
            self._go_to_a_question(sitting)
            for _ in range(self._random.choice([0, 1, 1, 2])):
                self._do_something(sitting)
            play(sitting)
        finally:
            killed_at = sitting.kill()
        return wrong + self._after_kill(killed_at)

    # --- opening ---

    def _open(self, *, plain: bool) -> tuple[Sitting, list[str]]:
        """Open a case, and see that what was half typed is back and nothing is in the way."""
        if self._ledger is None or (self._ledger.status == "final" and self._random.random() < 0.7):
            return self._open_new(plain=plain)
        note = self._ledger.note
        command = self._random.choice(["resume", "resume", "resume", "edit"])
        # Another process might still write what belongs to other cases, until it is old.
        is_later = self._random.random() < 0.5
        if is_later:
            make_old(self._notebook)
        sitting = self._sit([command, note.stem], plain=plain)
        place = sitting.arrive()
        wrong = [
            f"left in the way: {name}"
            for name in left_in_the_way(self._notebook, "" if is_later else note.stem)
        ]
        if command == "resume":
            wrong += self._missing_on_screen(sitting, place)
        return sitting, wrong

    def _missing_on_screen(self, sitting: Sitting, place: Place) -> list[str]:
        """Return whether the text at the question where the person was is not at the cursor."""
        kept = drafts_path(self._ledger.note)
        at = json.loads(kept.read_bytes())["at"] if kept.exists() else None
        if at in self._ledger.half_typed and place != Place("question", at):
            return [f"the person was at {at}, and is at {place}"]
        text = self._ledger.prefill(place.address) if place.kind == "question" else ""
        if place.address not in self._ledger.half_typed or sitting.plain:
            return []
        try:
            sitting.terminal.wait_until(lambda: sitting.sees_at_cursor(text), "the text")
        except AssertionError as error:
            where = f"half typed at {place.address}, and not at the cursor"
            return [f"{where}: {text!r}; {in_one_line(error)}"]
        return []

    def _open_new(self, *, plain: bool) -> tuple[Sitting, list[str]]:
        title = self._texts.line() if self._random.random() < 0.5 else None
        if self._ledger is not None:
            self._others[self._ledger.note] = self._ledger.note.read_bytes()
        self._ledger = None
        sitting = self._sit(
            ["new-case", "--template", "primary-care", *(["--title", title] if title else [])],
            plain=plain,
        )
        sitting.arrive()
        self._ledger = sitting.ledger = Ledger(None, look_for_note=self._new_note)
        if title:
            sitting.terminal.wait_until(self._ledger.is_on_disk, "a note")
            self._ledger.answers["title"] = Said(title)
        return sitting, []

    def _sit(self, arguments: list[str], *, plain: bool, is_loaded: bool = True) -> Sitting:
        return Sitting(
            arguments, self._folder, self._ledger, self._texts, self._random,
            plain=plain, editor=EDITOR, is_loaded=is_loaded,
        )  # fmt: skip

    # --- what the person does before the moment ---

    def _go_to_a_question(self, sitting: Sitting) -> None:
        if sitting.place.kind == "review":
            before = sitting.place
            sitting.terminal.send_bytes(b":back\r" if sitting.plain else b"\x1b[Z")
            sitting.arrive_elsewhere(before)
        if sitting.place.kind == "menu":
            section = self._random.randint(1, 9)
            sitting.jump(section, self._random.randint(1, len(ADDRESSES[section - 1])))

    def _do_something(self, sitting: Sitting) -> None:
        deeds = [sitting.answer, sitting.answer, sitting.say_not_known]
        if not sitting.plain:
            deeds.append(sitting.go_back)
        self._random.choice(deeds)()
        self._go_to_a_question(sitting)

    # --- the moments that need no sitting ---

    def _killed_while_starting(self) -> list[str]:
        if self._ledger is None or self._random.random() < 0.5:
            arguments = ["new-case", "--template", "primary-care"]
        else:
            arguments = [self._random.choice(["resume", "edit"]), self._ledger.note.stem]
        sitting = self._sit(arguments, plain=self._random.random() < 0.3, is_loaded=False)
        self._wait_for_a_save(START)
        return self._after_kill(sitting.kill())

    def _killed_without_a_terminal(self) -> list[str]:
        section = self._random.choice(ADDRESSES)
        given = {address: self._texts.data() for address in section}
        settings = [
            part for address, text in given.items() for part in ("--set", f"{address}={text}")
        ]
        is_new = self._ledger is None or self._random.random() < 0.3
        target = (
            ["new-case", "--template", "primary-care"]
            if is_new
            else ["edit", self._ledger.note.stem]
        )
        options, typed = (settings, b"") if self._random.random() < 0.5 else (
            ["--data", "-"], json.dumps({"answers": given}).encode()
        )  # fmt: skip
        if not is_new:
            self._ledger.sent = {address: Said(text) for address, text in given.items()}
        process = self._run([*target, *options])
        process.stdin.write(typed)
        process.stdin.close()
        self._wait_for_a_save(START)
        process.kill()
        killed_at = time.monotonic()
        told = process.stdout.read()
        process.stdout.close()
        process.wait()
        if told and not is_new:
            self._ledger.accept()
        kept = [as_kept(address, Said(text)).text for address, text in given.items()]
        return self._after_kill(killed_at, kept if is_new else None)

    def _killed_while_it_moves(self, moment: str) -> list[str]:
        """Kill what needs no person and moves or mends the note, and have it done all the same."""
        if self._ledger is None:
            self._ledger = case_from_data(self._notebook, self._done, self._texts.line())
        wrong = MOVES[moment](Keeping(self._ledger, self._run, self._done, self._random))
        return wrong or self._after_kill(time.monotonic())

    def _wait_for_a_save(self, most: float) -> None:
        if self._random.random() < 0.4:
            time.sleep(self._random.uniform(0, most))
            return
        # Where others work, too, all takes longer.
        end = time.monotonic() + 3 * most
        while time.monotonic() < end:
            if self._notebook.is_dir() and is_being_written(self._notebook):
                return

    # --- after the kill ---

    def _after_kill(self, killed_at: float, given: list[str] | None = None) -> list[str]:
        wrong = self._ledger.settle(killed_at) if self._ledger else []
        if self._ledger is not None and self._ledger.note is None:  # nothing was owed
            self._ledger = None
        for path in self._new_notes():
            ledger = Ledger(path)
            found = ledger.settle(killed_at)
            # What was not owed yet is not lost; what is there must be all of one piece.
            wrong += [line for line in found if "does not parse" in line]
            texts = [said.text for said in ledger.answers.values()]
            if given is not None and texts and texts != given:
                wrong.append(f"a new case has some answers and not others: {texts!r}")
            self._others[path] = path.read_bytes()
        for path, content in self._others.items():
            if not path.exists() or path.read_bytes() != content:
                wrong.append(f"another case was changed: {path.name}")
        if self._notebook.exists():
            wrong += not_private(self._notebook)
            check = self._done(["check"])
            if check.returncode != 0:
                wrong.append(f"coprod check exits {check.returncode}: {check.stdout.strip()}")
        return wrong

    def _new_notes(self) -> list[Path]:
        """The notes that are not known yet."""
        known = {*self._others, *([self._ledger.note] if self._ledger else [])}
        return [path for path in self._notebook.glob("*.md") if path not in known]

    def _new_note(self) -> Path | None:
        return next(filter(_has_text, self._new_notes()), None)

    def _start_anew(self) -> None:
        self._books += 1
        self._folder = self._root / str(self._books)
        self._folder.mkdir()
        self._notebook = self._folder / "notebook"
        self._ledger: Ledger | None = None
        self._others: dict[Path, bytes] = {}

    def _done(self, arguments: list[str]) -> subprocess.CompletedProcess:
        """Run to the end."""
        environment = {**plain_environment(self._folder), **self._places}
        return warm.run(arguments, self._folder, environment)

    @property
    def _places(self) -> dict[str, str]:
        return {"COPROD_NOTEBOOK": str(self._notebook)}

    def _run(self, arguments: list[str]) -> subprocess.Popen:
        """Start what is to be killed."""
        return subprocess.Popen(
            [sys.executable, "-m", "coprod_cli", *arguments],
            cwd=self._folder,
            env={**plain_environment(self._folder), **self._places},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def _has_text(path: Path) -> bool:
    return path.stat().st_size > 0


PLAIN = ", --plain"
STARTING = "while it starts"
WITHOUT_A_TERMINAL = "during --set or --data"
MOMENTS = [
    STARTING,
    WITHOUT_A_TERMINAL,
    *MOVES,
    *AT_A_TERMINAL,
    *(f"{moment}{PLAIN}" for moment in IN_PLAIN_LINES),
]


def main() -> int:
    started = time.monotonic()
    chosen = options("Kill coprod at random moments.", rounds=300)
    tell(f"seed {chosen.seed}, {chosen.rounds} rounds")
    with tempfile.TemporaryDirectory(prefix="coprod-kill-") as folder:
        life = Life(Path(folder), chosen.seed)
        for number in range(chosen.rounds):
            for line in life.round(number):
                tell(f"- {line}")
        life.tally.add("opened after the last one", life.last_look())
    return finish(chosen.seed, started, life.tally)


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())

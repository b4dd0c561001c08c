"""Kills the real program while the items of a group are added, changed and taken out.

Run it with the Python of an environment that has the `test` extra:
python tests/crash/kill_groups.py
"""

import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

import warm
from crash_report import Tally, finish, in_one_line, options, tell
from ledger import Ledger, Said, Typing
from made_up_texts import Texts
from moments import linger
from sitting import _without_blanks
from terminal import CONTROL, DOWN, ENTER, SHIFT_TAB, UP, Terminal, plain_environment
from wreckage import is_being_written, left_in_the_way, make_old, not_private

GROUP = "people.participants"
ASKED = ("who", "part")
LIST, ITEM, REMOVAL, CONFLICT = "the list", "an item", "the removal", "a conflict"
_MARKS = re.compile(
    r"Group (?P<number>\d+), question (?P<question>\d) of 2"
    r"|(?P<removal>Take out Group \d+\?)"
    r"|(?P<conflict>This answer was changed elsewhere while you wrote)"
    r"|(?P<list>Add (?:another|one) )"
)
_BACKSPACE = "\x7f"


class Places:
    """What the screen says of where the person is."""

    def __init__(self, text: str) -> None:
        found = [*_MARKS.finditer(" ".join(text.split()))][-1:]
        self.kind, self.address = "", ""
        for mark in found:
            kinds = {"list": LIST, "removal": REMOVAL, "conflict": CONFLICT, "number": ITEM}
            self.kind = next(kind for name, kind in kinds.items() if mark[name])
            if mark["number"]:
                asked = ASKED[int(mark["question"]) - 1]
                self.address = f"{GROUP}#{mark['number']}.{asked}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


class Sitter:
    """A person at the group, and what is owed to them."""

    def __init__(self, folder: Path, ledger: Ledger, source: random.Random, texts: Texts) -> None:
        self.ledger, self.random, self.texts = ledger, source, texts
        self.terminal = Terminal.coprod(
            "edit", ledger.note.stem, "--section", "people", folder=folder, columns=80, rows=60,
            environment={"COPROD_NOTEBOOK": str(ledger.note.parent)},
        )  # fmt: skip
        self._wait(lambda: self.place.kind)

    @property
    def place(self) -> Places:
        return Places(self.terminal.text())

    @property
    def items(self) -> list[int]:
        """The numbers of the items in which something is said, or half typed."""
        there = [each for each, text in self._said.items() if text]
        return sorted({int(each.split("#")[1].split(".")[0]) for each in there})

    # --- what the person does ---

    def to_list(self) -> None:
        """Go to the list from a question, as it is."""
        while self.place.kind == ITEM:
            self._send_enter(Said(self.ledger.prefill(self.place.address)))
            self._arrive()
            self.ledger.accept()

    def write(self) -> Said:
        """Write at a question of an item, in place of what stands there."""
        address = self.place.address
        before, text = self.ledger.prefill(address), self.texts.line()
        self.ledger.typing = Typing(address, before, text)
        self._type(_BACKSPACE * len(before) + text)
        end = _without_blanks(text)[-12:]
        self._wait(lambda: end in _without_blanks(self.terminal.text()))
        self.ledger.typing = self.ledger.typing._replace(seen_at=time.monotonic())
        return Said(text)

    def begin(self) -> None:
        """Go to the first question of another item, or of one that is there."""
        self.to_list()
        items = self.items
        chosen = self.random.choice([*items, 0])
        self._point(items.index(chosen) if chosen else len(items))
        self.terminal.send_bytes(ENTER.encode())
        self._wait(lambda: self.place.kind == ITEM)
        self._arrive()

    def answer(self) -> None:
        if self.place.kind != ITEM:
            self.begin()
        self._send_enter(self.write())
        self._arrive()
        self.ledger.accept()

    def leave_half_typed(self) -> None:
        if self.place.kind != ITEM:
            self.begin()
        typed = (self.place.address, self.write().text)
        self.terminal.send_bytes(SHIFT_TAB.encode())
        self._arrive()
        self.ledger.leave_half_typed(*typed)

    def take_out(self) -> None:
        """Take an item out, and do not wait for what comes of it."""
        self.to_list()
        if not self.items:
            self.answer()
            self.to_list()
        number = self.random.choice(self.items)
        self._point(self.items.index(number))
        self._type("\x1b[3~")
        self._wait(lambda: self.place.kind == REMOVAL)
        gone = [each for each in self._said if each.startswith(f"{GROUP}#{number}.")]
        self.ledger.contested += tuple(self._said[each] for each in gone if self._said[each])
        given = [each for each in gone if each in self.ledger.answers]
        self.ledger.sent = dict.fromkeys(given, Said())
        for each in gone:  # its half-typed text goes into the history
            self.ledger.half_typed.pop(each, None)
        self._type(DOWN)
        self.terminal.send_bytes(ENTER.encode())

    # --- the moments ---

    def between_keys(self) -> None:
        self.begin()
        address = self.place.address
        before, text = self.ledger.prefill(address), self.texts.line()
        self.ledger.typing = Typing(address, before, before + text)
        for letter in text[: self.random.randint(1, len(text))]:
            self.terminal.send_bytes(letter.encode())
            time.sleep(self.random.uniform(0, 0.02))

    def over_a_second_after_a_key(self) -> None:
        self.begin()
        self.write()
        time.sleep(self.random.uniform(1.05, 1.3))

    def right_after_enter(self) -> None:
        self.begin()
        said = self.write()
        linger(self)
        self._send_enter(said)
        self._soon()

    def while_leaving_half_typed(self) -> None:
        self.begin()
        self.write()
        self.terminal.send_bytes(self.random.choice([SHIFT_TAB, CONTROL["c"]]).encode())
        self._soon()

    def while_taking_out(self) -> None:
        self.take_out()
        self._soon()

    def after_taking_out(self) -> None:
        self.take_out()
        self._wait(lambda: self.place.kind == LIST)
        self.ledger.accept()
        if self.random.random() < 0.5:
            self.answer()

    # --- in common ---

    @property
    def _said(self) -> dict[str, str]:
        answers = {each: said.text for each, said in self.ledger.answers.items() if "#" in each}
        return {**answers, **self.ledger.half_typed}

    def _point(self, row: int) -> None:
        """Point at a row of the list, from its top: "Go on" or "Add one" is pointed at."""
        self.terminal.settle(0.05)
        rows = len(self.items) + 1
        at = rows if self.items else 0
        self._type((UP if row < at else DOWN) * abs(at - row))

    def _send_enter(self, said: Said) -> None:
        self.ledger.sent = {self.place.address: said}
        self.before = self.place
        self.terminal.send_bytes(ENTER.encode())

    def _arrive(self) -> None:
        before = getattr(self, "before", None)
        self._wait(lambda: self.place.kind and self.place != before)
        if self.place.kind == CONFLICT:  # the answer was saved right before an earlier kill
            self.terminal.send_bytes(ENTER.encode())
            self._wait(lambda: self.place.kind not in ("", CONFLICT) and self.place != before)
        self.terminal.settle(0.05)
        self.before = self.place

    def _soon(self) -> None:
        end = time.monotonic() + self.random.choice([0.02, 0.06, 0.15])
        while time.monotonic() < end:
            if self.random.random() < 0.7 and is_being_written(self.ledger.note.parent):
                return

    def _type(self, keys: str) -> None:
        self.terminal.send_bytes(keys.encode())
        self.terminal.settle(0.06)

    def _wait(self, holds: Callable[[], object]) -> None:
        self.terminal.wait_until(holds, "what comes of it")


MOMENTS = {
    "between keys": Sitter.between_keys,
    "over a second after a key": Sitter.over_a_second_after_a_key,
    "right after Enter": Sitter.right_after_enter,
    "while an item is left half typed": Sitter.while_leaving_half_typed,
    "while an item is taken out": Sitter.while_taking_out,
    "after an item was taken out": Sitter.after_taking_out,
}


class GroupLife:
    """One person's case with a group over many rounds, each of which ends in a kill."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.seed = seed
        self.tally = Tally("killed")
        self._root = folder
        self._texts = Texts(random.Random(seed))  # noqa: S311 - a seed, and no secret
        self._cases = 0
        self._start_anew()

    def round(self, number: int, moment: str | None = None) -> list[str]:
        """Play one round, and return what was lost or left in the way."""
        source = random.Random(f"{self.seed} {number}")  # noqa: S311 - a seed
        moment = moment or source.choice([*MOMENTS])
        try:
            wrong = self._play(moment, source)
        except AssertionError as error:
            wrong = [f"it did not go on: {in_one_line(error)}"]
        wrong = [f"round {number}: {line}" for line in wrong]
        self.tally.add(moment, wrong)
        if wrong:
            self._start_anew()
        return wrong

    def _play(self, moment: str, source: random.Random) -> list[str]:
        if source.random() < 0.5:
            make_old(self._notebook)
        sitter = Sitter(self._folder, self._ledger, source, self._texts)
        try:
            for _ in range(source.choice([0, 1, 1, 2])):
                source.choice([sitter.answer, sitter.answer, sitter.leave_half_typed])()
            MOMENTS[moment](sitter)
        finally:
            sitter.terminal.process.kill(9)
            killed_at = time.monotonic()
            sitter.terminal.end()
        wrong = self._ledger.settle(killed_at) + not_private(self._notebook)
        check = warm.run(["check"], self._folder, self._environment)
        if check.returncode:
            wrong.append(f"coprod check exits {check.returncode}: {check.stdout.strip()}")
        return wrong

    def last_look(self) -> list[str]:
        """Open the case that the last round left, and return what is left in the way."""
        sitter = Sitter(self._folder, self._ledger, random.Random(0), self._texts)  # noqa: S311
        sitter.terminal.end()
        return [
            f"left in the way: {each}"
            for each in left_in_the_way(self._notebook, self._ledger.note.stem)
        ]

    def _start_anew(self) -> None:
        self._cases += 1
        self._folder = self._root / str(self._cases)
        self._folder.mkdir()
        self._notebook = self._folder / "notebook"
        places = {"COPROD_NOTEBOOK": str(self._notebook)}
        self._environment = {**plain_environment(self._folder), **places}
        given = ("--title", "A made-up case", "--set", f"{GROUP}#1.who=A made-up group")
        new = ["new-case", "--template", "initiative", *given]
        done = warm.run(new, self._folder, self._environment)
        assert done.returncode == 0, done.stderr
        (note,) = self._notebook.glob("*.md")
        self._ledger = Ledger(note)
        self._ledger.settle(0)


def main() -> int:
    started = time.monotonic()
    chosen = options("Kill coprod at random moments in a group.", rounds=150)
    tell(f"seed {chosen.seed}, {chosen.rounds} rounds")
    with tempfile.TemporaryDirectory(prefix="coprod-kill-groups-") as folder:
        life = GroupLife(Path(folder), chosen.seed)
        for number in range(chosen.rounds):
            for line in life.round(number):
                tell(f"- {line}")
        life.tally.add("opened after the last one", life.last_look())
    return finish(chosen.seed, started, life.tally)


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())

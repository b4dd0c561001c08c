"""The saves that are made to fail: what is prepared, what is done, and what is new then."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crash_report import in_one_line
from faults import Plan
from ledger import Said, answers_in, kept_texts
from sitting import ADDRESSES, Place, place_on
from terminal import ALT_ENTER, CONTROL, ENTER, PATIENCE, Terminal, plain_environment

from coprod_cli.note.reading import read_note

FAULTS = Path(__file__).parent / "faults.py"
SETTING, ROLE = "situation.setting", "situation.role"
FIRST = "Section 1 of 9 - question 1 of 5"
OLD, MORE = "What stood there before (made up)", " and what was added."
TEXT = "A made-up answer\nof two lines."
LOOK = "Try:"
DOCUMENTED = {0, 1, 3, 4, 5, 130}
_PATH = re.compile(r"/[^\s,:;'\"]+")


@dataclass
class Desk:
    """A folder with a notebook, and what is written of the calls beside it."""

    root: Path
    old: dict[Path, bytes] = field(default_factory=dict)
    expected: bytes = b""

    def __post_init__(self) -> None:
        self.home = self.root / "home"
        self.notebook = self.home / "notebook"
        self.armed = self.root / "armed"
        self.log = self.root / "calls"
        self.rescue = self.root / "temporary"
        self.home.mkdir(parents=True)
        self.rescue.mkdir(mode=0o700)

    def environment(self, plan: Plan | None) -> dict[str, str]:
        # What is saved elsewhere, as on another disk, does not fail.
        places = {"COPROD_NOTEBOOK": str(self.notebook), "TMPDIR": str(self.rescue)}
        return {**places, **(plan.environment() if plan else {})}

    def arm(self) -> None:
        self.armed.touch()

    def run(self, *arguments: str, plan: Plan | None = None) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *([str(FAULTS)] if plan else ["-m", "coprod_cli"]), *arguments],
            cwd=self.home,
            env={**plain_environment(self.home), **self.environment(plan)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def sit(self, *arguments: str, plan: Plan | None = None, **more: str) -> Terminal:
        program = [str(FAULTS)] if plan else ["-m", "coprod_cli"]
        return Terminal(
            *program, *arguments, folder=self.home, rows=40, columns=120,
            environment={**self.environment(plan), **more}, patience=10,
        )  # fmt: skip

    def write_note(self, **answers: str) -> None:
        settings = {"title": "A made-up case", **answers}
        options = [part for key, text in settings.items() for part in ("--set", f"{key}={text}")]
        done = self.run("new-case", *options)
        assert done.returncode == 0, done.stderr

    @property
    def notes(self) -> list[Path]:
        return sorted(self.notebook.glob("*.md"))

    def answers(self, note: Path) -> dict[str, Said]:
        return answers_in(read_note(note.read_bytes(), str(note)))

    def remember(self, *paths: Path) -> None:
        self.old = {path: path.read_bytes() for path in paths}


def nothing_between(desk: Desk, is_new: Callable[[Desk, Path], bool]) -> list[str]:
    """Return what is neither as it was, to the byte, nor new and whole."""
    wrong = []
    for path in {*desk.old, *desk.notes}:
        if not path.exists():
            wrong.append(f"{path.name} is gone")
        elif path.read_bytes() != desk.old.get(path) and not is_new(desk, path):
            wrong.append(f"{path.name} is neither the old one nor the new one")
    return wrong


def told_in_one_line(errors: str, *, code: int) -> list[str]:
    """Return what is wrong with how a failure without a terminal was told."""
    said = [line for line in errors.splitlines() if not line.startswith("Your notebook is")]
    wrong = [] if code in DOCUMENTED else [f"exit code {code}"]
    if "Traceback" in errors:
        return [*wrong, f"a traceback: {said[-1]}"]
    # A case that is left out of many is told in a line of its own, and what to try in the last.
    is_told = 1 <= len(said) <= (2 if code == 1 else 1) and LOOK in said[-1]
    return wrong if is_told else [*wrong, f"not told in one line what to try: {said!r}"]


# --- without a terminal ----------------------------------------------------------------------


@dataclass(frozen=True)
class Command:
    """A save by a command; `arguments` may name `{note}`, and `{out}` a file elsewhere."""

    name: str
    arguments: tuple[str, ...]
    is_new: Callable[[Desk, Path], bool]
    writes: str | None = None

    def prepare(self, desk: Desk) -> None:
        desk.write_note(**{SETTING: OLD, ROLE: "A made-up role"})
        desk.remember(*desk.notes)
        if self.writes:
            path = desk.home / self.writes
            done = desk.run(*self._arguments(desk))
            assert done.returncode == 0, done.stderr
            desk.expected = path.read_bytes()
            path.write_bytes(b"what stood there before\n")
            desk.remember(*desk.notes, path)

    def perform(self, desk: Desk, plan: Plan) -> list[str]:
        """Run it with the plan's fault; return what is wrong afterwards."""
        desk.arm()
        done = desk.run(*self._arguments(desk), plan=plan)
        if done.returncode < 0:  # killed, as planned
            return []
        if done.returncode == 0:
            paths = [path for path in {*desk.old, *desk.notes} if self.is_new(desk, path)]
            return [] if paths else ["it exits 0, and nothing new is there"]
        return told_in_one_line(done.stderr, code=done.returncode)

    def _arguments(self, desk: Desk) -> list[str]:
        (note, *_) = desk.notes
        out = desk.home / (self.writes or "none")
        return [each.format(note=note.stem, out=out) for each in self.arguments]


def has_setting(*texts: str) -> Callable[[Desk, Path], bool]:
    """Tell of a note that it is whole, and has one of these answers and the others as they were."""

    def is_new(desk: Desk, path: Path) -> bool:
        note = read_note(path.read_bytes(), str(path))
        return not note.findings and desk.answers(path).get(SETTING, Said()).text in texts

    return is_new


def is_expected(desk: Desk, path: Path) -> bool:
    return path.suffix != ".md" and path.read_bytes() == desk.expected


# --- at a terminal ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Sitting:
    """A save in an interview: `settings` of the note, how it is opened, and what is then typed."""

    name: str
    settings: dict[str, str]
    arguments: tuple[str, ...]
    begins: str
    types: str
    text: str
    address: str
    is_new: Callable[[Desk, Path], bool]
    takes: bool = True

    def prepare(self, desk: Desk) -> None:
        desk.write_note(**self.settings)
        desk.remember(*desk.notes)

    def perform(self, desk: Desk, plan: Plan) -> list[str]:
        """Type and take it with the plan's fault; return what is wrong afterwards."""
        terminal = desk.sit(*self.arguments, plan=plan)
        try:
            terminal.see(self.begins)
            if not self.takes:
                desk.arm()
            if self.types:
                self._type(desk, terminal)
            desk.arm()
            before = place_on(terminal.text())
            if self.takes:
                terminal.press(ENTER)
            return self._see_it_told(desk, terminal, before, retries=bool(plan.call % 2))
        except AssertionError as error:
            return [f"it did not go on: {in_one_line(error)}"]
        finally:
            terminal.end()

    def _type(self, desk: Desk, terminal: Terminal) -> None:
        for place, line in enumerate(self.types.split("\n")):
            terminal.press(*([ALT_ENTER] if place else []), line)
        if self.takes:
            (note,) = desk.notes
            wanted = {self.address: self.text}
            terminal.wait_until(lambda: kept_texts(note) == wanted, "the text on the disk")
        else:
            terminal.settle(0.9)

    def _see_it_told(
        self, desk: Desk, terminal: Terminal, before: Place | None, *, retries: bool
    ) -> list[str]:
        is_over = _settled(terminal, before if self.takes else None)
        has_problem = terminal.shows(LOOK)
        wrong = []
        if has_problem and not is_over and self.text and not self._shows_text(terminal):
            wrong.append("the text is not on the screen any more")
        if has_problem and not is_over and retries and self.takes:
            terminal.press(ENTER)
            is_over = _settled(terminal, before)
        if not is_over:
            terminal.press(CONTROL["c"])
        code = terminal.exit_code()
        if code == -9:  # killed, as planned
            return wrong
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
        if kept_texts(note).get(self.address) == self.text:
            named = "coprod resume" in told or "coprod edit" in told
            return (
                wrong if named else [*wrong, f"the text is kept, and the person not told: {told}"]
            )
        if self.text.encode() in bytes_in_paths(told) or self._shows_text(terminal):
            return wrong
        return [
            *wrong,
            f"the text is kept nowhere the person was told of: {' '.join(told.split())}",
        ]


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


def bytes_in_paths(told: str) -> list[bytes]:
    """Return what stands in the files, and in the folders' files, that a screen names."""
    # A long path is broken at the screen's edge, and what stands below it follows it then.
    joined = re.sub(r"\n\s*", "", told)
    found = []
    for named in (*_PATH.findall(told), *_PATH.findall(joined)):
        ends = range(len(named), named.rfind("/") + 1, -1)
        path = next((Path(named[:end]) for end in ends if Path(named[:end]).exists()), Path())
        files = path.rglob("*") if path.is_dir() and path != Path() else [path]
        found += [each.read_bytes().strip() for each in files if each.is_file()]
    return found


ALL = {address: f"Answer to {address}, made up." for section in ADDRESSES for address in section}


def is_final(desk: Desk, path: Path) -> bool:
    note = read_note(path.read_bytes(), str(path))
    return not note.findings and note.case.status == "final" and len(desk.answers(path)) == 47


# A save that comes later, such as a removal, a restoration or a repair, is one more row here.
SAVES: tuple[Command | Sitting, ...] = (
    Sitting(
        "an answer", {}, ("resume",), FIRST, TEXT, TEXT, SETTING, has_setting(TEXT)
    ),
    Sitting(
        "an answer in place of another", {SETTING: OLD},
        ("edit", "latest", "--section", "situation"), OLD, MORE, OLD + MORE, SETTING,
        has_setting(OLD + MORE),
    ),
    Sitting(
        "half-typed text", {}, ("resume",), FIRST, TEXT, TEXT, SETTING, has_setting(), takes=False
    ),
    Sitting("finishing", ALL, ("resume",), "Finish this case", "", "", SETTING, is_final),
    Command("new-case --set", ("new-case", "--set", f"{SETTING}={TEXT}"), has_setting(TEXT)),
    Command("edit --set", ("edit", "{note}", "--set", f"{SETTING}={TEXT}"), has_setting(TEXT)),
    Command("render -o", ("render", "{note}", "-o", "{out}"), is_expected, writes="read.txt"),
    Command("export -o", ("export", "jsonl", "-o", "{out}"), is_expected, writes="cases.jsonl"),
)  # fmt: skip

"""A desk of its own for each trial: its notebook, what is run there, and what is on the disk."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import warm
from faults import Plan, faulty
from ledger import Said, answers_in, history_texts
from terminal import Terminal, plain_environment

from coprod_cli.base.text import canonical_text
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.set_answers import set_answer

SAID_FIRST = re.compile(r"Your notebook is |[0-9]{8}-[0-9a-z]{6}, ")
LOOK = "Try:"
LOOK_IN_SWEDISH = "Prova:"
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
        self.home.mkdir(parents=True, exist_ok=True)
        self.rescue.mkdir(mode=0o700, exist_ok=True)

    def copied_to(self, root: Path) -> "Desk":
        """Return a desk with the same on it."""
        shutil.copytree(self.root, root, symlinks=True)
        old = {root / path.relative_to(self.root): data for path, data in self.old.items()}
        return Desk(root, old, self.expected)

    def environment(self) -> dict[str, str]:
        # What is saved elsewhere, as on another disk, does not fail.
        return {"COPROD_NOTEBOOK": str(self.notebook), "TMPDIR": str(self.rescue)}

    def arm(self) -> None:
        self.armed.touch()

    def run(self, *arguments: str, plan: Plan | None = None) -> subprocess.CompletedProcess:
        environment = {**plain_environment(self.home), **self.environment()}
        return warm.run(list(arguments), self.home, environment, faulty(plan))

    def do(self, *arguments: str) -> None:
        """Run what must go well."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr

    def sit(self, *arguments: str, plan: Plan | None = None, **more: str) -> Terminal:
        return Terminal.coprod(
            *arguments, folder=self.home, rows=40, columns=120, prepare=faulty(plan),
            environment={**self.environment(), **more}, patience=10,
        )  # fmt: skip

    def write_note(self, **answers: str) -> None:
        settings = {"title": "A made-up case", **answers}
        options = [part for key, text in settings.items() for part in ("--set", f"{key}={text}")]
        self.do("new-case", *options)

    @property
    def notes(self) -> list[Path]:
        return sorted(self.notebook.glob("*.md"))

    @property
    def removed(self) -> list[Path]:
        return sorted(self.notebook.glob(".coprod/bin/*/*.md"))

    def answers(self, note: Path) -> dict[str, Said]:
        return answers_in(read_note(note.read_bytes(), str(note)))

    def keeps(self, *texts: str) -> bool:
        """Tell whether each text is among those that were replaced."""
        kept = history_texts(self.notebook)
        return all(any(text in each for each in kept) for text in texts)

    def remember(self, *paths: Path) -> None:
        self.old = {path: path.read_bytes() for path in paths}


def answer_elsewhere(note: Path, address: str, text: str) -> None:
    """Change an answer as another program does: without coprod's holds, and all at once."""
    before = read_note(note.read_bytes(), str(note))
    slot = before.case.answer(address)
    said = slot._replace(text=canonical_text(text), unknown=False)
    fresh = note.with_name("elsewhere.tmp")
    fresh.write_bytes(set_answer(before, said, "").original.encode())
    fresh.chmod(0o600)
    fresh.replace(note)


def nothing_between(desk: Desk, is_new: Callable[[Desk, Path], bool]) -> list[str]:
    """Return what is neither as it was, to the byte, nor new and whole."""
    wrong = []
    for path in {*desk.old, *desk.notes, *desk.removed}:
        is_old = path.exists() and path.read_bytes() == desk.old.get(path)
        if is_old or is_new(desk, path):
            continue
        if path.exists():
            wrong.append(f"{path.name} is neither the old one nor the new one")
        else:
            wrong.append(f"{path.name} is gone")
    return wrong


def told_in_one_line(errors: str, *, code: int) -> list[str]:
    """Return what is wrong with how a failure without a terminal was told."""
    # What a command is about to do may be said first: where the notebook is, or what it removes.
    said = [line for line in errors.splitlines() if not SAID_FIRST.match(line)]
    wrong = [] if code in DOCUMENTED else [f"exit code {code}"]
    if "Traceback" in errors:
        return [*wrong, f"a traceback: {said[-1]}"]
    # A case that is left out of many is told in a line of its own, and what to try in the last.
    is_told = 1 <= len(said) <= (2 if code == 1 else 1) and (
        LOOK in said[-1] or LOOK_IN_SWEDISH in said[-1]
    )
    return wrong if is_told else [*wrong, f"not told in one line what to try: {said!r}"]


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

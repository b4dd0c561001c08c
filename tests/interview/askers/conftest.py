"""Fixtures for tests of the askers: a folder with its own notebook, in which coprod is run."""

import json
import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest
from made_up import start_of_coprod
from paths import TEMPLATES
from terminal import PATIENCE, Terminal, plain_environment

from coprod_cli.model.case import Case
from coprod_cli.notebook.note.reader import read_note


class Desk:
    """A folder with a notebook; runs coprod there, and reads the resulting files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notebook = folder / "notebook"
        self._terminals: list[Terminal] = []

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "COPROD_NOTEBOOK": str(self.notebook),
            "COPROD_PROMPTS": str(TEMPLATES),
            **more,
        }

    def sit(self, *arguments: str, columns: int = 80, rows: int = 24, **more: str) -> Terminal:
        """Start coprod in a terminal; `more` goes into its environment."""
        return self._kept(
            Terminal.coprod(
                *arguments,
                folder=self.folder,
                columns=columns,
                rows=rows,
                environment=self.environment(**more),
            )
        )

    def sit_in_shell(self, script: str, **more: str) -> Terminal:
        """Start a shell script in a terminal, in which `coprod` is coprod."""
        coprod = f'coprod() {{ "{sys.executable}" -m coprod_cli "$@"; }}\n'
        return self._kept(
            Terminal(
                "-c", coprod + script, folder=self.folder, command="/bin/sh",
                environment=self.environment(**more),
            )
        )  # fmt: skip

    def run(self, *arguments: str, typed: str | bytes = b"", **more: str) -> CompletedProcess:
        """Run coprod without a terminal, with `typed` in a pipe."""
        environment = {**plain_environment(self.folder), **self.environment(**more)}
        words, become = start_of_coprod(arguments, environment)
        return run(
            words,
            preexec_fn=become,
            input=typed.encode() if isinstance(typed, str) else typed,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )

    def write_note(self, *settings: str, template: str = "primary-care") -> None:
        """Create a draft case with some answers, each `ADDRESS=TEXT`."""
        options = [part for setting in ("title=T", *settings) for part in ("--set", setting)]
        done = self.run("new-case", "--template", template, *options)
        assert done.returncode == 0, done.stderr

    @property
    def note_path(self) -> Path:
        (path,) = self.notebook.glob("*.md")
        return path

    def note(self) -> str:
        return self.note_path.read_bytes().decode()

    def case(self) -> Case:
        case = read_note(self.note_path.read_bytes(), str(self.note_path)).case
        assert case is not None
        return case

    def answer(self, address: str) -> str:
        return self.case().answer(address).text

    def half_typed(self) -> dict[str, str]:
        """Return the saved drafts by address."""
        texts: dict[str, str] = {}
        for path in self.notebook.glob(".coprod/drafts/*.json"):
            texts |= json.loads(path.read_bytes())["texts"]
        return texts

    def leave(self) -> None:
        for terminal in self._terminals:
            terminal.end()

    def _kept(self, terminal: Terminal) -> Terminal:
        self._terminals.append(terminal)
        return terminal


@pytest.fixture
def desk_of(tmp_path):
    """Return a function that creates one desk for each name."""
    desks: dict[str, Desk] = {}

    def desk_for(name: str) -> Desk:
        (tmp_path / name).mkdir(exist_ok=True)
        return desks.setdefault(name, Desk(tmp_path / name))

    yield desk_for
    for desk in desks.values():
        desk.leave()


@pytest.fixture
def desk(desk_of):
    return desk_of("desk")

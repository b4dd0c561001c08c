"""A desk at which a stranger's notes and templates lie."""

from pathlib import Path

import pytest
from hostile_files import write_note, write_template
from made_up import coprod_process
from strings import HOSTILE, canary_of, foreign_controls
from terminal import Terminal


class Desk:
    """A folder of its own, with a hostile notebook and a hostile template."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notebook = folder / "notebook"
        self.prompts = folder / "prompts"
        self._terminals: list[Terminal] = []

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "COPROD_NOTEBOOK": str(self.notebook), "COPROD_PROMPTS": str(self.prompts), **more
        }  # fmt: skip

    def write_note(self, *given, **front):
        return write_note(self.notebook, *given, **front)

    def write_template(self, **head):
        return write_template(self.prompts, **head)

    def sit(self, *arguments: str, columns: int = 220, rows: int = 60, **more: str) -> Terminal:
        """Start coprod in a wide terminal, in which no canary is broken over two lines."""
        return self._kept(
            Terminal.coprod(
                *arguments, folder=self.folder, columns=columns, rows=rows,
                environment=self.environment(**more),
            )
        )  # fmt: skip

    def sit_in_python(self, code: str) -> Terminal:
        """Start Python code in a terminal."""
        environment = {**self.environment(), "COPROD_PROMPTS": ""}
        return self._kept(
            Terminal("-c", code, folder=self.folder, columns=120, environment=environment)
        )

    def run(self, *arguments: str, **more: str):
        """Run coprod without a terminal."""
        return coprod_process(
            *arguments, folder=self.folder, text=False, **self.environment(**more)
        )  # fmt: skip

    def leave(self) -> None:
        for terminal in self._terminals:
            terminal.end()

    def _kept(self, terminal: Terminal) -> Terminal:
        self._terminals.append(terminal)
        return terminal


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.leave()


@pytest.fixture
def shown_safely():
    """Hold that a terminal was given nothing foreign, and that each text could be read on it."""

    def hold(terminal: Terminal, texts=HOSTILE) -> None:
        terminal.settle()  # a character comes in parts
        assert foreign_controls(terminal.output) == []
        # A text may be broken into the lines of a table.
        seen = "".join(terminal.output.decode().split())
        assert [name for name, text in texts.items() if canary_of(text) not in seen] == []

    return hold

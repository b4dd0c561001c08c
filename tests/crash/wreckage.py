"""What a fault may leave behind in a notebook, and what it may not."""

import os
import stat
import time
from pathlib import Path

DOCUMENTED = {
    ".gitignore", "bin", "coded", "coder", "drafts", "editing", "history", "locks", "marking",
    "remembered.yaml", "rescued", "words-to-watch.txt",
}  # fmt: skip
"""What may stand in `.coprod`."""


def left_in_the_way(notebook: Path, case_id: str = "") -> list[str]:
    """Return what must be gone when a case was opened again after a fault; "" for all cases'."""
    state = notebook / ".coprod"
    passing = [*notebook.rglob("*.part"), *state.glob("editing/*")]
    ours = [path for path in passing if case_id in str(path.relative_to(notebook))]
    others = [path for path in state.glob("*") if path.suffix != ".part"]
    unknown = [path for path in others if path.name not in DOCUMENTED]
    return [str(path.relative_to(notebook)) for path in (*ours, *unknown)]


def make_old(notebook: Path) -> None:
    """Let temporary files be from yesterday."""
    yesterday = time.time() - 86_400
    for path in notebook.rglob("*.part"):
        os.utime(path, (yesterday, yesterday))


def not_private(notebook: Path) -> list[str]:
    """Return what others than the owner might read."""
    wrong = []
    for path in (notebook, *notebook.rglob("*")):
        mode = path.lstat().st_mode
        wanted = 0o700 if stat.S_ISDIR(mode) else 0o600
        if (stat.S_ISDIR(mode) or stat.S_ISREG(mode)) and stat.S_IMODE(mode) != wanted:
            wrong.append(f"{path.relative_to(notebook)} has mode {stat.S_IMODE(mode):o}")
    return wrong


def is_being_written(notebook: Path, *more: str) -> bool:
    """Tell whether a temporary file of a save stands there now, also in `more` of `.coprod`."""
    state = notebook / ".coprod"
    folders = (notebook, state / "drafts", *(state / each for each in more))
    return any(
        path.name.endswith(".part")
        for folder in folders
        if folder.is_dir()
        for path in folder.iterdir()
    )

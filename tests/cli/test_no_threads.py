"""A system that allows no more threads or processes: the work is done without them."""

import importlib
import os
import resource
import shutil
import tempfile
from pathlib import Path

import pytest
import warm
from made_up import add_note, clean_environment
from terminal import Terminal

from coprod_cli.base import executor

MADE_UP_USER = 61_234
MANY = 40
_LOADED_LATE = ("filelock", "encodings.idna", "encodings.ascii", "encodings.latin_1", "pwd", "grp")


@pytest.fixture
def folder():
    """A folder in which a user without privileges may write, with many notes."""
    made = Path(tempfile.mkdtemp())
    for number in range(MANY):
        add_note(made / "book", f"20261101-{number:06d}")
    if os.geteuid() == 0:
        for path in (made, *made.rglob("*")):
            os.chown(path, MADE_UP_USER, MADE_UP_USER)
    yield made
    shutil.rmtree(made)


def become_one_without_threads():
    """Become a user for whom no limit is lifted, as it is for root, and who has all it may have."""
    executor._MIN_NOTES_TO_FORK = 1
    for name in _LOADED_LATE:  # from folders that only root may be able to search
        importlib.import_module(name)
    os.sched_getaffinity = lambda _: {0, 1}
    if os.geteuid() == 0:
        os.setgid(MADE_UP_USER)
        os.setuid(MADE_UP_USER)
    resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_NPROC"), reason="this system has no such limit")
class TestWithoutThreads:
    @pytest.mark.parametrize("command", [["export", "jsonl"], ["list"]])
    def test_many_notes_are_read(self, folder, command):
        environment = clean_environment(folder, COPROD_NOTEBOOK=str(folder / "book"))
        result = warm.run(command, folder, environment, become_one_without_threads)

        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.count("\n") == MANY

    @pytest.mark.slow
    def test_a_case_is_begun_at_a_terminal(self, folder):
        places = {"COPROD_NOTEBOOK": str(folder / "new"), "HOME": str(folder)}
        command = ["new-case", "--template", "reflection"]
        terminal = Terminal.coprod(
            *command, folder=folder, prepare=become_one_without_threads, environment=places
        )
        try:
            terminal.see("What shall this be called?").answer("Made up").see("1 of 4")
        finally:
            terminal.end()

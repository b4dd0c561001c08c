"""What `--help` says, word for word; to renew it: COPROD_RENEW_GOLDENS=1 pytest."""

import pytest
import typer
from made_up import coprod

from coprod_cli.cli import app


def commands(group, words=()):
    """The words of every command there is, and of the groups."""
    yield words
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*words, name))


COMMANDS = list(commands(typer.main.get_command(app)))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "coprod")
class TestHelp:
    def test_golden(self, golden, words):
        result = coprod(*words, "--help", COLUMNS="80")

        assert (result.exit_code, result.stderr) == (0, "")
        golden(f"help/{'-'.join(('coprod', *words))}.txt", result.stdout.encode())

    def test_fits_a_terminal_of_eighty_columns(self, words):
        assert all(
            len(line) <= 80 for line in coprod(*words, "--help", COLUMNS="80").stdout.splitlines()
        )


def test_every_command_of_the_contract_is_there():
    assert {" ".join(words) for words in COMMANDS} == {
        "", "new-case", "resume", "edit", "list", "show", "render", "export", "check", "init",
        "finish", "remove", "restore", "history", "purge", "tasks", "update", "merge-notes",
        "merge-codings", "mark", "passages",
        "templates", "templates list", "templates show", "templates check", "templates schema",
        "templates new", "help", "timeline", "sources", "overview", "read", "codes", "codes list",
        "codes show", "search",
        "codes new", "codes edit", "codes rename", "codes merge", "codes split",
        "codes move", "codes retire", "codes import", "codes export", "codes log", "codes restore",
    }  # fmt: skip

"""What a shell is offered: plain words only, since a shell runs what it is handed."""

import errno
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from made_up import CASE_ID, SHIPPED, TEMPLATES, clean_environment, coprod_process
from strings import UNSEEN, foreign_controls

from coprod_cli.cli import completion

NAMES = [
    *(text.replace("\x00", "").replace("/", "") for text in UNSEEN.values()),
    "$(touch ran)", "`touch ran`", '";touch ran;"', "'; touch ran; '", "-o", "--output", "a b",
    "a\nb", "x;y", "*", "~root", "!!", "a:b", "\udcff", "é",
]  # fmt: skip
SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def folder(tmp_path):
    """Templates, sections and notes with names that a shell or a terminal might act on."""
    for name in ["plain.word-1", *NAMES]:
        place = tmp_path / "prompts" / name
        place.mkdir(parents=True)
        (place / "template.yaml").write_text("id: made-up\n")
        (place / f"{name}.yaml").write_text("id: made-up\n")
        (tmp_path / "notebook").mkdir(exist_ok=True)
        (tmp_path / "notebook" / f"{name}.md").write_text("made up")
    (tmp_path / "notebook" / f"{CASE_ID}.md").write_text("made up")
    yield tmp_path
    assert not (tmp_path / "ran").exists()


def offered(folder, shell, words, **more):
    """What the real protocol gives a shell for a line."""
    return coprod_process(
        folder=folder, text=False,
        **{
            "COPROD_NOTEBOOK": str(folder / "notebook"),
            "COPROD_PROMPTS": str(folder / "prompts"), "_COPROD_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": words, "COMP_CWORD": str(len(words.split())),
            "_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args", **more,
        },
    )  # fmt: skip


@pytest.mark.parametrize("shell", SHELLS)
class TestWhatIsOffered:
    @pytest.mark.parametrize(
        ("words", "wanted"),
        [
            ("coprod new-case --template ", {"plain.word-1", *SHIPPED}),
            ("coprod templates show ", {"plain.word-1", *SHIPPED}),
            ("coprod show ", {CASE_ID, "latest"}),
        ],
    )
    def test_is_plain_words_and_nothing_else(self, folder, shell, words, wanted):
        result = offered(folder, shell, words)

        assert result.stderr == b""
        assert foreign_controls(result.stdout) == []
        given = result.stdout.decode()
        if shell == "zsh":
            given = given.removeprefix("_arguments '*: :((").removesuffix("))'\n").replace('"', "")
        assert set(given.split("\n")) - {""} == wanted

    def test_of_sections_is_plain_words_too(self, folder, shell):
        result = offered(folder, shell, "coprod new-case --section ")

        assert foreign_controls(result.stdout) == []
        for sign in (b"touch", b"$", b"`", b"~", b"!!", b"--output"):
            assert sign not in result.stdout
        assert b"plain.word-1" in result.stdout
        assert b"situation" in result.stdout

    def test_is_nothing_where_a_stranger_s_word_is_completed(self, folder, shell):
        result = offered(folder, shell, "coprod show '\x1b]0;x\x07$(touch ran)\u202e")

        assert foreign_controls(result.stdout + result.stderr) == []


def test_a_notebook_that_cannot_be_read_offers_no_more_and_says_nothing(folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder / "notebook"))
    monkeypatch.setattr(os, "scandir", refuse)

    assert completion.cases(SimpleNamespace(params={}), "") == ["latest"]


def test_bash_itself_runs_nothing_of_what_it_is_offered(folder):
    """The script that typer makes, in a real bash, which splits and expands what it gets."""
    script = coprod_process(folder=folder, _COPROD_COMPLETE="source_bash").stdout
    asked = (
        'COMP_WORDS=(coprod new-case --template "") COMP_CWORD=3\n'
        '_coprod_completion coprod; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    program = folder / "bin" / "coprod"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coprod_cli "$@"\n')
    program.chmod(0o700)
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{asked}"], cwd=folder, capture_output=True, text=True,
        env=clean_environment(
            folder, COPROD_PROMPTS=f"{folder / 'prompts'}:{TEMPLATES}",
            PATH=f"{program.parent}:{os.environ['PATH']}",
        ),
        timeout=60, check=False,
    )  # fmt: skip

    assert "every-type" in done.stdout.split("\n")
    assert "plain.word-1" in done.stdout.split("\n")
    assert foreign_controls(done.stdout.encode()) == []

"""What a shell is offered, which may run it: plain words, and titles without signs."""

import errno
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from made_up import (
    CASE_ID,
    NOON,
    SHIPPED,
    TEMPLATES,
    add_note,
    clean_environment,
    coprod_process,
)
from strings import UNSEEN, foreign_controls

from coprod_cli.cli import completion
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.trash import Trash

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


EVIL = '$(touch ran) `touch ran` "; touch ran; \\ * ? [a] : \x1b]0;x\x07 \u202e å'


class TestATitle:
    """It stands beside the id, in the form of each shell and in no characters that it acts on."""

    OTHER = "20261125-aaaaaa"

    @pytest.fixture
    def titled(self, folder):
        add_note(folder / "notebook", CASE_ID, {}, title='Don\'t: the "clinic", again')
        add_note(folder / "notebook", self.OTHER, {}, created="2019-11-25T09:00:00+01:00", title="")
        return folder

    @pytest.mark.parametrize(
        ("shell", "lines"),
        [
            ("bash", (f"{OTHER}  (Untitled, begun 25 Nov 2019)\n"
                     f"{CASE_ID}  (Don\u2019t the clinic , again)\nlatest")),
            ("zsh", (f"_arguments '*: :((\"{OTHER}\":\"Untitled, begun 25 Nov 2019\"\n"
                    f"\"{CASE_ID}\":\"Don\u2019t the clinic , again\"\n\"latest\"))'")),
            ("fish", (f"{OTHER}\tUntitled, begun 25 Nov 2019\n"
                     f"{CASE_ID}\tDon\u2019t the clinic , again\nlatest")),
        ],
    )  # fmt: skip
    def test_is_shown_beside_the_id(self, titled, shell, lines):
        assert offered(titled, shell, "coprod show ").stdout.decode() == f"{lines}\n"

    def test_is_not_put_into_the_line_by_bash(self, titled):
        done = offered(titled, "bash", "coprod show 20261125", COMP_CWORD="2")

        assert done.stdout.decode() == f"{self.OTHER}\n"

    @pytest.mark.parametrize("shell", SHELLS)
    def test_of_a_removed_case_is_shown_for_restore(self, titled, shell):
        Trash(Notebook(titled / "notebook")).put(titled / "notebook" / f"{CASE_ID}.md", NOON)
        done = offered(titled, shell, "coprod restore ").stdout.decode()

        assert "clinic" in done
        assert self.OTHER not in done

    @pytest.mark.parametrize("shell", SHELLS)
    def test_has_nothing_that_a_shell_or_a_terminal_acts_on(self, titled, shell):
        add_note(titled / "notebook", CASE_ID, {}, title=EVIL)
        shown = offered(titled, shell, "coprod show ").stdout

        assert foreign_controls(shown) == []
        assert "touch ran touch ran touch ran a 0 x å" in shown.decode()
        titles = shown.decode().removeprefix("_arguments '*: :((")
        assert not set("$`;*?[]\\!&|<>#~{}") & set(titles)

    def test_runs_nothing_in_a_real_bash(self, titled):
        add_note(titled / "notebook", CASE_ID, {}, title=EVIL)
        done = completed_by_bash(titled, 'coprod show ""', 2)

        assert [line for line in done if line.startswith(CASE_ID)] == [
            f"{CASE_ID}  (touch ran touch ran touch ran a 0 x å)"
        ]


def test_a_notebook_that_cannot_be_read_offers_no_more_and_says_nothing(folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder / "notebook"))
    monkeypatch.setattr(os, "scandir", refuse)

    assert completion.cases(SimpleNamespace(params={}), "") == ["latest"]


def completed_by_bash(folder, line, word):
    """What a real bash takes from typer's script: it splits and expands what it gets."""
    script = coprod_process(folder=folder, _COPROD_COMPLETE="source_bash").stdout
    asked = (
        f"COMP_WORDS=({line}) COMP_CWORD={word}\n"
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
            COPROD_NOTEBOOK=str(folder / "notebook"), PATH=f"{program.parent}:{os.environ['PATH']}",
        ),
        timeout=60, check=False,
    )  # fmt: skip
    assert foreign_controls(done.stdout.encode()) == []
    return done.stdout.split("\n")


def test_bash_itself_runs_nothing_of_what_it_is_offered(folder):
    done = completed_by_bash(folder, 'coprod new-case --template ""', 3)

    assert "every-type" in done
    assert "plain.word-1" in done

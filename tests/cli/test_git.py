"""A notebook in a git repository: what `git add -A` takes, and how a merge is told."""

import json
import re
import subprocess

import pytest
from commands import done
from made_up import coprod

from coprod_cli.notebook.notebook import Notebook

ANSWER = "emotions.what-helps"


@pytest.fixture
def notebook(home, monkeypatch):
    """A folder without notes, in which the commands work."""
    folder = home / "cases"
    folder.mkdir()
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    return folder


@pytest.fixture
def git(notebook):
    """Run git in a notebook that is a repository; return what it prints."""

    def run(*arguments, check=True):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.invalid", *arguments]
        return subprocess.run(
            command, cwd=notebook, check=check, capture_output=True, text=True
        ).stdout

    run("init", "-q", "-b", "main")
    return run


def new_case(notebook):
    """Make a case, change an answer of it, so that there is history, and return its path."""
    done("new-case", "--title", "A", "--set", f"{ANSWER}=first")
    (path,) = notebook.glob("*.md")
    done("edit", path, "--set", f"{ANSWER}=second")
    return path


class TestAddAll:
    def test_takes_notes_and_no_history_drafts_or_removed_notes(self, git, notebook):
        done("init", notebook)
        path = new_case(notebook)
        other = done("new-case", "--title", "B", "--set", f"{ANSWER}=b").stdout.strip()
        done("remove", other)
        Notebook(notebook).drafts(path.stem).path.parent.mkdir(exist_ok=True)
        Notebook(notebook).drafts(path.stem).path.write_text("{}")
        assert list((notebook / ".coprod" / "history").rglob("*.md"))
        assert list((notebook / ".coprod" / "bin").rglob("*.md"))
        git("add", "-A")

        assert git("ls-files").splitlines() == [path.name]

    def test_is_safe_where_no_one_made_the_folder_a_notebook(self, git, notebook):
        path = new_case(notebook)
        git("add", "-A")

        assert git("ls-files").splitlines() == [path.name]

    def test_is_safe_in_a_notebook_of_an_earlier_version_after_the_next_change(self, git, notebook):
        path = new_case(notebook)
        ignored = notebook / ".coprod" / ".gitignore"
        ignored.unlink()
        for command in (
            ["list"],
            ["show", path],
            ["check"],
            ["export", "jsonl"],
            ["history", path],
        ):
            done(*command)
            assert not ignored.exists()
        done("edit", path, "--set", f"{ANSWER}=third")
        git("add", "-A")

        assert ignored.read_text() == "*\n"
        assert git("ls-files").splitlines() == [path.name]


def in_two_branches(git, path, *, ours, theirs):
    """Give answers in two branches, merge them, and return the line of git's first mark."""
    done("edit", path, "--set", f"{ANSWER}=first")
    git("add", "-A")
    git("commit", "-qm", "first")
    git("branch", "other")
    for branch, answers, updated in (("main", ours, "10"), ("other", theirs, "11")):
        git("checkout", "-q", branch)
        settings = [word for each in answers for word in ("--set", each)]
        done("edit", path, *settings)
        changed = re.sub(r"(updated: .*T)\d\d", rf"\g<1>{updated}", path.read_text())
        path.write_text(changed)
        git("commit", "-qam", branch)
    git("checkout", "-q", "main")
    assert "CONFLICT" in git("merge", "other", check=False)
    lines = path.read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<< "))


class TestAMergeOfTwoBranches:
    SENTENCE = (
        "git left its conflict marks here. Try: choose one of the two texts, and take the marks out"
    )

    @pytest.fixture
    def path(self, notebook):
        return new_case(notebook)

    def test_that_answer_two_questions_conflicts_in_the_front_matter(self, git, path):
        theirs = ["situation.context=theirs, made up"]
        line = in_two_branches(git, path, ours=["condition.future=ours, made up"], theirs=theirs)
        text = path.read_text()
        result = coprod("check")

        assert text.count("<<<<<<< ") == 1
        assert line < text[: text.index("\n---\n", 4)].count("\n") + 2
        assert result.exit_code == 1
        assert result.stdout == f"{path}:{line}:1: {self.SENTENCE}\n"
        (finding,) = json.loads(coprod("check", "--json").stdout)
        assert finding["kind"] == "conflict"
        assert path.read_text() == text
        result = coprod("check", "--repair")
        assert f"{path}:{line}:1: {self.SENTENCE}\n" == result.stdout
        assert path.read_text() == text

    @pytest.mark.parametrize("style", ["merge", "diff3"])
    def test_that_answer_one_question_is_not_exported_once_its_front_matter_is_mended(
        self, git, path, style
    ):
        git("config", "merge.conflictStyle", style)
        ours, theirs = f"{ANSWER}=ours, made up", f"{ANSWER}=theirs, made up"
        in_two_branches(git, path, ours=[ours], theirs=[theirs])
        block = re.compile(r"<<<<<<< [^\n]*\n(updated: [^\n]*\n).*?>>>>>>> [^\n]*\n", re.DOTALL)
        text = block.sub(r"\1", path.read_text(), count=1)
        path.write_text(text)
        line = text[: text.index("<<<<<<< ")].count("\n") + 1
        result = coprod("check")

        assert result.stdout == f"{path}:{line}:1: {self.SENTENCE}\n"
        for command in (["export", "jsonl"], ["render", path.stem]):
            left_out = coprod(*command)
            assert left_out.exit_code == 1
            assert left_out.stdout == ""
            assert self.SENTENCE in left_out.stderr
            assert "ours, made up" in done(*command, "--force").stdout
        refused = coprod("edit", path.stem, "--set", f"{ANSWER}=third")
        assert self.SENTENCE in refused.stderr
        assert coprod("check", "--repair").exit_code == 1
        assert path.read_text() == text

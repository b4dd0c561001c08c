"""A notebook in a git repository: what `git add -A` takes."""

import subprocess

import pytest
from commands import done

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
        done("new-case", "--title", "B", "--set", f"{ANSWER}=b")
        done("remove", "latest")
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

"""A notebook in a git repository: what `git add -A` takes, and how a merge is told."""

import json
import re
import subprocess

import pytest
from commands import done, refused
from made_up import coprod, note_text

from coprod_cli.notebook.note.two_versions import line_between
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

    def test_that_answer_two_questions_is_told_and_repaired_by_answer(self, git, path):
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
        assert coprod("check", "--repair", "--dry-run").exit_code == 1
        assert path.read_text() == text
        result = done("check", "--repair")
        assert "\n-<<<<<<< HEAD\n" in result.stdout
        (case,) = map(json.loads, done("export", "jsonl").stdout.splitlines())
        answers = {each["address"]: each["text"] for each in case["answers"]}
        assert answers == {
            ANSWER: "first", "condition.future": "ours, made up",
            "situation.context": "theirs, made up",
        }  # fmt: skip
        assert "T11:" in case["updated"]

    @pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
    def test_that_answer_one_question_keeps_both_texts_after_repair(self, git, path, style):
        git("config", "merge.conflictStyle", style)
        ours, theirs = f"{ANSWER}=same, ours, made up", f"{ANSWER}=same, theirs, made up"
        both = "situation.context=both, made up"
        in_two_branches(git, path, ours=[ours, both], theirs=[theirs, both])
        damaged = path.read_text()
        result = coprod("check", "--repair")

        assert result.exit_code == 1
        assert "two versions of a text are kept here" in result.stdout
        assert f"{ANSWER}: both versions are kept" in result.stderr
        text = path.read_text()
        assert not re.search(r"^[<|=>]{7}", text, re.MULTILINE)
        assert text.index("same, theirs, made up") < text.index("same, ours, made up")
        assert text.count("both, made up") == 1
        assert "two versions" in coprod("check").stdout
        (kept,) = path.parent.rglob("*_note.md")
        assert kept.read_text() == damaged
        chosen = re.sub(r"\*\*Both versions .*\n\nsame, ours, made up\n\n", "", text)
        path.write_text(chosen)
        done("check")

    @pytest.mark.parametrize(
        ("mark", "instead"),
        [(r"^=======\n", ""), (r"^>>>>>>> .*\n", ""), (r"^=======\n", "=======\n=======\n")],
    )
    def test_whose_marks_somebody_damaged_is_told_and_left(self, git, path, mark, instead):
        in_two_branches(git, path, ours=[f"{ANSWER}=ours"], theirs=[f"{ANSWER}=theirs"])
        text = path.read_text()
        last = list(re.finditer(mark, text, re.MULTILINE))[-1]
        damaged = text[: last.start()] + instead + text[last.end() :]
        path.write_text(damaged)
        result = coprod("check", "--repair")

        assert result.exit_code == 1
        assert self.SENTENCE in result.stdout
        assert path.read_text() == damaged

    def test_in_a_note_with_the_line_ends_of_windows_keeps_those(self, git, path):
        git("config", "core.autocrlf", "false")
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        in_two_branches(git, path, ours=[f"{ANSWER}=ours"], theirs=["condition.future=theirs"])
        path.write_bytes(re.sub(rb"\r?\n", b"\r\n", path.read_bytes()))
        done("check", "--repair")

        assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")

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
        assert path.read_text() == text


def changed(git, path, *answers, hour):
    """Change answers at an hour, and commit; return the commit."""
    done("edit", path, *(word for each in answers for word in ("--set", each)))
    path.write_text(re.sub(r"(updated: .*T)\d\d", rf"\g<1>{hour}", path.read_text()))
    git("add", "-A")
    git("commit", "-qm", f"at {hour}")
    return git("rev-parse", "HEAD").strip()


def test_an_export_tells_how_many_cases_have_two_versions(notebook):
    path = new_case(notebook)
    words = f"one\n\n{line_between('en')}\n\ntwo"
    done("edit", path, "--data", "-", given=json.dumps({"answers": {ANSWER: words}}))
    told = "1 case has two versions of a text, and both are in it. Try: coprod check\n"

    assert told in done("export", "jsonl").stderr
    assert words in json.loads(done("export", "jsonl").stdout)["answers"][0]["text"]
    done("edit", path, "--set", f"{ANSWER}=one")
    assert told not in done("export", "csv").stderr


class TestTheMergeDriver:
    OURS, THEIRS = "condition.future=ours, made up", "situation.context=theirs, made up"
    SAME_OURS, SAME_THEIRS = f"{ANSWER}=ours, made up", f"{ANSWER}=theirs, made up"

    @pytest.fixture
    def path(self, git, notebook):
        """A note in a repository that is set up with the line that `coprod init --git` prints."""
        command = done("init", notebook, "--git").stdout.splitlines()[1]
        subprocess.run(command, shell=True, cwd=notebook, check=True)  # noqa: S602
        path = new_case(notebook)
        git("add", "-A")
        git("commit", "-qm", "first")
        git("branch", "other")
        return path

    def test_joins_branches_that_answered_different_questions(self, git, path):
        changed(git, path, self.OURS, hour=10)
        git("checkout", "-q", "other")
        changed(git, path, self.THEIRS, hour=11)
        git("checkout", "-q", "main")
        git("merge", "-q", "--no-edit", "other")

        assert git("status", "--porcelain") == ""
        done("check")
        text = path.read_text()
        assert "ours, made up" in text
        assert "theirs, made up" in text
        assert re.search(r"^updated: .*T11:", text, re.MULTILINE)

    def test_stops_where_both_answered_one_question_and_leaves_no_marks(self, git, path):
        changed(git, path, self.SAME_OURS, self.OURS, hour=10)
        git("checkout", "-q", "other")
        changed(git, path, self.SAME_THEIRS, self.THEIRS, hour=11)
        git("checkout", "-q", "main")

        assert "CONFLICT" in git("merge", "other", check=False)
        text = path.read_text()
        assert not re.search(r"^[<|=>]{7}", text, re.MULTILINE)
        assert "two versions of a text" in coprod("check").stdout
        path.write_text(re.sub(r"\*\*Both versions .*\n\nours, made up\n\n", "", text))
        done("check")
        git("commit", "-qam", "merged")
        assert git("status", "--porcelain") == ""

    def test_works_in_a_rebase_of_several_commits(self, git, path):
        changed(git, path, self.OURS, hour=10)
        git("checkout", "-q", "other")
        changed(git, path, self.THEIRS, hour=11)
        changed(git, path, "emotions.patient-family=third, made up", hour=12)
        git("rebase", "-q", "main")

        done("check")
        text = path.read_text()
        for word in ("ours", "theirs", "third"):
            assert f"{word}, made up" in text
        assert len(git("log", "--oneline").splitlines()) == 4

    def test_works_in_a_cherry_pick(self, git, path):
        changed(git, path, self.OURS, hour=10)
        git("checkout", "-q", "other")
        commit = changed(git, path, self.THEIRS, hour=11)
        git("checkout", "-q", "main")
        git("cherry-pick", commit)

        done("check")
        assert "theirs, made up" in path.read_text()

    def test_works_in_a_stash_that_comes_back(self, git, path):
        done("edit", path, "--set", self.THEIRS)
        git("stash")
        changed(git, path, self.OURS, hour=10)
        git("stash", "pop")

        done("check")
        text = path.read_text()
        assert "ours, made up" in text
        assert "theirs, made up" in text

    def test_joins_a_note_that_both_branches_added(self, git, path):
        other = path.with_name("20261124-abcdef.md")
        text = path.read_text().replace(path.stem, other.stem)
        other.write_text(text)
        changed(git, other, self.OURS, hour=10)
        git("checkout", "-q", "other")
        other.write_text(text)
        changed(git, other, self.THEIRS, hour=11)
        git("checkout", "-q", "main")
        git("merge", "-q", "--no-edit", "other")

        done("check")
        assert "ours, made up" in other.read_text()
        assert "theirs, made up" in other.read_text()

    def test_leaves_other_files_and_damaged_notes_to_git(self, git, path):
        readme, lines = path.with_name("README.md"), [f"line {number}\n" for number in range(9)]
        readme.write_text("".join(lines))
        path.write_text(path.read_text().replace("<!-- coprod:end -->\n", ""))
        git("add", "-A")
        git("commit", "-qm", "more")
        git("checkout", "-qB", "other")
        readme.write_text("".join(["ours\n", *lines[1:]]))
        path.write_text(path.read_text() + "\nour end\n")
        git("commit", "-qam", "ours")
        git("checkout", "-q", "main")
        readme.write_text("".join([*lines[:-1], "theirs\n"]))
        path.write_text(path.read_text() + "\ntheir end\n")
        git("commit", "-qam", "theirs")
        said = git("merge", "other", check=False)

        assert readme.read_text() == "".join(["ours\n", *lines[1:-1], "theirs\n"])
        assert "<<<<<<< ours\n" in path.read_text()
        assert f"CONFLICT (content): Merge conflict in {path.name}" in said
        assert "README" not in said.replace("Auto-merging README.md", "")

    def test_says_which_answers_it_joined_and_none_of_their_words(self, tmp_path):
        names = ("base", "ours", "theirs")
        base, ours, theirs = (tmp_path / name for name in names)
        base.write_text("")
        ours.write_text(note_text({"second.story": "secret one"}))
        theirs.write_text(note_text({"second.story": "secret two"}))
        result = coprod("merge-notes", base, ours, theirs, "case.md")

        assert result.exit_code == 1
        assert result.stdout == ""
        assert "secret" not in result.stderr
        assert result.stderr == (
            "case.md: second.story: both versions are kept, with a line between them.\n"
        )
        assert theirs.read_text() == note_text({"second.story": "secret two"})

    def test_names_a_file_that_is_not_there(self, tmp_path):
        (tmp_path / "ours").write_text("")

        refused(3, "merge-notes", tmp_path / "none", tmp_path / "ours", tmp_path / "ours")


class TestInitGit:
    def test_adds_lines_once_and_prints_the_driver(self, notebook):
        first = done("init", notebook, "--git")
        files = {name: (notebook / name).read_text() for name in (".gitattributes", ".gitignore")}
        second = done("init", notebook, "--git")

        assert "*.md merge=coprod\n" in files[".gitattributes"]
        assert {".coprod/", "kept-apart/", "words-to-watch.txt"} <= {*files[".gitignore"].split()}
        assert {name: (notebook / name).read_text() for name in files} == files
        assert first.stdout == second.stdout
        line = first.stdout.splitlines()[1]
        assert line.startswith("git config merge.coprod.driver '")
        assert line.endswith(" merge-notes %O %A %B %P'")
        assert ".gitattributes" in first.stderr
        assert ".gitattributes" not in second.stderr

    @pytest.mark.parametrize("line_end", ["\n", "\r\n"])
    def test_keeps_what_is_in_the_files(self, notebook, line_end):
        (notebook / ".gitignore").write_bytes(f"*.pdf{line_end}.coprod/{line_end}last".encode())
        done("init", notebook, "--git")

        text = (notebook / ".gitignore").read_bytes().decode()
        assert text.startswith(f"*.pdf{line_end}.coprod/{line_end}last{line_end}")
        assert text.count(".coprod/") == 1
        assert f"{line_end}kept-apart/{line_end}" in text

    def test_leaves_out_what_a_person_took_out(self, notebook):
        done("init", notebook, "--git")
        ignored = notebook / ".gitignore"
        mine = ignored.read_text().replace("kept-apart/\n", "")
        ignored.write_text(mine)
        done("init", notebook, "--git")

        assert ignored.read_text() == mine

    def test_keeps_what_names_people_out_of_git(self, git, notebook):
        done("init", notebook, "--git")
        (notebook / "kept-apart").mkdir()
        (notebook / "kept-apart" / "a.md").write_text("")
        (notebook / "words-to-watch.txt").write_text("")
        git("add", "-A")

        assert set(git("ls-files").split()) == {".gitattributes", ".gitignore"}

    def test_writes_through_no_link_out_of_the_notebook(self, notebook, tmp_path):
        outside = tmp_path / "outside"
        outside.write_text("")
        (notebook / ".gitignore").symlink_to(outside)

        assert coprod("init", notebook, "--git").exit_code == 3
        assert outside.read_text() == ""


class TestTheMergeDriverOfCodings:
    PASSAGE = '\n- id: {name}\n  at: {at}\n  quote: "{name}"\n  codes: [ours/told]\n'

    def test_joins_branches_in_which_one_coder_marked_other_passages(self, git, notebook):
        for command in done("init", notebook, "--git").stdout.splitlines()[1:]:
            subprocess.run(command, shell=True, cwd=notebook, check=True)  # noqa: S602
        path = new_case(notebook)
        coding = notebook / "codings" / "anna" / f"{path.stem}.yaml"
        coding.parent.mkdir(parents=True)
        head = f"case: {path.stem}\ncoder: anna\npassages:\n"
        first = self.PASSAGE.format(name="first", at=ANSWER)
        coding.write_text(head + first)
        git("add", "-A")
        git("commit", "-qm", "first")
        git("branch", "other")
        for branch in ("main", "other"):
            git("checkout", "-q", branch)
            coding.write_text(head + first + self.PASSAGE.format(name=branch, at=ANSWER))
            git("commit", "-qam", branch)
        git("checkout", "-q", "main")
        git("merge", "-q", "--no-edit", "other")

        done("check")
        assert re.findall("id: (.*)", coding.read_text()) == ["first", "other", "main"]

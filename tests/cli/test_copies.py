"""What each command does where a synchronised folder has made a copy of a note."""

import json
import re
from datetime import UTC, datetime

import pytest
from commands import done
from made_up import PRIMARY_CARE, add_note, coprod, note_text

from coprod_cli.model.case import Answer
from coprod_cli.notebook.notebook import Notebook

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
COPY = f"{ONE} (Anna's conflicted copy 2026-11-23).md"
STORY, NAME = "reflections.now-what", "situation.setting"
LATER = "2026-11-25T10:00:00+01:00"
TOLD = f"{COPY} is another copy of {ONE}, and does not count. Try: coprod check --repair {ONE}\n"


@pytest.fixture
def notebook(home, monkeypatch):
    folder = home / "cases"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    add_note(folder, ONE, {STORY: "- [ ] a\n- [ ] b", NAME: "ours"}, template=PRIMARY_CARE)
    add_note(folder, TWO, {STORY: "- [ ] c"}, template=PRIMARY_CARE)
    add_copy(folder)
    return folder


def add_copy(folder, answers=None, name=COPY, **fields):
    answers = answers or {STORY: "- [x] a\n- [ ] d", NAME: "theirs"}
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(note_text(answers, template=PRIMARY_CARE, id=ONE, **fields))


class TestReading:
    @pytest.mark.parametrize(
        ("command", "count"),
        [("list", 2), ("tasks --all", 3), ("export csv --no-privacy-check", None)],
    )
    @pytest.mark.usefixtures("notebook")
    def test_counts_the_case_once_and_tells(self, command, count):
        result = coprod(*command.split())

        assert TOLD in result.stderr
        assert result.exit_code == (0 if count else 1)
        assert count is None or len(result.stdout.splitlines()) == count
        assert "theirs" not in result.stdout

    @pytest.mark.usefixtures("notebook")
    def test_export_leaves_the_copy_out_with_code_1(self):
        result = coprod("export", "jsonl")

        assert (result.exit_code, result.stderr.count(TOLD)) == (1, 1)
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [ONE, TWO]

    @pytest.mark.parametrize("command", ["show", "render", "export jsonl", "tasks --all"])
    @pytest.mark.usefixtures("notebook")
    def test_of_the_case_takes_the_note_and_tells(self, command):
        result = coprod(*command.split(), ONE)

        assert TOLD in result.stderr
        assert "theirs" not in result.stdout
        assert TOLD not in coprod(*command.split(), TWO).stderr

    def test_of_the_latest_case_is_never_that_of_a_copy(self, notebook):
        add_copy(notebook, updated=LATER)
        add_note(notebook, TWO, {}, template=PRIMARY_CARE, updated="2026-11-25T08:00:00+01:00")

        assert TOLD not in done("show", "latest").stderr
        (notebook / f"{TWO}.md").unlink()
        result = done("show", "latest")
        assert TOLD in result.stderr
        assert "ours" in result.stdout

    def test_of_a_copy_that_is_named_shows_it(self, notebook):
        result = done("show", notebook / COPY)

        assert "theirs" in result.stdout
        assert TOLD in result.stderr

    def test_names_three_copies_and_counts_the_others(self, notebook):
        for number in range(2, 7):
            add_copy(notebook, name=f"{ONE} ({number}).md")
        told = done("list").stderr

        assert told.count("is another copy of") == 3
        assert "There are 3 more such copies.\n" in told

    def test_finds_a_copy_with_the_name_of_another_case(self, notebook):
        (notebook / COPY).rename(notebook / "20261201-cccccc.md")
        told = f"20261201-cccccc.md is another copy of {ONE}, and does not count."

        for command in (["list"], ["tasks", "--all"]):
            result = done(*command)
            assert told in result.stderr
            assert "20261201-cccccc" not in result.stdout
        for command in (["export", "jsonl"], ["render", "--all"]):
            result = coprod(*command)
            assert result.exit_code == 1
            assert "20261201-cccccc.md:1:1: this is another copy" in result.stderr
            assert "theirs" not in result.stdout
        assert coprod("check").stdout.count("is another copy of") == 1

    def test_for_what_tells_who_somebody_is_includes_copies(self, notebook):
        add_copy(notebook, {NAME: "070-123 45 67"})

        assert COPY in coprod("check", "--privacy").stdout


class TestWriting:
    def test_at_the_questions_tells_of_the_copy_first(self, notebook):
        done("new-case", "--title", "T", "--set", f"{NAME}=x")
        result = coprod("edit", ONE, "--plain", given="")

        assert TOLD.strip() in result.stderr + result.stdout
        assert (notebook / COPY).exists()

    @pytest.mark.parametrize(
        "command",
        [f"edit {ONE} --set {NAME}=new", f"tasks --done {ONE}.1", f"remove {ONE}"],
    )
    def test_tells_of_the_copy_and_changes_the_note(self, notebook, command):
        before = (notebook / COPY).read_bytes()
        result = done(*command.split())

        assert TOLD in result.stderr
        assert (notebook / COPY).read_bytes() == before


class TestRepair:
    def test_shows_the_change_and_joins_by_answer_and_keeps_the_copy_in_the_bin(self, notebook):
        result = coprod("check", "--repair")

        assert result.exit_code == 1
        assert "\n+ours\n" not in result.stdout
        assert "\n+theirs\n" in result.stdout
        assert "situation.setting: both versions are kept" in result.stderr
        note = Notebook(notebook).read(notebook / f"{ONE}.md")
        steps = note.case.answer(STORY).text.split("\n")
        assert sorted(steps) == ["- [ ] b", "- [ ] d", "- [x] a"]
        assert re.fullmatch(
            r"(ours|theirs)\n\n\*\*Both versions.*\*\*\n\n(ours|theirs)",
            note.case.answer(NAME).text,
        )
        assert not (notebook / COPY).exists()
        assert COPY in done("list", "--removed", "--json").stdout
        assert "another copy" not in coprod("check").stdout
        done("restore", COPY.removesuffix(".md"))
        assert "theirs" in (notebook / COPY).read_text()

    def test_only_shown_writes_nothing(self, notebook):
        before = {path: path.read_bytes() for path in notebook.rglob("*.md")}
        result = coprod("check", "--repair", "--dry-run", ONE)

        assert "would be joined into" in result.stderr
        assert "another copy of the case" in result.stdout
        assert {path: path.read_bytes() for path in notebook.rglob("*.md")} == before

    def test_of_an_equal_copy_only_moves_it_to_the_bin(self, notebook):
        note = notebook / f"{ONE}.md"
        (notebook / COPY).write_bytes(note.read_bytes())
        before = note.read_bytes()
        result = done("check", "--repair", ONE)

        assert note.read_bytes() == before
        assert "lies in the bin" in result.stderr
        assert result.stdout == ""

    def test_takes_a_text_for_earlier_that_the_history_has(self, notebook):
        history = Notebook(notebook).history(ONE)
        history.keep([Answer(NAME, "theirs")], datetime(2026, 11, 24, tzinfo=UTC))
        done("check", "--repair", ONE)

        assert Notebook(notebook).read(notebook / f"{ONE}.md").case.answer(NAME).text == "ours"

    def test_joins_several_copies_and_one_with_the_name_of_another_case(self, notebook):
        add_copy(notebook, {NAME: "third"}, name="20261201-cccccc.md", updated=LATER)
        add_copy(notebook, {NAME: "fourth"}, name=f"below/{ONE}.md")
        coprod("check", "--repair", ONE)

        text = Notebook(notebook).read(notebook / f"{ONE}.md").case.answer(NAME).text
        for word in ("ours", "theirs", "third", "fourth"):
            assert text.count(word) == 1
        assert Notebook(notebook).paths() == [str(notebook / f"{name}.md") for name in (ONE, TWO)]

    def test_leaves_a_damaged_copy_where_it_is_and_tells(self, notebook):
        copy = notebook / COPY
        copy.write_text(copy.read_text().replace(f"coprod:{NAME} ", f"coprod:{NAME} <> "))
        before = copy.read_bytes(), (notebook / f"{ONE}.md").read_bytes()
        result = coprod("check", "--repair", ONE)

        assert result.exit_code == 1
        assert "another copy of the case" in result.stdout
        assert (copy.read_bytes(), (notebook / f"{ONE}.md").read_bytes()) == before

    def test_writes_nothing_while_somebody_works_on_the_case(self, notebook):
        opened = Notebook(notebook)
        path = notebook / f"{ONE}.md"
        now = datetime.now(UTC)
        with opened.lock_case(path, ONE, now, interactive=True):
            before = path.read_bytes()
            result = coprod("check", "--repair", ONE)

        assert result.exit_code == 5
        assert path.read_bytes() == before
        assert (notebook / COPY).exists()

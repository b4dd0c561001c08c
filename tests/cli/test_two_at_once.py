"""Many processes with one notebook: every answer is saved, and a dead process holds no lock."""

import json
import re
import signal
from pathlib import Path

import pytest
from commands import run_at_once
from made_up import (
    CASE_ID,
    NOON,
    PRIMARY_CARE,
    add_note,
    coprod_process,
)
from terminal import CONTROL, ENTER, Terminal

from coprod_cli.model.case import Answer
from coprod_cli.notebook.history import MAX_ENTRIES
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook

MANY = 20
ADDRESSES = list(PRIMARY_CARE.questions)[:MANY]
ONE = ADDRESSES[0]


@pytest.fixture
def note(tmp_path):
    answers = {ONE: "Before, made up"}
    return add_note(tmp_path / "notebook", CASE_ID, answers, template=PRIMARY_CARE)


@pytest.fixture
def book(tmp_path):
    return Notebook(tmp_path / "notebook")


@pytest.fixture
def at_once(tmp_path):
    """Run commands at the same time."""

    def run(*commands):
        return run_at_once(commands, tmp_path, COPROD_NOTEBOOK=str(tmp_path / "notebook"))

    return run


@pytest.fixture
def run(tmp_path):
    """Run one command to its end."""

    def one(*words):
        return coprod_process(*words, folder=tmp_path, COPROD_NOTEBOOK=str(tmp_path / "notebook"))

    return one


@pytest.fixture
def sit(tmp_path):
    """Sit down at a terminal."""
    terminals = []

    def start(*words):
        environment = {"COPROD_NOTEBOOK": str(tmp_path / "notebook")}
        terminals.append(Terminal.coprod(*words, folder=tmp_path, environment=environment))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.end()


def said(path):
    note = read_note(Path(path).read_bytes(), str(path))
    assert note.findings == ()
    return {each.address: each.text for each in note.case.given_answers()}


def files_of(folder):
    """All files but those that the locks leave, and the one that keeps them out of git."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "locks" and path.name != ".gitignore"
    )


def test_many_processes_that_change_codes_at_once_lose_none(tmp_path, at_once, note, run):
    assert note.is_file()
    assert run("codes", "new", "ours").returncode == 0
    commands = [("codes", "new", f"ours/code-{number}") for number in range(MANY)]
    commands += [("codes", "new", f"set-{number}/code") for number in range(3)]

    assert {code for code, *_ in at_once(*commands)} == {0}
    text = (tmp_path / "notebook" / "codes" / "ours.yaml").read_text()
    assert sorted(re.findall(r"- id: (.*)", text)) == sorted(f"code-{n}" for n in range(MANY))
    logged = json.loads(run("codes", "log", "--json").stdout)
    assert len(logged) == 1 + len(commands)
    assert len({each["id"] for each in logged}) == len(logged)


class TestManyProcessesAtOnce:
    def test_that_set_each_another_answer_set_them_all(self, note, at_once, book):
        texts = {address: f"Answer to {address}, made up" for address in ADDRESSES}
        done = at_once(
            *(["edit", CASE_ID, "--set", f"{each}={text}"] for each, text in texts.items())
        )

        assert done == [(0, f"{note}\n", "")] * MANY
        assert said(note) == texts
        kept = [each.answer for each in book.history(CASE_ID).entries()]
        assert [(each.address, each.text) for each in kept] == [(ONE, "Before, made up")]

    def test_that_make_each_a_case_make_them_all(self, at_once, book):
        done = at_once(
            *(["new-case", "--set", f"{ONE}=Case {number}, made up"] for number in range(MANY))
        )

        assert [code for code, _, _ in done] == [0] * MANY
        paths = [out.strip() for _, out, _ in done]
        assert sorted(paths) == sorted(map(str, book.folder.glob("*.md")))
        assert {said(Path(path))[ONE] for path in book.paths()} == {
            f"Case {number}, made up" for number in range(MANY)
        }
        assert files_of(book.folder) == sorted(Path(path).name for path in book.paths())

    def test_that_replace_one_answer_keep_the_latest_texts_but_the_one_that_stands(
        self, note, at_once, book
    ):
        for number in range(3):
            book.history(CASE_ID).keep([Answer(ONE, f"Earlier {number}, made up")], NOON)
        texts = [f"Text {number}, made up" for number in range(MANY)]
        done = at_once(*(["edit", CASE_ID, "--set", f"{ONE}={text}"] for text in texts))

        assert done == [(0, f"{note}\n", "")] * MANY
        stands = said(note)[ONE]
        assert stands in texts
        kept = [each.answer.text for each in book.history(CASE_ID).entries()]
        assert len(kept) == MANY == MAX_ENTRIES, "as many as are kept of one answer"
        assert kept[0] == "Before, made up", "the oldest ones went"
        assert sorted([*kept[1:], stands]) == sorted(texts)

    def test_that_remove_one_case_remove_it_once(self, note, at_once, book):
        done = at_once(*[["remove", CASE_ID]] * 5)

        codes = [code for code, _, _ in done]
        assert codes.count(0) == 1
        assert set(codes) == {0, 4}, "it was not there any more"
        told = [error.splitlines() for code, _, error in done if code == 4]
        assert [sum(line.startswith("coprod: ") for line in lines) for lines in told] == [1] * 4
        assert "Traceback" not in "".join(error for _, _, error in done)
        assert not note.exists()
        assert len(list((book.state / "bin").rglob("*.md"))) == 1

    def test_that_edit_and_remove_it_lose_no_answer(self, note, at_once, book):
        """Whoever comes after the removal is told so, and writes no other note in its place."""
        edits = [["edit", CASE_ID, "--set", f"{each}=New, made up"] for each in ADDRESSES[1:9]]
        done = at_once(*edits[:4], ["remove", CASE_ID], *edits[4:])

        removed = done.pop(4)
        assert removed[0] == 0, removed
        assert not note.exists()
        (path,) = (book.state / "bin").rglob("*.md")
        told = dict(zip(ADDRESSES[1:9], (code for code, _, _ in done), strict=True))
        assert set(told.values()) <= {0, 4}
        assert set(said(path)) == {ONE} | {each for each, code in told.items() if code == 0}


@pytest.fixture
def interview(note, sit):  # noqa: ARG001 - the note is there
    """Somebody sits at the case."""
    terminal = sit("resume", CASE_ID).see("question 2 of 5")
    return terminal.type("Half typed, made up").see("Half typed, made up")


REFUSED = pytest.mark.parametrize(
    "words",
    [
        ["edit", CASE_ID, "--set", f"{ADDRESSES[2]}=New, made up"],
        ["edit", CASE_ID, "--plain"],
        ["resume", CASE_ID, "--plain"],
        ["remove", CASE_ID],
    ],
    ids=lambda words: " ".join(words[::2]),
)


@pytest.mark.slow
class TestACaseAtWhichSomebodySits:
    @REFUSED
    def test_is_refused_in_one_line_and_exit_5(self, interview, note, run, words):
        before = note.read_bytes()
        done = run(*words)

        assert done.returncode == 5
        assert done.stdout == ""
        assert re.fullmatch(
            rf"({CASE_ID}, A made-up case, begun .*\n)?"
            r"coprod: this is open in another coprod: "
            rf"process {interview.process.pid} on \S+, since \d{{4}}-\d\d-\d\d \d\d:\d\d\. "
            r"Try: end it there, or wait\n",
            done.stderr,
        )
        assert note.read_bytes() == before

    def test_is_refused_at_another_terminal(self, interview, sit):
        terminal = sit("resume", CASE_ID)

        assert terminal.exit_code() == 5
        assert terminal.shows(f"open in another coprod: process {interview.process.pid} on")
        assert not terminal.is_full_screen

    def test_is_not_disturbed_by_those_who_are_refused(self, interview, note, run):
        run("edit", CASE_ID, "--set", f"{ADDRESSES[2]}=New, made up")
        run("remove", CASE_ID)
        interview.type(", whole").press(ENTER).see("question 3 of 5")

        assert said(note)[ADDRESSES[1]] == "Half typed, made up, whole"
        interview.press(CONTROL["c"])
        assert interview.exit_code() == 130

    def test_may_be_read_and_exported_meanwhile(self, interview, run):  # noqa: ARG002 - it sits there
        for words in (["show", CASE_ID], ["list"], ["render", CASE_ID], ["export", "jsonl"]):
            done = run(*words)
            assert done.returncode == 0, done.stderr
            assert done.stdout

    def test_does_not_keep_anybody_from_another_case(self, interview, run, book):  # noqa: ARG002 - it sits there
        done = run("new-case", "--set", f"{ONE}=Another, made up")
        assert done.returncode == 0
        other = book.find(done.stdout.strip()).stem

        assert run("edit", other, "--set", f"{ONE}=Changed, made up").returncode == 0
        assert run("remove", other).returncode == 0

    def test_is_free_as_soon_as_they_leave(self, interview, note, run):
        interview.press(CONTROL["c"])
        assert interview.exit_code() == 130
        done = run("edit", CASE_ID, "--set", f"{ADDRESSES[2]}=New, made up")

        assert (done.returncode, done.stderr) == (0, "")
        assert said(note)[ADDRESSES[2]] == "New, made up"

    @REFUSED
    def test_is_free_as_soon_as_they_are_killed(self, interview, book, run, words):
        interview.wait_until(lambda: book.drafts(CASE_ID).read().texts, "the text on disk")
        interview.kill(signal.SIGKILL)
        assert interview.exit_code() == -signal.SIGKILL
        done = run(*words)

        assert done.returncode == (130 if "--plain" in words else 0), done.stderr
        assert "open in another coprod" not in done.stderr
        kept = json.loads(book.drafts(CASE_ID).path.read_bytes())
        assert kept["texts"] == {ADDRESSES[1]: "Half typed, made up"}

    def test_comes_back_after_a_kill_with_what_was_half_typed(self, interview, book, sit):
        interview.wait_until(lambda: book.drafts(CASE_ID).read().texts, "the text on disk")
        interview.kill(signal.SIGKILL)
        interview.exit_code()

        sit("resume", CASE_ID).see("question 2 of 5", "> Half typed, made up")


@pytest.mark.slow
def test_a_new_case_is_held_from_its_first_screen_on(sit, run, book):
    terminal = sit("new-case", "--template", "primary-care").see("What shall this be called?")
    terminal.type("A morning").see("A morning")
    terminal.wait_until(lambda: list(book.state.glob("drafts/*.json")), "the text on disk")

    assert run("edit", "latest", "--set", f"{ONE}=New, made up").returncode == 5
    assert run("remove", "latest").returncode == 5
    terminal.press(ENTER).see("question 1 of 5")

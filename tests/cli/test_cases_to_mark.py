"""The cases that a coder has still to mark: `coprod mark` without a case, and `mark --left`."""

import json

import pytest
from commands import done, lines
from made_up import TEMPLATES, add_note, coprod
from made_up_marks import mark
from terminal import DOWN, ENTER, Terminal

READ, BEGUN, NEW, EMPTY, APART = (
    "20261101-aaaaaa", "20261102-bbbbbb", "20261103-cccccc", "20261104-dddddd", "20261105-eeeeee",
)  # fmt: skip
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])


@pytest.fixture
def book(tmp_path, monkeypatch):
    folder = tmp_path / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    for number, (case_id, title) in enumerate(((READ, "Queue"), (BEGUN, "Chair"), (NEW, "Stairs"))):
        created = f"2026-11-0{number + 1}T09:00:00+01:00"
        add_note(folder, case_id, {"second.story": f"A {title}."}, title=title, created=created)
    add_note(folder, EMPTY, title="Nothing said")
    add_note(folder / "kept-apart", APART, {"second.story": "A made-up name."}, title="Apart")
    mark(folder, READ, "second.story", "Queue", "ours/waiting")
    done("mark", READ, "--done", "--coder", "anna")
    mark(folder, BEGUN, "second.story", "Chair", "ours/told")
    return folder


@pytest.mark.usefixtures("book")
class TestWhatIsLeft:
    def test_is_what_this_coder_is_not_done_with_and_has_answers(self):
        assert lines("mark", "--left", "--coder", "anna") == [
            f"{BEGUN}\t1\tChair", f"{NEW}\t0\tStairs",
        ]  # fmt: skip
        assert len(lines("mark", "--left", "--coder", "bo")) == 3

    def test_leaves_out_cases_that_name_people_unless_they_are_asked_for(self):
        told = done("mark", "--left", "--coder", "anna").stderr
        assert "To see it: coprod mark --left --kept-apart" in told
        assert "Left for anna: 2 of 3 cases." in told
        assert lines("mark", "--left", "--kept-apart", "--coder", "anna")[-1].startswith(APART)

    def test_is_an_empty_list_where_nothing_is_left(self):
        for case in (BEGUN, NEW):
            done("mark", case, "--done", "--coder", "anna")
        assert json.loads(done("mark", "--left", "--coder", "anna", "--json").stdout) == []

    @pytest.mark.parametrize("words", [(NEW,), ("--done",), ("--at", "second"), ("--editor",)])
    def test_goes_with_nothing_that_marks(self, words):
        done("mark", *words, "--left", "--coder", "anna", code=2)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("words", [(), ("--json",), ("--done",), ("--plain",), ("--kept-apart",)])
def test_a_case_is_needed_where_nobody_can_be_asked(words):
    result = coprod("mark", "--coder", "anna", *words)

    assert result.exit_code == 2
    assert "name a case." in result.stderr
    assert "coprod mark --left" in result.stderr


@pytest.mark.usefixtures("book")
def test_cases_to_choose_from_and_a_named_case_exclude_each_other():
    done("mark", NEW, "--kept-apart", "--done", "--coder", "anna", code=2)


@pytest.mark.slow
class TestTheQuestionWhichCase:
    @pytest.fixture
    def sit(self, book):
        terminals = []

        def start(*words, **size):
            terminal = Terminal.coprod(
                "mark", "--coder", "anna", *words, folder=book, **size,
                environment={"COPROD_NOTEBOOK": str(book), "COPROD_PROMPTS": str(TEMPLATES)},
            )  # fmt: skip
            terminals.append(terminal)
            return terminal

        yield start
        for terminal in terminals:
            terminal.end()

    @SIZES
    def test_shows_how_far_the_coder_is_and_begins_to_mark(self, sit, columns, rows):
        terminal = sit(columns=columns, rows=rows).see("Which case do you want to mark?")
        terminal.see("Chair - 1 passage", "Stairs - not begun", "Queue - done")
        shown = "\n".join(terminal.lines())
        assert shown.index("Chair") < shown.index("Stairs") < shown.index("Queue")
        terminal.press(DOWN, ENTER).see("A Stairs.")

    def test_is_answered_by_a_number_line_by_line(self, sit):
        terminal = sit("--plain").see("2. Stairs - not begun", "Number >")
        terminal.answer("2").see("A Stairs.").answer(":quit")

        assert terminal.exit_code() == 0

    def test_is_not_answered_where_the_person_leaves(self, sit):
        terminal = sit().see("Which case").press("\x03")

        assert terminal.exit_code() == 130

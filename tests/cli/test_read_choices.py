"""What a person chooses at `coprod read`: a question, answers to keep, columns."""

import pytest
from made_up import TEMPLATES, add_note
from terminal import DOWN, ENTER, Terminal

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])


@pytest.fixture
def sit(tmp_path):
    folder = tmp_path / "notes"
    first = {"second.story": "A made-up queue.", "first.name": "Nobody here"}
    add_note(folder, ONE, first, title="Queue")
    add_note(folder, TWO, {"second.story": "A made-up chair."}, title="Chair")
    environment = {"COPROD_NOTEBOOK": str(folder), "COPROD_PROMPTS": str(TEMPLATES), "PAGER": ""}
    terminals = []

    def start(*words, columns=80, rows=24):
        terminal = Terminal.coprod(
            "read", *words, folder=tmp_path, columns=columns, rows=rows, environment=environment
        )
        terminals.append(terminal)
        return terminal

    yield start
    for terminal in terminals:
        terminal.end()


@pytest.mark.slow
class TestTheQuestion:
    @SIZES
    def test_is_asked_for_and_found_by_typed_words(self, sit, columns, rows):
        terminal = sit(columns=columns, rows=rows).see("Which question?", "The story")
        terminal.type("happened").see("Search: happened", "> What happened?").press(ENTER)

        assert terminal.exit_code() == 0
        terminal.see("coprod read second.story", "A made-up chair.", "A made-up queue.")

    def test_is_not_chosen_where_the_person_leaves(self, sit):
        terminal = sit().see("Which question?").press("\x1b")

        assert terminal.exit_code() == 130
        assert not terminal.is_full_screen
        assert not terminal.shows("A made-up")

    def test_is_chosen_by_its_number_line_by_line(self, sit):
        terminal = sit("--plain").see("Number >").answer("zzz").see("No question has these words.")
        terminal.answer("999").see("That number is not in the list.").answer("happened")
        line = next(each for each in reversed(terminal.lines()) if "What happened?" in each)
        terminal.answer(line.split(".")[0].strip()).see("A made-up chair.", "A made-up queue.")

        assert terminal.exit_code() == 0

    def test_is_asked_for_what_is_read_of_it(self, sit):
        terminal = sit("--open").see("Which question?").type("call this").press(ENTER)

        assert terminal.exit_code() == 0
        terminal.see("Chair").see_no_more("Queue")


@pytest.mark.slow
class TestPicking:
    @SIZES
    def test_prints_the_ticked_answers_as_references(self, sit, columns, rows):
        terminal = sit("second.story", "--pick", columns=columns, rows=rows)
        terminal.see("Tick the answers to keep").press(DOWN, " ").see("●").press(ENTER)

        assert terminal.exit_code() == 0
        terminal.see(f'- [[{ONE}]] second.story: "A made-up queue."').see_no_more("chair")

    def test_takes_numbers_line_by_line(self, sit):
        terminal = sit("second.story", "--pick", "--plain").see("Enter alone keeps none.")
        terminal.answer("1")

        assert terminal.exit_code() == 0
        terminal.see(f'- [[{TWO}]] second.story: "A made-up chair."')

    def test_prints_nothing_where_nothing_is_ticked(self, sit):
        terminal = sit("second.story", "--pick").see("Tick the answers").press(ENTER)

        assert terminal.exit_code() == 0
        assert not terminal.shows("[[")


@pytest.mark.slow
class TestColumns:
    def test_stand_beside_each_other_on_a_wide_terminal(self, sit):
        beside = ("second.story", "--beside", "first.name", "--columns")
        terminal = sit(*beside, columns=130)

        assert terminal.exit_code() == 0
        row = next(each for each in terminal.lines() if "A made-up queue." in each)
        assert "Nobody here" in row

    def test_give_way_on_a_narrow_terminal_which_is_told(self, sit):
        terminal = sit("second.story", "--beside", "first.name", "--columns")

        assert terminal.exit_code() == 0
        terminal.see("Columns need a terminal of 120 columns.", "A made-up queue.", "Nobody here")

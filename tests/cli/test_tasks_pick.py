"""`coprod tasks` for a person: a table on a terminal, and a list to tick."""

import pytest
from made_up import coprod_process
from made_up_steps import (
    FAR,
    FIRST,
    ONE,
    PAST,
    TASK_TEMPLATES,
    THREE,
    TWO,
    WHERE,
    add,
    answer,
    contents,
    write_cases,
)
from terminal import CONTROL, DOWN, ENTER, Terminal


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "notebook"
    write_cases(folder)
    return folder


@pytest.fixture
def path(book):
    return book / f"{ONE}.md"


@pytest.fixture
def sit(book):
    terminals = []

    def start(*words, columns=80, rows=24, **more):
        environment = {"COPROD_NOTEBOOK": str(book), "COPROD_PROMPTS": str(TASK_TEMPLATES), **more}
        terminals.append(
            Terminal.coprod(
                "tasks", *words, folder=book.parent, columns=columns, rows=rows,
                environment=environment,
            )
        )  # fmt: skip
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.end()


SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
LONG = "Ask the whole of the made-up team whether it has time for this on a Tuesday"


@pytest.mark.slow
class TestOnATerminal:
    @SIZES
    def test_the_table_shows_each_whole(self, book, sit, columns, rows):
        add(book, THREE, {WHERE: f"- [ ] {LONG} (owner: the nurse, due: {PAST})"})

        terminal = sit(columns=columns, rows=rows)

        assert terminal.exit_code() == 0
        lines = terminal.lines()
        assert lines[0].split() == ["Next", "step", "Due", "Who", "What"]
        assert lines[1].split() == [f"{TWO}.2", PAST, "Book", "a", "time"]
        assert lines[2].split() == ["overdue", "in:", "Two"]
        assert lines[3].startswith(f"{THREE}.1")
        assert "overdue" in lines[4]
        start = lines[0].index("What")
        row = next(place for place, line in enumerate(lines) if line.startswith(THREE))
        after = next(place for place, line in enumerate(lines) if line.startswith(f"{TWO}.1"))
        assert " ".join(line[start:].strip() for line in lines[row:after]) == (
            f"{LONG} in: A made-up case"
        )

    def test_says_where_there_is_nothing_to_do(self, sit):
        terminal = sit(THREE)
        assert terminal.exit_code() == 0
        assert terminal.shows("There are no open next steps.")

        assert sit("--all", THREE).see("There are no next steps.").exit_code() == 0
        assert sit("--tag", "x").see("No next step fits.").exit_code() == 0
        assert sit("--pick", THREE).see("There are no open next steps.").exit_code() == 0


@pytest.mark.slow
class TestPicking:
    @SIZES
    def test_saves_what_is_ticked_and_says_it_back(self, book, path, sit, columns, rows):
        terminal = sit("--pick", columns=columns, rows=rows)
        terminal.see("tick what is done", "Space: tick", f"Book a time ({PAST}, overdue) - Two")
        terminal.press(DOWN, DOWN, " ").see("● Ask the made-up team").press(DOWN, " ", ENTER)

        assert terminal.exit_code() == 0
        assert not terminal.is_full_screen
        terminal.see(f"{ONE}.1 is done: Ask the made-up team (nurse, ", f"{ONE}.3 is done: Rest")
        assert answer(path) == FIRST.replace("[ ]", "[x]")
        assert f"- [ ] Book a time (due: {PAST})" in (book / f"{TWO}.md").read_text()

    def test_opens_again_what_is_no_longer_ticked(self, path, sit):
        terminal = sit("--pick", "--all", ONE).see("● Write it down")
        terminal.press(DOWN, DOWN, " ").see("○ Write it down").press(ENTER)

        assert terminal.exit_code() == 0
        assert terminal.shows(f"{ONE}.2 is open again: Write it down")
        assert "- [ ] Write it down" in answer(path)

    @SIZES
    def test_refuses_a_mistyped_command_and_keeps_the_ticks(self, sit, columns, rows):
        terminal = sit("--pick", columns=columns, rows=rows).see("○ Book a time").press(" ")
        terminal.see("● Book a time").press(":").see(">  :").type("quitt").press(ENTER)
        terminal.see("There is no :quitt. Did you mean :quit?", "Esc: back").press("\x1b")
        terminal.see("● Book a time", "Space: tick")

    @pytest.mark.parametrize(
        "keys", [CONTROL["c"], CONTROL["d"], ":q\r"], ids=["Ctrl+C", "Ctrl+D", ":q"]
    )
    def test_changes_nothing_where_the_person_stops(self, book, sit, keys):
        before = contents(book)
        terminal = sit("--pick").see("○ Book a time").press(" ").see("● Book a time").press(keys)

        assert terminal.exit_code() == 130
        assert terminal.shows("Nothing is changed.")
        assert not terminal.is_full_screen
        assert contents(book) == before

    def test_changes_nothing_where_nothing_was_ticked(self, book, sit):
        before = contents(book)
        terminal = sit("--pick").see("○ Book a time").press(" ", " ", ENTER)

        assert terminal.exit_code() == 0
        assert terminal.shows("Nothing is changed.")
        assert contents(book) == before

    def test_takes_no_key_for_more_than_it_is(self, sit):
        terminal = sit("--pick").see("> ○ Book a time")
        before = terminal.settle().text()

        for keys in ("\x1b[Z", "pasted words\r", "\x1b[200~ \r\x1b[201~"):
            assert terminal.type(keys).settle(0.4).text() == before, keys

    def test_ticks_only_what_was_seen(self, path, sit):
        terminal = sit("--pick", ONE).see("○ Ask the made-up team")
        path.write_text(path.read_text().replace("- [ ] Ask", "- [ ] Another one\n- [ ] Ask"))
        before = path.read_bytes()
        terminal.press(" ", ENTER)

        assert terminal.exit_code() == 3
        assert terminal.shows(f"coprod: {ONE}.1: this note was changed meanwhile")
        assert path.read_bytes() == before

    def test_shows_nothing_that_could_steer_a_terminal(self, path, sit):
        path.write_text(path.read_text().replace("Rest", "\x1b]0;Pwned\x07 Rest"))
        for words in (["--pick"], ["--pick", "--plain"], []):
            terminal = sit(*words).see("]0;Pwned")
            assert b"\x1b]0;Pwned" not in terminal.settle().output

    def test_line_by_line_takes_numbers(self, path, sit):
        terminal = sit("--pick", "--plain").see(f"3. [ ] Ask the made-up team (nurse, {FAR})")
        terminal.answer("5").see("That number is not in the list.").answer("3, 4")

        assert terminal.exit_code() == 0
        assert terminal.shows(f"{ONE}.3 is done: Rest")
        assert b"\x1b[?1049h" not in terminal.output
        assert answer(path) == FIRST.replace("[ ]", "[x]")

    def test_line_by_line_where_the_terminal_can_do_no_more(self, path, sit):
        terminal = sit("--pick", ONE, TERM="dumb").see("2. [ ] Rest").answer("2")

        assert terminal.exit_code() == 0
        assert "- [x] Rest" in answer(path)

    @pytest.mark.parametrize("stop", [CONTROL["c"], CONTROL["d"], ":quit\r", "2"], ids=repr)
    def test_line_by_line_changes_nothing_where_the_person_stops(self, book, sit, stop):
        before = contents(book)
        terminal = sit("--pick", "--plain").see_cursor_behind("> ").type(stop)
        if stop == "2":
            terminal.press(CONTROL["c"])

        assert terminal.exit_code() == 130
        assert terminal.shows("Nothing is changed.")
        assert contents(book) == before


class TestPickingThroughAPipe:
    def run(self, book, *words, given):
        return coprod_process(
            "tasks", *words, folder=book.parent, given=given, COPROD_NOTEBOOK=str(book),
            COPROD_PROMPTS=str(TASK_TEMPLATES),
        )  # fmt: skip

    def test_takes_lines(self, book, path):
        ended = self.run(book, "--pick", "--plain", "--all", ONE, given="2 3\n")

        assert (ended.returncode, ended.stdout) == (0, "")
        assert "3. [x] Write it down" in ended.stderr
        assert answer(path).endswith("- [ ] Write it down\n- [x] Rest")

    @pytest.mark.parametrize(("given", "code"), [("", 130), ("9\n", 130), ("\n", 0)], ids=repr)
    def test_changes_nothing_where_nothing_was_said(self, book, given, code):
        before = contents(book)

        ended = self.run(book, "--pick", "--plain", given=given)

        assert ended.returncode == code
        assert ended.stderr.endswith("Nothing is changed.\n")
        assert contents(book) == before

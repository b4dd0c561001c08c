"""Whatever a note, a template or an argument holds, a terminal gets coprod's own controls only."""

import json

import pytest
from hostile_files import LINES, ONE_LINE
from made_up import CASE_ID, coprod
from strings import HIDING, HOSTILE, MARKUP, STEERING, UNSEEN, canary_of, foreign_controls
from terminal import CONTROL, DOWN, ENTER, SHIFT_TAB

pytestmark = pytest.mark.slow

TITLE = {"title": ONE_LINE}
FRONT = {**TITLE, "tags": list(HOSTILE.values()), "mine": LINES}


class TestTheTable:
    def test_is_one_of_texts_that_would_be_noticed(self):
        for text in UNSEEN.values():
            assert foreign_controls(text.encode()), text

    def test_has_texts_that_can_be_told_apart(self):
        assert len({canary_of(text) for text in HOSTILE.values()}) == len(HOSTILE)

    def test_lets_coprod_s_own_controls_pass(self):
        assert (
            foreign_controls(b"\x1b[?1049h\x1b[H\x1b[0;1;36mWords\x1b[0m\x1b[K\r\n\x1b[?25l") == []
        )


class TestAResultOnATerminal:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["show", CASE_ID], ["show", CASE_ID, "--json"], ["render", CASE_ID],
            ["render", "--all", "--layout", "full"], ["export", "jsonl"], ["export", "csv"],
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_has_every_answer_and_steers_nothing(self, desk, shown_safely, arguments):
        desk.write_note(**FRONT)
        terminal = desk.sit(*arguments, columns=4000)

        assert terminal.exit_code() == 0
        shown_safely(terminal)

    @pytest.mark.parametrize(
        "arguments",
        [
            ["list"], ["list", "--json"], ["templates", "list"], ["templates", "list", "--json"],
            ["templates", "show", "hostile"], ["templates", "show", "hostile", "--json"],
            ["render", "--blank", "--template", "hostile"],
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_has_every_title_and_text_and_steers_nothing(self, desk, shown_safely, arguments):
        desk.write_note(**TITLE)
        desk.write_template()
        terminal = desk.sit(*arguments, columns=4000)

        assert terminal.exit_code() == 0
        shown_safely(terminal, UNSEEN)

    def test_shows_markup_as_it_was_typed(self, desk):
        desk.write_note(title=" ".join(MARKUP.values()), tags=list(MARKUP.values()))
        for command in (["show", CASE_ID], ["list"]):
            terminal = desk.sit(*command, columns=1000)
            assert terminal.exit_code() == 0
            for text in MARKUP.values():
                assert text in terminal.output.decode()

    def test_is_json_that_reads_back_as_what_was_said(self, desk):
        desk.write_note(**TITLE)
        terminal = desk.sit("list", "--json", columns=4000)

        assert terminal.exit_code() == 0
        assert json.loads(terminal.output.decode())[0]["title"] == ONE_LINE


class TestAFinding:
    @pytest.mark.parametrize("key", ["template", "status", "language", "id", "created"])
    def test_of_a_note_is_one_clean_line(self, desk, key):
        desk.write_note(**{key: ONE_LINE})
        for told in (desk.sit("check", columns=4000), desk.sit("show", CASE_ID, columns=4000)):
            told.exit_code()
            assert foreign_controls(told.output) == []

    def test_of_a_template_is_one_clean_line(self, desk):
        desk.write_template(**{ONE_LINE: 1, "version": ONE_LINE, "sections": ["one", ONE_LINE]})
        for arguments in (["templates", "check"], ["templates", "list"],
                          ["new-case", "--template", "hostile"]):  # fmt: skip
            terminal = desk.sit(*arguments, columns=4000)
            assert terminal.exit_code() in {1, 3}
            assert foreign_controls(terminal.output) == []
            assert terminal.shows("template.yaml:")

    @pytest.mark.parametrize(
        "arguments",
        [["check"], ["templates", "check"], ["show", CASE_ID], ["list"], ["export", "csv"]],
        ids=" ".join,
    )
    def test_is_clean_in_a_pipe_too(self, desk, arguments):
        desk.write_note(template=ONE_LINE)
        desk.write_template(**{ONE_LINE: 1})
        result = desk.run(*arguments)

        assert foreign_controls(result.stderr) == []
        if "check" in arguments:
            assert result.returncode == 1
            assert foreign_controls(result.stdout) == []


class TestAnError:
    WAYS = (
        ["show"], ["nope-"], ["list", "--nope="], ["new-case", "--template"],
        ["new-case", "--set"], ["list", "--status"], ["list", "--since"], ["export"],
        ["new-case", "--data"], ["list", "--notebook"], ["templates", "check"],
        ["templates", "show"], ["templates", "schema", "--of"], ["render", "--blank", "--layout"],
        ["render", "--blank", "--language"], ["new-case", "--set", "a=b", "--section"],
        ["resume", "--plain"], ["list"], ["templates"],
    )  # fmt: skip

    @pytest.mark.parametrize("way", WAYS, ids=" ".join)
    def test_repeats_an_argument_without_its_controls(self, desk, way):
        word = "\x1b]0;canary\x07\x9b5;35m\u202e\u200b[red]:smile:\r\nx\udcff"
        result = coprod(*way, word, HOME=str(desk.folder), **desk.environment())

        assert result.exit_code in {2, 3, 4}
        assert result.stdout == ""
        assert foreign_controls(result.stderr.encode()) == []
        assert result.stderr.startswith("coprod: ")
        assert result.stderr.count("\n") == 1
        assert ("[red]:smile:" in result.stderr) == ("canary" in result.stderr)

    @pytest.mark.parametrize("name", ["colour", "clipboard", "eight-bit", "override", "marks"])
    def test_on_a_terminal_shows_what_was_meant_to_steer_it(self, desk, name):
        desk.write_note()
        word = UNSEEN[name].replace("\x00", "")
        terminal = desk.sit("show", word)

        assert terminal.exit_code() == 4
        assert foreign_controls(terminal.output) == []
        assert canary_of(word) in terminal.output.decode()

    def test_names_a_folder_on_one_line_whatever_it_is_called(self, desk):
        folder = desk.folder / "note\x1b[5;35m\nbook\u202e\udcff"
        folder.mkdir()
        added = ["new-case", "--set", "situation.setting=x", "--notebook", f"{folder}2"]
        for arguments in (["init", str(folder)], ["list", "--notebook", f"{folder}-not"], added):
            result = desk.run(*arguments)
            assert foreign_controls(result.stderr) == []
            assert result.stderr.count(b"\n") == 1


class TestAnInterview:
    def test_shows_a_stranger_s_template_and_is_not_steered(self, desk, shown_safely):
        desk.write_template()
        terminal = desk.sit("new-case", "--template", "hostile", "--title", "T", rows=100)
        terminal.see("question 1 of 3", canary_of(HIDING["marks"]))
        shown_safely(terminal, UNSEEN)
        terminal.answer(":help").see("The source's own wording")
        terminal.press(ENTER).see("question 1 of 3").answer("One").see("question 2 of 3")
        terminal.see("(leave it open)").press(DOWN, DOWN, ENTER).see("question 3 of 3")
        terminal.type(" ").press(ENTER).see("Review - ")
        terminal.press(SHIFT_TAB).see("question 3 of 3")
        terminal.type(":menu").press(ENTER).see("All questions - ").press(CONTROL["c"])
        assert terminal.exit_code() == 130
        shown_safely(terminal, UNSEEN)

    def test_shows_an_earlier_answer_in_the_place_to_write_and_keeps_it(self, desk):
        answer = "\n".join(text for name, text in HOSTILE.items() if name != "return")
        path = desk.write_note(answer)
        terminal = desk.sit("edit", CASE_ID, rows=100)
        terminal.see("All questions - ").press(ENTER).see("question 1 of 5")
        terminal.see(*(canary_of(text) for name, text in HOSTILE.items() if name != "return"))
        terminal.press(ENTER).see("Review - ").press(CONTROL["c"])
        assert terminal.exit_code() == 130
        assert foreign_controls(terminal.output) == []
        for text in HIDING.values():
            assert text in path.read_bytes().decode()

    def test_puts_the_cursor_where_its_character_is_shown(self, desk):
        path = desk.write_note("a\u202eb\u200bc")
        terminal = desk.sit("edit", CASE_ID)
        terminal.see("All questions - ").press(ENTER).see("a<U+202E>b<U+200B>c")
        terminal.see_cursor_behind(">  a<U+202E>b<U+200B>c")
        terminal.press("\x1b[D", "\x1b[D")
        line, column = terminal.cursor
        assert terminal.lines()[line][column:].startswith("<U+200B>c")
        terminal.type("X").see("a<U+202E>bX<U+200B>c").press(ENTER).see("Review - ")
        assert "a\u202ebX\u200bc" in path.read_bytes().decode()

    def test_line_by_line_is_not_steered_either(self, desk, shown_safely):
        desk.write_template()
        terminal = desk.sit("new-case", "--template", "hostile", "--title", "T", "--plain",
                            columns=1000, rows=100)  # fmt: skip
        terminal.see("question 1 of 3", canary_of(HIDING["marks"]))
        terminal.answer(":help").see("The source's own wording")
        terminal.answer("One").see("question 2 of 3").answer("2").see("question 3 of 3")
        terminal.answer(":menu").see("A number such as").answer(":quit")
        assert terminal.exit_code() == 130
        shown_safely(terminal, UNSEEN)

    def test_line_by_line_shows_an_earlier_answer_safely(self, desk, shown_safely):
        desk.write_note()
        terminal = desk.sit("edit", CASE_ID, "--plain", columns=300, rows=100)
        terminal.see("A number such as").answer("1.1").see("Your answer so far")
        terminal.see("Enter keeps it").answer(":quit")
        assert terminal.exit_code() == 130
        texts = {name: text for name, text in HOSTILE.items() if name != "return"}
        shown_safely(terminal, texts)


class TestAWayOut:
    def test_says_where_a_hostile_notebook_is_on_one_line_each(self, desk):
        folder = desk.folder / "b\x1b]0;canary\x07\u202e\nk"
        terminal = desk.sit(
            "new-case", "--template", "primary-care", "--title", "T", "--notebook", str(folder)
        )
        terminal.see("Section 1 of 9").press(CONTROL["c"])

        assert terminal.exit_code() == 130
        assert foreign_controls(terminal.output) == []
        assert terminal.shows("Your notebook is ")
        assert terminal.shows("canary")


@pytest.mark.parametrize("name", STEERING)
def test_what_comes_as_data_is_stored_as_it_is_and_shown_clean(desk, name):
    """Text for scripts is not changed; only a terminal is kept safe from it."""
    text = STEERING[name].replace("\r", "").replace("\0", "")  # refused by itself
    data = desk.folder / "data.json"
    data.write_text(json.dumps({"answers": {"situation.setting": text}}))
    environment = {"HOME": str(desk.folder), **desk.environment()}
    path = coprod("new-case", "--data", data, **environment).stdout.strip()
    shown = json.loads(coprod("show", path, "--json", **environment).stdout)

    assert shown["answers"][0]["text"] == text

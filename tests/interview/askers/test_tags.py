""":tags at every question, in the menu and the review: shown, set, kept and removed."""

import pytest
from terminal import ENTER, SHIFT_TAB

from coprod_cli.interview.askers.tags_line import tags_before_command

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
LANGUAGES = pytest.mark.parametrize(
    ("language", "asked", "review"),
    [
        ("en", "Which tags should the case have?", "Tags: night, team"),
        ("sv", "Vilka etiketter ska fallet ha?", "Etiketter: night, team"),
    ],
)
SETTING = "situation.setting=A small ward, made up"
ASKED = "Which tags should the case have?"
CLEAR = "\x15"


def open_case(desk, *settings, **rest):
    desk.write_note(*(settings or (SETTING,)))
    return desk.sit("resume", "latest", **rest)


@pytest.mark.slow
@SIZES
@LANGUAGES
def test_tags_set_at_a_question_are_saved_and_in_the_review(  # noqa: PLR0917 - each case
    desk, columns, rows, language, asked, review
):
    desk.write_note(SETTING)
    size = {"columns": columns, "rows": rows, "COPROD_LANGUAGE": language}
    terminal = desk.sit("edit", "latest", "--section", "situation", **size).see("A small ward")
    terminal.type(":tags").press(ENTER).see(asked)
    assert all(len(line.rstrip()) <= columns for line in terminal.lines())
    terminal.type("#night team").press(ENTER).see("A small ward")
    assert "\ntags: [night, team]\n" in desk.note()
    terminal.type(":finish").press(ENTER).see(review)
    terminal.type(":t").press(ENTER).see(asked).see_cursor_behind(">  night, team").press(ENTER)
    terminal.see(review)


@pytest.mark.slow
def test_an_emptied_line_removes_all_and_shift_tab_leaves_them(desk):
    desk.write_note(SETTING)
    desk.run("edit", "latest", "--tag", "night")
    terminal = desk.sit("edit", "latest").see("All questions").type(":tags").press(ENTER)
    terminal.see(ASKED, "An empty line removes all of them.").type(" x").press(SHIFT_TAB)
    terminal.see("All questions")
    assert "\ntags: [night]\n" in desk.note()
    terminal.type(":tags").press(ENTER).see_cursor_behind(">  night").press(CLEAR)
    terminal.see_no_more("night").press(ENTER).see("All questions")
    assert "\ntags: []\n" in desk.note()


@pytest.mark.slow
def test_a_refused_tag_is_told_in_one_line_and_can_be_mended(desk):
    terminal = open_case(desk).see("question 2 of 5").type("Half typed").press(ENTER)
    terminal.see("question 3 of 5").type("Half").press("\x1b\r").type(":tags").press(ENTER)
    terminal.see(ASKED).type("night !").press(ENTER)
    terminal.see("A tag has at least one letter or digit.").see_cursor_behind(">  night !")
    terminal.press("\x7f").type(":quitt").press(ENTER).see("Did you mean :quit?")
    terminal.see_cursor_behind(">  night").press(ENTER)
    terminal.see("question 3 of 5").see_cursor_behind(">  Half")


@pytest.mark.slow
def test_choices_and_groups_take_the_command(desk):
    terminal = desk.sit("new-case", "--template", "patient-contract", "--title", "T")
    asked = ASKED.replace("case", "contract")
    terminal.see("1 of").type(":tags").press(ENTER).see(asked).type("one").press(ENTER)
    terminal.see_no_more(asked)


@LANGUAGES
def test_line_by_line_tags_are_set_kept_and_removed(desk, language, asked, review):
    desk.write_note(SETTING)
    said = desk.run(
        "edit", "latest", "--plain", "--section", "situation", COPROD_LANGUAGE=language,
        typed=":tags\n!\n#night, team\n:t\n\n:finish\n:tags\n:nope\nteam night\n:q\n",
    ).stderr.decode()  # fmt: skip

    assert said.count(asked) == 3
    assert review in said
    assert "\ntags: [team, night]\n" in desk.note()
    desk.run("edit", "latest", "--plain", typed=":tags\n\\\n\n:q\n")
    assert "\ntags: []\n" in desk.note()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("night :nosuch", "night"),
        ("night, team :help", "night, team"),
        ("night:help", "night"),
        ("team :help", "team"),
        (":help", "night"),
        (":voice family", "night"),
        ("night team", "night team"),
    ],
)
def test_what_stands_before_a_command_stays_in_the_line(typed, kept):
    assert tags_before_command(typed, "night") == kept

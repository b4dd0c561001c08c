"""Which case it is: its title, or when it was begun, stands on every screen."""

import pytest
from made_up import CASE_ID, VISIT, add_note
from made_up_plan import GROUP_TEMPLATES
from terminal import DOWN, ENTER

from coprod_cli.interview.askers.case_name import case_name, short_day, short_time

in_terminal = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
LANGUAGES = {
    "en": ("Untitled, begun 24 May 2019 18:31", "Review -", "All questions -"),
    "sv": ("Utan titel, påbörjat 24 maj 2019 18:31", "Genomgång -", "Alla frågor -"),
}
BEGUN = "2019-05-24T18:31:00+02:00"


def open_case(desk, *options, title="", columns=80, rows=24, **more):
    add_note(desk.notebook, CASE_ID, VISIT, title=title, created=BEGUN)
    return desk.sit("edit", "latest", *options, columns=columns, rows=rows, **more)


def top_line(terminal):
    return next(line.strip() for line in terminal.lines() if line.strip())


@in_terminal
@pytest.mark.parametrize("language", LANGUAGES)
@SIZES
def test_menu_questions_help_and_review_name_the_case(desk, columns, rows, language):
    name, review, menu = LANGUAGES[language]
    terminal = open_case(desk, columns=columns, rows=rows, COPROD_LANGUAGE=language)

    assert top_line(terminal.see(menu)) == name
    assert top_line(terminal.press(DOWN, ENTER).see_no_more(menu)) == name
    assert top_line(terminal.answer(":help").see("Shift+Tab").settle()) == name
    terminal.press(ENTER).answer("A name").settle()  # now at a list
    assert top_line(terminal) == name
    terminal.press(":").settle()
    assert top_line(terminal) == name
    while not terminal.shows(review):
        terminal.press(ENTER).settle()
    assert top_line(terminal) == name


@in_terminal
@SIZES
def test_a_long_title_is_cut_at_the_width_of_the_screen(desk, columns, rows):
    title = "A made-up morning 世界 " * 9
    terminal = open_case(desk, title=title, columns=columns, rows=rows).see("All questions")

    line = top_line(terminal)
    assert title.startswith(line.removesuffix("..."))
    assert columns - 8 < len(line) + line.count("世") + line.count("界") < columns
    terminal.resize(columns - 20, rows).see("All questions").settle()
    assert top_line(terminal).endswith("...")
    assert terminal.lines()[1].strip().startswith("All questions")


@in_terminal
@SIZES
def test_the_items_of_a_group_and_their_removal_name_the_case(desk, columns, rows):
    plan = {"COPROD_PROMPTS": str(GROUP_TEMPLATES)}
    answers = ("title=A plan", "day.booked=Yes", "agreed.parts#1.what=Call back")
    options = [part for answer in answers for part in ("--set", answer)]
    assert desk.run("new-case", "--template", "plan", *options, **plan).returncode == 0
    terminal = desk.sit(
        "edit", "latest", "--section", "agreed", columns=columns, rows=rows, **plan
    ).see("> Go on")

    assert top_line(terminal) == "A plan"
    terminal.press("\x1b[A", "\x1b[A", "\x1b[3~").see("Take out Part 1?")
    assert top_line(terminal) == "A plan"


@in_terminal
def test_the_first_screen_has_no_name_and_the_title_is_on_the_next(desk):
    terminal = desk.sit("new-case", "--template", "every-type").see("What shall this be")
    assert not terminal.shows("Untitled")
    terminal.answer("A made-up title").see("What do you call this visit?")
    assert top_line(terminal) == "A made-up title"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Case: A morning"), ("sv", "Fall: A morning")]
)
def test_line_by_line_each_section_the_menu_and_the_review_name_the_case(desk, language, words):
    add_note(desk.notebook, CASE_ID, {}, title="A morning", created=BEGUN)

    def count_after(typed):
        shown = desk.run("resume", "--plain", typed=typed, COPROD_LANGUAGE=language).stderr
        return shown.decode().count(f"{words}\n")

    assert count_after("") == 1
    assert count_after("\n") == 1  # the next question of the same section
    assert count_after(":menu\n\n") == 2
    assert count_after(":menu\n2.1\n") == 3  # the menu, and another section
    assert count_after("\n" * 3) == 2  # where it was left, and the review


class TestTheWords:
    def test_of_a_titled_case_are_its_title_on_one_line(self):
        assert case_name(" A\nmorning\x1b ", BEGUN) == "A morning␛"

    @pytest.mark.parametrize("created", ["", "yesterday", "2019-13-01"])
    def test_of_a_case_whose_beginning_is_not_known_are_untitled(self, created):
        assert case_name(" ", created) == "Untitled"

    def test_of_a_day_have_no_time_and_this_year_is_left_out(self, monkeypatch):
        from coprod_cli.interview.askers import case_name as module

        now = module.datetime(2026, 11, 24)
        monkeypatch.setattr(module, "local_now", lambda: now)
        assert short_day("2026-11-24") == short_time("2026-11-24") == "24 Nov"
        assert short_time("2026-03-01T09:05:00+01:00") == "1 Mar 09:05"
        assert short_day("2025-12-31T09:05:00+01:00") == "31 Dec 2025"

"""Finding one's way in the menu and the review: by words, pages and sections, to the finish."""

import pytest
from terminal import CONTROL, ENTER, UP

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
SETTING, ROLE = "situation.setting=A small ward, made up", "situation.role=A nurse, made up"
PAGE_UP, PAGE_DOWN, HOME, END, ESCAPE = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b"
FIRST, LAST = "> + What is the setting?", ">   This practice..."
MENU = "All questions - 2 of 46 answered"
PHONE = "situation.role=Ring 070-174 06 35, made up"


def menu(desk, *settings, **rest):
    desk.write_note(*(settings or (SETTING, ROLE)))
    return desk.sit("edit", "latest", **rest).see("All questions", FIRST)


def row(terminal, text):
    return next(at for at, line in enumerate(terminal.lines()) if text in line)


@SIZES
def test_typing_shows_the_questions_that_have_the_words(desk, columns, rows):
    terminal = menu(desk, columns=columns, rows=rows).type("nur mad")
    terminal.see("Search: nur mad", "> + What is your role? - A nurse, made up")
    assert not terminal.shows("What is the setting?")
    assert not terminal.shows("2. Lived reality"), "a section with nothing in it is left out"
    terminal.press(ENTER).see_cursor_behind(">  A nurse, made up")


def test_words_that_fit_nothing_are_told_and_go_nowhere(desk):
    terminal = menu(desk).type("zebra").see("Search: zebra - nothing fits. Esc clears it.")
    assert not any(line.startswith(" > ") for line in terminal.lines()), "nothing is pointed at"
    terminal.press(ENTER, UP).see("nothing fits")
    terminal.press("\x7f", "\x7f", "\x7f", "\x7f", "\x7f").see_no_more("Search").see(MENU)


def test_words_are_found_in_swedish_too(desk):
    desk.write_note(SETTING)
    terminal = desk.sit("edit", "latest", "--language", "sv", COPROD_LANGUAGE="sv")
    terminal.see("Alla frågor - 1 av 46 besvarade").type("känslor").see("Sök: känslor")
    terminal.see("Känslor som")
    assert not terminal.shows("Situation (")
    terminal.type("xx").see("Sök: känslorxx - inga träffar. Esc tömmer.")


def test_escape_takes_the_words_back_and_then_leaves_the_menu(desk):
    desk.write_note(SETTING, ROLE)
    terminal = desk.sit("resume", "latest").see("question 2 of 5").type(":menu").press(ENTER)
    terminal.see(MENU).type("nurse").see("Search: nurse").press(ESCAPE).see_no_more("Search")
    terminal.see("What is the setting?").press(ESCAPE).see("question 2 of 5")


@SIZES
def test_pages_and_ends_move_the_pointer(desk, columns, rows):
    terminal = menu(desk, columns=columns, rows=rows).see("(more: arrow down)").press(END)
    terminal.see(LAST).see_no_more("(more: arrow down)")
    terminal.press(PAGE_UP).see_no_more(LAST)
    terminal.press(HOME).see("> Look it all over, and finish")
    terminal.press(PAGE_DOWN).see_no_more("> Look it all over")
    for _ in range(5):
        terminal.press(PAGE_DOWN)
    terminal.see(LAST)


@SIZES
@pytest.mark.parametrize("digit", ["4", "9"])
def test_a_digit_puts_its_section_at_the_top(desk, digit, columns, rows):
    terminal = menu(desk, columns=columns, rows=rows)
    top = row(terminal, "1. Situation") - 1  # below the row that finishes
    terminal.press(digit).see(f"{digit}. ")
    terminal.wait_until(lambda: row(terminal, f"{digit}. ") == top, "the section at the top")
    assert terminal.lines()[top + 1].startswith(" > ")


def test_pasted_words_are_searched_and_a_pasted_line_end_chooses_nothing(desk):
    terminal = menu(desk).paste("nurse", bracketed=False).see("Search: nurse")
    terminal.press(ESCAPE).see_no_more("Search")
    terminal.paste("nurse\nmore\n", bracketed=False).settle()
    terminal.see(MENU)


# --- to the finish ---------------------------------------------------------------------------


@SIZES
def test_the_menu_has_a_row_that_leads_to_the_review(desk, columns, rows):
    terminal = menu(desk, columns=columns, rows=rows).press(UP)
    terminal.see("> Look it all over, and finish").press(ENTER)
    terminal.see("Review - 2 of 46 answered", ">   What is the context?")
    terminal.press(ESCAPE).see("46 of 46")


def test_finish_keeps_what_is_half_typed_and_the_review_starts_there(desk):
    desk.write_note(SETTING, ROLE)
    terminal = desk.sit("resume", "latest").see("question 2 of 5")
    terminal.type("Half of it").press("\x1b\r").type(":finish").press(ENTER)
    terminal.see("> ~ What is the context? - Half of it")
    assert desk.half_typed()["situation.context"].strip() == "Half of it"


ASKED_ONCE_MORE = {
    "en": ("1 answer may tell who somebody is.", "Go back and look at it", "Finish it as it is"),
    "sv": ("1 svar kan röja vem någon är.", "Gå tillbaka och titta", "Gör klart som det är"),
}


@pytest.mark.parametrize("language", ASKED_ONCE_MORE)
@SIZES
def test_a_flag_is_asked_about_once_more(desk, language, columns, rows):
    question, look, agree = ASKED_ONCE_MORE[language]
    desk.write_note(SETTING, PHONE)
    terminal = desk.sit(
        "finish", "latest", columns=columns, rows=rows, COPROD_LANGUAGE=language
    ).see("> ! ")
    terminal.answer(":finish").see(question, f"> {look}").press(ENTER).see("> ! ")
    assert desk.case().status == "draft"
    terminal.answer(":finish").see(f"> {look}").press("\x1b[B").see(f"> {agree}").press(ENTER)
    assert terminal.exit_code() == 0
    assert desk.case().status == "final"


def test_a_case_without_an_answer_is_asked_about_once_more(desk):
    desk.write_note()
    terminal = desk.sit("finish", "latest").see("Review - 0 of 46 answered").answer(":finish")
    terminal.see("Nothing is answered yet.", "Finish the case all the same?")
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert desk.case().status == "draft"


# --- line by line ----------------------------------------------------------------------------


def test_line_by_line_words_show_the_questions_that_have_them(desk):
    desk.write_note(SETTING, ROLE)
    done = desk.run("edit", "latest", "--plain", typed="nurse\nzebra\n99.9\n:quit\n")
    shown = done.stderr.decode().split("Enter goes back.")[1]

    assert "  1.4 What is your role? - answered: A nurse, made up\n" in shown
    assert "What is the setting?" not in shown
    assert "No question has these words." in shown
    assert "That number is not in the list." in shown


def test_line_by_line_a_case_is_finished_from_the_menu(desk):
    desk.write_note(SETTING, PHONE)
    done = desk.run("edit", "latest", "--plain", typed="f\nf\n\nf\ny\n")

    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().count("1 answer may tell who somebody is.") == 2
    assert desk.case().status == "final"


def test_line_by_line_position_and_progress_are_told_apart_in_swedish(desk):
    desk.write_note(SETTING)
    done = desk.run(
        "edit", "latest", "--plain", "--language", "sv", typed="1.2\n?\n:menu\n:quit\n",
        COPROD_LANGUAGE="sv",
    )  # fmt: skip

    assert "2 av 46 - 1 besvarad\nAvsnitt 1 av 9 - fråga 2 av 5\n" in done.stderr.decode()
    assert "1 av 46 besvarade - 1 vet inte" in done.stderr.decode()


def test_who_leaves_an_untouched_case_is_told_so(desk):
    terminal = (
        desk.sit("new-case", "--template", "primary-care")
        .see("What shall this be called?")
        .press(ENTER)
    )
    terminal.see("question 1 of 5").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert terminal.shows("Nothing was written, so nothing was saved.")
    assert not desk.notebook.exists()

    done = desk.run(
        "new-case", "--plain", "--template", "primary-care", typed=":quit\n", COPROD_LANGUAGE="sv"
    )
    assert "Du skrev ingenting, så inget sparades." in done.stderr.decode()
    assert not desk.notebook.exists()

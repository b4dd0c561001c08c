"""What a person sees before a new case: how much of which form, and steps that are due."""

import pytest
from terminal import CONTROL, DOWN, ENTER, SHIFT_TAB

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.model.wording import worded
from coprod_cli.templates.loader import load_template

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
QUESTION = "How much time do you have?"
TITLE = "What shall this be called?"
TITLES = {"en": TITLE, "sv": "Vad ska det här heta?"}
ROWS = {
    "en": [
        "5 minutes: the short form, 4 questions",
        "4-14 minutes: one section, 3-7 questions",
        "60-90 minutes: all 46 questions, at once or bit by bit",
        "Other forms...",
    ],
    "sv": [
        "5 minuter: kortformen, 4 frågor",
        "4-14 minuter: ett avsnitt, 3-7 frågor",
        "60-90 minuter: alla 46 frågor, på en gång eller lite i taget",
        "Andra formulär...",
    ],
}
KEYS = {
    "en": "Arrows or 1-4, Enter: choose   Ctrl+C: stop",
    "sv": "Pilar eller 1-4, Enter: välj   Ctrl+C: sluta",
}
UNTOUCHED = "Nothing was written, so nothing was saved."
DUE = "reflections.now-what=Ring the made-up desk (owner: nurse, due: 2020-01-01)"
SECOND = "reflections.now-what=Ask again (due: 2020-01-02)\nLater (due: 2999-01-01)"


@SIZES
@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_first_screen_has_the_sizes_with_their_times(desk, columns, rows, language):
    terminal = desk.sit("--language", language, "new-case", columns=columns, rows=rows)
    terminal.see(*ROWS[language], KEYS[language])
    assert terminal.shows(f"> {ROWS[language][0]}")


@SIZES
def test_enter_takes_the_five_minutes_and_they_grow_into_the_full_form(desk, columns, rows):
    terminal = desk.sit("new-case", columns=columns, rows=rows).see(QUESTION).press(ENTER)
    terminal.see(TITLE, "let no one be recognised.").answer("A made-up morning")
    terminal.see("What?", "1 of 4 - 0 answered").answer("A chair.")
    for number in (1, 2, 3):
        terminal.see(f"question {number} of 3").press(ENTER)
    terminal.see("Review - 1 of 4 answered").finish()
    terminal.see("To go on with the full form: coprod edit", "Go on with the full form now? y/N")
    assert desk.case().status == "final"
    assert desk.case().template == "reflection"
    terminal.answer("y").see("1 of 46 - 1 answered")
    assert desk.case().template == "primary-care"
    assert desk.answer("situation.context") == "A chair."


def test_who_does_not_go_on_is_told_how_to_later(desk):
    terminal = desk.sit("new-case", "--template", "reflection", "--title", "T").see("What?")
    terminal.answer("A chair.")
    for number in (1, 2, 3):
        terminal.see(f"question {number} of 3").press(ENTER)
    terminal.see("Review").finish()
    terminal.see("Go on with the full form now? y/N").press(ENTER)
    assert terminal.exit_code() == 0
    assert terminal.shows(f"coprod edit {desk.case().id} --template primary-care")
    assert desk.case().template == "reflection"


@SIZES
def test_one_section_is_chosen_from_a_list_and_the_others_are_offered_behind_it(
    desk, columns, rows
):
    terminal = desk.sit("new-case", columns=columns, rows=rows).see(QUESTION)
    terminal.press("2").see("> 4-14 minutes").press(ENTER)
    terminal.see("Which section?", "> Situation (5 questions, 7-10 minutes)")
    terminal.press(SHIFT_TAB).see(QUESTION).press(DOWN, ENTER).see("Which section?")
    terminal.press("6", ENTER).see(TITLE).press(ENTER).see("Section 6 of 9 - question 1 of 3")
    terminal.answer("A made-up answer").see("question 2 of 3").press(ENTER)
    terminal.see("question 3 of 3").press(ENTER).see("Review - 1 of 3").finish()
    terminal.see("Go on with the other sections now? y/N").answer("y")
    terminal.see("1 of 46 - 1 answered", "Section 1 of 9 - question 1 of 5")


DOZEN = {
    "en": ("> 16-24 minutes: 12 of the 46 questions", "Leave out what feels too hard",
           "Go on with the other questions now? y/N", "3 of 46 - 3 answered"),
    "sv": ("> 16-24 minuter: 12 av de 46 frågorna", "Hoppa över det som känns för svårt",
           "Vill du gå vidare med de andra frågorna nu? j/N", "3 av 46 - 3 besvarade"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "columns", "rows"), [("en", 80, 24), ("sv", 60, 20)])
def test_in_plain_words_a_dozen_questions_grow_into_the_full_form(desk, language, columns, rows):
    row, intro, rest, following = DOZEN[language]
    words = in_plain_words(load_template(shipped_prompts() / "primary-care"))
    terminal = desk.sit(
        "--language", language, "new-case", "--plain-words", columns=columns, rows=rows
    )
    terminal.see(row).press(ENTER).see(TITLES[language]).press(ENTER)
    for number, address in enumerate(words.short_addresses, 1):
        text = worded(words.questions[address].text, language)
        terminal.see(" ".join(text.split()[:4]))
        if address == "emotions.patient-family":
            terminal.see(intro)
        if number <= 3:
            terminal.answer("Made up")
        else:
            terminal.press(ENTER)
    terminal.see("3 av 12" if language == "sv" else "3 of 12").answer(":finish")
    terminal.see(rest).answer("j" if language == "sv" else "y").see(following)
    terminal.see(" ".join(worded(words.questions["situation.place"].text, language).split()[:4]))
    answered = [answer.address for answer in desk.case().answers if answer.text]
    assert answered == list(words.short_addresses[:3])


def test_the_short_way_is_gone_on_with_after_a_stop(desk):
    terminal = desk.sit("new-case", "--short", "--title", "T").see("1 of 12").answer("Made up")
    terminal.see("2 of 12").press(CONTROL["c"]).see("To go on: coprod resume")
    assert terminal.exit_code() == 130
    terminal = desk.sit("resume").see("2 of 12 - 1 answered").answer(":finish")
    terminal.see("Review - 1 of 12 answered").press(CONTROL["c"])
    desk.sit("edit", "latest").see("All questions - 1 of 46 answered")


def test_the_short_way_is_asked_line_by_line_too_and_only_where_a_form_has_one(desk):
    done = desk.run("new-case", "--short", "--plain", typed="T\nMade up\n")
    assert "1 of 12 - 0 answered" in done.stderr.decode()
    assert desk.case().template == "primary-care"
    for options in (["--template", "persona"], ["--section", "emotions"], ["--set", "a.b=c"]):
        assert desk.run("new-case", "--short", "--plain", *options).returncode == 2


def test_other_forms_are_listed_by_title_and_a_form_that_names_people_says_so(desk):
    terminal = desk.sit("new-case", rows=40).see(QUESTION).press("4", ENTER).see("Which form?")
    terminal.see("Patient contract, a documented shared agreement (26 questions, 30-45 minutes)")
    while not terminal.shows("> Patient contract"):
        terminal.press(DOWN)
    terminal.press(ENTER).see("This is not the medical record.", TITLE)
    assert not terminal.shows("let no one be recognised")


MORE = {"en": "(more: arrow down)", "sv": "(mer: pil ned)"}
FORMS = {"en": ("other", "> Primary care,", "> How a service"),
         "sv": ("andra", "> Primärvård", "> Hur en")}  # fmt: skip


@pytest.mark.parametrize("language", FORMS)
def test_a_list_that_is_longer_than_the_screen_says_so_and_letters_and_ends_move_in_it(
    desk, language
):
    other, first, last = FORMS[language]
    terminal = desk.sit("--language", language, "new-case", columns=60, rows=20)
    for letter in other:
        terminal.press(letter)
    terminal.press(ENTER).see(first, MORE[language]).press("\x1b[F").see(last)
    terminal.see_no_more(MORE[language]).press("\x1b[H").see(first, MORE[language])


def test_a_line_that_is_no_command_there_is_refused_and_left_with_escape(desk):
    terminal = desk.sit("new-case").see(QUESTION).press(":").see("Esc: back").answer("what")
    terminal.see("There is no :what.").see_cursor_behind(">  :").press("\x1b")
    terminal.see("> 5 minutes")


@pytest.mark.parametrize(
    "options",
    [["--template", "primary-care"], ["--section", "situation"]],
    ids=lambda each: each[0],
)
def test_a_form_or_section_that_is_named_is_not_asked_for(desk, options):
    terminal = desk.sit("new-case", *options).see(TITLE)
    assert not terminal.shows(QUESTION)


def test_the_notebook_remembers_the_last_size(desk):
    terminal = desk.sit("new-case").press("3", ENTER).see(TITLE).answer("A made-up morning")
    terminal.see("1 of 46").answer("x").see("2 of 46").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert desk.sit("new-case").see(QUESTION, f"> {ROWS['en'][2]}")
    done = desk.run("new-case", "--plain", typed="\nT\n")
    assert "Number, or Enter for 3 > " in done.stderr.decode()
    assert "1 of 46 - 0 answered" in done.stderr.decode()


@pytest.mark.parametrize("leave", [CONTROL["c"], CONTROL["d"], ":quit\r"])
def test_leaving_before_a_size_is_chosen_leaves_nothing(desk, leave):
    terminal = desk.sit("new-case").see(QUESTION)
    terminal.type(leave)
    assert terminal.exit_code() == 130
    assert not terminal.is_full_screen
    assert terminal.shows(UNTOUCHED)
    assert not desk.notebook.exists()


def test_line_by_line_the_sizes_are_numbered(desk):
    done = desk.run("new-case", "--plain", typed="9\n2\n:back\n2\n6\nA title\nA made-up answer\n")
    shown = done.stderr.decode()
    assert done.returncode == 130
    for number, row in enumerate(ROWS["en"], 1):
        assert f"  {number}. {row}\n" in shown
    assert "That number is not in the list." in shown
    assert shown.count("Which section?") == 2
    assert "Section 6 of 9 - question 2 of 3" in shown


@pytest.mark.parametrize("typed", ["", ":quit\n", "2\n:quit\n"])
def test_leaving_line_by_line_leaves_nothing_either(desk, typed):
    done = desk.run("new-case", "--plain", typed=typed)
    assert done.returncode == 130
    assert UNTOUCHED in done.stderr.decode()
    assert not desk.notebook.exists()


# --- steps that are due ---


@SIZES
def test_steps_that_are_due_are_offered_and_shown(desk, columns, rows):
    desk.write_note(DUE)
    desk.write_note(SECOND)
    terminal = desk.sit("new-case", columns=columns, rows=rows).see(QUESTION).press(ENTER)
    terminal.see("2 steps are due. See them? y/N").press("y")
    terminal.see("Ring the made-up desk (nurse, 2020-01-01, overdue) - T", "Ask again")
    assert not terminal.shows("Later")
    terminal.press(ENTER).see(TITLE)


@pytest.mark.parametrize("key", ["n", ENTER])
def test_who_does_not_want_to_see_them_goes_on(desk, key):
    desk.write_note(DUE)
    terminal = desk.sit("new-case", "--template", "reflection").see("1 step is due. See it? y/N")
    terminal.press(key).see(TITLE)
    assert not terminal.shows("made-up desk")


def test_ctrl_c_at_the_steps_leaves_and_begins_no_case(desk):
    desk.write_note(DUE)
    terminal = desk.sit("new-case", "--template", "reflection").see("1 step is due.")
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert desk.case().template == "primary-care"


def test_line_by_line_the_steps_are_printed(desk):
    desk.write_note(DUE)
    done = desk.run("--language", "sv", "new-case", "--plain", typed="1\nja\n")
    shown = done.stderr.decode()
    assert "Det är dags för 1 steg. Vill du se det? j/N" in shown
    assert "- Ring the made-up desk" in shown
    assert "Vad ska det här heta?" in shown

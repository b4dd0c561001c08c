"""A whole interview at a terminal, checked on its screen and in its note."""

import pytest
from paths import PROMPTS
from terminal import DOWN, ENTER, SHIFT_TAB, UP

from coprod_cli.model.wording import worded
from coprod_cli.templates.loader import load_template

pytestmark = pytest.mark.slow

TEMPLATE = load_template(PROMPTS / "primary-care")
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
KEYS = "Enter: next Alt+Enter: new line Shift+Tab: back ?: not known :menu :edit :help Ctrl+C: stop"
KEYS_IN = {
    "en": KEYS,
    "sv": "Enter: nästa Alt+Enter: ny rad Shift+Tab: bakåt "
    "?: vet inte :menu :edit :help Ctrl+C: sluta",
}
REVIEW_IN = {
    "en": ("Review - 0 of 46 answered", "Left out (46)"),
    "sv": ("Genomgång - 0 av 46 besvarade", "Överhoppade (46)"),
}


def questions():
    """Yield each question's address, the question, its section, and its number there."""
    for section in TEMPLATE.sections:
        for number, question in enumerate(section.questions, 1):
            yield section.address(question), question, section, number


def position_line(section, number, answered, language="en"):
    index, count = TEMPLATE.section_number(section), len(section.questions)
    position = list(TEMPLATE.questions).index(section.address(section.questions[number - 1])) + 1
    if language == "sv":
        progress = f"{position} av 46 - {answered} besvarade"
        return f"{progress} Avsnitt {index} av 9 - fråga {number} av {count}"
    progress = f"{position} of 46 - {answered} answered"
    return f"{progress} Section {index} of 9 - question {number} of {count}"


def note_text(address):
    """Return the text in the note for the answer that these tests give at an address."""
    return f"{'- [ ] ' if address == 'reflections.now-what' else ''}Answer to {address}."


def test_the_template_has_46_questions_in_nine_sections():
    assert len(list(questions())) == 46
    assert len(TEMPLATE.sections) == 9


def test_all_46_answers_are_on_disk_each_before_the_next_question_shows(desk):
    terminal = desk.sit("new-case", "--template", "primary-care", "--title", "A made-up morning")
    before = None
    for done, (address, question, section, number) in enumerate(questions()):
        terminal.see(position_line(section, number, done), worded(question.text, "en"))
        if before:
            assert desk.answer(before) == note_text(before)
        assert desk.answer(address) == ""
        terminal.type(f"Answer to {address}.").press(ENTER)
        before = address
    terminal.see("Review - 46 of 46 answered", "Finish the case", "Answered (46)")
    assert desk.answer(before) == note_text(before)
    assert desk.case().status == "draft"
    terminal.finish()
    assert terminal.exit_code() == 0
    case = desk.case()
    assert case.status == "final"
    assert case.title == "A made-up morning"
    for address, *_ in questions():
        assert case.answer(address).text == note_text(address)
    assert terminal.shows("Thank you. You have finished the case")
    assert terminal.shows(f"coprod show {case.id}")
    assert desk.half_typed() == {}


@SIZES
@pytest.mark.parametrize("language", TEMPLATE.languages)
def test_of_none_of_the_46_questions_anything_is_cut_off(desk, columns, rows, language):
    command = ("new-case", "--template", "primary-care", "--title", "T", "--language", language)
    terminal = desk.sit(*command, columns=columns, rows=rows)
    for _, question, section, number in questions():
        terminal.see(position_line(section, number, 0, language), KEYS_IN[language])
        wanted = [worded(section.title, language), worded(question.text, language)]
        if question.help:
            wanted.append(worded(question.help, language))
        if section.intro and number == 1:
            wanted.append(worded(section.intro, language))
        for text in wanted:
            # Whitespace is folded, so a word broken in the middle would contain a space.
            assert terminal.shows(text), (text, terminal.text())
        terminal.see_cursor_behind(">  ")
        assert rows - 2 - terminal.cursor[0] >= 3, "there is room for three lines of an answer"
        terminal.press(ENTER)
    terminal.see(*REVIEW_IN[language])
    assert list(desk.case().given_answers()) == []


@SIZES
def test_the_first_screen_says_how_much_how_to_stop_and_that_nobody_is_recognised(
    desk, columns, rows
):
    terminal = desk.sit("new-case", "--template", "primary-care", columns=columns, rows=rows)
    terminal.see("What shall this be called?", KEYS)
    assert [line.strip() for line in terminal.lines()[2:5]] == [
        "coprod asks, and you answer. Leave out any question.",
        "Ctrl+C stops at any time. Every word is kept for later.",
        "This is not the medical record: let no one be recognised.",
    ]
    assert terminal.lines()[0].strip() == "A new case"
    terminal.type("A made-up morning").press(ENTER)
    terminal.see(position_line(TEMPLATE.sections[0], 1, 0))
    assert not terminal.shows("let no one be recognised"), "it is said once"
    assert desk.case().title == "A made-up morning"
    assert desk.note().count("\n# A made-up morning\n") == 1


def test_the_first_question_has_the_three_lines_where_the_title_is_known(desk):
    terminal = desk.sit("new-case", "--template", "primary-care", "--title", "T")
    terminal.see("let no one be recognised.", position_line(TEMPLATE.sections[0], 1, 0))


def test_a_title_that_is_left_out_is_no_title(desk):
    terminal = desk.sit("new-case", "--template", "primary-care")
    terminal.see("What shall this be called?")
    terminal.press(ENTER).see("1 of 46 - 0 answered").type("One").press(ENTER).see("2 of 46")
    assert desk.case().title == ""


def test_the_header_says_section_question_and_how_many_are_answered(desk):
    answered = [address for address, *_ in questions()][:12]
    desk.write_note(*(f"{address}=x" for address in answered))
    terminal = desk.sit("edit", "latest").see("All questions - 12 of 46 answered")
    terminal.press("4").see("> How do people needing access")
    terminal.press(DOWN, DOWN).see("> When is the current system really reliable?")
    terminal.press(ENTER).see("Section 4 of 9 - question 3 of 7")
    assert terminal.lines()[1].strip().endswith(" of 46 - 12 answered")


def test_only_the_chosen_section_is_asked(desk):
    terminal = desk.sit("new-case", "--title", "T", "--section", "emotions")
    for number in range(1, 6):
        terminal.see(f"{number} of 5 - 0 answered Section 3 of 9 - question {number} of 5").press(
            ENTER
        )
    terminal.see("Review - 0 of 5 answered")


# --- the review ------------------------------------------------------------------------------


PROGRESS = "5 of 7 answered - 1 not known"


def at_review(desk, **rest):
    """Start at the review of a case with two answers, one not known yet and one left out."""
    desk.write_note(
        "first.name=A morning", "first.kind=Booked", "first.seen=No", "first.wait=3",
        "second.why-not=Nobody knew.", template="every-type",
    )  # fmt: skip
    terminal = desk.sit("edit", "latest", **rest).see("All questions - 5 of 7 answered")
    terminal.press(DOWN, DOWN).see("> Who helped?").press(ENTER).see("question 3 of 5")
    terminal.press("?").see("> Not known yet").press(ENTER).see(f"Review - {PROGRESS}")
    return terminal


@SIZES
def test_the_review_tells_what_is_left_out_not_known_and_answered(desk, columns, rows):
    terminal = at_review(desk, columns=columns, rows=rows)
    lines = [line.strip() for line in terminal.lines()]
    expected = [
        "Finish the case",
        "Keep it as a draft, and stop",
        "Left out (1)",
        ">   What happened?",
        "Not known yet (1)",
        "? Who helped?",
        "Answered (5)",
        "+ What do you call this visit? - A morning",
        "+ What kind of visit was it? - Booked",
        "+ Was the person seen? - No",
        "+ How many minutes was the wait? - 3",
        "+ Why was the person not seen? - Nobody knew.",
        *(["The title", "+ What shall this be called? - T"] if rows > 20 else []),
    ]
    start = lines.index(expected[0])
    assert lines[start : start + len(expected)] == expected
    assert lines[:2] == ["T", f"Review - {PROGRESS}"]
    assert terminal.shows("+ answered ? not known ~ half typed")


def test_from_the_review_one_goes_to_a_question_and_comes_back(desk):
    terminal = at_review(desk)
    terminal.see("> What happened?").press(ENTER)
    terminal.see("Section 2 of 2 - question 1 of 2")
    terminal.type("A made-up story.").press(ENTER)
    terminal.see("Review - 6 of 7 answered - 1 not known", "Answered (6)")
    assert not terminal.shows("Left out")
    assert desk.answer("second.story") == "A made-up story."
    assert desk.case().answer("first.helpers").unknown


def test_shift_tab_comes_back_to_the_review_too(desk):
    terminal = at_review(desk)
    terminal.see("> What happened?").press(ENTER).see("Section 2 of 2")
    terminal.type("Half a").press(SHIFT_TAB).see(f"Review - {PROGRESS}", "Half typed (1)")
    assert terminal.shows("~ What happened?")
    assert desk.half_typed() == {"second.story": "Half a"}
    assert desk.answer("second.story") == ""


def test_the_review_finishes_the_case(desk):
    terminal = at_review(desk).finish()
    assert terminal.exit_code() == 0
    assert desk.case().status == "final"
    assert terminal.shows("Thank you. You have finished the case")


def test_the_review_keeps_the_case_as_a_draft(desk):
    terminal = at_review(desk).press(UP).see("> Keep it as a draft, and stop").press(ENTER)
    assert terminal.exit_code() == 0
    assert desk.case().status == "draft"
    assert terminal.shows(f"To go on: coprod resume {desk.case().id}")


def test_half_typed_text_is_shown_before_a_case_is_finished(desk):
    terminal = at_review(desk)
    terminal.press(ENTER).see("Section 2 of 2 - question 1 of 2")
    terminal.type("Half a").press(SHIFT_TAB).see("Half typed (1)", "> ~ What happened? - Half a")
    terminal.finish().see("You typed this and did not take it yet. Enter takes it.")
    terminal.see_cursor_behind(">  Half a")
    assert desk.case().status == "draft"
    terminal.press(ENTER).see("Review - 6 of 7 answered").finish()
    assert terminal.exit_code() == 0
    assert desk.answer("second.story") == "Half a"
    assert desk.case().status == "final"


@pytest.mark.parametrize(("keys", "text"), [("A name", "A name"), ("?", "")])
def test_a_required_question_is_asked_before_the_case_is_finished(desk, keys, text):
    terminal = desk.sit("new-case", "--template", "every-type", "--section", "first", "--title=T")
    for number in range(1, 6):
        terminal.see(f"question {number} of 5").press(ENTER)
    terminal.see("Review - 0 of 5 answered", "Finish the case").finish()
    terminal.see("This one is needed before you finish. ? means not known yet.")
    terminal.see("What do you call this visit?", "question 1 of 5")
    assert desk.case().status == "draft"
    terminal.type(keys).press(ENTER).see("Review - ").finish()
    terminal.see("Go on with the other sections now?").press(ENTER)
    assert terminal.exit_code() == 0
    assert desk.case().status == "final"
    assert desk.answer("first.name") == text
    assert desk.case().answer("first.name").given


# --- an earlier answer -----------------------------------------------------------------------


def test_an_earlier_answer_is_there_to_go_on_with(desk):
    terminal = desk.sit("new-case", "--template", "primary-care", "--title", "T")
    terminal.see("question 1 of 5")
    terminal.type("A health centre").press(ENTER).see("2 of 46 - 1 answered")
    terminal.press(SHIFT_TAB).see("1 of 46 - 1 answered", ">  A health centre")
    terminal.see_cursor_behind(">  A health centre")
    terminal.type(" and its ward").press(ENTER).see("2 of 46 - 1 answered")
    assert desk.answer("situation.setting") == "A health centre and its ward"


def test_an_answer_that_is_emptied_is_unanswered_again(desk):
    desk.write_note("situation.setting=A health centre")
    terminal = desk.sit("edit", "latest", "--section", "situation").see(">  A health centre")
    terminal.type("\x15").see_no_more("A health centre").press(ENTER)
    terminal.see("2 of 5 - 0 answered")
    assert not desk.case().answer("situation.setting").given


def test_going_back_from_the_first_question_stays_there(desk):
    terminal = desk.sit("new-case", "--template", "primary-care").see("What shall this be called?")
    terminal.press(SHIFT_TAB).see("This is the first question.", "What shall this be called?")


def test_an_answer_that_is_taken_again_changes_no_byte(desk):
    desk.write_note("situation.setting=A health centre", "situation.context=A Tuesday")
    before = desk.note()
    terminal = desk.sit("edit", "latest", "--section", "situation").see(">  A health centre")
    terminal.press(ENTER).see("question 2 of 5", ">  A Tuesday").press(ENTER).see("question 3 of 5")
    terminal.press(UP, SHIFT_TAB).see("question 2 of 5")
    assert desk.note() == before

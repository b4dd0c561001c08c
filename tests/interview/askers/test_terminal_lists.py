"""Each type of question at the terminal, and the conditions between questions."""

import pytest
from terminal import ALT_ENTER, CONTROL, DOWN, ENTER, SHIFT_TAB, UP

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
TEXTS = {
    "first.name": "What do you call this visit?",
    "first.kind": "What kind of visit was it?",
    "first.helpers": "Who helped?",
    "first.seen": "Was the person seen?",
    "first.day": "On which day?",
    "first.wait": "How many minutes was the wait?",
    "second.story": "What happened?",
    "second.why-not": "Why was the person not seen?",
    "second.late": "What made the wait long?",
}
ERASE = "\x15"
ESCAPE, BACKSPACE, HOME, END = "\x1b", "\x7f", "\x1b[H", "\x1b[F"


def sit_at(desk, address, *settings, **rest):
    """Start at one question of the template that has every type."""
    section, number = address.split(".")[0], list(TEXTS).index(address)
    desk.write_note(*settings, template="every-type")
    terminal = desk.sit("edit", "latest", "--section", section, **rest)
    for each in list(TEXTS)[0 if section == "first" else 6 : number]:
        if each == "first.day" and "first.seen=Yes" not in settings:
            continue
        terminal.see(TEXTS[each]).press(ENTER)
    return terminal.see(TEXTS[address])


# --- one choice ------------------------------------------------------------------------------


@SIZES
def test_a_choice_is_made_with_the_arrows(desk, columns, rows):
    terminal = sit_at(desk, "first.kind", columns=columns, rows=rows)
    terminal.see("> (leave it open) Walked in Booked At home")
    terminal.see("Arrows, Enter: choose Shift+Tab: back ?: not known :menu :help Ctrl+C: stop")
    terminal.press(DOWN, DOWN).see("> Booked").press(ENTER).see(TEXTS["first.helpers"])
    assert desk.answer("first.kind") == "Booked"


def test_a_choice_that_was_made_is_pointed_at(desk):
    terminal = sit_at(desk, "first.kind", "first.kind=home").see("> At home")
    terminal.press(ENTER).see(TEXTS["first.helpers"])
    assert desk.answer("first.kind") == "At home"


@pytest.mark.parametrize(("language", "rows"), [("en", 24), ("sv", 20)])
def test_a_typed_word_points_at_the_choice_that_begins_so_and_enter_takes_it(desk, language, rows):
    yes, question = {"en": ("Yes", TEXTS["first.day"]), "sv": ("Ja", "Vilken dag?")}[language]
    desk.write_note(template="every-type")
    terminal = desk.sit(
        "edit", "latest", "--section", "first", "--language", language,
        columns=rows * 3, rows=rows, COPROD_LANGUAGE=language,
    )  # fmt: skip
    for number in range(1, 4):
        terminal.see(f"{number} {'av' if language == 'sv' else 'of'} 5").press(ENTER)
    terminal.see("4 ").type(yes.lower()).see(f"> {yes}").press(ENTER).see(question)
    assert desk.answer("first.seen") == yes


def test_letters_are_taken_back_one_by_one_and_forgotten_when_the_pointer_moves_on(desk):
    terminal = sit_at(desk, "first.kind").press("b").see("Typed: b", "> Booked")
    terminal.press("x").see("Typed: bx - nothing fits. Esc clears it.")
    assert not terminal.shows("> ")
    terminal.press(ENTER, BACKSPACE).see("> Booked").press(BACKSPACE).see("> (leave it open)")
    terminal.press("h").see("> At home").press(UP).see("> Booked").see_no_more("Typed")
    terminal.press("w").see("Typed: w", "> Walked in").press(END).see("> At home")
    terminal.press(HOME).see("> (leave it open)")


def test_a_choice_can_be_left_open_again(desk):
    terminal = sit_at(desk, "first.kind", "first.kind=Walked in").see("> Walked in")
    terminal.press(UP).see("> (leave it open)").press(ENTER).see(TEXTS["first.helpers"])
    assert not desk.case().answer("first.kind").given


@pytest.mark.parametrize("address", ["first.kind", "first.helpers", "first.seen"])
def test_a_question_mark_in_a_list_means_not_known_yet(desk, address):
    following = list(TEXTS)[list(TEXTS).index(address) + (2 if address == "first.seen" else 1)]
    terminal = sit_at(desk, address).press("?").see("> Not known yet", TEXTS[address])
    terminal.press(SHIFT_TAB).see_no_more("Not known yet").press("?").see("> Not known yet")
    assert not desk.case().answer(address).given, "Enter says so, and skips no question"
    terminal.press(ENTER).see(TEXTS[following])
    assert desk.case().answer(address).unknown
    terminal.press(SHIFT_TAB).see(TEXTS[address], "(Not known yet, so far.)")


@pytest.mark.parametrize("address", ["first.kind", "first.helpers", "first.seen"])
def test_alt_enter_in_a_list_answers_nothing(desk, address):
    terminal = sit_at(desk, address).press(DOWN, ALT_ENTER).settle()
    assert terminal.shows(TEXTS[address])
    terminal.press(ALT_ENTER, SHIFT_TAB).see_no_more(TEXTS[address])
    assert not desk.case().answer(address).given


@pytest.mark.parametrize(
    "keys", ["hello", "\t", "\x12", "\x13", "\x1a", "\x1b", "\x1b[200~a\rb\x1b[201~"]
)
def test_other_keys_in_a_list_do_nothing(desk, keys):
    terminal = sit_at(desk, "first.kind").see("> (leave it open)")
    before = terminal.settle().text()
    assert terminal.type(keys).settle(0.4).text() == before


@SIZES
def test_a_long_list_of_long_labels_is_read_whole(desk, columns, rows):
    folder = desk.folder / "prompts" / "long"
    folder.mkdir(parents=True)
    labels = [
        f"Label {number}, which is as long as labels in many a questionnaire are, and even so it "
        f"does not end before it comes to the number {number} again"
        for number in range(1, 31)
    ]
    choices = "".join(
        f"      - {{value: v{number}, label: '{label}'}}\n" for number, label in enumerate(labels)
    )
    (folder / "one.yaml").write_text(
        "id: one\ntitle: One\nquestions:\n"
        f"  - id: a\n    type: choice\n    text: Which?\n    choices:\n{choices}"
        f"  - id: b\n    type: choices\n    text: Which ones?\n    choices:\n{choices}"
    )
    (folder / "template.yaml").write_text(
        "id: long\nversion: 1.0.0\ntitle: Long\nsections: [one]\n"
    )
    terminal = desk.sit(
        "new-case", "--title", "T", "--template", "long", columns=columns, rows=rows,
        COPROD_PROMPTS=str(folder.parent),
    ).see("Which?", f"> (leave it open) {labels[0]}")  # fmt: skip
    for label in labels[:10]:
        terminal.press(DOWN).see(f"> {label}")
    terminal.press(ENTER).see("Which ones?", f"> ○ {labels[0]} ○ {labels[1]}")
    terminal.press(UP, " ").see(f"> ● {labels[-1]}").press(ENTER).see("Review - 2 of 2")
    assert desk.answer("one.a") == labels[9]
    assert desk.answer("one.b") == f"- {labels[-1]}"


# --- commands in a list ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (":back", TEXTS["first.name"]),
        (":menu", "All questions - 0 of 6 answered"),
        (":M", "All questions - 0 of 6 answered"),
        (":help", "Shift+Tab: the question before"),
        (":?", "There is no :?."),
        (":bakc", "There is no :bakc. Did you mean :back?"),
        (":edit", ":edit does nothing here."),
        (":", "> (leave it open)"),
    ],
)
def test_a_colon_in_a_list_opens_a_line_for_a_command(desk, command, shown):
    terminal = sit_at(desk, "first.kind").press(":").see(">  :", ":back :menu :finish")
    terminal.type(command[1:]).see(f">  {command}").press(ENTER).see(shown)
    assert list(desk.case().given_answers()) == []


def test_a_command_typed_at_one_stroke_is_understood(desk):
    terminal = sit_at(desk, "first.kind").press(":back\r").see(TEXTS["first.name"])
    terminal.press(ENTER).see(TEXTS["first.kind"])


@pytest.mark.parametrize("key", [ESCAPE, BACKSPACE], ids=["Esc", "Backspace"])
def test_the_line_for_a_command_is_left_and_a_refused_one_is_emptied(desk, key):
    terminal = sit_at(desk, "first.kind").press(":").see(">  :", "Esc: back").type("bakc")
    terminal.press(ENTER).see("There is no :bakc.").see_cursor_behind(">  :")
    terminal.press(key).see("> (leave it open)", "?: not known")


def test_the_list_is_there_again_after_its_help(desk):
    terminal = sit_at(desk, "first.kind").press(":").see(">  :").type("help").press(ENTER)
    terminal.see("Made up for the tests of coprod.").press(ENTER)
    terminal.see("> (leave it open)").press(DOWN, ENTER).see(TEXTS["first.helpers"])
    assert desk.answer("first.kind") == "Walked in"


@pytest.mark.parametrize("keys", [CONTROL["c"], CONTROL["d"], ":quit\r"], ids=["c", "d", "quit"])
def test_a_list_can_be_left_for_another_day(desk, keys):
    terminal = sit_at(desk, "first.kind").press(keys)
    assert terminal.exit_code() == 130
    assert terminal.shows("To go on: coprod resume")
    desk.sit("resume").see(TEXTS["first.kind"], "> (leave it open)")


def test_shift_tab_in_a_list_goes_back(desk):
    terminal = sit_at(desk, "first.helpers").press(SHIFT_TAB).see(TEXTS["first.kind"])
    terminal.press(SHIFT_TAB).see(TEXTS["first.name"])


# --- any number of choices -------------------------------------------------------------------


@SIZES
def test_choices_are_ticked_with_space(desk, columns, rows):
    terminal = sit_at(desk, "first.helpers", columns=columns, rows=rows)
    terminal.see("○ A nurse ○ A doctor ○ Family ○ A friend")
    terminal.see("Space: choose Enter: next Shift+Tab: back ?: not known :menu :help Ctrl+C: stop")
    terminal.press(DOWN, DOWN, " ", UP, UP, " ", UP, " ").see("● A nurse ○ A doctor ● Family")
    terminal.see("> ● A friend").press(" ").see("> ○ A friend")
    terminal.press(ENTER).see(TEXTS["first.seen"])
    assert desk.answer("first.helpers") == "- A nurse\n- Family"


def test_choices_that_were_made_are_ticked(desk):
    terminal = sit_at(desk, "first.helpers", "first.helpers=friend, A doctor")
    terminal.see("○ A nurse ● A doctor ○ Family ● A friend")
    terminal.press(ENTER).see(TEXTS["first.seen"])
    assert desk.answer("first.helpers") == "- A doctor\n- A friend"


def test_no_choice_is_no_answer(desk):
    sit_at(desk, "first.helpers").press(ENTER).see("- 0 answered", TEXTS["first.seen"])
    assert not desk.case().answer("first.helpers").given


def test_letters_tick_nothing_and_point_at_a_choice(desk):
    terminal = sit_at(desk, "first.helpers")
    terminal.press("a", "i").see("Typed: ai - nothing fits. Esc clears it.")
    assert terminal.shows("○ A nurse ○ A doctor ○ Family ○ A friend")
    assert not terminal.shows("> ○")
    terminal.press(" ", ENTER, ESCAPE).see_no_more("Typed").see("> ○ A nurse")
    terminal.type("fa").see("> ○ Family").press(" ").see("> ● Family").press(ENTER)
    terminal.see(TEXTS["first.seen"])
    assert desk.answer("first.helpers") == "- Family"


@pytest.mark.parametrize("keys", [(SHIFT_TAB,), (":", "back", ENTER)], ids=["key", "word"])
def test_what_is_ticked_is_kept_on_the_way_back(desk, keys):
    terminal = sit_at(desk, "first.helpers").press(" ").see("● A nurse")
    terminal.press(*keys).see(TEXTS["first.kind"])
    assert desk.half_typed() == {"first.helpers": "- A nurse"}
    terminal.press(ENTER).see("● A nurse ○ A doctor").press(ENTER).see(TEXTS["first.seen"])
    assert desk.answer("first.helpers") == "- A nurse"
    assert desk.half_typed() == {}


def test_what_is_ticked_is_kept_through_help_and_a_slip(desk):
    terminal = sit_at(desk, "first.helpers").press(" ").see("● A nurse")
    terminal.press(":").see(">  :").type("help").press(ENTER).see("Made up for the tests")
    terminal.press(ENTER).see("● A nurse")
    terminal.press(":").see(">  :").type("hlep").press(ENTER)
    terminal.see("Did you mean :help?", ">  :").press(SHIFT_TAB).see("● A nurse")
    assert not desk.case().answer("first.helpers").given


@pytest.mark.parametrize("how", ["stopped", "killed"])
def test_what_is_ticked_is_there_after_a_stop(desk, how):
    terminal = sit_at(desk, "first.helpers").press(DOWN, " ").see("● A doctor")
    if how == "stopped":
        terminal.press(CONTROL["c"])
        assert terminal.exit_code() == 130
    else:
        terminal.wait_until(desk.half_typed, "the ticks on the disk")
        terminal.kill()
        assert terminal.exit_code() == -9
    desk.sit("resume").see(TEXTS["first.helpers"], "○ A nurse ● A doctor ○ Family")


def test_ticks_that_are_taken_back_are_not_half_typed(desk):
    terminal = sit_at(desk, "first.helpers", "first.helpers=nurse").see("● A nurse")
    terminal.press(" ").see("○ A nurse").press(" ").see("● A nurse")
    terminal.press(SHIFT_TAB).see(TEXTS["first.kind"])
    assert desk.half_typed() == {}


# --- yes or no, a day, a number --------------------------------------------------------------


@pytest.mark.parametrize(("downs", "stored"), [(0, ""), (1, "Yes"), (2, "No")])
def test_yes_and_no_are_chosen_from_a_list(desk, downs, stored):
    terminal = sit_at(desk, "first.seen").see("> (leave it open) Yes No")
    terminal.press(*[DOWN] * downs, ENTER).see_no_more(TEXTS["first.seen"])
    terminal.see(TEXTS["first.day" if stored == "Yes" else "first.wait"])
    assert desk.answer("first.seen") == stored


def test_a_choice_is_told_in_the_language_of_the_note(desk):
    terminal = desk.sit(
        "new-case", "--title", "T", "--template", "every-type", "--language", "sv"
    ).see("Vad kallar du det här besöket?")
    terminal.press(ENTER).see("Vad för slags besök var det?", "> (lämna frågan öppen)")
    terminal.press(DOWN).see("> Utan tid").press(ENTER).see("Vilka hjälpte till?")
    terminal.press(DOWN, " ").see("● En läkare").press(ENTER).see(
        "Blev personen mottagen?", "Ja Nej"
    )
    terminal.press(DOWN, ENTER).see("Vilken dag?")
    assert [answer.text for answer in desk.case().given_answers()] == [
        "Utan tid", "- En läkare", "Ja",
    ]  # fmt: skip


@SIZES
def test_a_wrong_day_is_shown_with_what_is_wrong_and_can_be_mended(desk, columns, rows):
    terminal = sit_at(desk, "first.day", "first.seen=Yes", columns=columns, rows=rows)
    terminal.see("Year-month-day, such as 2026-11-24, or a word such as today.")
    terminal.type("2026-02-30").press(ENTER)
    terminal.see("This must be a day, year first, such as 2026-11-24.", ">  2026-02-30")
    terminal.see_cursor_behind(">  2026-02-30")
    assert desk.answer("first.day") == ""
    assert desk.half_typed() == {"first.day": "2026-02-30"}
    terminal.type("\x7f\x7f28").see(">  2026-02-28").press(ENTER).see(TEXTS["first.wait"])
    assert desk.answer("first.day") == "2026-02-28"
    assert desk.half_typed() == {}


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("-3", "This must be 0 or more."),
        ("ten", "This must be a number, such as 12 or 3.5."),
        ("1e3", "This must be a number, such as 12 or 3.5."),
    ],
)
def test_a_wrong_number_is_shown_with_what_is_wrong(desk, typed, problem):
    terminal = sit_at(desk, "first.wait").see("A number, such as 12 or 3.5.")
    terminal.type(typed).press(ENTER).see(problem, f">  {typed}")
    assert desk.answer("first.wait") == ""
    terminal.type(ERASE).see_no_more(f">  {typed}").type("7,5").press(ENTER)
    terminal.see("Review - 1 of 5 answered")
    assert desk.answer("first.wait") == "7,5"


@pytest.mark.parametrize("address", ["first.day", "first.wait"])
def test_a_day_and_a_number_may_be_not_known_yet(desk, address):
    terminal = sit_at(desk, address, "first.seen=Yes").type("?").press(ENTER)
    terminal.see(TEXTS["first.wait"] if address == "first.day" else "Review - 1 of 6 answered")
    assert desk.case().answer(address).unknown


def test_a_problem_is_gone_when_one_comes_back(desk):
    terminal = sit_at(desk, "first.wait").type("ten").press(ENTER).see("This must be a number")
    terminal.press(SHIFT_TAB).see(TEXTS["first.seen"]).press(ENTER).see(">  ten")
    assert not terminal.shows("This must be a number, such")


# --- a line ----------------------------------------------------------------------------------


def test_a_question_for_a_line_does_not_take_two(desk):
    terminal = sit_at(desk, "first.name").type("One").press(ALT_ENTER).type("two").press(ENTER)
    terminal.see("This takes one line only.", "> One two")
    assert desk.answer("first.name") == ""
    assert desk.half_typed() == {"first.name": "One\ntwo"}
    terminal.type("\x7f\x7f\x7f\x7f").press(ENTER).see(TEXTS["first.kind"])
    assert desk.answer("first.name") == "One"


# --- conditions ------------------------------------------------------------------------------


def test_an_answer_shows_and_hides_the_questions_that_hang_on_it(desk):
    terminal = desk.sit("new-case", "--title", "T", "--template", "every-type")
    terminal.see("1 of 6 - 0 answered").press(ENTER)
    terminal.see("question 2 of 5").press(ENTER).see("question 3 of 5").press(ENTER)
    terminal.see(TEXTS["first.seen"]).press(DOWN, ENTER)
    terminal.see(TEXTS["first.day"], "5 of 7 - 1 answered")
    terminal.press(SHIFT_TAB).see("> Yes").press(DOWN).see("> No").press(ENTER)
    terminal.see(TEXTS["first.wait"], "5 of 7 - 1 answered").type("10").press(ENTER)
    terminal.see(TEXTS["second.story"], "6 of 8 - 2 answered").press(ENTER)
    terminal.see(TEXTS["second.why-not"]).type("Closed.").press(ENTER)
    terminal.see(TEXTS["second.late"]).press(SHIFT_TAB, SHIFT_TAB, SHIFT_TAB)
    terminal.see(TEXTS["first.wait"]).type(ERASE).type("9").see(">  9").press(ENTER)
    terminal.see("6 of 7 - 3 answered").press(ENTER)
    terminal.see(TEXTS["second.why-not"], ">  Closed.").press(ENTER).see("Review - 3 of 7 answered")
    assert not terminal.shows(TEXTS["second.late"])


def test_an_answer_that_is_hidden_is_kept_and_comes_back(desk):
    terminal = sit_at(desk, "first.seen", "first.seen=Yes", "first.day=2026-11-24")
    terminal.see("> Yes").press(DOWN).see("> No").press(ENTER).see(TEXTS["first.wait"])
    assert desk.answer("first.day") == "2026-11-24"
    terminal.press(SHIFT_TAB).see("> No").press(UP).see("> Yes").press(ENTER)
    terminal.see(TEXTS["first.day"], ">  2026-11-24")

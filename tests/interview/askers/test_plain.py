"""Plain asker: the same interview in printed lines, for screen readers and pipes."""

import shlex
import signal
import sys

import pytest
from terminal import CONTROL, ENTER

FIRST = "1 of 46 - 0 answered"
SECOND = "2 of 46 - 1 answered"
THIRD = "3 of 46 - 2 answered"
WAYS = pytest.mark.parametrize(
    ("options", "term"), [((), "dumb"), (("--plain",), "xterm-256color")], ids=["dumb", "plain"]
)
in_terminal = pytest.mark.slow


def begin(desk, *options, term="dumb", **more):
    terminal = desk.sit(
        "new-case",
        "--template",
        "primary-care",
        "--title",
        "T",
        *options,
        rows=200,
        TERM=term,
        **more,
    )
    return terminal.see(FIRST)


def resume(desk, *more):
    return desk.sit("resume", *more, rows=200, TERM="dumb")


def reply(terminal, text):
    """Type a line, and wait for the next prompt."""
    start = len(terminal.output)
    terminal.type(text).press(ENTER)
    terminal.wait_until(
        lambda: b"\n" in terminal.output[start:] and terminal.output.endswith(b"> "),
        "the next prompt",
    )
    return terminal


# --- at a terminal ---------------------------------------------------------------------------


@in_terminal
@WAYS
def test_each_question_is_printed_and_each_answer_saved_before_the_next(desk, options, term):
    terminal = begin(desk, *options, term=term)
    terminal.see(
        "coprod asks, and you answer. Leave out any question.",
        "Ctrl+C stops at any time. Every word is kept for later.",
        "This is not the medical record: let no one be recognised.",
        "What is the setting? What sort of care this was, such as a planned visit",
        "(:help tells all keys.)",
    )
    terminal.answer("One").see(SECOND, "What is the context?")
    assert desk.answer("situation.setting") == "One"
    terminal.answer("").see("3 of 46 - 1 answered")
    assert not desk.case().answer("situation.context").given


@in_terminal
def test_a_dumb_terminal_gets_no_escape_sequence_at_all(desk):
    terminal = desk.sit("new-case", "--template", "every-type", rows=200, TERM="dumb")
    terminal.see("What shall this be called?").answer("T").see("question 1 of 5")
    for reply, shown in (
        (":help", "Made up for the tests"),
        (":menu", "A number such as 4.3 goes to that question."),
        ("", "1 of 6 - 0 answered Section 1 of 2 - question 1 of 5"),
        ("A name", "2 of 6 - 1 answered"),
        ("2", "3 of 6 - 2 answered"),
        ("1", "4 of 6 - 3 answered"),
        ("1", "5 of 7 - 4 answered"),
        ("x", "This must be a day, year first"),
    ):
        terminal.answer(reply).see(shown)
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert b"\x1b" not in terminal.output
    assert all(byte >= 0x20 or byte in b"\r\n" for byte in terminal.output)


@in_terminal
def test_a_terminal_without_a_name_is_asked_plainly(desk):
    terminal = desk.sit_in_shell("unset TERM; coprod new-case --template primary-care --title T")
    terminal.see(FIRST).answer("One").see(SECOND)
    assert b"\x1b" not in terminal.output


@in_terminal
@WAYS
def test_a_backslash_at_the_end_of_a_line_goes_on(desk, options, term):
    terminal = begin(desk, *options, term=term)
    reply(reply(terminal, "One\\"), "\\").answer("  two\\\\").see(SECOND)
    assert desk.answer("situation.setting") == "One\n\n  two\\\\"


@in_terminal
def test_a_mistyped_command_is_asked_about_and_enter_keeps_it(desk):
    terminal = begin(desk).answer(":quitt")
    terminal.see("There is no :quitt. Did you mean :quit? Enter again keeps it as text.").settle()
    assert desk.answer("situation.setting") == ""
    terminal.answer("").see(SECOND)
    assert desk.answer("situation.setting") == ":quitt"


@in_terminal
def test_what_is_written_instead_of_a_mistyped_command_takes_its_place_alone(desk):
    terminal = reply(begin(desk), "One\\").answer(":menuu").see("Did you mean :menu?")
    terminal.see("What you write now takes the place of that line alone.").answer("two").see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo"


@in_terminal
def test_a_command_below_a_paste_is_no_part_of_it(desk):
    terminal = begin(desk).paste("One\ntwo\n", bracketed=False)
    terminal.see("These lines are one answer.").answer(":Menu").see("1.1 What is the setting?")
    assert desk.half_typed() == {"situation.setting": "One\ntwo"}
    assert desk.answer("situation.setting") == ""


@in_terminal
@WAYS
@pytest.mark.parametrize("last", ["\n", ""], ids=["line end", "no line end"])
def test_several_pasted_lines_are_one_answer(desk, options, term, last):
    terminal = begin(desk, *options, term=term)
    text = "Came in by bus.\n\n- a cough\n:quit\n?\n\nWent home."
    terminal.paste(text + last, bracketed=False)
    if not last:
        terminal.settle().press(ENTER)
    terminal.see("Went home.", "These lines are one answer. Enter alone takes it.").settle()
    assert desk.answer("situation.setting") == ""
    terminal.press(ENTER).see(SECOND).settle()
    assert terminal.count("What is the context?") == 1
    assert not terminal.shows("Where are you?")
    assert desk.answer("situation.setting") == text


@in_terminal
def test_a_long_line_is_kept_whole(desk):
    terminal = begin(desk, "--plain", term="xterm-256color")
    text = "0123456789 " * 600
    terminal.send_bytes(text.encode()).settle()
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting").strip() == text.strip()


@in_terminal
@pytest.mark.parametrize(
    ("typed", "text", "unknown"),
    [
        ("?", "", True),
        ("??", "?", False),
        ("::back", ":back", False),
        ("Åsa-lik, 家庭医生", "Åsa-lik, 家庭医生", False),
        ("1.2", "1.2", False),
    ],
)
def test_a_line_means_what_it_means_at_the_other_terminal(desk, typed, text, unknown):
    begin(desk).answer(typed).see("2 of 46 - 0 answered - 1 not known" if unknown else SECOND)
    answer = desk.case().answer("situation.setting")
    assert (answer.text, answer.unknown) == (text, unknown)


@in_terminal
def test_controls_are_not_stored(desk):
    terminal = begin(desk).send_bytes(b"a\x1b[31mred\x07 b").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "ared b"
    assert b"\x1b[31m" not in terminal.output


@in_terminal
def test_back_shows_the_answer_so_far_which_enter_keeps(desk):
    terminal = reply(begin(desk), "One\\").answer("two").see(SECOND).answer(":back")
    terminal.see("Your answer so far: One two Enter keeps it. What you write now takes its place.")
    before = desk.note()
    reply(terminal, "")
    assert desk.note() == before
    reply(reply(terminal, ":back"), "Other")
    assert desk.answer("situation.setting") == "Other"
    reply(reply(reply(terminal, ":back"), "\\"), "")
    assert not desk.case().answer("situation.setting").given


@in_terminal
def test_the_menu_goes_to_a_number(desk):
    terminal = begin(desk).answer("One").see(SECOND).answer(":menu")
    terminal.see(
        "All questions - 1 of 46 answered",
        "1. Situation (1 of 5 answered)",
        "1.1 What is the setting? - answered",
        "1.2 What is the context? - left out",
        "9.6 This practice... - left out",
        "A number such as 4.3 goes to that question. Enter goes back.",
    )
    terminal.answer("4.8").see("That number is not in the list.")
    terminal.answer("4.3").see("1 answered Section 4 of 9 - question 3 of 7")
    reply(reply(terminal, ":menu"), "")
    assert terminal.count("Section 4 of 9 - question 3 of 7") == 2


@in_terminal
@pytest.mark.parametrize("keys", [CONTROL["c"], CONTROL["d"], ":quit\r"], ids=["c", "d", "quit"])
@WAYS
def test_stopping_says_how_to_go_on(desk, options, term, keys):
    terminal = begin(desk, *options, term=term).answer("One").see(SECOND).press(keys)
    assert terminal.exit_code() == 130
    assert terminal.lines().count("To go on: coprod resume " + desk.case().id) == 1
    assert terminal.shows("All you wrote is kept:")
    resume(desk).see(SECOND)


@in_terminal
@pytest.mark.parametrize("keys", [CONTROL["c"], CONTROL["d"], ":quit\r"], ids=["c", "d", "quit"])
def test_the_menu_and_the_review_can_be_left_too(desk, keys):
    terminal = begin(desk).answer(":menu").see("A number such as").press(keys)
    assert terminal.exit_code() == 130
    terminal = resume(desk).see(FIRST).answer(":menu").see("A number such as").answer("9.6")
    terminal.see("question 6 of 6").answer("Ends.").see("Review - 1 of 46").press(keys)
    assert terminal.exit_code() == 130


@in_terminal
@WAYS
def test_lines_of_a_half_typed_answer_are_kept(desk, options, term):
    terminal = reply(reply(begin(desk, *options, term=term), "One\\"), "two\\")
    assert desk.half_typed() == {"situation.setting": "One\ntwo"}
    terminal.kill()
    assert terminal.exit_code() == -signal.SIGKILL
    terminal = resume(desk).see("You had begun with: One two", "goes on from there.")
    terminal.answer(" and more").see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo and more"


@in_terminal
@pytest.mark.parametrize("how", ["c", "TERM", "HUP"])
def test_a_line_in_the_making_is_kept_where_the_terminal_has_keys(desk, how):
    terminal = reply(begin(desk, "--plain", term="xterm-256color"), "One\\").type("half a li")
    terminal.see("> half a li")
    if how == "c":
        terminal.press(CONTROL["c"])
    else:
        terminal.kill(getattr(signal, f"SIG{how}"))
    assert terminal.exit_code() == 130
    assert desk.half_typed() == {"situation.setting": "One\nhalf a li"}
    resume(desk).see("You had begun with: One half a li").answer("").see(SECOND)
    assert desk.answer("situation.setting") == "One\nhalf a li"


@in_terminal
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["TERM", "HUP"])
def test_a_signal_keeps_what_was_written(desk, number):
    terminal = reply(begin(desk).answer("One").see(SECOND), "half\\")
    terminal.kill(number)
    assert terminal.exit_code() == 130
    assert desk.half_typed() == {"situation.context": "half"}


@in_terminal
def test_a_closed_window_keeps_what_was_written(desk):
    terminal = reply(begin(desk).answer("One").see(SECOND), "half\\")
    assert terminal.close_window() == 130
    assert desk.answer("situation.setting") == "One"
    assert desk.half_typed() == {"situation.context": "half"}


@in_terminal
def test_not_known_yet_leaves_what_was_half_typed_beside_it(desk):
    terminal = reply(begin(desk), "half\\").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    resume(desk).see("You had begun with: half").answer("?").see("1 not known")
    answer = desk.case().answer("situation.setting")
    assert (answer.text, answer.unknown) == ("half", True)


# --- lists and other types -------------------------------------------------------------------


def at_types(desk, *answers):
    terminal = desk.sit(
        "new-case", "--template", "every-type", "--title", "T", rows=200, TERM="dumb"
    ).see("What do you call this visit?")
    for answer, shown in answers:
        terminal.answer(answer).see(shown)
    return terminal


NAMED = ("A name", "What kind of visit was it?")
CHOSEN = ("2", "Who helped?")
HELPED = ("", "Was the person seen?")
SEEN = ("1", "On which day?")
NOT_SEEN = ("2", "How many minutes was the wait?")


@in_terminal
def test_choices_have_numbers(desk):
    terminal = at_types(desk, NAMED).see("1. Walked in 2. Booked 3. At home Number >")
    terminal.answer("4").see("This must be one of: Walked in, Booked, At home.")
    terminal.answer("3").see("Numbers, with commas between >", "1. A nurse", "4. A friend")
    terminal.answer("4,1").see("Was the person seen?", "1. Yes 2. No").answer("2")
    terminal.see("How many minutes was the wait?")
    assert desk.answer("first.kind") == "At home"
    assert desk.answer("first.helpers") == "- A nurse\n- A friend"
    assert desk.answer("first.seen") == "No"


@in_terminal
def test_choices_have_names_too(desk):
    at_types(
        desk, NAMED, ("booked", "Who helped?"), ("family, A NURSE", "Was the person seen?"),
        ("yes", "On which day?"),
    )  # fmt: skip
    assert desk.answer("first.kind") == "Booked"
    assert desk.answer("first.helpers") == "- A nurse\n- Family"
    assert desk.answer("first.seen") == "Yes"


@in_terminal
def test_any_type_may_be_not_known_yet(desk):
    at_types(
        desk, ("?", "2 of 6 - 0 answered - 1 not known"), ("?", "3 of 6 - 0 answered - 2"),
        ("?", "4 of 6 - 0 answered - 3"), ("?", "5 of 6 - 0 answered - 4"),
        ("?", "6 of 6 - 0 answered - 5"), ("?", "Review - 0 of 6 answered - 6 not known"),
    )  # fmt: skip
    case = desk.case()
    for address in ("first.name", "first.kind", "first.helpers", "first.seen", "first.wait"):
        assert case.answer(address).unknown, address


@in_terminal
@pytest.mark.parametrize(
    ("address", "wrong", "problem", "right"),
    [
        ("first.day", "24/11", "This must be a day, year first", "2026-11-24"),
        ("first.wait", "-3", "This must be 0 or more.", "3"),
    ],
)
def test_a_wrong_answer_is_told_without_the_question_and_a_right_one_takes_its_place(
    desk, address, wrong, problem, right
):
    before = SEEN if address == "first.day" else NOT_SEEN
    terminal = at_types(desk, NAMED, CHOSEN, HELPED, before).answer(wrong)
    terminal.see(problem)
    asked = "On which day?" if address == "first.day" else "How many minutes was the wait?"
    assert terminal.count(asked) == 1
    assert desk.half_typed() == {address: wrong}
    reply(terminal, right)
    assert desk.answer(address) == right
    assert desk.half_typed() == {}


@in_terminal
def test_what_was_ticked_elsewhere_can_be_taken_or_replaced(desk):
    terminal = desk.sit("new-case", "--template", "every-type", "--title", "T")
    terminal.see("question 1 of 5").press(ENTER).see("question 2 of 5").press(ENTER)
    terminal.see("Who helped?").press(" ").see("● A nurse").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    terminal = resume(desk).see("You had begun with: - A nurse").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert desk.half_typed() == {"first.helpers": "- A nurse"}
    terminal = resume(desk).see("You had begun with: - A nurse").answer("2,3")
    terminal.see("Was the person seen?")
    assert desk.answer("first.helpers") == "- A doctor\n- Family"


@in_terminal
def test_the_review_goes_to_a_number_finishes_and_keeps(desk):
    desk.write_note("first.kind=Booked", template="every-type")
    terminal = resume(desk).see("What do you call this visit?").answer(":menu").answer("2.1")
    terminal.see("What happened?").answer("?").see("Review - 1 of 6 answered - 1 not known")
    terminal.see("1.1 What do you call this visit? - left out", "1.2", "- answered")
    terminal.see("2.1 What happened? - not known yet", "f finishes it. d keeps it")
    terminal.answer("x").see("f, d, or a number in the list.")
    terminal.answer("f").see("This one is needed before you finish.")
    terminal.answer("A name").see("Review - 2 of 6 answered").answer("1.2").see("so far: Booked")
    terminal.answer("1").see("1.2 What kind of visit was it? - answered").answer("f")
    assert terminal.exit_code() == 0
    assert desk.case().status == "final"
    assert desk.answer("first.kind") == "Walked in"
    assert terminal.shows("Thank you. You have finished the case")


# --- an editor -------------------------------------------------------------------------------


def editor(desk, script):
    path = desk.folder / "editor.py"
    path.write_text(f"import sys\npath = sys.argv[1]\ntext = open(path).read()\n{script}")
    return shlex.join([sys.executable, str(path)])


@in_terminal
def test_the_editor_brings_back_a_text_that_enter_takes(desk):
    command = editor(desk, "open(path, 'w').write('One\\ntwo' + text)")
    terminal = begin(desk, EDITOR=command).answer(":edit").see("You had begun with: One two")
    assert desk.half_typed() == {"situation.setting": "One\ntwo"}
    assert desk.answer("situation.setting") == ""
    terminal.answer("").see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo"
    assert not list(desk.notebook.glob(".coprod/editing/*"))


@in_terminal
@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        (":help", ":quit, :q: stop"),
        (":edit", "You had begun with: One One"),
        (":menu", "1.1 What is the setting? - half typed"),
        (":back", "This is the first question."),
        (":quit", "To go on: coprod resume"),
        (CONTROL["c"], "To go on: coprod resume"),
        (CONTROL["d"], "To go on: coprod resume"),
    ],
)
def test_what_the_editor_saved_is_kept_whatever_comes_next(desk, reply, shown):
    command = editor(desk, "open(path, 'w').write(text + 'One\\n')")
    terminal = begin(desk, EDITOR=command).answer(":edit").see("You had begun with: One")
    terminal.type(reply)
    if reply.startswith(":"):
        terminal.press(ENTER)
    terminal.see(shown).settle()
    wanted = "One\n\nOne" if reply == ":edit" else "One"
    assert desk.half_typed() == {"situation.setting": wanted}
    assert desk.answer("situation.setting") == ""


@in_terminal
def test_an_editor_that_fails_is_told_and_loses_nothing(desk):
    terminal = begin(desk, EDITOR="/no/such/editor").answer(":edit")
    terminal.see('The editor "/no/such/editor" could not be started. Set EDITOR.')
    terminal.answer("One").see(SECOND)
    assert desk.answer("situation.setting") == "One"


@in_terminal
def test_a_chosen_answer_is_not_edited(desk):
    terminal = at_types(desk, NAMED).answer(":edit").see(":edit does nothing here.")
    terminal.answer("1").see("Who helped?")
    assert desk.answer("first.kind") == "Walked in"


# --- through a pipe --------------------------------------------------------------------------


def test_lines_from_a_pipe_are_answers(desk):
    done = desk.run(
        "new-case",
        "--template",
        "primary-care",
        "--title",
        "T",
        "--plain",
        typed="One\nTwo \\\nlines\n?\n\n::back",
    )
    assert done.returncode == 130
    case = desk.case()
    assert [(each.address, each.text, each.unknown) for each in case.given_answers()] == [
        ("situation.setting", "One", False),
        ("situation.context", "Two \nlines", False),
        ("situation.place", "", True),
        ("situation.prompt", ":back", False),
    ]
    assert done.stdout == b""
    assert b"\x1b" not in done.stderr
    assert f"To go on: coprod resume {case.id}".encode() in done.stderr


def test_the_end_of_a_pipe_keeps_what_was_half_typed(desk):
    done = desk.run(
        "new-case", "--template", "primary-care", "--title", "T", "--plain", typed="One\nhalf\\\n"
    )
    assert done.returncode == 130
    assert desk.half_typed() == {"situation.context": "half"}


def test_a_pipe_may_finish_a_case(desk):
    done = desk.run(
        "new-case", "--title", "T", "--plain", "--section", "emotions", typed="One\n\n\n\n?\nf\n"
    )
    assert done.returncode == 0
    assert desk.case().status == "final"
    assert desk.answer("emotions.patient-family") == "One"


def test_bytes_from_a_pipe_that_are_no_text_do_no_harm(desk):
    done = desk.run(
        "new-case", "--template", "primary-care", "--title", "T", "--plain", typed=b"caf\xe9\nok\n"
    )
    assert done.returncode == 130
    assert desk.answer("situation.setting") == "caf\ufffd"
    assert desk.answer("situation.context") == "ok"
    assert b"Traceback" not in done.stderr


def test_without_a_terminal_and_without_plain_nothing_is_asked(desk):
    done = desk.run("new-case", "--template", "primary-care", "--title", "T", typed="One\n")
    assert done.returncode == 2
    assert done.stderr.startswith(b"coprod: there is no terminal to ask at. Try: ")
    assert not desk.notebook.exists()


@in_terminal
def test_no_color_means_no_color(desk):
    terminal = (
        desk.sit("new-case", "--template", "primary-care", "--title", "T", NO_COLOR="1")
        .see(FIRST)
        .type("One")
    )
    terminal.press(ENTER).see(SECOND).type(":menu").press(ENTER).see("All questions")
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    codes = {
        code
        for part in terminal.output.split(b"\x1b[")[1:]
        if (end := part.find(b"m")) >= 0 and set(part[:end]) <= set(b"0123456789;")
        for code in part[:end].split(b";")
    }
    assert codes <= {b"", b"0", b"1", b"4", b"7"}, "bold and underlined are no colours"

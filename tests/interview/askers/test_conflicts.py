"""Merge conflict: both texts are shown, one is chosen, the other stays in the history."""

import json

import pytest
from made_up import CASE_ID, add_note, coprod
from terminal import CONTROL, DOWN, ENTER

from coprod_cli.interview.askers.conflicts import conflict_choices, conflict_texts
from coprod_cli.interview.replies import Take
from coprod_cli.interview.steps import ConflictStep
from coprod_cli.model.case import Answer

in_terminal = pytest.mark.slow

STORY = "second.story"
BEFORE, MINE, THEIRS = "Before, made up", "Mine, made up", "Theirs, made up"
CONFLICT = "This answer was changed elsewhere while you wrote. Both texts are safe."
SIZES = pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
TAKES = {
    "mine": (0, MINE, [(STORY, THEIRS)]),
    "theirs": (1, THEIRS, [(STORY, MINE)]),
    "both": (2, f"{THEIRS}\n\n{MINE}", [(STORY, THEIRS)]),
}
CHOICES = pytest.mark.parametrize(("place", "stands", "lost"), TAKES.values(), ids=TAKES)


def change(desk, old, new):
    """Change the note as another program does."""
    text = desk.note()
    assert text.count(old) == 1
    desk.note_path.write_bytes(text.replace(old, new).encode())


def history(desk):
    done = coprod("history", CASE_ID, "--json", COPROD_NOTEBOOK=str(desk.notebook))
    assert done.exit_code == 0, done.stderr
    return [(each["address"], each["text"]) for each in json.loads(done.stdout)]


def open_story(desk, *options, size=(80, 24), text=BEFORE):
    """Open a case at its story, whose answer is `text`."""
    add_note(desk.notebook, CASE_ID, {"first.name": "N", STORY: text}, title="T")
    columns, rows = size
    terminal = desk.sit(
        "edit", "latest", "--section", "second", *options, columns=columns, rows=rows
    )
    return terminal.see("What happened?", text[-20:]).settle()


def replace_text(terminal, text):
    """Delete the line, type another answer, and press Enter."""
    terminal.type("\x15").see_no_more(BEFORE)
    return terminal.type(text).see(text).press(ENTER)


def make_conflict(desk, theirs=THEIRS, mine=MINE, size=(80, 24)):
    """Bring about a merge conflict at the terminal."""
    terminal = open_story(desk, size=size)
    change(desk, BEFORE, theirs)
    return replace_text(terminal, mine).see(CONFLICT)


def make_plain_conflict(desk, theirs=THEIRS, size=(80, 24)):
    terminal = open_story(desk, "--plain", size=size)
    change(desk, BEFORE, theirs)
    terminal.answer(MINE).see("There now:").settle()
    while not terminal.shows("Number >"):  # a screenful at a time
        terminal.see("Enter: more >").press(ENTER).settle()
    return terminal


# --- at the terminal -------------------------------------------------------------------------


@in_terminal
@SIZES
def test_both_texts_and_what_may_be_chosen_are_on_the_screen(desk, size):
    terminal = make_conflict(desk, size=size)
    terminal.see(
        "The other text stays in the history.", "What happened?",
        f"There now: {THEIRS}", f"You wrote: {MINE}",
        "> Take what you wrote", "Leave what is there now", "Keep both, one below the other",
        "Arrows, Enter: choose", "Ctrl+C: stop, and choose later",
    )  # fmt: skip
    assert all(len(line) <= size[0] for line in terminal.lines())
    assert desk.answer(STORY) == THEIRS, "nothing is written over"
    assert desk.half_typed() == {STORY: MINE}, "and nothing is lost, should it end here"


@in_terminal
@SIZES
@CHOICES
def test_each_choice_does_what_it_says(desk, size, place, stands, lost):
    terminal = make_conflict(desk, size=size).press(*[DOWN] * place)
    terminal.see(f"> {['Take', 'Leave', 'Keep both'][place]}").press(ENTER).see("Review - ")
    assert desk.answer(STORY) == stands
    assert history(desk) == lost
    terminal.finish()
    assert terminal.exit_code() == 0
    assert desk.half_typed() == {}


@in_terminal
@SIZES
@pytest.mark.parametrize(
    "many", ["words, made up " * 90, "a line, made up\n" * 40], ids=["a long line", "many lines"]
)
def test_long_texts_leave_room_for_one_another_and_for_the_choices(desk, size, many):
    terminal = open_story(desk, size=size)
    change(desk, BEFORE, f"Theirs begins.\n{many}")
    terminal.type("\x15").see_no_more(BEFORE).paste(f"Mine begins. {many}").settle().press(ENTER)
    terminal.see(CONFLICT, "There now: Theirs begins.", "You wrote: Mine begins.")
    terminal.see("> Take what you wrote", "Keep both, one below the other", "Ctrl+C: stop")


@in_terminal
@SIZES
def test_long_texts_are_shown_where_they_differ(desk, size):
    """Both texts add to the end of the same long answer."""
    long = f"{BEFORE} " + "and so it went on, " * 30
    terminal = open_story(desk, size=size, text=f"{long}end")
    change(desk, "went on, end", "went on, end - theirs")
    terminal.type(" - mine").see("end - mine").press(ENTER).see(CONFLICT)
    terminal.see("end - theirs You wrote:", "end - mine", "> Take what you wrote")


@in_terminal
def test_control_characters_in_the_other_text_do_not_steer_the_terminal(desk):
    terminal = make_conflict(desk, theirs="Theirs \x1b]0;title\x07\x1b[31mred, made up")
    terminal.see("red, made up", "> Take what you wrote")
    assert b"\x1b]0;title" not in terminal.output
    terminal.press(DOWN, ENTER).see("Review - ")
    assert desk.answer(STORY) == "Theirs \x1b]0;title\x07\x1b[31mred, made up"


@in_terminal
@pytest.mark.parametrize("how", [(CONTROL["c"],), (CONTROL["d"],), (":quit", ENTER)])
def test_stopping_at_the_choice_keeps_both(desk, how):
    terminal = make_conflict(desk).press(*how)
    assert terminal.exit_code() == 130
    assert terminal.shows(f"To go on: coprod resume {CASE_ID}")
    assert desk.answer(STORY) == THEIRS
    assert desk.half_typed() == {STORY: MINE}
    assert history(desk) == []


@in_terminal
@pytest.mark.parametrize("end", ["stopped", "killed"])
def test_what_was_not_chosen_is_chosen_later(desk, end):
    """The keys shown at the conflict promise it: "stop, and choose later"."""
    terminal = make_conflict(desk)
    if end == "killed":
        terminal.kill()
    else:
        terminal.press(CONTROL["c"])
    terminal.exit_code()
    assert (desk.answer(STORY), desk.half_typed()) == (THEIRS, {STORY: MINE})

    terminal = desk.sit("resume").see("What happened?", f">  {MINE}").press(ENTER)
    terminal.see(CONFLICT, f"There now: {THEIRS}", f"You wrote: {MINE}")
    assert desk.answer(STORY) == THEIRS
    terminal.press(ENTER).see("Review - ")
    assert desk.answer(STORY) == MINE
    assert history(desk) == [(STORY, THEIRS)]


@in_terminal
def test_an_answer_that_is_changed_again_at_the_choice_is_chosen_again(desk):
    terminal = make_conflict(desk)
    change(desk, THEIRS, "Theirs, once more")
    terminal.press(ENTER).see("There now: Theirs, once more", f"You wrote: {MINE}")
    assert desk.answer(STORY) == "Theirs, once more"
    terminal.press(ENTER).see("Review - ")
    assert desk.answer(STORY) == MINE
    assert history(desk) == [(STORY, "Theirs, once more")]


@in_terminal
def test_a_change_to_another_answer_goes_in_without_a_word(desk):
    terminal = open_story(desk)
    change(desk, "\nN\n", "\nRenamed elsewhere\n")
    replace_text(terminal, MINE).see("Review - ")
    assert not terminal.shows("changed elsewhere while you wrote")
    assert (desk.answer("first.name"), desk.answer(STORY)) == ("Renamed elsewhere", MINE)
    assert b"changed elsewhere while you wrote" not in terminal.output


@in_terminal
def test_the_same_change_from_both_sides_goes_in_without_a_word(desk):
    terminal = open_story(desk)
    change(desk, BEFORE, MINE)
    replace_text(terminal, MINE).see("Review - ")
    assert b"changed elsewhere while you wrote" not in terminal.output
    assert desk.answer(STORY) == MINE


@in_terminal
def test_a_title_is_chosen_too_and_is_not_joined(desk):
    add_note(desk.notebook, CASE_ID, {"first.name": "N"}, title="T")
    terminal = desk.sit("resume").see("question 2 of").settle()
    while not terminal.shows("What shall this be called?"):
        terminal.press("\x1b[Z").settle()
    change(desk, "title: T\n", "title: Theirs\n")
    terminal.type("\x15").type("Mine").see(">  Mine").press(ENTER).see(CONFLICT)
    terminal.see("There now: Theirs", "You wrote: Mine", "> Take what you wrote")
    assert not terminal.shows("Keep both")
    terminal.press(ENTER).see("question 1 of")
    assert desk.case().title == "Mine"
    assert history(desk) == [("title", "Theirs")]


@in_terminal
def test_a_choice_is_chosen_too_and_is_not_joined(desk):
    add_note(desk.notebook, CASE_ID, {"first.name": "N", "first.kind": "Booked"})
    terminal = desk.sit("edit", "latest", "--section", "first").see("question 1 of").press(ENTER)
    terminal.see("> Booked").settle()
    change(desk, "\nBooked\n", "\nAt home\n")
    terminal.press("\x1b[A", ENTER).see(CONFLICT, "There now: At home", "You wrote: Walked in")
    assert not terminal.shows("Keep both")
    terminal.press(DOWN, ENTER).see("Who helped?")
    assert desk.answer("first.kind") == "At home"
    assert history(desk) == [("first.kind", "Walked in")]


# --- line by line ----------------------------------------------------------------------------


@in_terminal
@CHOICES
def test_each_choice_has_a_number_in_lines(desk, place, stands, lost):
    terminal = make_plain_conflict(desk)
    terminal.see("1. Take what you wrote", "2. Leave what is there now", "3. Keep both, one below")
    terminal.see(f"There now: {THEIRS}", f"You wrote: {MINE}")
    terminal.answer(str(place + 1)).see("Review - ")
    assert desk.answer(STORY) == stands
    assert history(desk) == lost


@in_terminal
@SIZES
def test_lines_show_long_texts_whole(desk, size):
    many = "\n".join(f"line {number}, made up" for number in range(12))
    terminal = make_plain_conflict(desk, theirs=f"Theirs\n{many}", size=size)
    assert CONFLICT in " ".join(terminal.output.decode().split())
    assert [b"line %d, made up" % number in terminal.output for number in range(12)] == [True] * 12
    assert terminal.shows("3. Keep both")


@in_terminal
def test_lines_take_no_other_word_for_a_choice(desk):
    terminal = make_plain_conflict(desk, size=(80, 60))
    for times, word in enumerate(["4", "0", "", "x", "-1", "1.", "\u00b2"], 1):
        terminal.answer(word)
        terminal.wait_until(
            lambda times=times: terminal.count("That number is not in the list.") == times, word
        )
    assert desk.answer(STORY) == THEIRS
    terminal.answer(" 1 ").see("Review - ")
    assert desk.answer(STORY) == MINE


@in_terminal
@pytest.mark.parametrize("how", [(CONTROL["c"],), (CONTROL["d"],), (":quit", ENTER)])
def test_stopping_at_the_choice_in_lines_keeps_both(desk, how):
    terminal = make_plain_conflict(desk).press(*how)
    assert terminal.exit_code() == 130
    assert desk.answer(STORY) == THEIRS
    assert desk.half_typed() == {STORY: MINE}
    assert history(desk) == []


def test_the_end_of_what_comes_by_a_pipe_keeps_both(desk):
    """A draft started over an answer that has changed since is not accepted."""
    add_note(desk.notebook, CASE_ID, {STORY: BEFORE})
    done = desk.run(
        "edit", "latest", "--section", "second", "--plain", typed="Mine, \\\nhalf typed\\\n"
    )
    assert done.returncode == 130
    change(desk, BEFORE, THEIRS)
    done = desk.run("resume", "--plain", typed="\n")
    assert done.returncode == 130
    assert CONFLICT.encode() in done.stderr
    assert desk.answer(STORY) == THEIRS
    assert desk.half_typed() == {STORY: "Mine, \nhalf typed"}


@in_terminal
def test_a_change_to_another_answer_goes_in_without_a_word_in_lines(desk):
    terminal = open_story(desk, "--plain")
    change(desk, "\nN\n", "\nRenamed elsewhere\n")
    terminal.answer(MINE).see("Review - ")
    assert b"changed elsewhere" not in terminal.output.replace(b"Renamed elsewhere", b"")
    assert (desk.answer("first.name"), desk.answer(STORY)) == ("Renamed elsewhere", MINE)


# --- the texts shown -------------------------------------------------------------------------


def shown(theirs, mine, **more):
    answers = [each if isinstance(each, Answer) else Answer(STORY, each) for each in (mine, theirs)]
    step = ConflictStep(STORY, "Why?", *answers, can_join=True)
    return [text for _, text in conflict_texts(step, **more)]


def test_short_texts_are_shown_as_they_are():
    assert shown("One\n\ntwo", "x" * 168) == ["One\n\ntwo", "x" * 168]


def test_what_has_no_text_is_named():
    assert shown("", Answer(STORY, unknown=True)) == ["(nothing)", "(not known yet)"]


def test_what_is_not_known_is_told_from_the_same_text_that_is():
    assert shown("Same", Answer(STORY, "Same", unknown=True)) == ["Same", "(not known yet) Same"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("1\n2\n3\n4", "1\n2\n(2 more lines)"),
        ("x" * 169, "x" * 164 + " ..."),
        ("1\n" + "x" * 200, "1\n" + "x" * 52 + " ..."),
        ("x" * 200 + "\n2", "x" * 108 + " ...\n(1 more line)"),
        ("字" * 85, "字" * 80 + " ..."),
    ],
    ids=["lines", "a line", "a long second line", "a long first line", "wide characters"],
)
def test_long_texts_are_cut_to_three_lines_of_a_narrow_screen(text, cut):
    assert shown(text, "other") == [cut, "other"]
    assert shown(text, "other", max_lines=None) == [text, "other"]


def test_long_texts_begin_a_little_before_they_differ():
    same = "".join(f"word{number} " for number in range(200))
    theirs, mine = shown(f"{same}theirs", f"{same}mine")

    assert theirs.startswith("... ")
    assert (theirs[-6:], mine[-4:]) == ("theirs", "mine")
    assert "word199" in theirs


def test_both_may_be_joined_only_where_that_makes_an_answer():
    step = ConflictStep(STORY, "", Answer(STORY, "a"), Answer(STORY, "b"), can_join=False)

    assert [take for _, take in conflict_choices(step)] == [Take.MINE, Take.THEIRS]

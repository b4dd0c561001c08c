"""Update at a terminal: only the new and the reworded questions are asked."""

import pytest
from made_up import CASE_ID, add_note, coprod_process
from made_up_versions import ANSWERS, FIRST, SECOND, STEPS, form, write_form
from terminal import CONTROL, ENTER, SHIFT_TAB

from coprod_cli.model.wording import fingerprint
from coprod_cli.notebook.note.headings import heading_text
from coprod_cli.notebook.note.reader import read_note

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
MOOD = "How did people feel?"
NOT_ASKED = ("Where was it?", "How long was the wait?", "Which street?", "Was there a fax?")


@pytest.fixture
def prompts(desk):
    write_form(desk.folder / "prompts", SECOND)
    return desk.folder / "prompts"


@pytest.fixture
def sit(desk, prompts):
    """Update the only case of the notebook at a terminal."""
    add_note(desk.notebook, CASE_ID, ANSWERS, template=FIRST)

    def start(*words, columns=80, rows=24):
        more = {"COPROD_PROMPTS": str(prompts)}
        return desk.sit(*(words or ("update", CASE_ID)), columns=columns, rows=rows, **more)

    return start


@pytest.fixture
def slot(desk):
    """Return the block of an answer in the note: its heading and its marker."""

    def find(address):
        note = read_note(desk.note_path.read_bytes(), "case.md")
        (found,) = [each for each in note.slots if each.marker.address == address]
        return heading_text(note, found), found.marker

    return find


@SIZES
def test_only_new_and_reworded_questions_are_asked_with_the_old_wording_beside(
    desk, sit, slot, columns, rows
):
    terminal = sit(columns=columns, rows=rows)
    terminal.see(MOOD, "Earlier wording: How was the mood?", "Made-up calm", "question 1 of 2")
    assert slot("care.mood")[0] == "How was the mood?"
    terminal.press(ENTER).see("Why so?", "question 2 of 2").see_no_more("Earlier wording")
    assert slot("care.mood") == (MOOD, slot("care.mood")[1])
    assert slot("care.mood")[1].words == (f"asked={fingerprint(MOOD)}",)
    assert desk.answer("care.mood") == "Made-up calm"
    terminal.answer("Made-up reasons").see("And later?")
    assert slot("care.why")[1].words == (f"asked={fingerprint('Why so?')}",)
    terminal.press(ENTER).see("Step 1", "What exactly?", "Earlier wording: What is done?")
    terminal.press(ENTER).see("When?")
    terminal.answer("Tomorrow, made up").see("Step 2", "What exactly?", "Walk, made up")
    terminal.type(" a lot").press(ENTER).see("Step 2", "When?")
    terminal.press(ENTER).see("Which steps?")
    for wording in NOT_ASKED:
        assert wording.encode() not in terminal.output.partition(b"Earlier wording")[2]
    assert slot(f"{STEPS}#2.what")[0] == "What exactly?"
    assert desk.answer(f"{STEPS}#2.what") == "Walk, made up a lot"
    assert desk.answer(f"{STEPS}#1.day") == "Tomorrow, made up"
    assert slot("after.later")[1].words == ("new=2.0.0",)


def test_an_answer_that_is_changed_is_one_to_the_new_wording_and_the_old_one_is_kept(
    desk, sit, slot
):
    sit().see("Made-up calm").type(", and more").press(ENTER).see("Why so?")

    assert desk.answer("care.mood") == "Made-up calm, and more"
    assert slot("care.mood")[0] == MOOD
    told = coprod_process("history", CASE_ID, folder=desk.folder, **desk.environment()).stdout
    assert "Made-up calm" in told


def test_whoever_leaves_halfway_is_asked_the_rest_the_next_time(desk, sit):
    terminal = sit().see("Made-up calm").press(ENTER)
    terminal.see("Why so?").type("Half typed").see("Half typed").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert terminal.shows(f"To go on: coprod update {CASE_ID}")
    assert desk.half_typed() == {"care.why": "Half typed"}

    again = sit().see("Why so?", "Half typed")
    assert not again.shows(MOOD)
    again.press(ENTER).see("And later?")
    assert desk.answer("care.why") == "Half typed"
    again.press(SHIFT_TAB).see("Why so?").press(SHIFT_TAB).see("This is the first question.")


def test_going_back_or_leaving_confirms_nothing(desk, sit, slot):
    terminal = sit().see("Made-up calm").press(SHIFT_TAB).see("This is the first question.")
    terminal.type(":menu").press(ENTER).see("And later?").press(CONTROL["c"])

    assert terminal.exit_code() == 130
    assert slot("care.mood") == ("How was the mood?", slot("care.mood")[1])
    assert slot("care.mood")[1].asked == fingerprint("How was the mood?")
    assert desk.answer("care.mood") == "Made-up calm"


def test_a_case_at_which_somebody_sits_is_left_to_them(desk, sit):
    sit("edit", CASE_ID).see("Where was it?")
    before = desk.note()

    terminal = sit()

    assert terminal.exit_code() == 5
    assert desk.note() == before


@pytest.mark.usefixtures("prompts")
def test_a_case_that_is_finished_stays_so_until_it_is_said_otherwise(desk, sit):
    write_form(desk.folder / "prompts", form({"care": {"mood": MOOD}}, "2.0.0"))
    add_note(desk.notebook, CASE_ID, {"care.mood": "Calm"}, status="final",
             template=form({"care": {"mood": "How was the mood?"}}))  # fmt: skip

    terminal = sit("update", CASE_ID)
    terminal.see("Earlier wording").press(ENTER).see("Review - 1 of 1 answered")
    assert desk.case().status == "final"
    terminal.type(":finish").press(ENTER)

    assert terminal.exit_code() == 0
    assert desk.case().status == "final"
    assert "### How did people feel?\n" in desk.note()


def test_resume_says_that_a_draft_is_of_an_earlier_version(sit):
    terminal = sit("resume", CASE_ID)

    terminal.see("Its form has a newer version by now.", f"coprod update {CASE_ID}")


def test_half_typed_text_follows_its_question(desk, prompts, sit):
    write_form(prompts, FIRST)
    terminal = sit("edit", CASE_ID, "--section", "care").see("Where was it?")
    terminal.press(ENTER, ENTER, ENTER).see("How long was the wait?")
    terminal.type(" and a half").see("hour and a half").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    write_form(prompts, SECOND)

    sit().see(MOOD).press(CONTROL["c"]).exit_code()

    assert desk.half_typed() == {"care.queue": "A made-up hour and a half"}
    again = sit("edit", CASE_ID, "--section", "care").see("Where was it?")
    again.press(ENTER).see(MOOD).press(ENTER).see("How long was the wait?", "hour and a half")


class TestLineByLine:
    @SIZES
    def test_the_old_wording_stands_beside_the_new_one(self, desk, sit, slot, columns, rows):
        terminal = sit("update", CASE_ID, "--plain", columns=columns, rows=rows)
        terminal.see(MOOD, "Earlier wording: How was the mood?", "Enter keeps it.")
        terminal.press(ENTER).see("question 2 of 2", "Why so?")
        assert slot("care.mood")[0] == MOOD
        terminal.answer("Made-up reasons").see("Section 2 of 3")
        assert desk.answer("care.why") == "Made-up reasons"
        terminal.answer(":quit")
        assert terminal.exit_code() == 130

        again = sit("update", CASE_ID, "--plain", columns=columns, rows=rows)
        again.see("And later?")
        assert not again.shows(MOOD)

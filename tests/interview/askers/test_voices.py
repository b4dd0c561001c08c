"""A question that several voices answered: whose words stand there, and where new ones go."""

import pytest
from terminal import CONTROL, ENTER

pytestmark = pytest.mark.slow

STORY = "situation.context"
PATIENT, FAMILY = "They were late.", "We waited, and nobody told us anything."
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
WAYS = pytest.mark.parametrize("way", [(), ("--plain",)], ids=["on the screen", "line by line"])
BESIDE = "Your answer stands beside theirs, without a voice."


def said(desk):
    return {
        each.voice: (each.text, each.unknown)
        for each in desk.case().given_answers()
        if each.address == STORY
    }


@pytest.fixture
def both(desk):
    """Where a patient and a family answered one question."""
    desk.write_note(f"{STORY}@patient={PATIENT}", f"{STORY}@family={FAMILY}", template="reflection")
    return said(desk)


def sit(desk, *way, **size):
    return desk.sit("edit", "latest", "--section", "situation", *way, **size)


@SIZES
@WAYS
def test_every_voice_s_words_are_shown_and_new_ones_are_an_answer_of_their_own(
    desk, both, way, columns, rows
):
    terminal = sit(desk, *way, columns=columns, rows=rows)
    terminal.see("patient:", PATIENT, "family:", "We waited, and nobody told us", BESIDE)

    terminal.answer("I heard of it only then.").see("Review")

    assert said(desk) == {**both, None: ("I heard of it only then.", False)}
    assert "### What?\n<!-- coprod:situation.context asked=" in desk.note()


@WAYS
@pytest.mark.parametrize(("typed", "own"), [("", {}), ("?", {None: ("", True)})])
def test_the_words_of_voices_stay_where_nothing_or_a_question_mark_is_typed(
    desk, both, way, typed, own
):
    sit(desk, *way).see(BESIDE).answer(typed).see("Review")

    assert said(desk) == {**both, **own}


@WAYS
def test_what_is_half_typed_is_kept_without_a_voice(desk, both, way):
    terminal = sit(desk, *way).see(BESIDE)
    terminal.type("Half")
    terminal.settle().press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert said(desk) == both

    terminal = desk.sit("resume", *way).see(BESIDE, "Half")
    terminal.answer("").see("So what?")

    assert said(desk) == {**both, None: ("Half", False)}


@WAYS
def test_opens_an_editor_on_an_answer_of_its_own(desk, both, way):
    editor = 'sh -c \'sleep 0.8; cat "$1" > before.txt; echo Mine > "$1"\' -'
    terminal = sit(desk, *way, EDITOR=editor).see(BESIDE)
    terminal.answer(":edit").see("Mine")
    terminal.answer("").see("Review")

    text, _, _comment = (desk.folder / "before.txt").read_text().partition("# ---")
    assert text.strip() == ""
    assert said(desk) == {**both, None: ("Mine", False)}


@WAYS
def test_help_shows_all_their_words_and_how_to_change_them(desk, both, way):
    long = " ".join(["made up"] * 30)
    desk.run("edit", "latest", "--set", f"{STORY}@family={long}")

    terminal = sit(desk, *way, rows=60, columns=280).see(BESIDE)
    terminal.answer(":help").see(long, f"--set {STORY}@family=...", f"--set {STORY}@patient=...")

    assert said(desk)["patient"] == both["patient"]


@WAYS
def test_the_only_voice_is_named_where_its_words_are_changed(desk, way):
    desk.write_note(f"{STORY}@family={FAMILY}", template="reflection")

    terminal = sit(desk, *way).see("Voice: family. What you write is written as theirs.", FAMILY)
    if not way:
        terminal.press(CONTROL["o"])
    terminal.answer("And then a nurse came.").see("Review")

    text = "And then a nurse came." if way else f"{FAMILY}\nAnd then a nurse came."
    assert said(desk) == {"family": (text, False)}


@SIZES
def test_there_is_room_to_write_where_many_voices_answered(desk, both, columns, rows):
    for voice in ("professional", "porter", "cook", "driver"):
        desk.run("edit", "latest", "--set", f"{STORY}@{voice}={'made up ' * 20}")

    terminal = sit(desk, columns=columns, rows=rows)
    terminal.see("patient:", "family:", "professional:", "Also: porter, cook, driver", BESIDE)
    terminal.type("Mine").see("> Mine", "Ctrl+C: stop").press(ENTER).see("Review")

    assert said(desk)[None] == ("Mine", False)
    assert both.items() <= said(desk).items()


@WAYS
def test_another_program_s_new_voice_is_not_written_over(desk, way):
    """The family's answer comes while a person writes at the open question."""
    desk.write_note(template="reflection")
    terminal = sit(desk, *way).see("What happened, who took part")
    terminal.type("Mine")
    marker = f"<!-- coprod:{STORY} -->"
    note = desk.note().replace(marker, f"{marker[:-4]} voice=family -->\n\n{FAMILY}")
    desk.note_path.write_text(note)

    terminal.press(ENTER).see("Review")

    assert said(desk) == {"family": (FAMILY, False), None: ("Mine", False)}


@WAYS
def test_a_conflict_says_whose_answer_it_is(desk, way):
    desk.write_note(f"{STORY}@family={FAMILY}", template="reflection")
    terminal = sit(desk, *way).see(FAMILY)
    if not way:
        terminal.press(CONTROL["o"])
    terminal.type("Mine")
    desk.note_path.write_text(desk.note().replace(FAMILY, "Theirs, anew"))

    terminal.press(ENTER).see("This answer was changed elsewhere", "What? (family)", "Theirs, anew")


@WAYS
def test_a_half_typed_text_says_for_whose_answer_it_was_begun(desk, way):
    """The patient's answer came after a person had begun to write in the family's."""
    desk.write_note(f"{STORY}@family={FAMILY}", template="reflection")
    terminal = sit(desk, *way).see(FAMILY)
    terminal.type("Half")
    terminal.settle().press(CONTROL["c"])
    assert terminal.exit_code() == 130
    desk.run("edit", "latest", "--set", f"{STORY}@patient={PATIENT}")

    terminal = desk.sit("resume", *way).see(
        f"patient: {PATIENT}", "What you write is the answer of family.", "Half"
    )
    terminal.answer("").see("So what?")

    assert said(desk)["patient"] == (PATIENT, False)
    assert said(desk)["family"][0].endswith("Half")

"""Several people at one keyboard, each in a voice of their own; and one who comes a week later."""

import pytest
from terminal import CONTROL, ENTER, SHIFT_TAB

pytestmark = pytest.mark.slow

CONTEXT = "situation.context"
SCREENS = {
    "en": {
        "size": {"columns": 80, "rows": 24},
        "speaking": "Speaking: professional, unsigned (v signs or changes it)",
        "signed": "Speaking: professional (v changes it)",
        "who": ["Who speaks?", "> professional", "Another role...", "Arrows or 1-5, Enter: choose"],
        "as": "as {}",
        "voices": {"professional": "professional", "patient": "patient", "family": "family"},
        "one other": "1 other voice; :others reads it",
        "two others": "2 other voices; :others reads them",
        "answered": "1 of 4 - {} answered",
        "second": "2 of 4 - ",
        "menu": ["All questions - 1 of 4 answered", "Speaking: family (:voice changes it)"],
    },
    "sv": {
        "size": {"columns": 60, "rows": 20},
        "speaking": "Den som talar: professionell, utan signatur (v ändrar det)",
        "signed": "Den som talar: professionell (v ändrar det)",
        "who": ["Vem talar?", "> professionell", "En annan roll...", "Pilar eller 1-5, Enter:"],
        "as": "som {}",
        "voices": {"professional": "professionell", "patient": "patient", "family": "närstående"},
        "one other": "1 annan röst; :others visar den",
        "two others": "2 andra röster; :others visar dem",
        "answered": "1 av 4 - {} besvarade",
        "second": "2 av 4 - ",
        "menu": ["Alla frågor - 1 av 4 besvarade", "Den som talar: närstående (:voice ändrar det)"],
    },
}  # fmt: skip


def said(desk):
    return {
        each.voice: each.text for each in desk.case().given_answers() if each.address == CONTEXT
    }


@pytest.mark.parametrize("language", ["en", "sv"])
def test_three_people_in_turn_answer_the_same_question(desk, language):
    screen = SCREENS[language]
    label, speaks = screen["voices"], screen["as"].format
    command = ("--language", language)
    terminal = desk.sit(*command, "new-case", **screen["size"]).see(screen["speaking"])
    terminal.press("v").see(*screen["who"]).press(ENTER).see(screen["signed"]).press(ENTER)
    terminal.see(f" - {speaks(label['professional'])}").answer("A long day " * 9)
    terminal.see("... - " + speaks(label["professional"]), screen["answered"].format(0))
    terminal.answer("Mine as one of the staff.").see(screen["second"]).press(SHIFT_TAB)
    terminal.see("Mine as one of the staff.").type("\x05 And half").settle()

    terminal.press(CONTROL["o"]).answer(":voice patient")
    terminal.see(f" - {speaks(label['patient'])}", screen["one other"])
    terminal.see(screen["answered"].format(0)).see_cursor_behind(">  ")
    assert not terminal.shows("Mine as one of the staff.")
    terminal.answer(":others").see(f"{label['professional']}: Mine as one of the staff.")
    terminal.press(ENTER).see(screen["one other"]).answer("Mine as the patient.").see(
        screen["second"]
    )
    terminal.press(SHIFT_TAB).see("Mine as the patient.")

    terminal.press(CONTROL["o"]).answer(f":v {label['family']}")
    terminal.see(f" - {speaks(label['family'])}", screen["two others"])
    terminal.answer("Ours.").see(screen["second"]).answer(":voice").see(f"> {label['family']}")
    terminal.press("3", ENTER).see(f" - {speaks(label['professional'])}").press(SHIFT_TAB)
    terminal.see("Mine as one of the staff. And half").press(CONTROL["c"])

    assert terminal.exit_code() == 130
    assert said(desk) == {
        "professional": "Mine as one of the staff.",
        "patient": "Mine as the patient.",
        "family": "Ours.",
    }
    assert list(desk.half_typed()) == [f"{CONTEXT}@professional"]
    for voice in ("patient", "family"):
        assert f"({label[voice]})\n<!-- coprod:{CONTEXT} voice={voice} " in desk.note()

    terminal = desk.sit(*command, "edit", "latest", "--voice", label["family"], **screen["size"])
    terminal.see(f" - {speaks(label['family'])}", *screen["menu"], "- Ours.")
    assert not terminal.shows("Mine as")


@pytest.mark.parametrize("way", [(), ("--plain",)], ids=["on the screen", "line by line"])
@pytest.mark.parametrize("names", [True, False], ids=["by an option", "on the screen"])
def test_somebody_close_comes_a_week_later_to_a_case_that_a_professional_began(desk, way, names):
    desk.write_note(f"{CONTEXT}=As the staff saw it.", template="reflection")
    option = ("--voice", "family") if names else ()

    terminal = desk.sit("edit", "latest", "--plain-words", *option, *way)
    if not names:
        terminal.see("1 of 4 answered").answer(":voice").see("Who speaks?", "family")
        terminal.press("2", ENTER)
    terminal.see("T - as family", "0 of 4 answered")
    terminal.answer("1.1" if way else "")
    terminal.see("What happened?", "1 other voice; :others reads it")
    assert not terminal.shows("As the staff saw it.")
    terminal.answer("We waited.").see("Review - 1 of 4 answered")

    assert said(desk) == {None: "As the staff saw it.", "family": "We waited."}


def test_who_leaves_it_as_it_is_sees_no_voice_anywhere(desk):
    terminal = desk.sit("new-case").see("Speaking: professional").press(ENTER)
    terminal.see("What shall this be called?").answer("T").see("1 of 4 - 0 answered")
    assert not terminal.shows(" - as ")
    terminal.answer("Mine").see("2 of 4 - 1 answered").answer(":m").see("All questions - 1 of 4")
    assert not terminal.shows("Speaking")
    terminal.press(CONTROL["c"])

    assert terminal.exit_code() == 130
    assert said(desk) == {None: "Mine"}


def test_commands_say_who_speaks_at_lists_too(desk):
    desk.write_note(f"{CONTEXT}@patient=A", f"{CONTEXT}@family=B", template="reflection")
    terminal = desk.sit("edit", "latest").see("Speaking: no voice named (:voice names one)")
    terminal.type(":").type("voice two words").press(ENTER).see("There is no :voice two words.")
    terminal.type("voice nurse").press(ENTER).see("T - as nurse", "0 of 4 answered")
    terminal.type(":").type("others").press(ENTER).see(":others does nothing here.")
    terminal.type("v").press(ENTER).see("> nurse", "No voice named").press("5", ENTER)
    terminal.see("One word for it").answer("a=b").see("A voice is one word")
    terminal.press("5", ENTER).see("One word for it").answer("porter").see("T - as porter")
    terminal.answer(":finish").see("Review - 0 of 4 answered", "T - as porter")
    assert said(desk) == {"patient": "A", "family": "B"}


def test_an_editor_is_opened_on_the_words_of_the_one_who_speaks(desk):
    desk.write_note(f"{CONTEXT}@patient=Theirs", template="reflection")
    editor = 'sh -c \'sleep 0.8; cat "$1" > before.txt; echo Mine > "$1"\' -'
    words = ("edit", "latest", "--section", "situation", "--voice", "family")
    terminal = desk.sit(*words, EDITOR=editor).see("T - as family")
    terminal.answer(":edit").see("Mine").press(ENTER).see("Review")

    before = (desk.folder / "before.txt").read_text()
    assert "Theirs" not in before
    assert "What? (family)" in before
    assert said(desk) == {"patient": "Theirs", "family": "Mine"}


def test_a_conflict_is_about_the_words_of_the_one_who_speaks_alone(desk):
    """Another program changes both voices' words meanwhile."""
    desk.write_note(f"{CONTEXT}@family=One", f"{CONTEXT}@patient=Two", template="reflection")
    words = ("edit", "latest", "--section", "situation", "--voice", "family")
    terminal = desk.sit(*words).see("T - as family", "One").press(CONTROL["o"]).type("more")
    note = desk.note().replace("\nOne\n", "\nOne anew\n").replace("\nTwo\n", "\nTwo anew\n")
    desk.note_path.write_text(note)
    terminal.press(ENTER).see("T - as family", "changed elsewhere", "What? (family)", "One anew")
    terminal.answer(":voice patient").see(":voice does nothing here.")
    terminal.press(SHIFT_TAB).see_no_more("does nothing").press(ENTER).see("Review - 1 of 1")

    assert said(desk) == {"family": "One\nmore", "patient": "Two anew"}

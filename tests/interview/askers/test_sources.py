""":source at a question: how it is known, and references, which are saved and shown."""

import pytest
from terminal import ALT_ENTER, CONTROL, DOWN, ENTER, SHIFT_TAB

ADVICE = "condition.functioning=No chair."
CLEAR = "\x15"
ASKED = "How do you know this?"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("columns", "rows", "language", "asked", "where", "note", "second", "heading"),
    [
        (80, 24, "en", ASKED, "Where can others read", "study, 2 sources", "question 2 of 5",
         "**Sources**"),
        (60, 20, "sv", "Hur vet du det här?", "Var kan andra läsa", "studie, 2 källor",
         "fråga 2 av 5", "**Källor**"),
    ],
    ids=["80x24", "60x20"],
)  # fmt: skip
def test_evidence_and_references_are_given_in_lists_on_the_screen(  # noqa: PLR0917 - each case
    desk, columns, rows, language, asked, where, note, second, heading
):
    size = {"columns": columns, "rows": rows, "COPROD_LANGUAGE": language}
    new_case = ("new-case", "--set", "title=T", "--set", "condition.biology=Old.")
    desk.run(*new_case, COPROD_LANGUAGE=language)
    terminal = desk.sit("edit", "latest", "--section", "condition", **size).see("Old.")
    terminal.type(CLEAR).type(":source").press(ENTER).see(asked).press(SHIFT_TAB).see("Old.")
    terminal.press(ENTER).see(second)
    terminal.type(":s").press(ENTER).see(":source")  # nothing is answered yet
    terminal.type("No chair.").press(ALT_ENTER).type(":source").press(ENTER).see(asked)
    assert "No chair." in desk.note()
    assert all(len(line.rstrip()) <= columns for line in terminal.lines())
    terminal.press(DOWN).press(DOWN).press(DOWN).press(ENTER).see(where)
    assert all(len(line.rstrip()) <= columns for line in terminal.lines())
    terminal.type("doi:10.1").press(ENTER).type("A book").press(ENTER).see("doi:10.1", "A book")
    terminal.type(":help").press(ENTER).see(":quit").press(ENTER).see("A book", where)
    terminal.press(ENTER).see(note, "DOI", "No chair.")
    assert "<!-- coprod:condition.functioning evidence=study sources=below" in desk.note()
    assert f"No chair.\n\n{heading}\n\n- doi:10.1\n- A book\n" in desk.note()
    # A line less, and a half-typed one, which Ctrl+C keeps.
    terminal.type(":source").press(ENTER).see(asked).press(ENTER).see("A book")
    terminal.press("\x7f").type(CLEAR).see_no_more("A book").press(SHIFT_TAB).see(asked)
    terminal.press(ENTER).see(where, "doi:10.1").type("Half").see("Half").press(CONTROL["c"])
    terminal.wait_until(lambda: "- doi:10.1\n- Half\n" in desk.note(), "the half-typed line")
    terminal = desk.sit("resume", "latest", **size).see(note, "No chair.")
    terminal.type(CLEAR).type(":finish").press(ENTER).see("(44)").type("No chair").see(f"({note})")


@pytest.mark.slow
def test_references_outlive_a_killed_program(desk):
    desk.write_note(ADVICE)
    terminal = desk.sit("edit", "latest", "--section", "condition").see("question 1 of 5")
    terminal.press(ENTER).see("No chair.").press(ALT_ENTER).type(":source").press(ENTER).see(ASKED)
    terminal.press(ENTER).see("Where can others read").type("A book").see("A book")
    terminal.wait_until(lambda: "A book" in "".join(desk.half_typed().values()), "the draft")
    terminal.process.kill(9)

    desk.sit("resume", "latest").see("No chair.", "**Sources**", "- A book")


def test_evidence_and_references_are_given_line_by_line(desk):
    desk.write_note("condition.biology=Old.", ADVICE)
    said = desk.run(
        "edit", "latest", "--plain", "--section", "condition",
        typed=":source\n9\n:menu\nguideline\nISBN 1\n:tags\nA book\n\n\n:s\n\\\n\\\nB\n:quit\n",
    ).stderr.decode()  # fmt: skip

    assert said.count(ASKED) == 2
    assert "A number from 1 to 6, or Enter." in said
    assert ":menu does nothing here." in said
    assert ":tags does nothing here." in said
    assert '"ISBN 1" has' not in said  # too short for one
    assert "How you know it: guideline, 2 sources (:source)" in said
    assert "<!-- coprod:condition.biology evidence=guideline sources=below" in desk.note()
    assert "- ISBN 1\n- A book\n" in desk.note()
    assert "<!-- coprod:condition.functioning sources=below" in desk.note()
    assert "No chair.\n\n**Sources**\n\n- B\n" in desk.note()


def test_a_number_in_a_reference_is_pointed_out(desk):
    desk.write_note("condition.biology=Old.")
    said = desk.run(
        "edit", "latest", "--plain", "--section", "condition",
        typed=":source\n\nBerg A, 2020-01-02\nRing 070-174 06 05\n\n:q\n",
    ).stderr.decode()  # fmt: skip

    assert 'You wrote "070-174 06 05": this may tell who somebody is. It is saved.' in said
    assert "Ring 070-174 06 05\n" in desk.note()


def test_the_end_of_input_keeps_what_was_typed(desk):
    desk.write_note("condition.biology=Old.")

    desk.run("edit", "latest", "--plain", "--section", "condition", typed=":source\n3\nA book\n")

    assert "coprod:condition.biology evidence=study sources=below" in desk.note()
    assert "- A book\n" in desk.note()

"""What a search found, at a terminal: a list from which a case is shown at an answer, or edited."""

import pytest
from made_up import PRIMARY_CARE, add_note
from terminal import CONTROL, DOWN, ENTER

pytestmark = pytest.mark.slow

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
CONTEXT = "situation.context"
PAGE_UP, PAGE_DOWN, HOME, END, ESCAPE = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b"
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])


def write_notes(folder, more=0):
    """Write two cases with something about waiting, and more."""
    texts = {ONE: "Läkaren väntade länge.", TWO: "Väntrummet var kallt, en lång väntan."}
    for number in range(more):
        texts[f"20261001-a{number:05}"] = f"Vi väntade, {number}."
    for case_id, text in texts.items():
        title = "Andra" if case_id == TWO else "Första"
        answers = {CONTEXT: text, "emotions.what-helps": "Ett namn.\n\n" * 30}
        add_note(folder, case_id, answers, title=title, template=PRIMARY_CARE, language="sv")


@SIZES
def test_enter_shows_the_case_at_the_answer_and_q_goes_back(desk, columns, rows):
    write_notes(desk.notebook)
    terminal = desk.sit("search", "vänt", columns=columns, rows=rows)
    terminal.see("2 answers in 2 of 2 cases", "> 20261110-bbbbbb  Andra - situation.context")
    terminal.see("[Väntrummet] var kallt", "Enter: show   e: edit   q, Esc: leave")
    terminal.press(DOWN, ENTER).see("Läkaren [väntade] länge.", "back to the list")
    assert terminal.lines()[2].strip() == "Vilket är sammanhanget?"
    terminal.type("q").see("> 20261101-aaaaaa").type("q")
    assert terminal.exit_code() == 0
    terminal.see("2 answers in 2 of 2 cases: väntade 1, väntan 1, väntrummet 1")


def test_e_opens_the_answer_and_what_is_written_there_is_saved(desk):
    write_notes(desk.notebook)
    terminal = desk.sit("search", "vänt").see("> 20261110").press(DOWN).type("e")
    terminal.see("Läkaren väntade länge.", "sammanhang").type(" Sedan kom hon.").press(ENTER)
    terminal.see("Review").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert "väntade länge. Sedan kom hon." in (desk.notebook / f"{ONE}.md").read_text("utf-8")


def test_a_long_list_is_moved_through_by_pages_and_to_its_ends(desk):
    write_notes(desk.notebook, more=30)
    terminal = desk.sit("search", "vänt").see("> 20261110").press(END)
    terminal.see("> 20261001-a00000").press(HOME).see("> 20261110")
    terminal.press(PAGE_DOWN).see_no_more("> 20261110").press(PAGE_UP).see("> 20261110")
    terminal.press(ESCAPE)
    assert terminal.exit_code() == 0


def test_line_by_line_a_number_shows_an_answer_and_e_edits_it(desk):
    write_notes(desk.notebook)
    terminal = desk.sit("search", "vänt", "--plain").see("1. 20261110", "Number >")
    terminal.answer("2").see("Läkaren [väntade] länge.", "coprod show 20261101-aaaaaa")
    terminal.answer("7").see("That number is not in the list.")
    terminal.answer("e 2").see("Your answer so far:", "Läkaren väntade länge.")


def test_nothing_found_opens_no_list(desk):
    write_notes(desk.notebook)
    terminal = desk.sit("search", "zebra").see("Nothing found.")
    assert terminal.exit_code() == 0


def test_it_speaks_swedish(desk):
    write_notes(desk.notebook)
    terminal = desk.sit("search", "vantrum", COPROD_LANGUAGE="sv")
    terminal.see('Inget stavas "vantrum". Visas: väntrummet (1).', "1 svar i 1 av 2 fall")
    terminal.see("Enter: visa   e: ändra")


def test_a_case_is_opened_at_the_same_question_by_its_address(desk):
    write_notes(desk.notebook)
    terminal = desk.sit("edit", ONE, "--at", CONTEXT, "--plain")
    terminal.see("Läkaren väntade länge.").answer("Läkaren kom.").see("Review - 2 of 46")
    assert "Läkaren kom." in (desk.notebook / f"{ONE}.md").read_text("utf-8")

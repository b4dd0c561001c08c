"""Creating a template by interview: with all keys, interrupted and resumed, and in plain lines."""

import pytest
from terminal import ALT_ENTER, CONTROL, ENTER

from coprod_cli.templates.loader import load_template
from coprod_cli.templates.proofread import proofread

TITLE = "What is the template's title?"
LANGUAGES = "In which languages is it?"
PURPOSE = "What is it for?"
SECTIONS = "Which sections does it have?"
CALLED = "What is the section called?"
ASKED = "What is asked in it?"
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
at_terminal = pytest.mark.slow


def sit(desk, *arguments, **rest):
    folder = str(desk.folder / "prompts" / "visit")
    return desk.sit("templates", "new", folder, *arguments, **rest)


def unfinished_notes(desk):
    """Return the notes of templates that are not created yet."""
    return list((desk.folder / ".local" / "state" / "coprod" / "new-templates").glob("*.md"))


@at_terminal
@SIZES
def test_a_template_is_made_at_the_terminal(desk, columns, rows):
    terminal = sit(desk, columns=columns, rows=rows).see(TITLE)
    terminal.type("A made-up visit").press(ENTER).see(LANGUAGES).press(ENTER)
    terminal.see(PURPOSE).press(ENTER).see(SECTIONS, "> Add one").press(ENTER)
    terminal.see(CALLED).type("Before").press(ENTER).see(ASKED)
    terminal.type("How did you come?").press(ALT_ENTER).type("Was it booked? (yes_on)").press(ENTER)
    terminal.see('Line 2: "yes_on" is no kind of answer; perhaps yes_no.')
    terminal.type("\x7f" * 3).type("no)").press(ENTER).see("Section 1: Before", "> Go on")
    terminal.press(ENTER).finish()
    folder = desk.folder / "prompts" / "visit"
    assert terminal.exit_code() == 0

    assert proofread(folder) == []
    template = load_template(folder)
    assert template.title == "A made-up visit"
    assert {address: each.type for address, each in template.questions.items()} == {
        "before.how-did-you-come": "text", "before.was-it-booked": "yes_no",
    }  # fmt: skip
    assert unfinished_notes(desk) == []


@at_terminal
def test_what_was_said_is_kept_when_a_person_stops(desk):
    terminal = sit(desk).see(TITLE).type("A made-up visit").press(ENTER).see(LANGUAGES)
    terminal.type("en, s").settle().press(CONTROL["c"])
    terminal.see("All you wrote is kept. To go on: the same command again.")
    assert len(unfinished_notes(desk)) == 1
    assert not (desk.folder / "prompts").exists()

    again = sit(desk).see(LANGUAGES, "> en, s").type("v").press(ENTER).see(PURPOSE)
    again.press(CONTROL["c"]).see("All you wrote is kept.")
    assert "en, sv" in unfinished_notes(desk)[0].read_text("utf-8")
    other = desk.sit("templates", "new", str(desk.folder / "prompts" / "other")).see(TITLE)
    assert not other.shows("A made-up visit")


@at_terminal
def test_one_that_extends_another_asks_for_no_sections(desk):
    terminal = sit(desk, "--extends", "every-type").see(TITLE).type("Mine").press(ENTER)
    terminal.see(LANGUAGES, "Enter: en, sv").press(ENTER).see(PURPOSE).press(ENTER)
    terminal.finish()
    assert terminal.exit_code() == 0

    text = (desk.folder / "prompts" / "visit" / "template.yaml").read_text("utf-8")
    assert "\nextends: every-type\ntitle: Mine\nlanguages:\n  - en\n  - sv\n" in text


def test_a_template_is_made_line_by_line_of_lines_from_a_pipe(desk):
    folder = desk.folder / "prompts" / "visit"
    typed = [
        "A made-up visit", "en", "",
        "a", "Before", "How did you come? (line)\\", "Was it booked? (yes_no)", "", "f", "",
    ]  # fmt: skip
    done = desk.run("templates", "new", str(folder), "--plain", typed="\n".join(typed))

    told = done.stderr.decode()
    for asked in (TITLE, LANGUAGES, PURPOSE, SECTIONS, CALLED, ASKED):
        assert asked in told
    assert done.stdout.decode() == f"{folder}\n"
    assert len(load_template(folder).questions) == 2
    assert unfinished_notes(desk) == []


def test_lines_that_end_too_early_are_kept(desk):
    done = desk.run(
        "templates", "new", str(desk.folder / "visit"), "--plain", typed="A made-up visit\n"
    )

    assert done.returncode == 130
    assert "A made-up visit" in unfinished_notes(desk)[0].read_text("utf-8")
    assert not (desk.folder / "visit").exists()

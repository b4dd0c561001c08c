"""However an interview ends, typed text is saved and the terminal is restored."""

import json
import os
import signal
import stat
import sys
import time

import pytest
from terminal import ALT_ENTER, CONTROL, ENTER, SHIFT_TAB

pytestmark = pytest.mark.slow

FIRST = "Section 1 of 9 - question 1 of 5"
SECOND = "Section 1 of 9 - question 2 of 5"
SIGNALS = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["TERM", "HUP"])
SHOW_CURSOR, LEAVE_SCREEN, NO_BRACKETS = b"\x1b[?25h", b"\x1b[?1049l", b"\x1b[?2004l"


def begin(desk, *more):
    return desk.sit("new-case", "--template", "primary-care", "--title", "T", *more).see(FIRST)


def half_way(desk):
    """Start an interview with one answer, and two half-typed lines at the next question."""
    terminal = begin(desk).type("One").press(ENTER).see(SECOND)
    return terminal.type("Half of").press(ALT_ENTER).type("a text").see("> Half of a text")


def resume(desk):
    """Resume, and check that the half-typed text is there with the cursor at its end."""
    terminal = desk.sit("resume").see(SECOND, "> Half of a text")
    terminal.see_cursor_behind("   a text")
    terminal.type(", whole").see("a text, whole").press(ENTER).see("3 of 46 - 2 answered")
    assert desk.answer("situation.setting") == "One"
    assert desk.answer("situation.context") == "Half of\na text, whole"


# --- ways to end -----------------------------------------------------------------------------


def test_a_text_is_on_disk_within_a_second_and_outlives_a_kill(desk):
    terminal = half_way(desk)
    typed_at = time.monotonic()
    terminal.wait_until(
        lambda: desk.half_typed() == {"situation.context": "Half of\na text"}, "the text on disk"
    )
    assert time.monotonic() - typed_at < 1
    terminal.kill()
    assert terminal.exit_code() == -signal.SIGKILL
    assert desk.answer("situation.context") == ""
    resume(desk)


def test_a_text_that_grows_is_kept_as_it_grows(desk):
    terminal = begin(desk)
    for end in range(1, 6):
        terminal.type(str(end))
        wanted = {"situation.setting": "12345"[:end]}
        terminal.wait_until(lambda wanted=wanted: desk.half_typed() == wanted, str(wanted))


@pytest.mark.parametrize("wait", [0.0, 0.6])
def test_a_title_that_is_typed_at_once_outlives_a_kill(desk, wait):
    terminal = desk.sit("new-case", "--template", "primary-care").see("What shall this be called?")
    terminal.settle(wait)
    terminal.type("A made-up morning").see(">  A made-up morning")
    terminal.wait_until(lambda: desk.half_typed() == {"title": "A made-up morning"}, "the title")
    terminal.kill()
    assert terminal.exit_code() == -signal.SIGKILL
    terminal = desk.sit("resume").see("What shall this be called?", ">  A made-up morning")
    terminal.press(ENTER).see(f"1 of 46 - 0 answered {FIRST}")
    assert desk.case().title == "A made-up morning"


def sit_at_a_long_template(desk, *more):
    """Start an interview with a template so long that loading it and each step take time."""
    folder = desk.folder / "prompts" / "long"
    folder.mkdir(parents=True)
    questions = "".join(f"  - {{id: q{number}, text: Why?}}\n" for number in range(2000))
    sections = ("one", "two", "three")
    for name in sections:
        (folder / f"{name}.yaml").write_text(f"id: {name}\ntitle: T\nquestions:\n{questions}")
    (folder / "template.yaml").write_text(
        f"id: long\nversion: 1.0.0\ntitle: Long\nsections: [{', '.join(sections)}]\n"
    )
    environment = {"COPROD_PROMPTS": str(folder.parent)}
    return desk.sit("new-case", "--template", "long", *more, **environment)


def test_a_title_that_is_typed_while_all_is_still_loading_outlives_a_kill(desk):
    terminal = sit_at_a_long_template(desk).see("What shall this be called?")
    terminal.type("A morning").see(">  A morning")
    terminal.wait_until(lambda: desk.half_typed() == {"title": "A morning"}, "the title on disk")
    terminal.kill()
    assert terminal.exit_code() == -signal.SIGKILL


@pytest.mark.parametrize("delay", [0.02, 0.05, 0.08])
def test_ctrl_c_between_two_questions_waits_for_the_next_one(desk, delay):
    terminal = sit_at_a_long_template(desk, "--title", "T").see("question 1 of 2000")
    terminal.type("One").send_bytes(b"\r")
    time.sleep(delay)
    terminal.send_bytes(CONTROL["c"].encode())
    assert terminal.exit_code() == 130
    assert terminal.shows(f"To go on: coprod resume {desk.case().id}")
    assert not terminal.is_full_screen
    # If both keys arrive at once, as on a busy machine, the text is a draft.
    kept = desk.half_typed() or {"one.q0": desk.answer("one.q0")}
    assert {address: text.strip() for address, text in kept.items()} == {"one.q0": "One"}


def test_a_template_that_is_not_there_takes_the_first_screen_away(desk):
    terminal = desk.sit("new-case", "--template", "no-such-thing")
    assert terminal.exit_code() == 4
    assert terminal.shows("coprod: there is no template")
    assert not terminal.is_full_screen
    assert not desk.notebook.exists()


@SIGNALS
def test_a_signal_keeps_the_text_and_leaves(desk, number):
    terminal = half_way(desk)
    terminal.kill(number)
    assert terminal.exit_code() == 130
    assert desk.half_typed() == {"situation.context": "Half of\na text"}
    assert terminal.shows(f"To go on: coprod resume {desk.case().id}")
    resume(desk)


def test_a_closed_window_keeps_the_text_and_leaves(desk):
    assert half_way(desk).close_window() == 130
    assert desk.half_typed() == {"situation.context": "Half of\na text"}
    resume(desk)


@pytest.mark.parametrize("where", [":menu", ":help"])
@SIGNALS
def test_a_signal_leaves_from_any_screen(desk, where, number):
    terminal = half_way(desk).press(SHIFT_TAB).see(FIRST).press(ENTER).see("> Half of a text")
    terminal.type(where).press(ENTER).see(
        "All questions" if where == ":menu" else "Enter: back to the question"
    )
    terminal.kill(number)
    assert terminal.exit_code() == 130
    resume(desk)


def test_a_signal_at_the_very_first_screen_keeps_the_title(desk):
    terminal = (
        desk.sit("new-case", "--template", "primary-care")
        .see("What shall this be called?")
        .type("A morning")
    )
    terminal.kill(signal.SIGTERM)
    assert terminal.exit_code() == 130
    desk.sit("resume").see("What shall this be called?", ">  A morning")


def test_a_window_closed_at_the_very_first_screen_leaves_a_draft(desk):
    terminal = (
        desk.sit("new-case", "--template", "primary-care")
        .see("What shall this be called?")
        .type("A morning")
    )
    assert terminal.close_window() == 130
    assert desk.case().status == "draft"
    assert desk.half_typed() == {"title": "A morning"}


def test_a_signal_before_the_first_screen_does_no_harm(desk):
    terminal = desk.sit("new-case", "--template", "primary-care", "--title", "T")
    terminal.kill(signal.SIGTERM)
    assert terminal.exit_code() in {-signal.SIGTERM, 130}
    for path in desk.notebook.glob("*"):
        assert path.suffix == ".md" or path.name == ".coprod", path


# --- the terminal afterwards -----------------------------------------------------------------


@pytest.mark.parametrize("how", ["TERM", "HUP", "c", ":quit", "finished"])
def test_the_terminal_is_left_as_it_was(desk, how):
    program = f"exec {sys.executable} -m coprod_cli new-case --title T --section reflections"
    terminal = desk.sit_in_shell(
        'echo before; stty -a > "$HOME/before"\n'
        f"""sh -c 'echo $$ > "$HOME/process"; {program}'; code=$?\n"""
        'stty -a > "$HOME/after"; echo "code $code"'
    )
    terminal.see("question 1 of 6").type("Half").see(">  Half")
    if how in ("TERM", "HUP"):
        process = int((desk.folder / "process").read_text())
        os.kill(process, getattr(signal, f"SIG{how}"))
    elif how == "c":
        terminal.press(CONTROL["c"])
    elif how == ":quit":
        terminal.type("\x15").see_no_more("Half").type(":quit").press(ENTER)
    else:
        for number in range(1, 7):
            terminal.see(f"question {number} of 6").press(ENTER)
        terminal.finish()
    if how == "finished":
        terminal.see("Go on with the other sections now? y/N").press(ENTER)
    terminal.see(f"code {0 if how == 'finished' else 130}")
    assert terminal.lines()[0] == "before", "what stood on the screen stands there again"
    assert not terminal.shows("So what?")
    assert not terminal.is_full_screen
    assert not terminal.cursor_is_hidden
    before, after = ((desk.folder / name).read_text() for name in ("before", "after"))
    assert before == after
    assert {"icanon", "echo", "isig"} <= set(after.split())
    end = terminal.output.rindex(LEAVE_SCREEN)
    assert SHOW_CURSOR in terminal.output[end:]
    assert NO_BRACKETS in terminal.output
    assert b"\x1b[?2004h" not in terminal.output[terminal.output.rindex(NO_BRACKETS) :]


def test_the_questions_are_asked_at_the_terminal_where_the_output_goes_to_a_file(desk):
    terminal = desk.sit_in_shell(
        'coprod new-case --template primary-care --title T > "$HOME/file"'
    ).see(FIRST)
    terminal.type("One").press(ENTER).see(SECOND).press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert (desk.folder / "file").read_bytes() == b""
    assert desk.answer("situation.setting") == "One"


def test_the_terminal_is_not_asked_where_its_cursor_is(desk):
    # prompt_toolkit would print a warning on a terminal that does not answer.
    terminal = begin(desk).type("One").press(ENTER).see(SECOND).settle(2.2)
    assert not terminal.shows("WARNING")
    assert b"\x1b[6n" not in terminal.output


# --- a resize --------------------------------------------------------------------------------


def test_a_resize_shows_the_question_and_the_text_once(desk):
    question = "What is the context?"
    terminal = half_way(desk)
    for columns, rows in ((60, 20), (100, 30), (40, 16), (80, 24)):
        terminal.resize(columns, rows)
        terminal.see(question, "Half of a text", "Ctrl+C: stop").settle()
        for text in (
            question,
            "Half of",
            "a text",
            "Situation",
            "2 of 46",
            "Ctrl+C: stop",
            "Exact dates",
        ):
            assert terminal.count(text) == 1, (text, terminal.text())
        terminal.see_cursor_behind("   a text")
    terminal.type("!").see("a text!").press(ENTER).see("question 3 of 5")
    assert desk.answer("situation.context") == "Half of\na text!"


def test_a_resize_of_the_menu_shows_it_once(desk):
    terminal = begin(desk).type(":menu").press(ENTER).see("> What is the setting?")
    for columns, rows in ((60, 20), (100, 30), (80, 24)):
        terminal.resize(columns, rows).see("> What is the setting?", "Enter: go there").settle()
        assert terminal.count("What is the setting?") == 1
        assert terminal.count("All questions") == 1


def test_a_very_small_window_does_no_harm(desk):
    terminal = half_way(desk).resize(20, 5).settle()
    terminal.type("!").settle()
    terminal.resize(80, 24).see("> Half of a text!").press(ENTER).see("question 3 of 5")
    assert desk.answer("situation.context") == "Half of\na text!"


# --- files on disk ---------------------------------------------------------------------------


def test_notes_drafts_and_their_folders_are_private(desk):
    terminal = half_way(desk)
    terminal.wait_until(desk.half_typed, "the text on disk")
    for path in (desk.notebook, *desk.notebook.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_nothing_typed_is_in_what_is_said_at_the_end(desk):
    terminal = half_way(desk).press(CONTROL["c"])
    assert terminal.exit_code() == 130
    end = terminal.output[terminal.output.rindex(LEAVE_SCREEN) :]
    assert b"Half" not in end
    assert b"One" not in end


def test_an_answer_that_cannot_be_saved_stays_on_the_screen_and_is_kept(desk):
    desk.write_note()
    assert len(desk.note()) > 4096
    terminal = desk.sit_in_shell("ulimit -f 4; coprod resume").see(FIRST)
    terminal.type("One").press(ENTER)
    terminal.see("This could not be saved: ", "Your text is still here.", ">  One", FIRST)
    terminal.type(" two").press(ENTER).see("Your text is still here.", ">  One two")
    assert desk.answer("situation.setting") == ""
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    desk.sit("resume").see(FIRST, ">  One two").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One two"


def test_a_note_that_is_gone_does_not_take_the_text_with_it(desk):
    terminal = begin(desk)
    note = desk.note_path
    content = note.read_bytes()
    note.unlink()
    terminal.type("One").press(ENTER)
    terminal.see("this cannot be read: no such file or directory.", "Your text is still here.")
    note.write_bytes(content)
    terminal.see(">  One").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One"


def test_half_typed_text_of_a_question_that_is_gone_is_kept_elsewhere_and_told(desk):
    desk.write_note()
    drafts = desk.notebook / ".coprod" / "drafts" / f"{desk.case().id}.json"
    drafts.parent.mkdir(exist_ok=True)
    texts = {"situation.gone": "Made-up words", "situation.role": "A nurse"}
    drafts.write_text(json.dumps({"at": "situation.role", "texts": texts}))
    terminal = desk.sit("resume").see(">  A nurse", "is kept in").press(CONTROL["c"])

    assert terminal.exit_code() == 130
    (kept,) = desk.notebook.glob(".coprod/rescued/*/*")
    assert (kept.name, kept.read_text()) == ("situation.gone.md", "Made-up words")
    assert str(kept.parent) in "".join(terminal.text().split())
    assert desk.half_typed() == {"situation.role": "A nurse"}

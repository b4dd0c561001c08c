"""External editor for one answer: its text comes back, and no text is lost."""

import shlex
import sys

import pytest
from terminal import ALT_ENTER, CONTROL, ENTER, SHIFT_TAB

pytestmark = pytest.mark.slow

NEW_CASE = ("new-case", "--template", "primary-care", "--title", "T")
FIRST = "Section 1 of 9 - question 1 of 5"
SECOND = "Section 1 of 9 - question 2 of 5"
# Logs its arguments and the file, then runs the script of its test.
EDITOR = """
import os, stat, sys
path = sys.argv[-1]
text = open(path, newline="").read()
with open({log!r}, "a") as log:
    log.write(repr([sys.argv[1:-1], path, text, oct(stat.S_IMODE(os.stat(path).st_mode)),
        oct(stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode)),
        os.isatty(0) and os.isatty(1), os.environ.get("TERM")]) + "\\n")
{script}
"""
COMMENT = """
# ------------------------ >8 ------------------------
# Write above this line; it and the question below go away again.
#
# What is the setting?
#
# What sort of care this was, such as a planned visit, a phone call or a
# home visit, and which roles took part.
#
"""
SAVES = "open(path, 'w', newline='').write({text!r})"


def editor(desk, script, name="editor"):
    """Create an editor that runs a script; return its command."""
    path = desk.folder / f"{name}.py"
    path.write_text(EDITOR.format(log=str(desk.folder / f"{name}.log"), script=script))
    return shlex.join([sys.executable, str(path)])


def editor_log(desk, name="editor"):
    """Return what each run of the editor saw: arguments, path, text, modes, a terminal."""
    return [eval(line) for line in (desk.folder / f"{name}.log").read_text().splitlines()]  # noqa: S307


def begin(desk, command, **more):
    return desk.sit(*NEW_CASE, EDITOR=command, **more).see(FIRST)


def editor_folders(desk):
    return sorted(path.name for path in desk.notebook.glob(".coprod/editing/*"))


@pytest.mark.parametrize("opens", [(CONTROL["g"],), (":edit", ENTER)], ids=["Ctrl+G", ":edit"])
def test_what_the_editor_saves_comes_back_to_the_question(desk, opens):
    command = editor(desk, SAVES.format(text="One\n\n  two\nthree\n"))
    terminal = begin(desk, command).press(*opens).see("> One two three", FIRST)
    assert desk.answer("situation.setting") == "", "it is taken with Enter, and not before"
    assert desk.half_typed() == {"situation.setting": "One\n\n  two\nthree"}
    terminal.type(", four").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One\n\n  two\nthree, four"
    assert editor_log(desk)[0][2] == f"\n{COMMENT}"
    assert editor_folders(desk) == []


def test_the_editor_has_what_is_typed_in_a_private_file(desk):
    command = editor(desk, SAVES.format(text="Other\n"))
    terminal = begin(desk, command).type("One").press(ALT_ENTER).type("two").press(CONTROL["g"])
    terminal.see(">  Other").press(ENTER).see(SECOND)
    ((arguments, path, text, mode, folder_mode, is_terminal, term),) = editor_log(desk)
    assert arguments == []
    folder, name = path.rsplit("/", 1)
    editing = desk.notebook / ".coprod" / "editing"
    assert folder.startswith(f"{editing / desk.case().id}.situation.setting.")
    assert name == "situation.setting.md"
    assert text == f"One\ntwo\n{COMMENT}"
    assert (mode, folder_mode) == ("0o600", "0o700")
    assert is_terminal
    assert term == "xterm-256color"
    assert desk.answer("situation.setting") == "Other"
    assert editor_folders(desk) == []


def test_the_question_stands_below_the_text_and_is_taken_out_again(desk):
    script = "open(path, 'w').write('# One' + text + 'Two')"
    begin(desk, editor(desk, script)).press(CONTROL["g"]).see("> # One Two").press(ENTER)
    assert desk.answer("situation.setting") == "# One\n\nTwo"


def test_the_comment_is_in_the_language_of_the_person(desk):
    command = editor(desk, SAVES.format(text="Ett"))
    terminal = desk.sit(*NEW_CASE, "--language", "sv", EDITOR=command)
    terminal.see("fråga 1 av 5").press(CONTROL["g"]).see(">  Ett")
    shown = editor_log(desk)[0][2].split("\n")
    assert shown[3] == "# Skriv ovanför den här raden; den och frågan under tas bort igen."
    assert shown[:3] == ["", "", "# ------------------------ >8 ------------------------"]


def test_without_a_variable_the_first_editor_of_the_system_is_taken(desk):
    for name in ("nano", "vi"):
        program = desk.folder / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho from {name} > "$1"\n/bin/sleep 1\n')
        program.chmod(0o755)
    begin(desk, "", PATH=f"{desk.folder / 'bin'}:/nowhere").press(CONTROL["g"]).see("from nano")


def test_visual_comes_before_editor_and_may_have_arguments(desk):
    visual = editor(desk, SAVES.format(text="From visual"), "visual")
    terminal = begin(desk, editor(desk, ""), VISUAL=f"{visual} --wait 'two words'")
    terminal.press(CONTROL["g"]).see(">  From visual")
    assert editor_log(desk, "visual")[0][0] == ["--wait", "two words"]
    assert not (desk.folder / "editor.log").exists()


def test_the_word_edit_behind_the_text_that_was_there_opens_that_text(desk):
    command = editor(desk, SAVES.format(text="Other"))
    terminal = begin(desk, command).type("One").press(ENTER).see(SECOND).press(SHIFT_TAB)
    terminal.see(">  One").type(":edit").press(ENTER).see(">  Other")
    assert editor_log(desk)[0][2] == f"One\n{COMMENT}"
    assert desk.answer("situation.setting") == "One"
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "Other"


def test_the_editor_draws_on_a_screen_of_its_own_and_leaves_the_question_whole(desk):
    command = editor(desk, "print('I am an editor'); input(); " + SAVES.format(text="Other"))
    terminal = begin(desk, command).press(CONTROL["g"]).see("I am an editor")
    assert not terminal.is_full_screen
    assert not terminal.shows(FIRST)
    terminal.type("typed to the editor").see("typed to the editor").press(ENTER)
    terminal.see(">  Other", FIRST, "What is the setting?")
    assert terminal.is_full_screen
    assert not terminal.shows("editor\n")
    assert not terminal.shows("I am an editor")
    terminal.see_cursor_behind(">  Other")


@pytest.mark.parametrize(
    ("script", "problem", "kept"),
    [
        ("sys.exit(3)", "The editor ended with error 3. Your text is as it was.", []),
        (
            "open(path, 'w').write('New'); sys.exit(3)",
            "The editor ended with error 3. Your text is as it was. What the editor left is in",
            ["New"],
        ),
        ("os.kill(os.getpid(), 9)", "The editor ended with error -9.", []),
        ("os.unlink(path)", "The editor left no file. Your text is as it was.", []),
        (
            "open(path, 'wb').write(b'caf\\xe9')",
            "The editor did not save UTF-8 text. Your text is as it was. What the editor left",
            ["caf\udce9"],
        ),
    ],
    ids=["fails", "saves and fails", "dies", "deletes", "latin-1"],
)
def test_an_editor_that_goes_wrong_loses_nothing(desk, script, problem, kept):
    terminal = begin(desk, editor(desk, script)).type("One").press(CONTROL["g"])
    terminal.see(problem, ">  One", FIRST)
    assert editor_folders(desk) == []
    rescued = sorted(desk.notebook.glob(".coprod/rescued/*/*"))
    for saved, text in zip(rescued, kept, strict=True):
        assert saved.read_text("utf-8", "surrogateescape") == text
        assert "".join(str(saved).split()) in "".join(terminal.text().split())
    assert desk.half_typed() == {"situation.setting": "One"}
    terminal.type(" two").see(">  One two").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One two"


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("/no/such/editor -w", 'The editor "/no/such/editor" could not be started. Set EDITOR.'),
        ("vi 'open", "Your editor's command has an open quotation mark. Set EDITOR anew."),
    ],
)
def test_an_editor_that_cannot_be_started_loses_nothing(desk, command, problem):
    terminal = begin(desk, command).type("One").press(CONTROL["g"]).see(problem, ">  One")
    assert editor_folders(desk) == []
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One"


def test_an_editor_that_does_nothing_changes_nothing(desk):
    desk.write_note("situation.setting=One\n\n  two")
    before = desk.note()
    terminal = desk.sit("edit", "latest", "--section", "situation", EDITOR=editor(desk, ""))
    terminal.see("> One two").press(CONTROL["g"]).settle(0.4).see("> One two")
    terminal.press(ENTER).see(SECOND)
    assert desk.note() == before


def test_windows_line_ends_and_a_byte_order_mark_from_an_editor_are_no_part_of_the_text(desk):
    command = editor(desk, "open(path, 'wb').write(b'\\xef\\xbb\\xbfOne\\r\\ntwo\\r\\n')")
    begin(desk, command).press(CONTROL["g"]).see("> One two").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo"


def test_an_editor_that_empties_the_text_leaves_the_question_open(desk):
    command = editor(desk, SAVES.format(text="\n"))
    terminal = begin(desk, command).type("One").press(CONTROL["g"]).see_no_more(">  One")
    terminal.press(ENTER).see("2 of 46 - 0 answered")
    assert not desk.case().answer("situation.setting").given


def test_controls_from_an_editor_are_not_stored(desk):
    command = editor(desk, "open(path, 'w').write('a\\x1b[31mred\\x07')")
    begin(desk, command).press(CONTROL["g"]).see("red").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "ared"


def test_ctrl_c_in_an_editor_is_the_editors_own(desk):
    script = f"""
import signal, time
signal.signal(signal.SIGINT, lambda *_: ({SAVES.format(text="Other")}, sys.exit()))
print("I am an editor", flush=True)
time.sleep(60)
"""
    terminal = begin(desk, editor(desk, script)).type("One").press(CONTROL["g"])
    terminal.see("I am an editor").press(CONTROL["c"]).see(">  Other", FIRST)
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "Other"


@pytest.mark.parametrize("key", [CONTROL["c"], "\x1c"], ids=["Ctrl+C", "Ctrl+Backslash"])
def test_a_key_that_ends_the_editor_ends_no_more_than_the_editor(desk, key):
    script = "import time\nprint('I am an editor', flush=True)\ntime.sleep(60)"
    terminal = begin(desk, editor(desk, script)).type("One").press(CONTROL["g"])
    terminal.see("I am an editor").press(key).see("The editor ended with error", ">  One", FIRST)
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One"


def test_a_window_closed_while_an_editor_is_open_keeps_the_text(desk):
    terminal = begin(desk, editor(desk, "print('I am an editor'); input()")).type("One")
    terminal.press(CONTROL["g"]).see("I am an editor")
    assert terminal.close_window() == 130
    assert desk.half_typed() == {"situation.setting": "One"}


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (":back", "This is the first question."),
        (":menu", "> ~ What is the setting?"),
        (":help", "Ctrl+G: write in your own editor"),
        (":quit", "To go on: coprod resume"),
    ],
)
def test_a_command_behind_what_the_editor_saved_leaves_that_text(desk, command, shown):
    terminal = begin(desk, editor(desk, SAVES.format(text="Other"))).press(CONTROL["g"])
    terminal.see(">  Other").type(command).press(ENTER).see(shown).settle()
    assert desk.half_typed() == {"situation.setting": "Other"}
    assert desk.answer("situation.setting") == ""


def test_after_the_editor_the_keys_are_as_before(desk):
    command = editor(desk, SAVES.format(text="Other"))
    terminal = begin(desk, command).press(CONTROL["g"]).see(">  Other")
    terminal.press(CONTROL["g"]).see(">  Other").type("!").see(">  Other!").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert [each[2] for each in editor_log(desk)] == [f"\n{COMMENT}", f"Other\n{COMMENT}"]
    assert desk.half_typed() == {"situation.setting": "Other!"}

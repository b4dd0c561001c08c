"""What a terminal sends by itself, and what crashed programs leave on, in a pseudo-terminal."""

import shutil
import sys

import pytest
from terminal import CONTROL, DOWN, ENTER

pytestmark = pytest.mark.slow

FIRST = "Section 1 of 9 - question 1 of 5"
SECOND = "Section 1 of 9 - question 2 of 5"
REPORTS = {
    "focus": "\x1b[I\x1b[O",
    "attributes": "\x1b[?62;22c\x1b[>1;4000;27c",
    "colour, ended by BEL": "\x1b]11;rgb:ffff/ffff/ffff\x07",
    "colour, ended by ST": "\x1b]10;rgb:0000/0000/0000\x1b\\",
    "version": "\x1bP>|XTerm(390)\x1b\\",
    "graphics": "\x1b_Gi=31;OK\x1b\\",
    "position": "\x1b[24;80R",
    "mouse": "\x1b[<0;10;20M\x1b[M !!",
    "size": "\x1b[48;24;80;480;800t",
    "colour scheme": "\x1b[?997;1n",
    "mode": "\x1b[?2026;2$y",
    "key released": "\x1b[99;5:3u",
}
EACH = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
RESET = ("\x1b[<u", "\x1b[=0u", "\x1b[>4;0m", "\x1b[?2026l", "\x1b>", "\x1b[?25h")
RESET_MODES = (1, 1000, 1002, 1003, 1004, 1006, 1015, 2004, 2031, 2048)
SCREENS = {
    "text": ((), FIRST),
    "command": ((":menu", ENTER, ":"), ">  :"),
    "menu": ((":menu", ENTER), "All questions"),
    "help": ((":help", ENTER), "Ctrl+C: stop; every word is kept"),
}


def begin(desk, **rest):
    return desk.sit("new-case", "--template", "primary-care", "--title", "T", **rest).see(FIRST)


def resets(output: bytes) -> list[str]:
    """Return what is missing in output that should reset all modes."""
    text = output.decode(errors="replace")
    missing = [code for code in RESET if code not in text]
    off = {mode for part in text.split("\x1b[?")[1:] for mode in part.partition("l")[0].split(";")}
    return missing + [str(mode) for mode in RESET_MODES if str(mode) not in off]


@EACH
def test_a_report_is_no_part_of_an_answer(desk, report):
    terminal = begin(desk).type("On").type(report).type("e").see(">  One").press(ENTER)
    terminal.see(SECOND)
    assert desk.answer("situation.setting") == "One"


@EACH
def test_a_report_whose_bytes_come_one_by_one_is_no_part_of_an_answer(desk, report):
    terminal = begin(desk).type("On")
    for byte in report.encode():
        terminal.send_bytes(bytes([byte]))
        terminal.read(0.01)
    terminal.type("e").see(">  One").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One"


@pytest.mark.parametrize("screen", SCREENS)
def test_on_every_screen_reports_change_nothing(desk, screen):
    keys, seen = SCREENS[screen]
    terminal = begin(desk).press(*keys).see(seen).settle()
    before = terminal.text()
    assert terminal.type("".join(REPORTS.values())).settle(0.4).text() == before


def test_in_a_list_and_at_the_title_reports_change_nothing(desk):
    terminal = desk.sit("new-case", "--template", "every-type")
    terminal.see("What shall this be called?").type("".join(REPORTS.values())).type("T")
    terminal.see(">  T").press(ENTER).see("What do you call this visit?").press(ENTER)
    terminal.see("> (leave it open)").settle()
    before = terminal.text()
    assert terminal.type("".join(REPORTS.values())).settle(0.4).text() == before
    terminal.type("\x1b[B\x1b[13u").see("3 of 6 - 1 answered")


def test_keys_of_a_newer_protocol_are_the_same_keys(desk):
    terminal = begin(desk)
    terminal.type("\x1b[79:79;2u\x1b[110u\x1b[101u\x1b[13;3u\x1b[228;1:1u").see(">  One ä")
    terminal.type("\x1b[13u").see(SECOND).type("\x1b[9;2u").see(FIRST)
    terminal.type("\x1b[27;5;99~")
    assert terminal.exit_code() == 130
    assert desk.answer("situation.setting") == "One\nä"


@pytest.mark.parametrize("key", ["\x1b[99;5u", "\x1b[27;5;99~", "\x1b[100;5u", "\x1b[99;5:1u"])
@pytest.mark.parametrize("screen", ["text", "menu", "help"])
def test_ctrl_c_stops_whatever_its_form(desk, key, screen):
    keys, seen = SCREENS[screen]
    terminal = begin(desk).press(*keys).see(seen).type(key)
    assert terminal.exit_code() == 130


def test_ctrl_and_space_does_not_make_a_question_deaf(desk):
    terminal = begin(desk).type("One").press("\0").type(" two").see(">  One two")
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One two"


def test_a_paste_without_an_end_is_kept_and_the_keys_work_again(desk):
    terminal = begin(desk).type("\x1b[200~Pasted\rtext").settle(1.5)
    terminal.see(">  Pasted text").type(" and more").see("text and more")
    terminal.type("\x1b[201~").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "Pasted\ntext and more"


def test_a_report_that_is_cut_off_takes_no_typed_word_with_it(desk):
    terminal = begin(desk).type("\x1b]11;rgb:ff").settle(0.3)
    terminal.type("On").type("e").settle(1.2)
    terminal.see(">  One").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One"


# --- modes -----------------------------------------------------------------------------------


def test_modes_that_a_crashed_program_left_on_are_reset_at_start_and_exit(desk):
    terminal = begin(desk)
    assert resets(terminal.output) == []
    start = len(terminal.output)
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    left = terminal.output[start:]
    assert resets(left) == []
    assert resets(left[left.index(b"\x1b[?1049l") :]) == [], "on the first screen, too"


def test_modes_are_reset_around_the_editor(desk):
    editor = desk.folder / "editor.py"
    editor.write_text(
        "import sys; print('\\x1b[?1003h\\x1b[>1u'); open(sys.argv[1], 'w').write('E')"
    )
    terminal = begin(desk, EDITOR=f"{sys.executable} {editor}").settle()
    start = len(terminal.output)
    terminal.press(CONTROL["g"]).see(">  E")
    before, _, after = terminal.output[start:].partition(b"\x1b[?1003h\x1b[>1u")
    assert (resets(before), resets(after)) == ([], [])


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
def test_modes_are_reset_when_coprod_is_stopped_and_goes_on(desk):
    terminal = desk.sit_in_shell("exec bash --norc -i", PS1="$ ").see("$")
    terminal.type(
        f"{sys.executable} -m coprod_cli new-case --template primary-care --title T\r"
    ).see(FIRST)
    start = len(terminal.output)
    terminal.type("One").press("\x1a").see("Stopped")
    assert not terminal.is_full_screen
    assert resets(terminal.output[start:]) == []
    start = len(terminal.output)
    terminal.type("fg\r").see(FIRST, ">  One")
    assert terminal.is_full_screen
    assert resets(terminal.output[start:]) == []
    terminal.type("!").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One!"


@pytest.mark.parametrize("term", ["linux", "vt100", "ansi"])
def test_a_terminal_that_would_show_private_codes_gets_none(desk, term):
    terminal = begin(desk, TERM=term).press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert b"\x1b[<" not in terminal.output
    assert b"\x1b[>" not in terminal.output
    assert b"\x1b[?25h" in terminal.output


# --- line by line ----------------------------------------------------------------------------


@EACH
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_a_report_is_no_part_of_a_line(desk, report, term):
    if (report, term) == (REPORTS["mouse"], "xterm-256color") or (term, report[-1]) == (
        "dumb",
        "!",
    ):
        report = "\x1b[<0;10;20M"  # the three bytes of the oldest form cannot be told from text
    terminal = desk.sit(
        "new-case", "--template", "primary-care", "--title", "T", "--plain", rows=200, TERM=term
    ).see(FIRST)
    terminal.type("On").type(report).type("e").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One"


def test_ctrl_c_as_a_sequence_stops_line_by_line_and_keeps_the_line(desk):
    terminal = desk.sit(
        "new-case", "--template", "primary-care", "--title", "T", "--plain", rows=200
    ).see(FIRST)
    terminal.type("Half").type("\x1b[99;5u")
    assert terminal.exit_code() == 130
    assert desk.half_typed() == {"situation.setting": "Half"}


def test_line_by_line_modes_are_reset_too_but_not_on_a_dumb_terminal(desk):
    terminal = desk.sit(
        "new-case", "--template", "primary-care", "--title", "T", "--plain", rows=200
    ).see(FIRST)
    assert resets(terminal.output) == []
    start = len(terminal.output)
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert resets(terminal.output[start:]) == []


def test_piped_lines_are_cleaned_of_sequences(desk):
    done = desk.run(
        "new-case",
        "--template",
        "primary-care",
        "--title",
        "T",
        "--plain",
        typed="On\x1b[31me\x1b]0;t\x07\x1b\n",
    )
    assert done.returncode == 130
    assert desk.answer("situation.setting") == "One"


@pytest.mark.parametrize("key", ["\x1b[I", "\x1b]11;rgb:0\x07", DOWN + "\0"])
def test_the_list_of_next_steps_is_ticked_by_its_keys_alone(desk, key):
    desk.write_note("reflections.now-what=Call back\nWrite")
    terminal = desk.sit("tasks", "--pick").see("> ○ Call back", "Write").type(key).settle()
    assert terminal.count("○") == 2
    terminal.press(ENTER)
    assert terminal.exit_code() == 0
    assert "[x]" not in desk.note()

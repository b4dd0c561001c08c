"""All applications share one set of default keys, and none of them has a mode of its own."""

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import DummyInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from coprod_cli.interview.askers.terminal.key_bindings import share_key_bindings
from coprod_cli.interview.askers.terminal.key_parser import KeyParser
from coprod_cli.interview.askers.terminal.text_input import Exit, text_input

UNSEEN = {
    "Ctrl+Space": "\0",
    "Shift+Left": "\x1b[1;2D",
    "Shift+Home": "\x1b[1;2H",
    "Ctrl+Shift+Left": "\x1b[1;6D",
    "Ctrl+X": "\x18",
    "Ctrl+X Ctrl+X": "\x18\x18",
    "Ctrl+X Ctrl+E": "\x18\x05",
    "Ctrl+X (": "\x18(",
    "Ctrl+Q": "\x11",
    "Ctrl+V": "\x16",
    "Ctrl+R": "\x12",
    "Ctrl+S": "\x13",
    "Ctrl+T": "\x14",
    "Ctrl+]": "\x1d",
    "Alt+1": "\x1b1",
    "Alt+-": "\x1b-",
    "Alt+.": "\x1b.",
    "Alt+<": "\x1b<",
    "Alt+#": "\x1b#",
    "Alt+*": "\x1b*",
    "Alt+U": "\x1bu",
    "Alt+W": "\x1bw",
    "Alt+Ö": "\x1bö",
    "F1": "\x1bOP",
    "F12": "\x1b[24~",
    "Insert": "\x1b[2~",
    "Page up": "\x1b[5~",
    "Ctrl+Up": "\x1b[1;5A",
    "Escape": "\x1b",
}


def default_bindings():
    share_key_bindings()
    with create_app_session(input=DummyInput(), output=DummyOutput()):
        return text_input("", None)._default_bindings


def typed(*parts: str, text: str = "") -> tuple[Exit, str]:
    """Return how a text input is left in which these keys are typed, each part after a pause."""
    share_key_bindings()
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        application = text_input(text, None)
        keys = []
        parser = KeyParser(keys.append)
        for part in parts:
            parser.feed_and_flush(part)

        def type_all() -> None:
            for key in keys:
                application.key_processor.feed(key)
                application.key_processor.process_keys()

        return application.run(pre_run=type_all)


def test_two_questions_have_the_very_same_bindings():
    assert default_bindings() is default_bindings()


@pytest.mark.parametrize("keys", UNSEEN.values(), ids=UNSEEN)
def test_no_key_starts_a_mode_in_which_later_keys_mean_something_else(keys):
    pressed = keys.replace("(", "")  # the one letter that stays a letter
    more = "(" * (len(keys) - len(pressed))
    moved = "\x1b[F" if keys.endswith(("D", "H")) else ""
    assert typed("One", keys, moved, " two-3\x0f", "\x03") == (Exit.PAUSE, f"One{more} two-3\n")


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("\x01", "|One two"),
        ("\x1b[1~", "|One two"),
        ("\x05", "One two|"),
        ("\x02", "One tw|o"),
        ("\x1b[1;5D", "One |two"),
        ("\x1bb", "One |two"),
        ("\x1b[1;3D", "One |two"),
        ("\x01\x1bf", "One| two"),
        ("\x01\x06", "O|ne two"),
        ("\x17", "One |"),
        ("\x1b\x7f", "One |"),
        ("\x7f\x08", "One t|"),
        ("\x02\x04", "One tw|"),
        ("\x15", "|"),
        ("\x01\x0b", "|"),
        ("\x01\x0b\x19\x19", "One twoOne two|"),
        ("\x01\x1bd", "| two"),
        ("\x01\x1b[3~", "|ne two"),
        ("\x15\x1f", "One two|"),
    ],
)
def test_a_text_is_edited_as_in_a_shell(keys, text):
    assert typed("One two", keys, "|", "\x03") == (Exit.PAUSE, text)


def test_the_arrows_move_between_lines_and_never_out_of_the_text():
    lines = "One\ntwo\nthree"
    assert typed("\x1b[A\x1b[A\x1b[A\x1b[A|", "\x03", text=lines)[1] == "One|\ntwo\nthree"
    assert typed("\x10\x10\x0e|", "\x03", text=lines)[1] == "One\ntwo|\nthree"


@pytest.mark.parametrize("keys", ["\x1b\r", "\x1b[13;3u", "\x1b[27;3;13~", "\x0f"])
def test_alt_and_enter_make_a_new_line_however_the_terminal_says_it(keys):
    assert typed("One", keys, "two", "\x03") == (Exit.PAUSE, "One\ntwo")

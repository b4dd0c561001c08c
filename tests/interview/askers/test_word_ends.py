"""What is printed line by line ends its lines between words: errors, messages and --plain."""

import pytest
from terminal import ENTER

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 60), (60, 60), (200, 60)])
LANGUAGES = pytest.mark.parametrize("language", ["en", "sv"])
COMMANDS = [
    ["show", "nothing-that-is-there"],
    ["list", "--template", "a-template-that-is-not-there-made-up"],
    ["new-case", "--set", "nowhere.to-be-found=A made-up text", "--set", "second.story"],
    ["edit", "latest", "--set", "title=One", "more", "words"],
    ["check"],
    ["remove", "latest"],
    ["help", "nothing"],
]


@SIZES
@LANGUAGES
def test_errors_and_messages_are_wrapped_on_a_terminal_and_whole_in_a_pipe(
    desk, columns, rows, language
):
    for command in COMMANDS:
        desk.write_note("second.story=Made up", template="every-type")
        path = next(iter(sorted(desk.notebook.glob("*.md"))))
        path.write_text(path.read_text().replace("coprod:first.kind", "coprod: first..kind"))
        piped = desk.run(*command, COPROD_LANGUAGE=language)
        if command[0] == "remove":
            desk.write_note("second.story=Made up", template="every-type")
        terminal = desk.sit(*command, columns=columns, rows=rows, COPROD_LANGUAGE=language)
        terminal.exit_code()
        whole = (piped.stdout + piped.stderr).decode()
        lines = terminal.text().strip().split("\n")
        assert_wrapped(lines, whole, min(columns, 100))
        for note in desk.notebook.glob("*.md"):
            note.unlink()


def assert_wrapped(lines, whole, columns):
    """Check that lines have the words of a text, and are no wider than they must be."""
    words = {word for line in whole.split("\n") for word in line.split()}
    shown = [word for line in lines for word in line.split()]
    strange = [word for word in shown if word not in words and not any(map(str.isdigit, word))]
    assert strange == []
    too_long = [line for line in lines if len(line) > columns]
    assert [line for line in too_long if len(line.split()) > 1] == []  # one word: a path


@SIZES
@LANGUAGES
def test_an_interview_line_by_line_is_wrapped(desk, columns, rows, language):
    settings = {"COPROD_LANGUAGE": language, "COPROD_PROMPTS": ""}
    arguments = ["new-case", "--template", "primary-care", "--title", "T", "--plain"]
    arguments += ["--no-remembered"]  # else the second one has a shorter introduction
    piped = desk.run(*arguments, typed="One\n:help\n:menu\n:quit\n", **settings).stderr.decode()
    terminal = desk.sit(*arguments, columns=columns, rows=rows * 4, **settings)
    for text in ("One", ":help", ":menu", ":quit"):
        terminal.wait_until(
            lambda: terminal.lines()[terminal.cursor[0]].startswith(">"), "a prompt"
        )
        terminal.type(text).press(ENTER).settle()
    terminal.exit_code()
    typed = "> One > :help > :menu > :quit"
    assert_wrapped(terminal.text().strip().split("\n"), f"{piped} {typed}", min(columns, 100))

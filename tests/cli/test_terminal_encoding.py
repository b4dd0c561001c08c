"""coprod on a terminal in the locale sv_SE.ISO-8859-1, which has no typographic quotes."""

import shutil
import subprocess

import pytest
from made_up import TEMPLATES, add_note
from terminal import ENTER, Terminal

pytestmark = pytest.mark.slow

LOCALE = "sv_SE.ISO-8859-1"
TITLE = "Mötet - “så”, made up"


@pytest.fixture(scope="module")
def latin_1(tmp_path_factory):
    """The environment of the locale, which is compiled for these tests alone."""
    folder = tmp_path_factory.mktemp("locale")
    if (localedef := shutil.which("localedef")) is None:
        pytest.skip("needs localedef, of the package locales")
    made = subprocess.run(
        [localedef, "--no-archive", "-i", "sv_SE", "-f", "ISO-8859-1", str(folder / LOCALE)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("needs the sources of locales, of the package locales")
    return {"LC_ALL": LOCALE, "LOCPATH": str(folder), "COPROD_NOTEBOOK": "notebook"}


def shown_by(terminal):
    code = terminal.exit_code()
    shown = terminal.output.decode("iso-8859-1")
    assert code == 0, shown
    return shown


@pytest.mark.parametrize(
    "command", [["list"], ["show", "latest"], ["render", "latest"]], ids=" ".join
)
def test_a_command_shows_titles_and_texts_in_latin_1(tmp_path, latin_1, command):
    add_note(tmp_path / "notebook", "20261101-aaaaaa", {"first.name": TITLE}, title=TITLE)
    terminal = Terminal.coprod(
        *command,
        folder=tmp_path,
        environment={**latin_1, "COPROD_PROMPTS": str(TEMPLATES)},
        cold=True,
    )

    shown = shown_by(terminal)

    assert 'Mötet - "så", made up' in shown


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(
    "command",
    [["templates", "list"], ["templates", "show"], ["help"], ["help", "begin"], ["--help"]],
    ids=" ".join,
)
def test_what_coprod_says_itself_is_shown_in_latin_1(tmp_path, latin_1, command, language):
    environment = {**latin_1, "COPROD_LANGUAGE": language, "PAGER": "cat"}
    terminal = Terminal.coprod(*command, folder=tmp_path, environment=environment, cold=True)

    shown = shown_by(terminal)

    assert "Ã" not in shown  # UTF-8 read as Latin-1


def test_an_interview_by_lines_takes_and_shows_latin_1(tmp_path, latin_1):
    terminal = Terminal.coprod(
        "new-case", "--template", "reflection", "--title", TITLE, "--plain",
        folder=tmp_path, environment=latin_1, cold=True,
    )  # fmt: skip
    terminal.see("(:help visar alla tangenter.)").send_bytes(
        "Måndag på mottagningen".encode("iso-8859-1")
    )
    terminal.press(ENTER).see("Avsnitt 2 av 2").answer(":quit")
    terminal.exit_code()
    (note,) = (tmp_path / "notebook").glob("*.md")

    assert "\nMåndag på mottagningen\n" in note.read_text("utf-8")

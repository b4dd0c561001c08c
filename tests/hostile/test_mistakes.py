"""A mistake of coprod's own is one line with its place: no traceback, no text, nothing lost."""

import json
import sys
from subprocess import run

import pytest
from made_up import CASE_ID, TEMPLATES, add_note
from strings import foreign_controls
from terminal import ENTER, plain_environment

from coprod_cli.interview.askers.terminal.screen import ERROR_EXIT_DELAY
from coprod_cli.interview.askers.terminal.text_input import AUTOSAVE_DELAY

SECRET = "words of an answer"
# A program in which one thing fails as a mistake would, its message full of an answer.
FAILING = f"""
import sys
def fail(*_, **__):
    raise KeyError("{SECRET}")
{{break_it}}
from coprod_cli.__main__ import main
sys.argv = ["coprod", *{{arguments}}]
main()
"""
LINE = "coprod: something went wrong inside coprod (KeyError at <string>:4). Try: once more; "


def failing(break_it, *arguments):
    return FAILING.format(break_it=break_it, arguments=list(arguments))


TEXT_INPUT = "from coprod_cli.interview.askers.terminal import text_input\ntext_input._TextInput"
PLACES = {
    "a key": f"{TEXT_INPUT}._on_enter = fail",
    "a timer": f"{TEXT_INPUT}._save_draft = fail",
    "drawing": (
        "from coprod_cli.interview.askers.terminal.wrapped_text import WrappedText\n"
        "before = WrappedText.shown\n"
        "WrappedText.shown = lambda it, line: fail() if 'Half' in it.text else before(it, line)"
    ),
    "the interview": "from coprod_cli.interview.engine import Interview\nInterview.apply = fail",
}


class TestAMistakeWhileTheScreenIsOn:
    @pytest.mark.slow
    @pytest.mark.parametrize("place", PLACES)
    def test_leaves_the_terminal_sane_and_says_one_line(self, desk, place):
        code = failing(PLACES[place], "new-case", "--template", "primary-care", "--title", "T")
        terminal = desk.sit_in_python(code).see("question 1 of 5")
        terminal.type("Half of a text")
        if place in {"a key", "the interview"}:
            terminal.settle(AUTOSAVE_DELAY + 0.2).press(ENTER)

        assert terminal.exit_code() == 70
        assert not terminal.is_full_screen
        assert not terminal.cursor_is_hidden
        assert terminal.shows(LINE[:80])
        output = terminal.output.decode()
        assert SECRET not in output
        assert "Traceback" not in output
        assert "Press ENTER" not in output
        assert foreign_controls(terminal.output) == []
        if place != "a timer":  # which is what keeps the text
            kept = json.loads(next(desk.notebook.glob(".coprod/drafts/*.json")).read_bytes())
            assert kept["texts"] == {"situation.setting": "Half of a text"}

    @pytest.mark.slow
    def test_that_comes_while_all_is_loading_takes_the_first_screen_away(self, desk):
        break_it = (
            "from coprod_cli.operations import open_new_case as new\nnew.open_new_case = fail"
        )
        terminal = desk.sit_in_python(failing(break_it, "new-case", "--template", "primary-care"))

        assert terminal.exit_code() == 70
        assert not terminal.is_full_screen
        assert terminal.shows(LINE[:80])
        assert SECRET not in terminal.output.decode()

    def test_waits_until_a_text_in_the_making_is_kept(self):
        assert ERROR_EXIT_DELAY > AUTOSAVE_DELAY


class TestAMistakeOutsideTheMainPath:
    @staticmethod
    def run(desk, code):
        add_note(desk.notebook, CASE_ID, {"first.name": SECRET})
        environment = {**plain_environment(desk.folder), **desk.environment()}
        return run(
            [sys.executable, "-c", code], env={**environment, "COPROD_PROMPTS": str(TEMPLATES)},
            cwd=desk.folder, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("start", "is_told"),
        [
            ("__import__('threading').Thread(target=fail).start()", True),
            ("type('Last', (), {'__del__': fail})() and None", True),
            (f"__import__('logging').getLogger('library').error('{SECRET}')", False),
            (f"__import__('warnings').warn('{SECRET}')", False),
        ],
        ids=["a thread", "tidying up", "a log", "a warning"],
    )
    def test_says_no_more_than_its_place(self, desk, start, is_told):
        break_it = (
            "from coprod_cli.notebook.notebook import Notebook\n"
            "listing = Notebook.listing\n"
            "def listing_and_more(self, **options):\n"
            f"    {start}\n"
            "    return listing(self, **options)\n"
            "Notebook.listing = listing_and_more"
        )
        result = self.run(desk, failing(break_it, "list"))

        assert result.returncode == 0
        assert result.stdout.startswith(CASE_ID)
        assert result.stderr.startswith(LINE if is_told else "")
        assert result.stderr.count("\n") == int(is_told)
        assert SECRET not in result.stderr

    @pytest.mark.parametrize(
        "arguments", [["show", CASE_ID], ["export", "csv"], ["check"], ["render", "--all"]],
        ids=" ".join,
    )  # fmt: skip
    def test_says_one_line_whatever_the_command(self, desk, arguments):
        break_it = "from coprod_cli.notebook.notebook import Notebook\nNotebook.listing = fail"
        result = self.run(desk, failing(break_it, *arguments))

        assert (result.returncode, result.stdout) == (70, "")
        assert result.stderr.startswith(LINE)
        assert result.stderr.count("\n") == 1

    def test_says_where_text_would_be_in_the_message_itself(self, desk):
        """pydantic, json and the codecs put what they were given into their messages."""
        break_it = (
            "import json\nfrom pydantic import TypeAdapter\n"
            "from coprod_cli.notebook.notebook import Notebook\n"
            f"Notebook.listing = lambda *_, **__: TypeAdapter(int).validate_python('{SECRET}')"
        )
        result = self.run(desk, failing(break_it, "list"))

        assert result.returncode == 70
        assert SECRET not in result.stderr
        assert "(ValidationError at " in result.stderr

    def test_stopped_while_all_is_still_loading_says_nothing(self, desk):
        code = (
            "import coprod_cli.__main__ as program\n"
            "def stopped(): raise KeyboardInterrupt\n"
            "program._run = stopped\nprogram.main()"
        )
        result = self.run(desk, code)

        assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


class TestAnOutputThatIsFull:
    @pytest.mark.parametrize(
        ("command", "code"),
        [("--version", 3), ("--help", 3), ("list", 3), ("list --json", 3), ("nope", 2)],
    )
    def test_is_told_in_one_line(self, desk, command, code):
        add_note(desk.notebook, CASE_ID, {})
        told = self.shell(desk, f"coprod {command} >/dev/full; echo $? >&3")

        assert told == (str(code), True)

    @pytest.mark.parametrize(("command", "code"), [("nope", 2), ("show nope", 4), ("check", 1)])
    def test_that_is_standard_error_changes_no_exit_code(self, desk, command, code):
        desk.write_note(template="made-up")
        assert self.shell(desk, f"coprod {command} 2>/dev/full; echo $? >&3")[0] == str(code)

    @pytest.mark.parametrize("command", ["--version", "--help", "list", "templates show"])
    def test_that_nobody_reads_is_no_failure(self, desk, command):
        desk.write_note()
        told = self.shell(desk, f"coprod {command} | true; echo ${{PIPESTATUS[0]}} >&3")

        assert told[0] in {"0", "1"}
        assert not told[1]

    @staticmethod
    def shell(desk, script):
        """Run a shell script; what it writes to 3, and whether there was one line of error."""
        out = desk.folder / "code"
        program = f'coprod() {{ "{sys.executable}" -m coprod_cli "$@"; }}\n'
        done = run(
            ["bash", "-c", f'exec 3>"{out}"\n{program}{script}'], cwd=desk.folder,
            env={**plain_environment(desk.folder), **desk.environment()},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") <= 1
        return out.read_text().strip(), done.stderr.startswith("coprod: ")

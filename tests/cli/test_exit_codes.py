"""Each exit code, and the error line with its place and hint."""

import os
import re
import signal
import subprocess
import sys

import pytest
from commands import refused
from made_up import CASE_ID, PRIMARY_CARE, add_note, clean_environment, coprod

from coprod_cli.base.errors import CoprodError, ExitCode, Finding
from coprod_cli.cli import app

ONE = "20261101-aaaaaa"
SECTIONS = ", ".join(section.id for section in PRIMARY_CARE.sections)
NOT_THERE = "this could not be saved: that folder is not there. Try: make the folder first"
NOT_KNOWN = "{unknown: true}, where it is not known yet"
NO_FOLDER = (
    "this could not be saved: a part of that path is a file, not a folder. Try: another folder"
)
NO_TERMINAL = (
    "there is no terminal to ask at. Try: --data FILE, --set ADDRESS=TEXT, or --plain"
)  # fmt: skip

FORM_ONLY = (
    "--blank is the empty form: it goes without cases and filters. "
    "Try: coprod render --blank --template ID"
)

WRONG_USAGE = [
    (["nope"], "no such command 'nope'. Try: coprod --help"),
    (["lst"], "no such command 'lst'. Did you mean 'list'? Try: coprod --help"),
    (["--nope"], "no such option: --nope. Try: coprod --help"),
    (["list", "--nope"],
     ("no such option: --nope (Possible options: --notebook, --since, --voice). "
      "Try: coprod list --help")),
    (["list", "--tag"], "option '--tag' requires an argument. Try: coprod list --help"),
    (["list", "extra"], "got unexpected extra argument(s) (extra). Try: coprod list --help"),
    (["export"], "missing argument 'FORMAT'. Try: coprod export --help"),
    (["show"], "missing argument 'CASE'. Try: coprod show latest"),
    (["remove"], "missing argument 'CASE'. Try: coprod remove --help"),
    (["templates", "nope"], "no such command 'nope'. Try: coprod templates --help"),
    (["new-case"], NO_TERMINAL),
    (["new-case", "--title", "T", "--section", "situation"], NO_TERMINAL),
    (["resume"], "there is no terminal to ask at. Try: coprod edit CASE --data FILE, or --plain"),
    (["edit", ONE], NO_TERMINAL),
    (["new-case", "--json"], "--json goes with data. Try: --json with --data or --set"),
    (["new-case", "--final"], "--final goes with data. Try: --final with --data or --set"),
    (["edit", ONE, "--final"], "--final goes with data. Try: --final with --data or --set"),
    (["new-case", "--plain", "--section", "nope"], f'there is no section "nope". Try: {SECTIONS}'),
    (["edit", ONE, "--plain", "--section", "x"], 'there is no section "x". Try: first, second'),
    (["new-case", "--plain", "--language", "fi"],
     'the template "primary-care" is not in "fi". Try: en, sv'),
    (["new-case", "--set", "situation.setting=S", "--title", "a\nb"],
     "--title: this takes one line only."),
    (["list", "--status", "open"], 'there is no status "open". Try: draft or final'),
    (["list", "--since", "yesterday"],
     "--since takes a day, year first. Try: --since 2026-11-24"),
    (["list", "--until", "20261124"], "--until takes a day, year first. Try: --until 2026-11-24"),
    (["check", "--since", "2026-02-30"],
     "--since takes a day, year first. Try: --since 2026-11-24"),
    (["export", "xml"], 'there is no export format "xml". Try: csv, jsonl'),
    (["export", "jsonl", "--excel"],
     'only csv is written for Excel, and not "jsonl". Try: coprod export csv --excel'),
    (["render"], "name a case, or say --all. Try: coprod render latest"),
    (["render", ONE, "--all"], "name a case, or say --all. Try: coprod render latest"),
    (["render", ONE, "--tag", "x"], "filters go with --all. Try: coprod render --all --tag WORD"),
    (
        ["render", ONE, "--layout", "x"],
        'there is no layout "x". Try: answered, full, voices, model, agreement, table',
    ),
    (["render", "--blank", ONE], FORM_ONLY),
    (["render", "--blank", "latest"], FORM_ONLY),
    (["render", "--blank", "--all"], FORM_ONLY),
    (["render", "--blank", "--tag", "x"], FORM_ONLY),
    (["render", "--blank", "--since", "2026-11-24", "--template", "every-type"], FORM_ONLY),
    (["render", "--blank", "--language", "fi"],
     'the template "primary-care" is not in "fi". Try: en, sv'),
    (
        ["templates", "schema", "--of", "x"],
        'there is no schema of "x". Try: section, template or codes',
    ),
]  # fmt: skip
INVALID = [
    (["new-case", "--set", "situation.seting=S"],
     '--set 1: there is no question "situation.seting". Try: situation.setting'),
    (["new-case", "--set", "nothing"],
     "--set 1: this must be ADDRESS=TEXT. Try: situation.setting='A ward'"),
    (["edit", ONE, "--set", "first.wait=soon"],
     '--set 1: "first.wait": this must be a number, such as 12 or 3.5.'),
    (["new-case", "--template", "every-type", "--set", "first.wait=1", "--final"],
     f'the answers: "first.name" is needed before it is finished. Try: {NOT_KNOWN}'),
    (["new-case", "--data", "."], ".: this cannot be read: is a directory. Try: a file"),
    (["render", ONE, "-o", "nowhere/x.md"],
     f"nowhere/x.md: {NOT_THERE}"),
    (["render", ONE, "-o", "file/x.md"],
     f"file/x.md: {NO_FOLDER}"),
    (["export", "csv", "--no-privacy-check", "-o", "."],
     ".: this could not be saved: that is a folder, not a file. Try: another name"),
    (["init", "file/below"],
     f"file/below: {NO_FOLDER}"),
]  # fmt: skip
NOT_FOUND = [
    (["new-case", "--data", "no.yaml"], "no.yaml: this file is not there."),
    (["new-case", "--plain", "--template", "primary-car"],
     'there is no template "primary-car". Try: primary-care'),
    (["templates", "show", "x"], 'there is no template "x". Try: coprod templates list'),
    (["templates", "check", "file"],
     "file: there is no template.yaml here. Try: a folder that has one"),
    (["render", "--blank", "--template", "every"],
     'there is no template "every". Try: every-type'),
    (["init", "file"], "file: this is a file, and a notebook is a folder."),
]  # fmt: skip


@pytest.fixture
def notes(notebook, home):
    (home / "file").write_text("not a folder")
    before = {path: path.read_bytes() for path in notebook.rglob("*.md")}
    yield
    assert {path: path.read_bytes() for path in home.rglob("*.md")} == before


def interrupted(process):
    """What a process printed that was interrupted, once more where it was just about to wait."""
    for _ in range(40):
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    return process.communicate()


@pytest.mark.usefixtures("notes")
class TestARefusal:
    @pytest.mark.parametrize(("arguments", "line"), WRONG_USAGE)
    def test_of_wrong_usage_exits_2(self, arguments, line):
        assert refused(2, *arguments) == line

    @pytest.mark.parametrize(("arguments", "line"), INVALID)
    def test_of_invalid_input_exits_3(self, arguments, line):
        assert refused(3, *arguments) == line

    @pytest.mark.parametrize(("arguments", "line"), NOT_FOUND)
    def test_of_what_is_not_there_exits_4(self, arguments, line):
        assert refused(4, *arguments) == line

    def test_of_a_name_that_no_disk_takes_is_one_line_too(self):
        assert refused(3, "show", "x" * 400 + ".md").endswith(
            "the system says: file name too long."
        )

    def test_keeps_a_terminal_safe_from_what_it_repeats(self):
        assert refused(4, "show", "\x1b[2J\u202ename") == (
            "\u241b[2J<U+202E>name: there is no such case. Try: coprod list"
        )

    @pytest.mark.parametrize(
        ("words", "line"),
        [
            (["made", "up"], "there are more words than this command takes."),
            (["--made up words"], "there is no such option."),
            (["- made up"], "there is no such option."),
        ],
    )
    @pytest.mark.parametrize("command", [["new-case"], ["edit", ONE]], ids=lambda each: each[0])
    def test_never_repeats_an_answer_that_stands_without_quotation_marks(
        self, command, words, line
    ):
        told = refused(2, *command, "--set", "first.name=Words", *words)

        hint = f"quotation marks around each text, coprod {command[0]} --help"
        assert told == f"{line} Try: {hint}"

    def test_of_several_things_is_a_line_each(self):
        result = coprod("edit", ONE, "--set", "first.wait=a", "--set", "nope", "--set", "x.y=1")

        assert result.exit_code == 3
        assert [line[: len("coprod: --set 1:")] for line in result.stderr.splitlines()] == [
            "coprod: --set 1:", "coprod: --set 2:", "coprod: --set 3:",
        ]  # fmt: skip


@pytest.mark.usefixtures("home")
class TestHelp:
    def test_is_shown_where_a_group_of_commands_is_named_alone(self):
        result = coprod("templates")

        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr == coprod("templates", "--help").stdout

    @pytest.mark.parametrize("option", ["-h", "--help"])
    @pytest.mark.parametrize("command", ["", "new-case", "export", "templates", "templates show"])
    def test_is_a_result(self, command, option):
        result = coprod(*command.split(), option)

        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: coprod")
        assert result.stderr == ""

    def test_of_the_version_is_a_result(self):
        result = coprod("--version")

        assert result.exit_code == 0
        assert re.fullmatch(r"coprod \d+\.\d+\.\d+\n", result.stdout)


class TestTheOthers:
    def test_of_a_draft_that_is_not_there_is_told(self, home):
        add_note(home / "coprod", CASE_ID, {}, status="final")

        assert refused(4, "resume", "--plain") == (
            f"{home}/coprod: there is no draft to go on with. Try: coprod list"
        )

    def test_of_a_case_that_is_not_there_yet_is_told(self, home):
        coprod("init", home / "coprod")

        assert refused(4, "show", "latest") == (
            f"{home}/coprod: there is no case yet. Try: coprod new-case"
        )

    @pytest.mark.parametrize("ending", [":quit\n", "", "half a thought"])
    def test_an_interview_that_stops_half_way_exits_130_with_all_kept(self, home, ending):
        result = coprod(
            "new-case", "--template", "every-type", "--plain", given=f"A title\n{ending}"
        )
        (path,) = (home / "coprod").glob("*.md")

        assert result.exit_code == ExitCode.INTERRUPTED == 130
        assert result.stderr.endswith(
            f"All you wrote is kept: {path}\nTo go on: coprod resume {path.stem}\n"
        )
        assert "title: A title\n" in path.read_text()

    def test_an_interrupt_exits_130_and_nothing_is_told(self, home):
        os.mkfifo(home / "pipe")
        process = subprocess.Popen(
            [sys.executable, "-m", "coprod_cli", "new-case", "--data", "pipe"],
            cwd=home, env=clean_environment(home),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        with (home / "pipe").open("wb"):  # which waits until coprod has opened it too
            out, error = interrupted(process)

        assert (process.returncode, out, error) == (130, b"", b"")

    @pytest.mark.parametrize(
        ("raised", "code", "line"),
        [
            (CoprodError("wrong.", where="f:1:2", hint="this"), 3, "f:1:2: wrong. Try: this"),
            (OSError(5, "Input/output error", "f"), 3, "f: the system says: input/output error."),
            (OSError(), 3, "the system says: no reason told."),
        ],
    )  # fmt: skip
    @pytest.mark.usefixtures("home")
    def test_any_error_is_told_in_one_line(self, monkeypatch, raised, code, line):
        def fail(_):
            raise raised

        monkeypatch.setattr("coprod_cli.notebook.notebook.Notebook.make", fail)

        assert refused(code, "init", "x") == line

    @pytest.mark.usefixtures("home")
    def test_a_mistake_of_coprod_s_own_is_told_by_its_place_and_exits_70(self, monkeypatch):
        def fail(_):
            raise KeyError("Words of an answer, made up")

        monkeypatch.setattr("coprod_cli.notebook.notebook.Notebook.make", fail)

        line = refused(70, "init", "x")
        assert re.fullmatch(
            r"something went wrong inside coprod \(KeyError at init_notebook\.py:\d+\)\. "
            r"Try: once more; all that was saved is kept\. If it comes back, report this line",
            line,
        )

    @pytest.mark.usefixtures("home")
    def test_a_mistake_reaches_whoever_calls_the_command_line_as_a_library(self, monkeypatch):
        def fail(_):
            raise ZeroDivisionError

        monkeypatch.setattr("coprod_cli.notebook.notebook.Notebook.make", fail)

        with pytest.raises(ZeroDivisionError):
            app(["init", "x"], standalone_mode=False)

    def test_codes_are_those_of_the_contract(self):
        assert {code.name: int(code) for code in ExitCode} == {
            "DONE": 0, "FINDINGS": 1, "USAGE": 2, "INVALID": 3, "NOT_FOUND": 4, "LOCKED": 5,
            "INTERNAL": 70, "INTERRUPTED": 130,
        }  # fmt: skip


class TestAFinding:
    @pytest.mark.parametrize(
        ("finding", "line"),
        [
            (Finding("k", "m."), "m."),
            (Finding("k", "m.", "f"), "f: m."),
            (Finding("k", "m.", "f", 3, 4), "f:3:4: m."),
            (Finding("k", "m.", "f", 3), "f:3:1: m."),
            (Finding("k", "m.", "", 3, 4), "input:3:4: m."),
            (Finding("k", "m.", "f", 3, 4, "this"), "f:3:4: m. Try: this"),
        ],
    )
    def test_is_its_place_and_what_is_wrong_and_what_to_try(self, finding, line):
        assert str(finding) == line

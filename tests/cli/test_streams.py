"""Standard output has results and nothing else, when coprod runs as a process."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from made_up import (
    CASE_ID,
    SHIPPED,
    TEMPLATES,
    VISIT,
    add_note,
    clean_environment,
    coprod_process,
    note_text,
)
from terminal import Terminal

from coprod_cli.notebook.note.reader import read_note

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"


@pytest.fixture
def folder(tmp_path):
    add_note(tmp_path / "notebook", ONE, VISIT, title="Åsa's day, made up")
    add_note(tmp_path / "notebook", TWO, {"first.name": "=1+1"}, title="Two", status="final")
    return tmp_path


def run(folder, *arguments, **rest):
    return coprod_process(
        *arguments, folder=folder, **{"COPROD_NOTEBOOK": str(folder / "notebook"), **rest}
    )


def pipeline(folder, script, **rest):
    """Run a line of shell in which `coprod` is coprod; its exit codes come last."""
    coprod = f'coprod() {{ "{sys.executable}" -m coprod_cli "$@"; }}'
    return subprocess.run(
        ["bash", "-c", f'{coprod}\n{script}\necho "${{PIPESTATUS[@]}}" >&2'],
        cwd=folder,
        env=clean_environment(folder, COPROD_NOTEBOOK=str(folder / "notebook"), **rest),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


class TestStandardOutput:
    @pytest.mark.parametrize(
        "arguments",
        [["list"], ["show", ONE], ["render", ONE], ["render", "--all", "--layout", "full"],
         ["export", "jsonl", "--no-privacy-check"], ["export", "csv", "--no-privacy-check"],
         ["templates", "list"], ["templates", "show"],
         ["templates", "schema"], ["list", "--json"], ["show", ONE, "--json"], ["--version"],
         ["--help"], ["render", "--blank"]],
    )  # fmt: skip
    def test_has_the_result_and_standard_error_nothing(self, folder, arguments):
        result = run(folder, *arguments)

        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout
        assert "\x1b" not in result.stdout

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["check"], 0), (["show", "2027"], 4), (["nope"], 2), (["new-case"], 2),
            (["edit", ONE, "--set", "first.wait=x"], 3),
            (["export", "csv", "-o", "cases.csv"], 0), (["render", ONE, "-o", "one.md"], 0),
            (["render", "--all", "-o", "read"], 0), (["render", "--blank", "-o", "form.md"], 0),
            (["new-case", "--template", "every-type", "--plain"], 130),
            (["resume", "--plain"], 130),
        ],
    )  # fmt: skip
    def test_has_nothing_where_there_is_no_result(self, folder, arguments, code):
        result = run(folder, *arguments)

        assert (result.returncode, result.stdout) == (code, "")
        assert "Traceback" not in result.stderr

    @pytest.mark.parametrize(
        "arguments",
        [["list"], ["show", ONE], ["check"], ["templates", "list"], ["templates", "show"],
         ["templates", "check"], ["edit", ONE, "--set", "first.wait=1"],
         ["new-case", "--set", "situation.setting=S"]],
    )  # fmt: skip
    def test_is_json_where_that_is_asked_for(self, folder, arguments):
        result = run(folder, *arguments, "--json")

        assert result.returncode == 0
        json.loads(result.stdout)

    @pytest.mark.parametrize("arguments", [["list"], ["show", ONE], ["export", "jsonl"]])
    @pytest.mark.parametrize(
        "locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
                   {"PYTHONIOENCODING": "utf-16"}],
        ids=["C", "utf-16"],
    )  # fmt: skip
    def test_is_utf_8_whatever_the_locale(self, folder, arguments, locale):
        usual = run(folder, *arguments, text=False).stdout

        assert run(folder, *arguments, text=False, **locale).stdout == usual
        assert "Åsa's day" in usual.decode()

    @pytest.mark.parametrize("variable", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}])
    def test_has_no_colours_in_a_pipe(self, folder, variable):
        for arguments in (["list"], ["show", ONE], ["show", "nope"]):
            result = run(folder, *arguments, **variable)

            assert "\x1b" not in result.stdout + result.stderr

    def test_is_read_by_a_csv_reader(self, folder):
        exported = run(folder, "export", "csv", text=False).stdout.decode()
        rows = list(csv.DictReader(io.StringIO(exported, newline="")))

        assert rows[-1]["text"] == "'=1+1"
        assert rows[6]["text"] == VISIT["second.story"]

    @pytest.mark.parametrize("output", [[], ["-o", "cases.csv"]], ids=["pipe", "file"])
    def test_is_read_by_excel_where_that_is_asked_for(self, folder, output):
        plain = run(folder, "export", "csv", text=False).stdout.decode()
        result = run(folder, "export", "csv", "--excel", *output, text=False)
        data = (folder / "cases.csv").read_bytes() if output else result.stdout
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")

        assert data.startswith(b"\xef\xbb\xbfid;title;")
        assert list(rows) == list(csv.reader(io.StringIO(plain, newline="")))


class TestAnOutputThatIsNoPlainFile:
    """What `-o` names may be standard output, a pipe, or a device."""

    @pytest.mark.parametrize("command", ["export jsonl", f"render {ONE}"])
    @pytest.mark.parametrize(
        "script",
        ["coprod {command} -o -", "coprod {command} -o /dev/stdout | cat",
         "coprod {command} -o /dev/stdout > all; cat all",
         "coprod {command} -o >(cat > all); wait $!; cat all"],
        ids=["-", "stdout in a pipe", "stdout in a file", "process substitution"],
    )  # fmt: skip
    def test_gets_what_standard_output_would_get(self, folder, command, script):
        usual = pipeline(folder, f"coprod {command}").stdout

        assert usual
        assert pipeline(folder, script.format(command=command)).stdout == usual
        assert not (folder / "-").exists()

    def test_gets_all_pages_if_it_is_standard_output(self, folder):
        usual = pipeline(folder, "coprod render --all").stdout

        assert usual
        assert pipeline(folder, "coprod render --all -o -").stdout == usual


class TestAPipeThatCloses:
    @staticmethod
    def fill(folder, count, story):
        text = note_text({"second.story": story})
        for number in range(count):
            case_id = f"20250101-{number:06d}"
            (folder / "notebook" / f"{case_id}.md").write_text(text.replace(CASE_ID, case_id))

    @pytest.mark.parametrize(
        "command",
        [
            "list",
            "export jsonl --no-privacy-check",
            "export csv --no-privacy-check",
            "render --all",
            "list --json",
            "--help",
        ],
    )
    def test_is_not_an_error_to_be_told(self, folder, command):
        self.fill(folder, 300, "made up " * 100)
        result = pipeline(folder, f"coprod {command} | head -1")

        assert len(result.stdout.splitlines()) == 1
        assert result.stderr in {"0 0\n", "1 0\n"}

    def test_stops_the_work_of_every_process(self, folder):
        self.fill(folder, 1100, "made up " * 1000)
        export = f'"{sys.executable}" -m coprod_cli export jsonl --no-privacy-check'
        result = pipeline(folder, f"timeout 60 {export} | head -1")

        assert json.loads(result.stdout)["id"] == "20250101-000000"
        assert result.stderr in {"0 0\n", "1 0\n"}

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize(
        "command",
        ["list", "export jsonl --no-privacy-check", "show latest --json", "--help"],
    )
    def test_into_a_full_disk_is_told_in_a_line(self, folder, command):
        result = pipeline(folder, f"coprod {command} > /dev/full")

        assert result.stderr == "coprod: the system says: no space left on device.\n3\n"


NO_INPUT = "coprod: standard input is closed. Try: </dev/null\n"
NO_OUTPUT = "coprod: standard output is closed. Try: >/dev/null\n"
FORM = "new-case --template every-type"
READING = [
    "list", "list --json", f"show {ONE}", f"show {ONE} --json", "render --all", "render --blank",
    "export jsonl", "export csv", f"history {ONE} --json", "tasks --json", "templates list",
    "templates show", "templates schema", "help", "help privacy", "--help", "--version",
]  # fmt: skip
WRITING = [
    f"{FORM} --set first.name=N", f"edit {ONE} --set first.name=N", f"remove {ONE}", "init other",
    f"update {ONE}", "check --repair", f"restore {ONE}", f"restore {ONE} --to 2026-11-24",
    f"tasks --done {ONE}.1 --json", "templates new own --data /dev/null",
]  # fmt: skip
ASKING = [f"{FORM} --plain", f"edit {ONE} --plain", "resume --plain", "templates new own --plain"]
FROM_INPUT = [f"{FORM} --data -", f"edit {ONE} --data -"]


@pytest.mark.slow
class TestAClosedStream:
    """`<&-`, `>&-` and `2>&-`: wrong usage where the stream is needed, and nothing is changed."""

    @staticmethod
    def each(folder, commands, closed):
        """Run commands in one shell each, at once; return their code, stdout and stderr."""
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        running = [
            subprocess.Popen(
                ["bash", "-c", f'"{sys.executable}" -m coprod_cli {command} {closed}'],
                cwd=folder,
                env=clean_environment(folder, COPROD_NOTEBOOK=str(folder / "notebook"),
                                      COPROD_PROMPTS=str(TEMPLATES)),
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                encoding="utf-8",
            )
            for command in commands
        ]  # fmt: skip
        results = {}
        for command, process in zip(commands, running, strict=True):
            out, err = process.communicate(timeout=120)
            results[command] = (process.returncode, out, err)
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        return results, {path for path in before | after if before.get(path) != after.get(path)}

    @pytest.mark.parametrize(
        ("commands", "closed"), [(READING, ">&-"), (WRITING, ">&-"), (WRITING[:2], "<&- >&-")],
        ids=["reading", "writing", "both"],
    )  # fmt: skip
    def test_of_results_is_wrong_usage_and_nothing_is_changed(self, folder, commands, closed):
        results, changed = self.each(folder, commands, closed)

        for command, (code, out, err) in results.items():
            assert (command, code, out) == (command, 2, "")
            assert err.splitlines(keepends=True)[-1:] == [NO_OUTPUT], command
            assert "Traceback" not in err
        assert changed == set()

    @pytest.mark.parametrize(
        ("commands", "closed"), [(ASKING + FROM_INPUT, "<&-"), (FROM_INPUT, "<&- >&-")]
    )
    def test_of_what_is_read_is_wrong_usage_and_nothing_is_changed(self, folder, commands, closed):
        results, changed = self.each(folder, commands, closed)

        for command, (code, out, err) in results.items():
            assert (command, code, out) == (command, 2, "")
            assert err in {NO_INPUT, NO_OUTPUT}, command
        assert changed == set()

    @pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-"])
    def test_of_questions_is_wrong_usage_and_nothing_is_changed(self, folder, closed):
        results, changed = self.each(folder, ASKING, closed)

        assert set(results.values()) == {(2, "", "")}
        assert changed == set()

    def test_that_is_not_needed_changes_nothing_else(self, folder):
        commands = ["list", f"show {ONE} --json", "show nope", "check"]
        usual, _ = self.each(folder, commands, "")
        for closed in ("<&-", "2>&-", "<&- 2>&-"):
            results, _ = self.each(folder, commands, closed)
            for command, (code, out, err) in results.items():
                assert (code, out) == usual[command][:2], (command, closed)
                assert err == ("" if "2>" in closed else usual[command][2]), command

    @pytest.mark.parametrize(
        ("command", "code"),
        [("check", 0), ("show nope", 4), ("nope", 2), ("export csv -o cases.csv", 0),
         (f"tasks --done {ONE}.1", 4), (f"history {ONE} --clear", 0)],
    )  # fmt: skip
    def test_of_results_is_none_where_there_is_no_result(self, folder, command, code):
        results, _ = self.each(folder, [command], ">&-")

        assert results[command][0] == code
        assert NO_OUTPUT not in results[command][2]


@pytest.mark.slow
class TestATerminal:
    def shown(self, folder, *arguments, code=0, columns=80, **more):
        terminal = Terminal.coprod(
            *arguments, folder=folder, columns=columns,
            environment={"COPROD_NOTEBOOK": str(folder / "notebook"), **more},
        )  # fmt: skip
        assert terminal.exit_code() == code
        return terminal

    def test_gets_a_table_with_names_above(self, folder):
        lines = self.shown(folder, "list").lines()

        names = ["No.", "Case", "Status", "Form", "Answered", "Steps", "Title"]
        assert lines[0].split() == names
        assert [line.split()[:2] for line in lines[1:3]] == [["1", ONE], ["2", TWO]]

    @pytest.mark.parametrize("columns", [60, 80])
    def test_that_is_narrow_cuts_only_the_last_cell_of_a_table(self, folder, columns):
        title = "A made-up title that is longer than a narrow screen has room for"
        add_note(folder / "notebook", CASE_ID, VISIT, title=title)
        lines = self.shown(folder, "list", columns=columns).lines()
        (line,) = [each for each in lines if CASE_ID in each]

        assert line.split()[1:3] == [CASE_ID, "draft"]
        assert line.endswith("…")
        assert len(line) == columns

    @pytest.mark.parametrize("more", [{}, {"NO_COLOR": "1"}], ids=str)
    def test_gets_a_case_in_bold_and_underlined_and_never_in_colours(self, folder, more):
        output = self.shown(folder, "show", ONE, COPROD_PROMPTS=str(TEMPLATES), **more).output

        codes = set(re.findall(rb"\x1b\[([0-9;]*)m", output))
        assert {b"1", b"4"} <= {each for code in codes for each in code.split(b";")}
        assert not any(re.search(rb"\b[349][0-9]", code) for code in codes)

    @pytest.mark.parametrize("arguments", [["list"], ["show", CASE_ID], ["render", CASE_ID]])
    def test_cannot_be_steered_by_a_note(self, folder, arguments):
        evil = "\x1b[2J\x1b]0;title\x07\x9b31m\u202e"
        path = add_note(folder / "notebook", CASE_ID, {"second.story": evil}, title="A title")
        title = f"title: {json.dumps(evil)}"
        path.write_text(path.read_text().replace("title: A title", title))
        output = self.shown(folder, *arguments, COPROD_PROMPTS=str(TEMPLATES)).output

        assert not any(part in output for part in (b"\x1b[2J", b"\x1b]", b"\x07", b"\xc2\x9b"))

    def test_gets_an_error_as_a_line(self, folder):
        lines = self.shown(folder, "show", "2027", code=4).lines()

        assert lines[0] == "coprod: 2027: there is no such case. Try: coprod list"
        assert not any(lines[1:])


class TestCompletion:
    def complete(self, folder, line, **more):
        """What bash gets for a line with the cursor at its end."""
        asked = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        return self.answered(folder, "bash", asked, **more)

    @staticmethod
    def answered(folder, kind, asked, **more):
        result = run(folder, _COPROD_COMPLETE=f"complete_{kind}", **asked, **more)
        assert result.stderr == ""
        return result.stdout.splitlines()

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("coprod ex", ["export"]),
            ("coprod show ", [f"{TWO}  (Two)", f"{ONE}  (Åsa\u2019s day, made up)", "latest"]),
            ("coprod show 2026110", [ONE]),
            ("coprod show l", ["latest"]),
            ("coprod edit 202611", [f"{TWO}  (Two)", f"{ONE}  (Åsa\u2019s day, made up)"]),
            ("coprod resume 20261101-a", [ONE]),
            ("coprod render 20261110", [TWO]),
            (f"coprod export jsonl {ONE} 2026111", [TWO]),
            ("coprod check 20261110", [TWO]),
            ("coprod export ", ["csv", "jsonl"]),
            ("coprod export j", ["jsonl"]),
            ("coprod new-case --template ", ["every-type", *SHIPPED]),
            ("coprod new-case --template pr", ["primary-care"]),
            ("coprod new-case --section ill", ["illness-experience"]),
            ("coprod list --status ", ["draft", "final"]),
            ("coprod list --template e", ["every-type"]),
            ("coprod render --layout f", ["full"]),
            ("coprod templates show e", ["every-type"]),
            ("coprod templates s", ["schema", "show"]),
            ("coprod edit latest --tag levels/m", ["levels/macro", "levels/meso", "levels/micro"]),
            (
                "coprod codes show service/r",
                [
                    "service/relationship",
                    "service/resource-use",
                    "service/respect",
                ],
            ),
            ("coprod overview --lens l", ["levels"]),
            ("coprod codes re", ["rename", "restore", "retire"]),
        ],
    )
    def test_is_of_what_there_is(self, folder, line, expected):
        assert sorted(self.complete(folder, line)) == sorted(expected)

    def test_is_of_the_notebook_that_the_line_names(self, folder):
        add_note(folder / "other", CASE_ID, {})

        assert self.complete(folder, "coprod show --notebook other 2") == [CASE_ID]

    def test_of_templates_is_of_all_the_places_that_the_line_names(self, folder):
        for name in ("far/mine-far", "other/prompts/mine-own"):
            (folder / name).mkdir(parents=True)
            (folder / name / "template.yaml").write_text("id: x\n")

        line = "coprod new-case --notebook other --prompts far --template mine"
        assert sorted(self.complete(folder, line)) == ["mine-far", "mine-own"]

    def test_to_restore_is_of_what_was_removed(self, folder):
        assert run(folder, "remove", ONE).returncode == 0

        assert ONE not in self.complete(folder, "coprod remove 2")
        assert self.complete(folder, "coprod restore 2") == [ONE]
        assert ONE not in self.complete(folder, "coprod restore --to 2026-11-24 2")
        assert self.complete(folder, "coprod restore --to 2026-11-24 2") != []

    def test_in_fish_is_the_same(self, folder):
        asked = {"_TYPER_COMPLETE_ARGS": "coprod show 2026110"}
        asked["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"

        assert self.answered(folder, "fish", asked) == [f"{ONE}\tÅsa\u2019s day, made up"]

    @pytest.mark.parametrize("notebook", ["nowhere", f"notebook/{ONE}.md"])
    def test_in_a_notebook_that_is_none_is_silent(self, folder, notebook):
        assert self.complete(
            folder, "coprod show ", COPROD_NOTEBOOK=str(folder / notebook)
        ) == ["latest"]  # fmt: skip

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_has_a_script_for_each_shell(self, folder, shell):
        result = run(folder, _COPROD_COMPLETE=f"source_{shell}")

        assert result.returncode == 0
        assert "_COPROD_COMPLETE" in result.stdout


class TestASecondProcess:
    def test_reads_what_the_first_has_saved(self, folder):
        (path,) = run(
            folder, "new-case", "--template", "every-type", "--data", "-",
            given=json.dumps({"title": "T", "answers": VISIT}),
        ).stdout.splitlines()  # fmt: skip
        case = read_note(Path(path).read_bytes(), path).case
        shown = json.loads(run(folder, "show", path, "--json").stdout)
        assert {each["address"]: each["text"] for each in shown["answers"]} == VISIT
        assert shown["id"] == case.id

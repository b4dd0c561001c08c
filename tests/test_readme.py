"""Every block of the README is run, so that it stays true."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import CONTROL, Terminal

from coprod_cli.notebook.note.reader import read_note

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TOOLS = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    found = re.findall(
        r"^```(\w+)\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return [text for name, text in found if name == language]


NOTES = 5
"""How many cases the README's own examples add."""
SETUP, *EVERYDAY, TEST_COMMAND = blocks("sh")


def run(command: str, folder: Path, **rest) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("COPROD")
    }
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={
            **environment,
            "HOME": str(folder),
            "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            **rest,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def first_home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    for block in EVERYDAY:
        done = run(block, folder)
        assert done.returncode == 0, f"{block}\n{done.stderr}"
    return folder


@pytest.fixture
def home(first_home, tmp_path):
    """A home with a notebook in which the README's own examples were made."""
    return shutil.copytree(first_home, tmp_path / "home")


needs_tools = pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("make")), reason="jq and make are Debian packages"
)


@needs_tools
def test_the_everyday_and_the_scripting_commands_do_what_they_say(home):
    notes = sorted((home / "coprod").glob("*.md"))
    assert len(notes) == NOTES
    assert (home / "form.md").read_text("utf-8").count("\n### ") == 46
    (rendered,) = (home / "read").iterdir()
    assert rendered.name in [note.name for note in notes]
    counts = run("coprod export jsonl | jq -r '.answers[].address' | sort | uniq -c", home)
    assert "emotions.effects" in counts.stdout
    rows = (home / "cases.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("id,title,")
    assert any("Nobody had told them." in row and "family" in row for row in rows)


@needs_tools
def test_the_makefile_rule_renders_a_note(home):
    (rule,) = blocks("make")
    (home / "Makefile").write_text(rule)
    shutil.rmtree(home / "read")
    note = next((home / "coprod").glob("*.md"))
    done = run(f"make read/{note.name}", home, COPROD_NOTEBOOK=str(home / "coprod"))
    assert done.returncode == 0, done.stderr
    assert "<!--" not in (home / "read" / note.name).read_text("utf-8")


@needs_tools
def test_the_cron_line_exports_the_notebook(home):
    (line,) = blocks("cron")
    fields, command = line.split(" coprod ", 1)
    assert re.fullmatch(r"[0-9*]+( [0-9*]+){4}", fields)
    assert run(f"coprod {command}", home).returncode == 0
    assert len((home / "coprod.jsonl").read_text("utf-8").splitlines()) == NOTES


@needs_tools
def test_the_python_example_runs(home):
    (example,) = blocks("python")
    (home / "example.py").write_text(example)
    done = run(f"{sys.executable} example.py", home)
    assert done.returncode == 0, done.stderr
    assert "final 1 not known yet" in done.stdout
    assert "### What is the setting?" in done.stdout


def test_the_note_in_the_readme_is_one_that_coprod_reads():
    (example,) = blocks("markdown")
    note = read_note(example.encode(), "README.md")
    assert note.findings == ()
    assert note.case is not None
    assert [(each.address, each.status) for each in note.case.answers] == [
        ("situation.setting", "answered"),
        ("situation.context", "unknown"),
    ]


def test_the_section_file_in_the_readme_is_one_of_the_template_that_it_makes(home):
    section, _ = blocks("yaml")
    folder = home / "coprod" / "prompts" / "home-visit"
    (folder / "the-visit.yaml").write_text(section, "utf-8")
    set_languages(folder)
    done = run(f"coprod templates check {folder}", home)
    assert done.returncode == 0, done.stdout


def set_languages(folder):
    """Let a template of the README be in the two languages of its section file."""
    path = folder / "template.yaml"
    head = path.read_text("utf-8")
    assert "languages:" in head
    path.write_text(re.sub(r"languages:(\n *- \w+)+", "languages: [en, sv]", head), "utf-8")


def test_the_extension_in_the_readme_is_one_that_can_be_asked(home):
    _, extension = blocks("yaml")
    folder = home / "coprod" / "prompts" / "school-health"
    folder.mkdir()
    (folder / "template.yaml").write_text(extension, "utf-8")
    assert run(f"coprod templates check {folder}", home).returncode == 0
    shown = run("coprod templates show school-health --language sv", home).stdout
    assert "Vad är det för slags skola?" in shown
    assert "(condition." not in shown


def test_the_session_in_the_readme_is_what_coprod_prints(tmp_path):
    (session,) = blocks("console")
    command, _, shown = session.removeprefix("$ ").partition("\n")
    typed = re.findall(r"^(?:[\w, -]*)> (.*)$", shown, re.MULTILINE)
    printed = replay(command, typed, tmp_path)
    if os.environ.get("COPROD_RENEW_GOLDENS"):
        README.write_text(README.read_text("utf-8").replace(shown, printed), "utf-8")
    assert printed == shown


def replay(command: str, typed: list[str], folder: Path) -> str:
    """Return a session as a terminal would show it: what is typed stands behind its prompt."""
    done = subprocess.run(
        [sys.executable, "-m", "coprod_cli", *shlex.split(command)[1:]],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "COPROD_NOTEBOOK": "", "LC_ALL": "C.UTF-8"},
        input="".join(f"{line}\n" for line in typed),
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    shown, *parts = re.split(r"^((?:[\w, -]*> )+)", done.stdout, flags=re.MULTILINE)
    answers = iter(typed)
    for prompts, after in zip(parts[::2], parts[1::2], strict=True):
        lines = [f"{prompt}{next(answers, '')}\n" for prompt in re.findall("[^>]*> ", prompts)]
        shown += "".join([*lines, after])
    shown = shown.replace(str(folder), "/home/me")
    return re.sub(r"[0-9]{8}-[0-9a-z]{6}", "20261124-k7m2q9", shown)


@pytest.mark.slow
def test_the_set_up_line_installs_and_starts_an_interview(tmp_path):
    checkout = tmp_path / "coprod-checkout"
    shutil.copytree(
        ROOT,
        checkout,
        ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis"),
    )
    terminal = Terminal("-euc", SETUP, folder=checkout, command="bash", patience=300)
    terminal.see("What shall this case be called?").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert "All you wrote is kept" in terminal.text()


def test_continuous_integration_runs_the_test_command_of_the_readme():
    assert TEST_COMMAND.strip() in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_command_of_a_table_is_there_and_tells_how_it_is_used():
    """They take minutes; their quick parts are tests of their own."""
    named = re.findall(r"PYTHON (tests/\S+\.py)((?: --\S+)?)", README.read_text("utf-8"))
    assert {Path(script).parent.name for script, _ in named} == {"crash", "fuzz", "privacy"}
    for script, option in named:
        text = (ROOT / script).read_text("utf-8")
        assert "def main(" in text
        assert not option or run(f"python {script} --help", ROOT).stdout.count(option.strip())

"""What is loaded when: speed is a feature, and most of a short command's time is loading."""

import json
import subprocess
import sys

import pytest
from made_up import PRIMARY_CARE, add_note, clean_environment

HEAVY = {"pydantic", "pydantic_core", "questionary", "prompt_toolkit", "rich", "sqlite3", "yaml"}
# In one process, from the lightest to the heaviest; each is shown with all modules loaded by then.
STAGES = {
    "the package": "import coprod_cli",
    "a public name": "from coprod_cli import Case",
    "the command line": "import coprod_cli.cli",
    "one command": "command = typer.main.get_command(coprod_cli.cli.app).commands['init']",
    "all commands": "list(typer.main.get_command(coprod_cli.cli.app).commands.items())",
    "notes, interview and export": (
        "import coprod_cli.interview.engine, coprod_cli.notebook.notebook\n"
        "import coprod_cli.operations.export, coprod_cli.cli.export"
    ),
}


def loaded_after(folder, *steps):
    """Run each step in one new process; return all modules that are loaded after each one."""
    lines = ["import json, sys", "stages = []"]
    for step in steps:
        lines += [step, "stages.append(list(sys.modules))"]
        lines += ["import typer"] * (step == STAGES["the command line"])
    lines.append("print('\\n' + json.dumps(stages))")
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env=clean_environment(folder, COPROD_NOTEBOOK=str(folder)),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [set(stage) for stage in json.loads(done.stdout.splitlines()[-1])]


def run_command(*arguments):
    """Return the code that runs a command."""
    return (
        f"sys.argv = ['coprod', *{arguments!r}]\nfrom coprod_cli.__main__ import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code"
    )


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """What is loaded after each stage."""
    after = loaded_after(tmp_path_factory.mktemp("home"), *STAGES.values())
    return dict(zip(STAGES, after, strict=True))


def test_the_package_loads_nothing_but_itself(loaded):
    assert {name for name in loaded["the package"] if "coprod" in name} == {"coprod_cli"}
    assert not {"typer", *HEAVY} & loaded["the package"]


def test_a_public_name_loads_what_it_needs(loaded):
    assert "coprod_cli.model.case" in loaded["a public name"]
    assert not {"typer", "coprod_cli.notebook.notebook", *HEAVY} & loaded["a public name"]


def test_the_command_line_loads_nothing_heavy(loaded):
    assert "typer" in loaded["the command line"]
    assert not HEAVY & loaded["the command line"]


def test_a_command_loads_no_other_command(loaded):
    assert "coprod_cli.cli.notebook" in loaded["one command"]
    assert not {"coprod_cli.cli.new_case", "coprod_cli.cli.templates"} & loaded["one command"]


def test_all_commands_together_load_nothing_heavy(loaded):
    assert {"coprod_cli.cli.new_case", "coprod_cli.cli.templates"} <= loaded["all commands"]
    assert not HEAVY & loaded["all commands"]


def test_the_patterns_of_the_privacy_check_are_loaded_only_for_it(loaded):
    """They take a tenth of a second to compile."""
    names = loaded["notes, interview and export"]
    assert "coprod_cli.operations.export" in names
    assert not {name for name in names if name.startswith(("coprod_cli.privacy", "stdnum"))}


def test_a_first_question_needs_no_lists(tmp_path):
    (names,) = loaded_after(tmp_path, "import coprod_cli.interview.askers.terminal.asker")
    assert "prompt_toolkit" in names
    assert not {"questionary", "coprod_cli.interview.askers.terminal.list_asker"} & names


@pytest.mark.parametrize("words", ["passages", "render latest", "read first.name", "tasks"])
def test_reading_cases_needs_no_patterns_of_the_privacy_check(tmp_path, words):
    add_note(tmp_path, answers={"first.name": "Made up"})
    (names,) = loaded_after(tmp_path, run_command(*words.split()))
    assert "coprod_cli.notebook.notebook" in names
    assert not {"coprod_cli.privacy.identifiers", "coprod_cli.interview.engine"} & names


def test_the_version_is_printed_without_the_command_line(tmp_path):
    (names,) = loaded_after(tmp_path, run_command("--version"))
    assert not {"typer", "coprod_cli.cli", *HEAVY} & names


def test_cases_are_listed_without_what_is_heavy(tmp_path):
    # Of a form that asks every case all its questions, so that it is not needed to count them.
    add_note(tmp_path, answers={"situation.setting": "Made up"}, template=PRIMARY_CARE)
    (names,) = loaded_after(tmp_path, run_command("list"))
    assert "coprod_cli.notebook.notebook" in names
    assert not HEAVY & names


def test_very_many_notes_are_searched_without_templates(tmp_path):
    add_note(tmp_path, answers={"first.name": "Made up"})
    in_use = (
        "from coprod_cli.notebook.index import index, indexed_facts\n"
        "indexed_facts.IndexedFacts.min_notes = 1\n"
        "index.nanoseconds_since_1970 = lambda: 2 ** 62"
    )
    search = run_command("search", "made", "--paths")
    loaded_after(tmp_path, in_use, search)
    _in_use, names = loaded_after(tmp_path, in_use, search)
    assert "coprod_cli.knowledge.postings" in names
    assert not (HEAVY - {"sqlite3"}) & names

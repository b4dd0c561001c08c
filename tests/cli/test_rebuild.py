"""`coprod check --repair` of notes without any comment: shown, asked, and never done unasked."""

import re

import pytest
from changed_headings import KEEPS_MARKERS
from made_up import TEMPLATES, VISIT, add_note, coprod, note_text
from terminal import ENTER, Terminal

from coprod_cli import Notebook, repair_cases

pytestmark = pytest.mark.usefixtures("home")
SOUND = note_text(VISIT)
STRIPPED = re.sub(r"\n<!-- coprod:.* -->(?=\n)", "", KEEPS_MARKERS["plain lines"](SOUND))


@pytest.fixture
def path(home, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    monkeypatch.setenv("COPROD_NOTEBOOK", str(home / "notebook"))
    path = add_note(home / "notebook")
    path.write_text(STRIPPED)
    return path


def test_where_nobody_can_be_asked_it_is_only_shown(path):
    result = coprod("check", "--repair")

    assert result.exit_code == 1
    assert "+### What happened?\n+<!-- coprod:second.story -->\n" in result.stdout
    assert "9 of 9 questions. 8 answers have words." in result.stderr
    assert "coprod check --repair --rebuild" in result.stderr
    assert path.read_text() == STRIPPED


def test_a_rebuild_is_done_where_it_is_asked_for(path):
    result = coprod("check", "--repair", "--rebuild")

    assert result.exit_code == 0, result.stderr
    assert "all is well" in result.stderr
    assert '"text":"A made-up queue."' in coprod("export", "jsonl").stdout
    (kept,) = (path.parent / ".coprod" / "history").rglob("*.md")
    assert kept.read_text() == STRIPPED


def test_a_dry_run_asks_nothing_and_writes_nothing(path):
    result = coprod("check", "--repair", "--rebuild", "--dry-run")

    assert result.exit_code == 1
    assert "+### What happened?\n" in result.stdout
    assert path.read_text() == STRIPPED


def test_rebuild_goes_with_repair_only(path):
    result = coprod("check", "--rebuild")

    assert result.exit_code == 2
    assert path.read_text() == STRIPPED


@pytest.mark.usefixtures("path")
def test_such_a_note_is_left_out_of_an_export():
    result = coprod("export", "jsonl")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "9 of 9 questions" in result.stderr


def test_the_python_api_does_it_where_it_is_asked_for(path):
    notebook = Notebook.open(path.parent)

    (offered,) = repair_cases(notebook)
    assert offered.can_be_rebuilt
    assert path.read_text() == STRIPPED

    (done,) = repair_cases(notebook, rebuild=True)
    assert done.repair.rebuilt.recognized == 9
    assert done.findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("reply", ["y", "j", "n", ""])
def test_a_person_is_asked_below_the_change(path, reply):
    places = {"COPROD_PROMPTS": str(TEMPLATES), "COPROD_NOTEBOOK": str(path.parent)}
    terminal = Terminal.coprod(
        "check", "--repair", folder=path.parent.parent, columns=80, rows=24, environment=places
    )
    terminal.see("8 answers have words.", "Write it like this?")
    terminal.type(reply).press(ENTER)

    is_agreed = reply in {"y", "j"}
    assert terminal.exit_code() == (0 if is_agreed else 1)
    assert (path.read_text() == STRIPPED) is not is_agreed

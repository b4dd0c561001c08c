"""What the commands say of damaged notes: never that all is well, and no export takes them."""

import json

import corpus
import pytest
from made_up import coprod
from other_programs import RULES

SOUND = "form-reflection-en"
DAMAGED = {
    "comments stripped": "form-initiative-en",
    "outliner": "mixed-04",
    "smart markers": "mixed-05",
    "setext": "form-microsystem-en",
    "paragraphs filled": "form-team-meeting-en",
    "front matter as a heading": "piece-paragraphs",
}


@pytest.fixture
def notebook(tmp_path):
    """A notebook with a sound note, and each kind of damage in another note."""
    coprod("init", tmp_path)
    for rule, name in {"": SOUND, **DAMAGED}.items():
        text = corpus.notes()[name]
        (tmp_path / f"{name}.md").write_text(RULES[rule](text) if rule else text, "utf-8")
    return tmp_path


def test_check_names_each_damaged_note_and_ends_with_1(notebook):
    shown = coprod("check", "--notebook", notebook)
    assert shown.exit_code == 1
    for name in DAMAGED.values():
        assert f"{name}.md:" in shown.stdout
    assert f"{SOUND}.md:" not in shown.stdout


def test_export_takes_the_sound_note_only_and_ends_with_1(notebook):
    shown = coprod("export", "jsonl", "--notebook", notebook)
    assert shown.exit_code == 1
    exported = [json.loads(line)["path"] for line in shown.stdout.splitlines()]
    assert exported == [f"{SOUND}.md"]
    for name in DAMAGED.values():
        assert f"{name}.md:" in shown.stderr


def test_list_says_how_many_are_damaged(notebook):
    shown = coprod("list", "--notebook", notebook)
    assert "notes are damaged" in shown.stderr
    assert "1 note cannot be read" in shown.stderr


def test_list_says_nothing_of_a_sound_notebook(notebook):
    for name in DAMAGED.values():
        (notebook / f"{name}.md").unlink()
    assert coprod("list", "--notebook", notebook).stderr == ""


@pytest.mark.parametrize("name", DAMAGED.values())
def test_edit_refuses_to_write_into_a_damaged_note(notebook, name):
    path = notebook / f"{name}.md"
    before = path.read_bytes()
    shown = coprod("edit", path, "--set", "title=Another", "--notebook", notebook)
    assert shown.exit_code == 3
    assert path.read_bytes() == before

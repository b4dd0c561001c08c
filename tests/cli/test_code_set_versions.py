"""Versions of a code set, of git or synchronised folders: told, and joined by `check --repair`."""

import pytest
from made_up import TEMPLATES, coprod

from coprod_cli.base.settings import TRASH_FOLDER

BASE = """\
id: ours
codes:
  - id: waiting   # long
    definition: Nobody says.
  - id: told
"""
OURS = BASE.replace("Nobody says.", "Nobody tells.") + "    memo: Mine.\n"
THEIRS = BASE.replace("Nobody says.", "No word.") + "    memo: Theirs.\n  - id: phone\n"
MARKS = """\
id: ours
codes:
  - id: waiting   # long
<<<<<<< HEAD
    definition: Nobody tells.
  - id: told
    memo: Mine.
||||||| base
    definition: Nobody says.
  - id: told
=======
    definition: No word.
  - id: told
    memo: Theirs.
  - id: phone
>>>>>>> theirs
"""
JOINED = """\
id: ours
codes:
  - id: waiting   # long
    definition: Nobody tells.
  - id: told
    memo: "Mine.\\nTheirs."
  - id: phone
"""


@pytest.fixture
def sets(home, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(home / "notes"))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    assert coprod("init", str(home / "notes")).exit_code == 0
    folder = home / "notes" / "codes"
    folder.mkdir(exist_ok=True)
    return folder


NAMES = (
    "ours (Anna's conflicted copy 2026-11-24).yaml",
    "ours.sync-conflict-20261124-090000-ABCDEFG.yaml",
    "ours-DESKTOP-AB12.yaml",
    "ours-2.yaml",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_told_by_check_and_joined_by_its_repair(sets, name):
    (sets / "ours.yaml").write_text(OURS)
    (sets / name).write_text(THEIRS)
    checked = coprod("check")
    assert checked.exit_code == 1
    assert 'this is another version of the code set "ours". Try: coprod check --repair' in (
        checked.stdout
    )

    dry = coprod("check", "--repair", "--dry-run")
    assert "ours.yaml: its versions would be joined." in dry.stderr
    assert (sets / name).read_text() == THEIRS

    repaired = coprod("check", "--repair")
    assert repaired.exit_code == 0
    assert "definition of ours/waiting was changed in both: look at it." in repaired.stderr
    assert "The memo of ours/told was changed in both: both stand there." in repaired.stderr
    assert (sets / "ours.yaml").read_text() == JOINED
    assert [path.name for path in sets.glob("*.yaml")] == ["ours.yaml"]
    (kept,) = (sets.parent / TRASH_FOLDER).glob(f"*/codes/{name}")
    assert kept.read_text() == THEIRS
    assert coprod("check").exit_code == 0


def test_what_git_left_is_joined_with_the_version_before_both_and_kept_as_it_was(sets):
    path = sets / "ours.yaml"
    path.write_text(MARKS)
    assert "Try: coprod check --repair" in coprod("check").stdout
    assert coprod("codes", "new", "ours/x").exit_code == 3
    coprod("check", "--repair")
    assert path.read_text() == JOINED
    assert coprod("codes", "log").stdout.split("\t")[1:3] == ["join", "ours"]
    (kept,) = (sets.parent / ".coprod" / "code-changes").glob("*/before/ours.yaml")
    assert kept.read_text() == MARKS
    assert coprod("codes", "restore").exit_code == 3  # no command writes an invalid set
    assert path.read_text() == JOINED


def test_versions_that_are_damaged_stay_and_are_told(sets):
    (sets / "ours.yaml").write_text(OURS)
    (sets / "ours 2.yaml").write_text("id: ours\ncodes: 5\n")
    repaired = coprod("check", "--repair")
    assert repaired.exit_code == 1
    assert "ours 2.yaml" in repaired.stderr
    assert (sets / "ours.yaml").read_text() == OURS
    assert (sets / "ours 2.yaml").exists()


def test_a_set_of_another_id_is_no_copy(sets):
    (sets / "ours.yaml").write_text(OURS)
    (sets / "ours-2.yaml").write_text(BASE.replace("id: ours", "id: ours-2"))
    assert coprod("check", "--repair").exit_code == 0
    assert (sets / "ours-2.yaml").exists()


def test_copies_in_the_bin_are_purged_with_what_was_removed(sets):
    (sets / "ours.yaml").write_text(OURS)
    (sets / "ours 2.yaml").write_text(THEIRS)
    coprod("check", "--repair")
    coprod("purge", "--all-removed", "--yes")
    assert list((sets.parent / TRASH_FOLDER).rglob("*.yaml")) == []

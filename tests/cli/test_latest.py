"""`latest` on the command line: the case that was made last, or a line that says why it is not."""

import os

import pytest
from commands import done, refused
from made_up import VISIT, add_note, coprod

FIRST, SECOND = "20261101-aaaaaa", "20261110-bbbbbb"
BAD = "20261125-eeeeee"


def test_latest_is_the_second_of_two_cases_made_in_a_row(home):
    for number in range(30):
        folder = home / str(number)
        for title in ("first", "second"):
            done("new-case", "--notebook", folder, "--set", f"title={title}")

        assert done("show", "latest", "--notebook", folder).stdout.startswith("# second\n"), number


@pytest.fixture
def bad(notebook):
    """A damaged note that was written after all others."""
    path = notebook / f"{BAD}.md"
    path.write_text(add_note(notebook / "aside", BAD, VISIT).read_text().replace("id:", "id: ["))
    (notebook / "aside" / f"{BAD}.md").unlink()
    return path


@pytest.mark.parametrize(
    "command",
    [
        "edit latest --set first.name=X", "remove latest", "tasks --done latest.1", "update latest",
        "restore latest --to 2026-01-01", "restore latest --to 2026-01-01 --whole",
        "history latest --clear", "check latest --repair",
    ],
)  # fmt: skip
def test_a_command_that_changes_the_latest_case_refuses_if_a_damaged_note_may_be_it(
    notebook, bad, command
):
    before = {path: path.read_bytes() for path in notebook.rglob("*") if path.is_file()}
    said = refused(3, *command.split())

    assert said == (
        f"{bad}: this may be the latest case, but it cannot be read. "
        f"Try: coprod check, or name the case that you mean, such as {FIRST}"
    )
    assert {path: path.read_bytes() for path in notebook.rglob("*") if path.is_file()} == before
    assert done("edit", FIRST, "--set", "first.name=X").stderr == ""


@pytest.mark.parametrize("command", ["show latest", "render latest", "history latest",
                                     "check latest", "tasks latest"])  # fmt: skip
def test_a_command_that_reads_the_latest_case_says_that_a_damaged_note_may_be_it(bad, command):
    result = coprod(*command.split())

    assert f"{bad}: this may be the latest case, but it cannot be read." in result.stderr
    assert result.stderr.count("may be the latest") == 1


def test_a_command_that_changes_it_names_it_where_files_cannot_tell(home):
    folder = home / "notebook"
    for case_id in (FIRST, SECOND):
        os.utime(add_note(folder, case_id, VISIT), (0, 0))
    result = done("edit", "latest", "--set", "first.name=X", "--notebook", folder)

    told, named = result.stderr.splitlines()
    assert told == f"2 cases were changed in the same second; as latest counts {SECOND}."
    assert named.startswith(f"latest is {SECOND}")

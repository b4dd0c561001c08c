"""A persona rests on cases that are there: the check names each id that is none, and its place."""

import pytest
from made_up import NOON, add_shipped

from coprod_cli.interview.askers.scripted.answers_file import read_answers_file
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.places import KEPT_APART
from coprod_cli.notebook.trash import Trash
from coprod_cli.operations.add_case import add_case
from coprod_cli.operations.check import check_notes
from coprod_cli.operations.workspace import Workspace, open_workspace

HERE, THERE = "20261101-aaaaaa", "20261102-bbbbbb"
GONE, REMOVED, APART = "20251231-zzzzzz", "20261103-cccccc", "20261104-dddddd"
TRAIT = """\
template: persona
answers:
  traits:
    trait:
      - what: Waits before she rings
        cases: "{cases}"
"""


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    Notebook.make(tmp_path / "notebook")
    opened = open_workspace(tmp_path / "notebook")
    for case_id in (HERE, THERE):
        add_shipped(opened.folder, "reflection", case_id)
    return opened


def findings(workspace, cases):
    """What the check says of a persona that rests on some cases, and where it says so."""
    document = read_answers_file(TRAIT.format(cases=cases), "persona.yaml")
    path = add_case(workspace, document).path
    lines = path.read_text().splitlines()
    found = [each for note in check_notes(workspace) for each in note.findings]
    assert all(each.source == str(path) for each in found)
    return [(lines[each.line - 1][each.column - 1 :], each) for each in found]


def test_cases_that_are_there_are_no_finding(workspace):
    assert findings(workspace, f"{HERE}, {THERE}") == []


def test_a_case_that_is_nowhere_is_told_at_its_place_with_how_to_see_all(workspace):
    ((rest, found),) = findings(workspace, f"{HERE}, {GONE}, {THERE}")

    assert rest == f"{GONE}, {THERE}"
    assert found.message == f"there is no case {GONE} here."
    assert found.hint == "coprod list"


def test_a_mistyped_id_is_told_with_the_one_that_is_spelt_most_like_it(workspace):
    ((_rest, found),) = findings(workspace, f"{HERE[:-1]}b, {THERE}")

    assert found.hint == HERE


def test_a_case_in_the_bin_is_told_with_how_to_bring_it_back(workspace):
    Trash(workspace.notebook).put(add_shipped(workspace.folder, "reflection", REMOVED), NOON)

    ((_rest, found),) = findings(workspace, f"{HERE}, {REMOVED}")

    assert found.message == f"{REMOVED} is in the bin."
    assert found.hint == f"coprod restore {REMOVED}"


def test_a_case_that_names_people_is_told(workspace):
    add_shipped(workspace.folder / KEPT_APART, "patient-contract", APART)

    ((_rest, found),) = findings(workspace, f"{HERE}, {APART}")

    assert "names people and is kept apart" in found.sentence


def test_a_persona_that_rests_on_itself_is_told(workspace):
    ((_rest, _found),) = findings(workspace, f"{HERE}, {GONE}")
    (path,) = (path for path in workspace.folder.glob("*.md") if GONE in path.read_text())
    path.write_text(path.read_text().replace(GONE, path.stem))

    (found,) = (each for note in check_notes(workspace) for each in note.findings)

    assert found.message == f"{path.stem} is this note itself."

"""Many answers at once, as data gives them: the work grows with their number, and not faster."""

import pytest
from made_up import NOON
from made_up_plan import PARTS
from paths import GROUP_TEMPLATES
from work import Calls, lines_run

from coprod_cli.interview import state
from coprod_cli.notebook.note import reader
from coprod_cli.operations.add_case import add_case
from coprod_cli.operations.edit_case import edit_case
from coprod_cli.operations.workspace import Workspace

FEW, MANY = 20, 200
# Ten times the answers are ten times the work, somewhat more where less of the smaller run was new
# to the caches; work that grows squarely is a hundred times as much.
MOST = 20


def write_questions(folder, count):
    """Write a template with many questions; each second one depends on the one before it."""
    lines = ["id: one", "title: Made up", "questions:"]
    for number in range(0, count, 2):
        condition = f"{{question: one.q{number}, answer: true}}"
        lines.append(f"  - {{id: q{number}, type: yes_no, text: Is it so?}}")
        lines.append(f"  - {{id: q{number + 1}, text: How?, when: {condition}}}")
    (folder / "many").mkdir(parents=True)
    (folder / "many" / "one.yaml").write_text("\n".join(lines))
    top = "id: many\nversion: 1.0.0\ntitle: Many\nsections: [one]\n"
    (folder / "many" / "template.yaml").write_text(top)


def items(count, text):
    return {PARTS: [{"what": f"{text} {number}", "who": "care"} for number in range(count)]}


def questions(count, text):
    return {f"one.q{number}": f"{text} {number}" if number % 2 else True for number in range(count)}


@pytest.fixture(params=[("plan", items), ("many", questions)], ids=["items", "questions"])
def given(request, tmp_path):
    """A function that adds a case with some answers, and one that changes them."""
    template, answers = request.param

    def run(count, *, edited):
        folder = tmp_path / str(count)
        write_questions(folder / "templates", count)
        folders = (folder / "templates", GROUP_TEMPLATES)
        workspace = Workspace(folder / "notebook", folders, ("en",), clock=lambda: NOON)

        def add():
            return add_case(workspace, answers(count, "First"), template=template)

        if not edited:
            return add
        path = add().path
        return lambda: edit_case(workspace, path, answers(count, "Then"))

    return run


@pytest.mark.parametrize("edited", [False, True], ids=["added", "edited"])
def test_ten_times_the_answers_are_ten_times_the_work(given, edited):
    given(2, edited=edited)()  # what is loaded and computed once
    few, many = (lines_run(given(count, edited=edited)) for count in (FEW, MANY))

    assert many < MOST * few


@pytest.mark.parametrize("edited", [False, True], ids=["added", "edited"])
def test_a_note_is_read_as_often_for_many_answers_as_for_one(given, edited, monkeypatch):
    calls = []
    for count in (2, MANY):
        run = given(count, edited=edited)
        calls.append(Calls())
        with monkeypatch.context() as patched:
            calls[-1].counted(patched, reader, "read_as_written")
            calls[-1].counted(patched, reader, "read_slots")
            calls[-1].counted(patched, state, "relevant_addresses")
            run()

    assert calls[0] == calls[1]
    assert calls[0]["read_as_written"] > 0

"""A sitting with any asker: its result, and the lock that is released at its end."""

import pytest
from made_up import EVERY_TYPE, NOON
from paths import PROMPTS, TEMPLATES

from coprod_cli.base.errors import NotFound
from coprod_cli.interview.replies import Answered, Finished, Jump, Paused
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.conduct_sitting import conduct_sitting
from coprod_cli.operations.open_case import open_at_menu, open_draft
from coprod_cli.operations.open_new_case import open_new_case
from coprod_cli.operations.workspace import Workspace


class Replies:
    """Asker that gives these replies, one a step."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.steps = []

    def ask(self, step, _keep_draft):
        self.steps.append(step)
        return self.replies.pop(0)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "notebook", (TEMPLATES,), ("en",), clock=lambda: NOON)


def begun(workspace, half_typed="Half"):
    sitting = open_new_case(workspace, EVERY_TYPE.id, title="T")
    return conduct_sitting(sitting, Replies(Answered("Said, made up"), Paused(half_typed)))


def finished(workspace):
    reference = begun(workspace, half_typed="").path.stem
    return conduct_sitting(open_at_menu(workspace, reference), Replies(Finished()))


def is_free(workspace, path):
    with Notebook(workspace.folder).lock_case(path, path.stem, NOON, interactive=False, timeout=0):
        return True


def test_a_pause_says_where_the_case_is_and_how_to_go_on(workspace):
    result = begun(workspace)

    assert (result.paused, result.finished, result.next_command) == (True, False, "resume")
    assert result.new_notebook == workspace.folder
    assert result.case.title == "T"
    assert is_free(workspace, result.path)


def test_a_draft_goes_on_where_it_was_left_with_what_is_half_typed(workspace):
    begun(workspace)
    asker = Replies(Paused("Half of it"))

    result = conduct_sitting(open_draft(workspace), asker)

    (step,) = asker.steps
    assert isinstance(step, QuestionStep)
    assert step.draft == "Half"
    assert result.new_notebook is None


def test_a_finished_case_is_to_be_read(workspace):
    result = finished(workspace)

    assert (result.paused, result.finished, result.next_command) == (False, True, "show")


def test_a_finished_case_that_is_left_again_goes_on_with_edit(workspace):
    reference = finished(workspace).path.stem
    replies = Replies(Jump("first.name"), Paused(""))

    result = conduct_sitting(open_at_menu(workspace, reference), replies)

    assert (result.paused, result.finished, result.next_command) == (True, False, "edit")


def test_only_the_named_sections_are_asked(workspace):
    reference = begun(workspace).path.stem
    asker = Replies(Paused(""))

    conduct_sitting(open_at_menu(workspace, reference, sections=["second"]), asker)

    (step,) = asker.steps
    assert step.address.startswith("second.")


@pytest.mark.parametrize(
    ("template", "is_scanned"), [("patient-contract", False), ("reflection", True)]
)
def test_a_form_that_names_people_is_not_searched_for_what_tells_who_they_are(
    tmp_path, template, is_scanned
):
    workspace = Workspace(tmp_path / "notebook", (PROMPTS,), ("en",), clock=lambda: NOON)
    sitting = open_new_case(workspace, template, title="For Anna Berg, made up")

    assert (sitting.interview.scan is not None) == is_scanned


def test_no_draft_is_an_error(workspace):
    Notebook.make(workspace.folder)

    with pytest.raises(NotFound):
        open_draft(workspace)


def test_a_case_whose_asker_fails_is_free_again(workspace):
    reference = begun(workspace).path.stem
    sitting = open_at_menu(workspace, reference)

    with pytest.raises(IndexError):
        conduct_sitting(sitting, Replies())

    assert is_free(workspace, sitting.autosave.path)

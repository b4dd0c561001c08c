"""Adding and editing a case from Python, with plain values."""

from datetime import date

import pytest
from made_up import EVERY_TYPE, NOON
from paths import TEMPLATES

from coprod_cli.base.errors import CaseHeld, InvalidInput, NotFound, WrongUsage
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.add_case import SavedCase, add_case
from coprod_cli.operations.convert import Conversion
from coprod_cli.operations.edit_case import edit_case
from coprod_cli.operations.workspace import Workspace

ANSWERS = {
    "first.name": "A made-up morning",
    "first.seen": True,
    "first.day": date(2026, 11, 24),
    "first.wait": 12,
    "first.helpers": ["A nurse", "Family"],
}


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "notebook", (TEMPLATES,), ("sv",), clock=lambda: NOON)


def add(workspace, answers=None, **options):
    return add_case(workspace, answers, **{"template": EVERY_TYPE.id, **options})


def read(workspace, saved):
    return workspace.notebook.read(saved.path).case


def note_texts(workspace, saved):
    return {each.address: each.text for each in read(workspace, saved).given_answers()}


class TestAnAddedCase:
    def test_has_the_answers_of_a_mapping(self, workspace):
        saved = add(workspace, ANSWERS, language="en", title="T", tags=["night", "made-up"])

        case = read(workspace, saved)
        assert saved == SavedCase(case.id, saved.path, "draft", workspace.folder)
        assert (case.title, case.tags, case.created) == ("T", ("night", "made-up"), case.updated)
        assert note_texts(workspace, saved) == {
            "first.name": "A made-up morning",
            "first.seen": "Yes",
            "first.day": "2026-11-24",
            "first.wait": "12",
            "first.helpers": "- A nurse\n- Family",
        }

    def test_is_in_the_language_of_the_workspace(self, workspace):
        assert read(workspace, add(workspace)).language == "sv"

    def test_makes_a_notebook_only_where_there_is_none(self, workspace):
        assert add(workspace).new_notebook == workspace.folder
        assert add(workspace).new_notebook is None

    def test_is_not_there_where_an_answer_cannot_be_taken(self, workspace):
        with pytest.raises(InvalidInput) as caught:
            add(workspace, {"first.day": "soon", "first.nmae": "x"})

        assert len(caught.value.findings) == 2
        assert "soon" not in str(caught.value)
        assert not workspace.folder.exists()

    def test_is_not_there_where_an_option_cannot_be_taken(self, workspace):
        with pytest.raises(WrongUsage):
            add(workspace, title="Two\nlines")
        with pytest.raises(WrongUsage):
            add(workspace, sections=["nowhere"])
        with pytest.raises(NotFound):
            add(workspace, template="nowhere")
        assert not workspace.folder.exists()


class TestAnEditedCase:
    @pytest.fixture
    def saved(self, workspace):
        return add(workspace, ANSWERS, language="en")

    def test_has_the_changed_answers_and_all_others(self, workspace, saved):
        before = note_texts(workspace, saved)

        edited = edit_case(workspace, saved.id, {"first.wait": 13})

        assert edited == SavedCase(saved.id, saved.path, "draft")
        assert note_texts(workspace, saved) == {**before, "first.wait": "13"}

    def test_may_be_named_by_its_path_and_converted(self, workspace, saved):
        edit_case(workspace, saved.path, conversion=Conversion(language="sv"))

        assert read(workspace, saved).language == "sv"
        assert note_texts(workspace, saved)["first.name"] == "A made-up morning"

    def test_is_as_it_was_where_something_cannot_be_taken(self, workspace, saved):
        before = saved.path.read_bytes()

        with pytest.raises(InvalidInput):
            edit_case(workspace, saved.id, {"first.wait": 1, "first.day": "soon"})
        with pytest.raises(WrongUsage):
            edit_case(workspace, saved.id, {"first.wait": 1}, sections=["nowhere"])
        assert saved.path.read_bytes() == before

    def test_is_free_again_afterwards(self, workspace, saved):
        hold = Notebook(workspace.folder).lock_case(saved.path, saved.id, NOON, interactive=True)
        with hold, pytest.raises(CaseHeld):
            edit_case(workspace, saved.id, {"first.wait": 1})
        with pytest.raises(InvalidInput):
            edit_case(workspace, saved.id, {"first.day": "soon"})

        assert edit_case(workspace, saved.id, {"first.wait": 14}).status == "draft"

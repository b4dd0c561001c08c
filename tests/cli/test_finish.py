"""coprod finish: refused with what is in the way, where nobody is asked, else done at once."""

import json

import commands
import pytest
from commands import refused
from made_up import NOON, add_note

import coprod_cli as api
from coprod_cli.base.errors import ExitCode, InvalidInput
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import CaseStatus
from coprod_cli.notebook.drafts import DraftState
from coprod_cli.notebook.notebook import Notebook

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
CLEAR = "20261125-dddddd"
NUMBER = "Ring 070-174 06 35, made up"


@pytest.fixture(autouse=True)
def clear(notebook):
    """A case without anything in the way, beside the others."""
    add_note(notebook, CLEAR, {"first.name": "Clear, made up"}, title="T")


def status(notebook, case):
    return api.read_case(Notebook(notebook), case).status


def errors(*arguments):
    result = commands.coprod("finish", *arguments)
    assert result.exit_code == ExitCode.INVALID
    assert result.stdout == ""
    return result.stderr


def test_a_case_with_nothing_in_the_way_is_finished(notebook):
    result = commands.done("finish", CLEAR)

    assert result.stdout == f"{notebook / CLEAR}.md\n"
    assert status(notebook, CLEAR) == CaseStatus.FINAL


def test_json_has_the_case_and_its_status(notebook):
    result = commands.done("finish", CLEAR, "--json")

    expected = {"id": CLEAR, "path": str(notebook / f"{CLEAR}.md"), "status": "final"}
    assert json.loads(result.stdout) == expected


def test_a_finished_case_stays_as_it_is(notebook):
    before = (notebook / f"{TWO}.md").read_bytes()

    commands.done("finish", TWO)
    assert (notebook / f"{TWO}.md").read_bytes() == before


def test_what_may_tell_who_somebody_is_is_named_by_its_address_alone(notebook):
    commands.done("edit", CLEAR, "--set", f"second.story={NUMBER}")
    said = errors(CLEAR)

    assert '"second.story" may tell who somebody is (phone). Try: --force' in said
    assert "070" not in said
    assert status(notebook, CLEAR) == CaseStatus.DRAFT
    commands.done("finish", CLEAR, "--force")
    assert status(notebook, CLEAR) == CaseStatus.FINAL


def test_half_typed_text_and_missing_answers_are_in_the_way_whatever_is_forced(notebook):
    key = AnswerKey.parse("second.story")
    Notebook(notebook).drafts(THREE).write(DraftState(key, {key: "Half, made up"}))
    said = errors(THREE, "--force")

    assert '"second.story" has half-typed text.' in said
    assert '"first.name" is needed before it is finished.' in said
    assert "Half, made up" not in said
    assert status(notebook, THREE) == CaseStatus.DRAFT


def test_a_case_without_an_answer_is_told():
    said = errors(THREE)

    assert "nothing is answered here." in said


def test_a_case_that_is_open_elsewhere_is_not_finished(notebook):
    path = notebook / f"{CLEAR}.md"
    with Notebook(notebook).lock_case(path, CLEAR, NOON, interactive=True):
        assert "open in another coprod" in refused(ExitCode.LOCKED, "finish", CLEAR)


def test_the_python_function_does_the_same(notebook):
    with pytest.raises(InvalidInput):
        api.finish_case(Notebook(notebook), THREE)
    assert api.finish_case(Notebook(notebook), CLEAR).status == "final"

"""`coprod sources`: references by case and question, and the answers without one."""

import json

import pytest
from made_up import coprod

TEXT = "condition.functioning"


@pytest.fixture(autouse=True)
def notebook(with_shipped_forms):
    coprod(
        "new-case", "--title", "One", "--set", f"{TEXT}=No chair.", "--evidence", f"{TEXT}=study",
        "--source", f"{TEXT}=A book", "--source", f"{TEXT}=doi:10.1",
        "--set", "condition.future=Nobody knows.", "--evidence", "condition.future=experience",
        "--set", "situation.setting=A ward.",
    )  # fmt: skip
    coprod(
        "new-case", "--template", "patient-contract", "--title", "Apart", "--set",
        "matters.most=To sleep.", "--source", "matters.most=A page",
    )  # fmt: skip
    return with_shipped_forms


def rows(*arguments):
    result = coprod("sources", *arguments)
    assert result.exit_code == 0, result.stderr
    return [line.split("\t")[1:] for line in result.stdout.splitlines()]


ONE = [[TEXT, "", "study", "A book", "", "One"], [TEXT, "", "study", "doi:10.1", "DOI", "One"]]
APART = [["matters.most", "", "", "A page", "", "Apart"]]


def test_scripts_get_a_line_for_each_reference():
    assert rows() == ONE
    assert rows("--template", "primary-care", "--voice", "patient") == []


def test_cases_that_name_people_are_left_out_unless_they_are_asked_for():
    assert "coprod sources --kept-apart" in coprod("sources").stderr
    assert sorted(rows("--kept-apart")) == sorted([*ONE, *APART])
    assert rows("--template", "patient-contract") == APART


def test_json_has_the_same_references():
    (answer,) = json.loads(coprod("sources", "--json").stdout)

    assert (answer["question"], answer["evidence"]) == (
        "What is normal / abnormal functioning for a person like this?", "study",
    )  # fmt: skip
    assert answer["sources"] == [
        {"text": "A book", "wrong": []}, {"text": "doi:10.1", "wrong": ["DOI"]},
    ]  # fmt: skip


def test_answers_without_a_reference_are_listed_where_a_form_says_so():
    assert rows("--unsourced", "--kept-apart") == [
        ["condition.future", "", "experience", "", "", "One"]
    ]
    (case,) = json.loads(coprod("sources", "--json").stdout)
    coprod("edit", case["case"], "--source", "condition.future=A page")
    assert rows("--unsourced") == []
    assert "without one here" in coprod("sources", "--unsourced").stderr


def test_references_are_a_list_on_a_terminal(monkeypatch):
    monkeypatch.setattr("coprod_cli.cli.show.sources.is_stdout_terminal", lambda: True)

    lines = coprod("sources").stdout.splitlines()

    assert lines[0].endswith("  One")
    assert lines[1:] == [
        "  What is normal / abnormal functioning for a person like this? - study",
        "    - A book",
        "    - doi:10.1  ! DOI: cannot be right",
    ]
    assert coprod("sources", "--unsourced").stdout.splitlines()[1:] == [
        "  What might the future hold? - experience",
        "    Nobody knows.",
    ]


def test_check_tells_of_what_cannot_be_right():
    found = json.loads(coprod("check", "--json").stdout)

    (finding,) = [each for each in found if each["kind"] == "reference"]
    assert finding["message"] == "the DOI in this reference cannot be right."
    assert not finding["uncertain"]


def test_what_was_withdrawn_is_not_listed():
    words = "story.words"
    coprod("new-case", "--template", "story", "--set", f"{words}=A.", "--source", f"{words}=B")
    assert [row[3] for row in rows("--template", "story")] == ["B"]
    coprod("edit", "latest", "--set", "withdrawal.day=2026-11-29")
    assert rows("--template", "story") == []

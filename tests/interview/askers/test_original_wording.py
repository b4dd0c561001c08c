"""The help of a question: its wording in the form's first language, where another is asked in."""

import pytest
from made_up import EVERY_TYPE, PRIMARY_CARE
from terminal import ENTER

from coprod_cli.interview.askers.question_text import help_lines
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.model.template import Template

SETTING = "What is the setting?"


def help_at(template, address, **fields):
    """The help at a question of a case without answers."""
    case = Case(id="20261124-k7m2q9", title="T", template=template.id, **fields)
    step = Interview.ask_again(template, case, {AnswerKey(address): ""}, drafts={}).step
    assert isinstance(step, QuestionStep)
    return help_lines(step, "", "")


def test_the_original_wording_is_told_below_the_help():
    lines = help_at(PRIMARY_CARE, "situation.setting", language="sv")

    assert lines[2:4] == [f"In English: {SETTING}", ""]


def test_the_original_wording_is_the_author_s_own_where_plain_words_are_asked():
    plain = in_plain_words(PRIMARY_CARE)

    lines = help_at(plain, "situation.setting", language="sv", extra={"words": "plain"})

    assert f"In English: {SETTING}" in lines


def test_the_original_wording_is_not_told_in_the_first_language_itself():
    lines = help_at(PRIMARY_CARE, "situation.setting", language="en")

    assert not any(SETTING in line for line in lines)


def test_the_original_wording_is_not_told_where_the_form_has_one_for_all():
    form = EVERY_TYPE.model_dump()
    question = {"id": "one", "type": "text", "text": "Hm?"}
    form["sections"] = [{"id": "a", "title": "A", "questions": [question]}]

    lines = help_at(Template.model_validate(form), "a.one", language="sv")

    assert not any("Hm?" in line for line in lines)


@pytest.mark.parametrize(
    ("first", "told"),
    [("sv", "In Swedish: Hur?"), ("fi", "In the form's first language (fi): Hur?")],
)
def test_the_original_wording_is_told_with_its_language(first, told):
    question = {"id": "one", "type": "text", "text": {first: "Hur?", "en": "How?"}}
    form = EVERY_TYPE.model_dump() | {
        "languages": [first, "en"],
        "sections": [{"id": "a", "title": {first: "A", "en": "A"}, "questions": [question]}],
    }

    assert told in help_at(Template.model_validate(form), "a.one", language="en")


def test_the_original_wording_is_told_line_by_line(desk):
    done = desk.run(
        "--language", "sv", "new-case", "--template", "primary-care", "--plain",
        typed="Ett fall\n:help\n:quit\n",
    )  # fmt: skip

    assert f"På engelska: {SETTING}" in done.stderr.decode()


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_the_original_wording_is_on_the_first_page_of_the_help_on_a_terminal(desk, columns, rows):
    terminal = desk.sit(
        "--language", "sv", "new-case", "--title", "T", "--section", "situation",
        columns=columns, rows=rows,
    ).see("1 av 5")  # fmt: skip

    terminal.type(":help").press(ENTER).see(f"På engelska: {SETTING}")

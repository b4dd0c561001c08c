"""Validation errors of pydantic as findings, also in another language."""

from typing import Annotated, Literal

import pytest
from another_language import speak_marked
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from coprod_cli.base.i18n import translated
from coprod_cli.base.yaml_document import read_yaml
from coprod_cli.templates.validation import validate


def _refused(_):
    raise ValueError("a made-up reason")


class Model(BaseModel):
    how: Literal["left", "right", "up"] = "up"
    short: Annotated[str, StringConstraints(min_length=1, max_length=3)] = "abc"
    never: Annotated[int, AfterValidator(_refused)] = 0
    part: float = 0.0
    count: Annotated[int, Field(ge=2)] = 2


@pytest.fixture
def messages():
    def read(text):
        findings = []
        assert validate(Model, read_yaml(text, "given.yaml"), findings) is None
        return [each.message for each in findings]

    return read


class TestFindings:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("how: down", "\"how\": this must be one of 'left', 'right' or 'up'."),
            ("short: ''", '"short": string should have at least 1 character.'),
            ("short: abcd", '"short": string should have at most 3 characters.'),
            ("never: 1", '"never": a made-up reason.'),
            ("count: 1", '"count": input should be greater than or equal to 2.'),
            (
                "part: x",
                '"part": input should be a valid number, unable to parse string as a number.',
            ),
        ],
    )
    def test_is_told_in_a_sentence(self, messages, text, message):
        assert [translated(each) for each in messages(text)] == [message]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("how: down", "\"how\": <this must be one of <'left', 'right' or 'up'>.>"),
            ("short: ''", '"short": <string should have at least 1 character.>'),
            ("never: 1", '"never": <a made-up reason>.'),
            ("part: [1]", '"part": <input should be a valid number.>'),
            ("- a", "<this must be a list of `key: value` lines.>"),
        ],
    )
    def test_is_told_in_the_language_that_was_chosen(self, messages, monkeypatch, text, message):
        speak_marked(monkeypatch)

        assert [translated(each) for each in messages(text)] == [message]

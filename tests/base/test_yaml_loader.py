"""YAML without libyaml: PyYAML's own parser reads what libyaml reads."""

import re

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from coprod_cli.base import yaml_document
from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.base.yaml_document import read_yaml
from coprod_cli.base.yaml_loader import PurePythonLoader

PIECES = st.sampled_from(
    ["a", "b c", "What?", "?x", "a?b", ": ", ":", ", ", ",", "{", "}", "[", "]", '"q"', "'s'",
     "#", " # x", "\n", "\n  ", "- ", "é", "\U0001f600", "-", "|\n  x\n", "  ", "http://x",
     "\t", '"\\ud83d"']
)  # fmt: skip
NOT_THE_SAME = re.compile(r"(?:^|[^a-z])\?(?=\s|[,:?{}\[\]]|\Z)|\n *\t")
"""Explicit keys in brackets, and tabs that indent a line, which no form or data has."""


@pytest.fixture
def without_libyaml(monkeypatch):
    monkeypatch.setattr(yaml_document, "Loader", PurePythonLoader)


def value_of(text):
    return read_yaml(text, "answers.yaml").value


def events(text, loader):
    """The parser's events with the places of texts; None if the text is no YAML."""
    try:
        return [
            (type(event), text, event.start_mark.line, event.start_mark.column)
            if (text := getattr(event, "value", ""))
            else type(event)
            for event in yaml.parse(text, Loader=loader)
        ]
    except yaml.YAMLError:
        return None


@pytest.mark.usefixtures("without_libyaml")
class TestWithoutLibyaml:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("text: {en: What?, sv: Vad?}", {"text": {"en": "What?", "sv": "Vad?"}}),
            ("[Why? Because, a?b, http://x?y=1]", ["Why? Because", "a?b", "http://x?y=1"]),
            ("{a: one,\n  two? three}", {"a": "one", "two? three": None}),
            ("{a: What? # a remark\n}", {"a": "What?"}),
            ('{\n\t"a":\t[\n\t\t1\n\t]\n}', {"a": [1]}),
        ],
    )
    def test_question_marks_and_tabs_stand_within_brackets(self, text, value):
        assert value_of(text) == value

    @pytest.mark.parametrize("text", ["{a:}", 'a: "\\ud83d"', "a:\n\tb: c"])
    def test_what_libyaml_refuses_is_refused(self, text):
        with pytest.raises(InvalidInput):
            value_of(text)

    def test_what_is_wrong_is_told_in_the_words_of_libyaml(self):
        with pytest.raises(InvalidInput, match="mapping values are not allowed in this context"):
            value_of("a: b: c")

    def test_every_shipped_form_is_read(self):
        for path in shipped_prompts().glob("*/*.yaml"):
            assert value_of(path.read_text(encoding="utf-8"))


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="this PyYAML has no libyaml")
class TestBothParsers:
    @given(st.sampled_from(["", "{", "a: {", "- ["]), st.lists(PIECES), st.sampled_from("}] "))
    def test_read_the_same(self, start, pieces, end):
        text = f"{start}{''.join(pieces)}{end}"
        assume(not NOT_THE_SAME.search(text))

        assert events(text, PurePythonLoader) == events(text, yaml.CSafeLoader)

"""Markdown tables keep their cells apart, whatever a form or an answer says."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.base.yaml_document import read_yaml
from coprod_cli.formats.markdown.blank import render_blank
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.formats.markdown.table_lines import cell, cell_of_lines, header, padded_rows, row
from coprod_cli.knowledge.coverage_counter import CoverageCounter
from coprod_cli.knowledge.overview_page import render_overview
from coprod_cli.model.case import Answer, Case
from coprod_cli.templates.loader import load_template

ODD = "One | of two\nlines"
texts = st.text(st.sampled_from("ab| \n\t\\-"), max_size=12)


def cells(line):
    """Split a row as GitHub does: at each `|` without a backslash in front."""
    assert (line[:2], line[-2:]) == ("| ", " |")
    return re.split(r"(?<!\\)\|", line)[1:-1]


def tables(page):
    """The lines of each table of a page."""
    found = [[]]
    for line in page.split("\n"):
        if line.startswith("|"):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_row_has_as_many_cells_as_texts_and_keeps_their_words(given_texts):
    for made in (cell, cell_of_lines):
        line = row(map(made, given_texts))
        read = [each.replace("\\|", "|").replace("<br>", " ") for each in cells(line)]

        assert "\n" not in line
        assert [each.split() for each in read] == [each.split() for each in given_texts]


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=4))
def test_padded_columns_begin_at_one_place_in_each_row(given_rows):
    rows = [list(map(cell, each)) for each in given_rows]
    lines = padded_rows([each[:2] for each in rows], [each[2] for each in rows])

    assert len(lines) == len(rows) + 1
    assert len({tuple(map(len, cells(line)[:2])) for line in lines}) == 1


def test_numbers_are_set_to_the_right():
    assert header(["What", "How many"], numbers_from=1)[1] == "| --- | ---: |"


@pytest.fixture
def odd(tmp_path):
    """Load a shipped form of which every wording has a `|` and two lines."""

    def load(name):
        for source in (shipped_prompts() / name).glob("*.yaml"):
            value = read_yaml(source.read_text("utf-8"), source.name).value
            target = tmp_path / name / source.name
            target.parent.mkdir(exist_ok=True)
            target.write_text(json.dumps(with_odd_words(value)), "utf-8")
        return load_template(tmp_path / name, [shipped_prompts()])

    return load


def with_odd_words(value, key=""):
    if isinstance(value, list):
        return [with_odd_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    if key in ("title", "text", "help"):
        return {language: f"{text} {ODD}" for language, text in value.items()}
    return {key: with_odd_words(each, key) for key, each in value.items()}


def answered(template, answers):
    case = Case("20261124-aaaaaa", "A case", template.id, language="en")
    for address, text in answers.items():
        case = case.with_answer(Answer(address, text))
    return case


def pages(odd):
    initiative, contract = odd("initiative"), odd("patient-contract")
    found = answered(initiative, {"initiative.name": ODD, "initiative.from-when": "2006"})
    agreed = answered(
        contract,
        {
            "agreement.parts#1.what": ODD, "agreement.parts#1.who-else": ODD,
            "before.safe": ODD, "after.rounds#1.date": "2026-11-24", "after.rounds#1.safe": ODD,
        },
    )  # fmt: skip
    counter = CoverageCounter((contract,), "", None)
    counter.add(agreed, ())
    return {
        "table": lay_out(found, initiative, "table"),
        "agreement": lay_out(agreed, contract, "agreement"),
        "full": lay_out(agreed, contract, "full"),
        "blank": render_blank(contract, "en"),
        "overview": render_overview([(counter.coverage(), "en")]),
    }


def test_every_page_with_a_table_keeps_its_columns_where_words_have_a_bar_or_two_lines(odd):
    for name, page in pages(odd).items():
        assert tables(page), name
        for lines in tables(page):
            assert {len(cells(line)) for line in lines} == {len(cells(lines[0]))}, (name, lines)
            assert len(lines) > 2, (name, lines)

"""References on pages: footnotes with numbers through the whole page, in every layout."""

import io
from dataclasses import replace

import pytest
from made_up import PRIMARY_CARE, blank
from paths import PROMPTS

from coprod_cli.formats.case_as_read import read_as_asked
from coprod_cli.formats.markdown.agreement import render_agreement
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.model import render_model, render_model_as_list
from coprod_cli.formats.markdown.render import render_page
from coprod_cli.formats.markdown.table import Table
from coprod_cli.formats.markdown.voices import render_voices
from coprod_cli.formats.model_picture import read_model
from coprod_cli.model.case import Answer
from coprod_cli.templates.library import TemplateLibrary

ANSWERS = (
    Answer("situation.setting", "A ward.", evidence="experience"),
    Answer("condition.functioning", "See [^1].\n\n[^1]: Mine", evidence="study",
           sources=("A study", "A book")),
    Answer("condition.future", "Nobody knows.", voice="family", sources=("A page", "A study")),
)  # fmt: skip


def case(language="en"):
    answered = replace(blank(PRIMARY_CARE), answers=ANSWERS, language=language)
    return read_as_asked(answered, PRIMARY_CARE)


@pytest.mark.parametrize("render", [render_page, render_voices])
def test_pages_have_footnotes_that_are_not_the_answers_own(render):
    page = render(case())

    assert "*How it is known: experience*\n" in page
    assert "*How it is known: study* [^2] [^3]\n" in page
    assert "*Sources:* [^4] [^2]\n" in page
    assert page.endswith("\n\n[^2]: A study\n\n[^3]: A book\n\n[^4]: A page\n")
    assert "*Källor:* [^4] [^2]\n" in render(case("sv"))


def test_the_model_has_them_below_the_drawing_and_beside_each_line_of_the_list():
    page = render_model(case())
    drawing = page[page.index("```text") : page.index("```\n")]

    assert "[^2]" not in drawing
    assert "- condition.functioning, study [^2] [^3]\n" in page
    assert page.endswith("\n\n[^2]: A study\n\n[^3]: A book\n\n[^4]: A page\n")
    listed = render_model_as_list(read_model(case()))
    assert "condition.functioning, study [^2] [^3]\n" in listed


def in_form(name, *answers):
    template = TemplateLibrary((PROMPTS,)).load(name)
    answered = replace(blank(template), answers=answers)
    return read_as_asked(answered, template)


def test_the_agreement_has_them_above_the_signatures():
    answer = Answer("matters.most", "To sleep.", evidence="study", sources=("A study",))
    page = render_agreement(in_form("patient-contract", answer))

    assert "To sleep. *(" in page
    assert ")* [^1]\n" in page
    assert page.index("[^1]: A study") < page.index("## Signatures")


def test_tables_have_them_below_all_cases():
    stream = io.BytesIO()
    table = Table().open(stream)
    for reference in ("A study", "A book", "A study"):
        answer = Answer("initiative.about", "A walk.", evidence="study", sources=(reference,))
        table.add(in_form("initiative", answer))
    table.close()

    page = stream.getvalue().decode()
    assert page.endswith("\n\n[^1]: A study\n\n[^2]: A book\n")


def test_a_page_without_references_has_none():
    notes = Footnotes()

    assert notes.marks(()) == ""
    assert list(notes.lines()) == []

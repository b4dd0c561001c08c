"""What the shipped forms quote stands in the slides that they are taken from, word for word."""

import re
from pathlib import Path

import pytest
from filled_forms import FORMS

from coprod_cli.model.coproduction import PLACE_TITLES, PLACE_WORDS
from coprod_cli.model.wording import worded
from coprod_cli.operations.read_manual import MANUAL

SLIDES = (Path(__file__).parent / "slides.txt").read_text("utf-8")
PARTS = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n)*)", SLIDES, re.MULTILINE))
TEMPLATE = PARTS["Template"].strip().splitlines()
QUESTIONS = FORMS["primary-care"].questions
JOINED = re.compile(r"[;:] |^I\.\.\. ")
"""Between lines of a slide, or cells of its table, that one `source_text` joins."""


def quoted():
    """Yield each form's `source_text`, with the address of its question."""
    for name, form in FORMS.items():
        for address, question in form.questions.items():
            if question.source_text and form.extends is None:
                yield pytest.param(worded(question.source_text, "en"), id=f"{name} {address}")


@pytest.mark.parametrize("address", QUESTIONS, ids=str)
def test_a_question_of_the_template_is_a_line_of_the_slides(address):
    question = QUESTIONS[address]

    assert worded(question.source_text or question.text, "en") in TEMPLATE


@pytest.mark.parametrize("section", FORMS["primary-care"].sections, ids=lambda each: each.id)
def test_a_section_has_the_titles_of_the_agenda_and_of_its_slide(section):
    number = FORMS["primary-care"].sections.index(section) + 1
    titles = [line for line in TEMPLATE if line.startswith(f"{number}. ")]
    wordings = (section.title, section.slide_title or section.title)

    assert [title.casefold() for title in titles] == [
        f"{number}. {worded(wording, 'en')}".casefold() for wording in wordings
    ]


@pytest.mark.parametrize("text", list(quoted()))
def test_what_is_quoted_stands_in_the_slides(text):
    slides = " ".join(SLIDES.replace("-\n", "-").split())
    missing = [part for part in JOINED.split(text) if part.casefold() not in slides.casefold()]

    assert missing == []


def test_the_last_line_of_the_slides_is_quoted_with_the_template():
    note = worded(FORMS["primary-care"].source.note, "en")

    assert f'"{TEMPLATE[-1]}"' in note


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("line", PARTS["Coproduction"].strip().splitlines())
def test_the_manual_says_what_coproduction_is_in_the_words_of_the_slides(line, language):
    page = (MANUAL / language / "coproduction.md").read_text("utf-8")
    if language == "sv":  # where "adapted from" and the citation's punctuation are Swedish
        line = line.removeprefix("Adapted from ")

    said = " ".join(page.split())
    assert line in said or line.replace("healthcare BMJ", "healthcare. BMJ") in said


@pytest.mark.parametrize("place", PLACE_WORDS)
def test_the_picture_has_the_words_of_the_figure(place):
    title, words = PLACE_TITLES[place]["en"], PLACE_WORDS[place]["en"]

    line = f"{title}: {words}".replace("not working", "notworking")
    assert line in PARTS["Coproduction"].splitlines()

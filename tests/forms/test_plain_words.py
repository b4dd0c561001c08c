"""Plain words: every text that a plain screen shows is plain, and easy to read in numbers."""

import pytest
from filled_forms import FORMS, LANGUAGES
from reading_ease import ease, flesch, is_easy, lix, syllables

from coprod_cli.model.plain_language import in_plain_words, plain_keys
from coprod_cli.model.template import Template
from coprod_cli.model.wording import FormModel, worded

EACH_FORM = pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))


def parts(part, where=""):
    """Give a part of a form and all the parts in it, with the place of each."""
    yield where, part
    for name in ("sections", "questions", "choices"):
        for each in getattr(part, name, ()) if name in type(part).model_fields else ():
            known = getattr(each, "id", getattr(each, "value", ""))
            yield from parts(each, f"{where}.{known}".lstrip("."))


def shown(part: FormModel, language):
    """Give each text of a part, and of the parts in it, that a screen shows to people."""
    for _, each in parts(part):
        for usual, _plain in plain_keys(type(each)):
            wording = getattr(each, usual)
            if wording is not None and usual != "noun":
                yield worded(wording, language)


@EACH_FORM
def test_every_text_of_a_form_has_plain_words_or_the_form_says_that_it_is_plain(form):
    missing = [
        f"{where}.{usual}"
        for where, part in parts(form)
        for usual, plain in plain_keys(type(part))
        if getattr(part, usual) is not None and getattr(part, plain) is None
    ]

    assert form.plain or missing == []


@EACH_FORM
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_easy_to_read_in_plain_words(form, language):
    plain: Template = in_plain_words(form)
    head = [worded(each, language) for each in (plain.title, plain.description) if each]
    texts = {"": head, **{each.id: list(shown(each, language)) for each in plain.sections}}

    hard = {
        name: ease(each, language) for name, each in texts.items() if not is_easy(each, language)
    }
    assert hard == {}


def test_no_form_speaks_of_a_case_in_plain_words():
    for form in map(in_plain_words, FORMS.values()):
        assert set(form.noun) == set(LANGUAGES)
        assert form.called.one != "case"


class TestReadingEase:
    """The measures give what their authors' formulas give for a text that is counted by hand."""

    def test_of_swedish(self):
        # 9 words in 2 sentences; 2 of them have more than six letters.
        assert lix(["Hur mår du i dag? Berätta om sjukdomen nu."]) == pytest.approx(4.5 + 200 / 9)

    def test_of_english(self):
        # 7 words in 2 sentences, of 9 syllables.
        assert [syllables(word) for word in ("Write", "people", "needed", "table", "houses")] == [
            1, 2, 2, 2, 2,
        ]  # fmt: skip
        assert flesch(["Write to the people. What is needed?"]) == pytest.approx(
            206.835 - 1.015 * 7 / 2 - 84.6 * 9 / 7
        )

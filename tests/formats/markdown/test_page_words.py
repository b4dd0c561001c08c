"""The fixed words of pages are there in each language, and take the same values."""

import string

import pytest

from coprod_cli.formats import timeline_chart
from coprod_cli.formats.markdown.agreement_words import AGREEMENT_WORDS
from coprod_cli.formats.markdown.page_words import SHARED, PageWords

ALL = {"shared": SHARED, "agreement": AGREEMENT_WORDS, "timeline": timeline_chart._WORDS}


def fields(text):
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("words", ALL.values(), ids=ALL)
def test_each_text_is_there_in_both_languages_with_the_same_values(words):
    for key, wording in words.texts.items():
        assert set(wording) == {"en", "sv"}, key
        assert fields(wording["en"]) == fields(wording["sv"]), key


def test_a_language_without_the_word_has_the_english_one():
    words = PageWords({"open": {"en": "Open: {what}", "sv": "Öppet: {what}"}})

    assert words.word("open", "de", what="it") == "Open: it"
    assert words.remark("open", "sv-FI", what="it") == "*Öppet: it*"

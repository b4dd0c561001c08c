"""The place of words in a text, carried over to the text with placeholders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.privacy.carried_spans import carry_span
from coprod_cli.privacy.placeholders import Placeholders

TEXT = "Then nurse Karin Berg rang 070-123 45 67 and we waited."
REPLACED = "Then nurse [PERSON-1] rang [PHONE-1] and we waited."


def carried(words):
    start = TEXT.index(words)
    begin, end = carry_span(TEXT, REPLACED, start, start + len(words))
    return REPLACED[begin:end]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Then nurse", "Then nurse"),
        ("we waited.", "we waited."),
        ("Karin Berg", "[PERSON-1]"),
        ("Berg rang", "[PERSON-1] rang"),
        ("nurse Karin", "nurse [PERSON-1]"),
        ("23 45", "[PHONE-1]"),
        ("rang 070-123 45 67 and", "rang [PHONE-1] and"),
    ],
)
def test_words_stay_and_a_span_within_what_was_replaced_is_widened(words, expected):
    assert carried(words) == expected


@given(st.data())
def test_what_is_carried_over_stands_in_the_text_with_placeholders(data):
    people = ["Karin Berg", "070-123 45 67", "karin@example.org", " waited", " [DATE] ", "\n", "å"]
    text = "".join(data.draw(st.lists(st.sampled_from(people), min_size=1, max_size=8)))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    replaced = Placeholders().replace(text)

    begin, stop = carry_span(text, replaced, start, end)

    assert 0 <= begin <= stop <= len(replaced)
    if replaced == text:
        assert (begin, stop) == (start, end)

"""Keys of answers: an address and a voice, and their text."""

import pytest

from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (AnswerKey("emotions.what-helps"), "emotions.what-helps"),
        (AnswerKey("emotions.what-helps", "family"), "emotions.what-helps@family"),
        (AnswerKey("title"), "title"),
        (AnswerKey("plan.steps#2.who", "närstående"), "plan.steps#2.who@närstående"),
        (AnswerKey("a.b", "one@other/../x"), "a.b@one@other/../x"),
    ],
)
def test_a_key_and_its_text_come_to_each_other(key, text):
    assert str(key) == text
    assert AnswerKey.parse(text) == key
    assert isinstance(AnswerKey.parse(text).address, Address)


def test_two_voices_are_two_keys():
    keys = {AnswerKey("a.b"), AnswerKey("a.b", "family"), AnswerKey("a.b", "patient")}

    assert len(keys) == 3
    assert AnswerKey("a.b", "family") in keys

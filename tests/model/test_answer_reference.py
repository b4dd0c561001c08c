"""References to answers: one line, with words that stand in the answer."""

from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.text import one_line
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.answer_reference import first_words, reference_line

CASE = "20261123-k7m2q9"


def test_names_the_case_as_a_link_the_question_the_voice_and_the_words():
    key = AnswerKey("emotions.what-helps", "family")

    assert (
        reference_line(CASE, key, "a\nchair", "en")
        == f'- [[{CASE}]] emotions.what-helps (family): "a chair"'
    )
    assert reference_line(CASE, key, "", "sv") == f"- [[{CASE}]] emotions.what-helps (närstående)"
    assert reference_line(CASE, AnswerKey("a.b"), "x", "en") == f'- [[{CASE}]] a.b: "x"'


@given(st.text())
def test_the_first_words_of_an_answer_are_a_line_of_at_most_80_characters_from_its_beginning(text):
    words = first_words(text)

    assert len(words) <= 80
    assert one_line(text).startswith(words)
    assert one_line(words) == words


def test_the_first_words_end_between_words():
    assert first_words("made-up " * 20) == " ".join(["made-up"] * 10)

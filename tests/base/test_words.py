"""Words of a text, as search and the index see them."""

from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.words import bare_word, folded_word, folded_words, words_of

LETTERS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Läkaren väntade.", ["läkaren", "väntade"]),
        (
            "e-post, don't, 3,5 and 2026-11-24",
            ["e", "post", "don", "t", "3", "5", "and", "2026", "11", "24"],
        ),
        ("_emphasis_ **strong** [[id]]", ["emphasis", "strong", "id"]),
        ("sjuk\u00adhus", ["sjukhus"]),
        (normalize("NFD", "Från Åre"), ["från", "åre"]),
        ("ﬁne Straße", ["fine", "strasse"]),
        ("病院 へ", ["病", "院", "へ"]),
        ("glad🙂🙂 👍🏽 ❤\ufe0f", ["glad", "🙂", "🙂", "👍", "❤"]),
        ("1\ufe0f\u20e3", ["1"]),
        ("क्षेत्र", ["क्षेत्र"]),
        ("می\u200cخواهم", ["میخواهم"]),  # noqa: RUF001 - Persian letters
        ("... -- \u0308", []),
    ],
)
def test_a_text_has_these_words(text: str, words: list[str]) -> None:
    assert [word for word, _start, _end in words_of(text)] == words


def test_rings_and_dots_make_letters_of_their_own() -> None:
    assert len({folded_word(word) for word in ("har", "här", "hår")}) == 3


def test_a_bare_word_has_no_rings_dots_and_accents() -> None:
    assert bare_word("vårdcentral på idén") == "vardcentral pa iden"
    assert bare_word("møte") == "møte", "a stroke is no mark beside a letter"


@given(st.text())
def test_each_word_is_the_folded_form_of_its_place_in_the_text(text: str) -> None:
    end_before = 0
    for word, start, end in words_of(text):
        assert end_before <= start < end
        assert word == folded_word(text[start:end]) != ""
        end_before = end


@given(st.text())
def test_a_folded_text_holds_each_word_of_the_text(text: str) -> None:
    folded = folded_word(text)
    assert all(word in folded for word, _start, _end in words_of(text))


@given(st.text())
def test_composition_changes_no_word(text: str) -> None:
    composed, decomposed = normalize("NFC", text), normalize("NFD", text)
    assert [each.word for each in words_of(composed)] == [
        each.word for each in words_of(decomposed)
    ]


@given(st.text())
def test_a_folded_word_is_a_word_that_folds_to_itself(text: str) -> None:
    for word, _start, _end in words_of(text):
        assert folded_word(word) == word
        assert "".join(each.word for each in words_of(word)) == word


@given(LETTERS)
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    inside = {index for _word, start, end in words_of(text) for index in range(start, end)}
    assert inside == set(range(len(text))), [category(letter) for letter in text]


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=0x180)), st.text("µßÿ İŉ²½'-a")))
def test_words_without_places_are_the_same(text):
    assert folded_words(text) == [each.word for each in words_of(text)]


def test_each_letter_that_is_folded_at_once_is_folded_as_by_itself():
    for code in range(0x100):
        text = f"a{chr(code)}b"
        assert folded_words(text) == [each.word for each in words_of(text)]

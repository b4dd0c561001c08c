"""Word wrap: lines end between words, and no line is wider than it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.word_wrap import (
    cells_of,
    clusters,
    cut_after_word,
    cut_line,
    fitted,
    wrapped,
)

ANY = st.text(st.characters(exclude_characters="\n\r\t"))
WORDS = st.lists(st.text("abcåé-", min_size=1, max_size=30), max_size=20)


@given(WORDS, st.integers(1, 40), st.booleans())
def test_a_word_is_broken_only_if_it_is_longer_than_a_line(words, columns, breaks_words):
    lines = wrapped(" ".join(words), columns, breaks_words=breaks_words)
    parts = [part for line in lines for part in line.split()]

    assert [part for part in parts if part in words or breaks_words] == parts
    assert all(word in parts for word in words if len(word) <= columns)
    assert "".join(parts) == "".join(words)


@given(ANY, st.integers(16, 40))
def test_no_line_is_wider_than_it_may_be_and_nothing_but_space_is_lost(text, columns):
    lines = wrapped(text, columns)

    one_sign = all(cells_of(line) <= columns or len(list(pieces(line))) == 1 for line in lines)
    assert one_sign
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(ANY)
def test_a_text_is_measured_as_it_is_shown(text):
    assert "".join(each.shown for each in pieces(text)) == screen_text(text)


def pieces(line):
    return clusters(line, 0, len(line))


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("full line of words", 9, ["full line", "of words"]),
        ("two  spaces at the  end  ", 10, ["two", "spaces at", "the  end"]),
        ("  a line that is moved in", 12, ["  a line", "that is", "moved in"]),
        ("see https://example.org/a", 12, ["see", "https://exam", "ple.org/a"]),
        ("a no\xa0break\xa0space here", 12, ["a", "no\xa0break\xa0spa", "ce here"]),
        ("ten\xa0kg is not broken", 8, ["ten\xa0kg", "is not", "broken"]),
        ("patient-person", 10, ["patient-pe", "rson"]),
        ("bra patient-person", 16, ["bra", "patient-person"]),
        ("日本語のテキスト", 10, ["日本語のテ", "キスト"]),
        ("日本語のテ。キスト", 10, ["日本語の", "テ。キスト"]),
        ("これは「引用」です", 8, ["これは", "「引用」", "です"]),
        ("in 日本語 and", 7, ["in 日本", "語 and"]),
        ("ae\u0301i\u0301o\u0301u\u0301", 3, ["ae\u0301i\u0301", "o\u0301u\u0301"]),
        ("ab 👍🏽👍🏽", 3, ["ab", "👍🏽", "👍🏽"]),
        ("🇸🇪🇫🇮🇳🇴", 3, ["🇸🇪", "🇫🇮", "🇳🇴"]),
        ("a\tb\tc\td", 6, ["a\tb", "c\td"]),
        ("a b\u202ec", 8, ["a", "b", "\u202e", "c"]),
    ],
)
def test_lines_end_where_a_reader_expects_it(text, columns, lines):
    assert wrapped(text, columns) == lines


def test_a_word_that_is_too_long_may_go_beyond_the_edge():
    lines = wrapped("see https://example.org/a now", 12, breaks_words=False)
    assert lines == ["see", "https://example.org/a", "now"]


def test_lines_below_the_first_are_moved_in():
    assert wrapped("- one two three", 9, indent="  ") == ["- one two", "  three"]


@given(ANY, st.integers(4, 20), st.sampled_from(["...", "\u2026", ""]))
def test_a_line_that_is_cut_fits_and_says_so(text, columns, dots):
    cut = cut_line(text, columns, dots)

    assert cells_of(cut) <= columns
    if cells_of(text) <= columns:
        assert cut == text
    else:
        assert cut.endswith(dots)
        assert text.startswith(cut.removesuffix(dots))


@given(ANY, st.integers(1, 20), st.booleans())
def test_what_is_fitted_takes_exactly_its_cells(text, columns, to_right):
    shown = screen_text(text)
    assert cells_of(fitted(shown, columns, to_right=to_right)) == columns


@pytest.mark.parametrize(
    ("text", "columns", "cut"),
    [
        ("the quick brown fox", 19, "the quick brown fox"),
        ("the quick brown fox", 18, "the quick ..."),
        ("the quick brown fox", 13, "the quick ..."),
        ("the quick brown fox", 12, "the ..."),
        ("patient-person first", 10, "patien ..."),
    ],
)
def test_a_line_may_be_cut_after_a_word(text, columns, cut):
    assert cut_after_word(text, columns) == cut


def test_a_cut_takes_no_mark_from_its_letter():
    assert cut_line("abcde\u0301fgh", 6, "") == "abcde\u0301f"
    assert cut_line("abcde\u0301fgh", 5, "") == "abcde\u0301"
    assert cut_line("abcde\u0301fgh", 5, "\u2026") == "abcd\u2026"

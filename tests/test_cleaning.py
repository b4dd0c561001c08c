"""Text as it may be stored, and text as it may be shown."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coprod_cli.cleaning import (
    canonical_text,
    has_lone_surrogate,
    screen_line,
    screen_text,
    typed_text,
)

any_text = st.text(st.characters(exclude_categories=())) | st.text(" \t\n\r\x0b\x85ab\ud83d\ude00")
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class TestCanonicalText:
    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("", ""),
            (" \t\r\n \r", ""),
            ("one", "one"),
            ("\n\none\n\n", "one"),
            ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
            ("one\r\r\ntwo", "one\n\ntwo"),
            ("  one  \n", "  one  "),
            (" \n\t\n  one\n\n two \n \n", "  one\n\n two "),
            ("\x0bone\x0c", "\x0bone\x0c"),
            ("\u2028\n\xa0\n\x85", "\u2028\n\xa0\n\x85"),
            ("\ufeffone", "\ufeffone"),
        ],
    )
    def test_has_one_kind_of_line_end_and_no_blank_lines_around(self, text, canonical):
        assert canonical_text(text) == canonical

    @given(any_text)
    @example("\n \n one \n ")
    def test_is_what_is_left_when_blank_lines_are_taken_from_both_ends(self, text):
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        while lines and not lines[0].strip(" \t"):
            del lines[0]
        while lines and not lines[-1].strip(" \t"):
            del lines[-1]

        assert canonical_text(text) == "\n".join(lines)

    @given(any_text)
    def test_is_canonical_already(self, text):
        once = canonical_text(text)

        assert canonical_text(once) == once


class TestTypedText:
    @pytest.mark.parametrize(
        ("text", "typed"),
        [
            ("one\ttwo\n", "one\ttwo\n"),
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("\x1b[31mred\x1b[0m", "[31mred[0m"),
            ("a\x00b\x07c\x08d\x7fe\x9bf\x85g", "abcdefg"),
            ("\ud83d\ude00", "\U0001f600"),
            ("a\ud83db\ude00c", "a\ufffdb\ufffdc"),
            ("\ud83d", "\ufffd"),
            ("\udcff\ud83d\ud83d\ude00", "\ufffd\ufffd\U0001f600"),
            ("å e\u0301 \u202eabc \u200d \ufeff", "å e\u0301 \u202eabc \u200d \ufeff"),
        ],
    )
    def test_has_no_controls_and_no_half_characters(self, text, typed):
        assert typed_text(text) == typed

    @given(any_text)
    def test_can_be_stored_whatever_was_typed(self, text):
        typed = typed_text(text)

        assert typed.encode().decode() == typed
        assert not has_lone_surrogate(typed)
        assert not any(each not in "\t\n" and unicodedata.category(each) == "Cc" for each in typed)
        assert typed_text(typed) == typed

    @given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
    def test_is_what_was_typed_where_that_has_neither(self, text):
        assert typed_text(text) == text


class TestHalfACharacter:
    @pytest.mark.parametrize(
        ("text", "is_one"),
        [
            ("", False),
            ("\U0001f600", False),
            ("\ufffd", False),
            ("a\ud800", True),
            ("\udfff", True),
        ],
    )
    def test_is_seen(self, text, is_one):
        assert has_lone_surrogate(text) is is_one


class TestTextOnAScreen:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("one\ttwo\r\nthree", "one\ttwo\nthree"),
            ("\x1b]0;title\x07", "␛]0;title␇"),
            ("over\rwritten", "over␍written"),
            ("\x00\x7f\x9b\x85", "␀␡<U+009B><U+0085>"),
            ("\u202eabc\u202c", "<U+202E>abc<U+202C>"),
            ("\ud83d", "\ufffd"),
            ("å \U0001f600 e\u0301", "å \U0001f600 e\u0301"),
        ],
    )
    def test_shows_what_could_steer_it(self, text, shown):
        assert screen_text(text) == shown

    @given(any_text)
    @example(DIRECTIONS)
    def test_can_neither_steer_nor_break_it(self, text):
        shown = screen_text(text)

        assert shown.encode().decode() == shown
        assert not any(each not in "\t\n" and unicodedata.category(each) == "Cc" for each in shown)
        assert not set(DIRECTIONS) & set(shown)

    @given(any_text)
    def test_may_be_one_line(self, text):
        line = screen_line(text)

        assert not set("\n\t\r") & set(line)
        assert len(line) == len(screen_text(text))

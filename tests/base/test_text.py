"""Text rules: stored answers, cleaned input, comparison, and text that is safe on a screen."""

import json
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coprod_cli.base.screen_text import escaped_json, screen_line, screen_text, unsafe_parts
from coprod_cli.base.text import (
    canonical_text,
    clean_input,
    folded,
    has_lone_surrogate,
    quoted_name,
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


class TestCleanInput:
    @pytest.mark.parametrize(
        ("text", "typed"),
        [
            ("one\ttwo\n", "one\ttwo\n"),
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("\x1b[31mred\x1b[0m", "red"),
            ("a\x00b\x07c\x08d\x7fe\x9bf\x85g", "abcdefg"),
            ("\ud83d\ude00", "\U0001f600"),
            ("a\ud83db\ude00c", "a\ufffdb\ufffdc"),
            ("\ud83d", "\ufffd"),
            ("\udcff\ud83d\ud83d\ude00", "\ufffd\ufffd\U0001f600"),
            ("å e\u0301 \u202eabc \u200d \ufeff", "å e\u0301 \u202eabc \u200d \ufeff"),
        ],
    )
    def test_has_no_controls_and_no_half_characters(self, text, typed):
        assert clean_input(text) == typed

    @given(any_text)
    def test_can_be_stored_whatever_was_typed(self, text):
        typed = clean_input(text)

        assert typed.encode().decode() == typed
        assert not has_lone_surrogate(typed)
        assert not any(each not in "\t\n" and unicodedata.category(each) == "Cc" for each in typed)
        assert clean_input(typed) == typed

    @given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
    def test_is_what_was_typed_where_that_has_neither(self, text):
        assert clean_input(text) == text


class TestLoneSurrogate:
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


class TestScreenText:
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

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("a\u200bb\ufeff\u2060", "a<U+200B>b<U+FEFF><U+2060>"),
            ("one\u2028two\u2029three", "one<U+2028>two<U+2029>three"),
            ("\u3164\uffa0", "<U+3164><U+FFA0>"),
            ("a\U000e0041\U000e007f", "a<U+E0041><U+E007F>"),
            ("ad\u200dmin\u200c", "ad<U+200D>min<U+200C>"),
            ("e" + "\u0301" * 10, "e" + "\u0301" * 10),
            ("e" + "\u0301\u0489" * 20 + "f", "e" + "\u0301\u0489" * 5 + "<30 more marks>f"),
            ("a\ufe0f" + "\U000e0100" * 50, "a\ufe0f" + "\U000e0100" * 9 + "<41 more marks>"),
        ],
        ids=ascii,
    )
    def test_shows_what_could_hide(self, text, shown):
        assert screen_text(text) == shown

    @pytest.mark.parametrize(
        "text",
        [
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, which needs a non-joiner
            "\u0915\u094d\u200d\u0937",  # Hindi, with a joiner
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
            "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # a flag
            "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",  # Hebrew, with points
            "sam\xadman",
            "\U0001f600" * 30,
            "\u4f60\u597d\uff01" * 10,
        ],
        ids=ascii,
    )
    def test_shows_what_a_language_needs_as_it_is(self, text):
        assert screen_text(text) == text

    @given(any_text | st.text("e\u0301\u0489\u200d\U000e0041\U000e007f\U0001f3f4\u202e\r\n"))
    def test_has_its_unseen_parts_told_in_their_places(self, text):
        built, at = "", 0
        for start, end, replacement in unsafe_parts(text):
            assert at <= start < end
            built += text[at:start] + replacement
            at = end

        assert (built + text[at:]).replace("\u240d\n", "\n") == screen_text(text)

    @given(any_text)
    def test_shows_no_more_than_ten_marks_on_one_letter(self, text):
        marks, piled = 0, "e" + "\u0301" * 40
        for each in screen_text(text + piled + text):
            marks = marks + 1 if unicodedata.category(each) in {"Mn", "Me"} else 0
            assert marks <= 10

    @given(any_text)
    def test_is_clean_already(self, text):
        assert screen_text(screen_text(text)) == screen_text(text)

    @given(any_text)
    @example(DIRECTIONS)
    @example("\U000e0041\x9b\x7f\ud83d")
    @pytest.mark.parametrize("all_unsafe", [True, False])
    def test_may_be_json_that_reads_back_as_the_same(self, all_unsafe, text):
        written = escaped_json(json.dumps([text], ensure_ascii=False), all_unsafe=all_unsafe)

        assert json.loads(written.encode()) == json.loads(json.dumps([text]))
        assert not all_unsafe or screen_text(written) == written

    def test_takes_a_few_seconds_at_most_for_a_million_signs(self):
        for text in ("e" + "\u0301" * 1_000_000, "\u202e" * 1_000_000, "\xe5 word " * 170_000):
            before = time.process_time()
            screen_text(text)
            assert time.process_time() - before < 5

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


class TestNames:
    @pytest.mark.parametrize("text", ["first.name", "k", "group#1.a-b", "A_b", "a" * 121])
    def test_is_repeated_in_quotes(self, text):
        assert quoted_name(text, "of that name") == f'"{text}"'

    @pytest.mark.parametrize("text", ["", "made up", "a\n", "a\nb", "å", "a:b", "a" * 122])
    def test_that_may_be_a_piece_of_an_answer_is_not_repeated(self, text):
        assert quoted_name(text, "of that name") == "of that name"


class TestFolded:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Yes", "yES"),
            ("  to  and\tfro\n", "to and fro"),
            ("Straße", "STRASSE"),
            ("Bedömning", "BEDO\u0308MNING"),
            ("a\xa0b", "A b"),
            ("a\u202fb\u2009c", "A b c"),
            ("it's", "It\u2019s"),
            ("rock 'n' roll", "rock \u2018n\u2019 roll"),
            ("it's", "it\u00b4s"),
            ("it's", "it`s"),
            ('the "ward"', "the \u201cward\u201d"),
            ('the "ward"', "the \u201eWard\u201c"),
            ('the "ward"', "the \u00bbward\u00ab"),
            ("1-2", "1\u20132"),
            ("co-op", "co\u2011op"),
            ("yes - often", "yes \u2013 often"),
            ("yes -- often", "yes \u2014 often"),
            ("-1", "\u22121"),
            ("other...", "Other\u2026"),
            # Of U+0345 the two forms differ, unless it is decomposed first (D145's own example).
            ("\u1fb7", "\u03b1\u0345\u0342"),
        ],
    )
    def test_is_the_same_however_it_was_typed(self, one, other):
        assert folded(one) == folded(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("a", "ä"),
            ("a b", "ab"),
            ("it's", "its"),
            ("co-op", "coop"),
            ("'a'", '"a"'),
            ("1-2", "1 2"),
        ],
    )
    def test_tells_other_texts_apart(self, one, other):
        assert folded(one) != folded(other)

    @given(any_text)
    def test_is_folded_already(self, text):
        assert folded(folded(text)) == folded(text)

    @given(st.text("aZ \t\n~1"))
    def test_of_plain_letters_is_made_without_tables_and_the_same(self, text):
        tables = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())
        assert folded(text) == " ".join(tables.split())

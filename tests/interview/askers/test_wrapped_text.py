"""Screen lines of a text input: what a change leaves as it was is not wrapped anew."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base import word_wrap
from coprod_cli.interview.askers.terminal import wrapped_text
from coprod_cli.interview.askers.terminal.wrapped_text import WrappedText

COLUMNS = st.integers(1, 30)
TEXTS = st.lists(
    st.sampled_from(
        [
            "a",
            "word",
            "  ",
            " ",
            "\n",
            "x" * 35,
            "日本",
            "。",
            "e\u0301",
            "👩‍👧",
            "\t",
            "\u200b",
            "å",
            "\xa0",
        ]
    ),
    max_size=40,
).map("".join)


@given(TEXTS, TEXTS, TEXTS, TEXTS, COLUMNS)
def test_a_changed_text_wraps_as_if_it_were_new(before, old, new, after, columns):
    earlier = WrappedText.of(before + old + after, columns)
    assert earlier.changed(before + new + after, columns) == WrappedText.of(
        before + new + after, columns
    )


@given(TEXTS, COLUMNS, COLUMNS)
def test_a_text_wraps_anew_at_another_width(text, columns, others):
    assert WrappedText.of(text, columns).changed(text, others) == WrappedText.of(text, others)


@given(TEXTS, COLUMNS)
def test_each_character_is_in_one_line_or_beyond_its_edge(text, columns):
    wrapped = WrappedText.of(text, columns)
    lines = [list(wrapped.shown(line)) for line in range(len(wrapped.starts))]

    assert list(wrapped.starts) == sorted(set(wrapped.starts))
    for line, (start, following) in enumerate(pairwise([*wrapped.starts, len(text) + 1])):
        assert wrapped.line_of(start) == line
        assert start <= wrapped.end_of(line) < following
        shown = lines[line]
        assert [one.end for one in shown[:-1]] == [other.start for other in shown[1:]]
        rest = text[shown[-1].end if shown else start : following]
        assert not rest.strip(" \t\n")
        assert len(shown) == 1 or sum(each.cells for each in shown) <= columns


@given(TEXTS, COLUMNS, st.data())
def test_a_place_is_found_again_by_its_line_and_cells(text, columns, data):
    wrapped = WrappedText.of(text, columns)
    line = data.draw(st.integers(0, len(wrapped.starts) - 1))
    offset = wrapped.offset_at(line, data.draw(st.integers(0, columns + 5)))

    assert wrapped.line_of(offset) == line
    assert wrapped.offset_at(line, wrapped.cells_before(offset)) == offset


@pytest.mark.parametrize("piece", ["A made-up line of a letter. ", "ö", "ab\n", "\t", "日本語。\n"])
def test_a_key_in_a_long_text_wraps_a_few_lines_only(piece, monkeypatch):
    text = piece * (100_000 // len(piece))
    wrapped = WrappedText.of(text, 76)
    wrapped_lines = []
    next_start = word_wrap.next_line_start
    monkeypatch.setattr(
        wrapped_text, "next_line_start", lambda *args: wrapped_lines.append(1) or next_start(*args)
    )

    changed = wrapped.changed(f"{text[:5_000]} x{text[5_000:]}", 76)

    few = 20 if piece != "ö" else 2_000  # one word without a break is wrapped anew as a whole
    assert len(wrapped_lines) < few
    assert changed == WrappedText.of(changed.text, 76)

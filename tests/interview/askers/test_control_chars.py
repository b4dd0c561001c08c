"""Text input displays control characters as signs, with the cursor at the right column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout import BufferControl
from prompt_toolkit.layout.processors import TransformationInput

from coprod_cli.base.screen_text import screen_text
from coprod_cli.interview.askers.terminal.control_chars import UnsafeCharProcessor

lines = st.text(st.characters(exclude_categories=(), exclude_characters="\r\n")) | st.text(
    "ab\u202e\u200b\x1b\x9b\u0301\U000e0041"
)


def transformed(line, *, fragments=None):
    control = BufferControl(Buffer(document=Document(line)))
    given_in = TransformationInput(
        control, control.buffer.document, 0, lambda place: place,
        fragments or [("class:answer", line)], 80, 24,
    )  # fmt: skip
    return UnsafeCharProcessor().apply_transformation(given_in)


def shown(result):
    return fragment_list_to_text(result.fragments)


class TestALine:
    @given(lines)
    def test_is_shown_as_on_any_screen(self, line):
        assert shown(transformed(line)) == screen_text(line)

    @given(lines)
    def test_has_a_column_for_each_character_and_back(self, line):
        result = transformed(line)
        columns = [result.source_to_display(place) for place in range(len(line) + 1)]

        assert columns == sorted(columns)
        assert columns[0] == 0
        assert columns[-1] == len(screen_text(line))
        for place, column in enumerate(columns):
            assert columns[result.display_to_source(column)] == column
            assert result.display_to_source(column) >= place
        for column in range(columns[-1] + 1):
            assert 0 <= result.display_to_source(column) <= len(line)

    @pytest.mark.parametrize(
        ("place", "column"), [(0, 0), (1, 1), (2, 9), (3, 10), (4, 18), (5, 19), (7, 21)]
    )
    def test_has_its_cursor_before_the_telling_of_a_character_or_behind_it(self, place, column):
        result = transformed("a\u202eb\u200bc")

        assert shown(result) == "a<U+202E>b<U+200B>c"
        assert result.source_to_display(place) == column

    def test_points_to_a_character_from_each_column_of_its_telling(self):
        result = transformed("a\u202eb")

        assert [result.display_to_source(column) for column in range(11)] == [0, *[1] * 8, 2, 3]

    def test_keeps_the_style_of_what_stands_around(self):
        fragments = [("class:one", "a\u202e"), ("class:two", "b")]
        styles = [style for style, *_ in transformed("a\u202eb", fragments=fragments).fragments]

        assert styles == ["class:one", *["class:unsafe"] * 8, "class:two"]

    @given(st.text("åb \u0301", max_size=8))
    def test_is_left_alone_where_all_of_it_is_seen(self, line):
        fragments = [("class:answer", line)]

        assert transformed(line, fragments=fragments).fragments is fragments

"""Case ids: how they are made and recognized."""

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import NOON

from coprod_cli.model.case_id import is_case_id, may_begin_case_id, new_case_id


class TestAnId:
    def test_is_the_day_and_six_characters(self):
        assert re.fullmatch(r"20261124-[0-9a-hjkmnp-tv-z]{6}", new_case_id(NOON))

    def test_is_another_each_time(self):
        assert len({new_case_id(NOON) for _ in range(100)}) == 100

    @given(st.datetimes(min_value=datetime(1000, 1, 1)))  # noqa: DTZ001 - any day at all
    def test_is_known_for_one(self, day):
        assert is_case_id(new_case_id(day))

    @pytest.mark.parametrize(
        "text",
        ["", "20261124", "20261124-", "20261124-aaaaa", "20261124-aaaaaaa", "2026112-aaaaaa",
         "20261124-AAAAAA", "20261124-aaaaai", "20261124-aaaaal", "20261124-aaaaao",
         "20261124-aaaaau", "20261124-aaaaaa\n", "x20261124-aaaaaa", "../20261124-aaaaaa"],
    )  # fmt: skip
    def test_is_nothing_else(self, text):
        assert not is_case_id(text)

    @given(st.datetimes(min_value=datetime(1000, 1, 1)), st.integers(1, 15))  # noqa: DTZ001 - any day
    def test_is_known_by_its_beginning(self, day, length):
        assert may_begin_case_id(new_case_id(day)[:length])

    @pytest.mark.parametrize("text", ["", "a", "-", "20261124a", "20261124-aaaaaaa", "2\n"])
    def test_does_not_begin_otherwise(self, text):
        assert not may_begin_case_id(text)

"""The clock: times in notes as seconds."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.clock import epoch_seconds


class TestSecondsOfATime:
    @pytest.mark.parametrize(
        ("time", "seconds"),
        [
            ("1970-01-01T00:00:00+00:00", 0),
            ("1970-01-01T01:00:00+01:00", 0),
            ("1970-01-01T00:00:10Z", 10),
            ("", 0),
            ("yesterday", 0),
        ],
    )
    def test_are_seconds(self, time, seconds):
        assert epoch_seconds(time) == seconds

    @given(st.datetimes(timezones=st.just(UTC)))
    def test_keep_their_order(self, time):
        assert epoch_seconds(time.isoformat()) == pytest.approx(time.timestamp())

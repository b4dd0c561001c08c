"""Dates as other programs write them: understood where they can be one day only."""

import pytest

from coprod_cli.base.clock import is_iso_time
from coprod_cli.notebook.note.date_forms import as_iso_time

ONE_DAY = {
    "2026-11-23": "2026-11-23",
    "2026-11-23T15:01:33+01:00": "2026-11-23T15:01:33+01:00",
    "2026-11-23T15:01:33.000Z": "2026-11-23T15:01:33.000Z",
    "2026-11-23 15:01": "2026-11-23T15:01:00",
    "2026-11-23 15:01:33 +0100": "2026-11-23T15:01:33+01:00",
    "20261123T150133Z": "2026-11-23T15:01:33+00:00",
    "20261123": "2026-11-23",
    "2026/11/23": "2026-11-23",
    "2026\u201111\u201123": "2026-11-23",
    "\u201c2026-11-23\u201d": "2026-11-23",
    "23/11/2026": "2026-11-23",
    "11/23/2026 3:01 pm": "2026-11-23T15:01:00",
    "23-11-2026 12:00 am": "2026-11-23T00:00:00",
    "04/04/2026": "2026-04-04",
    "23.11.2026": "2026-11-23",
    "3.4.2026 09:05": "2026-04-03T09:05:00",
    "Nov 23, 2026": "2026-11-23",
    "23-Nov-2026": "2026-11-23",
    "Monday, November 23rd 2026, 3:01:33 pm": "2026-11-23T15:01:33",
    "Mon Nov 23 2026 15:01:33 GMT+0100 (Central European Time)": "2026-11-23T15:01:33+01:00",
    "m\u00e5ndag den 23 november 2026 kl. 15.01": "2026-11-23T15:01:00",
    "3 maj 2026": "2026-05-03",
}
SEVERAL_OR_NONE = [
    "03/04/2026", "31/02/2026", "13/13/2026", "2026", "2026-11", "2026-13-01", "23/11/26",
    "2026-11-23T25:00", "11/23/2026 13:00 pm", "2026-W48-1", "soon", "23 wordy 2026", "",
]  # fmt: skip


@pytest.mark.parametrize("text", ONE_DAY)
def test_a_date_that_can_be_one_day_only_is_that_day(text):
    assert as_iso_time(text) == ONE_DAY[text]
    assert is_iso_time(ONE_DAY[text])


@pytest.mark.parametrize("text", SEVERAL_OR_NONE)
def test_a_date_that_can_be_several_days_or_none_is_not_guessed(text):
    assert as_iso_time(text) == ""
    assert not is_iso_time(text)


@pytest.mark.parametrize(
    ("likely", "day"),
    [("2026-04-03", "2026-04-03"), ("2026-03-04", "2026-03-04"), ("2026-01-01", "")],
)
def test_a_day_that_is_known_from_elsewhere_decides_which_comes_first(likely, day):
    assert as_iso_time("03/04/2026", likely) == day

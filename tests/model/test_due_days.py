"""The day by which a step is due, read from words; what could be two days is never decided."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.model.due_days import read_day

SUNDAY = date(2026, 11, 29)
MONDAY = date(2026, 11, 30)
FRIDAY = date(2026, 12, 4)
CLEAR = [
    (("2026-12-04", "4 dec", "4 Dec.", "dec 4", "4th of December", "den 4 december", "fri 4 dec",
      "fredag den 4 december 2026", "Friday, 4 Dec 2026", "4.12.2026", "the 4th", "den 4:e",
      "fri", "Friday", "fre", "fredag", "on Friday", "på fredag", "senast fre", "by fri",
      "next friday", "nästa fredag", "fri next week", "fredag nästa vecka", "fre v 49",
      "fri week 49", "in 5 days", "om fem dagar"), "2026-12-04"),
    (("tomorrow", "i morgon", "imorgon", "mon", "ma\u030andag", "30 nov", "om en dag"),
     "2026-11-30"),
    (("day after tomorrow", "i övermorgon", "tue", "tis", "in two days"), "2026-12-01"),
    (("today", "idag", "i dag", "ikväll", "29 nov"), "2026-11-29"),
    (("in 2 weeks", "om 2 veckor", "om fjorton dagar", "in fourteen days"), "2026-12-13"),
    (("in a month", "om en månad"), "2026-12-29"),
    (("om 3 månader",), "2027-02-28"),
    (("13/4", "13 april"), "2027-04-13"),
    (("3/3",), "2027-03-03"),
    (("mån v 1", "mon week 1"), "2027-01-04"),
    (("29 feb",), "2028-02-29"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), [(text, day) for texts, day in CLEAR for text in texts])
def test_a_due_day_is_read_from_english_and_swedish_words(text, day):
    assert [each.isoformat() for each in read_day(text, SUNDAY)] == [day]


@pytest.mark.parametrize(
    ("text", "today", "days"),
    [
        ("3/4", SUNDAY, ["2027-03-04", "2027-04-03"]),
        ("3/4/2027", SUNDAY, ["2027-03-04", "2027-04-03"]),
        ("fri", FRIDAY, ["2026-12-04", "2026-12-11"]),
        ("next friday", MONDAY, ["2026-12-04", "2026-12-11"]),
        ("nästa fredag", MONDAY, ["2026-12-04", "2026-12-11"]),
        ("28 nov", SUNDAY, ["2026-11-28", "2027-11-28"]),
    ],
)
def test_words_give_every_day_that_is_meant_perhaps(text, today, days):
    assert [each.isoformat() for each in read_day(text, today)] == days


@pytest.mark.parametrize(
    "text",
    ["", "soon", "when she calls", "asap", "1", "12", "may", "dec", "week 50", "next week",
     "nästa vecka", "thu 4 dec", "30 feb", "32 dec", "99/99", "4 dec 26", "to", "on", "in weeks",
     "om flera veckor", "in 999999 days", "before friday", "fri or sat", "2026-13-01", "fri v 60"],
)  # fmt: skip
def test_a_due_day_is_not_read_from_other_words(text):
    assert read_day(text, SUNDAY) == ()


@given(st.text(max_size=40), st.dates())
def test_any_text_gives_a_list_of_days_in_order(text, today):
    days = read_day(text, today)

    assert list(days) == sorted(set(days))


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)))
def test_a_day_in_iso_8601_is_itself_on_any_day(today):
    assert read_day(today.isoformat(), SUNDAY) == (today,)

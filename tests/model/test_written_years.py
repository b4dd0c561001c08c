"""Years as people write them: what is understood, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.model.written_years import WrittenYears, read_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1997", (1997,)),
        ("2011-03-01", (2011,)),
        ("March 2011, on one ward", (2011,)),
        ("våren 2011", (2011,)),
        ("It became daily work in 2012 and lost its name", (2012,)),
        ("started by nurses in 2003", (2003,)),
        ("1997-", (1997, None, False, True)),
        ("1997 \N{EN DASH}", (1997, None, False, True)),
        ("1997 →", (1997, None, False, True)),
        ("2005-ongoing", (2005, None, False, True)),
        ("since 1997", (1997, None, False, True)),
        ("sedan 1997", (1997, None, False, True)),
        ("1990s", (1990, None, True)),
        ("the 1990's", (1990, None, True)),
        ("1990-talet", (1990, None, True)),
        ("c. 2005", (2005, None, True)),
        ("omkring 2005", (2005, None, True)),
        ("2005?", (2005, None, True)),
        ("2006-2012", (2006, 2012)),
        ("2006\N{EN DASH}12", (2006, 2012)),
        ("från 2005 till 2010", (2005, 2010)),
        ("from 2011-03 to 2012-05", (2011, 2012)),
    ],
)
def test_years_are_understood(text, years):
    assert read_years(text) == WrittenYears(*years)


@pytest.mark.parametrize(
    "text",
    [
        "", "last year", "för två år sedan", "90-talet", "12345", "before 1997", "före 1997",
        "by 2003", "2005 or 2006", "1997 and 1998", "2012-2006", "2000-2009 and 2012",
    ],
)  # fmt: skip
def test_years_are_not_guessed(text):
    assert read_years(text) is None


def test_a_month_behind_a_hyphen_is_not_taken_for_a_year():
    assert read_years("2006-12") == WrittenYears(2006)


@given(st.text(st.sampled_from("0129- \N{EN DASH}s.cto?åäö"), max_size=20))
def test_any_text_has_years_in_their_order_or_none(text):
    years = read_years(text)

    assert years is None or (1600 <= years.start <= 2099 and (years.end or 2099) >= years.start)

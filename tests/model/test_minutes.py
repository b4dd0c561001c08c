"""How long a form takes: what its author may write, and the share of a section."""

import pytest
from pydantic import TypeAdapter, ValidationError

from coprod_cli.model.minutes import Minutes, WrittenMinutes, parse_minutes

_ADAPTER = TypeAdapter(WrittenMinutes)


@pytest.mark.parametrize(
    ("written", "minutes", "told"),
    [
        (1, Minutes(1, 1), "1 minute"),
        (5, Minutes(5, 5), "5 minutes"),
        ("60-90", Minutes(60, 90), "60-90 minutes"),
        ("10-10", Minutes(10, 10), "10 minutes"),
    ],
)
def test_minutes_are_a_number_or_two(written, minutes, told):
    text = _ADAPTER.validate_python(written)

    assert parse_minutes(text) == minutes
    assert minutes.message == told


@pytest.mark.parametrize("written", [0, -5, 1000, True, 2.5, "", "an hour", "5 - 10", "90-60", []])
def test_minutes_are_nothing_else(written):
    with pytest.raises(ValidationError):
        _ADAPTER.validate_python(written)


def test_minutes_are_unknown_where_an_author_does_not_say():
    assert parse_minutes(None) is None


@pytest.mark.parametrize(
    ("part", "share"), [(4, Minutes(6, 8)), (46, Minutes(60, 90)), (0, Minutes(1, 1))]
)
def test_the_minutes_of_some_of_the_questions_are_rounded_up(part, share):
    assert Minutes(60, 90).share(part, 46) == share

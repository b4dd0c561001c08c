"""From when to when something took place, as several answers of a case say it."""

from dataclasses import replace

import pytest
from made_up import blank

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.formats.case_as_read import read_as_asked
from coprod_cli.formats.period import read_period
from coprod_cli.model.case import Answer
from coprod_cli.templates.loader import load_template

FORM = load_template(shipped_prompts() / "initiative")
FROM, TO, ONGOING = (FORM.timeline.start, FORM.timeline.end, FORM.timeline.ongoing)


def period(*answers):
    case = replace(blank(FORM), answers=answers)
    return read_period(read_as_asked(case, FORM), FORM.timeline)


@pytest.mark.parametrize(
    ("begins", "ends", "ongoing", "written"),
    [
        ("2005", "", "Yes", "2005-"),
        ("2006", "2012", "No", "2006-2012"),
        ("2006", "", "No", "2006-?"),
        ("2011", "", "", "2011-?"),
        ("2005-", "", "", "2005-"),
        ("2006-2012", "", "", "2006-2012"),
        ("2006-2012", "", "No", "2006-2012"),
        ("the 1990s", "c. 2005", "No", "~1990-~2005"),
        ("2011", "2011", "No", "2011"),
        ("2012", "2006", "No", "2012-?"),
        ("", "2012", "No", ""),
        ("long ago", "", "Yes", ""),
    ],
)
def test_a_period_is_read_from_three_answers(begins, ends, ongoing, written):
    said = period(Answer(FROM, begins), Answer(TO, ends), Answer(ONGOING, ongoing))

    assert said.written == written


def test_a_period_names_the_answers_from_which_no_year_can_be_read():
    assert period(Answer(FROM, "long ago"), Answer(ONGOING, "Yes")).unclear == (FROM,)
    said = period(Answer(FROM, "2005"), Answer(TO, "last year"), Answer(ONGOING, "No"))
    assert said.unclear == (TO,)
    backwards = period(Answer(FROM, "2012"), Answer(TO, "2006"), Answer(ONGOING, "No"))
    assert backwards.unclear == (TO,)


def test_no_year_is_taken_from_what_is_not_known_yet_or_not_asked():
    assert period(Answer(FROM, "2005", unknown=True)).start is None
    said = period(Answer(FROM, "2005"), Answer(TO, "2012"), Answer(ONGOING, "Yes"))
    assert (said.end, said.is_ongoing, said.unclear) == (None, True, ())


def test_the_first_voice_that_names_a_year_counts():
    said = period(
        Answer(FROM, "when I was young", voice="patient"), Answer(FROM, "1997", voice="nurse")
    )

    assert (said.start, said.unclear) == (1997, ())

"""The dialog before a new case: how much of which form."""

import pytest

from coprod_cli.base.message import msg
from coprod_cli.interview.form_extents import Extent, Extents
from coprod_cli.interview.opening import (
    FormChoice,
    Left,
    Row,
    choose_form,
    offer_due_steps,
)

EXTENTS = Extents(Extent((4, 4), (5, 5)), Extent((3, 7), (4, 14)), Extent((46, 46), (60, 90)))
WITHOUT_TIMES = Extents(Extent((4, 4), None), Extent((3, 7), None), Extent((46, 46), None))


class MadeUpForms:
    def __init__(self, extents=EXTENTS):
        self._extents = extents

    def extents(self):
        return self._extents

    def sections(self):
        return [Row("situation", msg("Situation")), Row("emotions", msg("Emotions"))]

    def others(self):
        return [Row("persona", msg("A persona"))]


class Person:
    """Chooses rows one after another, and keeps the pages that were shown."""

    def __init__(self, *choices):
        self._choices = list(choices)
        self.pages = []
        self.questions = []

    def choose(self, page):
        self.pages.append(page)
        return self._choices.pop(0)

    def offer_due(self, question, lines):
        self.questions.append((question, *lines))
        return self._choices.pop(0)


@pytest.mark.parametrize(
    ("choices", "form"),
    [
        (["reflection"], FormChoice("reflection", "reflection")),
        (["primary-care"], FormChoice("primary-care", "primary-care")),
        (["section", "emotions"], FormChoice("section", "primary-care", ("emotions",))),
        (["other", "persona"], FormChoice("persona", "persona")),
        (["section", Left.BACK, "reflection"], FormChoice("reflection", "reflection")),
        ([Left.BACK, "reflection"], FormChoice("reflection", "reflection")),
        (["short"], FormChoice("short", "primary-care", short=True)),
        ([Left.STOP], None),
        (["other", Left.STOP], None),
    ],
)
def test_a_person_chooses_a_form(choices, form):
    assert choose_form(MadeUpForms(), Person(*choices)) == form


@pytest.mark.parametrize(
    ("extents", "rows"),
    [
        (EXTENTS, [
            "5 minutes: the short form, 4 questions",
            "4-14 minutes: one section, 3-7 questions",
            "60-90 minutes: all 46 questions, at once or bit by bit",
            "Other forms...",
        ]),
        (EXTENTS._replace(few=Extent((12, 12), (16, 24))), [
            "16-24 minutes: 12 of the 46 questions, the others if you like",
            "5 minutes: the short form, 4 questions",
            "4-14 minutes: one section, 3-7 questions",
            "60-90 minutes: all 46 questions, at once or bit by bit",
            "Other forms...",
        ]),
        (WITHOUT_TIMES, [
            "The short form: 4 questions",
            "One section: 3-7 questions",
            "All 46 questions, at once or bit by bit",
            "Other forms...",
        ]),
    ],
)  # fmt: skip
def test_each_size_says_how_long_it_takes_where_that_is_known(extents, rows):
    person = Person(Left.STOP)
    choose_form(MadeUpForms(extents), person)
    assert [row.text for row in person.pages[0].rows] == rows


@pytest.mark.parametrize(
    ("last_size", "default"),
    [
        ("", ""),
        ("section", "section"),
        ("primary-care", "primary-care"),
        ("persona", "other"),
        ("short", ""),
    ],
)
def test_the_list_starts_at_the_size_that_was_chosen_last(last_size, default):
    person = Person(Left.STOP)
    choose_form(MadeUpForms(), person, last_size)
    assert person.pages[0].default == default


def test_the_list_of_other_forms_starts_at_the_one_that_was_chosen_last():
    person = Person("other", Left.STOP)
    choose_form(MadeUpForms(), person, "persona")
    assert person.pages[1].default == "persona"


def test_steps_that_are_due_are_told_with_their_number():
    person = Person("seen", "seen")
    offer_due_steps([msg("Ring the desk")], person)
    offer_due_steps([msg("Ring"), msg("Write")], person)
    assert person.questions == [
        ("1 step is due. See it? y/N", "Ring the desk"),
        ("2 steps are due. See them? y/N", "Ring", "Write"),
    ]


def test_where_no_step_is_due_nothing_is_asked():
    assert offer_due_steps([], Person())

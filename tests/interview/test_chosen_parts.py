"""Who chose a part of a form goes on with that part, until all of it is answered."""

from made_up import EVERY_TYPE, blank

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtQuestion
from coprod_cli.interview.replies import Answered
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer

WHOLE = ("first", "second")


def resumed(case, *asked, at=None):
    return Interview.resume(EVERY_TYPE, case, at=at, drafts={}, asked=asked)


def begun(*asked):
    return Interview.begin(EVERY_TYPE, blank(EVERY_TYPE), asked=asked, asks_title=False)


def test_a_section_that_was_chosen_at_the_beginning_is_gone_on_with():
    left = begun("second")

    assert left.chosen == ("second",)
    again = resumed(left.case, *left.chosen)
    assert again.position == AtQuestion(Address("second.story"))
    assert again.step.counts.total == 1
    assert again.chosen == left.chosen, "and once more, after another stop"


def test_so_are_single_questions_such_as_those_of_the_short_way():
    addresses = ("first.name", "second.story")
    answered = begun(*addresses).apply(Answered("A visit"))

    again = resumed(answered.case, *addresses)
    assert (again.step.address, again.step.counts.total) == ("second.story", 2)


def test_the_whole_form_is_asked_once_the_part_is_answered_or_gone_from_the_form():
    case = blank(EVERY_TYPE).with_answer(Answer(Address("second.story"), "It"))

    for again in (resumed(case, "second"), resumed(case, "no-such-section"), resumed(case)):
        assert again.asked == frozenset(WHOLE)
        assert again.chosen == ()
        assert again.step.address == "first.name"


def test_a_case_that_is_opened_again_by_its_menu_has_the_whole_form():
    assert Interview.reopen(EVERY_TYPE, blank(EVERY_TYPE), drafts={}).chosen == ()

"""Items of a repeated group: the items that a case has."""

import pytest
from made_up_plan import PARTS, TWO_PARTS, blank_plan

from coprod_cli.model.case import Answer
from coprod_cli.model.items import items_in, without_items


def plan_of(answers):
    case = blank_plan()
    for address, text in answers.items():
        case = case.with_answer(Answer(address, text))
    return case


class TestTheItemsOfACase:
    def test_are_those_in_which_something_was_said(self):
        case = plan_of({**TWO_PARTS, f"{PARTS}#4.what": "", f"{PARTS}#11.who": "The person"})

        assert items_in(case, PARTS) == (1, 2, 11)
        assert items_in(case, "agreed.helpers") == ()

    def test_are_also_those_of_which_something_is_not_known_yet(self):
        case = blank_plan().with_answer(Answer(f"{PARTS}#3.what", "", unknown=True))

        assert items_in(case, PARTS) == (3,)

    @pytest.mark.parametrize("gone", [1, 2])
    def test_keep_their_numbers_where_another_one_goes(self, gone):
        case = without_items(plan_of(TWO_PARTS), {f"{PARTS}#{gone}"})

        assert items_in(case, PARTS) == (3 - gone,)
        assert [each.address for each in case.given_answers()] == [
            each for each in TWO_PARTS if f"#{gone}" not in each
        ]

    def test_of_a_number_that_only_begins_alike_stay(self):
        case = plan_of({f"{PARTS}#1.what": "One", f"{PARTS}#12.what": "Twelve"})

        assert items_in(without_items(case, {f"{PARTS}#1"}), PARTS) == (12,)

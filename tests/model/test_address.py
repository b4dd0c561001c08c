"""Addresses within a repeated group, and which items a case has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_plan import PARTS, PLAN, TWO_PARTS, blank_plan

from coprod_cli.model.address import (
    MOST_ITEMS,
    ItemPlace,
    item_address,
    item_place,
    items_in,
    outer_address,
    without_item,
)
from coprod_cli.model.case import Answer


def plan_of(answers):
    case = blank_plan()
    for address, text in answers.items():
        case = case.with_answer(Answer(address, text))
    return case


class TestAnAddress:
    @given(st.integers(1, MOST_ITEMS), st.sampled_from(["", "what", "who"]))
    def test_within_an_item_tells_the_group_the_item_and_the_question(self, number, question):
        item = item_address(PARTS, number)
        address = f"{item}.{question}" if question else item

        assert item_place(address) == ItemPlace(PARTS, number, question)
        assert outer_address(address) == PARTS

    @pytest.mark.parametrize(
        "address",
        [
            "", "title", "agreed", PARTS, f"{PARTS}#", f"{PARTS}#0", f"{PARTS}#01", f"{PARTS}#x",
            f"{PARTS}#1.", f"{PARTS}#1.what.more", f"{PARTS}#1#2", f"{PARTS}#10000", "parts#1.what",
            f"{PARTS}#1.what\n", f"{PARTS}#-1", f"{PARTS}#\u0661.what",
        ],
    )  # fmt: skip
    def test_of_any_other_form_is_in_no_item(self, address):
        assert item_place(address) is None

    @pytest.mark.parametrize("address", ["title", "agreed", PARTS])
    def test_outside_of_a_group_is_its_own_outer_one(self, address):
        assert outer_address(address) == address


class TestATemplate:
    def test_finds_a_question_within_any_item(self):
        assert PLAN.question_at(f"{PARTS}#7.what").id == "what"
        assert PLAN.section_at(f"{PARTS}#7.what").id == "agreed"
        assert PLAN.group_at(f"{PARTS}#7.what") is PLAN.group_at(PARTS)

    @pytest.mark.parametrize("address", [f"{PARTS}#1", f"{PARTS}#1.none", "agreed.next#1.what"])
    def test_finds_none_where_there_is_none(self, address):
        assert PLAN.question_at(address) is None

    def test_names_an_item_in_the_language_of_the_case(self):
        assert PLAN.group_at(PARTS).item_name(3, "en") == "Part 3"
        assert PLAN.group_at(PARTS).item_name(3, "sv") == "Del 3"

    @given(st.permutations([*TWO_PARTS, PARTS, f"{PARTS}#10.what", "own.words"]))
    def test_puts_item_after_item_and_strangers_last(self, addresses):
        assert sorted(addresses, key=PLAN.order_of) == [
            "day.booked",
            PARTS,
            *(each for each in TWO_PARTS if "#" in each),
            f"{PARTS}#10.what",
            "agreed.next",
            "own.words",
        ]


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
        case = without_item(plan_of(TWO_PARTS), item_address(PARTS, gone))

        assert items_in(case, PARTS) == (3 - gone,)
        assert [each.address for each in case.given_answers()] == [
            each for each in TWO_PARTS if f"#{gone}" not in each
        ]

    def test_of_a_number_that_only_begins_alike_stay(self):
        case = plan_of({f"{PARTS}#1.what": "One", f"{PARTS}#12.what": "Twelve"})

        assert items_in(without_item(case, f"{PARTS}#1"), PARTS) == (12,)

"""Addresses: their parts and their order, and that they are equal to plain strings."""

import copy
import json
import pickle
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_plan import PARTS, PLAN, TWO_PARTS

from coprod_cli.model.address import Address

NO_ADDRESS = [
    "", ".", "a.", ".a", "a..b", "a.b.c.d", "A.b", "a b", f"{PARTS}#", f"{PARTS}#0", f"{PARTS}#01",
    f"{PARTS}#x", f"{PARTS}#1.", f"{PARTS}#1.what.more", f"{PARTS}#1#2", f"{PARTS}#10000",
    "parts#1.what", f"{PARTS}#1.what\n", f"{PARTS}#-1", f"{PARTS}#\u0661.what",
]  # fmt: skip
ADDRESSES = st.sampled_from(
    ["a", "a.b", "a-b.c", "a.b#2", "a.b#2.c", "a.b#10", "a.b#10.c", "a.b.c", *NO_ADDRESS]
)


class TestTheParts:
    @given(st.integers(1, 9999), st.sampled_from(["", "what", "who"]))
    def test_within_an_item_are_the_section_the_group_the_item_and_the_question(self, number, part):
        item = Address(PARTS).item_at(number)
        address = item.child(part) if part else item

        assert (address.section, address.question) == tuple(PARTS.split("."))
        assert (address.item, address.part) == (number, part)
        assert address.outer == PARTS
        assert address.item_address == item == address.without_part
        assert address.is_question
        assert address.is_in_group

    def test_of_a_question_are_the_section_and_the_question(self):
        address = Address("day.booked")

        assert (address.section, address.question) == ("day", "booked")
        assert (address.item, address.part) == (None, "")
        assert address.is_question
        assert not address.is_in_group

    @pytest.mark.parametrize("text", ["day", "end", "title"])
    def test_of_a_section_are_itself_alone(self, text):
        address = Address(text)

        assert (address.section, address.question, address.item, address.part) == (
            text, "", None, "",
        )  # fmt: skip
        assert not address.is_question

    def test_of_a_place_in_a_form_name_no_item(self):
        address = Address(f"{PARTS}.what")

        assert (address.item, address.item_address, address.part) == (None, None, "what")
        assert address.without_part == PARTS
        assert address.outer == address

    @pytest.mark.parametrize("text", NO_ADDRESS)
    def test_of_a_text_that_is_no_address_are_those_that_can_be_told(self, text):
        address = Address(text)

        assert not address.is_well_formed
        assert address == text
        assert (address.question, address.item, address.part) == ("", None, "")
        assert address.item_address is None
        assert address.section == text.partition(".")[0]
        assert address.outer == text.partition("#")[0]
        assert address.is_question == ("." in text)

    @pytest.mark.parametrize("address", ["title", "agreed", PARTS])
    def test_outside_of_a_group_it_is_its_own_outer_one(self, address):
        assert Address(address).outer == address


class TestWhatIsInside:
    @pytest.mark.parametrize(
        ("inner", "outer"),
        [
            ("agreed.parts", "agreed"),
            (f"{PARTS}#1", PARTS),
            (f"{PARTS}#1.what", f"{PARTS}#1"),
            (f"{PARTS}#1.what", "agreed"),
            (f"{PARTS}.what", PARTS),
        ],
    )
    def test_is_what_goes_on_after_a_sign(self, inner, outer):
        assert Address(inner).is_inside(outer)
        assert Address(inner).is_within(outer)
        assert not Address(outer).is_within(inner)

    @pytest.mark.parametrize(
        ("one", "other"), [(f"{PARTS}#12", f"{PARTS}#1"), ("agreed-too.a", "agreed"), ("b", "a")]
    )
    def test_is_not_what_only_begins_alike(self, one, other):
        assert not Address(one).is_within(other)

    def test_is_not_itself(self):
        assert Address(PARTS).is_within(PARTS)
        assert not Address(PARTS).is_inside(PARTS)

    def test_moves_with_its_group(self):
        moved = Address(f"{PARTS}#2.what").moved_to(Address("plan.steps"))

        assert moved == "plan.steps#2.what"
        assert Address(PARTS).moved_to(Address("plan.steps")) == "plan.steps"


class TestAValue:
    @given(ADDRESSES)
    def test_is_a_string(self, text):
        address = Address(text)

        assert (address, hash(address)) == (text, hash(text))
        assert {text: 1}[address] == {address: 1}[text] == 1
        assert json.dumps({address: address}) == json.dumps({text: text})
        assert f"{address}" == str(address) == text

    @given(ADDRESSES)
    def test_is_one_object(self, text):
        with patch.dict("coprod_cli.model.address._INTERNED", clear=True):  # others may fill it
            address = Address(text)

            assert Address(text) is Address(address) is address
            assert copy.deepcopy(address) is pickle.loads(pickle.dumps(address)) is address  # noqa: S301

    def test_does_not_change(self):
        with pytest.raises(AttributeError):
            Address(PARTS).item = 2

    def test_is_kept_for_good_no_more_often_than_may_be(self, monkeypatch):
        monkeypatch.setattr("coprod_cli.model.address._MAX_INTERNED", 0)

        assert Address("one.that-is-new") is not Address("one.that-is-new")
        assert Address("one.that-is-new") == Address("one.that-is-new")


class TestTheOrder:
    @given(
        st.permutations(
            ["a", "a.b", "a.b#2", "a.b#2.c", "a.b#2.d", "a.b#10", "a.b#10.a", "a.c", "b.a"]
        )
    )
    def test_is_by_section_question_item_and_part(self, texts):
        assert sorted(map(Address, texts)) == [
            "a", "a.b", "a.b#2", "a.b#2.c", "a.b#2.d", "a.b#10", "a.b#10.a", "a.c", "b.a",
        ]  # fmt: skip

    @given(ADDRESSES, ADDRESSES)
    def test_is_one_of_all_texts_with_plain_strings_too(self, one, other):
        first, second = Address(one), Address(other)

        assert (first < second) == (second > first) == (first < other) == (other > first)
        assert (first <= second) == (second >= first) == (not first > second)
        assert (first < second) + (first == second) + (first > second) == 1


class TestATemplate:
    def test_finds_a_question_within_any_item(self):
        assert PLAN.question_at(f"{PARTS}#7.what").id == "what"
        assert PLAN.section_at(f"{PARTS}#7.what").id == "agreed"
        assert PLAN.group_at(f"{PARTS}#7.what") is PLAN.group_at(PARTS)

    @pytest.mark.parametrize("address", [f"{PARTS}#1", f"{PARTS}#1.none", "agreed.next#1.what"])
    def test_finds_none_where_there_is_none(self, address):
        assert PLAN.question_at(address) is None

    def test_finds_a_question_of_a_group_in_the_form(self):
        assert PLAN.question_without_item(Address(f"{PARTS}.what")).id == "what"
        assert PLAN.question_without_item(Address(PARTS)) is PLAN.group_at(PARTS)
        assert PLAN.question_without_item(Address(f"{PARTS}.none")) is None

    def test_names_an_item_in_the_language_of_the_case(self):
        assert PLAN.group_at(PARTS).item_name(3, "en") == "Part 3"
        assert PLAN.group_at(PARTS).item_name(3, "sv") == "Del 3"

    @given(st.permutations([*TWO_PARTS, PARTS, f"{PARTS}#10.what", "own.words"]))
    def test_puts_item_after_item_and_strangers_last(self, addresses):
        assert sorted(addresses, key=PLAN.sort_key) == [
            "day.booked",
            PARTS,
            *(each for each in TWO_PARTS if "#" in each),
            f"{PARTS}#10.what",
            "agreed.next",
            "own.words",
        ]

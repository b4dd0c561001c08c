"""Answers of a case, and its title, which is read, changed and looked up like an answer."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from made_up import blank

from coprod_cli.model.case import TITLE, Answer, answer_of

answers = st.lists(
    st.builds(
        Answer, st.sampled_from(["a.b", "a.c", "a.g", "a.g#1", "a.g#1.x", "a.g#2.x", "b.a"]),
        st.sampled_from(["", "A text", "Another"]), st.booleans(),
        st.sampled_from([None, "family", "patient"]), st.none(),
    ),
    max_size=10, unique_by=lambda answer: answer.key,
)  # fmt: skip


def put(answer, answers):
    """Put an answer into a list, in the plain way."""
    there = [each for each in answers if each.address == answer.address]
    mine = [each for each in there if each.voice == answer.voice]
    empty = [each for each in there if each.voice is None and not each.given]
    if mine or empty:
        answers[answers.index((mine or empty)[0])] = answer
        return
    group = [each for each in answers if each.address.outer == answer.address.outer]
    near = there or group or answers
    answers.insert(answers.index(near[-1]) + 1 if near else 0, answer)


class TestTheAnswers:
    @given(answers, answers)
    def test_take_the_place_of_earlier_ones_or_follow_those_of_their_group(self, earlier, new):
        expected = list(earlier)
        for answer in new:
            put(answer, expected)

        assert replace(blank(), answers=tuple(earlier)).with_answers(new).answers == tuple(expected)

    @given(answers)
    def test_are_found_by_address_and_by_item(self, given_answers):
        case = replace(blank(), answers=tuple(given_answers))

        for answer in given_answers:
            there = [each for each in given_answers if each.address == answer.address]
            assert case.by_address[answer.address] == tuple(there)
            assert answer_of(case, answer.address, answer.voice) == answer
        assert case.items.get("a.g", {}) == {
            number: inside
            for number in (1, 2)
            if (inside := tuple(a for a in given_answers if a.given and a.address.item == number))
        }


class TestATitle:
    def test_is_what_was_said_to_its_address(self):
        case = blank(title="A made-up day")

        assert case.answer(TITLE) == Answer(TITLE, "A made-up day")
        assert (
            answer_of(case, TITLE, "family") == answer_of(case, TITLE, None) == case.answer(TITLE)
        )

    def test_is_replaced_as_an_answer_is_and_is_none_of_the_answers(self):
        case = blank(title="A made-up day")
        after = case.with_answer(Answer(TITLE, "Another day"))

        assert after.title == "Another day"
        assert after.answers == case.answers
        assert case.title == "A made-up day"

"""Many answers at once: the case is the one that results if each question is asked on its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_plan import PARTS, PLAN, TWO_PARTS, answer_texts, blank_plan, plan_note

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import Answered, AnsweredAll, Jump, RemoveItem, Unknown
from coprod_cli.interview.steps import MenuStep, QuestionStep, ReviewStep
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer

BOOKED, WHAT = Address("day.booked"), Address(f"{PARTS}#1.what")
TEXTS = {
    "booked": ["Yes", "no", ""], "who": ["care", "The person", ""], "day": ["2026-12-01", ""],
    "what": ["Walk", "Call", ""], "how": ["Two\n\nlines", "", "### A heading"],
    "next": ["Write (owner: nurse)", ""], "role": ["A friend", ""], "parts": ["A remark", ""],
    "title": ["Another title", ""],
}  # fmt: skip
addresses = st.sampled_from([
    "title", "day.booked", PARTS, "agreed.next", "agreed.helpers#1.role",
    *(f"{PARTS}#{number}.{part}" for number in (1, 2, 11)
      for part in ("what", "who", "how", "day")),
]).map(Address)  # fmt: skip
voices = st.sampled_from([None, "", "family", "patient"])


@st.composite
def answers_at(draw):
    """An address, and the answers of one or more voices to it."""
    address = draw(addresses)
    texts = st.sampled_from(TEXTS[address.part or address.question or str(address)])
    kinds = st.sampled_from([Answered, Unknown])
    if address == TITLE:
        return address, (Answered(draw(texts)),)
    replies = st.builds(lambda kind, *rest: kind(*rest), kinds, texts, voices,
                        st.sampled_from([None, "reported"]))  # fmt: skip
    given_voice = lambda reply: reply.voice or ""  # noqa: E731
    several = draw(st.lists(replies, min_size=1, max_size=3, unique_by=given_voice))
    if len(several) > 1:  # among several, each has a name
        several = [type(each)(each.text, each.voice or "", each.evidence) for each in several]
    return address, tuple(several)


removals = st.sampled_from([1, 2, 3]).map(lambda number: (Address(PARTS).item_at(number), ()))
replies = st.lists(answers_at() | removals, max_size=12, unique_by=lambda each: each[0]).map(dict)
cases = st.lists(answers_at(), max_size=8).map(
    lambda given: one_by_one(Interview.reopen(PLAN, blank_plan(), drafts={}), dict(given)).case
)


def one_by_one(interview, given):
    """Return the interview after each answer is given at its own question."""
    for address, several in given.items():
        if address.item is not None and not address.part:
            interview = interview.apply(RemoveItem(address))
        for reply in several:
            interview = interview.apply(Jump(address)).apply(reply)
    return interview


def is_of_several(case, given, item):
    """Return True if more than one voice speaks in an item, or is about to."""
    before = (
        answer.voice or "" for answer in case.given_answers() if answer.address.is_within(item)
    )
    coming = (reply.voice or "" for each, several in given.items() if each.is_within(item)
              for reply in several)  # fmt: skip
    return len({*before, *coming}) > 1


class TestManyAnswers:
    @given(cases, replies)
    def test_give_the_case_that_single_answers_give(self, case, given):
        # An item in which several voices speak is not removed; data is told so before.
        given = {
            address: several
            for address, several in given.items()
            if address.part or not is_of_several(case, given, address)
        }
        start = Interview.reopen(PLAN, case, drafts={})

        after = start.apply(AnsweredAll(given))

        assert after.case == one_by_one(start, given).case
        assert isinstance(after.step, ReviewStep)

    def test_lead_to_the_review_and_take_their_drafts_with_them(self):
        key, other = AnswerKey(WHAT), AnswerKey(BOOKED)
        start = Interview.reopen(PLAN, blank_plan(), drafts={key: "Half", other: "ye"})

        after = start.apply(AnsweredAll({WHAT: (Answered("Walk"),)}))

        assert isinstance(after.step, ReviewStep)
        assert dict(after.drafts) == {other: "ye"}

    def test_that_are_not_valid_stay_and_the_first_of_them_is_asked(self):
        start = Interview.begin(PLAN, blank_plan(), asks_title=False)
        given = {
            WHAT: (Answered("Walk"),),
            BOOKED: (Answered("perhaps"),),
            Address(f"{PARTS}#1.who"): (Answered("nobody"),),
        }

        after = start.apply(AnsweredAll(given))

        assert answer_texts(after.case) == {WHAT: "Walk"}
        assert (after.step.address, after.step.draft) == (BOOKED, "perhaps")
        assert after.step.problem
        assert set(after.drafts.values()) == {"perhaps", "nobody"}

    def test_to_questions_that_are_not_there_are_none(self):
        start = Interview.begin(PLAN, blank_plan(), asks_title=False)

        after = start.apply(AnsweredAll({Address("no.where"): (Answered("x"),)}))

        assert after.case == start.case

    @pytest.mark.parametrize("items", [(1,), (1, 2)])
    def test_remove_no_item_in_which_several_voices_speak(self, items):
        case = plan_note(TWO_PARTS).case.with_answer(Answer(WHAT, "Theirs", voice="family"))
        start = Interview.reopen(PLAN, case, drafts={})

        after = start.apply(AnsweredAll({Address(PARTS).item_at(each): () for each in items}))

        assert after.case == case
        assert "Several voices" in after.problem
        assert isinstance(after.step, QuestionStep | MenuStep)

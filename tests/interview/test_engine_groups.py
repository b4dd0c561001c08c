"""Interview engine at repeated groups: adding, changing and removing items."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_plan import PARTS, PLAN, TWO_PARTS, answer_texts, blank_plan

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtMenu, AtQuestion, AtReview, Ended
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Back,
    ChangeItem,
    Finished,
    Jump,
    OpenMenu,
    Paused,
    RemoveItem,
    Skipped,
    Unknown,
)
from coprod_cli.interview.step_parts import Counts
from coprod_cli.interview.steps import GroupStep, MenuStep, QuestionStep, ReviewStep
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, CaseStatus, Status
from coprod_cli.model.items import items_in


def case_of(answers):
    case = blank_plan()
    for address, text in answers.items():
        case = case.with_answer(Answer(address, text))
    return case


def started(answers=None):
    return Interview.begin(PLAN, case_of(answers or {}), asks_title=False)


def at_group(answers=None):
    return after(started(answers), Jump(PARTS))


def after(interview, *replies):
    for reply in replies:
        interview = interview.apply(reply)
    return interview


def at(interview):
    step = interview.step
    return step.top.address if isinstance(step, GroupStep) else step.address


def walk(interview):
    """Return the addresses that are asked up to the review if the person only presses Enter."""
    seen = []
    while isinstance(interview.step, QuestionStep | GroupStep):
        seen.append(at(interview))
        interview = interview.apply(Skipped())
    return seen


def walk_item(interview, item):
    """Return the addresses of an item that are asked if the person only presses Enter."""
    interview = interview.apply(ChangeItem(item))
    seen = []
    while isinstance(interview.step, QuestionStep):
        seen.append(at(interview))
        interview = interview.apply(Skipped())
    assert at(interview) == PARTS
    return [address.removeprefix(f"{item}.") for address in seen]


class TestAGroup:
    def test_is_one_step_on_the_way_whatever_it_holds(self):
        assert walk(started()) == ["day.booked", PARTS, "agreed.next"]
        assert walk(started(TWO_PARTS)) == ["day.booked", PARTS, "agreed.next"]

    def test_tells_its_items_by_what_they_begin_with(self):
        step = at_group(TWO_PARTS).step

        assert isinstance(step, GroupStep)
        assert [(each.address, each.name, each.summary) for each in step.items] == [
            (f"{PARTS}#1", "Part 1", "Call back"),
            (f"{PARTS}#2", "Part 2", "Take a walk"),
        ]
        assert [each.counts for each in step.items] == [Counts(4, 4, 0), Counts(3, 2, 0)]

    def test_tells_an_item_that_has_only_a_text_of_somebody_else_s(self):
        (item,) = at_group({f"{PARTS}#3": "By hand."}).step.items

        assert (item.name, item.summary, item.counts.answered) == ("Part 3", "By hand.", 0)

    def test_counts_as_one_question_that_is_answered_once_an_item_is(self):
        assert at_group().step.top.counts.answered == 0
        step = at_group({f"{PARTS}#2.who": "The person"}).step.top

        assert (step.counts, step.number, step.count) == (Counts(3, 1, 0), 1, 2)

    @pytest.mark.parametrize(
        ("answers", "status"),
        [
            ({}, Status.UNANSWERED),
            ({f"{PARTS}#1.what": "Call"}, Status.ANSWERED),
            ({PARTS: "A remark."}, Status.ANSWERED),
        ],
    )
    def test_has_a_state_in_the_menu(self, answers, status):
        entries = after(at_group(answers), OpenMenu()).step.entries

        assert next(each for each in entries if each.address == PARTS).status is status
        assert not any("#" in each.address for each in entries)

    def test_may_be_not_known_yet_until_it_is(self):
        unknown = after(at_group(), Unknown())
        assert unknown.case.answer(PARTS).unknown
        assert at(unknown) == "agreed.next"

        known = after(unknown, Back(), Answered(""))
        assert not known.case.answer(PARTS).given

    def test_that_is_hidden_is_passed_by_with_all_that_was_said_in_it(self):
        answers = {"agreed.helpers#1.role": "A neighbour"}
        assert "agreed.helpers" not in walk(started({"day.booked": "Yes", **answers}))
        assert "agreed.helpers" in walk(started({"day.booked": "No", **answers}))

        step = started({"day.booked": "Yes", **answers}).step
        assert step.counts == Counts(3, 1, 0)

    def test_leads_on_and_back(self):
        assert at(after(at_group(TWO_PARTS), Skipped())) == "agreed.next"
        assert at(after(at_group(TWO_PARTS), Back())) == "day.booked"


class TestAnItem:
    def test_is_added_and_gone_through_and_leads_back_to_its_group(self):
        interview = after(at_group(), AddItem(), Answered("Call back"), Answered("person"))

        assert at(interview) == PARTS
        assert answer_texts(interview.case) == {
            f"{PARTS}#1.what": "Call back",
            f"{PARTS}#1.who": "The person",
        }

    def test_tells_its_name_and_its_own_numbers(self):
        step = after(at_group(TWO_PARTS), ChangeItem(f"{PARTS}#2"), Skipped()).step

        assert (step.item, step.number, step.count) == ("Part 2", 2, 3)
        assert (step.section.id, step.section_number) == ("agreed", 2)
        assert (step.position, step.counts) == (2, Counts(3, 3, 0))

    def test_in_which_nothing_is_said_is_none(self):
        interview = after(at_group(), AddItem(), Answered(""), Skipped())

        assert at(interview) == PARTS
        assert interview.step.items == ()
        assert interview.case == at_group().case

    def test_that_is_added_has_the_number_after_the_last(self):
        interview = after(at_group({f"{PARTS}#4.what": "Four"}), AddItem())

        assert at(interview) == f"{PARTS}#5.what"

    def test_is_changed_in_its_place(self):
        interview = after(at_group(TWO_PARTS), ChangeItem(f"{PARTS}#1"), Answered("Write"))

        assert answer_texts(interview.case) == {**TWO_PARTS, f"{PARTS}#1.what": "Write"}
        assert at(interview) == f"{PARTS}#1.who"

    def test_goes_back_question_by_question_and_then_to_its_group(self):
        interview = after(at_group(TWO_PARTS), ChangeItem(f"{PARTS}#2"), Skipped())

        assert at(after(interview, Back())) == f"{PARTS}#2.what"
        assert at(after(interview, Back(), Back())) == PARTS

    def test_keeps_what_was_typed_where_one_goes_back(self):
        interview = after(at_group(), AddItem(), Back("Half a"))

        assert at(interview) == PARTS
        (item,) = interview.step.items
        assert (item.name, item.summary, item.counts.answered) == ("Part 1", "Half a", 0)
        assert after(interview, ChangeItem(item.address)).step.draft == "Half a"
        assert at(after(interview, AddItem())) == f"{PARTS}#2.what"

    def test_refuses_what_its_question_cannot_take_and_keeps_it(self):
        step = after(at_group(), AddItem(), Answered("One\ntwo")).step

        assert step.address == f"{PARTS}#1.what"
        assert step.draft == "One\ntwo"
        assert "one line only" in step.problem

    def test_is_left_for_the_menu_and_come_back_to(self):
        interview = after(at_group(TWO_PARTS), ChangeItem(f"{PARTS}#2"), OpenMenu("Half a"))

        assert isinstance(interview.step, MenuStep)
        back = after(interview, Back())
        assert (at(back), back.step.draft) == (f"{PARTS}#2.what", "Half a")
        assert interview.step.current == f"{PARTS}#2.what"

    def test_that_is_half_typed_is_so_in_the_menu(self):
        entries = after(at_group(), AddItem(), OpenMenu("Half a")).step.entries

        assert [each.address for each in entries if each.half_typed] == [PARTS]

    @pytest.mark.parametrize("item", [f"{PARTS}#x", PARTS, "", "agreed.next", "agreed.none#1"])
    def test_that_there_cannot_be_changes_nothing(self, item):
        assert at(after(at_group(), ChangeItem(item))) == PARTS

    def test_comes_from_the_review_and_leads_back_to_it(self):
        review = replace(started(TWO_PARTS), position=AtReview())
        interview = after(review, Jump(PARTS), ChangeItem(f"{PARTS}#2"), *[Skipped()] * 3)

        assert at(interview) == PARTS
        assert isinstance(after(interview, Skipped()).step, ReviewStep)
        assert isinstance(after(interview, Back()).step, ReviewStep)

    def test_may_be_jumped_into(self):
        interview = after(started(TWO_PARTS), Jump(f"{PARTS}#2.who"))

        assert at(interview) == f"{PARTS}#2.who"
        assert at(after(started(), Jump(f"{PARTS}#2"))) == "day.booked"


class TestAnItemThatIsTakenOut:
    def test_goes_and_the_others_keep_their_numbers(self):
        interview = after(at_group(TWO_PARTS), RemoveItem(f"{PARTS}#1"))

        assert at(interview) == PARTS
        assert [each.name for each in interview.step.items] == ["Part 2"]
        assert items_in(interview.case, PARTS) == (2,)

    def test_goes_with_what_was_half_typed_in_it(self):
        interview = after(at_group(TWO_PARTS), AddItem(), Back("Half a"), RemoveItem(f"{PARTS}#3"))

        assert interview.drafts == {}
        assert len(interview.step.items) == 2

    def test_leaves_what_is_half_typed_elsewhere(self):
        interview = after(
            at_group(TWO_PARTS), ChangeItem(f"{PARTS}#2"), Back("Half a"), RemoveItem(f"{PARTS}#1")
        )

        assert interview.drafts == {AnswerKey(f"{PARTS}#2.what"): "Half a"}


class TestAConditionWithinAnItem:
    def test_names_a_question_of_the_same_item(self):
        interview = at_group({**TWO_PARTS, "day.booked": "No"})

        assert walk_item(interview, f"{PARTS}#1") == ["what", "who", "how"]
        assert walk_item(interview, f"{PARTS}#2") == ["what", "who"]

    def test_names_an_earlier_question_outside_of_the_group(self):
        assert walk_item(at_group(TWO_PARTS), f"{PARTS}#2") == ["what", "who", "day"]

    def test_holds_for_an_item_that_is_yet_to_come(self):
        assert walk_item(at_group({"day.booked": "Yes"}), f"{PARTS}#1") == ["what", "who", "day"]

    def test_changes_with_an_answer_on_the_way(self):
        interview = after(at_group(), AddItem(), Answered("Call"))

        assert at(after(interview, Answered("care"))) == f"{PARTS}#1.how"
        assert at(after(interview, Answered("person"))) == PARTS
        assert at(after(interview, Unknown())) == PARTS

    def test_hides_what_was_said_and_keeps_it(self):
        answers = {f"{PARTS}#1.what": "Call", f"{PARTS}#1.who": "The person", f"{PARTS}#1.how": "x"}
        interview = at_group(answers)

        assert walk_item(interview, f"{PARTS}#1") == ["what", "who"]
        assert interview.step.items[0].counts.total == 2
        assert f"{PARTS}#1.how" in answer_texts(interview.case)


class TestFinishing:
    def test_asks_for_what_each_item_needs(self):
        review = replace(started({f"{PARTS}#2.who": "The person"}), position=AtReview())
        interview = after(review, Finished())

        assert at(interview) == f"{PARTS}#2.what"
        assert "needed before you finish" in interview.step.problem
        # After the answer come the rest of the item and then the review.
        done = after(interview, Answered("Walk"), Skipped(), Skipped())
        assert isinstance(done.step, ReviewStep)
        assert after(done, Finished()).case.status == CaseStatus.FINAL

    def test_is_content_with_not_known_yet(self):
        review = replace(started({f"{PARTS}#2.who": "The person"}), position=AtReview())
        interview = after(review, Finished(), Unknown(), Skipped(), Skipped(), Finished())

        assert interview.case.status == CaseStatus.FINAL

    def test_needs_nothing_of_a_group_without_items(self):
        review = replace(started({"day.booked": "No"}), position=AtReview())

        assert after(review, Finished()).step is None

    def test_goes_first_to_what_was_half_typed_in_an_item(self):
        interview = after(at_group(), AddItem(), Back("Half a"), Skipped(), Skipped(), Finished())

        assert at(interview) == f"{PARTS}#1.what"
        assert interview.step.draft == "Half a"


class TestGoingOnLater:
    def test_leads_to_the_middle_of_the_item_with_what_was_half_typed(self):
        paused = after(at_group(TWO_PARTS), ChangeItem(f"{PARTS}#2"), Skipped(), Paused("Hea"))
        assert paused.position == Ended(paused=True, at=AnswerKey(f"{PARTS}#2.who"))

        resumed = Interview.resume(PLAN, paused.case, at=paused.position.at, drafts=paused.drafts)
        assert (at(resumed), resumed.step.draft) == (f"{PARTS}#2.who", "Hea")
        assert at(after(resumed, Skipped())) == f"{PARTS}#2.day"

    def test_leads_to_an_item_in_which_nothing_is_said_so_far(self):
        paused = after(at_group(), AddItem(), Paused())
        resumed = Interview.resume(PLAN, paused.case, at=paused.position.at, drafts=paused.drafts)

        assert at(resumed) == f"{PARTS}#1.what"

    def test_leads_to_the_group_where_one_stopped_there(self):
        paused = after(at_group(TWO_PARTS), Paused())
        resumed = Interview.resume(PLAN, paused.case, at=paused.position.at, drafts={})

        assert at(resumed) == PARTS

    def test_leads_past_a_group_that_has_an_item(self):
        answers = {"day.booked": "Yes", f"{PARTS}#1.what": "Call"}
        resumed = Interview.resume(PLAN, case_of(answers), at=None, drafts={})

        assert at(resumed) == "agreed.next"

    @pytest.mark.parametrize("gone", [f"{PARTS}#1.none", "agreed.gone#1.what", f"{PARTS}#1"])
    def test_forgets_a_place_that_the_template_does_not_have(self, gone):
        resumed = Interview.resume(
            PLAN, case_of({}), at=AnswerKey(gone), drafts={AnswerKey(gone): "Half a"}
        )

        assert at(resumed) == "day.booked"
        assert resumed.drafts == {}


items = st.integers(1, 3).map(lambda number: f"{PARTS}#{number}")
replies = st.one_of(
    st.builds(Answered, st.sampled_from(["", "Call", "care", "person", "2026-12-01", "yes", "no"])),
    st.sampled_from(
        [Skipped(), Unknown(), Back(), Back("Half a"), OpenMenu(), AddItem(), Finished()]
    ),
    st.builds(ChangeItem, items),
    st.builds(RemoveItem, items),
    st.builds(Jump, st.sampled_from([PARTS, "agreed.helpers", "agreed.next", f"{PARTS}#2.who"])),
)


@given(st.lists(replies, max_size=30))
def test_any_replies_lead_somewhere_and_lose_no_item_that_was_not_taken_out(given_replies):
    interview = started(TWO_PARTS)
    for reply in given_replies:
        before = items_in(interview.case, PARTS)
        interview = interview.apply(reply)
        if interview.step is None:
            assert isinstance(reply, Finished)
            return
        lost = set(before) - set(items_in(interview.case, PARTS))
        if lost and isinstance(reply, RemoveItem):
            assert [f"{PARTS}#{number}" for number in lost] == [reply.address]
        elif lost:
            # An item disappears only if its last answer is emptied.
            assert reply == Answered("")
    assert isinstance(interview.position, AtQuestion | AtMenu | AtReview)

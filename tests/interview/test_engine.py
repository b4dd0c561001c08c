"""Interview engine: where each reply leads, and that no typed text is lost."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from made_up import EVERY_TYPE, PRIMARY_CARE, blank

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.text import canonical_text
from coprod_cli.interview.engine import AtMenu, AtQuestion, AtReview, Ended, Interview
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    OpenMenu,
    OpenReview,
    Paused,
    Skipped,
    Take,
    Unknown,
)
from coprod_cli.interview.step_parts import Counts
from coprod_cli.interview.steps import ConflictStep, FinishStep, MenuStep, QuestionStep, ReviewStep
from coprod_cli.interview.title_question import title_question
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, CaseStatus, Status, answer_of

NAME, DAY = Address("first.name"), Address("first.day")


def started(template=EVERY_TYPE, *, asks_title=False, asked=(), **answers):
    return Interview.begin(
        template, answered(blank(template), answers), asked=asked, asks_title=asks_title
    )


def answered(case, answers):
    for address, text in answers.items():
        case = case.with_answer(Answer(address, text))
    return case


def after(interview, *replies):
    for reply in replies:
        interview = interview.apply(reply)
    return interview


def at(interview):
    return interview.step.address


def walk(interview):
    """Return the addresses that are asked if the person only presses Enter."""
    seen = []
    while isinstance(interview.step, QuestionStep):
        seen.append(at(interview))
        interview = interview.apply(Skipped())
    return seen


class TestTheWay:
    def test_begins_at_the_title_where_it_is_asked(self):
        assert at(started(asks_title=True)) == TITLE

    def test_begins_at_the_first_question_where_it_is_not(self):
        assert at(started()) == "first.name"

    def test_leads_through_every_question_that_needs_no_answer_to_an_earlier_one(self):
        assert walk(started(asks_title=True)) == [
            TITLE, "first.name", "first.kind", "first.helpers", "first.seen", "first.wait",
            "second.story",
        ]  # fmt: skip

    def test_leads_through_all_forty_six_of_primary_care(self):
        assert walk(started(PRIMARY_CARE)) == list(PRIMARY_CARE.questions)
        assert len(PRIMARY_CARE.questions) == 46

    def test_keeps_to_the_named_sections(self):
        assert walk(started(asked=("second",))) == ["second.story"]

    @pytest.mark.parametrize(
        ("answers", "shown", "hidden"),
        [
            ({"first.seen": "Yes"}, "first.day", "second.why-not"),
            ({"first.seen": "No"}, "second.why-not", "first.day"),
            ({"first.wait": "10"}, "second.late", "second.why-not"),
            ({"first.wait": "9"}, "second.story", "second.late"),
        ],
    )
    def test_depends_on_earlier_answers(self, answers, shown, hidden):
        way = walk(started(**answers))

        assert shown in way
        assert hidden not in way

    def test_changes_with_an_answer_on_the_way(self):
        at_seen = after(started(), Skipped(), Skipped(), Skipped())

        assert at(at_seen) == "first.seen"
        assert at(after(at_seen, Answered("yes"))) == "first.day"
        assert at(after(at_seen, Answered("no"))) == "first.wait"
        assert at(after(at_seen, Unknown())) == "first.wait"

    def test_ends_at_the_review(self):
        interview = after(started(asked=("second",)), Skipped())

        assert isinstance(interview.step, ReviewStep)

    def test_leads_on_from_a_question_that_has_left_it(self):
        interview = after(started(**{"first.seen": "No"}), Jump("first.day"))

        assert at(interview) == "first.day"
        assert at(after(interview, Skipped())) == "first.wait"
        assert at(after(interview, Back())) == "first.seen"


class TestAnAnswer:
    def test_stands_in_the_case_as_its_question_keeps_it(self):
        interview = after(started(), Jump("first.kind"), Answered("  walk-in \n"))

        assert interview.case.answer("first.kind") == Answer("first.kind", "Walked in")

    def test_takes_the_place_of_the_earlier_one(self):
        interview = after(started(), Answered("one"), Back(), Answered("two"))

        assert [each.text for each in interview.case.given_answers()] == ["two"]

    def test_that_is_empty_leaves_the_question_unanswered(self):
        interview = after(started(), Answered(" \n "))

        assert interview.case == started().case
        assert at(interview) == "first.kind"

    def test_that_is_empty_takes_an_earlier_one_away(self):
        interview = after(started(**{"first.name": "one"}), Answered(""))

        assert interview.case.answer("first.name").status is Status.UNANSWERED

    def test_may_be_that_nothing_is_known_yet(self):
        interview = after(started(), Unknown("half a thought"))

        assert interview.case.answer("first.name") == Answer(
            "first.name", "half a thought", unknown=True
        )

    @pytest.mark.parametrize(
        ("address", "text", "problem"),
        [
            ("first.name", "one\ntwo", "This takes one line only."),
            ("first.kind", "a taxi", "This must be one of: Walked in, Booked, At home."),
            ("first.helpers", "a nurse, a taxi",
             "This must be one of: A nurse, A doctor, Family, A friend."),
            ("first.seen", "perhaps", "This must be Yes or No."),
            ("first.day", "24.11.2026", "This must be a day, year first, such as 2026-11-24."),
            ("first.wait", "long", "This must be a number, such as 12 or 3.5."),
            ("first.wait", "-1", "This must be 0 or more."),
            ("second.story", "\ud800", "This holds half a character, which no file can keep."),
        ],
    )  # fmt: skip
    def test_that_its_question_cannot_take_is_kept_as_half_typed(self, address, text, problem):
        interview = after(started(), Jump(address), Answered(text))

        assert at(interview) == address
        assert interview.step.problem == problem
        assert interview.step.draft == text
        assert interview.case == started().case
        assert after(interview, Skipped()).problem is None

    def test_of_another_voice_stands_beside_the_first(self):
        interview = after(
            started(),
            Answered("one", evidence="reported"), Back(),
            Answered("two", voice="family"), Back(), Answered("three"),
        )  # fmt: skip

        assert [each for each in interview.case.answers if each.address == "first.name"] == [
            Answer("first.name", "three", evidence="reported"),
            Answer("first.name", "two", voice="family"),
        ]

    def test_of_a_voice_takes_the_empty_place_that_has_none(self):
        interview = after(started(), Answered("two", voice="family"))

        assert [each for each in interview.case.answers if each.address == "first.name"] == [
            Answer("first.name", "two", voice="family")
        ]

    def test_that_is_hidden_later_stays_in_the_case(self):
        interview = after(
            started(**{"first.seen": "Yes", "first.day": "2026-11-24"}),
            Jump("first.seen"), Answered("No"),
        )  # fmt: skip

        assert "first.day" not in interview.route
        assert interview.case.answer("first.day").text == "2026-11-24"

    def test_to_the_title_names_the_case(self):
        assert after(started(asks_title=True), Answered(" Monday ")).case.title == "Monday"

    @pytest.mark.parametrize("reply", [Answered(""), Answered("  "), Unknown(), Skipped()])
    def test_to_the_title_that_is_none_leaves_it(self, reply):
        interview = after(started(asks_title=True), reply)

        assert interview.case == started().case
        assert at(interview) == "first.name"

    def test_to_the_title_takes_one_line(self):
        interview = after(started(asks_title=True), Answered("one\ntwo"))

        assert at(interview) == TITLE
        assert interview.step.draft == "one\ntwo"


class TestHalfTypedText:
    @pytest.mark.parametrize("leave", [Back, OpenMenu, Paused])
    def test_is_kept_where_it_was_typed(self, leave):
        interview = after(started(), Skipped(), leave("half a"))

        assert interview.drafts == {AnswerKey("first.kind"): "half a"}
        assert after(interview, Jump("first.kind")).step.draft == "half a"

    def test_is_kept_over_other_questions(self):
        interview = after(started(), Skipped(), Back("half a"), Answered("whole"), Skipped())

        assert interview.drafts == {AnswerKey("first.kind"): "half a"}

    def test_that_is_what_stands_there_is_none(self):
        interview = after(started(**{"first.name": "whole"}), OpenMenu("whole\n"))

        assert interview.drafts == {}

    def test_goes_when_an_answer_is_taken(self):
        interview = after(started(), Skipped(), Back("half a"), Skipped(), Answered("booked"))

        assert interview.drafts == {}

    def test_may_be_that_all_was_deleted(self):
        interview = after(started(**{"first.name": "whole"}), OpenMenu(""))

        assert interview.drafts == {AnswerKey("first.name"): ""}
        assert interview.case.answer("first.name").text == "whole"

    @pytest.mark.parametrize(
        "reply",
        [Answered("w"), Unknown("w"), Back("w"), OpenMenu("w"), Paused("w")],
    )
    def test_is_what_a_reply_held_that_could_not_be_saved(self, reply):
        interview = started().with_problem(reply, "There is no room left.")

        assert interview.drafts == {AnswerKey("first.name"): "w"}
        assert interview.step.problem == "There is no room left."

    @pytest.mark.parametrize("reply", [Skipped(), Back(), Unknown(), Jump("first.kind")])
    def test_is_not_changed_by_a_reply_that_held_none(self, reply):
        interview = after(started(), Skipped(), Back("half a"), Skipped())
        interview = interview.with_problem(reply, "No room.")

        assert interview.drafts == {AnswerKey("first.kind"): "half a"}


class TestTheMenu:
    def test_has_every_question_that_may_be_asked(self):
        step = after(started(asked=("second",)), OpenMenu()).step

        assert isinstance(step, MenuStep)
        assert [each.address for each in step.entries] == walk(started())
        assert step.current == "second.story"

    def test_goes_back_to_its_question(self):
        assert after(started(), Skipped(), OpenMenu(), Back()).position == AtQuestion("first.kind")

    def test_leads_to_any_question_and_on_from_there(self):
        interview = after(started(), OpenMenu(), Jump("first.seen"))

        assert at(interview) == "first.seen"
        assert at(after(interview, Skipped())) == "first.wait"

    def test_of_an_edit_is_come_back_to_by_way_of_the_review(self):
        interview = Interview.reopen(EVERY_TYPE, blank(), drafts={})

        assert interview.position == AtMenu(None)
        assert after(interview, Back()).position == AtReview()
        assert after(interview, Jump("first.seen"), Skipped()).position == AtReview()

    def test_tells_the_state_of_each_question(self):
        step = after(started(), Answered("a name"), Unknown(), Back("half a"), OpenMenu()).step

        assert [(each.status, each.half_typed) for each in step.entries[:3]] == [
            (Status.ANSWERED, False), (Status.UNKNOWN, False), (Status.UNANSWERED, True),
        ]  # fmt: skip

    def test_does_not_lead_where_nothing_is(self):
        interview = after(started(), OpenMenu())

        assert interview.apply(Jump("first.nowhere")) == interview


class FlagsEverything:
    """A privacy scan that finds something in each answer."""

    def kinds(self, case):
        return {answer.address: ("name",) for answer in case.given_answers()}

    def remarks(self, _text):
        return ()


class TestTheReview:
    def reviewed(self, **answers):
        interview = started(**answers)
        while not isinstance(interview.step, ReviewStep):
            interview = interview.apply(Skipped())
        return interview

    def test_leads_to_a_question_and_back(self):
        interview = after(self.reviewed(), Jump("first.kind"))

        assert at(interview) == "first.kind"
        for reply in (Answered("booked"), Skipped(), Back("half a"), Unknown()):
            assert after(interview, reply).position == AtReview()

    def test_goes_back_to_the_last_question(self):
        assert at(after(self.reviewed(), Back())) == "second.story"

    def test_finishes_a_case_that_has_what_is_needed(self):
        interview = after(self.reviewed(**{"first.name": "a name"}), Finished())

        assert interview.position == Ended(paused=False)
        assert interview.case.status == CaseStatus.FINAL
        assert interview.step is None

    def test_leads_to_what_is_needed_before_that(self):
        interview = after(self.reviewed(), Finished())

        assert interview.position == AtQuestion("first.name", then_review=True)
        assert interview.step.problem == (
            "This one is needed before you finish. ? means not known yet."
        )
        assert after(interview, Unknown(), Finished()).case.status == CaseStatus.FINAL

    def test_does_not_need_what_is_not_asked(self):
        interview = after(started(asked=("second",)), Answered("A story"), Finished())

        assert interview.case.status == CaseStatus.FINAL

    def test_asks_once_more_where_nothing_is_answered(self):
        interview = after(started(asked=("second",)), Skipped(), Finished())

        assert interview.step == FinishStep(0, is_empty=True, case=interview.step.case)
        assert isinstance(after(interview, Back()).step, ReviewStep)
        assert after(interview, Finished()).case.status == CaseStatus.FINAL

    def test_asks_once_more_at_what_may_tell_who_somebody_is(self):
        start = replace(started(asked=("second",)), scan=FlagsEverything())
        interview = after(start, Answered("A story"), Finished())

        assert interview.step == FinishStep(1, is_empty=False, case=interview.step.case)
        assert after(interview, Finished()).case.status == CaseStatus.FINAL

    def test_opens_from_anywhere_and_leads_back_to_there(self):
        interview = after(started(), Answered("A name"), OpenReview("Half"))

        assert isinstance(interview.step, ReviewStep)
        assert at(after(interview, Back())) == "first.kind"
        assert after(interview, Back()).step.draft == "Half"
        assert isinstance(after(started(), OpenMenu(), OpenReview()).step, ReviewStep)

    def test_opened_again_finishes_the_case(self):
        interview = after(started(asked=("second",)), Answered("A story"), OpenReview())

        assert after(interview, OpenReview()).case.status == CaseStatus.FINAL

    def test_shows_the_first_words_of_each_answer(self):
        answers = {"first.name": "  A visit\nand more", "second.story": ""}
        entries = {each.address: each for each in self.reviewed(**answers).step.entries}

        assert entries["first.name"].summary == "A visit"
        assert entries["second.story"].summary == ""

    def test_leads_to_what_was_typed_and_not_taken(self):
        interview = after(
            self.reviewed(**{"first.name": "a name"}),
            Jump("second.story"), Back("half a"), Finished(),
        )  # fmt: skip

        assert at(interview) == "second.story"
        assert interview.step.draft == "half a"
        assert interview.step.problem == "You typed this and did not take it yet. Enter takes it."
        assert after(interview, Answered("whole"), Finished()).case.status == CaseStatus.FINAL

    def test_keeps_a_case_as_a_draft(self):
        finished = after(self.reviewed(**{"first.name": "a name"}), Finished()).case
        interview = after(Interview.reopen(EVERY_TYPE, finished, drafts={}), Back(), KeptAsDraft())

        assert interview.case.status == CaseStatus.DRAFT
        assert interview.position == Ended(paused=False)

    def test_lists_what_is_asked_and_no_more(self):
        step = self.reviewed(**{"first.seen": "No"}).step

        assert [each.address for each in step.entries] == walk(started(**{"first.seen": "No"}))
        assert step.counts == Counts(7, 1, 0)


class TestPositions:
    def test_count_from_one_within_the_section_and_over_all(self):
        step = after(started(), Answered("a name")).step

        assert (step.section_number, step.section_count) == (1, 2)
        assert (step.number, step.count) == (2, 5)
        assert (step.position, step.counts) == (2, Counts(6, 1, 0))

    def test_do_not_count_the_title(self):
        step = started(asks_title=True).step

        assert (step.number, step.count, step.position) == (1, 1, None)
        assert step.counts == Counts(6, 0, 0)
        assert step.section is None

    def test_count_what_is_not_known_yet_apart(self):
        assert after(started(), Unknown()).step.counts == Counts(6, 0, 1)

    def test_do_not_count_what_is_hidden(self):
        step = started(**{"first.seen": "No", "first.day": "2026-11-24"}).step

        assert step.counts == Counts(7, 1, 0)

    def test_open_only_the_first_step(self):
        assert started().step.opening
        assert not after(started(), Skipped()).step.opening
        assert not after(started(), Back()).step.opening

    def test_say_that_there_is_nothing_before_the_first(self):
        interview = after(started(), Back("half a"))

        assert at(interview) == "first.name"
        assert interview.step.problem == "This is the first question."
        assert interview.step.draft == "half a"


class TestGoingOn:
    def test_is_where_the_person_was(self):
        interview = Interview.resume(EVERY_TYPE, blank(), at=AnswerKey("first.wait"), drafts={})

        assert at(interview) == "first.wait"

    def test_has_the_half_typed_text_there(self):
        at_wait = AnswerKey("first.wait")
        drafts = {at_wait: "1", AnswerKey("first.kind"): "b"}
        interview = Interview.resume(EVERY_TYPE, blank(), at=at_wait, drafts=drafts)

        assert interview.step.draft == "1"
        assert interview.drafts == drafts

    def test_is_where_text_was_typed_even_if_that_is_hidden_now(self):
        day = AnswerKey("first.day")
        interview = Interview.resume(EVERY_TYPE, blank(), at=day, drafts={day: "2026"})

        assert at(interview) == "first.day"

    @pytest.mark.parametrize("place", [None, "first.day", "first.nowhere", "nowhere"])
    def test_is_at_the_first_open_question_where_that_place_is_none(self, place):
        case = answered(blank(), {"first.name": "a name"})

        resumed = Interview.resume(EVERY_TYPE, case, at=place and AnswerKey(place), drafts={})

        assert at(resumed) == "first.kind"

    def test_is_at_the_review_where_nothing_is_open(self):
        case = blank()
        for address in EVERY_TYPE.questions:
            case = case.with_answer(Answer(address, "", unknown=True))

        assert Interview.resume(EVERY_TYPE, case, at=None, drafts={}).position == AtReview()

    def test_drops_text_that_was_taken_and_text_that_has_no_question(self):
        case = answered(blank(), {"first.name": "a name"})
        drafts = {
            AnswerKey("first.name"): "a name",
            AnswerKey("first.nowhere"): "x",
            AnswerKey(TITLE): case.title,
        }

        assert Interview.resume(EVERY_TYPE, case, at=None, drafts=drafts).drafts == {}

    def test_with_named_sections_is_at_their_first_question(self):
        interview = Interview.reopen(EVERY_TYPE, blank(), sections=("second",), drafts={})

        assert walk(interview) == ["second.story"]

    def test_with_named_sections_keeps_what_was_typed_elsewhere(self):
        interview = Interview.reopen(
            EVERY_TYPE, blank(), sections=("second",), drafts={AnswerKey("first.kind"): "b"}
        )

        assert interview.drafts == {AnswerKey("first.kind"): "b"}


class TestAReplyThatDoesNotFit:
    places = (
        AtQuestion(TITLE), AtQuestion(NAME), AtQuestion(DAY, then_review=True),
        AtMenu(None), AtMenu(AtQuestion(DAY)), AtReview(), Ended(paused=True),
        Ended(paused=False),
    )  # fmt: skip
    replies = (
        Answered("w"), Answered("w", "family"), Unknown("w"), Skipped(), Back(), Back("w"),
        OpenMenu("w"), Jump("first.day"), Jump(TITLE), Jump("nowhere"), Paused("w"), Finished(),
        KeptAsDraft(),
    )  # fmt: skip

    @pytest.mark.parametrize("place", places)
    @pytest.mark.parametrize("reply", replies)
    def test_leads_to_a_step_or_to_the_end_all_the_same(self, place, reply):
        interview = replace(started(**{"first.kind": "Booked"}), position=place).apply(reply)

        assert (interview.step is None) == isinstance(interview.position, Ended)
        assert interview.case.answer("first.kind").text == "Booked"


# --- any replies in any order ----------------------------------------------------------------

words = st.sampled_from((
    "", " ", "a word", "two\nlines\n", "\n  indented", "booked", "Walked in", "nurse, family",
    "- A nurse\n- Family", "yes", "Nej", "2026-11-24", "2026-13-01", "12", "9,5", "-1", "\ud800",
    "?", ":back", "\r\nold", "<!-- coprod:end -->",
))  # fmt: skip
texts = words | st.text(max_size=8)
half_typed = st.none() | texts
voices = st.sampled_from((None, None, "family", "staff"))


class AnyInterview(RuleBasedStateMachine):
    """Applies any replies in any order, and compares with a model of the typed texts."""

    template = EVERY_TYPE

    def __init__(self):
        super().__init__()
        self.taken = {}
        self.half = {}

    @initialize(asks_title=st.booleans(), data=st.data())
    def begin(self, asks_title, data):
        ids = [section.id for section in self.template.sections]
        sections = data.draw(st.lists(st.sampled_from(ids), unique=True))
        self.interview = started(self.template, asks_title=asks_title, sections=tuple(sections))

    # --- what a person does ---

    def at_question(self):
        return isinstance(self.interview.step, QuestionStep)

    def apply(self, reply):
        """Apply a reply, and check that the result depends on the interview alone."""
        before = self.interview
        looks = self.look(before)
        self.interview = before.apply(reply)
        assert before.apply(reply) == self.interview
        assert self.look(before) == looks

    @staticmethod
    def look(interview):
        drafts = tuple(interview.drafts.items())
        return interview.case, interview.position, drafts, interview.problem, interview.step

    def question(self, address):
        return title_question() if address == TITLE else self.template.questions[address]

    @precondition(at_question)
    @rule(text=texts, voice=voices, unknown=st.booleans())
    def answer(self, text, voice, unknown):
        address = at(self.interview)
        if address == TITLE:
            unknown, voice = False, None
        slot = voice or self.interview.key.voice
        try:
            kept = self.question(address).parse(text, "en")
        except InvalidAnswer:
            self.half[AnswerKey(address, slot)] = text
        else:
            if kept or address != TITLE:
                self.taken[address, slot] = kept
            self.half.pop(AnswerKey(address, slot), None)
        self.apply((Unknown if unknown else Answered)(text, voice))

    @precondition(at_question)
    @rule(draft=half_typed, leave=st.sampled_from((Back, OpenMenu)))
    def leave(self, draft, leave):
        if draft is not None:
            self.half[self.interview.key] = draft
        self.apply(leave(draft))

    @precondition(at_question)
    @rule(draft=half_typed)
    def stop_and_resume(self, draft):
        if draft is not None:
            self.half[self.interview.key] = draft
        self.apply(Paused(draft))
        self.go_on()

    @precondition(lambda self: not self.at_question())
    @rule(
        reply=st.sampled_from((Back(), OpenMenu(), Skipped(), Finished(), KeptAsDraft(), Paused()))
    )
    def leave_a_list(self, reply):
        self.apply(reply)
        if self.interview.step is None:
            self.go_on()

    @rule()
    def skip(self):
        self.apply(Skipped())

    @rule(data=st.data())
    def jump(self, data):
        self.apply(Jump(data.draw(st.sampled_from([TITLE, *self.template.questions]))))

    @rule()
    def sit_down_again(self):
        before = self.interview
        self.interview = Interview.reopen(
            self.template, before.case, drafts=before.drafts, bases=before.bases
        )

    def go_on(self):
        ended = self.interview
        assert isinstance(ended.position, Ended)
        assert ended.step is None
        self.interview = Interview.resume(
            self.template, ended.case, at=ended.position.at, drafts=ended.drafts, bases=ended.bases
        )

    # --- what always holds ---

    @invariant()
    def every_answer_stands(self):
        case = self.interview.case
        said = {(each.address, each.voice): each.text for each in case.answers}
        said[TITLE, None] = case.title
        for place, text in self.taken.items():
            assert said.get(place, "") == text

    @invariant()
    def every_half_typed_text_is_kept(self):
        case = self.interview.case
        for key, text in self.half.items():
            if canonical_text(text) != answer_of(case, *key).text:
                assert self.interview.drafts[key] == text

    @invariant()
    def nothing_is_half_typed_that_was_not_typed(self):
        assert self.interview.drafts.items() <= self.half.items()

    @invariant()
    def no_voice_answers_twice(self):
        places = [(each.address, each.voice) for each in self.interview.case.answers]
        assert len(set(places)) == len(places)

    @invariant()
    def positions_are_in_range(self):
        step = self.interview.step
        if isinstance(step, FinishStep):
            return
        counts = step.counts
        assert 0 <= counts.answered + counts.unknown <= counts.total
        if isinstance(step, QuestionStep):
            assert 1 <= step.number <= step.count
            assert 0 <= step.section_number <= step.section_count == len(self.template.sections)
            assert (step.section_number == 0) == (step.address == TITLE)

    @invariant()
    def lists_tell_what_is_so(self):
        step = self.interview.step
        assert not isinstance(step, ConflictStep), "nobody else changed the note"
        if not isinstance(step, QuestionStep | FinishStep):
            for entry in step.entries:
                half_typed = {key.address for key in self.interview.drafts}
                assert entry.half_typed == (entry.address in half_typed)
                if entry.address != TITLE:
                    statuses = {
                        each.status
                        for each in self.interview.case.answers
                        if each.address == entry.address
                    }
                    order = (Status.ANSWERED, Status.UNKNOWN, Status.UNANSWERED)
                    assert entry.status is next(each for each in order if each in statuses)

    @invariant()
    def the_way_is_in_the_template_s_order(self):
        order = [TITLE, *self.template.questions]
        assert sorted(self.interview.route, key=order.index) == list(self.interview.route)


class AnyPrimaryCare(AnyInterview):
    template = PRIMARY_CARE


TestAnyInterview = AnyInterview.TestCase
TestAnyInterview.settings = settings(max_examples=settings().max_examples)
TestAnyPrimaryCare = AnyPrimaryCare.TestCase
TestAnyPrimaryCare.settings = settings(max_examples=settings().max_examples // 3)


def test_a_choice_is_between_what_was_written_and_what_stands_there_by_now():
    case = blank().with_answer(Answer("second.story", "first"))
    story = AnswerKey("second.story")
    begun_over = {story: Answer("second.story", "another").digest}
    interview = Interview.resume(
        EVERY_TYPE, case, at=story, drafts={story: "mine"}, bases=begun_over
    ).apply(Answered("mine"))
    assert interview.position.theirs.text == "first"

    changed_again = interview.with_case(case.with_answer(Answer("second.story", "second")))

    assert changed_again.step.theirs.text == "second"
    both = changed_again.apply(Chosen(Take.BOTH)).case.answer("second.story")
    assert both.text == "second\n\nmine"

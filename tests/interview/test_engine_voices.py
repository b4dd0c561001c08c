"""Two voices at one question: a draft for one is never shown or saved for the other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, blank
from made_up_plan import PARTS, PLAN, blank_plan

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtConflict, AtQuestion, AtReview
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Chosen,
    Finished,
    Jump,
    Paused,
    RemoveItem,
    Skipped,
    Take,
    Unknown,
)
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Status, answer_of
from coprod_cli.model.voices import answers_there

STORY = "second.story"
PATIENT, FAMILY = AnswerKey(STORY, "patient"), AnswerKey(STORY, "family")
NOBODY = AnswerKey(STORY)


def case_of(**answers):
    case = blank()
    for voice, text in answers.items():
        case = case.with_answer(Answer(STORY, text, voice=voice))
    return case


def at_answer(key, **answers):
    """Return an interview at the answer of one voice."""
    start = Interview.reopen(EVERY_TYPE, case_of(**answers), drafts={})
    return replace(start, position=AtQuestion(key.address, answer=key))


def given_answers(interview):
    return {each.key: each.text for each in interview.case.given_answers()}


class TestADraft:
    def test_is_kept_for_the_only_voice(self):
        interview = Interview.reopen(EVERY_TYPE, case_of(patient="One"), drafts={})
        interview = interview.apply(Jump(STORY)).apply(Back("Half"))

        assert interview.drafts == {PATIENT: "Half"}
        assert interview.bases == {PATIENT: Answer(STORY, "One").digest}

    def test_is_without_a_voice_where_several_answered(self):
        interview = Interview.reopen(EVERY_TYPE, case_of(patient="One", family="Two"), drafts={})
        interview = interview.apply(Jump(STORY)).apply(Back("Half"))

        assert interview.drafts == {NOBODY: "Half"}
        assert interview.bases == {NOBODY: Answer(STORY).digest}

    def test_of_each_voice_is_apart(self):
        interview = at_answer(FAMILY, patient="One", family="Two").apply(Back("Half of theirs"))
        interview = interview.apply(Jump(STORY))

        assert interview.step.earlier.text == ""
        assert interview.step.draft is None

        interview = interview.apply(Back("Half of mine"))

        assert interview.drafts == {FAMILY: "Half of theirs", NOBODY: "Half of mine"}
        at_theirs = replace(interview, position=AtQuestion(FAMILY.address, answer=FAMILY)).step
        assert (at_theirs.earlier.text, at_theirs.draft) == ("Two", "Half of theirs")
        assert at_theirs.key == FAMILY

    def test_goes_when_its_own_voice_answers_and_not_when_another_does(self):
        interview = at_answer(FAMILY, patient="One", family="Two").apply(Back("Half"))
        other = interview.apply(Jump(STORY)).apply(Answered("More"))

        assert other.drafts == {FAMILY: "Half"}
        assert given_answers(other) == {PATIENT: "One", FAMILY: "Two", NOBODY: "More"}

        own = interview.apply(Jump(STORY)).apply(Answered("Theirs", "family"))

        assert own.drafts == {}
        assert given_answers(own) == {PATIENT: "One", FAMILY: "Theirs"}

    def test_that_a_question_cannot_take_is_kept_for_the_voice_that_said_it(self):
        kind = AnswerKey("first.kind", "family")
        interview = Interview.reopen(EVERY_TYPE, blank(), drafts={}).apply(Jump("first.kind"))
        interview = interview.apply(Answered("no such kind", "family"))

        assert interview.problem
        assert interview.drafts == {kind: "no such kind"}
        assert interview.step.draft is None

    def test_that_was_not_taken_is_where_a_case_cannot_be_finished_yet(self):
        interview = at_answer(FAMILY, patient="One", family="Two").apply(Back("Half"))
        interview = replace(interview, position=AtReview()).apply(Finished())

        assert interview.key == FAMILY
        assert (interview.step.earlier.text, interview.step.draft) == ("Two", "Half")

        taken = interview.apply(Answered("Half, and whole"))

        assert given_answers(taken) == {PATIENT: "One", FAMILY: "Half, and whole"}


class TestGoingOn:
    def test_is_at_the_answer_of_the_voice(self):
        ended = at_answer(FAMILY, patient="One", family="Two").apply(Paused("Half"))
        resumed = Interview.resume(
            EVERY_TYPE, ended.case, at=ended.position.at, drafts=ended.drafts, bases=ended.bases
        )

        assert ended.position.at == FAMILY
        assert resumed.key == FAMILY
        assert resumed.step.draft == "Half"

    def test_with_a_draft_of_before_voices_is_at_the_answer_over_which_it_was_begun(self):
        """Version 0.1.0 saved a draft by its address alone."""
        bases = {NOBODY: Answer(STORY, "One").digest}
        case = case_of(patient="One", family="Two")
        resumed = Interview.resume(
            EVERY_TYPE, case, at=NOBODY, drafts={NOBODY: "Half"}, bases=bases
        )

        assert resumed.drafts == {PATIENT: "Half"}
        assert resumed.position == AtQuestion(STORY, answer=PATIENT)
        assert given_answers(resumed.apply(Answered("Whole"))) == {PATIENT: "Whole", FAMILY: "Two"}

    def test_with_a_draft_of_no_voice_is_not_at_the_answer_that_another_gave_since(self):
        bases = {NOBODY: Answer(STORY).digest}
        resumed = Interview.resume(
            EVERY_TYPE, case_of(family="Two"), at=NOBODY, drafts={NOBODY: "Half"}, bases=bases
        )

        assert resumed.drafts == {NOBODY: "Half"}
        assert (resumed.step.earlier, resumed.step.draft) == (Answer(STORY), "Half")
        assert given_answers(resumed.apply(Answered("Mine"))) == {FAMILY: "Two", NOBODY: "Mine"}

    def test_without_a_draft_is_at_what_is_shown(self):
        resumed = Interview.resume(EVERY_TYPE, case_of(family="Two"), at=NOBODY, drafts={})

        assert resumed.key == FAMILY

    def test_without_a_draft_is_at_no_voice_s_answer_where_another_answered_since(self):
        case = case_of(patient="One", family="Two")
        resumed = Interview.resume(EVERY_TYPE, case, at=PATIENT, drafts={})

        assert resumed.key == NOBODY
        assert given_answers(resumed.apply(Answered("Mine"))) == {
            PATIENT: "One", FAMILY: "Two", NOBODY: "Mine",
        }  # fmt: skip


class TestAConflict:
    def test_of_one_voice_does_not_touch_the_other_s(self):
        interview = at_answer(FAMILY, patient="One", family="Two").apply(Back("Half"))
        changed = interview.with_case(case_of(patient="One, changed", family="Two, changed"))
        at_theirs = replace(changed, position=AtQuestion(FAMILY.address, answer=FAMILY))
        choosing = at_theirs.apply(Answered("Mine"))

        assert isinstance(choosing.position, AtConflict)
        assert choosing.key == FAMILY
        assert choosing.step.theirs == Answer(STORY, "Two, changed", voice="family")

        chosen = choosing.apply(Chosen(Take.MINE))

        assert given_answers(chosen) == {PATIENT: "One, changed", FAMILY: "Mine"}
        assert chosen.drafts == {}

    def test_is_none_where_only_the_other_voice_changed(self):
        interview = at_answer(FAMILY, patient="One", family="Two").apply(Back("Half"))
        changed = interview.with_case(case_of(patient="One, changed", family="Two"))
        at_theirs = replace(changed, position=AtQuestion(FAMILY.address, answer=FAMILY))

        assert not isinstance(at_theirs.apply(Answered("Mine")).position, AtConflict)

    def test_that_is_left_keeps_the_text_for_its_voice(self):
        before = at_answer(FAMILY, patient="One", family="Two")
        mine = Answer(STORY, "Mine", voice="family")
        after = before.apply(Answered("Mine"))
        contested = before.with_conflict(after, mine, case_of(patient="One", family="Another"))

        assert contested.drafts == {FAMILY: "Mine"}
        assert answer_of(contested.case, STORY, "patient").text == "One"


class TestWithoutAName:
    """A person at the question names no voice."""

    @pytest.mark.parametrize(
        "reply", [Answered("Mine"), Unknown(), Unknown("Mine"), Answered(""), Skipped()]
    )
    @pytest.mark.parametrize("own", [{}, {None: "Own"}])
    def test_no_reply_changes_what_one_of_several_voices_said(self, reply, own):
        case = case_of(patient="One", family="Two")
        for voice, text in own.items():
            case = case.with_answer(Answer(STORY, text, voice=voice))
        answered = Interview.reopen(EVERY_TYPE, case, drafts={}).apply(Jump(STORY)).apply(reply)

        assert answer_of(answered.case, STORY, "patient") == Answer(STORY, "One", voice="patient")
        assert answer_of(answered.case, STORY, "family") == Answer(STORY, "Two", voice="family")

    def test_the_step_has_the_words_of_every_other_voice(self):
        case = case_of(patient="One", family="Two")
        step = Interview.reopen(EVERY_TYPE, case, drafts={}).apply(Jump(STORY)).step

        assert step.earlier == Answer(STORY)
        assert [(each.voice, each.text) for each in step.others] == [
            ("patient", "One"), ("family", "Two"),
        ]  # fmt: skip

    def test_the_only_answer_is_the_one_that_is_changed(self):
        interview = Interview.reopen(EVERY_TYPE, case_of(family="Two"), drafts={})
        at_story = interview.apply(Jump(STORY))

        assert (at_story.step.earlier.voice, at_story.step.others) == ("family", ())
        assert given_answers(at_story.apply(Answered("More"))) == {FAMILY: "More"}

    def test_a_question_is_answered_where_any_voice_answered_it(self):
        case = case_of(patient="", family="Two").with_answer(
            Answer("second.late", unknown=True, voice="family")
        )
        statuses = {
            entry.address: entry.status
            for entry in Interview.reopen(EVERY_TYPE, case, drafts={}).step.entries
        }

        assert statuses[STORY] is Status.ANSWERED


class TestAnItemOfAGroup:
    def test_in_which_several_voices_speak_is_not_removed(self):
        case = blank_plan().with_answer(Answer(f"{PARTS}#1.what", "One", voice="patient"))
        case = case.with_answer(Answer(f"{PARTS}#1.who", "Two"))
        at_group = Interview.reopen(PLAN, case, drafts={}).apply(Jump(PARTS))
        kept = at_group.apply(RemoveItem(f"{PARTS}#1"))

        assert kept.case == case
        assert kept.step.top.problem == (
            "Several voices speak here: patient, one without a voice. Take out their words one by "
            f"one, by name: coprod edit {case.id} --set '{PARTS}#1.what@patient='"
        )

    def test_of_one_voice_is_removed(self):
        case = blank_plan().with_answer(Answer(f"{PARTS}#1.what", "One", voice="patient"))
        at_group = Interview.reopen(PLAN, case, drafts={}).apply(Jump(PARTS))

        assert given_answers(at_group.apply(RemoveItem(f"{PARTS}#1"))) == {}


def test_no_voice_s_wording_is_confirmed_where_several_answered_and_none_is_named():
    case = case_of(patient="One", family="Two")
    asked = {PATIENT: "What was it?", FAMILY: "What was it, then?"}
    interview = Interview.ask_again(EVERY_TYPE, case, asked, drafts={})

    assert interview.step.asked_before == "What was it?"
    assert interview.apply(Skipped()).asked_before == asked
    assert interview.apply(Answered("Theirs", "family")).asked_before == {PATIENT: "What was it?"}


def test_only_the_wording_to_which_the_only_voice_answered_is_confirmed():
    interview = Interview.ask_again(
        EVERY_TYPE, case_of(patient="One"), {PATIENT: "What was it?"}, drafts={}
    )

    assert interview.apply(Skipped()).asked_before == {}


ADDRESSES = (STORY, "first.name", "first.kind", "first.helpers")
TEXTS = ("", "Mine", "Walked in", "- A nurse", "?")
REPLIES = st.one_of(
    st.builds(Answered, st.sampled_from(TEXTS)),
    st.builds(Unknown, st.sampled_from(TEXTS)),
    st.builds(Back, st.sampled_from((None, *TEXTS))),
    st.builds(Paused, st.sampled_from((None, *TEXTS))),
    st.builds(Jump, st.sampled_from(ADDRESSES)),
    st.sampled_from((Skipped(), Finished(), Chosen(Take.MINE), Chosen(Take.BOTH))),
)


def named_among_several(case):
    """The answers of voices to questions that more than one voice has answered."""
    return {
        answer for answer in case.given_answers()
        if answer.voice is not None and len(answers_there(case, answer.address)) > 1
    }  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from(ADDRESSES),
        st.lists(st.sampled_from(["patient", "family", "porter", None]), min_size=2, unique=True),
        min_size=1,
    ),
    st.lists(REPLIES, max_size=12),
)
def test_no_way_through_an_interview_changes_one_of_several_voices(voices, replies):
    """The person names no voice, stops, and goes on with what is half typed."""
    case = blank()
    for address, names in voices.items():
        for name in names:
            case = case.with_answer(Answer(address, "Booked", voice=name))
    interview = Interview.reopen(EVERY_TYPE, case, drafts={})
    for reply in replies:
        named = named_among_several(interview.case)
        interview = interview.apply(reply)
        if interview.step is None:
            at = interview.position.at
            interview = Interview.resume(
                EVERY_TYPE, interview.case, at=at, drafts=interview.drafts, bases=interview.bases
            )

        assert named <= set(interview.case.answers)

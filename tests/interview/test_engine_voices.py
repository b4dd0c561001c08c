"""Two voices at one question: a draft for one is never shown or saved for the other."""

from dataclasses import replace

from made_up import EVERY_TYPE, blank

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtConflict, AtQuestion, AtReview
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Chosen,
    Finished,
    Jump,
    Paused,
    Skipped,
    Take,
)
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, answer_of

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
    def test_is_kept_for_the_voice_that_is_shown(self):
        interview = Interview.reopen(EVERY_TYPE, case_of(patient="One", family="Two"), drafts={})
        interview = interview.apply(Jump(STORY)).apply(Back("Half"))

        assert interview.drafts == {PATIENT: "Half"}
        assert interview.bases == {PATIENT: Answer(STORY, "One").digest}

    def test_of_each_voice_is_apart(self):
        interview = at_answer(FAMILY, patient="One", family="Two").apply(Back("Half of theirs"))
        interview = interview.apply(Jump(STORY))

        assert interview.step.earlier.text == "One"
        assert interview.step.draft is None

        interview = interview.apply(Back("Half of mine"))

        assert interview.drafts == {FAMILY: "Half of theirs", PATIENT: "Half of mine"}
        at_theirs = replace(interview, position=AtQuestion(FAMILY.address, answer=FAMILY)).step
        assert (at_theirs.earlier.text, at_theirs.draft) == ("Two", "Half of theirs")
        assert at_theirs.key == FAMILY

    def test_goes_when_its_own_voice_answers_and_not_when_another_does(self):
        interview = at_answer(FAMILY, patient="One", family="Two").apply(Back("Half"))
        other = interview.apply(Jump(STORY)).apply(Answered("More"))

        assert other.drafts == {FAMILY: "Half"}
        assert given_answers(other) == {PATIENT: "More", FAMILY: "Two"}

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
        assert resumed.position == AtQuestion(STORY)
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


def test_only_the_wording_to_which_a_voice_answered_is_confirmed():
    case = case_of(patient="One", family="Two")
    asked = {PATIENT: "What was it?", FAMILY: "What was it, then?"}
    interview = Interview.ask_again(EVERY_TYPE, case, asked, drafts={})

    assert interview.step.asked_before == "What was it?"
    assert interview.apply(Skipped()).asked_before == {FAMILY: "What was it, then?"}
    assert interview.apply(Answered("Theirs", "family")).asked_before == {PATIENT: "What was it?"}

"""A sitting in which somebody speaks with a voice: it opens, counts and changes its own answers."""

from dataclasses import replace

import pytest
from made_up import EVERY_TYPE, blank
from made_up_plan import PARTS, PLAN, blank_plan

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtQuestion, AtReview, AtVoice
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Back,
    ChangeVoice,
    Finished,
    Jump,
    OpenMenu,
    Paused,
    RemoveItem,
    Unknown,
)
from coprod_cli.interview.steps import VoiceStep
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Status
from coprod_cli.model.voice_names import WITHOUT_VOICE

STORY = "second.story"
PATIENT, FAMILY, NOBODY = (AnswerKey(STORY, voice) for voice in ("patient", "family", None))


def case_of(**answers):
    case = blank()
    for voice, text in answers.items():
        named = None if voice == "nobody" else voice
        case = case.with_answer(Answer(STORY, text, voice=named))
    return case


def sitting(voice, case=None):
    return Interview.reopen(EVERY_TYPE, case or blank(), drafts={}, voice=voice)


def given_answers(interview):
    return {each.key: each.text for each in interview.case.given_answers()}


def statuses(interview):
    return {entry.address: entry.status for entry in interview.step.entries}


class TestAVoice:
    def test_opens_its_own_answer_and_folds_what_others_said(self):
        at_story = sitting("family", case_of(patient="One", nobody="Two")).apply(Jump(STORY))

        assert at_story.step.earlier == Answer(STORY, voice="family")
        assert [each.voice for each in at_story.step.others] == ["patient", None]
        assert given_answers(at_story.apply(Answered("Three"))) == {
            PATIENT: "One", NOBODY: "Two", FAMILY: "Three",
        }  # fmt: skip

    @pytest.mark.parametrize("other", [NOBODY, PATIENT])
    def test_does_not_open_the_only_answer_there(self, other):
        case = case_of(**{other.voice or "nobody": "One"})
        answered = sitting("family", case).apply(Jump(STORY)).apply(Answered("Two"))

        assert given_answers(answered) == {other: "One", FAMILY: "Two"}

    def test_has_its_own_progress_statuses_and_first_words(self):
        case = case_of(patient="One").with_answer(Answer("first.name", "N", voice="family"))
        case = case.with_answer(Answer("first.wait", unknown=True, voice="family"))
        menu = sitting("family", case)
        words = {entry.address: entry.summary for entry in menu.step.entries}

        assert (menu.step.counts.answered, menu.step.counts.unknown) == (1, 1)
        assert statuses(menu)[STORY] is Status.UNANSWERED
        assert statuses(menu)["first.name"] is Status.ANSWERED
        assert (words[STORY], words["first.name"]) == ("", "N")
        assert sitting(None, case).step.counts.answered == 2

    def test_has_its_own_evidence_and_sources_in_the_menu(self):
        study = Answer(STORY, "One", voice="patient", evidence="study", sources=("A book",))
        case = blank().with_answer(study)
        entries = {entry.address: entry for entry in sitting("family", case).step.entries}

        assert (entries[STORY].evidence, entries[STORY].source_count) == ((), 0)

    def test_goes_on_at_the_first_question_that_it_has_not_answered(self):
        case = blank()
        for address in EVERY_TYPE.questions:
            case = case.with_answer(Answer(address, unknown=True, voice="professional"))
        case = case.with_answer(Answer("first.name", "N", voice="family"))

        assert Interview.resume(EVERY_TYPE, case, at=None, drafts={}).position == AtReview()
        resumed = Interview.resume(EVERY_TYPE, case, at=None, drafts={}, voice="family")
        assert resumed.position == AtQuestion("first.kind")

    def test_gives_no_title(self):
        titled = sitting("family").apply(Jump(TITLE)).apply(Answered("Anew"))

        assert (titled.case.title, given_answers(titled)) == ("Anew", {})

    def test_stands_in_each_step(self):
        here = sitting("family", case_of(patient="One"))
        for reply in (Jump(STORY), OpenMenu(), Paused()):
            assert here.step.case.voice == "family"
            here = here.apply(reply)

    def test_that_takes_an_answer_takes_what_was_offered_to_it_alone(self):
        offered = {AnswerKey("first.name", "family"): "Theirs", AnswerKey("first.name"): "Ours"}
        start = replace(sitting("family"), offered=offered).apply(Jump("first.name"))

        assert start.step.offered == "Theirs"
        assert start.apply(ChangeVoice(voice="patient")).step.offered == ""
        assert start.apply(ChangeVoice(voice=WITHOUT_VOICE)).step.offered == "Ours"


class TestAChangeOfVoice:
    def test_shows_the_same_question_for_the_other_voice(self):
        here = sitting(None, case_of(patient="One", family="Two")).apply(Jump(STORY))
        for voice, text in (("patient", "One"), ("family", "Two"), ("nurse", "")):
            here = here.apply(ChangeVoice(voice=voice))
            assert (here.step.earlier.text, here.step.case.voice) == (text, voice)

    def test_leaves_what_is_half_typed_to_the_voice_that_typed_it(self):
        here = sitting("patient").apply(Jump(STORY)).apply(ChangeVoice("Half", voice="family"))

        assert (here.drafts, here.step.draft) == ({PATIENT: "Half"}, None)
        assert here.apply(ChangeVoice(voice="patient")).step.draft == "Half"
        assert here.apply(Paused("Theirs")).drafts == {PATIENT: "Half", FAMILY: "Theirs"}

    @pytest.mark.parametrize(
        ("word", "voice"),
        [("närstående", "family"), ("Family", "family"), ("NURSE", "nurse"), ("porter", "porter")],
    )  # fmt: skip
    def test_takes_a_label_in_any_language_and_any_word_for_a_role(self, word, voice):
        here = sitting(None, case_of(nurse="One")).apply(ChangeVoice(voice=word))

        assert here.voice == voice

    def test_without_a_word_asks_and_goes_back_to_where_it_was_asked(self):
        asked = (
            sitting("family", case_of(nurse="One")).apply(Jump(STORY)).apply(ChangeVoice("Half"))
        )

        assert asked.step == VoiceStep(
            ("patient", "family", "professional", "nurse"), "family", None, asked.step.case
        )
        assert asked.apply(Back()).step.draft == "Half"
        chosen = asked.apply(ChangeVoice(voice="nurse"))
        assert (chosen.key, chosen.voice) == (AnswerKey(STORY, "nurse"), "nurse")

    @pytest.mark.parametrize(
        "word", ["two words", "a=b", "<b>", "a--b", ":quit", "a\\b", "a\u200bb", "nurse'"]
    )
    def test_refuses_what_no_note_can_have_as_a_voice(self, word):
        refused = sitting("family").apply(Jump(STORY)).apply(ChangeVoice(voice=word))

        assert isinstance(refused.position, AtVoice)
        assert refused.step.problem == "A voice is one word, such as family or nurse."
        assert (refused.voice, refused.case) == ("family", blank())

    def test_takes_the_voice_as_typed_before_one_that_differs_by_capitals(self):
        both = case_of(Nurse="Hers", nurse="His")

        assert sitting("family", both).apply(ChangeVoice(voice="nurse")).voice == "nurse"
        assert sitting("family", both).apply(ChangeVoice(voice="NURSE")).voice == "NURSE"

    def test_to_no_voice_opens_the_answer_without_one_and_no_other(self):
        here = sitting("family", case_of(family="Two")).apply(Jump(STORY))
        here = here.apply(ChangeVoice(voice=WITHOUT_VOICE))

        assert here.step.earlier == Answer(STORY)
        assert given_answers(here.apply(Answered("Mine"))) == {FAMILY: "Two", NOBODY: "Mine"}

    def test_keeps_the_answers_of_three_people_in_turn_apart(self):
        here = sitting(None).apply(Jump(STORY))
        for voice in ("professional", "patient", "family"):
            here = here.apply(ChangeVoice(voice=voice)).apply(Answered(voice)).apply(Jump(STORY))

        assert {each.voice: each.text for each in here.case.given_answers()} == {
            "professional": "professional", "patient": "patient", "family": "family",
        }  # fmt: skip


class TestFinishing:
    def test_goes_to_what_another_voice_has_half_typed_as_that_voice(self):
        here = sitting("patient").apply(Jump(STORY)).apply(ChangeVoice("Half", voice="family"))
        finished = replace(here, position=AtReview()).apply(Finished())

        assert (finished.voice, finished.step.draft) == ("patient", "Half")
        assert finished.step.problem.startswith("Somebody else typed this")
        assert given_answers(finished.apply(Answered("Half"))) == {PATIENT: "Half"}

    def test_goes_to_what_is_half_typed_by_the_one_who_speaks_first(self):
        drafts = {PATIENT: "Half", FAMILY: "Theirs"}
        here = replace(sitting("family"), drafts=drafts, position=AtReview()).apply(Finished())

        assert (here.voice, here.step.draft) == ("family", "Theirs")


class TestAnItemOfAGroup:
    """Items are shared: each voice answers within them for itself."""

    WHAT, WHO = f"{PARTS}#1.what", f"{PARTS}#1.who"

    @pytest.fixture
    def case(self):
        return blank_plan().with_answer(Answer(self.WHAT, "Call", voice="patient"))

    def at_group(self, voice, case):
        return Interview.reopen(PLAN, case, drafts={}, voice=voice).apply(Jump(PARTS))

    def test_is_known_by_what_another_voice_said_and_is_open_for_this_one(self, case):
        (item,) = self.at_group("family", case).step.items

        assert (item.summary, item.counts.answered) == ("Call (patient)", 0)
        assert self.at_group("patient", case).step.items[0].counts.answered == 1

    def test_of_another_voice_does_not_make_the_group_answered(self, case):
        opened = Interview.reopen(PLAN, case, drafts={}, voice="family")

        assert statuses(opened)[PARTS] is Status.UNANSWERED

    def test_that_a_voice_adds_takes_no_other_s_number(self, case):
        added = self.at_group("family", case).apply(AddItem()).apply(Answered("Walk"))

        assert given_answers(added) == {
            AnswerKey(self.WHAT, "patient"): "Call", AnswerKey(f"{PARTS}#2.what", "family"): "Walk",
        }  # fmt: skip

    def test_has_all_that_others_said_in_the_group(self, case):
        case = case.with_answer(Answer(self.WHO, unknown=True, voice="nurse"))

        assert [each.voice for each in self.at_group("family", case).step.top.others] == [
            "patient", "nurse",
        ]  # fmt: skip

    def test_is_emptied_of_ones_own_words_alone(self, case):
        both = case.with_answer(Answer(self.WHAT, "Ring", voice="family"))
        removed = self.at_group("family", both).apply(RemoveItem(f"{PARTS}#1"))

        assert given_answers(removed) == {AnswerKey(self.WHAT, "patient"): "Call"}
        assert removed.step.top.notice == "What others said here stays: patient."

    def test_of_others_stays(self, case):
        kept = self.at_group("family", case).apply(RemoveItem(f"{PARTS}#1"))

        assert kept.case == case

    def test_of_one_s_own_is_removed(self, case):
        assert given_answers(self.at_group("patient", case).apply(RemoveItem(f"{PARTS}#1"))) == {}

    def test_is_not_known_for_one_voice(self, case):
        unknown = self.at_group("family", case).apply(Unknown())

        assert [(each.voice, each.unknown) for each in unknown.case.given_answers()
                if each.address == PARTS] == [("family", True)]  # fmt: skip

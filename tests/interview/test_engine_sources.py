"""How an answer is known, in the engine: beside the answer, which it never changes or skips."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from made_up import EVERY_TYPE, blank

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtConflict, AtMenu, AtQuestion, AtSources, Ended
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Chosen,
    OpenMenu,
    OpenReview,
    OpenSources,
    SetSources,
    Take,
)
from coprod_cli.interview.steps import SourcesStep
from coprod_cli.interview.typed_days import read_reply
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.new_note import blank_note

STORY, KIND = Address("second.story"), Address("first.kind")
KEY = AnswerKey(STORY)
SAVED = Answer(STORY, "No chair.")


def at_question(*answers, address=STORY, **more):
    case = blank().with_answers(answers)
    start = Interview.reopen(EVERY_TYPE, case, drafts={}, **more)
    return replace(start, position=AtQuestion(Address(address)))


def saved(interview, address=STORY):
    return interview.case.answer(address)


class TestOpening:
    def test_saves_half_typed_text_as_the_answer_and_comes_back_to_it(self):
        opened = at_question().apply(OpenSources("No chair."))

        assert isinstance(opened.step, SourcesStep)
        assert saved(opened) == SAVED
        back = opened.apply(Back())
        assert (back.step.address, back.step.earlier, back.drafts) == (STORY, SAVED, {})

    def test_needs_an_answer_and_keeps_what_is_blank(self):
        asked = at_question().apply(OpenSources(None))

        assert asked.step.address == STORY
        assert "Write your answer first" in asked.step.problem

    def test_keeps_text_that_the_question_does_not_take(self):
        asked = at_question(address="first.day").apply(OpenSources("no day"))

        assert asked.drafts == {AnswerKey("first.day"): "no day"}
        assert asked.step.problem

    def test_leaves_a_not_known_answer_as_it_is(self):
        unknown = SAVED._replace(unknown=True)

        opened = at_question(unknown).apply(OpenSources("No chair."))

        assert saved(opened) == unknown

    def test_is_for_answers_alone(self):
        menu = replace(at_question(SAVED), position=AtMenu(None))

        for interview in (at_question(address=TITLE), menu):
            refused = interview.apply(OpenSources("T"))
            assert refused.position == interview.position
            assert refused.problem == ":source goes with an answer."

    def test_goes_with_the_voice_that_is_asked(self):
        family = SAVED._replace(voice="family", text="No bench.")
        start = at_question(SAVED, family)
        start = replace(start, position=AtQuestion(STORY, answer=family.key))

        done = start.apply(OpenSources("None.")).apply(SetSources("study", ("A",)))

        assert done.case.by_address[STORY] == (
            SAVED, Answer(STORY, "None.", voice="family", evidence="study", sources=("A",)),
        )  # fmt: skip


class TestSetting:
    def test_changes_what_stands_beside_the_answer_and_stays_there(self):
        opened = at_question(SAVED).apply(OpenSources(None))

        done = opened.apply(SetSources("study", (" A  book ", "", "A book", "B")))

        assert done.step.address == STORY
        assert saved(done) == SAVED._replace(evidence="study", sources=("A book", "B"))
        entry = next(e for e in done.apply(OpenReview()).step.entries if e.address == STORY)
        assert (entry.evidence, entry.source_count) == (("study",), 2)

    def test_may_stop_the_interview(self):
        opened = at_question(SAVED).apply(OpenSources(None))

        done = opened.apply(SetSources(None, ("A",), stops=True))

        assert done.position == Ended(paused=True, at=KEY)
        assert saved(done).sources == ("A",)

    def test_that_could_not_be_saved_is_still_there(self):
        opened = at_question(SAVED).apply(OpenSources(None))
        reply = SetSources("study", ("A",), stops=True)

        shown = opened.with_problem(reply, "The disk is full.").step

        assert (shown.evidence, shown.sources, shown.problem) == (
            "study", ("A",), "The disk is full.",
        )  # fmt: skip

    def test_does_not_confirm_a_reworded_question(self):
        asked_before = {KEY: "What was it like?"}
        interview = replace(at_question(SAVED), asked_before=asked_before)

        done = interview.apply(OpenSources(None)).apply(SetSources("study", ("A",)))

        assert done.asked_before == asked_before
        before, after = interview.case, done.case
        empty = blank_note(replace(blank(), answers=()), EVERY_TYPE)
        note = with_case_changes(empty, blank(), before, EVERY_TYPE, datetime.now(UTC))
        other_wording = note.original.replace("asked=", "asked=0")
        from coprod_cli.notebook.note.reader import read_note

        earlier = read_note(other_wording.encode(), "a.md")
        later = with_case_changes(earlier, before, after, EVERY_TYPE, datetime.now(UTC))
        assert "asked=0" in later.original
        assert later.case.answer(STORY).sources == ("A",)

    @pytest.mark.parametrize(("reference", "told"), [("doi:10.1", "DOI"), ("A book", None)])
    def test_tells_of_a_new_identifier_that_cannot_be_right(self, reference, told):
        opened = at_question(SAVED).apply(OpenSources(None))

        read = read_reply(opened, SetSources(None, (reference,)), date(2026, 11, 24))

        assert read.problem is None
        assert (read.understood is None) if told is None else (told in str(read.understood))
        again = opened.apply(SetSources(None, (reference,))).apply(OpenSources(None))
        same = SetSources(None, (reference,))
        assert read_reply(again, same, date(2026, 11, 24)).understood is None


class TestAConflict:
    def test_kept_both_joins_the_references(self):
        mine = SAVED._replace(sources=("A",))
        theirs = SAVED._replace(sources=("B",), text="No chair.")
        interview = replace(
            at_question(theirs), position=AtConflict(mine, theirs, AtQuestion(STORY))
        )

        done = interview.apply(Chosen(Take.BOTH))

        assert saved(done) == SAVED._replace(sources=("B", "A"))

    def test_at_the_sources_of_an_answer_goes_back_to_the_question(self):
        opened = at_question(SAVED).apply(OpenSources(None))
        done = opened.apply(SetSources("study", ()))
        theirs = opened.case.with_answer(Answer(STORY, "A bench."))

        asked = opened.with_conflict(done, saved(done), theirs)

        assert isinstance(asked.position, AtConflict)
        assert asked.apply(Chosen(Take.MINE)).step.earlier.evidence == "study"


def test_the_menu_and_back_leave_all_as_it_is():
    opened = at_question(SAVED).apply(OpenSources(None))

    assert isinstance(opened.position, AtSources)
    assert opened.key == KEY
    assert opened.apply(Back()).case == opened.apply(OpenMenu()).case == opened.case
    assert opened.apply(OpenMenu()).position == AtMenu(AtQuestion(STORY))
    assert opened.apply(Answered("x")) == opened

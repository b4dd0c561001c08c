"""Interview session: answers are saved before the next question, and failures lose nothing."""

import os
import re
from datetime import UTC, datetime, timedelta, timezone
from errno import ENOSPC
from pathlib import Path

import pytest
from made_up import CASE_ID, EVERY_TYPE, NOON, STAMP, VISIT, add_note, blank, blank_text

from coprod_cli.base.clock import local_now, timestamp
from coprod_cli.base.errors import CannotSave
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    OpenMenu,
    Paused,
    Skipped,
    Take,
    Unknown,
)
from coprod_cli.interview.session import conduct
from coprod_cli.interview.steps import ConflictStep, QuestionStep
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, CaseStatus
from coprod_cli.model.new_case import blank_case
from coprod_cli.model.wording import fingerprint
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.new_note import blank_note
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.autosave import Autosave, NullAutosave


class Asker:
    """Asker that returns given replies in turn, and records the steps."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.steps = []

    def ask(self, step, keep_draft):
        self.steps.append(step)
        reply = self.replies.pop(0)
        if callable(reply):
            reply = reply(step, keep_draft)
        return reply


@pytest.fixture
def autosave(tmp_path):
    path = add_note(tmp_path, CASE_ID, {})
    book = Notebook(tmp_path)
    return Autosave(book, path, EVERY_TYPE, book.drafts(CASE_ID), lambda: NOON)


def started(case=None, **answers):
    case = case or blank()
    for address, text in answers.items():
        case = case.with_answer(Answer(address, text))
    return Interview.begin(EVERY_TYPE, case, asks_title=False)


def saved_case(autosave):
    return read_note(autosave.path.read_bytes(), "x").case


def saved_drafts(autosave):
    at, texts, *_rest = autosave.drafts.read()
    return at and str(at), {str(key): text for key, text in texts.items()}


def saved_answers(autosave):
    return {each.address: each.text for each in saved_case(autosave).given_answers()}


class TestASitting:
    def test_asks_until_the_interview_is_over(self, autosave):
        asker = Asker(Answered("N"), Answered("booked"), Paused())
        ended = conduct(started(), asker, autosave)

        assert ended.step is None
        assert [step.address for step in asker.steps] == [
            "first.name", "first.kind", "first.helpers",
        ]  # fmt: skip

    def test_saves_an_answer_before_it_shows_the_next_question(self, autosave):
        seen = []

        def look(step, _):
            seen.append((step.address, saved_answers(autosave)))
            return Paused() if len(seen) == 2 else Unknown("perhaps")

        conduct(started(), Asker(Answered("N"), look, look), autosave)

        assert seen == [
            ("first.kind", {"first.name": "N"}),
            ("first.kind", {"first.name": "N"}),
        ]  # "perhaps" is no valid choice, so the question is asked again

    def test_saves_a_title_and_a_state(self, autosave):
        start = Interview.begin(EVERY_TYPE, blank(), asks_title=True)
        conduct(
            start,
            Asker(Answered("A day"), Answered("N"), Jump("second.story"), Skipped(), Finished()),
            autosave,
        )

        assert (saved_case(autosave).title, saved_case(autosave).status) == (
            "A day",
            CaseStatus.FINAL,
        )
        assert "# A day\n" in autosave.path.read_text()

    def test_writes_nothing_where_nothing_was_said(self, autosave):
        before = autosave.path.stat()
        conduct(started(), Asker(Skipped(), Back(), OpenMenu(), Back(), Paused()), autosave)

        assert autosave.path.stat().st_ino == before.st_ino

    def test_sets_the_time_of_the_last_change(self, autosave):
        conduct(started(), Asker(Answered("N"), Paused()), autosave)

        assert saved_case(autosave).updated == timestamp(NOON) != STAMP
        assert saved_case(autosave).created == STAMP

    def test_keeps_what_another_program_wrote_meanwhile(self, autosave):
        def write(*_):
            text = autosave.path.read_text()
            autosave.path.write_text(text.replace("id: 2026", "mood: calm\nid: 2026"))
            return Answered("booked")

        conduct(started(), Asker(Answered("N"), write, Paused()), autosave)

        assert saved_case(autosave).extra == {"mood": "calm"}
        assert saved_answers(autosave) == {"first.name": "N", "first.kind": "Booked"}


class TestHalfTypedText:
    def test_is_on_the_disk_while_it_is_typed(self, autosave):
        kept = []

        def typing(_, keep_draft):
            keep_draft("ha")
            kept.append(saved_drafts(autosave))
            keep_draft("hal")
            kept.append(saved_drafts(autosave))
            return Paused("half")

        conduct(started(), Asker(Skipped(), typing), autosave)

        assert kept == [
            ("first.kind", {"first.kind": "ha"}),
            ("first.kind", {"first.kind": "hal"}),
        ]
        assert saved_drafts(autosave) == ("first.kind", {"first.kind": "half"})

    def test_of_another_question_is_kept_beside_it(self, autosave):
        def typing(_, keep_draft):
            keep_draft("ha")
            return Paused("ha")

        conduct(started(), Asker(Skipped(), Back("hal"), typing), autosave)

        assert saved_drafts(autosave) == ("first.name", {"first.kind": "hal", "first.name": "ha"})

    def test_goes_when_it_is_taken(self, autosave):
        conduct(started(), Asker(Back("hal"), Answered("N"), Paused()), autosave)

        assert saved_drafts(autosave) == ("first.kind", {})

    @pytest.mark.parametrize("end", [Finished(), KeptAsDraft()])
    def test_is_no_file_when_the_interview_is_done(self, autosave, end):
        replies = (Answered("N"), Jump("second.story"), Skipped(), end)
        conduct(started(), Asker(*replies), autosave)

        assert not autosave.drafts.path.exists()

    def test_stays_when_the_case_is_kept_as_a_draft(self, autosave):
        replies = (Jump("second.story"), OpenMenu("hal"), Back(), Skipped(), KeptAsDraft())
        conduct(started(), Asker(*replies), autosave)

        assert autosave.drafts.read().texts == {AnswerKey("second.story"): "hal"}

    def test_comes_back_at_the_cursor(self, autosave):
        conduct(started(), Asker(Answered("N"), Paused("hal")), autosave)
        kept = autosave.drafts.read()
        step = Interview.resume(
            EVERY_TYPE, saved_case(autosave), at=kept.at, drafts=kept.texts
        ).step

        assert (step.address, step.draft, step.earlier.text) == ("first.kind", "hal", "")

    def test_in_a_list_is_none(self, autosave):
        def typing(_, keep_draft):
            keep_draft("lost?")
            return Back()

        conduct(started(), Asker(OpenMenu(), typing, Paused()), autosave)

        assert autosave.drafts.read().texts == {}


class FullDisk:
    """Autosave that fails `times` times, after some successful saves."""

    def __init__(self, autosave, times, after=0):
        self.autosave = autosave
        self.times = times
        self.after = after

    def keep_draft(self, interview, text):
        self.autosave.keep_draft(interview, text)

    def save(self, before, after):
        if self.times and not self.after:
            self.times -= 1
            raise CannotSave("there is no room.", where="n.md", hint="make room")
        self.after = max(self.after - 1, 0)
        return self.autosave.save(before, after)

    def rescue(self, drafts):
        return self.autosave.rescue(drafts)


class NoRoomAtTheEnd:
    """Autosave that fails when the interview ends."""

    def __init__(self, autosave):
        self.autosave = autosave

    def keep_draft(self, interview, text):
        self.autosave.keep_draft(interview, text)

    def save(self, before, after):
        if after.step is None:
            raise CannotSave("there is no room.", where="n.md", hint="make room")
        return self.autosave.save(before, after)

    def rescue(self, drafts):
        return self.autosave.rescue(drafts)


class TestAFailure:
    @pytest.mark.parametrize(
        ("reply", "typed"),
        [(Answered("N"), "N"), (Unknown("N"), "N"), (Back("N"), "N"), (OpenMenu("N"), "N")],
    )
    def test_shows_the_same_question_with_the_text_and_what_is_wrong(self, autosave, reply, typed):
        asker = Asker(reply, Answered("booked again"), Paused())
        conduct(started(), asker, FullDisk(autosave, 1))
        step = asker.steps[1]

        assert isinstance(step, QuestionStep)
        assert (step.address, step.draft) == ("first.name", typed)
        assert step.problem == "There is no room. Your text is still here. Try: make room."

    def test_is_over_when_there_is_room_again(self, autosave):
        asker = Asker(Answered("N"), Answered("N"), Paused())
        conduct(started(), asker, FullDisk(autosave, 1))

        assert saved_answers(autosave) == {"first.name": "N"}

    def test_without_any_text_does_not_speak_of_one(self, autosave):
        asker = Asker(Skipped(), Paused())
        conduct(started(), asker, FullDisk(autosave, 1))

        assert asker.steps[1].problem == "There is no room. Try: make room."

    def test_to_write_into_a_damaged_note_is_told_and_the_text_kept(self, autosave):
        def damage(*_):
            text = autosave.path.read_text()
            autosave.path.write_text(text.replace("<!-- coprod:end -->", ""))
            return Answered("N")

        def mend(step, _):
            autosave.path.write_text(blank_text())
            return Answered(step.draft)

        asker = Asker(damage, mend, Paused())
        conduct(started(), asker, autosave)

        assert "the end of this note is missing" in asker.steps[1].problem
        assert asker.steps[1].draft == "N"
        assert saved_answers(autosave) == {"first.name": "N"}

    def test_while_typing_does_not_disturb(self, autosave, monkeypatch):
        def full(*_):
            raise OSError(ENOSPC, "No space left on device")

        def typing(_, keep_draft):
            with monkeypatch.context() as patch:
                patch.setattr(os, "replace", full)
                keep_draft("ha")
            return Answered("N")

        conduct(started(), Asker(typing, Paused()), autosave)

        assert saved_answers(autosave) == {"first.name": "N"}

    def test_when_stopping_puts_the_text_somewhere_else_and_says_where(self, autosave):
        asker = Asker(Skipped(), Back("home\ud800"), Paused("é"))
        with pytest.raises(CannotSave) as caught:
            conduct(started(), asker, NoRoomAtTheEnd(autosave))
        told = caught.value.hint
        folder = Path(re.search(r"make room\. What you had typed is kept in (\S+)$", told)[1])

        assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
            "first.kind.md": "home?", "first.name.md": "é",
        }  # fmt: skip
        assert folder.parent == autosave.notebook.rescued_texts_folder

    def test_when_stopping_with_nothing_typed_is_told_as_it_is(self, autosave):
        with pytest.raises(CannotSave) as caught:
            conduct(started(), Asker(Paused()), FullDisk(autosave, 1))

        assert caught.value.hint == "make room"

    def test_to_find_any_place_at_all_is_told_before_the_text_is_given_up(
        self, autosave, monkeypatch
    ):
        monkeypatch.setattr("coprod_cli.operations.autosave.rescue_texts", lambda *_: None)
        asker = Asker(Paused("half"), Paused("half"))
        with pytest.raises(CannotSave) as caught:
            conduct(started(), asker, FullDisk(autosave, 2))

        assert caught.value.hint == "make room"
        assert asker.steps[1].draft == "half"
        assert asker.steps[1].problem == (
            "There is no room. Nor can your text be kept anywhere else: it is only on this screen. "
            "Copy it from here, or make room and press Enter. Ctrl+C again leaves without it."
        )

    def test_to_find_any_place_at_all_may_be_over_when_the_person_goes_on(
        self, autosave, monkeypatch
    ):
        monkeypatch.setattr("coprod_cli.operations.autosave.rescue_texts", lambda *_: None)
        conduct(started(), Asker(Paused("half"), Answered("half"), Paused()), FullDisk(autosave, 1))

        assert saved_answers(autosave) == {"first.name": "half"}


class TestAnAnswerThatChangedElsewhere:
    STORY = "second.story"

    def replies(self, autosave, *more):
        """Answer "Mine" where "Before" was meanwhile changed to "Theirs" in the note."""

        def typed(_, keep_draft):
            keep_draft("Mine")
            path = autosave.path
            path.write_text(path.read_text().replace("Before", "Theirs"))
            return Answered("Mine")

        return Asker(Jump(self.STORY), typed, *more)

    def started(self, autosave):
        before = blank().with_answer(Answer(self.STORY, "Before"))
        autosave.save_case(blank(), before)
        return started(before)

    def test_is_a_choice_also_when_it_is_resumed(self, autosave):
        conduct(self.started(autosave), self.replies(autosave, Paused()), autosave)
        kept = autosave.drafts.read()
        assert kept.texts == {AnswerKey(self.STORY): "Mine"}

        again = Interview.resume(
            EVERY_TYPE, saved_case(autosave), at=kept.at, drafts=kept.texts, bases=kept.bases
        )
        asker = Asker(Answered("Mine"), Paused())
        conduct(again, asker, autosave)
        assert isinstance(asker.steps[1], ConflictStep)
        assert saved_answers(autosave) == {self.STORY: "Theirs"}

    @pytest.mark.parametrize("take", Take)
    def test_and_a_choice_that_cannot_be_saved_is_told_at_the_question(self, autosave, take):
        more = (Chosen(take), Answered("Mine"), Chosen(take), Paused())
        asker = self.replies(autosave, *more)
        conduct(self.started(autosave), asker, FullDisk(autosave, 1, after=2))

        question = asker.steps[3]
        assert isinstance(question, QuestionStep)
        assert (question.address, question.draft) == (self.STORY, "Mine")
        assert "no room" in question.problem
        assert "Your text is still here. Try: " in question.problem
        assert isinstance(asker.steps[4], ConflictStep)
        wanted = {Take.MINE: "Mine", Take.THEIRS: "Theirs", Take.BOTH: "Theirs\n\nMine"}
        assert saved_answers(autosave) == {self.STORY: wanted[take]}


class TestEditing:
    def note(self):
        return read_note(blank_text().encode(), "x")

    def test_changes_what_differs_and_no_more(self):
        note = self.note()
        after = note.case.with_answer(Answer("first.wait", "12"))
        changed = with_case_changes(note, note.case, after, EVERY_TYPE, NOON)

        asked = fingerprint("How many minutes was the wait?")
        assert changed.original == note.original.replace(
            "<!-- coprod:first.wait -->\n", f"<!-- coprod:first.wait asked={asked} -->\n\n12\n"
        ).replace(f"updated: {STAMP}", f"updated: {timestamp(NOON)}")

    def test_of_nothing_is_the_same_note(self):
        note = self.note()

        assert with_case_changes(note, note.case, note.case, EVERY_TYPE, NOON) is note

    def test_of_what_stands_there_already_changes_no_byte(self):
        note = self.note()
        case = note.case.with_answer(Answer("first.wait", "12"))
        once = with_case_changes(note, note.case, case, EVERY_TYPE, NOON)
        later = NOON + timedelta(days=1)

        assert with_case_changes(once, note.case, case, EVERY_TYPE, later) is once

    def test_takes_all_answers_of_a_case(self):
        note = self.note()
        case = note.case
        for address, text in VISIT.items():
            case = case.with_answer(Answer(address, text))
        changed = with_case_changes(note, note.case, case, EVERY_TYPE, NOON)

        assert {each.address: each.text for each in changed.case.given_answers()} == VISIT


class TestABlankCase:
    def test_is_a_draft_with_no_answer(self):
        case = blank_case(CASE_ID, EVERY_TYPE, "sv", "T", NOON)

        assert (case.status, case.answers, case.language) == ("draft", (), "sv")
        assert case.created == case.updated == timestamp(NOON)
        assert (case.template, case.template_version) == ("every-type", "1.2.0")

    def test_has_a_note_that_is_read_back_as_it_is(self):
        case = blank_case(CASE_ID, EVERY_TYPE, "sv", "T", NOON)
        note = blank_note(case, EVERY_TYPE)

        assert note.findings == ()
        assert [each.address for each in note.case.answers] == list(EVERY_TYPE.questions)
        assert not list(note.case.given_answers())


class TestTheClock:
    def test_writes_times_with_an_offset_to_the_second(self):
        east = timezone(timedelta(hours=1))
        time = datetime(2026, 11, 23, 15, 1, 33, 999_999, tzinfo=east)

        assert timestamp(time) == "2026-11-23T15:01:33+01:00"
        assert timestamp(NOON) == "2026-11-24T12:00:00+00:00"

    def test_tells_the_time_of_this_place(self):
        now = local_now()

        assert now.tzinfo is not None
        assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


def test_nothing_is_kept_for_answers_that_come_as_data(autosave):
    before = autosave.path.read_bytes()
    ended = conduct(started(), Asker(Answered("N"), Paused("half")), NullAutosave())

    assert ended.case.answer("first.name").text == "N"
    assert autosave.path.read_bytes() == before

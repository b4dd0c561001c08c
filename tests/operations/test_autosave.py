"""Autosave while other programs change the note: changes are merged, or are a conflict."""

import os
import stat
from dataclasses import replace

import pytest
from made_up import ASKED_FOR, CASE_ID, EVERY_TYPE, NOON, STAMP, VISIT, add_note, blank, note_text

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import CannotSave, InvalidInput
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtConflict, AtQuestion
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    OpenTags,
    Paused,
    SetTags,
    Skipped,
    Take,
    Unknown,
)
from coprod_cli.interview.session import Conflict
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, CaseStatus
from coprod_cli.model.wording import fingerprint
from coprod_cli.notebook.note.apply_case import conflicting_answer, with_case_changes
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.autosave import Autosave

MINE, THEIRS = "Mine, made up", "Theirs, made up"
STORY = Address("second.story")
AT_STORY = AnswerKey(STORY)
ASKED = f"{STORY} asked={fingerprint('What happened?')} -->"


@pytest.fixture
def autosave(tmp_path):
    return autosave_in(tmp_path, {"first.name": "Before", STORY: "Before, made up"})


def autosave_in(folder, answers):
    path = add_note(folder, CASE_ID, answers)
    notebook = Notebook(folder)
    return Autosave(notebook, path, EVERY_TYPE, notebook.drafts(CASE_ID), lambda: NOON)


def on_disk(autosave):
    return read_note(autosave.path.read_bytes(), "x").case


def note_texts(autosave):
    return {each.address: each.text for each in on_disk(autosave).given_answers()}


def by_voice(autosave):
    answers = on_disk(autosave).answers
    return [(answer.voice, answer.text) for answer in answers if answer.address == STORY]


def interview_at(autosave, address=STORY, *, asks_title=False):
    """An interview at a question of the note as it stands."""
    start = Interview.begin(EVERY_TYPE, on_disk(autosave), asks_title=asks_title)
    return replace(start, position=AtQuestion(address))


def change_elsewhere(autosave, *answers, **fields):
    """Another program changes the note."""
    case = on_disk(autosave)
    after = replace(case, **fields)
    for answer in answers:
        after = after.with_answer(answer)
    note = read_note(autosave.path.read_bytes(), "x")
    autosave.path.write_bytes(
        with_case_changes(note, case, after, EVERY_TYPE, NOON).original.encode()
    )


def rewrite(autosave, old, new):
    """Another program writes over some bytes of the note."""
    text = autosave.path.read_bytes().decode()
    assert old in text
    autosave.path.write_bytes(text.replace(old, new).encode())


def history_texts(autosave):
    """What the history has, as address and text."""
    return [(each.answer.address, each.answer.text) for each in autosave.history.entries()]


def save(autosave, before, reply):
    after = before.apply(reply)
    return autosave.save(before, after)


class TestANoteThatAnotherProgramChangedMeanwhile:
    def test_at_another_answer_takes_both(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer("second.late", THEIRS), Answer("first.name", "Renamed"))
        case = save(autosave, before, Answered(MINE))

        both = {"first.name": "Renamed", STORY: MINE, "second.late": THEIRS}
        assert note_texts(autosave) == both
        assert {each.address: each.text for each in case.given_answers()} == both
        assert case == on_disk(autosave)

    def test_at_another_answer_of_many_takes_each_of_them(self, autosave):
        """Both go on at once, and no answer of the one ever takes away one of the other's."""
        mine = {name: VISIT[name] for name in ("first.kind", "first.helpers", "first.seen")}
        theirs = {"first.day": "2026-11-24", "first.wait": "12", "second.late": THEIRS}
        interview = interview_at(autosave)
        for (address, text), (other, other_text) in zip(mine.items(), theirs.items(), strict=True):
            before = interview.apply(Jump(address))
            change_elsewhere(autosave, Answer(other, other_text))
            after = before.apply(Answered(text))
            interview = after.with_case(autosave.save(before, after))

        assert note_texts(autosave) == {
            "first.name": "Before",
            STORY: "Before, made up",
            **mine,
            **theirs,
        }

    def test_is_seen_even_where_nothing_is_to_be_saved(self, autosave):
        before = interview_at(autosave)
        autosave.save(before, before.apply(Skipped()))
        change_elsewhere(autosave, Answer("second.late", THEIRS))
        case = save(autosave, before, Skipped())

        assert case.answer("second.late").text == THEIRS

    def test_keeps_its_front_matter_and_tags_and_all_that_coprod_does_not_know(self, autosave):
        before = interview_at(autosave)
        rewrite(autosave, f"id: {CASE_ID}", f"id: {CASE_ID}\nmood: calm  # mine\ntags: [one, two]")
        rewrite(autosave, "<!-- coprod:end -->", "<!-- coprod:end -->\n\nA made-up appendix.\n")
        rewrite(autosave, "### What happened?", "### What on earth happened?")
        changed = autosave.path.read_text()
        case = save(autosave, before, Answered(MINE))

        changed = changed.replace("Before, made up", MINE).replace(f"{STORY} -->", ASKED)
        assert autosave.path.read_text() == changed.replace(
            f"updated: {STAMP}", f"updated: {timestamp(NOON)}"
        )
        assert (case.tags, case.extra) == (("one", "two"), {"mood": "calm"})

    def test_of_tags_is_joined_with_tags_that_are_set_here(self, autosave):
        change_elsewhere(autosave, tags=("one", "two"))
        before = interview_at(autosave)
        change_elsewhere(autosave, tags=("two", "three"))
        case = save(autosave, before.apply(OpenTags()), SetTags("one, two, mine"))

        assert case.tags == on_disk(autosave).tags == ("two", "three", "mine")

    def test_keeps_the_state_that_it_was_given_there(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, status=CaseStatus.FINAL)
        case = save(autosave, before, Answered(MINE))

        assert on_disk(autosave).status == case.status == "final"
        assert note_texts(autosave)[STORY] == MINE

    def test_between_its_reading_and_its_writing_is_read_once_more(self, autosave, monkeypatch):
        """The other program is quicker, after the note was read and before it is written."""
        before, real = interview_at(autosave), Notebook.read
        late = [Answer("second.late", THEIRS)]

        def read(notebook, path):
            note = real(notebook, path)
            if late:
                change_elsewhere(autosave, late.pop())
            return note

        monkeypatch.setattr(Notebook, "read", read)
        save(autosave, before, Answered(MINE))

        assert note_texts(autosave) == {
            "first.name": "Before",
            STORY: MINE,
            "second.late": THEIRS,
        }

    def test_again_and_again_is_told_and_is_as_the_other_left_it(self, autosave, monkeypatch):
        before, real = interview_at(autosave), Notebook.read

        def read(notebook, path):
            note = real(notebook, path)
            os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000))
            return note

        monkeypatch.setattr(Notebook, "read", read)
        content = autosave.path.read_bytes()
        with pytest.raises(CannotSave, match="another program writes it again and again"):
            save(autosave, before, Answered(MINE))

        assert autosave.path.read_bytes() == content


class TestAnAnswerThatBothChanged:
    def test_is_a_conflict_that_has_both_and_nothing_is_written_over(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        content = autosave.path.read_bytes()
        conflict = save(autosave, before, Answered(MINE))

        assert isinstance(conflict, Conflict)
        assert conflict.mine == Answer(STORY, MINE)
        assert conflict.case.answer(STORY).text == THEIRS
        assert autosave.path.read_bytes() == content

    @pytest.mark.parametrize(
        ("reply", "theirs"),
        [
            (Answered(MINE), Answer(STORY)),
            (Answered(MINE), Answer(STORY, unknown=True)),
            (Answered(MINE), Answer(STORY, "Before, made up", unknown=True)),
            (Unknown(), Answer(STORY, THEIRS)),
            (Unknown("Before, made up"), Answer(STORY, THEIRS)),
            (Answered(""), Answer(STORY, THEIRS)),
        ],
        ids=["emptied", "not known", "not known beside it", "I: ?", "I: ? beside it", "I: empty"],
    )
    def test_is_one_also_where_a_side_has_no_text_or_says_not_known(self, autosave, reply, theirs):
        before = interview_at(autosave)
        change_elsewhere(autosave, theirs)
        content = autosave.path.read_bytes()
        conflict = save(autosave, before, reply)

        assert isinstance(conflict, Conflict)
        assert conflict.case.answer(STORY) == theirs
        assert autosave.path.read_bytes() == content

    def test_is_none_where_both_say_the_same(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, MINE))
        case = save(autosave, before, Answered(MINE))

        assert not isinstance(case, Conflict)
        assert note_texts(autosave)[STORY] == MINE

    def test_is_none_where_it_was_changed_and_changed_back(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        change_elsewhere(autosave, Answer(STORY, "Before, made up"))
        save(autosave, before, Answered(MINE))

        assert note_texts(autosave)[STORY] == MINE

    def test_lets_the_other_answers_that_were_new_wait_too(self, autosave):
        """A conflict saves nothing of that reply: it is chosen first."""
        before = interview_at(autosave)
        after = before.case.with_answer(Answer("second.late", MINE))
        after = replace(before, case=after.with_answer(Answer(STORY, MINE)))
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        conflict = autosave.save(before, after)

        assert conflict.mine.address == STORY
        assert note_texts(autosave) == {"first.name": "Before", STORY: THEIRS}

    def test_of_another_voice_is_none(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS, voice="family"))
        save(autosave, before, Answered(MINE))

        assert by_voice(autosave) == [(None, MINE), ("family", THEIRS)]

    def test_of_one_voice_is_not_held_against_that_of_another(self, autosave):
        change_elsewhere(autosave, Answer(STORY, "Before, made up", voice="family"))
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        save(autosave, before, Answered(MINE, voice="family"))

        assert by_voice(autosave) == [(None, THEIRS), ("family", MINE)]

    def test_of_the_same_voice_is_one(self, autosave):
        change_elsewhere(autosave, Answer(STORY, "Before, made up", voice="family"))
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS, voice="family"))
        conflict = save(autosave, before, Answered(MINE, voice="family"))

        assert conflict.mine == Answer(STORY, MINE, voice="family")

    @pytest.mark.parametrize(
        ("take", "stands", "in_history"),
        [
            (Take.MINE, MINE, [(STORY, THEIRS)]),
            (Take.THEIRS, THEIRS, [(STORY, MINE)]),
            (Take.BOTH, f"{THEIRS}\n\n{MINE}", [(STORY, THEIRS)]),
        ],
        ids=["mine", "theirs", "both"],
    )
    def test_keeps_the_text_against_which_one_decided(self, autosave, take, stands, in_history):
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        after = before.apply(Answered(MINE))
        conflict = autosave.save(before, after)
        choosing = before.with_conflict(after, conflict.mine, conflict.case)
        assert isinstance(choosing.position, AtConflict)
        chosen = choosing.apply(Chosen(take))
        autosave.save(choosing, chosen)

        assert note_texts(autosave)[STORY] == stands
        assert history_texts(autosave) == in_history
        assert chosen.drafts == autosave.drafts.read().texts == {}

    def test_that_is_changed_once_more_while_one_chooses_is_asked_again(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        after = before.apply(Answered(MINE))
        conflict = autosave.save(before, after)
        choosing = before.with_conflict(after, conflict.mine, conflict.case)
        change_elsewhere(autosave, Answer(STORY, "Theirs again"))
        again = save(autosave, choosing, Chosen(Take.MINE))

        assert isinstance(again, Conflict)
        assert again.case.answer(STORY).text == note_texts(autosave)[STORY] == "Theirs again"

    def test_in_a_note_that_was_damaged_is_told_as_that(self, autosave):
        """What stands there is in doubt: one cannot choose between it and another text."""
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        rewrite(autosave, "<!-- coprod:end -->", "")
        with pytest.raises(InvalidInput, match="the end of this note is missing"):
            save(autosave, before, Answered(MINE))

    def test_that_one_stops_at_is_half_typed_and_nothing_is_decided(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        after = before.apply(Answered(MINE))
        conflict = autosave.save(before, after)
        choosing = before.with_conflict(after, conflict.mine, conflict.case)
        save(autosave, choosing, Paused())

        assert note_texts(autosave)[STORY] == THEIRS
        assert autosave.drafts.read().texts == {AT_STORY: MINE}
        assert history_texts(autosave) == []


class TestATitleThatBothChanged:
    def test_is_a_conflict(self, autosave):
        before = interview_at(autosave, TITLE, asks_title=True)
        change_elsewhere(autosave, title=THEIRS)
        content = autosave.path.read_bytes()
        conflict = save(autosave, before, Answered(MINE))

        assert conflict.mine == Answer(TITLE, MINE)
        assert conflict.case.title == THEIRS
        assert autosave.path.read_bytes() == content

    def test_is_none_where_both_say_the_same(self, autosave):
        before = interview_at(autosave, TITLE, asks_title=True)
        change_elsewhere(autosave, title=MINE)

        assert save(autosave, before, Answered(MINE)).title == MINE

    def test_stays_where_only_the_other_changed_it(self, autosave):
        before = interview_at(autosave)
        change_elsewhere(autosave, title=THEIRS)
        case = save(autosave, before, Answered(MINE))

        assert (case.title, on_disk(autosave).title) == (THEIRS, THEIRS)

    @pytest.mark.parametrize(("take", "stands", "lost"), [
        (Take.MINE, MINE, THEIRS), (Take.THEIRS, THEIRS, MINE),
    ])  # fmt: skip
    def test_keeps_the_title_against_which_one_decided(self, autosave, take, stands, lost):
        before = interview_at(autosave, TITLE, asks_title=True)
        change_elsewhere(autosave, title=THEIRS)
        after = before.apply(Answered(MINE))
        conflict = autosave.save(before, after)
        save(autosave, before.with_conflict(after, conflict.mine, conflict.case), Chosen(take))

        assert on_disk(autosave).title == stands
        assert history_texts(autosave) == [(TITLE, lost)]


class TestANoteThatIsDamagedOrGone:
    def test_is_told_and_not_written_to(self, autosave):
        before = interview_at(autosave)
        rewrite(autosave, "<!-- coprod:end -->", "")
        content = autosave.path.read_bytes()
        with pytest.raises(InvalidInput, match="the end of this note is missing"):
            save(autosave, before, Answered(MINE))

        assert autosave.path.read_bytes() == content

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Other words, made up.\n"])
    def test_is_told_where_another_program_wrote_something_else_there(self, autosave, content):
        before = interview_at(autosave)
        autosave.path.write_bytes(content)
        with pytest.raises(InvalidInput):
            save(autosave, before, Answered(MINE))

        assert autosave.path.read_bytes() == content

    def test_is_told_where_it_is_gone_and_is_not_made_anew(self, autosave):
        before = interview_at(autosave)
        autosave.path.unlink()
        with pytest.raises(InvalidInput, match="no such file"):
            save(autosave, before, Answered(MINE))

        assert not autosave.path.exists()

    def test_is_no_obstacle_where_nothing_is_to_be_saved(self, autosave):
        """What is half typed is kept also then, and the case is as it was last read."""
        before = interview_at(autosave)
        rewrite(autosave, f"<!-- coprod:{STORY} -->\n", "")
        rewrite(autosave, "<!-- coprod:end -->", "")
        assert on_disk(autosave) != before.case
        case = save(autosave, before, Paused("Half typed, made up"))

        assert case == before.case
        assert autosave.drafts.read().texts == {AT_STORY: "Half typed, made up"}

    def test_takes_the_answer_once_it_is_whole_again(self, autosave):
        before = interview_at(autosave)
        content = autosave.path.read_bytes()
        autosave.path.unlink()
        with pytest.raises(InvalidInput):
            save(autosave, before, Answered(MINE))
        autosave.path.write_bytes(content)
        save(autosave, before, Answered(MINE))

        assert note_texts(autosave)[STORY] == MINE


class TestADraft:
    def test_is_kept_with_what_it_was_begun_over(self, autosave):
        interview = interview_at(autosave)
        autosave.keep_draft(interview, "Half")
        autosave.keep_draft(interview, "Half typed")
        found = autosave.drafts.read()

        assert (found.at, found.texts) == (AT_STORY, {AT_STORY: "Half typed"})
        assert found.bases == {AT_STORY: Answer(STORY, "Before, made up").digest}

    def test_over_a_text_that_was_changed_since_then_is_asked_about_when_it_is_taken(
        self, autosave
    ):
        """A person stops half-way; the note is edited; they come back and press Enter."""
        save(autosave, interview_at(autosave), Paused("Half typed"))
        change_elsewhere(autosave, Answer(STORY, THEIRS))
        kept_text = autosave.drafts.read()
        again = Interview.resume(
            EVERY_TYPE, on_disk(autosave), at=kept_text.at, drafts=kept_text.texts,
            bases=kept_text.bases,
        )  # fmt: skip
        choosing = again.apply(Answered(MINE))
        autosave.save(again, choosing)

        assert isinstance(choosing.position, AtConflict)
        assert note_texts(autosave)[STORY] == THEIRS

    def test_that_no_disk_takes_is_put_into_a_folder_of_its_own(self, autosave):
        folder = autosave.rescue({AT_STORY: "Half typed, made up\ud800"})

        assert folder.parent == autosave.notebook.rescued_texts_folder
        assert (folder / f"{STORY}.md").read_text() == "Half typed, made up?"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_is_kept_and_rescued_for_its_own_voice(self, autosave):
        change_elsewhere(autosave, Answer(STORY, THEIRS, voice="family"))
        family = AnswerKey(STORY, "family")
        mine = interview_at(autosave)
        theirs = replace(mine, position=AtQuestion(STORY, answer=family)).apply(Back("Half theirs"))
        autosave.keep_draft(replace(theirs, position=mine.position), "Half mine")

        found = autosave.drafts.read()
        assert found.texts == {family: "Half theirs", AT_STORY: "Half mine"}
        assert found.bases == {
            family: Answer(STORY, THEIRS).digest,
            AT_STORY: Answer(STORY, "Before, made up").digest,
        }
        folder = autosave.rescue(dict(found.texts) | {AnswerKey(STORY, "a/../b"): "Half"})
        assert {path.name: path.read_text() for path in folder.iterdir()} == {
            f"{STORY}.md": "Half mine",
            f"{STORY}@family.md": "Half theirs",
            f"{STORY}@a%2f;%2e;%2e;%2f;b.md": "Half",
        }

    @pytest.mark.parametrize("end", [Finished(), KeptAsDraft()])
    def test_is_no_file_any_more_where_all_is_taken(self, autosave, end):
        autosave.keep_draft(interview_at(autosave), "Half")
        before = interview_at(autosave)
        save(autosave, before, end)

        assert not autosave.drafts.path.exists()


class TestAContestedAnswer:
    BEFORE = blank().with_answer(Answer(STORY, "Before")).with_answer(Answer("first.name", "N"))

    def with_story(self, text, **more):
        return self.BEFORE.with_answer(Answer(STORY, text, **more))

    @pytest.mark.parametrize(
        ("mine", "theirs", "contested"),
        [
            ("Before", "Before", False),
            ("Before", "Theirs", False),
            ("Mine", "Before", False),
            ("Same", "Same", False),
            ("Mine", "Theirs", True),
            ("", "Theirs", True),
            ("Mine", "", True),
            ("", "", False),
        ],
    )
    def test_is_one_that_both_changed_to_something_else(self, mine, theirs, contested):
        found = conflicting_answer(self.BEFORE, self.with_story(mine), self.with_story(theirs))

        assert found == (Answer(STORY, mine) if contested else None)

    def test_is_one_where_only_the_status_differs(self):
        mine, theirs = self.with_story("Same"), self.with_story("Same", unknown=True)

        assert conflicting_answer(self.BEFORE, mine, theirs) == Answer(STORY, "Same")

    def test_is_a_title_before_any_answer(self):
        mine = replace(self.with_story("Mine"), title="Mine")
        theirs = replace(self.with_story("Theirs"), title="Theirs")

        assert conflicting_answer(self.BEFORE, mine, theirs) == Answer(TITLE, "Mine")

    def test_is_none_where_another_answer_is_gone_from_the_note(self):
        theirs = replace(self.BEFORE, answers=())

        assert conflicting_answer(self.BEFORE, self.BEFORE, theirs) is None

    def test_is_one_that_is_gone_from_the_note(self):
        theirs = replace(self.BEFORE, answers=())
        found = conflicting_answer(self.BEFORE, self.with_story("Mine"), theirs)

        assert found == Answer(STORY, "Mine")


def test_an_answer_that_comes_as_data_lets_all_that_others_changed_stand(autosave):
    before = on_disk(autosave)
    change_elsewhere(autosave, Answer("second.late", THEIRS))
    autosave.save_case(before, before.with_answer(Answer(STORY, MINE)))

    assert note_texts(autosave) == {"first.name": "Before", STORY: MINE, "second.late": THEIRS}
    assert history_texts(autosave) == [(STORY, "Before, made up")]
    assert ASKED_FOR.sub("", autosave.path.read_text()) == note_text(
        note_texts(autosave), updated=timestamp(NOON)
    ), "and not a byte more"  # fmt: skip

"""An interview in its note beside other programs: what both changed is asked, the rest goes in."""

import os
import stat
from dataclasses import replace

import pytest
from made_up import ASKED_FOR, CASE_ID, EVERY_TYPE, NOON, STAMP, VISIT, add_note, blank, note_text

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import CannotSave, InvalidInput
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.protocol import (
    Answered,
    AtConflict,
    AtQuestion,
    Back,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    Paused,
    Skipped,
    Take,
    Unknown,
)
from coprod_cli.interview.session import Conflict
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, CaseStatus
from coprod_cli.model.wording import fingerprint
from coprod_cli.notebook.note.apply_case import contested_answer, edited
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.autosave import NoteKeeper

MINE, THEIRS = "Mine, made up", "Theirs, made up"
STORY = Address("second.story")
AT_STORY = AnswerKey(STORY)
ASKED = f"{STORY} asked={fingerprint('What happened?')} -->"


@pytest.fixture
def keeper(tmp_path):
    return keeper_in(tmp_path, {"first.name": "Before", STORY: "Before, made up"})


def keeper_in(folder, answers):
    path = add_note(folder, CASE_ID, answers)
    book = Notebook(folder)
    return NoteKeeper(book, path, EVERY_TYPE, book.drafts(CASE_ID), lambda: NOON)


def on_disk(keeper):
    return read_note(keeper.path.read_bytes(), "x").case


def said(keeper):
    return {each.address: each.text for each in on_disk(keeper).given_answers()}


def at(keeper, address=STORY, *, asks_title=False):
    """An interview at a question of the note as it stands."""
    start = Interview.begin(EVERY_TYPE, on_disk(keeper), asks_title=asks_title)
    return replace(start, place=AtQuestion(address))


def elsewhere(keeper, *answers, **fields):
    """Another program changes the note."""
    case = on_disk(keeper)
    after = replace(case, **fields)
    for answer in answers:
        after = after.with_answer(answer)
    note = read_note(keeper.path.read_bytes(), "x")
    keeper.path.write_bytes(edited(note, case, after, EVERY_TYPE, NOON).original.encode())


def rewrite(keeper, old, new):
    """Another program writes over some bytes of the note."""
    text = keeper.path.read_bytes().decode()
    assert old in text
    keeper.path.write_bytes(text.replace(old, new).encode())


def kept(keeper):
    """What the history has, as address and text."""
    return [(each.answer.address, each.answer.text) for each in keeper.history.entries()]


def saved(keeper, before, reply):
    after = before.apply(reply)
    return keeper.save(before, after)


class TestANoteThatAnotherProgramChangedMeanwhile:
    def test_at_another_answer_takes_both(self, keeper):
        before = at(keeper)
        elsewhere(keeper, Answer("second.late", THEIRS), Answer("first.name", "Renamed"))
        case = saved(keeper, before, Answered(MINE))

        both = {"first.name": "Renamed", STORY: MINE, "second.late": THEIRS}
        assert said(keeper) == both
        assert {each.address: each.text for each in case.given_answers()} == both
        assert case == on_disk(keeper)

    def test_at_another_answer_of_many_takes_each_of_them(self, keeper):
        """Both go on at once, and no answer of the one ever takes away one of the other's."""
        mine = {name: VISIT[name] for name in ("first.kind", "first.helpers", "first.seen")}
        theirs = {"first.day": "2026-11-24", "first.wait": "12", "second.late": THEIRS}
        interview = at(keeper)
        for (address, text), (other, other_text) in zip(mine.items(), theirs.items(), strict=True):
            before = interview.apply(Jump(address))
            elsewhere(keeper, Answer(other, other_text))
            after = before.apply(Answered(text))
            interview = after.refreshed(keeper.save(before, after))

        assert said(keeper) == {"first.name": "Before", STORY: "Before, made up", **mine, **theirs}

    def test_is_seen_even_where_nothing_is_to_be_saved(self, keeper):
        before = at(keeper)
        keeper.save(before, before.apply(Skipped()))
        elsewhere(keeper, Answer("second.late", THEIRS))
        case = saved(keeper, before, Skipped())

        assert case.answer("second.late").text == THEIRS

    def test_keeps_its_front_matter_and_tags_and_all_that_coprod_does_not_know(self, keeper):
        before = at(keeper)
        rewrite(keeper, f"id: {CASE_ID}", f"id: {CASE_ID}\nmood: calm  # mine\ntags: [one, two]")
        rewrite(keeper, "<!-- coprod:end -->", "<!-- coprod:end -->\n\nA made-up appendix.\n")
        rewrite(keeper, "### What happened?", "### What on earth happened?")
        changed = keeper.path.read_text()
        case = saved(keeper, before, Answered(MINE))

        changed = changed.replace("Before, made up", MINE).replace(f"{STORY} -->", ASKED)
        assert keeper.path.read_text() == changed.replace(
            f"updated: {STAMP}", f"updated: {timestamp(NOON)}"
        )
        assert (case.tags, case.extra) == (("one", "two"), {"mood": "calm"})

    def test_keeps_the_state_that_it_was_given_there(self, keeper):
        before = at(keeper)
        elsewhere(keeper, status=CaseStatus.FINAL)
        case = saved(keeper, before, Answered(MINE))

        assert on_disk(keeper).status == case.status == "final"
        assert said(keeper)[STORY] == MINE

    def test_between_its_reading_and_its_writing_is_read_once_more(self, keeper, monkeypatch):
        """The other program is quicker, after the note was read and before it is written."""
        before, real = at(keeper), Notebook.read
        late = [Answer("second.late", THEIRS)]

        def read(book, path):
            note = real(book, path)
            if late:
                elsewhere(keeper, late.pop())
            return note

        monkeypatch.setattr(Notebook, "read", read)
        saved(keeper, before, Answered(MINE))

        assert said(keeper) == {"first.name": "Before", STORY: MINE, "second.late": THEIRS}

    def test_again_and_again_is_told_and_is_as_the_other_left_it(self, keeper, monkeypatch):
        before, real = at(keeper), Notebook.read

        def read(book, path):
            note = real(book, path)
            os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000))
            return note

        monkeypatch.setattr(Notebook, "read", read)
        content = keeper.path.read_bytes()
        with pytest.raises(CannotSave, match="another program writes it again and again"):
            saved(keeper, before, Answered(MINE))

        assert keeper.path.read_bytes() == content


class TestAnAnswerThatBothChanged:
    def test_is_a_conflict_that_has_both_and_nothing_is_written_over(self, keeper):
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS))
        content = keeper.path.read_bytes()
        conflict = saved(keeper, before, Answered(MINE))

        assert isinstance(conflict, Conflict)
        assert conflict.mine == Answer(STORY, MINE)
        assert conflict.case.answer(STORY).text == THEIRS
        assert keeper.path.read_bytes() == content

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
    def test_is_one_also_where_a_side_has_no_text_or_says_not_known(self, keeper, reply, theirs):
        before = at(keeper)
        elsewhere(keeper, theirs)
        content = keeper.path.read_bytes()
        conflict = saved(keeper, before, reply)

        assert isinstance(conflict, Conflict)
        assert conflict.case.answer(STORY) == theirs
        assert keeper.path.read_bytes() == content

    def test_is_none_where_both_say_the_same(self, keeper):
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, MINE))
        case = saved(keeper, before, Answered(MINE))

        assert not isinstance(case, Conflict)
        assert said(keeper)[STORY] == MINE

    def test_is_none_where_it_was_changed_and_changed_back(self, keeper):
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS))
        elsewhere(keeper, Answer(STORY, "Before, made up"))
        saved(keeper, before, Answered(MINE))

        assert said(keeper)[STORY] == MINE

    def test_lets_the_other_answers_that_were_new_wait_too(self, keeper):
        """A conflict saves nothing of that reply: it is chosen first."""
        before = at(keeper)
        after = before.case.with_answer(Answer("second.late", MINE))
        after = replace(before, case=after.with_answer(Answer(STORY, MINE)))
        elsewhere(keeper, Answer(STORY, THEIRS))
        conflict = keeper.save(before, after)

        assert conflict.mine.address == STORY
        assert said(keeper) == {"first.name": "Before", STORY: THEIRS}

    def test_of_another_voice_is_none(self, keeper):
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS, voice="family"))
        saved(keeper, before, Answered(MINE))

        assert [(each.voice, each.text) for each in on_disk(keeper).answers if each.address == STORY
        ] == [(None, MINE), ("family", THEIRS)]  # fmt: skip

    def test_of_one_voice_is_not_held_against_that_of_another(self, keeper):
        elsewhere(keeper, Answer(STORY, "Before, made up", voice="family"))
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS))
        saved(keeper, before, Answered(MINE, voice="family"))

        assert [(each.voice, each.text) for each in on_disk(keeper).answers if each.address == STORY
        ] == [(None, THEIRS), ("family", MINE)]  # fmt: skip

    def test_of_the_same_voice_is_one(self, keeper):
        elsewhere(keeper, Answer(STORY, "Before, made up", voice="family"))
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS, voice="family"))
        conflict = saved(keeper, before, Answered(MINE, voice="family"))

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
    def test_keeps_the_text_against_which_one_decided(self, keeper, take, stands, in_history):
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS))
        after = before.apply(Answered(MINE))
        conflict = keeper.save(before, after)
        choosing = before.contested(after, conflict.mine, conflict.case)
        assert isinstance(choosing.place, AtConflict)
        chosen = choosing.apply(Chosen(take))
        keeper.save(choosing, chosen)

        assert said(keeper)[STORY] == stands
        assert kept(keeper) == in_history
        assert chosen.drafts == keeper.drafts.read().texts == {}

    def test_that_is_changed_once_more_while_one_chooses_is_asked_again(self, keeper):
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS))
        after = before.apply(Answered(MINE))
        conflict = keeper.save(before, after)
        choosing = before.contested(after, conflict.mine, conflict.case)
        elsewhere(keeper, Answer(STORY, "Theirs again"))
        again = saved(keeper, choosing, Chosen(Take.MINE))

        assert isinstance(again, Conflict)
        assert again.case.answer(STORY).text == said(keeper)[STORY] == "Theirs again"

    def test_in_a_note_that_was_damaged_is_told_as_that(self, keeper):
        """What stands there is in doubt: one cannot choose between it and another text."""
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS))
        rewrite(keeper, "<!-- coprod:end -->", "")
        with pytest.raises(InvalidInput, match="the end of this note is missing"):
            saved(keeper, before, Answered(MINE))

    def test_that_one_stops_at_is_half_typed_and_nothing_is_decided(self, keeper):
        before = at(keeper)
        elsewhere(keeper, Answer(STORY, THEIRS))
        after = before.apply(Answered(MINE))
        conflict = keeper.save(before, after)
        choosing = before.contested(after, conflict.mine, conflict.case)
        saved(keeper, choosing, Paused())

        assert said(keeper)[STORY] == THEIRS
        assert keeper.drafts.read().texts == {AT_STORY: MINE}
        assert kept(keeper) == []


class TestATitleThatBothChanged:
    def test_is_a_conflict(self, keeper):
        before = at(keeper, TITLE, asks_title=True)
        elsewhere(keeper, title=THEIRS)
        content = keeper.path.read_bytes()
        conflict = saved(keeper, before, Answered(MINE))

        assert conflict.mine == Answer(TITLE, MINE)
        assert conflict.case.title == THEIRS
        assert keeper.path.read_bytes() == content

    def test_is_none_where_both_say_the_same(self, keeper):
        before = at(keeper, TITLE, asks_title=True)
        elsewhere(keeper, title=MINE)

        assert saved(keeper, before, Answered(MINE)).title == MINE

    def test_stays_where_only_the_other_changed_it(self, keeper):
        before = at(keeper)
        elsewhere(keeper, title=THEIRS)
        case = saved(keeper, before, Answered(MINE))

        assert (case.title, on_disk(keeper).title) == (THEIRS, THEIRS)

    @pytest.mark.parametrize(("take", "stands", "lost"), [
        (Take.MINE, MINE, THEIRS), (Take.THEIRS, THEIRS, MINE),
    ])  # fmt: skip
    def test_keeps_the_title_against_which_one_decided(self, keeper, take, stands, lost):
        before = at(keeper, TITLE, asks_title=True)
        elsewhere(keeper, title=THEIRS)
        after = before.apply(Answered(MINE))
        conflict = keeper.save(before, after)
        saved(keeper, before.contested(after, conflict.mine, conflict.case), Chosen(take))

        assert on_disk(keeper).title == stands
        assert kept(keeper) == [(TITLE, lost)]


class TestANoteThatIsDamagedOrGone:
    def test_is_told_and_not_written_to(self, keeper):
        before = at(keeper)
        rewrite(keeper, "<!-- coprod:end -->", "")
        content = keeper.path.read_bytes()
        with pytest.raises(InvalidInput, match="the end of this note is missing"):
            saved(keeper, before, Answered(MINE))

        assert keeper.path.read_bytes() == content

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Other words, made up.\n"])
    def test_is_told_where_another_program_wrote_something_else_there(self, keeper, content):
        before = at(keeper)
        keeper.path.write_bytes(content)
        with pytest.raises(InvalidInput):
            saved(keeper, before, Answered(MINE))

        assert keeper.path.read_bytes() == content

    def test_is_told_where_it_is_gone_and_is_not_made_anew(self, keeper):
        before = at(keeper)
        keeper.path.unlink()
        with pytest.raises(InvalidInput, match="no such file"):
            saved(keeper, before, Answered(MINE))

        assert not keeper.path.exists()

    def test_is_no_obstacle_where_nothing_is_to_be_saved(self, keeper):
        """What is half typed is kept also then, and the case is as it was last read."""
        before = at(keeper)
        rewrite(keeper, f"<!-- coprod:{STORY} -->\n", "")
        rewrite(keeper, "<!-- coprod:end -->", "")
        assert on_disk(keeper) != before.case
        case = saved(keeper, before, Paused("Half typed, made up"))

        assert case == before.case
        assert keeper.drafts.read().texts == {AT_STORY: "Half typed, made up"}

    def test_takes_the_answer_once_it_is_whole_again(self, keeper):
        before = at(keeper)
        content = keeper.path.read_bytes()
        keeper.path.unlink()
        with pytest.raises(InvalidInput):
            saved(keeper, before, Answered(MINE))
        keeper.path.write_bytes(content)
        saved(keeper, before, Answered(MINE))

        assert said(keeper)[STORY] == MINE


class TestWhatIsHalfTyped:
    def test_is_kept_with_what_it_was_begun_over(self, keeper):
        interview = at(keeper)
        keeper.keep_draft(interview, "Half")
        keeper.keep_draft(interview, "Half typed")
        found = keeper.drafts.read()

        assert (found.at, found.texts) == (AT_STORY, {AT_STORY: "Half typed"})
        assert found.bases == {AT_STORY: Answer(STORY, "Before, made up").digest}

    def test_over_a_text_that_was_changed_since_then_is_asked_about_when_it_is_taken(self, keeper):
        """A person stops half-way; the note is edited; they come back and press Enter."""
        saved(keeper, at(keeper), Paused("Half typed"))
        elsewhere(keeper, Answer(STORY, THEIRS))
        kept_text = keeper.drafts.read()
        again = Interview.resume(
            EVERY_TYPE, on_disk(keeper), at=kept_text.at, drafts=kept_text.texts,
            bases=kept_text.bases,
        )  # fmt: skip
        choosing = again.apply(Answered(MINE))
        keeper.save(again, choosing)

        assert isinstance(choosing.place, AtConflict)
        assert said(keeper)[STORY] == THEIRS

    def test_that_no_disk_takes_is_put_into_a_folder_of_its_own(self, keeper):
        folder = keeper.rescue({AT_STORY: "Half typed, made up\ud800"})

        assert folder.parent == keeper.notebook.rescued_folder
        assert (folder / f"{STORY}.md").read_text() == "Half typed, made up?"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_is_kept_and_rescued_for_its_own_voice(self, keeper):
        elsewhere(keeper, Answer(STORY, THEIRS, voice="family"))
        family = AnswerKey(STORY, "family")
        mine = at(keeper)
        theirs = replace(mine, place=AtQuestion(STORY, answer=family)).apply(Back("Half theirs"))
        keeper.keep_draft(replace(theirs, place=mine.place), "Half mine")

        found = keeper.drafts.read()
        assert found.texts == {family: "Half theirs", AT_STORY: "Half mine"}
        assert found.bases == {
            family: Answer(STORY, THEIRS).digest,
            AT_STORY: Answer(STORY, "Before, made up").digest,
        }
        folder = keeper.rescue(dict(found.texts) | {AnswerKey(STORY, "a/../b"): "Half"})
        assert {path.name: path.read_text() for path in folder.iterdir()} == {
            f"{STORY}.md": "Half mine",
            f"{STORY}@family.md": "Half theirs",
            f"{STORY}@a%2f;%2e;%2e;%2f;b.md": "Half",
        }

    @pytest.mark.parametrize("end", [Finished(), KeptAsDraft()])
    def test_is_no_file_any_more_where_all_is_taken(self, keeper, end):
        keeper.keep_draft(at(keeper), "Half")
        before = at(keeper)
        saved(keeper, before, end)

        assert not keeper.drafts.path.exists()


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
        found = contested_answer(self.BEFORE, self.with_story(mine), self.with_story(theirs))

        assert found == (Answer(STORY, mine) if contested else None)

    def test_is_one_where_only_the_status_differs(self):
        mine, theirs = self.with_story("Same"), self.with_story("Same", unknown=True)

        assert contested_answer(self.BEFORE, mine, theirs) == Answer(STORY, "Same")

    def test_is_a_title_before_any_answer(self):
        mine = replace(self.with_story("Mine"), title="Mine")
        theirs = replace(self.with_story("Theirs"), title="Theirs")

        assert contested_answer(self.BEFORE, mine, theirs) == Answer(TITLE, "Mine")

    def test_is_none_where_another_answer_is_gone_from_the_note(self):
        theirs = replace(self.BEFORE, answers=())

        assert contested_answer(self.BEFORE, self.BEFORE, theirs) is None

    def test_is_one_that_is_gone_from_the_note(self):
        theirs = replace(self.BEFORE, answers=())
        found = contested_answer(self.BEFORE, self.with_story("Mine"), theirs)

        assert found == Answer(STORY, "Mine")


def test_an_answer_that_comes_as_data_lets_all_that_others_changed_stand(keeper):
    before = on_disk(keeper)
    elsewhere(keeper, Answer("second.late", THEIRS))
    keeper.save_case(before, before.with_answer(Answer(STORY, MINE)))

    assert said(keeper) == {"first.name": "Before", STORY: MINE, "second.late": THEIRS}
    assert kept(keeper) == [(STORY, "Before, made up")]
    assert ASKED_FOR.sub("", keeper.path.read_text()) == note_text(
        said(keeper), updated=timestamp(NOON)
    ), "and not a byte more"  # fmt: skip

"""History: the 20 latest texts of each answer are kept to the byte, and whole notes, too."""

import os
import stat
from datetime import UTC, datetime, timedelta, timezone
from errno import EACCES
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import CASE_ID, EVERY_TYPE, NOON, add_note, note_text

from coprod_cli.base.errors import CannotSave, CoprodError
from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Answer
from coprod_cli.notebook.history import MAX_ENTRIES, History
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rewrite import rewrite_note

MINUTE = timedelta(minutes=1)
any_text = st.text() | st.lists(
    st.sampled_from(
        ["<!-- coprod:", "first.name", "end", " -->", "\\", "\n", "\n\n", "\r", "---\n", "made up"]
    )
).map("".join)
words = st.none() | st.from_regex(r"[a-zåäö][a-zåäö0-9.]{0,9}", fullmatch=True)


@pytest.fixture
def history(tmp_path):
    return History(tmp_path / "history" / "case")


def story(text, **rest):
    return Answer("second.story", text, **rest)


def kept(history):
    return [each.answer for each in history.entries()]


def names(history):
    return sorted(path.name for path in history.folder.iterdir())


class TestWhatIsKept:
    def test_is_read_back_the_oldest_first(self, history):
        history.keep([story("Made up, two")], NOON + MINUTE)
        history.keep([story("Made up, one")], NOON)

        assert [(each.when, each.answer) for each in history.entries()] == [
            (NOON, story("Made up, one")),
            (NOON + MINUTE, story("Made up, two")),
        ]

    @given(any_text, st.booleans(), words, words)
    def test_comes_back_to_the_byte(self, tmp_path_factory, text, unknown, voice, evidence):
        history = History(tmp_path_factory.mktemp("history") / "case")
        answer = story(text, unknown=unknown, voice=voice, evidence=evidence)

        history.keep([answer], NOON)

        assert kept(history) == [answer]

    def test_is_a_file_that_a_person_can_read(self, history):
        history.keep([story("Made up,\nall of it", voice="family")], NOON)

        assert names(history) == ["20261124T120000.000000Z_second.story.md"]
        assert (history.folder / names(history)[0]).read_text() == (
            "<!-- coprod:second.story voice=family -->\n\nMade up,\nall of it"
        )

    def test_is_private(self, history):
        history.keep([story("Made up")], NOON)

        assert stat.S_IMODE(history.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(history.entries()[0].path.stat().st_mode) == 0o600

    def test_is_named_in_one_time_wherever_it_was_written(self, history):
        history.keep([story("Made up")], NOON.astimezone(timezone(timedelta(hours=9))))

        assert names(history)[0].startswith("20261124T120000.")

    def test_is_not_kept_twice_in_a_row(self, history):
        for minute in range(3):
            history.keep([story("Made up")], NOON + minute * MINUTE)

        assert kept(history) == [story("Made up")]
        assert history.answers_at(NOON + 2 * MINUTE) == [story("Made up")], "the latest time stays"

    def test_that_is_kept_twice_pushes_no_other_text_out(self, history):
        texts = [story(f"Text {number}") for number in range(MAX_ENTRIES)]
        for minute, each in enumerate([*texts, *[texts[-1]] * 3]):
            history.keep([each], NOON + minute * MINUTE)

        assert kept(history) == texts

    def test_is_kept_again_after_another_text(self, history):
        for minute, text in enumerate(["One", "Two", "One"]):
            history.keep([story(text)], NOON + minute * MINUTE)

        assert kept(history) == [story("One"), story("Two"), story("One")]

    def test_is_kept_where_only_its_status_is_another(self, history):
        history.keep([story("Made up")], NOON)
        history.keep([story("Made up", unknown=True)], NOON + MINUTE)

        assert len(kept(history)) == 2

    def test_of_one_moment_is_all_there(self, history):
        for number in range(5):
            history.keep([story(f"Made up, {number}")], NOON)

        assert [each.text for each in kept(history)] == [f"Made up, {each}" for each in range(5)]

    def test_may_be_a_whole_note_that_is_no_text(self, history):
        path = history.keep_note(b"\xff\x00\r\nmade up", NOON)

        assert path.read_bytes() == b"\xff\x00\r\nmade up"
        assert history.note_at(NOON) == b"\xff\x00\r\nmade up"
        assert kept(history) == [None]


class TestTheCap:
    def test_lets_the_oldest_go(self, history):
        for number in range(MAX_ENTRIES + 5):
            history.keep([story(f"Made up, {number}")], NOON + number * MINUTE)

        assert [each.text for each in kept(history)] == [
            f"Made up, {number}" for number in range(5, MAX_ENTRIES + 5)
        ]

    def test_is_each_answers_own(self, history):
        history.keep([Answer("second.late", "Made up, long ago")], NOON - MINUTE)
        history.keep([story("Made up, by them", voice="family")], NOON - MINUTE)
        history.keep_note(b"made up", NOON - MINUTE)
        for number in range(MAX_ENTRIES + 5):
            history.keep([story(f"Made up, {number}")], NOON + number * MINUTE)

        assert len(kept(history)) == MAX_ENTRIES + 3
        assert kept(history)[:3].count(None) == 1
        assert {each.text for each in kept(history)[:3] if each} == {
            "Made up, long ago", "Made up, by them"
        }  # fmt: skip

    def test_keeps_the_same_whole_note_twice_in_a_row_once(self, history):
        for minute in range(3):
            history.keep_note(b"made up", NOON + minute * MINUTE)
        history.keep_note(b"another", NOON + 3 * MINUTE)
        history.keep_note(b"made up", NOON + 4 * MINUTE)

        assert [each.path.read_bytes() for each in history.entries()] == [
            b"made up", b"another", b"made up",
        ]  # fmt: skip
        assert history.entries()[0].when == NOON + 2 * MINUTE

    def test_is_that_of_whole_notes_too(self, history):
        for number in range(MAX_ENTRIES + 1):
            history.keep_note(str(number).encode(), NOON + number * MINUTE)

        assert history.note_at(NOON) == b"1"
        assert len(names(history)) == MAX_ENTRIES

    def test_never_takes_what_was_just_kept(self, history):
        for number in range(MAX_ENTRIES):
            history.keep([story(f"Made up, {number}")], NOON + number * MINUTE)

        history.keep([story("By a clock that was set back")], NOON - 1000 * MINUTE)

        assert kept(history)[0] == story("By a clock that was set back")
        assert len(kept(history)) == MAX_ENTRIES


class TestATime:
    @pytest.fixture
    def history(self, history):
        history.keep([story("One")], NOON)
        history.keep([story("Two"), Answer("second.late", "Late")], NOON + MINUTE)
        history.keep_note(b"earlier", NOON)
        history.keep_note(b"later", NOON + MINUTE)
        return history

    @pytest.mark.parametrize(
        ("when", "texts", "note"),
        [
            (NOON - MINUTE, ["Late", "One"], b"earlier"),
            (NOON, ["Late", "One"], b"earlier"),
            (NOON + MINUTE / 2, ["Late", "Two"], b"later"),
            (NOON + 2 * MINUTE, [], None),
        ],
    )
    def test_gives_what_was_said_then_of_what_was_replaced_since(self, history, when, texts, note):
        assert sorted(each.text for each in history.answers_at(when)) == texts
        assert history.note_at(when) == note

    def test_tells_voices_apart(self, history):
        history.keep([story("By them", voice="family")], NOON + MINUTE)

        assert story("By them", voice="family") in history.answers_at(NOON)


class TestOddFiles:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("20261124T120000.000000Z_second.story.md", b"no marker"),
            ("20261124T120000.000000Z_second.story.md", b"<!-- coprod:second.story"),
            ("20261124T120000.000000Z_second.story.md", b"<!-- coprod: -->\n\nmade up"),
            ("20261124T120000.000000Z_second.story.md", b"\xff"),
            ("20261124T120000.000000Z_second.story.md", b""),
            ("99999999T999999.999999Z_second.story.md", b"<!-- coprod:second.story -->\n\nx"),
            ("20260230T120000.000000Z_second.story.md", b"<!-- coprod:second.story -->\n\nx"),
            ("99999999T999999.999999Z_note.md", b"made up"),
            ("second.story.md", b"<!-- coprod:second.story -->\n\nx"),
            ("20261124T120000.000000Z_UPPER.md", b"<!-- coprod:second.story -->\n\nx"),
            (".20261124T120000.000000Z_secon.x.part", b"<!-- coprod:second.story -->\n\nx"),
        ],
    )
    def test_are_passed_over_and_stay(self, history, name, data):
        history.folder.mkdir(parents=True)
        (history.folder / name).write_bytes(data)

        assert history.entries() == []
        history.keep([story("Made up")], NOON)

        assert kept(history) == [story("Made up")]
        assert (history.folder / name).read_bytes() == data

    @pytest.mark.parametrize("address", ["second.story", "note"])
    def test_are_not_read_where_they_are_none_of_its_own(self, history, tmp_path, address):
        history.folder.mkdir(parents=True)
        (tmp_path / "elsewhere").write_bytes(b"<!-- coprod:second.story -->\n\nmade up")
        made = [history.folder / f"2026112{day}T120000.000000Z_{address}.md" for day in range(4)]
        made[0].symlink_to(tmp_path / "elsewhere")
        made[1].symlink_to(tmp_path / "nowhere")
        made[2].mkdir()
        os.mkfifo(made[3])

        assert history.entries() == []
        assert history.note_at(datetime(2020, 1, 1, tzinfo=UTC)) is None

    def test_are_not_written_over(self, history, tmp_path):
        history.folder.mkdir(parents=True)
        link = history.folder / "20261124T120000.000000Z_second.story.md"
        link.symlink_to(tmp_path / "elsewhere")

        history.keep([story("Made up")], NOON)

        assert link.is_symlink()
        assert not (tmp_path / "elsewhere").exists()
        assert kept(history) == [story("Made up")]


class TestClearing:
    def test_takes_all_of_it_and_nothing_else(self, history):
        other = History(history.folder.parent / "other")
        for each in (history, other):
            each.keep([story("Made up")], NOON)

        history.clear()

        assert history.entries() == []
        assert not history.folder.exists()
        assert kept(other) == [story("Made up")]

    def test_where_nothing_is_kept_does_nothing(self, history):
        history.clear()

        assert history.entries() == []

    def test_says_so_where_it_cannot(self, history, monkeypatch):
        history.keep([story("Made up")], NOON)

        def refuse(*_, **__):
            raise PermissionError(EACCES, "Permission denied")

        monkeypatch.setattr("coprod_cli.notebook.side_files.shutil.rmtree", refuse)

        with pytest.raises(CannotSave, match="you may not write there"):
            history.clear()

    def test_does_not_follow_a_link(self, history, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "file").write_text("made up")
        history.folder.parent.mkdir()
        history.folder.symlink_to(tmp_path / "elsewhere")

        with pytest.raises(CannotSave):
            history.clear()

        assert (tmp_path / "elsewhere" / "file").read_text() == "made up"


class TestInANotebook:
    @pytest.mark.parametrize(
        "case_id",
        ["../../up", "/root", "..", ".", "a\nb", "a/b\\c", "\x1b[2J", "å" * 300, "*", "~"],
    )
    def test_a_hostile_id_stays_in_its_folder(self, tmp_path, case_id):
        history = Notebook(tmp_path).history(case_id)

        history.keep([story("Made up")], NOON)

        assert history.folder.parent == tmp_path / ".coprod" / "history"
        assert history.folder.resolve().parent == (tmp_path / ".coprod" / "history").resolve()
        assert kept(history) == [story("Made up")]

    @given(st.lists(any_text, min_size=2, max_size=4))
    def test_whatever_is_replaced_is_kept_as_it_stood(self, tmp_path_factory, texts):
        book = Notebook(tmp_path_factory.mktemp("book"))
        path = add_note(book.folder)
        stood = []
        for minute, text in enumerate(texts):
            before = book.read(path).case
            stood.append(before.answer("second.story"))
            after = before.with_answer(story(canonical_text(text.replace("\r", "\n"))))
            when = NOON + minute * MINUTE
            rewrite_note(book, path, _change(before, after, when), when)
        now = book.read(path).case.answer("second.story")

        replaced = [one for one, two in zip(stood, [*stood[1:], now], strict=True) if one != two]
        given_ones = [answer for answer in replaced if answer.given]
        assert kept(book.history(CASE_ID)) == [each for each, _ in groupby(given_ones)]

    def test_what_does_not_change_is_not_kept(self, tmp_path):
        book = Notebook(tmp_path)
        path = add_note(tmp_path, answers={"second.story": "Made up"})
        before = book.read(path).case
        after = before.with_answer(Answer("second.late", "New"))

        rewrite_note(book, path, _change(before, after, NOON), NOON)

        assert book.history(CASE_ID).entries() == []

    def test_a_link_out_of_the_notebook_is_refused(self, tmp_path):
        path = add_note(tmp_path / "book")
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "book" / ".coprod").mkdir()
        (tmp_path / "book" / ".coprod" / "history").symlink_to(tmp_path / "elsewhere")

        with pytest.raises(CoprodError, match="a link that leads out of its folder"):
            Notebook(tmp_path / "book").lock_case(path, CASE_ID, NOON, interactive=False)

        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_the_text_of_a_marker_is_kept_unescaped(self, tmp_path):
        book = Notebook(tmp_path)
        like = "<!-- coprod:first.name -->\n\\<!-- coprod:end -->"
        path = add_note(tmp_path, answers={"second.story": like})
        before = read_note(note_text({"second.story": like}).encode(), "case.md").case

        rewrite_note(book, path, _change(before, before.with_answer(story("")), NOON), NOON)

        assert kept(book.history(CASE_ID)) == [story(like)]


def _change(before, after, when):
    return lambda note: with_case_changes(note, before, after, EVERY_TYPE, when)


class TestTwoVoices:
    MINE, THEIRS = story("Mine, made up"), story("Theirs, made up", voice="family")

    def test_have_earlier_texts_of_their_own(self, history):
        history.keep([self.MINE, self.THEIRS], NOON)
        history.keep([story("Later, made up", voice="family")], NOON + MINUTE)

        assert [each.key for each in history.entries()] == [
            self.MINE.key, self.THEIRS.key, self.THEIRS.key,
        ]  # fmt: skip
        assert history.answers_at(NOON) == [self.MINE, self.THEIRS]

    def test_do_not_push_each_other_out(self, history):
        history.keep([self.MINE], NOON)
        for number in range(MAX_ENTRIES + 1):
            text = f"Made up, {number}"
            history.keep([story(text, voice="family")], NOON + (number + 1) * MINUTE)

        by_key = [each.key for each in history.entries()]
        assert by_key.count(self.MINE.key) == 1
        assert by_key.count(self.THEIRS.key) == MAX_ENTRIES

"""Recovery after a kill: texts from editors become drafts, and other files are rescued."""

import os
import stat
import time
from datetime import timedelta
from pathlib import Path

import pytest
from made_up import CASE_ID, NOON, add_note, unfinished

from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.notebook.editor_comment import comment_block
from coprod_cli.notebook.editor_files import MAX_TEXT_BYTES, make_editor_file
from coprod_cli.notebook.lock import LOCK_TIMEOUT
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.recovery import recover

ADDRESS = "second.story"
OTHER = "20261124-aaaaaa"
MESSAGE = "What an editor had when coprod was stopped is kept in "


@pytest.fixture
def book(tmp_path):
    add_note(tmp_path / "book", CASE_ID, {ADDRESS: "Before, made up"})
    return Notebook(tmp_path / "book")


@pytest.fixture
def outside(tmp_path):
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "words.txt").write_text("another's words, made up")
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    yield folder
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def leave_editor_file(book, data=None, key=ADDRESS, case_id=CASE_ID, comment=""):
    """Leave the files of a coprod that was killed while an editor had a text and saved `data`."""
    edited = make_editor_file(
        book.editor_files_folder, case_id, AnswerKey.parse(key), b"Before, made up\n", comment
    )
    if data is not None:
        edited.path.write_bytes(data)
    return edited


def drafts_of(book, case_id=CASE_ID):
    return {str(key): text for key, text in book.drafts(case_id).read().texts.items()}


def left_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def rescued(messages):
    """The files in the folder that a message names."""
    (message,) = messages
    assert message.startswith(MESSAGE)
    folder = Path(message.removeprefix(MESSAGE))
    return {path.name: path for path in folder.iterdir()}


class TestATextThatAnEditorSaved:
    def test_becomes_half_typed_text_without_a_word(self, book):
        leave_editor_file(book, b"\xef\xbb\xbfNew,\r\n\r\nmade up\r\n")

        assert recover(book, NOON) == []
        assert drafts_of(book) == {ADDRESS: "New,\n\nmade up"}
        assert book.drafts(CASE_ID).read().at == AnswerKey(ADDRESS)
        assert left_in(book.editor_files_folder) == left_in(book.rescued_texts_folder) == []

    def test_comes_without_the_comment_below_it(self, book):
        comment = comment_block(["Skriv ovanför.", "Vad hände?"])
        leave_editor_file(book, f"New\n\n{comment}\nBelow\n".encode(), comment=comment)

        assert recover(book, NOON) == []
        assert drafts_of(book) == {ADDRESS: "New\n\nBelow"}
        assert left_in(book.editor_files_folder) == left_in(book.rescued_texts_folder) == []

    def test_goes_away_where_nobody_changed_it(self, book):
        leave_editor_file(book)

        assert recover(book, NOON) == []
        assert not book.drafts(CASE_ID).path.exists()
        assert left_in(book.editor_files_folder) == left_in(book.rescued_texts_folder) == []

    def test_of_each_case_and_question_goes_to_its_own(self, book):
        leave_editor_file(book, b"One\n")
        leave_editor_file(book, b"Two\n", "title")
        leave_editor_file(book, b"Three\n", ADDRESS, OTHER)
        recover(book, NOON)

        assert drafts_of(book) == {ADDRESS: "One", "title": "Two"}
        assert drafts_of(book, OTHER) == {ADDRESS: "Three"}

    def test_keeps_what_was_half_typed_elsewhere_and_where_the_person_was(self, book):
        kept = unfinished("first.name", {"first.name": "ha"}, {"first.name": "a digest"})
        book.drafts(CASE_ID).write(kept)
        leave_editor_file(book, b"New\n")
        recover(book, NOON)

        assert book.drafts(CASE_ID).read() == unfinished(
            "first.name", {"first.name": "ha", ADDRESS: "New"}, {"first.name": "a digest"}
        )

    @pytest.mark.parametrize(
        ("before", "after", "in_history"),
        [
            ("Half typed", "Something else", ["Half typed"]),
            ("Half typed", "Half typed, and more", []),
            ("Half typed", "Half typed", []),
            ("", "New", []),
        ],
    )
    def test_lets_what_was_half_typed_go_to_the_history(self, book, before, after, in_history):
        book.drafts(CASE_ID).write(unfinished(ADDRESS, {ADDRESS: before}))
        leave_editor_file(book, f"{after}\n".encode())
        recover(book, NOON)

        assert drafts_of(book) == {ADDRESS: after}
        kept = [each.answer for each in book.history(CASE_ID).entries()]
        assert kept == [Answer(ADDRESS, text) for text in in_history]

    def test_of_a_voice_is_half_typed_for_that_voice(self, book):
        book.drafts(CASE_ID).write(unfinished(ADDRESS, {ADDRESS: "Mine"}))
        leave_editor_file(book, b"Theirs\n", f"{ADDRESS}@next of/kin")
        recover(book, NOON)

        assert drafts_of(book) == {ADDRESS: "Mine", f"{ADDRESS}@next of/kin": "Theirs"}

    def test_twice_at_one_question_keeps_both(self, book):
        leave_editor_file(book, b"The one\n")
        leave_editor_file(book, b"The other\n")
        recover(book, NOON)

        (kept,) = [each.answer.text for each in book.history(CASE_ID).entries()]
        assert {kept, drafts_of(book)[ADDRESS]} == {"The one", "The other"}

    def test_is_no_reason_to_forget_what_was_half_typed_where_it_is_empty(self, book):
        book.drafts(CASE_ID).write(unfinished(ADDRESS, {ADDRESS: "Half typed"}))
        leave_editor_file(book, b"\n")
        recover(book, NOON)

        assert drafts_of(book) == {ADDRESS: "Half typed"}

    def test_stays_until_it_can_be_kept(self, book):
        edited = leave_editor_file(book, b"New\n")
        drafts = book.drafts(CASE_ID).path
        drafts.parent.write_text("a file in the folder's place, made up")
        assert recover(book, NOON) == []
        assert edited.read() == b"New\n"
        drafts.parent.unlink()
        recover(book, NOON)

        assert drafts_of(book) == {ADDRESS: "New"}
        assert left_in(book.editor_files_folder) == []

    def test_is_never_put_into_the_note_itself(self, book):
        before = (book.folder / f"{CASE_ID}.md").read_bytes()
        leave_editor_file(book, b"New\n")
        recover(book, NOON)

        assert (book.folder / f"{CASE_ID}.md").read_bytes() == before


class TestWhatIsNoText:
    @pytest.mark.parametrize(
        "data",
        [b"caf\xe9", b"One\0two", b"x" * (MAX_TEXT_BYTES + 1)],
        ids=["latin 1", "0", "large"],
    )
    def test_goes_to_the_rescued_texts_and_is_told(self, book, data):
        leave_editor_file(book, data)
        found = rescued(recover(book, NOON))

        assert {name: path.read_bytes() for name, path in found.items()} == {f"{ADDRESS}.md": data}
        assert found[f"{ADDRESS}.md"].parent.parent == book.rescued_texts_folder
        assert drafts_of(book) == {}
        assert left_in(book.editor_files_folder) == []

    def test_is_private_there(self, book):
        edited = leave_editor_file(book, b"caf\xe9")
        edited.path.chmod(0o666)
        (path,) = rescued(recover(book, NOON)).values()

        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(book.rescued_texts_folder.stat().st_mode) == 0o700

    @pytest.mark.parametrize("kind", ["a pipe", "a folder", "a link", "an endless device"])
    def test_is_moved_as_it_is_where_it_is_no_file(self, book, outside, kind):
        path = leave_editor_file(book).path
        path.unlink()
        {
            "a pipe": lambda: os.mkfifo(path),
            "a folder": path.mkdir,
            "a link": lambda: path.symlink_to(outside / "words.txt"),
            "an endless device": lambda: path.symlink_to("/dev/zero"),
        }[kind]()
        found = rescued(recover(book, NOON))

        assert list(found) == [f"{ADDRESS}.md"]
        assert found[f"{ADDRESS}.md"].is_symlink() is (kind in ("a link", "an endless device"))
        assert drafts_of(book) == {}

    @pytest.mark.parametrize("data", [b"New\n", None], ids=["changed", "unchanged"])
    def test_beside_a_text_goes_to_the_rescued_texts_and_is_told(self, book, data):
        edited = leave_editor_file(book, data)
        (edited.folder / f".{ADDRESS}.md.swp").write_bytes(b"swapped, made up")
        found = rescued(recover(book, NOON))

        assert found[f".{ADDRESS}.md.swp"].read_bytes() == b"swapped, made up"
        assert drafts_of(book) == ({ADDRESS: "New"} if data else {})
        assert left_in(book.editor_files_folder) == []

    def test_is_told_where_an_editor_had_moved_the_text_aside_to_write_it_anew(self, book):
        edited = leave_editor_file(book, b"New\n")
        edited.path.rename(edited.folder / f"{ADDRESS}.md~")
        found = rescued(recover(book, NOON))

        assert {name: path.read_bytes() for name, path in found.items()} == {
            f"{ADDRESS}.md~": b"New\n"
        }

    def test_is_nothing_to_tell_of_where_the_editor_left_no_file_at_all(self, book):
        leave_editor_file(book).path.unlink()

        assert recover(book, NOON) == []
        assert left_in(book.editor_files_folder) == []

    def test_is_told_once_for_each_and_none_takes_another_s_place(self, book):
        for number in range(3):
            leave_editor_file(book, b"caf\xe9 %d" % number)
        messages = recover(book, NOON)

        assert len(set(messages)) == 3
        saved = {path.read_bytes() for each in messages for path in rescued([each]).values()}
        assert saved == {b"caf\xe9 0", b"caf\xe9 1", b"caf\xe9 2"}
        assert recover(book, NOON + timedelta(days=1)) == []

    def test_is_told_where_it_is_where_it_cannot_be_moved(self, book):
        edited = leave_editor_file(book, b"caf\xe9")
        book.rescued_texts_folder.write_text("a file in the folder's place, made up")

        assert recover(book, NOON) == [f"{MESSAGE}{edited.folder}"]
        assert edited.path.read_bytes() == b"caf\xe9"


class TestACaseThatSomebodyHolds:
    @pytest.mark.parametrize("interactive", [True, False], ids=["a person", "data"])
    def test_is_passed_over_at_once_and_the_others_are_not(self, book, interactive):
        edited = leave_editor_file(book, b"New\n")
        leave_editor_file(book, b"Other\n", ADDRESS, OTHER)
        hold = book.lock_case(book.folder / f"{CASE_ID}.md", CASE_ID, NOON, interactive=interactive)
        began = time.monotonic()
        assert recover(book, NOON) == []

        assert time.monotonic() - began < LOCK_TIMEOUT / 2
        assert edited.read() == b"New\n"
        assert (drafts_of(book), drafts_of(book, OTHER)) == ({}, {ADDRESS: "Other"})
        hold.release()
        recover(book, NOON)
        assert drafts_of(book) == {ADDRESS: "New"}

    def test_is_free_again_after_a_recovery(self, book):
        leave_editor_file(book, b"New\n")
        leave_editor_file(book, b"caf\xe9")
        recover(book, NOON)

        book.lock_case(
            book.folder / f"{CASE_ID}.md", CASE_ID, NOON, interactive=True, timeout=0
        ).release()


class TestALinkOutOfTheNotebook:
    def leave(self, outside):
        """What a recovery would take, in a folder that is another's."""
        (outside / f"{CASE_ID}.{ADDRESS}.abcdefgh").mkdir()
        (outside / f"{CASE_ID}.{ADDRESS}.abcdefgh" / f"{ADDRESS}.md").write_text("another's")

    def test_to_what_editors_have_is_not_followed(self, book, tmp_path):
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        self.leave(elsewhere)
        book.state.mkdir()
        book.editor_files_folder.symlink_to(elsewhere)

        assert recover(book, NOON) == []
        assert (elsewhere / f"{CASE_ID}.{ADDRESS}.abcdefgh" / f"{ADDRESS}.md").exists()
        assert drafts_of(book) == {}

    def test_to_one_text_is_not_followed(self, book, tmp_path):
        self.leave(tmp_path)
        book.editor_files_folder.mkdir(parents=True)
        name = f"{CASE_ID}.{ADDRESS}.abcdefgh"
        (book.editor_files_folder / name).symlink_to(tmp_path / name)

        assert recover(book, NOON) == []
        assert (tmp_path / name / f"{ADDRESS}.md").exists()
        assert drafts_of(book) == {}

    def test_to_the_rescued_texts_is_not_followed(self, book, outside):
        edited = leave_editor_file(book, b"caf\xe9")
        book.rescued_texts_folder.symlink_to(outside)

        assert recover(book, NOON) == [f"{MESSAGE}{edited.folder}"]
        assert left_in(outside) == ["words.txt"]

    @pytest.mark.parametrize("what", ["drafts", f"drafts/{CASE_ID}.json", "history", "locks"])
    def test_to_what_is_kept_is_not_followed_and_the_text_stays(self, book, outside, what):
        edited = leave_editor_file(book, b"New\n")
        path = book.state / what
        path.parent.mkdir(exist_ok=True)
        is_file = path.suffix == ".json"
        path.symlink_to(outside / "words.txt" if is_file else outside)

        assert recover(book, NOON) == []
        assert edited.read() == b"New\n"
        assert left_in(outside) == ["words.txt"]

    def test_to_the_half_typed_texts_lets_the_parts_of_files_there_be(self, book, outside):
        part = outside / f".{CASE_ID}.json.abc.part"
        book.state.mkdir()
        (book.state / "drafts").symlink_to(outside)
        part.write_bytes(b"")
        os.utime(part, (0, 0))
        recover(book, NOON)

        assert part.exists()
        part.unlink()


class TestPartsOfFiles:
    def test_that_were_never_put_in_their_place_go_and_the_others_stay(self, book):
        drafts = book.drafts("").path.parent
        drafts.mkdir(parents=True)
        old, young = NOON.timestamp() - 60, NOON.timestamp()
        parts = {
            book.folder / f".{CASE_ID}.md.abcd.part": (old, False),
            book.folder / f".{OTHER}.md.abcd.part": (young, True),
            book.folder / ".mine.txt.abcd.part": (old, True),
            drafts / f".{CASE_ID}.json.abcd.part": (old, False),
            drafts / f".{OTHER}.json.abcd.part": (young, True),
            book.state / "..gitignore.abcd.part": (old, False),
            book.state / "..gitignore.efgh.part": (young, True),
        }
        for path, (when, _) in parts.items():
            path.write_bytes(b"half")
            os.utime(path, (when, when))
        recover(book, NOON)

        assert {path: path.exists() for path in parts} == {
            path: stays for path, (_, stays) in parts.items()
        }

    def test_are_no_reason_to_make_a_folder(self, book):
        recover(book, NOON)

        assert left_in(book.folder) == [f"{CASE_ID}.md"]

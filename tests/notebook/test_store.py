"""The store: every change of a note is reported to the listener, and nothing else is."""

import pytest
from made_up import CASE_ID, NOON, note_text

from coprod_cli.base.errors import CannotSave, CoprodError
from coprod_cli.notebook.note.edit import set_title
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rewrite import replace_note, rewrite_note
from coprod_cli.notebook.store import ChangedMeanwhile, ChangeKind, NoteChange, Store
from coprod_cli.notebook.trash import Trash


@pytest.fixture
def changes():
    return []


@pytest.fixture
def book(tmp_path, changes):
    Notebook.make(tmp_path / "book")
    return Notebook(tmp_path / "book", changes.append)


def added(book, case_id=CASE_ID):
    path = book.folder / f"{case_id}.md"
    book.store.add(path, note_text().replace(CASE_ID, case_id).encode())
    return path


class TestAListener:
    def test_is_told_of_a_note_that_is_added(self, book, changes):
        path = book.add(lambda case_id: note_text().replace(CASE_ID, case_id), NOON)

        assert changes == [NoteChange(ChangeKind.ADDED, str(path))]

    def test_is_told_of_a_note_that_is_rewritten_and_not_of_one_that_stays(self, book, changes):
        path = added(book)
        changes.clear()

        rewrite_note(book, path, lambda note: note, NOON)
        assert changes == []
        rewrite_note(book, path, lambda note: set_title(note, "Another"), NOON)
        assert changes == [NoteChange(ChangeKind.REPLACED, str(path))]

    def test_is_told_of_a_note_that_is_replaced_whole(self, book, changes):
        path = added(book)
        changes.clear()

        replace_note(book, path, lambda note: note.original.encode() + b"\n", NOON)

        assert changes == [NoteChange(ChangeKind.REPLACED, str(path))]

    def test_is_told_of_a_note_that_is_removed_and_of_one_that_is_brought_back(self, book, changes):
        path = added(book)
        changes.clear()

        Trash(book).restore(Trash(book).put(path, NOON))

        assert changes == [
            NoteChange(ChangeKind.REMOVED, str(path)), NoteChange(ChangeKind.ADDED, str(path)),
        ]  # fmt: skip

    def test_finds_the_change_on_the_disk(self, tmp_path):
        seen = []
        store = Store(tmp_path, lambda change: seen.append(store.read(change.path)))
        path = tmp_path / "note.md"

        store.add(path, b"one")
        store.replace(path, b"two", store.stamp(path))

        assert seen == [b"one", b"two"]

    def test_is_told_nothing_where_nothing_was_changed(self, book, changes):
        path = added(book)
        stamp = book.store.stamp(path)
        path.write_bytes(b"another program's")
        changes.clear()

        with pytest.raises(ChangedMeanwhile):
            book.store.replace(path, b"mine", stamp)
        with pytest.raises(FileExistsError):
            book.store.add(path, b"mine")
        with pytest.raises(CannotSave):
            book.store.move_out(book.folder / "none.md", book.folder / ".coprod" / "none.md")

        assert (changes, path.read_bytes()) == ([], b"another program's")

    def test_is_told_nothing_of_files_beside_notes(self, book, changes):
        book.set_language("sv")
        book.history(CASE_ID).keep_note(b"a note", NOON)
        book.history(CASE_ID).clear()
        with book.lock_case(added(book), CASE_ID, NOON, interactive=False):
            changes.clear()

        assert changes == []


class TestTheStore:
    def test_gives_paths_as_strings_with_no_dot_before_them(self, book, monkeypatch):
        added(book)
        monkeypatch.chdir(book.folder)

        assert list(Store(book.folder).paths()) == [str(book.folder / f"{CASE_ID}.md")]
        assert Notebook(book.folder.relative_to(book.folder)).paths() == [f"{CASE_ID}.md"]

    def test_has_no_stamp_of_what_is_not_there(self, book):
        assert book.store.stamp(book.folder / "none.md") is None

    def test_writes_nothing_where_a_link_leads_out(self, book, tmp_path, changes):
        outside = tmp_path / "outside.md"
        outside.write_bytes(b"another's")
        (book.folder / "link.md").symlink_to(outside)
        (tmp_path / "elsewhere").mkdir()
        (book.folder / "kept-apart").symlink_to(tmp_path / "elsewhere")

        with pytest.raises(CoprodError, match="leads out of its folder"):
            book.store.replace(book.folder / "link.md", b"mine", None)
        with pytest.raises(CoprodError, match="leads out of its folder"):
            book.store.add(book.folder / "kept-apart" / "new.md", b"mine")

        assert (outside.read_bytes(), list((tmp_path / "elsewhere").iterdir())) == (
            b"another's",
            [],
        )
        assert changes == []

    def test_takes_no_other_file_s_place_with_a_move(self, book):
        path, other = (added(book, each) for each in (CASE_ID, "20261110-bbbbbb"))
        before = other.read_bytes()

        with pytest.raises(CannotSave):
            book.store.move_in(path, other)

        assert (path.exists(), other.read_bytes()) == (True, before)

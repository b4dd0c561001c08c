"""The trash: a note is moved into it unchanged, however often, and restored to its path."""

import stat
from datetime import timedelta
from errno import EPERM
from pathlib import Path

import pytest
from made_up import CASE_ID, NOON, add_note

from coprod_cli.base.errors import CannotSave, CoprodError, NotFound
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.trash import Trash

MINUTE = timedelta(minutes=1)
ONE, TWO = "20261101-aaaaaa", "20261101-abcdef"


@pytest.fixture
def book(tmp_path):
    return Notebook.make(tmp_path / "book")


@pytest.fixture
def trash(book):
    return Trash(book)


def everything_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


class TestPutting:
    def test_moves_the_note_as_it_is(self, book, trash):
        path = add_note(book.folder, answers={"first.name": "Made up"})
        data, found = path.read_bytes(), path.stat()

        target = trash.put(path, NOON)

        assert target == book.folder / ".coprod/bin/20261124T120000.000000Z" / path.name
        assert not path.exists()
        assert target.read_bytes() == data
        assert (target.stat().st_mode, target.stat().st_mtime) == (found.st_mode, found.st_mtime)

    def test_keeps_the_subfolder(self, book, trash):
        path = add_note(book.folder / "below" / "deeper")

        assert trash.put(path, NOON).relative_to(trash.folder).parts[1:] == (
            "below", "deeper", path.name
        )  # fmt: skip

    def test_is_private(self, book, trash):
        target = trash.put(add_note(book.folder), NOON)

        for folder in (trash.folder, target.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_twice_at_one_moment_keeps_both(self, book, trash):
        for text in ("Made up, one", "Made up, two"):
            trash.put(add_note(book.folder, answers={"first.name": text}), NOON)

        texts = [Path(path).read_text() for path in trash.paths()]
        assert ["Made up, one" in texts[0], "Made up, two" in texts[1]] == [True, True]

    def test_refuses_a_link(self, book, trash, tmp_path):
        path = add_note(tmp_path / "elsewhere")
        link = book.folder / path.name
        link.symlink_to(path)

        with pytest.raises(CoprodError, match="this is a link"):
            trash.put(link, NOON)

        assert link.is_symlink()
        assert path.exists()

    def test_refuses_a_note_of_another_folder(self, trash, tmp_path):
        path = add_note(tmp_path / "elsewhere")

        with pytest.raises(CoprodError, match="this note is not in this notebook"):
            trash.put(path, NOON)

        assert path.exists()

    def test_refuses_a_note_that_only_a_link_brings_here(self, book, trash, tmp_path):
        path = add_note(tmp_path / "elsewhere")
        (book.folder / "linked").symlink_to(tmp_path / "elsewhere")

        with pytest.raises(CoprodError, match="this note is not in this notebook"):
            trash.put(book.folder / "linked" / path.name, NOON)

        assert path.exists()

    def test_refuses_what_is_in_the_bin_already(self, book, trash):
        removed = trash.put(add_note(book.folder), NOON)

        with pytest.raises(CoprodError, match="hidden folder"):
            trash.put(removed, NOON + MINUTE)

        assert trash.paths() == [str(removed)]

    def test_refuses_where_the_bin_is_a_link_out(self, book, trash, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        trash.folder.symlink_to(tmp_path / "elsewhere")
        path = add_note(book.folder)

        with pytest.raises(CoprodError, match="leads out of its folder"):
            trash.put(path, NOON)

        assert path.exists()
        assert everything_in(tmp_path / "elsewhere") == []

    def test_takes_a_notebook_that_is_named_by_a_link(self, book, tmp_path):
        (tmp_path / "link").symlink_to(book.folder)
        path = add_note(tmp_path / "link")

        removed = Trash(Notebook(tmp_path / "link")).put(path, NOON)

        assert everything_in(book.folder) == sorted(
            [".coprod", ".coprod/.gitignore", ".coprod/bin", ".coprod/bin/20261124T120000.000000Z",
             f".coprod/bin/20261124T120000.000000Z/{path.name}"]
        )  # fmt: skip
        assert Trash(book).restore(Trash(book).find(removed.stem)) == book.folder / path.name


class TestRestoring:
    @pytest.mark.parametrize("folder", [".", "below/deeper"])
    def test_puts_the_note_where_it_was(self, book, trash, folder):
        path = add_note(book.folder / folder)
        data = path.read_bytes()
        removed = trash.put(path, NOON)
        if folder != ".":
            path.parent.rmdir()

        assert trash.restore(removed) == path
        assert path.read_bytes() == data
        assert everything_in(trash.folder) == []

    def test_is_found_by_its_whole_title_before_the_end_of_an_id(self, book, trash):
        for name, title in (("20261101-aaaaat", "A walk"), ("20261102-bbbbbb", "T")):
            trash.put(add_note(book.folder, name, {}, title=title), NOON)

        assert trash.find("t").stem == "20261102-bbbbbb"
        assert trash.find("at").stem == "20261101-aaaaat"

    def test_refuses_where_a_note_of_the_name_is_there_again(self, book, trash):
        removed = trash.put(add_note(book.folder), NOON)
        path = add_note(book.folder, answers={"first.name": "Made up, anew"})
        before = path.read_bytes()

        with pytest.raises(CoprodError, match="a note of this name is in the notebook"):
            trash.restore(removed)

        assert path.read_bytes() == before
        assert removed.exists()

    @pytest.mark.parametrize("there", ["", "nowhere"])
    def test_refuses_where_a_link_stands(self, book, trash, tmp_path, there):
        path = add_note(book.folder)
        removed = trash.put(path, NOON)
        path.symlink_to(tmp_path / there)

        with pytest.raises(CoprodError):
            trash.restore(removed)

        assert removed.exists()
        assert path.is_symlink()

    def test_does_not_follow_a_link_out_of_the_notebook(self, book, trash, tmp_path):
        path = add_note(book.folder / "below")
        removed = trash.put(path, NOON)
        path.parent.rmdir()
        (tmp_path / "elsewhere").mkdir()
        (book.folder / "below").symlink_to(tmp_path / "elsewhere")

        with pytest.raises(CoprodError, match="leads out of its folder"):
            trash.restore(removed)

        assert removed.exists()
        assert everything_in(tmp_path / "elsewhere") == []

    def test_works_without_hard_links(self, book, trash, monkeypatch):
        path = add_note(book.folder)
        data = path.read_bytes()
        removed = trash.put(path, NOON)

        def refuse(*_):
            raise PermissionError(EPERM, "Operation not permitted")

        monkeypatch.setattr("coprod_cli.notebook.store.os.link", refuse)

        trash.restore(removed)

        assert path.read_bytes() == data
        assert not removed.exists()

    def test_leaves_the_note_where_it_is_where_its_folder_cannot_be_made(self, book, trash):
        removed = trash.put(add_note(book.folder / "below"), NOON)
        (book.folder / "below").rmdir()
        (book.folder / "below").write_text("a file")

        with pytest.raises(CannotSave):
            trash.restore(removed)

        assert removed.exists()

    def test_leaves_the_other_notes_of_its_folder(self, book, trash):
        removed = trash.put(add_note(book.folder / "below"), NOON)
        beside = add_note(removed.parent, TWO)

        trash.restore(removed)

        assert trash.paths() == [str(beside)]


class TestItsNotes:
    def test_is_nothing_at_first(self, trash):
        assert trash.paths() == []
        assert list(trash.notes()) == []
        with pytest.raises(NotFound, match="there is no such case in the bin"):
            trash.find("latest")

    def test_is_no_note_of_the_notebook(self, book, trash):
        trash.put(add_note(book.folder), NOON)

        assert book.paths() == []
        with pytest.raises(NotFound):
            book.find(CASE_ID)

    def test_is_read_in_the_order_of_removal(self, book, trash):
        for minute, case_id in enumerate([TWO, ONE]):
            trash.put(add_note(book.folder, case_id), NOON + minute * MINUTE)

        assert [note.case.id for note in trash.notes()] == [TWO, ONE]

    def test_stays_where_it_is_when_it_is_read(self, book, trash):
        trash.put(add_note(book.folder), NOON)
        before = everything_in(book.folder)

        list(trash.notes())

        assert everything_in(book.folder) == before


class TestFinding:
    @pytest.fixture(autouse=True)
    def _removed(self, book, trash):
        for minute, case_id in enumerate([ONE, TWO, ONE]):
            path = add_note(book.folder, case_id, {"first.name": f"Made up, {minute}"})
            trash.put(path, NOON + minute * MINUTE)

    @pytest.mark.parametrize(
        ("reference", "text"),
        [(ONE, "2"), (TWO, "1"), ("20261101-aa", "2"), ("20261101-ab", "1"), ("latest", "2")],
    )
    def test_gives_what_was_removed_last_of_a_name(self, trash, reference, text):
        assert f"Made up, {text}" in trash.find(reference).read_text()

    def test_needs_enough_of_the_id(self, trash):
        with pytest.raises(NotFound, match="this fits 3 removed cases"):
            trash.find("20261101-a")

    @pytest.mark.parametrize("reference", ["", "x", "..", "*", f"{ONE}.md", "20261101-aaaaaaa"])
    def test_of_nothing_says_so(self, trash, reference):
        with pytest.raises(NotFound, match="there is no such case in the bin"):
            trash.find(reference)

    @pytest.mark.parametrize("reference", [CASE_ID, "20261124", "A visit", "A vis"])
    def test_knows_a_note_by_its_id_whatever_its_file_is_called(self, book, trash, reference):
        path = add_note(book.folder)
        removed = trash.put(path.rename(book.folder / "A visit.md"), NOON)

        assert trash.find(reference) == removed

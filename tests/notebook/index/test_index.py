"""The index gives what the notes say, reads only those that changed, and is never needed."""

import errno
import os
import random
import shutil
import stat
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from indexed import index_in_use, index_of, write_as_another_program
from made_up import add_note, note_text

from coprod_cli.notebook.index.fact import Fact
from coprod_cli.notebook.index.index import Index
from coprod_cli.notebook.index.indexed_facts import IndexedFacts
from coprod_cli.notebook.notebook import Notebook

IDS = [f"20261101-aaaaa{number}" for number in range(6)]


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache" / "deep"


@pytest.fixture
def book(tmp_path, cache):
    """A notebook of six notes, whose index is used, and is built."""
    folder = tmp_path / "notes"
    for number, case_id in enumerate(IDS):
        add_note(folder, case_id, {"first.name": f"Made up {number}"}, title=f"Title {number}")
    with index_in_use(cache):
        book = Notebook.open(folder)
        list(book.outlines())
        yield book


def titles(book):
    return [outline.case.title for outline in Notebook(book.folder).outlines()]


def reads(book):
    """The names of the notes that are read for all outlines."""
    names = []

    def read(notebook, path):
        names.append(Path(path).name)
        return original(notebook, path)

    original = Notebook.read
    with patch.object(Notebook, "read", read):
        list(Notebook(book.folder).outlines())
    return names


class TestFreshness:
    def test_no_note_is_read_that_has_not_changed(self, book):
        assert reads(book) == []

    def test_a_note_that_another_program_changed_is_read(self, book):
        path = book.folder / f"{IDS[2]}.md"
        write_as_another_program(path, note_text(id=IDS[2], title="Other"))

        assert reads(book) == [path.name]
        assert reads(book) == []
        assert titles(book)[2] == "Other"

    def test_a_change_is_seen_whose_program_puts_size_and_time_back(self, book):
        path = book.folder / f"{IDS[2]}.md"
        before = path.stat()
        path.write_bytes(path.read_bytes().replace(b"Title 2", b"Title X"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        assert path.stat().st_size == before.st_size
        assert titles(book)[2] == "Title X"

    def test_a_note_is_read_again_that_was_changed_within_two_seconds(self, tmp_path, cache):
        folder = tmp_path / "fresh"
        path = add_note(folder, IDS[0], title="Fresh")
        home = {"XDG_CACHE_HOME": str(cache)}
        with patch.object(IndexedFacts, "min_notes", 1), patch.dict(os.environ, home):
            assert reads(Notebook(folder)) == [path.name]
            assert reads(Notebook(folder)) == [path.name]

    def test_a_note_that_was_removed_or_added_is_seen(self, book):
        (book.folder / f"{IDS[0]}.md").unlink()
        add_note(book.folder, "20261102-bbbbbb", title="New")

        assert titles(book) == [*(f"Title {number}" for number in range(1, 6)), "New"]

    def test_a_note_that_cannot_be_read_is_read_each_time(self, book):
        path = book.folder / f"{IDS[1]}.md"
        write_as_another_program(path, "---\nid: [\n---\ncoprod:")

        assert set(reads(book)) == {path.name}
        assert reads(book) == [path.name]


class TestWhereItLies:
    def test_it_is_private_and_its_name_tells_nothing(self, book, cache):
        file = index_of(book.folder, cache)

        assert file.parent == cache / "coprod"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert "notes" not in file.name
        assert sorted(path.name for path in book.folder.iterdir()) == [f"{each}.md" for each in IDS]

    @pytest.mark.parametrize("way", ["link", "notes", "notes/../notes", "."])
    def test_a_notebook_has_one_index_by_whichever_path_it_is_opened(
        self, book, tmp_path, cache, monkeypatch, way
    ):
        (tmp_path / "link").symlink_to(book.folder)
        monkeypatch.chdir(book.folder if way == "." else tmp_path)

        assert index_of(Path(way), cache) == index_of(book.folder, cache)
        assert reads(Notebook(Path(way))) == []
        Notebook(Path(way)).store.delete(Path(way) / f"{IDS[3]}.md")
        assert b"Title 3" not in index_of(book.folder, cache).read_bytes()

    def test_a_small_notebook_has_none(self, tmp_path, cache):
        add_note(tmp_path / "small", IDS[0])
        with patch.dict(os.environ, {"XDG_CACHE_HOME": str(cache)}):
            list(Notebook(tmp_path / "small").outlines())

        assert not cache.exists()

    @pytest.mark.parametrize("word", ["off", "No", "0"])
    def test_a_person_may_do_without(self, book, word):
        with patch.dict(os.environ, {"COPROD_INDEX": word}):
            assert len(reads(book)) == len(IDS)

    def test_a_person_without_a_home_has_none(self, book):
        nowhere = patch("pathlib.Path.home", side_effect=RuntimeError)
        with patch.dict(os.environ, {"XDG_CACHE_HOME": ""}), nowhere:
            assert titles(book)[0] == "Title 0"


class TestWithoutIt:
    """Whatever is wrong with the index, the notes are read instead."""

    def assert_right(self, book):
        assert titles(book) == [f"Title {number}" for number in range(6)]

    def test_a_python_without_sqlite(self, book):
        names = [f"coprod_cli.notebook.index.{name}" for name in ("index", "database")]
        with patch.dict(sys.modules, {"sqlite3": None}):
            for name in names:
                sys.modules.pop(name, None)
            assert len(reads(book)) == len(IDS)
            self.assert_right(book)

    def test_a_cache_folder_that_cannot_be_made(self, book, cache):
        cache.rename(cache.with_name("moved"))
        cache.write_text("a file")

        self.assert_right(book)

    @pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
    def test_a_cache_folder_in_which_nothing_can_be_written(self, book, cache, number):
        file = index_of(book.folder, cache)
        file.unlink()
        open_file = os.open

        def refusing(path, *rest, **more):
            if path == file:
                raise OSError(number, os.strerror(number))
            return open_file(path, *rest, **more)

        with patch("os.open", refusing):
            self.assert_right(book)
        assert not file.exists()

    def test_a_name_of_a_note_that_a_wrong_byte_made_text(self, book, cache):
        import sqlite3

        with sqlite3.connect(index_of(book.folder, cache)) as other:
            other.execute("UPDATE facts SET path = CAST(path AS TEXT) WHERE path > x'32303236'")
        other.close()
        (book.folder / f"{IDS[0]}.md").touch()

        self.assert_right(book)

    def test_an_index_that_may_only_be_read(self, book, cache):
        import sqlite3

        connect = sqlite3.connect
        file = index_of(book.folder, cache)
        write_as_another_program(
            book.folder / f"{IDS[0]}.md", note_text(id=IDS[0], title="Title 0", tags=["new"])
        )
        with patch(
            "sqlite3.connect",
            lambda path, **rest: connect(f"{path.as_uri()}?mode=ro", uri=True, **rest),
        ):
            self.assert_right(book)
        assert file.exists()

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
    @pytest.mark.parametrize("of_another", ["folder", "file", "above"])
    def test_what_belongs_to_another_user_is_neither_used_nor_made(self, book, cache, of_another):
        file = index_of(book.folder, cache)
        before = file.read_bytes()
        if of_another == "above":
            shutil.rmtree(file.parent)
        given = {"folder": file.parent, "file": file, "above": cache}[of_another]
        os.chown(given, 12345, 12345)
        write_as_another_program(
            book.folder / f"{IDS[0]}.md", note_text(id=IDS[0], title="Title 0", tags=["new"])
        )

        self.assert_right(book)
        assert (file.read_bytes() if file.exists() else None) == (
            None if of_another == "above" else before
        )

    def test_an_index_that_is_no_plain_file(self, book, cache, tmp_path):
        file = index_of(book.folder, cache)
        file.unlink()
        file.symlink_to(tmp_path / "elsewhere")

        self.assert_right(book)
        assert not (tmp_path / "elsewhere").exists()

    def test_an_index_that_another_process_has_locked(self, book, cache):
        import sqlite3

        other = sqlite3.connect(index_of(book.folder, cache), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            self.assert_right(book)
        finally:
            other.close()
        assert reads(book) == []

    @pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
    def test_a_file_that_is_no_index_is_made_anew(self, book, cache, content):
        index_of(book.folder, cache).write_bytes(content)

        self.assert_right(book)
        self.assert_right(book)
        assert reads(book) == []

    def test_an_index_of_an_earlier_format_is_made_anew(self, book, cache):
        import sqlite3

        with sqlite3.connect(index_of(book.folder, cache)) as other:
            other.execute("PRAGMA user_version = 99")
        other.close()

        self.assert_right(book)
        self.assert_right(book)
        assert reads(book) == []

    def test_what_was_computed_in_another_way_does_not_count(self, book):
        with patch("coprod_cli.notebook.index.fact._installation", lambda: "another version"):
            assert len(reads(book)) == len(IDS)
        assert len(reads(book)) == len(IDS)


def test_no_wrong_byte_in_the_index_changes_what_it_gives(book, cache):
    """Each byte in turn would take minutes: one in 97 comes to lie in every part of a page."""
    file = index_of(book.folder, cache)
    right, expected = file.read_bytes(), list(book.outlines())
    for offset in range(0, len(right), 97):
        wrong = bytearray(right)
        wrong[offset] ^= 0xFF
        file.write_bytes(wrong)
        assert list(Notebook(book.folder).outlines()) == expected, offset


@pytest.mark.parametrize("length", [0, 1, 99, 4096, 5000, 8192])
def test_an_index_that_was_cut_short_changes_nothing(book, cache, length):
    file = index_of(book.folder, cache)
    expected = list(book.outlines())
    file.write_bytes(file.read_bytes()[:length])

    assert list(Notebook(book.folder).outlines()) == expected


class TestForgetting:
    """A title that is taken out of a note cannot be found in the bytes of the index."""

    def assert_forgotten(self, book, cache, word):
        folder = index_of(book.folder, cache).parent
        assert all(word not in path.read_bytes() for path in folder.iterdir())
        assert b"Title 5" in index_of(book.folder, cache).read_bytes()

    def test_when_coprod_removes_the_note(self, book, cache):
        path = book.folder / f"{IDS[3]}.md"
        assert b"Title 3" in index_of(book.folder, cache).read_bytes()
        Notebook(book.folder).store.move_out(path, book.state / "bin" / path.name)

        self.assert_forgotten(book, cache, b"Title 3")

    def test_when_coprod_changes_the_note(self, book, cache):
        path = book.folder / f"{IDS[3]}.md"
        store = Notebook(book.folder).store
        store.replace(path, note_text(id=IDS[3], title="Other").encode(), store.stamp(path))

        self.assert_forgotten(book, cache, b"Title 3")

    def test_when_coprod_changes_the_note_while_a_person_does_without_the_index(self, book, cache):
        with patch.dict(os.environ, {"COPROD_INDEX": "off"}):
            self.test_when_coprod_changes_the_note(book, cache)

    @pytest.mark.parametrize("text", [note_text(id=IDS[3], title="Other"), "no note", ""])
    def test_when_another_program_changed_the_note(self, book, cache, text):
        write_as_another_program(book.folder / f"{IDS[3]}.md", text)
        list(book.outlines())

        self.assert_forgotten(book, cache, b"Title 3")

    def test_when_another_program_removed_the_note(self, book, cache):
        (book.folder / f"{IDS[3]}.md").unlink()
        list(book.outlines())

        self.assert_forgotten(book, cache, b"Title 3")

    def test_nothing_is_left_where_a_value_stood_before_sqlite_moved_it(self, tmp_path):
        chance = random.Random(0)  # noqa: S311 - how long values are, and which go first
        paths = [tmp_path / f"20261101-{number:06}.md" for number in range(60)]
        for path in paths:
            path.touch()
        with index_in_use(tmp_path / "cache"):
            file = index_of(tmp_path, tmp_path / "cache")
            index = Index(tmp_path, file)
            for name in ("one", "two"):
                fact = Fact(
                    name,
                    lambda path: Path(path).stem * chance.randint(1, 150),
                    str.encode,
                    lambda _path, value: value.decode(),
                )
                list(index.values(fact, list(map(str, paths))))
            chance.shuffle(paths)
            for path in paths[:28]:
                index.forget(str(path), for_good=True)

        left = file.read_bytes()
        assert [path for path in paths if path.stem.encode() * 2 in left] == sorted(
            paths[28:], key=paths.index
        )

    def test_by_a_python_without_sqlite_the_index_is_deleted(self, book, cache):
        with patch.dict(sys.modules, {"coprod_cli.notebook.index.index": None}):
            Notebook(book.folder).store.delete(book.folder / f"{IDS[3]}.md")

        assert not index_of(book.folder, cache).exists()

    def test_an_index_that_is_locked_meanwhile_is_deleted(self, book, cache):
        import sqlite3

        file = index_of(book.folder, cache)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with patch("coprod_cli.notebook.index.connection._SECONDS_TO_FORGET", 0.01):
            Notebook(book.folder).store.delete(book.folder / f"{IDS[3]}.md")
        other.close()

        assert not file.exists()


def test_it_is_said_once_that_all_notes_are_read(tmp_path, cache):
    folder = tmp_path / "notes"
    for case_id in IDS:
        add_note(folder, case_id)
    told = []
    with index_in_use(cache):
        for _time in range(2):
            list(Notebook(folder, notify=told.append).outlines())

    assert [str(each) for each in told] == ["Reading 6 notes; the next time is faster ..."]

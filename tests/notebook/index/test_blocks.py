"""Values of blocks of notes: they are what the notes say; only changed blocks are merged."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indexed import EDITS, edit, index_in_use, index_of, write_as_another_program
from made_up import add_note, note_text

from coprod_cli.notebook.index.block_fact import BlockFact
from coprod_cli.notebook.index.fact import as_json, from_json
from coprod_cli.notebook.index.indexed_facts import IndexedFacts
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outlines import outline_fact

IDS = [f"202611{day:02}-aaaaa{number}" for day in range(1, 7) for number in range(4)]
UNKNOWN = "unknown"


class Titles:
    """The titles of the notes of a block, of which the two halves are loaded late."""

    def __init__(self, load):
        self._load = load

    def all(self):
        return from_json(self._load(0)) + from_json(self._load(1))


class Merges:
    """Counts how many notes are merged into blocks."""

    def __init__(self, book):
        self.notes = 0
        self.fact = BlockFact(
            "titles",
            outline_fact(book.read),
            self._merge,
            self._pack,
            lambda _p, load: Titles(load),
        )

    def _merge(self, paths, values):
        self.notes += len(paths)
        found = [each.case.title if each and each.case else UNKNOWN for each in values]
        half = len(found) // 2
        parts = [as_json(found[:half]), as_json(found[half:])]
        return Titles(parts.__getitem__)

    @staticmethod
    def _pack(titles):
        return [titles._load(number) for number in range(2)]


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def book(tmp_path, cache):
    """A notebook of some blocks of notes, which the index knows."""
    for case_id in IDS:
        add_note(tmp_path / "notes", case_id, title=f"Title {case_id[6:]}")
    with index_in_use(cache):
        book = Notebook.open(tmp_path / "notes")
        titles(book)
        yield book


def look(book, use=lambda _paths, value: value.all()):
    """What is made of each block, and of how many notes the blocks were merged."""
    book = Notebook(book.folder)
    merges = Merges(book)
    return list(book.use_blocks(merges.fact, book.listing(), use)), merges.notes


def titles(book):
    return [title for block in look(book)[0] for title in block]


def merged(book):
    return look(book)[1]


def largest(book):
    return max(map(len, look(book)[0]))


def own_titles(book):
    """The titles as the notes alone say them."""
    listing = book.listing()
    cases = [book.read(path).case for path in listing.paths]
    return [
        case.title if case and path not in listing.links else UNKNOWN
        for case, path in zip(cases, listing.paths, strict=True)
    ]


class TestFreshness:
    def test_no_note_is_read_or_merged_that_has_not_changed(self, book):
        assert len(look(book)[0]) > 3
        with patch.object(Notebook, "read", side_effect=AssertionError):
            assert look(book)[1] == 0

    @pytest.mark.parametrize("kind", ["changed", "removed", "added", "moved"])
    def test_a_change_of_a_note_changes_the_block_that_it_is_in(self, book, kind):
        most = largest(book)
        path = book.folder / f"{IDS[9]}.md"
        if kind == "changed":
            write_as_another_program(path, note_text(id=IDS[9], title="Other"))
        elif kind == "removed":
            path.unlink()
        elif kind == "moved":
            (book.folder / "sub").mkdir()
            path.rename(book.folder / "sub" / path.name)
        else:
            add_note(book.folder, "20261103-bbbbbb", title="New")

        right = own_titles(book)
        found, count = look(book)
        assert [title for block in found for title in block] == right
        assert 0 < count <= most + 1
        assert merged(book) == 0

    def test_a_block_is_merged_again_in_which_a_note_was_changed_within_two_seconds(self, book):
        write_as_another_program(book.folder / f"{IDS[9]}.md", note_text(id=IDS[9], title="Other"))
        with patch("coprod_cli.notebook.index.index.nanoseconds_since_1970", lambda: 0):
            assert merged(book) == merged(book) > 0
            assert titles(book) == own_titles(book)

    def test_what_was_merged_in_another_way_does_not_count(self, book):
        with patch("coprod_cli.notebook.index.fact._installation", lambda: "another version"):
            assert merged(book) == len(IDS)
        assert merged(book) == len(IDS)


class TestWhatABlockDoesNotKnow:
    def test_a_note_that_cannot_be_read(self, book):
        write_as_another_program(book.folder / f"{IDS[9]}.md", "---\nid: [\n---\ncoprod:")

        assert titles(book)[9] == UNKNOWN
        assert merged(book) == 0

    def test_a_link_and_a_note_that_took_the_place_of_one(self, book, tmp_path):
        path = book.folder / f"{IDS[9]}.md"
        outside = path.rename(tmp_path / "outside.md")
        path.symlink_to(outside)
        assert titles(book)[9] == UNKNOWN
        assert merged(book) == 0

        path.unlink()
        path.hardlink_to(outside)
        assert titles(book)[9] == f"Title {IDS[9][6:]}"


class TestWithoutIt:
    def test_all_notes_are_merged(self, book):
        with patch.dict(os.environ, {"COPROD_INDEX": "off"}):
            assert titles(book) == own_titles(book)
            assert merged(book) == len(IDS)

    @pytest.mark.parametrize("first", ["title", "block"])
    def test_a_value_of_notes_and_one_of_blocks_do_not_depend_on_each_other(
        self, book, cache, first
    ):
        index_of(book.folder, cache).unlink()
        looks = [lambda: titles(book), lambda: [each.case.title for each in book.outlines()]]
        for each in looks if first == "block" else looks[::-1]:
            assert each() == own_titles(book)
        assert merged(book) == 0

    def test_no_wrong_byte_in_the_index_changes_what_it_gives(self, book, cache):
        file = index_of(book.folder, cache)
        right, expected = file.read_bytes(), titles(book)
        for offset in range(0, len(right), 211):
            wrong = bytearray(right)
            wrong[offset] ^= 0xFF
            file.write_bytes(wrong)
            assert titles(book) == expected, offset

    def test_a_part_that_is_lost_while_a_block_is_used_is_made_again(self, book, cache):
        expected, times = titles(book), []

        def use(_paths, value):
            times.append(from_json(value._load(0)))
            index_of(book.folder, cache).write_bytes(b"no database, made up" * 1000)
            return value.all()

        found, count = look(book, use)
        assert [title for block in found for title in block] == expected
        assert count == len(IDS)
        assert len(times) == len(found) + 1


class TestForgetting:
    """A title that is taken out of a note cannot be found in the bytes of the index."""

    WORD = f"Title {IDS[9][6:]}".encode()

    @pytest.fixture
    def path(self, book, cache):
        assert index_of(book.folder, cache).read_bytes().count(self.WORD) >= 2
        return book.folder / f"{IDS[9]}.md"

    @pytest.fixture(params=["blocks", "notes"])
    def look_again(self, book, request):
        """Lets the index notice a change, by what it knows of blocks or of notes."""
        return (
            (lambda: titles(book)) if request.param == "blocks" else lambda: list(book.outlines())
        )

    def assert_forgotten(self, book, cache):
        assert self.WORD not in index_of(book.folder, cache).read_bytes()
        self.assert_still_known(book, cache)

    def assert_still_known(self, book, cache):
        assert b"Title 01-aaaaa0" in index_of(book.folder, cache).read_bytes()

    def test_when_coprod_removes_the_note(self, book, cache, path):
        Notebook(book.folder).store.move_out(path, book.state / "bin" / path.name)

        self.assert_forgotten(book, cache)

    @pytest.mark.parametrize("text", [note_text(id=IDS[9], title="Other"), "no note", ""])
    def test_when_another_program_changed_the_note(self, book, cache, path, text, look_again):
        write_as_another_program(path, text)
        look_again()

        self.assert_forgotten(book, cache)

    def test_when_another_program_removed_the_note(self, book, cache, path, look_again):
        path.unlink()
        look_again()

        self.assert_forgotten(book, cache)

    def test_when_another_program_renamed_the_note_and_changed_it(
        self, book, cache, path, look_again
    ):
        other = path.rename(path.with_name("20261103-bbbbbb.md"))
        write_as_another_program(other, note_text(id="20261103-bbbbbb", title="Other"))
        look_again()

        self.assert_forgotten(book, cache)

    def test_when_only_another_command_saw_the_note(self, book, cache):
        """The blocks that this command knows are the same as before the note was there."""
        path = add_note(book.folder, "20261102-bbbbbb", title="Seen by lists alone, made up")
        list(Notebook(book.folder).outlines())
        assert b"Seen by lists" in index_of(book.folder, cache).read_bytes()
        path.unlink()
        titles(book)

        assert b"Seen by lists" not in index_of(book.folder, cache).read_bytes()
        self.assert_still_known(book, cache)

    @pytest.mark.parametrize("kind", ["removed", "changed"])
    def test_when_that_happens_while_the_note_is_looked_at(self, book, cache, path, kind):
        """Another process removes the note after it was read, and before its value is stored."""
        index_of(book.folder, cache).unlink()

        def use(_paths, _value):
            if path.exists() and kind == "removed":
                Notebook(book.folder).store.delete(path)
            elif kind == "changed":
                write_as_another_program(path, note_text(id=IDS[9], title="Other"))

        look(book, use)
        titles(book)
        self.assert_forgotten(book, cache)


@settings(max_examples=10)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=6), min_size=1, max_size=4))
def test_blocks_say_what_the_notes_say_whatever_was_changed(rounds):
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "notes")
        folder.mkdir()
        with index_in_use(Path(temporary, "cache")), patch.object(IndexedFacts, "min_notes", 0):
            for edits in rounds:
                for each in edits:
                    edit(folder, *each)
                book = Notebook(folder)
                for _time in range(2):
                    assert titles(book) == own_titles(book)

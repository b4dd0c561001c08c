"""The latest case: which one was changed last, and when that is not certain."""

import os

import pytest
from made_up import add_note

from coprod_cli.base.errors import CoprodError, InvalidInput, NotFound
from coprod_cli.notebook.notebook import Notebook

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
BEFORE, NOW, LATER = (f"2026-11-24T{hour}:00:00+01:00" for hour in ("09", "10", "11"))
SECONDS = {BEFORE: 1795507200, NOW: 1795510800, LATER: 1795514400}


class Told(list):
    def __call__(self, message):
        self.append(str(message))


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def book(tmp_path, told):
    return Notebook(tmp_path, notify=told)


def add(book, case_id, updated, written=None):
    """Add a note; its file is written when the case is changed, or at another moment."""
    path = add_note(book.folder, case_id, {}, updated=updated)
    return at(path, SECONDS[written or updated])


def at(path, seconds):
    os.utime(path, ns=(0, int(seconds * 1e9)))
    return path


def damaged(book, case_id, written):
    path = book.folder / f"{case_id}.md"
    path.write_text("---\ncoprod: [\n---\n")
    return at(path, SECONDS[written])


def refused(book, match):
    with pytest.raises(CoprodError, match=match) as refusal:
        book.find_to_change("latest")
    return refusal.value


class TestLatest:
    def test_is_the_one_whose_moment_of_change_is_the_last(self, book, told):
        add_note(book.folder, ONE, {}, updated="2026-11-24T10:00:00+01:00")
        add_note(book.folder, TWO, {}, updated="2026-11-24T09:30:00+00:00")
        add_note(book.folder, THREE, {}, updated=BEFORE)

        assert book.find_to_change("latest").stem == TWO
        assert told == []

    @pytest.mark.parametrize("later", [ONE, TWO, THREE])
    def test_of_one_second_is_the_one_whose_file_was_written_last(self, book, told, later):
        for case_id in (ONE, TWO, THREE):
            path = add(book, case_id, NOW)
            at(path, SECONDS[NOW] + (0.002 if case_id == later else 0.001))

        assert book.find_to_change("latest").stem == later
        assert told == []

    def test_of_one_second_and_one_time_of_all_files_is_told(self, book, told):
        add(book, THREE, BEFORE, written=LATER)
        for case_id in (TWO, ONE):  # as after a checkout
            add(book, case_id, NOW, written=LATER)

        assert book.find_to_change("latest").stem == TWO
        assert told == [f"2 cases were changed in the same second; as latest counts {TWO}."]

    def test_of_an_empty_notebook_is_an_error(self, book):
        with pytest.raises(NotFound, match="there is no case yet"):
            book.find_to_change("latest")

    def test_of_damaged_notes_only_is_their_findings(self, book):
        damaged(book, ONE, NOW)

        with pytest.raises(InvalidInput):
            book.find("latest")


class TestUnreadableNote:
    @pytest.mark.parametrize("written", [NOW, LATER])
    def test_that_may_be_the_latest_is_told_and_nothing_is_changed(self, book, told, written):
        add(book, TWO, NOW)
        bad = damaged(book, ONE, written)

        error = refused(book, "this may be the latest case, but it cannot be read")
        assert error.where == str(bad)
        assert TWO in str(error.hint)
        assert told == []
        assert book.find("latest").stem == TWO
        assert told == [
            f"{bad}: this may be the latest case, but it cannot be read. Try: coprod check"
        ]

    def test_that_was_written_before_is_counted_and_does_not_stop_a_change(self, book, told):
        add(book, TWO, NOW)
        damaged(book, ONE, BEFORE)

        assert book.find_to_change("latest").stem == TWO
        assert told == ["1 note cannot be read. Try: coprod check"]

    def test_may_be_the_latest_where_a_copy_made_the_other_file_newer(self, book):
        add(book, TWO, BEFORE, written=LATER)
        damaged(book, ONE, NOW)

        refused(book, "cannot be read")

    def test_of_several_is_told_once(self, book):
        add(book, TWO, NOW)
        for case_id in (ONE, THREE):
            damaged(book, case_id, LATER)

        assert "So may 1 other." in str(refused(book, "cannot be read").message)

    def test_that_is_a_link_to_nowhere_counts_by_the_link(self, book):
        add(book, TWO, BEFORE)
        (book.folder / f"{ONE}.md").symlink_to(book.folder / "nowhere.md")

        refused(book, "cannot be read")

    def test_that_is_not_downloaded_may_be_the_latest(self, book):
        add(book, TWO, BEFORE)
        (book.folder / f".{ONE}.md.icloud").write_bytes(b"")

        refused(book, "cannot be read")


class TestTimeThatIsNotUnderstood:
    @pytest.mark.parametrize("updated", ["yesterday", "", "01/02/2026"])
    def test_may_be_the_last_if_its_file_is_not_older(self, book, told, updated):
        add(book, TWO, NOW)
        odd = at(add_note(book.folder, ONE, {}, updated=updated), SECONDS[LATER])

        assert refused(book, 'its "updated" does not tell').where == str(odd)
        assert book.find("latest").stem == TWO
        assert told[0].startswith(f"{odd}: this may be the latest case")
        at(odd, SECONDS[BEFORE])
        assert book.find_to_change("latest").stem == TWO

    def test_of_a_day_alone_may_be_the_last_of_that_day_only(self, book):
        add(book, TWO, NOW)
        odd = add_note(book.folder, ONE, {}, updated="2026-11-24")
        at(odd, SECONDS[LATER])
        refused(book, 'its "updated" does not tell')

        add_note(book.folder, ONE, {}, updated="2026-11-22")
        assert book.find_to_change("latest").stem == TWO

    def test_of_all_cases_leaves_it_to_their_files(self, book, told):
        for case_id, written in ((ONE, NOW), (TWO, BEFORE)):
            at(add_note(book.folder, case_id, {}, updated="once"), SECONDS[written])

        assert book.find_to_change("latest").stem == ONE
        assert told == []

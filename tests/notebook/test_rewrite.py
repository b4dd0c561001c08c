"""Rewriting a note: it is read again, edited, and saved only if the edit changed anything."""

import pytest
from made_up import NOON, VISIT, add_note

from coprod_cli.base.errors import InvalidInput
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.set_answers import set_answer
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rewrite import rewrite_note

ONE = "20261101-aaaaaa"


@pytest.fixture
def book(tmp_path):
    add_note(tmp_path, ONE, VISIT)
    return Notebook(tmp_path)


class TestRewriting:
    def test_saves_what_an_edit_changed(self, book):
        path = book.folder / f"{ONE}.md"
        answer = Answer("first.wait", "13")
        rewrite_note(book, path, lambda note: set_answer(note, answer, "### Q"), NOON)

        assert book.read(path).case.answer("first.wait") == answer

    def test_reads_afresh_what_another_has_written(self, book):
        path = book.folder / f"{ONE}.md"
        book.read(path)
        path.write_text(path.read_text().replace("A made-up morning", "Their own words"))
        rewrite_note(
            book, path, lambda note: set_answer(note, Answer("first.wait", "13"), "### Q"), NOON
        )

        assert book.read(path).case.answer("first.name").text == "Their own words"

    def test_does_not_write_what_is_as_it_was(self, book):
        path = book.folder / f"{ONE}.md"
        before = path.stat()
        rewrite_note(book, path, lambda note: note, NOON)

        after = path.stat()
        assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)

    def test_of_a_note_that_is_damaged_is_refused(self, book):
        path = book.folder / f"{ONE}.md"
        path.write_text(path.read_text().replace("<!-- coprod:end -->", ""))
        before = path.read_bytes()

        with pytest.raises(InvalidInput):
            rewrite_note(
                book, path, lambda note: set_answer(note, Answer("first.wait", "1"), "### Q"), NOON
            )
        assert path.read_bytes() == before

    def test_of_a_note_that_is_gone_does_not_bring_it_back(self, book):
        path = book.folder / f"{ONE}.md"
        path.unlink()

        with pytest.raises(InvalidInput, match="no such file"):
            rewrite_note(
                book, path, lambda note: set_answer(note, Answer("first.wait", "1"), "### Q"), NOON
            )
        assert not path.exists()

"""References to cases: which note an id, the beginning of one, a path or `latest` names."""

import pytest
from made_up import VISIT, add_note

from coprod_cli.base.errors import NotFound
from coprod_cli.notebook.notebook import Notebook

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"


@pytest.fixture
def book(tmp_path):
    """Three cases; the first one was changed last."""
    add_note(tmp_path, ONE, VISIT, updated="2026-11-25T09:00:00+01:00")
    add_note(tmp_path, TWO, {})
    add_note(tmp_path, THREE, {})
    return Notebook(tmp_path)


class TestFinding:
    @pytest.mark.parametrize(
        ("reference", "found"),
        [(ONE, ONE), ("20261101", ONE), ("2026111", TWO), (f"{THREE}.md", THREE), ("latest", ONE)],
    )
    def test_is_by_an_id_a_beginning_a_path_or_latest(self, book, reference, found):
        assert book.find(reference) == book.folder / f"{found}.md"

    def test_prefers_the_whole_id_to_a_beginning(self, book):
        add_note(book.folder, f"{ONE}-copy", {})

        assert book.find(ONE) == book.folder / f"{ONE}.md"
        assert book.find(ONE[:-1]) == book.folder / f"{ONE}.md"

    def test_of_an_id_in_two_folders_names_both(self, book):
        add_note(book.folder / "below", ONE, {})

        with pytest.raises(NotFound, match="this fits 2 cases"):
            book.find(ONE)
        assert book.find(f"below/{ONE}.md") == book.folder / "below" / f"{ONE}.md"

    def test_of_a_renamed_note_is_by_the_id_in_it(self, book):
        (book.folder / f"{TWO}.md").rename(book.folder / "A day.md")

        assert book.find(TWO) == book.folder / "A day.md"
        assert book.find(TWO[:10]) == book.folder / "A day.md"

    @pytest.mark.parametrize(
        "reference", ["", " ", "nope", "2027", "..", "/", ".md", "latest.md", "*"]
    )
    def test_of_nothing_is_an_error(self, book, reference):
        (book.folder / "A day.md").write_text("# A day\n")

        with pytest.raises(NotFound, match="there is no such case"):
            book.find(reference)

    def test_of_the_latest_goes_by_the_moment_of_the_last_change(self, tmp_path):
        add_note(tmp_path, ONE, {}, updated="2026-11-24T10:00:00+01:00")
        add_note(tmp_path, TWO, {}, updated="2026-11-24T09:30:00+00:00")
        add_note(tmp_path, THREE, {}, updated="yesterday")

        assert Notebook(tmp_path).find("latest") == tmp_path / f"{TWO}.md"

    def test_of_the_latest_among_equals_is_the_last_id(self, tmp_path):
        for case_id in (TWO, ONE):
            add_note(tmp_path, case_id, {})

        assert Notebook(tmp_path).find("latest") == tmp_path / f"{TWO}.md"

    def test_of_the_latest_in_an_empty_notebook_is_an_error(self, tmp_path):
        with pytest.raises(NotFound, match="there is no case yet"):
            Notebook(tmp_path).find("latest")

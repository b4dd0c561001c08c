"""References to cases: which note an id, a list number, a title or `latest` names."""

import pytest
from made_up import VISIT, add_note

from coprod_cli.base.errors import NotFound
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.references import AmbiguousCase

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

    def test_of_an_id_in_two_folders_is_the_upper_one(self, book):
        add_note(book.folder / "below", ONE, {})

        assert book.find(ONE) == book.folder / f"{ONE}.md"
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

    @pytest.mark.parametrize(
        ("reference", "found"),
        [
            ("bbbbbb", TWO),
            ("10-BBBBBB", TWO),
            ("c", THREE),
            ("-aaaaaa", ONE),
            ("1", ONE),
            ("3", THREE),
        ],
    )
    def test_is_by_the_end_of_an_id_or_a_list_number(self, book, reference, found):
        assert book.find(reference).stem == found

    def test_by_number_goes_by_creation_whatever_the_ids_and_damage(self, tmp_path):
        for day, time in (("aaaaaa", "18:00"), ("bbbbbb", "09:00"), ("cccccc", "12:00")):
            add_note(tmp_path, f"20261101-{day}", {}, created=f"2026-11-01T{time}:00+01:00")
        add_note(tmp_path, "20261031-zzzzzz", {}, created="2026-10-31T23:00:00+01:00")
        book = Notebook(tmp_path)
        order = ["zzzzzz", "bbbbbb", "cccccc", "aaaaaa"]

        assert [book.find(str(number)).stem[-6:] for number in (1, 2, 3, 4)] == order
        (tmp_path / "20261031-zzzzzz.md").write_text("---\n: [\n---\n")
        (tmp_path / "A day.md").write_text("# No note\n")
        assert [book.find(str(number)).stem[-6:] for number in (1, 2, 3, 4)] == order
        with pytest.raises(NotFound):
            book.find("5")

    @pytest.mark.parametrize(
        ("reference", "found"),
        [
            ("tuesday clinic", 0), ("CLINIC", 0), ("clinics", 1), ("waiting", 2), ("wait room", 2),
            ("ward", 3), ("night ward", 4), ("don't", 2),
        ],
    )  # fmt: skip
    def test_is_by_words_of_a_title_that_only_one_fits(self, tmp_path, reference, found):
        titles = [
            "The Tuesday clinic", "Two clinics", "Don\u2019t: the waiting\u2013room", "Ward",
            "A night on the ward",
        ]  # fmt: skip
        for number, title in enumerate(titles):
            add_note(tmp_path, f"2026110{number + 1}-aaaaaa", {}, title=title)

        assert Notebook(tmp_path).find(reference).stem == f"2026110{found + 1}-aaaaaa"

    def test_is_by_a_whole_title_before_the_end_of_an_id_which_is_told(self, tmp_path):
        told = []
        add_note(tmp_path, "20261101-aaaaat", {}, title="A walk")
        add_note(tmp_path, TWO, {}, title="T")
        book = Notebook(tmp_path, notify=told.append)

        assert book.find("t").stem == book.find_to_change("T").stem == TWO
        assert told[0].startswith(f"{TWO} has this title. It also fits 20261101-aaaaat")
        assert book.find("at").stem == "20261101-aaaaat"
        add_note(tmp_path, THREE, {}, title="t.")
        with pytest.raises(AmbiguousCase, match="this fits 3 cases"):
            Notebook(tmp_path).find("T")

    def test_of_several_tells_them_and_carries_their_titles_apart(self, tmp_path):
        for number in range(1, 6):
            add_note(tmp_path, f"2026110{number}-aaaaaa", {}, title=f"Morning {number}")

        with pytest.raises(AmbiguousCase, match="this fits 5 cases") as caught:
            Notebook(tmp_path).find("morning")
        assert "Morning" not in str(caught.value.lines())
        assert [each.title for each in caught.value.candidates] == [
            f"Morning {number}" for number in range(1, 6)
        ]

    def test_by_title_tells_of_notes_that_cannot_be_read(self, tmp_path):
        told = []
        add_note(tmp_path, ONE, {}, title="A walk")
        (tmp_path / f"{TWO}.md").write_text("---\n: [\n---\n")

        assert Notebook(tmp_path, notify=told.append).find("walk").stem == ONE
        assert "1 note cannot be read" in str(told)


class TestANumberThatEndsAnId:
    @pytest.fixture
    def told(self):
        return []

    @pytest.fixture
    def book(self, tmp_path, told):
        for number in range(1, 13):
            end = "zzzz12" if number == 1 else "zzzzz5" if number == 2 else "aaaaaa"
            add_note(tmp_path, f"202611{number:02d}-{end}", {})
        return Notebook(tmp_path, notify=told.append)

    def test_is_the_number_which_is_told(self, book, told):
        assert book.find("12").stem == "20261112-aaaaaa"
        (sentence,) = told
        assert sentence == (
            "12 is 20261112-aaaaaa by its number in the list. "
            "The id 20261101-zzzz12 has these digits, too."
        )

    def test_is_refused_where_the_case_will_be_changed(self, book):
        with pytest.raises(AmbiguousCase, match="20261112-aaaaaa, 20261101-zzzz12"):
            book.find_to_change("12")
        assert book.find_to_change("z12").stem == "20261101-zzzz12"

    def test_of_one_digit_is_always_the_number(self, book, told):
        assert book.find_to_change("5").stem == "20261105-aaaaaa"
        assert told == []

    def test_is_part_of_an_id_where_the_list_is_shorter(self, book):
        assert book.find("20261107").stem == "20261107-aaaaaa"


class TestFindingTheLatest:
    def test_in_an_empty_notebook_is_an_error(self, tmp_path):
        with pytest.raises(NotFound, match="there is no case yet"):
            Notebook(tmp_path).find("latest")

"""Files in the place of a note that is not here, or holds nothing: told as what they are."""

import pytest
from made_up import CASE_ID, NOON, VISIT, add_note, note_text

from coprod_cli.base.errors import CoprodError
from coprod_cli.model.case import Answer
from coprod_cli.notebook.notebook import Notebook, is_note

IN_CLOUD = f".{CASE_ID}.md.icloud"
PARTS = [
    f"{CASE_ID}.md.crdownload", f"{CASE_ID}.md.part", f"{CASE_ID}.md.partial",
    f".syncthing.{CASE_ID}.md.tmp", f"~syncthing~{CASE_ID}.md.tmp",
]  # fmt: skip


@pytest.fixture
def book(tmp_path):
    return Notebook.make(tmp_path)


def only_note(book):
    (path,) = book.paths()
    return book.read(path)


class TestAFileInThePlaceOfANote:
    @pytest.mark.parametrize("name", [IN_CLOUD, *PARTS])
    def test_is_found_by_the_id_and_says_what_it_is(self, book, name):
        (book.folder / name).write_bytes(b"bplist00\xd1\x01")

        note = book.read(book.find(CASE_ID))

        assert is_note(note)
        assert note.case is None
        assert [each.kind for each in note.findings] == ["not-here"]
        assert ("iCloud" in note.findings[0].message) == (name == IN_CLOUD)

    @pytest.mark.parametrize("name", [IN_CLOUD, *PARTS])
    def test_is_nothing_where_the_note_itself_is_there(self, book, name):
        path = add_note(book.folder, CASE_ID, VISIT)
        (path.parent / name).write_bytes(b"a part")

        assert book.paths() == [str(path)]

    @pytest.mark.parametrize("name", [IN_CLOUD, PARTS[0]])
    def test_is_never_written_or_moved(self, book, name):
        path = book.folder / name
        path.write_bytes(b"bplist00")

        with pytest.raises(CoprodError):
            book.store.replace(path, b"made up", None)
        with pytest.raises(CoprodError):
            book.store.move_out(path, book.folder / "elsewhere.md")

        assert path.read_bytes() == b"bplist00"

    @pytest.mark.parametrize(
        "name", [".DS_Store", f"{CASE_ID}.md~", f".{CASE_ID}.md.x1.part", f".{CASE_ID}.md.swp",
                 f"~${CASE_ID}.md", f"{CASE_ID}.pdf.part", ".photo.jpg.icloud"]
    )  # fmt: skip
    def test_is_no_other_file(self, book, name):
        (book.folder / name).write_bytes(b"anything")

        assert [each for each in book.paths() if is_note(book.read(each))] == []


class TestANoteThatHoldsNothing:
    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"", "empty"),
            (b"\n \r\n", "empty"),
            (b"\xef\xbb\xbf", "empty"),
            (b"\0" * 512, "zero-bytes"),
        ],
    )
    def test_says_so_and_where_earlier_texts_are(self, book, data, kind):
        path = add_note(book.folder, CASE_ID, VISIT)
        whole = path.read_bytes()
        path.write_bytes(data)
        assert [each.kind for each in only_note(book).findings] == [kind]
        assert CASE_ID not in only_note(book).findings[0].hint

        book.history(CASE_ID).keep([Answer("first.name", "Earlier")], NOON)
        assert f"coprod history {CASE_ID}" in only_note(book).findings[0].hint

        book.history(CASE_ID).keep_note(whole, NOON)
        assert "coprod check --repair" in only_note(book).findings[0].hint

    def test_is_no_note_of_coprod_where_its_name_is_no_id(self, book):
        (book.folder / "Untitled.md").write_bytes(b"")

        assert not is_note(only_note(book))


class TestANoteWithZeroBytes:
    def test_in_the_place_of_words_is_uncertain_there(self, book):
        text = note_text({**VISIT, "second.late": "Made up"}, id=CASE_ID)
        text = text.replace("Made up", f"Made {chr(0) * 40}")
        (book.folder / f"{CASE_ID}.md").write_text(text)

        (finding,) = only_note(book).findings

        assert (finding.kind, finding.uncertain) == ("zero-bytes", True)
        assert text.split("\n")[finding.line - 1][finding.column - 1] == "\0"

    def test_below_its_end_is_whole(self, book):
        (book.folder / f"{CASE_ID}.md").write_text(note_text(VISIT, id=CASE_ID) + "\0" * 99)

        note = only_note(book)

        assert [(each.kind, each.uncertain) for each in note.findings] == [("zero-bytes", False)]
        assert note.case.answer("first.name").text == VISIT["first.name"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", [CASE_ID, "a title"])
def test_a_note_in_another_encoding_is_told_under_any_name(book, encoding, name):
    (book.folder / f"{name}.md").write_bytes(note_text(VISIT).encode(encoding))

    note = only_note(book)

    assert is_note(note)
    assert note.case is None
    assert encoding[:6].upper() in note.findings[0].message


def test_a_folder_or_a_broken_link_with_the_name_of_a_note_is_told(book, tmp_path):
    (book.folder / f"{CASE_ID}.md").mkdir()
    inner = add_note(book.folder / f"{CASE_ID}.md", "20261130-aaaaaa", VISIT)
    (book.folder / "20261129-aaaaaa.md").symlink_to(tmp_path / "nowhere.md")
    (book.folder / "README.md").symlink_to(tmp_path / "nowhere.md")

    notes = {note.source: note for note in book.notes()}

    assert notes.pop(str(inner)).case is not None
    assert [note.findings[0].kind for note in notes.values()] == ["unreadable"] * 2

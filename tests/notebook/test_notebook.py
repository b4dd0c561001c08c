"""A notebook: which files of its folder are notes, adding a note, and the folders beside them."""

import os
import stat
from errno import EACCES, ENOSPC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import CASE_ID, NOON, VISIT, add_note, note_text

from coprod_cli.base.errors import CannotSave, CoprodError, InvalidInput, NotFound
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook import notebook as module
from coprod_cli.notebook import side_files
from coprod_cli.notebook.note.reader import require_case
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.notebook import Notebook

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"


@pytest.fixture
def book(tmp_path):
    """Three cases; the first one was changed last."""
    add_note(tmp_path, ONE, VISIT, updated="2026-11-25T09:00:00+01:00")
    add_note(tmp_path, TWO, {})
    add_note(tmp_path, THREE, {})
    return Notebook(tmp_path)


def names(paths):
    return [Path(path).name for path in paths]


class TestOpening:
    def test_needs_a_folder(self, tmp_path):
        with pytest.raises(NotFound) as caught:
            Notebook.open(tmp_path / "nowhere")

        assert caught.value.lines() == [
            f"{tmp_path}/nowhere: there is no notebook here. Try: coprod init, or coprod new-case"
        ]

    @pytest.mark.parametrize("way", [Notebook.open, Notebook.make])
    def test_does_not_take_a_file(self, tmp_path, way):
        (tmp_path / "file").write_text("words")

        with pytest.raises(NotFound, match="this is a file"):
            way(tmp_path / "file")

    def test_takes_any_folder(self, tmp_path):
        assert not Notebook.open(tmp_path).is_made
        assert list(tmp_path.iterdir()) == []

    def test_after_making_is_private_all_the_way(self, tmp_path):
        made = Notebook.make(tmp_path / "deep" / "down")

        assert made.is_made
        for folder in (tmp_path / "deep", made.folder, made.folder / ".coprod"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_after_making_a_folder_that_was_there_leaves_its_mode(self, tmp_path):
        tmp_path.chmod(0o755)
        Notebook.make(tmp_path)

        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755

    def test_after_making_keeps_its_state_from_git(self, tmp_path):
        made = Notebook.make(tmp_path / "cases")
        ignored = made.state / ".gitignore"

        assert ignored.read_bytes() == b"*\n"
        assert stat.S_IMODE(ignored.stat().st_mode) == 0o600
        assert list(made.folder.iterdir()) == [made.state]

    @pytest.mark.parametrize("way", ["make", "set_language", "lock"])
    def test_gives_an_earlier_notebook_what_keeps_its_state_from_git(self, book, way):
        book.state.mkdir()
        if way == "make":
            Notebook.make(book.folder)
        elif way == "set_language":
            book.set_language("sv")
        else:
            book.lock_case(book.find(ONE), ONE, NOON, interactive=False).release()

        assert (book.state / ".gitignore").read_bytes() == b"*\n"

    @pytest.mark.parametrize("kind", ["file", "empty", "link", "folder"])
    def test_leaves_the_git_ignore_file_that_is_there(self, tmp_path, kind):
        ignored = tmp_path / ".coprod" / ".gitignore"
        ignored.parent.mkdir()
        if kind == "link":
            ignored.symlink_to(tmp_path / "nowhere")
        elif kind == "folder":
            ignored.mkdir()
        else:
            ignored.write_text("drafts\n" if kind == "file" else "")
        before = (ignored.lstat().st_mtime_ns, ignored.lstat().st_ino)
        Notebook.make(tmp_path).set_language("sv")

        assert (ignored.lstat().st_mtime_ns, ignored.lstat().st_ino) == before
        assert not (tmp_path / "nowhere").exists()

    def test_writes_no_git_ignore_file_through_a_link_out_of_it(self, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "cases").mkdir()
        (tmp_path / "cases" / ".coprod").symlink_to(tmp_path / "elsewhere")
        Notebook.make(tmp_path / "cases")

        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_needs_no_git_ignore_file_to_be_written(self, tmp_path, monkeypatch):
        def full(*_):
            raise CannotSave("full")

        monkeypatch.setattr(side_files, "write_new", full)

        assert Notebook.make(tmp_path / "cases").is_made


class TestWhatIsFound:
    def test_is_every_note_in_the_order_of_ids(self, book):
        add_note(book.folder / "below" / "deeper", "20261105-zzzzzz", {})

        assert names(book.paths()) == [
            f"{ONE}.md", "20261105-zzzzzz.md", f"{TWO}.md", f"{THREE}.md",
        ]  # fmt: skip

    def test_is_not_in_hidden_places(self, book):
        for place in (".trash", ".coprod", ".git"):
            add_note(book.folder / place, CASE_ID, {})
        (book.folder / f".{ONE}.md.part").write_text("half")
        (book.folder / ".hidden.md").write_text(note_text())

        assert names(book.paths()) == [f"{ONE}.md", f"{TWO}.md", f"{THREE}.md"]

    @pytest.mark.parametrize(
        ("name", "text", "is_one"),
        [
            (f"{CASE_ID}.md", "", True),
            ("A day.md", note_text(VISIT), True),
            ("A day.md", "# A day\n\n<!-- coprod:first.name -->\n", True),
            ("A day.md", "---\ncoprod: 1\n---\n", True),
            ("A day.md", "# A day\n", False),
            ("A day.md", "---\ntitle: A day\n---\n", False),
            ("2026-11-24.md", "# A day\n", False),
        ],
    )
    def test_is_a_note_by_its_name_its_markers_or_its_front_matter(
        self, tmp_path, name, text, is_one
    ):
        (tmp_path / name).write_text(text)

        assert names(note.source for note in Notebook(tmp_path).notes()) == [name] * is_one

    def test_is_everything_that_was_asked_for_by_name(self, tmp_path):
        (tmp_path / "A day.md").write_text("# A day\n")
        (note,) = Notebook(tmp_path).notes([tmp_path / "A day.md"])

        assert note.case is None

    def test_does_not_follow_folders_that_are_links(self, book, tmp_path_factory):
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        add_note(elsewhere, CASE_ID, {})
        (book.folder / "link").symlink_to(elsewhere)
        (book.folder / "loop").symlink_to(book.folder)

        assert len(book.paths()) == 3

    def test_may_be_a_link_to_a_note(self, book, tmp_path_factory):
        target = add_note(tmp_path_factory.mktemp("elsewhere"), CASE_ID, VISIT)
        (book.folder / f"{CASE_ID}.md").symlink_to(target)

        assert book.read(book.find(CASE_ID)).case.answer("first.name").text == VISIT["first.name"]

    def test_goes_on_where_a_folder_below_cannot_be_read_and_names_it(self, book, monkeypatch):
        add_note(book.folder / "below", CASE_ID, {})
        scan = os.scandir

        def refuse(folder):
            if str(folder).endswith("below"):
                raise PermissionError(EACCES, "Permission denied")
            return scan(folder)

        monkeypatch.setattr(os, "scandir", refuse)

        assert names(book.paths()) == [f"{ONE}.md", f"{TWO}.md", f"{THREE}.md", "below"]

    def test_is_an_error_where_the_notebook_itself_cannot_be_read(self, tmp_path):
        with pytest.raises(CoprodError, match="this cannot be read: no such file"):
            Notebook(tmp_path / "gone").paths()

    def test_is_read_whole_however_long(self, tmp_path):
        story = f"{'made up ' * 100_000}to the end"
        path = add_note(tmp_path, CASE_ID, {"second.story": story})

        assert Notebook(tmp_path).read(path).case.answer("second.story").text == story

    def test_that_cannot_be_opened_is_a_note_with_a_finding(self, book):
        note = book.read(book.folder / "gone.md")

        assert note.case is None
        assert note.uncertain
        (finding,) = note.findings
        assert str(finding) == (
            f"{book.folder}/gone.md: this cannot be read: no such file or directory. "
            "Try: see whether it was moved"
        )
        with pytest.raises(InvalidInput):
            require_case(note)


class TestAdding:
    def test_writes_what_it_is_given_for_the_new_id(self, tmp_path):
        path = Notebook(tmp_path).add(lambda case_id: f"id is {case_id}\n", NOON)

        assert path.read_text() == f"id is {path.stem}\n"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert is_case_id(path.stem)

    def test_never_takes_the_place_of_another_note(self, book, monkeypatch):
        before = (book.folder / f"{ONE}.md").read_bytes()
        drawn = iter([ONE, TWO, CASE_ID])
        monkeypatch.setattr(module, "new_case_id", lambda _: next(drawn))
        path = book.add(lambda case_id: f"{case_id}\n", NOON)

        assert path.stem == CASE_ID
        assert (book.folder / f"{ONE}.md").read_bytes() == before

    def test_leaves_nothing_where_the_text_cannot_be_made(self, tmp_path):
        with pytest.raises(ZeroDivisionError):
            Notebook(tmp_path).add(lambda _: str(1 // 0), NOON)

        assert list(tmp_path.iterdir()) == []

    def test_leaves_nothing_where_the_disk_is_full(self, tmp_path, monkeypatch):
        def full(*_):
            raise OSError(ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)

        with pytest.raises(CannotSave, match="no room left on the disk"):
            Notebook(tmp_path).add(lambda _: "words", NOON)
        assert list(tmp_path.iterdir()) == []

    def test_says_where_there_is_no_folder(self, tmp_path):
        with pytest.raises(CannotSave, match="that folder is not there"):
            Notebook(tmp_path / "nowhere").add(lambda _: "words", NOON)


class TestPlacesBesideTheNotes:
    def test_are_in_the_state_folder(self, book):
        assert book.drafts(ONE).path == book.folder / ".coprod" / "drafts" / f"{ONE}.json"
        assert book.editor_files_folder == book.folder / ".coprod" / "editing"

    @given(st.text(min_size=1))
    def test_never_lead_out_of_it(self, case_id):
        drafts = Notebook(Path("/made-up")).drafts(case_id)

        assert drafts.path.parent == Path("/made-up/.coprod/drafts")
        assert ".." not in drafts.path.parts

    @pytest.mark.parametrize(
        "place", ["drafts", f"drafts/{ONE}.json", f"history/{ONE}", "history", "locks"]
    )
    def test_are_not_written_to_through_a_link_that_leads_out(self, book, tmp_path_factory, place):
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        link = book.state / place
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(elsewhere)

        with pytest.raises(CoprodError, match="leads out of its folder"):
            book.lock_case(book.folder / f"{ONE}.md", ONE, NOON, interactive=False)
        assert list(elsewhere.iterdir()) == []

    @pytest.mark.parametrize("case_id", ["../../x", "/etc/x", "..", "a/b", "a\0b"])
    def test_are_safe_from_the_id_in_a_note(self, case_id):
        assert Notebook(Path("/n")).drafts(case_id).path.parent == Path("/n/.coprod/drafts")


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/n/a.md", "a.md"), ("/n/b/a.md", "b/a.md"), ("/m/a.md", "/m/a.md"), ("/nn/a", "/nn/a")],
)  # fmt: skip
def test_a_path_is_shown_from_the_notebook(path, shown):
    assert path_in_notebook(path, Path("/n")) == shown

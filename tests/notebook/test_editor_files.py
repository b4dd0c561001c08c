"""Editor files: the folder is private, and what an editor leaves in it is read with care."""

import os
import stat
from errno import ENOSPC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import CASE_ID

from coprod_cli.base.errors import CannotSave
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.editor_files import (
    MAX_TEXT_BYTES,
    leftover_editor_files,
    make_editor_file,
    text_from_editor,
)

ADDRESS = "second.story"
KEY = AnswerKey(ADDRESS)
BEFORE = b"Before, made up\n"


@pytest.fixture
def editing(tmp_path):
    return tmp_path / ".coprod" / "editing"


@pytest.fixture
def edited(editing):
    return make_editor_file(editing, CASE_ID, KEY, BEFORE)


@pytest.fixture
def outside(tmp_path):
    path = tmp_path / "outside.txt"
    path.write_text("another's words, made up")
    path.chmod(0o644)
    yield path
    assert path.read_text() == "another's words, made up"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def put_something_else(path, kind, outside):
    """Replace a file by something that is no plain file of a usual size."""
    path.unlink()
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a folder":
        path.mkdir()
    elif kind == "a link":
        path.symlink_to(outside)
    elif kind == "an endless device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as stream:
            stream.truncate(MAX_TEXT_BYTES + 1)


KINDS = pytest.mark.parametrize(
    "kind", ["a pipe", "a folder", "a link", "an endless device", "a large file"]
)


def modes_in(folder):
    return {
        path.relative_to(folder).as_posix(): oct(stat.S_IMODE(path.lstat().st_mode))
        for path in folder.rglob("*")
    }


class TestMakingAFile:
    @pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=oct)
    def test_is_private_whatever_the_umask(self, editing, mask):
        before = os.umask(mask)
        try:
            edited = make_editor_file(editing, CASE_ID, KEY, BEFORE)
        finally:
            os.umask(before)

        assert modes_in(editing.parent.parent) == {
            ".coprod": "0o700",
            ".coprod/.gitignore": "0o600",
            ".coprod/editing": "0o700",
            f".coprod/editing/{edited.folder.name}": "0o700",
            f".coprod/editing/{edited.folder.name}/{ADDRESS}.md": "0o600",
            f".coprod/editing/{edited.folder.name}/.before": "0o600",
        }

    def test_is_in_a_file_that_is_named_after_its_question(self, edited):
        assert edited.path.read_bytes() == BEFORE
        assert edited.path.name == f"{ADDRESS}.md"
        assert edited.folder.name.startswith(f"{CASE_ID}.{ADDRESS}.")

    def test_has_a_folder_of_its_own_each_time(self, editing, edited):
        edited.path.write_text("from the first time")
        again = make_editor_file(editing, CASE_ID, KEY, b"again")

        assert again.folder != edited.folder
        assert (edited.read(), again.read()) == (b"from the first time", b"again")

    def test_leaves_nothing_where_the_disk_is_full(self, editing, monkeypatch):
        def full(_):
            raise OSError(ENOSPC, os.strerror(ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(CannotSave, match="there is no room left on the disk"):
            make_editor_file(editing, CASE_ID, KEY, BEFORE)

        assert list(editing.iterdir()) == []

    def test_is_told_of_where_a_file_stands_in_the_folder_s_place(self, editing):
        editing.parent.mkdir()
        editing.write_text("a file, made up")
        with pytest.raises(CannotSave):
            make_editor_file(editing, CASE_ID, KEY, BEFORE)

        assert editing.read_text() == "a file, made up"

    def test_is_not_put_where_a_link_leads(self, editing, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        editing.parent.mkdir()
        editing.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(CannotSave) as caught:
            make_editor_file(editing, CASE_ID, KEY, BEFORE)

        assert caught.value.where == str(editing)
        assert list((tmp_path / "elsewhere").iterdir()) == []


class TestWhatAnEditorLeaves:
    def test_is_as_before_where_nothing_was_saved(self, edited):
        assert edited.is_unchanged()
        assert not edited.has_other_files()

    @pytest.mark.parametrize("data", [b"", b"New", BEFORE + b"\n", b"\xef\xbb\xbf" + BEFORE])
    def test_is_not_as_before_where_a_byte_was_changed(self, edited, data):
        edited.path.write_bytes(data)

        assert not edited.is_unchanged()
        assert edited.read() == data

    def test_is_as_before_where_it_was_saved_as_it_was(self, edited):
        edited.path.unlink()
        edited.path.write_bytes(BEFORE)

        assert edited.is_unchanged()

    def test_is_not_as_before_where_the_file_is_gone(self, edited):
        edited.path.unlink()

        assert not edited.is_unchanged()
        with pytest.raises(FileNotFoundError):
            edited.read()

    @KINDS
    def test_is_not_read_where_it_is_no_plain_file_of_a_fair_size(self, edited, kind, outside):
        put_something_else(edited.path, kind, outside)

        assert edited.read() is None
        assert not edited.is_unchanged()

    @KINDS
    def test_is_not_held_against_something_else_either(self, edited, kind, outside):
        put_something_else(edited.folder / ".before", kind, outside)

        assert not edited.is_unchanged()

    def test_is_read_up_to_the_largest_text(self, edited):
        edited.path.write_bytes(b"x" * MAX_TEXT_BYTES)

        assert edited.read() == b"x" * MAX_TEXT_BYTES

    @pytest.mark.parametrize("name", [".second.story.md.swp", "second.story.md~", "#x#", "4913"])
    def test_may_be_more_than_the_file(self, edited, name):
        (edited.folder / name).write_text("swapped")

        assert edited.has_other_files()

    def test_goes_with_all_that_is_beside_it_and_links_are_not_followed(self, edited, outside):
        (edited.folder / "a folder").mkdir()
        (edited.folder / "a folder" / "link").symlink_to(outside)
        (edited.folder / "parent").symlink_to(outside.parent)
        edited.remove()
        edited.remove()

        assert not edited.folder.exists()
        assert outside.exists()


class TestAMove:
    def test_takes_all_but_what_stood_there_before_and_makes_it_private(self, edited, tmp_path):
        edited.path.write_text("New")
        edited.path.chmod(0o664)
        (edited.folder / "backups").mkdir(mode=0o775)
        (edited.folder / "backups" / "one~").write_text("backup")
        (edited.folder / "backups" / "one~").chmod(0o644)
        edited.move_to(tmp_path / "safe")

        assert not edited.folder.exists()
        assert modes_in(tmp_path / "safe") == {
            f"{ADDRESS}.md": "0o600", "backups": "0o700", "backups/one~": "0o600",
        }  # fmt: skip
        assert (tmp_path / "safe" / f"{ADDRESS}.md").read_text() == "New"

    def test_takes_links_as_they_are(self, edited, tmp_path, outside):
        edited.path.unlink()
        edited.path.symlink_to(outside)
        (edited.folder / "parent").symlink_to(tmp_path)
        edited.move_to(tmp_path / "safe")

        assert (tmp_path / "safe" / f"{ADDRESS}.md").is_symlink()

    def test_does_not_take_the_place_of_anything(self, edited, tmp_path):
        (tmp_path / "safe").mkdir()
        (tmp_path / "safe" / "mine").write_text("mine")
        with pytest.raises(OSError, match="not empty"):
            edited.move_to(tmp_path / "safe")

        assert edited.is_unchanged()
        assert (tmp_path / "safe" / "mine").read_text() == "mine"


class TestWhatIsLeftOver:
    def test_is_what_was_laid_out_and_not_taken_away(self, editing):
        editor_file = [
            make_editor_file(editing, case_id, AnswerKey.parse(key), BEFORE)
            for case_id in (CASE_ID, "20261124-aaaaaa")
            for key in ("title", "second.why-not", "first.item#1.name", "second.story@a/../b. %%C5")
        ]
        editor_file[0].remove()

        assert sorted(leftover_editor_files(editing), key=str) == sorted(editor_file[1:], key=str)

    @pytest.mark.parametrize(
        "name",
        ["x", CASE_ID, f"{CASE_ID}.", f"{CASE_ID}.title", f"{CASE_ID}title.x", "a.b.c", ".x.y.z"],
    )
    def test_is_no_folder_of_another_name(self, editing, name):
        (editing / name).mkdir(parents=True)

        assert list(leftover_editor_files(editing)) == []

    def test_is_no_file_and_no_link(self, editing, edited, tmp_path):
        edited.folder.rename(tmp_path / "elsewhere")
        edited.folder.symlink_to(tmp_path / "elsewhere")
        (editing / f"{CASE_ID}.title.abc").write_text("a file")

        assert list(leftover_editor_files(editing)) == []

    def test_is_nothing_where_there_is_no_folder(self, editing, tmp_path):
        (tmp_path / "file").write_text("a file")

        assert list(leftover_editor_files(editing)) == []
        assert list(leftover_editor_files(tmp_path / "file")) == []

    def test_is_nothing_behind_a_link(self, editing, edited, tmp_path):
        editing.rename(tmp_path / "elsewhere")
        editing.symlink_to(tmp_path / "elsewhere")

        assert list(leftover_editor_files(editing)) == []
        assert (tmp_path / "elsewhere" / edited.folder.name).exists()


class TestTheTextOfAnEditor:
    @pytest.mark.parametrize(
        ("data", "text"),
        [
            (b"", ""),
            (b"\n", ""),
            (b"One\n", "One"),
            (b"One", "One"),
            (b"One\n\n", "One\n"),
            (b"One\r\ntwo\r\n", "One\ntwo"),
            (b"\xef\xbb\xbfOne\n", "One"),
            ("Å, \U0001f600\u2028x\n".encode(), "Å, \U0001f600\u2028x"),
            (b"  One  \n", "  One  "),
        ],
    )
    def test_is_what_was_saved_without_the_last_line_s_end(self, data, text):
        assert text_from_editor(data) == text

    @pytest.mark.parametrize(
        "data", [b"caf\xe9", b"\xff\xfeO\0n\0e\0", b"One\0two", b"\xed\xa0\x80", b"\xc3"]
    )
    def test_is_none_where_it_is_no_utf_8_text(self, data):
        assert text_from_editor(data) is None

    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff")))
    def test_is_the_one_that_the_editor_was_given(self, text):
        assert text_from_editor(f"{text}\n".encode()) == text

    @given(st.binary())
    def test_is_a_text_or_none_whatever_was_saved(self, data):
        text = text_from_editor(data)

        assert text is None or ("\0" not in text and "\r\n" not in text)

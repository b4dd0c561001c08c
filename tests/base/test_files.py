"""Reading files, finding Markdown files in any depth, and refusing links out of a folder."""

import os
from contextlib import suppress
from errno import EACCES, ENOENT
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.errors import CoprodError, ExitCode
from coprod_cli.base.files import (
    links_outside,
    markdown_files,
    read_private_file,
    read_regular_file,
    refuse_outside_link,
)


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / "note.md").write_text("made up")
    (folder / "deep" / "deeper" / "note.md").write_text("made up")
    return folder


@pytest.fixture
def outside(tmp_path):
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "note.md").write_text("another's, made up")
    return folder


class TestLinksOutside:
    @pytest.mark.parametrize(
        "name",
        ["", "note.md", "deep/deeper/note.md", "none.md", "none/none.md", "deep/../note.md", "./."],
    )
    def test_of_plain_files_and_folders_leads_nowhere_else(self, book, name):
        assert not links_outside(book / name, book)
        refuse_outside_link(book / name, book)

    @pytest.mark.parametrize(
        "target",
        ["note.md", "deep", "../book/note.md", "deep/deeper", "none.md", "deep/../note.md"],
    )
    def test_that_is_a_relative_link_within_the_folder_leads_nowhere_else(self, book, target):
        (book / "link").symlink_to(target)

        assert not links_outside(book / "link", book)

    def test_that_is_an_absolute_link_within_the_folder_leads_nowhere_else(self, book):
        (book / "link").symlink_to(book / "deep")

        assert not links_outside(book / "link", book)
        assert not links_outside(book / "link" / "deeper" / "note.md", book)

    @pytest.mark.parametrize(
        "target",
        [
            "../outside/note.md", "../outside", "..", "/", "/dev/null", "../none",
            "deep/../../outside", "../book-beside", "../boo",
        ],
    )  # fmt: skip
    def test_that_is_a_link_to_somewhere_else_leads_out(self, book, outside, target):  # noqa: ARG002 - it is there
        (book / "link").symlink_to(target)

        assert links_outside(book / "link", book)

    def test_through_a_folder_that_is_a_link_leads_out(self, book, outside):
        (book / "link").symlink_to(outside)

        assert links_outside(book / "link" / "note.md", book)
        assert links_outside(book / "link" / "none" / "none.md", book)

    def test_through_a_chain_of_links_leads_out_where_its_end_is(self, book, outside):
        (book / "deep" / "last").symlink_to(outside / "note.md")
        (book / "second").symlink_to("deep/last")
        (book / "first").symlink_to(book / "second")

        assert links_outside(book / "first", book)

    def test_through_a_chain_that_comes_back_leads_nowhere_else(self, book, outside):
        (outside / "back").symlink_to(book / "note.md")
        (book / "link").symlink_to(outside / "back")

        assert not links_outside(book / "link", book)

    def test_that_goes_in_a_circle_is_no_way_out(self, book):
        (book / "a").symlink_to("b")
        (book / "b").symlink_to("a")

        assert not links_outside(book / "a", book)

    def test_that_is_out_by_its_name_was_led_there_by_no_link(self, book, outside):
        """A person named it: `coprod check elsewhere/note.md`."""
        assert not links_outside(outside / "note.md", book)
        assert not links_outside(book / ".." / "outside" / "note.md", book)

    def test_in_a_notebook_that_is_a_link_itself_leads_nowhere_else(self, book, tmp_path):
        (tmp_path / "linked").symlink_to(book)

        assert not links_outside(tmp_path / "linked" / "note.md", tmp_path / "linked")
        assert not links_outside(tmp_path / "linked" / "deep" / "new.md", tmp_path / "linked")

    def test_in_a_notebook_below_a_link_leads_nowhere_else(self, book, tmp_path):
        (tmp_path / "linked").symlink_to(tmp_path)
        there = tmp_path / "linked" / "book"

        assert not links_outside(there / "note.md", there)
        (book / "way out").symlink_to("../outside")
        assert links_outside(there / "way out", there)

    def test_out_of_a_notebook_that_is_a_link_leads_out(self, book, outside, tmp_path):
        (tmp_path / "linked").symlink_to(book)
        (book / "link.md").symlink_to(outside / "note.md")

        assert links_outside(tmp_path / "linked" / "link.md", tmp_path / "linked")

    def test_may_be_told_from_where_one_is(self, book, outside, monkeypatch):
        (book / "link.md").symlink_to(outside / "note.md")
        monkeypatch.chdir(book)

        assert links_outside(Path("link.md"), Path())
        assert links_outside(Path("link.md"), book)
        assert not links_outside(Path("note.md"), Path())

    def test_in_the_folder_of_all_folders_leads_nowhere_else(self, book):
        assert not links_outside(book / "note.md", Path("/"))


class TestRefuseOutsideLink:
    def test_says_where_and_what_to_try_and_touches_nothing(self, book, outside):
        link = book / "link.md"
        link.symlink_to(outside / "note.md")
        with pytest.raises(CoprodError) as caught:
            refuse_outside_link(link, book)

        message = "this is a link that leads out of its folder, and nothing is written there."
        assert caught.value.lines() == [f"{link}: {message} Try: work in the folder where it leads"]
        assert caught.value.exit_code == ExitCode.INVALID
        assert (outside / "note.md").read_text() == "another's, made up"


class TestReadRegularFile:
    SIZES = (0, 1, 65_535, 65_536, 65_537, 131_072, 400_000)

    @pytest.mark.parametrize("size", SIZES)
    def test_is_read_to_its_last_byte(self, tmp_path, size):
        data = os.urandom(size)
        (tmp_path / "note.md").write_bytes(data)

        assert read_regular_file(tmp_path / "note.md") == data
        assert read_regular_file(str(tmp_path / "note.md")) == data

    @given(st.binary(max_size=2000))
    def test_is_read_as_it_is(self, tmp_path_factory, data):
        path = tmp_path_factory.getbasetemp() / "note.md"
        path.write_bytes(data)

        assert read_regular_file(path) == data

    @pytest.mark.parametrize("name", ["none.md", "folder", "note.md/below", "circle"])
    def test_that_cannot_be_read_is_told(self, tmp_path, name):
        (tmp_path / "folder").mkdir()
        (tmp_path / "note.md").write_text("made up")
        (tmp_path / "circle").symlink_to("circle")

        with pytest.raises(OSError, match=r"\[Errno \d+\]"):
            read_regular_file(tmp_path / name)

    def test_that_is_a_pipe_is_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "note.md")

        with pytest.raises(OSError, match="no plain file"):
            read_regular_file(tmp_path / "note.md")

    def test_that_never_ends_is_not_read_on_and_on(self, tmp_path):
        (tmp_path / "note.md").symlink_to("/dev/zero")

        with pytest.raises(OSError, match="no plain file"):
            read_regular_file(tmp_path / "note.md")

    def test_leaves_no_descriptor_open(self, tmp_path):
        (tmp_path / "note.md").write_bytes(b"x" * 100_000)
        before = len(list(Path("/dev/fd").iterdir()))
        for name in ("note.md", "note.md", "."):
            with suppress(OSError):
                read_regular_file(tmp_path / name)

        assert len(list(Path("/dev/fd").iterdir())) == before


def found_in(folder):
    return {Path(path).relative_to(folder).as_posix() for path in markdown_files(folder).paths}


class TestMarkdownFiles:
    def test_are_found_in_any_depth(self, book):
        assert found_in(book) == {"note.md", "deep/deeper/note.md"}

    @pytest.mark.parametrize(
        "name", [".hidden.md", ".coprod/note.md", ".git/deep/note.md", "note.MD", "note.txt", "md"]
    )
    def test_are_none_of_the_hidden_and_the_others(self, book, name):
        before = found_in(book)
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_text("made up")

        assert found_in(book) == before

    @pytest.mark.parametrize("name", ["a b.md", "-n.md", "n\no.md", "näte.md", "[x].md", "a.b.md"])
    def test_may_have_any_name(self, book, name):
        (book / name).write_text("made up")

        assert name in found_in(book)

    def test_may_have_a_name_that_is_no_text(self, book):
        os.close(os.open(os.fsencode(book) + b"/caf\xe9.md", os.O_CREAT))

        assert "caf\udce9.md" in found_in(book)

    def test_in_a_folder_that_is_a_link_are_not_gone_into(self, book, outside):
        (book / "link").symlink_to(outside)
        (book / "round").symlink_to(book)

        assert found_in(book) == {"note.md", "deep/deeper/note.md"}

    def test_that_are_links_are_among_them(self, book, outside):
        (book / "link.md").symlink_to(outside / "note.md")

        found = markdown_files(book)
        assert str(book / "link.md") in found.paths
        assert found.links == {str(book / "link.md")}

    def test_are_found_where_the_folder_itself_is_a_link(self, book, tmp_path):
        (tmp_path / "linked").symlink_to(book)

        assert found_in(tmp_path / "linked") == found_in(book)

    def test_are_none_where_there_are_none(self, tmp_path):
        assert markdown_files(tmp_path) == ([], set())

    @pytest.mark.parametrize("name", ["none", "note.md"])
    def test_of_what_is_no_folder_are_told_in_a_sentence(self, book, name):
        with pytest.raises(CoprodError, match="this cannot be read") as caught:
            markdown_files(book / name)

        assert caught.value.where == str(book / name)
        assert caught.value.hint

    def test_are_found_beside_a_folder_that_may_not_be_read_which_is_named(self, book, monkeypatch):
        look = os.scandir

        def refuse(folder):
            if str(folder) == str(book / "deep"):
                raise PermissionError(EACCES, "Permission denied")
            return look(folder)

        monkeypatch.setattr(os, "scandir", refuse)  # root may read whatever its mode says

        assert sorted(markdown_files(book).paths) == [str(book / "deep"), str(book / "note.md")]

    def test_are_found_beside_a_folder_that_was_just_removed(self, book, monkeypatch):
        look = os.scandir

        def vanished(folder):
            if str(folder) == str(book / "deep"):
                raise FileNotFoundError(ENOENT, "No such file or directory")
            return look(folder)

        monkeypatch.setattr(os, "scandir", vanished)

        assert markdown_files(book).paths == [str(book / "note.md")]


class TestReadPrivateFile:
    @pytest.mark.parametrize(("most", "data"), [(8, b"made up"), (7, b"made up"), (6, None)])
    def test_is_read_where_it_is_not_too_large(self, book, most, data):
        assert read_private_file(book / "note.md", most) == data

    @pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
    def test_is_none_of_these(self, book, kind):
        path = book / "other"
        {"link": lambda: path.symlink_to(book / "note.md"), "pipe": lambda: os.mkfifo(path),
         "folder": path.mkdir}[kind]()  # fmt: skip

        assert read_private_file(path, 100) is None

    def test_that_is_not_there_is_told_by_the_system(self, book):
        with pytest.raises(FileNotFoundError):
            read_private_file(book / "none", 100)

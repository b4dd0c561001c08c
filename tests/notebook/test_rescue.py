"""Rescue: texts that cannot be saved go into a private folder, and never replace others."""

import os
import stat
import tempfile
from errno import ENOSPC

import pytest
from made_up import CASE_ID, NOON

from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.editor_files import make_editor_file
from coprod_cli.notebook.rescue import rescue_editor_file, rescue_texts
from coprod_cli.notebook.side_files import make_folder

TEXTS = {"second.story.md": "Half typed, made up é".encode(), "title.md": b"A title"}
NAME = "20261124-120000-000000"


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    """The person's own folders, and the system's one for passing files."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    (tmp_path / "passing").mkdir()
    return tmp_path / "state" / "coprod" / "rescued"


@pytest.fixture
def best(tmp_path):
    return tmp_path / "book" / ".coprod" / "rescued"


def kept_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def modes_in(folder):
    return {oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()}


def close(folder, how, tmp_path):
    """Let nothing be put into a folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if how == "a file stands there":
        folder.write_text("a file, made up")
    else:
        (tmp_path / "elsewhere").mkdir(exist_ok=True)
        folder.symlink_to(tmp_path / "elsewhere")


CLOSED = pytest.mark.parametrize("how", ["a file stands there", "a link leads out"])


class TestTexts:
    @pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=oct)
    def test_are_put_into_a_new_private_folder_that_is_named_after_the_time(self, best, mask):
        before = os.umask(mask)
        try:
            folder = rescue_texts(TEXTS, [best], NOON)
        finally:
            os.umask(before)

        assert folder == best / NAME
        assert kept_in(folder) == TEXTS
        assert modes_in(folder) == {"0o600"}
        assert modes_in(best) == {"0o700"}
        assert modes_in(best.parent) == {"0o700", "0o600"}
        assert {path.name for path in best.parent.iterdir()} == {"rescued", ".gitignore"}

    def test_are_put_into_the_first_place_that_takes_them(self, best, tmp_path):
        second = tmp_path / "second"

        assert rescue_texts(TEXTS, [second, best], NOON) == second / NAME
        assert not best.exists()

    @CLOSED
    def test_are_put_into_one_s_own_folder_where_no_other_takes_them(
        self, best, own, tmp_path, how
    ):
        close(best, how, tmp_path)
        folder = rescue_texts(TEXTS, [best], NOON)

        assert folder == own / NAME
        assert kept_in(folder) == TEXTS
        assert modes_in(own) == {"0o700"}
        if how == "a link leads out":
            assert list((tmp_path / "elsewhere").iterdir()) == []

    @CLOSED
    def test_are_put_into_the_system_s_folder_where_one_s_own_does_not_take_them_either(
        self, best, own, tmp_path, how
    ):
        close(best, how, tmp_path)
        close(own, how, tmp_path)
        folder = rescue_texts(TEXTS, [best], NOON)

        assert folder == tmp_path / "passing" / f"coprod-{NAME}"
        assert kept_in(folder) == TEXTS
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert modes_in(folder) == {"0o600"}

    @CLOSED
    def test_are_told_to_be_nowhere_where_no_place_takes_them(self, best, own, tmp_path, how):
        close(best, how, tmp_path)
        close(own, how, tmp_path)
        (tmp_path / "passing").rmdir()

        assert rescue_texts(TEXTS, [best], NOON) is None

    def test_are_put_elsewhere_all_together_where_one_of_them_was_not_written(
        self, best, own, monkeypatch
    ):
        make_folder(best)  # with the file that keeps it out of git, which is not one of the texts
        real, calls = os.fsync, []

        def full_once(descriptor):
            calls.append(descriptor)
            if len(calls) == 2:
                raise OSError(ENOSPC, os.strerror(ENOSPC))
            real(descriptor)

        monkeypatch.setattr(os, "fsync", full_once)
        folder = rescue_texts(TEXTS, [best], NOON)

        assert folder == own / NAME
        assert kept_in(folder) == TEXTS
        assert list(best.iterdir()) == [], "no half of them is left"

    def test_take_the_place_of_none_that_were_kept_in_the_same_moment(self, best):
        folders = [rescue_texts({"title.md": bytes([65 + n])}, [best], NOON) for n in range(3)]

        assert [folder.name for folder in folders] == [NAME, f"{NAME}-2", f"{NAME}-3"]
        assert [kept_in(each)["title.md"] for each in folders] == [b"A", b"B", b"C"]

    def test_are_not_put_where_somebody_laid_a_link_in_the_system_s_folder(
        self, best, own, tmp_path
    ):
        for each in (best, own):
            close(each, "a file stands there", tmp_path)
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "passing" / f"coprod-{NAME}").symlink_to(tmp_path / "elsewhere")
        folder = rescue_texts(TEXTS, [best], NOON)

        assert kept_in(folder) == TEXTS
        assert folder.resolve().parent == tmp_path / "passing"
        assert list((tmp_path / "elsewhere").iterdir()) == []


class TestWhatAnEditorLeft:
    @pytest.fixture
    def edited(self, best):
        edited = make_editor_file(
            best.parent / "editing", CASE_ID, AnswerKey("second.story"), b"Before\n"
        )
        edited.path.write_bytes(b"caf\xe9")
        return edited

    def test_is_moved_with_all_that_is_beside_it(self, edited, best):
        (edited.folder / ".swap").write_text("swapped")
        folder = rescue_editor_file(edited, best, NOON)

        assert folder == best / f"{NAME}-{CASE_ID}"
        assert kept_in(folder) == {"second.story.md": b"caf\xe9", ".swap": b"swapped"}
        assert not edited.folder.exists()

    def test_of_one_moment_is_moved_beside_one_another(self, edited, best):
        other = make_editor_file(edited.folder.parent, CASE_ID, AnswerKey("title"), b"Other\n")

        folder = best / f"{NAME}-{CASE_ID}"
        assert rescue_editor_file(edited, best, NOON) == folder
        assert rescue_editor_file(other, best, NOON) == best / f"{folder.name}-2"
        assert kept_in(best / f"{folder.name}-2") == {"title.md": b"Other\n"}

    @CLOSED
    def test_stays_where_it_is_where_it_cannot_be_moved(self, edited, best, tmp_path, how):
        close(best, how, tmp_path)

        assert rescue_editor_file(edited, best, NOON) == edited.folder
        assert edited.path.read_bytes() == b"caf\xe9"
        if how == "a link leads out":
            assert list((tmp_path / "elsewhere").iterdir()) == []

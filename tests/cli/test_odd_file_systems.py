"""File systems that lack something: fsync of folders, modes, locks, hard links."""

import errno
import fcntl
import os
import shutil
import signal
import stat
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commands import done, refused
from people import team

from coprod_cli.notebook.notebook import Notebook

SO_WHAT = "reflections.so-what"
NEW = ("new-case", "--template", "reflection", "--title", "A day", "--set", f"{SO_WHAT}=zero")
NOT_OFFERED = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)


@pytest.fixture
def folder(home, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(home / "notebook"))
    return home / "notebook"


def refuse(monkeypatch, module, name, code, when=lambda *_words: True):
    """Let a call of the system fail where a condition holds."""
    call = getattr(module, name)

    def failing(*words, **more):
        if when(*words):
            raise OSError(code, os.strerror(code))
        return call(*words, **more)

    monkeypatch.setattr(module, name, failing)


def is_folder(descriptor):
    return stat.S_ISDIR(os.fstat(descriptor).st_mode)


def use_it(folder):
    """Do with a notebook what is done every day; return what the first command says."""
    made = done(*NEW)
    note = Path(made.stdout.strip())
    for text in ("one", "two"):
        assert done("edit", note.stem, "--set", f"{SO_WHAT}={text}").stderr == ""
    assert "one" in done("history", note.stem).stdout
    done("remove", note.stem)
    done("restore", note.stem)
    assert [path.name for path in folder.glob("*.md")] == [note.name]
    assert "two" in note.read_text()
    return made.stderr


@pytest.mark.parametrize("code", NOT_OFFERED, ids=errno.errorcode.get)
def test_without_fsync_of_folders_each_save_is_done_and_it_is_told_once(folder, monkeypatch, code):
    refuse(monkeypatch, os, "fsync", code, is_folder)

    assert use_it(folder).count("cannot tell when a change is on the disk") == 1
    assert "cannot tell when a change is on the disk" in done("init", folder).stderr


@pytest.mark.usefixtures("folder")
def test_an_error_of_the_disk_at_that_moment_is_still_an_error(monkeypatch):
    refuse(monkeypatch, os, "fsync", errno.EIO, is_folder)

    assert "this could not be saved" in refused(3, *NEW)


@pytest.mark.parametrize("code", [*NOT_OFFERED, errno.EPERM], ids=errno.errorcode.get)
def test_without_chmod_a_notebook_is_usable(folder, monkeypatch, code):
    for name in ("chmod", "fchmod"):
        refuse(monkeypatch, os, name, code)

    # Nobody else may read what has mode 0600 all the same, as on a disk mounted for one user.
    assert "keeps no modes" not in use_it(folder)


def test_a_disk_on_which_all_may_read_is_told_at_init(folder, monkeypatch):
    fstat = os.fstat

    def as_on_fat(descriptor):
        values = list(fstat(descriptor))
        values[0] |= 0o755
        return os.stat_result(values)

    refuse(monkeypatch, os, "fchmod", errno.EPERM)
    monkeypatch.setattr("coprod_cli.base.file_system.os.fstat", as_on_fat)

    assert done("init", folder).stderr.splitlines()[1] == (
        "this file system keeps no modes: others who can read the disk can read the notes."
    )


@pytest.mark.parametrize("code", [*NOT_OFFERED, errno.ENOLCK], ids=errno.errorcode.get)
class TestWithoutLocks:
    @pytest.fixture(autouse=True)
    def no_locks(self, monkeypatch, code):
        refuse(monkeypatch, fcntl, "flock", code)

    def test_notes_are_made_and_changed_and_it_is_told_once(self, folder):
        assert use_it(folder).count("this file system has no locks") == 1
        assert not list(folder.glob(".coprod/locks/*.held"))

    def test_a_case_is_locked_all_the_same(self, folder):
        note = Path(done(*NEW).stdout.strip())
        now = datetime.now(UTC)
        with Notebook(folder).lock_case(note, note.stem, now, interactive=True):
            assert "this is open in another coprod" in refused(
                5, "edit", note.stem, "--set", f"{SO_WHAT}=x"
            )

    def test_the_lock_of_a_process_that_died_is_taken_away(self, folder):
        note = Path(done(*NEW).stdout.strip())
        child = os.fork()
        if child == 0:
            lock = Notebook(folder).lock_case(note, note.stem, datetime.now(UTC), interactive=True)
            os.kill(os.getpid() if lock else 0, signal.SIGKILL)
        os.waitpid(child, 0)
        assert list(folder.glob(".coprod/locks/*.held"))

        done("edit", note.stem, "--set", f"{SO_WHAT}=after it")


def test_without_hard_links_notes_are_made_and_brought_back(folder, monkeypatch):
    refuse(monkeypatch, os, "link", errno.EPERM)

    assert "file system" not in use_it(folder)


def fill(path):
    """Write until there is no room."""
    with path.open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(bytes(1 << 12))


@pytest.fixture(params=["tmpfs", "ext4"])
def disk(request, tmp_path):
    """A small file system of its own, which only root can mount."""
    where, image = tmp_path / "disk", tmp_path / "image"
    where.mkdir()
    options = ["-t", "tmpfs", "-o", "size=8m", "tmpfs"]
    if request.param != "tmpfs":
        maker = shutil.which(f"mkfs.{request.param}")
        if maker is None:
            pytest.skip(f"there is no mkfs.{request.param} here")
        image.write_bytes(b"")
        os.truncate(image, 8 << 20)
        subprocess.run([maker, "-q", image], check=True, capture_output=True)
        options = ["-o", "loop", str(image)]
    mounted = subprocess.run(["mount", *options, where], capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip("file systems may not be mounted here")
    yield where
    subprocess.run(["umount", "--lazy", where], check=False)


@pytest.mark.usefixtures("home")
def test_a_notebook_that_is_the_top_of_a_disk_is_usable(disk, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(disk))
    done("init", disk)

    assert use_it(disk) == ""


@pytest.mark.usefixtures("home")
def test_a_full_disk_is_told_and_the_note_stays(disk, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(disk))
    note = Path(done(*NEW).stdout.strip())
    before = note.read_bytes()
    fill(disk / "filler")

    text = "x" * 50_000
    assert "no room left" in refused(3, "edit", note.stem, "--set", f"{SO_WHAT}={text}")
    assert note.read_bytes() == before


def test_the_folder_that_a_disk_has_for_lost_files_is_no_unreadable_folder():
    with team() as people:
        notebook = people.own_notebook(people.anna)
        (notebook / "lost+found").mkdir(mode=0o700)
        people.done(people.anna, *NEW, notebook=notebook)

        assert people.done(people.anna, "list", notebook=notebook).stderr == ""
        people.done(people.anna, "edit", "latest", "--set", f"{SO_WHAT}=x", notebook=notebook)

"""Atomic writes: a file is complete or unchanged, stays private, and keeps its mode and link."""

import os
import stat
import subprocess
import sys
from errno import ENOSPC, EPERM

import pytest

from coprod_cli.base.atomic import (
    ChangedMeanwhile,
    atomic_file,
    make_private_folder,
    stamp_of,
    write_atomically,
    write_new,
)
from coprod_cli.base.errors import CannotSave, ExitCode


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"before")
    return path


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request):
    earlier = os.umask(request.param)
    yield request.param
    os.umask(earlier)


def write_half_and_raise(stream, error):
    stream.write(b"half")
    raise error


def run(script, *arguments):
    """Run a Python script in a new process and return its output."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


class TestWriteAtomically:
    @pytest.mark.parametrize("durable", [True, False])
    def test_holds_what_was_written_and_nothing_else_is_left(self, note, durable):
        write_atomically(note, b"after", durable=durable)

        assert note.read_bytes() == b"after"
        assert names_in(note.parent) == ["note.md"]

    @pytest.mark.usefixtures("umask")
    def test_is_private_when_it_is_new(self, tmp_path):
        write_atomically(tmp_path / "new.md", b"x")

        assert mode_of(tmp_path / "new.md") == 0o600

    @pytest.mark.usefixtures("umask")
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o400])
    def test_keeps_its_mode(self, note, mode):
        note.chmod(mode)
        write_atomically(note, b"after")

        assert mode_of(note) == mode
        assert note.read_bytes() == b"after"

    def test_that_is_a_link_stays_a_link(self, note, tmp_path):
        folder = tmp_path / "elsewhere"
        folder.mkdir()
        link = folder / "link.md"
        link.symlink_to("../note.md")
        write_atomically(link, b"after")

        assert link.is_symlink()
        assert os.readlink(link) == "../note.md"  # noqa: PTH115 - the text of the link
        assert note.read_bytes() == b"after"
        assert not note.is_symlink()
        assert names_in(folder) == ["link.md"]

    def test_that_is_a_link_to_nothing_is_made_where_the_link_points(self, tmp_path):
        link = tmp_path / "link.md"
        link.symlink_to(tmp_path / "new.md")
        write_atomically(link, b"x")

        assert link.is_symlink()
        assert (tmp_path / "new.md").read_bytes() == b"x"

    def test_is_the_old_one_until_all_is_written(self, note):
        with atomic_file(note) as stream:
            stream.write(b"half")
            stream.flush()
            others = [name for name in names_in(note.parent) if name != "note.md"]

            assert note.read_bytes() == b"before"
            assert len(others) == 1
            assert others[0].startswith(".")
            assert mode_of(note.parent / others[0]) == 0o600
            stream.write(b" and half")
        assert note.read_bytes() == b"half and half"

    @pytest.mark.parametrize("name", ["a" * 252 + ".md", "å" * 126 + ".md", "\U0001f600" * 63])
    def test_may_have_a_name_as_long_as_the_disk_takes(self, tmp_path, name):
        write_atomically(tmp_path / name, b"x")

        assert names_in(tmp_path) == [name]

    @pytest.mark.parametrize("name", ["-note.md", " note.md", "no\nte.md", "näte%s{}.md"])
    def test_may_have_any_name(self, tmp_path, name):
        write_atomically(tmp_path / name, b"x")

        assert names_in(tmp_path) == [name]


class TestFailedWrite:
    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
    def test_leaves_the_old_file_and_nothing_beside_it(self, note, error):
        with pytest.raises(error), atomic_file(note) as stream:
            write_half_and_raise(stream, error)

        assert note.read_bytes() == b"before"
        assert names_in(note.parent) == ["note.md"]

    def test_leaves_no_new_file(self, tmp_path):
        with pytest.raises(ValueError, match="half"), atomic_file(tmp_path / "new.md") as stream:
            write_half_and_raise(stream, ValueError("half"))

        assert names_in(tmp_path) == []

    def test_for_want_of_room_leaves_the_old_file_and_says_so(self, note):
        script = """
import resource, sys
from pathlib import Path
from coprod_cli.base.errors import CannotSave
from coprod_cli.base.atomic import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 1_000_000)
except CannotSave as error:
    print(*error.lines())
"""
        output = run(script, note)

        assert output == (
            f"{note}: this could not be saved: the file would be larger than this system allows. "
            "Try: ask who runs the system\n"
        )
        assert note.read_bytes() == b"before"
        assert names_in(note.parent) == ["note.md"]

    def test_while_taking_the_old_file_s_place_leaves_it_there(self, note, monkeypatch):
        def refuse(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "replace", refuse)
        with pytest.raises(CannotSave, match="you may not write there"):
            write_atomically(note, b"after")

        assert note.read_bytes() == b"before"
        assert names_in(note.parent) == ["note.md"]

    @pytest.mark.parametrize(
        ("number", "reason"),
        [
            (28, "there is no room left on the disk"),
            (122, "your disk quota is used up"),
            (30, "that disk is read-only"),
            (5, "input/output error"),
        ],
    )
    def test_tells_why(self, note, monkeypatch, number, reason):
        def refuse(_):
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", refuse)
        with pytest.raises(CannotSave) as caught:
            write_atomically(note, b"after")

        assert caught.value.message == f"this could not be saved: {reason}."
        assert caught.value.where == str(note)
        assert caught.value.hint
        assert caught.value.exit_code == ExitCode.INVALID
        assert note.read_bytes() == b"before"
        assert names_in(note.parent) == ["note.md"]

    @pytest.mark.parametrize(
        ("parts", "reason"),
        [
            (("none", "new.md"), "that folder is not there"),
            (("note.md", "new.md"), "a part of that path is a file, not a folder"),
            (("folder",), "that is a folder, not a file"),
        ],
    )
    def test_tells_that_the_place_is_wrong(self, note, parts, reason):
        (note.parent / "folder").mkdir()
        with pytest.raises(CannotSave) as caught:
            write_atomically(note.parent.joinpath(*parts), b"x")

        assert caught.value.message == f"this could not be saved: {reason}."
        assert names_in(note.parent) == ["folder", "note.md"]
        assert names_in(note.parent / "folder") == []

    def test_tells_of_a_link_that_goes_in_a_circle(self, tmp_path):
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("a")
        with pytest.raises(CannotSave, match="this could not be saved"):
            write_atomically(tmp_path / "a", b"x")

        assert names_in(tmp_path) == ["a", "b"]


class TestMakePrivateFolder:
    @pytest.mark.usefixtures("umask")
    def test_is_private_and_so_are_those_above_it_that_were_missing(self, tmp_path):
        tmp_path.chmod(0o755)
        make_private_folder(tmp_path / "one" / "two" / "three")

        made = [tmp_path / "one", tmp_path / "one" / "two", tmp_path / "one" / "two" / "three"]
        assert [mode_of(folder) for folder in made] == [0o700] * 3
        assert mode_of(tmp_path) == 0o755

    def test_that_is_there_stays_as_it_is(self, tmp_path):
        tmp_path.chmod(0o755)
        make_private_folder(tmp_path)

        assert mode_of(tmp_path) == 0o755

    @pytest.mark.parametrize("below", [(), ("one",), ("one", "two")])
    def test_is_not_made_where_a_file_stands(self, note, below):
        with pytest.raises(CannotSave, match="a file"):
            make_private_folder(note.joinpath(*below))

        assert note.read_bytes() == b"before"

    def test_that_may_not_be_made_is_told(self, tmp_path):
        script = """
import os, sys
from pathlib import Path
from coprod_cli.base.errors import CannotSave
from coprod_cli.base.atomic import make_private_folder, write_atomically
if os.geteuid() == 0:
    os.setuid(65534)
for attempt in (lambda path: make_private_folder(path), lambda path: write_atomically(path, b"x")):
    try:
        attempt(Path(sys.argv[1]))
    except CannotSave as error:
        print(error.message)
"""
        (tmp_path / "closed").mkdir(mode=0)

        output = run(script, tmp_path / "closed" / "one" / "two")

        assert output == "this could not be saved: you may not write there.\n" * 2
        (tmp_path / "closed").chmod(0o700)
        assert names_in(tmp_path / "closed") == []


@pytest.fixture(params=["hard links", "no hard links"])
def file_system(request, monkeypatch):
    """A file system with hard links, and one without."""
    if request.param == "no hard links":

        def refuse(*_, **__):
            raise OSError(EPERM, os.strerror(EPERM))

        monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("file_system")
class TestWriteNew:
    @pytest.mark.usefixtures("umask")
    def test_is_whole_and_private_and_nothing_else_is_left(self, tmp_path):
        write_new(tmp_path / "new.md", b"whole")

        assert (tmp_path / "new.md").read_bytes() == b"whole"
        assert mode_of(tmp_path / "new.md") == 0o600
        assert names_in(tmp_path) == ["new.md"]
        assert (tmp_path / "new.md").stat().st_nlink == 1

    def test_does_not_take_the_place_of_one_that_is_there(self, note):
        before = stamp_of(note)
        with pytest.raises(FileExistsError):
            write_new(note, b"after")

        assert note.read_bytes() == b"before"
        assert stamp_of(note) == before
        assert names_in(note.parent) == ["note.md"]

    @pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
    def test_does_not_go_through_a_link(self, note, there):
        outside = note if there else note.with_name("nothing.md")
        link = note.with_name("link.md")
        link.symlink_to(outside)
        names = names_in(note.parent)
        with pytest.raises(FileExistsError):
            write_new(link, b"after")

        assert note.read_bytes() == b"before"
        assert link.is_symlink()
        assert names_in(note.parent) == names

    def test_is_written_by_one_where_another_one_is_quicker(self, tmp_path, monkeypatch):
        """The other file appears after the content is written and before it is installed."""
        path, real = tmp_path / "new.md", os.fsync
        others = [b"theirs"]

        def fsync(descriptor):
            if others:
                path.write_bytes(others.pop())
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(FileExistsError):
            write_new(path, b"mine")

        assert path.read_bytes() == b"theirs"
        assert names_in(tmp_path) == ["new.md"]

    @pytest.mark.parametrize("call", ["fsync", "replace", "fchmod"])
    def test_that_could_not_be_written_is_not_there(self, tmp_path, monkeypatch, call):
        def full(*_, **__):
            raise OSError(ENOSPC, os.strerror(ENOSPC))

        monkeypatch.setattr(os, "link", full)
        monkeypatch.setattr(os, call, full)
        with pytest.raises(CannotSave, match="there is no room left on the disk"):
            write_new(tmp_path / "new.md", b"x")

        assert names_in(tmp_path) == []

    @pytest.mark.parametrize(
        ("parts", "reason"),
        [
            (("none", "new.md"), "that folder is not there"),
            (("note.md", "new.md"), "a part of that path is a file, not a folder"),
        ],
    )
    def test_is_told_of_where_its_place_is_wrong(self, note, parts, reason):
        path = note.parent.joinpath(*parts)
        with pytest.raises(CannotSave) as caught:
            write_new(path, b"x")

        assert caught.value.message == f"this could not be saved: {reason}."
        assert caught.value.where == str(path)
        assert names_in(note.parent) == ["note.md"]


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_one_of_many_processes_that_write_one_new_name_wins(tmp_path, links):
    script = """
import os, sys
from pathlib import Path
from coprod_cli.base.atomic import write_new
path, mine, links = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "True"
if not links:
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")
    os.link = refuse
print(flush=True)
sys.stdin.readline()
try:
    write_new(path, (mine * 100_000).encode())
    print("won")
except FileExistsError:
    print("lost")
"""
    path = tmp_path / "new.md"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), str(number), str(links)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for number in range(6)
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout.readline() == "\n"
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    outputs = [writer.communicate(timeout=60)[0].strip() for writer in writers]

    assert sorted(outputs) == ["lost"] * 5 + ["won"]
    assert path.read_text() == str(outputs.index("won")) * 100_000
    assert names_in(tmp_path) == ["new.md"]


class TestExpectedStamp:
    def test_is_written_where_it_is_still_the_same(self, note):
        write_atomically(note, b"after", expected_stamp=stamp_of(note))

        assert note.read_bytes() == b"after"

    @pytest.mark.parametrize("how", ["longer", "as long", "another file", "gone"])
    def test_is_as_it_was_where_somebody_changed_it(self, note, how):
        read = stamp_of(note)
        if how == "gone":
            note.unlink()
        elif how == "another file":
            other = note.with_name("other.md")
            other.write_bytes(b"theirs")
            os.utime(other, ns=(0, read.changed))
            other.rename(note)
        else:
            note.write_bytes(b"longer now" if how == "longer" else b"theirs")
            os.utime(note, ns=(0, read.changed + 1))
        left = names_in(note.parent)
        with pytest.raises(ChangedMeanwhile):
            write_atomically(note, b"after", expected_stamp=read)

        assert names_in(note.parent) == left
        assert not left or note.read_bytes() in (b"longer now", b"theirs")

    def test_is_looked_at_when_all_is_written_and_not_before(self, note):
        def write_meanwhile():
            with atomic_file(note, expected_stamp=stamp_of(note)) as stream:
                stream.write(b"after")
                note.write_bytes(b"theirs, meanwhile")

        with pytest.raises(ChangedMeanwhile):
            write_meanwhile()

        assert note.read_bytes() == b"theirs, meanwhile"
        assert names_in(note.parent) == ["note.md"]

    def test_is_the_one_that_a_link_leads_to(self, note):
        link = note.with_name("link.md")
        link.symlink_to(note)
        read = stamp_of(link)
        write_atomically(link, b"after", expected_stamp=read)
        with pytest.raises(ChangedMeanwhile):
            write_atomically(link, b"again", expected_stamp=read)

        assert note.read_bytes() == b"after"
        assert link.is_symlink()

"""Temporary files of killed processes are removed, and those that may be in use are not."""

import os
import subprocess
import sys

import pytest

from coprod_cli.base.temporary_files import Leftovers, remove_leftovers_in, remove_old_leftovers


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"before")
    return path


KILLED = """
import os, sys
from pathlib import Path
from coprod_cli.base.atomic import atomic_file
with atomic_file(Path(sys.argv[1])) as stream:
    stream.write(b"half")
    stream.flush()
    os.kill(os.getpid(), 9)
"""


def leftovers_of_killed_write(path):
    """Kill a process while it writes a file; return the temporary file that it left."""
    before = set(path.parent.iterdir())
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    assert done.returncode == -9
    (left,) = set(path.parent.iterdir()) - before
    return left


class TestLeftovers:
    @pytest.mark.parametrize("name", ["note.md", "[a-z]*?.md", "n" * 200 + ".md", "-n o\nte.md"])
    def test_goes_for_whoever_holds_the_case_and_the_file_is_as_it_was(self, tmp_path, name):
        path = tmp_path / name
        path.write_bytes(b"before")
        leftovers_of_killed_write(path)
        Leftovers().remove(path)

        assert path.read_bytes() == b"before"
        assert names_in(tmp_path) == [name]

    def test_of_another_file_stays(self, tmp_path):
        left = [
            leftovers_of_killed_write(tmp_path / name) for name in ("other.md", "a.md", "note.json")
        ]
        Leftovers().remove(tmp_path / "note.md")
        Leftovers().remove(tmp_path / "[a-z].md")

        assert sorted(tmp_path.iterdir()) == sorted(left)

    def test_beside_what_a_link_leads_to_goes_too(self, note, tmp_path):
        (tmp_path / "links").mkdir()
        link = tmp_path / "links" / "link.md"
        link.symlink_to(note)
        assert leftovers_of_killed_write(note).parent == note.parent
        Leftovers().remove(link)

        assert names_in(tmp_path) == ["links", "note.md"]

    def test_is_looked_for_once_in_a_folder_of_many_files(self, tmp_path, monkeypatch):
        left = [leftovers_of_killed_write(tmp_path / name) for name in ("one.md", "two.md")]
        listed, list_folder = [], os.listdir

        def list_once(folder):
            listed.append(folder)
            return list_folder(folder)

        monkeypatch.setattr(os, "listdir", list_once)
        leftovers = Leftovers()
        for name in ("one.md", "two.md", "three.md"):
            leftovers.remove(tmp_path / name)

        assert (listed, [path.exists() for path in left]) == ([tmp_path], [False, False])

    def test_in_a_folder_of_one_s_own_goes_all_at_once(self, tmp_path):
        for name in ("one.md", "two.json"):
            leftovers_of_killed_write(tmp_path / name)
        (tmp_path / "three.part").write_bytes(b"another's")
        remove_leftovers_in(tmp_path)
        remove_leftovers_in(tmp_path / "none")

        assert names_in(tmp_path) == ["three.part"]

    @pytest.mark.parametrize(
        "clear",
        [lambda path: Leftovers().remove(path), lambda path: remove_leftovers_in(path.parent)],
    )
    def test_that_cannot_be_taken_away_is_no_obstacle(self, note, clear):
        (note.parent / ".note.md.0.part").mkdir()
        leftovers_of_killed_write(note)
        clear(note)

        assert names_in(note.parent) == [".note.md.0.part", "note.md"]


class TestOldLeftovers:
    NOW = 1_800_000_000.0

    def leave(self, folder, name, age):
        path = folder / name
        path.write_bytes(b"half")
        os.utime(path, (self.NOW - age, self.NOW - age))

    def test_goes_when_it_is_old_enough_and_has_such_a_name(self, tmp_path):
        self.leave(tmp_path, ".20261124-k7m2q9.md.a1b2.part", 2)
        self.leave(tmp_path, ".20261124-aaaaaa.md.a1b2.part", 0.5)
        self.leave(tmp_path, ".20261124-bbbbbb.md.a1b2.part", -60)
        self.leave(tmp_path, ".mine.md.a1b2.part", 60)
        self.leave(tmp_path, "20261124-k7m2q9.md", 60)
        self.leave(tmp_path, ".20261124-k7m2q9.md", 60)
        remove_old_leftovers(tmp_path, "????????-??????.md", self.NOW)

        assert names_in(tmp_path) == [
            ".20261124-aaaaaa.md.a1b2.part",
            ".20261124-bbbbbb.md.a1b2.part",
            ".20261124-k7m2q9.md",
            ".mine.md.a1b2.part",
            "20261124-k7m2q9.md",
        ]

    def test_goes_also_beside_what_cannot_be_taken_away(self, tmp_path):
        for place in range(9):
            if place % 2:
                (tmp_path / f".a.md.{place}.part").mkdir()
                os.utime(tmp_path / f".a.md.{place}.part", (0, 0))
            else:
                self.leave(tmp_path, f".a.md.{place}.part", 60)
        remove_old_leftovers(tmp_path, "*", self.NOW)

        assert names_in(tmp_path) == [f".a.md.{place}.part" for place in (1, 3, 5, 7)]

    def test_is_nothing_where_there_is_no_folder(self, note):
        remove_old_leftovers(note.parent / "none", "*", self.NOW)
        remove_old_leftovers(note, "*", self.NOW)

        assert names_in(note.parent) == ["note.md"]

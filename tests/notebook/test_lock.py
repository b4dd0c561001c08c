"""Case locks: a person's lock is refused to others, a dead process has none, commands wait."""

import fcntl
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from coprod_cli.base.errors import CannotSave, CaseHeld, ExitCode
from coprod_cli.notebook.lock import LOCK_TIMEOUT, lock_case

NAME = "20261124-k7m2q9"
SINCE = datetime(2026, 11, 24, 9, 30, 15, tzinfo=timezone(timedelta(hours=1)))
LATER = datetime(2026, 11, 24, 12, tzinfo=UTC)
# Locks a case, reports that, and releases the lock when a line is sent to it.
HOLDER = """
import subprocess, sys
from datetime import datetime
from pathlib import Path
from coprod_cli.notebook.lock import lock_case
folder, name, since, kind = sys.argv[1:]
lock = lock_case(Path(folder), name, datetime.fromisoformat(since), interactive=kind != "data")
child = subprocess.Popen(["sleep", "60"]).pid if kind == "with a child" else 0
print(child, flush=True)
sys.stdin.readline()
lock.release()
print("released", flush=True)
sys.stdin.readline()
"""


class OtherProcess:
    """Another process that has locked a case."""

    def __init__(self, folder, kind, name=NAME):
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(folder), name, SINCE.isoformat(), kind],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.child = int(self.process.stdout.readline())

    def release(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "released\n"

    def end(self, with_signal=signal.SIGKILL):
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            self.child = 0
        self.process.send_signal(with_signal)
        self.process.communicate(timeout=20)


class Waiting:
    """Counts the waits, and calls a function after some of them."""

    def __init__(self, after=None):
        self.seconds = []
        self._after = after or {}

    def __call__(self, seconds):
        self.seconds.append(seconds)
        if act := self._after.get(len(self.seconds)):
            act()
        time.sleep(seconds)


def never(_):
    raise AssertionError("waited for nobody")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".coprod" / "locks"


@pytest.fixture
def elsewhere(folder):
    started = []

    def start(kind="a person", name=NAME):
        started.append(OtherProcess(folder, kind, name))
        return started[-1]

    yield start
    for each in started:
        each.end()


@pytest.fixture
def take(folder):
    """Lock a case in this process, and release the lock at the end."""
    locks = []

    def lock(name=NAME, *, interactive=True, **rest):
        locks.append(lock_case(folder, name, LATER, interactive=interactive, **rest))
        return locks[-1]

    yield lock
    for each in locks:
        each.release()


@pytest.fixture
def locked(folder):
    """The lock is taken by a process that has not written who it is."""
    folder.mkdir(parents=True)
    descriptor = os.open(folder / f"{NAME}.lock", os.O_CREAT | os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield descriptor
    os.close(descriptor)


class TestACaseThatAPersonWorksOn:
    @pytest.mark.parametrize("interactive", [True, False], ids=["a person", "data"])
    def test_is_refused_to_another_process_with_who_where_and_since_when(
        self, elsewhere, take, interactive
    ):
        other = elsewhere()
        with pytest.raises(CaseHeld) as caught:
            take(interactive=interactive)

        assert caught.value.message == (
            f"this is open in another coprod: process {other.process.pid} "
            f"on {socket.gethostname()}, since 2026-11-24 09:30."
        )
        assert caught.value.hint == "end it there, or wait"
        assert caught.value.exit_code == ExitCode.LOCKED == 5

    @pytest.mark.parametrize("interactive", [True, False], ids=["a person", "data"])
    def test_is_not_waited_for(self, elsewhere, take, interactive):
        elsewhere()
        waiting = Waiting()
        with pytest.raises(CaseHeld):
            take(interactive=interactive, wait=waiting)

        assert sum(waiting.seconds) < 1 < LOCK_TIMEOUT

    def test_is_free_once_it_was_let_go(self, elsewhere, take):
        elsewhere().release()

        take(wait=never)

    def test_leaves_every_other_case_free(self, elsewhere, take):
        elsewhere()

        take("20261124-aaaaaa", wait=never)


class TestADeadProcess:
    @pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
    def test_holds_nothing_and_what_it_told_is_told_no_more(self, elsewhere, take, folder, number):
        other = elsewhere()
        other.end(number)
        assert str(other.process.pid) in (folder / f"{NAME}.json").read_text()
        take(wait=never)

        holder = json.loads((folder / f"{NAME}.json").read_bytes())
        assert holder["process"] == os.getpid()

    def test_holds_nothing_through_the_editor_that_outlives_it(self, elsewhere, take):
        other = elsewhere("with a child")
        other.process.kill()
        other.process.wait(timeout=20)
        os.kill(other.child, 0)

        take(wait=never)

    def test_is_not_taken_for_whoever_holds_the_case_now(self, folder, take, locked):
        """A person's process was killed; a command has the lock, and writes the file later."""
        holder = folder / f"{NAME}.json"
        holder.write_text('{"host": "h", "process": 1, "since": "2026", "sits": true}')

        def write_holder():
            holder.write_text('{"host": "h", "process": 2, "since": "2026", "sits": false}')

        waiting = Waiting({2: write_holder, 40: lambda: fcntl.flock(locked, fcntl.LOCK_UN)})
        take(wait=waiting)

        assert len(waiting.seconds) == 40

    def test_who_left_at_once_is_no_reason_to_refuse_whoever_waited_for_long(
        self, folder, take, locked
    ):
        """A command locks the case, then a person for a moment."""
        holder = folder / f"{NAME}.json"
        holder.write_text('{"host": "h", "process": 1, "since": "2026", "sits": false}')

        def sit_down():
            holder.write_text('{"host": "h", "process": 2, "since": "2026", "sits": true}')

        waiting = Waiting({25: sit_down, 28: lambda: fcntl.flock(locked, fcntl.LOCK_UN)})
        take(wait=waiting)

        assert len(waiting.seconds) == 28


class TestAChangeThatTakesNoPerson:
    def test_waits_for_another_one(self, elsewhere, take):
        other = elsewhere("data")
        waiting = Waiting({40: other.release})
        take(interactive=False, wait=waiting)

        assert len(waiting.seconds) >= 40, "for longer than a person is waited for"

    def test_is_waited_for_by_a_person_too(self, elsewhere, take):
        waiting = Waiting({3: elsewhere("data").release})
        take(interactive=True, wait=waiting)

        assert len(waiting.seconds) >= 3

    def test_waits_no_longer_than_its_patience(self, elsewhere, take):
        other = elsewhere("data")
        waiting = Waiting()
        with pytest.raises(CaseHeld, match=f"process {other.process.pid} on") as caught:
            take(interactive=False, timeout=0.5, wait=waiting)

        assert caught.value.exit_code == ExitCode.LOCKED
        assert 0.2 < sum(waiting.seconds) < 1

    def test_without_patience_does_not_wait_at_all(self, elsewhere, take):
        elsewhere("data")
        with pytest.raises(CaseHeld):
            take(interactive=False, timeout=0, wait=never)

    def test_waits_in_turn_until_all_are_through(self, elsewhere, take):
        first, second = elsewhere("data"), []

        def next_one():
            first.release()
            second.append(elsewhere("data"))

        def the_second():
            second[0].release()

        waiting = Waiting({3: next_one, 6: the_second})
        take(interactive=False, wait=waiting)

        assert len(waiting.seconds) >= 6

    def test_lets_the_case_go_however_it_ends(self, take):
        def fail():
            with pytest.raises(CaseHeld):
                take(timeout=0, wait=never)
            raise ValueError("made up")

        with pytest.raises(ValueError, match="made up"), take(interactive=False):
            fail()

        take(wait=never)


class TestTheHolderFile:
    HOSTILE = (
        b"", b"{", b"\xff\xfe", b"null", b"[]", b"12", b'"words"', b"{}", b"[" * 100_000,
        b'{"host": "h", "process": "many", "since": "s", "sits": true}',
        b'{"host": "h", "process": null, "since": "s", "sits": true}',
        b'{"host": "h", "process": 1e999, "since": "s", "sits": true}',
        b'{"host": "h", "process": Infinity, "since": "s", "sits": true}',
        b'{"host": "h", "process": NaN, "since": "s", "sits": true}',
        b'{"host": "h", "process": ' + b"9" * 9999 + b', "since": "s", "sits": true}',
        b'{"host": "h", "process": 1, "since": "s"}',
    )  # fmt: skip

    @pytest.mark.usefixtures("locked")
    @pytest.mark.parametrize("content", HOSTILE, ids=lambda each: repr(each[:45]))
    def test_may_be_broken_where_somebody_holds_the_case(self, folder, take, content):
        (folder / f"{NAME}.json").write_bytes(content)
        with pytest.raises(CaseHeld) as caught:
            take(timeout=0.4)

        assert caught.value.message == "another coprod works on this."
        assert caught.value.hint == "again in a moment"

    @pytest.mark.parametrize("content", HOSTILE, ids=lambda each: repr(each[:45]))
    def test_may_be_broken_where_nobody_holds_it(self, folder, take, content):
        folder.mkdir(parents=True)
        (folder / f"{NAME}.json").write_bytes(content)
        take(wait=never)

        holder = json.loads((folder / f"{NAME}.json").read_bytes())
        assert holder == {
            "host": socket.gethostname(), "process": os.getpid(),
            "since": "2026-11-24T12:00:00+00:00", "sits": True,
        }  # fmt: skip

    @pytest.mark.usefixtures("locked")
    @pytest.mark.parametrize("kind", ["a pipe", "a folder", "an endless device", "a large file"])
    def test_may_be_something_that_never_ends(self, folder, take, kind):
        holder = folder / f"{NAME}.json"
        if kind == "a pipe":
            os.mkfifo(holder)
        elif kind == "a folder":
            holder.mkdir()
        elif kind == "an endless device":
            holder.symlink_to("/dev/zero")
        else:
            with holder.open("wb") as stream:
                stream.truncate(50_000_000_000)
        with pytest.raises(CaseHeld, match="another coprod works on this"):
            take(timeout=0, wait=never)

    @pytest.mark.usefixtures("locked")
    def test_names_a_host_in_a_few_words_at_most(self, folder, take):
        holder = {"host": "h" * 1500, "process": 1, "since": "s" * 1500, "sits": True}
        (folder / f"{NAME}.json").write_text(json.dumps(holder))
        with pytest.raises(CaseHeld) as caught:
            take(timeout=0, wait=never)

        assert "process 1 on hhh" in caught.value.message
        assert len(caught.value.message) < 200

    @pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
    def test_is_not_written_through_a_link(self, folder, take, tmp_path, there):
        folder.mkdir(parents=True)
        outside = tmp_path / "outside.txt"
        if there:
            outside.write_text("another's words, made up")
        (folder / f"{NAME}.json").symlink_to(outside)
        lock = take()

        assert outside.exists() is there
        assert not there or outside.read_text() == "another's words, made up"
        lock.release()
        assert outside.exists() is there

    def test_goes_when_the_case_is_let_go(self, folder, take):
        lock = take()
        assert (folder / f"{NAME}.json").exists()
        lock.release()

        assert [path.name for path in folder.iterdir()] == [f"{NAME}.lock"]

    def test_of_the_next_holder_stays_where_a_hold_is_let_go_twice(self, folder, take, elsewhere):
        lock = take()
        lock.release()
        other = elsewhere()
        lock.release()

        assert json.loads((folder / f"{NAME}.json").read_bytes())["process"] == other.process.pid
        with pytest.raises(CaseHeld):
            take()

    def test_need_not_be_told_for_the_lock_to_hold(self, folder, take, monkeypatch):
        def refuse(*_, **__):
            raise CannotSave("made up.")

        with monkeypatch.context() as patch:
            patch.setattr("coprod_cli.notebook.lock.write_file", refuse)
            take()

        assert not (folder / f"{NAME}.json").exists()
        with pytest.raises(CaseHeld, match="another coprod works on this"):
            take(timeout=0, wait=never)


class TestTheLockFolder:
    @pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=oct)
    def test_is_private_and_so_is_what_is_in_it(self, folder, take, mask):
        before = os.umask(mask)
        try:
            take()
        finally:
            os.umask(before)

        modes = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()}
        assert modes == {f"{NAME}.lock": "0o600", f"{NAME}.json": "0o600"}
        for each in (folder, folder.parent):
            assert stat.S_IMODE(each.stat().st_mode) == 0o700

    def test_that_cannot_be_made_is_told(self, folder, take):
        folder.parent.mkdir()
        folder.write_text("a file, made up")
        with pytest.raises(CannotSave) as caught:
            take()

        assert caught.value.where == str(folder)
        assert caught.value.hint
        assert folder.read_text() == "a file, made up"

    def test_in_which_a_folder_has_the_lock_s_place_is_told(self, folder, take):
        (folder / f"{NAME}.lock").mkdir(parents=True)
        with pytest.raises(CannotSave, match="that is a folder, not a file") as caught:
            take()

        assert caught.value.where == str(folder)

    def test_in_which_a_link_has_the_lock_s_place_is_told(self, folder, take, tmp_path):
        folder.mkdir(parents=True)
        (tmp_path / "outside.txt").write_text("another's words, made up")
        (folder / f"{NAME}.lock").symlink_to(tmp_path / "outside.txt")
        with pytest.raises(CannotSave):
            take()

        assert (tmp_path / "outside.txt").read_text() == "another's words, made up"

    def test_that_may_not_be_written_to_is_told(self, folder):
        script = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
import filelock
from filelock import FileLock, Timeout
from coprod_cli.base.errors import CannotSave
from coprod_cli.notebook.lock import lock_case
FileLock(Path(sys.argv[2]) / "loads all").acquire()
if os.geteuid() == 0:
    os.setuid(65534)
try:
    lock_case(Path(sys.argv[1]), "x", datetime.now(UTC), interactive=True)
except CannotSave as error:
    print(*error.lines())
"""
        folder.mkdir(parents=True)
        passing = folder.parent.parent
        for each in (folder, *folder.parents[:4]):
            each.chmod(each.stat().st_mode | 0o055)
        folder.chmod(0o500 if os.geteuid() else 0o555)
        done = subprocess.run(
            [sys.executable, "-c", script, str(folder), str(passing)],
            check=True, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        folder.chmod(0o700)

        assert done.stdout == (
            f"{folder}: this could not be saved: you may not write there. "
            "Try: another folder, with --notebook\n"
        )
        assert list(folder.iterdir()) == []

"""Real users of this computer, made for a test and removed after it: only root can do that."""

import importlib
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import warm
from made_up import clean_environment

_LOADED_LATE = ("_strptime", "pwd", "grp", "encodings.idna", "encodings.ascii")
"""Modules that coprod loads while it works, from a folder that only root may be able to search."""
_LOCKS = ("FileLock", "SoftFileLock", "Timeout")
"""What coprod takes of filelock, which loads each when it is first named."""


@dataclass(frozen=True)
class Person:
    """A user: the numbers of the user, of its own group, and of all its groups."""

    name: str
    user: int = 0
    group: int = 0
    groups: tuple[int, ...] = ()
    umask: int = 0o022

    def become(self) -> None:
        """Make this process one of this user's."""
        os.umask(self.umask)
        os.setgroups(self.groups)
        os.setgid(self.group)
        os.setuid(self.user)


@dataclass(frozen=True)
class Team:
    """Two members of a group, a stranger, and root; and a folder in which all may search."""

    folder: Path
    group: int
    group_name: str
    anna: Person
    ben: Person
    stranger: Person
    root: Person = Person("root")

    def coprod(self, who: Person, *arguments: str, notebook: Path, **more: str) -> CompletedProcess:
        """Run coprod to its end as one of them."""
        words = ["--notebook", str(notebook)]
        command, *rest = map(str, arguments)
        environment = clean_environment(self.folder, HOME=str(self.folder / who.name), **more)
        return warm.run([command, *words, *rest], self.folder, environment, who.become)

    def done(self, who: Person, *arguments: str, notebook: Path, **more: str) -> CompletedProcess:
        """Run coprod as one of them, which must succeed."""
        result = self.coprod(who, *arguments, notebook=notebook, **more)
        assert result.returncode == 0, (who.name, arguments, result.stderr)
        return result

    def shared_notebook(self) -> Path:
        """Return a new folder that the group shares, as an administrator would make it."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        os.chown(folder, self.anna.user, self.group)
        folder.chmod(0o2770)
        return folder

    def own_notebook(self, who: Person) -> Path:
        """Return a new folder of one user's own."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        os.chown(folder, who.user, who.group)
        return folder


def do_as(who: Person, work) -> None:
    """Do something as one of them, in a process of its own; it must succeed."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            who.become()
            work()
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0


@contextmanager
def team() -> Iterator[Team]:
    """Make the users, and remove them and all that is theirs."""
    if reason := _why_not():
        pytest.skip(reason)
    for each in _LOADED_LATE:
        importlib.import_module(each)
    filelock = importlib.import_module("filelock")
    for each in _LOCKS:
        getattr(filelock, each)
    name = f"cp{uuid.uuid4().hex[:8]}"
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    names = [f"{name}{letter}" for letter in "abs"]
    made = []
    try:
        folder.chmod(0o755)
        made += [("groupdel", name)]
        _run("groupadd", name)
        group = _number("group", name)
        for each, members in zip(names, (True, True, False), strict=True):
            made += [("userdel", each)]
            more = ["--groups", name] if members else []
            _run("useradd", "--no-create-home", "--home-dir", str(folder / each), "--shell",
                 "/usr/sbin/nologin", "--user-group", *more, each)  # fmt: skip
        people = [_person(each, group if each != names[2] else None, folder) for each in names]
        yield Team(folder, group, name, *people)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for command, each in reversed(made):
            subprocess.run([command, each], capture_output=True, check=False)


def _person(name: str, group: int | None, folder: Path) -> Person:
    user, own = _number("passwd", name), _number("group", name)
    home = folder / name
    home.mkdir(mode=0o700)
    os.chown(home, user, own)
    return Person(name, user, own, (own,) if group is None else (own, group))


def _why_not() -> str:
    """Return why there can be no users here; "" if there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root may make users"
    missing = [name for name in ("useradd", "userdel", "groupadd") if shutil.which(name) is None]
    if missing:
        return f"there is no {missing[0]} here"
    nobody = partial(Person("nobody", 65534, 65534, ()).become)
    reads = subprocess.run(["test", "-r", str(Path(warm.__file__))], preexec_fn=nobody, check=False)
    return "" if reads.returncode == 0 else "other users may not read this checkout"


def _run(*command: str) -> None:
    # Another test may have the list of users locked for a moment.
    for attempt in range(20):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        if attempt == 19 or "lock" not in done.stderr:
            pytest.skip(f"{command[0]}: {done.stderr.strip()}")
        subprocess.run(["sleep", "0.1"], check=False)


def _number(database: str, name: str) -> int:
    import grp
    import pwd

    return grp.getgrnam(name).gr_gid if database == "group" else pwd.getpwnam(name).pw_uid

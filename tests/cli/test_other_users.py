"""Notebooks that several users of a computer work in: real users, each with processes of its own.

The users are made for these tests, which needs root; elsewhere the tests are skipped.
"""

import os
import shutil
import signal
import stat
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest
from people import do_as, team
from terminal import Terminal

SO_WHAT = "reflections.so-what"


@pytest.fixture(scope="module")
def people():
    with team() as made:
        yield made


@pytest.fixture
def shared(people):
    return people.shared_notebook()


def new_case(people, who, notebook, text="made up", **more):
    result = people.done(
        who, "new-case", "--template", "reflection", "--title", "A made-up morning", "--set",
        f"{SO_WHAT}={text}", notebook=notebook, **more,
    )  # fmt: skip
    return notebook / Path(result.stdout.strip()).name


def edit(people, who, note, text):
    """Let somebody change the answer, and return what standard error says."""
    arguments = ("edit", note.stem, "--set", f"{SO_WHAT}={text}")
    return people.done(who, *arguments, notebook=note.parent).stderr


def answer(people, who, note):
    shown = people.done(who, "show", note.stem, notebook=note.parent).stdout
    return shown.rstrip("\n").rpartition("\n")[2]


def resume(people, who, note):
    """Let somebody go on with a case in a terminal."""
    return Terminal.coprod(
        "resume", note.stem, "--notebook", str(note.parent), folder=people.folder,
        environment={"HOME": str(people.folder / who.name)}, prepare=who.become,
    )  # fmt: skip


def owner_of(path):
    status = path.stat()
    return status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)


def everything_in(folder):
    return [folder, *folder.rglob("*")]


class TestRoot:
    def test_leaves_a_user_s_note_and_all_beside_it_to_the_user(self, people):
        notebook, anna = people.own_notebook(people.anna), people.anna
        note = new_case(people, anna, notebook, "the first")
        said = edit(people, people.root, note, "by root")

        assert said == ""
        assert owner_of(note) == (anna.user, anna.group, 0o600)
        for path in everything_in(notebook):
            assert owner_of(path)[:2] == (anna.user, anna.group), path
        assert edit(people, anna, note, "by its owner again") == ""
        people.done(anna, "restore", note.stem, "--to", "2020-01-01", notebook=notebook)
        assert answer(people, anna, note) == "the first"

    def test_makes_a_case_that_is_the_folder_s_owner_s(self, people):
        notebook, anna = people.own_notebook(people.anna), people.anna
        note = new_case(people, people.root, notebook)

        assert {owner_of(path)[:2] for path in everything_in(notebook)} == {(anna.user, anna.group)}
        edit(people, anna, note, "by the owner")
        assert answer(people, people.root, note) == "by the owner"

    def test_removes_and_the_user_restores(self, people):
        notebook = people.own_notebook(people.anna)
        note = new_case(people, people.anna, notebook)
        people.done(people.root, "remove", note.stem, notebook=notebook)
        people.done(people.anna, "restore", note.stem, notebook=notebook)
        people.done(people.anna, "remove", note.stem, notebook=notebook)

        assert not note.exists()


class TestGroup:
    def test_edits_in_turn_and_all_stays_the_group_s(self, people, shared):
        anna, ben = people.anna, people.ben
        note = new_case(people, anna, shared, "0", LC_ALL="C.UTF-8")
        others_name = anna.name
        for number in range(1, 21):
            who = ben if number % 2 else anna
            said = edit(people, who, note, f"text {number}")

            assert said == (
                f"{note.name}: saved by you, this file becomes yours; it was {others_name}'s.\n"
            )
            assert owner_of(note) == (who.user, people.group, 0o660)
            others_name = who.name
        for path in everything_in(shared):
            assert path.stat().st_gid == people.group, path
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o2770 if path.is_dir() else 0o660), path
        for who in (anna, ben):
            history = people.done(who, "history", note.stem, notebook=shared).stdout
            assert [line.rpartition("\t")[2] for line in history.splitlines()] == [
                "0", *(f"text {number}" for number in range(1, 20))
            ]  # fmt: skip

    @pytest.mark.parametrize("umask", [0o000, 0o077], ids=oct)
    def test_is_not_locked_out_by_a_member_s_umask(self, people, shared, umask):
        from dataclasses import replace

        anna = replace(people.anna, umask=umask)
        note = new_case(people, anna, shared)
        edit(people, anna, note, "by one")
        edit(people, people.ben, note, "by the other")
        edit(people, anna, note, "by the one again")

        assert answer(people, people.ben, note) == "by the one again"
        assert {path.stat().st_mode & 0o007 for path in everything_in(shared)} == {0}

    def test_removes_restores_and_brings_back_each_other_s(self, people, shared):
        anna, ben = people.anna, people.ben
        note = new_case(people, anna, shared, "the first")
        edit(people, ben, note, "the second")
        people.done(ben, "remove", note.stem, notebook=shared)
        people.done(anna, "restore", note.stem, notebook=shared)
        people.done(anna, "restore", note.stem, "--to", "2020-01-01", notebook=shared)
        assert answer(people, ben, note) == "the first"

        people.done(anna, "remove", note.stem, notebook=shared)
        people.done(ben, "restore", note.stem, notebook=shared)
        people.done(ben, "history", note.stem, "--clear", notebook=shared)
        assert people.done(anna, "history", note.stem, notebook=shared).stdout == ""

    def test_has_a_subfolder_that_is_the_group_s_too(self, people, shared):
        do_as(people.anna, partial(os.mkdir, shared / "deep"))
        (shared / "deep").chmod(0o2770)
        note = new_case(people, people.anna, shared)
        note = note.rename(shared / "deep" / note.name)
        result = people.done(
            people.ben, "edit", note.stem, "--set", f"{SO_WHAT}=deep", notebook=shared
        )

        assert "becomes yours" in result.stderr
        assert owner_of(note) == (people.ben.user, people.group, 0o660)

    def test_goes_on_after_a_holder_that_died(self, people, shared):
        note = new_case(people, people.anna, shared)
        edit(people, people.anna, note, "once")

        def die_with_the_lock():
            import fcntl

            lock = os.open(shared / ".coprod" / "locks" / f"{note.stem}.lock", os.O_RDWR)
            fcntl.flock(lock, fcntl.LOCK_EX)
            os.write(lock, b"")

        do_as(people.anna, die_with_the_lock)
        edit(people, people.ben, note, "after it")

        assert answer(people, people.anna, note) == "after it"

    def test_s_case_is_locked_for_the_other_member(self, people, shared):
        note = new_case(people, people.anna, shared)
        edit(people, people.anna, note, "once")
        lock = shared / ".coprod" / "locks" / f"{note.stem}.lock"
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            import fcntl

            people.anna.become()
            fcntl.flock(os.open(lock, os.O_RDWR), fcntl.LOCK_EX)
            holder = '{"host": "h", "process": 1, "since": "2026-11-24T09:00", "sits": true}'
            lock.with_suffix(".json").write_text(holder)
            os.write(write, b"x")
            time.sleep(60)
            os._exit(0)
        try:
            os.read(read, 1)
            result = people.coprod(
                people.ben, "edit", note.stem, "--set", f"{SO_WHAT}=x", notebook=shared
            )
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

        assert result.returncode == 5
        assert "open in another coprod" in result.stderr

    def test_leaves_a_stranger_out(self, people, shared):
        new_case(people, people.anna, shared)
        for command in ("list", "show latest", "export jsonl", "tasks", "check"):
            result = people.coprod(people.stranger, *command.split(), notebook=shared)

            assert (result.returncode, result.stdout) == (3, "")
            assert result.stderr == (
                f"coprod: {shared}: this cannot be read: permission denied. "
                "Try: ask its owner to let you read it\n"
            )

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", ["shared", "root"])
    def test_finds_again_what_another_member_had_half_typed(self, people, kind):
        first, second = (
            (people.anna, people.ben) if kind == "shared" else (people.root, people.anna)
        )
        notebook = (
            people.shared_notebook() if kind == "shared" else people.own_notebook(people.anna)
        )
        note = new_case(people, people.anna, notebook)
        begun = resume(people, first, note)
        begun.see("What happened").type("Half of a made-up thought")
        begun.wait_until(lambda: any(notebook.glob(".coprod/drafts/*.json")), "a draft")
        begun.settle(1.2)
        begun.kill()
        begun.end()
        again = resume(people, second, note)
        again.see("Half of a made-up thought")
        again.end()


class TestWhatCannotBeKept:
    def test_is_refused_if_the_owner_could_no_longer_read_the_note(self, people, shared):
        note = new_case(people, people.anna, shared)
        note.chmod(0o606)
        before = note.read_bytes(), owner_of(note)
        result = people.coprod(
            people.stranger, "edit", note.stem, "--set", f"{SO_WHAT}=x", notebook=shared
        )
        assert result.returncode == 3  # the folder is the group's

        shared.chmod(0o777)
        (shared / ".coprod").chmod(0o777)
        note.chmod(0o604)
        result = people.coprod(
            people.stranger, "edit", note.stem, "--set", f"{SO_WHAT}=x", notebook=shared
        )
        assert result.returncode == 3
        assert "write-protected" in result.stderr
        assert note.read_bytes() == before[0]
        assert not (shared / ".coprod" / "history").exists()

    def test_is_told_before_with_the_group(self, people):
        folder = people.own_notebook(people.anna)
        note = new_case(people, people.anna, folder)
        folder.chmod(0o777)
        (folder / ".coprod").chmod(0o777)
        os.chown(note, people.anna.user, people.group)
        note.chmod(0o666)
        said = edit(people, people.stranger, note, "by a stranger")

        assert said == (
            f"{note.name}: saved by you, this file is no longer the group {people.group_name}'s.\n"
            f"{note.name}: saved by you, this file becomes yours; it was {people.anna.name}'s.\n"
        )
        assert owner_of(note) == (people.stranger.user, people.stranger.group, 0o666)

    @pytest.mark.parametrize("anna_is_named", [True, False])
    def test_goes_by_the_access_list_where_the_folder_has_one(self, people, anna_is_named):
        if shutil.which("setfacl") is None:
            pytest.skip("there is no setfacl here")
        anna, ben = people.anna, people.ben
        notebook = people.own_notebook(anna)
        named = [f"u:{who.name}:rwx" for who in ((anna, ben) if anna_is_named else (ben,))]
        entries = ",".join([*named, *(f"d:{each}" for each in named), "d:g::-"])
        if subprocess.run(["setfacl", "-m", entries, str(notebook)], check=False).returncode:
            pytest.skip("this file system has no access lists")
        note = new_case(people, anna, notebook)
        result = people.coprod(
            ben, "edit", note.stem, "--set", f"{SO_WHAT}=by the other", notebook=notebook
        )

        if anna_is_named:
            assert result.returncode == 0, result.stderr
            assert "becomes yours" in result.stderr
            assert answer(people, anna, note) == "by the other"
            edit(people, anna, note, "by its first owner again")
            assert answer(people, ben, note) == "by its first owner again"
        else:
            assert result.returncode == 3
            assert f"could no longer be read by {anna.name}" in result.stderr
            assert answer(people, anna, note) == "made up"

    def test_is_refused_in_a_sticky_folder_before_anything_is_written(self, people, shared):
        note = new_case(people, people.anna, shared)
        shared.chmod(0o3770)
        os.chown(shared, 0, people.group)
        result = people.coprod(
            people.ben, "edit", note.stem, "--set", f"{SO_WHAT}=x", notebook=shared
        )

        assert result.returncode == 3
        assert f"in this folder only {people.anna.name} may replace this file" in result.stderr
        assert answer(people, people.anna, note) == "made up"
        assert not list(shared.glob(".coprod/history/*/*"))

    def test_is_refused_for_a_note_that_its_owner_write_protected(self, people):
        notebook = people.own_notebook(people.anna)
        note = new_case(people, people.anna, notebook)
        note.chmod(0o444)
        result = people.coprod(
            people.anna, "edit", note.stem, "--set", f"{SO_WHAT}=x", notebook=notebook
        )

        assert result.returncode == 3
        assert result.stderr == (
            f"coprod: {note}: this file is write-protected, and nothing was changed. "
            "Try: allow it, if it may be changed: chmod u+w FILE\n"
        )
        assert not list(notebook.glob(".coprod/history/*/*"))


class TestUnreadable:
    @pytest.fixture
    def note(self, people, shared):
        note = new_case(people, people.anna, shared)
        note.chmod(0o000)
        return note

    @pytest.mark.parametrize(
        "command", ["show latest", "render latest", "edit latest --set x.y=z", "remove latest",
                    "history latest", "check latest", "export jsonl latest"]
    )  # fmt: skip
    def test_note_is_told_and_is_not_no_case(self, people, note, command):
        result = people.coprod(people.ben, *command.split(), notebook=note.parent)

        assert (result.returncode, result.stdout) == (3, "")
        assert result.stderr == (
            f"coprod: {note}: this cannot be read: permission denied. "
            "Try: ask its owner to let you read it\n"
        )

    @pytest.mark.parametrize("hidden", ["note", "folder"])
    def test_note_or_folder_is_told_by_what_reads_all(self, people, note, hidden):
        other = new_case(people, people.ben, note.parent)
        if hidden == "folder":
            note.unlink()
            note = note.parent / "deep"
            note.mkdir(mode=0o000)

        def said(command):
            result = people.coprod(people.ben, *command.split(), notebook=note.parent)
            return result.returncode, result.stderr, result.stdout

        for command in ("list", "tasks", "show latest", "render latest"):
            code, errors, out = said(command)
            told = "1 note cannot be read. Try: coprod check\n"
            if hidden == "folder" and command.endswith("latest"):
                told = f"{note}: the latest case may be in this folder, which cannot be read. "
                told += "Try: coprod check\n"
            assert (code, errors) == (0, told)
        code, errors, out = said("export jsonl")
        assert code == 1
        assert f"left out: {note}: this cannot be read" in errors
        assert other.stem in out
        for command in ("render --all", "update --all"):
            assert f"{note}: this cannot be read" in said(command)[1]
        code, errors, out = said("check")
        assert code == 1
        assert out.startswith(f"{note}: this cannot be read")

    def test_notebook_is_told(self, people, shared):
        notebook = shared / "deep"
        notebook.mkdir()
        shared.chmod(0o000)
        for command in ("list", "show latest", "check", "new-case --set x.y=z"):
            result = people.coprod(people.ben, *command.split(), notebook=notebook)

            assert result.returncode == 3
            assert "permission denied" in result.stderr
            assert result.stderr.count("\n") == 1

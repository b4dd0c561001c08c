"""The command purge: what was removed or replaced is deleted for good, and nothing else is."""

import json
import os
import subprocess
from datetime import datetime, timedelta

import pytest
from commands import done, refused
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import NOON, add_note, coprod, unfinished
from terminal import Terminal

import coprod_cli as api
from coprod_cli.base.errors import CaseHeld, WrongUsage
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.notebook.editor_files import make_editor_file
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rescue import rescue_texts
from coprod_cli.operations.purge import parse_age

pytestmark = pytest.mark.usefixtures("notebook")

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
STORY = "second.story"
WORD = "heliotrope"
"""Stands in everything that is made up about the first case, and nowhere else."""
CONFLICTS = [
    f"{ONE} (Anna's conflicted copy 2026-11-24).md",
    f"{ONE}.sync-conflict-20261124-090000-ABCDEFG.md",
    f"{ONE}-DESKTOP-AB12.md",
    f"{ONE} 2.md",
    f"{ONE}_conf(2026-11-24).md",
    f"{ONE}(1).md",
]
BACKUPS = [
    f".{ONE}.md.swp",
    f"{ONE}.md~",
    f"#{ONE}.md#",
    f"{ONE}.md.bak",
    f".{ONE}.md.x1y2.part",
    f".trash/{ONE}.md",
    f".stversions/{ONE}~20261124-101010.md",
    f"deep/{ONE}.pdf",
]


def files_with(word, folder):
    """The files below a folder that have a word, in whatever coding, in them or in their names."""
    found = []
    for path in folder.rglob("*"):
        data = b"" if path.is_dir() else path.read_bytes()
        if word in path.name or any(word.encode(code) in data for code in ("utf-8", "utf-16-le")):
            found.append(str(path.relative_to(folder)))
    return sorted(found)


def everything_in(folder):
    """Each file with its bytes, but for those of locks."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "locks"
    }


def versions_of(notebook, case):
    return len(Notebook(notebook).history(case).entries())


@pytest.fixture
def told(notebook):
    """The first case has been told a lot about; the word is in all of it."""
    book = Notebook(notebook)
    for number in range(3):
        done("edit", ONE, "--set", f"{STORY}={WORD} {number}")
    book.drafts(ONE).write(unfinished(STORY, {STORY: f"half a {WORD}"}))
    for name in (f"{ONE}.damaged", f"{ONE}.2.damaged"):
        (notebook / ".coprod" / "drafts" / name).write_text(WORD)
    (notebook / ".coprod" / "drafts" / f"{ONE} (conflicted copy).json").write_text(WORD)
    (notebook / ".coprod" / "history" / ONE / "made by another program").write_text(WORD)
    make_editor_file(book.editor_files_folder, ONE, AnswerKey(STORY), WORD.encode())
    rescue_texts({"x.md": WORD.encode()}, [book.rescued_texts_folder], NOON, ONE)
    return notebook


@pytest.fixture
def removed(told):
    """It was removed, and so was an earlier note of it; other programs have left copies."""
    data = (told / f"{ONE}.md").read_bytes()
    done("remove", ONE)
    (told / f"{ONE}.md").write_bytes(data)
    done("remove", ONE)
    for name in [*CONFLICTS, *BACKUPS]:
        path = told / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return told


class TestRemovedCase:
    def test_leaves_no_word_in_any_file(self, removed):
        others = {name: data for name, data in everything_in(removed).items() if ONE not in name}
        assert len(files_with(WORD, removed)) > len(CONFLICTS) + len(BACKUPS) + 7

        done("purge", ONE, "--yes")

        assert files_with(WORD, removed) == []
        assert everything_in(removed) == others
        assert [path for path in removed.rglob(f"*{ONE}*") if path.parent.name != "locks"] == []
        assert ONE not in coprod("list", "--removed").stdout
        assert refused(4, "restore", ONE)

    @pytest.mark.usefixtures("removed")
    def test_is_gone_with_what_was_rescued_outside_of_the_notebook(self, home, monkeypatch):
        monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
        folder = rescue_texts({"x.md": WORD.encode()}, [], NOON, ONE)
        other = rescue_texts({"x.md": b"other"}, [], NOON, TWO)
        assert folder.is_relative_to(home / "state")
        done("purge", ONE, "--yes")

        assert not folder.exists()
        assert (other / "x.md").read_bytes() == b"other"

    @pytest.mark.parametrize("reference", [ONE, "20261101", "latest"])
    def test_is_named_as_for_restore(self, removed, reference):
        done("purge", reference, "--yes")

        assert files_with(WORD, removed) == []

    def test_is_shown_with_its_title_and_numbers_and_no_answer(self, removed):
        before = everything_in(removed)
        result = done("purge", ONE, "--dry-run")

        name, notes, texts, drafts, _others, oldest, newest, title = result.stdout.split("\t")
        assert (name, notes, title) == (ONE, "2", "One\n")
        assert int(texts) == versions_of(removed, ONE) + 1
        assert int(drafts) == 3
        assert oldest <= newest
        assert WORD not in result.stdout + result.stderr
        for each in CONFLICTS:
            assert f"Also deleted: {each}\n" in result.stderr
        assert everything_in(removed) == before

    def test_says_in_json_what_it_deletes_and_has_deleted(self, removed):
        (planned,) = json.loads(done("purge", ONE, "--dry-run", "--json").stdout)
        (deleted,) = json.loads(done("purge", ONE, "--yes", "--json").stdout)

        assert planned["deleted"] == 0
        assert deleted["deleted"] == len(planned["files"]) == len(deleted["files"])
        assert not any((removed / name).exists() for name in planned["files"])

    def test_that_a_link_is_named_after_leaves_what_the_link_leads_to(self, removed, home):
        (home / "elsewhere.md").write_text("other")
        (home / "folder").mkdir()
        (home / "folder" / "other.md").write_text("other")
        (removed / f"{ONE} copy.md").symlink_to(home / "elsewhere.md")
        (removed / f"{ONE} folder").symlink_to(home / "folder")
        done("purge", ONE, "--yes")

        assert not (removed / f"{ONE} copy.md").is_symlink()
        assert (home / "elsewhere.md").read_text() == "other"
        assert (home / "folder" / "other.md").read_text() == "other"

    def test_cannot_be_known_of_what_an_earlier_version_rescued_which_is_told(self, removed):
        old = rescue_texts({"x.md": b"other"}, [removed / ".coprod" / "rescued"], NOON)
        result = done("purge", ONE, "--yes")

        assert f"look there yourself: {old.parent}" in result.stderr
        assert (old / "x.md").exists()

    def test_does_not_reach_git_s_history(self, removed):
        subprocess.run(["git", "init", "-q"], cwd=removed, check=True)
        kept = removed / ".git" / f"{ONE}.md"
        kept.write_text("made up")
        done("purge", ONE, "--yes")

        assert kept.exists()


class TestCaseInTheNotebook:
    def test_keeps_its_note_and_half_typed_text_and_loses_what_was_replaced(self, told):
        note, draft = told / f"{ONE}.md", told / ".coprod" / "drafts" / f"{ONE}.json"
        (told / f"{ONE} 2.md").write_bytes(note.read_bytes())
        before = note.read_bytes(), draft.read_bytes()
        result = done("purge", ONE, "--yes")

        assert "its note and half-typed text stay" in result.stderr
        assert (note.read_bytes(), draft.read_bytes()) == before
        assert (told / f"{ONE} 2.md").exists()
        assert versions_of(told, ONE) == 0
        assert not any((told / ".coprod" / "rescued").rglob("*.md"))

    def test_that_icloud_has_not_brought_is_in_the_notebook(self, told):
        (told / f"{ONE}.md").rename(told / f".{ONE}.md.icloud")
        (planned,) = json.loads(done("purge", "--history-older-than", "2100-01-01",
                                     "--dry-run", "--json").stdout)  # fmt: skip

        assert planned["in_notebook"]
        assert ONE not in done("purge", "--all-removed", "--dry-run").stderr

    def test_of_which_nothing_was_removed_is_no_error(self, notebook):
        result = done("purge", TWO, "--yes")

        assert (result.stdout, result.stderr) == ("", "")
        assert (notebook / f"{TWO}.md").exists()


class TestAllRemoved:
    def test_takes_every_case_in_the_bin_and_no_other(self, notebook):
        for case in (ONE, TWO, THREE):
            done("edit", case, "--set", f"{STORY}={case}")
            done("edit", case, "--set", f"{STORY}=again")
        done("remove", ONE)
        done("remove", TWO)
        result = done("purge", "--all-removed", "--yes")

        assert [line.split("\t")[0] for line in result.stdout.splitlines()] == [ONE, TWO]
        assert coprod("list", "--removed").stdout == ""
        assert versions_of(notebook, THREE) > 0
        assert versions_of(notebook, ONE) == versions_of(notebook, TWO) == 0

    def test_tells_of_cases_whose_note_another_program_removed_and_leaves_them(self, told):
        (told / f"{ONE}.md").unlink()
        result = done("purge", "--all-removed", "--yes")

        assert (
            f"no note here or in the bin: {ONE}. To delete them: coprod purge CASE" in result.stderr
        )
        assert versions_of(told, ONE) > 0
        done("purge", ONE, "--yes")
        assert files_with(WORD, told) == []

    def test_of_an_empty_bin_is_no_error(self):
        assert done("purge", "--all-removed", "--yes").stdout == ""


class TestOldHistory:
    @pytest.fixture
    def book(self, notebook):
        """The first two cases have a history of ten days, the newest text of which is of NOON."""
        book = Notebook(notebook)
        for case in (ONE, TWO):
            for days in range(10):
                text = Answer(STORY, f"{days} days ago")
                book.history(case).keep([text], NOON - timedelta(days=days))
        return book

    @given(st.integers(-1, 11))
    @settings(max_examples=12)
    def test_is_deleted_where_it_is_older_and_stays_where_it_is_not(self, tmp_path_factory, days):
        folder = tmp_path_factory.mktemp("book")
        add_note(folder, ONE, {})
        book = Notebook(folder)
        for number in range(10):
            text = Answer(STORY, f"{number} days ago")
            book.history(ONE).keep([text], NOON - timedelta(days=number))
        before = NOON - timedelta(days=days)
        plan = api.plan_purge(book, history_older_than=before.isoformat())
        api.purge(book, plan)

        assert {entry.when for entry in book.history(ONE).entries()} == {
            NOON - timedelta(days=number) for number in range(10) if number <= days
        }

    def test_of_one_case_leaves_that_of_others(self, book):
        done("purge", ONE, "--history-older-than", "2100-01-01", "--yes")

        assert len(book.history(ONE).entries()) == 0
        assert len(book.history(TWO).entries()) == 10

    def test_goes_by_the_last_change_where_a_name_has_no_time(self, book):
        other = book.history(ONE).folder / "a copy"
        other.write_text("made up")
        os.utime(other, (0, 0))
        done("purge", "--history-older-than", "2000-01-01", "--yes")

        assert not other.exists()
        assert len(book.history(ONE).entries()) == 10

    @pytest.mark.parametrize(
        ("text", "before"),
        [("90d", NOON - timedelta(90)), ("2w", NOON - timedelta(14)), ("1m", NOON - timedelta(31)),
         ("1y", NOON - timedelta(366)), ("0d", NOON),
         ("2026-11-24T09:00:00+00:00", NOON.replace(hour=9))],
    )  # fmt: skip
    def test_takes_an_age_or_a_time(self, text, before):
        assert parse_age(text, NOON) == before

    @pytest.mark.parametrize(
        "text", ["", "90", "-1d", "1 d", "d", "1h", "9999999d", "999999y", "2026-13-01", "soon"]
    )
    def test_takes_nothing_else(self, text):
        with pytest.raises(WrongUsage, match="takes an age, or a day"):
            parse_age(text, datetime.now().astimezone())


class TestAsking:
    def test_is_needed_where_nobody_said_yes(self, removed):
        before = everything_in(removed)

        assert refused(2, "purge", "--all-removed", "--json") == (
            "--json goes with --yes or --dry-run. Try: --json --dry-run, --json --yes"
        )
        result = coprod("purge", ONE)
        assert result.exit_code == 2
        assert result.stderr.startswith("coprod: there is no terminal to ask at. Try: --dry-run")
        assert everything_in(removed) == before

    @pytest.mark.parametrize(
        "words", [[], [ONE, "--all-removed"], ["--all-removed", "--history-older-than", "1d"]]
    )
    def test_comes_after_what_is_to_be_deleted_is_clear(self, words):
        assert "coprod purge CASE, --all-removed" in refused(2, "purge", *words, "--yes")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("typed", "code"),
        [("y\r", 0), ("ja\r", 0), ("n\r", 130), ("\r", 130), ("\x04", 130), ("\x03", 130)],
    )
    def test_a_person_may_say_no(self, removed, home, typed, code):
        before = everything_in(removed)
        terminal = Terminal.coprod("purge", ONE, "--notebook", str(removed), folder=home)
        terminal.see("for good? Nobody can bring them back. y/N", "One")
        assert not terminal.shows(WORD)
        terminal.type(typed)

        assert terminal.exit_code() == code
        assert (files_with(WORD, removed) == []) == (code == 0)
        if code:
            assert everything_in(removed) == before


class TestFailure:
    def test_leaves_all_of_a_case_that_somebody_works_on(self, removed):
        before = everything_in(removed)
        with Notebook(removed).lock_case(removed / f"{ONE}.md", ONE, NOON, interactive=True):
            before = everything_in(removed)
            assert "open in another coprod" in refused_after_plan(5, "purge", ONE, "--yes")
            assert everything_in(removed) == before

    def test_with_one_of_many_does_the_others_and_exits_with_1(self, removed):
        done("remove", TWO)
        with Notebook(removed).lock_case(removed / f"{ONE}.md", ONE, NOON, interactive=True):
            result = coprod("purge", "--all-removed", "--yes")

        assert result.exit_code == 1
        assert "open in another coprod" in result.stderr
        assert coprod("list", "--removed").stdout.startswith(ONE)
        assert TWO not in coprod("list", "--removed").stdout

    def test_half_way_is_told_and_the_rest_goes_with_the_next_try(self, removed, monkeypatch):
        stuck = f"{ONE}.damaged"
        unlink = os.unlink

        def refuse(path, *rest, **more):
            if os.fspath(path).endswith(stuck):
                raise PermissionError(13, "Permission denied")
            unlink(path, *rest, **more)

        with monkeypatch.context() as patched:
            patched.setattr(os, "unlink", refuse)
            result = coprod("purge", ONE, "--yes", "--json")
        (shown,) = json.loads(result.stdout)

        assert result.exit_code == 1
        assert f"{stuck}: this could not be deleted: permission denied." in result.stderr
        assert shown["not_deleted"] == [f".coprod/drafts/{stuck}"]
        assert shown["deleted"] == len(shown["files"]) - 1
        assert files_with(WORD, removed) == [f".coprod/drafts/{stuck}"]
        done("purge", ONE, "--yes")
        assert files_with(WORD, removed) == []

    def test_is_better_than_to_delete_what_was_not_shown(self, removed):
        book = Notebook(removed)
        plan = api.plan_purge(book, ONE)
        (removed / f"{ONE} late.md").write_text(WORD)
        (removed / f".{ONE}.md.x1y2.part").unlink()  # the lock removes such files
        before = everything_in(removed)
        with pytest.raises(CaseHeld, match="has changed since it was listed"):
            api.purge(book, plan)

        assert everything_in(removed) == before

    def test_is_better_than_to_miss_what_cannot_be_read(self, removed, monkeypatch):
        (removed / "closed").mkdir()
        scan = os.scandir

        def refuse(folder):
            if os.fspath(folder).endswith("closed"):
                raise PermissionError(13, "Permission denied")
            return scan(folder)

        monkeypatch.setattr(os, "scandir", refuse)

        assert "closed: this cannot be read" in refused(3, "purge", ONE, "--yes")
        assert files_with(WORD, removed)

    @pytest.mark.parametrize("reference", ["20991231-zzzzzz", "nothing", "", "."])
    def test_of_what_is_no_case_is_told(self, reference):
        refused(4, "purge", reference, "--yes")


def refused_after_plan(code, *arguments):
    """Run a command that fails after it has shown its plan, and return its error."""
    result = coprod(*arguments)
    assert result.exit_code == code, result.stderr
    return result.stderr


def test_the_api_plans_and_purges(removed):
    book = api.open_notebook(removed)
    plan = api.plan_purge(book, all_removed=True)
    (result,) = api.purge(book, plan)

    assert result.case.title == "One"
    assert result.deleted == len(plan.cases[0].paths)
    assert (result.failed, result.error) == ((), None)


class TestWhatIsKeptOfChangesOfCodes:
    """A code set as it was may quote a case, in an example or a memo."""

    @pytest.fixture
    def recoded(self, told):
        """Three changes: one quotes the first case by its id, one its words, one another case."""
        done("edit", ONE, "--set", f"{STORY}=Nothing of it now")
        done("codes", "new", "ours/one", "--set", f'example=[[{ONE}]] {STORY}: "{WORD} 0"')
        done("codes", "edit", "ours/one", "--set", "example=")
        done("codes", "new", "theirs/two", "--set", f"memo={WORD} 1 they said", "--why", "Heard")
        done("codes", "edit", "theirs/two", "--set", "memo=", "--why", f'In "a {WORD} 2 too"')
        done("codes", "new", "mine/other", "--set", f"example=[[{TWO}]] made up")
        return told

    def kept(self, notebook):
        folder = notebook / ".coprod" / "code-changes"
        return sorted(path.name[:5] for path in folder.iterdir()) if folder.is_dir() else []

    def test_goes_with_the_case_that_it_quotes_and_what_is_left_can_be_undone(self, recoded):
        done("remove", ONE)
        told = done("purge", ONE, "--dry-run")
        assert "codes\t0\t" in told.stdout
        assert "coprod codes restore cannot undo these changes then" in told.stderr
        assert self.kept(recoded) == ["00001", "00002", "00003", "00004", "00005"]

        done("purge", ONE, "--yes")
        words = [each for each in files_with(WORD, recoded) if "code-changes" in each]
        assert words == []
        assert self.kept(recoded) == ["00005"]
        done("codes", "restore")
        assert not (recoded / "codes" / "mine.yaml").exists()

    def test_goes_by_its_day_with_earlier_texts_of_all_cases(self, recoded):
        done("purge", "--history-older-than", "2020-01-01", "--yes")
        assert len(self.kept(recoded)) == 5
        (*_, codes) = json.loads(
            done("purge", "--history-older-than", "0d", "--yes", "--json").stdout
        )
        assert (codes["id"], codes["deleted"]) == ("codes", len(codes["files"]))
        assert self.kept(recoded) == []
        assert refused(4, "codes", "restore")
        change = coprod("codes", "log").stdout.splitlines()[0].rpartition("\t")[2]
        assert "is not kept any more" in refused(4, "codes", "restore", change)

    def test_goes_when_the_history_is_cleared_and_only_what_quotes_that(self, recoded):
        cleared = done("history", ONE, "--clear")
        assert "So is what was kept of 4 changes of codes" in cleared.stderr
        assert self.kept(recoded) == ["00005"]
        assert "changes of codes" not in done("history", TWO, "--clear").stderr

    def test_stays_where_the_note_still_says_so(self, recoded):
        done("edit", ONE, "--set", f"{STORY}={WORD} 0 and {WORD} 1 they said, a {WORD} 2 too")
        done("history", ONE, "--clear")
        assert len(self.kept(recoded)) == 5

    def test_stays_while_a_change_is_not_finished(self, recoded):
        (folder,) = (recoded / ".coprod" / "code-changes").glob("00001-*")
        change = json.loads((folder / "change.json").read_text())
        (folder / "change.json").write_text(json.dumps({**change, "done": False}))
        done("purge", "--history-older-than", "0d", "--yes")
        assert self.kept(recoded) == ["00001"]

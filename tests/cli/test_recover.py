"""The commands remove, restore and history: nothing is lost, and one line says what was done."""

import json
import os
import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from commands import printed, refused
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import ASKED_FOR, NOON, TEMPLATES, add_note, coprod

from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook

pytestmark = pytest.mark.usefixtures("notebook")

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
LONG_AGO = "2020-01-01"
SECRET = "Made up: the word is heliotrope"
WHEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?[+-]")


def said(path, address="second.story"):
    return read_note(path.read_bytes(), str(path)).case.answer(address).text


def say(case, text, address="second.story"):
    printed("edit", case, "--set", f"{address}={text}")


def earlier(case=ONE):
    """The earlier texts of a case, the oldest first."""
    return json.loads(printed("history", case, "--json")[0])


@pytest.fixture
def path(notebook):
    return notebook / f"{ONE}.md"


@pytest.fixture
def held(notebook):
    """Somebody works on the first case."""
    hold = Notebook(notebook).lock_case(notebook / f"{ONE}.md", ONE, NOON, interactive=True)
    yield
    hold.release()


def refused_after_telling(code, *arguments):
    """Run a command that first tells which case it is; return the error behind that."""
    result = coprod(*arguments)
    assert result.exit_code == code
    told, error = result.stderr.splitlines()
    assert ", begun " in told
    return error.removeprefix("coprod: ")


class TestRemoving:
    def test_says_where_the_case_is_and_how_it_comes_back(self, notebook, path):
        data = path.read_bytes()

        stdout, stderr = printed("remove", ONE)

        (removed,) = notebook.glob(f".coprod/bin/*/{ONE}.md")
        assert stdout == f"{removed}\n"
        assert stderr.endswith(f"\nIn the bin. To bring it back: coprod restore {ONE}\n")
        assert removed.read_bytes() == data
        assert not path.exists()

    def test_leaves_the_other_cases(self, notebook):
        printed("remove", ONE)

        assert ONE not in printed("list")[0]
        assert sorted(each.stem for each in notebook.glob("*.md"))[:2] == [TWO, THREE]

    @pytest.mark.parametrize("reference", ["latest", "202611010", "20261101", ONE])
    def test_takes_what_names_a_case(self, path, reference):
        expected = 4 if reference == "202611010" else 0

        assert coprod("remove", reference).exit_code == expected
        assert path.exists() is (expected == 4)

    def test_of_a_case_that_is_not_there_exits_4(self, notebook):
        assert refused(4, "remove", "20200101-aaaaaa") == (
            "20200101-aaaaaa: there is no such case. Try: coprod list"
        )
        assert not (notebook / ".coprod" / "bin").exists()

    def test_of_more_than_one_exits_4(self, path):
        assert refused(4, "remove", "202611").startswith("202611: this fits 4 cases: ")
        assert path.exists()

    @pytest.mark.usefixtures("held")
    def test_of_a_case_that_somebody_works_on_exits_5(self, path):
        assert refused_after_telling(5, "remove", ONE) == (
            f"this is open in another coprod: process {os.getpid()} on "
            f"{os.uname().nodename}, since 2026-11-24 12:00. Try: end it there, or wait"
        )
        assert path.exists()

    def test_of_a_link_exits_3(self, notebook, home):
        other = add_note(home / "elsewhere", "20261201-eeeeee")
        (notebook / other.name).symlink_to(other)

        assert "link" in refused_after_telling(3, "remove", "20261201-eeeeee")
        assert other.exists()

    def test_takes_a_note_that_is_damaged(self, path):
        path.write_bytes(b"\xff no text at all")

        printed("remove", ONE)

        assert printed("restore", ONE)[0] == f"{path}\n"
        assert path.read_bytes() == b"\xff no text at all"


class TestTheBin:
    def test_is_empty_at_first(self, notebook):
        assert printed("list", "--removed") == ("", "")
        assert json.loads(printed("list", "--removed", "--json")[0]) == []
        assert not (notebook / ".coprod").exists()

    def test_lists_the_one_removed_last_as_the_last(self, notebook):
        for case in (TWO, ONE):
            printed("remove", case)

        rows = [line.split("\t") for line in printed("list", "--removed")[0].splitlines()]
        assert [(row[0], row[4]) for row in rows] == [(TWO, "Two"), (ONE, "One")]
        found = json.loads(printed("list", "--removed", "--json")[0])
        assert [each["id"] for each in found] == [TWO, ONE]
        assert all((notebook / each["path"]).is_file() for each in found)

    def test_takes_the_filters_of_the_list(self):
        for case in (TWO, ONE):
            printed("remove", case)

        assert printed("list", "--removed", "--status", "final")[0].startswith(TWO)
        assert printed("list", "--removed", "--status", "final")[0].count("\n") == 1


class TestRestoring:
    @pytest.mark.parametrize("reference", [ONE, "20261101", "latest"])
    def test_brings_the_case_back_as_it_was(self, path, reference):
        data = path.read_bytes()
        for case in (TWO, ONE):
            printed("remove", case)

        assert printed("restore", reference) == (f"{path}\n", "It is back in the notebook.\n")
        assert path.read_bytes() == data
        assert printed("list", "--removed")[0].startswith(TWO)

    def test_brings_it_back_to_its_subfolder(self, notebook):
        path = add_note(notebook / "below" / "deeper", "20261201-eeeeee")
        printed("remove", "20261201-eeeeee")
        path.parent.rmdir()

        assert printed("restore", "latest")[0] == f"{path}\n"
        assert "20261201-eeeeee" in printed("list")[0]

    def test_can_be_undone_and_done_again(self, path):
        data = path.read_bytes()
        for _ in range(3):
            printed("remove", ONE)
            printed("restore", ONE)

        assert path.read_bytes() == data
        assert printed("list", "--removed")[0] == ""

    def test_of_a_case_that_was_removed_twice_brings_the_last_one(self, notebook, path):
        printed("remove", ONE)
        add_note(notebook, ONE, {"second.story": "Made up, the last one"})
        printed("remove", ONE)
        assert printed("list", "--removed")[0].count(ONE) == 2

        printed("restore", ONE)

        assert said(path) == "Made up, the last one"
        assert printed("list", "--removed")[0].count(ONE) == 1

    def test_where_a_note_of_the_name_is_there_again_exits_3(self, notebook, path):
        printed("remove", ONE)
        add_note(notebook, ONE, {"second.story": "Made up anew"})

        assert refused(3, "restore", ONE) == (
            f"{path}: a note of this name is in the notebook. Try: give that one another name first"
        )
        assert said(path) == "Made up anew"
        assert printed("list", "--removed")[0].startswith(ONE)
        path.rename(notebook / "another.md")
        assert printed("restore", ONE)[0] == f"{path}\n"

    def test_of_a_case_that_was_not_removed_exits_4(self, path):
        assert refused(4, "restore", ONE) == (
            "this case is not in the bin: it is in the notebook. "
            f"Try: coprod restore {ONE} --to WHEN, for earlier texts of its answers"
        )
        assert path.exists()

    @pytest.mark.parametrize("reference", ["20200101-aaaaaa", "nothing", ""])
    def test_of_a_case_that_never_was_exits_4(self, notebook, reference):
        before = sorted(notebook.rglob("*.md"))

        assert "there is no such case in the bin." in refused(4, "restore", reference)
        assert sorted(notebook.rglob("*.md")) == before

    def test_of_a_case_that_somebody_works_on_exits_5(self, notebook, path):
        printed("remove", ONE)
        hold = Notebook(notebook).lock_case(path, ONE, NOON, interactive=True)
        try:
            assert refused(5, "restore", ONE).startswith("this is open in another coprod")
        finally:
            hold.release()

        assert printed("restore", ONE)[0] == f"{path}\n"

    def test_by_the_id_of_a_note_whose_file_has_another_name(self, notebook, path):
        renamed = path.rename(notebook / "A visit.md")
        printed("remove", ONE)

        assert printed("restore", ONE)[0] == f"{renamed}\n"

    def test_does_not_lose_the_history(self, path):
        say(ONE, "Made up, one")
        say(ONE, "Made up, two")
        printed("remove", ONE)
        printed("restore", ONE)

        printed("restore", ONE, "--to", LONG_AGO)

        assert said(path) == "Made up, one"

    @pytest.mark.parametrize("options", [["--only", "second.story"], ["--whole"]])
    def test_of_what_goes_with_a_time_needs_a_time(self, options):
        assert f"{options[0]} goes with --to." in refused(2, "restore", ONE, *options)


class TestRestoringAnswers:
    @pytest.fixture
    def path(self, path):
        for text in ("Made up, one", "Made up, two", SECRET):
            say(ONE, text)
        return path

    def test_brings_back_what_was_said_and_names_the_answers(self, path):
        assert printed("restore", ONE, "--to", LONG_AGO) == (
            f"{path}\n", "As before again: second.story\n"
        )  # fmt: skip
        assert said(path) == "Made up, one"

    def test_takes_the_times_that_history_gives(self, path):
        printed("restore", ONE, "--to", earlier()[1]["until"])

        assert said(path) == "Made up, two"

    def test_takes_a_day_and_a_time_and_the_hint_that_history_gives(self, path):
        say(ONE, "Made up, late", "second.late")
        say(ONE, "Made up, later", "second.late")
        hint = printed("history", ONE)[1].strip().rpartition("coprod ")[2]

        printed(*hint.split())

        assert said(path, "second.late") == "Made up, late"

    def test_keeps_what_stood_there_so_that_it_can_be_undone(self, path):
        printed("restore", ONE, "--to", LONG_AGO)
        assert earlier()[-1]["text"] == SECRET

        printed("restore", ONE, "--to", earlier()[-1]["until"])

        assert said(path) == SECRET
        assert [each["text"] for each in earlier()] == [
            "Made up, one", "Made up, two", SECRET, "Made up, one"
        ]  # fmt: skip

    def test_brings_back_what_was_emptied(self, path):
        printed("edit", ONE, "--data", "-", given="answers: {second.story: ''}")
        assert said(path) == ""

        printed("restore", ONE, "--to", earlier()[-1]["until"])

        assert said(path) == SECRET

    def test_brings_back_that_an_answer_was_not_known(self, path):
        printed("edit", ONE, "--data", "-", given="answers: {second.late: {unknown: true}}")
        say(ONE, "Made up", "second.late")

        printed("restore", ONE, "--to", LONG_AGO, "--only", "second.late")

        assert read_note(path.read_bytes(), "").case.answer("second.late").unknown

    def test_changes_no_other_byte(self, path):
        before = re.sub("updated: .*", "", path.read_text())

        printed("restore", ONE, "--to", LONG_AGO)
        after = re.sub("updated: .*", "", path.read_text())

        assert after == before.replace(SECRET, "Made up, one")

    def test_brings_a_title_back(self, path):
        printed("edit", ONE, "--set", "title=Another title")

        printed("restore", ONE, "--to", LONG_AGO, "--only", "title")

        assert read_note(path.read_bytes(), "").case.title == "One"
        assert "\n# One\n" in path.read_text()

    def test_only_brings_back_what_is_named(self, path):
        for text in ("Made up, late", "Made up, later"):
            say(ONE, text, "second.late")

        printed("restore", ONE, "--to", LONG_AGO, "--only", "second.late")

        assert (said(path), said(path, "second.late")) == (SECRET, "Made up, late")

    @pytest.mark.parametrize(
        "options",
        [["--to", "2999-01-01"], ["--to", LONG_AGO, "--only", "first.name"],
         ["--to", LONG_AGO, "--only", "no.such"], ["--to", LONG_AGO, "--whole"]],
    )  # fmt: skip
    def test_where_nothing_was_replaced_exits_4(self, path, options):
        before = path.read_bytes()

        line = refused(4, "restore", ONE, *options)

        assert line.startswith(f"{ONE}: no")
        assert line.endswith(f" since then. Try: coprod history {ONE}")
        assert path.read_bytes() == before

    def test_twice_exits_4_since_it_is_so_already(self, path):
        printed("restore", ONE, "--to", LONG_AGO)
        before = path.read_bytes()

        assert "nothing was replaced" in refused(4, "restore", ONE, "--to", LONG_AGO)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("when", ["yesterday", "", "2026-02-30", "0001-01-01", "25:00"])
    def test_to_what_is_no_time_exits_2(self, path, when):
        before = path.read_bytes()

        assert refused(2, "restore", ONE, "--to", when) == (
            "--to takes a day, or a day and a time. "
            "Try: --to 2026-11-24T09:30, as coprod history lists them"
        )
        assert path.read_bytes() == before

    @pytest.mark.parametrize("options", [[], ["--whole"]])
    def test_while_somebody_works_on_the_case_exits_5(self, path, notebook, options):
        hold = Notebook(notebook).lock_case(path, ONE, NOON, interactive=True)
        try:
            refused(5, "restore", ONE, "--to", LONG_AGO, *options)
        finally:
            hold.release()

        assert said(path) == SECRET

    def test_of_a_damaged_note_exits_3_and_never_repeats_an_answer(self, path):
        path.write_text(path.read_text().replace("<!-- coprod:end -->", ""))
        before = path.read_bytes()

        line = refused(3, "restore", ONE, "--to", LONG_AGO)

        assert "the end of this note is missing" in line
        assert "Made up" not in line
        assert path.read_bytes() == before

    def test_of_a_case_that_is_not_there_exits_4(self):
        assert refused(4, "restore", "20200101-aaaaaa", "--to", LONG_AGO) == (
            "20200101-aaaaaa: there is no such case. Try: coprod list"
        )

    def test_never_says_what_was_said(self):
        for arguments in (["--to", LONG_AGO], ["--to", LONG_AGO, "--only", "x"], ["--to", "x"]):
            result = coprod("restore", ONE, *arguments)
            assert "Made up" not in result.output

    @settings(max_examples=25)
    @given(st.text() | st.sampled_from(["<!-- coprod:end -->\n---", "\\<!-- coprod:x -->", "  a"]))
    def test_brings_back_any_text_to_the_byte(self, tmp_path_factory, text):
        folder = tmp_path_factory.mktemp("book")
        environment = {"COPROD_NOTEBOOK": str(folder), "COPROD_PROMPTS": str(TEMPLATES)}
        path = add_note(folder, ONE, {"second.story": text, "second.late": "Made up"})
        before = re.sub("updated: .*", "", path.read_text())
        change = ["--set", "second.story=Another, made up", "--set", "second.late=Another"]
        printed("edit", ONE, *change, **environment)

        printed("restore", ONE, "--to", LONG_AGO, **environment)

        if canonical_text(text):
            # The answer is given anew, to the wording of now.
            after = ASKED_FOR.sub("", path.read_text())
            assert re.sub("updated: .*", "", after) == before
        else:
            assert said(path, "second.late") == "Made up"


class TestNamesOfHistory:
    @pytest.fixture(autouse=True)
    def stockholm(self, monkeypatch):
        monkeypatch.setenv("TZ", "Europe/Stockholm")
        time.tzset()
        yield
        monkeypatch.undo()
        time.tzset()

    @staticmethod
    def keep(notebook, *times):
        history = Notebook(notebook).history(ONE)
        for number, when in enumerate(times):
            history.keep([Answer("second.story", f"Made up, {number}")], when)

    @pytest.mark.parametrize(
        "times",
        [
            [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in range(4)],
            [NOON + timedelta(microseconds=each) for each in (0, 1, 400, 12_000, 999_999)],
            [NOON] * 3,
            [NOON + timedelta(microseconds=each) for each in (999_999, 1_000_000, 1_000_001)],
        ],
        ids=["the hour that comes twice", "one second", "one moment", "about a full second"],
    )
    def test_each_restores_its_own_text(self, notebook, path, times):
        self.keep(notebook, *times)
        names = [line.split("\t")[0] for line in printed("history", ONE)[0].splitlines()]
        assert len(set(names)) == len(times)

        for number, name in enumerate(names):
            printed("restore", ONE, "--to", name)
            assert said(path) == f"Made up, {number}"

    def test_do_not_change_when_more_is_kept(self, notebook):
        self.keep(notebook, NOON, NOON + timedelta(microseconds=1))
        before = printed("history", ONE)[0]

        self.keep(notebook, *(NOON + timedelta(microseconds=each) for each in (2, 3)))

        assert printed("history", ONE)[0].startswith(before)

    def test_a_time_that_comes_twice_is_refused_without_an_offset(self, path):
        before = path.read_bytes()

        assert refused(2, "restore", ONE, "--to", "2026-10-25T02:30") == (
            "this time comes twice, as the clock goes back: say which one. "
            "Try: --to 2026-10-25T02:30:00+02:00, or --to 2026-10-25T02:30:00+01:00"
        )
        assert path.read_bytes() == before

    @pytest.mark.parametrize("when", ["2026-03-29T02:30", "2026-10-25T01:30", "2026-10-25"])
    def test_every_other_time_is_taken_without_one(self, when):
        assert "nothing was replaced" in refused(4, "restore", ONE, "--to", when)


class TestHistory:
    def test_of_a_case_in_which_nothing_was_replaced_is_empty(self, notebook):
        assert printed("history", ONE) == ("", "")
        assert earlier() == []
        assert not (notebook / ".coprod").exists()

    def test_lists_what_was_said_until_when(self):
        for text in ("Made up, one\nand more of it", SECRET):
            say(ONE, text)
        printed("edit", ONE, "--data", "-", given="answers: {second.story: {unknown: true}}")
        say(ONE, "Made up")

        stdout, stderr = printed("history", ONE)

        rows = [line.split("\t") for line in stdout.splitlines()]
        assert all(WHEN.match(row[0]) for row in rows)
        assert [row[1:] for row in rows] == [
            ["second.story", "Made up, one"],
            ["second.story", SECRET],
            ["second.story", "(not known yet)"],
        ]
        assert stderr == f"To bring one back: coprod restore {ONE} --to {rows[-1][0]}\n"

    def test_gives_all_of_it_as_json(self, notebook):
        say(ONE, "Made up, one\nand more of it")
        say(ONE, "Made up")

        (found,) = earlier()

        (path,) = notebook.glob(f".coprod/history/{ONE}/*")
        assert found == {
            "until": found["until"],
            "address": "second.story",
            "text": "Made up, one\nand more of it",
            "status": "answered",
            "voice": None,
            "evidence": None,
            "sources": [],
            "path": str(path),
        }
        until = datetime.fromisoformat(found["until"])
        assert timedelta() <= datetime.now().astimezone() - until < timedelta(minutes=5)

    def test_tells_of_a_whole_note_by_its_path(self, notebook, path):
        path.write_text(path.read_text().replace("<!-- coprod:end -->\n", ""))
        printed("check", ONE, "--repair")

        stdout, stderr = printed("history", ONE)

        (kept,) = notebook.glob(f".coprod/history/{ONE}/*_note.md")
        assert stdout.rstrip("\n").split("\t")[1:] == ["the whole note", str(kept)]
        assert stderr.rstrip().endswith(" --whole")
        (found,) = earlier()
        assert (found["address"], found["text"], found["path"]) == (None, None, str(kept))

    def test_is_cleared_for_good(self):
        for text in ("Made up, one", "Made up, two"):
            for case in (ONE, TWO):
                say(case, text)

        stdout, stderr = printed("history", ONE, "--clear")
        assert stdout == ""
        assert stderr.startswith(f"{ONE}, One, begun 1 Nov ")
        assert stderr.endswith("\nThe earlier texts are removed.\n")

        assert earlier(ONE) == []
        assert "Made up, one" in [each["text"] for each in earlier(TWO)]

    def test_is_cleared_in_the_notebook_alone(self, notebook, home):
        (home / "elsewhere" / ONE).mkdir(parents=True)
        (notebook / ".coprod").mkdir()
        (notebook / ".coprod" / "history").symlink_to(home / "elsewhere")

        assert "leads out of its folder" in refused_after_telling(3, "history", ONE, "--clear")
        assert (home / "elsewhere" / ONE).is_dir()

    def test_of_a_case_that_is_not_there_exits_4(self):
        assert refused(4, "history", "20200101-aaaaaa") == (
            "20200101-aaaaaa: there is no such case. Try: coprod list"
        )

    @pytest.mark.usefixtures("held")
    def test_can_be_read_while_somebody_works_on_the_case(self):
        assert printed("history", ONE) == ("", "")

    def test_of_a_note_whose_file_has_another_name_goes_by_its_id(self, notebook, path):
        renamed = path.rename(notebook / "A visit.md")
        for text in ("Made up, one", "Made up, two"):
            say(ONE, text)

        hint = printed("history", ONE)[1].strip().rpartition("coprod ")[2]
        printed(*hint.split())

        assert said(renamed) == "Made up, one"

    def test_passes_over_a_file_that_is_none_of_its_own(self, notebook):
        say(ONE, "Made up, one")
        say(ONE, "Made up, two")
        folder = notebook / ".coprod" / "history" / ONE
        odd = folder / "99999999T999999.999999Z_second.story.md"
        odd.write_text("<!-- coprod:second.story -->\n\nx")

        say(ONE, "Made up, three")

        assert [each["text"] for each in earlier()] == ["Made up, one", "Made up, two"]

    def test_cleans_what_could_steer_a_terminal(self, path):
        before = path.read_text()
        say(ONE, "Made up")
        data = path.read_text().replace("\nMade up\n", "\nMade \x1b[2J\tup\n")
        assert data != before
        path.write_text(data)
        say(ONE, "Made up")

        assert "\x1b" not in printed("history", ONE)[0]


class TestAWholeNote:
    @pytest.fixture
    def damaged(self, path):
        data = path.read_bytes().replace(b"<!-- coprod:end -->\n", b"").replace(b"\n", b"\r\n")
        path.write_bytes(data)
        printed("check", ONE, "--repair")
        assert path.read_bytes() != data
        return data

    def test_is_brought_back_to_the_byte_and_that_can_be_undone(self, path, damaged):
        mended = path.read_bytes()

        assert printed("restore", ONE, "--to", LONG_AGO, "--whole") == (
            f"{path}\n",
            "The whole note is as it was; as it was until now, it is in the history.\n",
        )
        assert path.read_bytes() == damaged

        printed("restore", ONE, "--to", earlier()[-1]["until"], "--whole")
        assert path.read_bytes() == mended

    def test_is_found_by_the_id_whatever_its_file_is_called(self, notebook, path, damaged):
        renamed = path.rename(notebook / "A visit.md")

        printed("restore", ONE, "--to", LONG_AGO, "--whole")

        assert renamed.read_bytes() == damaged

    @pytest.mark.usefixtures("damaged")
    def test_is_not_listed_as_an_answer_that_could_be_brought_back(self):
        assert "nothing was replaced" in refused(4, "restore", ONE, "--to", LONG_AGO)

    @pytest.mark.usefixtures("damaged")
    def test_is_not_put_over_what_another_program_writes(self, path, monkeypatch):
        from coprod_cli.notebook.history import History

        keep = History.keep_note

        def keep_while_another_writes(history, data, now):
            path.write_text("written by another program meanwhile\n")
            return keep(history, data, now)

        monkeypatch.setattr(History, "keep_note", keep_while_another_writes)

        line = refused(3, "restore", ONE, "--to", LONG_AGO, "--whole")

        assert "another program has just written it" in line
        assert path.read_text() == "written by another program meanwhile\n"

"""`coprod tasks` lists the next steps of all cases and ticks them off, or changes nothing."""

import json
import os

import commands
import pytest
from commands import run_at_once
from made_up import NOON, coprod
from made_up_steps import (
    COMING,
    FAR,
    FIRST,
    ONE,
    PAST,
    SECRET,
    TASK_TEMPLATES,
    THREE,
    TWO,
    WHERE,
    add,
    answer,
    contents,
    write_cases,
)

from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook

pytestmark = pytest.mark.usefixtures("book")


@pytest.fixture
def book(home, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TASK_TEMPLATES))
    folder = home / "notebook"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    write_cases(folder)
    return folder


@pytest.fixture
def path(book):
    return book / f"{ONE}.md"


def done(*arguments, **rest):
    return commands.done("tasks", *arguments, **rest)


def rows(*arguments):
    """The fields of each line but the last one, the title of the case."""
    return [line.split("\t")[:-1] for line in done(*arguments).stdout.splitlines()]


def listed(*arguments):
    return [row[0] for row in rows(*arguments)]


def refused(code, book, *arguments, **rest):
    """The one line of a command that was refused and changed nothing."""
    before = contents(book)
    result = coprod("tasks", *arguments, **rest)
    assert (result.exit_code, result.stdout) == (code, "")
    assert contents(book) == before
    assert not (book / ".coprod" / "history").exists()
    assert SECRET not in result.stderr
    assert result.stderr.startswith("coprod: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("coprod: ").removesuffix("\n")


class TestTheList:
    def test_has_the_open_ones_of_all_cases_the_first_due_first(self):
        assert rows() == [
            [f"{TWO}.2", "overdue", PAST, "", "Book a time"],
            [f"{TWO}.1", "open", COMING, "doctor", f"Ring {SECRET}"],
            [f"{ONE}.1", "open", FAR, "nurse", "Ask the made-up team"],
            [f"{ONE}.3", "open", "", "", "Rest"],
        ]

    def test_has_the_done_ones_too_where_they_are_asked_for(self):
        assert rows("--all")[-1] == [f"{ONE}.2", "done", "", "", "Write it down"]
        assert len(rows("--all")) == 5

    def test_has_the_title_of_each_case_in_the_last_column(self):
        lines = done().stdout.splitlines()

        assert [line.split("\t")[-1] for line in lines] == ["Two", "Two", "One", "One"]

    @pytest.mark.parametrize(
        ("arguments", "numbers"),
        [
            (["--owner", "Nurse"], [f"{ONE}.1"]),
            (["--owner", "nur"], [f"{ONE}.1"]),
            (["--owner", "midwife"], []),
            (["--overdue"], [f"{TWO}.2"]),
            (["--overdue", "--owner", "nurse"], []),
            (["--due-before", COMING], [f"{TWO}.2"]),
            (["--due-before", FAR], [f"{TWO}.2", f"{TWO}.1"]),
            (["--due-before", "tomorrow", "--tag", "night"], []),
            (["--all", "--owner", "nurse"], [f"{ONE}.1"]),
        ],
        ids=str,
    )
    def test_may_be_that_of_an_owner_of_what_is_overdue_or_due_before_a_day(
        self, arguments, numbers
    ):
        assert listed(*arguments) == numbers

    def test_says_which_day_words_are_understood_as(self):
        assert done("--due-before", "24 dec 2999").stderr == "Understood as: Tue 24 Dec 2999\n"
        assert done("--due-before", "2999-12-24").stderr == ""

    @pytest.mark.parametrize(
        ("day", "told"),
        [
            ("soon", "--due-before takes a day. Try: --due-before 2026-12-24"),
            ("3/4/2027", "Which day do you mean, Thu 4 Mar 2027 or Sat 3 Apr 2027?"),
        ],
    )
    def test_is_not_that_before_a_day_that_nobody_can_tell(self, book, day, told):
        assert refused(2, book, "--due-before", day).startswith(told)

    def test_has_those_of_a_case_that_has_only_done_ones(self, book):
        add(book, THREE, {WHERE: "- [x] Over\n* [X] Gone"})

        assert [row[1:] for row in rows(THREE, "--all")] == [
            ["done", "", "", "Over"],
            ["done", "", "", "Gone"],
        ]
        assert rows(THREE) == []

    @pytest.mark.parametrize(
        ("arguments", "references"),
        [
            ([ONE], [f"{ONE}.1", f"{ONE}.3"]),
            (["20261110"], [f"{TWO}.2", f"{TWO}.1"]),
            ([TWO, ONE, TWO], [f"{TWO}.2", f"{TWO}.1", f"{ONE}.1", f"{ONE}.3"]),
            (["--tag", "night"], [f"{ONE}.1", f"{ONE}.3"]),
            (["--status", "final"], [f"{TWO}.2", f"{TWO}.1"]),
            (["--until", "2026-11-10"], [f"{TWO}.2", f"{TWO}.1"]),
            (["--since", "2026-11-11"], [f"{ONE}.1", f"{ONE}.3"]),
            (["--template", "primary-care"], []),
            ([THREE], []),
        ],
        ids=str,
    )
    def test_is_that_of_the_named_cases_and_of_those_that_pass_the_filters(
        self, arguments, references
    ):
        assert listed(*arguments) == references

    def test_in_json_has_all_that_is_known(self):
        found = json.loads(done("--json", "--all").stdout)

        assert found[1] == {
            "reference": f"{TWO}.1", "case": TWO, "number": 1, "address": "visit.parts#1.steps",
            "voice": None, "what": f"Ring {SECRET}", "owner": "doctor", "due": COMING,
            "done": False, "cancelled": False, "overdue": False, "title": "Two",
            "path": f"{TWO}.md",
        }  # fmt: skip
        assert [(each["done"], each["overdue"]) for each in found] == [
            (False, True), (False, False), (False, False), (False, False), (True, False),
        ]  # fmt: skip
        assert [(each["owner"], each["due"]) for each in found[-2:]] == [(None, None)] * 2

    def test_in_json_is_empty_where_there_is_none(self):
        assert json.loads(done(THREE, "--json").stdout) == []

    def test_tells_of_a_note_that_cannot_be_read_and_goes_on(self, book):
        (book / "20261201-dddddd.md").write_text(f"no front matter\n- [ ] {SECRET}\n")

        result = done()

        assert result.stdout.count("\n") == 4
        assert result.stderr == "1 note cannot be read. Try: coprod check\n"

    def test_passes_over_files_that_are_none_of_coprod_s(self, book):
        (book / "own.md").write_text("- [ ] My own\n")

        assert len(rows()) == 4
        assert done().stderr == ""

    def test_takes_any_task_where_the_template_is_not_there(self, book):
        path = book / f"{TWO}.md"
        path.write_text(path.read_text().replace("template: visits", "template: gone"))

        assert [row[0] for row in rows(TWO)] == [f"{TWO}.3", f"{TWO}.2", f"{TWO}.1"]

    def test_finds_templates_by_the_option(self, monkeypatch):
        monkeypatch.delenv("COPROD_PROMPTS")

        assert len(rows(TWO)) == 3  # the template is not there
        assert len(rows(TWO, "--prompts", TASK_TEMPLATES)) == 2

    def test_of_a_case_that_is_not_there_exits_4(self, book):
        assert refused(4, book, "20200101").endswith("there is no such case. Try: coprod list")

    def test_names_a_copy_of_a_note_by_its_file(self, book, path):
        copy = book / f"{ONE} (copy).md"
        copy.write_bytes(path.read_bytes())

        assert f"{ONE} (copy).md.3" not in listed()
        assert f"{ONE} (copy).md.3" in listed(copy)
        done("--done", f"{ONE} (copy).md.3")

        assert "- [x] Rest" in answer(copy)
        assert "- [ ] Rest" in answer(path)

    def test_names_a_note_of_another_name_by_its_id(self, book, path):
        path.rename(book / "Tuesday.md")

        assert f"{ONE}.3" in listed()
        done("--done", f"{ONE}.3")

        assert "- [x] Rest" in answer(book / "Tuesday.md")


class TestTickingOff:
    def test_changes_the_box_and_when_the_note_was_changed_and_nothing_else(self, path):
        before = path.read_text()

        result = done("--done", f"{ONE}.3")

        assert result.stdout == ""
        assert result.stderr == f"{ONE}.3 is done: Rest\n"
        after = path.read_text().splitlines()
        pairs = zip(before.splitlines(), after, strict=True)
        changed = [(one, other) for one, other in pairs if one != other]
        assert changed[1] == ("- [ ] Rest", "- [x] Rest")
        assert changed[0][1].startswith("updated: ")
        assert len(changed) == 2
        assert listed() == [f"{TWO}.2", f"{TWO}.1", f"{ONE}.1"]

    def test_is_undone_by_opening_again(self, path):
        before = answer(path)

        done("--done", f"{ONE}.1")
        assert answer(path) != before
        result = done("--reopen", f"{ONE}.1")

        assert answer(path) == before
        assert result.stderr == f"{ONE}.1 is open again: Ask the made-up team (nurse, {FAR})\n"

    def test_takes_many_and_says_each(self, book, path):
        result = done(
            "--done", f"{TWO}.1", "--done", f"{ONE}.3", "--reopen", f"{ONE}.2",
            "--done", f"{TWO}.1",
        )  # fmt: skip

        assert sorted(result.stderr.splitlines()) == [
            f"{ONE}.2 is open again: Write it down",
            f"{ONE}.3 is done: Rest",
            f"{TWO}.1 is done: Ring {SECRET} (doctor, {COMING})",
        ]
        assert answer(path).endswith("- [ ] Write it down\n- [x] Rest")
        assert answer(book / f"{TWO}.md", "visit.parts#1.steps").startswith("- [x] ")

    @pytest.mark.parametrize("reference", ["20261101.3", "20261101-a.3", f"{ONE}.md.3"])
    def test_takes_what_names_a_case(self, path, reference):
        assert done("--done", reference).stderr == f"{ONE}.3 is done: Rest\n"
        assert "- [x] Rest" in answer(path)

    def test_takes_the_latest_case(self, path):
        done("--done", f"{ONE}.1")  # it is the latest now

        told = done("--done", "latest.3", "--reopen", "latest.1").stderr.splitlines()
        assert told[0] == f"latest is {ONE}, One"
        assert [line.split(":")[0] for line in told[1:]] == [
            f"{ONE}.3 is done", f"{ONE}.1 is open again",
        ]  # fmt: skip
        assert "- [x] Rest" in answer(path)

    def test_of_one_that_two_names_stand_for_is_done_once(self, path):
        result = done(
            "--done", f"{ONE}.3", "--done", f"notebook/{ONE}.md.3", "--done", "20261101.3"
        )

        assert result.stderr == f"{ONE}.3 is done: Rest\n"
        assert "- [x] Rest" in answer(path)

    def test_of_what_is_so_already_changes_nothing_and_says_so(self, path):
        before = path.read_bytes()

        assert done("--done", f"{ONE}.2").stderr == f"{ONE}.2 was done already: Write it down\n"
        assert done("--reopen", f"{ONE}.3").stderr == f"{ONE}.3 was open already: Rest\n"
        assert path.read_bytes() == before

    def test_keeps_the_earlier_text_in_the_history(self, book):
        done("--done", f"{ONE}.3")

        (entry,) = json.loads(coprod("history", ONE, "--json").stdout)
        assert (entry["address"], entry["text"]) == (WHERE, FIRST)
        assert (book / ".coprod" / "history").is_dir()

    def test_in_json_says_what_is_ticked(self):
        (told,) = json.loads(done("--done", f"{ONE}.3", "--json").stdout)

        assert (told["reference"], told["what"], told["done"]) == (f"{ONE}.3", "Rest", True)
        assert told["path"] == f"{ONE}.md"

    def test_needs_no_template(self, book):
        path = book / f"{TWO}.md"
        path.write_text(path.read_text().replace("template: visits", "template: gone"))

        done("--done", f"{TWO}.3")

        assert answer(path) == f"- [x] Book a time (due: {PAST})"

    def test_of_a_note_in_obsidian_s_style_changes_one_byte(self, path):
        text = path.read_text().replace("- [ ] Ask", "* [ ] Fråga").replace("- [x]", "* [X]")
        text = text.replace(f"owner: nurse, due: {FAR}", "ansvarig: läkare, senast: 2020-01-02")
        before = text.replace("\n", "\r\n").encode()
        path.write_bytes(before)
        assert rows(ONE)[0][1:4] == ["overdue", "2020-01-02", "läkare"]

        done("--done", f"{ONE}.1", "--reopen", f"{ONE}.2")

        after = before.replace(b"* [ ] Fr", b"* [x] Fr").replace(b"* [X]", b"* [ ]")
        stamp = read_note(path.read_bytes(), "").case.updated.encode()
        assert path.read_bytes() == after.replace(b"updated: 2026-11-24T09:00:00+01:00",
                                                  b"updated: " + stamp)  # fmt: skip

    def test_leaves_a_case_s_status_as_it_is(self, book):
        done("--done", f"{TWO}.1")

        assert "\nstatus: final\n" in (book / f"{TWO}.md").read_text()


NO_FORM = (
    "a next step is named by its case, a dot, and its number in the case. "
    "Try: 20261123-k7m2q9.1, as coprod tasks shows it"
)
NO_NUMBER = f"there is no next step of this number. Try: coprod tasks {ONE} --all"
THREE_FIT = (
    f"202611: this fits 3 cases: {ONE}, {TWO}, {THREE}. Try: more of the id, or the file's path"
)
BAD = {
    "without a number": (2, ["--done", ONE], NO_FORM),
    "words": (2, ["--done", f"Ring {SECRET}"], NO_FORM),
    "nought": (2, ["--done", f"{ONE}.0"], NO_FORM),
    "empty": (2, ["--reopen", ""], NO_FORM),
    "too large a number": (4, ["--done", f"{ONE}.4"], f"{ONE}.4: {NO_NUMBER}"),
    "no such case": (
        4, ["--done", "20200101-aaaaaa.1"],
        "20200101-aaaaaa: there is no such case. Try: coprod list",
    ),
    "more than one case": (
        4, ["--done", "202611.1"],
        THREE_FIT,
    ),
    "both": (
        2, ["--done", f"{ONE}.1", "--reopen", "20261101.1"],
        "20261101.1: this one is to be ticked off and opened again, both. Try: one of the two",
    ),
    "with a case": (
        2, [ONE, "--done", f"{ONE}.1"],
        ("a next step is named by its case, a dot, and its number in the case. "
        "Try: 20261123-k7m2q9.1, as coprod tasks shows it"),
    ),
    "with a filter": (
        2, ["--tag", "night", "--done", f"{ONE}.1"],
        "--done and --reopen go without a list. Try: coprod tasks --done REF REF",
    ),
    "--plain alone": (2, ["--plain"], "--plain goes with --pick. Try: --pick --plain"),
    "--pick without a terminal": (
        2, ["--pick"],
        "there is no terminal to ask at. Try: coprod tasks --done REF, or --plain",
    ),
}  # fmt: skip


class TestWhatIsRefused:
    @pytest.mark.parametrize("kind", BAD)
    def test_says_so_in_one_line(self, book, kind):
        code, arguments, line = BAD[kind]

        assert refused(code, book, *arguments) == line

    @pytest.mark.parametrize("kind", [kind for kind, bad in BAD.items() if "--done" in bad[1][:1]])
    @pytest.mark.parametrize("first", [True, False], ids=["before it", "behind it"])
    def test_takes_the_good_ones_with_it(self, book, kind, first):
        code, arguments, line = BAD[kind]
        good = ["--done", f"{TWO}.1"]
        words = [*good, *arguments] if first else [*arguments, *good]

        assert refused(code, book, *words) == line

    @pytest.mark.parametrize("interactive", [True, False], ids=["a person", "a command"])
    def test_is_a_case_on_which_somebody_works(self, book, monkeypatch, interactive):
        monkeypatch.setattr(
            "coprod_cli.notebook.notebook.Notebook.lock_case.__kwdefaults__", {"timeout": 0.1}
        )
        with Notebook(book).lock_case(book / f"{TWO}.md", TWO, NOON, interactive=interactive):
            line = refused(5, book, "--done", f"{TWO}.1")
            both = refused(5, book, "--done", f"{ONE}.1", "--done", f"{TWO}.1")

        assert line == (
            f"this is open in another coprod: process {os.getpid()} on "
            f"{os.uname().nodename}, since 2026-11-24 12:00. Try: end it there, or wait"
        )
        assert both == f"{TWO}: {line}"
        assert done("--done", f"{ONE}.1", "--done", f"{TWO}.1").stderr.count("is done") == 2

    def test_is_a_note_in_which_an_answer_s_owner_is_in_doubt(self, book):
        path = book / f"{TWO}.md"
        path.write_text(path.read_text().replace("<!-- coprod:visit.story -->\n", ""))

        line = refused(3, book, "--done", f"{ONE}.1", "--done", f"{TWO}.1")

        assert line.startswith(f"{path}:")
        assert 'the marker of "visit.story" is missing' in line

    def test_is_a_link_that_leads_out_of_the_notebook(self, book, home):
        other = add(home / "elsewhere", "20261201-eeeeee", {WHERE: "- [ ] Made up"})
        (book / other.name).symlink_to(other)

        assert "link" in refused(3, book, "--done", f"{ONE}.1", "--done", "20261201-eeeeee.1")
        assert answer(other) == "- [ ] Made up"

    def test_is_a_note_that_cannot_be_changed_with_certainty(self, book):
        path = book / f"{TWO}.md"
        path.write_text(path.read_text().replace("\ntitle: ", '\nfound: "\\ud83d\\ude00"\ntitle: '))

        assert "front matter" in refused(3, book, "--done", f"{ONE}.1", "--done", f"{TWO}.1")


@pytest.fixture
def at_once(book):
    """Run `coprod tasks` with each list of words at the same time."""

    def run(*lists_of_words):
        commands = [["tasks", *words] for words in lists_of_words]
        variables = {"COPROD_NOTEBOOK": str(book), "COPROD_PROMPTS": str(TASK_TEMPLATES)}
        return run_at_once(commands, book.parent, **variables)

    return run


class TestTwoAtOnce:
    def test_that_tick_off_others_of_one_case_tick_off_all(self, book, at_once):
        steps = [f"- [ ] Step {number}, made up" for number in range(1, 9)]
        path = add(book, ONE, {WHERE: "\n".join(steps)})

        ended = at_once(*(["--done", f"{ONE}.{number}"] for number in range(1, 9)))

        assert [code for code, _, _ in ended] == [0] * 8, ended
        assert answer(path) == "\n".join(steps).replace("[ ]", "[x]")

    def test_that_tick_off_in_the_same_cases_do_not_wait_for_each_other(self, book, at_once):
        one, two = ["--done", f"{ONE}.1"], ["--done", f"{TWO}.1"]

        ended = at_once(*([one + two, two + one] * 4))

        assert [code for code, _, _ in ended] == [0] * 8, ended
        assert "- [x] Ask" in answer(book / f"{ONE}.md")


class TestADueDayInWords:
    def test_in_data_is_kept_as_iso_8601_and_told(self):
        result = coprod("edit", ONE, "--set", f"{WHERE}=Call (due: 24 dec 2999)")

        assert (result.exit_code, result.stderr) == (0, "Understood as: Tue 24 Dec 2999\n")
        assert [row[2] for row in rows(ONE)] == ["2999-12-24"]

    def test_that_is_ambiguous_is_refused_in_data(self, book):
        before = contents(book)
        result = coprod("edit", ONE, "--set", f"{WHERE}=Call (due: 3/4)")

        assert result.exit_code == 3
        assert "a day is written year first" in result.stderr
        assert contents(book) == before

    def test_that_was_written_by_hand_stays_as_it_is(self, path):
        path.write_text(path.read_text("utf-8").replace(f"due: {FAR}", "due: fri"), "utf-8")
        by_hand = path.read_bytes()

        assert rows(ONE)[0][2] == "fri"
        assert done("--done", f"{ONE}.3").exit_code == 0
        assert path.read_bytes().count(b"due: fri") == by_hand.count(b"due: fri") == 1


class TestSeveralAtOnce:
    def test_are_ticked_with_one_option(self, path):
        result = done("--done", f"{ONE}.1", f"{ONE}.3", f"{TWO}.2")

        assert [line.partition(" is ")[0] for line in result.stderr.splitlines()] == [
            f"{ONE}.1", f"{ONE}.3", f"{TWO}.2",
        ]  # fmt: skip
        assert answer(path) == FIRST.replace("[ ]", "[x]")

    def test_are_opened_again_with_one_option(self):
        done("--done", f"{ONE}.1", f"{ONE}.3")
        done("--reopen", f"{ONE}.1", f"{ONE}.3")

        assert listed(ONE) == [f"{ONE}.1", f"{ONE}.3"]

    @pytest.mark.parametrize("wrong", [f"{ONE}.9", "20260101-zzzzzz.1", ONE])
    def test_are_all_left_where_one_is_wrong_and_that_is_told(self, book, wrong):
        code = 2 if wrong == ONE else 4
        told = refused(code, book, "--done", f"{ONE}.1", wrong)

        assert told

    def test_cannot_be_ticked_and_opened_in_one_list(self, book):
        told = refused(2, book, "--done", f"{ONE}.1", "--reopen", f"{ONE}.2", f"{ONE}.3")

        assert told.startswith("--done and --reopen go without a list.")


class TestFinishingACase:
    def test_says_what_is_still_to_be_done(self):
        result = coprod("finish", ONE)

        assert result.exit_code == 0, result.stderr
        assert result.stderr == (
            f"Still to do: Ask the made-up team (nurse, {FAR})\n"
            "Still to do: Rest\n"
            f"When it is done: coprod tasks --done {ONE}.1\n"
        )

    def test_says_nothing_of_it_where_nothing_is_left(self):
        assert coprod("finish", THREE).stderr == ""

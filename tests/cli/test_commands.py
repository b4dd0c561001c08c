"""Each command with its options and filters, and the ways to name a case."""

import csv
import json
import stat
from io import StringIO

import pytest
from commands import data, done, lines, refused
from made_up import ASKED_FOR, CASE_ID, EVERY_TYPE, VISIT, add_note, coprod, note_text

from coprod_cli.model.wording import fingerprint, worded
from coprod_cli.notebook.note.reader import read_note

ONE, TWO, THREE, FOUR = (
    "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc", "20261124-cdcdcd"
)  # fmt: skip


def case_in(path):
    return read_note(path.read_bytes(), str(path)).case


def said(path):
    return {each.address: each.text for each in case_in(path).given_answers()}


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


class TestNewCaseWithData:
    def new(self, *arguments, **rest):
        return data("new-case", "--template", "every-type", *arguments, "--json", **rest)

    def test_saves_a_note_and_prints_its_path(self, home):
        (path,) = lines("new-case", "--template", "every-type", "--set", "first.name=N")

        assert said(home / path) == {"first.name": "N"}
        assert (home / "coprod").samefile((home / path).parent)

    def test_says_in_json_what_was_saved(self, home):
        told = self.new("--set", "first.name=N", "--title", "A made-up case")
        path = home / "coprod" / f"{told['id']}.md"

        assert told == {"id": path.stem, "path": str(path), "status": "draft"}
        assert case_in(path).id == told["id"]
        assert case_in(path).title == "A made-up case"

    def test_says_once_where_the_notebook_is(self, home):
        first = done("new-case", "--set", "situation.setting=S")
        second = done("new-case", "--set", "situation.setting=S")

        assert first.stderr == f"Your notebook is {home / 'coprod'}\n"
        assert second.stderr == ""

    def test_keeps_note_and_notebook_private(self, home):
        told = self.new("--set", "first.name=N")

        assert mode(home / "coprod" / f"{told['id']}.md") == 0o600
        assert mode(home / "coprod") == 0o700
        assert mode(home / "coprod" / ".coprod") == 0o700

    def test_has_a_name_in_which_the_title_is_not(self, home):
        self.new("--title", "Secret", "--set", "first.name=Secret")

        assert not [path for path in home.rglob("*") if "ecret" in path.name]

    def test_takes_a_file_and_settings_over_it(self, home):
        (home / "answers.yaml").write_text(
            "title: From the file\ntemplate: every-type\ntags: [made-up]\nlanguage: sv\n"
            "answers: {first.name: file, first.seen: true}\n"
        )
        told = data("new-case", "--data", "answers.yaml", "--set", "first.name=set", "--json")
        case = case_in(home / "coprod" / f"{told['id']}.md")

        assert (case.title, case.template, case.tags) == (
            "From the file", "every-type", ("made-up",),
        )  # fmt: skip
        assert case.language == "sv"
        assert {each.text for each in case.given_answers()} == {"set", "Ja"}

    def test_takes_json_from_standard_input(self, home):
        told = self.new("--data", "-", given=json.dumps({"answers": VISIT}))

        assert said(home / "coprod" / f"{told['id']}.md") == VISIT

    def test_takes_the_title_of_the_command_line_before_the_file_s(self, home):
        told = self.new("--title", "line", "--data", "-", given="title: file")

        assert case_in(home / "coprod" / f"{told['id']}.md").title == "line"

    def test_asks_in_a_language(self, home):
        told = self.new("--language", "sv", "--set", "first.seen=no")
        text = (home / "coprod" / f"{told['id']}.md").read_text()

        assert "## 1. Besöket\n" in text
        assert "\nNej\n" in text

    @pytest.mark.parametrize(
        ("preferred", "arguments", "heading"),
        [
            ("sv", [], "## 1. Besöket\n"), (" sv ", [], "## 1. Besöket\n"),
            ("sv", ["--language", "en"], "## 1. The visit\n"), ("fi", [], "## 1. The visit\n"),
            ("", [], "## 1. The visit\n"),
        ],
    )  # fmt: skip
    def test_asks_in_the_language_that_is_preferred(
        self, home, monkeypatch, preferred, arguments, heading
    ):
        monkeypatch.setenv("COPROD_LANGUAGE", preferred)
        told = self.new(*arguments, "--set", "first.seen=no")

        assert heading in (home / "coprod" / f"{told['id']}.md").read_text()

    def test_finishes_a_case(self, home):
        told = self.new("--set", "first.name=N", "--final")

        assert told["status"] == "final"
        assert case_in(home / "coprod" / f"{told['id']}.md").status == "final"

    def test_writes_the_answers_as_an_interview_does(self, home):
        told = self.new("--title", "A made-up case", "--data", "-", given=json.dumps(
            {"answers": VISIT}
        ))  # fmt: skip
        written = (home / "coprod" / f"{told['id']}.md").read_text()
        case = case_in(home / "coprod" / f"{told['id']}.md")

        expected = note_text(VISIT, id=case.id, created=case.created, updated=case.updated)
        assert ASKED_FOR.sub("", written) == expected
        assert written.count(" asked=") == len(VISIT)


class TestNewCaseLineByLine:
    def test_asks_the_named_sections_only(self, home):
        result = coprod(
            "new-case", "--template", "every-type", "--section", "second", "--plain",
            given="A title\nWhat happened.\nd\n",
        )  # fmt: skip
        (path,) = (home / "coprod").glob("*.md")

        assert result.exit_code == 0
        assert result.stdout == ""
        assert said(path) == {"second.story": "What happened."}
        assert case_in(path).title == "A title"

    def test_may_be_stopped_and_gone_on_with(self, home):
        stopped = coprod("new-case", "--template", "every-type", "--plain", given="T\nN\n")
        (path,) = (home / "coprod").glob("*.md")

        assert stopped.exit_code == 130
        assert f"To go on: coprod resume {path.stem}\n" in stopped.stderr
        assert said(path) == {"first.name": "N"}

        done("resume", "--plain", given="2\n:menu\n\n:menu\n2.1\nS\n\n\nd\n")
        assert said(path)["first.kind"] == "Booked"


class TestEditWithData:
    def test_changes_that_answer_and_what_it_was_asked_for_and_nothing_else(self, notebook):
        asked = fingerprint(worded(EVERY_TYPE.questions["first.wait"].text, "en"))
        before = (notebook / f"{TWO}.md").read_text()
        done("edit", TWO, "--set", "first.wait=13")
        after = (notebook / f"{TWO}.md").read_text()

        assert [
            (old, new)
            for old, new in zip(before.split("\n"), after.split("\n"), strict=True)
            if old != new and not old.startswith("updated: ")
        ] == [
            ("<!-- coprod:first.wait -->", f"<!-- coprod:first.wait asked={asked} -->"),
            ("12", "13"),
        ]
        assert case_in(notebook / f"{TWO}.md").updated > case_in(notebook / f"{ONE}.md").created

    def test_changes_nothing_where_that_stands_already(self, notebook):
        before = (notebook / f"{TWO}.md").read_bytes()
        done("edit", TWO, "--set", "first.wait=12", "--set", "first.kind=booked")

        assert (notebook / f"{TWO}.md").read_bytes() == before

    def test_takes_a_file(self, notebook):
        done("edit", ONE, "--data", "-", given="title: New\nanswers: {second.story: {unknown: 1}}")

        assert case_in(notebook / f"{ONE}.md").title == "New"
        assert case_in(notebook / f"{ONE}.md").answer("second.story").unknown

    def test_says_what_was_saved(self, notebook):
        assert data("edit", ONE, "--set", "first.wait=1", "--final", "--json") == {
            "id": ONE, "path": str(notebook / f"{ONE}.md"), "status": "final",
        }  # fmt: skip
        assert lines("edit", ONE, "--set", "first.wait=2") == [str(notebook / f"{ONE}.md")]

    def test_leaves_a_finished_case_finished(self, notebook):
        done("edit", TWO, "--set", "first.wait=13")

        assert case_in(notebook / f"{TWO}.md").status == "final"

    def test_keeps_what_was_half_typed(self, notebook):
        drafts = notebook / ".coprod" / "drafts" / f"{ONE}.json"
        drafts.parent.mkdir(parents=True)
        drafts.write_text('{"at": "first.kind", "texts": {"first.kind": "hal"}}')
        done("edit", ONE, "--set", "first.wait=1")

        assert json.loads(drafts.read_text())["texts"] == {"first.kind": "hal"}


SEVERAL = (
    f"this fits 4 cases: {ONE}, {TWO}, {THREE} and 1 more. Try: more of the id, or the file's path"
)


@pytest.mark.usefixtures("notebook")
class TestNamingACase:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            (ONE, ONE),
            ("20261101", ONE),
            ("20261101-", ONE),
            ("2026110", ONE),
            ("20261124-cd", FOUR),
            (f"{THREE}.md", THREE),
            (f"notebook/{THREE}.md", THREE),
            (f"./notebook/../notebook/{THREE}.md", THREE),
            ("latest", ONE),
        ],
    )
    @pytest.mark.parametrize("command", [["show"], ["edit"]])
    def test_is_by_its_id_a_beginning_a_path_or_latest(self, command, name, expected):
        more = ["--json"] if command == ["show"] else ["--set", "first.wait=1", "--json"]

        assert data(*command, name, *more)["id"] == expected

    @pytest.mark.parametrize("command", [["render"], ["export", "jsonl"], ["check"]])
    def test_may_be_done_more_than_once(self, command):
        result = done(*command, ONE, "latest", "20261110")

        assert result.stdout == done(*command, ONE, TWO).stdout

    def test_by_the_path_of_a_note_elsewhere_is_possible(self, home):
        path = add_note(home / "elsewhere", CASE_ID, {"first.name": "E"})

        assert data("show", path, "--json")["path"] == str(path)

    def test_finds_a_note_in_a_folder_below(self, notebook):
        add_note(notebook / "2025", "20250101-zzzzzz", {})

        assert data("show", "2025", "--json")["path"] == "2025/20250101-zzzzzz.md"

    def test_finds_a_note_that_was_renamed(self, notebook):
        (notebook / f"{ONE}.md").rename(notebook / "A morning.md")

        assert data("show", ONE, "--json")["path"] == "A morning.md"
        assert data("show", "A morning.md", "--json")["id"] == ONE

    def test_passes_over_other_files(self, notebook):
        (notebook / "20261101.md").write_text("# A day in a diary\n")
        (notebook / "2026-11-01.md").write_text("# A day in a diary\n")

        assert data("show", "20261101", "--json")["id"] == ONE

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("2026", f"2026: {SEVERAL}"),
            ("202611", f"202611: {SEVERAL}"),
            ("2027", "2027: there is no such case. Try: coprod list"),
            ("a made-up name", "a made-up name: there is no such case. Try: coprod list"),
            ("nowhere.md", "nowhere.md: there is no such case. Try: coprod list"),
            (".", ".: there is no such case. Try: coprod list"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize(
        "command",
        [["show"], ["edit", "--set", "first.wait=1"], ["render"], ["export", "csv"], ["check"],
         ["resume", "--plain"]],
    )  # fmt: skip
    def test_that_fits_none_or_several_is_refused(self, command, name, told):
        result = coprod(*command, name)

        assert result.exit_code == 4
        assert result.stdout == ""
        assert result.stderr == f"coprod: {told}\n"

    @pytest.mark.parametrize("command", [["show"], ["render"], ["export", "csv"], ["check"]])
    def test_that_is_empty_is_refused(self, notebook, command):
        (notebook / "A day.md").write_text(note_text({}, id="20250101-aaaaaa"))
        result = coprod(*command, "")

        assert result.exit_code == 4
        assert result.stderr == "coprod: there is no such case. Try: coprod list\n"


FILTERS = [
    ([], [ONE, TWO, THREE, FOUR]),
    (["--status", "draft"], [ONE, THREE, FOUR]),
    (["--status", "final"], [TWO]),
    (["--tag", "night"], [ONE, TWO]),
    (["--tag", "nigh"], []),
    (["--template", "every-type"], [ONE, TWO, THREE, FOUR]),
    (["--template", "primary-care"], []),
    (["--since", "2026-11-10"], [TWO, THREE, FOUR]),
    (["--until", "2026-11-10"], [ONE, TWO]),
    (["--until", "2026-11-24"], [ONE, TWO, THREE, FOUR]),
    (["--since", "2026-11-02", "--until", "2026-11-23"], [TWO, THREE]),
    (["--since", "2026-11-20", "--status", "final"], []),
]


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(("filters", "ids"), FILTERS, ids=" ".join)
class TestFilters:
    def test_choose_what_is_listed(self, filters, ids):
        assert [row["id"] for row in data("list", *filters, "--json")] == ids

    def test_choose_what_is_exported(self, filters, ids):
        assert [json.loads(line)["id"] for line in lines("export", "jsonl", *filters)] == ids

    def test_choose_what_is_rendered(self, notebook, filters, ids):
        done("render", "--all", *filters, "-o", "out")

        assert sorted(path.stem for path in (notebook.parent / "out").iterdir()) == ids

    def test_choose_what_is_checked(self, filters, ids):
        count = f"{len(ids)} {'note' if len(ids) == 1 else 'notes'}"

        assert done("check", *filters).stderr.splitlines() == [
            *(['0 cases have the tag "nigh". Did you mean "night"?'] if "nigh" in filters else ()),
            f"{count} looked at: all is well.",
        ]


FILTERED = [
    ["list"], ["list", "--json"], ["list", "--removed"], ["check"], ["check", "--privacy"],
    ["check", "--repair"], ["export", "jsonl"], ["export", "csv", "--no-privacy-check"],
    ["render", "--all"], ["tasks"], ["tasks", "--all", "--json"], ["update", "--all"],
    ["update", "--all", "--dry-run"], ["check", ONE], ["export", "jsonl", ONE], ["tasks", ONE],
    ["update", ONE],
]  # fmt: skip
"""Every command that takes the filters."""


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("command", FILTERED, ids=" ".join)
class TestAMisspeltFilter:
    @pytest.mark.parametrize(
        ("template", "hint"),
        [("every-typ", "every-type"), ("Primary-Care", "primary-care"),
         ("formr-form", "former-form"), ("quite-another", "coprod templates list")],
    )  # fmt: skip
    def test_of_a_template_is_wrong_usage_with_the_near_name(
        self, notebook, command, template, hint
    ):
        self.add_case_of_former_form(notebook)
        result = coprod(*command, "--template", template)

        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f'coprod: there is no template "{template}". Try: {hint}\n'

    def test_of_a_template_says_no_sentence_again(self, command):
        result = coprod(*command, "--template", "Made-up words of an answer")

        assert result.exit_code == 2
        assert result.stderr == (
            "coprod: there is no template of that name. Try: coprod templates list\n"
        )

    def test_of_a_tag_is_told_and_selects_nothing(self, command):
        result = coprod(*command, "--tag", "nigth")

        assert result.exit_code == 0
        assert result.stdout in {"", "[]\n"} or command[:2] == ["export", "csv"]
        told = result.stderr.splitlines()
        assert told[0] == '0 cases have the tag "nigth". Did you mean "night"?'
        assert "0 cases" not in "".join(told[1:])

    def test_of_a_tag_unlike_all_others_is_told_without_a_name(self, command):
        first = coprod(*command, "--tag", "xyz").stderr.splitlines()[0]

        assert first == '0 cases have the tag "xyz".'

    @pytest.mark.parametrize(
        "filters", [["--template", "former-form"], ["--template", "primary-care"],
                    ["--tag", "night"], ["--tag", "long ago"]],
    )  # fmt: skip
    def test_is_none_that_a_case_has_or_that_is_installed(self, notebook, command, filters):
        self.add_case_of_former_form(notebook)
        result = coprod(*command, *filters)

        assert result.exit_code in {0, 1}
        assert "there is no template" not in result.stderr.splitlines()[:1]
        assert "have the tag" not in result.stderr

    @staticmethod
    def add_case_of_former_form(notebook):
        path = add_note(notebook, "20261102-gggggg", {"first.name": "F"}, tags=("long ago",))
        path.write_text(path.read_text().replace("template: every-type", "template: former-form"))


@pytest.mark.usefixtures("notebook")
class TestLatest:
    """The case that was changed last."""

    @pytest.mark.parametrize(
        "command",
        [["edit", "latest", "--set", "first.name=N"], ["edit", "latest", "--final", "--data", "-"],
         ["remove", "latest"], ["history", "latest", "--clear"], ["update", "latest"],
         ["update", TWO, "latest"]],
        ids=" ".join,
    )  # fmt: skip
    def test_is_named_where_it_is_changed(self, command):
        given = json.dumps({"answers": {"first.name": "N"}})
        result = done(*command, **({"given": given} if "-" in command else {}))

        assert result.stderr.splitlines()[0].startswith(f"latest is {ONE}, One")

    def test_is_named_on_one_clean_line(self, notebook):
        path = notebook / f"{ONE}.md"
        path.write_text(path.read_text().replace("title: One", 'title: "O\\e[31mn\\ne"'))
        result = done("remove", "latest")

        assert result.stderr.splitlines()[0].startswith(f"latest is {ONE}, O")
        assert "\x1b" not in result.stderr
        assert len(result.stderr.splitlines()) == 2

    def test_is_named_by_its_id_where_it_has_no_title(self, notebook):
        path = notebook / f"{ONE}.md"
        path.write_text(path.read_text().replace("title: One\n", ""))

        assert done("update", "latest").stderr.splitlines()[0] == f"latest is {ONE}"

    @pytest.mark.parametrize("reference", [ONE, "20261101"])
    def test_is_not_said_of_a_case_that_was_named(self, reference):
        assert done("edit", reference, "--set", "first.name=N").stderr == ""

    @pytest.mark.parametrize("command", ["show", "render"])
    def test_is_not_named_where_it_is_only_read(self, command):
        assert done(command, "latest").stderr == ""


@pytest.mark.usefixtures("notebook")
class TestList:
    def test_is_a_line_a_case_with_tabs_between(self):
        assert lines("list") == [
            f"{ONE}\tdraft\t1 of 6\t2026-11-25 09:00\tOne\t1\tevery-type\t0\t0\tmade-up night",
            f"{TWO}\tfinal\t8 of 8\t2026-11-24 09:00\tTwo\t2\tevery-type\t0\t0\tnight",
            f"{THREE}\tdraft\t0 of 6\t2026-11-24 09:00\tUntitled case\t3\tevery-type\t0\t0\t",
            f"{FOUR}\tdraft\t3 of 8\t2026-11-24 09:00\tFour\t4\tevery-type\t1\t0\t",
        ]

    def test_is_json_for_scripts(self):
        assert data("list", "--status", "final", "--json") == [
            {
                "id": TWO,
                "title": "Two",
                "template": "every-type",
                "status": "final",
                "created": "2026-11-10T09:00:00+01:00",
                "updated": "2026-11-24T09:00:00+01:00",
                "tags": ["night"],
                "answered": 8,
                "questions": 8,
                "path": f"{TWO}.md",
                "number": 2,
                "unknown": 0,
                "open_steps": 0,
            }
        ]

    def test_keeps_a_title_on_its_line(self, notebook):
        add_note(notebook, CASE_ID, {}, title="tab\there\x1b[2J")

        (row,) = (line.split("\t") for line in lines("list") if CASE_ID in line)
        assert row[4] == "tab here\u241b[2J"

    def test_is_of_the_notebook_that_is_named(self, home):
        add_note(home / "other", CASE_ID, {})

        assert [row["id"] for row in data("list", "--notebook", "other", "--json")] == [CASE_ID]


@pytest.mark.usefixtures("home")
class TestListElsewhere:
    def test_of_nothing_is_nothing(self):
        done("init")

        assert lines("list") == []
        assert data("list", "--json") == []

    def test_is_of_the_notebook_in_which_one_works(self, home, monkeypatch):
        add_note(home / "other", CASE_ID, {})
        done("init", "other")
        (home / "other" / "deep" / "down").mkdir(parents=True)
        monkeypatch.chdir(home / "other" / "deep" / "down")

        assert [row["id"] for row in data("list", "--json")] == [CASE_ID]


@pytest.mark.usefixtures("notebook")
class TestShow:
    def test_is_the_case_as_it_reads(self):
        shown = done("show", ONE).stdout

        assert shown == done("render", ONE).stdout
        assert shown.startswith("# One\n\n## 1. The visit\n\n### What do you call this visit?\n")

    def test_is_the_same_record_as_an_export(self):
        (exported,) = lines("export", "jsonl", FOUR)

        assert data("show", FOUR, "--json") == json.loads(exported)


@pytest.mark.usefixtures("notebook")
class TestRender:
    def test_of_several_has_a_line_between(self):
        one, two = done("render", ONE).stdout, done("render", TWO).stdout

        assert done("render", ONE, TWO).stdout == f"{one}\n---\n\n{two}"

    def test_of_all_is_in_the_order_of_ids(self):
        titles = [line for line in lines("render", "--all") if line.startswith("# ")]

        assert titles == ["# One", "# Two", "# Untitled", "# Four"]

    def test_has_every_question_in_full(self):
        assert done("render", ONE, "--layout", "full").stdout.count("*Not answered.*") == 5
        assert "*Not answered.*" not in done("render", ONE, "--layout", "answered").stdout

    def test_has_no_markers(self):
        assert "coprod:" not in done("render", "--all", "--layout", "full").stdout

    def test_goes_into_a_file(self, home):
        done("render", TWO, "-o", "two.md")

        assert (home / "two.md").read_text() == done("render", TWO).stdout
        assert mode(home / "two.md") == 0o600

    def test_goes_into_a_file_that_is_there_and_keeps_its_mode(self, home):
        (home / "two.md").write_text("earlier")
        (home / "two.md").chmod(0o644)
        done("render", TWO, "-o", "two.md")

        assert mode(home / "two.md") == 0o644
        assert (home / "two.md").read_text() == done("render", TWO).stdout

    @pytest.mark.parametrize("cases", [["--all"], [ONE, TWO, THREE, FOUR]])
    def test_goes_into_a_folder_a_file_each(self, home, cases):
        done("render", *cases, "-o", "read/here/")
        written = {path.name: path.read_text() for path in (home / "read" / "here").iterdir()}

        assert written == {
            f"{each}.md": done("render", each).stdout for each in (ONE, TWO, THREE, FOUR)
        }

    def test_of_one_goes_into_a_folder_that_is_there(self, home):
        (home / "read").mkdir()
        done("render", ONE, "-o", "read")

        assert [path.name for path in (home / "read").iterdir()] == [f"{ONE}.md"]

    def test_of_a_copy_does_not_take_the_place_of_its_original(self, notebook, home):
        (notebook / "copy.md").write_text(note_text({"first.name": "Changed"}, id=ONE))
        result = coprod("render", "--all", "-o", "read")

        assert result.exit_code == 1
        assert f"copy.md is another copy of {ONE}, and does not count." in result.stderr
        assert len(list((home / "read").iterdir())) == 4

    @pytest.mark.parametrize(
        "output",
        ["notebook/x.md", f"notebook/{ONE}.md", "notebook/below/x.md", "notebook/../notebook/x.md",
         "link.txt", "elsewhere/note.md"],
    )  # fmt: skip
    @pytest.mark.parametrize(
        "command", [["render"], ["render", "--blank"], ["export", "jsonl"]], ids=" ".join
    )
    def test_never_takes_the_place_of_a_note(self, notebook, home, command, output):
        (home / "link.txt").symlink_to(notebook / f"{ONE}.md")
        elsewhere = add_note(home / "elsewhere", "note", {"first.name": "E"})
        before = {path: path.read_bytes() for path in [*notebook.glob("*.md"), elsewhere]}
        cases = [] if "--blank" in command else [ONE]
        result = coprod(*command, *cases, "-o", output)

        assert result.exit_code == 2
        assert result.stderr == (
            f"coprod: {output}: notes live here, and this would be taken for one. "
            "Try: another folder\n"
        )
        assert {path: path.read_bytes() for path in before} == before
        assert len(list(home.rglob("*.md"))) == len(before)

    @pytest.mark.parametrize(
        ("sound", "damaged"),
        [("coprod: 1", "Coprod: 1"), ("---\n", "***\n"), ("---\ncoprod: 1", "\n")],
        ids=["another letter case", "rules", "no front matter"],
    )
    @pytest.mark.usefixtures("notebook")
    def test_never_takes_the_place_of_a_damaged_note(self, home, sound, damaged):
        note = add_note(home / "elsewhere", "note", {"first.name": "E"})
        note.write_text(note.read_text("utf-8").replace(sound, damaged), "utf-8")
        before = note.read_bytes()

        refused(2, "render", ONE, "-o", str(note))

        assert note.read_bytes() == before

    def test_takes_the_place_of_an_earlier_page_with_a_name_like_a_note_s(self, home):
        done("render", ONE, "-o", f"{ONE}.md")

        done("render", TWO, "-o", f"{ONE}.md")

        assert "Two" in (home / f"{ONE}.md").read_text("utf-8")

    @pytest.mark.parametrize("folder", ["notebook", "notebook/read"])
    def test_of_all_does_not_go_among_the_notes(self, notebook, folder):
        before = sorted(notebook.rglob("*"))
        result = coprod("render", "--all", "-o", folder)

        assert result.exit_code == 2
        assert sorted(notebook.rglob("*")) == before

    def test_of_all_does_not_go_into_a_file(self, home):
        (home / "file").write_text("earlier")
        result = coprod("render", "--all", "-o", "file")

        assert result.exit_code == 2
        assert (home / "file").read_text() == "earlier"

    def test_may_be_the_empty_form(self):
        form = done("render", "--blank", "--template", "every-type").stdout

        assert form.startswith("# Every type of question\n\n")
        assert "\n## 1. The visit\n" in form
        assert "- [ ] Walked in\n" in form
        assert done("render", "--blank").stdout.count("\n### ") == 46

    def test_of_the_empty_form_may_be_in_a_language_and_go_into_a_file(self, home):
        done("render", "--blank", "--template", "every-type", "--language", "sv", "-o", "form.md")

        assert (home / "form.md").read_text().startswith("# Alla slags frågor\n")

    @pytest.mark.parametrize(
        "command", [["render", "--blank", "--template"], ["templates", "show"]]
    )
    def test_of_the_empty_form_is_in_the_language_that_is_preferred(self, monkeypatch, command):
        monkeypatch.setenv("COPROD_LANGUAGE", "sv")

        assert done(*command, "every-type").stdout.startswith("# Alla slags frågor\n")


@pytest.mark.usefixtures("notebook")
class TestExport:
    def test_as_json_lines_has_every_field(self):
        (line,) = lines("export", "jsonl", ONE)

        assert json.loads(line) == {
            "id": ONE,
            "title": "One",
            "template": "every-type",
            "template_version": "1.2.0",
            "language": "en",
            "status": "draft",
            "created": "2026-11-01T09:00:00+01:00",
            "updated": "2026-11-25T09:00:00+01:00",
            "tags": ["made-up", "night"],
            "path": f"{ONE}.md",
            "extra": {},
            "answers": [
                {
                    "address": "first.name",
                    "section": "The visit",
                    "question": "What do you call this visit?",
                    "text": "One, made up",
                    "status": "answered",
                    "voice": None,
                    "evidence": None,
                    "asked": True,
                    "sources": [],
                }
            ],
        }

    def test_marks_what_is_not_asked(self):
        (line,) = lines("export", "jsonl", FOUR)
        rows = csv.DictReader(StringIO(done("export", "csv", FOUR).stdout, newline=""))

        assert [(each["address"], each["asked"]) for each in json.loads(line)["answers"]] == [
            ("first.seen", True), ("first.day", False), ("second.why-not", True),
        ]  # fmt: skip
        assert [(row["address"], row["asked"]) for row in rows] == [
            ("first.seen", "true"), ("first.day", "false"), ("second.why-not", "true"),
        ]  # fmt: skip

    @pytest.mark.parametrize("command", ["show", "render"])
    def test_of_one_to_read_says_what_is_not_asked(self, command):
        shown = done(command, FOUR).stdout

        assert "*Not asked, as the other answers stand.*\n\n2026-11-24\n" in shown

    def test_as_csv_has_a_row_an_answer(self):
        rows = list(csv.DictReader(StringIO(done("export", "csv").stdout, newline="")))

        assert [(row["id"], row["address"], row["answer_status"]) for row in rows] == [
            (ONE, "first.name", "answered"),
            *((TWO, address, "answered") for address in VISIT),
            (FOUR, "first.seen", "answered"),
            (FOUR, "first.day", "answered"),
            (FOUR, "second.why-not", "unknown"),
        ]

    def test_of_nothing_is_nothing_but_the_names_of_columns(self):
        assert lines("export", "jsonl", "--tag", "none") == []
        assert len(lines("export", "csv", "--tag", "none")) == 1

    @pytest.mark.parametrize("kind", ["jsonl", "csv"])
    def test_goes_into_a_private_file(self, home, kind):
        result = done("export", kind, "-o", f"cases.{kind}")

        assert result.stdout == ""
        assert (home / f"cases.{kind}").read_bytes() == done("export", kind).stdout_bytes
        assert mode(home / f"cases.{kind}") == 0o600

    def test_may_go_into_the_notebook_where_it_is_no_note(self, notebook):
        done("export", "jsonl", "-o", "notebook/cases.jsonl")

        assert len((notebook / "cases.jsonl").read_text().splitlines()) == 4

    def test_of_named_cases_is_in_their_order(self):
        exported = lines("export", "jsonl", TWO, ONE)

        assert [json.loads(line)["id"] for line in exported] == [TWO, ONE]


@pytest.mark.usefixtures("notebook")
class TestCheck:
    def test_finds_nothing_in_notes_as_coprod_writes_them(self):
        result = done("check")

        assert result.stdout == ""
        assert result.stderr == "4 notes looked at: all is well.\n"
        assert data("check", "--json") == []

    def test_tells_two_notes_with_one_id(self, notebook):
        (notebook / "copy.md").write_bytes((notebook / f"{ONE}.md").read_bytes())
        result = coprod("check")

        assert result.exit_code == 1
        assert result.stdout == (
            f'{notebook}/copy.md:1:1: this is another copy of the case in "{ONE}.md", and does '
            f"not count. Try: coprod check --repair {ONE}\n"
        )

    def test_tells_an_answer_that_its_question_cannot_take(self, notebook):
        path = notebook / f"{TWO}.md"
        path.write_text(path.read_text().replace("\n12\n", "\na while\n"))
        result = coprod("check", "--json")
        (finding,) = json.loads(result.stdout)

        assert result.exit_code == 1
        assert finding["message"] == '"first.wait": this must be a number, such as 12 or 3.5.'
        assert (finding["kind"], finding["uncertain"]) == ("answer", False)
        assert (
            path.read_text().split("\n")[finding["line"] - 1].startswith("<!-- coprod:first.wait")
        )

    def test_takes_choices_in_every_language_of_the_template(self, notebook):
        path = notebook / f"{TWO}.md"
        path.write_text(path.read_text().replace("\nBooked\n", "\nbokat\n").replace("Yes", "Ja"))

        assert done("check", TWO).stdout == ""


class TestInit:
    def test_makes_a_private_notebook_and_prints_where(self, home):
        result = done("init", "mine")

        assert result.stdout == "mine\n"
        assert result.stderr == "A new notebook.\n"
        assert mode(home / "mine") == mode(home / "mine" / ".coprod") == 0o700

    def test_is_here_where_no_folder_is_named(self, home):
        assert done("init").stdout == f"{home}\n"
        assert (home / ".coprod").is_dir()

    def test_twice_changes_nothing(self, notebook):
        before = sorted(notebook.rglob("*"))
        done("init", notebook)
        result = done("init", notebook)

        assert result.stderr == "This is a notebook already.\n"
        state = notebook / ".coprod"
        assert sorted(notebook.rglob("*")) == [state, state / ".gitignore", *before]

"""`coprod list`: the order of creation, the numbers that name cases, and what a terminal shows."""

import json
import re

import pytest
from made_up import CASE_ID, PRIMARY_CARE, SHIPPED, add_note, coprod
from terminal import Terminal

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.entries import counts_of
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.templates.loader import load_template

DAY = "20261101"
# By their ids, which are in another order than their times.
CASES = {
    f"{DAY}-aaaaaa": ("Walk", "18:00", "final", "2026-11-20"),
    f"{DAY}-bbbbbb": ("bread", "09:00", "draft", "2026-11-22"),
    f"{DAY}-cccccc": ("", "12:00", "draft", "2026-11-21"),
}
STEPS = "- [ ] Ring back (owner: nurse)\n- [x] Wait\n- [ ] Write"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for case_id, (title, time, status, updated) in CASES.items():
        add_note(
            tmp_path, case_id,
            {"situation.setting": "x", "reflections.now-what": STEPS if title == "Walk" else ""},
            template=PRIMARY_CARE, unknown=("emotions.what-helps",) if title == "bread" else (),
            title=title, status=status, tags=("night",) if title == "Walk" else (),
            created=f"2026-11-01T{time}:00+01:00", updated=f"{updated}T09:00:00+01:00",
        )  # fmt: skip
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path))
    return tmp_path


def load_shipped(name):
    return load_template(shipped_prompts() / name)


def listed(*options):
    done = coprod("list", "--json", *options)
    assert done.exit_code == 0, done.stderr
    return [(each["number"], each["id"][-1]) for each in json.loads(done.stdout)]


@pytest.mark.usefixtures("folder")
class TestTheOrder:
    @pytest.mark.parametrize(
        ("options", "shown"),
        [
            ([], "bca"),
            (["--reverse"], "acb"),
            (["--sort", "updated"], "acb"),
            (["--sort", "title"], "bac"),
            (["--sort", "title", "--reverse"], "cab"),
            (["--sort", "status"], "bca"),
            (["--sort", "steps"], "bca"),
            (["--limit", "2"], "ca"),
            (["--limit", "2", "--reverse"], "ac"),
            (["--limit", "1", "--sort", "updated"], "b"),
            (["--limit", "1", "--sort", "title"], "b"),
            (["--limit", "9"], "bca"),
        ],
    )
    def test_is_that_of_creation_or_the_one_that_is_asked_for(self, options, shown):
        assert "".join(letter for _, letter in listed(*options)) == shown

    def test_and_filters_leave_the_numbers_as_they_are(self):
        assert listed() == [(1, "b"), (2, "c"), (3, "a")]
        assert listed("--status", "draft", "--reverse") == [(2, "c"), (1, "b")]
        assert listed("--tag", "night") == [(3, "a")]

    def test_gives_each_case_the_number_that_names_it(self):
        for number, letter in listed():
            shown = json.loads(coprod("show", str(number), "--json").stdout)
            assert shown["id"].endswith(letter)

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--sort", "colour"], "Try: created, updated, title, template, status, answered, ste"),
            (["--limit", "0"], "--limit takes a number from 1 on."),
            (["--limit", "-2"], "--limit takes a number from 1 on."),
            (["--limit", "many"], "--limit"),
        ],
    )
    def test_of_another_word_is_wrong_usage(self, options, told):
        done = coprod("list", *options)

        assert done.exit_code == 2
        assert told in done.stderr


@pytest.mark.usefixtures("folder")
def test_answered_not_known_and_open_steps_are_counted():
    found = {each["id"][-1]: each for each in json.loads(coprod("list", "--json").stdout)}

    assert [(found[name]["answered"], found[name]["unknown"]) for name in "abc"] == [
        (2, 0), (2, 1), (1, 0),
    ]  # fmt: skip
    assert [found[name]["open_steps"] for name in "abc"] == [2, 0, 0]


def asked_everywhere(folder, template):
    """How many questions of the one case here list counts, and overview, and the interview."""
    (listed,) = json.loads(coprod("list", "--json").stdout)
    overview = json.loads(coprod("overview", "--template", template, "--json").stdout)
    sections = overview["forms"][0]["sections"]
    case = read_note((folder / f"{CASE_ID}.md").read_bytes(), "").case
    interview = Interview.reopen(load_shipped(template), case, drafts={})
    counted = sum(each[state] for each in sections for state in ("answered", "unknown", "open"))
    return listed["questions"], counted, counts_of(interview).total


@pytest.mark.parametrize("template", SHIPPED)
def test_the_questions_are_those_that_the_case_is_asked(template, tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path))
    add_note(tmp_path, CASE_ID, {}, template=load_shipped(template))

    listed, *others = asked_everywhere(tmp_path, template)
    assert others == [listed, listed]


@pytest.mark.parametrize(
    ("template", "answer", "asked"),
    [
        ("patient-contract", {"after.rounds#1.safe": "Yes"}, 27),  # a first round
        ("initiative", {"initiative.ongoing": "No"}, 15),  # when it ended is asked now
        ("initiative", {"initiative.ongoing": "Yes", "initiative.until-when": "2026-11-24"}, 15),
    ],
)
def test_a_question_counts_once_it_is_asked_or_answered(
    template, answer, asked, tmp_path, monkeypatch
):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path))
    add_note(tmp_path, CASE_ID, answer, template=load_shipped(template))

    assert asked_everywhere(tmp_path, template)[:2] == (asked, asked)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "columns", "shown"),
    [
        ("en", 120, ["No.", "Case", "Status", "Form", "Answered", "Steps",
                    "Last changed", "Title"]),
        ("en", 80, ["No.", "Case", "Status", "Form", "Answered", "Steps", "Title"]),
        ("en", 60, ["No.", "Case", "Status", "Answered", "Title"]),
        ("sv", 60, ["Nr", "Fall", "Status", "Besvarade", "Titel"]),
    ],
)  # fmt: skip
def test_a_terminal_shows_what_it_has_room_for(folder, language, columns, shown):
    terminal = Terminal.coprod(
        "list", folder=folder, columns=columns, rows=24,
        environment={"COPROD_NOTEBOOK": str(folder), "COPROD_LANGUAGE": language},
    )  # fmt: skip
    assert terminal.exit_code() == 0
    lines = terminal.lines()

    assert re.split(r"  +", lines[0].strip()) == shown
    assert [line.split()[0] for line in lines[1:4]] == ["1", "2", "3"]
    assert "1 of 46, 1 ?" in lines[1] or "1 av 46, 1 ?" in lines[1]
    assert "Walk  #night" in lines[3]
    assert max(map(len, lines)) <= columns


class TestWhatIsNamed:
    @pytest.mark.parametrize("reference", ["1", "bread", "bbb", f"{DAY}-bbbbbb"])
    def test_is_told_with_its_title_and_time_before_it_is_removed(self, folder, reference):
        done = coprod("remove", reference)

        assert done.exit_code == 0
        assert re.search(r"-bbbbbb, bread, begun 1 Nov( 2026)? 09:00", done.stderr.split("\n")[0])
        assert not (folder / f"{DAY}-bbbbbb.md").exists()

    def test_by_number_or_title_is_told_before_it_is_changed(self, folder):
        for reference in ("1", "bread"):
            done = coprod("edit", reference, "--set", f"situation.setting={reference}")
            assert f"{reference} is {DAY}-bbbbbb, bread" in done.stderr
        assert "bread" in (folder / f"{DAY}-bbbbbb.md").read_text()

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("reference", ["2", "walk", "aaaaaa"])
    def test_in_the_bin_comes_back_and_is_purged_by_the_same_names(self, reference):
        for name in ("bbbbbb", "aaaaaa"):
            assert coprod("remove", name).exit_code == 0
        assert listed("--removed") == [(1, "b"), (2, "a")]
        assert coprod("restore", reference).exit_code == 0
        assert listed("--removed") == [(1, "b")]
        purged = coprod("purge", "1", "--yes", "--json")
        assert json.loads(purged.stdout)[0]["title"] == "bread"
        assert re.search(r"-bbbbbb  bread, begun 1 Nov", purged.stderr)

    @pytest.mark.usefixtures("folder")
    def test_by_a_number_of_the_list_is_not_purged(self):
        done = coprod("purge", "1", "--yes")

        assert done.exit_code == 4
        assert "there is no such case in the bin" in done.stderr

    @pytest.mark.slow
    def test_by_words_that_fit_several_are_told_with_titles_on_the_screen_alone(self, folder):
        for letter in "de":
            add_note(folder, f"{DAY}-{letter * 6}", {}, title=f"Bread {letter}")
        terminal = Terminal.coprod(
            "show", "br", folder=folder, environment={"COPROD_NOTEBOOK": str(folder)}
        )
        assert terminal.exit_code() == 4
        assert "Bread d, begun" in terminal.text()
        piped = coprod("show", "br")
        assert piped.exit_code == 4
        assert f"{DAY}-dddddd" in piped.stderr
        assert "Bread" not in piped.stderr


@pytest.mark.slow
class TestShowAtATerminal:
    def test_pages_a_case_that_is_longer_than_the_screen(self, folder):
        (folder / "keep").write_text('#!/bin/sh\ncat > kept\necho "paged with $LESS"\n')
        (folder / "keep").chmod(0o755)
        add_note(folder, f"{DAY}-dddddd", {"situation.setting": "A line\n" * 40},
                 template=PRIMARY_CARE, title="Long")  # fmt: skip
        environment = {"COPROD_NOTEBOOK": str(folder), "PAGER": "./keep"}

        def screen(*words):
            terminal = Terminal.coprod(*words, folder=folder, environment=environment)
            assert terminal.exit_code() == 0
            return terminal.text().strip()

        assert screen("show", "long") == "paged with FRX"
        assert (folder / "kept").read_text().count("  A line\n") == 40  # no blanks behind
        assert "paged" not in screen("show", "bread")
        assert "paged" not in coprod("show", "long", PAGER="./keep").stdout

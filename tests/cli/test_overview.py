"""`coprod overview` and `coprod read` over a made-up notebook: on terminals, in pipes, in files."""

import json

import pytest
from commands import lines
from made_up import TEMPLATES, add_note, coprod
from terminal import Terminal

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
HIDDEN = "20261121-dddddd"
PROMPTS = {"COPROD_PROMPTS": str(TEMPLATES)}


@pytest.fixture
def notebook(home, monkeypatch):
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    add_note(folder, ONE, {"second.story": "A made-up queue.", "first.seen": "No"}, title="Queue")
    add_note(folder, TWO, {"second.story": "A made-up chair."}, title="Chair")
    add_note(folder, THREE, title="Nothing yet")
    add_note(folder / "kept-apart", HIDDEN, {"second.story": "Nobody's."}, title="Apart")
    return folder


@pytest.mark.usefixtures("notebook")
class TestTheOverview:
    def test_has_a_line_for_each_question_in_a_pipe(self):
        rows = [line.split("\t") for line in lines("overview")]

        assert ["every-type", "second.story", "2", "0", "1", "What happened?"] in rows

    def test_says_in_sentences_all_that_its_picture_says(self):
        told = lines("overview", "--plain")

        assert told[0] == "Every type of question"
        assert told[1] == "3 cases of every-type (3 drafts), 2026-11-24."
        assert told[3] == "2. The story: 2 answered, 0 not known, 2 open."
        (story, *_) = lines("overview", "--plain", "--at", "second.story")[2:]
        assert story == "2.1 What happened? (second.story): 2 answered, 0 not known, 1 open."

    def test_leaves_out_who_is_kept_apart_unless_asked(self):
        assert "1 case that names people" in coprod("overview").stderr
        rows = [line.split("\t") for line in lines("overview", "--kept-apart")]
        assert ["every-type", "second.story", "3", "0", "1", "What happened?"] in rows

    def test_sums_are_those_of_the_export(self):
        exported = map(json.loads, lines("export", "jsonl"))
        answered = sum(
            each["status"] == "answered" for case in exported for each in case["answers"]
        )
        form = json.loads(coprod("overview", "--json").stdout)["forms"][0]

        assert sum(section["answered"] for section in form["sections"]) == answered

    def test_counts_in_groups_only_what_is_asked_for(self):
        assert [line.split("\t")[3] for line in lines("overview", "--by", "tag")] == [
            "first", "second",
        ]  # fmt: skip
        (row,) = lines("overview", "--by", "tag", "--at", "second")
        assert row.split("\t")[1:] == ["", "3", "second", "2"]

    def test_is_written_as_tables(self, tmp_path):
        lines("overview", "-o", str(tmp_path / "page.md"))

        page = (tmp_path / "page.md").read_text()
        assert "| 2.1 What happened? | 2 | 0 | 1 |" in page

    @pytest.mark.parametrize(
        ("option", "value", "hint"),
        [("--by", "mood", "voice, month, tag"), ("--at", "second.stori", "second.story")],
    )
    def test_refuses_what_does_not_exist(self, option, value, hint):
        result = coprod("overview", option, value)

        assert result.exit_code == 2
        assert hint in result.stderr


@pytest.mark.usefixtures("notebook")
class TestOneQuestion:
    def test_is_read_from_the_newest_case_on(self):
        rows = [line.split("\t") for line in lines("read", "second.story")]

        assert [(row[0], row[-1]) for row in rows] == [
            (TWO, "A made-up chair."), (ONE, "A made-up queue."),
        ]  # fmt: skip

    def test_stands_beside_another_of_the_same_case(self):
        rows = [
            line.split("\t") for line in lines("read", "second.story", "--beside", "first.seen")
        ]

        assert [row[:2] for row in rows if row[0] == ONE] == [
            [ONE, "second.story"], [ONE, "first.seen"],
        ]  # fmt: skip

    def test_has_columns_only_beside_another(self):
        result = coprod("read", "second.story", "--columns")

        assert result.exit_code == 2
        assert "--columns goes with --beside." in result.stderr

    def test_names_the_cases_that_leave_it_open(self):
        assert [line.split("\t")[0] for line in lines("read", "second.story", "--open")] == [THREE]

    def test_is_read_by_one_voice(self):
        coprod("edit", ONE, "--set", "second.story@family=Made up by another.")

        rows = lines("read", "second.story", "--voice", "family")
        assert [row.split("\t")[2] for row in rows] == ["family"]

    def test_is_shared_with_placeholders(self):
        coprod("edit", TWO, "--set", "second.story=Dr Anna Berg came.")

        (shared, *_) = lines("read", "second.story", "--deidentify")
        assert "Anna" not in shared

    def test_that_was_worded_otherwise_says_so(self, notebook):
        coprod("edit", ONE, "--set", "second.story=Once more, made up.")
        path = notebook / f"{ONE}.md"
        text = path.read_text()
        marker = next(line for line in text.splitlines() if "second.story asked=" in line)
        path.write_text(text.replace(marker, marker.replace(marker[-12:-4], "00000000")))

        (question,) = json.loads(coprod("read", "second.story", "--json").stdout)
        told = {case["id"]: case["answers"][0]["reworded"] for case in question["cases"]}
        assert told == {TWO: False, ONE: True}

    def test_is_written_as_markdown(self, tmp_path):
        lines("read", "second.story", "-o", str(tmp_path / "page.md"))

        page = (tmp_path / "page.md").read_text()
        assert page.startswith("# What happened?\n\nsecond.story - 3 cases: 2 answered")
        assert f"## {TWO}  Chair\n\nA made-up chair.\n" in page

    def test_has_how_it_is_known_and_its_references_as_footnotes(self, tmp_path):
        for case in (ONE, TWO):
            beside = ("--evidence", "second.story=study", "--source", "second.story=A guideline")
            lines("edit", case, *beside)

        lines("read", "second.story", "-o", str(tmp_path / "page.md"))

        page = (tmp_path / "page.md").read_text()
        assert page.count("How it is known: study [^1]\n") == 2
        assert page.endswith("How it is known: study [^1]\n\n[^1]: A guideline\n")

    def test_that_does_not_exist_is_wrong_usage(self):
        result = coprod("read", "second.stories")

        assert (result.exit_code, "second.story" in result.stderr) == (2, True)


def test_what_is_not_known_is_listed_over_all_questions(notebook):
    add_note(notebook, THREE, unknown=["second.story", "first.name"])

    rows = [line.split("\t")[:4] for line in lines("read", "--unknown")]

    assert [THREE, "first.name", "", "unknown"] in rows
    assert [THREE, "second.story", "", "unknown"] in rows


@pytest.mark.usefixtures("notebook")
def test_without_a_question_those_that_have_cases_are_listed():
    assert "second.story\tWhat happened?" in lines("read")
    assert coprod("read", "--open").exit_code == 2


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
def test_on_a_terminal_bars_and_answers_fit(notebook, columns, rows):
    def shown(*arguments):
        environment = {"COPROD_NOTEBOOK": str(notebook), "PAGER": "", **PROMPTS}
        return Terminal.coprod(
            *arguments, folder=notebook, columns=columns, rows=rows, environment=environment
        )

    whole = shown("overview").see("3 cases of every-type (3 drafts)")
    whole.see("Most often without an answer", "1.1 What do you call this visit?")
    whole.see("3 of 3 (first.name)")
    question = shown("overview", "--at", "second.story")
    question.see("2.1 What happened?").see("2 answered, 0 not known, 1 open")
    shown("overview", "--by", "month").see("2026-11").see("How often it is answered")
    lines("edit", TWO, "--evidence", "second.story=study", "--source", "second.story=A guideline")
    answers = shown("read", "second.story")
    answers.see("second.story - 3 cases: 2 answered").see("A made-up chair.").see("Queue")
    answers.see("  How it is known: study [^1]").see("[^1]: A guideline")


@pytest.mark.parametrize("command", ["overview", "read second.story", "timeline"])
def test_a_page_is_written_into_a_folder_but_not_among_the_notes(notebook, tmp_path, command):
    before = sorted(notebook.iterdir())
    result = coprod(*command.split(), "-o", str(notebook))

    assert result.exit_code == 2
    assert "notes live here" in result.stderr
    assert sorted(notebook.iterdir()) == before
    (tmp_path / "pages").mkdir()
    lines(*command.split(), "-o", str(tmp_path / "pages"))
    assert len(list((tmp_path / "pages").iterdir())) == 1

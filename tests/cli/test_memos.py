"""All memos in one place: of codes, of passages, and the reasons for changes of codes."""

import csv
import io
import json

import pytest
from made_up import TEMPLATES, add_note, coprod
from made_up_marks import mark
from terminal import Terminal

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
OURS = """\
id: ours
memo: Made after the first round.
codes:
  - id: waiting
    name: Waiting
    memo: {en: Two things?, sv: Två saker?}
  - id: told
    memo: Lindqvist asked for it.
  - id: seat
"""


@pytest.fixture
def notebook(home, monkeypatch):
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(folder, ONE, {"second.story": "A made-up queue. Nobody said."}, title="Queue")
    add_note(folder, TWO, {"second.story": "A made-up chair."}, title="Chair", tags=["day"])
    (folder / "codes").mkdir()
    (folder / "codes" / "ours.yaml").write_text(OURS)
    mark(folder, ONE, "second.story", "Nobody said.", "ours/waiting", memo="Mrs Lindqvist, again.")
    mark(folder, TWO, "second.story", "chair", "ours/seat", coder="bo", memo="In vivo.")
    mark(folder, TWO, "second.story", "A", "ours/told", coder="bo")
    why = ("--reason", "It is a chair.")
    assert coprod("codes", "rename", "ours/seat", "chair", *why, COPROD_CODER="bo").exit_code == 0
    return folder


def memos(*arguments):
    result = coprod("passages", "--memos", "--all-coders", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return [(each["of"], each["codes"], each["memo"]) for each in json.loads(result.stdout)]


@pytest.mark.usefixtures("notebook")
class TestAllMemos:
    def test_say_what_they_belong_to(self):
        assert memos() == [
            ("set", ["ours"], "Made after the first round."),
            ("code", ["ours/waiting"], "Two things?"),
            ("code", ["ours/told"], "Lindqvist asked for it."),
            ("passage", ["ours/chair"], "In vivo."),
            ("passage", ["ours/waiting"], "Mrs Lindqvist, again."),
            ("change", ["ours/seat", "ours/chair"], "It is a chair."),
        ]

    def test_are_those_about_a_code_if_one_is_named(self):
        assert [of for of, _codes, _memo in memos("ours/waiting")] == ["code", "passage"]
        assert [of for of, _codes, _memo in memos("ours/chair")] == ["passage", "change"]
        assert len(memos("ours")) == 6
        assert memos("levels") == []

    @pytest.mark.parametrize("words", ["--tag day", "--at second", "--not ours/waiting"])
    def test_are_those_of_passages_alone_if_cases_answers_or_passages_are_chosen(self, words):
        assert {of for of, _codes, _memo in memos(*words.split())} == {"passage"}

    def test_are_lines_with_the_same_fields_for_other_programs(self):
        rows = coprod("passages", "--memos", "--coder", "bo").stdout.splitlines()

        assert rows[3:] == [
            f"passage\t{TWO}\tsecond.story\t\tbo\tours/chair\tchair\tIn vivo.",
            "change\t\t\t\tbo\tours/seat ours/chair\t\tIt is a chair.",
        ]
        assert {row.count("\t") for row in rows} == {7}

    def test_are_a_page_with_a_part_for_codes_each_case_and_changes(self, tmp_path):
        coprod("passages", "--memos", "--all-coders", "-o", str(tmp_path / "memos.md"))

        page = (tmp_path / "memos.md").read_text()
        assert [line for line in page.splitlines() if line.startswith(("# ", "## "))] == [
            "# 6 memos", "## About codes", f"## {TWO}  Chair", f"## {ONE}  Queue",
            "## Why codes were changed",
        ]  # fmt: skip
        assert "### ours/waiting  Waiting\n\nTwo things?\n" in page

    def test_are_exported_a_row_or_a_line_each(self):
        table = coprod("export", "csv", "--memos", "--all-coders").stdout
        lines = coprod("export", "jsonl", "--memos", "--all-coders").stdout.splitlines()

        assert [row["of"] for row in csv.DictReader(io.StringIO(table))] == [
            json.loads(line)["of"] for line in lines
        ]
        assert coprod("export", "csv", "--memos", "--wide").exit_code == 2
        assert coprod("export", "xlsx", "--memos").exit_code == 2

    def test_say_before_an_export_how_much_may_tell_who_somebody_is(self):
        assert "may tell who somebody is" in coprod("export", "csv", "--memos").stderr

    def test_have_placeholders_for_names_that_stand_in_any_of_them(self):
        shared = coprod("export", "jsonl", "--memos", "--all-coders", "--deidentify").stdout

        assert "Lindqvist" not in shared
        assert '"coder":"bo"' not in shared


def test_the_memo_of_a_passage_that_is_not_found_stays_with_the_words_it_had(notebook):
    note = notebook / f"{TWO}.md"
    note.write_text(note.read_text().replace("A made-up chair.", "It is gone."))

    result = coprod("passages", "--memos", "--coder", "bo", "ours/chair", "--json")

    (memo, _change) = json.loads(result.stdout)
    assert (memo["passage"]["words"], memo["passage"]["state"]) == ("chair", "lost")
    assert "left out" not in result.stderr


def test_a_log_that_cannot_be_read_is_told_and_hides_no_memo(notebook):
    (notebook / "codes" / "log.jsonl").unlink()
    (notebook / "codes" / "log.jsonl").mkdir()

    result = coprod("passages", "--memos", "--all-coders", "--json")

    assert len(json.loads(result.stdout)) == 5
    assert "log.jsonl" in result.stderr


@pytest.mark.slow
def test_on_a_terminal_each_part_has_its_heading(notebook):
    screen = Terminal.coprod(
        "passages", "--memos", "--all-coders", "--around", "0", folder=notebook, columns=60,
        rows=40,
        environment={
            "COPROD_NOTEBOOK": str(notebook), "COPROD_PROMPTS": str(TEMPLATES), "PAGER": "",
        },
    )  # fmt: skip
    screen.see("6 memos", "About codes", "ours/waiting  Waiting", "Memo: In vivo.")
    screen.see("Why codes were changed", "It is a chair.")
    assert screen.exit_code() == 0

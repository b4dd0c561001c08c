"""`coprod passages` and `coprod export --passages` over made-up marks of two coders."""

import json

import pytest
from commands import lines
from made_up import TEMPLATES, add_note, coprod
from made_up_marks import mark
from terminal import Terminal

from coprod_cli.cli.console.passages import table_lines
from coprod_cli.knowledge.passages import CodeRow, CodeTable, MarkedCase
from coprod_cli.model.code_name import CodeName

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
STORY = "We sat there. A made-up queue went on for hours, and nobody said why. Then it was night."


@pytest.fixture
def notebook(home, monkeypatch):
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(folder, ONE, {"second.story": STORY}, title="Queue")
    add_note(folder, TWO, {"second.story": "A made-up chair."}, title="Chair")
    mark(folder, ONE, "second.story", "nobody said why", "ours/waiting", "levels/micro")
    mark(folder, TWO, "second.story", "chair", "ours/told", memo="In vivo.")
    mark(folder, TWO, "second.story", "*", "ours/waiting", coder="bo")
    return folder


@pytest.mark.usefixtures("notebook")
class TestInAPipe:
    def test_a_passage_is_a_line(self):
        assert lines("passages", "ours/told") == [
            f"{TWO}\tsecond.story\t\tanna\tours/told\tchair\tIn vivo."
        ]

    def test_the_table_has_cases_before_passages(self):
        assert lines("passages", "--table", "--coder", "anna", "ours") == [
            "ours/told\t1\t1", "ours/waiting\t1\t1",
        ]  # fmt: skip

    def test_references_have_the_words_and_no_more(self):
        assert lines("passages", "ours/waiting", "--references") == [
            f'- [[{ONE}]] second.story: "nobody said why"',
            f'- [[{TWO}]] second.story: "A made-up chair."',
        ]

    def test_nothing_is_an_empty_result(self):
        result = coprod("passages", "levels/macro")

        assert (result.exit_code, result.stdout) == (0, "")
        assert "No passage fits." in result.stderr
        assert json.loads(coprod("passages", "levels/macro", "--json").stdout) == []

    def test_who_else_marked_is_told_and_not_what(self):
        result = coprod("passages", COPROD_CODER="bo")

        assert "Others have marked here, too: anna." in result.stderr
        assert "chair." in result.stdout
        assert "In vivo." not in result.stdout

    @pytest.mark.parametrize(
        "words",
        [
            "export csv --all-coders",
            "export jsonl --passages --wide",
        ],
    )
    def test_what_does_not_go_together_is_refused(self, words):
        assert coprod(*words.split()).exit_code == 2

    def test_an_export_has_the_passages_of_named_cases(self):
        (line,) = lines("export", "jsonl", TWO, "--passages", "--coder", "anna")

        assert json.loads(line)["words"] == "chair"
        assert lines("export", "csv", "--passages", "--wide")[0].startswith("case,title,day,path,")


@pytest.mark.usefixtures("notebook")
def test_a_page_has_each_passage_as_a_quote(tmp_path):
    lines("passages", "ours/waiting", "--coder", "anna", "-o", str(tmp_path / "page.md"))

    page = (tmp_path / "page.md").read_text().splitlines()
    assert page[0] == "# ours/waiting: 1 case, 1 passage"
    assert page[2] == f"## {ONE}  Queue"
    assert page[6].startswith("> We sat there. A made-up queue went on for hours, and [nobody said")
    assert page[8] == "levels/micro ours/waiting"
    lines("passages", "--coder", "bo", "-o", str(tmp_path / "whole.md"))
    whole = (tmp_path / "whole.md").read_text().splitlines()
    assert whole[6:9] == ["> A made-up chair.", "", "ours/waiting - the whole answer"]
    lines("passages", "--table", "-o", str(tmp_path / "table.md"))
    table = (tmp_path / "table.md").read_text().splitlines()
    assert table[0] == f"| Code | Cases | Passages | {ONE} | {TWO} |"
    assert table[4] == "| ours/waiting | 2 | 2 | 1 | 1 |"


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
def test_on_a_terminal_quotes_and_the_table_fit(notebook, columns, rows):
    def shown(*arguments):
        return Terminal.coprod(
            "passages", *arguments, folder=notebook, columns=columns, rows=rows,
            environment={
                "COPROD_NOTEBOOK": str(notebook), "COPROD_PROMPTS": str(TEMPLATES), "PAGER": "",
            },
        )  # fmt: skip

    quotes = shown("--coder", "anna").see("2 cases, 2 passages", "[nobody said why]", "Chair")
    quotes.see("What happened?", "ours/told", "Memo: In vivo.")
    assert quotes.exit_code() == 0
    table = shown("--table").see("cases  passages", "ours/waiting  1 1")
    assert table.exit_code() == 0


class TestTheTable:
    @staticmethod
    def table(count, *codes):
        cases = tuple(
            MarkedCase(f"2026{1 + each // 28:02}{1 + each % 28:02}-aaaaaa", "", day, "")
            for each in range(count)
            for day in [f"2026-{1 + each // 28:02}-{1 + each % 28:02}"]
        )
        rows = tuple(
            CodeRow(CodeName(code), tuple(number % 12 for number in range(count))) for code in codes
        )
        return list(table_lines(CodeTable(cases, rows), 80))

    def test_has_a_digit_for_each_case_a_dot_for_none_and_a_plus_from_ten_on(self):
        (head, row) = self.table(12, "ours/waiting")

        assert row.split("  ")[1].split() == [".", *map(str, range(1, 10)), "+", "+"]
        assert head.split() == ["01", "cases", "passages"]
        assert row.split()[-2:] == ["11", "66"]

    @pytest.mark.parametrize("count", [0, 1, 20, 40, 60, 61, 300])
    def test_is_never_wider_than_the_terminal(self, count):
        rows = self.table(count, "ours/a", f"{'long-' * 9}set/{'very-' * 8}long")

        assert max(map(len, rows)) <= 80
        assert rows[1].split()[-1] == str(sum(number % 12 for number in range(count)))

    def test_has_sums_alone_where_there_are_too_many_cases(self):
        assert self.table(61, "ours/waiting")[1].split() == ["ours/waiting", "55", "330"]

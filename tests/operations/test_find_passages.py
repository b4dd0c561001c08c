"""Passages are found in the notes as they stand now, and only in cases that may be seen."""

import json
import re

import pytest
from made_up import TEMPLATES, add_note
from made_up_marks import mark
from made_up_plan import PLAN
from paths import GROUP_TEMPLATES

from coprod_cli.base.errors import WrongUsage
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.export_passages import export_passages, report_passages
from coprod_cli.operations.find_passages import Wanted, find_passages, passage_notices
from coprod_cli.operations.workspace import open_workspace

ONE, TWO, APART = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
STORY = "We sat there. A made-up queue went on for hours, and nobody said why. Then it was night."
OURS = """\
id: ours
codes:
  - id: waiting
    codes:
      - id: corridor
  - id: told
    was: [informed]
"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    folder = tmp_path / "notes"
    (folder / "codes").mkdir(parents=True)
    (folder / "codes" / "ours.yaml").write_text(OURS)
    add_note(folder, ONE, {"second.story": STORY, "first.name": "A day"}, title="Queue")
    add_note(folder, TWO, {"second.story": "A made-up chair."}, title="Chair")
    add_note(folder / "kept-apart", APART, {"second.story": STORY}, title="Apart")
    mark(folder, ONE, "second.story", "nobody said why", "ours/corridor", "levels/micro")
    mark(folder, ONE, "first.name", "*", "ours/informed", memo="In vivo.")
    mark(folder, TWO, "second.story", "chair", "ours/told", coder="bo")
    mark(folder, APART, "second.story", "queue", "ours/waiting", kept_apart=True)
    return folder


def found(book, *codes, scope=None, deidentify=False, **wanted):
    space = open_workspace(book)
    return find_passages(space, Wanted(codes, **wanted), scope, deidentify=deidentify)


def words(book, *codes, **more):
    return [each.words for each in found(book, *codes, **more).passages]


class TestWhichAreFound:
    def test_are_those_of_a_code_and_of_all_below_it(self, book):
        assert words(book, "ours/waiting") == ["nobody said why"]
        assert words(book, "ours") == ["A day", "nobody said why", "chair"]
        assert words(book, "levels/micro", without=("ours/waiting",)) == []
        assert words(book, "ours", together_with=("levels",)) == ["nobody said why"]

    def test_have_the_names_that_codes_have_today(self, book):
        (passage,) = found(book, memos=True).passages

        assert (passage.passage.codes, passage.passage.memo) == (("ours/told",), "In vivo.")

    def test_are_of_one_coder_or_of_the_one_that_the_notebook_knows(self, book, monkeypatch):
        assert words(book, coders=("bo",)) == ["chair"]
        monkeypatch.setenv("COPROD_CODER", "bo")
        assert words(book) == ["chair"]
        assert found(book).others == ("anna",)
        assert words(book, all_coders=True) == ["A day", "nobody said why", "chair"]

    def test_are_in_answers_of_a_voice_and_at_an_address(self, book):
        assert words(book, scope=Scope(Filters(at="first"))) == ["A day"]
        assert words(book, scope=Scope(Filters(voice="family"))) == []

    def test_are_in_cases_that_name_people_only_if_these_are_asked_for(self, book):
        result = found(book, "ours/waiting")

        assert [each.case.id for each in result.passages] == [ONE]
        assert any("coprod passages --kept-apart" in str(each) for each in result.notices)
        assert words(book, "ours/waiting", scope=Scope(kept_apart=True)) == [
            "nobody said why", "queue",
        ]  # fmt: skip

    @pytest.mark.parametrize("codes", [["x y"], ["nothing"]])
    def test_are_refused_where_a_name_is_no_code(self, book, codes):
        with pytest.raises(WrongUsage):
            words(book, *codes)

    def test_are_refused_where_nobody_of_that_name_marked(self, book):
        with pytest.raises(WrongUsage):
            words(book, coders=("eva",))


class TestAnEditedNote:
    def edit(self, book, old, new):
        path = book / f"{ONE}.md"
        path.write_text(path.read_text().replace(old, new))

    def test_shows_words_that_moved_where_they_are_now(self, book):
        self.edit(book, "We sat there.", "In the made-up corridor we sat.")

        assert words(book, "ours/corridor") == ["nobody said why"]
        assert found(book).changed == 0

    def test_shows_changed_words_and_counts_them(self, book):
        self.edit(book, "nobody said why", "nobody ever said why")
        result = found(book, "ours/corridor")

        assert [each.words for each in result.passages] == ["nobody ever said why"]
        assert (result.changed, result.lost) == (1, 0)

    def test_leaves_out_words_that_are_gone_and_counts_them(self, book):
        self.edit(book, STORY, "Another made-up story.")
        result = found(book, "ours/corridor")

        assert (result.passages, result.lost) == ((), 1)


def test_a_damaged_file_of_marks_is_told_and_the_others_are_read(book):
    (book / "codings" / "anna" / f"{ONE}.yaml").write_text("case: [")
    result = found(book)

    assert [each.words for each in result.passages] == ["chair"]
    assert any("1 file of marks is damaged" in str(each) for each in passage_notices(result))


class TestPlaceholders:
    def test_stand_for_what_may_tell_who_somebody_is_in_all_that_is_shown(self, book):
        story = "Then nurse Karin Berg rang 070-123 45 67 and we waited."
        add_note(book, "20261121-dddddd", {"second.story": story}, title="Karin Berg")
        memo = "Ask Karin Berg."
        mark(book, "20261121-dddddd", "second.story", "Berg rang 070", "ours/told", memo=memo)

        result = found(book, coders=("anna",), deidentify=True)

        lines = bytearray()
        export_passages(result, "jsonl", lines.extend)
        (line,) = (each for each in lines.decode().splitlines() if "dddddd" in each)
        data = json.loads(line)
        assert data["words"] == "[PERSON-1] rang [PHONE-1]"
        assert (data["marked"], data["coder"]) == (data["words"], "coder-1")
        assert data["memo"] == "Ask [PERSON-1]."
        assert not re.search("Karin|Berg|070|anna", line)

    def test_are_counted_before_an_export(self, book):
        add_note(book, "20261121-dddddd", {"second.story": "Ring 070-123 45 67 now."})
        mark(book, "20261121-dddddd", "second.story", "070", "ours/told")

        report = report_passages(found(book).passages, "")

        assert (report.cases, report.identifying_cases, report.kinds) == (3, 1, {"phone": 1})


class TestTheExport:
    def test_is_a_row_for_each_passage_or_for_each_case(self, book):
        rows, wide = bytearray(), bytearray()
        export_passages(found(book), "csv", rows.extend)
        export_passages(found(book), "csv", wide.extend, wide=True, excel=True)

        assert rows.decode().splitlines()[2].split(",")[4:8] == ["anna", "p0", "second.story", ""]
        assert wide.decode("utf-8-sig").splitlines() == [
            "case;title;day;path;levels/micro;ours/corridor;ours/told",
            f"{ONE};Queue;2026-11-24;{ONE}.md;1;1;1",
            f"{TWO};Chair;2026-11-24;{TWO}.md;0;0;1",
        ]

    @pytest.mark.parametrize(
        ("name", "variant"), [("docx", {}), ("jsonl", {"wide": True}), ("jsonl", {"excel": True})]
    )
    def test_is_refused_in_a_form_that_passages_have_not(self, book, name, variant):
        with pytest.raises(WrongUsage):
            export_passages(found(book), name, bytearray().extend, **variant)

    def test_defuses_formulas(self, book):
        add_note(book, "20261121-dddddd", {"second.story": "=1+1 is made up."})
        mark(book, "20261121-dddddd", "second.story", "=1+1", "ours/told")
        rows = bytearray()
        export_passages(found(book), "csv", rows.extend)

        assert ",'=1+1," in rows.decode()


def test_an_item_is_named_before_its_question(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(GROUP_TEMPLATES))
    add_note(tmp_path, ONE, {"agreed.parts#2.what": "A made-up walk."}, template=PLAN)
    mark(tmp_path, ONE, "agreed.parts#2.what", "walk", "ours/told")

    assert [each.question for each in found(tmp_path).passages] == ["Part 2: What is to be done?"]

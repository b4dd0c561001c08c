"""Repeated groups in a case as read: item by item in template order, also without a template."""

import csv
import json
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import CASE_ID, coprod
from made_up_plan import GROUP_TEMPLATES, PARTS, PLAN, TWO_PARTS, plan_note, plan_text

from coprod_cli.formats import jsonl
from coprod_cli.formats.case_as_read import CaseReader
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.reader import read_note

# In an order that only manual editing gives: the last item first, its questions reversed.
SHUFFLED = {
    "agreed.next": TWO_PARTS["agreed.next"],
    f"{PARTS}#10.who": "Healthcare",
    f"{PARTS}#10.what": "Write",
    f"{PARTS}#2.who": "The person",
    f"{PARTS}#2.what": "Take a walk",
    f"{PARTS}#1.what": "Call back",
}
IN_ORDER = [
    f"{PARTS}#1.what", f"{PARTS}#2.what", f"{PARTS}#2.who", f"{PARTS}#10.what",
    f"{PARTS}#10.who", "agreed.next",
]  # fmt: skip


def read(text):
    return read_note(text.encode(), "case.md")


def read_case(case, *, template=PLAN):
    return CaseReader({"plan": template}.get).read(case, "case.md")


def findings_of(note):
    return [str(each) for each in check_note(note, {"plan": PLAN}.get)]


def without_marker(text, address):
    """Return the lines of a note's text without one marker."""
    lines = text.split("\n")
    (marker,) = [line for line in lines if re.match(f"<!-- coprod:{address}[ ]", line)]
    return [line for line in lines if line != marker]


@pytest.fixture
def run(tmp_path):
    """Run a command on a notebook with one case, its answers in no order."""
    path = tmp_path / "notebook" / f"{CASE_ID}.md"
    path.parent.mkdir()
    path.write_text(plan_text(SHUFFLED))

    def done(*arguments, prompts=GROUP_TEMPLATES):
        result = coprod(
            *arguments, COPROD_NOTEBOOK=str(path.parent), COPROD_PROMPTS=str(prompts),
            HOME=str(tmp_path),
        )  # fmt: skip
        assert result.exit_code == 0, result.stderr
        return result.stdout

    return done


class TestParts:
    @given(st.permutations(list(SHUFFLED)))
    def test_has_item_after_item_each_in_the_template_s_order(self, order):
        case = plan_note().case
        for address in order:
            case = case.with_answer(Answer(address, SHUFFLED[address]))

        assert [part.address for part in read_case(case).parts] == IN_ORDER

    def test_has_the_wording_of_the_question_and_the_section(self):
        (facts, text, _) = read_case(plan_note({f"{PARTS}#2.what": "Walk"}).case).parts[0]

        assert (facts.section, facts.question, text) == (
            "What was agreed", "What is to be done?", "Walk"
        )  # fmt: skip

    def test_marks_what_is_not_asked_in_an_item_or_with_its_group(self):
        answers = {
            "day.booked": "Yes", f"{PARTS}#1.who": "The person", f"{PARTS}#1.how": "hidden",
            f"{PARTS}#1.day": "2026-12-01", "agreed.helpers#1.role": "hidden",
        }  # fmt: skip
        parts = read_case(plan_note(answers).case).parts

        assert {part.address: part.text for part in parts} == answers
        assert [part.text for part in parts if part.facts.is_asked] == [
            "Yes", "The person", "2026-12-01",
        ]  # fmt: skip

    def test_marks_a_remark_in_a_group_as_its_group(self):
        for booked, is_asked in (("Yes", False), ("No", True)):
            case = plan_note({"day.booked": booked}).case
            for address in ("agreed.helpers", "agreed.helpers#1"):
                case = case.with_answer(Answer(address, "By hand."))
            remarks = read_case(case).parts[1:]

            assert [(part.text, part.facts.is_asked) for part in remarks] == [
                ("By hand.", is_asked)
            ] * 2

    def test_keeps_what_somebody_wrote_under_an_item_s_heading(self):
        text = plan_text(TWO_PARTS).replace(f"{PARTS}#2 -->\n", f"{PARTS}#2 -->\n\nBy hand.\n")
        texts = [part.text for part in read_case(read(text).case).parts]

        assert texts[4:7] == ["2026-12-01", "By hand.", "Take a walk"]

    def test_keeps_all_in_the_note_s_order_where_the_template_is_not_here(self):
        case = plan_note(TWO_PARTS).case
        answers = read_case(case, template=None).parts

        assert {part.address: part.text for part in answers} == TWO_PARTS
        assert [part.address for part in answers] == list(TWO_PARTS)

    def test_in_json_names_its_group_and_item(self):
        line = jsonl.JsonLines().encode(read_case(plan_note(TWO_PARTS).case))
        assert json.loads(line)["answers"][1] == {
            "address": f"{PARTS}#1.what", "section": "What was agreed",
            "question": "What is to be done?", "text": "Call back", "status": "answered",
            "voice": None, "evidence": None, "asked": True, "sources": [],
        }  # fmt: skip


class TestCommands:
    def test_export_jsonl_and_show_have_the_same_answers_in_order(self, run):
        exported = json.loads(run("export", "jsonl"))
        shown = json.loads(run("show", CASE_ID, "--json"))

        assert [each["address"] for each in exported["answers"]] == IN_ORDER
        assert shown["answers"] == exported["answers"]

    def test_export_csv_has_a_row_for_each_answer(self, run):
        rows = list(csv.DictReader(StringIO(run("export", "csv"), newline="")))

        assert [row["address"] for row in rows] == IN_ORDER
        assert rows[3]["text"] == "Write"

    def test_export_without_the_template_keeps_every_item(self, run, tmp_path):
        (tmp_path / "none").mkdir()
        exported = json.loads(run("export", "jsonl", prompts=tmp_path / "none"))

        assert {each["address"]: each["text"] for each in exported["answers"]} == SHUFFLED


class TestCheck:
    def test_finds_nothing_in_a_note_with_items(self):
        note = plan_note(TWO_PARTS)

        assert findings_of(note) == []
        assert not is_uncertain(note, PLAN)

    @pytest.mark.parametrize("lost", [f"{PARTS}#2", f"{PARTS}#2.who", f"{PARTS}#1.day", PARTS])
    def test_finds_a_marker_that_is_lost_and_an_answer_in_doubt(self, lost):
        note = read("\n".join(without_marker(plan_text(TWO_PARTS), lost)))
        (finding,) = [each for each in findings_of(note) if "is missing" in each]

        assert f'the marker of "{lost}" is missing' in finding
        assert f"write <!-- coprod:{lost} --> under its heading" in finding
        assert is_uncertain(note, PLAN)

    def test_reports_it_at_its_item(self):
        lines = without_marker(plan_text(TWO_PARTS), f"{PARTS}#2.who")
        (finding,) = [each for each in findings_of(read("\n".join(lines))) if "is missing" in each]

        assert finding.startswith(f"case.md:{lines.index(f'<!-- coprod:{PARTS}#2 -->') + 1}:1: ")

    def test_lets_an_item_lack_markers_in_a_note_of_another_version(self):
        text = plan_text(TWO_PARTS, template_version="0.9.0")
        heading = "##### How does healthcare do it?"
        before, _, after = "\n".join(without_marker(text, f"{PARTS}#2.how")).rpartition(heading)

        assert not is_uncertain(read(before + after), PLAN)

    @pytest.mark.parametrize("address", [f"{PARTS}#1.mine", "agreed.next#1.what", "old.group#1"])
    def test_reports_what_the_template_does_not_have(self, address):
        text = plan_text().replace(
            "<!-- coprod:end -->", f"### Q\n<!-- coprod:{address} -->\n\n<!-- coprod:end -->"
        )
        findings = [each for each in findings_of(read(text)) if "the template has no" in each]

        assert len(findings) == 1
        assert f'"{address}"' in findings[0]

    def test_reports_an_answer_that_its_question_does_not_accept(self):
        text = plan_text(TWO_PARTS).replace("Healthcare", "Nobody").replace("2026-12-01)", "soon)")

        assert [each.partition(": ")[2] for each in findings_of(read(text))] == [
            f'"{PARTS}#1.who": this must be one of: The person, Healthcare.',
            '"agreed.next": a day is written year first, such as (due: 2026-12-01).',
        ]

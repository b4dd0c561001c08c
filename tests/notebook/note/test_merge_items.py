"""Items of a group in a merge: what both sides added is kept, each under a number of its own."""

import pytest
from made_up import CASE_ID, note_text
from paths import GROUP_TEMPLATES

from coprod_cli.model.address import Address
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.group_items import without_item_blocks
from coprod_cli.notebook.note.merge import merge_notes
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.templates.loader import load_template

PLAN = load_template(GROUP_TEMPLATES / "plan")
EARLY, LATE = "2026-11-24T10:00:00+01:00", "2026-11-24T11:00:00+01:00"
PARTS = "agreed.parts"
FIRST = {f"{PARTS}#1.what": "Ring", f"{PARTS}#2.what": "Write"}


def note(answers, updated=EARLY):
    text = note_text(answers, template=PLAN, updated=updated)
    return read_note(text.encode(), f"{CASE_ID}.md")


def without(before, number):
    return without_item_blocks(before, {Address(f"{PARTS}#{number}")})


def merged(base, early, late):
    result = merge_notes(base, early, late)
    assert merge_notes(base, late, early).note.text == result.note.text
    kinds = {each.kind for each in check_note(result.note, lambda _: PLAN)}
    assert kinds <= {"two-versions"}
    return result


def texts(result):
    return {str(each.key): each.text for each in result.note.case.given_answers()}


@pytest.mark.parametrize("has_base", [True, False])
def test_one_that_each_side_added_under_the_same_number_gets_another_number(has_base):
    base = note(FIRST) if has_base else None
    early = note({**FIRST, f"{PARTS}#3.what": "Walk", f"{PARTS}#4.what": "Sit"})
    late = note({**FIRST, f"{PARTS}#3.what": "Sing", f"{PARTS}#3.who": "Healthcare"}, LATE)
    result = merged(base, early, late)

    assert texts(result) == {
        **FIRST, f"{PARTS}#3.what": "Walk", f"{PARTS}#4.what": "Sit",
        f"{PARTS}#5.what": "Sing", f"{PARTS}#5.who": "Healthcare",
    }  # fmt: skip
    assert [(str(each.kind), each.name) for each in result.joined] == [
        ("renumbered", f"{PARTS}#3 > {PARTS}#5")
    ]
    assert not result.is_open
    headings = [line for line in result.note.text.split("\n") if line.startswith("#### Part")]
    assert headings == [f"#### Part {number}" for number in range(1, 6)]


def test_one_that_only_one_side_added_is_there_in_the_order_of_its_number():
    base = note({f"{PARTS}#1.what": "Ring"})
    early = note({f"{PARTS}#1.what": "Ring", f"{PARTS}#3.what": "Walk"})
    late = note({f"{PARTS}#1.what": "Ring", f"{PARTS}#2.what": "Sing"}, LATE)

    assert list(texts(merged(base, early, late))) == [f"{PARTS}#{n}.what" for n in (1, 2, 3)]


def test_one_that_both_added_alike_stands_once():
    both = {**FIRST, f"{PARTS}#3.what": "Walk"}

    assert texts(merged(note(FIRST), note(both), note(both, LATE))) == both


def test_one_of_which_each_side_changed_another_part_is_one():
    early = note({**FIRST, f"{PARTS}#2.who": "Healthcare"})
    late = note({**FIRST, f"{PARTS}#2.what": "Write soon"}, LATE)

    assert texts(merged(note(FIRST), early, late)) == {
        **FIRST, f"{PARTS}#2.what": "Write soon", f"{PARTS}#2.who": "Healthcare",
    }  # fmt: skip


def test_one_that_one_side_took_out_is_gone_unless_the_other_changed_it():
    base, changed = note(FIRST), note({**FIRST, f"{PARTS}#1.who": "Healthcare"}, LATE)
    one, other = without(base, 1), without(base, 2)

    assert texts(merged(base, one, note(FIRST, LATE))) == {f"{PARTS}#2.what": "Write"}
    assert texts(merged(base, other, changed)) == {
        f"{PARTS}#1.what": "Ring", f"{PARTS}#1.who": "Healthcare",
    }  # fmt: skip
    kept = merged(base, one, changed)
    assert texts(kept) == {**FIRST, f"{PARTS}#1.who": "Healthcare"}
    assert {str(each.kind) for each in kept.joined} == {"kept"}

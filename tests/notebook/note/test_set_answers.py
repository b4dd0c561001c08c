"""Many answers written into a note at once: the same bytes as if each is written on its own."""

import re

from hypothesis import assume, example, given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, NOON, blank_text
from made_up_plan import PARTS, PLAN, TWO_PARTS, plan_text

from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.edit import Edit, apply_edits
from coprod_cli.notebook.note.group_items import with_items
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.set_answers import AnswerToWrite, set_answer, set_answers

GROUP = PLAN.group_at(PARTS)
addresses = st.sampled_from([
    "first.name", "first.wait", "first.helpers", "second.story", "second.late", "first.gone",
    "second.gone", "third.one", "third.two", "fourth.one", "second.items#1.a", "second.items#1.b",
    "second.items#2.a", "third.items#1.a", "third.items#2.a",
]).map(Address)  # fmt: skip
answers = st.lists(
    st.builds(
        Answer, addresses, st.sampled_from(["A text", "Two\n\nlines", ""]), st.booleans(),
        st.sampled_from([None, "family", "patient"]), st.sampled_from([None, "reported"]),
    ),
    max_size=12, unique_by=lambda answer: answer.key,
)  # fmt: skip
blocks_gone = st.sets(st.sampled_from(["first.wait", "second.story", "second.late", "second"]))
line_ends = st.sampled_from(["\n", "\r\n"])


def read(text):
    return read_note(text.encode(), "case.md")


def without_blocks(text, gone):
    """Return the text of a note without some questions, or without a section's heading."""
    for name in gone:
        text = re.sub(rf"##+ [^\n]*\n<!-- coprod:{name} -->\n\n", "", text)
    return text


class TestManyAnswers:
    @given(answers, answers, blocks_gone, line_ends)
    def test_are_the_same_bytes_as_one_by_one(self, earlier, changed, gone, ends):
        note = read(without_blocks(blank_text(), gone).replace("\n", ends))
        for answer in earlier:
            note = set_answer(note, answer, f"### {answer.address}?")

        # An empty block is a voice's that answers then, and its heading may have no label.
        voices = {each.voice for each in changed}
        assume(all(each.given for each in changed) or voices == {None})

        one_by_one = note
        for answer in changed:
            one_by_one = set_answer(one_by_one, answer, f"### {answer.address}?", "1a2b3c4d")
        at_once = set_answers(
            note,
            [AnswerToWrite(each, f"### {each.address}?", "1a2b3c4d") for each in changed],
        )

        assert at_once.original == one_by_one.original
        assert at_once.case == one_by_one.case

    def test_that_are_the_same_leave_the_note(self):
        note = read(plan_text(TWO_PARTS))

        assert set_answers(note, [AnswerToWrite(each, "") for each in note.case.answers]) is note

    def test_that_end_in_a_heading_leave_the_next_marker_without_one(self):
        text = blank_text().replace("### What happened?\n", "", 1)
        assert "What happened" in blank_text()
        note = read(text)
        given_texts = {"first.wait": "12", "second.story": "Text.\n# A heading"}
        written = [
            AnswerToWrite(Answer(address, text, voice=voice), "### Q")
            for address, text in given_texts.items()
            for voice in (None, "family", "patient")
        ]

        after = set_answers(note, written)

        assert {each.answer for each in written} <= set(after.case.answers)
        assert after.findings == ()


class TestManyItems:
    @given(
        st.lists(st.integers(1, 12), unique=True, max_size=4),
        st.lists(st.integers(1, 12), unique=True, max_size=6),
        line_ends,
    )
    @example([3, 1], [2, 4, 5], "\n")
    def test_are_the_same_bytes_as_one_by_one(self, there, wanted, ends):
        note = read(plan_text().replace("\n", ends))
        for number in there:  # in the order in which somebody added them
            note = with_items(note, {Address(PARTS).item_at(number): GROUP}, "en")

        one_by_one = note
        for number in wanted:
            one_by_one = with_items(one_by_one, {Address(PARTS).item_at(number): GROUP}, "en")
        items = {Address(PARTS).item_at(number): GROUP for number in wanted}

        assert with_items(note, items, "en").original == one_by_one.original

    def test_of_two_groups_that_the_note_lacks_stand_together(self):
        text = re.sub(r"### [^\n]*\n<!-- coprod:agreed\.(parts|helpers) -->\n\n", "", plan_text())
        parts, helpers = Address(PARTS), Address("agreed.helpers")
        other = PLAN.group_at(helpers)
        items = {
            parts.item_at(2): GROUP, helpers.item_at(1): other, parts.item_at(1): GROUP,
            helpers.item_at(2): other,
        }  # fmt: skip

        after = with_items(read(text), items, "en")

        found = [slot.marker.address for slot in after.slots]
        assert [each for each in found if each.item and not each.part] == [
            parts.item_at(1), parts.item_at(2), helpers.item_at(1), helpers.item_at(2),
        ]  # fmt: skip
        assert after.findings == ()


class TestAllChangesOfACase:
    def test_may_be_made_by_two_voices_to_one_question(self):
        note = read(blank_text())
        case = note.case
        for voice in ("family", "patient", None):
            case = case.with_answer(Answer("second.story", f"Said by {voice}.", voice=voice))

        after = with_case_changes(note, note.case, case, EVERY_TYPE, NOON)

        assert after.case.answers == case.answers
        assert after.original.count("(family)") == after.original.count("(patient)") == 1


class TestEdits:
    @given(
        st.lists(st.sampled_from(["a", "b", ""]), max_size=6),
        st.booleans(),
        st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2), st.integers(0, 2)), max_size=4),
    )
    def test_replace_their_lines_alone(self, lines, ends, wanted):
        lines = ["---", "coprod: 1", "---", *lines]
        text = "\n".join(lines) + ("\n" if ends else "")
        lines = text.split("\n")[: None if text[-1:] != "\n" else -1]
        edits, last = [], 0
        for first, length, count in sorted(wanted):
            if last <= first < len(lines) and first + length <= len(lines) and length:
                edits.append(Edit(first, first + length, [f"new {first}"] * count))
                last = first + length
        expected = list(lines)
        for edit in reversed(edits):
            expected[edit.first : edit.after] = edit.lines

        after = apply_edits(read(text), edits)

        assert after.original.removesuffix("\n").split("\n") == (expected or [""])

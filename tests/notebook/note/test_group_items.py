"""Items of a repeated group in a note: they are added and removed, and other bytes stay."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import NOON
from made_up_plan import PARTS, PLAN, TWO_PARTS, answer_texts, plan_note, plan_text

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.text import canonical_text
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer
from coprod_cli.model.items import items_in, without_items
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.group_items import with_items, without_item_blocks
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.set_answers import set_answer
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rewrite import replaced_answers, rewrite_note

GROUP = PLAN.group_at(PARTS)
FOREIGN = "Seen by hand: ```\nan open fence\n# and a heading"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["### A heading", "<!-- coprod:end -->", "---", "- a\n- b", "\\<!-- coprod:x -->", "```"]
)
damage = st.sampled_from(
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text + "\nAfter the end.",
        lambda text: text.replace("#### Part 1", "My own heading\n\n# The first"),
        lambda text: text.replace("#### Part 2\n", ""),
        lambda text: text.replace("##### Who does it?\n", "\nNo heading any more.\n"),
        lambda text: text.replace("### Who helps until then?\n", ""),
        lambda text: text.replace("### What comes next?\n", "# Not yet\n"),
        lambda text: text.replace("status: draft", "status: draft\nmood: calm # a comment"),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace(f"{PARTS}#1 -->\n", f"{PARTS}#1 -->\n\n{FOREIGN}\n"),
        lambda text: text.replace(f"{PARTS} -->\n", f"{PARTS} -->\n\nA remark.\n"),
    ]
)


def read(text):
    return read_note(text.encode(), "case.md")


def item(number):
    return Address(PARTS).item_at(number)


def added(note, number):
    return with_items(note, {item(number): GROUP}, "en")


def changes(before, after):
    """The lines that went, and the lines that came."""
    lines = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return (
        "".join(line[2:] for line in lines if line.startswith("- ")),
        "".join(line[2:] for line in lines if line.startswith("+ ")),
    )


class TestAnItemThatIsAdded:
    def test_has_its_heading_and_an_open_question_each(self):
        before = plan_text()
        after = added(read(before), 1)

        gone, come = changes(before, after.original)
        assert gone == ""
        assert come == (
            "#### Part 1\n<!-- coprod:agreed.parts#1 -->\n\n"
            "##### What is to be done?\n<!-- coprod:agreed.parts#1.what -->\n\n"
            "##### Who does it?\n<!-- coprod:agreed.parts#1.who -->\n\n"
            "##### How does healthcare do it?\n<!-- coprod:agreed.parts#1.how -->\n\n"
            "##### On which day?\n<!-- coprod:agreed.parts#1.day -->\n\n"
        )
        assert after.findings == ()

    def test_has_its_words_in_the_language_of_the_note(self):
        note = with_items(plan_note(language="sv"), {item(2): GROUP}, "sv")

        assert "#### Del 2\n" in note.original
        assert "##### Vad ska göras?\n" in note.original

    def test_is_there_already_and_nothing_changes(self):
        note = plan_note(TWO_PARTS)

        assert added(note, 1) is note
        assert with_items(note, {}, "en") is note

    @pytest.mark.parametrize(("numbers"), [(1, 2, 3), (3, 2, 1), (2, 3, 1), (10, 9, 1)])
    def test_stands_between_those_before_and_after_it(self, numbers):
        note = plan_note()
        for number in numbers:
            note = added(note, number)

        headings = [line for line in note.original.split("\n") if line.startswith("#### Part")]
        assert headings == [f"#### Part {number}" for number in sorted(numbers)]
        assert note.original.index("#### Part") > note.original.index("What have you agreed on?")
        assert note.original.index("Who helps until then?") > note.original.rindex("#### Part")

    def test_follows_a_remark_that_has_no_blank_line_below_it(self):
        text = plan_text().replace(f"{PARTS} -->\n\n", f"{PARTS} -->\nA remark.\n")
        after = added(read(text), 1)

        assert f"{PARTS} -->\nA remark.\n\n#### Part 1\n" in after.original
        assert after.case.answer(PARTS).text == "A remark."

    def test_stands_before_the_end_where_the_group_has_lost_its_marker(self):
        text = plan_text().replace(f"<!-- coprod:{PARTS} -->\n", "")
        after = added(read(text), 1)

        assert after.original.index("#### Part 1") < after.original.index("<!-- coprod:end -->")
        assert after.findings == ()

    def test_is_not_written_into_a_note_in_doubt(self):
        note = read(plan_text().replace("<!-- coprod:end -->", ""))

        with pytest.raises(InvalidInput):
            added(note, 1)


class TestAnItemThatIsRemoved:
    @pytest.mark.parametrize("number", [1, 2])
    def test_takes_its_block_and_no_other_line(self, number):
        before = plan_text(TWO_PARTS)
        after = without_item_blocks(read(before), {item(number)})

        gone, come = changes(before, after.original)
        assert come == ""
        assert gone.strip().startswith(f"#### Part {number}\n")
        assert gone.count("<!-- coprod:") == 5
        assert all(f"#{number}" in line for line in gone.split("\n") if "<!-- coprod:" in line)
        assert after.findings == ()

    def test_that_is_not_there_changes_nothing(self):
        note = plan_note(TWO_PARTS)

        assert without_item_blocks(note, {item(3)}) is note

    def test_leaves_one_whose_number_only_begins_alike(self):
        note = plan_note({f"{PARTS}#1.what": "One", f"{PARTS}#12.what": "Twelve"})
        after = without_item_blocks(note, {item(1)})

        assert answer_texts(after.case) == {f"{PARTS}#12.what": "Twelve"}

    def test_takes_the_questions_that_its_template_does_not_have(self):
        text = plan_text(TWO_PARTS).replace(
            "#### Part 2",
            f"##### Mine\n<!-- coprod:{PARTS}#1.mine -->\n\nOwn words.\n\n#### Part 2",
        )
        after = without_item_blocks(read(text), {item(1)})

        assert "Own words." not in after.original
        assert items_in(after.case, PARTS) == (2,)

    def test_leaves_a_text_whole_that_ends_like_a_heading(self):
        before = plan_text({**TWO_PARTS, f"{PARTS}#1.day": "2026-12-01\n\n# Sooner"})
        before = before.replace("### Who helps until then?\n", "")
        after = without_item_blocks(read(before), {item(2)})

        assert after.case.answer(f"{PARTS}#1.day").text == "2026-12-01\n\n# Sooner"

    def test_is_not_taken_out_of_a_note_in_doubt(self):
        note = read(plan_text(TWO_PARTS).replace("<!-- coprod:end -->", ""))

        with pytest.raises(InvalidInput):
            without_item_blocks(note, {item(1)})

    def test_is_not_told_to_be_out_of_a_note_that_cannot_be_read(self, tmp_path):
        note = Notebook(tmp_path).read(tmp_path / "20261124-k7m2q9.md")

        with pytest.raises(InvalidInput):
            without_item_blocks(note, {item(1)})

    def test_leaves_all_its_words_in_the_history_foreign_ones_too(self, tmp_path):
        path = tmp_path / "20261124-k7m2q9.md"
        text = plan_text(TWO_PARTS, id=path.stem)
        path.write_bytes(text.replace("#1 -->\n", f"#1 -->\n\n{FOREIGN}\n").encode())
        notebook = Notebook(tmp_path)

        rewrite_note(notebook, path, lambda note: without_item_blocks(note, {item(1)}), NOON)

        kept = {
            each.answer.address: each.answer.text for each in notebook.history(path.stem).entries()
        }
        assert kept == {
            f"{PARTS}#1": FOREIGN,
            **{address: each for address, each in TWO_PARTS.items() if "#1" in address},
        }


class TestWhateverStandsInANote:
    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("number", [1, 3])
    def test_adding_an_item_and_removing_it_gives_the_same_bytes(self, ends, number):
        answers = {key: text for key, text in TWO_PARTS.items() if f"#{number}" not in key}
        note = read(plan_text(answers).replace("\n", ends))

        with_it = added(note, number)
        assert with_it.original.count(ends) > note.original.count(ends)
        assert without_item_blocks(with_it, {item(number)}).original == note.original

    @given(damage, st.integers(1, 4), st.dictionaries(st.sampled_from(list(TWO_PARTS)), texts))
    def test_adding_an_item_and_removing_it_changes_no_other_line(self, spoil, number, answers):
        note = read(spoil(plan_text({**TWO_PARTS, **answers})))
        if note.uncertain:
            return
        taken = item(number)
        there = any(slot.marker.address == taken for slot in note.slots)

        with_it = added(note, number)
        assert answer_texts(with_it.case) == answer_texts(note.case)
        assert not with_it.uncertain
        gone, _ = changes(note.original, with_it.original)
        assert gone == ""

        without_it = without_item_blocks(with_it, {taken})
        assert not without_it.uncertain
        assert answer_texts(without_it.case) == {
            address: text
            for address, text in answer_texts(note.case).items()
            if not address.is_within(taken)
        }
        if not there:
            gone, come = changes(note.original, without_it.original)
            assert gone == ""
            assert come.strip() in ("", "### agreed.helpers")

    @given(
        damage,
        st.lists(
            st.tuples(st.integers(1, 3), st.sampled_from(["what", "who", "how", "day"]), texts),
            max_size=5,
        ),
        st.integers(1, 3),
    )
    def test_a_case_is_what_its_note_says_after_any_change(self, spoil, answers, removed):
        note = read(spoil(plan_text(TWO_PARTS)))
        if note.uncertain:
            return
        case = note.case
        for number, question, text in answers:
            address = item(number).child(question)
            case = case.with_answer(Answer(address, canonical_text(text)))
        case = without_items(case, {item(removed)})

        after = with_case_changes(note, note.case, case, PLAN, NOON)

        assert answer_texts(after.case) == answer_texts(case)
        assert not after.uncertain
        replaced = {each.address: each.text for each in replaced_answers(note.case, after.case)}
        assert replaced == {
            address: text
            for address, text in answer_texts(note.case).items()
            if answer_texts(case).get(address) != text
        }

    def test_an_answer_whose_marker_is_missing_is_put_into_its_item(self):
        text = plan_text(TWO_PARTS)
        start = text.index("##### On which day?")
        text = text[:start] + text[text.index("#### Part 2") :]
        after = set_answer(read(text), Answer(f"{PARTS}#1.day", "2026-12-02"), "##### Day?")

        assert (
            "By phone\n\n##### Day?\n<!-- coprod:agreed.parts#1.day -->\n\n2026-12-02\n\n#### P"
            in (after.original)
        )
        assert after.findings == ()

    def test_an_answer_of_an_item_changes_its_own_bytes_alone(self):
        before = plan_text(TWO_PARTS).replace("\n", "\r\n")
        answer = Answer(f"{PARTS}#2.what", "Take a longer walk")
        after = set_answer(read(before), answer, "not used")

        assert after.original == before.replace("Take a walk", "Take a longer walk")

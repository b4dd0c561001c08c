"""Autosave of items of a repeated group: saved when answered, and in the history when removed."""

import pytest
from made_up import NOON
from made_up_plan import PARTS, PLAN, TWO_PARTS, answer_texts, plan_note, plan_text

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Back,
    ChangeItem,
    Jump,
    RemoveItem,
)
from coprod_cli.interview.session import Conflict
from coprod_cli.model.case import Answer
from coprod_cli.model.items import without_items
from coprod_cli.notebook.drafts import Drafts
from coprod_cli.notebook.note.apply_case import conflicting_answer, removed_items, with_case_changes
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.autosave import Autosave


class Sitting:
    """An interview about a note on the disk, saved after each reply."""

    def __init__(self, folder, answers):
        self.path = folder / "20261124-k7m2q9.md"
        self.path.write_bytes(plan_text(answers, id=self.path.stem).encode())
        self.notebook = Notebook(folder)
        drafts = Drafts(folder / ".coprod" / "drafts" / f"{self.path.stem}.json")
        self.autosave = Autosave(self.notebook, self.path, PLAN, drafts, lambda: NOON)
        self.interview = Interview.reopen(PLAN, self.case(), drafts={})

    def reply(self, *replies):
        saved = None
        for reply in replies:
            after = self.interview.apply(reply)
            saved = self.autosave.save(self.interview, after)
            self.interview = after if isinstance(saved, Conflict) else after.with_case(saved)
        return saved

    def case(self):
        return read_note(self.path.read_bytes(), self.path.stem).case

    def write(self, old, new):
        """Change the note as another program does."""
        text = self.path.read_bytes().decode()
        assert old in text
        self.path.write_bytes(text.replace(old, new).encode())

    def history(self):
        entries = self.notebook.history(self.path.stem).entries()
        return [(each.answer.address, each.answer.text) for each in entries]


@pytest.fixture
def sitting(tmp_path):
    return Sitting(tmp_path, TWO_PARTS)


class TestAnItem:
    def test_is_in_the_note_with_its_first_answer(self, sitting):
        sitting.reply(Jump(PARTS), AddItem())
        assert "#### Part 3" not in sitting.path.read_text()

        sitting.reply(Answered("Write"))
        assert "#### Part 3" in sitting.path.read_text()
        assert answer_texts(sitting.case()) == {**TWO_PARTS, f"{PARTS}#3.what": "Write"}

    def test_stands_in_the_case_where_it_stands_in_the_note(self, sitting):
        sitting.reply(Jump(PARTS), AddItem(), Answered("Write"))

        assert sitting.interview.case.answers == sitting.case().answers

    def test_that_another_program_added_meanwhile_is_asked_about(self, sitting):
        other = with_case_changes(
            plan_note(TWO_PARTS, id=sitting.path.stem),
            plan_note(TWO_PARTS).case,
            plan_note({**TWO_PARTS, f"{PARTS}#3.what": "Theirs"}).case,
            PLAN,
            NOON,
        )
        sitting.reply(Jump(PARTS), AddItem())
        sitting.path.write_bytes(other.original.encode())

        conflict = sitting.reply(Answered("Mine"))
        assert conflict.mine == Answer(f"{PARTS}#3.what", "Mine")
        assert conflict.case.answer(f"{PARTS}#3.what").text == "Theirs"
        assert sitting.case().answer(f"{PARTS}#3.what").text == "Theirs"


class TestAnItemThatIsTakenOut:
    def test_leaves_its_words_in_the_history(self, sitting):
        sitting.reply(Jump(PARTS), RemoveItem(f"{PARTS}#2"))

        assert "#### Part 2" not in sitting.path.read_text()
        assert sorted(sitting.history()) == [
            (f"{PARTS}#2.what", "Take a walk"), (f"{PARTS}#2.who", "The person"),
        ]  # fmt: skip

    def test_leaves_there_also_what_was_half_typed(self, sitting):
        sitting.reply(Jump(PARTS), ChangeItem(f"{PARTS}#2"), Back("Half a"))
        sitting.reply(RemoveItem(f"{PARTS}#2"))

        assert (f"{PARTS}#2.what", "Half a") in sitting.history()
        assert (f"{PARTS}#2.what", "Take a walk") in sitting.history()

    def test_leaves_there_what_was_half_typed_in_one_that_never_was_in_the_note(self, sitting):
        sitting.reply(Jump(PARTS), AddItem(), Back("Half a"), RemoveItem(f"{PARTS}#3"))

        assert sitting.history() == [(f"{PARTS}#3.what", "Half a")]
        assert answer_texts(sitting.case()) == TWO_PARTS

    def test_leaves_there_also_what_another_program_wrote_meanwhile(self, sitting):
        sitting.reply(Jump(PARTS))
        sitting.write("Take a walk", "Take a longer walk")
        sitting.reply(RemoveItem(f"{PARTS}#2"))

        assert (f"{PARTS}#2.what", "Take a longer walk") in sitting.history()

    def test_is_none_that_another_program_took_out(self, sitting):
        before = sitting.interview.case
        block = sitting.path.read_text()
        start, end = block.index("#### Part 2"), block.index("### Who helps")
        sitting.write(block[start:end], "")

        sitting.reply(Jump(f"{PARTS}#1.what"), Answered("Write"))
        assert removed_items(before, sitting.case()) == {f"{PARTS}#2"}
        assert "#### Part 2" not in sitting.path.read_text()
        assert sitting.case().answer(f"{PARTS}#1.what").text == "Write"


def test_an_item_that_was_taken_out_and_begun_anew_has_only_what_is_new():
    note = plan_note(TWO_PARTS)
    what, rest = Answer(f"{PARTS}#1.what", "Write"), without_items(note.case, {f"{PARTS}#1"})

    after = with_case_changes(note, note.case, rest.with_answer(what), PLAN, NOON)

    assert answer_texts(after.case) == {**answer_texts(rest), what.address: "Write"}
    assert after.text.index("#### Part 1") < after.text.index("#### Part 2")


def test_an_answer_to_an_item_that_is_gone_from_the_note_is_asked_about():
    before = plan_note(TWO_PARTS).case
    after = before.with_answer(Answer(f"{PARTS}#2.what", "Mine"))
    now = plan_note({key: text for key, text in TWO_PARTS.items() if "#2" not in key}).case

    assert conflicting_answer(before, after, now) == Answer(f"{PARTS}#2.what", "Mine")

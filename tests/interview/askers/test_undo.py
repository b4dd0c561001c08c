"""Undo at a text input: a step back is a word, a deletion or a paste, in a limited space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document

from coprod_cli.interview.askers.terminal import undo
from coprod_cli.interview.askers.terminal.undo import PAUSE, UndoSteps

FINGER = 0.2
"""Seconds between two keys of a person."""


class Desk:
    """A buffer with its undo, and a clock of its own."""

    def __init__(self, text=""):
        self.now = 0.0
        self.buffer = Buffer(document=Document(text))
        self.steps = UndoSteps(self.buffer, lambda: self.now)

    def type(self, text, seconds=FINGER):
        for letter in text:
            self.now += seconds
            self.buffer.insert_text(letter)
        return self

    def paste(self, text, size=1_000):
        """Paste without brackets: in pieces, each of which is drawn before the next one comes."""
        for start in range(0, len(text), size):
            self.now += FINGER
            self.buffer.insert_text(text[start : start + size])
        return self

    def delete(self, count=1):
        for _ in range(count):
            self.now += FINGER
            self.buffer.delete_before_cursor(1)
        return self

    def rest(self):
        self.now += 2 * PAUSE
        return self

    def undone(self):
        """Return the texts that one undo after another goes back to."""
        texts = []
        while True:
            before = self.buffer.text
            self.buffer.undo()
            if self.buffer.text == before:
                return texts
            texts.append(self.buffer.text)

    @property
    def kept_length(self):
        """How many characters the steps have together, as undo shows them."""
        return sum(map(len, self.undone()))


class TestAStepBack:
    def test_is_a_word(self):
        assert Desk().type("One two  three.").undone() == ["One two  ", "One ", ""]

    def test_is_a_line(self):
        assert Desk().type("One\ntwo").undone() == ["One\n", ""]

    def test_is_what_came_before_a_rest(self):
        assert Desk().type("On").rest().type("e").undone() == ["On", ""]

    def test_is_a_run_of_deletions(self):
        assert Desk("One two").delete(3).type("six").undone() == ["One ", "One two"]

    @pytest.mark.parametrize("size", [1, 10, 1_000])
    def test_is_a_paste_as_a_whole(self, size):
        seconds = 0.001
        desk = Desk().type("One ").rest()
        if size == 1:
            desk.type("two three\nfour", seconds)
        else:
            desk.paste("two three\nfour " * 500, size)
        assert desk.undone()[0] == "One "

    def test_brings_the_cursor_back(self):
        desk = Desk("One two")
        desk.buffer.cursor_position = 3
        desk.type("!")
        desk.buffer.cursor_position = 0
        desk.type("x")
        desk.buffer.undo()
        assert (desk.buffer.text, desk.buffer.cursor_position) == ("One! two", 0)
        desk.buffer.undo()
        assert (desk.buffer.text, desk.buffer.cursor_position) == ("One two", 3)

    def test_may_be_followed_by_new_words(self):
        desk = Desk().type("One two")
        desk.buffer.undo()
        assert desk.type("three").undone() == ["One ", ""]

    def test_at_the_beginning_changes_nothing(self):
        assert Desk("One").undone() == []


class TestTheSpace:
    def test_of_many_words_is_limited(self, monkeypatch):
        monkeypatch.setattr(undo, "MAX_LENGTH", 5_000)
        assert Desk().type("word " * 500).kept_length <= 5_000

    def test_always_has_room_for_the_last_step(self, monkeypatch):
        monkeypatch.setattr(undo, "MAX_LENGTH", 10)
        assert Desk("a long text ").type("again").undone() == ["a long text "]

    def test_is_not_used_by_prompt_toolkit_s_own_undo(self):
        desk = Desk()
        for _ in range(10):
            desk.buffer.save_to_undo_stack()
            desk.type("a")
        assert desk.undone() == [""]


@given(st.lists(st.sampled_from(["One ", "two", "\n", "-", "---", "rest"]), max_size=20))
def test_undo_goes_back_through_texts_that_were_there_to_the_first_one(actions):
    desk = Desk("First ")
    there = ["First "]
    desk.buffer.on_text_changed += lambda buffer: there.append(buffer.text)
    for action in actions:
        if action == "rest":
            desk.rest()
        elif action.startswith("-"):
            desk.delete(len(action))
        else:
            desk.type(action)
    came_to = desk.buffer.text
    seen = list(there)

    back = desk.undone()

    assert set(back) <= set(seen)
    assert back[-1:] == ([] if came_to == "First " and not back else ["First "])

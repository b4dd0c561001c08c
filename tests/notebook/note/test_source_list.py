"""References below an answer in a note: read apart from its text, whatever either of them is."""

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_up import CASE_ID, EVERY_TYPE, NOON, note_text

from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Answer
from coprod_cli.model.sources import clean_references
from coprod_cli.notebook.history import History
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.checkbox import with_checkbox
from coprod_cli.notebook.note.headings import with_headings
from coprod_cli.notebook.note.merge import merge_notes
from coprod_cli.notebook.note.next_steps import next_steps
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.repair import repaired
from coprod_cli.notebook.note.set_answers import set_answer

STORY, NAME, LINES, STEPS = "second.story", "first.name", "first.helpers", "second.steps"
PIECES = (
    "**Sources**", "**Källor**", "__sources__", "\n", "\n\n", "- ", "- A book\n", "1. x", "words",
    "\n**Sources**\n\n- A book", "\n\n**Sources**\n- A", "    ", "```\n", "<!-- coprod:end -->",
    "\n<!-- coprod:first.name sources=below -->\n", "### Q\n", "sources=below", "* ", "\\", "\r",
)  # fmt: skip
written = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=6).map("".join)
# What no text in a note may be: see `question_base`.
texts = written.map(lambda text: canonical_text(text.replace("\0", ""))).filter(
    lambda text: text.isprintable() or "\n" in text
).filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text))  # fmt: skip
references = st.lists(
    written.filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)),
    max_size=4,
).map(clean_references)
voices = st.sampled_from([None, "family", "nurse"])


def read(text):
    return read_note(text.encode(), f"{CASE_ID}.md")


def read_with_parser(text):
    with patch("coprod_cli.notebook.note.reader.read_as_written", lambda *_: None):
        return read(text)


def answer_in(note, key):
    return next(each for each in note.case.answers if each.key == key)


def with_story(text="", *sources, **fields):
    note = read(note_text(**fields))
    return set_answer(note, Answer(STORY, text, sources=tuple(sources)), "### Q")


def slot_text(note):
    slot = next(slot for slot in note.slots if slot.marker.address == STORY)
    return note.text[slot.start : slot.end].strip("\n")


def by_hand(note, *pairs):
    """The story's answer after somebody changed its lines in an editor."""
    text = note.text
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    edited = read(text)
    assert edited.case == read_with_parser(text).case
    assert not check_note(edited, lambda _: EVERY_TYPE)
    return answer_in(edited, Answer(STORY).key)


class TestAnyTextAndReferences:
    @given(texts, references, voices)
    @example("A text.\n\n**Sources**\n\n- its own", ("another",), None)
    @example("A text.\n\n**Sources**\n\n- its own", (), None)
    @example("", ("<!-- coprod:end -->", "**Sources**"), "family")
    def test_are_read_as_they_were_written(self, text, sources, voice):
        answer = Answer(STORY, text, voice=voice, evidence="study", sources=sources)
        before = read(note_text({NAME: "n", LINES: "- A nurse\n\n**Sources**\n\n- no source"}))

        note = set_answer(before, answer, "### What happened?")

        assert answer_in(note, answer.key) == answer
        assert read_with_parser(note.text).case == note.case
        assert not note.findings
        others = [each for each in note.case.answers if each.address != STORY]
        assert others == [each for each in before.case.answers if each.address != STORY]
        assert set_answer(note, answer, "### What happened?") is note

    @given(texts, references, texts, references)
    def test_are_replaced_in_their_own_slot(self, text, sources, new_text, new_sources):
        note = with_story(text, *sources)
        changed = set_answer(note, Answer(STORY, new_text, sources=new_sources), "### Q")

        assert answer_in(changed, Answer(STORY).key) == Answer(STORY, new_text, sources=new_sources)
        back = set_answer(changed, Answer(STORY, text, sources=sources), "### Q")
        assert back.case == note.case

    @given(texts, references)
    def test_are_in_the_history_as_they_were(self, tmp_path_factory, text, sources):
        history = History(tmp_path_factory.mktemp("history"))
        answer = Answer(STORY, text, voice="family", evidence="study", sources=sources)

        history.keep([answer], NOON)

        assert [entry.answer for entry in history.entries()] == [answer]


class TestAHandEdit:
    NOTE = with_story("No chair.", "A guideline, 2024", "A study")

    def test_finds_the_references_as_a_list_below_the_text(self):
        assert slot_text(self.NOTE) == (
            "No chair.\n\n**Sources**\n\n- A guideline, 2024\n- A study"
        )
        assert "<!-- coprod:second.story sources=below -->" in self.NOTE.text

    @pytest.mark.parametrize(
        ("old", "new", "sources"),
        [
            ("- A study\n", "", ("A guideline, 2024",)),
            ("- A study\n", "- A study\n- A book\n", ("A guideline, 2024", "A study", "A book")),
            ("- A guideline, 2024\n- A study", "* A\n\n+ B\n\n1. C", ("A", "B", "C")),
            ("- A guideline, 2024", "- A guideline,\n  2024", ("A guideline, 2024", "A study")),
            ("- A guideline, 2024", "- A guideline,\n2024", ("A guideline, 2024", "A study")),
            ("**Sources**\n\n", "__sources:__\n", ("A guideline, 2024", "A study")),
            (
                "**Sources**\n\n- A guide",
                "  **Sources**\n\n  - A guide",
                ("A guideline, 2024", "A study"),
            ),
            ("**Sources**", "**Källor**", ("A guideline, 2024", "A study")),
            ("\n**Sources**\n\n- A guideline, 2024\n- A study\n", "", ()),
        ],
    )
    def test_of_the_list_is_read_as_the_references(self, old, new, sources):
        answer = by_hand(self.NOTE, (old, new))

        assert (answer.text, answer.sources) == ("No chair.", sources)

    def test_that_adds_words_below_the_list_adds_them_to_the_text(self):
        answer = by_hand(self.NOTE, ("- A study\n", "- A study\n\nA bench.\n"))

        assert answer.text == "No chair.\n\nA bench."
        assert answer.sources == ("A guideline, 2024", "A study")

    def test_without_the_word_in_the_marker_is_text_as_in_earlier_versions(self):
        answer = by_hand(self.NOTE, (" sources=below", ""))

        assert answer.sources == ()
        assert answer.text.endswith("**Sources**\n\n- A guideline, 2024\n- A study")


class TestAnotherLanguage:
    def test_words_the_heading_of_the_list_and_back(self):
        note = with_story("No chair.", "A study")

        swedish = with_headings(note, EVERY_TYPE, "sv", EVERY_TYPE)

        assert slot_text(swedish) == "No chair.\n\n**Källor**\n\n- A study"
        assert swedish.case.answers == note.case.answers
        assert slot_text(with_headings(swedish, EVERY_TYPE, "en", EVERY_TYPE)) == slot_text(note)


class TestAMerge:
    EARLY, LATE = ({"updated": f"2026-11-24T{hour}:00:00+01:00"} for hour in (10, 11))

    def merged(self, before, ours, theirs):
        ours, theirs = ({"sources": each, "text": text} for text, each in (ours, theirs))
        note = merge_notes(
            with_story(before[0], *before[1]),
            with_story(ours["text"], *ours["sources"], **self.EARLY),
            with_story(theirs["text"], *theirs["sources"], **self.LATE),
        ).note
        assert not note.findings
        return answer_in(note, Answer(STORY).key)

    def test_takes_the_text_of_one_side_and_the_references_of_the_other(self):
        answer = self.merged(("A", ("1",)), ("B", ("1",)), ("A", ("1", "2")))

        assert (answer.text, answer.sources) == ("B", ("1", "2"))

    def test_joins_the_references_and_leaves_out_what_one_side_removed(self):
        answer = self.merged(("A", ("1", "2")), ("A", ("2", "3")), ("A", ("1", "2", "4")))

        assert (answer.text, set(answer.sources)) == ("A", {"2", "3", "4"})

    def test_keeps_the_references_apart_from_two_texts_that_are_kept(self):
        note = merge_notes(
            with_story("A", "1"),
            with_story("B", "1", "2", **self.EARLY),
            with_story("C", "1", "3", **self.LATE),
        ).note

        answer = answer_in(note, Answer(STORY).key)
        assert set(answer.sources) == {"1", "2", "3"}
        assert "Sources" not in answer.text

    def test_removes_the_last_reference(self):
        answer = self.merged(("A", ("1",)), ("A", ()), ("A", ("1",)))

        assert answer == Answer(STORY, "A")


class TestARepair:
    def test_of_a_doubled_answer_keeps_the_references_of_both(self):
        note = with_story("A", "1")
        block = note.text[note.text.index("### What happened?") :].partition("### Why")[0]
        doubled = note.text.replace(
            block, block + block.replace("A\n", "B\n").replace("- 1", "- 2")
        )

        answer = answer_in(repaired(read(doubled), EVERY_TYPE), Answer(STORY).key)

        assert (answer.text, answer.sources) == ("A\n\nB", ("1", "2"))


class TestANextStep:
    def test_below_a_list_of_sources_is_ticked_on_its_own_line(self):
        note = set_answer(
            read(note_text()), Answer(STORY, "- [ ] one", sources=("- [ ] no step",)), "### Q"
        )
        note = read(note.text.replace("no step\n", "no step\n\nand\n\n- [ ] two\n"))
        case = note.case
        index = next(n for n, each in enumerate(case.answers) if each.address == STORY)
        steps = next_steps(case, lambda _: None)

        assert [step.task.what for step in steps] == ["one", "two"]
        ticked = with_checkbox(note, index, steps[1].task, is_done=True)
        assert "- [x] two" in ticked.text
        assert ticked.text.count("[x]") == 1

"""Footnotes and links that a formatter moved to a note's end are told, and moved back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, note_text

from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.repair import repaired

END = "<!-- coprod:end -->\n"
STORY = "A study[^1] said [so], and [more][Another Study]."
LATE = "Nobody knows."
FOOTNOTE = "[^1]: A footnote\n    that goes on.\n\n    It has two paragraphs."
LINKS = '[so]: https://example.org/a "A title"\n[another  STUDY]: <https://example.org/b>'
DEFINITIONS = f"{FOOTNOTE}\n\n{LINKS}"
AT_HOME = note_text({"second.story": f"{STORY}\n\n{DEFINITIONS}", "second.late": LATE})
WITHOUT = note_text({"second.story": STORY, "second.late": LATE})
BELOW_END = f"{WITHOUT}\n{DEFINITIONS}\n"
IN_LAST_ANSWER = WITHOUT.replace(END, f"{DEFINITIONS}\n\n{END}")


def read(text):
    return read_note(text.encode(), "case.md")


def findings(text):
    return check_note(read(text), lambda _: EVERY_TYPE)


def repaired_text(text):
    return repaired(read(text), EVERY_TYPE).original


def moved_lines(text):
    """The lines of which a check tells, and whether the owner of an answer is in doubt."""
    lines = text.split("\n")
    return [
        (lines[each.line - 1], each.uncertain) for each in findings(text) if each.kind == "moved"
    ]


FIRST_LINES = ["[^1]: A footnote", *LINKS.split("\n")]


class TestBelowTheEnd:
    def test_they_are_told_and_moved_back_to_the_answer_that_uses_them(self):
        assert moved_lines(BELOW_END) == [(line, False) for line in FIRST_LINES]
        assert all('"second.story" uses it' in each.message for each in findings(BELOW_END))

        assert repaired_text(BELOW_END) == AT_HOME
        assert findings(AT_HOME) == []

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_they_come_back_with_the_line_end_of_the_note(self, line_end):
        text = BELOW_END.replace("\n", line_end)

        assert repaired_text(text) == AT_HOME.replace("\n", line_end)

    def test_other_text_stays_there(self):
        text = f"{WITHOUT}\nMy own words.\n\n{FOOTNOTE}\n\n## More\n{LINKS}\nof my own.\n"

        after = repaired_text(text)

        assert (
            after
            == note_text({"second.story": f"{STORY}\n\n{FOOTNOTE}\n\n{LINKS}", "second.late": LATE})
            + "\nMy own words.\n\n## More\nof my own.\n"
        )

    def test_what_several_answers_use_is_told_and_stays(self):
        text = BELOW_END.replace(LATE, "Nobody [so].")

        after = repaired_text(text)

        assert after.endswith(f'{END}\n[so]: https://example.org/a "A title"\n')
        (finding,) = findings(after)
        assert not finding.uncertain
        assert "copy it into each answer" in finding.hint

    def test_what_no_answer_uses_is_told_and_stays(self):
        text = f"{note_text({'second.story': LATE})}\n{FOOTNOTE}\n"

        assert moved_lines(text) == [("[^1]: A footnote", False)]
        assert repaired_text(text) == text

    def test_what_the_text_there_uses_is_no_fault(self):
        text = f"{note_text({'second.story': LATE})}\nSee [so], and[^1].\n\n{DEFINITIONS}\n"

        assert moved_lines(text) == [(FIRST_LINES[2], False)]

    def test_what_a_footnote_uses_goes_with_it(self):
        text = note_text({"second.story": "A study[^1].", "second.late": "Nobody."})
        text += "\n[^1]: See [so].\n\n[so]: /a\n"

        assert repaired_text(text) == note_text(
            {
                "second.story": "A study[^1].\n\n[^1]: See [so].\n\n[so]: /a",
                "second.late": "Nobody.",
            }
        )

    def test_what_a_footnote_and_another_answer_use_stays(self):
        text = note_text({"second.story": "A study[^1].", "second.late": "See [so]."})
        text += "\n[^1]: See [so].\n\n[so]: /a\n"

        assert repaired_text(text).endswith(f"{END}\n[so]: /a\n")

    def test_an_answer_that_has_its_own_does_not_use_the_other(self):
        text = BELOW_END.replace(LATE, "Nobody [so].\n\n[SO]: /own")

        assert repaired_text(text) == AT_HOME.replace(LATE, "Nobody [so].\n\n[SO]: /own")

    def test_one_voice_gets_its_own(self):
        text = note_text({"second.story": "We [said] this."}).replace(
            END, f"### So?\n<!-- coprod:second.story voice=family -->\n\nA study[^1]\n\n{END}"
        )

        after = repaired_text(f"{text}\n[^1]: The family's.\n[said]: /ours\n")

        texts = {each.voice: each.text for each in read(after).case.answers if each.text}
        assert texts == {
            None: "We [said] this.\n\n[said]: /ours",
            "family": "A study[^1]\n\n[^1]: The family's.",
        }

    def test_nothing_is_moved_into_a_code_block(self):
        text = note_text({"second.story": "[so]\n\n```\nnever closed"}) + "\n[so]: /a\n"

        assert moved_lines(text) == [("[so]: /a", False)]
        assert repaired_text(text) == text

    def test_nothing_is_moved_while_other_damage_is_left(self):
        text = BELOW_END.replace("<!-- coprod:first.kind -->", "<!-- coprod:first.kind ->")

        assert BELOW_END.partition(END)[2] in repaired_text(text)


class TestInTheLastAnswer:
    def test_they_are_told_as_another_answers_and_moved_back(self):
        assert moved_lines(IN_LAST_ANSWER) == [(line, True) for line in FIRST_LINES]
        assert is_uncertain(read(IN_LAST_ANSWER), EVERY_TYPE)

        assert repaired_text(IN_LAST_ANSWER) == AT_HOME

    def test_they_leave_nothing_in_an_answer_that_was_empty(self):
        text = IN_LAST_ANSWER.replace(f"{LATE}\n\n", "")

        after = repaired_text(text)

        assert after == note_text({"second.story": f"{STORY}\n\n{DEFINITIONS}"})

    @pytest.mark.parametrize(
        "last",
        [
            f"{STORY}\n\n{DEFINITIONS}",
            f"{DEFINITIONS}\n\nMade up.",
            DEFINITIONS,
            f"```\n{DEFINITIONS}\n```",
            f"See [so]\n\n{LINKS}",
        ],
    )
    def test_the_author_may_have_put_them_there(self, last):
        note = note_text({"second.story": LATE, "second.late": last})

        assert findings(note) == []
        assert not is_uncertain(read(note), EVERY_TYPE)
        assert repaired_text(note) == note

    def test_what_it_shares_with_another_answer_is_no_fault(self):
        note = note_text({"second.story": "See [so].", "second.late": "See [so].\n\n[so]: /a"})

        assert findings(note) == []
        assert repaired_text(note) == note

    def test_what_only_several_others_use_is_told_and_stays(self):
        note = note_text({"first.name": "[so]", "second.story": "[so]", "second.late": "[so]: /a"})

        assert moved_lines(note) == [("[so]: /a", True)]
        assert repaired_text(note) == note


pieces = st.sampled_from([
    "Made up", "", "A [so].", "B[^1]", "[x][Another study]", "```", "[so]: /a", "[^1]: A footnote",
    "    goes on", "- one", "[another study]: /b 'B'", "[^2]: See [so] and[^1]", "C[^2]",
])  # fmt: skip
texts = st.lists(pieces, max_size=6).map("\n".join)


class TestWhateverStandsThere:
    @given(texts, texts, texts, st.booleans())
    def test_no_line_goes_and_no_answer_becomes_empty(self, one, two, below, is_last):
        note = note_text({"second.story": one, "second.late": two})
        text = note.replace(END, f"{below}\n\n{END}") if is_last else f"{note}\n{below}\n"

        after = repaired_text(text)

        def lines(text):
            return sorted(line for line in text.split("\n") if line.strip())

        assert lines(after) == lines(text)
        assert repaired_text(after) == after
        assert {each.kind for each in findings(after)} <= {"moved", "borrowed"}
        before = {each.address: each.text for each in read(note).case.answers}
        for answer in read(after).case.answers:
            assert answer.text.startswith(before[answer.address].partition("[")[0].rstrip())

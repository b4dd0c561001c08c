"""A note of which all markers are gone is rebuilt from its headings, and no line of it goes."""

import re

import pytest
from changed_headings import KEEPS_MARKERS, STAYS_CERTAIN, known_answers
from golden_cases import FULL, FULL_ANSWERS, note_of
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, PRIMARY_CARE, VISIT, note_text

from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.rebuild import rebuilt, rebuilt_note
from coprod_cli.notebook.note.repair import repaired

TEMPLATES = {"every-type": EVERY_TYPE, "primary-care": PRIMARY_CARE}
NOTES = {
    "a visit": note_text(VISIT),
    "in Swedish": note_text({"second.story": "Påhittat"}, language="sv"),
    "primary care": note_of(FULL, FULL_ANSWERS, PRIMARY_CARE).original,
}
SHAPES = {**KEEPS_MARKERS, **STAYS_CERTAIN}
del SHAPES["other words"]
PLAIN = KEEPS_MARKERS["plain lines"]


def read(text):
    return read_note(text.encode(), "case.md")


def without_markers(text):
    return re.sub(r"\n[ \t]*<!-- coprod:.* -->(?=\n)", "", text)


def body(text):
    return text.split("---\n", 2)[2]


def mended(text):
    """The note after a repair, or after the rebuild that a person is offered."""
    note = read(text)
    template = TEMPLATES[note.case.template]
    after = repaired(note, template)
    if after is not note:
        return after
    return repaired(rebuilt_note(note, template)[0], template)


def texts(note):
    return {key.address: text for key, text in known_answers(note).items() if text}


class TestANoteWithoutMarkers:
    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("name", NOTES)
    def test_is_rebuilt_with_every_answer(self, name, shape):
        sound = read(NOTES[name])
        stripped = without_markers(SHAPES[shape](sound.text))
        assert [each.kind for each in check_note(read(stripped), TEMPLATES.get)] == ["no-markers"]

        after = mended(stripped)

        assert texts(after) == texts(sound)
        assert check_note(after, TEMPLATES.get) == []

    @pytest.mark.parametrize("shape", KEEPS_MARKERS)
    def test_is_not_rebuilt_unasked_unless_it_is_certain(self, shape):
        note = read(without_markers(KEEPS_MARKERS[shape](note_text(VISIT))))

        is_certain = "above its heading" in shape
        assert (repaired(note, EVERY_TYPE) is note) is not is_certain
        assert is_uncertain(note, EVERY_TYPE)

    def test_without_the_headings_of_some_questions_gets_them_unanswered(self):
        text = without_markers(PLAIN(note_text({"second.story": "Made up"})))
        text = text.replace("Was the person seen?\n", "").replace("1. The visit\n", "")

        after = mended(text)

        assert texts(after) == {"second.story": "Made up"}
        blank = read(note_text({}))
        assert [slot.marker for slot in after.slots] == [slot.marker for slot in blank.slots]

    def test_that_begins_with_other_text_keeps_it_above(self):
        text = without_markers(PLAIN(note_text(VISIT)))
        text = text.replace("# A made-up case\n", "A made-up case\n\nMy own words\n")

        note, report = rebuilt_note(read(text), EVERY_TYPE)

        assert "A made-up case\n\nMy own words\n\n" in note.text
        assert report.lines_above == 2
        assert texts(note) == VISIT

    def test_keeps_what_it_does_not_know_in_the_answer_above(self):
        text = without_markers(note_text({**VISIT, "second.late": "Late\n\n## Mine\n\nMore"}))

        assert texts(mended(text))["second.late"] == "Late\n\n## Mine\n\nMore"

    @pytest.mark.parametrize("shape", KEEPS_MARKERS)
    def test_keeps_a_line_of_an_answer_that_looks_like_its_end(self, shape):
        answers = {"second.story": "<!-- coprod:end -->\n\nMade up", "second.late": "Late"}
        sound = note_text(answers)
        text = without_markers(KEEPS_MARKERS[shape](sound))
        assert "\n\\<!-- coprod:end -->" in text.replace("\t", "")

        after = mended(text)

        assert texts(after) == answers
        assert check_note(after, TEMPLATES.get) == []

    def test_takes_a_wording_that_stands_twice_where_the_order_fits(self):
        sound = note_text({**VISIT, "first.name": "Who helped?", "second.late": "What happened?"})
        text = without_markers(PLAIN(sound))

        note, report = rebuilt_note(read(text), EVERY_TYPE)

        assert texts(note)["second.late"] == "What happened?"
        assert report.unplaced == 2

    def test_of_which_sections_were_moved_is_known_by_its_headings(self):
        head, first, second = re.split(r"(?=\n## )", without_markers(note_text(VISIT)))

        assert texts(mended(f"{head}{second}{first}")) == VISIT

    def test_gives_each_voice_its_own(self):
        voiced = "### What happened? ({})\n<!-- coprod:second.story voice={} -->\n\n{}\n\n"
        text = note_text(VISIT).replace(
            "### What happened?\n<!-- coprod:second.story -->\n",
            voiced.format("family", "family", "We did")
            + voiced.format("patient", "patient", "I did")
            + "### What happened?\n<!-- coprod:second.story -->\n",
        )

        after = mended(without_markers(PLAIN(text)))

        assert known_answers(after) == known_answers(read(text))

    def test_keeps_its_front_matter_its_line_ends_and_what_is_below_its_end(self):
        text = without_markers(PLAIN(note_text(VISIT)))
        text = f"{text}<!-- coprod:end -->\n\nBelow the end\n".replace("\n", "\r\n")

        after = mended(text).original

        assert after.split("---\r\n")[1] == text.split("---\r\n")[1]
        assert after.endswith("<!-- coprod:end -->\r\n\r\nBelow the end\r\n")
        assert "\n" not in after.replace("\r\n", "")

    def test_of_another_version_gets_no_questions_of_this_one(self):
        sound = note_text(VISIT, template_version="0.9.0")
        text = without_markers(PLAIN(sound)).replace("Who helped?\n", "")

        after = mended(text)

        assert "first.helpers" not in texts(after)
        assert "coprod:first.helpers" not in after.text

    @pytest.mark.parametrize("words", ["Made up", "Made up\n\nWhat happened?\n\nAll of it"])
    def test_in_which_too_little_is_known_stays_as_it_is(self, words):
        head = note_text({}).partition("## 1.")[0]
        note = read(f"{head}{words}\n")

        (finding,) = check_note(note, TEMPLATES.get)
        assert (finding.kind, finding.uncertain) == ("no-markers", True)
        assert rebuilt_note(note, EVERY_TYPE) is None
        assert repaired(note, EVERY_TYPE) is note

    def test_of_an_unknown_template_stays_as_it_is(self):
        note = read(without_markers(PLAIN(note_text(VISIT))).replace("every-type", "none", 1))

        assert rebuilt_note(note, None) is None
        assert repaired(note, None) is note

    def test_without_front_matter_can_be_rebuilt_for_a_template(self):
        text = without_markers(PLAIN(NOTES["primary care"])).split("---\n", 2)[2]

        result = rebuilt(text, PRIMARY_CARE, "en")

        assert result.text == body(mended(without_markers(PLAIN(NOTES["primary care"]))).text)


class TestANoteWithMarkers:
    def test_is_not_rebuilt(self):
        assert rebuilt_note(read(note_text(VISIT)), EVERY_TYPE) is None


lines = st.sampled_from([
    "Made up", "", "- one", "**bold**", "```", "***", "    code", "## Mine", "What happened?",
    "### What happened?", "The visit\n===", "- Who helped?", "Was the\nperson seen?",
    "2. The story",
    "What happened? (family)", "\\<!-- coprod:a.b -->",
])  # fmt: skip


class TestAnyText:
    @given(st.lists(lines, max_size=30).map("\n".join))
    def test_keeps_every_line_that_is_no_known_heading(self, text):
        note = read(note_text({}).partition("## 1.")[0] + text + "\n")
        result = rebuilt_note(note, EVERY_TYPE)
        if result is None:
            return
        known = (
            "What happened?",
            "The visit",
            "Who helped?",
            "Was the",
            "person seen?",
            "The story",
        )

        def others(text):
            return [
                line.strip()
                for line in text.split("\n")
                if line.strip() and not any(each in line for each in known) and "===" not in line
            ]

        def is_subsequence(few, many):
            rest = iter(many)
            return all(line in rest for line in few)

        assert is_subsequence(others(note.text), others(result[0].text))
        assert {each.kind for each in result[0].findings} <= {"doubled"}
        after = repaired(result[0], EVERY_TYPE)
        assert repaired(after, EVERY_TYPE) is after

"""Headings that another program changed: told, never counted as answers, and restored."""

import pytest
from changed_headings import (
    KEEPS_MARKERS,
    STAYS_CERTAIN,
    known_answers,
)
from golden_cases import FULL, FULL_ANSWERS, note_of, some_note
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, PRIMARY_CARE, VISIT, note_text

from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.repair import repaired

TEMPLATES = {"every-type": EVERY_TYPE, "primary-care": PRIMARY_CARE}
BLANK = note_text({})
SWEDISH = note_text({"second.story": "Påhittat"}, language="sv")
NOTES = {
    "every type": some_note().original,
    "a visit": note_text(VISIT),
    "nothing answered": BLANK,
    "in Swedish": SWEDISH,
    "primary care": note_of(FULL, FULL_ANSWERS, PRIMARY_CARE).original,
}
STORY, WHY_NOT, LATE = (
    "### What happened?",
    "### Why was the person not seen?",
    "### What made the wait long?",
)


def read(text):
    return read_note(text.encode(), "case.md")


def findings(text):
    return check_note(read(text), TEMPLATES.get)


def template_of(note):
    return TEMPLATES[note.case.template]


def repaired_text(text):
    note = read(text)
    return repaired(note, template_of(note)).original


def lines_told(text):
    """The lines of which a check tells, and whether the owner of an answer is in doubt."""
    lines = text.split("\n")
    return [(lines[each.line - 1], each.uncertain) for each in findings(text)]


class TestHeadingsInAnotherShape:
    @pytest.mark.parametrize("change", KEEPS_MARKERS)
    @pytest.mark.parametrize("name", NOTES)
    def test_are_told_and_never_read_as_answers(self, name, change):
        sound = read(NOTES[name])
        changed = read(KEEPS_MARKERS[change](sound.text))

        # A heading in an answer may be no valid choice or number, of which a check tells, too.
        found = [each for each in findings(changed.original) if each.kind != "answer"]

        assert is_uncertain(changed, template_of(sound))
        assert {each.kind for each in found} == {"heading"}
        headings = len(sound.slots) - 1
        # A voice's own heading is no wording of the template's.
        assert headings - 1 <= len(found) <= headings

    @pytest.mark.parametrize("change", KEEPS_MARKERS)
    @pytest.mark.parametrize("name", NOTES)
    def test_are_restored_with_every_answer(self, name, change):
        sound = read(NOTES[name])

        after = repaired_text(KEEPS_MARKERS[change](sound.text))

        assert known_answers(read(after)) == known_answers(sound)
        assert findings(after) == []
        assert repaired_text(after) == after

    @pytest.mark.parametrize(
        "change", [each for each in KEEPS_MARKERS if each != "an outliner's bullets"]
    )
    def test_are_written_as_coprod_writes_them(self, change):
        sound = note_text(VISIT)

        after = repaired_text(KEEPS_MARKERS[change](sound))

        headings = [line for line in after.split("\n") if line.startswith("#")]
        assert headings == [line for line in sound.split("\n") if line.startswith("#")]

    @pytest.mark.parametrize("change", STAYS_CERTAIN)
    @pytest.mark.parametrize("name", NOTES)
    def test_are_no_fault_while_they_are_headings(self, name, change):
        sound = read(NOTES[name])
        changed = STAYS_CERTAIN[change](sound.text)

        assert findings(changed) == []
        assert repaired_text(changed) == changed
        assert known_answers(read(changed)) == known_answers(sound)

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_are_restored_with_the_line_end_of_the_note(self, line_end):
        sound = note_text(VISIT)
        changed = KEEPS_MARKERS["underlined"](sound).replace("\n", line_end)

        assert repaired_text(changed) == sound.replace("\n", line_end)

    @pytest.mark.parametrize(
        "heading",
        [
            "Vad hände?\n---", "**What   HAPPENED?**", "1\\. What happened?\n===",
            "<h2 class='x'>What happened?</h2>", "* What\n  happened?", "What\nhappened?\n-----",
            "\\#\\#\\# What happened?", "_What happened?_", "**3. What happened?** \\",
        ],
    )  # fmt: skip
    def test_are_known_in_any_language_and_typography(self, heading):
        changed = note_text(VISIT).replace(STORY, heading)

        after = repaired_text(changed)

        assert lines_told(changed)[0][1] is False  # a section's marker is above, and no answer
        assert known_answers(read(after)) == known_answers(read(note_text(VISIT)))
        assert findings(after) == []

    def test_keep_the_label_of_a_voice(self):
        text = note_text({"second.story": "We said"}).replace(
            WHY_NOT,
            "**What happened? (family)**\n<!-- coprod:second.story voice=family -->\n\nWe too\n\n"
            + WHY_NOT,
        )

        after = repaired_text(text)

        assert "### What happened? (family)\n<!-- coprod:second.story voice=family -->\n" in after
        assert (
            read(after).case.answers
            == read(text.replace("**What happened? (family)**", "### Family")).case.answers
        )

    def test_in_a_note_of_another_version_are_restored_where_their_wording_is_there(self):
        sound = note_text(VISIT, template_version="0.9.0")
        changed = KEEPS_MARKERS["underlined"](sound)

        assert any(each.uncertain for each in findings(changed))
        assert repaired_text(changed) == sound


class TestAMarkerWithoutItsHeading:
    def test_that_a_person_took_away_is_told_and_the_note_stays_usable(self):
        changed = note_text(VISIT).replace(f"{LATE}\n", "")

        assert lines_told(changed) == [("<!-- coprod:second.late -->", False)]
        assert not is_uncertain(read(changed), EVERY_TYPE)
        assert repaired_text(changed) == note_text(VISIT)

    def test_of_another_version_gets_no_heading_of_this_one(self):
        changed = note_text(VISIT, template_version="0.9.0").replace(f"{LATE}\n", "")

        assert repaired_text(changed) == changed

    @pytest.mark.parametrize(
        "line", ["My own words\n---", "**My own words**", "<h3>My own words</h3>", "And why?"]
    )
    def test_below_a_line_that_may_be_it_is_uncertain(self, line):
        changed = note_text({**VISIT, "second.why-not": "Made up."}).replace(LATE, line)

        (finding,) = findings(changed)
        assert finding.uncertain
        assert finding.line == changed.split("\n").index(line.partition("\n")[0]) + 1

    @pytest.mark.parametrize("line", ["My own words\n---", "<h3>My own words</h3>"])
    def test_gets_a_line_above_that_is_a_heading_by_its_form(self, line):
        changed = note_text({**VISIT, "second.why-not": "Made up."}).replace(LATE, line)

        after = repaired_text(changed)

        assert "### My own words\n<!-- coprod:second.late -->\n" in after
        assert findings(after) == []

    @pytest.mark.parametrize("line", ["**My own words**", "And why?"])
    def test_leaves_a_line_that_may_be_an_answer_where_it_is(self, line):
        changed = note_text({**VISIT, "second.why-not": "Made up."}).replace(LATE, line)

        assert repaired_text(changed) == changed

    def test_is_told_once_for_each_double_until_they_are_more_than_anybody_reads(self):
        double = "<!-- coprod:second.story -->\n\nMade up\n\n"
        text = BLANK.replace(f"{STORY}\n<!-- coprod:second.story -->\n", double * 300)
        lines = {kind: {each.line for each in findings(text) if each.kind == kind}
                 for kind in ("heading", "doubled")}  # fmt: skip
        first = text[: text.index(double)].count("\n") + 1

        assert lines["doubled"] == set(range(first + 4, first + 1200, 4))
        assert lines["heading"] == set(range(first, first + 400, 4))


class TestAWordingInAnAnswer:
    @pytest.mark.parametrize("shape", ["### {}", "**{}**", "{}\n---", "<h3>{}</h3>"])
    @pytest.mark.parametrize("words", ["{}\n\nMade up", "Made up\n\n{}", "{}"])
    def test_that_is_a_heading_is_uncertain_and_stays(self, shape, words):
        text = words.format(shape.format("What made the wait long?"))
        note = note_text({"second.story": text, "second.late": "Made up"})

        (finding,) = findings(note)
        assert finding.uncertain
        assert is_uncertain(read(note), EVERY_TYPE)
        assert repaired_text(note) == note

    @pytest.mark.parametrize("words", ["{}\n\nMade up", "Made up\n\n{}", "{}", "- {}\n- Made up"])
    def test_that_is_a_whole_line_is_told_and_no_more(self, words):
        note = note_text({"second.story": words.format("What made the wait long?")})

        (finding,) = findings(note)
        assert not finding.uncertain
        assert not is_uncertain(read(note), EVERY_TYPE)
        assert repaired_text(note) == note

    def test_that_is_all_of_the_answer_is_told(self):
        note = note_text({"second.story": "What happened?"})

        assert lines_told(note) == [("What happened?", False)]

    @pytest.mark.parametrize(
        "text",
        [
            "What happened?\nMade up", "She asked: What made the wait long?", "The visit",
            "The story",
            '"What made the wait long?"', "Made up\n\nWhat made the wait long?\n\nMade up",
            "What made the wait long? Nobody knows.", "> What made the wait long?",
        ],
    )  # fmt: skip
    def test_that_a_person_may_well_have_written_is_no_fault(self, text):
        note = note_text({"second.story": text})

        assert findings(note) == []
        assert repaired_text(note) == note


class TestALostMarker:
    @pytest.mark.parametrize(
        "heading",
        ["What happened?\n---", "**What happened?**", "- What happened?", "What happened?"],
    )
    def test_is_put_back_under_a_heading_in_another_shape(self, heading):
        sound = note_text(VISIT)
        damaged = sound.replace(f"{STORY}\n<!-- coprod:second.story -->", heading)

        assert repaired_text(damaged) == sound

    def test_stays_lost_where_a_line_is_not_in_its_place(self):
        damaged = note_text({"first.name": "What happened?"})
        damaged = damaged.replace(f"{STORY}\n<!-- coprod:second.story -->\n", "")

        assert repaired_text(damaged) == damaged

    def test_stays_lost_where_it_may_be_one_of_two(self):
        damaged = note_text({"second.why-not": "What happened?"})
        damaged = damaged.replace(f"{STORY}\n<!-- coprod:second.story -->", "What happened?")

        assert repaired_text(damaged) == damaged


pieces = st.sampled_from([
    "Made up", "", "- one", "**bold**", "```", "---", "    code", "## Mine", "> quoted", "1. One",
    "A line\n===", "\\<!-- coprod:end -->", "| a |", "<div>", "And why?",
])  # fmt: skip
texts = st.lists(pieces, max_size=6).map("\n".join)


class TestWhateverWasAnswered:
    @given(
        st.dictionaries(st.sampled_from(list(EVERY_TYPE.questions)), texts),
        st.sampled_from(list(KEEPS_MARKERS)),
        st.sampled_from(["en", "sv"]),
    )
    def test_every_answer_is_back_after_a_repair(self, answers, change, language):
        sound = read(note_text(answers, language=language))
        changed = KEEPS_MARKERS[change](sound.text)

        after = read(repaired_text(changed))

        assert is_uncertain(read(changed), EVERY_TYPE)
        if change != "an outliner's bullets":  # the indent of an answer may be its own
            assert known_answers(after) == known_answers(sound)
        assert known_answers(after).keys() == known_answers(sound).keys()

    @given(st.dictionaries(st.sampled_from(list(EVERY_TYPE.questions)), texts))
    def test_a_sound_note_has_no_finding_about_headings(self, answers):
        note = read(note_text(answers))

        assert "heading" not in {each.kind for each in check_note(note, TEMPLATES.get)}
        assert repaired(note, EVERY_TYPE) is note

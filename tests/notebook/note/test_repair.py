"""Repair of a damaged note: certain damage is repaired, no line is lost, nothing is guessed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, PRIMARY_CARE, note_text

from coprod_cli.model.template import Template
from coprod_cli.notebook.note import repair
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.headings import heading_words
from coprod_cli.notebook.note.known_answers import keeps_answers
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.rebuild import is_without_markers
from coprod_cli.notebook.note.repair import repaired

ANSWERS = {"first.name": "Made up, one", "second.story": "Made up, two", "second.late": "Three"}
SOUND = note_text(ANSWERS)
END = "<!-- coprod:end -->"
MARKER = re.compile(r"[ \t]*<!--[ \t]*coprod:[a-z0-9][^\n]*-->[ \t]*\Z")


def read(text):
    return read_note(text.encode(), "case.md")


def repaired_text(text, template=EVERY_TYPE):
    return repaired(read(text), template).original


def kinds(text, template=EVERY_TYPE):
    """What a check finds in a note."""
    return [each.kind for each in check_note(read(text), lambda _: template)]


def answer_texts(text):
    return {each.address: each.text for each in read(text).case.answers if each.given}


def without_line(text, line):
    assert text.count(f"{line}\n") == 1
    return text.replace(f"{line}\n", "")


def block(text, address):
    """A question's heading, its marker, and what stands below."""
    note = read(text)
    (slot,) = [each for each in note.slots if each.marker.address == address]
    return note.text[slot.heading : slot.end]


def with_second(text, address, second_text, before=END):
    """The note with one more block for an answer, before a line."""
    head = f"### {EVERY_TYPE.questions[address].text['en']}\n<!-- coprod:{address} -->"
    return text.replace(before, f"{head}\n\n{second_text}\n\n{before}")


class TestALostMarker:
    @pytest.mark.parametrize("address", [*EVERY_TYPE.questions, "first", "second"])
    def test_is_put_back_under_the_heading_that_is_its_own(self, address):
        damaged = without_line(SOUND, f"<!-- coprod:{address} -->")
        assert "missing" in kinds(damaged)

        assert repaired_text(damaged) == SOUND

    def test_may_be_one_of_many(self):
        damaged = re.sub(r"<!-- coprod:(?!end)[^\n]*\n", "", SOUND)

        assert repaired_text(damaged) == SOUND

    @pytest.mark.parametrize(
        "heading",
        ["### Vad hände?", "# What  happened?", "###### WHAT HAPPENED?", "### 3. What happened?"],
    )
    def test_is_known_by_any_wording_and_level_of_its_heading(self, heading):
        damaged = SOUND.replace("### What happened?\n<!-- coprod:second.story -->", heading)

        after = repaired_text(damaged)

        assert f"{heading}\n<!-- coprod:second.story -->\n" in after
        assert answer_texts(after) == ANSWERS

    @pytest.mark.parametrize("wording", ["What is C# for?", "Who came at 5. or later?"])
    def test_is_known_where_a_number_or_a_hash_is_within_the_wording(self, wording):
        template = _template_asking(wording)
        sound = note_text({"one.a": "Made up"}, template)

        for marker in ("<!-- coprod:one -->", "<!-- coprod:one.a -->"):
            assert repaired_text(without_line(sound, marker), template) == sound

    def test_stays_lost_where_its_heading_is_gone_too(self):
        damaged = without_line(SOUND, "### What happened?")
        damaged = without_line(damaged, "<!-- coprod:second.story -->")

        assert repaired_text(damaged) == damaged
        assert kinds(damaged) == ["missing"]

    def test_stays_lost_where_two_headings_may_be_its_own(self):
        damaged = without_line(SOUND, "<!-- coprod:second.story -->")
        damaged = damaged.replace("Three", "Three\n\n### What happened?\n\nMore")

        assert repaired_text(damaged) == damaged

    def test_is_not_looked_for_where_none_is_lost(self):
        note = note_text({"second.late": "Made up\n\n### What happened?\n\nMore"})

        assert repaired_text(note) == note

    def test_stays_lost_in_a_note_of_another_version(self):
        damaged = without_line(
            note_text(ANSWERS, template_version="1.0.0"), "<!-- coprod:second.story -->"
        )

        assert repaired_text(damaged) == damaged

    def test_stays_lost_without_the_template(self):
        damaged = without_line(SOUND, "<!-- coprod:second.story -->")

        assert repaired_text(damaged, None) == damaged


class TestALostEnd:
    @pytest.mark.parametrize("left", range(len("<!--")))
    def test_is_put_back_below_what_may_be_text(self, left):
        damaged = SOUND[: SOUND.index(END) + left]
        assert "no-end" in kinds(damaged)

        after = repaired_text(damaged)

        assert kinds(after) == []
        assert answer_texts(after) == {**ANSWERS, "second.late": f"Three\n\n{END[:left]}".rstrip()}

    @pytest.mark.parametrize("left", range(len("<!--"), len(END)))
    def test_is_put_back_in_place_of_what_is_left_of_its_marker(self, left):
        assert repaired_text(SOUND[: SOUND.index(END) + left]) == SOUND

    def test_comes_with_the_questions_that_were_cut_off(self):
        damaged = SOUND[: SOUND.index("### Was the person seen?")]

        after = repaired_text(damaged)

        assert kinds(after) == []
        assert answer_texts(after) == {"first.name": "Made up, one"}
        assert after == note_text({"first.name": "Made up, one"})

    @pytest.mark.parametrize("left", range(len("<!--"), len("<!-- coprod:first.seen -->")))
    def test_leaves_nothing_of_another_marker_that_was_cut_off(self, left):
        damaged = SOUND[: SOUND.index("<!-- coprod:first.seen -->") + left]

        assert repaired_text(damaged) == note_text({"first.name": "Made up, one"})

    def test_does_not_come_with_questions_that_were_taken_out_before(self):
        damaged = SOUND.replace(block(SOUND, "first.kind"), "").replace(END, "")

        after = repaired_text(damaged)

        assert kinds(after) == ["missing"]
        assert answer_texts(after) == ANSWERS

    def test_is_written_with_the_line_end_of_the_note(self):
        damaged = SOUND.replace(f"{END}\n", "").replace("\n", "\r\n")

        assert repaired_text(damaged).endswith(f"\r\n{END}\r\n")
        assert "\n" not in repaired_text(damaged).replace("\r\n", "")


class TestADoubledAnswer:
    def test_is_put_below_the_first_one(self):
        after = repaired_text(with_second(SOUND, "second.story", "Made up, again"))

        assert answer_texts(after) == {**ANSWERS, "second.story": "Made up, two\n\nMade up, again"}
        assert kinds(after) == []

    def test_that_says_the_same_is_kept_once(self):
        assert repaired_text(with_second(SOUND, "first.name", "Made up, one")) == SOUND

    def test_may_stand_many_times(self):
        damaged = SOUND
        for number in range(5):
            damaged = with_second(damaged, "second.story", f"Made up, {number}")

        after = answer_texts(repaired_text(damaged))["second.story"]

        assert after.split("\n\n") == ["Made up, two", *(f"Made up, {each}" for each in range(5))]

    def test_leaves_another_voice_where_it_is(self):
        note = SOUND.replace(
            END, f"### Family\n<!-- coprod:second.story voice=family -->\n\nWe too\n\n{END}"
        )

        assert repaired_text(note) == note

    @pytest.mark.parametrize(
        ("first", "second", "unknown"),
        [("", "", True), ("Made up", "", True), ("", "Made up", False)],
    )
    def test_is_not_known_only_where_all_that_was_said_is_not(self, first, second, unknown):
        note = note_text({"second.late": first} if first else {}, unknown=["second.late"])
        after = read(repaired_text(with_second(note, "second.late", second)))

        answer = after.case.answer("second.late")
        assert answer.text == "\n\n".join(text for text in (first, second) if text)
        assert answer.unknown is unknown

    def test_keeps_the_words_that_coprod_does_not_know(self):
        note = SOUND.replace("coprod:first.name -->", "coprod:first.name colour=blue -->")

        after = repaired_text(with_second(note, "first.name", "More"))

        assert "<!-- coprod:first.name colour=blue -->" in after

    def test_keeps_lines_that_look_like_markers(self):
        like = "<!-- coprod:second.late -->"
        note = note_text({"first.name": "Made up", "second.story": like})

        after = repaired_text(with_second(note, "second.story", f"\\{like}\n\\\\{like}"))

        assert answer_texts(after)["second.story"] == f"{like}\n\n{like}\n\\{like}"

    def test_that_ends_with_a_heading_does_not_lose_it_to_the_next_marker(self):
        headless = without_line(SOUND, "### Why was the person not seen?")
        damaged = with_second(headless, "second.story", "More\n\n### Made up, and last")

        after = repaired_text(damaged)

        assert (
            answer_texts(after)["second.story"] == "Made up, two\n\nMore\n\n### Made up, and last"
        )
        assert kinds(after) == []

    def test_that_goes_does_not_give_a_heading_above_it_to_the_next_marker(self):
        headless = without_line(SOUND, "### What made the wait long?")
        note = headless.replace("Made up, two", "Made up, two\n\n### Made up, and last")
        before = "<!-- coprod:second.late -->"
        note = note.replace(block(note, "second.why-not"), "")
        damaged = with_second(note, "first.name", "Again", before)

        after = repaired_text(damaged)

        assert answer_texts(after)["second.story"] == "Made up, two\n\n### Made up, and last"
        assert answer_texts(after)["second.late"] == "Three"

    def test_frees_a_heading_that_stood_in_it_twice(self):
        text = "Made up\n\n### What happened?\n\nAll of it"
        note = note_text({"second.late": text})
        damaged = with_second(note.replace(block(note, "second.story"), ""), "second.late", text)

        after = repaired_text(damaged)

        assert answer_texts(after) == {"second.late": "Made up", "second.story": "All of it"}
        assert repaired_text(after) == after


class TestANote:
    @pytest.mark.parametrize("text", ["", "# Only words\n", "---\ntitle: [\n---\n", "---\n"])
    def test_whose_front_matter_cannot_be_read_stays_as_it_is(self, text):
        note = read(text)

        assert repaired(note, EVERY_TYPE) is note

    @pytest.mark.parametrize("template", [EVERY_TYPE, PRIMARY_CARE])
    def test_that_is_sound_is_the_same(self, template):
        note = read(note_text({}, template))

        assert repaired(note, template) is note


# --- whatever happened to a note ---

MARKERS = re.findall("<!-- coprod:.* -->", SOUND)
HEADINGS = [
    *(f"### {question.text['en']}" for question in EVERY_TYPE.questions.values()),
    *(f"## {number}. {each.title['en']}" for number, each in enumerate(EVERY_TYPE.sections, 1)),
]
LINES = ["", "Made up", "- [ ] a task", "```", "---", "## Mine", "  two  ", "\\<!-- coprod:end -->",
         "1. One", "\u2028", "***", "<div>", *HEADINGS[-5:]]  # fmt: skip
answers = st.dictionaries(
    st.sampled_from(["first.name", "second.story", "second.why-not", "second.late"]),
    st.lists(st.sampled_from(LINES) | st.text(max_size=5), max_size=5).map("\n".join),
)


@st.composite
def damaged_notes(draw):
    """A note from which markers, headings or the end are lost, or in which blocks stand twice."""
    lines = note_text(draw(answers)).split("\n")
    top = lines.index("---", 1) + 1
    body = st.integers(top, len(lines) - 1)
    for _ in range(draw(st.integers(0, 4))):
        first, last = sorted((draw(body), draw(body)))
        taken = lines[first : min(last, first + 12)]
        change = draw(st.sampled_from(["lose", "lose a heading", "double", "write"]))
        if change == "lose":
            lines = [each for each in lines if each not in taken or not MARKER.match(each)]
        elif change == "lose a heading":
            lines = [each for each in lines if each not in taken or not each.startswith("###")]
        elif change == "double":
            at = min(draw(body), len(lines))
            lines[at:at] = taken
        else:
            lines.insert(min(draw(body), len(lines)), draw(st.sampled_from(LINES)))
        body = st.integers(top, max(top, len(lines) - 1))
    text = "\n".join(lines)
    if draw(st.booleans()):
        text = text[: draw(st.integers(text.index("---\n", 4) + 4, len(text)))]
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


def lines_below(note, *, of):
    """Every line that stands below the markers of some kind and is no heading of one."""
    return {
        line.strip()
        for slot in note.slots
        if of(slot.marker.address)
        for line in note.text[slot.start : slot.end].split("\n")
        if line.strip()
    }


class TestWhateverHappened:
    @given(damaged_notes())
    def test_no_line_of_an_answer_goes(self, text):
        before, after = read(text), repaired(read(text), EVERY_TYPE)
        last = before.text.rstrip().rpartition("\n")[2].strip()
        broken = {last} if any(each.startswith(last) for each in MARKERS) else set()

        answers = lines_below(before, of=lambda address: "." in address)
        # What stands below a section's own heading is no answer, and is kept there.
        kept = lines_below(after, of=lambda address: address != "end")
        # A line that was underlined, above a marker without a heading, becomes its heading.
        headed = {heading_words(line) for line in after.text.split("\n")}
        underlines = {line for line in answers if not line.strip("-= ")}

        assert answers - kept - headed - underlines <= {*HEADINGS, *broken}

    @given(damaged_notes())
    def test_nothing_that_can_be_mended_is_left(self, text):
        after = repaired(read(text), EVERY_TYPE)

        assert repaired(after, EVERY_TYPE) is after
        # Without any marker a person is asked; a last line with a backslash may be words; below a
        # marker of which it cannot be told whose it is, nothing is certain; and a repair after
        # which less would be known is not made.
        is_open = is_without_markers(after) or after.text.rstrip().endswith(f"\\{END}")
        is_refused = not keeps_answers(after, repair._with_markers_repaired(after, EVERY_TYPE))
        left = {each.kind for each in after.findings} & {"doubled", "no-end"}
        assert is_refused or after.damaged or left <= ({"no-end"} if is_open else set())

    @given(damaged_notes())
    def test_what_is_mended_is_read_back_as_it_is(self, text):
        after = repaired(read(text), EVERY_TYPE)

        assert read_note(after.original.encode(), "case.md") == after

    @given(answers, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
    def test_a_sound_note_is_not_changed_by_one_byte(self, given_answers, line_end, bom):
        text = bom + note_text(given_answers).replace("\n", line_end)

        assert repaired(read(text), EVERY_TYPE).original == text


def _template_asking(wording):
    questions = [{"id": "a", "text": wording}]
    section = {"id": "one", "title": f"{wording} All of it", "questions": questions}
    head = {"id": "made-up", "version": "1.0.0", "title": "Made up", "languages": ["en"]}
    return Template.model_validate({**head, "sections": [section]})

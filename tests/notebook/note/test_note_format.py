"""The promise of the note format: answers come back unchanged, and no other byte changes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from paths import TEMPLATES

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Answer, Case
from coprod_cli.notebook.note.edit import set_front_matter, set_title
from coprod_cli.notebook.note.fast_reader import read_as_written
from coprod_cli.notebook.note.front_matter import read_front_matter
from coprod_cli.notebook.note.new_note import new_note, question_heading
from coprod_cli.notebook.note.parser import read_slots
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note.set_answers import set_answer
from coprod_cli.templates.loader import load_template

TEMPLATE = load_template(TEMPLATES / "every-type")
ADDRESSES = list(TEMPLATE.questions)
CASE = Case(
    id="20261124-k7m2q9",
    title="A made-up morning",
    template="every-type",
    template_version="1.2.0",
    created="2026-11-24T09:00:00+01:00",
    updated="2026-11-24T09:00:00+01:00",
)
NEW = new_note(CASE, TEMPLATE)
BOM = "\ufeff"
LINE_ENDS = ("\n", "\r\n", "\r")

FRAGMENTS = (
    "<!-- coprod:", "<!--coprod:", "<!--\t coprod:", "first.name", "second.story", "second", "end",
    " -->", "-->", "\\", "\\\\", " unknown", " voice=", "family", "<!-- coprod:end -->",
    "\\<!-- coprod:first.name -->", "  \\\\<!-- coprod:end -->", "\n", "\n", "\n\n", "\r\n", "\r",
    "---", "\n---\n", "...", "coprod: 1", "title: x", "# A heading", "### ", "#", "######\t",
    "```", "~~~~", "    ", "\t", " ", "| a | b |", "<div>", "[[a link]]", "word",
    "\ufeff", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x00", "\x1b[2J", "\xa0",
    "\u200b", "é", "e\u0301", "\U0001f600", "\u202e",
)  # fmt: skip
CONFLICT = ("<<<<<<< ours\n", "\n=======\n", "\n>>>>>>> theirs")

marker_like = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=14).map("".join)
texts = st.one_of(st.text(), marker_like)
addresses = st.sampled_from(ADDRESSES)
line_ends = st.sampled_from(LINE_ENDS)
boms = st.sampled_from(("", BOM))


def read(text):
    return read_note(text.encode(), "case.md")


def saved_and_read(note):
    return read(note.original)


def put(note, address, text, **rest):
    heading = question_heading(TEMPLATE.questions[address], "en")
    return set_answer(note, Answer(address, canonical_text(text), **rest), heading)


def answer_texts(note):
    return {answer.address: answer.text for answer in note.case.answers if answer.given}


def as_file(text, line_end, bom):
    return bom + text.replace("\n", line_end)


class TestWhatWasSaidComesBack:
    @given(texts, addresses)
    @example("\ufeff<!-- coprod:end -->", "second.story")
    @example("<!-- coprod:end -->", "first.name")
    @example("\\<!-- coprod:first.kind -->\n\\\\<!-- coprod:end -->", "first.name")
    @example("---\ncoprod: 1\nid: x\n---\n\n# T\n\n## 1\n<!-- coprod:first -->", "second.late")
    @example("```\n<!-- coprod:end -->\n~~~", "second.why-not")
    @example("a line\n\n### What kind of visit was it?", "first.name")
    @example("trailing  \n\n    indented\n\t\ttabs\t", "second.story")
    def test_any_text_written_into_a_new_note_comes_back(self, text, address):
        note = saved_and_read(put(read(NEW), address, text))

        assert note.case.answer(address).text == canonical_text(text)
        assert answer_texts(note).keys() <= {address}
        assert [answer.address for answer in note.case.answers] == ADDRESSES

    @given(texts, addresses, line_ends, boms)
    @example("one\ntwo\n\nthree", "second.story", "\r", BOM)
    @example("<!-- coprod:end -->\n<!-- coprod:end -->", "second.story", "\r\n", "")
    def test_it_comes_back_when_the_whole_note_is_converted_afterwards(
        self, text, address, line_end, bom
    ):
        note = put(read(NEW), address, text)
        converted = read(as_file(note.original, line_end, bom))

        assert converted.case == saved_and_read(note).case
        assert converted.case.answer(address).text == canonical_text(text)

    @given(texts, addresses, line_ends, boms)
    @example("one\ntwo\n\nthree", "second.story", "\r", BOM)
    @example("x", "second.late", "\r\n", BOM)
    def test_it_comes_back_when_written_into_a_note_of_any_shape(
        self, text, address, line_end, bom
    ):
        shaped = as_file(NEW, line_end, bom)
        note = put(read(shaped), address, text)

        assert saved_and_read(note).case.answer(address).text == canonical_text(text)
        assert note.original == as_file(put(read(NEW), address, text).original, line_end, bom)

    @given(st.dictionaries(addresses, texts), line_ends, boms)
    def test_any_texts_for_many_questions_come_back_side_by_side(self, given_texts, line_end, bom):
        note = read(as_file(NEW, line_end, bom))
        for address, text in given_texts.items():
            note = put(note, address, text)

        expected = {address: canonical_text(text) for address, text in given_texts.items()}
        assert answer_texts(saved_and_read(note)) == {
            key: text for key, text in expected.items() if text
        }

    @given(st.lists(st.sampled_from((*FRAGMENTS, *CONFLICT)), max_size=14).map("".join))
    @example("".join(CONFLICT))
    @example("x\n" + "".join(CONFLICT) + "\n")
    def test_a_text_with_git_s_marks_comes_back_too(self, text):
        note = saved_and_read(put(read(NEW), "second.story", text))

        assert note.case.answer("second.story").text == canonical_text(text)

    @given(
        texts,
        st.booleans(),
        st.none() | st.sampled_from(("family", "staff", "a--b", "läkare")),
        st.none() | st.sampled_from(("reported", "seen")),
    )
    def test_unknown_voice_and_evidence_come_back_beside_the_text(
        self, text, unknown, voice, evidence
    ):
        wanted = Answer("second.story", canonical_text(text), unknown, voice, evidence)
        note = saved_and_read(set_answer(read(NEW), wanted, "### What happened?"))

        assert wanted in note.case.answers

    @given(texts, texts)
    def test_two_voices_to_one_question_stand_side_by_side(self, theirs, ours):
        family = Answer("second.story", canonical_text(f"f {theirs}"), voice="family")
        staff = Answer("second.story", canonical_text(f"s {ours}"), voice="staff")
        note = read(NEW)
        for answer in (family, staff):
            note = set_answer(note, answer, "### What happened?")
        note = saved_and_read(note)

        held = [answer for answer in note.case.answers if answer.address == "second.story"]
        assert held == [family, staff]
        assert note.findings == ()

    def test_no_text_at_all_can_make_a_finding_but_for_git_s_marks(self):
        everything = "\n".join(FRAGMENTS).replace("\x00", "")
        note = saved_and_read(put(read(NEW), "second.story", everything))

        assert note.findings == ()


class TestNoOtherByteMoves:
    FRONT = (
        "---\n# kept: a comment\ncoprod: 1\naliases: [one, 'two']  # foreign\nid: 20261124-k7m2q9\n"
        'title: "A made-up: morning"\ntemplate: every-type\ntemplate_version: 1.2.0\n'
        "language: en\nstatus: draft\nnested:\n  deep: {a: 1}\nupdated: 2026-11-24T09:00:00+01:00\n"
        "---\n"
    )
    REGIONS = (
        "\n", "\n\n\n", "", "  \n\t\n", "\nplain words\n\n", "no blank line around\n",
        "\n\n  two\n\nparagraphs  \n", "\n```\nan unclosed fence\n\n", "\n| a |\n|---|\n\n",
        "\n---\n\n", "\n<!-- a comment of somebody's -->\n\n", "\n\\<!-- coprod:end -->\n\n",
        "\n# a heading inside\n\nand words\n\n", "\n\x85\u2028\x0b\n\n",
    )  # fmt: skip
    AFTER = ("", "\n", "\nwords after the end", "\n\n## Mine\n<!-- coprod:second.late -->\nx\n")

    @st.composite
    @staticmethod
    def pieces(draw):
        """A note in which everything is unusual, as the part before, in and after one answer."""
        chosen = draw(st.integers(0, len(ADDRESSES) - 1))
        parts = ["", "", ""]

        def add(which, text):
            parts[which] += text

        add(0, TestNoOtherByteMoves.FRONT)
        add(0, draw(st.sampled_from(("", "\n# A made-up: morning\n\n", "words before\n"))))
        for index, address in enumerate(ADDRESSES):
            before_or_after = 0 if index <= chosen else 2
            headings = ("### Reworded\n", "# A\n\n\n", "###### \n")
            add(before_or_after, draw(st.sampled_from((*headings, ""))))
            words = draw(st.sampled_from(("", " voice=family", " unknown", " foreign key=x")))
            margins = draw(st.sampled_from((("", ""), ("  ", " "), ("\t", "\t "))))
            add(before_or_after, f"{margins[0]}<!-- coprod:{address}{words} -->{margins[1]}\n")
            region = draw(st.sampled_from(TestNoOtherByteMoves.REGIONS))
            add(1 if index == chosen else before_or_after, region)
        add(2, "<!-- coprod:end -->" + draw(st.sampled_from(TestNoOtherByteMoves.AFTER)))
        line_end, bom = draw(line_ends), draw(boms)
        return ADDRESSES[chosen], [as_file(part, line_end, "") for part in parts], bom

    @given(pieces(), texts)
    def test_setting_one_answer_moves_no_byte_outside_its_place(self, pieces, text):
        address, (before, region, after), bom = pieces
        note = read(bom + before + region + after)
        held = note.case.answer(address)
        heading = "### put where the note has no place"
        changed = set_answer(note, held._replace(text=canonical_text(text)), heading)

        data = changed.original.encode()
        assert data.startswith((bom + before).encode())
        assert data.endswith(after.encode())
        assert changed.case.answer(address) == held._replace(text=canonical_text(text))
        others = [answer for answer in note.case.answers if answer.address != address]
        assert others == [each for each in changed.case.answers if each.address != address]

    @given(pieces())
    def test_reading_and_saving_what_was_read_changes_nothing(self, pieces):
        _, parts, bom = pieces
        note = read(bom + "".join(parts))
        for answer in note.case.answers:
            assert set_answer(note, answer, "### never written") is note
        assert set_front_matter(note, {"status": "draft", "title": "A made-up: morning"}) is note
        assert note.original == bom + "".join(parts)

    @given(pieces(), st.sampled_from(("final", "x: y # z", "", "2026-11-24", "no", "\u2028")))
    def test_setting_the_front_matter_moves_no_byte_of_another_line(self, pieces, value):
        _, parts, bom = pieces
        note = read(bom + "".join(parts))
        changed = set_front_matter(note, {"status": value})

        before, _, after = note.original.partition("status: draft")
        assert changed.original.startswith(f"{before}status: ")
        assert changed.original.endswith(after)
        assert changed.case.status == (value or "draft")
        assert changed.case.answers == note.case.answers

    @given(pieces(), st.text())
    def test_setting_the_title_changes_the_front_matter_and_its_own_heading_only(
        self, pieces, title
    ):
        _, parts, bom = pieces
        note = read(bom + "".join(parts))
        changed = set_title(note, title)

        assert changed.case.title == title
        assert changed.case.answers == note.case.answers
        old, new = note.text.split("\n"), changed.text.split("\n")
        assert len(old) == len(new)
        differing = [before for before, after in zip(old, new, strict=True) if before != after]
        assert set(differing) <= {'title: "A made-up: morning"', "# A made-up: morning"}

    @given(addresses, texts, line_ends, boms)
    @example("first.name", "a\n\nb", "\r", BOM)
    def test_emptying_an_answer_gives_back_the_bytes_of_the_new_note(
        self, address, text, line_end, bom
    ):
        shaped = as_file(NEW, line_end, bom)
        emptied = put(put(read(shaped), address, text), address, "")

        assert emptied.original == shaped

    def test_several_values_set_at_once_leave_the_line_ends_between_them(self):
        text = (
            "---\r\ncoprod: 1\nid: 20261124-k7m2q9\r\ntitle: One\n# kept\r# kept\n# kept\r\n"
            "template: every-type\r\nstatus: draft\n---\r<!-- coprod:end -->\n"
        )
        note = set_front_matter(read(text), {"title": "Two", "status": "final"})

        assert note.original == text.replace("One\n", "Two\r\n").replace("draft\n", "final\r\n")

    @pytest.mark.parametrize(
        ("front", "after"),
        [
            ("{id: a, title: One, template: t, status: draft}\n",
             "{id: a, title: Two, template: t, status: final}\r\n"),
            ("{id: a, title: One, template: t,\r\n  x: [1,\r 2], status: draft,\ny: z}\n",
             "{id: a, title: Two, template: t,\r\n  x: [1,\r 2], status: final,\r\ny: z}\n"),
            ("id: a\ntemplate: t\r# kept\n",
             "id: a\ntemplate: t\r# kept\ntitle: Two\r\nstatus: final\r\n"),
            ("status: >-\n  draft\n  still\nid: a\rtemplate: t\ntitle:\n# kept\r",
             "status: final\r\nid: a\rtemplate: t\ntitle: Two\r\n# kept\r"),
        ],
    )  # fmt: skip
    def test_values_that_share_a_line_or_have_none_are_set_in_their_places(self, front, after):
        note = read(f"---\r\n{front}---\n<!-- coprod:end -->\n")
        changed = set_front_matter(note, {"title": "Two", "status": "final"})

        expected = f"---\r\n{after}---\n<!-- coprod:end -->\n"
        assert changed.original == expected

    def test_its_own_title_leaves_the_line_end_of_its_heading(self):
        note = read("---\r\nid: a\ntitle: One\ntemplate: t\n---\n\n# One\n\n<!-- coprod:end -->\n")

        assert set_title(note, "One") is note

    @pytest.mark.parametrize("heading", ["Fall utan titel", "Untitled case"])
    def test_a_first_title_takes_the_place_of_a_heading_without_one_in_any_language(self, heading):
        text = (
            "---\nid: a\ntitle: ''\ntemplate: t\nlanguage: sv\n---\n\n"
            f"# {heading}\n\n<!-- coprod:end -->\n"
        )
        titled = set_title(read(text), "Ett besök")

        assert "\n# Ett besök\n" in titled.text
        assert heading not in titled.text

    def test_an_emptied_title_is_told_in_the_note_s_language(self):
        text = (
            "---\nid: a\ntitle: Ett besök\ntemplate: t\nlanguage: sv\n---\n\n"
            "# Ett besök\n\n<!-- coprod:end -->\n"
        )

        assert "\n# Utan titel\n" in set_title(read(text), "").text

    def test_no_title_leaves_a_heading_of_another_language_as_it_is(self):
        text = (
            "---\nid: a\ntitle: ''\ntemplate: t\nlanguage: sv\n---\n\n"
            "# Untitled\n\n<!-- coprod:end -->\n"
        )
        note = read(text)

        assert set_title(note, "") is note

    @given(addresses, texts, st.booleans())
    def test_setting_what_is_there_gives_the_same_note(self, address, text, unknown):
        once = put(read(NEW), address, text, unknown=unknown)

        assert put(once, address, text, unknown=unknown) is once
        assert put(saved_and_read(once), address, text, unknown=unknown).original == once.original

    @given(st.lists(st.tuples(addresses, texts), max_size=6), line_ends, boms)
    def test_emptying_all_answers_in_turn_gives_back_the_new_note(self, steps, line_end, bom):
        shaped = as_file(NEW, line_end, bom)
        note = read(shaped)
        for address, text in steps:
            note = put(note, address, text)
        for address in ADDRESSES:
            note = put(note, address, "")

        assert note.original == shaped

    @given(st.data())
    def test_no_answer_is_ever_lost_in_a_note_that_lacks_headings_and_markers(self, data):
        lines = NEW.split("\n")
        removable = [
            index
            for index, line in enumerate(lines)
            if line.startswith("#") or ("<!-- coprod:" in line and "coprod:end" not in line)
        ]
        removed = data.draw(st.sets(st.sampled_from(removable)), label="removed lines")
        mangled = "\n".join(line for index, line in enumerate(lines) if index not in removed)
        note = read(mangled)
        # A heading whose marker is gone is text of the answer before it.
        expected = answer_texts(note)
        for address, text in data.draw(st.lists(st.tuples(addresses, texts), max_size=5)):
            note = put(note, address, text)
            expected[address] = canonical_text(text)
            assert answer_texts(saved_and_read(note)) == {
                key: word for key, word in expected.items() if word
            }
            assert note.findings == ()


class TestTheMarkerOfAnAnswer:
    @pytest.mark.parametrize("line_end", LINE_ENDS)
    def test_is_all_that_changes_when_only_its_words_do(self, line_end):
        lines = NEW.replace("first.kind -->", "first.kind mine key=x -->")
        note = read(as_file(lines, line_end, BOM))
        answer = Answer("first.kind", "", unknown=True)
        changed = set_answer(note, answer, "### never written")

        assert changed.original == note.original.replace(
            "first.kind mine key=x -->", "first.kind unknown mine key=x -->"
        )
        back = set_answer(changed, answer._replace(unknown=False), "### never written")
        assert back.original == note.original

    def test_is_added_at_the_end_of_its_section_where_the_note_has_none(self):
        block = "### On which day?\n<!-- coprod:first.day -->\n\n"
        note = put(read(NEW.replace(block, "")), "first.day", "2026-11-24")

        assert note.original == NEW.replace(block, "").replace(
            "## 2. The story", f"{block}2026-11-24\n\n## 2. The story"
        )
        assert note.findings == ()

    def test_is_added_before_the_end_where_the_note_lacks_the_section(self):
        only_first = f"{NEW.partition('## 2.')[0]}<!-- coprod:end -->\nafter\n"
        note = put(read(only_first), "second.story", "words")

        assert note.original == only_first.replace(
            "<!-- coprod:end -->",
            "### What happened?\n<!-- coprod:second.story -->\n\nwords\n\n<!-- coprod:end -->",
        )

    def test_of_another_voice_is_added_after_the_first_one(self):
        note = put(read(NEW), "second.story", "ours", voice="staff")
        note = put(note, "second.story", "theirs", voice="family")

        assert note.original == NEW.replace(
            "<!-- coprod:second.story -->\n",
            "<!-- coprod:second.story voice=staff -->\n\nours\n\n"
            "### What happened? (family)\n<!-- coprod:second.story voice=family -->\n\ntheirs\n",
        )


class TestANoteInDoubt:
    @pytest.mark.parametrize(
        "text",
        [
            NEW.replace("<!-- coprod:end -->\n", ""),
            NEW.replace("coprod:first.kind", "coprod:first.name"),
            NEW.replace("first.kind -->", "first.kind --"),
            NEW.replace("title:", "title: ["),
            NEW.replace("coprod: 1", "coprod: 2"),
            NEW.replace("\n---\n", "\n"),
            "".join(CONFLICT).join(NEW.rsplit("\n\n", 1)),
        ],
    )
    def test_is_never_written_to(self, text):
        note = read(text)

        with pytest.raises(InvalidInput) as caught:
            put(note, "second.story", "words")
        assert set(caught.value.findings) <= set(note.findings)
        with pytest.raises(InvalidInput):
            set_front_matter(note, {"status": "final"})
        with pytest.raises(InvalidInput):
            set_title(note, "Another")


class TestAnAnswerThatEndsInAHeading:
    @pytest.mark.parametrize("heading", ["# Mine", "###", "   ###### six\t", "## a\n\n## b"])
    @pytest.mark.parametrize("lost", ["### What kind of visit was it?", "## 2. The story"])
    def test_keeps_it_though_the_next_marker_has_lost_its_own(self, heading, lost):
        address = {"###": "first.name", "## ": "first.wait"}[lost[:3]]
        note = read(NEW.replace(f"{lost}\n", ""))
        text = f"words\n\n{heading}"
        note = saved_and_read(put(note, address, text))

        assert answer_texts(note) == {address: canonical_text(text)}
        assert note.findings == ()

    def test_keeps_it_in_a_block_that_is_added_before_such_a_marker(self):
        without = NEW.replace(
            "### How many minutes was the wait?\n<!-- coprod:first.wait -->\n\n", ""
        ).replace("## 2. The story\n", "")
        note = saved_and_read(put(read(without), "first.wait", "words\n\n# Mine"))

        assert answer_texts(note) == {"first.wait": "words\n\n# Mine"}
        assert note.findings == ()

    def test_keeps_it_before_the_end_which_claims_no_heading(self):
        note = put(read(NEW), "second.late", "# Mine")

        assert answer_texts(saved_and_read(note)) == {"second.late": "# Mine"}
        assert "# Mine\n\n<!-- coprod:end -->" in note.original


class TestTheQuickWayToRead:
    """It must see in a note what the careful way sees, or leave the note to it."""

    LINES = (
        "", "", "", " ", "\t", "words", " words", "words \t", "# Mine", "#", "```",
        "\\<!-- coprod:end -->",
        "### Q", "## S", "<!-- coprod:first -->", "<!-- coprod:first.name -->", "---",
        "<!-- coprod:first.kind unknown -->", "<!-- coprod:first.name voice=family -->",
        "<!-- coprod:second.story -->  ", " <!-- coprod:second.late -->", "coprod:", "coprod:end",
        "<!-- coprod:oops", "<!-- coprod:end -->", "<!-- coprod:end --> -->", "\ufeff# Q", "\x0c",
    )  # fmt: skip

    @staticmethod
    def assert_it_agrees(text):
        front = read_front_matter(text, "case.md")
        quick = read_as_written(text, front.end)
        findings = []
        careful = read_slots(text, front.end, "case.md", findings)[1]
        if quick is not None:
            assert (quick, []) == (careful, findings)
        return quick

    @given(st.lists(st.sampled_from(LINES)), st.data())
    def test_agrees_with_the_careful_way_whatever_the_lines(self, lines, data):
        blocks = ("\n### Q\n<!-- coprod:first.day -->\n", "\n## S\n<!-- coprod:first -->\n")
        for block in blocks:
            place = data.draw(st.integers(0, len(lines)))
            lines = [*lines[:place], *block.split("\n"), *lines[place:]]
        head = "---\nid: x\ntemplate: t\n---\n"
        self.assert_it_agrees(head + "\n".join([*lines, "", "<!-- coprod:end -->", ""]))

    @given(st.dictionaries(addresses, texts), st.booleans())
    def test_reads_every_note_that_coprod_wrote_but_for_those_that_speak_of_it(
        self, given_texts, unknown
    ):
        note = read(NEW)
        for address, text in given_texts.items():
            note = put(note, address, text, unknown=unknown)

        quick = self.assert_it_agrees(note.text)
        assert (quick is None) == any("coprod:" in text for text in given_texts.values())

    def test_does_not_see_a_marker_in_the_front_matter_and_nor_does_the_careful_way(self):
        front = (
            "---\nid: x\ntemplate: t\nmine: |\n  # H\n  <!-- coprod:first.name -->\n  ---\n---\n"
        )
        body = NEW.partition("\n---\n")[2]
        for after in ("", "after the end"):
            note = read(front + body + after)

            assert [answer.address for answer in note.case.answers] == ADDRESSES
            assert note.findings == ()
            assert answer_texts(put(note, "first.kind", "Booked")) == {"first.kind": "Booked"}


class TestReadingNeverFails:
    @given(st.binary())
    @example(b"\xff\xfe")
    @example(b"---\n---\n")
    @example(b"---\n[" + b"[" * 5000 + b"\n---\n")
    def test_whatever_the_bytes(self, data):
        assert_is_a_note(read_note(data, "case.md"), data)

    @given(st.lists(st.sampled_from((*FRAGMENTS, *CONFLICT)) | st.text(max_size=4)).map("".join))
    def test_whatever_stands_in_place_of_a_note(self, text):
        assert_is_a_note(read(text), text.encode())

    @given(
        st.lists(
            st.sampled_from(
                (
                    *(
                        "coprod: 1\n",
                        "id: ",
                        "title: ",
                        "tags: ",
                        "<<: ",
                        "a",
                        "1",
                        "~",
                        ".nan",
                        "0x1",
                    ),
                    *("[", "]", "{", "}", "&a ", "*a", "!t ", "- ", ": ", "? ", "'", '"', "|\n"),
                    *(">-\n", "#", "%", "@", "\\", "\n", "  ", "\t", "\u2028", "\x85", "\x00", "é"),
                )
            ),
            max_size=20,
        ).map("".join)
    )
    @example("\u2028\u2028a: b\nstatus: draft\n")
    @example("# \u2028 \x85 comment\nstatus: draft\n")
    def test_whatever_stands_in_the_front_matter(self, block):
        text = f"---\n{block}\n---\n" + NEW.partition("---\n")[2].partition("---\n")[2]
        note = read(text)
        assert_is_a_note(note, text.encode())
        if note.case is None or note.uncertain:
            with pytest.raises(InvalidInput):
                put(note, "second.story", "words")
        else:
            assert answer_texts(put(note, "second.story", "words"))["second.story"] == "words"
            try:
                changed = set_front_matter(note, {"status": "final"})
            except InvalidInput:
                return
            assert changed.case.status == "final"
            assert changed.case.answers == note.case.answers

    @given(st.data())
    def test_however_a_note_was_cut_up(self, data):
        lines = put(read(NEW), "second.story", "words").original.split("\n")
        cut = data.draw(st.lists(st.sampled_from(lines), max_size=len(lines)))
        text = "\n".join(["---", "coprod: 1", "id: x", "template: t", "---", *cut])
        assert_is_a_note(read(text), text.encode())


def assert_is_a_note(note, data):
    assert isinstance(note, Note)
    assert note.source == "case.md"
    if note.original:
        assert note.original.encode() == data
    assert note.case is not None or note.findings
    assert note.case is not None or note.uncertain
    for finding in note.findings:
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.message
    place = 0
    for slot in note.slots:
        assert place <= slot.heading <= slot.line < slot.start <= slot.end <= len(note.text)
        place = slot.end

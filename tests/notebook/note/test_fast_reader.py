"""The fast reader finds the same answers as the parser, or leaves the note to it."""

import re
import shutil
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_up import CASE_ID, EVERY_TYPE, TEMPLATES, VISIT, note_text

from coprod_cli.notebook.note.fast_reader import read_as_written
from coprod_cli.notebook.note.front_matter import FrontMatter, read_front_matter
from coprod_cli.notebook.note.parser import read_slots
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.operations.export import Job, encode_part

# Parts of notes, and texts that resemble them.
PARTS = (
    "", " ", "\t", "\n", "\n\n", "\r\n", "\r", "\ufeff", "\u2028", "\x85", "\x0c", "\0", "words",
    "#", "# ", "### Q", "#######", "\n### Q\n", " ### Q", "---", "\n---\n", "...", "\n...\n", "- ",
    "```",
    "<!--", "-->", "<!-- ", " -->", "coprod:", "coprod", "<!-- coprod:", "\\<!-- coprod:", "end",
    "<!-- coprod:end -->", "\n<!-- coprod:end -->\n", "\\<!-- coprod:end -->", "<!--coprod:end-->",
    "<!-- coprod:first -->", "<!-- coprod:first.name -->", "<!-- coprod:first.name voice=v -->",
    "\n### Q\n<!-- coprod:first.kind -->\n", "\n### Q\n<!-- coprod:a.b unknown x=y -->\n",
    "<!-- coprod:first.kind --> -->", "<!-- coprod:first.kind x>y -->", "voice=a", " unknown",
    "\n### Q\n<!-- coprod:first.kind sources=below -->\n", "\n**Sources**\n\n- A book\n",
    " sources=1", "**Källor**", "- B\n",
    " voice=a voice=b", "first.name", "second.story", "title: x", "tags: [a, b]\n", "coprod: 1\n",
    "coprod: 2\n", "id: ", "status: final\n", "'", '"', ": ", "{}", "é", "\U0001f600", "\ufffd",
    "true", "1", "1.0", "null",
)  # fmt: skip
CONFLICT = ("<<<<<<< ours\n", "\n=======\n", "\n>>>>>>> theirs\n")

answers = st.dictionaries(
    st.sampled_from(list(EVERY_TYPE.questions)),
    st.lists(st.sampled_from(PARTS), max_size=5).map("".join),
    max_size=5,
)


@st.composite
def notes(draw):
    """A note as coprod writes it, with some of its text replaced at random."""
    text = note_text(draw(answers), unknown=draw(st.sampled_from([(), ("first.name",)])))
    starts = [index for index, letter in enumerate(text) if letter == "\n"]
    for _ in range(draw(st.integers(0, 3))):
        # Mostly at line starts, since markers are whole lines.
        offset = draw(st.sampled_from(starts) | st.integers(0, len(text)))
        offset = min(offset + draw(st.integers(0, 1)), len(text))
        length = draw(st.sampled_from((0, 0, 0, 1, 2, 5, 30)))
        part = draw(st.sampled_from(PARTS + CONFLICT) | st.text(max_size=2))
        text = text[:offset] + part + text[offset + length :]
    return text


def read_with_parser(data):
    with patch("coprod_cli.notebook.note.reader.read_as_written", lambda *_: None):
        return read_note(data, f"{CASE_ID}.md")


PLAIN = note_text(VISIT)


@pytest.fixture(scope="module")
def prompts(tmp_path_factory):
    """The template without its conditions: where there are some, the careful way is taken."""
    folder = tmp_path_factory.mktemp("prompts")
    shutil.copytree(TEMPLATES / "every-type", folder / "every-type")
    for path in folder.rglob("*.yaml"):
        path.write_text(re.sub(r"    when:\n(?:      .*\n)+", "", path.read_text("utf-8")), "utf-8")
    return folder


class TestTheAnswers:
    @given(notes())
    @settings(max_examples=settings().max_examples * 5)
    @example(PLAIN.replace("title: ", "more: |\n  <!-- coprod:first.name -->\ntitle: "))
    @example(PLAIN.replace("Booked", "### Q\n<!-- coprod:first.wait -->"))
    @example(PLAIN.replace("Booked", "<!-- coprod:end -->\n"))
    @example(PLAIN + "\nAfter\n\n### Q\n<!-- coprod:first.name -->\n\n<!-- coprod:end -->\n")
    @example(PLAIN + "\n<!-- coprod:end -->\n")
    def test_are_what_the_careful_way_reads(self, text):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        front = read_front_matter(text, "")
        if not isinstance(front, FrontMatter):
            return
        quick = read_as_written(text, front.end)
        findings = []
        careful = read_slots(text, front.end, "", findings)[1]

        if quick is not None:
            assert (quick, []) == (careful, findings)

    @given(notes())
    def test_are_the_same_in_the_whole_note(self, text):
        data = text.encode()

        assert read_note(data, f"{CASE_ID}.md") == read_with_parser(data)

    @given(st.dictionaries(st.sampled_from(list(EVERY_TYPE.questions)), st.text(max_size=20)))
    def test_are_read_the_quick_way_wherever_coprod_wrote_them(self, texts):
        text = note_text(texts)
        front = read_front_matter(text, "")

        assert "coprod:" in "".join(texts.values()) or read_as_written(text, front.end) is not None

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("first.kind", "first.name"),
            ("<!-- coprod:end -->\n", ""),
            ("<!-- coprod:end -->", "<!-- coprod:end -->\nAfter"),
            ("<!-- coprod:first.kind -->", " <!-- coprod:first.kind -->"),
            ("<!-- coprod:first.kind -->", "<!-- coprod:first.kind x>y -->"),
            ("### What kind of visit was it?\n", ""),
            ("Booked", "\\<!-- coprod:end -->"),
            ("Booked", "coprod:"),
        ],
    )
    def test_are_left_to_the_careful_way_in_any_other_note(self, old, new):
        text = PLAIN.replace(old, new)

        assert text != PLAIN
        assert read_as_written(text, read_front_matter(text, "").end) is None


class TestTheExport:
    @given(notes())
    @settings(max_examples=settings().max_examples * 5)
    @example(PLAIN.replace("status: draft", "status: draft\ncoprod: 1"))
    @example(PLAIN.replace("title: A", "title: |\n  A"))
    @example(PLAIN.replace("template: every-type", "template: gone"))
    @example(PLAIN.replace("language: en", "language: xx"))
    @example(PLAIN.replace("status: draft", 'status: draft\nmood: "no"'))
    def test_is_what_the_careful_way_gives(self, prompts, text):
        folder = prompts.parent / "export"
        folder.mkdir(exist_ok=True)
        path = folder / f"{CASE_ID}.md"
        path.write_bytes(text.encode())
        job = Job(folder, "jsonl", (prompts,))
        quick = encode_part(job, [str(path)])
        with patch("coprod_cli.notebook.note.reader.read_as_written", lambda *_: None):
            careful = encode_part(job, [str(path)])

        assert quick == careful


def test_the_generator_makes_notes_of_both_kinds():
    """Without this, the properties above might hold for want of anything to look at."""
    seen = {True: 0, False: 0}

    @given(notes())
    @settings(database=None)
    def count(text):
        front = read_front_matter(text, "")
        if isinstance(front, FrontMatter):
            seen[read_as_written(text, front.end) is None] += 1

    count()
    assert min(seen.values()) >= 5

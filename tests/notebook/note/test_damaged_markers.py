"""Markers that another program changed: told, and restored with all their words."""
# ruff: noqa: RUF001 - the characters that editors put in place of others

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, SHIPPED, blank_text, note_text

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.repair import repaired
from coprod_cli.notebook.note.set_answers import set_answer
from coprod_cli.templates.loader import load_template

WORDS = "asked=1a2b3c4d headed=5e6f7a8b new=1.1.0 removed=1.2.0"
MARKER = re.compile(r"<!-- coprod:[^\n]* -->")
END = "<!-- coprod:end -->"


def read(text):
    return read_note(text.encode(), "case.md")


def kinds(text, template=EVERY_TYPE):
    return [each.kind for each in check_note(read(text), lambda _: template)]


def voiced_note():
    """A note with every word of markers, two voices, and open questions."""
    note = read(note_text({"first.name": "Made up", "second.story": "One\n\n- two"}))
    for answer in (
        Answer("second.late", "Made up, too", voice="family", evidence="reported"),
        Answer("second.late", "", unknown=True, voice="professional"),
        Answer("second.why-not", "Beside", unknown=True),
    ):
        note = set_answer(note, answer, "### What made the wait long?")
    return note.original.replace("coprod:first.name -->", f"coprod:first.name {WORDS} -->")


SOUND = voiced_note()


def each_marker(change):
    return lambda text: MARKER.sub(lambda match: change(match[0]), text)


def each_word(old, new):
    return each_marker(lambda marker: marker.replace(old, new))


def full_width(marker):
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in marker)


def wrapped_at(blank):
    """Break each marker at a blank, counted from its end, where it has so many."""

    def change(marker):
        parts = marker.split(" ")
        return " ".join(parts[:blank]) + "\n" + " ".join(parts[blank:])

    return each_marker(change)


def titled(marker):
    return re.sub(r"[a-z]+(?==| )", lambda match: match[0].capitalize(), marker)


# What programs do to a line that is a comment, or that they do not take for one.
CHANGES = {
    "em dashes": each_word("--", "—"),
    "an em dash, an en dash": each_marker(lambda m: m.replace("<!--", "<!—").replace("--", "–")),
    "an en dash at the start": each_word("<!--", "<!–"),
    "one hyphen at the start": each_word("<!--", "<!-"),
    "one hyphen at the end": each_word("-->", "->"),
    "an arrow": each_word("-->", "→"),
    "a long arrow": each_word("-->", "⟶"),
    "a hyphen and an arrow": each_word("-->", "-→"),
    "blanks between the dashes": each_word("--", "- -"),
    "a blank before the end": each_word("-->", "-- >"),
    "a blank behind the start": each_word("<!--", "< !--"),
    "no exclamation mark": each_word("<!--", "<--"),
    "no dashes at the end": each_word(" -->", ">"),
    "no end": each_word(" -->", ""),
    "no-break spaces": each_word(" ", "\u00a0"),
    "narrow no-break spaces": each_word(" ", "\u202f"),
    "thin spaces": each_word(" ", "\u2009"),
    "a French colon": each_word("coprod:", "coprod\u00a0:"),
    "a blank behind the colon": each_word("coprod:", "coprod: "),
    "zero-width spaces": each_word(".", "\u200b.\u200b"),
    "a zero-width space in the word": each_word("coprod", "co\u200bprod"),
    "soft hyphens": each_word("coprod", "co\u00adprod"),
    "a byte-order mark": each_word("<!--", "\ufeff<!--"),
    "a left-to-right mark": each_word("<!--", "\u200e<!--"),
    "non-breaking hyphens": each_word("-", "\u2011"),
    "minus signs": each_word("-", "\u2212"),
    "a capital letter": each_word("coprod", "Coprod"),
    "capital letters": each_word("coprod", "COPROD"),
    "a capital letter of the address": each_marker(
        lambda m: re.sub(r"(?<=coprod:)[a-z]", lambda match: match[0].upper(), m)
    ),
    "a new sentence behind the dot": each_marker(
        lambda m: re.sub(r"(?<=[a-z])\.([a-z])", lambda match: f". {match[1].upper()}", m)
    ),
    "capital letters of the words": each_marker(titled),
    "capital letters all over": each_marker(str.upper),
    "blanks around equals signs": each_word("=", " = "),
    "quotes around values": each_marker(lambda m: re.sub(r"=([^ ]+)", r'="\1"', m)),
    "typographic quotes": each_marker(lambda m: re.sub(r"=([^ ]+)", r"=“\1”", m)),
    "a quotation": each_marker(lambda m: f"> {m}"),
    "a quotation of a quotation": each_marker(lambda m: f">> {m}"),
    "a hyphen in its name": each_marker(lambda m: m.replace("coprod:", "co-prod:")),
    "a blank in its name": each_marker(lambda m: m.replace("coprod:", "Co prod:")),
    "a brand's letter case": each_marker(lambda m: m.replace("coprod:", "CoProd:")),
    "a bullet": each_marker(lambda m: f"- {m}"),
    "an asterisk": each_marker(lambda m: f"* {m}"),
    "a round bullet": each_marker(lambda m: f"• {m}"),
    "a number": each_marker(lambda m: f"1. {m}"),
    "a box": each_marker(lambda m: f"- [ ] {m}"),
    "a table": each_marker(lambda m: f"| {m} |"),
    "emphasis": each_marker(lambda m: f"*{m}*"),
    "bold": each_marker(lambda m: f"**{m}**"),
    "code": each_marker(lambda m: f"`{m}`"),
    "typographic quotes around it": each_marker(lambda m: f"“{m}”"),
    "a backslash": each_word("<!--", "\\<!--"),
    "backslashes": each_marker(lambda m: re.sub(r"([<!>.#=-])", r"\\\1", m)),
    "backslashes at the dashes": each_word("--", "\\--"),
    "a backslash at the end": each_word("-->", "--\\>"),
    "a hard line break": each_marker(lambda m: f"{m}\\"),
    "entities": each_marker(lambda m: m.replace("<", "&lt;").replace(">", "&gt;")),
    "entities twice": each_marker(lambda m: m.replace("<", "&amp;lt;").replace(">", "&amp;gt;")),
    "entities by number": each_marker(lambda m: m.replace("<", "&#60;").replace(">", "&#x3E;")),
    "entities of dashes": each_word("--", "&mdash;"),
    "entities of blanks": each_word(" ", "&nbsp;"),
    "full-width forms": each_marker(full_width),
    "an ideographic space": each_word(" ", "\u3000"),
    "blanks doubled in the address": each_marker(
        lambda m: re.sub(r"(?<=[a-z])\.", ".  ", m)
    ),
    "tabs": each_word(" ", " \u00a0\t"),
    "wrapped behind the start": wrapped_at(1),
    "wrapped behind the address": wrapped_at(2),
    "wrapped before the end": wrapped_at(-1),
    "wrapped at a hyphen": each_marker(lambda m: re.sub(r"(?<=why-)", "\n", m)),
    "wrapped and quoted": lambda text: wrapped_at(2)(text).replace(
        "\n<!--", "\n> <!--").replace("\nvoice", "\n> voice"),
    "on the line of its heading": lambda text: text.replace("\n<!--", " <!--"),
    "on the line of its heading, in dashes": lambda text: text.replace("\n<!--", " <!—"),
    "on the line of its text": lambda text: re.sub(r"-->\n\n(?=[A-Z])", "--> ", text),
    "all of these at once": each_marker(
        lambda m: "> " + titled(m.replace("--", "\\—").replace(" ", "\u00a0")) + "\\"
    ),
}  # fmt: skip


class TestAChangedMarker:
    @pytest.mark.parametrize("change", CHANGES)
    def test_is_told_and_restored_with_all_its_words(self, change):
        damaged = CHANGES[change](SOUND)
        assert damaged != SOUND

        assert set(kinds(damaged)) == {"damaged-marker"}
        assert is_uncertain(read(damaged), EVERY_TYPE)
        after = repaired(read(damaged), EVERY_TYPE)
        assert after.case.answers == read(SOUND).case.answers
        assert [slot.marker for slot in after.slots] == [slot.marker for slot in read(SOUND).slots]
        assert kinds(after.original) == []


FORM_CHANGES = [
    "em dashes", "no-break spaces", "capital letters all over", "entities", "backslashes",
    "wrapped behind the start",
]  # fmt: skip


class TestAForm:
    @pytest.mark.parametrize("language", ["en", "sv"])
    @pytest.mark.parametrize("name", SHIPPED)
    def test_without_answers_is_restored_to_the_byte(self, name, language):
        template = load_template(shipped_prompts() / name)
        sound = blank_text(template, language=language)
        for change in FORM_CHANGES:
            damaged = read(CHANGES[change](sound))

            assert is_uncertain(damaged, template)
            assert repaired(damaged, template).original == sound

    def test_of_another_version_is_restored_too(self):
        sound = blank_text(EVERY_TYPE, template_version="0.9.0")
        for change in FORM_CHANGES:
            for template in (EVERY_TYPE, None):
                damaged = read(CHANGES[change](sound))

                assert is_uncertain(damaged, template)
                assert repaired(damaged, template).original == sound


PARTS = (
    "<!--", "<!—", "<! --", "&lt;!--", "＜！－－", "<-", "\\<!--", "\\<\\!\\--", "\\", "\\\\", "`",
    "> ", "- ",
    "### ", "# A heading ", "**Bold** ", "| ", "•", " ", "\u00a0", "\u200b", "\n", "\n\n", "words",
    "=",
    "coprod:", "Coprod:", "COPROD :", "co\u00adprod:", "ｃｏｐｒｏｄ：", "coprod\\:", "first.name",
    "first.kind", "First. Kind", "made-up.question", "end", " unknown", " voice=family", " Voice=x",
    "-->", "—>", "->", "→", "--\\>", "--&gt;", ">", "－－＞", "<!-- coprod:end -->", "&amp;",
)  # fmt: skip
answer_texts = st.lists(st.sampled_from(PARTS) | st.text(max_size=2), max_size=14).map("".join)

MARKER_KINDS = {"marker", "damaged-marker", "missing", "doubled", "no-end"}


class TestAnAnswerThatSpeaksOfMarkers:
    @given(st.dictionaries(st.sampled_from(["first.name", "second.story", "second.late"]),
                           answer_texts))  # fmt: skip
    def test_comes_back_as_it_was_typed_and_is_no_finding(self, texts):
        note = read(blank_text())
        for address, text in texts.items():
            note = set_answer(note, Answer(address, canonical_text(text)), "### Q")

        after = read(note.original)
        for address, text in texts.items():
            assert after.case.answer(address).text == canonical_text(text)
        assert after.findings == ()
        assert MARKER_KINDS.isdisjoint(kinds(note.original))
        assert repaired(after, EVERY_TYPE) is after

    @pytest.mark.parametrize("change", CHANGES)
    def test_comes_back_where_it_has_a_whole_damaged_note(self, change):
        text = canonical_text(CHANGES[change](SOUND))
        note = set_answer(read(blank_text()), Answer("second.story", text), "### Q")

        after = read(note.original)
        assert after.case.answer("second.story").text == text
        assert after.findings == ()
        assert MARKER_KINDS.isdisjoint(kinds(note.original))


# --- any changes to any markers ---

VOICES = (None, "family", "professional")
LINE_CHANGES = sorted({*CHANGES} - {name for name in CHANGES if name.startswith("on the line of")})
plain_texts = st.lists(
    st.sampled_from(["Made up", "- one", "> said", "", "```", "1. two", "coproduction", "a — b"]),
    max_size=4,
).map("\n".join)


def notes_with(texts):
    """Sound notes with answers of several voices, with and without words, known or not."""
    keys = st.tuples(
        st.sampled_from(["first.name", "second.story", "second.why-not", "second.late"]),
        st.sampled_from(VOICES),
    )

    def written(answers):
        note = read(blank_text())
        for (address, voice), (text, unknown, evidence) in answers.items():
            answer = Answer(address, canonical_text(text), unknown, voice, evidence)
            heading = f"### {EVERY_TYPE.questions[address].text['en']}"
            note = set_answer(note, answer, heading, asked="1a2b3c4d")
        return note.original

    given_answers = st.tuples(texts, st.booleans(), st.sampled_from([None, "reported"]))
    return st.dictionaries(keys, given_answers, max_size=6).map(written)


@st.composite
def changed_notes(draw, texts, names=LINE_CHANGES):
    """A sound note, and the same with some of its markers changed, each in a way of its own."""
    sound = draw(notes_with(texts))
    names = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3))
    changes = st.sampled_from(["", *names])
    lines = []
    for slot_line in sound.split("\n"):
        name = draw(changes) if MARKER.fullmatch(slot_line) else ""
        lines.append(CHANGES[name](slot_line) if name else slot_line)
    return sound, "\n".join(lines)


def answers_of(note):
    return {answer.key: answer for answer in note.case.answers}


class TestWhateverMarkersWereChanged:
    # With a backslash, one marker among others may be an answer's line.
    @given(changed_notes(plain_texts, sorted({*LINE_CHANGES} - {"a backslash", "backslashes"})))
    def test_all_answers_are_known_again_after_a_repair(self, texts):
        sound, changed = texts

        after = repaired(read(changed), EVERY_TYPE)
        assert not is_uncertain(after, EVERY_TYPE)
        assert answers_of(after) == answers_of(read(sound))

    @given(changed_notes(answer_texts))
    def test_no_answer_is_lost_without_a_finding(self, texts):
        sound, changed = texts

        for note in (read(changed), repaired(read(changed), EVERY_TYPE)):
            known = answers_of(note) == answers_of(read(sound))
            assert known or is_uncertain(note, EVERY_TYPE)

    @given(changed_notes(answer_texts))
    def test_what_can_be_repaired_is_repaired_at_once_and_for_good(self, texts):
        after = repaired(read(texts[1]), EVERY_TYPE)

        assert repaired(after, EVERY_TYPE) is after
        assert read(after.original) == after

    @given(changed_notes(answer_texts))
    def test_no_second_marker_is_written_for_an_answer(self, texts):
        before, after = read(texts[1]), repaired(read(texts[1]), EVERY_TYPE)

        count = len(after.slots) + len(after.damaged)
        assert count <= len(read(texts[0]).slots) + sum(
            each.marker is None or each.marker.key in {slot.marker.key for slot in before.slots}
            for each in before.damaged
        )


def test_an_answer_that_stands_twice_with_its_heading_is_joined_as_with_intact_markers():
    text = note_text({"first.name": "Made up", "second.story": "One"})
    start = text.index("### ", text.index("<!-- coprod:second -->"))
    end = text.index("### ", start + 4)
    twice = text[:end] + text[start:end].replace("One", "Two") + text[end:]

    changed = repaired(read(each_word("<!--", "<!\u2014")(twice)), EVERY_TYPE)

    assert changed.text == repaired(read(twice), EVERY_TYPE).text
    assert changed.case.answer("second.story").text == "One\n\nTwo"

"""Markdown layouts of a case."""

from dataclasses import replace

import pytest
from golden_cases import full_note, some_note
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, PRIMARY_CARE, blank

from coprod_cli.base.text import canonical_text
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.markers import MARKER_HINT
from coprod_cli.notebook.note.reader import read_note

LAYOUTS = ("answered", "full", "voices")
NOTHING = "# A made-up case\n"


def render_case(case, template, layout="answered"):
    return lay_out(case, template, layout)


def rendered(*answers, layout="answered", **fields):
    case = blank()
    for answer in answers:
        case = case.with_answer(answer)
    return render_case(replace(case, **fields), EVERY_TYPE, layout)


class TestGolden:
    def test_note(self, golden):
        golden("every-type.md", some_note().original.encode())
        golden("primary-care.md", full_note().original.encode())

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_render(self, golden, layout):
        some = render_case(some_note().case, EVERY_TYPE, layout)
        full = render_case(full_note().case, PRIMARY_CARE, layout)

        golden(f"every-type.{layout}.md", some.encode())
        golden(f"primary-care.{layout}.md", full.encode())

    def test_notes_are_read_as_they_were_meant(self):
        assert some_note().findings == full_note().findings == ()
        assert read_note(some_note().original.encode(), "x").case == some_note().case


class TestAnsweredLayout:
    def test_of_nothing_is_the_title(self):
        assert rendered() == NOTHING

    def test_has_what_was_answered_and_its_headings(self):
        assert rendered(Answer("second.story", "So it was.")) == (
            f"{NOTHING}\n## 2. The story\n\n### What happened?\n\nSo it was.\n"
        )

    def test_has_what_is_not_known_yet(self):
        text = rendered(
            Answer("first.name", "", unknown=True), Answer("first.kind", "Booked", unknown=True)
        )

        assert "visit?\n\n*Not known yet.*\n\n###" in text
        assert text.endswith("*Not known yet.*\n\nBooked\n")

    def test_tells_whose_words_they_are(self):
        text = rendered(
            Answer("second.story", "Mine."), Answer("second.story", "Ours.", voice="kin")
        )

        assert text.endswith("### What happened?\n\nMine.\n\n*Voice: kin*\n\nOurs.\n")

    @pytest.mark.parametrize("layout", LAYOUTS)
    @pytest.mark.parametrize(
        ("language", "question", "remark"),
        [
            ("en", "On which day?", "*Not asked, as the other answers stand.*"),
            ("sv", "Vilken dag?", "*Frågan ställs inte, så som de andra svaren ser ut.*"),
        ],
    )
    def test_says_of_an_answer_in_its_place_that_it_is_not_asked(
        self, layout, language, question, remark
    ):
        day = Answer("first.day", "2026-11-24")
        hidden, shown = (
            rendered(
                Answer("first.seen", seen), day, Answer("first.wait", "2"),
                layout=layout, language=language,
            ) for seen in ("No", "Yes")
        )  # fmt: skip

        assert f"\n### {question}\n\n{remark}\n\n2026-11-24\n\n### " in hidden
        assert f"\n### {question}\n\n2026-11-24\n\n### " in shown
        assert remark not in shown

    def test_says_so_of_what_is_not_known_yet(self):
        text = rendered(Answer("first.seen", "No"), Answer("first.day", "", unknown=True))

        assert text.endswith("*Not asked, as the other answers stand.*\n\n*Not known yet.*\n")

    @pytest.mark.parametrize("layout", LAYOUTS)
    @given(st.data())
    def test_has_every_answer_that_stands_in_the_note(self, layout, data):
        seen = data.draw(st.sampled_from(["Yes", "No", "Perhaps", "It\u2019s so"]))
        wait = data.draw(st.sampled_from(["1", "10", "ten"]))
        addresses = [*EVERY_TYPE.questions, "gone.question", "first.gone", "odd", "first.name#1"]
        answers = [
            Answer(address, f"<{number}>", voice=data.draw(st.sampled_from([None, "kin"])))
            for number, address in enumerate(addresses)
        ]
        case = replace(
            blank(), answers=(Answer("first.seen", seen), Answer("first.wait", wait), *answers)
        )

        text = render_case(case, EVERY_TYPE, layout)
        assert [each.text for each in answers if each.text not in text] == []

    def test_puts_answers_in_the_template_s_order(self):
        answers = (Answer("second.story", "b"), Answer("first.name", "a"))
        case = replace(blank(), answers=answers)

        assert render_case(case, EVERY_TYPE).index("\na\n") < render_case(case, EVERY_TYPE).index(
            "\nb\n"
        )

    def test_keeps_answers_of_questions_that_are_no_longer_asked(self):
        text = rendered(Answer("gone.question", "Still here.", voice="kin"))

        assert text == (
            f"{NOTHING}\n## Other\n\n### gone.question\n\n*Voice: kin*\n\nStill here.\n"
        )

    def test_speaks_the_case_s_language(self):
        assert "## 1. Besöket\n\n### Vad kallar du det här besöket?" in rendered(
            Answer("first.name", "N"), language="sv"
        )

    def test_speaks_it_of_its_own_accord_too(self):
        text = rendered(
            Answer("first.name", "", unknown=True),
            Answer("second.story", "Vår.", voice="kin"),
            Answer("gone.question", "Kvar."),
            layout="full",
            language="sv",
        )

        assert text.count("*Vet inte än.*") == 1
        assert text.count("*Inte besvarad.*") == 4
        assert "*Röst: kin*\n\nVår.\n" in text
        assert text.endswith("\n## Övrigt\n\n### gone.question\n\nKvar.\n")

    @pytest.mark.parametrize(
        ("title", "heading"),
        [("", "# Untitled"), ("  Two\n lines ", "# Two lines"), ("# Hash", "# # Hash")],
    )
    def test_begins_with_the_title_on_one_line(self, title, heading):
        assert rendered(title=title) == f"{heading}\n"

    def test_says_in_the_case_s_language_that_it_has_no_title(self):
        assert rendered(title="", language="sv") == "# Utan titel\n"

    @given(st.text())
    def test_has_each_text_as_it_was_typed(self, text):
        said = canonical_text(text)
        after = rendered(Answer("second.story", said))

        assert after == (
            f"{NOTHING}\n## 2. The story\n\n### What happened?\n\n{said}\n" if said else NOTHING
        )


class TestFullLayout:
    def test_has_every_question_that_is_asked(self):
        text = rendered(Answer("first.seen", "No"), layout="full")

        assert text.count("\n### ") == 7
        assert text.count("*Not answered.*") == 6
        assert "Why was the person not seen?" in text
        assert "On which day?" not in text

    def test_of_primary_care_has_all_forty_six(self):
        text = render_case(blank(PRIMARY_CARE), PRIMARY_CARE, "full")

        assert text.count("\n## ") == 9
        assert text.count("\n### ") == text.count("*Not answered.*") == 46

    @given(st.dictionaries(st.sampled_from(list(EVERY_TYPE.questions)), st.text(max_size=20)))
    def test_has_all_of_the_answered_one(self, texts):
        answers = [Answer(address, canonical_text(text)) for address, text in texts.items()]
        full = iter(rendered(*answers, layout="full").split("\n"))

        assert all(line in full for line in rendered(*answers).split("\n"))


class TestEveryLayout:
    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_has_no_markers_of_its_own(self, layout):
        answers = [
            Answer(address, "words") for address in EVERY_TYPE.questions if address != "first.day"
        ]

        assert MARKER_HINT.search(rendered(*answers, layout=layout)) is None

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_ends_with_one_line_end(self, layout):
        for answers in ((), (Answer("second.story", "words"),)):
            text = rendered(*answers, layout=layout)
            assert text.endswith("\n")
            assert not text.endswith("\n\n")

"""A case in the coproduction model: which words stand where, and how they are drawn."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import EVERY_TYPE, PRIMARY_CARE, blank

from coprod_cli.base.text import canonical_text
from coprod_cli.base.word_wrap import cells_of
from coprod_cli.formats.case_as_read import read_as_asked
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.formats.markdown.model import render_model_as_list
from coprod_cli.formats.markdown.model_drawing import ASCII, LEAST_COLUMNS, LINES, draw_model
from coprod_cli.formats.model_picture import opening_words, read_model
from coprod_cli.formats.wrong_form import WrongForm
from coprod_cli.model.case import Answer
from coprod_cli.model.coproduction import PLACES

ASSETS, ACCESS = "patient-life.assets", "patient-life.access"
MOST = "reflections.matters-most"
TEXTS = st.text(min_size=1).map(canonical_text).filter(bool)
# As a terminal gets them: what it may not be sent is replaced before.
SHOWN = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)
    .map(canonical_text)
    .filter(bool)
)
ADDRESSES = st.sampled_from([*PRIMARY_CARE.addresses, "gone.question"])


def read(*answers, **fields):
    case = blank(PRIMARY_CARE, **fields)
    for answer in answers:
        case = case.with_answer(answer)
    return read_as_asked(case, PRIMARY_CARE)


def picture(*answers, **fields):
    return read_model(read(*answers, **fields))


def places(found):
    return {name: [each.text for each in quotes] for name, quotes in found.places.items() if quotes}


class TestThePicture:
    def test_has_the_first_sentence_of_each_answer_at_its_place(self):
        found = picture(
            Answer(ASSETS, "A garden. And a car."), Answer(ACCESS, "By bus", voice="family"),
            Answer("navigation.surprises", "- the letter\n- the bill"), Answer(MOST, "Sleep."),
            Answer("service.burdens", "", unknown=True),
        )  # fmt: skip

        assert places(found) == {
            "patient-person": ["A garden.", "By bus"],
            "as-is-system": ["the letter"],
            "matters-most": ["Sleep."],
        }
        assert found.places["patient-person"][1].voice == "family"

    def test_has_the_rest_in_the_frame(self):
        found = picture(
            Answer("situation.setting", "A ward."), Answer("reflections.so-what", "Much."),
            Answer("gone.question", "Still here."),
        )  # fmt: skip

        assert [
            (each.title, each.is_before, [quote.text for quote in each.quotes])
            for each in found.frame
        ] == [
            ("1. Situation", True, ["A ward."]),
            ("9. So, reflections, plans, other", False, ["Much."]),
            ("", False, ["Still here."]),
        ]  # fmt: skip

    @given(st.dictionaries(ADDRESSES, TEXTS))
    def test_has_every_answer_once_and_nobody_else_s_words(self, texts):
        found = picture(*(Answer(*each) for each in texts.items()))

        quotes = [each for place in PLACES for each in found.places[place]]
        quotes += [each for section in found.frame for each in section.quotes]
        assert sorted(each.address for each in quotes) == sorted(
            address for address, text in texts.items() if opening_words(text)
        )
        for quote in quotes:
            assert quote.text in " ".join(texts[quote.address].split())

    def test_is_not_to_be_had_of_another_form(self):
        with pytest.raises(WrongForm, match='the form "every-type" has no picture'):
            read_model(read_as_asked(blank(), EVERY_TYPE))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One here.\nTwo there.", "One here."),
        ("One that goes\non here. Two.", "One that goes on here."),
        ("One\n\nTwo", "One"),
        ("- [ ] call (owner: nurse)\n- [x] write", "call (owner: nurse)"),
        ("1. first\n2. second", "first"),
        ("Said:\n- this", "Said:"),
        ("# Heading\ntext", "Heading text"),
        ("> Quoted. More.", "Quoted."),
    ],
)
def test_the_opening_words_are_the_first_sentence_without_marks(text, words):
    assert opening_words(text) == words


class TestTheDrawing:
    @given(
        st.dictionaries(st.tuples(ADDRESSES, st.sampled_from([None, "family", "porter"])), SHOWN),
        st.integers(LEAST_COLUMNS, 130),
        st.none() | st.integers(1, 60),
        st.sampled_from([LINES, ASCII]),
        st.sampled_from(["en", "sv"]),
    )
    def test_is_as_wide_as_the_terminal_in_each_line(self, texts, columns, rows, strokes, language):
        answers = (Answer(at, text, voice=voice) for (at, voice), text in texts.items())
        found = picture(*answers, language=language)

        drawing = draw_model(found, columns, rows=rows, strokes=strokes)

        assert {cells_of(line) for line in drawing.lines} == {columns}
        assert rows or not drawing.is_cut
        if rows and rows >= 15:  # what a terminal of 20 lines has room for
            assert len(drawing.lines) <= rows

    def test_says_so_where_a_place_has_no_words(self):
        text = "\n".join(draw_model(picture(), 78).lines)

        assert text.count("No words here yet.") == len(PLACES)

    def test_that_is_cut_says_how_many_more_there_are_and_keeps_whole_words(self):
        long = "All of us were there and none of us could say what he had weighed the week before."
        found = picture(
            Answer(ASSETS, long, voice="family"), Answer(ACCESS, "By bus"), Answer(MOST, "Sleep.")
        )

        drawing = draw_model(found, 60, rows=12)

        assert drawing.is_cut
        assert "+1 more" in drawing.lines[1]
        shown = [line[2:28].rstrip() for line in drawing.lines[2:4]]
        assert shown[0] == "\u201cAll of us were there ..."
        assert shown[1] == "  family"
        assert any(ASSETS in line for line in drawing.lines)
        assert not draw_model(found, 60).is_cut

    def test_keeps_the_middle_between_both_rows_of_boxes(self):
        lines = draw_model(picture(Answer(MOST, "Sleep.")), 60).lines

        titles = ['"Patient-person"', "What matters most", "Science-informed practices"]
        at = [next(n for n, line in enumerate(lines) if title in line) for title in titles]
        assert all(one < other for one, other in pairwise(at))


class TestThePages:
    @pytest.mark.parametrize("language", ["en", "sv"])
    @pytest.mark.parametrize("layout", ["picture", "list"])
    @given(text=TEXTS)
    @settings(max_examples=20)
    def test_have_the_words_with_their_voice_and_address(self, language, layout, text):
        answers = Answer(MOST, text, voice="family"), Answer("situation.setting", text)
        page = (
            lay_out(case_of(*answers, language=language), PRIMARY_CARE, "model")
            if layout == "picture"
            else render_model_as_list(picture(*answers, language=language))
        )

        if opening_words(text):
            assert {"en": "family", "sv": "närstående"}[language] in page
            assert MOST in page
            assert "situation.setting" in page

    def test_say_what_of_it_is_ours(self):
        page = lay_out(case_of(), PRIMARY_CARE, "model")

        assert "IntJQHC, 2021, 33(S2), 6-7" in page
        assert page.rstrip().endswith("Each quotation is the first sentence of an answer.")


def case_of(*answers, **fields):
    case = blank(PRIMARY_CARE, **fields)
    for answer in answers:
        case = case.with_answer(answer)
    return case

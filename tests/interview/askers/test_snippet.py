"""A snippet is one line of an answer around what was found, and nothing that the answer lacks."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coprod_cli.base.word_wrap import cells_of
from coprod_cli.base.words import words_of
from coprod_cli.interview.askers.snippet import cut_snippet
from coprod_cli.knowledge.search import merged_spans
from coprod_cli.knowledge.word_query import read_query

STORY = (
    "Doktorn ringde tillbaka först efter tre veckor.\n\nSköterskan väntade länge hemma den dagen "
    "och sedan hela kvällen utan att någon hörde av sig."
)


def line(text, word, columns=60):
    (wording,) = read_query([word]).terms[0].wordings
    spans = merged_spans(wording.occurrences(list(words_of(text))))
    return cut_snippet(text, spans, columns).marked


def test_a_short_answer_is_shown_whole():
    assert line("Läkaren väntade\nlänge hemma.", "vänt") == "Läkaren [väntade] länge hemma."


def test_about_a_third_of_the_line_stands_before_what_was_found():
    assert line(STORY, "vänt") == "... Sköterskan [väntade] länge hemma den dagen och sedan ..."


def test_a_line_near_an_end_of_the_answer_is_used_up():
    assert line(STORY, "tillbaka") == "Doktorn ringde [tillbaka] först efter tre veckor. ..."
    assert line(STORY, "hörde") == "... och sedan hela kvällen utan att någon [hörde] av sig."


def test_all_places_on_the_line_are_marked():
    assert line("Vänta, vänta. Jag väntar.", "vänta") == "[Vänta], [vänta]. Jag [väntar]."


def test_a_place_longer_than_the_line_is_cut():
    shown = line("Se " + "o" * 200 + " nu", "oooo")

    assert shown.startswith("... [ooo")
    assert shown.endswith("o] ...")
    assert len(shown) <= 60


@pytest.mark.parametrize("sign", ["病院", "🙂 ", "å"])
def test_wide_signs_keep_the_width(sign):
    text = sign * 100 + " tillbaka " + sign * 100

    assert 40 <= cells_of(line(text, "tillbaka")) <= 60


@given(st.text(), st.integers(20, 90), st.data())
def test_a_snippet_fits_the_line_and_shows_only_what_the_answer_has(text, columns, data):
    words = list(words_of(text))
    assume(words)
    chosen = data.draw(st.sets(st.sampled_from(words), min_size=1, max_size=3))
    spans = sorted((word.start, word.end) for word in chosen)

    snippet = cut_snippet(text, spans, columns)

    shown = "".join(part.text for part in snippet.parts)
    assert shown.strip(" ") in " ".join(text.split())
    assert any(part.is_match for part in snippet.parts)
    assert "\n" not in shown
    if not any(cells_of(text[start:end]) > columns - 10 for start, end in spans):
        assert cells_of(snippet.marked) <= columns

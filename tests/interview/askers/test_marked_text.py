"""An answer with what is marked in it, in brackets that need no colour."""

from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.span import Span
from coprod_cli.interview.askers.marked_text import MarkedText
from coprod_cli.interview.askers.passage_pointer import shown_sentences
from coprod_cli.knowledge.marking import Marking
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import Coding

WHEN = "2026-11-25T10:00:00+01:00"
TEXT = "Maken väntade vid disken. Dottern ville vara med."


def marked(*passages, text=TEXT, memo=""):
    """Return a marking of one answer: each passage is its words, or its start and end; a code."""
    answer = Answer("second.story", text)
    case = Case(id="20261124-a397kr", title="T", template="t", answers=(answer,))
    marking = Marking(case, Coding(case.id, "anna"), {}, {})
    for number, (words, code) in enumerate(passages):
        place = words
        if isinstance(words, str):
            place = Span(text.index(words), text.index(words) + len(words))
        codes = (CodeName(f"ours/{code}"),)
        marking = marking.mark(answer, place, codes, memo, passage_id=f"id{number}", when=WHEN)
    return answer, marking


def shown(*passages, text=TEXT, others=None, memo=""):
    answer, marking = marked(*passages, text=text, memo=memo)
    sentences = tuple(shown_sentences(text))
    return MarkedText.of(marking, answer, others or {}, sentences)


def lines(of):
    return ["".join(piece.text for piece in of.pieces(at)) for at in range(len(of.sentences))]


def test_words_stand_in_brackets_with_their_codes():
    assert lines(shown(("vid disken", "a"))) == [
        "Maken väntade [vid disken](ours/a).", "Dottern ville vara med.",
    ]  # fmt: skip


def test_codes_of_the_same_words_stand_together():
    assert lines(shown(("Maken", "b"), ("Maken", "a")))[0].startswith("[Maken](ours/a, ours/b) ")


def test_a_passage_may_go_over_sentences():
    assert lines(shown(("disken. Dottern", "a"))) == [
        "Maken väntade vid [disken.", "Dottern](ours/a) ville vara med.",
    ]  # fmt: skip


def test_one_within_another_needs_no_number():
    line = lines(shown(("väntade vid disken", "a"), ("väntade", "b")))[0]
    assert line == "Maken [[väntade](ours/b) vid disken](ours/a)."


def test_two_that_overlap_in_part_are_numbered():
    line = lines(shown(("Maken väntade", "a"), ("väntade vid", "b")))[0]
    assert line == "[1 Maken [2 väntade 1](ours/a) vid 2](ours/b) disken."


def test_a_memo_stands_below_the_sentence_in_which_the_passage_ends():
    of = shown(("disken. Dottern", "a"), memo="In vivo.")
    assert of.notes(0) == []
    assert of.notes(1) == ["Memo: In vivo."]


def test_the_whole_answer_is_told_above_it():
    of = shown((None, "a"))
    assert of.above == ("[the whole answer](ours/a)",)
    assert lines(of)[0] == "Maken väntade vid disken."


def test_what_others_marked_is_shown_with_their_names_only_if_it_is_given():
    _answer, others = marked(("disken", "a"), memo="In vivo.")
    of = shown(others={"bo": others})
    assert lines(of)[0].endswith("[disken](bo: ours/a).")
    assert of.notes(0) == ["bo: Memo: In vivo."]


def test_what_is_unsafe_to_show_becomes_a_sign():
    assert lines(shown(text="Maken \x1b[2J kom.")) == ["Maken \u241b[2J kom."]


@given(
    places=st.lists(
        st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)), max_size=6, unique=True
    )
)
def test_taking_the_brackets_out_gives_the_sentences_back(places):
    spans = [Span(start, min(start + length, len(TEXT))) for start, length in places]
    of = shown(*((span, f"c{number}") for number, span in enumerate(spans)))
    for index, (start, end) in enumerate(of.sentences):
        pieces = list(of.pieces(index))
        assert "".join(piece.text for piece in pieces if piece.start >= 0) == TEXT[start:end]
    brackets = "".join(lines(of))
    assert brackets.count("[") == len(of.marks) == brackets.count("](")

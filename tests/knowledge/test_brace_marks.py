import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.span import Span
from coprod_cli.base.text import canonical_text
from coprod_cli.knowledge.brace_marks import (
    SIGNS,
    CodedSpan,
    MarkedAnswer,
    Notation,
    notation_for,
    read_marks,
    written_marks,
)
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName

WAITING, TOLD = CodeName("ours/waiting"), CodeName("levels/micro")
ANSWER = Answer("emotions.joy", "en lång väntan i korridoren", voice="family")


def marked(*places, whole=None, answer=ANSWER):
    spans = tuple(CodedSpan(Span(start, end), codes) for start, end, *codes in places)
    spans = tuple(CodedSpan(each.span, tuple(each.codes)) for each in spans)
    return MarkedAnswer(answer, spans, whole)


def notation_of(answers):
    memos = [memo for each in answers for memo in each.memos]
    return notation_for([each.answer for each in answers], memos)


def written(*answers):
    return written_marks(answers, notation_of(answers))


def test_a_passage_stands_in_braces_before_its_codes():
    assert written(marked((0, 14, WAITING, TOLD), whole=(TOLD,))) == (
        "=== emotions.joy@family === [levels/micro]\n"
        "{{en lång väntan}}[ours/waiting levels/micro] i korridoren\n\n"
    )


def test_memos_stand_below_all_answers_by_their_numbers():
    spans = (
        CodedSpan(Span(0, 14), (WAITING,), "Two\n\nlines."),
        CodedSpan(Span(3, 7), (), "A thought."),
    )

    assert written(MarkedAnswer(ANSWER, spans, (TOLD,), "In vivo.")) == (
        "=== emotions.joy@family === [levels/micro ^1]\n"
        "{{en {{lång}}[^3] väntan}}[ours/waiting ^2] i korridoren\n\n"
        "=== ^1 ===\nIn vivo.\n\n=== ^2 ===\nTwo\n\nlines.\n\n=== ^3 ===\nA thought.\n\n"
    )


def test_passages_that_overlap_in_part_are_numbered():
    assert "{1{en lång {2{väntan}1}[ours/waiting] i korridoren}2}[levels/micro]" in written(
        marked((0, 14, WAITING), (8, 27, TOLD))
    )


def test_one_passage_may_be_within_another():
    text = written(marked((0, 14, WAITING), (3, 7, TOLD)))
    assert "{{en {{lång}}[levels/micro] väntan}}[ours/waiting]" in text


texts = st.text(
    st.sampled_from("ab {}<>¤§~|[]=1\n\\å\u0301🙂"), min_size=1, max_size=40
).map(canonical_text).filter(bool)  # fmt: skip
memos = st.text(st.sampled_from("ab =^12[]{}\n"), max_size=12).map(str.strip)
codes = st.lists(st.sampled_from([WAITING, TOLD]), unique=True, max_size=2).map(tuple)


@st.composite
def marked_answers(draw, number):
    text = draw(texts)
    answer = Answer(f"emotions.q{number}", text, voice=draw(st.sampled_from([None, "family"])))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = draw(st.lists(places.map(sorted), max_size=4, unique_by=tuple))
    coded = (
        CodedSpan(Span(*each), draw(codes), draw(memos)) for each in spans if each[0] < each[1]
    )
    whole = draw(st.none() | codes)
    return MarkedAnswer(answer, tuple(coded), whole, "" if whole is None else draw(memos))


def in_order(each):
    return (each.answer, sorted(each.spans), each.whole, each.memo)


@settings(max_examples=600)
@given(st.tuples(marked_answers(1), marked_answers(2)))
def test_what_is_written_is_read_again_whatever_the_answers_say(both):
    answers = [each.answer for each in both]
    try:
        notation = notation_of(both)
    except InvalidAnswer:
        assert all(any(sign in each.text for sign in pair for each in answers) for pair in SIGNS)
        return
    read, problems = read_marks(written_marks(both, notation), answers, notation)
    assert problems == []
    assert list(map(in_order, read)) == list(map(in_order, both))


def read(text):
    return read_marks(text, [ANSWER], Notation("{", "}", "==="))


HEAD = "=== emotions.joy@family ===\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("{{en kort}}[a/b] väntan i korridoren", 1, "the words of this answer were changed"),
        ("{{en lång väntan i korridoren", 2, "a mark begins here that does not end"),
        ("en lång}}[a/b] väntan i korridoren", 2, "a mark ends here that does not begin"),
        ("{{en}} lång väntan i korridoren", 2, "in brackets"),
        ("{{en}}[told] lång väntan i korridoren", 2, "a code is written as set/code"),
        ("{{}}[a/b]en lång väntan i korridoren", 2, "nothing is marked here"),
        ("{en lång väntan i korridoren", 2, "a sign of a mark stands here alone"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, line, message):
    _answers, (problem, *_) = read(HEAD + text)
    assert problem.line == line
    assert message in problem.message


MARKED = "{{en}}[a/b ^1] lång väntan i korridoren\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (MARKED, 2, "there is no memo ^1 below"),
        (f"{MARKED}=== ^2 ===\nx", 2, "there is no memo ^1 below"),
        (f"{MARKED}=== ^1 ===\nx\n=== ^2 ===\ny", 5, "no mark has the memo ^2"),
        (f"{MARKED}=== ^1 ===\nx\n=== ^1 ===\ny", 5, "the memo ^1 stands twice"),
        (f"{MARKED}=== ^1 ===\n \n", 3, "the memo ^1 is empty"),
        (f"{MARKED}=== ^1 === [a/b]\nx", 3, "a memo has no codes"),
        (f"{MARKED}== ^1 ===\nx", 1, "the words of this answer were changed"),
        (f"{MARKED}=== ^1 ===\nx\n=== ^2 ==\ny", 5, "like the line above an answer or a memo"),
        (f"=== ^1 ===\nx\n==emotions.joy@family ===\n{MARKED}", 4, "like the line above an answer"),
        (
            "{{en}}[^1] {{lång}}[^1] väntan i korridoren\n=== ^1 ===\nx",
            2,
            "is that of another mark",
        ),
        ("{{en}}[^1 ^2] lång väntan i korridoren\n=== ^1 ===\nx\n=== ^2 ===\ny", 2, "one memo"),
    ],
)
def test_what_is_wrong_with_a_memo_is_told_with_its_line(text, line, message):
    _answers, problems = read(HEAD + text)
    assert [each.line for each in problems if message in each.message] == [line]


def test_a_memo_may_stand_anywhere_and_have_any_name():
    (answer,), problems = read(f"=== ^a ===\n\n  x\n y\n\n{HEAD}{MARKED.replace('^1', '^a')}")
    assert problems == []
    assert answer.spans[0].memo == "x\n y"


def test_an_answer_that_is_not_there_is_told():
    _answers, (problem,) = read("=== emotions.nope ===\nx\n")
    assert problem.line == 1


def test_blank_lines_and_a_missing_line_end_do_no_harm():
    (answer,), problems = read(f"# remarks\n\n{HEAD}\n\n{{{{en}}}}[a/b] lång väntan i korridoren")
    assert problems == []
    assert answer.spans == (CodedSpan(Span(0, 2), (CodeName("a/b"),)),)

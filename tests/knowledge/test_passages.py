"""Passages over many cases: filters by code, sums, and what stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.span import Span
from coprod_cli.knowledge.anchors import Place, State
from coprod_cli.knowledge.passages import (
    MarkedCase,
    MarkedPassage,
    PassageFilter,
    around,
    code_table,
    in_order,
)
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import WHOLE, Passage

A, B, C = map(CodeName, ("ours/a", "ours/b", "ours/c"))
OLD, NEW = (MarkedCase(f"2026110{day}-aaaaaa", "", f"2026-11-0{day}", "") for day in (1, 2))
TEXT = "One came. Two waited long. Three left. Four."


def marked(words, *codes, case=OLD, coder="anna", text=TEXT, start=None):
    answer = Answer(Address("first.name"), text)
    span = Span(0, len(text))
    if words != WHOLE:
        begin = text.index(words) if start is None else start
        span = Span(begin, begin + len(words))
    passage = Passage("p", answer.address, None, words, codes)
    return MarkedPassage(case, coder, passage, Place(State.EXACT, answer, span), "?")


class TestTheFilter:
    @pytest.mark.parametrize(
        ("codes", "fits"), [([A], True), ([B], False), ([A, B], True), ([A, C], False), ([], False)]
    )
    def test_wants_one_of_some_codes_and_none_of_others(self, codes, fits):
        chosen = PassageFilter(any_of=(frozenset({A}),), none_of=(frozenset({C}),))

        assert chosen.fits(codes) is fits

    def test_wants_one_of_each_of_several(self):
        chosen = PassageFilter(all_of=(frozenset({A}), frozenset({B, C})))

        assert [chosen.fits(each) for each in ([A], [A, C], [B, C])] == [False, True, False]

    def test_takes_all_where_nothing_is_asked_for(self):
        assert PassageFilter().fits([])


class TestTheTable:
    def test_counts_passages_by_case_from_the_oldest_on(self):
        passages = [marked("One", A), marked("Two", A, B), marked("Three", A, case=NEW)]
        table = code_table([NEW, OLD], passages)

        assert table.cases == (OLD, NEW)
        assert [(row.code, row.passages, row.cases, row.total) for row in table.rows] == [
            (A, (2, 1), 2, 3), (B, (1, 0), 1, 1),
        ]  # fmt: skip

    def test_counts_what_one_coder_marked_twice_with_a_code_once(self):
        twice = [marked("Two waited", A), marked("waited long", A)]
        others = [marked("Two waited", B), marked("waited", A, coder="bo"), marked("Three", A)]
        (first, second) = code_table([OLD], [*twice, *others]).rows

        assert (first.total, second.total) == (3, 1)

    @given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from([A, B]))))
    def test_counts_at_least_one_and_at_most_each_passage(self, marks):
        passages = [marked("x" * size, code, text="x" * 40, start=at) for at, size, code in marks]
        rows = {row.code: row.total for row in code_table([OLD], passages).rows}

        for code in (A, B):
            count = sum(each == code for _at, _size, each in marks)
            assert bool(count) <= rows.get(code, 0) <= count


def test_the_newest_case_comes_first_and_each_stays_in_the_order_of_its_note():
    first, second, newer = marked("One", A), marked("Two", A), marked("Four", A, case=NEW)

    assert in_order([first, second, newer]) == (newer, first, second)


class TestWhatStandsAround:
    @pytest.mark.parametrize(
        ("words", "sentences", "expected"),
        [
            ("waited", 0, ("Two ", "waited", " long.")),
            ("waited", 1, ("One came. Two ", "waited", " long. Three left.")),
            ("waited", 9, ("One came. Two ", "waited", " long. Three left. Four.")),
            ("Four.", 1, ("Three left. ", "Four.", "")),
            ("long. Three", 0, ("Two waited ", "long. Three", " left.")),
            (WHOLE, 1, ("", TEXT, "")),
        ],
    )
    def test_is_its_own_sentence_and_some_beside_it(self, words, sentences, expected):
        assert around(marked(words, A), sentences) == expected

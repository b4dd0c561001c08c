"""A search of the words that are remembered finds what a search of the answers themselves does."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st
from made_up_words import TERMS, TEXTS

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.words import words_of
from coprod_cli.knowledge.answer_words import words_in
from coprod_cli.knowledge.search import AnswerSearch
from coprod_cli.knowledge.word_query import read_query
from coprod_cli.knowledge.words_search import WordsSearch
from coprod_cli.model.case import Answer


@given(text=st.one_of(TEXTS, st.text()))
def test_no_blank_stands_in_a_word(text):
    assert words_in(text).split() == [each.word for each in words_of(text)]


@given(
    arguments=st.lists(TERMS, min_size=1, max_size=3),
    notes=st.lists(st.lists(st.tuples(TEXTS, st.booleans()), max_size=4), max_size=4),
)
@example(arguments=["tid", "tid*"], notes=[[("tidtid tid", True), ("tid", False)]])
@example(arguments=["vantan", "ィ\u0345*"], notes=[[("väntan ィ\u0345", True)]])  # folded: ィι
@example(arguments=["vantan"], notes=[[("väntan", False)], [("vantan", False), ("väntan", True)]])
def test_a_search_of_words_finds_what_a_search_of_answers_does(arguments, notes):
    try:
        query = read_query(arguments)
    except WrongUsage:
        return
    for _time in range(2):
        answers, words = AnswerSearch(query), WordsSearch(query)
        for note in notes:
            searched = [Answer("a.b", text) for text, is_searched in note if is_searched]
            right = answers.find(searched)
            lines = "\n".join(words_in(text) for text, _is_searched in note)
            found = words.find(lines.encode(), lambda line, note=note: note[line][1])

            assert found.answers == len(right)
            assert Counter(found.words) == Counter(
                place.words for each in right for place in each.occurrences
            )
        assert words.missing == answers.missing
        if not words.missing:
            return
        query = query.with_bare(words.missing)

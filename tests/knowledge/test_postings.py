"""A search of postings finds what a search of the answers themselves does."""

from collections import Counter
from contextlib import contextmanager
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st
from made_up_words import PIECES, TERMS, TEXTS

from coprod_cli.base.errors import WrongUsage
from coprod_cli.knowledge import postings_format
from coprod_cli.knowledge.answer_words import words_in
from coprod_cli.knowledge.postings import Postings
from coprod_cli.knowledge.postings_format import NoteWords, pack_postings
from coprod_cli.knowledge.postings_search import PostingsSearch
from coprod_cli.knowledge.search import AnswerSearch
from coprod_cli.knowledge.word_query import read_query
from coprod_cli.model.case import Answer

LONG = st.lists(PIECES, min_size=1, max_size=3).flatmap(
    lambda pieces: st.sampled_from([253, 254, 255, 256, 257, 511, 512, 600]).map(
        lambda size: " ".join((pieces * size)[:size])
    )
)
ANSWERS = st.tuples(st.one_of(TEXTS, TEXTS, TEXTS, LONG), st.booleans())
NOTES = st.lists(st.lists(ANSWERS, max_size=4), max_size=5)


def postings_of(notes):
    words = [
        NoteWords(
            ["searched" if is_searched else "not" for _text, is_searched in note],
            "\n".join(words_in(text) for text, _is_searched in note).encode(),
        )
        for note in notes
    ]
    parts = pack_postings(words)
    return Postings(parts.__getitem__)


def searched_slots(postings):
    table = postings.table
    return bytes(table.keys[number] == "searched" for number in table.key_of_slot)


def found_in_postings(notes, query, wordings):
    """The notes with a found answer, how many these are, the words, and what stands nowhere."""
    postings = postings_of(notes)
    search = PostingsSearch(postings, searched_slots(postings))
    missing = search.missing(wordings)
    found = search.find(query)
    if found is None:
        return [], 0, Counter(), missing
    starts = postings.table.starts
    cases = [at for at in range(len(notes)) if 1 in found.slots[starts[at] : starts[at + 1]]]
    return cases, found.answers, {word.decode(): n for word, n in found.words.items()}, missing


@contextmanager
def small_limits():
    """Pieces of a few places, and numbers as wide as for very many answers."""
    with (
        patch.object(postings_format, "_PIECE", 4),
        patch.object(postings_format, "_MOST_SLOTS", 2),
        patch.object(postings_format, "_MOST_KEYS", 1),
    ):
        yield


def found_in_answers(notes, query):
    search = AnswerSearch(query)
    found = [
        search.find(Answer("a.b", text) for text, is_searched in note if is_searched)
        for note in notes
    ]
    cases = [at for at, answers in enumerate(found) if answers]
    answers = [each for case in found for each in case]
    words = Counter(place.words for each in answers for place in each.occurrences)
    return cases, len(answers), words, frozenset(search.missing)


@given(arguments=st.lists(TERMS, min_size=1, max_size=3), notes=NOTES)
@example(["tid", "tid*"], [[("tidtid tid", True), ("tid", False)]])
@example(["vantan"], [[("väntan", False)], [("vantan", False), ("väntan", True)]])
@example(["en lång", "en"], [[("en " * 255 + "lång en lång", True), ("lång", True)]])
@example(["ab"], [[("ab cd " * 20_000, True), ("ab", True)]])
def test_a_search_of_postings_finds_what_a_search_of_answers_does(arguments, notes):
    try:
        query = read_query(arguments)
    except WrongUsage:
        return
    right = found_in_answers(notes, query)
    assert found_in_postings(notes, query, query.ascii_wordings) == right
    with small_limits():
        assert found_in_postings(notes, query, query.ascii_wordings) == right
    if missing := right[-1]:
        query = query.with_bare(missing)
        assert found_in_postings(notes, query, query.ascii_wordings) == found_in_answers(
            notes, query
        )


@given(notes=NOTES)
def test_all_are_searched_where_nothing_is_said(notes):
    query = read_query(["tid|väntan|post"])
    of_all = PostingsSearch(postings_of(notes)).find(query)
    everywhere = [[(text, True) for text, _is_searched in note] for note in notes]

    assert (of_all.answers if of_all else 0) == found_in_answers(everywhere, query)[1]


def test_a_rare_word_needs_few_parts():
    loaded = []
    common = " ".join(f"word{number}" for number in range(200))
    notes = [NoteWords([""] * 10, "\n".join([common] * 10).encode()) for _note in range(64)]
    parts = pack_postings([*notes, NoteWords(["", ""], b"once\nand once")])

    def load(number):
        loaded.append(number)
        return parts[number]

    assert PostingsSearch(Postings(load)).find(read_query(["once"])).answers == 2
    assert len(parts) > 8
    assert len(loaded) == 4

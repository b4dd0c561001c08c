"""A word query finds words inside words, phrases and beginnings, and Swedish letters as such."""

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.words import words_of
from coprod_cli.knowledge.search import AnswerSearch
from coprod_cli.knowledge.word_query import read_query
from coprod_cli.model.case import Answer

TEXT = (
    "Läkaren väntade länge.\n\n- [ ] Ring e-posten i tid\n- Väntrummet var kallt: en lång väntan, "
    "don't go 🙂 3,5"
)


def found(text, *arguments):
    """The words that a query finds in a text; None if the text does not fit it."""
    answers = AnswerSearch(read_query(arguments)).find([Answer("second.story", text)])
    return [place.words for each in answers for place in each.occurrences] or None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["vänt"], ["väntade", "väntrummet", "väntan"]),
        (["VÄNT"], ["väntade", "väntrummet", "väntan"]),
        (["rumm"], ["väntrummet"]),
        (["rum"], None),
        (["*rum*"], ["väntrummet"]),
        (["*tan"], ["väntan"]),
        (["vänta*"], ["väntade", "väntan"]),
        (["rumm*"], None),
        (["tid"], ["tid"]),
        (["=vänta"], None),
        (["=väntan"], ["väntan"]),
        (["lån"], ["lång"]),
        (["en lång väntan"], ["en lång väntan"]),
        (["en lång vänt"], ["en lång väntan"]),
        (["lång en"], None),
        (["=en lång vänt"], None),
        (["en lån* väntan"], ["en lång väntan"]),
        (["e-post"], ["e posten"]),
        (["don't"], ["don t"]),
        (["🙂"], ["🙂"]),
        (["3,5"], ["3 5"]),
        (["väntan", "kallt"], ["kallt", "väntan"]),
        (["väntan", "varmt"], None),
        (["varmt|kallt"], ["kallt"]),
        (["väntan|en lång"], ["en lång", "väntan"]),
        (["väntan", "-varmt"], ["väntan"]),
        (["väntan", "-kallt"], None),
        (["väntan", "-varmt|kall"], None),
        (["länge väntrummet"], None),
    ],
)
def test_a_query_finds_these_words(arguments, words):
    assert found(TEXT, *arguments) == words


@pytest.mark.parametrize(
    ("query", "words", "not_found"),
    [
        ("vänta", "vänta väntar väntade väntat väntan inväntat väntande", "vana vända"),
        ("vänt", "väntrum väntetid väntelista sjukväntan oväntat", "vant vante"),
        ("hjälp", "hjälpa hjälpte hjälpmedel sjukhjälp hemhjälpen ohjälplig", "help hjalp"),
        ("trygg", "trygga tryggt trygghet otrygg otryggheten", "tryck"),
        ("läkar", "läkare läkaren läkarna distriktsläkare läkarens", "läkning lekar"),
        ("läkare", "läkare läkaren läkares", "läkarna"),
        ("kö", "kö kön köer köade", "ko kok försök"),
        ("tid", "tid tiden tidbok tidigt", "väntetid alltid"),
        ("får", "får fåren", "far fara för"),
        ("oro", "oro orolig orons", "öron storot"),
        ("samtal", "samtal samtalet samtalsrum telefonsamtal", "tal samla"),
    ],
)
def test_swedish_inflections_and_compounds_are_found(query, words, not_found):
    assert [word for word in words.split() if not found(word, query)] == []
    assert [word for word in not_found.split() if found(word, query)] == []


def test_letters_with_rings_and_dots_are_letters_of_their_own():
    assert found("Det här är hår som hon har", "har") == ["har"]
    assert found("Det här är hår som hon har", "här") == ["här"]


def test_what_two_terms_find_is_told_once():
    assert found("väntrummet", "vänt", "rumm") == ["väntrummet"]


@pytest.mark.parametrize("arguments", [["..."], ["väntan", "-"], ["|"], ["="], ["*"], ["v*t"]])
def test_an_argument_that_says_nothing_is_refused(arguments):
    with pytest.raises(WrongUsage):
        read_query(arguments)


def test_a_query_says_what_is_to_be_found_and_not_only_what_is_not():
    with pytest.raises(WrongUsage, match="to be found"):
        read_query(["-kö", "-väntan"])


def test_a_word_without_rings_and_dots_that_stands_nowhere_is_known():
    search = AnswerSearch(read_query(["vardcentral", "väntan|=vantan", "-ko"]))
    search.find([Answer("second.story", "En vårdcentral."), Answer("second.other", "Väntan")])

    assert {each.typed for each in search.missing} == {"vardcentral", "vantan"}
    query = read_query(["vardcentral", "-ko"]).with_bare(search.missing)
    assert AnswerSearch(query).find([Answer("second.story", "En vårdcentral med kö.")])


def test_a_word_counts_as_met_in_an_answer_that_the_query_does_not_find():
    search = AnswerSearch(read_query(["chair", "queue"]))
    search.find([Answer("second.story", "A chair."), Answer("second.other", "A queue.")])

    assert not search.missing


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3), st.text())
def test_a_query_of_any_signs_is_searched_for_or_refused(arguments, text):
    try:
        query = read_query(arguments)
    except WrongUsage:
        return
    for answer in AnswerSearch(query).find([Answer("second.story", text)]):
        starts = [place.start for place in answer.occurrences]
        assert starts == sorted(starts)
        assert all(0 <= place.start < place.end <= len(text) for place in answer.occurrences)


@given(st.text(), st.data())
def test_a_word_of_an_answer_is_found_by_itself_in_every_composition_and_case(text, data):
    words = list(words_of(text))
    assume(words)
    word = data.draw(st.sampled_from(words))
    typed = text[word.start : word.end]
    for form in (typed, normalize("NFC", typed), normalize("NFD", typed), word.word):
        assert (word.start, word.end) in {
            (place.start, place.end)
            for each in AnswerSearch(read_query([f"={form}"])).find([Answer("a.b", text)])
            for place in each.occurrences
        }


@given(st.text(st.sampled_from("abcåäö 🙂-'\u0308."), max_size=30), st.data())
def test_a_word_in_capitals_finds_what_the_word_finds(text, data):
    words = list(words_of(text))
    assume(words)
    word = data.draw(st.sampled_from(words)).word
    assert found(text, word) == found(text, word.upper())
    assert found(text, word)

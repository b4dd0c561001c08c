"""The watch list of a notebook; everybody in here is made up."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.privacy.identifiers import NO_WATCH_LIST, Kind, WatchList, find_identifiers


def watched(words, text):
    """Return the watched words that are found in a text, unchanged."""
    spans = find_identifiers(text, WatchList.read(words))
    return [text[each.start : each.end] for each in spans if each.kind is Kind.WATCHED]


class TestReading:
    def test_takes_a_word_or_a_phrase_a_line(self):
        assert WatchList.read("Anna\nKarin Holm\n").phrases == {("anna",), ("karin", "holm")}

    def test_passes_over_comments_and_blank_lines(self):
        read = WatchList.read("# who we met\n\n  Anna  # the nurse\r\n \n---\n")

        assert read == WatchList.read("Anna")
        assert WatchList.read("# nobody\n") == NO_WATCH_LIST

    def test_gives_a_value_that_stays(self):
        with pytest.raises(AttributeError):
            WatchList.read("Anna").phrases = frozenset()


class TestFinding:
    @pytest.mark.parametrize(
        ("words", "text", "found"),
        [
            ("Anna", "anna kom, ANNA gick", ["anna", "ANNA"]),
            ("Anna", "Annas syn, Anna's view, Anna\u2019s too", ["Annas", "Anna's", "Anna\u2019s"]),
            ("Anna", "Annabel och Joanna och Anna2", []),
            ("Anna", "_Anna_ och **Anna**, (Anna)", ["Anna", "Anna", "Anna"]),
            ("Karin Holm", "karin\nholms väg", ["karin\nholms"]),
            ("Karin Holm", "Karin. Efter Holm", []),
            ("Karin Holm", "Karin\n\nHolm", []),
            ("Anna-Karin", "Anna-Karin, anna karin", ["Anna-Karin", "anna karin"]),
            ("Solrosen 4B", "på solrosen 4b igen", ["solrosen 4b"]),
            ("Ek\nEk Gård", "vid Ek gård", ["Ek gård"]),
            ("Strauß", "STRAUSS", ["STRAUSS"]),
        ],
    )
    def test_sees_whole_words_in_any_case_and_genitive(self, words, text, found):
        assert watched(words, text) == found

    @pytest.mark.parametrize("in_list", ["NFC", "NFD"])
    @pytest.mark.parametrize("in_text", ["NFC", "NFD"])
    def test_does_not_mind_how_accents_are_written(self, in_list, in_text):
        name = unicodedata.normalize(in_text, "Åsas")

        text = f"det var {name} idé"
        assert watched(unicodedata.normalize(in_list, "åsa"), text) == [name]

    def test_does_not_take_one_letter_for_another(self):
        assert watched("Åsa", "Asa och Äsa") == []

    def test_says_more_than_a_title_does(self):
        text = "Dr Berg och Dr Holm"
        kinds = [each.kind for each in find_identifiers(text, WatchList.read("Berg"))]

        assert kinds == [Kind.WATCHED, Kind.NAME]

    @given(
        st.text("abåÅ\u030a #-'s\n\ud83d", max_size=30),
        st.text("abåÅ\u030a -'s\n", max_size=60),
    )
    def test_takes_any_list_and_any_text(self, words, text):
        for word in watched(words, text):
            assert word
            assert not word[0].isspace()

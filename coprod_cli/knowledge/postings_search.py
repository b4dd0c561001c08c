"""Search of postings: finds for a word query what `search` finds in the answers themselves.

What stands in an answer is a bit of a large number: the lowest of the eight that are its slot's.
So what stands in two terms, or not in another, is one operation for some thousand answers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple

from coprod_cli.knowledge.postings import PostedWords, Postings
from coprod_cli.knowledge.postings_format import SLOT_BITS
from coprod_cli.knowledge.word_query import Term, Wording, WordPattern, WordQuery


class FoundAnswers(NamedTuple):
    """The answers that a query finds.

    Attributes:
        slots: a byte for each slot, which is 1 if its answer is found.
        answers: how many answers these are.
        words: how often each word, or phrase, was found in them, in UTF-8.
    """

    slots: bytes
    answers: int
    words: dict[bytes, int]


class PostingsSearch:
    """A search of the postings of some notes, which remembers what it has looked up there."""

    def __init__(self, postings: Postings, searched: bytes | None = None) -> None:
        """Take the postings.

        Args:
            postings: the postings.
            searched: a byte for each slot, which is 1 if its answer is searched; None if all are.
        """
        self._postings = postings
        self._given = searched
        self._words: dict[WordPattern, PostedWords | None] = {}
        self._phrases: dict[Wording, dict[int, bytes]] = {}
        self._answers: dict[Wording, int] = {}

    def missing(self, wordings: Iterable[Wording]) -> frozenset[Wording]:
        """Return those of some wordings that stand in no answer that is searched."""
        return frozenset(wording for wording in wordings if not self._stands(wording))

    def find(self, query: WordQuery) -> FoundAnswers | None:
        """Return what a query finds; None if that is nothing."""
        terms = [term for term in query.terms if not term.is_excluded]
        if not all(any(map(self._may_stand, term.wordings)) for term in terms):
            return None
        found = self._searched
        for term in sorted(query.terms, key=lambda term: term.is_excluded):
            answers = self._answers_with(term)
            found &= ~answers if term.is_excluded else answers
            if not found:
                return None
        slots = found.to_bytes(self._postings.table.slots, "little")
        wordings = {wording for term in terms for wording in term.wordings}
        words = self._counted(filter(self._may_stand, wordings), found, slots)
        long_answers = self._postings.table.long_answers
        further = sum(end - first - 1 for first, end in long_answers if slots[first])
        return FoundAnswers(slots, found.bit_count() - further, words)

    def _counted(self, wordings: Iterable[Wording], found: int, slots: bytes) -> dict[bytes, int]:
        """Return how often each word or phrase of some wordings stands in the answers found."""
        counts: dict[bytes, int] = {}
        phrases: dict[int, dict[int, bytes]] = {}
        for wording in wordings:
            if len(wording.patterns) > 1:
                phrases.setdefault(len(wording.patterns), {}).update(self._phrase(wording))
            elif words := self._words_of(wording.patterns[0]):
                if self._answers_at(wording) & ~found:
                    counts.update(self._counted_in(slots, words))
                else:
                    counts.update(zip(words.words, words.all_times, strict=True))
        for places in phrases.values():
            counts.update(Counter(form for at, form in places.items() if slots[at >> SLOT_BITS]))
        return counts

    def _counted_in(self, slots: bytes, words: PostedWords) -> Iterator[tuple[bytes, int]]:
        """Yield each of some words that stands in the answers of some slots, and how often."""
        is_in = bytes(map(slots.__getitem__, self._postings.slots(words)))
        ends = accumulate(words.all_times, initial=0)
        for word, (start, end) in zip(words.words, pairwise(ends), strict=True):
            if times := is_in.count(1, start, end):
                yield word, times

    def _stands(self, wording: Wording) -> bool:
        """Return whether a wording stands in an answer that is searched."""
        if not self._may_stand(wording):
            return False
        if self._given is None and len(wording.patterns) == 1:
            return True
        return bool(self._answers_at(wording) & self._searched)

    def _may_stand(self, wording: Wording) -> bool:
        """Return False if a wording stands in no answer; fast."""
        return all(map(self._words_of, wording.patterns))

    def _words_of(self, pattern: WordPattern) -> PostedWords | None:
        if pattern not in self._words:
            self._words[pattern] = self._postings.words(pattern)
        return self._words[pattern]

    @cached_property
    def _searched(self) -> int:
        given = self._given
        return _number(b"\1" * self._postings.table.slots if given is None else given)

    def _answers_with(self, term: Term) -> int:
        """Return the answers in which a term stands."""
        answers = 0
        for wording in filter(self._may_stand, term.wordings):
            answers |= self._answers_at(wording)
        return answers

    def _answers_at(self, wording: Wording) -> int:
        """Return the answers in which a wording stands that may stand in some."""
        if wording not in self._answers:
            self._answers[wording] = _number(self._slots_at(wording))
        return self._answers[wording]

    def _slots_at(self, wording: Wording) -> bytearray:
        """Return a byte for each slot, which is 1 if a wording stands in its answer."""
        table = self._postings.table
        slots = bytearray(table.slots)
        if len(wording.patterns) > 1:
            for place in self._phrase(wording):
                slots[place >> SLOT_BITS] = 1
        elif words := self._words_of(wording.patterns[0]):
            for slot in self._postings.slots(words):
                slots[slot] = 1
        for first, end in table.long_answers:
            if slots.find(1, first, end) >= 0:
                slots[first:end] = b"\1" * (end - first)
        return slots

    def _phrase(self, wording: Wording) -> dict[int, bytes]:
        """Return where a phrase stands, by the places of its first word, and as which words."""
        if wording not in self._phrases:
            self._phrases[wording] = self._find_phrase(wording)
        return self._phrases[wording]

    def _find_phrase(self, wording: Wording) -> dict[int, bytes]:
        words = list(filter(None, map(self._words_of, wording.patterns)))
        times = [sum(each.all_times) for each in words]
        places: dict[int, Sequence[int]] = {}
        there: set[int] = set()
        before = 0
        for number in sorted(range(len(words)), key=times.__getitem__):  # the rarest first
            places[number] = self._postings.places(words[number])
            if len(places) > 1:
                behind = number - before
                there = {place + behind for place in there}.intersection(places[number])
            else:
                there = set(places[number])
            before = number
            if not there:
                return {}
        starts = [place - before for place in there]
        forms = [
            _words_at(each, places[number], [start + number for start in starts])
            for number, each in enumerate(words)
        ]
        return dict(zip(starts, map(b" ".join, zip(*forms, strict=True)), strict=True))


def _words_at(words: PostedWords, places: Sequence[int], chosen: Sequence[int]) -> Iterable[bytes]:
    """Return which of some words stands at each chosen one of their places."""
    if len(words.words) == 1:
        return repeat(words.words[0], len(chosen))
    is_chosen = set(chosen)
    by_place = chain.from_iterable(map(repeat, words.words, words.all_times))
    pairs = zip(places, by_place, strict=True)
    there = {place: word for place, word in pairs if place in is_chosen}
    return map(there.__getitem__, chosen)


def _number(slots: bytes | bytearray) -> int:
    return int.from_bytes(slots, "little")

"""Passage pointer: which words of an answer a person points at, by sentences or by words.

A frozen value: each move returns another one. Where nothing is pointed at, it still knows the
sentence before which the next one is reached.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from coprod_cli.base.span import Span
from coprod_cli.base.word_wrap import IDEOGRAPH
from coprod_cli.knowledge.named_passage import sentences

_TOKEN = re.compile(rf"{IDEOGRAPH}|(?:(?!{IDEOGRAPH})\S)+")


class Pointed(StrEnum):
    """What a person points at."""

    NOTHING = "nothing"
    SENTENCES = "sentences"
    WORDS = "words"
    WHOLE = "whole"


@dataclass(frozen=True)
class PassagePointer:
    """What a person points at in an answer.

    Attributes:
        sentences: the sentences that are numbered.
        words: the words.
        kind: whether sentences, words, the whole answer or nothing is pointed at.
        first: the index of the sentence or word at which the pointing began.
        last: the index of the one that moves; where nothing is pointed at, of the sentence that
            was pointed at last, -1 for none.
    """

    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    kind: Pointed = Pointed.NOTHING
    first: int = -1
    last: int = -1

    @classmethod
    def of(cls, text: str) -> "PassagePointer":
        """Return the pointer of an answer's text, at nothing."""
        return cls(tuple(shown_sentences(text)), tuple(words_of(text)))

    @property
    def span(self) -> Span | None:
        """The place that is pointed at; None for the whole answer, and for nothing."""
        if self.kind in {Pointed.NOTHING, Pointed.WHOLE}:
            return None
        first, last = sorted((self.first, self.last))
        units = self._units
        return Span(units[first].start, units[last].end)

    @property
    def sentence(self) -> int:
        """The index of the sentence in which the end that moves is; -1 for none."""
        if self.kind is Pointed.WORDS:
            return _index_at(self.sentences, self.words[self.last].start)
        return self.last

    @property
    def head(self) -> Span | None:
        """The place of the sentence or word that moves; None for the whole answer and nothing."""
        return self._units[self.last] if self.span is not None else None

    def moved(self, count: int) -> "PassagePointer":
        """Point at the next sentence, or at the one before; not beyond the ends."""
        if self.kind is Pointed.WHOLE:
            return self.jumped(1 if count > 0 else len(self.sentences))
        if self.kind is Pointed.NOTHING and count < 0:
            return self.jumped(max(self.last, 0) + 1)
        return self.jumped(self.sentence + count + 1)

    def jumped(self, number: int) -> "PassagePointer":
        """Point at the sentence of a number, from 1, or at the nearest that there is."""
        index = min(max(number - 1, 0), len(self.sentences) - 1)
        return replace(self, kind=Pointed.SENTENCES, first=index, last=index)

    def moved_by_words(self, count: int) -> "PassagePointer":
        """Point at the next word, or at the one before; sentences become words first."""
        if self.kind is not Pointed.WORDS:
            return self.by_words()
        index = self._within(self.last + count)
        return replace(self, first=index, last=index)

    def at_edge(self, *, is_end: bool) -> "PassagePointer":
        """Point at the first or last sentence; by words, at the first or last of the sentence."""
        if self.kind is not Pointed.WORDS:
            return self.jumped(len(self.sentences) if is_end else 1)
        start, end = self.sentences[self.sentence]
        inside = [at for at, word in enumerate(self.words) if start <= word.start < end]
        index = inside[-1 if is_end else 0]
        return replace(self, first=index, last=index)

    def extended(self, count: int) -> "PassagePointer":
        """Point at one more sentence or word, or at one less, from where the pointing began."""
        if self.span is None:
            return self.moved(count)
        return replace(self, last=self._within(self.last + count))

    def by_words(self) -> "PassagePointer":
        """Go to the words of the sentence that is pointed at, or from words to its sentence."""
        if self.kind is Pointed.WORDS:
            return self.jumped(self.sentence + 1)
        there = self if self.kind is Pointed.SENTENCES else self.moved(1)
        start, end = there.sentences[there.last]
        inside = (at for at, word in enumerate(self.words) if start <= word.start < end)
        index = next(inside, None)
        return (
            there if index is None else replace(there, kind=Pointed.WORDS, first=index, last=index)
        )

    def at_whole(self) -> "PassagePointer":
        """Point at the whole answer."""
        return replace(self.at_nothing(), kind=Pointed.WHOLE)

    def at_nothing(self) -> "PassagePointer":
        """Point at nothing; the next sentence is the one behind that which was pointed at."""
        last = max(self.first, self.last) if self.kind is Pointed.SENTENCES else self.sentence
        return replace(self, kind=Pointed.NOTHING, first=last, last=last)

    @property
    def _units(self) -> tuple[Span, ...]:
        return self.words if self.kind is Pointed.WORDS else self.sentences

    def _within(self, index: int) -> int:
        return min(max(index, 0), len(self._units) - 1)


def shown_sentences(text: str) -> list[Span]:
    """Return the sentences of an answer that are numbered; all of it where it has no letter."""
    end = len(text.rstrip())
    return sentences(text) or [Span(min(len(text) - len(text.lstrip()), end), end)]


def words_of(text: str) -> Iterator[Span]:
    """Yield the words of a text, without punctuation at their ends; an ideograph is a word."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while start < end and _is_punctuation(text[start]):
            start += 1
        while start < end and _is_punctuation(text[end - 1]):
            end -= 1
        if start < end:
            yield Span(start, end)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P")


def _index_at(spans: tuple[Span, ...], offset: int) -> int:
    """Return the index of the last of some places that begins at or before an offset, else 0."""
    return max((at for at, span in enumerate(spans) if span.start <= offset), default=0)

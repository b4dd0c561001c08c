"""Word query: what a person searches for, as typed after `coprod search`, and where it stands.

Each argument is a term, and all terms must stand in one answer:

    vänt              inside a word of an answer, from four letters on; a shorter one at its start
    "en lång väntan"  a phrase: these words one after another, of which the last may go on
    =tid              this word and no longer one
    vänt*  *rum       words that begin, or end, with it; *tid* anywhere inside
    -kö               not: no answer in which it stands
    väntan|kö         one of these

Words are those of `base.words`, so letter case and composition do not matter, and "e-post" is a
phrase.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.words import Word, bare_word, words_of

_LEAST_INSIDE = 4
"""Letters from which on a word is found inside others. Measured with 29 Swedish words and 420
inflections and compounds: it finds more of them, and as few others, as the start of a word."""
_STAR_WITHIN = re.compile(r"[^\W_]\*+[^\W_]")


class Place(Enum):
    """Where in a word of an answer a searched word stands."""

    WHOLE = auto()
    START = auto()
    END = auto()
    INSIDE = auto()


class WordPattern(NamedTuple):
    """A searched word.

    Attributes:
        word: the word, folded.
        place: where in a word it stands.
        is_bare: whether words of answers are compared without their rings, dots and accents.
    """

    word: str
    place: Place
    is_bare: bool = False

    def finds(self, word: str) -> bool:
        """Return whether a folded word of an answer is one that is searched for."""
        if self.is_bare:
            word = bare_word(word)
        match self.place:
            case Place.WHOLE:
                return word == self.word
            case Place.START:
                return word.startswith(self.word)
            case Place.END:
                return word.endswith(self.word)
            case Place.INSIDE:
                return self.word in word


class Occurrence(NamedTuple):
    """A place in an answer where something searched for stands.

    Attributes:
        start: the offset of its first character.
        end: the offset after its last character.
        words: its words as they are compared, with a blank between them.
    """

    start: int
    end: int
    words: str


class Wording(NamedTuple):
    """One way to word a term: a word, or the words of a phrase.

    Attributes:
        patterns: the words, one after another.
        typed: what the person typed, without `=` and `*`.
    """

    patterns: tuple[WordPattern, ...]
    typed: str

    @property
    def is_ascii(self) -> bool:
        """Whether it is typed without any ring, dot or accent."""
        return all(each.word.isascii() and not each.is_bare for each in self.patterns)

    def bare(self) -> "Wording":
        """Return it so that it also finds words with rings, dots and accents."""
        bare = tuple(each._replace(is_bare=True) for each in self.patterns)
        return Wording(bare, self.typed)

    def may_stand_in(self, text: "FoldedText") -> bool:
        """Return False if it cannot stand in a text; fast."""
        return all(
            each.word in (text.bare if each.is_bare else text.folded) for each in self.patterns
        )

    def occurrences(self, words: Sequence[Word]) -> Iterator[Occurrence]:
        """Yield the places where it stands among the words of a text, in order."""
        first, size = self.patterns[0], len(self.patterns)
        for index in range(len(words) - size + 1):
            if not first.finds(words[index].word):
                continue
            found = words[index : index + size]
            if all(each.finds(word.word) for each, word in zip(self.patterns, found, strict=True)):
                form = " ".join(word.word for word in found)
                yield Occurrence(found[0].start, found[-1].end, form)

    def is_found_as(self, words: str) -> bool:
        """Return whether it stands where some words stand, which an `Occurrence` names."""
        parts = words.split(" ")
        if len(parts) != len(self.patterns):
            return False
        return all(each.finds(word) for each, word in zip(self.patterns, parts, strict=True))


class FoldedText(NamedTuple):
    """A text as words are compared, and the same without rings, dots and accents."""

    folded: str
    bare: str


class Term(NamedTuple):
    """What must stand in an answer, in one of some wordings; or must not, if it is excluded."""

    wordings: tuple[Wording, ...]
    is_excluded: bool = False


@dataclass(frozen=True)
class WordQuery:
    """What is searched for: an answer fits if each term stands in it, and no excluded one does."""

    terms: tuple[Term, ...]

    @property
    def ascii_wordings(self) -> frozenset[Wording]:
        """The wordings without rings and dots; excluded ones are not among them."""
        return frozenset(
            wording
            for term in self.terms
            if not term.is_excluded
            for wording in term.wordings
            if wording.is_ascii
        )

    def with_bare(self, wordings: Collection[Wording]) -> "WordQuery":
        """Return a query in which some wordings also find words with rings, dots and accents."""
        return WordQuery(
            tuple(
                term._replace(
                    wordings=tuple(
                        each.bare() if each in wordings and not term.is_excluded else each
                        for each in term.wordings
                    )
                )
                for term in self.terms
            )
        )


def read_query(arguments: Sequence[str]) -> WordQuery:
    """Return the query that a person typed, one argument a term.

    Raises:
        WrongUsage: an argument has no letter and no digit, or a * where it means nothing; or
            nothing is searched for, since each argument is excluded.
    """
    terms = tuple(_term(argument.strip()) for argument in arguments)
    if all(term.is_excluded for term in terms):
        message = msg("say also what is to be found.")
        raise WrongUsage(message, hint="coprod search vänt -kö")
    return WordQuery(terms)


def _term(argument: str) -> Term:
    is_excluded = argument.startswith("-")
    parts = argument.removeprefix("-").split("|")
    wordings = tuple(_wording(part.strip()) for part in parts if part.strip() or len(parts) == 1)
    if not wordings:
        raise _no_word()
    return Term(wordings, is_excluded)


def _wording(part: str) -> Wording:
    words = list(words_of(part))
    if not words:
        raise _no_word()
    if _STAR_WITHIN.search(part) or part.count("*") > sum(
        sum(_stars(part, each)) for each in words
    ):
        message = msg("a * stands at the beginning or at the end of a word.")
        raise WrongUsage(message, hint='coprod search "vänt*"')
    places = [_place(part, word, is_phrase=len(words) > 1) for word in words]
    if len(words) > 1 and places[-1] is Place.WHOLE and not part.startswith("="):
        places[-1] = Place.START
    patterns = map(WordPattern, (word.word for word in words), places)
    return Wording(tuple(patterns), part.removeprefix("=").replace("*", ""))


def _place(part: str, word: Word, *, is_phrase: bool) -> Place:
    """Return where in a word of an answer a word of an argument stands."""
    before, after = _stars(part, word)
    if before or after:
        return Place.INSIDE if before and after else Place.START if after else Place.END
    if is_phrase or part.startswith("="):
        return Place.WHOLE
    return Place.INSIDE if len(word.word) >= _LEAST_INSIDE else Place.START


def _stars(part: str, word: Word) -> tuple[bool, bool]:
    """Return whether a * stands right before a word of an argument, and right after it."""
    return part[: word.start].endswith("*"), part.startswith("*", word.end)


def _no_word() -> WrongUsage:
    message = msg("one of the words has no letter and no digit.")
    return WrongUsage(message, hint='coprod search "en lång väntan"')

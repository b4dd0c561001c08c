"""Passages and codings: the words in a case's answers that one person marked with codes."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple, Self
from unicodedata import normalize

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import msg
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.case_id import random_id
from coprod_cli.model.code_name import CodeName

WHOLE = "*"
"""The quote of a passage that is a whole answer, whatever its words become."""
SURROUNDINGS = 32
"""How many characters before and after a passage are kept with it, to find it again."""
AGREED = "agreed"
"""The coder's name under which two coders keep what they agreed on; no person is called so."""
_ID = re.compile(r"[a-z0-9]{1,20}\Z")
_CODER = re.compile(r"[^\W_](?:[\w-]{0,38}\w)?(?:\.[1-9][0-9]?)?\Z")


class Found(NamedTuple):
    """Where a passage stood when it was marked: W3C's text quote and text position selectors.

    The document of these selectors (https://www.w3.org/TR/annotation-model/) is the answer.

    Attributes:
        before: up to `SURROUNDINGS` characters before the passage.
        after: up to `SURROUNDINGS` characters after it.
        start: its offset in the answer's text, in code points.
        said: `Answer.digest` of the answer.
        when: when it was marked, ISO 8601 with an offset.
    """

    before: str
    after: str
    start: int
    said: str
    when: str


class Passage(NamedTuple):
    """Words in an answer, with the codes that somebody gave them.

    Attributes:
        id: names the passage for good, within its coding; 6 characters where coprod made it.
        at: the question's address.
        voice: the voice of the answer; None if it has none.
        quote: the words as they stood in the answer; `WHOLE` for the whole answer.
        codes: the codes, each once, sorted; () for a passage that has a memo only.
        memo: what the coder thought; "" for nothing.
        found: where the words stood; None for a passage that was written by hand.
        is_words: whether the quote `WHOLE` is itself what was marked: a single `*` in an answer.
            Always False for any other quote.
    """

    id: str
    at: Address
    voice: str | None
    quote: str
    codes: tuple[CodeName, ...]
    memo: str = ""
    found: Found | None = None
    is_words: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether this is a whole answer."""
        return self.quote == WHOLE and not self.is_words

    def with_words(self, words: str) -> Self:
        """Return the passage with other words, which are no whole answer."""
        return self._replace(quote=words, is_words=words == WHOLE)

    @property
    def key(self) -> AnswerKey:
        """The key of the answer that this is in."""
        return AnswerKey(self.at, self.voice)

    def with_codes(self, codes: "tuple[CodeName, ...]") -> Self:
        """Return the passage with other codes, each once and sorted."""
        return self._replace(codes=tuple(sorted(set(codes))))


@dataclass(frozen=True)
class Coding:
    """What one person marked in one case.

    Attributes:
        case_id: the id of the case.
        coder: who marked (see `coder_name`).
        done: the day on which the coder had gone through the case, ISO 8601; "" before that.
            A case in which nothing is marked, and one that was not read yet, differ by it.
        passages: the passages, in the order of the note.
    """

    case_id: str
    coder: str
    done: str = ""
    passages: tuple[Passage, ...] = ()

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage with an id; None if there is none."""
        return next((each for each in self.passages if each.id == passage_id), None)

    def with_passage(self, passage: Passage) -> "Coding":
        """Return the coding with a passage, in place of the one with its id or at the end."""
        if self.passage(passage.id) is None:
            return replace(self, passages=(*self.passages, passage))
        kept = (passage if each.id == passage.id else each for each in self.passages)
        return replace(self, passages=tuple(kept))

    def without_passage(self, passage_id: str) -> "Coding":
        """Return the coding without the passage that has an id."""
        kept = tuple(each for each in self.passages if each.id != passage_id)
        return replace(self, passages=kept)


def new_passage_id() -> str:
    """Return a new id of a passage, at random."""
    return random_id()


def is_passage_id(text: str) -> bool:
    """Return True if a text can be a passage's id."""
    return _ID.match(text) is not None


def coder_name(typed: str) -> str:
    """Return a coder's name: letters, digits, `-` and `_`, and `.2` for a second round.

    It names a folder; it is in lower case, since some file systems do not tell cases apart.

    Raises:
        InvalidAnswer: it is no such name, or `AGREED`.
    """
    name = normalize("NFC", typed.strip()).lower()
    if name == AGREED or not _CODER.match(name):
        example, second = "anna", "anna.2"
        message = msg(
            "a coder's name has letters and digits, such as {example}, or {second} for a second "
            "round.",
            example=example,
            second=second,
        )
        raise InvalidAnswer(message)
    return name


def person_of(coder: str) -> str:
    """Return a coder's name without the number of the round: `anna` of `anna.2`."""
    return coder.partition(".")[0]


def found_at(answer: Answer, start: int, end: int, when: str) -> Found:
    """Return where the characters from `start` to before `end` of an answer stand."""
    text = answer.text
    before = text[max(0, start - SURROUNDINGS) : start]
    return Found(before, text[end : end + SURROUNDINGS], start, answer.digest, when)


def found_whole(answer: Answer, when: str) -> Found:
    """Return where a passage stands that is a whole answer."""
    return Found("", "", 0, answer.digest, when)

"""Named passages: what a person types to say which words of an answer they mean.

`2` is a sentence by its number, `2-3` several; `*` is the whole answer, and with a backslash before
it the sign itself; anything else is words of the answer, `first words ... last words` from the
first to the last ones. Numbers may be words, as dictation writes them: `two`, `two to three`, `två
till tre`.
"""

import re
from typing import NamedTuple

from coprod_cli.base.message import Message, msg, nmsg
from coprod_cli.base.sentences import sentences_of
from coprod_cli.base.span import Span
from coprod_cli.knowledge.anchors import place_of_words
from coprod_cli.model.case import Answer
from coprod_cli.model.passage import WHOLE

_NUMBER_WORDS = {
    word: number
    for words in (
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"),
    )
    for number, word in enumerate(words, 1)
} | {"en": 1}
_NUMBER = rf"[0-9]{{1,4}}|{'|'.join(_NUMBER_WORDS)}"
_RANGE = re.compile(
    rf"({_NUMBER})(?:\s*(?:-|\u2013|to|till|och|and)\s*({_NUMBER}))?\.?", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\+\*")
_FROM_TO = re.compile(r"\s*(?:\.\.\.+|\u2026)\s*")


class NamedPassage(NamedTuple):
    """What a person named: a place in the answer, all of it, or why neither is clear.

    Attributes:
        span: the place; None for the whole answer, or if there is a problem.
        problem: what to tell the person; "" if it is clear.
    """

    span: Span | None
    problem: str = ""


def sentences(text: str) -> list[Span]:
    """Return the sentences of an answer that are numbered: those with a letter or a digit."""
    spans = (Span(*each) for each in sentences_of(text))
    return [span for span in spans if any(map(str.isalnum, text[span.start : span.end]))]


def read_passage(typed: str, answer: Answer) -> NamedPassage:
    """Return what a person means by what they typed."""
    words = typed.strip()
    if words == WHOLE:
        return NamedPassage(None)
    if sign := escaped_sign(words):
        return find_words(sign, answer)
    if match := _RANGE.fullmatch(words):
        numbered = _numbered(match, answer)
        # An answer may say "two", or "3".
        if not numbered.problem or not place_of_words(words, answer):
            return numbered
    return find_words(words, answer)


def escaped_sign(typed: str) -> str:
    """Return the sign that is typed with a backslash since `*` is the whole answer; else ""."""
    words = typed.strip()
    return words[1:] if _ESCAPED.fullmatch(words) else ""


def find_words(words: str, answer: Answer) -> NamedPassage:
    """Return the place of words in an answer; `first ... last` is from the first to the last."""
    places = place_of_words(words, answer)
    ends = _FROM_TO.split(words)
    if not places and len(ends) == 2 and all(ends):  # noqa: PLR2004
        return _between(ends[0], ends[1], answer)
    if len(places) == 1:
        return NamedPassage(places[0])
    if not places:
        return NamedPassage(None, _not_there(words, answer))
    message = nmsg(
        "these words stand there {count} time: add a word before or after.",
        "these words stand there {count} times: add a word before or after.",
        len(places),
    )
    return NamedPassage(None, message)


def _numbered(match: re.Match[str], answer: Answer) -> NamedPassage:
    parts = sentences(answer.text)
    first = _number(match[1])
    last = _number(match[2]) if match[2] else first
    if not 1 <= first <= last <= len(parts):
        message = nmsg("there is {count} sentence.", "there are {count} sentences.", len(parts))
        return NamedPassage(None, message)
    return NamedPassage(Span(parts[first - 1].start, parts[last - 1].end))


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBER_WORDS[word.lower()]


def _between(first: str, last: str, answer: Answer) -> NamedPassage:
    starts = place_of_words(first, answer) or _folded_places(first, answer)
    if len(starts) != 1:
        problem = find_words(first, answer).problem if not starts else _several(len(starts))
        return NamedPassage(None, problem)
    ends = [
        each
        for each in place_of_words(last, answer) or _folded_places(last, answer)
        if each.start >= starts[0].end
    ]
    if not ends:
        return NamedPassage(None, msg("the last words do not stand behind the first ones."))
    return NamedPassage(Span(starts[0].start, ends[0].end))


def _several(count: int) -> Message:
    return nmsg(
        "the first words stand there {count} time: add one.",
        "the first words stand there {count} times: add one.",
        count,
    )


def _folded_places(words: str, answer: Answer) -> list[Span]:
    """Return the places of words whose letters differ in case, as dictation writes them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [Span(*each.span()) for each in re.finditer(pattern, answer.text, re.IGNORECASE)]


def _not_there(words: str, answer: Answer) -> Message:
    if len(places := _folded_places(words, answer)) == 1:
        place = places[0]
        return msg(
            "these words stand there with other capitals: {words}",
            words=answer.text[place.start : place.end],
        )
    return msg("these words are not in this answer.")

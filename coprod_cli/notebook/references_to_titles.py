"""References by title: find the cases whose titles have some words."""

import re
from collections.abc import Iterable, Sequence

from coprod_cli.base.text import folded
from coprod_cli.model.case_id import is_case_id

_WORD = re.compile(r"\w+")


def title_words(reference: str) -> list[str]:
    """Return the words that a reference looks for in titles; [] if it can only be an id or a path.

    Case, quotes and dashes do not matter.
    """
    if is_case_id(reference) or "/" in reference or reference.endswith(".md"):
        return []
    return _words(reference)


def best_matches(words: Sequence[str], titles: Iterable[tuple[str, str]]) -> list[str]:
    """Return the keys of the titles that fit best.

    The best that is found counts: the words are the whole title; each of them is a word of it; each
    is at least the beginning of one.

    Args:
        words: the words, as `title_words` returns them.
        titles: keys, such as paths, and titles.
    """
    whole: list[str] = []
    by_words: list[str] = []
    by_beginnings: list[str] = []
    for key, title in titles:
        there = _words(title)
        if there == words:
            whole.append(key)
        elif all(word in there for word in words):
            by_words.append(key)
        elif all(any(each.startswith(word) for each in there) for word in words):
            by_beginnings.append(key)
    return whole or by_words or by_beginnings


def whole_matches(words: Sequence[str], titles: Iterable[tuple[str, str]]) -> list[str]:
    """Return the keys of the titles that have just these words; the arguments as above."""
    return [key for key, title in titles if words and _words(title) == list(words)]


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))

"""The notebook's watch list: words and names that people list themselves, and no pattern knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from coprod_cli.base.message import msg
from coprod_cli.base.text import folded
from coprod_cli.privacy.kinds import Identifier, Kind, identifier

_WORD = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
# The gap between two words of a phrase: it may hold a line break, but no blank line.
_GAP = re.compile(r"[ \t]*(?:[-.,'\u2019][ \t]*)?(?:\n[ \t]*)?\Z")
_GENITIVE = re.compile("['\u2019][sS](?![^\\W_])")
_WHY = msg("this is on the notebook's own list of words to watch.")


@dataclass(frozen=True)
class WatchList:
    """Words and phrases to find in texts.

    Attributes:
        phrases: each word or phrase as its folded words.
    """

    phrases: frozenset[tuple[str, ...]] = frozenset()
    _by_first: dict[str, tuple[tuple[str, ...], ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for phrase in sorted(self.phrases, key=len, reverse=True):
            for first in (phrase[0], f"{phrase[0]}s") if len(phrase) == 1 else (phrase[0],):
                self._by_first[first] = (*self._by_first.get(first, ()), phrase)

    @classmethod
    def read(cls, text: str) -> "WatchList":
        """Parse a list: one word or phrase per line; `#` starts a comment."""
        lines = (line.partition("#")[0] for line in text.splitlines())
        phrases = (tuple(folded(word) for word in _WORD.findall(line)) for line in lines)
        return cls(frozenset(phrase for phrase in phrases if phrase))

    def find(self, text: str) -> Iterator[Identifier]:
        """Yield each occurrence of a watched word or phrase as whole words.

        Case, composition (NFC or NFD) and a Swedish or English genitive ending are ignored.
        """
        if not self.phrases or self._by_first.keys().isdisjoint(_WORD.findall(folded(text))):
            return
        words = [(found.start(), found.end(), folded(found[0])) for found in _WORD.finditer(text)]
        searched_to = 0
        for position, (start, _, word) in enumerate(words):
            if start < searched_to:
                continue
            for phrase in self._by_first.get(word, ()):
                if end := _end_of(phrase, text, words, position):
                    yield identifier(Kind.WATCHED, start, end, _WHY)
                    searched_to = end
                    break


def _end_of(
    phrase: tuple[str, ...], text: str, words: list[tuple[int, int, str]], position: int
) -> int | None:
    """Return the end offset of a phrase that starts at a word; None if it does not start there.

    Args:
        phrase: the folded words of the phrase.
        text: the text.
        words: the start, the end and the folded form of each word in the text.
        position: the index of the word in `words`.
    """
    candidates = words[position : position + len(phrase)]
    if len(candidates) < len(phrase):
        return None
    *firsts, (_, end, last) = candidates
    if tuple(word for _, _, word in firsts) != phrase[:-1]:
        return None
    if last not in (phrase[-1], f"{phrase[-1]}s"):
        return None
    for (_, before, _), (after, _, _) in pairwise(candidates):
        if not _GAP.match(text[before:after]):
            return None
    genitive = _GENITIVE.match(text, end)
    return genitive.end() if genitive else end


NO_WATCH_LIST = WatchList()
